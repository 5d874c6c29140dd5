"""A level's texts in another language."""

from pathlib import Path

import pytest

from game import paths
from game.content.check import check_paths
from game.content.load import load_level
from game.mission.identity import level_hash
from tests.content.pages import catalog

LEVEL = """\
format: 2
id: mine
title: My crater
briefing: Drive.
hints: [{title: How?, text: Forward.}]
objectives: [{id: far, title: Drive far, done_when: {rover.odometry_m: {at_least: 300}}}]
story:
  - id: go
    when: {sol: {at_least: 1}}
    do: [{message: Go!}, {dialogue: {who: pilot, text: I fly.}}]
"""
GERMAN = """\
language: de
texts:
  title: Mein Krater
  objectives.far.title: Fahre weit
  hints.1.text: Vorwärts.
  story.go.do.1.message: Los!
  story.go.do.2.dialogue.text: Ich fliege.
"""


def write(folder: Path, german: str = GERMAN) -> Path:
    path = folder / "mine.yaml"
    path.write_text(LEVEL, "utf-8")
    (folder / "mine.de.yaml").write_text(german, "utf-8")
    return path


def test_texts_take_the_place_of_the_level_s_own(tmp_path: Path) -> None:
    level = load_level(write(tmp_path), catalog(), "de")
    assert (level.title, level.objectives[0].title, level.hints[0].text) == ("Mein Krater", "Fahre weit", "Vorwärts.")
    first, second = level.story[0].do
    assert first.message == "Los!"
    assert second.dialogue is not None
    assert second.dialogue.text == "Ich fliege."


def test_what_is_missing_stays_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert load_level(path, catalog(), "de").briefing == "Drive."
    assert load_level(path, catalog(), "fr").title == "My crater"
    assert load_level(path, catalog()).title == "My crater"


def test_a_mission_is_the_same_in_every_language(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert level_hash(load_level(path, catalog(), "de")) == level_hash(load_level(path, catalog()))


@pytest.mark.parametrize(
    "german",
    [GERMAN.replace("Mein Krater", "x" * 61), "language: de\n", "texts: [", GERMAN.replace("Los!", "[1]")],
)
def test_a_faulty_file_never_keeps_a_level_from_loading(tmp_path: Path, german: str) -> None:
    assert load_level(write(tmp_path, german), catalog(), "de").title == "My crater"


def test_check_tells_a_text_that_fits_nowhere_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, GERMAN.replace("objectives.far.title", "objectives.fat.title"))
    report = check_paths([tmp_path])
    (fault,) = report.faults
    assert (Path(fault.file).name, fault.line) == ("mine.de.yaml", 4)
    assert "objectives.far.title" in fault.hint
    assert dict(report.files)[str(tmp_path / "mine.de.yaml")] == "translation"


def test_texts_beside_shipped_levels_fit_them() -> None:
    found = sorted(paths.levels_dir().glob("*/*.[a-z][a-z].yaml"))
    assert not found or check_paths(found).ok
