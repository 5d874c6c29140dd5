"""Dust devils: columns of lifted dust between the eye and what lies behind, brighter than the ground in the sun."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_pixels import hashed, unit
from game.imaging.scene import Devil
from game.imaging.sky import Daylight

F32 = NDArray[np.floating[Any]]

LEAN = 0.12
"""Metres a column leans with the wind per metre of height."""
DUST = (0.80, 0.60, 0.42)
FOOT, TOP = 0.38, 1.25
"""Half widths at the foot and the top, in diameters: devils widen upward."""
PUFFS = 5


def far_to_near(devils: tuple[Devil, ...], x_m: float, y_m: float) -> list[Devil]:
    """The order in which to lay them over the picture."""
    return sorted(devils, key=lambda devil: -math.hypot(devil.x_m - x_m, devil.y_m - y_m))


def add_devil(
    devil: Devil, eye_m: tuple[float, float, float], light: Daylight, rays: F32, distance_m: F32, picture: list[F32]
) -> None:
    """Lay one over the picture. eye_m: the eye's place on the map, and its height above the devil's foot."""
    east, south = devil.x_m - eye_m[0], devil.y_m - eye_m[1]
    range_m = math.hypot(east, south)
    if range_m < 0.6 * devil.diameter_m:
        return
    at = _before(devil, east, south, range_m, rays, distance_m)
    if not at.size:
        return
    ray = rays[:, at]
    level = np.sqrt(ray[0] * ray[0] + ray[1] * ray[1]) + np.float32(1e-6)
    height = ray[2] / level * np.float32(range_m) + np.float32(eye_m[2])
    share = np.clip(height / np.float32(devil.height_m), -0.2, 1.4)
    aside = (ray[1] * np.float32(east) - ray[0] * np.float32(south)) / level
    across, depth = _column(devil, aside, share)
    clear = np.exp(-np.maximum(depth, 0.0)).astype(np.float32)
    sun = sum(ray[k] * np.float32(light.toward[k]) for k in range(3))
    to_right = (light.toward[1] * east - light.toward[0] * south) / range_m  # the side that the sun is on
    forward = np.float32(0.80) + np.float32(0.4) * np.maximum(sun, 0.0) ** 3
    forward = forward + np.clip(across, -1.0, 1.0) * np.float32(0.38 * to_right) - share * np.float32(0.12)
    for k, channel in enumerate(picture):
        glow = (light.beam[k] * 1.15 + light.ambient[k] * 1.2) * light.exposure * DUST[k]
        channel[at] = channel[at] * clear + (1.0 - clear) * forward * np.float32(glow)


def _before(devil: Devil, east: float, south: float, range_m: float, rays: F32, distance_m: F32) -> NDArray[np.int64]:
    """Pixels in the devil's direction that look past it."""
    level = np.sqrt(rays[0] * rays[0] + rays[1] * rays[1]) + np.float32(1e-6)
    reach = math.atan2(1.6 * devil.diameter_m + LEAN * devil.height_m, range_m)
    toward = (rays[0] * np.float32(east) + rays[1] * np.float32(south)) / (level * np.float32(range_m))
    behind = distance_m * level > range_m - 0.5 * devil.diameter_m
    return np.flatnonzero((toward > math.cos(min(reach, 1.5))) & behind)


def _column(devil: Devil, aside: F32, share: F32) -> tuple[F32, F32]:
    """Half widths beside the middle, and optical depth, at places beside the foot (m) and up the column (0..1): it
    leans and sways, its wall is thicker than its core, and puffs run round it."""
    chance = hashed(np.array([int(devil.height_m * 16)]), np.array([int(devil.diameter_m * 16)]), 771)
    phase = float(unit(chance)[0]) * 6.28
    sway = np.sin(share * np.float32(5.0) + np.float32(phase)) * np.float32(0.22 * devil.diameter_m) * share
    half = np.float32(devil.diameter_m) * (np.float32(FOOT) + np.float32(TOP - FOOT) * np.sqrt(np.maximum(share, 0.0)))
    across = (aside - sway - share * np.float32(LEAN * devil.height_m)) / half
    wall = 0.72 + 0.28 * np.exp(-((np.abs(across) - 0.55) ** 2) * 22.0)
    thick = np.exp(-across * across * np.float32(1.6)) * wall
    for n in range(PUFFS):
        turn = across * (1.3 + n) + share * ((2.1 + 1.7 * n) * 5.0) + phase * (n + 1)
        thick = thick * (1.0 + (0.16 / (1 + 0.4 * n)) * np.sin(turn))
    fade = np.clip(share * 14.0 + 1.0, 0.0, 1.0) * np.clip((1.0 - share) * 1.6, 0.0, 1.0)
    foot = np.float32(-math.log(max(1.0 - devil.opacity, 1e-3)))
    return across, thick * fade * foot * (1.15 - 0.6 * np.clip(share, 0.0, 1.0))
