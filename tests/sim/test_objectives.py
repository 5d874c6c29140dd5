"""Objectives, deadlines, losing, the score and its stars."""

from typing import Any

import pytest

from game.content.level import Level
from game.sim import commands as c
from game.sim import events as e
from game.sim.setup import new_world
from game.sim.state.objectives import Outcome, Status
from game.sim.step import advance, apply, step
from game.sim.systems import objectives
from game.sim.world import Site, World
from tests import small


def world_with(**sections: Any) -> World:
    """The small site with other objectives or losing conditions."""
    site = small.site()
    level = Level.model_validate({**dict(site.level), **sections})
    return new_world(Site(level, site.seed, site.terrain, site.catalog))


def goal(name: str, done_when: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name.title(), "done_when": done_when, "points": 10, **more}


NEVER = {"sol": {"at_least": 900}}


def test_an_objective_is_settled_at_the_tick_it_is_met() -> None:
    world = world_with(objectives=(goal("look", {"survey.surveyed_frac": {"at_least": 0.2}}), goal("wait", NEVER)))
    small.give(world, c.TakePanorama())
    events = small.until_idle(world)
    (done,) = small.of_kind(events, e.ObjectiveCompleted)
    (taken,) = small.of_kind(events, e.PanoramaTaken)
    assert done.tick == taken.tick == world.objectives.items[0].tick
    assert world.objectives.items[0].status is Status.DONE
    assert world.objectives.score == 10


def test_the_mission_is_won_when_every_primary_objective_is_done() -> None:
    optional = goal("more", NEVER, primary=False)
    world = world_with(
        objectives=(goal("look", {"survey.surveyed_frac": {"at_least": 0.2}}), optional), score={"stars": (5, 10, 20)}
    )
    events = small.do(world, c.TakePanorama())
    (won,) = small.of_kind(events, e.MissionWon)
    assert isinstance(won, e.MissionWon)
    assert (won.score, won.stars) == (10, 2)
    assert world.objectives.outcome is Outcome.WON
    assert world.objectives.items[1].status is Status.OPEN


def test_a_missed_deadline_of_a_primary_objective_loses() -> None:
    world = world_with(objectives=(goal("late", NEVER, by_sol=14), goal("other", NEVER)))
    events = small.pass_hours(world, 16.0)
    (failed,), (lost,) = small.of_kind(events, e.ObjectiveFailed), small.of_kind(events, e.MissionLost)
    assert isinstance(lost, e.MissionLost)
    assert lost.cause == "late"
    assert failed.tick == lost.tick
    assert 0 <= lost.tick - 15 * 88775 < 60


def test_a_missed_optional_deadline_only_costs_the_points() -> None:
    world = world_with(objectives=(goal("main", NEVER), goal("late", NEVER, by_sol=14, primary=False)))
    small.pass_hours(world, 16.0)
    assert world.objectives.items[1].status is Status.FAILED
    assert world.objectives.outcome is Outcome.RUNNING


def test_a_losing_condition_ends_it() -> None:
    flat = {"id": "flat", "title": "Flat", "when": {"rover.charge_frac": {"at_most": 0.85}}}
    world = world_with(lose=(flat,))
    events = small.pass_hours(world, 10.0)
    (lost,) = small.of_kind(events, e.MissionLost)
    assert isinstance(lost, e.MissionLost)
    assert lost.cause == "flat"


def test_when_both_happen_at_once_it_is_lost() -> None:
    both = {"survey.surveyed_frac": {"at_least": 0.2}}
    world = world_with(objectives=(goal("look", both),), lose=({"id": "too_far", "title": "Too far", "when": both},))
    small.do(world, c.TakePanorama())
    assert (world.objectives.outcome, world.objectives.cause) == (Outcome.LOST, "too_far")


def test_after_the_end_nothing_moves() -> None:
    world = world_with(objectives=(goal("look", {"survey.surveyed_frac": {"at_least": 0.2}}),))
    small.do(world, c.TakePanorama())
    tick = world.tick
    assert advance(world, tick + 1000) == step(world, (c.TakePanorama(),)) == apply(world, (c.TakePanorama(),)) == []
    assert world.tick == tick


def test_nights_are_counted_at_six() -> None:
    world = small.world()
    small.to_lmst(world, "05:59")
    assert world.objectives.nights_survived == 0
    small.to_lmst(world, "06:02")
    assert world.objectives.nights_survived == 1
    small.pass_hours(world, 72.0)
    assert world.objectives.nights_survived == 3


@pytest.mark.parametrize(("score", "stars"), [(0, 0), (299, 0), (300, 1), (599, 2), (600, 3), (9999, 3)])
def test_stars(score: int, stars: int) -> None:
    assert objectives.stars_for(score, (300, 450, 600)) == stars


def test_a_won_mission_has_at_least_one_star() -> None:
    look = goal("look", {"survey.surveyed_frac": {"at_least": 0.2}})
    world = world_with(objectives=(look,), score={"stars": (500, 600, 700)})
    small.do(world, c.TakePanorama())
    assert world.objectives.stars == 1
