"""MOXIE: warm up, make oxygen while the current flows, cool down by itself. Lives on minutes.

The rover stays awake for it: its computer runs MOXIE's steps and keeps the record, as on Mars, where it did little else
meanwhile. So a night run pays for its thick air with hours of the awake load; by day those are hours of work not done.
"""

from game.sim import events as e
from game.sim.commands import RunMoxie, StopMoxie
from game.sim.estimates.moxie import net_run_wh, refuse_settings, run_warnings
from game.sim.estimates.sky import density_change_per_h
from game.sim.estimates.storms import weather_of
from game.sim.physics import battery, soxe
from game.sim.reasons import Reason, reason
from game.sim.state.moxie import MoxiePhase, MoxieState
from game.sim.system import MINUTE_S, Emit, System
from game.sim.tasks import refuse_energy, refuse_if_busy
from game.sim.world import Site, World


def initial(site: Site) -> MoxieState:
    """Off and empty, its cells as old as the level says."""
    return MoxieState(cycles=float(site.level.moxie.runs_before))


def refuse_run_moxie(world: World, command: RunMoxie) -> Reason | None:
    """A run wants MOXIE on board and off, sane settings, a rover at rest, and about a kilowatt-hour."""
    if not world.level.moxie.present:
        return reason("moxie.absent")
    if world.moxie.phase is not MoxiePhase.OFF:
        return reason("moxie.running")
    return (
        refuse_settings(command.minutes, command.amps)
        or refuse_if_busy(world)
        or refuse_energy(world, net_energy_wh(world, command.minutes, command.amps))
    )


def net_energy_wh(world: World, minutes: float, amps: float = soxe.NOMINAL_AMPS) -> float:
    """What a run would take from the batteries: beside its own, the load of a rover that is awake.

    Not `power.load_w`: that is the last minute's, and a rover just woken would be told the load of its sleep.
    """
    warm_up_min = soxe.warm_up_min(world.weather.air_c)
    own_wh = soxe.run_energy_wh(warm_up_min, minutes, amps, world.moxie.cycles)
    return net_run_wh(own_wh, warm_up_min + minutes, battery.AWAKE_W + world.thermal.heater_w, world.power.source_w)


def refuse_stop_moxie(world: World, _command: StopMoxie) -> Reason | None:
    """Only a running MOXIE can be stopped."""
    return reason("moxie.not_running") if world.moxie.phase is MoxiePhase.OFF else None


def run_moxie(world: World, command: RunMoxie, emit: Emit) -> None:
    """Start the warm-up, and say beforehand what will spoil the run."""
    moxie = world.moxie
    warm_up_min = soxe.warm_up_min(world.weather.air_c)
    moxie.phase = MoxiePhase.WARMING
    moxie.phase_ends_tick = world.tick + int(warm_up_min * MINUTE_S)
    moxie.minutes, moxie.amps = command.minutes, command.amps
    moxie.run_g, moxie.run_pure_g, moxie.overdriven = 0.0, 0.0, False
    moxie.runs += 1
    emit(e.MoxieStarted(world.tick, warm_up_min))
    for warning in run_warnings(weather_of(world), moxie.phase_ends_tick, command.minutes, command.amps, moxie.cycles):
        emit(e.MoxieWarned(world.tick, warning))


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
        _produce(world, emit)
    if world.tick < moxie.phase_ends_tick:
        return
    if moxie.phase is MoxiePhase.WARMING:
        moxie.phase = MoxiePhase.PRODUCING
        moxie.phase_ends_tick = world.tick + int(moxie.minutes * MINUTE_S)
        steady = soxe.rate_g_h(moxie.amps, world.weather.density_kg_m3, soxe.RAMP_MIN, moxie.cycles)
        emit(e.MoxieProducing(world.tick, steady))
    else:
        _end(world, emit)


def _produce(world: World, emit: Emit) -> None:
    """One minute's oxygen, and what it does to the cells."""
    moxie, density = world.moxie, world.weather.density_kg_m3
    left_min = (moxie.phase_ends_tick - world.tick) / MINUTE_S
    change_per_h = density_change_per_h(weather_of(world), world.tick)
    amps = min(moxie.amps, soxe.most_amps(moxie.cycles))
    moxie.rate_g_h = soxe.rate_g_h(amps, density, moxie.minutes - left_min, moxie.cycles)
    moxie.purity_frac = soxe.purity_frac(amps, density, change_per_h)
    made_g = moxie.rate_g_h / 60.0
    moxie.run_g += made_g
    moxie.oxygen_g += made_g
    moxie.run_pure_g += made_g * moxie.purity_frac
    moxie.pure_g += made_g * moxie.purity_frac
    moxie.cycles += soxe.ageing_cycles(amps, density, 1.0)
    if soxe.overdrive_frac(amps, density) > 0.0 and not moxie.overdriven:
        moxie.overdriven = True
        most_amps = soxe.feed_limit_g_h(density) / soxe.faraday_g_h(1.0)
        emit(e.MoxieOverdriven(world.tick, amps, most_amps, moxie.purity_frac))


def _end(world: World, emit: Emit) -> None:
    """Cooling down is a cycle for the cells whether or not oxygen came."""
    moxie = world.moxie
    moxie.phase, moxie.phase_ends_tick, moxie.rate_g_h = MoxiePhase.OFF, -1, 0.0
    moxie.cycles += 1.0
    purity_frac = moxie.run_pure_g / moxie.run_g if moxie.run_g > 0.0 else 0.0
    emit(e.MoxieEnded(world.tick, moxie.run_g, moxie.oxygen_g, purity_frac))


SYSTEM = System("moxie", minute=_minute)
