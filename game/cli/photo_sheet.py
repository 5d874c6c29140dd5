"""`photo --contact-sheet`: 24 pictures of all kinds, each taken by the words of this very command."""

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

from game.cli.photo_again import site_names
from game.cli.photo_plan import lens, planned
from game.content.catalog import load_catalog
from game.content.level import Level
from game.content.load import load_level
from game.core.marstime import lmst_text
from game.imaging.png import write_png
from game.imaging.products.sheet import Print, sheet, size_px
from game.imaging.products.shot import WIDE
from game.imaging.products.take import take
from game.imaging.relief_ground import ReliefGround, relief_ground
from game.terrain.generate import generate
from game.terrain.terrain import Terrain

TITLE = "Jezero · pictures from Mars"
UNDER = "every picture computed from the map of a level"
COLUMNS = 6
FINER = 1.5
"""Pictures are taken so much larger than they are shown."""


@dataclass(frozen=True, slots=True)
class Recipe:
    title: str
    site: str
    words: str
    cells: int = 1


DELTA, DUNES = "delta_foot", "dune_rim"
RECIPES = (
    Recipe("Delta front, afternoon", DELTA, "--at 132,132 --azimuth 315 --elevation 4 --focal 26 --lmst 15:10"),
    Recipe("Mesa, telephoto", DELTA, "--at 160,150 --azimuth 26 --elevation 3 --focal 34 --lmst 15:40"),
    Recipe("Layers in the cliff", DELTA, "--at 120,120 --azimuth 318 --elevation 7 --focal 79 --lmst 09:40"),
    Recipe("Loose rocks by the delta", DELTA, "--at 150.3,150.2 --azimuth 352 --elevation -13 --fov 62 --lmst 15:00"),
    Recipe(
        "The same, false colour",
        DELTA,
        "--at 150.3,150.2 --azimuth 352 --elevation -13 --fov 62 --lmst 15:00 --false-colour",
    ),
    Recipe(
        "Range map from two eyes",
        DELTA,
        "--at 150.3,150.2 --azimuth 352 --elevation -13 --camera navcam --lmst 15:00 --range-map",
    ),
    Recipe("Clean panorama", DELTA, "--at 140,134 --elevation -2 --lmst 14:50 --panorama 250,70", 4),
    Recipe("Abraded and cored, WATSON", DELTA, "--target skinner_ridge --worked --camera watson --lmst 10:30"),
    Recipe("Spotted rock, opened", DELTA, "--target cheyava --worked --camera watson --height 0.14 --lmst 15:00"),
    Recipe("Dunes, low sun", DUNES, "--at 150,158 --height 6 --azimuth 286 --elevation -9 --fov 50 --lmst 15:30"),
    Recipe("Rim wall over the dunes", DUNES, "--at 150,146 --azimuth 262 --elevation 2 --fov 48 --lmst 12:40"),
    Recipe(
        "Young crater from its rim", DUNES, "--at 168,128 --azimuth 45 --elevation -13 --camera navcam --lmst 16:00"
    ),
    Recipe(
        "Anaglyph, red and cyan", DUNES, "--at 169,127 --azimuth 40 --elevation -15 --fov 55 --lmst 15:20 --anaglyph"
    ),
    Recipe(
        "Own deck and tracks, Navcam",
        DELTA,
        "--at 150,150 --rover 315 --came-from 176,170 --azimuth 140 --elevation -24 --camera navcam --lmst 14:40",
    ),
    Recipe("Own shadow, front Hazcam", DELTA, "--at 150.4,152 --rover 20 --camera front_hazcam --lmst 13:40"),
    Recipe(
        "Mosaic as it came down",
        DUNES,
        "--at 150,160 --elevation -3 --camera mastcam_z --lmst 09:40 --mosaic 190,350",
        4,
    ),
    Recipe(
        "Ingenuity beside the rover",
        DELTA,
        "--at 153,153 --azimuth 320 --elevation -12 --focal 34 --lmst 14:40"
        " --with helicopter:150.6,150 --with tube:151.8,151.4 --with rover:143,143",
    ),
    Recipe(
        "SuperCam's telescope", DELTA, "--at 124,124 --azimuth 314 --elevation 8 --camera supercam_rmi --lmst 15:30"
    ),
    Recipe(
        "From the air, 12 m",
        DELTA,
        "--at 152,160 --height 12 --azimuth 335 --camera heli_colour --lmst 12:00 --with rover:148,152",
    ),
    Recipe("Straight down, 10 m", DUNES, "--at 158,160 --height 10 --azimuth 20 --camera heli_nav --lmst 12:40"),
    Recipe(
        "Dust devils",
        DUNES,
        "--at 112,180 --azimuth 86 --elevation 8 --fov 42 --lmst 13:10 --tau 0.6"
        " --with devil:214,172 --with devil:252,150",
    ),
    Recipe("Storm, tau 4", DELTA, "--at 136,138 --azimuth 315 --elevation 0 --focal 26 --lmst 13:00 --tau 4"),
    Recipe("Sunset: the glow is blue", DELTA, "--at 160,176 --azimuth 250 --elevation 5 --fov 58 --lmst 16:53"),
    Recipe(
        "Night: the Earth, Phobos over it",
        DELTA,
        "--at 134,136 --azimuth 249 --elevation 13 --fov 48 --sol 437 --lmst 18:12",
    ),
)


class Ground:
    """The sites, each made once."""

    def __init__(self) -> None:
        self.made: dict[str, tuple[Level, Terrain, ReliefGround]] = {}

    def of(self, site: str) -> tuple[Level, Terrain, ReliefGround]:
        if site not in self.made:
            level = load_level(site_names()[site])
            terrain = generate(level.terrain_spec(), level.seed)
            self.made[site] = (level, terrain, relief_ground(terrain))
        return self.made[site]


def write_sheet(path: Path) -> int:
    ground = Ground()
    prints = [printed(recipe, ground) for recipe in RECIPES]
    write_png(path, sheet(TITLE, UNDER, prints, COLUMNS), {"Title": TITLE})
    print(f"{path}: {len(prints)} pictures")
    return 0


def words_of(recipe: Recipe) -> argparse.Namespace:
    from game.cli.parser import build_parser

    width, height = (round(side * FINER) for side in size_px(recipe.cells))
    words = ["photo", recipe.site, *recipe.words.split(), "--size", f"{width}x{height}"]
    return build_parser()[0].parse_args(words)


def printed(recipe: Recipe, ground: Ground) -> Print:
    level, terrain, relief = ground.of(recipe.site)
    arguments = words_of(recipe)
    shot, scene, _ = planned(arguments, level, terrain)
    if shot.kind in WIDE:
        shot = replace(shot, height=round(size_px(recipe.cells)[1] * FINER))
    picture = take(shot, replace(scene, ground=relief))
    return Print(picture, recipe.title, line(arguments, scene.tau), recipe.cells)


def line(arguments: argparse.Namespace, tau: float) -> str:
    """09:10 LMST · Mastcam-Z 26 mm · tau 0.45"""
    camera = lens(arguments)
    entry = load_catalog().cameras.get(camera.name)
    name = entry.name if entry is not None else f"lens of {camera.fov_deg:g}°"
    focal = f" {camera.focal_mm:g} mm" if camera.name == "mastcam_z" else ""
    return f"{lmst_text(arguments.lmst)[:5]} LMST · {name}{focal} · tau {tau:.2g}"
