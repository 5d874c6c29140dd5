"""How stones sit on the ground: leaning with a slope, and, where one is near, broken into a few blocks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.bake import Bake
from game.imaging.relief_pixels import hashed, unit
from game.imaging.rocks3d import NearRocks, joined
from game.imaging.skin import soft

F32 = NDArray[np.floating[Any]]

CLUMP_PIXELS = 22.0
"""Stones that look at least so wide are drawn as several blocks."""
SHOULDERS = 2
FLAT, SLANTED = 0.12, 0.45
"""Slopes (rise over run) up to which stones stand upright, and from which they lie with the slope."""
STEEPEST = 1.3


def with_shoulders(rocks: NearRocks, eye_height_m: float, pixel_rad: float) -> NearRocks:
    """Add lower blocks to field stones that look large; all within the width of their stone."""
    far = np.sqrt(rocks.east_m**2 + rocks.south_m**2 + np.float32(eye_height_m**2))
    large = np.flatnonzero((rocks.kind == 0) & (rocks.diameter_m > far * np.float32(CLUMP_PIXELS * pixel_rad)))
    if not large.size:
        return rocks
    stones = rocks.taken(large)
    return joined([rocks, *(_shoulder(stones, number) for number in range(SHOULDERS))])


def _shoulder(stones: NearRocks, number: int) -> NearRocks:
    looks = hashed(stones.looks, stones.looks, 61 + number)
    size = np.float32(0.42) + np.float32(0.26) * unit(looks)
    turn = (unit(hashed(looks, looks, 1)) + np.float32(0.5 * number)) * np.float32(2.0 * np.pi)
    # Two squares, one inside the other: this far off the small one still lies within the large one.
    off = stones.diameter_m * (np.float32(1.0) - size) * np.float32(0.48)
    return NearRocks(
        stones.east_m + np.sin(turn) * off,
        stones.south_m + np.cos(turn) * off,
        stones.diameter_m * size,
        stones.height_m * (np.float32(0.38) + np.float32(0.42) * unit(hashed(looks, looks, 2))),
        looks,
        stones.kind,
    )


def leaned(bake: Bake, rocks: NearRocks, planes: F32, corners: F32) -> tuple[F32, F32]:
    """Planes and corners of blocks turned so that field stones lie with the slope they lie on."""
    half = rocks.diameter_m * np.float32(0.5)
    per_m = np.float32(0.5) / half
    gx = (_ground(bake, rocks, half, 0.0) - _ground(bake, rocks, -half, 0.0)) * per_m
    gy = (_ground(bake, rocks, 0.0, half) - _ground(bake, rocks, 0.0, -half)) * per_m
    steep = np.sqrt(gx * gx + gy * gy) + np.float32(1e-6)
    share = soft(steep, FLAT, SLANTED) * np.minimum(steep, STEEPEST) / steep * (rocks.kind == 0)
    up = 1.0 / np.sqrt(1.0 + (steep * share) ** 2)
    nx, ny = -gx * share * up, -gy * share * up
    k = 1.0 / (1.0 + up)
    rows = [[1.0 - nx * nx * k, -nx * ny * k, nx], [-nx * ny * k, 1.0 - ny * ny * k, ny], [-nx, -ny, up]]
    turned = planes.copy()
    turned[..., :3] = _turn(rows, planes[..., :3])
    return turned, _turn(rows, corners)


def _ground(bake: Bake, rocks: NearRocks, east_m: Any, south_m: Any) -> F32:
    return bake.map.ground_at(rocks.east_m + np.float32(east_m), rocks.south_m + np.float32(south_m))


def _turn(rows: list[list[F32]], places: F32) -> F32:
    x, y, z = (places[..., k] for k in range(3))
    return np.stack([row[0][:, None] * x + row[1][:, None] * y + row[2][:, None] * z for row in rows], axis=-1)
