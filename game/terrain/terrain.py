"""One generated site: read-only arrays and the questions the rest of the game asks of them."""

import math
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.terrain.derive import gradient, slope_deg
from game.terrain.material import Material
from game.terrain.spec import TerrainSpec

__all__ = ["Crater", "Floats", "Material", "Profile", "Rocks", "Terrain"]

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)
DEG_PER_RAD = 180.0 / exact.PI


@dataclass(frozen=True, slots=True)
class Crater:
    """A crater as it was made: diameter_m rim to rim, depth_m rim crest to floor; name "" for the
    nameless."""

    name: str
    x_m: float
    y_m: float
    diameter_m: float
    depth_m: float


@dataclass(frozen=True, slots=True)
class Rocks:
    """Rocks placed one by one, sorted by tile (row-major); those of tile t are tile_start[t] .. tile_start[t
    + 1]."""

    x_m: Floats
    y_m: Floats
    diameter_m: Floats
    height_m: Floats
    tile_start: Indices

    def __len__(self) -> int:
        return len(self.x_m)


@dataclass(frozen=True, slots=True)
class Profile:
    """The ground along a straight line: distance from its start, place and elevation of each sample."""

    distance_m: Floats
    x_m: Floats
    y_m: Floats
    elevation_m: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """A site as it is. Arrays are [y, x], one value per tile, taken at tile centres, and cannot be written
    to."""

    spec: TerrainSpec
    seed: int
    elevation_m: Floats
    slope_x: Floats
    """dz/dx, x east."""
    slope_y: Floats
    """dz/dy, y south."""
    roughness_m: Floats
    """RMS height of rocks, ripples and small relief within the tile, about the tile's own plane."""
    rock_abundance: Floats
    """Share of the tile covered by rocks, 0..1 (the k of Golombek & Rapp)."""
    material: Bytes
    outcrop: Bytes
    """0, or 1 + index into spec.outcrops."""
    tallest_rock_m: Floats
    """Height of the tallest rock in the tile, 0 where none."""
    orbital_elevation_m: Floats
    """All that is known from orbit: smoothed over about 20 m."""
    rocks: Rocks
    craters: tuple[Crater, ...]
    _heights: memoryview = field(init=False, repr=False)
    _slopes: dict[str, Floats] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for array in self._arrays():
            _locked(array)
        object.__setattr__(self, "_heights", self.elevation_m.ravel().data)

    def __deepcopy__(self, memo: dict[int, object]) -> "Terrain":
        return self  # nothing in it can change

    def _arrays(self) -> tuple[NDArray[np.generic], ...]:
        rocks = self.rocks
        return (
            *(self.elevation_m, self.slope_x, self.slope_y, self.roughness_m),
            *(self.rock_abundance, self.material, self.outcrop, self.tallest_rock_m, self.orbital_elevation_m),
            *(rocks.x_m, rocks.y_m, rocks.diameter_m, rocks.height_m, rocks.tile_start),
        )

    @property
    def slope_deg(self) -> Floats:
        """Steepest slope of each tile. Angles are for people: they are worked out when first asked for."""
        if "true" not in self._slopes:
            self._slopes["true"] = _locked(slope_deg(self.slope_x, self.slope_y))
        return self._slopes["true"]

    @property
    def orbital_slope_deg(self) -> Floats:
        """The same of the ground as it is known from orbit."""
        if "orbital" not in self._slopes:
            grades = gradient(self.orbital_elevation_m, self.tile_m)
            self._slopes["orbital"] = _locked(slope_deg(*grades))
        return self._slopes["orbital"]

    @property
    def width(self) -> int:
        """Tiles west to east."""
        return self.spec.width

    @property
    def height(self) -> int:
        """Tiles north to south."""
        return self.spec.height

    @property
    def tile_m(self) -> float:
        return self.spec.tile_m

    @property
    def width_m(self) -> float:
        return self.spec.width_m

    @property
    def height_m(self) -> float:
        return self.spec.height_m

    def inside(self, x_m: float, y_m: float) -> bool:
        """Whether the point is on the map."""
        return 0.0 <= x_m < self.width_m and 0.0 <= y_m < self.height_m

    def _corner(self, x_m: float, y_m: float) -> tuple[int, float, float]:
        """Flat index of the sample north-west of a point, and how far the point is past it (0..1 east,
        south)."""
        spec = self.spec
        u, v = x_m / spec.tile_m - 0.5, y_m / spec.tile_m - 0.5
        u = 0.0 if u < 0.0 else min(u, spec.width - 1.0)
        v = 0.0 if v < 0.0 else min(v, spec.height - 1.0)
        column, row = min(int(u), spec.width - 2), min(int(v), spec.height - 2)
        return row * spec.width + column, u - column, v - row

    def height_at(self, x_m: float, y_m: float) -> float:
        """Elevation (m), bilinear between tile centres; beyond the edge, that of the edge."""
        corner, u, v = self._corner(x_m, y_m)
        z, below = self._heights, corner + self.spec.width
        north = z[corner] * (1.0 - u) + z[corner + 1] * u
        south = z[below] * (1.0 - u) + z[below + 1] * u
        return float(north * (1.0 - v) + south * v)

    def gradient_at(self, x_m: float, y_m: float) -> tuple[float, float]:
        """(dz/dx, dz/dy) of the bilinear surface, x east, y south: positive where it rises that way."""
        corner, u, v = self._corner(x_m, y_m)
        z, below = self._heights, corner + self.spec.width
        east = (z[corner + 1] - z[corner]) * (1.0 - v) + (z[below + 1] - z[below]) * v
        south = (z[below] - z[corner]) * (1.0 - u) + (z[below + 1] - z[corner + 1]) * u
        return float(east) / self.spec.tile_m, float(south) / self.spec.tile_m

    def slope_at(self, x_m: float, y_m: float) -> float:
        """Steepest slope (deg) at a point."""
        east, south = self.gradient_at(x_m, y_m)
        return exact.atan2(math.sqrt(east * east + south * south), 1.0) * DEG_PER_RAD

    def tile_index(self, x_m: float, y_m: float) -> tuple[int, int]:
        """(tx, ty) of the tile under a point, clamped to the map."""
        tx, ty = math.floor(x_m / self.spec.tile_m), math.floor(y_m / self.spec.tile_m)
        return min(max(tx, 0), self.spec.width - 1), min(max(ty, 0), self.spec.height - 1)

    def material_at(self, x_m: float, y_m: float) -> Material:
        """What the ground is made of under a point."""
        tx, ty = self.tile_index(x_m, y_m)
        return Material(self.material.item(ty, tx))

    def profile(self, ax: float, ay: float, bx: float, by: float, step_m: float) -> Profile:
        """The ground from (ax, ay) to (bx, by), a sample about every step_m, both ends included."""
        length_m = math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
        steps = max(1, math.floor(length_m / step_m + 0.5))
        along = np.arange(steps + 1, dtype=np.float64) / steps
        x_m, y_m = ax + (bx - ax) * along, ay + (by - ay) * along
        return Profile(along * length_m, x_m, y_m, self.heights_at(x_m, y_m))

    def heights_at(self, x_m: Floats, y_m: Floats) -> Floats:
        """`height_at` for arrays of points: the same bits."""
        return self._sampled(self.elevation_m, x_m, y_m)

    def orbital_heights_at(self, x_m: Floats, y_m: Floats) -> Floats:
        """The softened ground that orbit shows, at points: what lies deep does not follow each small crater."""
        return self._sampled(self.orbital_elevation_m, x_m, y_m)

    def _sampled(self, array: Floats, x_m: Floats, y_m: Floats) -> Floats:
        """Bilinear between tile centres; beyond the edge, the edge."""
        spec, z = self.spec, array.ravel()
        u = np.minimum(np.maximum(x_m / spec.tile_m - 0.5, 0.0), spec.width - 1.0)
        v = np.minimum(np.maximum(y_m / spec.tile_m - 0.5, 0.0), spec.height - 1.0)
        column = np.minimum(u.astype(np.int64), spec.width - 2)
        row = np.minimum(v.astype(np.int64), spec.height - 2)
        corner, u, v = row * spec.width + column, u - column, v - row
        below = corner + spec.width
        north = z[corner] * (1.0 - u) + z[corner + 1] * u
        south = z[below] * (1.0 - u) + z[below + 1] * u
        result: Floats = north * (1.0 - v) + south * v
        return result

    def rocks_near(self, x_m: float, y_m: float, radius_m: float) -> Indices:
        """Indices of the rocks whose centre lies within radius_m of a point, ascending."""
        (tx0, ty0) = self.tile_index(x_m - radius_m, y_m - radius_m)
        (tx1, ty1) = self.tile_index(x_m + radius_m, y_m + radius_m)
        start, width = self.rocks.tile_start, self.spec.width
        rows = [
            np.arange(start.item(ty * width + tx0), start.item(ty * width + tx1 + 1), dtype=np.int64)
            for ty in range(ty0, ty1 + 1)
        ]
        found = np.concatenate(rows)
        east, south = self.rocks.x_m[found] - x_m, self.rocks.y_m[found] - y_m
        return found[east * east + south * south <= radius_m * radius_m]


def _locked(array: NDArray[Number]) -> NDArray[Number]:
    """The array, not to be written to from now on."""
    array.flags.writeable = False
    return array
