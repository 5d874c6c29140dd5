"""The arm at work: abrade, core, seal, and the tubes; what it asks before stands in `arm_judges`.

What can go wrong, and how it is put right: rock that crumbles (another try), a core that breaks off early, pebbles in
the carousel (clear them), a tube that will not seal (try again later), a bit that is spent (the next one takes over).
"""

from game.content.catalog import Rock
from game.core.rng import rng_for
from game.sim import events as e
from game.sim.commands import Abrade, ClearCarousel, Core, DropTube, SealTube, SealWitness
from game.sim.physics import coring
from game.sim.physics.coring import CoreResult
from game.sim.reach import target_index
from game.sim.reasons import reason
from game.sim.sampling import (
    abrade_minutes,
    core_minutes,
    coring_bit,
    empty_tube,
    nearest_deposited,
    rock_of,
    sharpest_wear_frac,
    unsealed_tube,
)
from game.sim.state.arm import BitKind
from game.sim.state.rover import Task, TaskKind
from game.sim.state.samples import Tube, TubeStatus
from game.sim.system import Emit, System
from game.sim.systems.arm_judges import WITNESS_MIN
from game.sim.tasks import finished, start_task, wake_for
from game.sim.world import Site, World

KINDS = (TaskKind.ABRADE, TaskKind.CORE, TaskKind.SEAL, TaskKind.WITNESS, TaskKind.DROP, TaskKind.CLEAR)
DROP_MIN = 10.0
"""One tube lowered and let go from 0.89 m (Three Forks depot, LPI 2023); the time is a starting value, from memory."""


def initial_tubes(site: Site) -> list[Tube]:
    """Sample tubes first, then witness tubes, numbered from 1; all empty but those that were stored before."""
    rover = site.level.rover
    samples = rover.sample_tubes
    tubes = [Tube(number=n + 1, witness=n >= samples) for n in range(samples + rover.witness_tubes)]
    for tube, name in zip(tubes, rover.stored, strict=False):
        _fill_before(site, tube, name)
    return tubes


def _fill_before(site: Site, tube: Tube, name: str) -> None:
    """A whole core of an earlier campaign, without its luck."""
    target = site.level.target(name)
    assert target is not None, "the level's references were checked"
    rock = site.catalog.rocks[target.rock]
    tube.status, tube.sealed_tick = TubeStatus.STORED, 0
    tube.target, tube.rock, tube.family = name, rock.id, rock.family
    tube.length_cm = coring.core_length_cm(rock.crumble_frac, 0.0)
    tube.mass_g = coring.core_mass_g(tube.length_cm, rock.density_g_cm3, coring.MIN_MASS_FRAC)


# --- starting ---------------------------------------------------------------------------------------------------------


def abrade(world: World, command: Abrade, emit: Emit) -> None:
    """Start grinding."""
    _start(world, TaskKind.ABRADE, command.target, abrade_minutes(world, command.target), emit)


def core(world: World, command: Core, emit: Emit) -> None:
    """Start drilling; five vibrations at the end settle the core."""
    minutes = core_minutes(world, command.target) + coring.INGEST_S / 60.0
    _start(world, TaskKind.CORE, command.target, minutes, emit)


def seal_tube(world: World, _command: SealTube, emit: Emit) -> None:
    """Start sealing the filled tube, or else the one put aside."""
    tube = unsealed_tube(world)
    assert tube is not None, "refuse_seal_tube has asked for an unsealed tube"
    _start(world, TaskKind.SEAL, tube.target, coring.SEAL_MIN, emit, str(tube.number))


def seal_witness(world: World, _command: SealWitness, emit: Emit) -> None:
    """Start on the next witness tube."""
    _start(world, TaskKind.WITNESS, "", WITNESS_MIN, emit)


def clear_carousel(world: World, _command: ClearCarousel, emit: Emit) -> None:
    """Start turning the pebbles out."""
    _start(world, TaskKind.CLEAR, "", coring.CLEAR_MIN, emit)


def drop_tube(world: World, command: DropTube, emit: Emit) -> None:
    """Start laying a tube down."""
    _start(world, TaskKind.DROP, "", DROP_MIN, emit, str(command.number))


def _start(world: World, kind: TaskKind, target: str, minutes: float, emit: Emit, detail: str = "") -> None:
    start_task(world, kind, emit, target=target, minutes=minutes, warm=True, detail=detail)
    emit(e.ArmStarted(world.tick, kind.value, target, minutes))


# --- finishing: rock --------------------------------------------------------------------------------------------------


def _finish(world: World, emit: Emit) -> None:
    task = finished(world, KINDS)
    if task is not None:
        _FINISH[task.kind](world, task, emit)


def _finish_abrade(world: World, task: Task, emit: Emit) -> None:
    world.targets[target_index(world, task.target)].abraded = True
    _wear(world, BitKind.ABRADE, coring.abrade_wear_frac(rock_of(world, task.target).hardness_frac), emit)
    emit(e.TargetAbraded(world.tick, task.target))


def _finish_core(world: World, task: Task, emit: Emit) -> None:
    rock = rock_of(world, task.target)
    result = _drilled(world, task.target)
    tube = empty_tube(world, witness=False)
    assert tube is not None, "refuse_core has asked for an empty tube"
    tube.target, tube.rock, tube.family = task.target, rock.id, rock.family
    tube.length_cm, tube.mass_g = result.length_cm, result.mass_g
    if result.crumbled:
        tube.status = TubeStatus.WASTED
        cause = reason("core.crumbled", rock=rock.name, chance_pct=100.0 * rock.crumble_frac)
        emit(e.CoreLost(world.tick, task.target, tube.number, cause))
    else:
        tube.status = TubeStatus.FILLED
        world.targets[target_index(world, task.target)].cores += 1
        emit(e.CoreTaken(world.tick, task.target, tube.number, tube.length_cm, tube.mass_g))
    _tell_trouble(world, tube, rock, result, emit)
    worn_frac = coring.REGOLITH_WEAR_FRAC if rock.loose else coring.core_wear_frac(rock.hardness_frac)
    _wear(world, coring_bit(rock), worn_frac, emit)


def _drilled(world: World, target: str) -> CoreResult:
    """Luck belongs to seed, target and attempt, not to the hour."""
    rock, own_frac = rock_of(world, target), world.level.targets[target_index(world, target)].crumble_frac
    luck = rng_for(world.site.seed, "coring", target)
    attempt = len([tried for tried in world.tubes if tried.target == target])
    if rock.loose:
        return coring.loose_result(rock.density_g_cm3, luck, attempt)
    wear_frac = sharpest_wear_frac(world, BitKind.CORE)
    figures = (rock.crumble_frac, rock.density_g_cm3)
    return coring.core_result(*figures, luck, attempt, wear_frac, rotten_frac=own_frac)


def _tell_trouble(world: World, tube: Tube, rock: Rock, result: CoreResult, emit: Emit) -> None:
    """A core that broke off early, and pebbles where they do not belong."""
    if result.short:
        chance_pct = 100.0 * coring.short_frac(rock.crumble_frac, sharpest_wear_frac(world, BitKind.CORE))
        why = reason("core.short", rock=rock.name, length_cm=tube.length_cm, chance_pct=chance_pct)
        emit(e.CoreShort(world.tick, tube.target, tube.number, why))
    if result.pebbles:
        world.arm.blocked = True
        cause = reason("carousel.pebbles", rock=rock.name, minutes=coring.CLEAR_MIN)
        emit(e.CarouselBlocked(world.tick, cause))


def _wear(world: World, kind: BitKind, worn_frac: float, emit: Emit) -> None:
    """The sharpest bit has done the work and is a little less sharp."""
    bits = world.arm.wear(kind)
    used = bits.index(min(bits))
    bits[used] = min(1.0, bits[used] + worn_frac)
    if bits[used] >= 1.0:
        left = len([wear for wear in bits if wear < 1.0])
        emit(e.BitSpent(world.tick, f"{kind.value}_bit", left))


# --- finishing: tubes -------------------------------------------------------------------------------------------------


def _finish_seal(world: World, task: Task, emit: Emit) -> None:
    tube = world.tubes[int(task.detail) - 1]
    fails_frac, attempt = coring.seal_fails_frac(tube.seal_tries), tube.seal_tries
    tube.seal_tries += 1
    if rng_for(world.site.seed, "seal", tube.number).chance(fails_frac, attempt):
        tube.status = TubeStatus.ASIDE
        cause = reason("seal.failed", tube=tube.number, chance_pct=100.0 * (1.0 - coring.RESEAL_FAILS_FRAC))
        emit(e.SealFailed(world.tick, tube.number, tube.target, cause))
        return
    tube.status, tube.sealed_tick = TubeStatus.STORED, world.tick
    world.targets[target_index(world, tube.target)].sealed += 1
    emit(e.TubeSealed(world.tick, tube.number, tube.target))
    emit(e.TubeStored(world.tick, tube.number))


def _finish_witness(world: World, _task: Task, emit: Emit) -> None:
    tube = empty_tube(world, witness=True)
    assert tube is not None, "refuse_seal_witness has asked for one"
    tube.status, tube.sealed_tick = TubeStatus.STORED, world.tick
    emit(e.WitnessSealed(world.tick, tube.number))


def _finish_clear(world: World, _task: Task, emit: Emit) -> None:
    cleared = rng_for(world.site.seed, "carousel").chance(coring.CLEARED_FRAC, world.arm.clearings)
    world.arm.clearings += 1
    if cleared:
        world.arm.blocked = False
        emit(e.CarouselCleared(world.tick))
    else:
        cause = reason("carousel.still_blocked", chance_pct=100.0 * coring.CLEARED_FRAC)
        emit(e.PebblesRemain(world.tick, cause))


def _finish_drop(world: World, task: Task, emit: Emit) -> None:
    tube = world.tubes[int(task.detail) - 1]
    _other, away_m = nearest_deposited(world)
    tube.x_m, tube.y_m = world.rover.x_m, world.rover.y_m
    tube.status = TubeStatus.DEPOSITED
    emit(e.TubeDropped(world.tick, tube.number, away_m))


_FINISH = {
    TaskKind.ABRADE: _finish_abrade,
    TaskKind.CORE: _finish_core,
    TaskKind.SEAL: _finish_seal,
    TaskKind.WITNESS: _finish_witness,
    TaskKind.DROP: _finish_drop,
    TaskKind.CLEAR: _finish_clear,
}


SYSTEM = System("arm", tick=_finish, wake_tick=lambda world: wake_for(world, KINDS))
