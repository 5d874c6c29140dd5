"""The wind where Ingenuity flies, and what it does to a leg. Pure functions.

Ground speed is what the navigation holds: a head wind costs no time until the air comes too fast at the rotors.
"""

import math

from game.core import exact
from game.core.grid import heading_vector

MEASURED_AT_M = 1.5
"""Height of MEDA's wind sensors on the mast."""
ROUGHNESS_LENGTH_M = 0.01
"""Of ground with pebbles, for the logarithmic wind profile; textbook value, from memory."""
AIRSPEED_LIMIT_M_S = 16.0
"""Fastest through the air: wind-tunnel tests went to 11 m/s, flight 62 made 10 m/s over ground (from memory)."""
LEAST_GROUND_SPEED_M_S = 1.0

_MEASURED_LOG = exact.log(MEASURED_AT_M / ROUGHNESS_LENGTH_M)


def wind_aloft_m_s(wind_m_s: float, altitude_m: float) -> float:
    """Wind at a height, from the wind that the mast measures.

    >>> wind_aloft_m_s(4.0, 1.5), round(wind_aloft_m_s(4.0, 10.0), 1), round(wind_aloft_m_s(4.0, 24.0), 1)
    (4.0, 5.5, 6.2)
    """
    if altitude_m <= MEASURED_AT_M:
        return wind_m_s
    return wind_m_s * exact.log(altitude_m / ROUGHNESS_LENGTH_M) / _MEASURED_LOG


def tail_wind_m_s(wind_m_s: float, from_deg: float, ux: float, uy: float) -> tuple[float, float]:
    """(wind from behind, wind from the side) for a course along the unit vector (ux, uy): x east, y south.

    >>> [round(part, 6) + 0.0 for part in tail_wind_m_s(5.0, 270.0, 1.0, 0.0)]
    [5.0, 0.0]
    """
    fx, fy = heading_vector(from_deg)
    wx, wy = -wind_m_s * fx, -wind_m_s * fy
    return wx * ux + wy * uy, wx * uy - wy * ux


def airspeed_m_s(ground_m_s: float, tail_m_s: float, side_m_s: float) -> float:
    """Speed of the air at the rotors.

    >>> airspeed_m_s(6.0, -4.0, 0.0), airspeed_m_s(4.0, 4.0, 3.0)
    (10.0, 3.0)
    """
    along = ground_m_s - tail_m_s
    return math.sqrt(along * along + side_m_s * side_m_s)


def ground_speed_limit_m_s(tail_m_s: float, side_m_s: float) -> float:
    """Fastest ground speed on a leg that keeps the air within its limit.

    >>> ground_speed_limit_m_s(-8.0, 0.0), ground_speed_limit_m_s(3.0, 0.0)
    (8.0, 19.0)
    """
    left = AIRSPEED_LIMIT_M_S * AIRSPEED_LIMIT_M_S - side_m_s * side_m_s
    return max(LEAST_GROUND_SPEED_M_S, tail_m_s + math.sqrt(left)) if left > 0.0 else LEAST_GROUND_SPEED_M_S
