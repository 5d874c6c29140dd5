"""A simple mission planner: plays a level through public commands, knowing only what a player knows.

It looks at the open objectives, asks `autopilot_goals` for the next step toward each in turn, and takes the first that the
judge of commands accepts. When nothing can be done it makes oxygen, sleeps, or waits.
"""

from game.core import marstime
from game.mission.autopilot_goals import Goals, next_steps
from game.mission.script import is_done
from game.mission.session import Session
from game.sim.commands import Command, SleepUntil
from game.sim.events import CommandRefused, DriveFaulted, Severity
from game.sim.tasks import charge_frac
from game.sim.validate import validate
from game.sim.world import World

WAIT_TICKS = 600
STEP_LIMIT_TICKS = 2 * marstime.SOL_S
EVENING_S, MORNING_S = marstime.parse_lmst("17:00"), marstime.parse_lmst("09:00")
LOW_CHARGE_FRAC = 0.36
NAP_S = 4 * 3600


def fly_mission(session: Session, until_tick: int) -> None:
    """Play until the mission ends or `until_tick` has come."""
    goals = Goals()
    while not session.over and session.world.tick < until_tick:
        command = decide(session.world, goals)
        if command is None:
            session.run_to(min(until_tick, session.world.tick + WAIT_TICKS), stop_at=Severity.NOTICE)
        else:
            _carry_out(session, command, goals, until_tick)


def decide(world: World, goals: Goals) -> Command | None:
    """The next command, None to wait."""
    if world.asleep or world.rover.task is not None:
        return None
    rest = _rest(world)
    if rest is not None and charge_frac(world) < LOW_CHARGE_FRAC:
        return rest
    for command in next_steps(world, goals):
        if validate(world, command) is None:
            goals.note_given(command)
            return command
    return rest


def _rest(world: World) -> Command | None:
    """Sleep through the night, or take a nap when charge is low by day; None when neither is called for."""
    second = marstime.second_of_sol(world.tick)
    if second >= EVENING_S or second < MORNING_S:
        wake = MORNING_S
    elif charge_frac(world) < LOW_CHARGE_FRAC:
        wake = min(second + NAP_S, EVENING_S)
    else:
        return None
    command = SleepUntil(wake)
    return command if validate(world, command) is None else None


def _carry_out(session: Session, command: Command, goals: Goals, until_tick: int) -> None:
    """Give a command and let time pass until it is done."""
    events = session.give(command)
    limit = min(until_tick, session.world.tick + STEP_LIMIT_TICKS)
    while not any(isinstance(event, CommandRefused) for event in events):
        if any(isinstance(event, DriveFaulted) for event in events):
            goals.note_fault(command)
        if session.over or session.world.tick >= limit or is_done(session.world, command):
            return
        events = session.run_to(min(limit, session.world.tick + WAIT_TICKS), stop_at=Severity.ACTIVITY)
