"""Can a level be won, how long does it take, what stops it: the autopilot on one seed after another.

Each attempt is a whole mission, and none knows of another, so they may run in as many processes as there are cores.
"""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from game.content.catalog import load_catalog
from game.content.load import load_level
from game.content.strings import Strings, load_strings
from game.core import marstime
from game.mission.autopilot import fly_mission
from game.mission.autopilot_goals import next_steps
from game.mission.autopilot_memory import Memory
from game.mission.session import Session
from game.mission.start import start_session
from game.sim.narrate import command_words, reason_sentence
from game.sim.state.objectives import Outcome, Status
from game.sim.validate import validate

MOST_ATTEMPTS = 10_000
MOST_STEPS_ASKED = 12
"""Of what the autopilot would still like to do, so many are asked about for the reason that stops it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one mission ended."""

    seed: int
    outcome: str
    sols: float
    score: int
    stars: int
    left: tuple[str, ...] = ()
    """Ids of the primary objectives that were not met."""
    stopped_by: str = ""
    """Why not, as a sentence; empty for a mission that was won."""

    @property
    def won(self) -> bool:
        return self.outcome == Outcome.WON.value


@dataclass(frozen=True, slots=True)
class Task:
    """One attempt to make, in a form that another process can be handed."""

    level: Path
    seed: int | None
    sols: int


def attempt(task: Task) -> Attempt:
    """Play a level once; raises Faults where it cannot be read."""
    catalog = load_catalog()
    session = start_session(load_level(task.level, catalog), catalog, task.seed)
    begin = session.world.tick
    fly_mission(session, begin + task.sols * marstime.SOL_S)
    state = session.world.objectives
    pairs = zip(session.world.level.objectives, state.items, strict=True)
    left = tuple(spec.id for spec, item in pairs if spec.primary and item.status in (Status.OPEN, Status.FAILED))
    won = state.outcome is Outcome.WON
    return Attempt(
        seed=session.world.site.seed,
        outcome=state.outcome.value,
        sols=(session.world.tick - begin) / marstime.SOL_S,
        score=state.score,
        stars=state.stars,
        left=() if won else left,
        stopped_by="" if won else _what_stops(session, task.sols),
    )


def _what_stops(session: Session, sols: int) -> str:
    state = session.world.objectives
    if state.outcome is Outcome.LOST:
        return f"lost: {_cause_words(session, state.cause)}"
    refusals = tuple(dict.fromkeys(_refusals(session, load_strings())))
    return refusals[0] if refusals else f"not done within {sols} sols"


def _cause_words(session: Session, cause: str) -> str:
    """The title of the way it was lost, or of the primary objective that can no longer be met."""
    level = session.world.level
    titles = {spec.id: spec.title for spec in level.objectives} | {spec.id: spec.title for spec in level.lose}
    return titles.get(cause, cause)


def _refusals(session: Session, strings: Strings) -> Iterator[str]:
    """What the autopilot would do now, and why it may not."""
    steps = next_steps(session.world, Memory())
    for _, command in zip(range(MOST_STEPS_ASKED), steps, strict=False):
        reason = validate(session.world, command)
        if reason is not None:
            yield f"{command_words(strings, command)}: {reason_sentence(strings, reason)}"


# --- many -------------------------------------------------------------------------------------------------------------


def attempts(tasks: Sequence[Task], workers: int) -> Iterator[Attempt]:
    """Each attempt as soon as it is done, in no order.

    Ctrl+C ends the processes at once and leaves nothing behind.
    """
    if workers <= 1 or len(tasks) <= 1:
        yield from map(attempt, tasks)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, len(tasks)), context, initializer=_quiet_worker)
    finished = False
    try:
        for future in as_completed([pool.submit(attempt, task) for task in tasks]):
            yield future.result()
        finished = True
    finally:
        if not finished:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _quiet_worker() -> None:
    """A worker dies of Ctrl+C without a word: the one who asked answers for all."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


# --- the table --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """What the attempts say about a level; par is the middle one (median) of those that were won."""

    attempts: int
    won: int
    par_sols: float | None
    par_score: int | None
    stopped_by: tuple[tuple[str, int], ...]
    """What stopped the others, with how often, most often first."""

    @property
    def won_frac(self) -> float:
        return self.won / self.attempts if self.attempts else 0.0


def summary(found: Sequence[Attempt]) -> Summary:
    """Par and share of a level.

    >>> lost = Attempt(3, "lost", 9.0, 0, 0, (), "sand")
    >>> runs = [Attempt(1, "won", 2.0, 300, 1), Attempt(2, "won", 4.0, 500, 3), lost]
    >>> summary(runs).par_sols, summary(runs).par_score, summary(runs).stopped_by
    (2.0, 300, (('sand', 1),))
    """
    won = [run for run in found if run.won]
    stops = [run.stopped_by for run in found if not run.won]
    counted = sorted(((stop, stops.count(stop)) for stop in dict.fromkeys(stops)), key=lambda pair: -pair[1])
    middle = (len(won) - 1) // 2
    return Summary(
        attempts=len(found),
        won=len(won),
        par_sols=sorted(run.sols for run in won)[middle] if won else None,
        par_score=sorted(run.score for run in won)[middle] if won else None,
        stopped_by=tuple(counted),
    )
