"""Running a script: each step's command is given, and time passes until it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from game.content.strings import Strings
from game.core import marstime
from game.mission.script_file import Script
from game.mission.script_steps import Step, Wait
from game.mission.session import Session
from game.sim import commands as c
from game.sim.conditions import holds
from game.sim.events import CommandRefused, Event, Severity
from game.sim.narrate import event_sentence, reason_sentence
from game.sim.reasons import Reason
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.world import World

LOOK_EVERY_TICKS = 60
AT_ONCE = (
    *(c.AbortFlight, c.AddToPlan, c.ClearPlan, c.StopMoxie, c.Wake, c.AddKeepOut, c.RemoveKeepOut),
    *(c.SetRadar, c.MarkHorizon),
    *(c.Prioritise, c.Postpone, c.HoldProduct, c.ReleaseProduct, c.DeleteProduct),
)
"""Commands that are done as soon as they are given."""
STEP_LIMIT_TICKS = 5 * marstime.SOL_S
"""No step lasts longer; then the script ends and says which step it was."""


@dataclass(frozen=True, slots=True)
class ScriptEnd:
    """Why a script ended before its last step.

    refusal: why the step was refused; None when it was accepted but did not come to its end.
    trouble: the last thing that had gone wrong before it, which often is the cause.
    """

    index: int
    tick: int
    refusal: Reason | None
    trouble: Event | None = None


def run_script(session: Session, script: Script, until_tick: int) -> ScriptEnd | None:
    """Run all steps, no further than `until_tick`. None when the script (or the mission) came to its end."""
    for index, step in enumerate(script.steps):
        done, refusal = _run_step(session, step, until_tick)
        if session.over or session.tick >= until_tick:
            return None
        if not done:
            return ScriptEnd(index, session.tick, refusal, _trouble(session))
    return None


def end_sentence(end: ScriptEnd, script: Script, session: Session, strings: Strings) -> str:
    """`attempt.yaml:12: steps[3].core: refused: ...`, with the time and what went wrong before."""
    clock = f"sol {marstime.sol(end.tick)}, {marstime.lmst_text(end.tick)}"
    if end.refusal is not None:
        what = f"refused: {reason_sentence(strings, end.refusal)}"
    elif script.steps[end.index].name == "wait":
        what = "what it waits for has not come."
    else:
        what = f"not done within {STEP_LIMIT_TICKS // marstime.SOL_S} sols."
    before = ""
    if end.trouble is not None:
        before = f" Before that, at {marstime.lmst_text(end.trouble.tick)}: "
        before += event_sentence(session.world.site, strings, end.trouble)
    return f"{script.place(end.index)}: {what} ({clock}){before}"


def _trouble(session: Session) -> Event | None:
    bad = (event for event in reversed(session.events) if event.severity >= Severity.WARNING)
    return next(bad, None)


def _run_step(session: Session, step: Step, until_tick: int) -> tuple[bool, Reason | None]:
    """(whether it was done, why it was refused)."""
    if step.wait is not None:
        return _wait(session, step.wait, until_tick), None
    if session.delayed:
        return _run_delayed(session, step, until_tick)
    limit = min(until_tick, session.tick + STEP_LIMIT_TICKS)
    command = step.command(session.world.level)
    for event in session.give(command):
        if isinstance(event, CommandRefused):
            return False, event.reason
    if step.drive_arc is not None:
        session.run_to(min(limit, session.tick + int(step.drive_arc.minutes * 60.0)))
        session.give(c.DriveArc(0.0, 0.0))
    elif step.waits:
        _pass_time(session, limit, lambda world: is_done(world, command))
        return is_done(session.view, command), None
    return True, None


def _run_delayed(session: Session, step: Step, until_tick: int) -> tuple[bool, Reason | None]:
    """Steps that are not waited for gather on Earth; the first that is waited for sends the sequence, and is done when
    a report says that the rover has nothing left to do."""
    command = step.command(session.world.level)
    for given in (command, *([c.SendUplink()] if step.waits and _is_for_the_rover(command) else [])):
        for event in session.give(given):
            if isinstance(event, CommandRefused):
                return False, event.reason
    if not step.waits or session.world.ground.bundle is None:
        return True, None
    sent = session.world.ground.bundle.arrives_tick
    limit = min(until_tick, session.tick + STEP_LIMIT_TICKS)

    def over(view: World) -> bool:
        stopped = view.sequencer.held is not None
        return view.tick > sent and (stopped or (not view.sequencer.steps and is_done(view, command)))

    _pass_time(session, limit, over)
    return over(session.view) and session.view.sequencer.held is None, session.view.sequencer.held


def _is_for_the_rover(command: c.Command) -> bool:
    return isinstance(command, c.PlanStep | c.AddToPlan) and not isinstance(command, c.GroundWork)


def is_done(world: World, command: c.Command) -> bool:
    """True when what `command` started is over."""
    match command:
        case c.Fly():
            return world.helicopter.phase in (FlightPhase.PARKED, FlightPhase.LOST)
        case c.RunMoxie():
            return world.moxie.phase is MoxiePhase.OFF
        case c.SleepUntil():
            return not world.asleep
    return isinstance(command, AT_ONCE) or world.rover.task is None


def _wait(session: Session, step: Wait, limit: int) -> bool:
    """Let time pass as asked; False when a condition was not met in time."""
    tick = session.tick
    if step.minutes is not None:
        session.run_to(min(limit, tick + int(step.minutes * 60.0)))
    elif step.lmst is not None:
        session.run_to(min(limit, marstime.next_lmst(tick, marstime.parse_lmst(step.lmst))))
    elif step.until is not None:
        until = step.until
        end = min(limit, tick + int(step.at_most_sols * marstime.SOL_S))
        _pass_time(session, end, lambda world: holds(world, until))
        return holds(session.view, until)
    return True


def _pass_time(session: Session, limit: int, done: Callable[[World], bool]) -> None:
    """Run until `done` or `limit`, looking at each event and at least each minute."""
    while session.tick < limit and not session.over and not done(session.view):
        session.run_to(min(limit, session.tick + LOOK_EVERY_TICKS), stop_at=Severity.ACTIVITY)
