"""Missions on small levels, for tests: loaded as the game loads them, the ground made once."""

import json
from functools import cache
from pathlib import Path

from game.content.catalog import Catalog, load_catalog
from game.content.level import Level
from game.content.load import load_level
from game.core import marstime
from game.mission.identity import level_hash
from game.mission.replay import Replay
from game.mission.session import Session
from game.sim import commands as c
from game.sim.events import CommandRefused, Event
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction
from game.sim.setup import new_world, prepare_site
from game.sim.snapshot import dump, restore
from game.sim.step import advance, apply
from game.sim.world import Site, World

LEVELS = Path(__file__).parent / "mission" / "levels"
HOUR = 3600

# A mission that touches every system: (hours after the start, command). Steps given at the wrong time are refused,
# which is part of the test.
BUSY_DAY: tuple[tuple[float, c.Command], ...] = (
    (0.0, c.TakePanorama()),
    (0.1, c.Fly(((60.0, 90.0),), 8.0, True)),
    (0.1, c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)),
    (0.3, c.Abrade("near")),
    (0.3, c.DriveTo(60.0, 80.0)),
    (1.5, c.AddToPlan(c.Analyse("near", "pixl"))),
    (1.5, c.SetRadar(True)),
    (1.5, c.AddToPlan(c.Core("near"))),
    (1.5, c.AddToPlan(c.SealTube())),
    (1.5, c.AddToPlan(c.SealWitness())),
    (3.9, c.AddKeepOut(58.0, 70.0, 3.0)),
    (3.9, c.Extract(Extraction.BACK_OUT)),
    (4.0, c.DriveTo(56.0, 84.0)),
    (4.01, c.Prioritise(1)),
    (4.6, c.Stop()),
    (4.7, c.DriveArc(1.0, 0.1)),
    (4.8, c.DriveArc(-0.5, 0.0)),
    (4.9, c.DriveArc(0.0, 0.0)),
    (4.95, c.MarkHorizon("maaz", ((0.0, 15.0), (3.0, 15.0), (6.0, 15.0)), 3.5)),
    (5.0, c.ClearPlan()),
    (5.0, c.DropTube(1)),
    (5.5, c.TurnTo(200.0)),
    (5.8, c.RunMoxie(60.0, 2.0)),
    (9.0, c.SleepUntil(8 * HOUR)),
    (20.0, c.Wake()),
    (20.1, c.RemoveKeepOut(1)),
    (26.0, c.DriveTo(66.0, 82.0, DriveMode.VISODO, backwards=True)),
)


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def level(name: str = "small") -> Level:
    return load_level(LEVELS / f"{name}.yaml", catalog())


@cache
def site(name: str = "small", seed: int | None = None) -> Site:
    return prepare_site(level(name), catalog(), seed)


def world(name: str = "small", seed: int | None = None) -> World:
    return new_world(site(name, seed))


def session(name: str = "small", seed: int | None = None) -> Session:
    return session_on(site(name, seed))


def session_on(where: Site) -> Session:
    return Session(new_world(where), Replay(where.level.id, level_hash(where.level), where.seed))


def reloaded(session: Session) -> Session:
    """Through text and back, as a save file does it, without the file."""
    text = json.dumps(dump(session.world), allow_nan=False)
    return Session(restore(session.world.site, json.loads(text)), session.recording)


def give(on: World, *commands: c.Command) -> list[Event]:
    """Give commands that must be accepted."""
    events = apply(on, commands)
    refused = [event for event in events if isinstance(event, CommandRefused)]
    assert not refused, refused
    return events


def refusal(on: World, command: c.Command) -> str:
    """The key of the reason why a command is refused."""
    (event,) = apply(on, (command,))
    assert isinstance(event, CommandRefused), event
    return event.reason.key


def until_idle(on: World, most_hours: float = 6.0) -> list[Event]:
    """Let time pass until the rover has no task."""
    events: list[Event] = []
    end = on.tick + int(most_hours * HOUR)
    while on.rover.task is not None and on.tick < end:
        events += advance(on, end, stop_on_events=True)
    assert on.rover.task is None, on.rover.task
    return events


def do(on: World, *commands: c.Command) -> list[Event]:
    """Give commands one after another, each carried out to its end."""
    events: list[Event] = []
    for command in commands:
        events += give(on, command) + until_idle(on)
    return events


def pass_hours(on: World, hours: float) -> list[Event]:
    return advance(on, on.tick + int(hours * HOUR))


def to_lmst(on: World, lmst: str) -> list[Event]:
    return advance(on, marstime.next_lmst(on.tick, marstime.parse_lmst(lmst)))


def of_kind(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def busy_day(start_tick: int) -> tuple[tuple[int, c.Command], ...]:
    """BUSY_DAY as (tick, command)."""
    return tuple((start_tick + int(hours * HOUR), command) for hours, command in BUSY_DAY)


def play(on: Session, log: tuple[tuple[int, c.Command], ...], until: int) -> None:
    """Give the commands of a log at their ticks and run to `until`."""
    for tick, command in log:
        on.run_to(tick)
        on.give(command)
    on.run_to(until)
