"""Generator and batteries as pure functions. "From memory" where it says so."""

from dataclasses import dataclass

from game.core import exact, marstime
from game.core.units import wh_over

BATTERY_AH = 43.0
BATTERIES = 2
BUS_V = 28.0
CAPACITY_WH = BATTERIES * BATTERY_AH * BUS_V
"""2 lithium-ion batteries of 42 to 43 Ah (MSL mission update) on a 28 V bus: 2.4 kWh."""

MMRTG_START_W = 110.0
"""At landing (JPL 2019)."""
MMRTG_LOSS_PER_YEAR = 0.038
"""Plutonium and thermocouples together; starting value, from memory of Curiosity's 4.8 % a year at first."""
_YEARS_PER_SOL = marstime.TRUE_SOL_DAYS / 365.25

SLEEP_W = 50.0
"""Bus, clock, receiver: 45 to 70 W (Lakdawalla on Curiosity)."""
AWAKE_W = 150.0
"""Computer, sensors, radio on stand-by: at least 150 W (the same)."""
MOXIE_W = 300.0
"""Wikipedia MOXIE."""
RELAY_W = 70.0
"""UHF transmitter during a pass; starting value, from memory."""

LOW_FRAC = 0.40
"""Warn here: lithium cells last longest above 40 % (usable depth 60 %, from memory)."""
LOW_CLEARED_FRAC = 0.45
SAFE_MODE_FRAC = 0.20
"""Below this the rover saves itself (game premise: the real floor is not public)."""
SAFE_MODE_LEFT_FRAC = 0.45


def generator_w(sol: float) -> float:
    """Electric power of the MMRTG on a sol of the mission.

    >>> generator_w(0), round(generator_w(5 * 355.5), 1)
    (110.0, 91.0)
    """
    return MMRTG_START_W * exact.exp(-MMRTG_LOSS_PER_YEAR * sol * _YEARS_PER_SOL)


@dataclass(frozen=True, slots=True)
class Settled:
    """The batteries after some time: `out_wh` was really drawn, `shunted_wh` did not fit and went to the radiator."""

    charge_wh: float
    in_wh: float
    out_wh: float
    shunted_wh: float


def settle(charge_wh: float, capacity_wh: float, in_wh: float, wanted_wh: float) -> Settled:
    """Feed the batteries with `in_wh` and draw `wanted_wh`, within 0 and their capacity.

    >>> settle(100.0, 200.0, 10.0, 30.0)
    Settled(charge_wh=80.0, in_wh=10.0, out_wh=30.0, shunted_wh=0.0)
    >>> settle(195.0, 200.0, 10.0, 2.0).shunted_wh, settle(5.0, 200.0, 10.0, 30.0).out_wh
    (3.0, 15.0)
    """
    left = charge_wh + in_wh - wanted_wh
    if left > capacity_wh:
        return Settled(capacity_wh, in_wh, wanted_wh, left - capacity_wh)
    if left < 0.0:
        return Settled(0.0, in_wh, wanted_wh + left, 0.0)
    return Settled(left, in_wh, wanted_wh, 0.0)


def hours_to_reach(charge_wh: float, goal_wh: float, net_w: float) -> float:
    """Hours of `net_w` until the batteries hold `goal_wh`; 0 when they do, a sol when they never will.

    >>> hours_to_reach(480.0, 960.0, 60.0), hours_to_reach(480.0, 960.0, -5.0)
    (8.0, 24.0)
    """
    if charge_wh >= goal_wh:
        return 0.0
    return 24.0 if net_w <= 0.0 else (goal_wh - charge_wh) / net_w


def minute_wh(power_w: float) -> float:
    """Energy of one minute at constant power.

    >>> minute_wh(120.0)
    2.0
    """
    return wh_over(power_w, 60.0)
