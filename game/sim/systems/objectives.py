"""Objectives, deadlines, losing conditions and the score."""

from game.core import marstime
from game.sim import events as e
from game.sim.conditions import level_judges
from game.sim.state.objectives import ObjectivesState, ObjectiveState, Outcome, Status
from game.sim.system import MINUTE_S, Emit, System
from game.sim.world import Site, World

SUNRISE_S = marstime.SOL_S // 4
"""A night counts as survived at 06:00 LMST; close to sunrise all year at 18 N."""


def initial(site: Site) -> ObjectivesState:
    """All open, but for those that the story will add."""
    items = [ObjectiveState(Status.LATER if spec.later else Status.OPEN) for spec in site.level.objectives]
    return ObjectivesState(items=items)


def judge(world: World, emit: Emit) -> None:
    """Settle what has come to pass: objectives done or too late, then the mission's end."""
    state, sol = world.objectives, marstime.sol(world.tick)
    judges = level_judges(world.site).objectives
    for index, (spec, item, is_done) in enumerate(zip(world.level.objectives, state.items, judges, strict=True)):
        if state.outcome is not Outcome.RUNNING:
            return
        if item.status is not Status.OPEN:
            continue
        if is_done(world):
            complete(world, index, emit)
        elif spec.by_sol is not None and sol > spec.by_sol:
            fail(world, index, emit)
    _judge_end(world, emit)


def complete(world: World, index: int, emit: Emit) -> None:
    """An objective is done; one that is settled already stays as it is."""
    spec, item = world.level.objectives[index], world.objectives.items[index]
    if item.status in (Status.OPEN, Status.LATER):
        item.status, item.tick = Status.DONE, world.tick
        world.objectives.score += spec.points
        emit(e.ObjectiveCompleted(world.tick, spec.id, spec.points))


def fail(world: World, index: int, emit: Emit) -> None:
    """An objective is missed; one that is settled already stays as it is."""
    spec, item = world.level.objectives[index], world.objectives.items[index]
    if item.status in (Status.OPEN, Status.LATER):
        item.status, item.tick = Status.FAILED, world.tick
        emit(e.ObjectiveFailed(world.tick, spec.id))


def stars_for(score: int, thresholds: tuple[int, ...]) -> int:
    """How many of the ascending thresholds the score reaches.

    >>> stars_for(460, (300, 450, 600))
    2
    """
    return len([threshold for threshold in thresholds if score >= threshold])


def win(world: World, emit: Emit) -> None:
    """The mission ends well."""
    state = world.objectives
    state.outcome = Outcome.WON
    state.stars = max(1, stars_for(state.score, world.level.score.stars))
    emit(e.MissionWon(world.tick, state.score, state.stars))


def lose(world: World, cause: str, emit: Emit) -> None:
    """The mission ends; `cause` is the id of a losing condition, an objective that failed, or a trigger."""
    world.objectives.outcome, world.objectives.cause = Outcome.LOST, cause
    emit(e.MissionLost(world.tick, cause))


def _judge_end(world: World, emit: Emit) -> None:
    """A primary objective that failed or a losing condition ends the mission badly, all primary ones done end it well.

    Those that the story has not added do not count, but one at least must be done.
    """
    if world.objectives.outcome is not Outcome.RUNNING:
        return
    asked, left = False, False
    for spec, item in zip(world.level.objectives, world.objectives.items, strict=True):
        status = item.status
        if not spec.primary or status is Status.LATER:
            continue
        if status is Status.FAILED:
            lose(world, spec.id, emit)
            return
        asked, left = True, left or status is not Status.DONE
    for rule, is_met in zip(world.level.lose, level_judges(world.site).lose, strict=True):
        if is_met(world):
            lose(world, rule.id, emit)
            return
    if asked and not left:
        win(world, emit)


def _minute(world: World, _emit: Emit) -> None:
    if 0 <= marstime.second_of_sol(world.tick) - SUNRISE_S < MINUTE_S:
        world.objectives.nights_survived += 1


SYSTEM = System("objectives", minute=_minute)
