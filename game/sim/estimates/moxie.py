"""What a MOXIE run would bring: minute by minute, with the functions that the run itself obeys."""

import math
from dataclasses import dataclass

from game.content.sections import Weather
from game.core import marstime
from game.sim.estimates.sky import weather_at
from game.sim.physics import battery, soxe
from game.sim.physics.heat import survival_heaters_w
from game.sim.reasons import Reason, reason
from game.sim.system import MINUTE_S
from game.sim.tasks import refuse_charge

MIN_MINUTES, MAX_MINUTES = 10.0, 180.0
"""Game rule: the longest real runs made oxygen for about three hours."""
MIN_AMPS = 0.5
BREATHING_G_PER_DAY = 840.0
"""Oxygen that one person breathes in a day (NASA life support baseline values)."""
ASCENT_VEHICLE_G = 25.0e6
"""Oxygen that a crewed ascent vehicle burns: 25 t (MIT/NASA on a full-size MOXIE, from memory)."""


@dataclass(frozen=True, slots=True)
class MoxieRun:
    """A run as it is expected to go. energy_wh is the run's own; the awake load comes on top."""

    grams: float
    peak_g_h: float
    mean_g_h: float
    purity_frac: float
    energy_wh: float
    warm_up_s: int
    duration_s: int
    breathing_min: float
    ascent_frac: float
    reasons: tuple[Reason, ...]


def refuse_settings(minutes: float, amps: float) -> Reason | None:
    """Why a run cannot be asked for like this."""
    if not MIN_MINUTES <= minutes <= MAX_MINUTES:
        return reason("moxie.minutes", minutes=minutes, low_min=MIN_MINUTES, high_min=MAX_MINUTES)
    if not MIN_AMPS <= amps <= soxe.MAX_AMPS:
        return reason("moxie.amps", amps=amps, low_amps=MIN_AMPS, high_amps=soxe.MAX_AMPS)
    return None


def net_run_wh(minutes: float, load_w: float, source_w: float) -> float:
    """What a run takes from the batteries: its own energy and the other loads, less the generator's.

    >>> round(net_run_wh(60.0, 150.0, 110.0))
    1020
    """
    hours = (soxe.WARM_UP_MIN + minutes) / 60.0
    return max(0.0, soxe.run_energy_wh(minutes) + (load_w - source_w) * hours)


def estimate_run(
    weather: Weather, seed: int, tick: int, minutes: float, amps: float, charge_frac: float = 1.0
) -> MoxieRun:
    """A run commanded at `tick`: warm-up, then oxygen each minute by the air of that minute."""
    produce_from = -(-(tick + int(soxe.WARM_UP_MIN * MINUTE_S)) // MINUTE_S) * MINUTE_S
    made = [minute_of_run(weather, seed, produce_from, at, amps) for at in range(1, math.ceil(minutes) + 1)]
    grams = peak = purity_g = 0.0
    for rate_g_h, purity in made:
        grams += rate_g_h / 60.0
        purity_g += purity * rate_g_h / 60.0
        peak = max(peak, rate_g_h)
    capacity_wh = battery.CAPACITY_WH
    load_w = battery.AWAKE_W + survival_heaters_w(weather_at(weather, seed, tick).air_c, battery.AWAKE_W)
    net_wh = net_run_wh(minutes, load_w, battery.generator_w(marstime.sol(tick)))
    refusal = refuse_settings(minutes, amps) or refuse_charge(net_wh, charge_frac * capacity_wh, capacity_wh)
    return MoxieRun(
        grams=grams,
        peak_g_h=peak,
        mean_g_h=grams * 60.0 / minutes if minutes > 0.0 else 0.0,
        purity_frac=purity_g / grams if grams > 0.0 else 0.0,
        energy_wh=soxe.run_energy_wh(minutes),
        warm_up_s=int(soxe.WARM_UP_MIN * MINUTE_S),
        duration_s=int((soxe.WARM_UP_MIN + minutes) * MINUTE_S),
        breathing_min=grams / BREATHING_G_PER_DAY * 1440.0,
        ascent_frac=grams / ASCENT_VEHICLE_G,
        reasons=() if refusal is None else (refusal,),
    )


def minute_of_run(weather: Weather, seed: int, produce_from: int, minute: int, amps: float) -> tuple[float, float]:
    """(rate in g/h, purity) in one minute of a run that began to produce at `produce_from`."""
    density = weather_at(weather, seed, produce_from + minute * MINUTE_S).density_kg_m3
    return soxe.rate_g_h(amps, density, float(minute)), soxe.purity_frac(amps, density)
