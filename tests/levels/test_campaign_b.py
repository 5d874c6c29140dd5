"""The second half of the campaign: each level is won by its script, lost by the other, and teaches what it is for."""

from functools import cache
from pathlib import Path

import pytest

from game import paths
from game.content.catalog import load_catalog
from game.content.load import load_level
from game.content.source import Source
from game.mission.script import run_script
from game.mission.script_file import parse_script
from game.mission.session import Session
from game.sim.setup import prepare_site
from game.sim.state.objectives import Outcome, Status
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


@cache
def site(name: str) -> Site:
    return prepare_site(load_level(LEVELS / f"{name}.yaml"), load_catalog())


def played(name: str, text: str) -> Session:
    """A session after a script."""
    session = small.session_on(site(name))
    script = parse_script(Source.of(text, "test.script.yaml"), session.world.level, session.world.site.catalog)
    assert run_script(session, script, 10**9) is None
    return session


def script_of(name: str, kind: str = "") -> str:
    return Path(LEVELS / f"{name}{kind}.script.yaml").read_text(encoding="utf-8")


def done(session: Session) -> set[str]:
    pairs = zip(session.world.level.objectives, session.world.objectives.items, strict=True)
    return {spec.id for spec, item in pairs if item.status is Status.DONE}


@pytest.mark.parametrize("name", NAMES)
def test_the_script_wins(name: str) -> None:
    assert played(name, script_of(name)).world.objectives.outcome is Outcome.WON


@pytest.mark.parametrize("name", NAMES)
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
    wet, dry = played("10_precursor", script_of("10_precursor")), played("10_precursor", text)
    assert dry.world.objectives.outcome is Outcome.WON
    assert "water_near" in done(wet) - done(dry)
    assert wet.world.objectives.stars > dry.world.objectives.stars


# --- teaching points --------------------------------------------------------------------------------------------------


def test_up_the_rim_the_spur_of_rock_slips_less_than_the_straight_line() -> None:
    session = played("09_up_the_rim", script_of("09_up_the_rim"))
    assert {"top", "early", "core"} <= done(session)


def test_a_delayed_mission_has_ten_tubes_to_lay_down() -> None:
    world = small.session_on(site("07_three_forks")).world
    stored = [tube for tube in world.tubes if tube.status == "stored"]
    assert [tube.target for tube in stored] == list(world.level.rover.stored)
    assert all(tube.family and tube.length_cm > 5.0 for tube in stored)
