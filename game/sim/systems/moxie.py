"""MOXIE: warm up, make oxygen while the current flows, cool down by itself. Lives on minutes."""

from game.sim import events as e
from game.sim.commands import RunMoxie, StopMoxie
from game.sim.estimates.moxie import net_run_wh, refuse_settings
from game.sim.physics import battery, soxe
from game.sim.reasons import Reason, reason
from game.sim.state.moxie import MoxiePhase, MoxieState
from game.sim.system import MINUTE_S, Emit, System
from game.sim.tasks import refuse_energy, refuse_if_busy
from game.sim.world import World


def initial() -> MoxieState:
    """Off and empty."""
    return MoxieState()


def refuse_run_moxie(world: World, command: RunMoxie) -> Reason | None:
    """A run wants MOXIE on board and off, sane settings, a rover at rest, and about a kilowatt-hour."""
    if not world.level.moxie.present:
        return reason("moxie.absent")
    if world.moxie.phase is not MoxiePhase.OFF:
        return reason("moxie.running")
    return (
        refuse_settings(command.minutes, command.amps)
        or refuse_if_busy(world)
        or refuse_energy(world, net_energy_wh(world, command.minutes))
    )


def net_energy_wh(world: World, minutes: float) -> float:
    """What a run would take from the batteries: beside its own, the load of a rover that is awake.

    Not `power.load_w`: that is the last minute's, and a rover just woken would be told the load of its sleep.
    """
    return net_run_wh(minutes, battery.AWAKE_W + world.thermal.heater_w, world.power.source_w)


def refuse_stop_moxie(world: World, _command: StopMoxie) -> Reason | None:
    """Only a running MOXIE can be stopped."""
    return reason("moxie.not_running") if world.moxie.phase is MoxiePhase.OFF else None


def run_moxie(world: World, command: RunMoxie, emit: Emit) -> None:
    """Start the warm-up."""
    moxie = world.moxie
    moxie.phase = MoxiePhase.WARMING
    moxie.phase_ends_tick = world.tick + int(soxe.WARM_UP_MIN * MINUTE_S)
    moxie.minutes, moxie.amps, moxie.run_g = command.minutes, command.amps, 0.0
    moxie.runs += 1
    emit(e.MoxieStarted(world.tick, soxe.WARM_UP_MIN))


def stop_moxie(world: World, _command: StopMoxie, emit: Emit) -> None:
    """End the run; what was made is kept."""
    _end(world, emit)


def cut(world: World, cause: Reason, emit: Emit) -> None:
    """End the run because of something else (safe mode). No-op when off."""
    if world.moxie.phase is not MoxiePhase.OFF:
        emit(e.MoxieCut(world.tick, cause))
        _end(world, emit)


def _minute(world: World, emit: Emit) -> None:
    moxie = world.moxie
    if moxie.phase is MoxiePhase.OFF:
        return
    if moxie.phase is MoxiePhase.PRODUCING:
        _produce(world)
    if world.tick < moxie.phase_ends_tick:
        return
    if moxie.phase is MoxiePhase.WARMING:
        moxie.phase = MoxiePhase.PRODUCING
        moxie.phase_ends_tick = world.tick + int(moxie.minutes * MINUTE_S)
        steady = soxe.rate_g_h(moxie.amps, world.weather.density_kg_m3, soxe.RAMP_MIN)
        emit(e.MoxieProducing(world.tick, steady))
    else:
        _end(world, emit)


def _produce(world: World) -> None:
    """One minute's oxygen."""
    moxie, density = world.moxie, world.weather.density_kg_m3
    left_min = (moxie.phase_ends_tick - world.tick) / MINUTE_S
    moxie.rate_g_h = soxe.rate_g_h(moxie.amps, density, moxie.minutes - left_min)
    moxie.purity_frac = soxe.purity_frac(moxie.amps, density)
    moxie.run_g += moxie.rate_g_h / 60.0
    moxie.oxygen_g += moxie.rate_g_h / 60.0


def _end(world: World, emit: Emit) -> None:
    moxie = world.moxie
    moxie.phase, moxie.phase_ends_tick, moxie.rate_g_h = MoxiePhase.OFF, -1, 0.0
    emit(e.MoxieEnded(world.tick, moxie.run_g, moxie.oxygen_g))


SYSTEM = System("moxie", minute=_minute)
