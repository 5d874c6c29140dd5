"""Earth as seen from Jezero: how far it is, how long light takes, how high it stands, and when the sun is in between.

Positions by Kepler's equation from mean elements: Standish & Williams, "Approximate Positions of the Planets" (JPL
Solar System Dynamics), table for 1800 to 2050, good to about 0.01 degrees. Mars's pole: IAU working group 2009.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from game.core import exact, marstime
from game.core.units import JEZERO_LATITUDE_DEG

AU_KM = 149_597_870.7
LIGHT_KM_S = 299_792.458
CONJUNCTION_DEG = 3.1
"""No commands while Mars stands this near to the sun as seen from Earth: in 2021 that is sol 217 until sol 235, when
JPL sent none (28 September to 17 October)."""
_DEG_PER_RAD = 180.0 / exact.PI
_DAYS_PER_CENTURY = 36_525.0
_KEPLER_STEPS = 6
"""Newton's rounds for Kepler's equation: at e = 0.0934 the fifth no longer changes the last digit."""
_J2000_OBLIQUITY_DEG = 23.43928
_POLE_RA_DEG, _POLE_DEC_DEG = 317.68143, 52.88650

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Orbit:
    """Mean elements at J2000 and their change per century: au, degrees."""

    a_au: float
    e: float
    e_rate: float
    inclination_deg: float
    inclination_rate: float
    longitude_deg: float
    longitude_rate: float
    perihelion_deg: float
    perihelion_rate: float
    node_deg: float
    node_rate: float


# The semi-major axes' own drift, 6 km and 28 km per century, is left out.
EARTH = Orbit(
    *(1.00000261, 0.01671123, -0.00004392, -0.00001531, -0.01294668),
    *(100.46457166, 35999.37244981, 102.93768193, 0.32327364, 0.0, 0.0),
)
MARS = Orbit(
    *(1.52371034, 0.09339410, 0.00007882, 1.84969142, -0.00813131),
    *(-4.55343205, 19140.30268499, -23.94362959, 0.44441088, 49.55953891, -0.29257343),
)


@dataclass(frozen=True, slots=True)
class Earth:
    """Earth at a tick: distance, one-way light time, place in the sky; and how far Mars is from the sun in Earth's."""

    distance_km: float
    light_s: float
    elevation_deg: float
    azimuth_deg: float
    sun_angle_deg: float

    @property
    def in_conjunction(self) -> bool:
        """The sun stands in the way of commands."""
        return self.sun_angle_deg < CONJUNCTION_DEG


def heliocentric_au(orbit: Orbit, days: float) -> Vector:
    """Where a planet is, in au and the ecliptic of J2000, `days` after it."""
    centuries = days / _DAYS_PER_CENTURY
    e = orbit.e + orbit.e_rate * centuries
    perihelion = orbit.perihelion_deg + orbit.perihelion_rate * centuries
    node = orbit.node_deg + orbit.node_rate * centuries
    anomaly_deg = orbit.longitude_deg + orbit.longitude_rate * centuries - perihelion
    anomaly_deg -= 360.0 * math.floor(anomaly_deg / 360.0)
    eccentric_deg = _eccentric_deg(anomaly_deg, e)
    along = orbit.a_au * (exact.cos_deg(eccentric_deg) - e)
    across = orbit.a_au * math.sqrt(1.0 - e * e) * exact.sin_deg(eccentric_deg)
    inclination = orbit.inclination_deg + orbit.inclination_rate * centuries
    return _tilted(along, across, perihelion - node, node, inclination)


def _eccentric_deg(anomaly_deg: float, e: float) -> float:
    """Kepler's equation, M = E - e sin E."""
    eccentric = anomaly_deg
    for _ in range(_KEPLER_STEPS):
        wrong = anomaly_deg - eccentric + e * _DEG_PER_RAD * exact.sin_deg(eccentric)
        eccentric += wrong / (1.0 - e * exact.cos_deg(eccentric))
    return eccentric


def _tilted(along: float, across: float, argument_deg: float, node_deg: float, inclination_deg: float) -> Vector:
    """A place in the plane of an orbit, in the ecliptic."""
    sw, cw = exact.sin_deg(argument_deg), exact.cos_deg(argument_deg)
    sn, cn = exact.sin_deg(node_deg), exact.cos_deg(node_deg)
    si, ci = exact.sin_deg(inclination_deg), exact.cos_deg(inclination_deg)
    u, v = along * cw - across * sw, along * sw + across * cw
    return u * cn - v * sn * ci, u * sn + v * cn * ci, v * si


def _minus(a: Vector, b: Vector) -> Vector:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _length(a: Vector) -> float:
    return math.sqrt(_dot(a, a))


def _pole() -> Vector:
    """Mars's north pole in the ecliptic of J2000."""
    level = exact.cos_deg(_POLE_DEC_DEG)
    x, y, z = level * exact.cos_deg(_POLE_RA_DEG), level * exact.sin_deg(_POLE_RA_DEG), exact.sin_deg(_POLE_DEC_DEG)
    s, c = exact.sin_deg(_J2000_OBLIQUITY_DEG), exact.cos_deg(_J2000_OBLIQUITY_DEG)
    return x, y * c + z * s, z * c - y * s


_POLE = _pole()
_SIN_LATITUDE, _COS_LATITUDE = exact.sin_deg(JEZERO_LATITUDE_DEG), exact.cos_deg(JEZERO_LATITUDE_DEG)


def earth_at(tick: float) -> Earth:
    """Earth from Jezero. The light that arrives now left a little earlier; that shift, 0.01 degrees, is left out.

    >>> landing = earth_at(marstime.tick_at(0, marstime.parse_lmst("15:53")))
    >>> round(landing.light_s / 60.0, 2)
    11.37
    """
    days = marstime.days_since_j2000(tick)
    mars, earth = heliocentric_au(MARS, days), heliocentric_au(EARTH, days)
    to_earth, to_sun = _minus(earth, mars), (-mars[0], -mars[1], -mars[2])
    distance_au = _length(to_earth)
    cosine = _dot(earth, to_earth) / (_length(earth) * distance_au)  # at Earth, between the sun and Mars
    elevation_deg, azimuth_deg = _in_the_sky(tick, to_earth, to_sun)
    return Earth(
        distance_km=distance_au * AU_KM,
        light_s=distance_au * AU_KM / LIGHT_KM_S,
        elevation_deg=elevation_deg,
        azimuth_deg=azimuth_deg,
        sun_angle_deg=exact.acos(max(-1.0, min(1.0, cosine))) * _DEG_PER_RAD,
    )


def _in_the_sky(tick: float, to_earth: Vector, to_sun: Vector) -> tuple[float, float]:
    """(elevation, azimuth) of Earth: as far behind the sun in hour angle as it is before it in right ascension."""
    ahead_deg = _ascension_between_deg(to_sun, to_earth)
    hour_deg = (marstime.ltst_h(tick) - 12.0) * 15.0 - ahead_deg
    sin_dec = _dot(to_earth, _POLE) / _length(to_earth)
    cos_dec = math.sqrt(1.0 - sin_dec * sin_dec)
    west, equator = cos_dec * exact.sin_deg(hour_deg), cos_dec * exact.cos_deg(hour_deg)
    north = sin_dec * _COS_LATITUDE - equator * _SIN_LATITUDE
    up = sin_dec * _SIN_LATITUDE + equator * _COS_LATITUDE
    azimuth_deg = exact.atan2(-west, north) * _DEG_PER_RAD
    elevation_deg = exact.atan2(up, math.sqrt(west * west + north * north)) * _DEG_PER_RAD
    return elevation_deg, azimuth_deg - 360.0 * math.floor(azimuth_deg / 360.0)


def _ascension_between_deg(one: Vector, other: Vector) -> float:
    """How far east of `one` the `other` stands, measured along Mars's equator."""
    east = _cross(_POLE, one)
    return exact.atan2(_dot(other, east), _dot(other, _cross(east, _POLE))) * _DEG_PER_RAD


def command_pause(sol: int, within: int = 40) -> tuple[int, int] | None:
    """First and last sol of the solar conjunction that `sol` lies in, judged at noon; None when there is none.

    >>> command_pause(225), command_pause(190)
    ((217, 234), None)
    """
    if not paused(sol):
        return None
    first = next(day for day in range(sol, sol - within, -1) if not paused(day - 1))
    last = next(day for day in range(sol, sol + within) if not paused(day + 1))
    return first, last


@lru_cache(maxsize=128)  # a memo of a pure function
def paused(sol: int) -> bool:
    """No command is sent on this sol: the sun stands too near, judged at noon."""
    return earth_at(sol * marstime.SOL_S + marstime.SOL_S // 2).in_conjunction
