"""Conditions judged over a world, and how far along they are."""

import pytest

from game.content.conditions import AllOf, AnyOf, Compare, Condition, Not
from game.sim.conditions import compare, holds, progress_frac
from game.sim.world import World
from tests import small

MET = Compare("rover.charge_frac", "at_least", 0.5)
UNMET = Compare("moxie.oxygen_g", "at_least", 5.0)
FLAG = Compare("target.near.known", "equals", True)


@pytest.fixture
def world() -> World:
    return small.world()


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (MET, True),
        (UNMET, False),
        (FLAG, True),
        (Compare("target.unseen.known", "equals", True), False),
        (Not(UNMET), True),
        (AllOf((MET, UNMET)), False),
        (AllOf((MET, FLAG)), True),
        (AnyOf((UNMET, FLAG)), True),
        (AnyOf((UNMET, Not(MET))), False),
        (Not(AllOf((MET, Not(AnyOf((UNMET, UNMET)))))), False),
    ],
)
def test_holds(world: World, condition: Condition, expected: bool) -> None:
    assert holds(world, condition) is expected


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        ("at_least", False, True, True),
        ("at_most", True, True, False),
        ("above", False, False, True),
        ("below", True, False, False),
        ("equals", False, True, False),
    ],
)
def test_operators(op: str, below: bool, equal: bool, above: bool) -> None:
    assert [compare(value, op, 5.0) for value in (4.9, 5.0, 5.1)] == [below, equal, above]


def test_progress_grows_to_one_exactly_when_it_holds(world: World) -> None:
    seen = []
    for grams in (0.0, 1.0, 2.5, 4.99, 5.0, 7.0):
        world.moxie.oxygen_g = grams
        seen.append(progress_frac(world, UNMET))
        assert (seen[-1] == 1.0) is holds(world, UNMET)
    assert seen == sorted(seen)
    assert seen[2] == 0.5


def test_progress_of_lists(world: World) -> None:
    world.moxie.oxygen_g = 2.5
    assert progress_frac(world, AllOf((UNMET, MET))) == 0.75
    assert progress_frac(world, AnyOf((UNMET, Compare("moxie.runs", "at_least", 3)))) == 0.5
    assert progress_frac(world, Not(MET)) == 0.0
