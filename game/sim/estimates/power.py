"""Where a sol ends: charge ahead of now, from the same figures as the power system, in quarter-hour steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.content.sections import Weather
from game.core import marstime
from game.core.units import wh_over
from game.sim.estimates.sky import usual_air_c
from game.sim.estimates.storms import weather_of
from game.sim.loads import moxie_w, task_w
from game.sim.physics import battery, heat, soxe
from game.sim.state.moxie import MoxiePhase
from game.sim.world import World

STEP_S = 900


@dataclass(frozen=True, slots=True)
class Use:
    """Something that draws `watts` from one tick to another; `asleep`: the rover sleeps meanwhile."""

    name: str
    from_tick: int
    until_tick: int
    watts: float = 0.0
    asleep: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """Charge at the end and at its lowest, and what it took; `safe_mode_tick` is -1 when charge stays above it."""

    until_tick: int
    end_frac: float
    lowest_frac: float
    lowest_tick: int
    safe_mode_tick: int
    in_wh: float
    out_wh: float
    shunted_wh: float


def forecast(world: World, extra: Sequence[Use] = (), until_tick: int | None = None) -> Forecast:
    """How the present activities, and `extra` ones, leave the batteries at the end of this sol or at `until_tick`."""
    end = (marstime.sol(world.tick) + 1) * marstime.SOL_S if until_tick is None else until_tick
    power = world.power
    uses = (*present_uses(world), *extra)
    return forecast_charge(weather_of(world), world.tick, end, power.charge_wh, power.capacity_wh, uses)


def present_uses(world: World) -> tuple[Use, ...]:
    """What is going on now, until it is due to end."""
    uses = []
    if world.asleep:
        uses.append(Use("sleep", world.tick, world.power.asleep_until_tick, asleep=True))
    task = world.rover.task
    if task is not None and task.ready_tick > world.tick:
        uses.append(Use("warm_up", world.tick, task.ready_tick, heat.ACTUATOR_HEATERS_W))
    if task is not None and task.ends_tick > world.tick:
        uses.append(Use(task.kind.value, max(world.tick, task.ready_tick), task.ends_tick, task_w(world, task)))
    if world.moxie.phase is not MoxiePhase.OFF:
        uses += _moxie_uses(world)
    return tuple(uses)


def _moxie_uses(world: World) -> list[Use]:
    """The rest of the run: heating, then oxygen."""
    moxie, turns_tick = world.moxie, world.moxie.phase_ends_tick
    uses = [Use("moxie", world.tick, turns_tick, moxie_w(world))]
    if moxie.phase is MoxiePhase.WARMING:
        making_w = soxe.run_power_w(moxie.amps, moxie.cycles)
        uses.append(Use("moxie", turns_tick, turns_tick + int(moxie.minutes * 60.0), making_w))
    return uses


def forecast_charge(
    weather: Weather, tick: int, until_tick: int, charge_wh: float, capacity_wh: float, uses: Sequence[Use]
) -> Forecast:
    """Step the batteries from `tick` to `until_tick` under these uses."""
    start, lowest_wh, lowest_tick, safe_tick = tick, charge_wh, tick, -1
    in_wh = out_wh = shunted_wh = 0.0
    while tick < until_tick:
        after = min(tick + STEP_S, until_tick)
        load_wh = _load_wh(weather, tick, after, uses)
        generated_wh = wh_over(battery.generator_w(marstime.sol(tick)), after - tick)
        settled = battery.settle(charge_wh, capacity_wh, generated_wh, load_wh, after - tick)
        charge_wh, tick = settled.charge_wh, after
        in_wh, out_wh = in_wh + settled.in_wh, out_wh + settled.out_wh
        shunted_wh += settled.shunted_wh
        if charge_wh < lowest_wh:
            lowest_wh, lowest_tick = charge_wh, tick
        if safe_tick < 0 and charge_wh < battery.SAFE_MODE_FRAC * capacity_wh:
            safe_tick = tick
    return Forecast(
        until_tick=max(start, until_tick),
        end_frac=charge_wh / capacity_wh,
        lowest_frac=lowest_wh / capacity_wh,
        lowest_tick=lowest_tick,
        safe_mode_tick=safe_tick,
        in_wh=in_wh,
        out_wh=out_wh,
        shunted_wh=shunted_wh,
    )


def _load_wh(weather: Weather, tick: int, after: int, uses: Sequence[Use]) -> float:
    """Energy drawn in one step: sleep or awake load, survival heating, and the uses that overlap it."""
    asleep_s, used_wh = 0, 0.0
    for use in uses:
        seconds = min(after, use.until_tick) - max(tick, use.from_tick)
        if seconds > 0:
            used_wh += wh_over(use.watts, seconds)
            asleep_s += seconds if use.asleep else 0
    awake_s = max(0, after - tick - asleep_s)
    base_wh = wh_over(battery.SLEEP_W, after - tick - awake_s) + wh_over(battery.AWAKE_W, awake_s)
    air_c = usual_air_c(weather, (tick + after) // 2)
    asleep_heat_w = heat.survival_heaters_w(air_c, battery.SLEEP_W)
    awake_heat_w = heat.survival_heaters_w(air_c, battery.AWAKE_W)
    heat_wh = wh_over(asleep_heat_w, after - tick - awake_s) + wh_over(awake_heat_w, awake_s)
    return base_wh + heat_wh + used_wh
