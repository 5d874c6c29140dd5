"""The notebook: an analysis that is done becomes readings, and readings become evidence."""

from game.sim import events as e
from game.sim.reach import distance_to_target_m, target_index
from game.sim.sampling import rock_of, true_rock_of
from game.sim.science import evidence, findings
from game.sim.science.instruments import study_with
from game.sim.science.study import measure
from game.sim.state.notebook import Entry
from game.sim.system import Emit
from game.sim.world import World, is_delayed


def is_fresh(world: World, target: str) -> bool:
    """Whether instruments see into the rock: a ground patch, or loose soil that has no dusty face."""
    return world.targets[target_index(world, target)].abraded or rock_of(world, target).loose


def write(world: World, target: str, instrument: str, product: int, emit: Emit) -> None:
    """Write down what an instrument has measured, and say what it means."""
    study = study_with(instrument)
    if study is None:
        return
    index, fresh = target_index(world, target), is_fresh(world, target)
    distance_m = distance_to_target_m(world, index)
    readings = measure(study, true_rock_of(world, target), world.site.seed, target, fresh=fresh, distance_m=distance_m)
    entry = Entry(target, instrument, fresh, world.tick, product, readings)
    world.notebook.entries.append(entry)
    if not is_delayed(world):
        _weigh(world, entry, emit)


def arrived(world: World, product: int, emit: Emit) -> None:
    """Where operations are delayed a look is weighed when its data has come down."""
    if is_delayed(world):
        for entry in world.notebook.entries:
            if entry.product == product:
                _weigh(world, entry, emit)


def _weigh(world: World, entry: Entry, emit: Emit) -> None:
    """Say which hypothesis a look has moved most, and whether the find has come a step further."""
    target = entry.target
    before = [other for other in findings.entries_of(world, target) if other is not entry]
    moves = evidence.moves(before, entry)
    if moves:
        most = max(moves, key=lambda move: abs(move.log_odds))
        belief = evidence.belief((*before, entry), most.hypothesis)
        emit(e.EvidenceWeighed(world.tick, target, most.hypothesis.value, most.log_odds, belief))
    pictured = world.targets[target_index(world, target)].imaged
    now = findings.standing(world, target)
    if now > evidence.standing(before, pictured=pictured):
        emit(e.SignalNoted(world.tick, target, now.name.lower()))
