"""Nested square patches of ground round the eye (or round what a long lens looks at), each twice as coarse as the
one inside it.

All lie in two arrays, so that a sample of any patch is one look-up. Level 0 is the finest.
"""

import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

CELLS = 512
FINEST_M = 0.0145
"""Wanted size of the finest cells."""
REACH = 0.46
"""A level serves up to this share of its width from the eye, and hands over to the next one in the outer part of it."""
HANDOVER = 0.7
FAR_M = 15000.0
EAST, SOUTH, SHADE, OPEN, RED, GREEN, BLUE, GRAIN, BEDS, SAND = range(10)
"""Channels: slope east and south, depth below the sun's horizon in cells, openness to the sky, colour,
strength of the fine grain, share of layered rock, share of sand."""
CHANNELS = 10


class Clipmap:
    """z_m is float32 [level, row, column], looks is float32 [level, row, column, channel].

    Places are metres east and south of the eye; the patches lie round middle_m, the eye itself unless given. Levels
    finer than `ready` are not made yet. cells: of a patch from side to side, fewer for pictures of a few pixels.
    """

    def __init__(
        self,
        eye_x_m: float,
        eye_y_m: float,
        tile_m: float,
        middle_m: tuple[float, float] | None = None,
        finest_m: float = FINEST_M,
        cells: int = CELLS,
    ) -> None:
        self.cells = cells
        self.finest_per_tile = 1 << max(round(float(np.log2(tile_m / finest_m))), 0)
        middle_x_m, middle_y_m = middle_m or (eye_x_m, eye_y_m)
        self.middle = (np.float32(middle_x_m - eye_x_m), np.float32(middle_y_m - eye_y_m))
        cell = tile_m / self.finest_per_tile
        sizes: list[float] = []
        far_m = FAR_M + float(np.hypot(*self.middle))
        while not sizes or REACH * cells * sizes[-1] < far_m:
            sizes.append(cell * (1 << len(sizes)))
        self.cell_m = np.array(sizes)
        self.x0 = np.array([round(middle_x_m / c) - cells // 2 for c in sizes])
        self.y0 = np.array([round(middle_y_m / c) - cells // 2 for c in sizes])
        self.levels = self.ready = len(sizes)
        self.z_m = np.zeros((len(sizes), cells, cells), dtype=np.float32)
        self.looks = np.zeros((len(sizes), cells, cells, CHANNELS), dtype=np.float32)
        self._per_m = (1.0 / self.cell_m).astype(np.float32)
        self._u0 = (eye_x_m / self.cell_m - self.x0 - 0.5).astype(np.float32)
        self._v0 = (eye_y_m / self.cell_m - self.y0 - 0.5).astype(np.float32)

    def moved(self, east_m: float, south_m: float) -> "Clipmap":
        """The same patches for an eye a little aside; the arrays are shared."""
        other = copy.copy(self)
        other.middle = (self.middle[0] - np.float32(east_m), self.middle[1] - np.float32(south_m))
        other._u0 = self._u0 + (east_m / self.cell_m).astype(np.float32)
        other._v0 = self._v0 + (south_m / self.cell_m).astype(np.float32)
        return other

    @property
    def nbytes(self) -> int:
        return int(self.z_m.nbytes + self.looks.nbytes)

    def reach_m(self) -> NDArray[np.float64]:
        """How far from the middle each level serves."""
        return REACH * self.cells * self.cell_m

    def away(self, east_m: F32, south_m: F32) -> F32:
        """Distance from the middle of places about the eye."""
        east, south = east_m - self.middle[0], south_m - self.middle[1]
        return np.sqrt(east * east + south * south)

    def level_of(self, distance_m: F32) -> tuple[Ints, F32]:
        """The finer level of two that serve a distance from the middle, and how much of the coarser one to mix in."""
        reach = self.reach_m().astype(np.float32)
        level = np.searchsorted(reach, distance_m).astype(np.int32)
        np.clip(level, self.ready, self.levels - 1, out=level)
        part = distance_m / reach[level]
        mix = np.clip((part - np.float32(HANDOVER)) * np.float32(1.0 / (1.0 - HANDOVER)), 0.0, 1.0)
        mix = mix * mix * (np.float32(3.0) - np.float32(2.0) * mix)
        return level, np.where(level == self.levels - 1, np.float32(0.0), mix)

    def heights(self, level: int, east_m: F32, south_m: F32) -> F32:
        """Bilinear heights in one level."""
        at, fu, fv = self._corner(level, east_m, south_m)
        z = self.z_m[level].reshape(-1)
        north = z.take(at)
        north += (z.take(at + 1) - north) * fu
        at += self.cells
        south = z.take(at)
        south += (z.take(at + 1) - south) * fu
        south -= north
        south *= fv
        south += north
        return south

    def ground_at(self, east_m: F32, south_m: F32) -> F32:
        """Heights wherever asked, the levels blended."""
        level, mix = self.level_of(self.away(east_m, south_m))
        height = np.empty(east_m.shape, dtype=np.float32)
        for k in np.unique(level).tolist():
            at = level == k
            fine = self.heights(k, east_m[at], south_m[at])
            coarse = self.heights(min(k + 1, self.levels - 1), east_m[at], south_m[at])
            height[at] = fine + (coarse - fine) * mix[at]
        return height

    def sample(self, east_m: F32, south_m: F32) -> F32:
        """All channels at places of any level: float32 [n, CHANNELS], the levels blended."""
        level, mix = self.level_of(self.away(east_m, south_m))
        looks = self._looks(level, east_m, south_m)
        seam = np.flatnonzero(mix > 0.02)
        if seam.size:
            coarse = self._looks(level[seam] + np.int32(1), east_m[seam], south_m[seam])
            fine = looks[seam]
            looks[seam] = fine + (coarse - fine) * mix[seam][:, None]
        return looks

    def _looks(self, level: Ints, east_m: F32, south_m: F32) -> F32:
        at, fu, fv = self._corner(level, east_m, south_m)
        at += level * np.int32(self.cells * self.cells)
        flat = self.looks.reshape(-1, CHANNELS)
        fu, fv = fu[:, None], fv[:, None]
        north = flat.take(at, axis=0)
        north += (flat.take(at + 1, axis=0) - north) * fu
        at += self.cells
        south = flat.take(at, axis=0)
        south += (flat.take(at + 1, axis=0) - south) * fu
        south -= north
        south *= fv
        south += north
        return south

    def _corner(self, level: int | Ints, east_m: F32, south_m: F32) -> tuple[Ints, F32, F32]:
        """Index of the cell north-west of each place within its level, and the way past it (0..1)."""
        most = np.float32(self.cells - 1.01)
        u = np.clip(east_m * self._per_m[level] + self._u0[level], np.float32(0.0), most)
        v = np.clip(south_m * self._per_m[level] + self._v0[level], np.float32(0.0), most)
        column, row = u.astype(np.int32), v.astype(np.int32)
        u -= column
        v -= row
        row *= self.cells
        row += column
        return row, u, v
