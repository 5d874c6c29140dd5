"""A level as the rest of the game sees it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from game import paths
from game.content.check import check_paths
from game.content.conditions import AllOf, Compare
from game.content.level import Level
from game.content.load import load_level
from tests.content.pages import EVERYTHING, SMALL, catalog, edited, faults_of, read


def test_five_lines_are_a_level() -> None:
    level = read(SMALL)
    assert level.start.at == (128.0, 128.0)
    assert level.objectives[0].done_when == Compare("rover.odometry_m", "at_least", 100.0)
    assert level.score.stars == (40, 70, 100)
    assert level.relay.passes is None
    assert level.operations == "live"
    assert level.terrain_spec().width_m == 512.0


def test_without_a_place_the_start_is_the_middle_of_the_map() -> None:
    level = read(SMALL + "map: {tiles: [64, 100]}\nstart: {sol: 3}\n")
    assert level.start.at == (32.0, 50.0)
    assert level.start.sol == 3


def test_places_are_tile_centres_in_metres_and_back() -> None:
    level = read(EVERYTHING)
    assert level.metres((0, 0)) == (1.25, 1.25)
    assert level.metres(level.start.at) == (76.25, 102.5)
    assert level.tiles(*level.metres((17.5, 3.0))) == (17.5, 3.0)


def test_attributes_are_the_keys_of_the_file() -> None:
    level = read(EVERYTHING)
    assert level.start.lmst == "10:30"
    assert level.briefing.startswith('A text: with a colon, a # sign and "quotes".\n\nA second')
    assert level.debrief == "It's over."
    assert level.weather.storms[0].tau == 3.0
    assert level.target("beta") is level.targets[1]
    assert level.target("gamma") is None
    seal = level.objectives[1].done_when
    assert isinstance(seal, AllOf)
    assert [part.name for part in seal.parts if isinstance(part, Compare)] == [
        "target.alpha.sealed",
        "target.beta.sealed",
        "cache.sealed",
    ]


def test_a_level_cannot_be_changed() -> None:
    level = read(SMALL)
    with pytest.raises(ValidationError):
        level.rover.charge_frac = 1.0  # type: ignore[misc]
    with pytest.raises(ValidationError):
        level.seed = 2  # type: ignore[misc]


def test_equal_texts_give_equal_levels() -> None:
    assert read(EVERYTHING) == read(EVERYTHING)
    assert read(EVERYTHING) != read(edited("seed: 7", "seed: 8"))
    assert isinstance(read(EVERYTHING), Level)


LEVELS = [path for path in sorted(paths.levels_dir().rglob("*.yaml")) if "\nobjectives:" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", LEVELS, ids=lambda path: path.stem)
def test_every_shipped_level_is_sound(path: Path) -> None:
    assert check_paths([path], catalog=catalog()).faults == ()


def test_the_first_level_loads_by_its_path() -> None:
    assert load_level(paths.levels_dir() / "jezero" / "01_first_light.yaml").id == "first_light"


def test_long_texts_are_bounded() -> None:
    assert "61 characters" in faults_of(edited("title: Small", f"title: {'x' * 61}", SMALL))[0].sentence
