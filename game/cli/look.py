"""`preview`, `stats` and `radargram`: a level's ground as a picture, as figures, and from below, without playing."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.guard import Refused, with_pygame
from game.cli.levels import find_level, level_today
from game.cli.tables import print_rows

if TYPE_CHECKING:
    from game.content.level import Level
    from game.imaging.relief_colour import Picture
    from game.sim.world import Site
    from game.terrain.subsurface import Subsurface
    from game.terrain.terrain import Terrain

PLANNED, AUTOPILOT = "planned", "autopilot"
SHORTEST_M, LONGEST_M = 2.0, 400.0
"""Of a line that can be drawn."""


def add(commands: Any) -> None:
    preview = commands.add_parser("preview", help="draw a level's ground as shaded relief into a PNG file")
    preview.add_argument("level", metavar="LEVEL")
    preview.add_argument("-o", "--output", required=True, metavar="MAP.png")
    preview.add_argument("--scale", type=values.whole_number(1, 16), default=0, help="pixels per tile")
    preview.add_argument("--sun", type=values.sun_deg, default=None, metavar="AZ,EL", help="degrees, as 315,30")
    preview.add_argument("--targets", action="store_true", help="mark targets, zones, hazards, start; with a legend")
    preview.add_argument(
        "--route",
        nargs="?",
        const=PLANNED,
        default=None,
        type=values.one_of("route", (PLANNED, AUTOPILOT)),
        metavar="WHOSE",
        help="planned: the way to each target, with metres, minutes and Wh (usual); autopilot: its whole drive",
    )
    preview.add_argument("--seed", type=values.seed, default=None, help="another crater than the level's own")
    preview.set_defaults(main=run_preview)
    stats = commands.add_parser("stats", help="measure a level's ground: roughness, slopes, craters, rocks")
    stats.add_argument("level", metavar="LEVEL")
    stats.add_argument("--json", action="store_true", help="print the figures for tools")
    stats.add_argument("--seed", type=values.seed, default=None)
    stats.set_defaults(main=run_stats)
    add_radargram(commands)


def add_radargram(commands: Any) -> None:
    radargram = commands.add_parser("radargram", help="draw what RIMFAX hears along a line of a level into a PNG file")
    radargram.add_argument("level", metavar="LEVEL")
    radargram.add_argument("--from", dest="begin", type=values.pair, required=True, metavar="X,Y", help="in tiles")
    radargram.add_argument("--to", dest="end", type=values.pair, required=True, metavar="X,Y", help="in tiles")
    radargram.add_argument("--seed", type=values.seed, default=None, help="another crater than the level's own")
    radargram.add_argument(
        "--permittivity", type=values.number(1, 20), default=6.0, metavar="E", help="turns times into depths; usual 6"
    )
    radargram.add_argument("--gain", type=values.number(0, 1, "dB/ns"), default=None, metavar="G", help="time gain")
    radargram.add_argument("--size", type=values.picture_px, default=(1280, 640), metavar="WxH")
    radargram.add_argument("-o", "--output", required=True, metavar="OUT.png")
    radargram.set_defaults(main=run_radargram)


def run_preview(arguments: argparse.Namespace) -> int:
    from game.imaging.png import write_png
    from game.imaging.preview import SUN_DEG, bare_picture, preview_picture

    site, sun = site_of(arguments), arguments.sun or SUN_DEG
    if arguments.targets or arguments.route:
        picture = marked(bare_picture(site.terrain, arguments.scale, sun), site, arguments.route)
    else:
        picture = preview_picture(site.terrain, arguments.scale, sun)
    write_png(arguments.output, picture, {"Title": site.level.title, "Source": f"{site.level.id}, seed {site.seed}"})
    return 0


def marked(relief: "Picture", site: "Site", route: str | None) -> "Picture":
    """The map with all of the mission's marks and a legend; with the way to each target, or the autopilot's drive."""
    from game.content.strings import load_strings
    from game.mission.ways import autopilot_trip, known_world, ways_to_targets

    with with_pygame("marks and ways are drawn by", "Without --targets and --route the bare map is drawn."):
        from game.ui.views.preview_page import Drawn, preview_page
    world = known_world(site)
    ways = ways_to_targets(world, load_strings()) if route == PLANNED else []
    trip = autopilot_trip(site) if route == AUTOPILOT else None
    return preview_page(relief, world, Drawn(ways, trip))


def run_stats(arguments: argparse.Namespace) -> int:
    from game.terrain.stats import stats_rows, terrain_stats

    level, terrain = ground(arguments)
    stats = terrain_stats(terrain)
    if arguments.json:
        print(json.dumps({"level": level.id, "seed": terrain.seed, **stats.to_json()}, indent=2))
    else:
        print_rows(f"{level.title}, seed {terrain.seed}", stats_rows(stats))
    return 0


def ground(arguments: argparse.Namespace) -> "tuple[Level, Terrain]":
    """The level asked for and its ground."""
    site = site_of(arguments)
    return site.level, site.terrain


def site_of(arguments: argparse.Namespace) -> "Site":
    """The level asked for on its ground, its targets in their places."""
    from game.content.catalog import load_catalog
    from game.sim.setup import prepare_site

    catalog = load_catalog()
    return prepare_site(level_today(find_level(arguments.level), catalog), catalog, arguments.seed)


# --- under the ground -------------------------------------------------------------------------------------------------


def run_radargram(arguments: argparse.Namespace) -> int:
    from game.core.grid import distance_m
    from game.imaging.png import write_png
    from game.imaging.radargram import GAIN_DB_NS
    from game.terrain.subsurface import Subsurface

    with with_pygame("a radargram's chart is drawn by", "`jezero stats` measures the ground without."):
        from game.ui.views.radar_chart import SHOWN_NS
        from game.ui.views.radargram import View
        from game.ui.views.radargram_page import radargram_page
    level, terrain = ground(arguments)
    line = ends(arguments, level, terrain)
    length_m = distance_m(*line[0], *line[1])
    under = Subsurface(level.subsurface_spec(), terrain.seed, terrain)
    title = f"{level.title}: RIMFAX along {length_m:.0f} m, depths by permittivity {arguments.permittivity:g}"
    note = honesty(under)
    view = View(0.0, length_m, SHOWN_NS, arguments.permittivity)
    gain = GAIN_DB_NS if arguments.gain is None else arguments.gain
    picture = radargram_page(under, line, view, gain, arguments.size, (title, note))
    write_png(arguments.output, picture, {"Title": title, "Source": f"{level.id}, seed {terrain.seed}", "Note": note})
    return 0


def ends(arguments: argparse.Namespace, level: "Level", terrain: "Terrain") -> list[tuple[float, float]]:
    """Both ends of the line in metres."""
    from game.core.grid import distance_m

    line = [level.metres(arguments.begin), level.metres(arguments.end)]
    for option, tile, place in zip(("--from", "--to"), (arguments.begin, arguments.end), line, strict=True):
        if not terrain.inside(*place):
            raise Refused(
                f"{option} {tile[0]:g},{tile[1]:g} is off the map of {level.id}, "
                f"which is {terrain.width} x {terrain.height} tiles."
            )
    length_m = distance_m(*line[0], *line[1])
    if not SHORTEST_M <= length_m <= LONGEST_M:
        raise Refused(f"the line is {length_m:.1f} m long; from {SHORTEST_M:g} to {LONGEST_M:g} m can be drawn.")
    return line


def honesty(under: "Subsurface") -> str:
    """What was really found at Jezero, and what the level makes up."""
    from game.content.strings import load_strings

    strings = load_strings()
    made_up = ", ".join(layer.title for layer in under.spec.horizons if layer.is_fiction)
    said = strings.text("radar.honesty")
    return f"{said} {strings.text('radar.fiction', layers=made_up)}" if made_up else said
