"""What Ingenuity's rotors give and take: thrust, power and tip speed as pure functions of air and rotor speed.

Sources: NASA's tech specs and status reports, AIAA Daily Launch; "from memory" and "starting value" where it says so.
"""

import math

from game.core import exact
from game.core.units import MARS_GAS_CONSTANT_J_KG_K, MARS_GRAVITY_M_S2, k_from_c

MASS_KG = 1.8
ROTOR_RADIUS_M = 0.605  # span 1.21 m (NASA)
USUAL_RPM, THIN_AIR_RPM, MOST_RPM = 2537.0, 2700.0, 2800.0
"""As flown from spring on, as used in the thin air of summer and autumn, and as spun on the ground (AIAA)."""
MARGIN_FRAC = 0.30
MARGIN_DENSITY_KG_M3 = 0.0156
"""Thrust margin of 30 % at 2537 rpm in spring, which falls to 8 % in autumn (JPL status 316, from memory); the density
is that of our air at noon of a spring sol."""
WANTED_MARGIN_FRAC = 0.15
"""Below this the rotors are sped up; starting value."""
LEAST_MARGIN_FRAC = 0.05
"""Below this no flight: nothing would be left against gusts. Starting value."""
TIP_MACH_LIMIT = 0.80
"""Above it shock waves form on the advancing blade; from memory (the blades were designed to stay below)."""

_DISK_M2 = exact.PI * ROTOR_RADIUS_M * ROTOR_RADIUS_M
_WEIGHT_N = MASS_KG * MARS_GRAVITY_M_S2
_HEAT_RATIO = 1.33  # of CO2 near 230 K, from memory
_INDUCED_LOSS = 1.25  # coaxial rotors stir each other's air; starting value
_PROFILE_W = 146.0  # blade drag at 2537 rpm in the density above: leaves the whole at 350 W (NASA tech specs)
_PROFILE_PER_ADVANCE = 4.65  # growth of blade drag with the square of the advance ratio (textbook value, from memory)
_PROFILE_AT_FULL = 1.5  # blade drag at full collective over that of hovering: a peak of 510 W (from memory)
_GUST_W_PER_M2_S2 = 2.0  # holding still in gusts: starting value
_DRIVE_FRAC = 0.80  # motors and their electronics; starting value
AVIONICS_W = 20.0
"""Computers, camera, altimeter, radio in flight; starting value."""


def thrust_margin_frac(density_kg_m3: float, rpm: float) -> float:
    """Thrust to spare over the weight: thrust goes with density and the square of rotor speed.

    >>> round(thrust_margin_frac(0.0156, 2537), 2), round(thrust_margin_frac(0.01296, 2537), 2)
    (0.3, 0.08)
    """
    speed = rpm / USUAL_RPM
    return (1.0 + MARGIN_FRAC) * (density_kg_m3 / MARGIN_DENSITY_KG_M3) * speed * speed - 1.0


def rotor_rpm(density_kg_m3: float) -> float:
    """Rotor speed for this air: the slowest with thrust enough to spare.

    >>> rotor_rpm(0.0156), rotor_rpm(0.0130), rotor_rpm(0.0120)
    (2537.0, 2700.0, 2800.0)
    """
    for rpm in (USUAL_RPM, THIN_AIR_RPM):
        if thrust_margin_frac(density_kg_m3, rpm) >= WANTED_MARGIN_FRAC:
            return rpm
    return MOST_RPM


# --- tips -------------------------------------------------------------------------------------------------------------
def tip_m_s(rpm: float) -> float:
    """Speed of the blade tips.

    >>> round(tip_m_s(2537.0)), round(tip_m_s(2700.0))
    (161, 171)
    """
    return 2.0 * exact.PI * ROTOR_RADIUS_M * rpm / 60.0


def sound_m_s(air_c: float) -> float:
    """Speed of sound: slow in cold CO2.

    >>> round(sound_m_s(-25.0)), round(sound_m_s(-80.0))
    (252, 222)
    """
    return math.sqrt(_HEAT_RATIO * MARS_GAS_CONSTANT_J_KG_K * k_from_c(air_c))


def tip_mach(rpm: float, air_c: float, airspeed_m_s: float) -> float:
    """Mach number of the tip of the blade that goes forward.

    >>> round(tip_mach(2537.0, -25.0, 5.0), 2), round(tip_mach(2700.0, -80.0, 8.0), 2)
    (0.66, 0.81)
    """
    return (tip_m_s(rpm) + airspeed_m_s) / sound_m_s(air_c)


# --- power ------------------------------------------------------------------------------------------------------------
def induced_m_s(density_kg_m3: float, airspeed_m_s: float) -> float:
    """Speed of the air drawn down through the rotors: less when moving through the air (momentum theory, Glauert).

    >>> round(induced_m_s(0.0156, 0.0), 1), round(induced_m_s(0.0156, 10.0), 1)
    (13.7, 12.0)
    """
    hover2 = _WEIGHT_N / (2.0 * density_kg_m3 * _DISK_M2)
    half2 = 0.5 * airspeed_m_s * airspeed_m_s
    return math.sqrt(math.sqrt(half2 * half2 + hover2 * hover2) - half2)


def _profile_w(density_kg_m3: float, rpm: float) -> float:
    spin = rpm / USUAL_RPM
    return _PROFILE_W * (density_kg_m3 / MARGIN_DENSITY_KG_M3) * spin * spin * spin


def flight_w(density_kg_m3: float, rpm: float, airspeed_m_s: float, gustiness_m_s: float = 0.0) -> float:
    """Battery power in flight: holding the weight up, dragging the blades round, holding still in gusts, avionics.

    `gustiness_m_s`: strongest gust less mean wind. The drag of the fuselage in this thin air is below a watt.

    >>> round(flight_w(0.0156, 2537, 0.0)), round(flight_w(0.0156, 2537, 5.0)), round(flight_w(0.0130, 2700, 5.0))
    (345, 342, 356)
    """
    advance = airspeed_m_s / tip_m_s(rpm)
    profile_w = _profile_w(density_kg_m3, rpm) * (1.0 + _PROFILE_PER_ADVANCE * advance * advance)
    lift_w = _WEIGHT_N * _INDUCED_LOSS * induced_m_s(density_kg_m3, airspeed_m_s)
    return AVIONICS_W + (profile_w + lift_w) / _DRIVE_FRAC + _GUST_W_PER_M2_S2 * gustiness_m_s * gustiness_m_s


def peak_w(density_kg_m3: float, rpm: float) -> float:
    """Battery power for a moment at full collective, all the thrust the air gives.

    >>> round(peak_w(0.0156, 2537))
    506
    """
    thrust = max(1.0, 1.0 + thrust_margin_frac(density_kg_m3, rpm))
    lift_w = _WEIGHT_N * _INDUCED_LOSS * induced_m_s(density_kg_m3, 0.0) * thrust * math.sqrt(thrust)
    return AVIONICS_W + (_profile_w(density_kg_m3, rpm) * _PROFILE_AT_FULL + lift_w) / _DRIVE_FRAC
