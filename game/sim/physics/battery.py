"""Generator and batteries as pure functions. "From memory" where it says so."""

from functools import lru_cache
from typing import NamedTuple

from game.core import exact, marstime
from game.core.units import wh_over

BATTERY_AH = 43.0
BATTERIES = 2
BUS_V = 28.0
BATTERY_WH = BATTERY_AH * BUS_V
CAPACITY_WH = BATTERIES * BATTERY_AH * BUS_V
"""2 lithium-ion batteries of 42 to 43 Ah (MSL mission update) on a 28 V bus: 2.4 kWh."""

MOST_CHARGE_W = BATTERIES * BATTERY_WH / 5.0
"""Full in no less than five hours: usual care for such cells; from memory."""
MOST_DISCHARGE_W = BATTERIES * BATTERY_WH / 2.0
"""1.2 kW, empty in no less than two hours; from memory."""
CHARGE_EFFICIENCY_FRAC, DISCHARGE_EFFICIENCY_FRAC = 0.975, 0.985
"""What of the power goes in, and what of the charge comes out; 96 % there and back, from memory."""

MMRTG_START_W = 110.0
"""At landing (JPL 2019)."""
MMRTG_LOSS_PER_YEAR = 0.038
"""Plutonium and thermocouples together; starting value, from memory of Curiosity's 4.8 % a year at first."""
_YEARS_PER_SOL = marstime.TRUE_SOL_DAYS / 365.25

SLEEP_W = 50.0
"""Bus, clock, receiver: 45 to 70 W (Lakdawalla on Curiosity)."""
AWAKE_PARTS_W: tuple[tuple[str, float], ...] = (
    ("computer", 65.0),
    ("avionics", 45.0),
    ("mast", 15.0),
    ("receivers", 25.0),
)
"""What is on while the rover is awake. The mast is Mastcam-Z, 7.5 W on stand-by in each eye (Bell 2021, table 5); the
others are starting values that add up to what is known."""
AWAKE_W = 150.0
"""All of it together: at least 150 W (Lakdawalla on Curiosity)."""
RELAY_W = 70.0
"""UHF transmitter during a pass; starting value, from memory."""

LOW_FRAC = 0.40
"""Warn here: lithium cells last longest above 40 % (usable depth 60 %, from memory)."""
LOW_CLEARED_FRAC = 0.45
SAFE_MODE_FRAC = 0.20
"""Below this the rover saves itself (game premise: the real floor is not public)."""
SAFE_MODE_LEFT_FRAC = 0.45
RECOVERY_SOLS = (1, 3)
"""Sols until the people on Earth have understood a safe mode and send the all clear (game premise; real ones of
Curiosity and Perseverance took from one sol to a week)."""
RECOVERY_LMST = "09:00"
"""The morning's uplink over the high-gain antenna."""


@lru_cache(maxsize=64)  # a memo of a pure function: nothing depends on what it holds
def generator_w(sol: float) -> float:
    """Electric power of the MMRTG on a sol of the mission.

    >>> generator_w(0), round(generator_w(5 * 355.5), 1)
    (110.0, 91.0)
    """
    return MMRTG_START_W * exact.exp(-MMRTG_LOSS_PER_YEAR * sol * _YEARS_PER_SOL)


class Settled(NamedTuple):
    """The batteries after some time.

    `out_wh` was really drawn, the batteries' own losses included; `lost_wh` is that part of it. `shunted_wh` did not
    fit and went to the radiator. Charge has grown by in - out - shunted.
    """

    charge_wh: float
    in_wh: float
    out_wh: float
    shunted_wh: float
    lost_wh: float


def settle(charge_wh: float, capacity_wh: float, in_wh: float, wanted_wh: float, seconds: float) -> Settled:
    """Run loads of `wanted_wh` on `in_wh` from the generator for some seconds; the batteries take or give the rest.

    >>> settled = settle(100.0, 200.0, 10.0, 29.7, 3600.0)
    >>> round(settled.charge_wh, 6), round(settled.out_wh, 6), round(settled.lost_wh, 6)
    (80.0, 30.0, 0.3)
    >>> round(settle(195.0, 200.0, 10.0, 2.0, 3600.0).shunted_wh, 3), settle(5.0, 200.0, 10.0, 30.0, 3600.0).charge_wh
    (2.872, 0.0)
    """
    surplus_wh = in_wh - wanted_wh
    if surplus_wh >= 0.0:
        return _charged(charge_wh, capacity_wh, in_wh, wanted_wh, min(surplus_wh, wh_over(MOST_CHARGE_W, seconds)))
    lacking_wh = min(-surplus_wh, wh_over(MOST_DISCHARGE_W, seconds))
    taken_wh = min(charge_wh, lacking_wh / DISCHARGE_EFFICIENCY_FRAC)
    lost_wh = taken_wh * (1.0 - DISCHARGE_EFFICIENCY_FRAC)
    return Settled(charge_wh - taken_wh, in_wh, in_wh + taken_wh, 0.0, lost_wh)


def _charged(charge_wh: float, capacity_wh: float, in_wh: float, wanted_wh: float, surplus_wh: float) -> Settled:
    """A surplus goes into the batteries as far as they have room; what does not fit is shunted before it is lost."""
    room_wh = capacity_wh - charge_wh
    put_wh = min(room_wh, surplus_wh * CHARGE_EFFICIENCY_FRAC)
    used_wh = put_wh / CHARGE_EFFICIENCY_FRAC
    lost_wh = used_wh - put_wh
    after_wh = capacity_wh if put_wh == room_wh else charge_wh + put_wh
    return Settled(after_wh, in_wh, wanted_wh + lost_wh, max(0.0, in_wh - wanted_wh - used_wh), lost_wh)


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
