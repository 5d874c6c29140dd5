"""Time: stride equals ticks, commands are judged first, and nothing anyone can ask for breaks the world."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim import events as e
from game.sim.fits import misfits
from game.sim.snapshot import digest, dump, restore
from game.sim.step import SYSTEMS, advance, apply, next_tick, step
from game.sim.validate import validate
from game.sim.world import World
from tests import small


def one_by_one(world: World, until: int) -> list[e.Event]:
    events: list[e.Event] = []
    while world.tick < until:
        events += step(world)
    return events


def at_hour(hours: float) -> World:
    """The busy day's world so many hours after the start."""
    session = small.session()
    start = session.world.tick
    log = [item for item in small.busy_day(start) if item[0] <= start + hours * small.HOUR]
    small.play(session, tuple(log), start + int(hours * small.HOUR))
    return session.world


MOMENTS = {
    "panorama": 0.01,
    "flight": 0.11,
    "warming": 0.5,
    "abrading": 1.0,
    "analysing": 3.5,
    "driving": 4.3,
    "by hand": 4.75,
    "turning": 5.51,
    "evening": 8.9,
    "asleep": 12.0,
    "driving on": 26.4,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_stride_equals_ticks(moment: str) -> None:
    """At every kind of moment 40 minutes second by second equal 40 minutes at a stride."""
    slow, fast = at_hour(MOMENTS[moment]), at_hour(MOMENTS[moment])
    until = slow.tick + 2400
    assert one_by_one(slow, until) == advance(fast, until)
    assert dump(slow) == dump(fast)


@pytest.mark.slow
def test_stride_equals_ticks_for_a_whole_day() -> None:
    def play(run: object) -> tuple[str, list[e.Event]]:
        world = small.world()
        events: list[e.Event] = []
        for tick, command in small.busy_day(world.tick):
            events += run(world, tick)  # type: ignore[operator]
            events += apply(world, (command,))
        events += run(world, world.tick + 8 * small.HOUR)  # type: ignore[operator]
        return digest(world), events

    assert play(one_by_one) == play(advance)


@given(st.lists(st.integers(1, 900), max_size=12))
@settings(max_examples=15)
def test_where_one_pauses_does_not_matter(stops: list[int]) -> None:
    broken, whole = at_hour(0.35), at_hour(0.35)
    until = whole.tick + 3600
    for stop in stops:
        advance(broken, min(until, broken.tick + stop))
    advance(broken, until)
    advance(whole, until)
    assert digest(broken) == digest(whole)


def test_an_idle_world_strides_by_minutes() -> None:
    world = small.world()
    assert next_tick(world) == world.tick - world.tick % 60 + 60
    ran = 0

    def count(_world: World, _emit: object) -> None:
        nonlocal ran
        ran += 1

    from game.sim import step as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_TICK", (*module._TICK, count))
        advance(world, world.tick + 3600)
    assert ran <= 61


def test_a_refused_command_changes_nothing() -> None:
    world = small.world()
    before = digest(world)
    (event,) = apply(world, (c.Core("near"),))
    assert isinstance(event, e.CommandRefused)
    assert digest(world) == before


def test_validate_never_changes_the_world() -> None:
    world = at_hour(4.3)
    before = digest(world)
    for command in hostile_commands():
        validate(world, command)
    assert digest(world) == before


def test_the_judge_and_the_step_agree() -> None:
    world = at_hour(1.6)
    for _tick, command in small.busy_day(0):
        fresh = small.world()
        advance(fresh, world.tick)
        refused = validate(fresh, command)
        first = apply(fresh, (command,))[:1]
        assert (refused is not None) == any(isinstance(event, e.CommandRefused) for event in first)


def test_systems_have_names_of_their_own() -> None:
    names = [system.name for system in SYSTEMS]
    assert len(set(names)) == len(names) == len(SYSTEMS)


# --- whatever is asked ------------------------------------------------------------------------------------------------

WILD = (0.0, -1.0, 1e-300, 1e300, -1e300, 1e9, 44.0, float("inf"), float("-inf"), float("nan"))


def hostile_commands() -> Iterator[c.Command]:
    """Every command with numbers and names that no player would give."""
    for x in WILD:
        for y in (*WILD[:3], x):
            yield c.DriveTo(x, y)
            yield c.DriveArc(x, y)
            yield c.Fly(((x, y),), 10.0, False)
            yield c.Fly(((44.0, 90.0), (x, y)), x, True)
            yield c.RunMoxie(x, y)
            yield c.TakeImage("navcam", "", x, y, x)
        yield c.TurnTo(x)
    yield c.Fly((), 10.0, True)
    yield c.Fly(((44.0, 90.0),) * 500, 10.0, True)
    for name in ("", "near", "unseen", "away", "x" * 1000, "\x00"):
        yield c.TakeImage(name, name, 0.0, 0.0, 0.0)
        yield c.TakeImage("mastcam_z", name, 0.0, 0.0, 0.0)
        yield c.TakeImage("watson", name, 0.0, 0.0, 0.0)
        yield from (c.Abrade(name), c.Core(name), c.Analyse(name, name), c.Analyse("near", name))
    for number in (0, -1, 1, 99, 10**30, -(10**30)):
        yield from (c.DropTube(number), c.Prioritise(number), c.SleepUntil(number))
    yield from (c.Stop(), c.Wake(), c.ClearPlan(), c.AbortFlight(), c.StopMoxie(), c.SealTube(), c.SealWitness())


@pytest.mark.parametrize("moment", ["panorama", "flight", "driving", "asleep"])
def test_no_command_breaks_the_world(moment: str) -> None:
    """Whatever is asked at whatever moment: the world goes on, and can be saved and loaded."""
    world = at_hour(MOMENTS[moment])
    for command in hostile_commands():
        apply(world, (command,))
        advance(world, world.tick + 7)
        assert next(misfits(world), "") == "", command
    assert digest(restore(world.site, json.loads(json.dumps(dump(world), allow_nan=False)))) == digest(world)


def test_no_plan_breaks_the_world() -> None:
    world = small.world()
    for command in hostile_commands():
        if isinstance(command, c.PlanStep):
            apply(world, (c.AddToPlan(command),))
            advance(world, world.tick + 30)
            apply(world, (c.ClearPlan(), c.Stop(), c.AbortFlight(), c.StopMoxie(), c.Wake()))
    assert next(misfits(world), "") == ""
