"""What a MOXIE run would bring: minute by minute, with the functions that the run itself obeys."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from game.content.sections import Weather
from game.core import marstime
from game.sim.estimates.sky import density_change_per_h, foreseen_at, usual_at
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
"""Oxygen that a rocket needs to bring a crew up from Mars: 25 to 30 t (Hoffman 2022, who names 31 t with all that a
mission of six wants; NASA says 25 t for four). The smaller figure flatters MOXIE."""
LOOKED_AT_EVERY_MIN = 5


@dataclass(frozen=True, slots=True)
class MoxieRun:
    """A run as it is expected to go. energy_wh is the run's own; the awake load comes on top."""

    grams: float
    peak_g_h: float
    mean_g_h: float
    purity_frac: float
    energy_wh: float
    net_wh: float
    warm_up_s: int
    duration_s: int
    cycles_after: float
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]

    @property
    def breathing_min(self) -> float:
        return breathing_min(self.grams)

    @property
    def ascent_frac(self) -> float:
        return self.grams / ASCENT_VEHICLE_G


def breathing_min(grams: float) -> float:
    """Minutes for which this much oxygen lets one person breathe.

    >>> round(breathing_min(5.4), 1), round(breathing_min(122.0) / 60.0, 1)
    (9.3, 3.5)
    """
    return grams / BREATHING_G_PER_DAY * 1440.0


def runs_for_ascent(grams: float) -> float:
    """Runs like one of this many grams until a rocket could leave; 0 when nothing is made.

    >>> round(runs_for_ascent(6.0) / 1e6, 1)
    4.2
    """
    return ASCENT_VEHICLE_G / grams if grams > 0.0 else 0.0


def refuse_settings(minutes: float, amps: float) -> Reason | None:
    """Why a run cannot be asked for like this."""
    if not MIN_MINUTES <= minutes <= MAX_MINUTES:
        return reason("moxie.minutes", minutes=minutes, low_min=MIN_MINUTES, high_min=MAX_MINUTES)
    if not MIN_AMPS <= amps <= soxe.MAX_AMPS:
        return reason("moxie.amps", amps=amps, low_amps=MIN_AMPS, high_amps=soxe.MAX_AMPS)
    return None


def net_run_wh(own_wh: float, minutes: float, load_w: float, source_w: float) -> float:
    """What a run takes from the batteries: its own energy and the other loads, less the generator's.

    >>> round(net_run_wh(900.0, 180.0, 150.0, 110.0))
    1020
    """
    return max(0.0, own_wh + (load_w - source_w) * minutes / 60.0)


# --- what spoils a run ------------------------------------------------------------------------------------------------
def run_warnings(
    weather: Weather, produce_from: int, minutes: float, amps: float, cycles: float = 0.0
) -> tuple[Reason, ...]:
    """What will go less well than it could in a run that makes oxygen from `produce_from` on, and what would help."""
    found = (_changing_air(weather, produce_from, minutes), *_too_much(weather, produce_from, minutes, amps, cycles))
    return tuple(why for why in found if why is not None)


def _looks(produce_from: int, minutes: float) -> Iterator[int]:
    return (produce_from + at * MINUTE_S for at in range(0, int(minutes) + 1, LOOKED_AT_EVERY_MIN))


def _changing_air(weather: Weather, produce_from: int, minutes: float) -> Reason | None:
    """Dawn and dusk: the density changes faster than the pressure control follows."""
    worst, worst_tick = 0.0, produce_from
    for tick in _looks(produce_from, minutes):
        change = abs(density_change_per_h(weather, tick))
        if change > worst:
            worst, worst_tick = change, tick
    if worst <= soxe.STEADY_CHANGE_PER_H:
        return None
    return reason(
        "moxie.changing_air",
        change_pct=100.0 * worst,
        limit_pct=100.0 * soxe.STEADY_CHANGE_PER_H,
        when=marstime.lmst_text(worst_tick),
    )


def _too_much(
    weather: Weather, produce_from: int, minutes: float, amps: float, cycles: float
) -> Iterator[Reason | None]:
    """More current than thin air feeds, or than aged cells stand."""
    most_amps = soxe.most_amps(cycles)
    if amps > most_amps:
        aged = cycles >= 1.0
        yield reason("moxie.aged" if aged else "moxie.cells", amps=amps, most_amps=most_amps, cycles=cycles)
    thinnest = min(usual_at(weather, tick).density_kg_m3 for tick in _looks(produce_from, minutes))
    feed_amps = soxe.feed_limit_g_h(thinnest) / soxe.faraday_g_h(1.0)
    if min(amps, most_amps) > feed_amps:
        yield reason("moxie.thin_air", amps=amps, feed_amps=feed_amps, density_g_m3=1000.0 * thinnest)


# --- the run ----------------------------------------------------------------------------------------------------------
def estimate_run(
    weather: Weather,
    seed: int | None,
    tick: int,
    minutes: float,
    amps: float,
    charge_frac: float = 1.0,
    cycles: float = 0.0,
) -> MoxieRun:
    """A run commanded at `tick`: warm-up, then oxygen each minute by the air of that minute (usual without a seed)."""
    now = foreseen_at(weather, seed, tick)
    warm_up_min = soxe.warm_up_min(now.air_c)
    produce_from = -(-(tick + int(warm_up_min * MINUTE_S)) // MINUTE_S) * MINUTE_S
    grams = peak = pure_g = 0.0
    age = cycles
    for at in range(1, math.ceil(minutes) + 1):
        rate_g_h, purity, ageing = minute_of_run(weather, seed, produce_from, at, amps, age)
        grams += rate_g_h / 60.0
        pure_g += purity * rate_g_h / 60.0
        peak = max(peak, rate_g_h)
        age += ageing
    own_wh = soxe.run_energy_wh(warm_up_min, minutes, amps, cycles)
    load_w = battery.AWAKE_W + survival_heaters_w(now.air_c, battery.AWAKE_W)
    net_wh = net_run_wh(own_wh, warm_up_min + minutes, load_w, battery.generator_w(marstime.sol(tick)))
    capacity_wh = battery.CAPACITY_WH
    refusal = refuse_settings(minutes, amps) or refuse_charge(net_wh, charge_frac * capacity_wh, capacity_wh)
    return MoxieRun(
        grams=grams,
        peak_g_h=peak,
        mean_g_h=grams * 60.0 / minutes if minutes > 0.0 else 0.0,
        purity_frac=pure_g / grams if grams > 0.0 else 0.0,
        energy_wh=own_wh,
        net_wh=net_wh,
        warm_up_s=int(warm_up_min * MINUTE_S),
        duration_s=int((warm_up_min + minutes) * MINUTE_S),
        cycles_after=age + 1.0,
        reasons=() if refusal is None else (refusal,),
        warnings=run_warnings(weather, produce_from, minutes, amps, cycles),
    )


def minute_of_run(
    weather: Weather, seed: int | None, produce_from: int, minute: int, amps: float, cycles: float = 0.0
) -> tuple[float, float, float]:
    """(rate in g/h, purity, ageing) in one minute of a run that began to produce at `produce_from`."""
    tick = produce_from + minute * MINUTE_S
    density = foreseen_at(weather, seed, tick).density_kg_m3
    amps = min(amps, soxe.most_amps(cycles))
    purity = soxe.purity_frac(amps, density, density_change_per_h(weather, tick))
    return soxe.rate_g_h(amps, density, float(minute), cycles), purity, soxe.ageing_cycles(amps, density, 1.0)
