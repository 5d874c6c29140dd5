"""What the triggers of a story can do: one function per key of `content.story.Effect`."""

from collections.abc import Callable
from typing import Any

from game.content.story import Effect, Failure, Place, Trigger, VariableChange
from game.core import marstime
from game.sim import events as e
from game.sim.reach import target_index, target_position_m
from game.sim.state.objectives import Outcome, Status
from game.sim.state.story import FailureState, StoryStorm
from game.sim.state.survey import KNOWN_AERIAL
from game.sim.system import Emit
from game.sim.systems import objectives, survey
from game.sim.world import World

# `Any` stands for the type of the key's field; a test holds the table against the fields of `Effect`.
Doer = Callable[[World, Trigger, Any, Emit], None]


def carry_out(world: World, trigger: Trigger, effect: Effect, emit: Emit) -> None:
    """Do one thing. After the mission's end nothing more is done."""
    if world.objectives.outcome is Outcome.RUNNING:
        EFFECTS[effect.kind](world, trigger, getattr(effect, effect.kind), emit)


# --- words and looks --------------------------------------------------------------------------------------------------


def _message(world: World, trigger: Trigger, text: str, emit: Emit) -> None:
    emit(e.MessageTold(world.tick, trigger.id, text))


def _dialogue(world: World, trigger: Trigger, said: Any, emit: Emit) -> None:
    emit(e.DialogueTold(world.tick, trigger.id, said.who, said.text))


def _hint(world: World, trigger: Trigger, text: str, emit: Emit) -> None:
    emit(e.HintGiven(world.tick, trigger.id, text))


def _highlight(world: World, trigger: Trigger, place: Place, emit: Emit) -> None:
    emit(e.PlaceHighlighted(world.tick, trigger.id, *_place_m(world, place)))


def _move_camera(world: World, trigger: Trigger, place: Place, emit: Emit) -> None:
    emit(e.CameraMoved(world.tick, trigger.id, *_place_m(world, place)))


def _pause(world: World, trigger: Trigger, _yes: bool, emit: Emit) -> None:
    emit(e.PauseAsked(world.tick, trigger.id))


def _place_m(world: World, place: Place) -> tuple[float, float]:
    if place.at is not None:
        return world.level.metres(place.at)
    return target_position_m(world, target_index(world, place.target))


# --- numbers, ground, targets -----------------------------------------------------------------------------------------


def _set(world: World, _trigger: Trigger, change: VariableChange, emit: Emit) -> None:
    _change(world, change.variable, change.amount, emit)


def _add(world: World, _trigger: Trigger, change: VariableChange, emit: Emit) -> None:
    _change(world, change.variable, world.story.variables[variable_index(world, change.variable)] + change.amount, emit)


def _change(world: World, variable: str, amount: float, emit: Emit) -> None:
    world.story.variables[variable_index(world, variable)] = min(max(amount, -1e9), 1e9)
    emit(e.VariableChanged(world.tick, variable, amount))


def variable_index(world: World, variable: str) -> int:
    """Where a variable stands; the level was checked to have it."""
    return [known.id for known in world.level.variables].index(variable)


def _reveal(world: World, _trigger: Trigger, area: Any, emit: Emit) -> None:
    x_m, y_m = world.level.metres(area.at)
    survey.reveal(world, survey.disc(world, x_m, y_m, area.radius_m), KNOWN_AERIAL, "story", emit)


def _spawn_target(world: World, _trigger: Trigger, target: str, emit: Emit) -> None:
    state = world.targets[target_index(world, target)]
    if not state.present:
        state.present = state.known = True
        emit(e.TargetFound(world.tick, target, "story"))


# --- objectives and the end -------------------------------------------------------------------------------------------


def _add_objective(world: World, _trigger: Trigger, objective: str, emit: Emit) -> None:
    item = world.objectives.items[_objective_index(world, objective)]
    if item.status is Status.LATER:
        item.status = Status.OPEN
        emit(e.ObjectiveAdded(world.tick, objective))


def _complete_objective(world: World, _trigger: Trigger, objective: str, emit: Emit) -> None:
    objectives.complete(world, _objective_index(world, objective), emit)


def _fail_objective(world: World, _trigger: Trigger, objective: str, emit: Emit) -> None:
    objectives.fail(world, _objective_index(world, objective), emit)


def _objective_index(world: World, objective: str) -> int:
    return [known.id for known in world.level.objectives].index(objective)


def _win(world: World, _trigger: Trigger, _yes: bool, emit: Emit) -> None:
    objectives.win(world, emit)


def _lose(world: World, trigger: Trigger, _why: str, emit: Emit) -> None:
    objectives.lose(world, trigger.id, emit)


# --- weather and failures ---------------------------------------------------------------------------------------------


def _weather(world: World, _trigger: Trigger, change: Any, _emit: Emit) -> None:
    world.story.storms.append(StoryStorm(world.tick, change.hours, change.tau))


def _fault(world: World, _trigger: Trigger, failure: Failure, emit: Emit) -> None:
    thing = _thing(failure)
    until_tick = world.tick + int(marstime.ticks_of_minutes(60.0 * failure.hours))
    world.story.failures.append(FailureState(thing, until_tick))
    emit(e.ThingFailed(world.tick, thing, until_tick))


def _thing(failure: Failure) -> str:
    if failure.wheel is not None:
        return f"wheel.{failure.wheel}"
    return f"instrument.{failure.instrument}" if failure.instrument else "radio"


EFFECTS: dict[str, Doer] = {
    "message": _message,
    "dialogue": _dialogue,
    "hint": _hint,
    "highlight": _highlight,
    "move_camera": _move_camera,
    "set": _set,
    "add": _add,
    "reveal": _reveal,
    "spawn_target": _spawn_target,
    "add_objective": _add_objective,
    "complete_objective": _complete_objective,
    "fail_objective": _fail_objective,
    "weather": _weather,
    "fault": _fault,
    "pause": _pause,
    "win": _win,
    "lose": _lose,
}
