"""Free roam, the crater of the day and the minute behind the title: each does what it promises."""

from datetime import date, timedelta
from functools import cache

import pytest

from game import paths
from game.content.catalog import Catalog, load_catalog
from game.content.level import Level
from game.content.load import load_level
from game.core import marstime
from game.mission.autopilot import fly_mission
from game.mission.daily import on_day
from game.mission.session import Session
from game.mission.start import start_session
from game.sim.scatter import find_places
from game.sim.setup import prepare_site
from game.sim.state.objectives import Outcome

DAY = date(2026, 11, 27)


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def level(name: str) -> Level:
    return load_level(paths.levels_dir() / "jezero" / f"{name}.yaml", catalog())


def flown(wanted: Level, sols: int) -> Session:
    session = start_session(wanted, catalog())
    fly_mission(session, session.tick + sols * marstime.SOL_S)
    return session


def test_free_roam_has_no_deadline_and_ends_only_when_the_player_says_so() -> None:
    roam = level("free_roam")
    assert all(objective.by_sol is None for objective in roam.objectives)
    assert roam.lose == ()
    assert [objective.id for objective in roam.objectives if objective.primary] == ["depot"]
    assert roam.helicopter.present
    assert roam.moxie.present
    assert roam.radar.present


def test_free_roam_can_be_ended_well() -> None:
    session = flown(level("free_roam"), 20)
    assert session.world.objectives.outcome is Outcome.WON


@pytest.mark.parametrize("seed", [level("free_roam").seed, 1, 2, 3])
def test_the_rocks_of_free_roam_find_their_places_on_other_seeds_too(seed: int) -> None:
    ground = prepare_site(level("free_roam"), catalog(), seed)
    given_up = {one.rule: one.given_up for one in find_places(level("free_roam"), ground.terrain) if one.given_up}
    assert given_up == {}


@pytest.mark.parametrize("name", ["free_roam", "daily"])
def test_a_seed_is_fair_to_every_rule(name: str) -> None:
    """All scattered targets lie within the map, none in arm's reach of the start."""
    found = prepare_site(level(name), catalog(), 77)
    start = found.level.metres(found.level.start.at)
    for target in found.level.targets:
        x_m, y_m = found.level.metres(target.at)
        assert found.terrain.inside(x_m, y_m)
        assert (x_m - start[0]) ** 2 + (y_m - start[1]) ** 2 > 12**2 - 30 or target.scatter is None


def test_today_can_be_won() -> None:
    session = flown(on_day(level("daily"), DAY), 7)
    assert session.world.objectives.outcome is Outcome.WON


@pytest.mark.slow
def test_most_days_can_be_won_by_the_autopilot() -> None:
    days = [on_day(level("daily"), DAY + timedelta(days=n)) for n in range(15)]
    won = [flown(today, 7).world.objectives.outcome is Outcome.WON for today in days]
    assert sum(won) >= 14


def test_the_demo_is_short_and_shows_a_flight_a_drive_and_a_core() -> None:
    session = flown(level("demo"), 1)
    world = session.world
    assert world.objectives.outcome is Outcome.WON
    assert world.helicopter.flights == 1
    assert world.rover.odometry_m > 40
    assert any(target.cores for target in world.targets)
