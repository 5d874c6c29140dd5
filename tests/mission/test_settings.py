"""Settings and progress: defaults when in doubt, nothing lost, never in the way of the game."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from game.mission.progress import Best, better, load_progress, note_result, save_progress
from game.mission.settings import Settings, load_settings, save_settings
from tests import mutate

CHANGED = Settings(volume=0.2, ui_scale=1.4, fullscreen=True, stop_warp_at="warning", last_level="first_light")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "settings.json"


def test_there_and_back(path: Path) -> None:
    save_settings(path, CHANGED)
    assert load_settings(path).settings == CHANGED
    assert load_settings(path).faults == ()


def test_without_a_file_there_are_defaults_and_no_complaint(path: Path) -> None:
    assert load_settings(path) == load_settings(path.with_name("other.json"))
    assert load_settings(path).settings == Settings()
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"{", b"[]", b"7", b"[" * 99_999, b'{"volume": NaN}', b"x" * 10**6]
)
def test_a_broken_file_is_told_and_kept_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    (fault,) = loaded.faults
    assert fault.startswith(str(path))
    save_settings(path, CHANGED)
    assert load_settings(path) == type(loaded)(CHANGED)
    assert (path.parent / "settings.broken-1.json").read_bytes() == content
    path.write_bytes(content)
    save_settings(path, CHANGED)
    assert (path.parent / "settings.broken-2.json").read_bytes() == content


def test_one_wrong_value_costs_only_itself(path: Path) -> None:
    save_settings(path, CHANGED)
    plain = json.loads(path.read_text()) | {"volume": "loud"}
    path.write_text(json.dumps(plain))
    loaded = load_settings(path)
    assert loaded.settings == replace(CHANGED, volume=Settings().volume)
    assert "volume" in loaded.faults[0]
    assert "'loud'" in loaded.faults[0]


def test_every_wrong_value_is_told_or_taken(path: Path) -> None:
    save_settings(path, CHANGED)
    for _at, _value, spoiled in mutate.mutants(json.loads(path.read_text())):
        path.write_text(json.dumps(spoiled))
        loaded = load_settings(path)
        for spec in fields(Settings):
            assert type(getattr(loaded.settings, spec.name)) is type(getattr(Settings(), spec.name))


def test_what_a_newer_game_put_there_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"volume": 0.5, "hologram": {"depth": 3}}')
    assert load_settings(path).faults == ()
    save_settings(path, CHANGED)
    assert json.loads(path.read_text())["hologram"] == {"depth": 3}


def test_a_folder_in_its_place_stops_nothing(path: Path) -> None:
    path.mkdir(parents=True)
    assert load_settings(path).settings == Settings()
    assert "folder" in load_settings(path).faults[0]
    save_settings(path, CHANGED)
    assert load_settings(path).settings == CHANGED


# --- progress ---------------------------------------------------------------------------------------------------------


def test_the_best_of_each_level_is_kept(path: Path) -> None:
    note_result(path, "one", Best(2, 400, True))
    note_result(path, "two", Best(0, 90, False))
    assert note_result(path, "one", Best(1, 450, True)) == Best(2, 450, True)
    assert load_progress(path) == {"one": Best(2, 450, True), "two": Best(0, 90, False)}
    assert better(Best(), Best(1, 5, True)) == Best(1, 5, True)


def test_a_worse_result_is_not_even_written(path: Path) -> None:
    note_result(path, "one", Best(2, 400, True))
    path.chmod(0o400)
    before = path.stat().st_mtime_ns
    note_result(path, "one", Best(1, 300, True))
    assert path.stat().st_mtime_ns == before


def test_damaged_progress_is_kept_aside_and_begun_anew(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"{damaged")
    assert load_progress(path) == {}
    note_result(path, "one", Best(1, 10, True))
    assert load_progress(path) == {"one": Best(1, 10, True)}
    assert (path.parent / "settings.broken-1.json").read_bytes() == b"{damaged"


def test_damaged_entries_cost_only_themselves(path: Path) -> None:
    save_progress(path, {"one": Best(1, 10, True), "two": Best(3, 900, True)})
    for _at, _value, spoiled in mutate.mutants(json.loads(path.read_text())):
        path.write_text(json.dumps(spoiled))
        for best in load_progress(path).values():
            assert 0 <= best.stars <= 3
            assert isinstance(best.won, bool)
    path.write_text('{"format": 1, "levels": {"one": {"stars": 1}, "two": {"stars": 9, "score": 900, "won": true}}}')
    assert load_progress(path) == {"two": Best(3, 900, True)}
