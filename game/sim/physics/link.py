"""Radio: how long an orbiter stands over the horizon, how fast it takes data, and what X-band carries to Earth.

A pass is the arc of a circular orbit seen from the ground, Mars a sphere that stands still meanwhile. The rate follows
the inverse square of the distance, up to what the radios can do (Electra's adaptive rates).
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from game.core import exact

MARS_RADIUS_KM = 3389.5
MARS_GM_KM3_S2 = 42_828.4
"""Gravity of Mars: NASA planetary fact sheet, like the radius."""
MASK_DEG = 10.0
"""Below this the ground and the rover's own deck are in the way; from memory."""
LONGEST_S = 900.0
"""A session is cut to this around the orbiter's highest point: 8 to 15 minutes are usual (from memory)."""
REFERENCE_KM = 1000.0
_DEG_PER_RAD = 180.0 / exact.PI


@dataclass(frozen=True, slots=True)
class Radio:
    """An orbiter as its relay sees the ground.

    Heights: NASA and ESA mission pages. MAVEN and Mars Express fly long ellipses; their heights here are those at which
    they usually listen (game premise). Rates at REFERENCE_KM: chosen so that a pass carries its usual volume, MRO
    100 to 300 Mbit, TGO 200 to 600, Odyssey 50 to 100, MAVEN 300 to 1000 (from memory).
    """

    height_km: float
    rate_mbit_s: float
    most_mbit_s: float
    """NASA Mars 2020 communications: up to 2 Mbit/s over UHF; Odyssey and Mars Express have older, slower radios."""


RADIOS: dict[str, Radio] = {
    "MRO": Radio(300.0, 0.125, 2.0),
    "TGO": Radio(400.0, 0.30, 2.0),
    "MAVEN": Radio(1000.0, 1.1, 2.0),
    "ODY": Radio(400.0, 0.128, 0.128),
    "MEX": Radio(800.0, 0.09, 0.128),
}


# --- geometry ---------------------------------------------------------------------------------------------------------


def elevation_deg(height_km: float, angle_deg: float) -> float:
    """How high an orbiter stands whose foot point is this far off along the ground (angle at the planet's centre).

    >>> elevation_deg(400.0, 0.0), round(elevation_deg(400.0, 18.2))
    (90.0, 10)
    """
    ratio = MARS_RADIUS_KM / (MARS_RADIUS_KM + height_km)
    return exact.atan2(exact.cos_deg(angle_deg) - ratio, exact.sin_deg(angle_deg)) * _DEG_PER_RAD


def angle_deg(height_km: float, elevation: float) -> float:
    """The inverse of `elevation_deg`.

    >>> round(angle_deg(400.0, 10.0), 1)
    18.3
    """
    ratio = MARS_RADIUS_KM / (MARS_RADIUS_KM + height_km)
    return exact.acos(ratio * exact.cos_deg(elevation)) * _DEG_PER_RAD - elevation


def range_km(height_km: float, angle: float) -> float:
    """Straight distance to an orbiter whose foot point is `angle` degrees off.

    >>> range_km(400.0, 0.0)
    400.0
    """
    orbit_km = MARS_RADIUS_KM + height_km
    square = MARS_RADIUS_KM * MARS_RADIUS_KM + orbit_km * orbit_km
    return math.sqrt(max(height_km * height_km, square - 2.0 * MARS_RADIUS_KM * orbit_km * exact.cos_deg(angle)))


def orbit_deg_s(height_km: float) -> float:
    """How fast an orbiter goes round.

    >>> round(360.0 / orbit_deg_s(400.0) / 60.0)
    118
    """
    orbit_km = MARS_RADIUS_KM + height_km
    return math.sqrt(MARS_GM_KM3_S2 / orbit_km) / orbit_km * _DEG_PER_RAD


def view_s(height_km: float, highest_deg: float) -> float:
    """How long a session is with an orbiter that climbs to `highest_deg`: while it stands above the mask.

    >>> round(view_s(400.0, 89.0) / 60.0, 1), view_s(400.0, 10.0)
    (12.0, 0.0)
    """
    if highest_deg <= MASK_DEG:
        return 0.0
    nearest, edge = angle_deg(height_km, highest_deg), angle_deg(height_km, MASK_DEG)
    half_deg = exact.acos(exact.cos_deg(edge) / exact.cos_deg(nearest)) * _DEG_PER_RAD
    return min(LONGEST_S, 2.0 * half_deg / orbit_deg_s(height_km))


# --- rates ------------------------------------------------------------------------------------------------------------


def rate_mbit_s(radio: Radio, highest_deg: float, from_middle_s: float) -> float:
    """Data rate at a moment of a pass, counted from its middle."""
    nearest = angle_deg(radio.height_km, highest_deg)
    along = orbit_deg_s(radio.height_km) * from_middle_s
    off_deg = exact.acos(exact.cos_deg(nearest) * exact.cos_deg(along)) * _DEG_PER_RAD
    nearness = REFERENCE_KM / range_km(radio.height_km, off_deg)
    return min(radio.most_mbit_s, radio.rate_mbit_s * nearness * nearness)


@lru_cache(maxsize=64)  # a memo of a pure function
def pass_mbit(radio: Radio, highest_deg: float, step_s: float = 20.0) -> float:
    """What a whole pass carries."""
    length_s = view_s(radio.height_km, highest_deg)
    total = 0.0
    for number in range(int(length_s / step_s)):
        total += rate_mbit_s(radio, highest_deg, (number + 0.5) * step_s - 0.5 * length_s) * step_s
    return total


# --- X-band -----------------------------------------------------------------------------------------------------------

FARTHEST_KM = 401.0e6
HGA_BIT_S: dict[int, tuple[float, float]] = {34: (160.0, 500.0), 70: (800.0, 3000.0)}
"""High-gain antenna to an antenna of so many metres, at the farthest and at most: NASA Mars 2020 communications."""
LGA_BIT_S: dict[int, float] = {34: 10.0, 70: 30.0}
"""Low-gain antenna, mostly for hearing (the same page)."""
HGA_LOWEST_DEG = 10.0
"""Lower, the antenna looks along the ground; from memory."""
HGA_W = 110.0
"""X-band amplifier, radio and antenna drives; starting value, from memory."""
UHF_FORWARD_BIT_S = 8000.0
"""From an orbiter to the rover; from memory."""


def hga_bit_s(distance_km: float, antenna_m: int) -> float:
    """Rate of the high-gain antenna, either way.

    >>> hga_bit_s(401.0e6, 34), hga_bit_s(100.0e6, 34), hga_bit_s(401.0e6, 70)
    (160.0, 500.0, 800.0)
    """
    least, most = HGA_BIT_S[antenna_m]
    nearness = FARTHEST_KM / distance_km
    return max(least, min(most, least * nearness * nearness))
