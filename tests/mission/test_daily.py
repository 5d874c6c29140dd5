"""Levels of the day: the date gives the crater, the same one everywhere, and each day's stars by themselves."""

from datetime import date
from pathlib import Path

from game import paths
from game.content.level import Level
from game.content.load import load_level
from game.mission.daily import on_day, progress_key
from game.mission.identity import level_hash
from game.mission.savefolder import write_save
from game.mission.savegame import read_save
from game.mission.start import start_session
from game.sim.setup import prepare_site
from tests.content.pages import SMALL, catalog, read

DAY, NEXT = date(2026, 11, 27), date(2026, 11, 28)


def daily() -> Level:
    return load_level(paths.levels_dir() / "jezero" / "daily.yaml", catalog())


def test_a_day_has_its_seed_and_the_next_day_another() -> None:
    assert on_day(daily(), DAY).seed == 20261127
    assert on_day(daily(), NEXT).seed == 20261128


def test_a_level_of_its_own_seed_is_the_same_every_day() -> None:
    assert on_day(read(SMALL), DAY) == read(SMALL)
    assert progress_key(read(SMALL), 5) == "small"


def test_a_day_has_one_crater_with_the_same_stones() -> None:
    first, again, other = (prepare_site(on_day(daily(), day), catalog()) for day in (DAY, DAY, NEXT))
    assert (first.terrain.elevation_m == again.terrain.elevation_m).all()
    assert [target.at for target in first.level.targets] == [target.at for target in again.level.targets]
    assert (first.terrain.elevation_m != other.terrain.elevation_m).any()
    assert [target.at for target in first.level.targets] != [target.at for target in other.level.targets]


def test_yesterdays_save_goes_on_today(tmp_path: Path) -> None:
    session = start_session(on_day(daily(), DAY), catalog())
    session.run_to(session.tick + 120)
    write_save(tmp_path / "a.jezero", session)
    again = read_save(tmp_path / "a.jezero", on_day(daily(), NEXT), catalog())
    assert again.world.site.seed == 20261127
    assert level_hash(on_day(daily(), DAY)) == level_hash(on_day(daily(), NEXT))


def test_each_day_keeps_its_own_stars() -> None:
    keys = {progress_key(on_day(daily(), day), on_day(daily(), day).seed) for day in (DAY, NEXT)}
    assert keys == {"daily@20261127", "daily@20261128"}
