"""Pebbles and gravel below the smallest rock of the map: the same stones from wherever one looks."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import grain
from game.imaging.relief_pixels import Area, hashed, unit
from game.imaging.relief_rocks import PEBBLE_CLASSES_M, _pebbles, pebble_density
from game.imaging.rocks3d import NearRocks, joined
from game.imaging.scene import Eye, Scene

F32 = NDArray[np.floating[Any]]

GRAVEL_M = ((0.021, 0.04, 2.2), (0.011, 0.021, 3.0), (0.006, 0.011, 3.5))
"""Sizes too small for the map's picture: from, to, and how many more there are than the law of large rocks has."""
GATHERED, PATCHES_M = (0.06, 3.0), (0.85, 0.21)
"""Least and most of it in the usual, and a sixth of the width of its patches (by eye)."""
FARTHEST_M = 130.0
MOST_CELLS = 60000
SALT = 7501


class Fan:
    """The part of the ground a view can see: within `reach_m`, between two azimuths round the middle one."""

    def __init__(self, azimuth_rad: float, half_rad: float) -> None:
        self.azimuth_rad, self.half_rad = azimuth_rad, min(half_rad, math.pi)

    def box(self, reach_m: float) -> tuple[float, float, float, float]:
        """West, east, north and south ends (m from the eye)."""
        turn = self.azimuth_rad + np.linspace(-self.half_rad, self.half_rad, 17)
        x, y = np.append(np.sin(turn), 0.0) * reach_m, np.append(-np.cos(turn), 0.0) * reach_m
        return float(x.min()), float(x.max()), float(y.min()), float(y.max())

    def sees(self, east_m: F32, south_m: F32, reach_m: float, margin_m: float = 1.0) -> NDArray[np.bool_]:
        distance = np.sqrt(east_m * east_m + south_m * south_m)
        off = np.abs(np.mod(np.arctan2(east_m, -south_m) - self.azimuth_rad + math.pi, 2.0 * math.pi) - math.pi)
        result: NDArray[np.bool_] = (distance < reach_m) & ((off < self.half_rad) | (distance < margin_m))
        return result


def pebbles_in_view(scene: Scene, eye: Eye, fan: Fan, least_rad: float) -> NearRocks | None:
    """Every pebble that looks larger than least_rad."""
    rocks = scene.terrain.spec.rocks
    if rocks is None:
        return None
    ends = [rocks.min_m, *(size for size in PEBBLE_CLASSES_M if size < rocks.min_m)]
    parts = [_class(scene, eye, fan, low, high, least_rad) for low, high in zip(ends[1:], ends[:-1], strict=True)]
    parts += [_gravel(scene, eye, fan, number, least_rad) for number in range(len(GRAVEL_M))]
    found = [part for part in parts if part is not None and len(part)]
    return joined(found) if found else None


def _class(scene: Scene, eye: Eye, fan: Fan, low_m: float, high_m: float, least_rad: float) -> NearRocks | None:
    """One class of the pebbles the map's picture shows too."""
    terrain, reach_m = scene.terrain, min(0.7 * (low_m + high_m) / least_rad, FARTHEST_M)
    west, east, north, south = fan.box(reach_m)
    tile, per_tile = terrain.tile_m, 8
    tx0, tx1 = math.floor((eye.x_m + west) / tile), math.ceil((eye.x_m + east) / tile)
    ty0, ty1 = math.floor((eye.y_m + north) / tile), math.ceil((eye.y_m + south) / tile)
    area = Area(tx0 * per_tile, ty0 * per_tile, (tx1 - tx0) * per_tile, (ty1 - ty0) * per_tile, per_tile, tile)
    stones = _pebbles(terrain.rock_abundance.astype(np.float32), area, low_m, high_m)
    x = (stones.x + area.x0) * area.pixel_m - eye.x_m
    y = (stones.y + area.y0) * area.pixel_m - eye.y_m
    found = NearRocks(
        x.astype(np.float32),
        y.astype(np.float32),
        stones.radius * np.float32(2.0 * area.pixel_m),
        stones.height_m,
        stones.looks,
        np.zeros(len(stones), dtype=np.int32),
    )
    return found.taken(fan.sees(found.east_m, found.south_m, reach_m))


def _gravel(scene: Scene, eye: Eye, fan: Fan, number: int, least_rad: float) -> NearRocks | None:
    """One class of gravel, at most one stone in each cell of a grid fixed to the ground."""
    low_m, high_m, more = GRAVEL_M[number]
    cell_m = 2.6 * high_m
    reach_m = min(0.6 * (low_m + high_m) / least_rad, 900.0 * high_m, cell_m * math.sqrt(MOST_CELLS / fan.half_rad))
    if reach_m < 1.0:
        return None
    west, east, north, south = fan.box(reach_m)
    ix = np.arange(math.floor((eye.x_m + west) / cell_m), math.ceil((eye.x_m + east) / cell_m))[None, :]
    iy = np.arange(math.floor((eye.y_m + north) / cell_m), math.ceil((eye.y_m + south) / cell_m))[:, None]
    numbers = hashed(ix, iy, SALT + number)
    most = pebble_density(np.array([0.4]), low_m, high_m).item() * more * cell_m * cell_m * GATHERED[1]
    at_y, at_x = np.nonzero(unit(numbers) < min(most, 1.0))
    looks = hashed(numbers[at_y, at_x], numbers[at_y, at_x], 1)
    x = (ix[0, at_x] + unit(looks)) * cell_m - eye.x_m
    y = (iy[at_y, 0] + unit(hashed(looks, looks, 2))) * cell_m - eye.y_m
    density = pebble_density(_abundance(scene, x + eye.x_m, y + eye.y_m), low_m, high_m) * (more * cell_m * cell_m)
    density = density * _gathered(x + eye.x_m, y + eye.y_m)
    kept = (unit(numbers[at_y, at_x]) < density) & fan.sees(x, y, reach_m)
    looks = looks[kept]
    size = (low_m + (high_m - low_m) * unit(hashed(looks, looks, 4)) ** 2).astype(np.float32)
    height = size * (np.float32(0.35) + np.float32(0.3) * unit(hashed(looks, looks, 5)))
    plain = np.zeros(len(looks), dtype=np.int32)
    return NearRocks(
        x[kept].astype(np.float32), y[kept].astype(np.float32), size, height.astype(np.float32), looks, plain
    )


def _gathered(x_m: F32, y_m: F32) -> F32:
    """Gravel lies in patches and trains, with bare soil between: how much more of it there is at places."""
    x, y = (x_m % 4096.0).astype(np.float32), (y_m % 4096.0).astype(np.float32)
    wide = grain.relief_at(x, y, np.full_like(x, PATCHES_M[0]))[:, 2]
    close = grain.relief_at(x, y, np.full_like(x, PATCHES_M[1]))[:, 2]
    result: F32 = np.clip(1.0 + wide * np.float32(0.75) + close * np.float32(0.55), *GATHERED)
    return result


def _abundance(scene: Scene, x_m: F32, y_m: F32) -> F32:
    terrain = scene.terrain
    tx = np.clip(np.floor(x_m / terrain.tile_m).astype(np.int64), 0, terrain.width - 1)
    ty = np.clip(np.floor(y_m / terrain.tile_m).astype(np.int64), 0, terrain.height - 1)
    result: F32 = np.maximum(terrain.rock_abundance[ty, tx], 0.012)
    return result
