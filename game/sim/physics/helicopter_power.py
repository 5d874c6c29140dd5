"""The helicopter's small battery, solar panel and heaters as pure functions.

Sources: NASA tech specs, status reports and AIAA Daily Launch; "starting value" is from memory.
"""

from game.core import exact
from game.core.units import SOLAR_CONSTANT_1AU_W_M2

CAPACITY_WH = 38.0
"""Six lithium-ion cells, 35 to 40 Wh."""
RESERVE_FRAC = 0.30
"""No flight is planned into the last 30 % (Balaram 2018, from memory)."""
EMERGENCY_FRAC = 0.15
"""In flight: land at once below this. Starting value."""
BROWN_OUT_FRAC = 0.04
"""The bus voltage fails below this; starting value."""
RECOVERED_FRAC = 0.41
"""After the winter brown-out of sols 427 and 428 it had charged to 41 % the next day."""

PANEL_M2 = 0.054
PANEL_FRAC = 0.215
"""Cell efficiency less wiring, temperature and charging losses; starting values, so that a clear spring sol brings some
40 Wh: a night (21 Wh) and a flight (10 Wh), with something to spare."""
_DIFFUSE = 0.62
_DIFFUSE_PER_TAU = 0.12
WARM_C, SAVING_C = -15.0, -40.0
"""Heater set points before and after May 2022. Later the heaters stayed off at night: -80 C inside, the clock reset
every morning (NASA status reports)."""
HEATER_W_PER_C = 0.024
"""Heat lost per degree: makes about 21 Wh in a spring night."""
HEATER_MOST_W = 2.5
IDLE_W = 0.15
"""Radio and clock; starting value."""
SUNWARMTH_C = 40.0
"""The sun on the fuselage and its own electronics keep it this much above the air at noon; starting value."""

DUST_PER_SOL_FRAC = 0.002
"""Light lost to new dust each sol; starting value (Opportunity and Spirit: 0.1 to 0.3 % a sol, from memory)."""
DUST_MOST_FRAC = 0.6
DUST_KEPT_FRAC = 0.97
"""Share of the dust left on the panel after a flight: vibration shakes little off. Game premise."""
CLEANING_GUST_M_S = 22.0
CLEANED_PER_MINUTE_FRAC = 0.02
"""Gusts stronger than that blow dust off, so much each minute; game premise (wind cleaned Spirit's panels)."""
CLEANING_DIP_PA, DEVIL_KEPT_FRAC = 3.0, 0.7
"""Of the dust on a panel that a dust devil leaves, when it is felt at least so deep: its wall went over, with 14 m/s
and more. One in some 80 sols (game premise: such winds cleaned Spirit's panels a few times in years)."""
DUSTY_TAU = 1.5
"""Under a dustier sky as much settles again."""
PREHEAT_WH_PER_C = 0.125
"""Half a kilogram of cells and boards at 0.9 kJ/kg K: what warming up for a flight takes. Starting value."""


def sunlight_w_m2(sin_elevation: float, tau: float, distance_au: float) -> float:
    """Light on level ground: the direct beam dimmed by dust (Beer's law), and part of what the dust scattered.

    >>> round(sunlight_w_m2(1.0, 0.5, 1.5237)), round(sunlight_w_m2(1.0, 2.0, 1.5237)), sunlight_w_m2(-0.1, 0.5, 1.5)
    (490, 333, 0.0)
    """
    if sin_elevation <= 0.0:
        return 0.0
    top = SOLAR_CONSTANT_1AU_W_M2 / (distance_au * distance_au) * sin_elevation
    direct = exact.exp(-tau / sin_elevation)
    diffuse = _DIFFUSE / (1.0 + _DIFFUSE_PER_TAU * tau) * (1.0 - direct)
    return top * (direct + diffuse)


def solar_w(sunlight_w_m2: float, dust_frac: float) -> float:
    """Charging power of the panel."""
    return sunlight_w_m2 * PANEL_M2 * PANEL_FRAC * (1.0 - dust_frac)


def unheated_c(air_c: float, sin_elevation: float) -> float:
    """Temperature inside with the heaters off: the air's, and what the sun adds.

    >>> unheated_c(-80.0, -0.3), unheated_c(-30.0, 0.5)
    (-80.0, -10.0)
    """
    return air_c + SUNWARMTH_C * max(0.0, sin_elevation)


def heater_w(air_c: float, sin_elevation: float, set_c: float = WARM_C) -> float:
    """Power that keeps the battery at its set point.

    >>> round(heater_w(-75.0, -0.5), 2), round(heater_w(-75.0, -0.5, SAVING_C), 2), heater_w(-25.0, 0.9)
    (1.44, 0.84, 0.0)
    """
    return min(HEATER_MOST_W, HEATER_W_PER_C * max(0.0, set_c - unheated_c(air_c, sin_elevation)))


def preheat_wh(inside_c: float) -> float:
    """Energy that warms battery and boards for a flight.

    >>> preheat_wh(-40.0), preheat_wh(-5.0)
    (3.125, 0.0)
    """
    return PREHEAT_WH_PER_C * max(0.0, WARM_C - inside_c)


def standing_w(air_c: float, sin_elevation: float, set_c: float | None) -> float:
    """Draw on the ground: radio, clock and heaters. Without a set point nothing is on while the sun is down.

    >>> round(standing_w(-75.0, -0.5, WARM_C), 2), standing_w(-75.0, -0.5, None), standing_w(-40.0, 0.5, None)
    (1.59, 0.0, 0.15)
    """
    if set_c is not None:
        return IDLE_W + heater_w(air_c, sin_elevation, set_c)
    return IDLE_W if sin_elevation > 0.0 else 0.0
