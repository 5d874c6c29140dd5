"""The arm: abrade, core, seal, and the tubes.

The chain is the real one: reach -> image -> abrade -> analyse -> core -> seal -> store. Each step asks for the one
before.
"""

from game.content.catalog import Rock
from game.core.rng import rng_for
from game.sim import events as e
from game.sim.commands import Abrade, Core, DropTube, SealTube, SealWitness
from game.sim.physics import coring
from game.sim.reach import out_of_reach, target_index
from game.sim.reasons import Reason, reason
from game.sim.state.rover import Task, TaskKind
from game.sim.state.samples import Tube, TubeStatus
from game.sim.state.survey import TargetState
from game.sim.system import Emit, System
from game.sim.tasks import finished, refuse_heavy, refuse_if_busy, start_task, wake_for
from game.sim.world import Site, World

KINDS = (TaskKind.ABRADE, TaskKind.CORE, TaskKind.SEAL, TaskKind.WITNESS, TaskKind.DROP)
WITNESS_MIN = 20.0
"""Starting value, from memory."""
DROP_MIN = 10.0
"""One tube lowered and let go from 0.89 m (Three Forks depot, LPI 2023); the time is a starting value, from memory."""


def initial_tubes(site: Site) -> list[Tube]:
    """All tubes empty: sample tubes first, then witness tubes, numbered from 1."""
    rover = site.level.rover
    samples = rover.sample_tubes
    return [Tube(number=n + 1, witness=n >= samples) for n in range(samples + rover.witness_tubes)]


# --- what is asked before ---------------------------------------------------------------------------------------------


def refuse_target(world: World, target: str) -> Reason | None:
    """Why the arm cannot work on this target: nothing of that name, not found, or out of reach."""
    index = target_index(world, target)
    if index < 0 or not world.targets[index].known:
        return reason("target.unknown", target=target)
    return out_of_reach(world, index)


def refuse_abrade(world: World, command: Abrade) -> Reason | None:
    """Abrading wants the arm's reach, a picture of the target, and energy."""
    refusal = refuse_target(world, command.target)
    if refusal is not None:
        return refusal
    state = world.targets[target_index(world, command.target)]
    if not state.imaged:
        return reason("target.not_imaged", target=_name(world, command.target))
    if state.abraded:
        return reason("target.already_abraded", target=_name(world, command.target))
    minutes = coring.abrade_minutes(rock_of(world, command.target).hardness_frac)
    return refuse_heavy(world, coring.energy_wh(minutes, coring.ABRADING_POWER_W))


def refuse_core(world: World, command: Core) -> Reason | None:
    """Coring wants an analysed patch, an empty tube, no unsealed core, and energy."""
    refusal = refuse_target(world, command.target)
    if refusal is not None:
        return refusal
    state = world.targets[target_index(world, command.target)]
    if not state.abraded:
        return reason("target.not_abraded", target=_name(world, command.target))
    if not _patch_studied(world, state):
        return reason("target.not_analysed", target=_name(world, command.target))
    filled = tube_with(world, TubeStatus.FILLED)
    if filled is not None:
        return reason("tube.unsealed", tube=filled.number)
    if empty_tube(world, witness=False) is None:
        return reason("tube.none_left", tubes=world.level.rover.sample_tubes)
    minutes = coring.core_minutes(rock_of(world, command.target).hardness_frac)
    return refuse_heavy(world, coring.energy_wh(minutes, coring.CORING_POWER_W))


def refuse_seal_tube(world: World, _command: SealTube) -> Reason | None:
    """Sealing wants a filled tube."""
    if tube_with(world, TubeStatus.FILLED) is None:
        return reason("tube.nothing_to_seal")
    return refuse_heavy(world, coring.energy_wh(coring.SEAL_MIN, coring.SEAL_POWER_W))


def refuse_seal_witness(world: World, _command: SealWitness) -> Reason | None:
    """A witness tube must be left."""
    if empty_tube(world, witness=True) is None:
        return reason("tube.no_witness_left", tubes=world.level.rover.witness_tubes)
    return refuse_heavy(world, coring.energy_wh(WITNESS_MIN, coring.SEAL_POWER_W))


def refuse_drop_tube(world: World, command: DropTube) -> Reason | None:
    """Only stored tubes can be laid down."""
    stored = [tube for tube in world.tubes if tube.status is TubeStatus.STORED]
    if not any(tube.number == command.number for tube in stored):
        return reason("tube.not_stored", tube=command.number)
    return refuse_if_busy(world)


# --- starting ---------------------------------------------------------------------------------------------------------


def abrade(world: World, command: Abrade, emit: Emit) -> None:
    """Start grinding."""
    _start(
        world,
        TaskKind.ABRADE,
        command.target,
        coring.abrade_minutes(rock_of(world, command.target).hardness_frac),
        emit,
    )


def core(world: World, command: Core, emit: Emit) -> None:
    """Start drilling."""
    minutes = coring.core_minutes(rock_of(world, command.target).hardness_frac)
    _start(world, TaskKind.CORE, command.target, minutes, emit)


def seal_tube(world: World, _command: SealTube, emit: Emit) -> None:
    """Start sealing the filled tube."""
    tube = tube_with(world, TubeStatus.FILLED)
    assert tube is not None, "refuse_seal_tube has asked for a filled tube"
    _start(world, TaskKind.SEAL, tube.target, coring.SEAL_MIN, emit, str(tube.number))


def seal_witness(world: World, _command: SealWitness, emit: Emit) -> None:
    """Start on the next witness tube."""
    _start(world, TaskKind.WITNESS, "", WITNESS_MIN, emit)


def drop_tube(world: World, command: DropTube, emit: Emit) -> None:
    """Start laying a tube down."""
    _start(world, TaskKind.DROP, "", DROP_MIN, emit, str(command.number))


def _start(world: World, kind: TaskKind, target: str, minutes: float, emit: Emit, detail: str = "") -> None:
    start_task(world, kind, emit, target=target, minutes=minutes, warm=True, detail=detail)
    emit(e.ArmStarted(world.tick, kind.value, target, minutes))


# --- finishing --------------------------------------------------------------------------------------------------------


def _finish(world: World, emit: Emit) -> None:
    task = finished(world, KINDS)
    if task is not None:
        _FINISH[task.kind](world, task, emit)


def _finish_abrade(world: World, task: Task, emit: Emit) -> None:
    world.targets[target_index(world, task.target)].abraded = True
    emit(e.TargetAbraded(world.tick, task.target))


def _finish_core(world: World, task: Task, emit: Emit) -> None:
    state = world.targets[target_index(world, task.target)]
    tube = empty_tube(world, witness=False)
    assert tube is not None, "refuse_core has asked for an empty tube"
    rock = rock_of(world, task.target)
    luck = rng_for(world.site.seed, "coring", task.target)
    attempt = len([tried for tried in world.tubes if tried.target == task.target])
    result = coring.core_result(rock.crumble_frac, rock.density_g_cm3, luck, attempt)
    tube.target, tube.rock, tube.family = task.target, rock.id, rock.family
    tube.length_cm, tube.mass_g = result.length_cm, result.mass_g
    if result.crumbled:
        tube.status = TubeStatus.WASTED
        cause = reason("core.crumbled", rock=rock.name, chance_pct=100.0 * rock.crumble_frac)
        emit(e.CoreLost(world.tick, task.target, tube.number, cause))
    else:
        tube.status = TubeStatus.FILLED
        state.cores += 1
        emit(e.CoreTaken(world.tick, task.target, tube.number, tube.length_cm, tube.mass_g))


def _finish_seal(world: World, task: Task, emit: Emit) -> None:
    tube = world.tubes[int(task.detail) - 1]
    tube.status = TubeStatus.STORED
    world.targets[target_index(world, tube.target)].sealed += 1
    emit(e.TubeSealed(world.tick, tube.number, tube.target))
    emit(e.TubeStored(world.tick, tube.number))


def _finish_witness(world: World, _task: Task, emit: Emit) -> None:
    tube = empty_tube(world, witness=True)
    assert tube is not None, "refuse_seal_witness has asked for one"
    tube.status = TubeStatus.STORED
    emit(e.WitnessSealed(world.tick, tube.number))


def _finish_drop(world: World, task: Task, emit: Emit) -> None:
    tube = world.tubes[int(task.detail) - 1]
    tube.status = TubeStatus.DEPOSITED
    tube.x_m, tube.y_m = world.rover.x_m, world.rover.y_m
    emit(e.TubeDropped(world.tick, tube.number))


_FINISH = {
    TaskKind.ABRADE: _finish_abrade,
    TaskKind.CORE: _finish_core,
    TaskKind.SEAL: _finish_seal,
    TaskKind.WITNESS: _finish_witness,
    TaskKind.DROP: _finish_drop,
}


# --- reading ----------------------------------------------------------------------------------------------------------


def empty_tube(world: World, *, witness: bool) -> Tube | None:
    """The next empty tube of its sort."""
    for tube in world.tubes:
        if tube.witness is witness and tube.status is TubeStatus.EMPTY:
            return tube
    return None


def tube_with(world: World, status: TubeStatus) -> Tube | None:
    """The first tube with this status."""
    for tube in world.tubes:
        if tube.status is status:
            return tube
    return None


def rock_of(world: World, target: str) -> Rock:
    """The catalogue's rock of a target."""
    return world.site.catalog.rocks[world.level.targets[target_index(world, target)].rock]


def _patch_studied(world: World, state: TargetState) -> bool:
    """Whether an instrument that looks at the abraded patch itself (PIXL, SHERLOC) has studied it."""
    instruments = world.site.catalog.instruments
    return any(instruments[name].needs_abraded for name in state.analysed)


def _name(world: World, target: str) -> str:
    return world.level.targets[target_index(world, target)].name


SYSTEM = System("arm", tick=_finish, wake_tick=lambda world: wake_for(world, KINDS))
