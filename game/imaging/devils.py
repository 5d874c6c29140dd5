"""Dust devils: columns of lifted dust between the eye and what lies behind, brighter than the ground in the sun.

A narrow core that turns, billows round it, a skirt of coarse dust at the foot, and a shadow on the ground.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import grain
from game.imaging.relief_pixels import hashed, unit
from game.imaging.scene import Devil
from game.imaging.sky import Daylight

F32 = NDArray[np.floating[Any]]

LEAN = 0.12
"""Metres a column leans with the wind per metre of height."""
DUST = (0.86, 0.63, 0.43)
FOOT, TOP = 0.30, 0.95
"""Half widths at the foot and the top, in diameters: devils widen upward."""
SKIRT, SKIRT_TALL = 1.15, 0.055
"""Half width of the cloud at the foot in diameters, and its height in heights of the column."""
BILLOWS = ((0.16, 0.26), (0.055, 0.20), (0.02, 0.12))
"""Size, in diameters, and strength of the billows."""
GLARE = 1.42
"""Light that lifted dust sends toward the eye, in that of the same dust lying flat in the sun (game premise)."""
SHADE = 0.75
"""Share of a column's depth that its shadow has: the dust sends half of the light on, forward."""


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
    across, depth = column(devil, aside, share)
    clear = np.exp(-np.maximum(depth, 0.0)).astype(np.float32)
    sun = sum(ray[k] * np.float32(light.toward[k]) for k in range(3))
    to_right = (light.toward[1] * east - light.toward[0] * south) / range_m  # the side that the sun is on
    forward = np.float32(0.86) + np.float32(0.4) * np.maximum(sun, 0.0) ** 3
    forward = forward + np.clip(across, -1.0, 1.0) * np.float32(0.30 * to_right) - share * np.float32(0.10)
    away = math.exp(-range_m * light.haze_per_m)
    for k, channel in enumerate(picture):
        glow = (light.beam[k] * 0.9 * GLARE + light.ambient[k] * 1.2) * light.exposure * DUST[k]
        lifted = forward * np.float32(glow * away) + channel[at] * np.float32(1.0 - away)
        channel[at] = channel[at] * clear + (1.0 - clear) * lifted


def shade_devil(devil: Devil, eye_m: tuple[float, float, float], light: Daylight, place: list[F32], lit: F32) -> None:
    """Dim the sun where the column stands between it and places (m, about the eye) on the ground."""
    east, south, sine = light.toward
    level2 = east * east + south * south
    if sine < 0.03 or level2 < 1e-6:
        return
    to_east = np.float32(devil.x_m - eye_m[0]) - place[0]
    to_south = np.float32(devil.y_m - eye_m[1]) - place[1]
    along = (to_east * np.float32(east) + to_south * np.float32(south)) * np.float32(1.0 / level2)
    share = along * np.float32(sine / devil.height_m)
    aside = (to_south * np.float32(east) - to_east * np.float32(south)) * np.float32(1.0 / math.sqrt(level2))
    at = np.flatnonzero((share > -0.03) & (share < 1.0) & (np.abs(aside) < 2.0 * devil.diameter_m))
    if at.size:
        _, depth = column(devil, aside[at], share[at])
        lit[at] *= np.exp(-np.maximum(depth, 0.0) * np.float32(SHADE))


def _before(devil: Devil, east: float, south: float, range_m: float, rays: F32, distance_m: F32) -> NDArray[np.int64]:
    """Pixels in the devil's direction that look past it."""
    level = np.sqrt(rays[0] * rays[0] + rays[1] * rays[1]) + np.float32(1e-6)
    reach = math.atan2(2.2 * devil.diameter_m + LEAN * devil.height_m, range_m)
    toward = (rays[0] * np.float32(east) + rays[1] * np.float32(south)) / (level * np.float32(range_m))
    behind = distance_m * level > range_m - 0.5 * devil.diameter_m
    return np.flatnonzero((toward > math.cos(min(reach, 1.5))) & behind)


def column(devil: Devil, aside: F32, share: F32) -> tuple[F32, F32]:
    """Half widths beside the middle, and optical depth, at places beside the foot (m) and up the column (0..1): it
    leans and sways, its wall is thicker than its core, and billows run round it."""
    chance = hashed(np.array([int(devil.height_m * 16)]), np.array([int(devil.diameter_m * 16)]), 771)
    phase = float(unit(chance)[0]) * 6.28
    rising = np.maximum(share, np.float32(0.0))
    sway = np.sin(share * np.float32(5.0) + np.float32(phase)) * np.float32(0.30 * devil.diameter_m) * rising
    sway += np.sin(share * np.float32(17.0) + np.float32(phase)) * np.float32(0.07 * devil.diameter_m)
    half = np.float32(devil.diameter_m) * (np.float32(FOOT) + np.float32(TOP - FOOT) * rising**0.8)
    middle = aside - sway - share * np.float32(LEAN * devil.height_m)
    across = middle / half
    edge = across * (1.0 + 0.10 * np.sin(share * 37.0 + phase + across) + 0.06 * np.sin(share * 83.0 - 2.0 * across))
    wall = 0.74 + 0.26 * np.exp(-((np.abs(edge) - 0.6) ** 2) * 20.0)
    thick = np.exp(-((edge * edge) ** 1.5) * np.float32(1.2)) * wall
    up = share * np.float32(devil.height_m)
    for size, strength in BILLOWS:
        texel = np.full(share.shape, size * devil.diameter_m, dtype=np.float32)
        billow = grain.relief_at((middle + up * np.float32(0.35)).astype(np.float32), up.astype(np.float32), texel)
        thick = thick * np.clip(1.0 + billow[:, 2] * np.float32(strength), 0.35, 1.8)
    fade = np.clip(share * 14.0 + 1.0, 0.0, 1.0) * np.clip((1.0 - share) * 1.5, 0.0, 1.0)
    foot = np.float32(-math.log(max(1.0 - devil.opacity, 1e-3)))
    depth = thick * fade * foot * (1.25 - 0.75 * np.clip(share, 0.0, 1.0))
    wide = middle / np.float32(SKIRT * devil.diameter_m)
    low = share * np.float32(1.0 / SKIRT_TALL)
    ragged = 1.2 + 0.35 * np.sin(wide * 5.0 + phase) + 0.2 * np.sin(wide * 13.0 - 2.0 * phase)
    skirt = np.exp(-wide * wide * 1.6 - np.maximum(low, 0.0) ** 1.5 * ragged) * np.clip(low * 4.0 + 1.0, 0.0, 1.0)
    return across, depth + skirt * foot * np.float32(0.9)
