"""What the autopilot does with tubes: seal witnesses, lay tubes down, and keep one for each rock that it must bring."""

from collections.abc import Iterator

from game.content.conditions import AllOf, Compare, Condition
from game.sim import commands as c
from game.sim.reach import target_index
from game.sim.state.objectives import Status
from game.sim.state.samples import TubeStatus
from game.sim.world import World

DEPOT_STEP_M = 7.0
SPARE = 1
"""Empty tubes kept beside those for rocks that must come home: a core may crumble."""
CRUMBLED_OFTEN = 2
"""A rock that crumbled so often is left for another."""


def steps(world: World, names: list[str]) -> Iterator[c.Command]:
    """What the wanted figures of these names ask of the tubes on board."""
    if "cache.witness_sealed" in names:
        yield c.SealWitness()
    if "cache.deposited" in names:
        yield from (c.DropTube(tube.number) for tube in world.tubes if tube.status is TubeStatus.STORED)
        if any(tube.status is TubeStatus.STORED for tube in world.tubes):
            yield from _next_depot_place(world)


def _next_depot_place(world: World) -> Iterator[c.Command]:
    """On to where the next tube may lie: some metres further, whichever way is open."""
    rover = world.rover
    for east, south in ((1.0, 0.6), (1.0, -0.6), (-1.0, 0.6), (-1.0, -0.6)):
        yield c.DriveTo(rover.x_m + DEPOT_STEP_M * east, rover.y_m + DEPOT_STEP_M * south)


def one_is_free_for(world: World, target: str, *, optional: bool = True) -> bool:
    """Whether a tube may be spent on a target: rocks that must come home are not left without, nor without a spare.
    With `optional`, what optional objectives ask for by name goes before what they do not."""
    needed, empty = _named(world, primary=True), _empty(world)
    if target in needed:
        return empty > 0
    if _lost(world, target) >= CRUMBLED_OFTEN:
        return False
    kept = len(needed) + (SPARE if needed else 0)
    wished = [name for name in _named(world, primary=False) if name not in needed] if optional else []
    return empty > kept + (len(wished) if target not in wished else 0)


def _empty(world: World) -> int:
    return len([tube for tube in world.tubes if tube.status is TubeStatus.EMPTY and not tube.witness])


def _lost(world: World, target: str) -> int:
    return len([tube for tube in world.tubes if tube.status is TubeStatus.WASTED and tube.target == target])


def _named(world: World, *, primary: bool) -> list[str]:
    """Targets whose cores open objectives still ask for by name."""
    asked: dict[str, None] = {}
    for spec, item in zip(world.level.objectives, world.objectives.items, strict=True):
        if spec.primary is primary and item.status is Status.OPEN:
            asked |= dict.fromkeys(_sealed_in(spec.done_when))
    return [target for target in asked if not world.targets[target_index(world, target)].sealed]


def _sealed_in(condition: Condition) -> Iterator[str]:
    match condition:
        case Compare():
            area, *rest = condition.name.split(".")
            if area == "target" and rest[-1] in ("cored", "sealed"):
                yield rest[0]
        case AllOf():
            for part in condition.parts:
                yield from _sealed_in(part)
