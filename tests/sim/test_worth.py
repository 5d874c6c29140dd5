"""The worth of a set of samples: diversity and documentation, not count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.strings import load_strings
from game.core import marstime
from game.sim import commands as c
from game.sim.narrate import reason_sentence
from game.sim.science import findings
from game.sim.science.worth import PARTS, Sample, cache_worth, sample_points
from game.sim.state.samples import TubeStatus
from game.sim.telemetry import read
from tests import small

ALL = ("watson", "supercam", "pixl", "sherloc")
GOOD = Sample(1, "igneous", 6.2, True, ALL, True, 0.1, 0.0)
BARE = Sample(1, "igneous", 6.2)
samples = st.lists(
    st.builds(
        Sample,
        tube=st.integers(1, 38),
        family=st.sampled_from(["igneous", "olivine", "carbonate", "sulfate"]),
        length_cm=st.floats(3.0, 7.4),
        pictured=st.booleans(),
        instruments=st.lists(st.sampled_from(ALL), unique=True).map(tuple),
        witnessed=st.booleans(),
        habitable_frac=st.floats(0.0, 1.0),
        biosignature_frac=st.floats(0.0, 0.9),
    ),
    max_size=12,
    unique_by=lambda sample: sample.tube,
)


@given(samples, st.randoms())
def test_order_does_not_matter_and_parts_add_up(found: list[Sample], shuffler) -> None:  # type: ignore[no-untyped-def]
    worth = cache_worth(found)
    mixed = list(found)
    shuffler.shuffle(mixed)
    assert cache_worth(mixed) == worth
    assert sum(points for _, points in worth.parts) == pytest.approx(worth.total)
    assert sum(one.points for one in worth.samples) == pytest.approx(worth.total)
    assert [name for name, _ in worth.parts] == list(PARTS)


@given(samples, st.integers(0, 11))
def test_knowing_more_of_a_sample_never_lowers_the_worth(found: list[Sample], which: int) -> None:
    if not found:
        return
    which %= len(found)
    better = replace(found[which], pictured=True, instruments=ALL, witnessed=True, length_cm=7.4)
    assert cache_worth([*found[:which], better, *found[which + 1 :]]).total >= cache_worth(found).total - 1e-9


def test_ten_of_a_kind_are_worth_less_than_two_kinds() -> None:
    ten = cache_worth([replace(GOOD, tube=n) for n in range(1, 11)]).total
    assert ten == pytest.approx(1.4 * cache_worth([GOOD]).total)
    assert cache_worth([GOOD, replace(GOOD, tube=2, family="olivine")]).total > 1.3 * ten


def test_documentation_is_worth_about_as_much_as_the_rock() -> None:
    assert 1.4 < sample_points(GOOD) / sample_points(BARE) < 2.0


def test_the_first_tube_of_air_counts_once() -> None:
    """Roubion's empty tube lies in the depot as the sample of the air."""
    assert cache_worth([], 1).total == cache_worth([], 5).total == 4.0


def test_advice_names_what_lacks_and_every_piece_has_words() -> None:
    worth = cache_worth([BARE])
    keys = [why.key for why in worth.advice]
    assert keys[0] == "worth.new_family"
    assert set(keys) == {f"worth.{what}" for what in ("new_family", "witness", "picture", "pixl", "sherloc", "watson")}
    strings = load_strings()
    assert not [why for why in worth.advice if "⟨" in reason_sentence(strings, why)]
    assert [why.key for why in cache_worth([GOOD]).advice] == ["worth.new_family"]


def test_what_is_kept_is_what_would_be_worked_out() -> None:
    world = small.world("quarry")
    assert read(world, "cache.worth") == 0.0
    tube = world.tubes[0]
    tube.status, tube.family, tube.target, tube.length_cm = TubeStatus.STORED, "igneous", "maaz", 6.0
    bare = read(world, "cache.worth")
    assert bare > 0.0
    world.targets[0].imaged = True
    pictured = read(world, "cache.worth")
    small.do(world, c.Analyse("maaz", "supercam"))
    looked = read(world, "cache.worth")
    assert 0.0 < bare < pictured < looked
    world.scratch.clear()
    assert read(world, "cache.worth") == looked


def test_a_witness_counts_for_what_was_sealed_near_in_time() -> None:
    world = small.world("quarry")
    for number, sol in ((0, 14), (1, 90), (2, 200)):
        tube = world.tubes[number]
        tube.status, tube.family, tube.target = TubeStatus.STORED, f"kind{number}", "maaz"
        tube.length_cm, tube.mass_g = 6.0, 12.0
        tube.sealed_tick = marstime.tick_at(sol, 40_000)
    witness = world.tubes[20]
    assert witness.witness
    witness.status, witness.sealed_tick = TubeStatus.STORED, marstime.tick_at(60, 40_000)
    seen = [findings.sample_of(world, tube).witnessed for tube in world.tubes[:3]]
    assert seen == [True, True, False]
    assert read(world, "cache.worth") == findings.worth(world).total > 60.0
