"""Promise 1: same level, seed and commands give the same world, whatever frames, warps, pauses, saves lie between."""

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from game.mission.replay import play_replay, read_replay, write_replay
from game.mission.savefolder import write_save
from game.mission.savegame import read_save
from game.mission.session import Session, Warp
from game.sim import commands as c
from game.sim.events import Severity
from game.sim.snapshot import digest
from game.sim.step import step
from tests import small

SEEDS = (7, 8, 9)
DAY_H, LONG_H = 5.9, 30.0
"""Of the busy day: flight, arm work, drives by AutoNav and by hand; with --slow also MOXIE, the night, the morning."""
Schedule = Callable[[], Iterator[float]]


def _steady() -> Iterator[float]:
    yield from itertools.repeat(1.0 / 60.0)


def _thirty() -> Iterator[float]:
    yield from itertools.repeat(1.0 / 30.0)


def _uneven() -> Iterator[float]:
    """Golden-ratio jitter between 2 and 60 ms."""
    share = 0.0
    while True:
        share = (share + 0.6180339887498949) % 1.0
        yield 0.002 + 0.058 * share


def _stuttering() -> Iterator[float]:
    """Fast frames and now and then one that hangs."""
    yield from itertools.cycle((0.004, 0.004, 0.004, 0.9, 0.0, 0.016))


def _crawling() -> Iterator[float]:
    yield from itertools.cycle((0.21, 0.19, 0.4))


SCHEDULES: tuple[Schedule, ...] = (_steady, _thirty, _uneven, _stuttering, _crawling)
WARPS = (Warp.X10, Warp.X60, Warp.X300, Warp.X1800)


@pytest.fixture
def hours(request: pytest.FixtureRequest) -> float:
    return LONG_H if request.config.getoption("--slow") else DAY_H


def log(start: int, hours: float) -> tuple[tuple[int, c.Command], ...]:
    end = start + int(hours * small.HOUR)
    return tuple((tick, command) for tick, command in small.busy_day(start) if tick < end)


@cache
def truth(seed: int, hours: float) -> str:
    """The digest when each command is given at its tick and time passes in between in one go."""
    session = small.session(seed=seed)
    start = session.world.tick
    small.play(session, log(start, hours), start + int(hours * small.HOUR))
    return digest(session.world)


def by_frames(seed: int, hours: float, schedule: Schedule, warp: Warp, *, pauses: bool) -> Session:
    """Play frame by frame as the window does; with `pauses` commands are given while time stands still, and warp
    stops by itself at what is notable.
    """
    session = small.session(seed=seed)
    session.stop_warp_at = Severity.NOTICE if pauses else Severity.FATAL
    start = session.world.tick
    end = start + int(hours * small.HOUR)
    pending = list(log(start, hours))
    for number, dt in enumerate(schedule()):
        session.warp = Warp.PAUSE if pauses and number % 7 in (2, 3) else warp
        frame(session, dt, pending[0][0] if pending else end)
        while pending and pending[0][0] == session.world.tick:
            if pauses:
                session.warp = Warp.PAUSE
                session.update(dt, clock)
            session.give(pending.pop(0)[1])
        if session.world.tick >= end:
            return session
    raise AssertionError("schedules never end")


def clock() -> float:
    return 0.0


def frame(session: Session, dt: float, goal: int) -> None:
    """One frame; the one that would run past `goal` is cut short there, as a click in that frame would."""
    if session.warp > 0 and dt * session.warp + 1.0 > goal - session.world.tick:
        session.run_to(goal)
    else:
        session.update(dt, clock)
    assert session.world.tick <= goal


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: str(schedule.__name__)[1:])
@pytest.mark.parametrize("warp", WARPS, ids=lambda warp: str(warp.name))
def test_frames_warp_and_pause_do_not_matter(seed: int, schedule: Schedule, warp: Warp, hours: float) -> None:
    pauses = (seed + len(schedule.__name__) + warp) % 2 == 0
    session = by_frames(seed, hours, schedule, warp, pauses=pauses)
    assert digest(session.world) == truth(seed, hours)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: str(schedule.__name__)[1:])
@pytest.mark.parametrize("warp", WARPS, ids=lambda warp: str(warp.name))
def test_both_with_and_without_pauses(seed: int, schedule: Schedule, warp: Warp) -> None:
    found = {digest(by_frames(seed, LONG_H, schedule, warp, pauses=pauses).world) for pauses in (False, True)}
    assert found == {truth(seed, LONG_H)}


def test_seeds_differ(hours: float) -> None:
    assert len({truth(seed, hours) for seed in SEEDS}) == len(SEEDS)


def test_a_frame_sooner_or_later_is_another_mission() -> None:
    """The proof can fail: the same commands one tick later give another digest."""
    session = small.session()
    start = session.world.tick
    later = tuple((tick + 1, command) for tick, command in log(start, DAY_H))
    small.play(session, later, start + int(DAY_H * small.HOUR))
    assert digest(session.world) != truth(7, DAY_H)


# --- saves ------------------------------------------------------------------------------------------------------------

EVERY_TICKS = 50


def play_reloading(hours: float, every: int, reload: Callable[[Session], Session]) -> Session:
    session = small.session()
    start = session.world.tick
    end = start + int(hours * small.HOUR)
    pending = list(log(start, hours))
    for tick in sorted({*range(start, end, every), *(tick for tick, _command in pending), end}):
        session.run_to(tick)
        while pending and pending[0][0] == tick:
            session.give(pending.pop(0)[1])
        if (tick - start) % every == 0:
            session = reload(session)
    return session


def test_saving_and_loading_at_every_50th_tick_changes_nothing() -> None:
    assert digest(play_reloading(1.0, EVERY_TICKS, small.reloaded).world) == truth(7, 1.0)


@pytest.mark.slow
def test_saving_and_loading_at_every_50th_tick_of_the_whole_mission() -> None:
    assert digest(play_reloading(LONG_H, EVERY_TICKS, small.reloaded).world) == truth(7, LONG_H)


def test_through_files(tmp_path: Path, hours: float) -> None:
    def through_a_file(session: Session) -> Session:
        write_save(tmp_path / "way.jezero", session)
        return read_save(tmp_path / "way.jezero", small.level(), small.catalog(), small.site())

    session = play_reloading(hours, 997, through_a_file)
    assert digest(session.world) == truth(7, hours)
    write_replay(tmp_path / "way.json", session.recording, session.world)
    _world, difference = play_replay(read_replay(tmp_path / "way.json"), small.level(), small.catalog())
    assert difference is None


# --- stride -----------------------------------------------------------------------------------------------------------


def test_second_by_second_equals_the_session(hours: float) -> None:
    """`step` is the definition; everything else only gets there faster."""
    world = small.world()
    start = world.tick
    pending = list(log(start, min(hours, 12.0)))
    while world.tick < start + int(min(hours, 12.0) * small.HOUR):
        given = []
        while pending and pending[0][0] == world.tick:
            given.append(pending.pop(0)[1])
        step(world, given)
    assert digest(world) == truth(7, min(hours, 12.0))
