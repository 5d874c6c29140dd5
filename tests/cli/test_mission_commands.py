"""`run` and `replay` from the outside: what is printed, what is written, how they end."""

import json
from pathlib import Path

import pytest

from game.__main__ import main
from game.cli import guard

LEVEL = """\
format: 1
id: small
title: Small
seed: 5
map: {tiles: [64, 64], tile_m: 2}
helicopter: {present: false}
objectives:
  - {id: night, title: Survive, done_when: {nights_survived: {at_least: 1}}}
"""
SCRIPT = """\
format: 1
steps:
  - image: {camera: navcam, azimuth_deg: 90}
  - wait: {minutes: 30}
"""
KEYS = {"level", "seed", "outcome", "sol", "lmst", "tick", "digest", "score", "stars", "objectives", "resources"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small level and a script, and the shell standing in it."""
    (tmp_path / "small.yaml").write_text(LEVEL, encoding="utf-8")
    (tmp_path / "look.yaml").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_run_prints_one_json_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "small.yaml", "--script", "look.yaml", "--json"]) == 0
    told = capsys.readouterr()
    report = json.loads(told.out)
    assert report.keys() >= KEYS
    assert report["level"] == "small"
    assert [item.keys() >= {"id", "status", "tick"} for item in report["objectives"]] == [True]
    assert told.err == ""


def test_the_seed_is_the_players_choice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digests = []
    for seed in ("5", "6"):
        assert main(["run", "small.yaml", "--script", "look.yaml", "--seed", seed, "--json"]) == 0
        digests.append(json.loads(capsys.readouterr().out)["digest"])
    assert digests[0] != digests[1]


def test_sols_end_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "small.yaml", "--script", "look.yaml", "--sols", "3", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["outcome"] == "won"
    assert report["objectives"][0]["tick"] > 0


def test_a_recorded_run_verifies_and_a_changed_one_does_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = folder / "look.replay"
    assert main(["run", "small.yaml", "--script", "look.yaml", "--record", "look.replay", "--save", "look.save"]) == 0
    assert (folder / "look.save").stat().st_size > 0
    words = ["replay", "look.replay", "--verify", "--level", "small.yaml"]
    assert main(words) == 0
    assert "verified" in capsys.readouterr().out
    assert main(["replay", "look.replay"]) == 0
    assert "small, seed 5" in capsys.readouterr().out

    plain = json.loads(record.read_text(encoding="utf-8"))
    tick, digest = plain["checks"][-1]
    plain["checks"][-1] = [tick, digest[::-1]]
    record.write_text(json.dumps(plain), encoding="utf-8")
    assert main(words) == guard.FAULTY
    told = capsys.readouterr().err
    assert f"tick {tick}" in told
    assert digest in told


def test_a_replay_of_another_version_of_the_level_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "small.yaml", "--script", "look.yaml", "--record", "look.replay"]) == 0
    (folder / "small.yaml").write_text(LEVEL.replace("tile_m: 2", "tile_m: 3"), encoding="utf-8")
    assert main(["replay", "look.replay", "--verify", "--level", "small.yaml"]) == guard.BAD_REQUEST
    assert "another version of the level" in capsys.readouterr().err


def test_a_script_that_cannot_go_on_says_where_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = SCRIPT + "  - drop_tube: {number: 1}\n"
    (folder / "look.yaml").write_text(script, encoding="utf-8")
    assert main(["run", "small.yaml", "--script", "look.yaml", "--json"]) == guard.BAD_REQUEST
    told = capsys.readouterr()
    assert json.loads(told.out)["level"] == "small"
    assert "look.yaml:5: steps[3].drop_tube" in told.err
    assert "⟨" not in told.err, "the reason has no sentence in the strings file"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("small.yaml", LEVEL.replace("tile_m: 2", "tile_m: 99"), ["run", "small.yaml", "--script", "look.yaml"]),
        ("look.yaml", SCRIPT.replace("image", "imgae"), ["run", "small.yaml", "--script", "look.yaml"]),
        ("look.yaml", "]", ["run", "small.yaml", "--script", "look.yaml"]),
        ("look.replay", "{]", ["run", "small.yaml", "--replay", "look.replay"]),
        ("look.replay", "[]", ["replay", "look.replay"]),
        ("look.replay", '{"format": 99}', ["replay", "look.replay", "--verify"]),
    ],
    ids=["level", "script step", "script syntax", "replay syntax", "replay shape", "replay format"],
)
def test_bad_files_get_a_sentence_with_the_place(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, words: list[str]
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert main(words) == guard.BAD_REQUEST
    told = capsys.readouterr()
    assert name in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


@pytest.mark.parametrize("option", ["--script", "--replay"])
def test_a_missing_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main(["run", "small.yaml", option, "nowhere"]) == guard.BAD_REQUEST
    assert "nowhere" in capsys.readouterr().err
