"""Measuring in a stereo pair: how far a place is, how far two places are apart, and how well that is known.

The uncertainty is that of the matching: a disparity that is off by some share of a pixel moves the place along its ray
by range^2 / (focal length x base) times that share.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.products.shot import Shot
from game.imaging.products.stereo import LEAST_DISPARITY_PX, measured, pair
from game.imaging.render import Picture
from game.imaging.scene import Scene

F32 = NDArray[np.floating[Any]]

MATCH_PX = 0.25
"""One standard deviation of a disparity found by comparing small squares; held against true ranges by a test."""
AIM_PX = 0.7
"""How well a hand points at a place."""
WINDOW = 2
"""A place is what the pixels within two of it say."""
LEAST_KNOWN = 0.4
"""Share of those pixels at which something was found."""


@dataclass(frozen=True, slots=True, eq=False)
class Measurable:
    """The left picture of a pair, resampled, and the disparity of each of its pixels (NaN where nothing fits)."""

    left: Picture
    disparity: F32
    focal_px: float
    base_m: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A measured place. range_m and its error along the ray; right_m, down_m, ahead_m from the left eye."""

    x: float
    y: float
    range_m: float
    error_m: float
    aside_m: float
    """Error across the ray, from pointing."""
    right_m: float
    down_m: float
    ahead_m: float


def measurable(shot: Shot, scene: Scene) -> Measurable:
    """Draw both eyes and compare them. Raises ShotFault where a camera has only one."""
    both = pair(shot, scene)
    return Measurable(both.left, measured(both), both.focal_px, both.base_m)


def spot_at(found: Measurable, x: float, y: float) -> Spot | None:
    """What was measured at a pixel of the left picture; None where the two eyes found nothing alike."""
    height, width = found.disparity.shape
    column, row = int(x), int(y)
    if not (0 <= column < width and 0 <= row < height):
        return None
    rows = slice(max(row - WINDOW, 0), row + WINDOW + 1)
    near = found.disparity[rows, max(column - WINDOW, 0) : column + WINDOW + 1]
    known = near[np.isfinite(near)]
    if known.size < LEAST_KNOWN * near.size:
        return None
    disparity = float(np.median(known))
    if disparity < LEAST_DISPARITY_PX:
        return None
    spread = float(np.median(np.abs(known - disparity)))
    return _spot(found, x, y, disparity, math.hypot(MATCH_PX, spread))


def _spot(found: Measurable, x: float, y: float, disparity: float, off_px: float) -> Spot:
    height, width = found.disparity.shape
    u, v = (x - 0.5 * width) / found.focal_px, (y - 0.5 * height) / found.focal_px
    long = math.sqrt(1.0 + u * u + v * v)
    ahead_m = found.focal_px * found.base_m / disparity
    error_m = ahead_m * ahead_m / (found.focal_px * found.base_m) * off_px * long
    return Spot(x, y, ahead_m * long, error_m, ahead_m * AIM_PX / found.focal_px, ahead_m * u, ahead_m * v, ahead_m)


def between(a: Spot, b: Spot) -> tuple[float, float]:
    """Distance between two places (m) and one standard deviation of it."""
    way = (b.right_m - a.right_m, b.down_m - a.down_m, b.ahead_m - a.ahead_m)
    length_m = math.sqrt(sum(part * part for part in way))
    if length_m < 1e-9:
        return 0.0, math.hypot(a.aside_m, b.aside_m)
    total = 0.0
    for spot in (a, b):
        along = (spot.right_m * way[0] + spot.down_m * way[1] + spot.ahead_m * way[2]) / (spot.range_m * length_m)
        total += (along * spot.error_m) ** 2 + (1.0 - along * along) * spot.aside_m**2
    return length_m, math.sqrt(total)
