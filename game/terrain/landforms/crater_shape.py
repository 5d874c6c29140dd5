"""The relief of simple craters, many of like size at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

REACH = 2.5  # radii out to which ejecta is drawn
# Rim height / diameter 0.036-0.04 and depth / diameter 0.20 of fresh simple craters: Garvin 1998, Pike,
# Daubar 2014; starting values, from memory.
RIM_FRAC = 0.038
FRESH_FRAC = 0.20
FILLED_BELOW_FRAC = 0.11  # shallower craters than this have caught enough sand to have a flat floor


@dataclass(frozen=True, slots=True)
class Shapes:
    """Craters to draw, one value each, as [n, 1, 1] columns.

    lobes: amplitudes of cos 2t, sin 2t, cos 3t, sin 3t in the plan of the rim.
    """

    x_m: Floats
    y_m: Floats
    diameter_m: Floats
    depth_frac: Floats
    lobes: Floats


def radii_out(shapes: Shapes, x_m: Floats, y_m: Floats) -> Floats:
    """Distance from the centre in (slightly irregular) radii; x_m [n, 1, w], y_m [n, h, 1] -> [n, h, w]."""
    dx, dy = x_m - shapes.x_m, y_m - shapes.y_m
    xx, yy, xy = dx * dx, dy * dy, dx * dy
    square = np.maximum(xx + yy, 1e-9)
    c2, s2, c3, s3 = shapes.lobes
    reciprocal = 1.0 / square
    # cos 2t = (x2 - y2) / r2 and so on: the angle itself is never needed
    two = ((xx - yy) * c2 + xy * (2.0 * s2)) * reciprocal
    distance = np.sqrt(square)
    three = (dx * (xx - 3.0 * yy) * c3 + dy * (3.0 * xx - yy) * s3) * reciprocal / distance
    result: Floats = distance * (2.0 / shapes.diameter_m) * (1.0 - two - three)
    return result


def relief_m(shapes: Shapes, s: Floats, tile_m: float) -> Floats:
    """Height added to the ground at s radii from the centre.

    Inside: a bowl z ~ s ** 1.75 (Watters 2015), its floor levelled by fill in shallow, old craters. Outside:
    rim and ejecta fall as s ** -3. The crest is rounded, the more the older, and depth is counted from the
    rounded crest.
    """
    freshness = np.minimum(shapes.depth_frac / FRESH_FRAC, 1.0)
    rim_m = RIM_FRAC * shapes.diameter_m * freshness
    depth_m = shapes.depth_frac * shapes.diameter_m
    rounding_m = np.minimum((0.25 + 0.55 * (1.0 - freshness)) * depth_m, 3.0 * rim_m) + 0.02 * tile_m * freshness
    floor_m = rim_m - rounding_m * 0.25 - depth_m
    fill = np.minimum(np.maximum((FILLED_BELOW_FRAC - shapes.depth_frac) * 6.0, 0.0), 0.5)
    bowl_floor_m = floor_m - depth_m * fill
    root = np.sqrt(s)
    bowl = bowl_floor_m + (rim_m - bowl_floor_m) * (s * root * np.sqrt(root))
    bowl = _smooth_max(bowl, floor_m, 0.6 * depth_m * fill)
    far = np.maximum(s, 0.5)
    ejecta = rim_m / (far * far * far)
    result: Floats = _smooth_min(bowl, ejecta, rounding_m) * _taper(s)
    return result


def _smooth_min(a: Floats, b: Floats, width: Floats) -> Floats:
    """min(a, b), rounded within `width` of where they meet; width/4 lower there."""
    h = np.maximum(width - np.abs(a - b), 0.0)
    result: Floats = np.minimum(a, b) - h * h * (0.25 / np.maximum(width, 1e-9))
    return result


def _smooth_max(a: Floats, b: Floats, width: Floats) -> Floats:
    h = np.maximum(width - np.abs(a - b), 0.0)
    result: Floats = np.maximum(a, b) + h * h * (0.25 / np.maximum(width, 1e-9))
    return result


def _taper(s: Floats) -> Floats:
    """1 to the rim, smoothly to 0 at REACH."""
    t = np.minimum(np.maximum((s - 1.0) * (1.0 / (REACH - 1.0)), 0.0), 1.0)
    result: Floats = 1.0 - t * t * (3.0 - 2.0 * t)
    return result
