"""The picture behind the title: the crater floor at the end of an afternoon, computed once and kept as a file."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.ui.views.vista_ground import (
    EYE_HEIGHT_M,
    SUN_AZIMUTH_RAD,
    SUN_ELEVATION_RAD,
    Fan,
    Grid,
    add_crater,
    add_hills,
    add_rocks,
    lit,
    make_fan,
    noise,
    plain,
    scatter_rocks,
)

VERSION = 2  # part of the kept file's name: raise it when the picture changes
HALF_VIEW_RAD = 0.62
MARGIN_RAD = 0.25
HORIZON = 0.47  # of the height, from the top
ROWS = 1500
ROCKS = 1500
HAZE_M = 3600.0

Rgb = NDArray[np.floating[Any]]

SKY_TOP = np.array([0.36, 0.285, 0.22], np.float32)
SKY_LOW = np.array([0.80, 0.625, 0.465], np.float32)
GLOW = np.array([0.66, 0.63, 0.62], np.float32)
SUN = np.array([1.0, 0.97, 0.95], np.float32)
SOIL = np.array([0.47, 0.300, 0.190], np.float32)
SAND = np.array([0.60, 0.410, 0.275], np.float32)
STONE = np.array([0.43, 0.345, 0.285], np.float32)
SUNLIGHT = np.array([2.15, 1.72, 1.28], np.float32)
SKYLIGHT = np.array([0.42, 0.36, 0.32], np.float32)
SHARPER = 2  # rows are drawn this much finer, then averaged: the edges of the ground are nearly level


def paint_vista(width: int, height: int, seed: int = 5) -> NDArray[np.uint8]:
    """The picture as uint8 [h, w, 3]."""
    fan = make_fan(
        int(width * (1 + MARGIN_RAD / HALF_VIEW_RAD)), ROWS, -HALF_VIEW_RAD - MARGIN_RAD, HALF_VIEW_RAD + MARGIN_RAD
    )
    ground, cover = _ground(fan, seed)
    colour = _ground_colour(fan, ground, cover)
    begin = (len(fan.azimuth_rad) - width) // 2
    view = slice(begin, begin + width)
    picture = _sky(fan.azimuth_rad[view], height * SHARPER)
    _lay_ground(picture, ground[:, view], fan.distance_m, colour[:, view])
    picture = picture.reshape(height, SHARPER, width, 3).mean(axis=1)
    return _developed(picture, seed)


def _ground(fan: Fan, seed: int) -> tuple[Grid, Grid]:
    rng = np.random.default_rng(seed)
    height = plain(fan)
    for x, y, diameter, depth in (
        (6.5, 33.0, 21.0, 2.6),
        (-9.5, 13.5, 13.0, 1.5),
        (60.0, 150.0, 62.0, 6.0),
        (-70, 120, 30, 3.0),
    ):
        add_crater(height, fan, x, y, diameter, depth)
    height -= float(height[: ROWS // 12].mean())
    add_hills(height, fan)
    return height, add_rocks(height, fan, scatter_rocks(rng, fan, ROCKS))


def _ground_colour(fan: Fan, height: Grid, cover: Grid) -> Rgb:
    """Albedo in the light of sun and sky."""
    light, openness = lit(height, fan)
    patches = np.clip(0.5 + 0.9 * noise(fan.x_m, fan.y_m, 9.0, 40) + 0.5 * noise(fan.x_m, fan.y_m, 60.0, 41), 0, 1)
    albedo = SOIL + (SAND - SOIL) * patches[..., None]
    albedo = albedo + (STONE - albedo) * cover[..., None]
    grain = 1 + 0.14 * noise(fan.x_m, fan.y_m, 0.045, 42) * (fan.distance_m < 14)[:, None]
    grain += (1 - cover) * np.random.default_rng(9).normal(0, 0.045, height.shape).astype(np.float32)
    dents = np.clip(1 + openness / (0.004 * fan.distance_m[:, None] + 0.02), 0.62, 1.2)
    light_rgb = SUNLIGHT * light[..., None] + SKYLIGHT * dents[..., None]
    return np.asarray(albedo * light_rgb * grain[..., None], np.float32)


def _sky(azimuth_rad: Grid, height: int) -> Rgb:
    """Dusty tan, paler low down, with the cold pale glow round a low sun on Mars."""
    width = len(azimuth_rad)
    focal = SHARPER * width / (2 * HALF_VIEW_RAD)
    elevation = (HORIZON * height - np.arange(height, dtype=np.float32)) / focal
    low = np.exp(-np.clip(elevation, 0, None) / 0.24)[:, None, None]
    sky = np.broadcast_to(SKY_TOP + (SKY_LOW - SKY_TOP) * low, (height, width, 3)).copy()
    gap = np.sqrt((azimuth_rad[None, :] - SUN_AZIMUTH_RAD) ** 2 + (elevation[:, None] - SUN_ELEVATION_RAD) ** 2)
    far = np.exp(-gap / 0.30)[..., None]
    near = np.exp(-gap / 0.075)[..., None]
    disc = np.clip((0.0075 - gap) / 0.002, 0, 1)[..., None]
    sky *= 0.62 + 0.55 * np.exp(-gap / 0.55)[..., None]
    sky += GLOW * far * np.array([0.80, 0.80, 0.86], np.float32)
    sky += near * np.array([0.16, 0.19, 0.25], np.float32)
    return np.asarray(sky + (SUN * 3.0 - sky) * disc, np.float32)


def _lay_ground(picture: Rgb, ground: Grid, distance_m: Grid, colour: Rgb) -> None:
    """Each column: the first sample along the ray at or above every pixel's slope, blended with the one before."""
    height, width = picture.shape[:2]
    focal = SHARPER * width / (2 * HALF_VIEW_RAD)
    slopes = (HORIZON * height - np.arange(height, dtype=np.float32) - 0.5) / focal
    eye = float(ground[0].mean()) + EYE_HEIGHT_M
    skyline = np.maximum.accumulate((ground - eye) / distance_m[:, None], axis=0)
    for column in range(width):
        rising = skyline[:, column]
        seen = np.searchsorted(rising, slopes)
        rows = np.flatnonzero(seen < len(rising))
        at = seen[rows]
        before = np.maximum(at - 1, 0)
        step = rising[at] - rising[before]
        share = np.where(step > 1e-9, (slopes[rows] - rising[before]) / np.maximum(step, 1e-9), 1.0)[:, None]
        share = np.clip(share, 0, 1)
        tint = colour[before, column] * (1 - share) + colour[at, column] * share
        clear = np.exp(-distance_m[at] / HAZE_M)[:, None]
        haze = picture[max(0, int(HORIZON * height) - 4), column]
        picture[rows, column] = tint * clear + haze * 0.93 * (1 - clear)


def _developed(picture: Rgb, seed: int) -> NDArray[np.uint8]:
    """Soft shoulder, a breath of vignette, dither against bands."""
    height, width = picture.shape[:2]
    bright = 1 - np.exp(-1.6 * picture)
    y, x = np.linspace(-1, 1, height, dtype=np.float32)[:, None], np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    bright *= (1 - 0.16 * (x * x + y * y))[..., None]
    dither = np.random.default_rng(seed).uniform(-0.5, 0.5, (height, width, 1)).astype(np.float32)
    return np.clip(bright * 255 + dither + 0.5, 0, 255).astype(np.uint8)
