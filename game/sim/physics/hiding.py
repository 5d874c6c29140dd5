"""What a straight line of sight runs into: domes that stand for rocks, boxes for what is built. Exact arithmetic."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core import exact

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Point = tuple[float, float, float]
Axes = tuple[Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """Ends on the right-hand, the forward and the upright axis (m)."""

    right_m: tuple[float, float]
    ahead_m: tuple[float, float]
    up_m: tuple[float, float]


def domes_hit(start: Point, end: Point, x_m: Any, y_m: Any, foot_m: Any, radius_m: Any, height_m: Any) -> Bools:
    """Which half ellipsoids on the ground a line passes through; one that holds an end of it does not count.

    >>> ends = (0.0, 0.0, 2.0), (10.0, 0.0, 0.2)
    >>> x, flat, r, h = np.array([8.0, 8.0, 10.0, 4.0]), np.zeros(4), np.full(4, 0.5), np.array([1.0, 0.3, 0.5, 0.5])
    >>> domes_hit(*ends, x, flat, flat, r, h).tolist()
    [True, False, False, False]
    """
    ax, ay, az = (start[0] - x_m) / radius_m, (start[1] - y_m) / radius_m, (start[2] - foot_m) / height_m
    bx, by, bz = (end[0] - x_m) / radius_m, (end[1] - y_m) / radius_m, (end[2] - foot_m) / height_m
    dx, dy, dz = bx - ax, by - ay, bz - az
    long = dx * dx + dy * dy + dz * dz
    along = 0.0 - (ax * dx + ay * dy + az * dz) / np.maximum(long, 1e-12)
    along = np.minimum(np.maximum(along, 0.0), 1.0)
    px, py, pz = ax + along * dx, ay + along * dy, az + along * dz
    holds_end = (ax * ax + ay * ay + az * az <= 1.0) | (bx * bx + by * by + bz * bz <= 1.0)
    result: Bools = (px * px + py * py + pz * pz < 1.0) & ~holds_end
    return result


def box_hit(start: Point, end: Point, box: Box) -> bool:
    """Whether a line passes through a box; one that holds an end of it does not count.

    >>> deck = Box((-1.0, 1.0), (-1.0, 1.0), (0.5, 1.0))
    >>> box_hit((0.5, 0.5, 2.0), (0.5, -1.2, 0.0), deck), box_hit((0.5, 0.5, 2.0), (0.5, 9.0, 0.0), deck)
    (True, False)
    """
    enters, leaves = 0.0, 1.0
    for a, b, (low, high) in zip(start, end, (box.right_m, box.ahead_m, box.up_m), strict=True):
        step = b - a
        if step == 0.0:
            if not low < a < high:
                return False
            continue
        near, far = (low - a) / step, (high - a) / step
        enters, leaves = max(enters, min(near, far)), min(leaves, max(near, far))
    return 0.0 < enters < leaves < 1.0


def axes_of(heading_deg: float, pitch_deg: float, roll_deg: float) -> Axes:
    """Right, ahead and up of a vehicle as (east, south, up); pitch lifts its front, roll its left side.

    >>> [tuple(round(c, 3) + 0.0 for c in axis) for axis in axes_of(90.0, 0.0, 0.0)]
    [(0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)]
    """
    sin_h, cos_h = exact.sin_cos_deg(heading_deg)
    sin_p, cos_p = exact.sin_cos_deg(pitch_deg)
    sin_r, cos_r = exact.sin_cos_deg(roll_deg)
    level, up = (cos_h, sin_h, 0.0), (0.0 - sin_h * sin_p, cos_h * sin_p, cos_p)
    right = tuple(a * cos_r - b * sin_r for a, b in zip(level, up, strict=True))
    over = tuple(b * cos_r + a * sin_r for a, b in zip(level, up, strict=True))
    return right, (sin_h * cos_p, 0.0 - cos_h * cos_p, sin_p), over  # type: ignore[return-value]


def along(axes: Axes, offset: Point) -> Point:
    """An offset (east, south, up) as (right, ahead, up) of a vehicle."""
    right, ahead, up = (axis[0] * offset[0] + axis[1] * offset[1] + axis[2] * offset[2] for axis in axes)
    return right, ahead, up


def steps_between(start: Point, end: Point, step_m: float) -> Floats:
    """Shares of the way at which to look for what stands beside it."""
    away = math.sqrt((end[0] - start[0]) * (end[0] - start[0]) + (end[1] - start[1]) * (end[1] - start[1]))
    count = int(away / step_m) + 2
    return np.arange(count, dtype=np.float64) / (count - 1)
