"""Where a long lens looks: the place on the ground whose finest patch it needs, and how fine."""

import math

from game.imaging.camera import Lens, View
from game.imaging.scene import Eye
from game.terrain.terrain import Terrain

LONG_DEG = 14.0
"""Lenses narrower than this get a patch of their own."""
NEAREST_M, FARTHEST_M = 4.0, 6000.0
STEP = 1.03
CELLS_PER_PIXEL = 0.8
FINEST_M, COARSEST_M = 0.004, 1.0


def eye_for(terrain: Terrain, view: View, width: int, height: int) -> Eye:
    """The eye to bake for a view: with a patch at the target when the lens is long and the target far."""
    plain = Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m)
    if view.camera.fov_deg > LONG_DEG or view.camera.projection != "perspective":
        return plain
    ahead = Lens(view, width, height).ahead
    range_m = ground_range(terrain, view, ahead)
    if range_m is None or range_m < NEAREST_M:
        return plain
    footprint_m = range_m * Lens(view, width, height).pixel_rad
    finest = min(max(footprint_m / CELLS_PER_PIXEL, FINEST_M), COARSEST_M, terrain.tile_m)
    level = math.hypot(ahead[0], ahead[1])
    aim = (view.eye_x_m + ahead[0] / level * range_m, view.eye_y_m + ahead[1] / level * range_m)
    return Eye(plain.x_m, plain.y_m, plain.height_m, aim, finest)


def ground_range(terrain: Terrain, view: View, ahead: tuple[float, float, float]) -> float | None:
    """Level distance (m) at which the middle of a view meets the map's ground; where it passes closest over the
    ground when it meets none."""
    level = math.hypot(ahead[0], ahead[1])
    if level < 1e-3:
        return None
    eye_m = terrain.height_at(view.eye_x_m, view.eye_y_m) + view.eye_height_m
    distance, closest, lowest = 1.0, None, math.inf
    while distance < FARTHEST_M:
        x, y = view.eye_x_m + ahead[0] / level * distance, view.eye_y_m + ahead[1] / level * distance
        if not terrain.inside(x, y):
            break
        over = (eye_m + ahead[2] / level * distance - terrain.height_at(x, y)) / distance
        if over <= 0.0:
            return distance
        if over < lowest:
            closest, lowest = distance, over
        distance *= STEP
    return closest if lowest < math.radians(view.camera.fov_deg) else None
