"""A sol's plan in hours: what it takes from the batteries, with sleep for the rest of the sol.

A plan is a row of activities, one after another from a time of day on: `drive` 1.5 h, `moxie` 1 h, `awake` 6 h. What an
activity needs beforehand (warm actuators, MOXIE's two hours of heating) is added to it, as the simulation does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.content.catalog import Catalog
from game.content.sections import Relay, Weather
from game.core import marstime
from game.sim.estimates.power import Forecast, Use, forecast_charge
from game.sim.estimates.quick_drive import Ground, think_s_per_m
from game.sim.estimates.relay import passes_of_sol
from game.sim.estimates.sky import resting_actuators_c, weather_at
from game.sim.physics import battery, coring, soxe
from game.sim.physics import drive as d
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.heat import ACTUATOR_HEATERS_W, warm_up_minutes
from game.sim.reasons import Reason, reason
from game.sim.tasks import RESERVE_FRAC


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do for some hours: its power beyond the awake load, and what it waits for."""

    name: str
    watts: float = 0.0
    warm: bool = False
    """Actuators must be warm first."""
    hot: bool = False
    """MOXIE's stack must be heated first, at full power, before its hours begin to count."""
    asleep: bool = False
    needs_light: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSol:
    """How the sol goes: wake-up to wake-up."""

    wh_in: float
    wh_out: float
    shunted_wh: float
    soc_start: float
    soc_min: float
    soc_min_tick: int
    soc_end: float
    busy_s: int
    uses: tuple[Use, ...]
    reasons: tuple[Reason, ...]


def mean_drive_w() -> float:
    """Mean power of an autonomous drive over usual ground beyond the awake load: motors only while it rolls.

    >>> 100.0 < mean_drive_w() < 300.0
    True
    """
    ground = Ground()
    roll_s = 1.0 / d.TOP_SPEED_M_S
    motors_w = d.motors_w(0.0, d.TOP_SPEED_M_S, ground.material)
    return d.DRIVE_AVIONICS_W + motors_w * roll_s / (roll_s + think_s_per_m(ground, DriveMode.AUTONAV))


def activities(catalog: Catalog) -> Mapping[str, Activity]:
    """All that a plan may name: the rover's work, and every instrument and camera of the catalogue."""
    known = [
        Activity("awake"),
        Activity("sleep", asleep=True),
        Activity("drive", mean_drive_w(), warm=True, needs_light=True),
        Activity("moxie", soxe.RUN_POWER_W, hot=True),
        Activity("abrade", coring.ABRADING_POWER_W, warm=True),
        Activity("core", coring.CORING_POWER_W, warm=True),
        Activity("seal", coring.SEAL_POWER_W, warm=True),
    ]
    known += [Activity(camera.id, camera.watts) for camera in catalog.cameras.values() if camera.carrier == "rover"]
    known += [Activity(tool.id, tool.watts, warm=tool.contact) for tool in catalog.instruments.values()]
    return {activity.name: activity for activity in known}


def plan_sol(
    weather: Weather,
    seed: int,
    relay: Relay,
    start_tick: int,
    charge_frac: float,
    plan: Sequence[tuple[Activity, int]],
) -> PlannedSol:
    """Carry a plan of (activity, seconds) out from `start_tick`, sleep afterwards, and look a sol ahead."""
    uses, done_tick = _laid_out(weather, seed, start_tick, plan)
    until = start_tick + marstime.SOL_S
    everything = [*uses, *relay_uses(relay, seed, start_tick, until)]
    if done_tick < until:
        everything.append(Use("sleep", done_tick, until, asleep=True))
    capacity_wh = battery.CAPACITY_WH
    ahead = forecast_charge(weather, start_tick, until, charge_frac * capacity_wh, capacity_wh, everything)
    refusals = (
        _refuse_length(done_tick - start_tick),
        _refuse_night(plan, uses),
        _refuse_low(ahead),
    )
    return PlannedSol(
        wh_in=ahead.in_wh,
        wh_out=ahead.out_wh,
        shunted_wh=ahead.shunted_wh,
        soc_start=charge_frac,
        soc_min=ahead.lowest_frac,
        soc_min_tick=ahead.lowest_tick,
        soc_end=ahead.end_frac,
        busy_s=done_tick - start_tick,
        uses=tuple(uses),
        reasons=tuple(why for why in refusals if why is not None),
    )


def _laid_out(
    weather: Weather, seed: int, start_tick: int, plan: Sequence[tuple[Activity, int]]
) -> tuple[list[Use], int]:
    """The plan on the clock, and when it is done. Actuators stay warm once they have been warmed."""
    uses: list[Use] = []
    at, warm = start_tick, False
    for activity, seconds in plan:
        if activity.warm and not warm:
            heating_s = int(warm_up_minutes(resting_actuators_c(weather, seed, at)) * 60.0)
            if heating_s > 0:
                uses.append(Use("warm_up", at, at + heating_s, ACTUATOR_HEATERS_W))
            at += heating_s
            warm = True
        lead_s = int(soxe.warm_up_min(weather_at(weather, seed, at).air_c) * 60.0) if activity.hot else 0
        until = at + lead_s + seconds
        uses.append(Use(activity.name, at, until, activity.watts, activity.asleep))
        at, warm = until, warm and not activity.asleep
    return uses, at


def relay_uses(relay: Relay, seed: int, start_tick: int, until: int) -> list[Use]:
    """The radio's hours between two ticks."""
    sols = range(marstime.sol(start_tick), marstime.sol(until) + 1)
    ahead = [found for sol in sols for found in passes_of_sol(relay, seed, sol) if not found.missed]
    return [
        Use("relay", max(start_tick, one.start_tick), min(until, one.start_tick + one.duration_s), battery.RELAY_W)
        for one in ahead
        if start_tick < one.start_tick + one.duration_s and one.start_tick < until
    ]


def _refuse_length(busy_s: int) -> Reason | None:
    if busy_s <= marstime.SOL_S:
        return None
    return reason("power.plan_too_long", plan_h=busy_s / 3600.0, sol_h=marstime.SOL_S / 3600.0)


def _refuse_night(plan: Sequence[tuple[Activity, int]], uses: Sequence[Use]) -> Reason | None:
    """AutoNav drives by daylight."""
    names = {activity.name for activity, _seconds in plan if activity.needs_light}
    for use in uses:
        if use.name not in names:
            continue
        rise, sunset = marstime.sunrise_sunset(marstime.sol(use.from_tick))
        if use.from_tick < rise or use.from_tick >= sunset:
            return reason("power.plan_dark", start=marstime.lmst_text(use.from_tick))
        if use.until_tick > sunset:
            drive_min = (use.until_tick - use.from_tick) / 60.0
            return reason("drive.until_sunset", sunset=marstime.lmst_text(sunset), drive_min=drive_min)
    return None


def _refuse_low(ahead: Forecast) -> Reason | None:
    """The same reserve below which the simulation takes on no work."""
    if ahead.lowest_frac >= RESERVE_FRAC:
        return None
    return reason(
        "power.plan_low",
        lowest_pct=100.0 * ahead.lowest_frac,
        when=marstime.lmst_text(ahead.lowest_tick),
        reserve_pct=100.0 * RESERVE_FRAC,
    )
