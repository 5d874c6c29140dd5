"""A mission planner that plays a level through public commands, knowing only what a player knows.

`autopilot_goals` says what would help, `autopilot_flights` where to fly, `autopilot_memory` what has been tried. Here
stands the day: work while there is light and charge, else sleep, so that the generator fills the batteries.
"""

from game.core import marstime
from game.mission.autopilot_delayed import fly_delayed
from game.mission.autopilot_goals import next_steps
from game.mission.autopilot_memory import Memory
from game.mission.script import is_done
from game.mission.session import Session
from game.sim import commands as c
from game.sim.events import CommandRefused, Severity
from game.sim.physics.heat import warm_up_minutes
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.tasks import charge_frac
from game.sim.validate import validate
from game.sim.world import World

WAIT_TICKS = 600
STEP_LIMIT_TICKS = 2 * marstime.SOL_S
EVENING_S, MORNING_S = marstime.parse_lmst("17:45"), marstime.parse_lmst("08:30")
NOON_S = marstime.parse_lmst("12:00")
LOW_CHARGE_FRAC = 0.30
NAP_S = 3600
LONG_NAP_S = 4 * 3600
PATIENCE_MIN = 20.0
"""A longer warm-up of the actuators is slept through: by noon the air has done it for nothing."""
_COLD_HANDED = (c.DriveTo, c.TurnTo, c.Abrade, c.Core, c.SealTube, c.SealWitness, c.DropTube, c.ClearCarousel)


def fly_mission(session: Session, until_tick: int) -> None:
    """Play until the mission ends or `until_tick` has come."""
    if session.delayed:
        fly_delayed(session, until_tick)
        return
    memory = Memory()
    while not session.over and session.world.tick < until_tick:
        command = decide(session.world, memory)
        if command is None:
            session.run_to(min(until_tick, session.world.tick + WAIT_TICKS), stop_at=Severity.NOTICE)
        else:
            memory.note(session.world, command)
            _carry_out(session, command, until_tick)


def decide(world: World, memory: Memory) -> c.Command | None:
    """The next command, None to wait."""
    memory.look(world)
    flying = world.helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST)
    if world.asleep or world.rover.task is not None or flying:
        return None
    if _is_night(world) or charge_frac(world) < LOW_CHARGE_FRAC or memory.in_circles:
        return _rest(world)
    for command in next_steps(world, memory):
        if memory.allows(world, command) and validate(world, command) is None:
            if isinstance(command, _COLD_HANDED) and _is_worth_waiting(world):
                return _rest(world)
            return command
    return _rest(world)


def _is_night(world: World) -> bool:
    return not MORNING_S <= marstime.second_of_sol(world.tick) < EVENING_S


def _is_worth_waiting(world: World) -> bool:
    """A cold morning: the sun will warm the actuators."""
    cold = warm_up_minutes(world.thermal.actuators_c) > PATIENCE_MIN
    return cold and marstime.second_of_sol(world.tick) < NOON_S


def _rest(world: World) -> c.Command | None:
    """Sleep: through the night, or a nap by day. MOXIE keeps the rover up."""
    if world.moxie.phase is not MoxiePhase.OFF:
        return None
    second = marstime.second_of_sol(world.tick)
    if _is_night(world):
        wake = MORNING_S
    else:
        nap_s = LONG_NAP_S if charge_frac(world) < LOW_CHARGE_FRAC else NAP_S
        wake = second + nap_s if second + nap_s < EVENING_S else MORNING_S
    command = c.SleepUntil(wake)
    return command if validate(world, command) is None else None


def _carry_out(session: Session, command: c.Command, until_tick: int) -> None:
    """Give a command and let time pass until it is done; an oxygen run goes on by itself."""
    events = session.give(command)
    if isinstance(command, c.RunMoxie) or any(isinstance(event, CommandRefused) for event in events):
        return
    limit = min(until_tick, session.world.tick + STEP_LIMIT_TICKS)
    while not session.over and session.world.tick < limit and not is_done(session.world, command):
        session.run_to(min(limit, session.world.tick + WAIT_TICKS), stop_at=Severity.ACTIVITY)
