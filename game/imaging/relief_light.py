"""Sunlight on a height map: shading, cast shadows, exposure."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.imaging.relief_pixels import F32

SOFT_CONTRAST = 6.0
SOFT_SHARE = 0.58
"""Steepness of the shading from orbit, and how far from the mean it goes."""
GLARE = 0.3
"""How much slopes that face a low sun are held back from white."""
GLOW = 0.55
"""How much brighter the sky is on the sun's side."""
LOWEST_DEG, HIGHEST_DEG = 13.0, 46.0
"""The light never falls flatter or steeper than this, or relief would drown in shadow or vanish."""
GRADES = (
    (-8.0, (0.20, 0.235, 0.30)),
    (-2.0, (0.40, 0.38, 0.41)),
    (4.0, (0.80, 0.70, 0.60)),
    (16.0, (1.0, 1.0, 1.0)),
)
"""Colour of the day by the sun's elevation (deg)."""
SKY_SHARE = 0.34
"""Share of the light on level ground that comes from the dusty sky and lies in shadows too."""


@dataclass(frozen=True, slots=True)
class Sun:
    """Direction toward the sun over the map (east, south), its height as sine and cosine, the colour of its day."""

    east: float
    south: float
    sine: float
    cosine: float
    grade: tuple[float, float, float]

    @property
    def tangent(self) -> float:
        return self.sine / self.cosine


def sun_light(azimuth_deg: float, elevation_deg: float) -> Sun:
    """The light for a sun position (azimuth clockwise from north)."""
    azimuth = math.radians(azimuth_deg)
    elevation = math.radians(min(max(elevation_deg, LOWEST_DEG), HIGHEST_DEG))
    east, south = math.sin(azimuth), -math.cos(azimuth)
    return Sun(east, south, math.sin(elevation), math.cos(elevation), day_grade(elevation_deg))


def day_grade(elevation_deg: float) -> tuple[float, float, float]:
    """Factors on red, green and blue: full day, warm and dimmer toward sunset, dim and cold at night.

    >>> day_grade(30.0)
    (1.0, 1.0, 1.0)
    """
    for (low_deg, low), (high_deg, high) in pairwise(GRADES):
        if elevation_deg <= high_deg:
            t = min(max((elevation_deg - low_deg) / (high_deg - low_deg), 0.0), 1.0)
            red, green, blue = (a + (b - a) * t for a, b in zip(low, high, strict=True))
            return red, green, blue
    return GRADES[-1][1]


def gradients(height: F32, pixel_m: float) -> tuple[F32, F32]:
    """(dz/dx, dz/dy) of all but the outermost pixels."""
    per_m = np.float32(0.5 / pixel_m)
    east = (height[1:-1, 2:] - height[1:-1, :-2]) * per_m
    south = (height[2:, 1:-1] - height[:-2, 1:-1]) * per_m
    return east, south


def direct_light(east: F32, south: F32, sun: Sun) -> F32:
    """Sunlight on slopes, 1 on level ground: half Lambert's law, half that of dusty ground (Lommel-Seeliger)."""
    up = 1.0 / np.sqrt(1.0 + east * east + south * south)
    toward = east * np.float32(sun.east * sun.cosine) + south * np.float32(sun.south * sun.cosine)
    incident = np.maximum(np.float32(sun.sine) - toward, 0.0) * up
    dusty = incident * np.float32(1.0 + sun.sine) / ((incident + up) * np.float32(sun.sine))
    light = (dusty + incident * np.float32(1.0 / sun.sine)) * np.float32(0.5)
    glare = np.maximum(light - np.float32(1.0), 0.0)
    return light - glare * glare * np.float32(GLARE) / (1.0 + glare * np.float32(GLARE))


def soft_light(east: F32, south: F32, sun: Sun) -> F32:
    """Shading of a hazy picture, 1 on level ground and never quite dark: for relief without cast shadows."""
    toward = east * np.float32(sun.east) + south * np.float32(sun.south)
    toward *= np.float32(SOFT_CONTRAST)
    return 1.0 - toward / np.sqrt(1.0 + toward * toward) * np.float32(SOFT_SHARE)


def sky_light(east: F32, south: F32, sun: Sun) -> F32:
    """Light from the sky, 1 on level ground: brighter around the sun, so shadows keep their relief."""
    toward = east * np.float32(sun.east) + south * np.float32(sun.south)
    return 1.0 - toward * np.float32(GLOW) / (1.0 + np.abs(toward))


def horizon(height: F32, pixel_m: float, sun: Sun, doublings: int) -> F32:
    """Height below which each place is in shadow (at least its own height), up to 2 ** doublings - 1 pixels off.

    The result is that of the array's middle: `shadow_margin` pixels are lost on every side.
    """
    turned, lean = _toward_the_right(height, sun)
    drop = pixel_m * math.sqrt(1.0 + lean * lean) * sun.tangent
    for n in range(doublings):
        turned = _raised(turned, 1 << n, lean, (1 << n) * drop)
    margin = shadow_margin(doublings)
    rows, columns = height.shape if abs(sun.east) >= abs(sun.south) else height.shape[::-1]
    inner = turned[margin : rows - margin, margin : columns - margin]
    return _turned_back(inner, sun)


def shadow_margin(doublings: int) -> int:
    """Pixels `horizon` needs beyond the area on every side."""
    return (1 << doublings) + doublings


def _toward_the_right(height: F32, sun: Sun) -> tuple[F32, float]:
    """The array turned so that the sun stands to the right and not above; rows it moves down per column."""
    if abs(sun.east) >= abs(sun.south):
        turned, ahead, aside = height, sun.east, sun.south
    else:
        turned, ahead, aside = height.T, sun.south, sun.east
    turned = turned[:, ::-1] if ahead < 0.0 else turned
    turned = turned[::-1] if aside < 0.0 else turned
    return np.ascontiguousarray(turned), abs(aside) / abs(ahead)


def _turned_back(turned: F32, sun: Sun) -> F32:
    is_wide = abs(sun.east) >= abs(sun.south)
    ahead, aside = (sun.east, sun.south) if is_wide else (sun.south, sun.east)
    turned = turned[::-1] if aside < 0.0 else turned
    turned = turned[:, ::-1] if ahead < 0.0 else turned
    return turned if is_wide else turned.T


def _raised(height: F32, columns: int, lean: float, drop: float) -> F32:
    """The higher of each place and the place so many columns toward the sun, less the fall of the ray.

    Rows and columns without such a place keep their own height, so the array stays in place.
    """
    down = columns * lean
    rows, part = int(down), np.float32(down - int(down))
    far = height[rows:-1, columns:] * (1.0 - part) + height[rows + 1 :, columns:] * part
    raised = height.copy()
    kept = raised[: far.shape[0], : far.shape[1]]
    np.maximum(kept, far - np.float32(drop), out=kept)
    return raised
