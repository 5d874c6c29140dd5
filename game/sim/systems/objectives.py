"""Objectives, deadlines, losing conditions and the score."""

from game.core import marstime
from game.sim import events as e
from game.sim.conditions import holds
from game.sim.state.objectives import ObjectivesState, ObjectiveState, Outcome, Status
from game.sim.system import MINUTE_S, Emit, System
from game.sim.world import Site, World

SUNRISE_S = marstime.SOL_S // 4
"""A night counts as survived at 06:00 LMST; close to sunrise all year at 18 N."""


def initial(site: Site) -> ObjectivesState:
    """All open."""
    return ObjectivesState(items=[ObjectiveState() for _ in site.level.objectives])


def judge(world: World, emit: Emit) -> None:
    """Settle what has come to pass: objectives done or too late, then the mission's end."""
    state = world.objectives
    if state.outcome is not Outcome.RUNNING:
        return
    for spec, item in zip(world.level.objectives, state.items, strict=True):
        if item.status is not Status.OPEN:
            continue
        if holds(world, spec.done_when):
            item.status, item.tick = Status.DONE, world.tick
            state.score += spec.points
            emit(e.ObjectiveCompleted(world.tick, spec.id, spec.points))
        elif spec.by_sol is not None and marstime.sol(world.tick) > spec.by_sol:
            item.status, item.tick = Status.FAILED, world.tick
            emit(e.ObjectiveFailed(world.tick, spec.id))
    _judge_end(world, emit)


def stars_for(score: int, thresholds: tuple[int, ...]) -> int:
    """How many of the ascending thresholds the score reaches.

    >>> stars_for(460, (300, 450, 600))
    2
    """
    return len([threshold for threshold in thresholds if score >= threshold])


def _judge_end(world: World, emit: Emit) -> None:
    cause = _loss(world)
    if cause:
        world.objectives.outcome, world.objectives.cause = Outcome.LOST, cause
        emit(e.MissionLost(world.tick, cause))
    elif _all_primary_done(world):
        state = world.objectives
        state.outcome = Outcome.WON
        state.stars = max(1, stars_for(state.score, world.level.stars))
        emit(e.MissionWon(world.tick, state.score, state.stars))


def _loss(world: World) -> str:
    """Id of the losing condition that holds or of the primary objective that failed; '' when neither."""
    for spec, item in zip(world.level.objectives, world.objectives.items, strict=True):
        if spec.primary and item.status is Status.FAILED:
            return spec.id
    return next((rule.id for rule in world.level.lose if holds(world, rule.when)), "")


def _all_primary_done(world: World) -> bool:
    pairs = zip(world.level.objectives, world.objectives.items, strict=True)
    return all(item.status is Status.DONE for spec, item in pairs if spec.primary)


def _minute(world: World, emit: Emit) -> None:
    if 0 <= marstime.second_of_sol(world.tick) - SUNRISE_S < MINUTE_S:
        world.objectives.nights_survived += 1
    judge(world, emit)


SYSTEM = System("objectives", minute=_minute)
