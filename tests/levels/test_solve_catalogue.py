"""The solve catalogue stands for today's levels: each mission can be won, on its own crater and on others."""

import hashlib

import pytest

from tests.digests import KEPT as DIGESTS
from tests.levels import catalogue
from tests.levels.catalogue import NAMES, Entry, Row

MOST_SOLS_OFF_FRAC = 0.3
HOW = "play it again: python -m tests.levels.catalogue --write"


def entry(name: str) -> Entry:
    return catalogue.kept()[name]


def test_the_catalogue_is_in_the_form_it_is_written_in() -> None:
    """Sums and shares belong to the rows below them."""
    assert catalogue.text_of(catalogue.kept()) == catalogue.KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_mission_is_won_on_its_own_seed_and_on_nine_of_ten_others(name: str) -> None:
    found = entry(name)
    assert found.rows[0].seed == catalogue.level_seed(name)
    assert found.rows[0].outcome == "won"
    assert [row.seed for row in found.others] == list(range(1, catalogue.USUAL_SEEDS + 1))
    assert found.won_frac >= 0.9
    assert all(row.why for row in found.rows if row.outcome != "won"), "what stopped it?"


@pytest.mark.parametrize("name", NAMES)
def test_the_catalogue_is_about_todays_level_and_ground(name: str) -> None:
    found = entry(name)
    assert (found.level, found.ground) == catalogue.identity(name), HOW


def test_a_level_with_another_deadline_is_another_level_and_one_with_another_title_is_not() -> None:
    from game.content.load import load_level
    from game.mission.identity import level_hash

    level = load_level(catalogue.LEVELS / "01_wheels_down.yaml")
    first = level.objectives[0].model_copy(update={"by_sol": 99})
    stricter = level.model_copy(update={"objectives": (first, *level.objectives[1:])})
    assert level_hash(stricter, as_written=True) != level_hash(level, as_written=True)
    renamed = level.model_copy(update={"title": "Another"})
    assert level_hash(renamed, as_written=True) == level_hash(level, as_written=True)


def test_a_catalogue_is_read_back_as_it_was_written() -> None:
    rows = (Row(9, "won", "1.20", 300, 2), Row(1, "lost", "3.00", 0, 0, "lost: The batteries ran flat"))
    written = {"05_seitah": Entry("05_seitah", "aa", "bb", rows)}
    assert catalogue.read(catalogue.text_of(written)) == written


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_missions_played_again_end_as_the_catalogue_says(name: str) -> None:
    """One of its rows, another whenever the world's digests change. A world that has changed a little may take a
    mission a little longer; it may not lose what was won."""
    salt = hashlib.blake2b(DIGESTS.read_bytes()).hexdigest()
    rows = [row for row in catalogue.chosen(entry(name), salt, 1) if row.outcome == "won"]
    for row, again in zip(rows, catalogue.play(name, [row.seed for row in rows], 1), strict=True):
        assert again.outcome == "won", HOW
        assert float(again.sols) == pytest.approx(float(row.sols), rel=MOST_SOLS_OFF_FRAC, abs=1.0), HOW
