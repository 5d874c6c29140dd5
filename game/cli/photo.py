"""`photo`: pictures of a level's ground as the mission's cameras would take them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.guard import FAULTY, Refused, say

if TYPE_CHECKING:
    from game.content.level import Level
    from game.imaging.products.shot import Shot
    from game.imaging.products.sidecar import Origin
    from game.imaging.render import Picture
    from game.imaging.scene import Scene

CAMERAS = ("navcam", "mastcam_z", "supercam_rmi", "front_hazcam", "rear_hazcam", "watson", "heli_colour", "heli_nav")
THINGS = ("helicopter", "tube", "rover", "devil")
HELP = "take a picture as one of the mission's cameras would: frames, stereo, panoramas, false colours, range maps"


def add(commands: Any) -> None:
    photo = commands.add_parser("photo", help=HELP)
    photo.add_argument("level", metavar="LEVEL", nargs="?", default=None)
    photo.add_argument("--seed", type=values.seed, default=None, help="another crater than the level's own")
    _add_place(photo)
    _add_lens(photo)
    _add_product(photo)
    photo.add_argument("--size", type=values.picture_px, default=None, metavar="WxH")
    photo.add_argument("--quality", choices=("draft", "full"), default="full")
    photo.add_argument("--from", dest="sidecar", default=None, metavar="SIDECAR", help="the same picture again")
    photo.add_argument("--contact-sheet", default=None, metavar="OUT.png", help="24 pictures of all kinds on one sheet")
    photo.add_argument(
        "-o", "--output", default=None, metavar="OUT.png", help="otherwise a new file in your pictures folder"
    )
    photo.set_defaults(main=run_photo)


def _add_place(photo: argparse.ArgumentParser) -> None:
    photo.add_argument("--at", type=values.pair, default=None, metavar="X,Y", help="where to stand, in tiles")
    photo.add_argument("--height", type=values.number(0.02, 2000.0, "m"), default=None, metavar="M")
    photo.add_argument("--azimuth", type=values.number(-360, 720, "deg"), default=None, metavar="D")
    photo.add_argument("--elevation", type=values.number(-90, 90, "deg"), default=None, metavar="D")
    photo.add_argument("--roll", type=values.number(-180, 180, "deg"), default=0.0, metavar="D")
    photo.add_argument("--target", default=None, metavar="ID", help="look at a target of the level")
    photo.add_argument("--worked", action="store_true", help="the target as abraded and cored")
    photo.add_argument(
        "--rover", type=values.number(-360, 720, "deg"), default=None, metavar="D", help="on a rover of this heading"
    )
    photo.add_argument("--came-from", type=values.pair, default=None, metavar="X,Y", help="its tracks lead there")
    photo.add_argument(
        "--with", dest="things", type=values.thing(THINGS), action="append", default=[], metavar="KIND:X,Y"
    )
    photo.add_argument("--sol", type=values.whole_number(0, 100_000), default=None, metavar="N")
    photo.add_argument("--lmst", type=values.time_of_sol, default=None, metavar="HH:MM")
    photo.add_argument("--tau", type=values.number(0, 12), default=None, metavar="T", help="dust in the air")


def _add_lens(photo: argparse.ArgumentParser) -> None:
    lens = photo.add_mutually_exclusive_group()
    lens.add_argument("--camera", type=values.one_of("camera", CAMERAS), default=None, metavar="NAME")
    lens.add_argument("--fov", type=values.number(0.2, 160, "deg"), default=None, metavar="D", help="across")
    lens.add_argument("--focal", type=values.number(26, 110, "mm"), default=None, metavar="MM", help="Mastcam-Z's zoom")


def _add_product(photo: argparse.ArgumentParser) -> None:
    product = photo.add_mutually_exclusive_group()
    product.add_argument("--stereo", action="store_true", help="both eyes side by side")
    product.add_argument("--anaglyph", action="store_true", help="for red and cyan glasses")
    product.add_argument("--disparity", action="store_true", help="what the two eyes see apart, in pixels")
    product.add_argument("--range-map", action="store_true", help="ranges measured from the two eyes")
    product.add_argument("--false-colour", action="store_true", help="three of Mastcam-Z's narrow filters, stretched")
    product.add_argument("--panorama", type=values.pair, default=None, metavar="FROM,TO", help="azimuths, clockwise")
    product.add_argument("--mosaic", type=values.pair, default=None, metavar="FROM,TO", help="with the frames' seams")
    photo.add_argument("--postcard", nargs="?", const="", default=None, metavar="TEXT", help="with a caption below")


def run_photo(arguments: argparse.Namespace) -> int:
    if arguments.contact_sheet is not None:
        from game.cli.photo_sheet import write_sheet

        return write_sheet(Path(arguments.contact_sheet))
    if arguments.sidecar is not None:
        return run_again(arguments)
    from game.cli.look import ground
    from game.cli.photo_plan import planned

    if arguments.level is None:
        raise Refused("Missing: LEVEL. A picture is taken in a level, or again from a sidecar with --from.")
    level, terrain = ground(arguments)
    shot, scene, origin = planned(arguments, level, terrain)
    saved(arguments, level, shot, scene, origin)
    return 0


def run_again(arguments: argparse.Namespace) -> int:
    from game.cli.photo_again import again

    level, shot, scene, origin, wanted = again(Path(arguments.sidecar), arguments.level)
    made = saved(arguments, level, shot, scene, origin)
    if made != wanted:
        say(f"jezero: {arguments.sidecar}: the picture came out different; another version of the game made it.")
        return FAULTY
    return 0


def saved(arguments: argparse.Namespace, level: "Level", shot: "Shot", scene: "Scene", origin: "Origin") -> str:
    """Take the picture and put it where it belongs; returns its hash."""
    from game import paths
    from game.cli.photo_plan import data_mbit
    from game.imaging.products.export import export, save
    from game.imaging.products.sidecar import sidecar_of

    picture = photographed(shot, scene)
    sidecar = sidecar_of(shot, scene, origin, picture, data_mbit(shot))
    if arguments.output is None:
        path = export(paths.pictures_dir(), picture, sidecar, level.title)
    else:
        path = Path(arguments.output)
        save(path, picture, sidecar, level.title)
    print(f"{path}: {picture.shape[1]}x{picture.shape[0]} pixels, {sidecar.data_mbit:g} Mbit to send")
    return sidecar.picture_hash


def photographed(shot: "Shot", scene: "Scene") -> "Picture":
    from game.imaging.products.shot import ShotFault
    from game.imaging.products.take import take

    try:
        return take(shot, scene)
    except ShotFault as fault:
        raise Refused(str(fault)) from None
