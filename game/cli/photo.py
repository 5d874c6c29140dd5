"""`photo`: a picture of a level's ground as a camera standing there would take it."""

import argparse
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.guard import Refused
from game.cli.look import ground

if TYPE_CHECKING:
    from game.content.level import Level
    from game.imaging.camera import CameraModel, View
    from game.imaging.render import Picture
    from game.imaging.scene import Scene
    from game.terrain.terrain import Terrain

CAMERAS = ("navcam", "mastcam_z", "supercam_rmi", "front_hazcam", "rear_hazcam", "watson", "heli_colour", "heli_nav")
MAST_M = 2.0
PANORAMA_FOV_DEG = 36.0


def add(commands: Any) -> None:
    photo = commands.add_parser("photo", help="take a picture of a level's ground from where a camera would stand")
    photo.add_argument("level", metavar="LEVEL")
    photo.add_argument("--seed", type=values.seed, default=None, help="another crater than the level's own")
    photo.add_argument("--at", type=values.pair, required=True, metavar="X,Y", help="where to stand, in tiles")
    photo.add_argument("--height", type=values.number(0.05, 2000.0, "m"), default=MAST_M, metavar="M")
    photo.add_argument("--azimuth", type=values.number(-360, 720, "deg"), default=0.0, metavar="D")
    photo.add_argument("--elevation", type=values.number(-90, 90, "deg"), default=-5.0, metavar="D")
    photo.add_argument("--roll", type=values.number(-180, 180, "deg"), default=0.0, metavar="D")
    lens = photo.add_mutually_exclusive_group()
    lens.add_argument("--camera", type=values.one_of("camera", CAMERAS), default=None, metavar="NAME")
    lens.add_argument("--fov", type=values.number(0.2, 160, "deg"), default=None, metavar="D", help="across")
    lens.add_argument("--focal", type=values.number(26, 110, "mm"), default=None, metavar="MM", help="Mastcam-Z's zoom")
    photo.add_argument("--size", type=values.picture_px, default=(1280, 720), metavar="WxH")
    photo.add_argument("--sol", type=values.whole_number(0, 100_000), default=None, metavar="N")
    photo.add_argument("--lmst", type=values.time_of_sol, default=None, metavar="HH:MM")
    photo.add_argument("--tau", type=values.number(0, 12), default=None, metavar="T", help="dust in the air")
    photo.add_argument("--panorama", type=values.pair, default=None, metavar="FROM,TO", help="azimuths, clockwise")
    photo.add_argument("--quality", choices=("draft", "full"), default="full")
    photo.add_argument("-o", "--output", required=True, metavar="OUT.png")
    photo.set_defaults(main=run_photo)


def run_photo(arguments: argparse.Namespace) -> int:
    from game.imaging.png import write_png

    level, terrain = ground(arguments)
    picture = taken(arguments, level, terrain)
    write_png(arguments.output, picture, {"Title": level.title, "Source": f"{level.id}, seed {terrain.seed}"})
    return 0


def scene_of(arguments: argparse.Namespace, level: "Level", terrain: "Terrain") -> "Scene":
    from game.core.marstime import SOL_S
    from game.imaging.staging import scene_of_level

    sol = level.start.sol if arguments.sol is None else arguments.sol
    tick = sol * SOL_S + (SOL_S // 2 if arguments.lmst is None else arguments.lmst)
    return scene_of_level(level, terrain, tick, arguments.tau)


def view_of(arguments: argparse.Namespace, level: "Level", terrain: "Terrain") -> "View":
    from game.imaging.camera import View

    x_m, y_m = level.metres(arguments.at)
    if not terrain.inside(x_m, y_m):
        raise Refused(
            f"--at {arguments.at[0]:g},{arguments.at[1]:g} is off the map of {level.id}, "
            f"which is {terrain.width} x {terrain.height} tiles."
        )
    pointing = (arguments.azimuth, arguments.elevation, arguments.roll)
    return View(x_m, y_m, arguments.height, *pointing, lens(arguments))


def taken(arguments: argparse.Namespace, level: "Level", terrain: "Terrain") -> "Picture":
    from game.imaging.render import Eye, bake, panorama, render
    from game.imaging.staging import bake_for

    view, scene = view_of(arguments, level, terrain), scene_of(arguments, level, terrain)
    width, height = arguments.size
    if arguments.panorama is not None:
        from_deg, to_deg = arguments.panorama
        made = bake(scene, Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m))
        return panorama(made, from_deg, to_deg, height, arguments.elevation, PANORAMA_FOV_DEG, arguments.quality)
    return render(bake_for(scene, view, width, height).finish(), view, width, height, arguments.quality)


def lens(arguments: argparse.Namespace) -> "CameraModel":
    from game.imaging.camera import CAMERAS, CameraModel, zoomed

    if arguments.focal is not None:
        return zoomed(CAMERAS["mastcam_z"], arguments.focal)
    if arguments.fov is not None:
        return CameraModel(fov_deg=arguments.fov)
    return CAMERAS[arguments.camera or "navcam"]
