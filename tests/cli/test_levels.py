"""From words to level files."""

from pathlib import Path

import pytest

from game import paths
from game.cli.guard import Refused
from game.cli.levels import find_level
from game.mission.library import level_files, level_names


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A levels folder with one campaign: a level and a script beside it."""
    folder = tmp_path / "levels"
    (folder / "jezero").mkdir(parents=True)
    (folder / "jezero" / "01_first_light.yaml").write_text(
        "# a comment\nformat: 1\nid: first_light\n", encoding="utf-8"
    )
    (folder / "jezero" / "first_light.script.yaml").write_text("format: 1\nsteps: []\n", encoding="utf-8")
    monkeypatch.setattr(paths, "levels_dir", lambda: folder)
    return folder


@pytest.mark.parametrize("word", ["first_light", "01_first_light", "jezero/01_first_light"])
def test_a_level_answers_to_its_names(shipped: Path, word: str) -> None:
    assert find_level(word) == shipped / "jezero" / "01_first_light.yaml"


def test_a_path_wins(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first_light").write_text("id: other", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_level("first_light") == Path("first_light")


def test_scripts_are_no_levels(shipped: Path) -> None:
    assert level_files() == [shipped / "jezero" / "01_first_light.yaml"]


def test_the_players_own_levels_come_after_the_shipped_ones(shipped: Path, jezero_home: Path) -> None:
    own = jezero_home / "levels"
    own.mkdir()
    (own / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
    (own / "copy.yaml").write_text('id: "first_light"\n', encoding="utf-8")
    assert find_level("mine") == own / "mine.yaml"
    assert level_names()["first_light"] == shipped / "jezero" / "01_first_light.yaml"


def test_an_unknown_level_gets_a_suggestion_and_the_list(shipped: Path) -> None:
    with pytest.raises(Refused) as refused:
        find_level("frist_light")
    assert "Did you mean first_light?" in refused.value.sentence
    assert refused.value.sentence.endswith("The levels are: first_light.")
