"""The rover's one activity at a time: is it free, and start a timed task."""

from game.core import marstime
from game.sim.events import ActuatorsWarming
from game.sim.loads import settle_ended
from game.sim.physics.battery import LOW_FRAC, SAFE_MODE_LEFT_FRAC
from game.sim.physics.heat import warm_up_minutes
from game.sim.reasons import Reason, reason
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import Task, TaskKind
from game.sim.system import MINUTE_S, NEVER, Emit
from game.sim.world import World

RESERVE_FRAC = 0.30
"""Work is refused that would end below this charge: game rule, a little above the safe-mode floor."""

DRIVE_FLOOR_FRAC = LOW_FRAC
"""A drive to a place ends at this charge, and one that would come to it is not begun: of the batteries 60 % are used,
and the longest drives of a sol (411.7 m) become just possible."""


def refuse_if_busy(world: World) -> Reason | None:
    """Why the rover cannot take on work at all: it sleeps, recovers, or does something else."""
    task = world.rover.task
    busy = reason("rover.busy", task=task.kind.value) if task is not None else None
    return refuse_asleep(world) or busy


def refuse_asleep(world: World) -> Reason | None:
    """Why the rover cannot do even what it does beside other work: it sleeps, or recovers."""
    if world.power.safe_mode:
        return in_safe_mode(world)
    if world.asleep:
        return reason("rover.asleep", until=marstime.lmst_text(world.power.asleep_until_tick))
    return None


def in_safe_mode(world: World) -> Reason:
    """How full the batteries are, how full they must be, and when Earth may have given the all clear."""
    until = world.power.asleep_until_tick
    return reason(
        "rover.safe_mode",
        charge_pct=100.0 * charge_frac(world),
        needed_pct=100.0 * SAFE_MODE_LEFT_FRAC,
        until=f"sol {marstime.sol(until)} {marstime.lmst_text(until)}",
    )


def refuse_heavy(world: World, energy_wh: float) -> Reason | None:
    """Why work that draws much power cannot start: busy, MOXIE is running, or too little charge for it."""
    refusal = refuse_if_busy(world)
    if refusal is not None:
        return refusal
    if world.moxie.phase is not MoxiePhase.OFF:
        return reason("power.moxie_running")
    return refuse_energy(world, energy_wh)


def refuse_energy(world: World, energy_wh: float) -> Reason | None:
    """Why `energy_wh` cannot be spent now: it would end below the reserve."""
    return refuse_charge(energy_wh, world.power.charge_wh, world.power.capacity_wh)


def refuse_charge(
    energy_wh: float, charge_wh: float, capacity_wh: float, reserve_frac: float = RESERVE_FRAC
) -> Reason | None:
    """The same for any batteries."""
    reserve_wh = reserve_frac * capacity_wh
    if charge_wh - energy_wh >= reserve_wh:
        return None
    return reason(
        "power.short",
        needed_wh=energy_wh,
        available_wh=max(0.0, charge_wh - reserve_wh),
        reserve_pct=100.0 * reserve_frac,
    )


def charge_frac(world: World) -> float:
    """State of charge, 0..1."""
    return world.power.charge_wh / world.power.capacity_wh if world.power.capacity_wh else 0.0


def start_task(
    world: World,
    kind: TaskKind,
    emit: Emit,
    *,
    target: str = "",
    minutes: float = -1.0,
    warm: bool,
    detail: str = "",
) -> Task:
    """Make `kind` the rover's activity. `warm`: actuators are heated first; `minutes` < 0: open-ended."""
    ready = world.tick
    if warm:
        heating_min = warm_up_minutes(world.thermal.actuators_c)
        ready += int(heating_min * MINUTE_S)
        if ready > world.tick:
            emit(ActuatorsWarming(world.tick, heating_min))
    ends = -1 if minutes < 0.0 else ready + max(1, int(minutes * MINUTE_S))
    task = Task(kind, target, world.tick, ready, ends, detail)
    world.rover.task = task
    return task


def wake_for(world: World, kinds: tuple[TaskKind, ...]) -> int:
    """The tick at which a timed task of these kinds is done, `NEVER` when none is in progress."""
    task = world.rover.task
    return task.ends_tick if task is not None and task.kind in kinds else NEVER


def finished(world: World, kinds: tuple[TaskKind, ...]) -> Task | None:
    """The task of these kinds that is done at this tick; the rover is then free."""
    task = world.rover.task
    if task is None or task.kind not in kinds or world.tick < task.ends_tick:
        return None
    settle_ended(world, task)
    world.rover.task = None
    return task
