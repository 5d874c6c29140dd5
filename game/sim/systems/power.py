"""Power: the generator feeds two batteries, everything that is on draws from them. Sleep, waking and safe mode.

Charge is settled on minute boundaries; see `loads` for what is counted, `physics/battery` for the figures.
"""

from game.core import marstime
from game.core.rng import rng_for
from game.sim import events as e
from game.sim.commands import SleepUntil, Wake
from game.sim.loads import base_loads_w, task_minute_j
from game.sim.physics import battery
from game.sim.reasons import Reason, reason
from game.sim.state.environment import PowerState
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.system import MINUTE_S, NEVER, Emit, System
from game.sim.systems import mobility, moxie, radar
from game.sim.tasks import charge_frac, in_safe_mode
from game.sim.world import Site, World


def initial(site: Site, tick: int) -> PowerState:
    """Batteries as full as the level says."""
    return PowerState(
        charge_wh=battery.CAPACITY_WH * site.level.rover.charge_frac,
        capacity_wh=battery.CAPACITY_WH,
        source_w=battery.generator_w(marstime.sol(tick)),
        load_w=battery.AWAKE_W,
        loads_w=list(battery.AWAKE_PARTS_W),
    )


# --- each minute ------------------------------------------------------------------------------------------------------
def _minute(world: World, emit: Emit) -> None:
    _settle(world)
    power = world.power
    frac = power.charge_wh / power.capacity_wh
    if frac < battery.LOW_FRAC and not power.low_warned:
        power.low_warned = True
        emit(e.BatteryLow(world.tick, frac, *_greatest_load(power)))
    elif frac >= battery.LOW_CLEARED_FRAC:
        power.low_warned = False
    if power.safe_mode:
        _recover(world, frac, emit)
    elif frac < battery.SAFE_MODE_FRAC:
        _enter_safe_mode(world, frac, emit)


def _greatest_load(power: PowerState) -> tuple[str, float]:
    """What takes most, and how much."""
    return max(power.loads_w, key=lambda load: load[1])


def _settle(world: World) -> None:
    """Feed and draw the batteries for the minute that has passed."""
    power, task = world.power, world.rover.task
    loads = base_loads_w(world)
    if task is not None:
        task_j = task_minute_j(world, task, world.tick - MINUTE_S)
        if task_j > 0.0:
            loads.append((task.kind.value, task_j / MINUTE_S))
    if power.drawn_j > 0.0:
        loads.append(("motors", power.drawn_j / MINUTE_S))
    load_w = 0.0
    for _name, watts in loads:
        load_w += watts
    power.source_w = battery.generator_w(world.tick // marstime.SOL_S)
    settled = battery.settle(
        power.charge_wh, power.capacity_wh, battery.minute_wh(power.source_w), battery.minute_wh(load_w), MINUTE_S
    )
    lost_w = settled.lost_wh * 60.0
    if lost_w > 0.0:
        loads.append(("batteries", lost_w))
        load_w += lost_w
    power.charge_wh = settled.charge_wh
    power.wh_in += settled.in_wh
    power.wh_out += settled.out_wh
    power.shunted_wh += settled.shunted_wh
    power.loads_w, power.load_w, power.drawn_j = loads, load_w, 0.0


# --- safe mode --------------------------------------------------------------------------------------------------------
def _enter_safe_mode(world: World, frac: float, emit: Emit) -> None:
    power = world.power
    greatest, _watts = _greatest_load(power)
    power.safe_mode = True
    power.safe_modes += 1
    cause = reason("power.safe_mode", charge_pct=100.0 * frac, limit_pct=100.0 * battery.SAFE_MODE_FRAC)
    moxie.cut(world, cause, emit)
    radar.switch_off(world, emit)
    mobility.halt(world, cause, emit)
    if world.sequencer.steps:
        world.sequencer.held = cause
    power.all_clear_tick = all_clear_tick(world)
    power.asleep_until_tick = recovery_tick(world)
    emit(e.SafeModeEntered(world.tick, frac, greatest, power.asleep_until_tick))


def all_clear_tick(world: World) -> int:
    """When Earth, having understood what happened, will send the rover back to work: a morning, 1 to 3 sols on."""
    low, high = battery.RECOVERY_SOLS
    sols = rng_for(world.site.seed, "power", "safe_mode").integer(low, high + 1, world.power.safe_modes)
    return marstime.tick_at(marstime.sol(world.tick) + sols, marstime.parse_lmst(battery.RECOVERY_LMST))


def recovery_tick(world: World) -> int:
    """When safe mode should end: Earth has agreed, and generator less sleep has filled the batteries."""
    power = world.power
    net_w = power.source_w - battery.SLEEP_W - world.thermal.heater_w
    goal_wh = battery.SAFE_MODE_LEFT_FRAC * power.capacity_wh
    hours = battery.hours_to_reach(power.charge_wh, goal_wh, net_w)
    return max(power.all_clear_tick, world.tick + MINUTE_S + int(hours * 3600.0))


def _recover(world: World, frac: float, emit: Emit) -> None:
    power = world.power
    if frac < battery.SAFE_MODE_LEFT_FRAC or world.tick < power.all_clear_tick:
        power.asleep_until_tick = recovery_tick(world)
        return
    power.safe_mode = False
    power.asleep_until_tick, power.all_clear_tick = -1, -1
    emit(e.SafeModeLeft(world.tick, frac))


# --- sleep ------------------------------------------------------------------------------------------------------------
def refuse_sleep_until(world: World, command: SleepUntil) -> Reason | None:
    """Sleep wants a rover at rest and the helicopter on the ground: the rover is its base station."""
    if world.power.safe_mode:
        return in_safe_mode(world)
    if world.asleep:
        return reason("rover.asleep", until=marstime.lmst_text(world.power.asleep_until_tick))
    if world.rover.task is not None:
        return reason("power.sleep_busy", task=world.rover.task.kind.value)
    if world.moxie.phase is not MoxiePhase.OFF:
        return reason("power.sleep_moxie", left_min=_moxie_left_min(world))
    if world.helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST):
        return reason("power.sleep_flying")
    if not 0 <= command.lmst_s < marstime.SOL_S:
        return reason("power.sleep_time", seconds=command.lmst_s)
    return None


def _moxie_left_min(world: World) -> float:
    moxie = world.moxie
    rest_min = moxie.minutes if moxie.phase is MoxiePhase.WARMING else 0.0
    return (moxie.phase_ends_tick - world.tick) / MINUTE_S + rest_min


def refuse_wake(world: World, _command: Wake) -> Reason | None:
    """Only a sleeping rover can be woken, and not out of safe mode."""
    if world.power.safe_mode:
        return in_safe_mode(world)
    return None if world.asleep else reason("power.awake")


def sleep_until(world: World, command: SleepUntil, emit: Emit) -> None:
    """Fall asleep."""
    world.power.asleep_until_tick = marstime.next_lmst(world.tick, command.lmst_s)
    emit(e.FellAsleep(world.tick, world.power.asleep_until_tick))


def wake(world: World, _command: Wake, emit: Emit) -> None:
    """Wake up."""
    world.power.asleep_until_tick = -1
    emit(e.WokeUp(world.tick, charge_frac(world)))


def _tick(world: World, emit: Emit) -> None:
    if _wake_tick(world) <= world.tick:
        wake(world, Wake(), emit)


def _wake_tick(world: World) -> int:
    """The alarm clock; safe mode ends by charge instead, on a minute."""
    power = world.power
    return NEVER if power.asleep_until_tick < 0 or power.safe_mode else power.asleep_until_tick


SYSTEM = System("power", minute=_minute, tick=_tick, wake_tick=_wake_tick)
