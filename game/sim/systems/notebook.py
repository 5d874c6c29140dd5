"""The notebook: an analysis that is done becomes readings, and readings become evidence."""

from game.sim import events as e
from game.sim.reach import distance_to_target_m, target_index
from game.sim.sampling import rock_of
from game.sim.science import evidence, findings
from game.sim.science.instruments import study_with
from game.sim.science.study import measure
from game.sim.state.notebook import Entry
from game.sim.system import Emit
from game.sim.world import World


def is_fresh(world: World, target: str) -> bool:
    """Whether instruments see into the rock: a ground patch, or loose soil that has no dusty face."""
    return world.targets[target_index(world, target)].abraded or rock_of(world, target).loose


def write(world: World, target: str, instrument: str, product: int, emit: Emit) -> None:
    """Write down what an instrument has measured, and say what it means."""
    study = study_with(instrument)
    if study is None:
        return
    index, fresh = target_index(world, target), is_fresh(world, target)
    before, was = findings.entries_of(world, target), findings.standing(world, target)
    distance_m = distance_to_target_m(world, index)
    readings = measure(study, rock_of(world, target), world.site.seed, target, fresh=fresh, distance_m=distance_m)
    entry = Entry(target, instrument, fresh, world.tick, product, readings)
    world.notebook.entries.append(entry)
    _tell(world, before, entry, emit)
    now = findings.standing(world, target)
    if now > was:
        emit(e.SignalNoted(world.tick, target, now.name.lower()))


def _tell(world: World, before: list[Entry], entry: Entry, emit: Emit) -> None:
    """The hypothesis that moved most."""
    moves = evidence.moves(before, entry)
    if moves:
        most = max(moves, key=lambda move: abs(move.log_odds))
        now = evidence.belief((*before, entry), most.hypothesis)
        emit(e.EvidenceWeighed(world.tick, entry.target, most.hypothesis.value, most.log_odds, now))
