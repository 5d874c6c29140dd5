"""The plan's list, and the command that stops everything."""

import pytest

from game.sim import events as e
from game.sim.commands import AddToPlan, ClearPlan, DriveTo, SealTube, SleepUntil, Stop, TurnTo
from game.sim.reasons import reason
from game.sim.state.rover import SequencerState, Task, TaskKind
from game.sim.systems import mobility, sequencer
from game.sim.world import World
from tests.sim.grounds import make_terrain, make_world, of_kind, run


@pytest.fixture
def world() -> World:
    return make_world(make_terrain())


def add(world: World, *steps: object) -> None:
    for step in steps:
        command = AddToPlan(step)  # type: ignore[arg-type]
        assert sequencer.refuse_add_to_plan(world, command) is None
        sequencer.add_to_plan(world, command, lambda _event: None)


def stop(world: World) -> list[e.Event]:
    assert sequencer.refuse_stop(world, Stop()) is None
    events: list[e.Event] = []
    sequencer.stop(world, Stop(), events.append)
    return events


def test_steps_keep_their_order(world: World) -> None:
    add(world, DriveTo(50.0, 64.0), SealTube(), SleepUntil(28800))
    assert world.sequencer.steps == [DriveTo(50.0, 64.0), SealTube(), SleepUntil(28800)]


def test_adding_a_step_lets_a_held_plan_go_on(world: World) -> None:
    world.sequencer.held = reason("drive.dark")
    add(world, TurnTo(90.0))
    assert world.sequencer.held is None


def test_a_plan_has_an_end(world: World) -> None:
    add(world, *[TurnTo(0.0)] * sequencer.MOST_STEPS)
    refusal = sequencer.refuse_add_to_plan(world, AddToPlan(TurnTo(0.0)))
    assert refusal is not None
    assert refusal.key == "plan.full"


def test_clearing(world: World) -> None:
    assert sequencer.refuse_clear_plan(world, ClearPlan()) == reason("plan.empty")
    add(world, TurnTo(0.0), TurnTo(90.0))
    world.sequencer.held = reason("plan.stopped")
    assert sequencer.refuse_clear_plan(world, ClearPlan()) is None
    sequencer.clear_plan(world, ClearPlan(), lambda _event: None)
    assert world.sequencer == SequencerState()


def test_stop_ends_a_drive_and_holds_the_plan(world: World) -> None:
    mobility.drive_to(world, DriveTo(100.0, 64.0), lambda _event: None)
    add(world, TurnTo(0.0))
    run(world, 900)
    made_m = world.rover.odometry_m
    assert made_m > 1.0
    events = stop(world)
    assert [type(event) for event in events] == [e.DriveStopped]
    assert of_kind(events, e.DriveStopped)[0].distance_m == pytest.approx(made_m)
    assert world.rover.task is None
    assert world.rover.speed_m_s == 0.0
    assert world.sequencer.held == reason("plan.stopped")
    assert world.sequencer.steps == [TurnTo(0.0)]
    run(world, 300, until_idle=False)
    assert world.rover.odometry_m == made_m


def test_stop_ends_arm_work(world: World) -> None:
    world.rover.task = Task(TaskKind.CORE, "rock", world.tick, world.tick, world.tick + 900)
    events = stop(world)
    stopped = of_kind(events, e.WorkStopped)
    assert [(event.work, event.reason) for event in stopped] == [("core", reason("plan.stopped"))]
    assert world.rover.task is None
    assert world.sequencer.held is None, "there is no plan to hold"


def test_stop_holds_a_plan_that_would_go_on_and_is_refused_when_nothing_is_there(world: World) -> None:
    assert sequencer.refuse_stop(world, Stop()) == reason("rover.idle")
    add(world, TurnTo(0.0))
    assert stop(world) == []
    assert world.sequencer.held == reason("plan.stopped")
    assert sequencer.refuse_stop(world, Stop()) == reason("rover.idle")
