"""Daylight on Mars: the sun's beam, the light of the dusty sky, what the sky looks like, and the exposure.

The shapes are fitted by eye to the mission's own pictures (a game premise): butterscotch by day, a cold blue glow
round the low sun, because fine dust scatters blue light forward.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import grain
from game.imaging.relief_pixels import hashed, unit

F32 = NDArray[np.floating[Any]]
RGB = tuple[float, float, float]

BEAM_LOSS: RGB = (0.30, 0.36, 0.43)
"""Loss of the beam per tau and air mass: much of what dust scatters goes on forward."""
DAY_SKY_LOW: RGB = (0.85, 0.625, 0.435)
DAY_SKY_HIGH: RGB = (0.51, 0.352, 0.230)
DUSK_SKY_LOW: RGB = (0.56, 0.40, 0.28)
DUSK_SKY_HIGH: RGB = (0.20, 0.145, 0.105)
NIGHT_SKY: RGB = (0.0042, 0.0050, 0.0072)
STARLIGHT, LONGEST, EXPOSED = 0.0042, 21.0, 0.98
"""Light of a clear night (far more than the true 1e-8 of daylight: the picture is of hours), longest exposure, and the
light of level ground that a picture is exposed for."""
STORM_SKY: RGB = (0.50, 0.325, 0.19)
BLUE_GLOW: RGB = (0.46, 0.72, 1.0)
DAY_GLOW: RGB = (1.0, 0.90, 0.76)
SUN_RADIUS_DEG = 0.175
HAZE_HEIGHT_M = 11000.0
"""Scale height of the dust."""


@dataclass(frozen=True, slots=True)
class Daylight:
    """Toward the sun: (east, south) level unit vector, sine and cosine of its elevation; light in picture units."""

    east: float
    south: float
    sine: float
    cosine: float
    elevation_deg: float
    tau: float
    beam: RGB
    ambient: RGB
    exposure: float
    day: float
    """1 by day, 0 when the sun stands 10 deg below the horizon."""
    dusk: float
    """1 with the sun at the horizon, 0 by full day."""

    @property
    def tangent(self) -> float:
        return self.sine / max(self.cosine, 1e-6)

    @property
    def toward(self) -> RGB:
        """Unit vector (east, south, up)."""
        return self.east * self.cosine, self.south * self.cosine, self.sine

    @property
    def haze_per_m(self) -> float:
        return (0.12 + self.tau * (1.0 + 0.05 * self.tau)) / HAZE_HEIGHT_M


def daylight(azimuth_deg: float, elevation_deg: float, tau: float) -> Daylight:
    az, el = math.radians(azimuth_deg), math.radians(elevation_deg)
    sine, tau = math.sin(el), max(tau, 0.0)
    mass = 1.0 / max(sine + 0.05, 0.05)
    up = _smooth(-0.4, 0.6, elevation_deg)
    day, dusk = _smooth(-11.0, 12.0, elevation_deg), 1.0 - _smooth(2.0, 24.0, elevation_deg)
    losses = (loss + (0.34 - loss) * 0.6 * dusk for loss in BEAM_LOSS)  # dust sends blue light on, close to the beam
    red, green, blue = (1.25 * up * math.exp(-loss * tau * mass) for loss in losses)
    light = (0.17 + 0.36 * (1.0 - math.exp(-0.7 * tau))) / (1.0 + 0.10 * tau) * day**1.5 + STARLIGHT
    warm, cold = (1.0, 0.83, 0.66), (0.95, 0.90, 0.93)
    ar, ag, ab = (light * (w + (c - w) * dusk) for w, c in zip(warm, cold, strict=True))
    level = 0.45 * red * max(sine, 0.0) ** 0.75 + 0.5 * light + 0.5 * green * max(sine, 0.0) ** 0.75 + 0.5 * light
    exposure = (EXPOSED / max(level, 1e-4)) ** 0.6 if level < EXPOSED else EXPOSED / level
    values = (math.sin(az), -math.cos(az), sine, math.cos(el), elevation_deg, tau)
    return Daylight(*values, (red, green, blue), (ar, ag, ab), min(exposure, LONGEST), day, dusk)


def _smooth(low: float, high: float, value: float) -> float:
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def sky_colours(light: Daylight) -> tuple[RGB, RGB]:
    """Low and high sky away from the sun, in picture units (already exposed)."""
    storm = 1.0 - math.exp(-0.35 * max(light.tau - 0.6, 0.0))
    dim = light.day**1.2 / (1.0 + 0.06 * light.tau)
    low, high = [], []
    for k in range(3):
        lo = DAY_SKY_LOW[k] + (DUSK_SKY_LOW[k] - DAY_SKY_LOW[k]) * light.dusk
        hi = DAY_SKY_HIGH[k] + (DUSK_SKY_HIGH[k] - DAY_SKY_HIGH[k]) * light.dusk
        lo += (STORM_SKY[k] - lo) * storm * 0.8
        hi += (STORM_SKY[k] * 0.85 - hi) * storm * 0.8
        low.append(lo * dim + NIGHT_SKY[k] * 1.6)
        high.append(hi * dim + NIGHT_SKY[k])
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])


def sky_radiance(light: Daylight, rays: F32) -> list[F32]:
    """Red, green and blue of the sky in some directions [3, n], without the sun's disc."""
    up = np.maximum(rays[2], np.float32(0.0))
    low, high = sky_colours(light)
    fall = np.exp(-up * np.float32(1.0 / (0.20 + 0.05 * light.tau)))
    east, south, sine = light.toward
    cosine = rays[0] * np.float32(east) + rays[1] * np.float32(south) + rays[2] * np.float32(sine)
    gap = np.arccos(np.clip(cosine, -1.0, 1.0))
    colours = [np.float32(h) + fall * np.float32(lo - h) for lo, h in zip(low, high, strict=True)]
    wide, near = np.exp(gap * np.float32(-1 / (0.42 - 0.16 * light.dusk))), np.exp(gap * np.float32(-1 / 0.11))
    shade = np.float32(0.90 - 0.22 * light.dusk) + wide * np.float32(0.18)
    glow = _smooth(-9.0, 1.0, light.elevation_deg) / (1.0 + 0.5 * max(light.tau - 0.5, 0.0))
    blue = min(1.0, light.dusk * 1.6)
    cold = np.exp(gap * np.float32(-1 / 0.40)) * np.float32(0.9 * blue)
    for k in range(3):
        tint = DAY_GLOW[k] + (BLUE_GLOW[k] - DAY_GLOW[k]) * blue
        colours[k] *= shade * (1.0 - cold * np.float32(1.0 - BLUE_GLOW[k]))
        colours[k] += (
            near * np.float32(0.34 + 0.42 * light.dusk) + wide * np.float32(0.20 + 0.12 * light.dusk)
        ) * np.float32(tint * glow)
    return colours


def add_sun(light: Daylight, rays: F32, colours: list[F32], pixel_rad: float) -> None:
    """The disc of the sun, where it is not lost in dust."""
    strength = math.exp(-0.55 * light.tau / max(light.sine + 0.06, 0.04)) * 9.0
    if light.elevation_deg < -1.0 or strength < 1e-3:
        return
    east, south, sine = light.toward
    away = np.sqrt((rays[0] - east) ** 2 + (rays[1] - south) ** 2 + (rays[2] - sine) ** 2)
    edge = max(pixel_rad, 1e-4)
    disc = np.clip((math.radians(SUN_RADIUS_DEG) - away) / edge + 0.5, 0.0, 1.0)
    aureole = np.exp(-away * np.float32(1 / 0.02)) * np.float32(0.35)
    for k, tint in enumerate((0.95, 0.97, 1.0)):
        colours[k] += (disc + aureole * 0.2).astype(np.float32) * np.float32(strength * tint)


GALAXY = (-0.07, -0.65, 0.757)
"""Pole of the Milky Way (east, south, up; a game premise, as are the stars)."""
GALAXY_WIDE, GALAXY_LIGHT = 0.13, (0.0100, 0.0095, 0.0104)
STARS = ((0.021, 0.17, 2.0, 0.07, 901), (0.0075, 0.10, 0.30, 0.022, 931))
"""Cells of the sky (rad) that hold a star or none, share that do, light of the brightest and the faintest, salt."""


def add_stars(light: Daylight, rays: F32, colours: list[F32], pixel_rad: float) -> float:
    """Stars of a clear night (not the real ones), dimmed by dust low in the sky; how dark it is, 0 to 1."""
    dark = max(1.0 - light.day * 3.0, 0.0)
    if dark <= 0.0:
        return 0.0
    elevation, azimuth = np.arcsin(np.clip(rays[2], -1.0, 1.0)), np.arctan2(rays[0], -rays[1])
    clear = np.exp(np.float32(-0.25 * light.tau) / np.maximum(rays[2], np.float32(0.02))) * np.float32(dark)
    band = _milky_way(rays, colours, clear)
    for cell_rad, share, most, least, salt in STARS:
        if pixel_rad > 0.5 * cell_rad:
            continue
        row = np.floor(elevation * np.float32(1.0 / cell_rad))
        shrink = np.cos((row + np.float32(0.5)) * np.float32(cell_rad))
        along = azimuth * np.maximum(shrink, np.float32(1e-3)) * np.float32(1.0 / cell_rad)
        column = np.floor(along)
        looks = hashed(column.astype(np.int64), row.astype(np.int64), salt)
        at = np.flatnonzero(unit(looks) < np.float32(share) * (np.float32(0.75) + np.float32(1.5) * band))
        looks = looks[at]
        x = along[at] - column[at] - np.float32(0.2) - unit(hashed(looks, looks, 1)) * np.float32(0.6)
        y = elevation[at] * np.float32(1.0 / cell_rad) - row[at]
        y -= np.float32(0.2) + unit(hashed(looks, looks, 2)) * np.float32(0.6)
        width = np.float32(max(0.62 * pixel_rad / cell_rad, 0.004))
        power = unit(hashed(looks, looks, 3)) ** 6 * np.float32(most) + np.float32(least)
        power = power * clear[at] * np.exp((x * x + y * y) * (-0.7 / (width * width)))
        warm = unit(hashed(looks, looks, 4)) * np.float32(0.5)
        for channel, tint in zip(colours, (0.75 + warm, np.float32(0.9), 1.25 - warm), strict=True):
            channel[at] += (power * tint).astype(np.float32)
    return dark


def _milky_way(rays: F32, colours: list[F32], clear: F32) -> F32:
    """A band of faint light with a dark lane; how much of it each ray meets, 0 to 1."""
    off = sum(rays[k] * np.float32(GALAXY[k]) for k in range(3))
    band = np.exp(-((off * np.float32(1.0 / GALAXY_WIDE)) ** 2))
    near = np.flatnonzero(band > 0.02)
    if near.size:
        along, across = np.arctan2(rays[0, near], rays[2, near]), off[near]
        wide = np.full(near.size, 0.035, dtype=np.float32)
        clouds = grain.relief_at(along, across, wide)[:, 2]
        clouds += grain.relief_at(along, across, wide * np.float32(0.2))[:, 2] * np.float32(0.4)
        lane = np.exp(-((across * np.float32(4.0 / GALAXY_WIDE) + clouds * np.float32(0.7)) ** 2))
        glow = band[near] * (1.0 + clouds * np.float32(0.16)) * (1.0 - lane * np.float32(0.45)) * clear[near]
        for channel, tint in zip(colours, GALAXY_LIGHT, strict=True):
            channel[near] += (glow * np.float32(tint)).astype(np.float32)
    return band
