"""From the words of `photo` to a shot, the scene before it, and the world it belongs to."""

import argparse
import math
from dataclasses import replace

from game.cli.guard import Refused
from game.cli.suggest import did_you_mean
from game.content.catalog import load_catalog
from game.content.level import Level
from game.core.marstime import SOL_S, lmst_text, sol
from game.imaging.camera import CAMERAS, CameraModel, View
from game.imaging.products.panorama import frames_of
from game.imaging.products.shot import GENERIC, STEREO, WIDE, Kind, Shot, camera_named
from game.imaging.products.sidecar import Origin
from game.imaging.scene import Devil, Scene, Thing
from game.imaging.staging import MOUNTS, TUBE_M, Pose, rover_view, scene_of_level, watson_view
from game.mission.identity import level_hash
from game.terrain.terrain import Terrain

MAST_M, FLIGHT_M = 2.0, 10.0
LOOK_DOWN_DEG = {"heli_nav": -90.0, "heli_colour": -22.0, "front_hazcam": -22.0, "rear_hazcam": -22.0, "watson": -90.0}
"""Where a camera looks when nobody says: fixed ones as they are mounted (from memory)."""
SIZE_PX, WIDE_PX = (1280, 720), (1280, 480)
DEVIL_M, DEVIL_TALL_M = 14.0, 160.0
MBIT_PER_PIXEL = 2.6e-6
"""Of a camera nobody has built: as Mastcam-Z's 5 Mbit for 1600x1200."""


def planned(arguments: argparse.Namespace, level: Level, terrain: Terrain) -> tuple[Shot, Scene, Origin]:
    the_sol = level.start.sol if arguments.sol is None else arguments.sol
    tick = the_sol * SOL_S + (SOL_S // 2 if arguments.lmst is None else arguments.lmst)
    scene = furnished(arguments, level, scene_of_level(level, terrain, tick, arguments.tau))
    view = view_of(arguments, level, scene)
    scene = carried(arguments, scene, view)
    kind = kind_of(arguments, view.camera)
    width, height = arguments.size or size_of(kind, view.camera)
    span = arguments.panorama or arguments.mosaic or (0.0, 0.0)
    shot = Shot(view, width, height, kind, arguments.quality, span, "", arguments.target or "")
    origin = Origin(level.id, level_hash(level), terrain.seed, tick)
    if arguments.postcard is not None:
        shot = replace(shot, caption=arguments.postcard or caption(level, shot, scene, origin))
    return shot, scene, origin


def kind_of(arguments: argparse.Namespace, camera: CameraModel) -> Kind:
    kinds: tuple[Kind, ...] = ("stereo", "anaglyph", "disparity", "range_map", "false_colour", "panorama", "mosaic")
    for kind in kinds:
        if getattr(arguments, kind) not in (None, False):
            return kind
    return "close_up" if camera.name == "watson" else "frame"


def size_of(kind: Kind, camera: CameraModel) -> tuple[int, int]:
    """Pixels when nobody says: the camera's own frame, one eye of a pair at most 1280 wide."""
    if kind in WIDE:
        return WIDE_PX
    if camera.name == GENERIC:
        return SIZE_PX
    width, height = camera.pixels
    return (1280, round(1280 * height / width)) if kind in STEREO and width > 1280 else (width, height)


# --- what stands there ------------------------------------------------------------------------------------------------


def furnished(arguments: argparse.Namespace, level: Level, scene: Scene) -> Scene:
    """The level's scene with what the words add to it."""
    objects, devils = list(scene.objects), []
    if arguments.worked:
        at = target_number(arguments, level)
        objects[at] = replace(objects[at], abraded=True, cores=1)
    for n, (kind, x, y, height_m) in enumerate(arguments.things):
        x_m, y_m = inside(level, scene.terrain, (x, y), f"--with {kind}:{x:g},{y:g}")
        if kind == "devil":
            devils.append(Devil(x_m, y_m, DEVIL_M, DEVIL_TALL_M))
        else:
            size_m = TUBE_M if kind == "tube" else 1.0
            objects.append(Thing(kind, x_m, y_m, size_m, heading_deg=40.0 + 67.0 * n, height_m=height_m))
    tracks: tuple[tuple[tuple[float, float], ...], ...] = ()
    if arguments.came_from is not None:
        start = inside(level, scene.terrain, arguments.came_from, "--came-from")
        tracks = (driven(start, place(arguments, level, scene.terrain)),)
    return replace(scene, objects=tuple(objects), devils=tuple(devils), tracks_m=tracks)


def driven(start: tuple[float, float], end: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """A gently swinging way, a place every half metre."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    count = min(max(int(length / 0.5), 2), 4000)
    made = []
    for n in range(count + 1):
        t = n / count
        aside = 0.04 * length * math.sin(math.pi * t) * math.sin(2.0 * math.pi * t)
        made.append((start[0] + dx * t - dy / length * aside, start[1] + dy * t + dx / length * aside))
    return tuple(made)


def carried(arguments: argparse.Namespace, scene: Scene, view: View) -> Scene:
    """With the vehicle that holds the camera: its deck and its shadow may come into the picture."""
    own = None
    if arguments.rover is not None:
        x_m, y_m = arguments.stood_m
        own = Thing("rover", x_m, y_m, heading_deg=arguments.rover, is_own=True)
    elif view.camera.name.startswith("heli_"):
        at = (view.eye_x_m, view.eye_y_m, 0.5, view.azimuth_deg, view.eye_height_m - 0.12)
        own = Thing("helicopter", *at, is_own=True)
    return scene if own is None else replace(scene, objects=(*scene.objects, own))


# --- where the camera is ----------------------------------------------------------------------------------------------


def inside(level: Level, terrain: Terrain, at: tuple[float, float], said: str) -> tuple[float, float]:
    x_m, y_m = level.metres(at)
    if not terrain.inside(x_m, y_m):
        raise Refused(f"{said} is off the map of {level.id}, which is {terrain.width} x {terrain.height} tiles.")
    return x_m, y_m


def place(arguments: argparse.Namespace, level: Level, terrain: Terrain) -> tuple[float, float]:
    if arguments.at is None:
        raise Refused("Missing: --at X,Y, the place to stand, in tiles.")
    return inside(level, terrain, arguments.at, f"--at {arguments.at[0]:g},{arguments.at[1]:g}")


def view_of(arguments: argparse.Namespace, level: Level, scene: Scene) -> View:
    camera = lens(arguments)
    if arguments.target is not None and camera.name == "watson" and arguments.at is None:
        standoff = {} if arguments.height is None else {"standoff_m": arguments.height}
        return watson_view(scene, scene.objects[target_number(arguments, level)], **standoff)
    x_m, y_m = place(arguments, level, scene.terrain)
    height_m = arguments.height or (FLIGHT_M if camera.name.startswith("heli_") else MAST_M)
    arguments.stood_m = (x_m, y_m)
    elevation = LOOK_DOWN_DEG.get(camera.name, -5.0) if arguments.elevation is None else arguments.elevation
    azimuth = azimuth_of(arguments, camera)
    view = View(x_m, y_m, height_m, azimuth, elevation, arguments.roll, camera)
    if arguments.rover is not None:
        view = mounted(arguments, scene.terrain, view)
    return aimed(arguments, level, scene, view) if arguments.target is not None else view


def azimuth_of(arguments: argparse.Namespace, camera: CameraModel) -> float:
    if arguments.azimuth is not None:
        return float(arguments.azimuth)
    behind = 180.0 if camera.name == "rear_hazcam" else 0.0
    return float(arguments.rover or 0.0) + behind


def mounted(arguments: argparse.Namespace, terrain: Terrain, view: View) -> View:
    """The same camera on its place on a rover; it tilts with nothing, for the rover stands level here."""
    camera = view.camera
    if camera.name not in MOUNTS:
        known = ", ".join(MOUNTS)
        raise Refused(f"--rover carries no camera {camera.name!r} that looks around. It carries: {known}.")
    rover = Pose(view.eye_x_m, view.eye_y_m, arguments.rover)
    made = rover_view(terrain, rover, camera.name, view.azimuth_deg, view.elevation_deg, camera.focal_mm)
    return replace(made, roll_deg=view.roll_deg)


def aimed(arguments: argparse.Namespace, level: Level, scene: Scene, view: View) -> View:
    """Turned toward the middle of a target rock."""
    rock = scene.objects[target_number(arguments, level)]
    east, south = rock.x_m - view.eye_x_m, rock.y_m - view.eye_y_m
    away_m = math.hypot(east, south)
    if away_m < 0.05:
        raise Refused(f"--at is the very place of {arguments.target}: step back to look at it.")
    ground = scene.terrain.height_at
    rise = ground(rock.x_m, rock.y_m) + 0.25 * rock.size_m - ground(view.eye_x_m, view.eye_y_m) - view.eye_height_m
    azimuth = math.degrees(math.atan2(east, -south)) % 360.0
    return replace(view, azimuth_deg=azimuth, elevation_deg=math.degrees(math.atan2(rise, away_m)))


def target_number(arguments: argparse.Namespace, level: Level) -> int:
    names = [target.id for target in level.targets]
    if arguments.target is None:
        raise Refused("--worked needs --target ID: which rock has the arm been at?")
    if arguments.target not in names:
        listed = ", ".join(names) or "none"
        suggestion = did_you_mean(arguments.target, names)
        raise Refused(f"{level.id} has no target {arguments.target!r}.{suggestion} Its targets: {listed}.")
    return names.index(arguments.target)


def lens(arguments: argparse.Namespace) -> CameraModel:
    if arguments.focal is not None:
        return camera_named("mastcam_z", arguments.focal)
    if arguments.fov is not None:
        return camera_named(GENERIC, 0.0, arguments.fov)
    return CAMERAS[arguments.camera or "navcam"]


# --- what is said about it --------------------------------------------------------------------------------------------


def data_mbit(shot: Shot) -> float:
    """What has to be sent: the frames a product is made of, each as large as the catalogue says."""
    frames = len(frames_of(shot)) if shot.kind in WIDE else 2 if shot.kind in STEREO else 1
    frames = 3 if shot.kind == "false_colour" else frames
    entry = load_catalog().cameras.get(shot.view.camera.name)
    each = entry.mbit if entry is not None else shot.width * shot.height * MBIT_PER_PIXEL
    return round(frames * each, 3)


def caption(level: Level, shot: Shot, scene: Scene, origin: Origin) -> str:
    """First light | Sol 14, 15:00 LMST · Mastcam-Z 110 mm · looking 040° · tau 0.5"""
    camera = shot.view.camera
    entry = load_catalog().cameras.get(camera.name)
    name = entry.name if entry is not None else f"{camera.fov_deg:g}° lens"
    focal = f" {camera.focal_mm:g} mm" if camera.name == "mastcam_z" else ""
    looking = "" if shot.kind in WIDE else f" · looking {round(shot.view.azimuth_deg) % 360:03d}°"
    when = f"Sol {sol(origin.tick)}, {lmst_text(origin.tick)[:5]} LMST"
    return f"{level.title[:50]} | {when} · {name}{focal}{looking} · tau {scene.tau:.2g}"
