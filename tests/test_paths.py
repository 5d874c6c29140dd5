"""Where files are: in a checkout, in a wheel, and for the player."""

from pathlib import Path

import pytest

from game import paths

ROOT = Path(__file__).resolve().parent.parent


def test_the_checkout_is_found_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.assets_dir() == ROOT / "assets"
    assert paths.levels_dir() == ROOT / "levels"
    assert paths.checkout_dir() == ROOT


def test_a_wheel_carries_its_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "game"
    (package / "_data" / "assets").mkdir(parents=True)
    (tmp_path / "site-packages" / "assets").mkdir()  # somebody else's
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.assets_dir() == package / "_data" / "assets"
    assert paths.checkout_dir() is None


def test_everything_of_the_players_is_under_jezero_home(jezero_home: Path) -> None:
    places = [
        *(paths.user_data_dir(), paths.saves_dir(), paths.replays_dir(), paths.crashes_dir(), paths.cache_dir()),
        *(paths.settings_file(), paths.user_keys_file(), paths.user_levels_dir(), paths.pictures_dir()),
    ]
    assert all(place.is_relative_to(jezero_home) for place in places)
    assert len(set(places)) == len(places)
    assert list(jezero_home.iterdir()) == []


def test_without_jezero_home_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JEZERO_HOME")
    assert paths.saves_dir().parent == paths.user_data_dir()
    assert paths.user_data_dir().is_absolute()
    assert "ezero" in str(paths.user_data_dir())
