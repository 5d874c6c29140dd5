"""`preview`, `stats` and `radargram`: a level's ground as a picture, as figures, and from below, without playing."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.guard import Refused
from game.cli.levels import find_level
from game.cli.tables import print_rows

if TYPE_CHECKING:
    from game.content.level import Level
    from game.terrain.subsurface import Subsurface
    from game.terrain.terrain import Terrain

SHORTEST_M, LONGEST_M = 2.0, 400.0
"""Of a line that can be drawn."""


def add(commands: Any) -> None:
    preview = commands.add_parser("preview", help="draw a level's ground as shaded relief into a PNG file")
    preview.add_argument("level", metavar="LEVEL")
    preview.add_argument("-o", "--output", required=True, metavar="MAP.png")
    preview.add_argument("--scale", type=values.whole_number(1, 16), default=0, help="pixels per tile")
    preview.add_argument("--sun", type=values.sun_deg, default=None, metavar="AZ,EL", help="degrees, as 315,30")
    preview.add_argument("--targets", action="store_true", help="mark targets, start and helicopter")
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
    from game.imaging.preview import SUN_DEG, preview_picture

    level, terrain = ground(arguments)
    places = marked(level) if arguments.targets else {}
    picture = preview_picture(terrain, arguments.scale, arguments.sun or SUN_DEG, **places)
    write_png(arguments.output, picture, {"Title": level.title, "Source": f"{level.id}, seed {terrain.seed}"})
    return 0


def marked(level: "Level") -> dict[str, Any]:
    """Every place of a level, in metres, as `preview_picture` wants it."""
    flyer = level.helicopter
    return {
        "targets_m": tuple(level.metres(target.at) for target in level.targets),
        "start_m": level.metres(level.start.at),
        "helicopter_m": level.metres(flyer.at) if flyer.present and flyer.at is not None else None,
    }


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
    """The level asked for, its targets in their places, and its ground."""
    from game.content.catalog import load_catalog
    from game.content.load import load_level
    from game.sim.setup import prepare_site

    catalog = load_catalog()
    site = prepare_site(load_level(find_level(arguments.level), catalog), catalog, arguments.seed)
    return site.level, site.terrain


# --- under the ground -------------------------------------------------------------------------------------------------


def run_radargram(arguments: argparse.Namespace) -> int:
    from game.core.grid import distance_m
    from game.imaging.png import write_png
    from game.imaging.radargram import GAIN_DB_NS
    from game.terrain.subsurface import Subsurface
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
