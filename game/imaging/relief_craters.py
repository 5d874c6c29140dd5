"""Small craters with a crisp rim at any scale: the terrain's own profiles, worked out per pixel instead of per tile."""

from dataclasses import dataclass

import numpy as np

from game.imaging.relief_pixels import F32, Area
from game.terrain.landforms.crater_population import Population, population
from game.terrain.landforms.crater_shape import REACH, Shapes, radii_out, relief_m
from game.terrain.landforms.site import Site

SMALL_TILES = 10.0
"""Craters up to this wide are drawn per pixel; the tiles hold larger ones well enough."""
MOST = 3000
"""Of a very large site only so many, the largest."""


@dataclass(frozen=True, slots=True, eq=False)
class SmallCraters:
    """The craters to draw per pixel, largest first, and what the tiles hold of them (m, [h, w])."""

    craters: Population
    chosen: tuple[int, ...]
    tiles_m: F32

    def add_to(self, height_m: F32, area: Area, strength: float) -> None:
        """Stamp those that reach into an area."""
        for index in self.chosen:
            _stamp(self.craters, index, height_m, area, strength)


def small_craters(site: Site) -> SmallCraters:
    """The small craters of a site."""
    spec, craters = site.spec, population(site)
    half_m = craters.diameter_m * (REACH / 2.0)
    touches = (craters.x_m > -half_m) & (craters.x_m < spec.width_m + half_m)
    touches &= (craters.y_m > -half_m) & (craters.y_m < spec.height_m + half_m)
    chosen = np.flatnonzero(touches & (craters.diameter_m <= SMALL_TILES * spec.tile_m))[:MOST].tolist()
    tiles_m = np.zeros((spec.height, spec.width), dtype=np.float32)
    whole = Area(0, 0, spec.width, spec.height, 1, spec.tile_m)
    found = SmallCraters(craters, tuple(chosen), tiles_m)
    found.add_to(tiles_m, whole, 1.0)
    return found


def _stamp(craters: Population, index: int, height_m: F32, area: Area, strength: float) -> None:
    """Add one crater to the heights of an area."""
    x, y = craters.x_m.item(index) / area.pixel_m - area.x0, craters.y_m.item(index) / area.pixel_m - area.y0
    half = craters.diameter_m.item(index) * REACH / 2.0 / area.pixel_m
    left, right = max(int(x - half), 0), min(int(x + half) + 2, area.width)
    top, bottom = max(int(y - half), 0), min(int(y + half) + 2, area.height)
    if left >= right or top >= bottom:
        return
    one = np.array([[[1.0]]], dtype=np.float32)
    lobes = tuple(one * np.float32(craters.lobes.item(k, index)) for k in range(4))
    diameter, depth = np.float32(craters.diameter_m.item(index)), np.float32(craters.depth_frac.item(index))
    shapes = Shapes(one * 0.0, one * 0.0, one * diameter, one * depth, lobes)  # type: ignore[arg-type]
    dx = ((np.arange(left, right) + 0.5 - x) * area.pixel_m).astype(np.float32)
    dy = ((np.arange(top, bottom) + 0.5 - y) * area.pixel_m).astype(np.float32)
    s = radii_out(shapes, dx[None, None, :], dy[None, :, None])  # type: ignore[arg-type]
    height_m[top:bottom, left:right] += relief_m(shapes, s, area.pixel_m)[0] * np.float32(strength)
