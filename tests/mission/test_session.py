"""The clock at the player's pace: warp, pause, catch-up, auto-stop, next event."""

from collections.abc import Callable

import pytest

from game.mission.session import EVENT_LOG_LENGTH, FRAME_BUDGET_S, MAX_DEBT_S, Session, Warp
from game.sim import commands as c
from game.sim import events as e
from game.sim.snapshot import digest
from game.sim.state.ground import Report
from tests import small

FRAME_S = 1.0 / 60.0


def still() -> float:
    """A clock of a machine without effort: every frame has time enough."""
    return 0.0


def slow_clock(step_s: float) -> Callable[[], float]:
    """A clock on which every look at it takes so long."""
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += step_s
        return now

    return clock


@pytest.fixture
def session() -> Session:
    return small.session()


def frames(session: Session, number: int, clock: Callable[[], float] = still) -> int:
    """Ticks that pass in so many frames."""
    start = session.world.tick
    for _ in range(number):
        session.update(FRAME_S, clock)
    return session.world.tick - start


@pytest.mark.parametrize("warp", [Warp.X1, Warp.X10, Warp.X60, Warp.X300, Warp.X1800])
def test_a_second_of_frames_passes_warp_ticks(session: Session, warp: Warp) -> None:
    session.warp = warp
    session.stop_warp_at = e.Severity.FATAL
    assert abs(frames(session, 60) - warp) <= 1


def test_pause_stops_time_but_not_commands(session: Session) -> None:
    session.warp = Warp.PAUSE
    assert frames(session, 100) == 0
    session.give(c.TakePanorama())
    assert session.world.rover.task is not None
    assert session.recording.commands[0].tick == session.world.tick


def test_the_part_of_a_tick_grows_between_ticks(session: Session) -> None:
    session.warp = Warp.X1
    parts = []
    for _ in range(30):
        session.update(FRAME_S, still)
        parts.append(session.part_tick)
    assert parts == sorted(parts)
    assert 0.0 < parts[0] < parts[-1] < 1.0


def test_a_long_frame_is_not_caught_up_in_full(session: Session) -> None:
    """A laptop that slept for an hour does not owe an hour."""
    session.warp = Warp.X60
    session.update(3600.0, still)
    assert session.world.tick - small.world().tick <= 60 * MAX_DEBT_S


def test_a_slow_machine_falls_behind_and_keeps_drawing(session: Session) -> None:
    """With each look at the clock costing half the budget, a frame does a slice or two and returns."""
    session.warp = Warp.X1800
    session.stop_warp_at = e.Severity.FATAL
    moved = frames(session, 30, slow_clock(FRAME_BUDGET_S * 0.7))
    assert 0 < moved <= 30 * 240
    assert session._debt_s <= MAX_DEBT_S


def test_notable_events_take_warp_back(session: Session) -> None:
    session.warp = Warp.X1800
    session.give(c.TakePanorama(), c.Fly(((60.0, 90.0),), 8.0, True))
    seen: list[e.Event] = []
    while session.warp is Warp.X1800:
        seen += session.update(FRAME_S, still)
    assert any(event.severity >= e.Severity.NOTICE for event in seen)
    assert session.warp is Warp.X1
    assert session.world.tick == seen[-1].tick


def test_the_player_says_what_is_notable(session: Session) -> None:
    session.stop_warp_at = e.Severity.WARNING
    session.warp = Warp.X60
    session.give(c.TakePanorama(), c.Fly(((60.0, 90.0),), 8.0, True))
    frames(session, 400)
    assert session.world.helicopter.flights == 1
    assert session.warp is Warp.X60


def test_next_event_runs_to_it_and_pauses(session: Session) -> None:
    session.warp = Warp.NEXT_EVENT
    seen: list[e.Event] = []
    for _ in range(200):
        seen += session.update(FRAME_S, still)
        if session.warp is Warp.PAUSE:
            break
    assert session.warp is Warp.PAUSE
    assert seen[-1].severity >= e.Severity.NOTICE
    assert session.world.tick == seen[-1].tick


def test_at_the_end_of_the_mission_time_stops(session: Session) -> None:
    session.warp = Warp.X1800
    session.world.power.charge_wh = 0.02 * session.world.power.capacity_wh
    frames(session, 200)
    assert session.over
    assert session.warp is Warp.PAUSE
    assert frames(session, 10) == 0
    assert session.give(c.TakePanorama()) == []


def test_the_event_log_keeps_the_last(session: Session) -> None:
    for number in range(EVENT_LOG_LENGTH + 100):
        session.give(c.Prioritise(number))
    assert len(session.events) == EVENT_LOG_LENGTH
    last = session.events[-1]
    assert isinstance(last, e.CommandRefused)
    assert last.command == c.Prioritise(EVENT_LOG_LENGTH + 99)


@pytest.mark.parametrize("real_s", [0.0, -5.0, 1e-9])
def test_odd_frames_do_no_harm(session: Session, real_s: float) -> None:
    session.warp = Warp.X1800
    start = session.world.tick
    session.update(real_s, still)
    assert session.world.tick == start


def test_the_known_state_is_that_of_the_world_and_of_its_replay(session: Session) -> None:
    session.give(c.TakePanorama())
    session.run_to(session.tick + 777)
    tick, proof = session.known_state()
    other = small.session()
    other.give(c.TakePanorama())
    other.run_to(tick)
    assert (tick, proof) == (session.world.tick, digest(other.world))


def test_where_operations_are_delayed_the_known_state_is_that_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    session = small.session()
    session.world.ground.heard = Report(session.tick - 60, session.tick, "0123", "{}")
    monkeypatch.setattr(Session, "delayed", True)
    assert session.known_state() == (session.tick - 60, "0123")
