"""The second half of the campaign: each level is won by its script, lost by the other, and teaches what it is for."""

from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from game import paths
from game.content.catalog import load_catalog
from game.content.load import load_level
from game.content.source import Source
from game.mission.replay import play_replay, read_replay
from game.mission.script import run_script
from game.mission.script_file import parse_script
from game.mission.session import Session
from game.sim.events import DriveFaulted, Event, StormBegan, StormEnded
from game.sim.setup import new_world, prepare_site
from game.sim.state.objectives import Outcome, Status
from game.sim.step import advance, apply
from game.sim.world import Site
from tests import small

LEVELS = paths.levels_dir() / "jezero"
NAMES = ("06_delta_front", "07_three_forks", "08_leopard_spots", "09_up_the_rim", "10_precursor")
LOST_BY = {
    "06_delta_front": "sandstone",
    "07_three_forks": "soil",
    "08_leopard_spots": "unwritten",
    "09_up_the_rim": "flat",
    "10_precursor": "sound",
}

LONG_LOST = ("06_delta_front", "07_three_forks", "10_precursor")
"""Two weeks and more of waiting: seconds each."""


@cache
def site(name: str) -> Site:
    return prepare_site(load_level(LEVELS / f"{name}.yaml"), load_catalog())


def played(name: str, text: str) -> Session:
    """A session after a script."""
    session = small.session_on(site(name))
    script = parse_script(Source.of(text, "test.script.yaml"), session.world.level, session.world.site.catalog)
    assert run_script(session, script, 10**9) is None
    return session


@cache
def won_by_its_script(name: str) -> Session:
    """Looked at by several tests, changed by none."""
    return played(name, script_of(name))


def script_of(name: str, kind: str = "") -> str:
    return Path(LEVELS / f"{name}{kind}.script.yaml").read_text(encoding="utf-8")


def done(session: Session) -> set[str]:
    pairs = zip(session.world.level.objectives, session.world.objectives.items, strict=True)
    return {spec.id for spec, item in pairs if item.status is Status.DONE}


@pytest.mark.parametrize("name", NAMES)
def test_the_script_wins(name: str) -> None:
    assert won_by_its_script(name).world.objectives.outcome is Outcome.WON


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_replay_still_wins(name: str) -> None:
    ground = site(name)
    world, difference = play_replay(read_replay(LEVELS / f"{name}.replay.json"), ground.level, ground.catalog)
    assert difference is None
    assert world.objectives.outcome is Outcome.WON


@pytest.mark.parametrize("name", NAMES)
def test_each_mission_has_two_objectives_beside_those_that_win_it(name: str) -> None:
    level = site(name).level
    primary = sum(spec.points for spec in level.objectives if spec.primary)
    every = sum(spec.points for spec in level.objectives)
    assert len([spec for spec in level.objectives if not spec.primary]) == 2
    assert primary >= level.score.stars[0]
    assert level.score.stars[0] < level.score.stars[1] < level.score.stars[2] <= every
    assert primary < level.score.stars[2]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in LONG_LOST else ()) for name in NAMES]
)
def test_the_losing_script_loses(name: str) -> None:
    objectives = played(name, script_of(name, ".losing")).world.objectives
    assert (objectives.outcome, objectives.cause) == (Outcome.LOST, LOST_BY[name])


def test_ice_is_called_fiction_from_the_first_line() -> None:
    level = site("10_precursor").level
    assert level.briefing.splitlines()[0].startswith("This mission is fiction")
    assert all(layer.fiction for layer in level.subsurface.layers if layer.kind in ("ice", "water"))


# --- other ways to win ------------------------------------------------------------------------------------------------


def test_leopard_spots_is_won_without_a_detour_for_fewer_stars() -> None:
    """Straight to Cheyava Falls and nothing else: won, but without a rock to compare it with."""
    away = ("apollo_temple",)
    lines = [line for line in script_of("08_leopard_spots").splitlines() if not any(word in line for word in away)]
    session = played("08_leopard_spots", "\n".join(lines) + "\n")
    assert session.world.objectives.outcome is Outcome.WON
    assert "compare" not in done(session)


def test_precursor_is_won_with_a_dry_site_for_fewer_stars() -> None:
    """The vote may go to Alpha after all: after the sounding, back to the flat ground by the start."""
    text = script_of("10_precursor").replace("  - core: {target: bravo}", "  - approach: {target: alpha}\nSTUDY")
    text = text.replace(
        "STUDY",
        "  - image: {target: alpha}\n  - analyse: {target: alpha, instrument: watson}\n  - core: {target: alpha}",
    )
    wet, dry = won_by_its_script("10_precursor"), played("10_precursor", text)
    assert dry.world.objectives.outcome is Outcome.WON
    assert "water_near" in done(wet) - done(dry)
    assert wet.world.objectives.stars > dry.world.objectives.stars


SPRINT = """
format: 1
level: up_the_rim
steps:
  - approach: {target: dox_castle}
  - analyse: {target: dox_castle, instrument: supercam}
  - image: {target: dox_castle, focal_mm: 110}
  - image: {azimuth_deg: 270, focal_mm: 34}
  - sleep_until: {lmst: "09:30"}
  - approach: {target: lookout_hill}
  - panorama
"""


def test_up_the_rim_is_won_by_a_sprint_before_the_storm_without_a_core() -> None:
    """The shipped script takes the core and sleeps the dust out on the hill."""
    slow, fast = won_by_its_script("09_up_the_rim"), played("09_up_the_rim", SPRINT)
    assert fast.world.objectives.outcome is Outcome.WON
    assert {"view", "core"} - done(fast) == {"core"}
    assert fast.world.tick < tick_of(fast, StormBegan, default=10**12)
    assert tick_of(slow, StormEnded) < slow.world.tick
    assert slow.world.objectives.stars > fast.world.objectives.stars


def test_a_panorama_in_brown_air_is_no_view() -> None:
    night = '  - sleep_until: {lmst: "09:30"}\n'
    session = played("09_up_the_rim", SPRINT.replace(night, night + night))
    assert session.world.objectives.outcome is Outcome.WON
    assert "back" in done(session)
    assert "view" not in done(session)


# --- teaching points --------------------------------------------------------------------------------------------------


def tick_of(session: Session, kind: type[Event], default: int = -1) -> int:
    """When the first such event happened."""
    return next((event.tick for event in session.events if isinstance(event, kind)), default)


def test_up_the_rim_the_spur_of_rock_slips_less_than_the_straight_line() -> None:
    """By the wheels' own account: mean slip on the climb of the script, and of a directed drive straight up."""
    straight = played("09_up_the_rim", STRAIGHT_UP)
    ended = [event.reason.key for event in straight.events if isinstance(event, DriveFaulted)]
    assert ended
    assert set(ended) <= {"drive.slip", "drive.sinking"}, "the slope ends a drive straight up"
    by_the_spur, straight_up = slips(won_by_its_script("09_up_the_rim"), 132.0), slips(straight, 132.0)
    assert max(straight_up) > 0.6 > max(by_the_spur)
    assert mean(by_the_spur) < 0.7 * mean(straight_up)


STRAIGHT_UP = """
format: 1
level: up_the_rim
steps:
  - sleep_until: {lmst: "12:30"}
  - drive_to: {at: [25, 67], mode: directed}
"""


def slips(session: Session, west_of_tile: float) -> list[float]:
    """How the wheels slip while the rover drives west of a line, half a minute apart, in what the session recorded."""
    world, found = new_world(site("09_up_the_rim")), []
    for due in (*session.recording.commands, None):
        end = due.tick if due is not None else session.world.tick
        while world.tick < end:
            advance(world, min(end, world.tick + 30))
            if world.rover.slip_frac != 0.0 and world.rover.x_m < west_of_tile * world.terrain.tile_m:
                found.append(world.rover.slip_frac)
        apply(world, [due.command] if due is not None else [])
    return found


def test_a_delayed_mission_has_ten_tubes_to_lay_down() -> None:
    world = small.session_on(site("07_three_forks")).world
    stored = [tube for tube in world.tubes if tube.status == "stored"]
    assert [tube.target for tube in stored] == list(world.level.rover.stored)
    assert all(tube.family and tube.length_cm > 5.0 for tube in stored)
