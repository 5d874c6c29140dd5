"""Fields over map pixels: smooth enlargement of tile values, and noise fixed to the ground.

All are functions of the place on the ground alone, so pictures of neighbouring areas fit without a seam and
the same stones lie in the same places at every zoom.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]
"""float32 throughout; type checkers see float64 wherever a Python float joins in."""
U32 = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of pixels: x0, y0 counted from the map's north-west corner at this scale (may be negative)."""

    x0: int
    y0: int
    width: int
    height: int
    per_tile: int
    tile_m: float

    @property
    def pixel_m(self) -> float:
        return self.tile_m / self.per_tile

    @property
    def shape(self) -> tuple[int, int]:
        return self.height, self.width

    def grown(self, pixels: int) -> "Area":
        """The area with a margin all round."""
        return Area(
            self.x0 - pixels,
            self.y0 - pixels,
            self.width + 2 * pixels,
            self.height + 2 * pixels,
            self.per_tile,
            self.tile_m,
        )

    def x_m(self) -> F32:
        """Metres east of the pixel middles, [1, width]."""
        return ((np.arange(self.x0, self.x0 + self.width) + 0.5) * self.pixel_m).astype(np.float32)[None, :]

    def y_m(self) -> F32:
        """Metres south of the pixel middles, [height, 1]."""
        return ((np.arange(self.y0, self.y0 + self.height) + 0.5) * self.pixel_m).astype(np.float32)[:, None]


@dataclass(frozen=True, slots=True, eq=False)
class Spline:
    """Cubic B-spline weights of a row of pixels, in strips of STRIP pixels that need but a few nodes each.

    first: number of the first node; count: how many nodes; strips: (pixels, nodes, weights [pixels, nodes]).
    """

    first: int
    count: int
    strips: tuple[tuple[slice, slice, F32], ...]


MOST_QUIET_ROWS, QUIET = 64, 250_000
"""Up to so many rows count as small; multiplications that OpenBLAS does in one thread (limit 262,144)."""
STRIP = 96
"""Longer strips waste work on zero weights, shorter ones on calls."""


@lru_cache(maxsize=128)
def spline(first: int, count: int, cell: float, shift: float) -> Spline:
    """Weights of pixels first .. first + count; node k lies at pixel coordinate (k + shift) * cell."""
    at = (np.arange(first, first + count) + 0.5) / cell - shift
    node = np.floor(at).astype(np.int64) - 1
    t = (at - node - 1).astype(np.float32)
    s = 1.0 - t
    four = (s * s * s / 6.0, 2 / 3 - t * t * (1 - 0.5 * t), 2 / 3 - s * s * (1 - 0.5 * s), t * t * t / 6.0)
    strips = []
    for start in range(0, count, STRIP):
        pixels = slice(start, min(start + STRIP, count))
        low, high = int(node[start]), int(node[pixels.stop - 1]) + 4
        weights = np.zeros((pixels.stop - start, high - low), dtype=np.float32)
        for k, weight in enumerate(four):
            weights[np.arange(len(weights)), node[pixels] - low + k] = weight[pixels]
        strips.append((pixels, slice(low - int(node[0]), high - int(node[0])), weights))
    return Spline(int(node[0]), int(node[-1]) + 4 - int(node[0]), tuple(strips))


def blend(nodes: F32, down: Spline, across: Spline) -> F32:
    """The smooth surface over a rectangle of nodes."""
    rows = np.empty((down.strips[-1][0].stop, nodes.shape[1]), dtype=np.float32)
    for pixels, some, weights in down.strips:
        _product(weights, nodes[some], rows[pixels])
    result = np.empty((len(rows), across.strips[-1][0].stop), dtype=np.float32)
    for pixels, some, weights in across.strips:
        _product(rows[:, some], weights.T, result[:, pixels])
    return result


def _product(left: F32, right: F32, out: F32) -> None:
    """Matrix product. Small ones in pieces that do not wake the threads of the library, which cost more than they
    save there."""
    at_once = len(left) if len(left) > MOST_QUIET_ROWS else max(QUIET // (right.shape[0] * right.shape[1]), 1)
    for first in range(0, len(left), at_once):
        some = slice(first, first + at_once)
        np.matmul(left[some], right, out=out[some])


def enlarge(tiles: F32, area: Area) -> F32:
    """Tile values (at tile middles, the edge going on for ever) as a smooth surface over the area's pixels."""
    down = spline(area.y0, area.height, area.per_tile, 0.5)
    across = spline(area.x0, area.width, area.per_tile, 0.5)
    return blend(window(tiles, across.first, down.first, across.count, down.count), down, across)


def window(tiles: NDArray, tx0: int, ty0: int, width: int, height: int) -> NDArray:
    """A rectangle of tiles that may reach beyond the map: the edge is repeated there."""
    rows = np.clip(np.arange(ty0, ty0 + height), 0, tiles.shape[0] - 1)
    columns = np.clip(np.arange(tx0, tx0 + width), 0, tiles.shape[1] - 1)
    if rows[-1] - rows[0] == height - 1 and columns[-1] - columns[0] == width - 1:
        return tiles[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return tiles[rows[:, None], columns]


def hashed(x: NDArray, y: NDArray, salt: int) -> U32:
    """A well mixed 32-bit number for every whole place (broadcast)."""
    mixed = x.astype(np.uint32) * np.uint32(0x9E3779B1) + np.uint32(salt * 0x632BE5AB & 0xFFFFFFFF)
    mixed = mixed ^ (y.astype(np.uint32) * np.uint32(0x85EBCA77))
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    mixed ^= mixed >> np.uint32(12)
    mixed *= np.uint32(0x297A2D39)
    mixed ^= mixed >> np.uint32(15)
    return mixed


def unit(numbers: U32) -> F32:
    """Hashes as fractions 0 .. 1."""
    return numbers.astype(np.float32) * np.float32(2.0**-32)


def white(area: Area, salt: int) -> F32:
    """A different number -1 .. 1 in every pixel."""
    x = np.arange(area.x0, area.x0 + area.width)[None, :]
    y = np.arange(area.y0, area.y0 + area.height)[:, None]
    return unit(hashed(x, y, salt)) * 2.0 - 1.0


def noise(area: Area, cell_tiles: float, salt: int) -> F32:
    """Smooth noise of RMS about 1, its hills about cell_tiles across; nothing where they are under 1.5 pixels."""
    cell = cell_tiles * area.per_tile
    if cell < FINEST_CELL:
        return np.zeros((1, 1), dtype=np.float32)
    down, across = spline(area.y0, area.height, cell, 0.0), spline(area.x0, area.width, cell, 0.0)
    x = np.arange(across.first, across.first + across.count)[None, :]
    y = np.arange(down.first, down.first + down.count)[:, None]
    lattice = (unit(hashed(x, y, salt)) - np.float32(0.5)) * np.float32(NOISE_GAIN)
    return blend(lattice, down, across)


FINEST_CELL = 1.5
NOISE_GAIN = 7.2
"""Uniform node values -0.5 .. 0.5 (RMS 0.289) lose about half their RMS in each direction of the spline."""


def smoothstep(low: float, high: float, values: F32) -> F32:
    """0 below low, 1 above high, with soft ends."""
    t = values * np.float32(1.0 / (high - low))
    t -= np.float32(low / (high - low))
    np.maximum(t, np.float32(0.0), out=t)
    np.minimum(t, np.float32(1.0), out=t)
    soft = t * np.float32(-2.0)
    soft += np.float32(3.0)
    soft *= t
    soft *= t
    return soft
