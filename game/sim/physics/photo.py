"""Where a place stands in a frame, and how large: the geometry of lenses in exact arithmetic."""

import math
from dataclasses import dataclass

from game.core import exact
from game.core.grid import turn_deg
from game.core.units import DEG_PER_RAD

FISHEYE_FROM_DEG = 120.0
"""Wider lenses are fisheyes: angle goes with distance from the middle (Hazcams; Maki et al. 2020)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame as it was pointed; focal_px: pixels per radian in its middle."""

    azimuth_deg: float
    elevation_deg: float
    width_px: float
    height_px: float
    focal_px: float
    fisheye: bool = False

    @property
    def width_deg(self) -> float:
        """Field of view from side to side."""
        half = 0.5 * self.width_px / self.focal_px
        return 2.0 * DEG_PER_RAD * (half if self.fisheye else exact.atan2(half, 1.0))


def focal_px(width_px: float, fov_deg: float, zoom: float = 1.0) -> float:
    """Focal length in pixels of a lens with this field of view at its wide end, zoomed in by a factor.

    >>> round(focal_px(1600.0, 25.6)), round(focal_px(1600.0, 25.6, 110.0 / 26.0))
    (3521, 14897)
    """
    half_deg = 0.5 * fov_deg
    if fov_deg > FISHEYE_FROM_DEG:
        return 0.5 * width_px * DEG_PER_RAD / half_deg
    return 0.5 * width_px * exact.cos_deg(half_deg) / exact.sin_deg(half_deg) * zoom


def pixel_of(frame: Frame, east_m: float, south_m: float, up_m: float) -> tuple[float, float] | None:
    """Pixels right of and below the middle at which a place stands, None when it stands outside the frame.

    >>> frame = Frame(90.0, 0.0, 1600.0, 1200.0, 3521.0)
    >>> [round(c) for c in pixel_of(frame, 10.0, 1.0, 0.0)], pixel_of(frame, -10.0, 0.0, 0.0)
    ([352, 0], None)
    """
    sin_az, cos_az = exact.sin_deg(frame.azimuth_deg), exact.cos_deg(frame.azimuth_deg)
    sin_el, cos_el = exact.sin_deg(frame.elevation_deg), exact.cos_deg(frame.elevation_deg)
    level = sin_az * east_m - cos_az * south_m
    right = cos_az * east_m + sin_az * south_m
    ahead, down = level * cos_el + up_m * sin_el, level * sin_el - up_m * cos_el
    if frame.fisheye:
        off = math.sqrt(right * right + down * down)
        scale = exact.atan2(off, ahead) / off if off > 0.0 else 0.0
    elif ahead <= 0.0:
        return None
    else:
        scale = 1.0 / ahead
    x, y = right * scale * frame.focal_px, down * scale * frame.focal_px
    return (x, y) if abs(x) <= 0.5 * frame.width_px and abs(y) <= 0.5 * frame.height_px else None


def pixels_wide(frame: Frame, width_m: float, range_m: float) -> float:
    """How many pixels wide something is at a range, at most the frame.

    >>> round(pixels_wide(Frame(0.0, 0.0, 1600.0, 1200.0, 14897.0), 0.5, 20.0))
    372
    """
    return min(frame.width_px, frame.focal_px * width_m / max(range_m, 0.01))


def between_deg(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Angle between two directions (azimuth, elevation).

    >>> round(between_deg((10.0, 0.0), (350.0, 0.0)), 6), round(between_deg((0.0, 90.0), (77.0, 0.0)), 6)
    (20.0, 90.0)
    """
    turn = turn_deg(a[0], b[0])
    level = exact.cos_deg(a[1]) * exact.cos_deg(b[1]) * exact.cos_deg(turn)
    cosine = level + exact.sin_deg(a[1]) * exact.sin_deg(b[1])
    return exact.acos(max(-1.0, min(1.0, cosine))) * DEG_PER_RAD


def joined_arc_deg(frames: list[tuple[float, float]], overlap_frac: float) -> float:
    """The widest arc that frames (azimuth, width) cover without a gap, each overlapping the next by a share of it.

    >>> joined_arc_deg([(0.0, 20.0), (18.0, 20.0), (60.0, 20.0)], 0.1)
    38.0
    >>> joined_arc_deg([(72.0 * n, 96.0) for n in range(5)], 0.1)
    360.0
    """
    if not frames:
        return 0.0
    order = sorted((azimuth % 360.0, width) for azimuth, width in frames)
    steps = [(order[(n + 1) % len(order)][0] - order[n][0]) % 360.0 for n in range(len(order))]
    steps = steps if len(order) > 1 else [360.0]
    holds = [
        step <= (1.0 - overlap_frac) * min(order[n][1], order[(n + 1) % len(order)][1]) for n, step in enumerate(steps)
    ]
    if all(holds):
        return 360.0
    return max(_arc_from(order, steps, holds, first) for first in range(len(order)))


def _arc_from(order: list[tuple[float, float]], steps: list[float], holds: list[bool], first: int) -> float:
    """From the left edge of a frame as far as the chain after it holds."""
    count, along, right = len(order), 0.0, 0.5 * order[first][1]
    for n in range(count - 1):
        here = (first + n) % count
        if not holds[here]:
            break
        along += steps[here]
        right = max(right, along + 0.5 * order[(here + 1) % count][1])
    return min(360.0, 0.5 * order[first][1] + right)
