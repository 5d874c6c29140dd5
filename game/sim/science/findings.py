"""The notebook and the cache as the mission has them now: asked by telemetry, desk and screens."""

from collections.abc import Callable
from typing import TypeVar

from game.core import marstime
from game.sim.reach import target_index
from game.sim.science import evidence
from game.sim.science.evidence import Standing
from game.sim.science.rules import Hypothesis
from game.sim.science.worth import WITNESS_SOLS, Sample, Worth, cache_worth
from game.sim.state.notebook import Entry
from game.sim.state.samples import SEALED, Tube, TubeStatus
from game.sim.world import World, is_delayed

T = TypeVar("T")


def known_entries(world: World) -> list[Entry]:
    """All looks that Earth can think about, in order: where operations are delayed, those whose data is down."""
    if not is_delayed(world):
        return world.notebook.entries
    return [entry for entry in world.notebook.entries if is_down(world, entry)]


def entries_of(world: World, target: str) -> list[Entry]:
    """Those at one target."""
    return [entry for entry in known_entries(world) if entry.target == target]


def is_down(world: World, entry: Entry) -> bool:
    """Whether the data of a look has reached Earth."""
    products = world.comms.products
    return 0 < entry.product <= len(products) and products[entry.product - 1].downlinked_tick >= 0


def looked_with(world: World, target: str, instrument: str, *, fresh: bool) -> bool:
    """Whether an instrument has seen this face of the target already. A fresh face is worth a second look."""
    looks = (entry for entry in world.notebook.entries if entry.target == target)
    return any(entry.instrument == instrument and entry.fresh is fresh for entry in looks)


def belief(world: World, target: str, hypothesis: Hypothesis) -> float:
    """How likely a hypothesis looks for a target, 0 to 1."""
    return evidence.belief(entries_of(world, target), hypothesis)


def standing(world: World, target: str) -> Standing:
    """How far the evidence at a target has come."""
    pictured = world.targets[target_index(world, target)].imaged
    return evidence.standing(entries_of(world, target), pictured=pictured)


def highest_standing(world: World) -> Standing:
    """The furthest of all targets."""

    def work_out() -> Standing:
        seen = dict.fromkeys(entry.target for entry in known_entries(world))
        return max((standing(world, target) for target in seen), default=Standing.NOTHING)

    return _kept(world, "standing", _looks_key(world), work_out)


def worth(world: World) -> Worth:
    """What the sealed tubes are worth together."""
    key = (_looks_key(world), tuple((tube.status, tube.sealed_tick) for tube in world.tubes))
    return _kept(world, "worth", key, lambda: _worth(world))


def _looks_key(world: World) -> tuple[object, ...]:
    """The notebook only grows: its length tells whether it has changed."""
    return (len(known_entries(world)), tuple(state.imaged for state in world.targets))


def _kept(world: World, name: str, key: tuple[object, ...], work_out: Callable[[], T]) -> T:
    """The same answer as long as its key is the same: levels ask each minute."""
    kept = world.scratch.get(name)
    if kept is None or kept[0] != key:
        kept = (key, work_out())
        world.scratch[name] = kept
    answer: T = kept[1]
    return answer


def _worth(world: World) -> Worth:
    air = [tube for tube in world.tubes if tube.status is TubeStatus.WASTED]
    return cache_worth([sample_of(world, tube) for tube in world.tubes if is_sample(tube)], len(air))


def is_sample(tube: Tube) -> bool:
    """A sealed tube with rock in it."""
    return tube.status in SEALED and not tube.witness and bool(tube.family)


def sample_of(world: World, tube: Tube) -> Sample:
    """What is known of one tube."""
    index = target_index(world, tube.target)
    looks = entries_of(world, tube.target)
    return Sample(
        tube=tube.number,
        family=tube.family,
        length_cm=tube.length_cm,
        pictured=index >= 0 and world.targets[index].imaged,
        instruments=tuple(dict.fromkeys(entry.instrument for entry in looks)),
        witnessed=any(_bears_witness(witness, tube) for witness in world.tubes),
        habitable_frac=evidence.belief(looks, Hypothesis.HABITABLE) if looks else 0.0,
        biosignature_frac=evidence.belief(looks, Hypothesis.BIOSIGNATURE) if looks else 0.0,
    )


def _bears_witness(witness: Tube, tube: Tube) -> bool:
    near = abs(witness.sealed_tick - tube.sealed_tick) <= WITNESS_SOLS * marstime.SOL_S
    return witness.witness and witness.status in SEALED and near
