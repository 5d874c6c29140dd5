"""The autopilot where operations are delayed: it draws up a sequence from the last report, sends it, waits for news.

A sequence is one wish of the autopilot with what follows from it when all goes well, and the sleep after it. Only what
Earth knows is used.
"""

from collections.abc import Iterator

from game.core import marstime
from game.mission.autopilot_goals import next_steps
from game.mission.autopilot_memory import Memory
from game.mission.expectation import copied, suppose
from game.mission.session import Session
from game.sim import commands as c
from game.sim.events import Severity
from game.sim.reach import target_in_reach
from game.sim.state.samples import TubeStatus
from game.sim.validate import validate
from game.sim.world import World

WAIT_TICKS = 3600
MOST_WISHES = 4
"""Steps after the first that are drawn up on trust: a sequence that fails early wastes a sol."""
WAKE_S = marstime.parse_lmst("07:40")
"""Before the morning uplink, which finds the rover awake and its batteries full."""
FROM_S, UNTIL_S = marstime.parse_lmst("07:00"), marstime.parse_lmst("15:30")


def fly_delayed(session: Session, until_tick: int) -> None:
    """Play until the mission ends or `until_tick` has come."""
    memory = Memory()
    heard_tick = -1
    while not session.over and session.tick < until_tick:
        _draw(session, memory)
        ground, view = session.world.ground, session.view
        fresh = view.tick > heard_tick and (not view.sequencer.steps or view.sequencer.held is not None)
        if fresh and ground.bundle is None and not ground.draft and not _busy(view):
            sequence = compose(session.expected, memory, asleep=view.asleep)
            if sequence and all(_given(session, step) for step in (*sequence, c.SendUplink())):
                bundle = session.world.ground.bundle
                heard_tick = bundle.arrives_tick if bundle is not None else view.tick
            elif session.world.ground.draft:
                session.give(c.ClearUplink())
        session.run_to(min(until_tick, session.tick + WAIT_TICKS), stop_at=Severity.NOTICE)


def _draw(session: Session, memory: Memory) -> None:
    """What is drawn on Earth needs no sequence: mark what the radargrams that are down show."""
    view = session.view
    for step in next_steps(view, memory):
        if isinstance(step, c.GroundWork) and memory.allows(view, step) and validate(session.world, step) is None:
            memory.note(view, step)
            session.give(step)


def _busy(view: World) -> bool:
    return view.rover.task is not None


def _given(session: Session, command: c.Command) -> bool:
    before = len(session.recording.commands)
    told = session.give(command)
    return len(session.recording.commands) > before and not any(e.severity >= Severity.WARNING for e in told)


def compose(expected: World, memory: Memory, *, asleep: bool) -> list[c.Command]:
    """A sequence for the state that it will probably meet, by day: it ends with sleep until the next morning. What
    arrives in the evening only sends a rover to sleep that is still up."""
    memory.look(expected)
    ahead, sequence = copied(expected), []
    if not _is_late(ahead) and not memory.in_circles:
        for wish in _wishes(ahead, memory):
            sequence.append(wish)
            memory.note(ahead, wish)
            suppose(ahead, wish)
    return [*sequence, c.SleepUntil(WAKE_S)] if sequence or not asleep else []


def _is_late(world: World) -> bool:
    return not FROM_S <= marstime.second_of_sol(world.tick) < UNTIL_S


def _wishes(ahead: World, memory: Memory) -> Iterator[c.PlanStep]:
    """The best thing to do, then what it makes possible; each is judged in the state that those before it leave."""
    for _ in range(MOST_WISHES):
        allowed = (step for step in _possible(ahead, memory) if memory.allows(ahead, step))
        wish = next((step for step in allowed if validate(ahead, step) is None), None)
        if wish is None:
            return
        yield wish
        if isinstance(wish, c.RunMoxie | c.Fly | c.TakePanorama):
            return  # what comes of these must be seen first


def _possible(ahead: World, memory: Memory) -> Iterator[c.PlanStep]:
    if any(tube.status is TubeStatus.FILLED for tube in ahead.tubes) and target_in_reach(ahead) >= 0:
        yield c.SealTube()
    for step in next_steps(ahead, memory):
        if isinstance(step, c.PlanStep) and not isinstance(step, c.GroundWork):
            yield step
