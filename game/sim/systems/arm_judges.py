"""What is asked before the arm moves. Each step of the chain asks for the one before:
reach -> image -> abrade -> analyse -> core -> seal -> store."""

from game.sim.commands import Abrade, ClearCarousel, Core, DropTube, SealTube, SealWitness
from game.sim.physics import coring
from game.sim.reach import out_of_reach, target_index
from game.sim.reasons import Reason, reason
from game.sim.sampling import (
    abrade_minutes,
    core_minutes,
    coring_bit,
    empty_tube,
    name_of,
    nearest_deposited,
    rock_of,
    sharpest_wear_frac,
    tube_with,
    unsealed_tube,
)
from game.sim.state.arm import BitKind
from game.sim.state.samples import TubeStatus
from game.sim.state.survey import TargetState
from game.sim.tasks import refuse_heavy, refuse_if_busy
from game.sim.world import World

WITNESS_MIN = 20.0
"""Starting value, from memory."""


def refuse_target(world: World, target: str) -> Reason | None:
    """Why the arm cannot work on this target: nothing of that name, not found, or out of reach."""
    index = target_index(world, target)
    if index < 0 or not world.targets[index].known:
        return reason("target.unknown", target=target)
    return out_of_reach(world, index)


def refuse_abrade(world: World, command: Abrade) -> Reason | None:
    """Abrading wants the arm's reach, a picture of the target, a bit, and energy."""
    refusal = refuse_target(world, command.target)
    if refusal is not None:
        return refusal
    state, name = world.targets[target_index(world, command.target)], name_of(world, command.target)
    if rock_of(world, command.target).loose:
        return reason("target.loose", target=name)
    if not state.imaged:
        return reason("target.not_imaged", target=name)
    if state.abraded:
        return reason("target.already_abraded", target=name)
    energy_wh = coring.energy_wh(abrade_minutes(world, command.target), coring.ABRADING_POWER_W)
    return _refuse_drill(world, BitKind.ABRADE) or refuse_heavy(world, energy_wh)


def refuse_core(world: World, command: Core) -> Reason | None:
    """Coring wants an analysed patch, an empty tube, no unsealed core, a bit, and energy."""
    refusal = refuse_target(world, command.target) or _refuse_unstudied(world, command.target)
    if refusal is not None:
        return refusal
    filled = tube_with(world, TubeStatus.FILLED)
    if filled is not None:
        return reason("tube.unsealed", tube=filled.number)
    if empty_tube(world, witness=False) is None:
        return reason("tube.none_left", tubes=world.level.rover.sample_tubes)
    energy_wh = coring.energy_wh(core_minutes(world, command.target), coring.CORING_POWER_W)
    return _refuse_drill(world, coring_bit(rock_of(world, command.target))) or refuse_heavy(world, energy_wh)


def refuse_seal_tube(world: World, _command: SealTube) -> Reason | None:
    """Sealing wants a filled tube, or one put aside, and a free carousel."""
    if unsealed_tube(world) is None:
        return reason("tube.nothing_to_seal")
    return _refuse_pebbles(world) or refuse_heavy(world, coring.energy_wh(coring.SEAL_MIN, coring.SEAL_POWER_W))


def refuse_seal_witness(world: World, _command: SealWitness) -> Reason | None:
    """A witness tube must be left, and the carousel free."""
    if empty_tube(world, witness=True) is None:
        return reason("tube.no_witness_left", tubes=world.level.rover.witness_tubes)
    return _refuse_pebbles(world) or refuse_heavy(world, coring.energy_wh(WITNESS_MIN, coring.SEAL_POWER_W))


def refuse_clear_carousel(world: World, _command: ClearCarousel) -> Reason | None:
    """There must be pebbles in it."""
    if not world.arm.blocked:
        return reason("carousel.free")
    return refuse_heavy(world, coring.energy_wh(coring.CLEAR_MIN, coring.SEAL_POWER_W))


def refuse_drop_tube(world: World, command: DropTube) -> Reason | None:
    """Only stored tubes can be laid down, and none close beside another."""
    stored = [tube for tube in world.tubes if tube.status is TubeStatus.STORED]
    if not any(tube.number == command.number for tube in stored):
        numbers = ", ".join(str(tube.number) for tube in stored) or "none"
        return reason("tube.not_stored", tube=command.number, stored=numbers)
    other, away_m = nearest_deposited(world)
    if other is not None and away_m < coring.DEPOT_APART_M:
        return reason("depot.too_close", tube=other.number, distance_m=away_m, apart_m=coring.DEPOT_APART_M)
    return refuse_if_busy(world)


def _refuse_unstudied(world: World, target: str) -> Reason | None:
    """A sample is worth its documentation: a picture, a clean face, and what an instrument saw in it."""
    state, name = world.targets[target_index(world, target)], name_of(world, target)
    if rock_of(world, target).loose:
        if not state.imaged:
            return reason("target.not_imaged", target=name)
        return None if state.analysed else reason("target.loose_not_analysed", target=name)
    if not state.abraded:
        return reason("target.not_abraded", target=name)
    return None if _patch_studied(world, state) else reason("target.not_analysed", target=name)


def _patch_studied(world: World, state: TargetState) -> bool:
    """Whether an instrument that looks at the abraded patch itself (PIXL, SHERLOC) has studied it."""
    instruments = world.site.catalog.instruments
    return any(instruments[name].needs_abraded for name in state.analysed)


def _refuse_drill(world: World, kind: BitKind) -> Reason | None:
    """Pebbles in the carousel, or no bit left."""
    if sharpest_wear_frac(world, kind) >= 1.0:
        return reason("bit.spent", bit=f"{kind.value}_bit", bits=len(world.arm.wear(kind)))
    return _refuse_pebbles(world)


def _refuse_pebbles(world: World) -> Reason | None:
    return reason("carousel.blocked", minutes=coring.CLEAR_MIN) if world.arm.blocked else None
