"""The moons and the Earth over Jezero: where they stand, near enough to be looked for (cosmetic).

Both moons run over the equator in nearly round orbits. Phobos goes round faster than Mars turns, so it rises in the
west and sets in the east; Deimos lags behind a little and hangs in the sky for more than two sols. Phases at tick 0
are a game premise.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.marstime import SOL_S, sun_position
from game.core.units import JEZERO_LATITUDE_DEG
from game.imaging.sky import Daylight

F32 = NDArray[np.floating[Any]]
RGB = tuple[float, float, float]

MARS_RADIUS_KM = 3396.19
GLOW, SMALL_PIXELS = 0.05, 3.0
"""Light of a moon's disc that the lens spreads round it, per pixel of the disc, and up to which half width of the disc
one sees it (by eye)."""
DENTS = ((-0.62, 0.10, 0.34), (0.30, -0.35, 0.20), (0.10, 0.42, 0.15), (-0.10, -0.62, 0.13), (0.55, 0.20, 0.12))
"""Craters on a moon's face: right, up and width in radii. The first stands for Stickney on Phobos; by eye."""


@dataclass(frozen=True, slots=True)
class Body:
    """Something small in the sky: where it stands, its half width, brightness of its disc, colour."""

    name: str
    azimuth_deg: float
    elevation_deg: float
    radius_deg: float
    light: float
    colour: RGB = (1.0, 0.96, 0.90)


@dataclass(frozen=True, slots=True)
class Moon:
    """Orbit over the equator; sizes and periods from memory (Phobos 22 km, 7.65 h; Deimos 12.4 km, 30.3 h)."""

    name: str
    orbit_km: float
    period_s: float
    radius_km: float
    phase_deg: float
    light: float


PHOBOS = Moon("Phobos", 9376.0, 27_554.0, 11.1, 40.0, 1.5)
DEIMOS = Moon("Deimos", 23_463.0, 109_075.0, 6.2, 205.0, 1.0)
SIDEREAL_DAY_S = 88_642.7
EARTH_DAYS, MARS_DAYS = 365.256, 686.98
EARTH_AU, MARS_AU = 1.0, 1.524
LAST_CONJUNCTION_SOL = 225.0
"""Mars stood behind the sun on about this sol (2021-10-08), so the Earth stood in front of it as seen from Mars."""


def heavens(tick: float) -> tuple[Body, ...]:
    """Phobos, Deimos and the Earth at a tick."""
    return (*(_moon(moon, tick) for moon in (PHOBOS, DEIMOS)), _earth(tick))


def _moon(moon: Moon, tick: float) -> Body:
    """Its hour angle, then its place seen from Jezero, which is far from Mars' middle."""
    hour = math.radians(moon.phase_deg) + 2.0 * math.pi * tick * (1.0 / SIDEREAL_DAY_S - 1.0 / moon.period_s)
    latitude = math.radians(JEZERO_LATITUDE_DEG)
    # Mars' middle as origin: x along the meridian of Jezero in the plane of the equator, y to the east, z to the north.
    x = moon.orbit_km * math.cos(hour) - MARS_RADIUS_KM * math.cos(latitude)
    east, z = -moon.orbit_km * math.sin(hour), -MARS_RADIUS_KM * math.sin(latitude)
    up = x * math.cos(latitude) + z * math.sin(latitude)
    north = z * math.cos(latitude) - x * math.sin(latitude)
    level, distance = math.hypot(east, north), math.sqrt(up * up + east * east + north * north)
    azimuth, elevation = math.degrees(math.atan2(east, north)) % 360.0, math.degrees(math.atan2(up, level))
    return Body(moon.name, azimuth, elevation, math.degrees(moon.radius_km / distance), moon.light)


def _earth(tick: float) -> Body:
    """Along the sun's daily path, ahead of the sun or behind it by the Earth's elongation."""
    sols = tick / SOL_S
    synodic_days = 1.0 / (1.0 / EARTH_DAYS - 1.0 / MARS_DAYS)
    # At Mars' conjunction the Earth stands on the far side of the sun, seen from Mars.
    angle = math.pi + 2.0 * math.pi * (sols - LAST_CONJUNCTION_SOL) * 1.0275 / synodic_days
    ahead, aside = MARS_AU - EARTH_AU * math.cos(angle), EARTH_AU * math.sin(angle)
    elongation_deg = math.degrees(math.atan2(aside, ahead))
    place = sun_position(tick + elongation_deg / 360.0 * SOL_S)
    light = 2.2 * (1.0 + math.cos(angle + math.pi)) / 2.0 + 0.6
    return Body("Earth", place.azimuth_deg, place.elevation_deg, 0.004, light, (0.80, 0.92, 1.0))


def add_heavens(
    bodies: tuple[Body, ...], light: Daylight, dark: float, rays: F32, colours: list[F32], pixel: float
) -> None:
    """Moons with the side that the sun lights, the Earth as a point of light as wide as a pixel; dust dims them low in
    the sky."""
    for body in bodies:
        if body.elevation_deg < -1.0:
            continue
        az, el = math.radians(body.azimuth_deg), math.radians(body.elevation_deg)
        toward = (math.sin(az) * math.cos(el), -math.cos(az) * math.cos(el), math.sin(el))
        near = np.flatnonzero(sum(rays[k] * np.float32(toward[k]) for k in range(3)) > 0.99)
        if not near.size:
            continue
        off = [rays[k, near] - np.float32(toward[k]) for k in range(3)]
        away = np.sqrt(off[0] ** 2 + off[1] ** 2 + off[2] ** 2)
        radius = math.radians(body.radius_deg)
        power = body.light * dark * math.exp(-0.3 * light.tau / max(toward[2], 0.03))
        if radius > 0.5 * pixel:
            spot = _moonlit(off, away, toward, light.toward, radius, pixel)
            if radius < SMALL_PIXELS * pixel:
                spot = spot + float(spot.sum()) * GLOW * np.exp(-away / (2.2 * pixel)) * (away < 40.0 * pixel)
        else:
            spot = np.exp(-((away / (0.62 * pixel)) ** 2)) + 0.10 * np.exp(-away / (2.5 * pixel))
        for channel, tint in zip(colours, body.colour, strict=True):
            channel[near] += (spot * (power * tint)).astype(np.float32)


def _moonlit(off: list[F32], away: F32, toward: RGB, sun: RGB, radius: float, pixel: float) -> F32:
    """A lumpy moon: its outline is no circle, it has dents, and the sun lights one side."""
    flat = math.hypot(toward[0], toward[1]) + 1e-9
    right = (-toward[1] / flat, toward[0] / flat, 0.0)
    up = (-toward[0] * toward[2] / flat, -toward[1] * toward[2] / flat, flat)
    x, y = (sum(off[k] * np.float32(axis[k] / radius) for k in range(3)) for axis in (right, up))
    turn = np.arctan2(y, x)
    rim = 1.0 + 0.10 * np.cos(2.0 * turn + 0.6) + 0.035 * np.cos(5.0 * turn) + 0.02 * np.cos(9.0 * turn + 1.0)
    disc = np.clip((rim * radius - away) / pixel + 0.5, 0.0, 1.0)
    x, y = x / rim, y / rim
    for cx, cy, size in DENTS:
        far = ((x - cx) ** 2 + (y - cy) ** 2) / (size * size)
        dent = np.exp(-far * 1.5) * 0.8
        x, y = x + (x - cx) * dent * -0.9, y + (y - cy) * dent * -0.9
    z = np.sqrt(np.maximum(1.0 - x * x - y * y, 0.0))
    face = sum(
        np.float32(s) * (x * np.float32(r) + y * np.float32(u) - z * np.float32(t))
        for s, r, u, t in zip(sun, right, up, toward, strict=True)
    )
    result: F32 = disc * (np.clip(face * 4.0, 0.0, 1.0) * (0.55 + 0.45 * np.maximum(face, 0.0)))
    return result
