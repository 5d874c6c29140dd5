"""Rocks and pebbles standing on the ground: angular blocks of their true size, as height and as tone."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_pixels import F32, Area, hashed, unit, window
from game.terrain.terrain import Terrain

Ints = NDArray[np.int64]

SMALLEST_PIXELS = 0.75
"""Rocks of a smaller diameter are left to the grain of the ground."""
SIDES = 5
INRADIUS = 0.88
"""Of a block's sides, in radii: so the uneven polygon covers about as much ground as the disc."""
LARGEST_RADIUS = 128
PEBBLE_CLASSES_M = (0.12, 0.07, 0.04)
"""Lower ends of the pebble sizes strewn below the smallest placed rock; each class has its own stones."""
PEBBLES_AT_MOST = 40
"""Per tile and class."""
SALT = 7001


@dataclass(frozen=True, slots=True, eq=False)
class Stones:
    """Stones of an area: middle in pixels of the area, radius in pixels, height in m, a number for their looks."""

    x: F32
    y: F32
    radius: F32
    height_m: F32
    looks: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True, eq=False)
class StoneLayer:
    """height_m above the ground, cover 0..1, tone -1..1 (dark to pale), all per pixel of the area."""

    height_m: F32
    cover: F32
    tone: F32


def placed_stones(terrain: Terrain, area: Area) -> Stones:
    """The terrain's own rocks that reach into the area and are large enough to see."""
    rocks = terrain.rocks
    index = _in_tiles(terrain, area)
    index = index[rocks.diameter_m[index] >= SMALLEST_PIXELS * area.pixel_m]
    x = (rocks.x_m[index] / area.pixel_m - area.x0).astype(np.float32)
    y = (rocks.y_m[index] / area.pixel_m - area.y0).astype(np.float32)
    radius = (rocks.diameter_m[index] / (2.0 * area.pixel_m)).astype(np.float32)
    return Stones(x, y, radius, rocks.height_m[index].astype(np.float32), hashed(index, index, SALT))


def _in_tiles(terrain: Terrain, area: Area) -> Ints:
    """Indices of the rocks of the tiles under the area and one tile round it."""
    per_tile, start = area.per_tile, terrain.rocks.tile_start
    tx0, tx1 = max(area.x0 // per_tile - 1, 0), min((area.x0 + area.width) // per_tile + 1, terrain.width - 1)
    ty0, ty1 = max(area.y0 // per_tile - 1, 0), min((area.y0 + area.height) // per_tile + 1, terrain.height - 1)
    if tx0 > tx1 or ty0 > ty1:
        return np.zeros(0, dtype=np.int64)
    rows = np.arange(ty0, ty1 + 1) * terrain.width
    first, last = start[rows + tx0], start[rows + tx1 + 1]
    return np.concatenate([np.arange(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)])


def strewn_pebbles(abundance: F32, area: Area, smallest_rock_m: float, placed: Stones) -> Stones:
    """The placed stones and pebbles below their size, as many as the Golombek & Rapp law asks for."""
    parts = [_pebbles(abundance, area, lower, upper) for lower, upper in _classes(smallest_rock_m, area.pixel_m)]
    fields = ("x", "y", "radius", "height_m", "looks")
    return Stones(*(np.concatenate([getattr(part, field) for part in (placed, *parts)]) for field in fields))


def _classes(smallest_rock_m: float, pixel_m: float) -> list[tuple[float, float]]:
    ends = [smallest_rock_m, *(size for size in PEBBLE_CLASSES_M if size < smallest_rock_m)]
    pairs = list(zip(ends[1:], ends[:-1], strict=True))
    return [(lower, upper) for lower, upper in pairs if lower >= SMALLEST_PIXELS * pixel_m]


def _pebbles(abundance: F32, area: Area, lower_m: float, upper_m: float) -> Stones:
    per_tile = area.per_tile
    tx0, ty0 = area.x0 // per_tile, area.y0 // per_tile
    tx1, ty1 = (area.x0 + area.width - 1) // per_tile, (area.y0 + area.height - 1) // per_tile
    k = window(abundance, tx0, ty0, tx1 - tx0 + 1, ty1 - ty0 + 1)
    expected = pebble_density(k, lower_m, upper_m) * np.float32(area.tile_m * area.tile_m)
    rockiest = pebble_density(abundance.max(keepdims=True), lower_m, upper_m) * area.tile_m * area.tile_m
    most = min(PEBBLES_AT_MOST, math.ceil(rockiest.item()))  # of the whole map: the same stones in every area
    ty, tx = np.mgrid[ty0 : ty1 + 1, tx0 : tx1 + 1]
    salt = SALT + round(lower_m * 1000)
    numbers = hashed(tx[..., None] * 64 + np.arange(most), ty[..., None], salt)
    there = unit(hashed(numbers, numbers, 1)) * np.float32(most) < expected[..., None]
    looks = numbers[there]
    at_y, at_x, _ = np.nonzero(there)
    x = (at_x + tx0 + unit(hashed(looks, looks, 2))) * per_tile - area.x0
    y = (at_y + ty0 + unit(hashed(looks, looks, 3))) * per_tile - area.y0
    size_m = lower_m + (upper_m - lower_m) * unit(hashed(looks, looks, 4)) ** 2
    radius = (size_m / (2.0 * area.pixel_m)).astype(np.float32)
    return Stones(x.astype(np.float32), y.astype(np.float32), radius, (size_m * 0.45).astype(np.float32), looks)


def pebble_density(k: F32, lower_m: float, upper_m: float) -> F32:
    """Stones per m2 between two diameters, from the cover law F_k(D) = k exp(-q D) for small D."""
    q = 1.79 + 0.152 / np.maximum(k, 1e-3)
    middle_m = 0.5 * (lower_m + upper_m)
    result: F32 = 4.0 / math.pi * k * q * np.exp(-q * middle_m) * np.float32(1.0 / lower_m - 1.0 / upper_m)
    return result


def stone_layer(stones: Stones, area: Area) -> StoneLayer:
    """Draw all stones, small ones as soft dots, the others as blocks; the taller one shows where two overlap."""
    size = area.width * area.height
    height, tone = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    cover = np.zeros(size, dtype=np.float32)
    reach = np.minimum(np.ceil(stones.radius * 1.15 + 0.5), LARGEST_RADIUS).astype(np.int64)
    for half in np.unique(reach).tolist():
        _stamp(stones, np.flatnonzero(reach == half), half, area, (height, cover, tone))
    shape = area.shape
    return StoneLayer(height.reshape(shape), cover.reshape(shape), tone.reshape(shape))


def _stamp(stones: Stones, chosen: Ints, half: int, area: Area, layers: tuple[F32, F32, F32]) -> None:
    """Stones whose windows are 2 half + 1 pixels wide."""
    column, row = np.floor(stones.x[chosen]).astype(np.int64), np.floor(stones.y[chosen]).astype(np.int64)
    offset = np.arange(-half, half + 1)
    px, py = column[:, None, None] + offset[None, None, :], row[:, None, None] + offset[None, :, None]
    dx = px + np.float32(0.5) - stones.x[chosen][:, None, None]
    dy = py + np.float32(0.5) - stones.y[chosen][:, None, None]
    dx, dy = dx.astype(np.float32), dy.astype(np.float32)
    shape = _dots(dx, dy, stones.radius[chosen]) if half == 1 else _blocks(dx, dy, stones, chosen)
    inside = (shape > 0.0) & (px >= 0) & (px < area.width) & (py >= 0) & (py < area.height)
    which = np.nonzero(inside)[0]
    at, part = (py * area.width + px)[inside], shape[inside]
    height, cover, tone = layers
    rise = part * stones.height_m[chosen][which]
    np.maximum.at(height, at, rise)
    top = height[at] == rise
    cover[at[top]] = np.minimum(part[top] * 2.5, 1.0)
    tone[at[top]] = unit(stones.looks[chosen])[which[top]] * 2.0 - 1.0


def _dots(dx: F32, dy: F32, radius: F32) -> F32:
    """A stone about a pixel wide: its share of each pixel, spread softly."""
    spread = np.maximum(radius, np.float32(0.55))[:, None, None]
    strength = np.minimum(radius / np.float32(0.55), 1.0)[:, None, None]
    fall = 1.0 - (dx * dx + dy * dy) / (spread * spread * np.float32(2.6))
    return np.maximum(fall, 0.0) * strength


def _blocks(dx: F32, dy: F32, stones: Stones, chosen: Ints) -> F32:
    """An angular block: steep planes round a flat, tilted top. Height 0..1 of the stone's own."""
    looks, radius = stones.looks[chosen], stones.radius[chosen]
    turn = unit(looks) * np.float32(2.0 * math.pi)
    u, v = dx / radius[:, None, None], dy / radius[:, None, None]
    lean = unit(hashed(looks, looks, 5)) * np.float32(0.5)
    top = 1.0 + (u * np.cos(turn)[:, None, None] + v * np.sin(turn)[:, None, None]) * lean[:, None, None]
    for side in range(SIDES):
        jitter = unit(hashed(looks, looks, 11 + side))
        angle = turn + (side + 0.6 * jitter) * np.float32(2.0 * math.pi / SIDES)
        steep = (1.3 + 2.2 * unit(hashed(looks, looks, 21 + side)))[:, None, None]
        along = u * np.cos(angle)[:, None, None] + v * np.sin(angle)[:, None, None]
        top = np.minimum(top, (np.float32(INRADIUS) - along) * steep)
    return np.maximum(top, 0.0)
