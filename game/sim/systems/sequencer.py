"""The plan's list of steps, and the command that stops everything. `sim/plan.py` starts the steps."""

from game.sim.commands import AddToPlan, ClearPlan, Stop
from game.sim.driving import stop_driving
from game.sim.loads import MOTORS
from game.sim.reasons import Reason, reason
from game.sim.state.rover import SequencerState
from game.sim.system import Emit
from game.sim.systems import mobility
from game.sim.world import World

MOST_STEPS = 200
"""A plan is for people to read: game rule."""


def initial() -> SequencerState:
    """An empty plan."""
    return SequencerState()


def refuse_add_to_plan(world: World, _command: AddToPlan) -> Reason | None:
    """A step is judged when its turn comes; only an endless plan is refused."""
    if len(world.sequencer.steps) >= MOST_STEPS:
        return reason("plan.full", steps=MOST_STEPS)
    return None


def refuse_clear_plan(world: World, _command: ClearPlan) -> Reason | None:
    """There must be something to clear."""
    return None if world.sequencer.steps else reason("plan.empty")


def refuse_stop(world: World, _command: Stop) -> Reason | None:
    """There must be something to stop: an activity, or a plan that would go on."""
    sequencer = world.sequencer
    if world.rover.task is None and (not sequencer.steps or sequencer.held is not None):
        return reason("rover.idle")
    return None


def add_to_plan(world: World, command: AddToPlan, _emit: Emit) -> None:
    """Append a step; a plan that was held goes on."""
    world.sequencer.steps.append(command.command)
    world.sequencer.held = None


def clear_plan(world: World, _command: ClearPlan, _emit: Emit) -> None:
    """Forget the steps that have not started."""
    world.sequencer.steps.clear()
    world.sequencer.held = None


def stop(world: World, _command: Stop, emit: Emit) -> None:
    """End what the rover is doing; steps still to come wait until the player adds to or clears the plan."""
    task = world.rover.task
    if task is not None and task.kind in MOTORS:
        stop_driving(world, emit)
    elif task is not None:
        mobility.halt(world, reason("plan.stopped"), emit)
    if world.sequencer.steps:
        world.sequencer.held = reason("plan.stopped")
