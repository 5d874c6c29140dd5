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

F32 = NDArray[np.floating[Any]]
RGB = tuple[float, float, float]

MARS_RADIUS_KM = 3396.19


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


PHOBOS = Moon("Phobos", 9376.0, 27_554.0, 11.1, 40.0, 0.62)
DEIMOS = Moon("Deimos", 23_463.0, 109_075.0, 6.2, 205.0, 0.5)
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


def add_heavens(bodies: tuple[Body, ...], tau: float, dark: float, rays: F32, colours: list[F32], pixel: float) -> None:
    """Moons as small discs, the Earth as a point of light as wide as a pixel; dust dims them low in the sky."""
    for body in bodies:
        if body.elevation_deg < -1.0:
            continue
        az, el = math.radians(body.azimuth_deg), math.radians(body.elevation_deg)
        east, south, up = math.sin(az) * math.cos(el), -math.cos(az) * math.cos(el), math.sin(el)
        near = np.flatnonzero(
            rays[0] * np.float32(east) + rays[1] * np.float32(south) + rays[2] * np.float32(up) > 0.99
        )
        if not near.size:
            continue
        away = np.sqrt((rays[0, near] - east) ** 2 + (rays[1, near] - south) ** 2 + (rays[2, near] - up) ** 2)
        radius, light = math.radians(body.radius_deg), body.light * dark * math.exp(-0.3 * tau / max(up, 0.03))
        if radius > 0.5 * pixel:
            spot = np.clip((radius - away) / pixel + 0.5, 0.0, 1.0)
        else:
            spot = np.exp(-((away / (0.62 * pixel)) ** 2)) + 0.10 * np.exp(-away / (2.5 * pixel))
        for channel, tint in zip(colours, body.colour, strict=True):
            channel[near] += (spot * (light * tint)).astype(np.float32)
