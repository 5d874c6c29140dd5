"""Objectives, deadlines, losing conditions and the score."""

from game.core import marstime
from game.sim import events as e
from game.sim.conditions import LevelJudges, level_judges
from game.sim.state.objectives import ObjectivesState, ObjectiveState, Outcome, Status
from game.sim.system import MINUTE_S, Emit, System
from game.sim.world import Site, World

SUNRISE_S = marstime.SOL_S // 4
"""A night counts as survived at 06:00 LMST; close to sunrise all year at 18 N."""
_RUNNING = Outcome.RUNNING  # asked each minute; to look a member up in its class costs more than what is asked
_OPEN, _DONE, _FAILED = Status.OPEN, Status.DONE, Status.FAILED


def initial(site: Site) -> ObjectivesState:
    """All open, but for those that the story will add."""
    items = [ObjectiveState(Status.LATER if spec.later else Status.OPEN) for spec in site.level.objectives]
    return ObjectivesState(items=items)


def judge(world: World, emit: Emit, *, quiet: bool = False) -> None:
    """Settle what has come to pass: objectives done or too late, then the mission's end.

    `quiet`: nothing has happened since this was last asked; then only what creeps along with the clock can be new.
    """
    state, sol = world.objectives, marstime.sol(world.tick)
    if state.outcome is not _RUNNING:
        return
    judges = level_judges(world.site)
    quiet = quiet and world.tick > judges.begun_tick
    of_each = zip(state.items, judges.objectives, judges.last_sols, judges.creeping, strict=True)
    for index, (item, is_done, last_sol, creeping) in enumerate(of_each):
        if item.status is _OPEN:
            if (creeping or not quiet) and is_done(world):
                complete(world, index, emit)
            elif sol > last_sol:
                fail(world, index, emit)
    _judge_end(world, judges, emit)


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


def _judge_end(world: World, judges: LevelJudges, emit: Emit) -> None:
    """A primary objective that failed or a losing condition ends the mission badly, all primary ones done end it well.

    Those that the story has not added do not count, but one at least must be done.
    """
    items, is_any_done, is_any_open = world.objectives.items, False, False
    for index in judges.primary:
        status = items[index].status
        if status is _FAILED:
            lose(world, world.level.objectives[index].id, emit)
            return
        is_any_done, is_any_open = is_any_done or status is _DONE, is_any_open or status is _OPEN
    for index, is_met in enumerate(judges.lose):
        if is_met(world):
            lose(world, world.level.lose[index].id, emit)
            return
    if is_any_done and not is_any_open:
        win(world, emit)


def _minute(world: World, _emit: Emit) -> None:
    if 0 <= marstime.second_of_sol(world.tick) - SUNRISE_S < MINUTE_S:
        world.objectives.nights_survived += 1


SYSTEM = System("objectives", minute=_minute)
