"""The command line as a person meets it: sentences, suggestions, exit codes, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.__main__ import main
from game.cli import guard
from game.cli.parser import build_parser
from game.version import VERSION

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "game", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"jezero {VERSION}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "Did you mean check?"),
        (["check", "--jsn"], "Did you mean --json?"),
        (["run"], "LEVEL"),
        (["run", "first_light"], "--script --replay --autopilot"),
        (["run", "a", "--autopilot", "--script", "b"], "not allowed with"),
        (["run", "a", "--autopilot", "--sols", "0"], "not between 1 and"),
        (["run", "a", "--autopilot", "--seed", "moon"], "'moon' is not a whole number"),
        (["run", "a", "--autopilot", "--seed", "-1"], "not between 0 and"),
        (["play", "a", "--size", "12"], "1280x720"),
        (["play", "a", "--size", "9x9"], "320x240"),
        (["preview", "a", "-o", "x.png", "--sun", "north"], "315,30"),
        (["preview", "a", "-o", "x.png", "--sun", "10,99"], "0 to 90"),
        (["preview", "a"], "-o"),
        (["stats", "a", "b"], "one word too many"),
        (["stats", "no_such_level"], "no level 'no_such_level'"),
        (["stats", "no/such/file.yaml"], "no file no/such/file.yaml"),
        (["stats", "levels"], "is a folder"),
        (["run", "a", "--autopilot", "--jso"], "Did you mean --json?"),
        (["bench", "--fast"], "no option --fast"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_words_get_a_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(words) == guard.BAD_REQUEST
    told = capsys.readouterr()
    assert told.err.startswith("jezero: ")
    assert said in told.err
    assert told.out == ""


@pytest.mark.parametrize("command", sorted(build_parser()[1]))
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: jezero {command}" in capsys.readouterr().out


def test_a_crash_becomes_one_sentence_and_a_report(
    jezero_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JEZERO_DEBUG", raising=False)

    def broken(words: list[str]) -> int:
        raise ZeroDivisionError("no wheel turns")

    assert guard.guarded(broken, ["play", "mine"]) == guard.CRASHED
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1
    (report,) = (jezero_home / "crashes").iterdir()
    assert str(report) in told
    text = report.read_text(encoding="utf-8")
    assert "no wheel turns" in text
    assert "Traceback" in text
    assert "['play', 'mine']" in text


def test_a_crash_without_a_place_for_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JEZERO_DEBUG", raising=False)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    monkeypatch.setenv("JEZERO_HOME", str(in_the_way))

    def broken(words: list[str]) -> int:
        raise ZeroDivisionError

    assert guard.guarded(broken, []) == guard.CRASHED
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_makers_can_have_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEZERO_DEBUG", "1")

    def broken(words: list[str]) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        guard.guarded(broken, [])


def test_ctrl_c_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(words: list[str]) -> int:
        raise KeyboardInterrupt

    assert guard.guarded(interrupted, []) == guard.INTERRUPTED
    assert capsys.readouterr().err == ""


def test_a_file_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    def writes(words: list[str]) -> int:
        Path("/no/such/folder/map.png").write_bytes(b"")
        return 0

    assert guard.guarded(writes, []) == guard.BAD_REQUEST
    told = capsys.readouterr().err
    assert "map.png" in told
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX pipe")
def test_a_closed_pipe_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "game", "schema"], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == guard.PIPE_CLOSED


def test_output_is_utf8_whatever_the_terminal_says() -> None:
    done = run("check", "levels/nowhere°.yaml", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C.UTF-8")
    assert "nowhere°" in done.stderr


def test_the_words_are_understood_before_anything_heavy_is_loaded() -> None:
    code = """
import sys
from game.__main__ import main
main(["--version"])
main(["chekc"])
heavy = {"numpy", "pygame", "pydantic", "yaml", "rich", "platformdirs"} & set(sys.modules)
sys.exit(" ".join(sorted(heavy)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr.splitlines()[-1:] != [], "main did not complain about chekc"
    assert done.returncode == 0, done.stderr
