"""The heart: commands in, events out, one second at a time.

`step` is the definition of the simulation. `advance` gives the same result faster, by skipping ticks at which nothing
could happen. Order is written down: `SYSTEMS` each minute and tick, `DUTIES` for commands.
"""

from collections.abc import Iterable

from game.sim import ground, plan
from game.sim.command_table import DUTIES
from game.sim.commands import Command
from game.sim.events import CommandRefused, Event
from game.sim.state.objectives import Outcome
from game.sim.system import MINUTE_S, System, never, nothing
from game.sim.systems import (
    arm,
    comms,
    extraction,
    helicopter,
    instruments,
    mobility,
    moxie,
    objectives,
    power,
    radar,
    story,
    survey,
    thermal,
    weather,
)
from game.sim.validate import refuse_channel, validate
from game.sim.world import World

SYSTEMS: tuple[System, ...] = (
    weather.SYSTEM,
    comms.SYSTEM,
    plan.SYSTEM,
    power.SYSTEM,
    thermal.SYSTEM,
    mobility.SYSTEM,
    extraction.SYSTEM,
    survey.SYSTEM,
    helicopter.SYSTEM,
    arm.SYSTEM,
    instruments.SYSTEM,
    moxie.SYSTEM,
    radar.SYSTEM,
    objectives.SYSTEM,
    story.SYSTEM,
    ground.SYSTEM,
)
MOST_ROUNDS = 10
_RUNNING = Outcome.RUNNING
# Of each system only the parts that it has.
_MINUTE = tuple(system.minute for system in SYSTEMS if system.minute is not nothing)
_TICK = tuple(system.tick for system in SYSTEMS if system.tick is not nothing)
_WAKE = tuple(system.wake_tick for system in SYSTEMS if system.wake_tick is not never)


def apply(world: World, commands: Iterable[Command]) -> list[Event]:
    """Carry out commands at the present tick; a refused one leaves a `CommandRefused` and changes nothing.

    After the mission's end nothing is carried out.
    """
    events: list[Event] = []
    for command in commands:
        if world.objectives.outcome is Outcome.RUNNING:
            _apply_one(world, command, events)
    return events


def _apply_one(world: World, command: Command, events: list[Event]) -> None:
    before = len(events)
    refusal = refuse_channel(world, command) or validate(world, command)
    if refusal is not None:
        events.append(CommandRefused(world.tick, command, refusal))
    else:
        DUTIES[type(command)].handler(world, command, events.append)
    if len(events) > before:
        _settle(world, events, before)


def step(world: World, commands: Iterable[Command] = ()) -> list[Event]:
    """Carry out `commands` at the present tick, then let one second pass. Returns what happened, in order."""
    if world.objectives.outcome is not _RUNNING:
        return []
    events = apply(world, commands)
    if world.objectives.outcome is _RUNNING:
        world.tick += 1
        _run_systems(world, events)
    return events


def advance(world: World, until_tick: int, *, stop_on_events: bool = False) -> list[Event]:
    """Let time pass to `until_tick` without commands; ends early when the mission ends.

    The same as calling `step` that often, but ticks at which no system has anything to do are skipped.
    With `stop_on_events` it returns right after the first tick that emitted something.
    """
    events: list[Event] = []
    while world.tick < until_tick and world.objectives.outcome is _RUNNING:
        world.tick = min(next_tick(world), until_tick)
        _run_systems(world, events)
        if events and stop_on_events:
            break
    return events


def next_tick(world: World) -> int:
    """The next tick at which something can happen: the minute boundary or the earliest wake, at least one ahead."""
    tick = world.tick
    soonest = tick - tick % MINUTE_S + MINUTE_S
    for wake in _WAKE:
        at = wake(world)
        if at <= tick + 1:
            return tick + 1
        if at < soonest:
            soonest = at
    return soonest


def _run_systems(world: World, events: list[Event]) -> None:
    emit = events.append
    before = len(events)
    on_the_minute = world.tick % MINUTE_S == 0
    if on_the_minute:
        for minute in _MINUTE:
            minute(world, emit)
    for tick in _TICK:
        tick(world, emit)
    if on_the_minute or len(events) > before:
        _settle(world, events, before)
        ground.report_if_due(world)


def _settle(world: World, events: list[Event], begin: int) -> None:
    """What follows from the events since `begin`: the story goes on, objectives are judged, until nothing new follows.

    A story that keeps answering itself goes on at the next occasion: no level can hold the clock.
    """
    for _ in range(MOST_ROUNDS):
        if world.objectives.outcome is not _RUNNING:
            return
        known = len(events)
        story.react(world, events[begin:known], events.append)
        objectives.judge(world, events.append, quiet=len(events) == begin)
        if len(events) == known:
            return
        begin = known
