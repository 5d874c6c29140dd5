"""`preview` and `stats`: a level's ground as a picture and as figures, without playing."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.levels import find_level
from game.cli.tables import print_rows

if TYPE_CHECKING:
    from game.content.level import Level
    from game.terrain.terrain import Terrain


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
    """The level asked for and its ground."""
    from game.content.load import load_level
    from game.terrain.generate import generate

    level = load_level(find_level(arguments.level))
    seed = level.seed if arguments.seed is None else arguments.seed
    return level, generate(level.terrain_spec(), seed)
