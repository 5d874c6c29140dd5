"""Measured ground: a digital elevation model laid under the landforms in place of the Perlin base."""

import numpy as np
from numpy.typing import NDArray

from game.terrain.derive import softened
from game.terrain.landforms.site import Site
from game.terrain.spec import Dem

Floats = NDArray[np.float64]

FROM_SLOPE = 255
"""In a mask: the material follows from the slope."""


def measured_ground(dem: Dem, site: Site, rough: Floats) -> Floats:
    """Elevation at every tile's centre, m: the model between its posts, plus what it cannot show.

    `rough` is ground of the site's own roughness; only what is finer than the model's posts is taken from it.
    """
    window = site.everywhere()
    ground = _between_posts(dem.elevation_m, window.x_m / dem.metres_per_pixel, window.y_m / dem.metres_per_pixel)
    post_tiles = int(dem.metres_per_pixel / site.spec.tile_m)
    if post_tiles >= 2:
        ground += rough - softened(rough, post_tiles)
    return ground


def masked_material(dem: Dem, site: Site) -> None:
    """Materials that the model's mask names, at the nearest post."""
    if dem.material is None:
        return
    window = site.everywhere()
    rows = _nearest(window.y_m[:, 0] / dem.metres_per_pixel, dem.material.shape[0])
    columns = _nearest(window.x_m[0] / dem.metres_per_pixel, dem.material.shape[1])
    named = dem.material[rows[:, None], columns[None, :]]
    known = named != FROM_SLOPE
    site.material[known] = named[known]


def _nearest(posts: Floats, count: int) -> NDArray[np.int64]:
    """Index of the post in whose square each place lies; a place beyond the edge gets the last one."""
    found: NDArray[np.int64] = np.clip(np.floor(posts).astype(np.int64), 0, count - 1)
    return found


def _between_posts(values: Floats, x: Floats, y: Floats) -> Floats:
    """Bilinear between the middles of the pixels; beyond the edge the edge goes on. x a row, y a column, in pixels."""
    left, east = _parts(x[0], values.shape[1])
    top, south = _parts(y[:, 0], values.shape[0])
    right, low = np.minimum(left + 1, values.shape[1] - 1), np.minimum(top + 1, values.shape[0] - 1)
    upper = values[top[:, None], left[None, :]] * (1.0 - east) + values[top[:, None], right[None, :]] * east
    lower = values[low[:, None], left[None, :]] * (1.0 - east) + values[low[:, None], right[None, :]] * east
    ground: Floats = upper * (1.0 - south[:, None]) + lower * south[:, None]
    return ground


def _parts(places: Floats, count: int) -> tuple[NDArray[np.int64], Floats]:
    """The pixel before each place and how far beyond its middle the place lies, 0..1."""
    inside = np.clip(places - 0.5, 0.0, float(count - 1))
    whole = np.floor(inside)
    return whole.astype(np.int64), inside - whole
