"""The autopilot: wins what can be won, by public commands and knowledge, and never goes round in circles."""

import time
from typing import Any

import pytest

from game.content.level import Level
from game.core import marstime
from game.mission.autopilot import decide, fly_mission
from game.mission.autopilot_memory import MOST_COMMANDS_PER_SOL, Memory
from game.mission.identity import level_hash
from game.mission.replay import Replay
from game.mission.session import Session
from game.sim import commands as c
from game.sim import events as e
from game.sim.physics import coring
from game.sim.setup import new_world
from game.sim.snapshot import digest
from game.sim.state.objectives import Outcome, Status
from game.sim.step import advance, apply
from game.sim.validate import validate
from game.sim.world import Site
from tests import small


def goal(name: str, done_when: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "done_when": done_when, **more}


def session_with(**sections: Any) -> Session:
    """A mission on the small site with other sections."""
    site = small.site()
    level = Level.model_validate({**dict(site.level), "lose": (), "score": {"stars": (1, 2, 3)}, **sections})
    world = new_world(Site(level, site.seed, site.terrain, site.catalog))
    return Session(world, Replay(level.id, level_hash(level), site.seed))


def fly(session: Session, sols: float = 12.0) -> Session:
    fly_mission(session, session.world.tick + int(sols * marstime.SOL_S))
    return session


def won(**sections: Any) -> Session:
    session = fly(session_with(**sections))
    assert session.world.objectives.outcome is Outcome.WON, [item.status for item in session.world.objectives.items]
    return session


def test_the_small_level_is_won_with_everything_optional() -> None:
    session = fly(small.session())
    assert session.world.objectives.outcome is Outcome.WON
    assert session.world.objectives.stars == 3
    assert marstime.sol(session.world.tick) <= 16


EVERY_SYSTEM = (
    *(c.DriveTo, c.Fly, c.TakeImage, c.Abrade, c.Analyse, c.Core, c.SealTube, c.SealWitness),
    *(c.DropTube, c.RunMoxie, c.SetRadar, c.MarkHorizon, c.SleepUntil),
)


def test_a_level_that_uses_every_system_is_won() -> None:
    session = fly(small.session("everything"))
    assert session.world.objectives.outcome is Outcome.WON
    assert session.world.objectives.stars == 3
    given = {type(one.command) for one in session.recording.commands}
    assert set(EVERY_SYSTEM) <= given


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_it_reads_a_radargram_by_what_it_shows(seed: int) -> None:
    """Switches RIMFAX on, drives, and marks both horizons, in few tries, over any ground."""
    session = fly(small.session("radar", seed))
    assert session.world.objectives.outcome is Outcome.WON
    tries = [one for one in session.recording.commands if isinstance(one.command, c.MarkHorizon)]
    assert 2 <= len(tries) <= 40


GOALS: dict[str, dict[str, Any]] = {
    "reach": {"target.away.reached": True},
    "sound": {"radar.sounded_m": {"at_least": 30}},
    "horizon": {"radar.horizons_marked": {"at_least": 1}},
    "near": {"target.away.distance_m": {"at_most": 5}},
    "picture": {"target.away.imaged": True},
    "abrade": {"target.near.abraded": True},
    "analyse": {"target.away.analysed": True},
    "core": {"target.near.cored": True},
    "seal both": {"target.near.sealed": True, "target.away.sealed": True},
    "hidden": {"target.unseen.known": True},
    "hidden sealed": {"target.unseen.sealed": True},
    "two families": {"cache.families": {"at_least": 2}},
    "depot": {"cache.deposited": {"at_least": 1}},
    "wide depot": {"cache.deposited": {"at_least": 2}},
    "worth": {"cache.worth": {"at_least": 60}},
    "belief": {"notebook.near.sedimentary_frac": {"at_most": 0.1}},
    "looks": {"notebook.entries": {"at_least": 8}},
    "witness": {"cache.witness_sealed": {"at_least": 1}},
    "oxygen": {"moxie.oxygen_g": {"at_least": 12}},
    "runs": {"moxie.runs": {"at_least": 2}},
    "flights": {"helicopter.flights": {"at_least": 3}},
    "flown": {"helicopter.distance_m": {"at_least": 300}},
    "seen": {"survey.aerial_frac": {"at_least": 0.9}},
    "surveyed": {"survey.surveyed_frac": {"at_least": 0.85}},
    "driven": {"rover.odometry_m": {"at_least": 90}},
    "east": {"rover.x_tile": {"at_least": 40}},
    "north": {"rover.y_tile": {"at_most": 30}},
    "pictures": {"downlink.images": {"at_least": 6}},
    "analyses": {"downlink.analyses": {"at_least": 3}},
    "data": {"downlink.mbit": {"at_least": 150}},
    "nights": {"nights_survived": {"at_least": 2}},
    "full": {"rover.charge_frac": {"at_least": 0.99}},
    "either": {"any": [{"rover.safe_modes": {"at_least": 9}}, {"target.near.imaged": True}]},
}


@pytest.mark.parametrize("name", GOALS)
def test_every_kind_of_objective_is_met(name: str) -> None:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in GOALS[name].items()}
    won(objectives=(goal("only", plain),))


VARIATIONS: dict[str, dict[str, Any]] = {
    "no helicopter": {"helicopter": {"present": False}},
    "low charge": {"rover": {"charge_frac": 0.3, "sample_tubes": 3, "witness_tubes": 1}},
    "evening start": {"start": {"sol": 14, "lmst": "19:00", "at": (20.0, 44.0), "heading_deg": 0.0}},
    "morning cold": {"start": {"sol": 14, "lmst": "06:10", "at": (20.0, 44.0), "heading_deg": 0.0}},
    "storm": {"weather": {"storms": ({"sol": 14, "lmst": "10:00", "hours": 30.0, "tau": 3.0},)}},
    "one pass": {"relay": {"passes": ({"orbiter": "MRO", "lmst": "03:10", "minutes": 5.0, "mbit": 20.0},)}},
    "dust of winter": {"start": {"sol": 300, "lmst": "09:00", "at": (20.0, 44.0), "heading_deg": 0.0}},
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_variations_are_won(name: str) -> None:
    objectives = (
        goal("sample", {"target.near.sealed": True}),
        goal("air", {"moxie.oxygen_g": {"at_least": 3}}),
        goal("send", {"downlink.images": {"at_least": 1}}),
    )
    won(objectives=objectives, **VARIATIONS[name])


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_other_craters_are_won(seed: int) -> None:
    assert fly(small.session(seed=seed)).world.objectives.outcome is Outcome.WON


def test_deadlines_come_first() -> None:
    """The far rock is due today, the near one any time: the far one is done first."""
    session = won(
        objectives=(
            goal("near", {"target.near.sealed": True}),
            goal("away", {"target.away.imaged": True, "target.away.reached": True}, by_sol=14),
        )
    )
    near, away = session.world.objectives.items
    assert away.tick < near.tick


def test_the_last_objective_waits_for_the_optional_ones() -> None:
    session = won(
        objectives=(
            goal("air", {"moxie.oxygen_g": {"at_least": 3}}, by_sol=20),
            goal("more", {"target.near.sealed": True}, primary=False),
        )
    )
    assert session.world.objectives.items[1].status is Status.DONE


def test_but_not_longer_than_its_deadline_allows() -> None:
    session = won(
        objectives=(
            goal("air", {"moxie.oxygen_g": {"at_least": 3}}, by_sol=17),
            goal("never", {"rover.safe_modes": {"at_least": 9}}, primary=False),
        )
    )
    assert marstime.sol(session.world.tick) <= 17


def test_pebbles_are_cleared_and_seals_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pebbles after the first core, a carousel that is free at the second try, a seal that takes at the third."""
    monkeypatch.setattr(coring, "pebbles_frac", lambda _crumble: 1.0)
    monkeypatch.setattr(coring, "CLEARED_FRAC", 0.5)
    monkeypatch.setattr(coring, "seal_fails_frac", lambda tries: 1.0 if tries < 2 else 0.0)
    session = won(objectives=(goal("sample", {"target.near.sealed": True}),))
    names = [type(event) for event in session.events]
    assert e.CarouselBlocked in names
    assert e.CarouselCleared in names
    assert names.count(e.SealFailed) == 2


# --- circles ----------------------------------------------------------------------------------------------------------

HOPELESS: tuple[dict[str, Any], ...] = (
    {"rover.safe_modes": {"at_least": 5}},
    {"moxie.oxygen_g": {"at_least": 100_000}},
    {"downlink.images": {"at_least": 5000}},
    {"survey.surveyed_frac": {"at_least": 1.0}},
    {"helicopter.flights": {"at_least": 900}},
    {"cache.sealed": {"at_least": 90}},
    {"rover.odometry_m": {"at_least": 1_000_000}},
    {"target.away.distance_m": {"at_least": 5000}},
)


@pytest.mark.parametrize("hopeless", HOPELESS, ids=lambda value: next(iter(value)))
def test_what_cannot_be_done_does_not_end_in_circles(hopeless: dict[str, Any]) -> None:
    started = time.process_time()
    session = fly(session_with(objectives=(goal("hopeless", hopeless),)), sols=6.0)
    commands = session.recording.commands
    assert len(commands) <= 7 * (MOST_COMMANDS_PER_SOL + 30)
    assert session.world.power.safe_modes <= 1
    assert session.world.helicopter.phase.value != "lost"
    assert time.process_time() - started < 20.0


def test_hardly_a_command_is_refused() -> None:
    session = fly(small.session())
    fresh = small.session()
    refused = 0
    for item in session.recording.commands:
        fresh.run_to(item.tick)
        refused += validate(fresh.world, item.command) is not None
        fresh.give(item.command)
    assert refused == 0


# --- public knowledge -------------------------------------------------------------------------------------------------


def test_deciding_changes_nothing() -> None:
    world, memory = small.world(), Memory()
    for _ in range(30):
        before = digest(world)
        command = decide(world, memory)
        assert digest(world) == before
        if command is not None:
            memory.note(world, command)
            apply(world, (command,))
        advance(world, world.tick + 1800)


def test_where_a_hidden_rock_lies_is_not_known() -> None:
    """Until it has been found, the mission goes the same way wherever the rock is."""
    objectives = (goal("find", {"target.unseen.known": True}),)

    def commands(at: tuple[float, float]) -> list[tuple[int, c.Command]]:
        targets = tuple(
            target.model_copy(update={"at": at}) if target.hidden else target for target in small.level().targets
        )
        session = fly(session_with(objectives=objectives, targets=targets), sols=3.0)
        found = session.world.objectives.items[0].tick
        return [(item.tick, item.command) for item in session.recording.commands if item.tick < found or found < 0]

    one, other = commands((52.0, 12.0)), commands((8.0, 6.0))
    both = min(len(one), len(other))
    assert both >= 1
    assert one[:both] == other[:both]


def test_the_same_mission_twice() -> None:
    assert fly(small.session()).recording == fly(small.session()).recording
