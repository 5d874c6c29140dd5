"""What is really in a picture: the targets and landforms that stand in its frame, in sight, and in good light.

Judged by geometry in exact arithmetic when the picture is taken; no drawn pixel counts.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.content.catalog import Camera
from game.core import exact
from game.core.grid import bearing_deg, distance_m, heading_vector, wrap_deg
from game.core.marstime import Sun, sun_position
from game.core.units import DEG_PER_RAD
from game.sim.photo_hiding import hider
from game.sim.physics import photo
from game.sim.physics.hiding import Point
from game.sim.physics.photo import Frame
from game.sim.reasons import Reason, reason
from game.sim.state.comms import Product, ProductKind
from game.sim.state.pictures import Shown
from game.sim.subjects import Place, Subject, asked, subjects_of
from game.sim.world import World
from game.terrain.terrain import Terrain
from game.terrain.viewshed import line_of_sight

LEAST_PX = 16.0
"""Narrower than this a thing in a picture says nothing: game rule."""
IN_FRAME_FRAC = 0.5
"""Share of a landform's outline that must be in the frame, and of that which must be in sight: game rule."""
GLARE_DEG = 15.0
"""The sun this near to where the lens points spoils the picture: game rule."""
BACKLIT_DEG = 130.0
"""Seen from the subject, sun and camera this far apart: its dark side is in the picture. Game rule."""
SHADOW_REACH_M = 300.0
"""Ground farther toward the sun throws no shadow here; on such maps it would have to stand 50 m above at 10 deg."""
WATSON_RANGE_M = 0.25
"""WATSON's standoff for a documentation picture (from memory: 25 cm to see the target whole)."""
HAZCAM_ELEVATION_DEG = -22.0
"""Hazcams look down to the wheels; from memory."""
OVERLAP_FRAC = 0.1
"""Neighbours of a panorama share at least a tenth of a frame, as stitching needs: game rule."""
SAME_PLACE_M = 0.5
LOWEST_EYE_M = 0.3
MAST_AT_M = (0.55, 0.64, 2.02)
MOUNTED_AT_M = {
    "front_hazcam": (0.12, 0.98, 0.60),
    "rear_hazcam": (0.35, -1.02, 0.72),
    "supercam_rmi": (0.55, 0.74, 2.14),
}
"""Right of, ahead of and above the rover's middle, as the cameras are drawn (game premise); others are on the mast."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A subject in one picture. pixels: how wide it is; why: what keeps it from counting, None when it does."""

    subject: Subject
    pixels: float
    why: Reason | None

    @property
    def visible(self) -> bool:
        return self.pixels > 0.0


@dataclass(frozen=True, slots=True)
class Eye:
    """Where the lens is: above the ground at a place; mount_m: where it sits on the rover (right, ahead, up)."""

    x_m: float
    y_m: float
    height_m: float
    mount_m: Point | None = None


# --- pointing ---------------------------------------------------------------------------------------------------------


def pointing(world: World, camera: Camera, target: str, given_deg: tuple[float, float]) -> tuple[float, float]:
    """(azimuth, elevation): to the middle of a target; as the rover stands, for a Hazcam; else as given."""
    rover = world.rover
    if camera.id in ("front_hazcam", "rear_hazcam"):
        return wrap_deg(rover.heading_deg + (180.0 if camera.id == "rear_hazcam" else 0.0)), HAZCAM_ELEVATION_DEG
    found = next((item for item in subjects_of(world.site) if item.id == target and item.target >= 0), None)
    if found is None:
        return given_deg
    if camera.contact:
        return bearing_deg(found.x_m - rover.x_m, found.y_m - rover.y_m), -90.0
    return toward(world, eye_of(world, camera), found)


def eye_of(world: World, camera: Camera) -> Eye:
    """Where the lens is: on a slope the mast leans with the rover. Pitch lifts its front, roll its left side."""
    rover, terrain = world.rover, world.terrain
    right_m, ahead_m, up_m = MOUNTED_AT_M.get(camera.id, MAST_AT_M)
    east, south = heading_vector(rover.heading_deg)
    sin_p, cos_p = exact.sin_deg(rover.pitch_deg), exact.cos_deg(rover.pitch_deg)
    sin_r, cos_r = exact.sin_deg(rover.roll_deg), exact.cos_deg(rover.roll_deg)
    aside_m, above_m = right_m * cos_r + up_m * sin_r, up_m * cos_r - right_m * sin_r
    level_m = ahead_m * cos_p - above_m * sin_p
    x_m = rover.x_m + east * level_m - south * aside_m
    y_m = rover.y_m + south * level_m + east * aside_m
    rise_m = ahead_m * sin_p + above_m * cos_p
    height_m = terrain.height_at(rover.x_m, rover.y_m) + rise_m - terrain.height_at(x_m, y_m)
    return Eye(x_m, y_m, max(height_m, LOWEST_EYE_M), (right_m, ahead_m, up_m))


def toward(world: World, eye: Eye, subject: Subject) -> tuple[float, float]:
    """Azimuth and elevation of the middle of a subject."""
    east, south, up = apart_m(world.terrain, eye, subject.middle)
    level = math.sqrt(east * east + south * south)
    return bearing_deg(east, south), exact.atan2(up, level) * DEG_PER_RAD


def frame_of(camera: Camera, azimuth_deg: float, elevation_deg: float, focal_mm: float) -> Frame:
    """A frame of a camera; a focal length of 0 or out of its zoom's range is taken to the nearest end."""
    stops = camera.zoom_stops_mm
    focal = min(max(focal_mm, stops[0]), stops[-1])
    wide, high = (float(side) for side in camera.pixels)
    fov_deg = camera.fov_deg[0]
    fisheye = fov_deg > photo.FISHEYE_FROM_DEG
    return Frame(
        azimuth_deg, elevation_deg, wide, high, photo.focal_px(wide, fov_deg, focal / stops[0]), fisheye=fisheye
    )


# --- judging ----------------------------------------------------------------------------------------------------------


def judge_frame(world: World, camera: Camera, frame: Frame, only: str = "") -> Iterator[Judgement]:
    """Every known target and landform in the direction of a frame; of a contact camera, the target it is held to."""
    sun = sun_position(world.tick)
    for subject in subjects_of(world.site):
        if only and subject.id != only:
            continue
        if subject.target >= 0 and not world.targets[subject.target].known:
            continue
        found = judge_subject(world, eye_of(world, camera), frame, subject, sun)
        if found is not None:
            yield found


def judge_contact(world: World, frame: Frame, target: str) -> Iterator[Judgement]:
    """WATSON fills its frame with the target, and brings its own light."""
    for subject in subjects_of(world.site):
        if subject.id == target and subject.target >= 0:
            yield Judgement(subject, photo.pixels_wide(frame, subject.width_m, WATSON_RANGE_M), None)


def judge_subject(world: World, eye: Eye, frame: Frame, subject: Subject, sun: Sun) -> Judgement | None:
    """None when it stands outside the frame."""
    terrain = world.terrain
    inside = [place for place in subject.places if photo.pixel_of(frame, *apart_m(terrain, eye, place)) is not None]
    if len(inside) < IN_FRAME_FRAC * len(subject.places):
        return None
    why = [_hidden_by(world, eye, place, subject.target) for place in inside]
    seen = why.count("")
    if not seen or seen < IN_FRAME_FRAC * len(inside):
        return Judgement(subject, 0.0, reason(_commonest(why), seen_pct=100.0 * seen / len(inside)))
    east, south, up = apart_m(terrain, eye, subject.middle)
    range_m = math.sqrt(east * east + south * south + up * up)
    pixels = photo.pixels_wide(frame, subject.width_m, range_m) * len(inside) / len(subject.places)
    return Judgement(subject, pixels, _small(pixels) or _bad_light(terrain, eye, frame, subject, sun))


def _small(pixels: float) -> Reason | None:
    return reason("photo.small", pixels=pixels, limit_px=LEAST_PX) if pixels < LEAST_PX else None


def _bad_light(terrain: Terrain, eye: Eye, frame: Frame, subject: Subject, sun: Sun) -> Reason | None:
    if sun.elevation_deg <= 0.0:
        return reason("photo.no_sun", sun_deg=sun.elevation_deg)
    toward_sun = (sun.azimuth_deg, sun.elevation_deg)
    off_deg = photo.between_deg((frame.azimuth_deg, frame.elevation_deg), toward_sun)
    if off_deg < GLARE_DEG:
        return reason("photo.into_sun", off_deg=off_deg, limit_deg=GLARE_DEG)
    back = bearing_deg(eye.x_m - subject.x_m, eye.y_m - subject.y_m)
    apart_deg = photo.between_deg((back, 0.0), toward_sun)
    if apart_deg > BACKLIT_DEG:
        return reason("photo.backlit", apart_deg=apart_deg, limit_deg=BACKLIT_DEG)
    lit = [place for place in subject.places if sunlit(terrain, place, sun)]
    if len(lit) < IN_FRAME_FRAC * len(subject.places):
        return reason("photo.in_shadow", sun_deg=sun.elevation_deg)
    return None


def sunlit(terrain: Terrain, place: tuple[float, float, float], sun: Sun) -> bool:
    """Whether the sun shines on a place: no ground rises above the line toward it."""
    if sun.elevation_deg <= 0.0:
        return False
    east, south = heading_vector(sun.azimuth_deg)
    climb = exact.sin_deg(sun.elevation_deg) / max(exact.cos_deg(sun.elevation_deg), 1e-6)
    away_m = np.arange(1, int(SHADOW_REACH_M / terrain.tile_m) + 1, dtype=np.float64) * terrain.tile_m
    x_m, y_m = place[0] + east * away_m, place[1] + south * away_m
    on_map = (x_m >= 0.0) & (x_m < terrain.width_m) & (y_m >= 0.0) & (y_m < terrain.height_m)
    rises = terrain.heights_at(x_m, y_m) > terrain.height_at(place[0], place[1]) + place[2] + climb * away_m
    return not bool((rises & on_map).any())


def _hidden_by(world: World, eye: Eye, place: Place, target: int) -> str:
    """The reason for which a place is out of sight, "" when it is in sight."""
    terrain = world.terrain
    if not _in_sight(terrain, eye, place):
        return "photo.hidden"
    eye_m = terrain.height_at(eye.x_m, eye.y_m) + eye.height_m
    end = (place[0], place[1], terrain.height_at(place[0], place[1]) + place[2])
    return hider(world, (eye.x_m, eye.y_m, eye_m), eye.mount_m, end, target)


def _commonest(why: list[str]) -> str:
    """The reason that most places have; of two alike the first."""
    found = [key for key in why if key]
    return max(found, key=found.count)


def _in_sight(terrain: Terrain, eye: Eye, place: tuple[float, float, float]) -> bool:
    x_m, y_m, height_m = place
    if not terrain.inside(x_m, y_m):
        return False
    if distance_m(eye.x_m, eye.y_m, x_m, y_m) < terrain.tile_m:
        return True
    return line_of_sight(terrain, eye.x_m, eye.y_m, eye.height_m, x_m, y_m, height_m)


def apart_m(terrain: Terrain, eye: Eye, place: tuple[float, float, float]) -> tuple[float, float, float]:
    """East, south and up from the eye to a place (m)."""
    x_m, y_m, height_m = place
    up_m = terrain.height_at(x_m, y_m) + height_m - terrain.height_at(eye.x_m, eye.y_m) - eye.height_m
    return x_m - eye.x_m, y_m - eye.y_m, up_m


# --- the book of pictures ---------------------------------------------------------------------------------------------


def note(world: World, judgements: list[Judgement]) -> None:
    """Keep the best of every subject."""
    for item in judgements:
        if not item.visible:
            continue
        shown = world.pictures.of(item.subject.id)
        if shown is None:
            shown = Shown(item.subject.id)
            world.pictures.shown.append(shown)
        shown.best_px = max(shown.best_px, item.pixels)
        if item.why is None:
            shown.lit_px = max(shown.lit_px, item.pixels)
            shown.count += 1


def worth_telling(world: World, judgements: list[Judgement], target: str) -> list[Judgement]:
    """The subject that was asked for, and those that the level's objectives speak of."""
    wanted = asked(world.site)
    return [item for item in judgements if item.subject.id == target or item.subject.id in wanted]


def panorama_deg(world: World, product: Product) -> float:
    """The arc that a frame covers together with those taken from the same place by the same camera, level with it."""
    camera = world.site.catalog.cameras[product.source]
    frames = [
        (item.azimuth_deg, frame_of(camera, item.azimuth_deg, item.elevation_deg, item.focal_mm).width_deg)
        for item in world.comms.products
        if item.kind is ProductKind.IMAGE and _belong_together(item, product)
    ]
    return photo.joined_arc_deg(frames, OVERLAP_FRAC)


def _belong_together(a: Product, b: Product) -> bool:
    near = distance_m(a.x_m, a.y_m, b.x_m, b.y_m) <= SAME_PLACE_M
    return near and a.source == b.source and abs(a.elevation_deg - b.elevation_deg) <= 2.0 and a.focal_mm == b.focal_mm
