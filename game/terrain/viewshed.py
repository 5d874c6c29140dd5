"""What can be seen over the ground from an eye above it.

Rays run from the eye's tile to every tile on the border of the square in range; on each the steepest line of
sight so far hides what lies below it (ground between two tiles is interpolated). Only exact arithmetic: the
answer decides what the mission knows.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.core.grid import heading_vector
from game.terrain.terrain import Terrain

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]

BELOW_ALL_M = -1e6
"""Elevation given to what lies off the map: it hides nothing."""
SIGHT_STEP_TILES = 0.5
"""Spacing of the samples along a single line of sight."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of tiles and its north-west tile; `mask[ty - ty0, tx - tx0]` tells if a tile is seen."""

    tx0: int
    ty0: int
    mask: Bools


@dataclass(frozen=True, slots=True)
class Rays:
    """Samples of all rays of one reach, [ray, step]; cells are flat indices into the square.

    low, high: the two cells a sample lies between; share: how far toward the second; per_tile: 1 / distance.
    """

    low: Ints
    high: Ints
    share: Floats
    per_tile: Floats
    nearest: Ints


def visible_from(
    terrain: Terrain,
    x_m: float,
    y_m: float,
    eye_height_m: float,
    range_m: float,
    heading_deg: float = 0.0,
    sector_deg: float = 360.0,
) -> Window:
    """The tiles seen from the tile under (x_m, y_m) within range and within sector_deg about heading_deg.

    The eye's own tile and the eight around it are always seen.
    """
    tx, ty = terrain.tile_index(x_m, y_m)
    reach = max(1, math.floor(range_m / terrain.tile_m))
    square = _square(terrain.elevation_m, tx, ty, reach)
    eye_m = square[reach, reach] + eye_height_m
    mask = _sweep(square, float(eye_m), reach)
    mask &= _within(reach, range_m / terrain.tile_m)
    if sector_deg < 360.0:
        mask &= _sector(reach, heading_deg, sector_deg)
    mask[reach - 1 : reach + 2, reach - 1 : reach + 2] = True
    x0, y0 = max(tx - reach, 0), max(ty - reach, 0)
    x1, y1 = min(tx + reach + 1, terrain.width), min(ty + reach + 1, terrain.height)
    return Window(x0, y0, mask[y0 - ty + reach : y1 - ty + reach, x0 - tx + reach : x1 - tx + reach])


def line_of_sight(
    terrain: Terrain, ax: float, ay: float, a_height_m: float, bx: float, by: float, b_height_m: float
) -> bool:
    """Whether a point a_height_m above the ground at (ax, ay) and one b_height_m above (bx, by) meet."""
    sight = terrain.profile(ax, ay, bx, by, SIGHT_STEP_TILES * terrain.tile_m)
    ground = sight.elevation_m
    from_m, to_m = ground[0] + a_height_m, ground[-1] + b_height_m
    along = np.arange(ground.size, dtype=np.float64) / (ground.size - 1)
    return not bool((ground > from_m + (to_m - from_m) * along)[1:-1].any())


def _square(elevation_m: Floats, tx: int, ty: int, reach: int) -> Floats:
    """The ground around a tile, with nothing beyond the edges of the map."""
    square = np.full((2 * reach + 1, 2 * reach + 1), BELOW_ALL_M)
    x0, y0 = max(tx - reach, 0), max(ty - reach, 0)
    part = elevation_m[y0 : ty + reach + 1, x0 : tx + reach + 1]
    square[y0 - ty + reach :, x0 - tx + reach :][: part.shape[0], : part.shape[1]] = part
    return square


def _sweep(square: Floats, eye_m: float, reach: int) -> Bools:
    """Tiles of the square some ray meets at or above everything before it."""
    rays, flat = _rays(reach), square.ravel()
    near = flat[rays.low]
    climb = (near + rays.share * (flat[rays.high] - near) - eye_m) * rays.per_tile
    skyline = np.maximum.accumulate(climb, axis=1)
    seen = np.zeros(square.size, dtype=np.bool_)
    seen[rays.nearest[climb >= skyline]] = True
    return seen.reshape(square.shape)


@lru_cache(maxsize=6)
def _rays(reach: int) -> Rays:
    """Rays to the four sides of the square, a step per column (or row): across it, two cells are mixed.

    In whole numbers: at step k of a ray to offset s, the sample lies s * k / reach cells off the middle.
    """
    side = np.arange(-reach, reach + 1, dtype=np.int64)[:, None]
    step = np.arange(1, reach + 1, dtype=np.int64)[None, :]
    across, rest = np.divmod(side * step, reach)
    beside = across + (rest > 0)
    closest = across + (2 * rest >= reach)
    share = rest / reach
    run = share + across
    per_tile = 1.0 / np.sqrt(step * step + run * run)
    low, high, nearest = (_all_sides(step, cell, reach) for cell in (across, beside, closest))
    return Rays(low, high, np.tile(share, (4, 1)), np.tile(per_tile, (4, 1)), nearest)


def _all_sides(step: NDArray[np.int64], cell: NDArray[np.int64], reach: int) -> Ints:
    """Flat cell numbers of the same fan of rays turned east, west, south and north."""
    width = 2 * reach + 1
    fans = [(reach + cell) * width + reach + sign * step for sign in (1, -1)]
    fans += [(reach + sign * step) * width + reach + cell for sign in (1, -1)]
    return np.concatenate(fans).astype(np.int32)


@lru_cache(maxsize=6)
def _within(reach: int, range_tiles: float) -> Bools:
    """The disc of tiles whose middles are in range."""
    offset = np.arange(-reach, reach + 1, dtype=np.float64)
    near: Bools = offset[:, None] * offset[:, None] + offset * offset <= range_tiles * range_tiles
    return near


def _sector(reach: int, heading_deg: float, sector_deg: float) -> Bools:
    """Tiles within half the sector of the heading, by dot products alone."""
    dx = np.arange(-reach, reach + 1, dtype=np.float64)[None, :]
    dy = np.arange(-reach, reach + 1, dtype=np.float64)[:, None]
    forward = heading_vector(heading_deg)
    least_cosine = -heading_vector(sector_deg / 2.0)[1]
    along = forward[0] * dx + forward[1] * dy
    inside: Bools = along >= least_cosine * np.sqrt(dx * dx + dy * dy)
    return inside
