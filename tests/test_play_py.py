"""play.py: what a newcomer meets first.

The real installation is a leg of .ci/run; here is every decision it takes.
"""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAY = ROOT / "play.py"


@pytest.fixture
def play(tmp_path: Path) -> ModuleType:
    """play.py as it would be loaded from a fresh copy of the tree in another folder."""
    copy = tmp_path / "a copy" / "play.py"
    copy.parent.mkdir()
    copy.write_bytes(PLAY.read_bytes())
    (copy.parent / "pyproject.toml").write_text("one", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("play_copy", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Started(Exception):
    """Stands for the process having become the game."""


@pytest.fixture
def runs(play: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What play.py did: each pip run as its extras, each start as its command."""
    done: list[Any] = []

    def popen(command: list[str], **_: Any) -> Any:
        done.append(command[-1])

        class Pip:
            stdout = (b"Collecting numpy>=1.26 (from jezero)\n",)

            def wait(self) -> int:
                return 0

        return Pip()

    def execv(_: str, command: list[str]) -> None:
        done.append(command[1:])
        raise Started

    Path(play.VENV).mkdir()
    monkeypatch.setattr(play, "venv_works", lambda: True)
    monkeypatch.setattr(play.subprocess, "Popen", popen)
    monkeypatch.setattr(play.os, "execv", execv)
    monkeypatch.setattr(play.os, "name", "posix")
    return done


def start(play: ModuleType, *words: str) -> None:
    with pytest.raises(Started):
        play.main(list(words))


def test_installs_once_and_again_only_when_pyproject_changed(play: ModuleType, runs: list[Any]) -> None:
    start(play)
    assert runs == [".", ["-P", "-m", "game"]]
    runs.clear()
    start(play, "check", "levels")
    assert runs == [["-P", "-m", "game", "check", "levels"]]
    runs.clear()
    Path(play.ROOT, "pyproject.toml").write_text("two", encoding="utf-8")
    start(play)
    assert runs[0] == "."


def test_test_adds_its_extra_and_keeps_it(play: ModuleType, runs: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(os.getcwd())  # play.py changes the folder for the tests; change back afterwards
    start(play)
    runs.clear()
    start(play, "test", "-x", "tests/core")
    assert runs == [".[test]", ["-m", "pytest", "-x", "tests/core"]]
    assert os.getcwd() == play.ROOT
    runs.clear()
    start(play)
    assert runs == [["-P", "-m", "game"]]
    Path(play.ROOT, "pyproject.toml").write_text("two", encoding="utf-8")
    start(play)
    assert runs[1] == ".[test]"


def test_an_interrupted_installation_is_repeated(
    play: ModuleType, runs: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    popen = play.subprocess.Popen

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(play.subprocess, "Popen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        play.main([])
    monkeypatch.setattr(play.subprocess, "Popen", popen)
    start(play)
    assert runs == [".", ["-P", "-m", "game"]]


def test_an_old_python_is_named(
    play: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(play.sys, "version_info", (3, 10, 12, "final", 0))
    monkeypatch.setattr(play.sys, "version", "3.10.12 (main)")
    with pytest.raises(SystemExit) as leaving:
        play.main([])
    assert leaving.value.code == 1
    assert "Python 3.11 or newer is needed, this is 3.10.12" in capsys.readouterr().err


def test_old_pythons_can_read_the_file() -> None:
    tree = ast.parse(PLAY.read_text(encoding="ascii"), feature_version=(3, 0))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.Nonlocal)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not node.args.kwonlyargs
            assert all(argument.annotation is None for argument in node.args.args)
        if isinstance(node, ast.Call):
            assert sum(isinstance(argument, ast.Starred) for argument in node.args) <= 1


def test_only_the_standard_library() -> None:
    for node in ast.walk(ast.parse(PLAY.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert all(alias.name in sys.stdlib_module_names for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.module in sys.stdlib_module_names


def test_a_python_without_venv_says_what_to_install(
    play: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit):
        play.main([])
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"sudo apt install {version}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (
            "WARNING: Retrying: Failed to establish a new connection\nERROR: No matching distribution",
            "network",
        ),
        ("ERROR: Could not install packages: No space left on device", "No space left on device"),
        ("Killed", "without a reason"),
    ],
)
def test_a_failed_installation_gives_its_reason_and_the_log(
    play: ModuleType, capsys: pytest.CaptureFixture[str], log: str, said: str
) -> None:
    Path(play.VENV).mkdir()
    Path(play.LOG).write_text(log, encoding="utf-8")
    with pytest.raises(SystemExit):
        play.explain()
    err = capsys.readouterr().err
    assert said in err
    assert play.LOG in err


def test_a_broken_venv_is_noticed(play: ModuleType) -> None:
    assert not play.venv_works()
    Path(play.PYTHON).parent.mkdir(parents=True)
    Path(play.PYTHON).write_text("not a program", encoding="utf-8")
    assert not play.venv_works()


def test_the_exit_code_is_the_games_own(tmp_path: Path) -> None:
    """A whole start through the real file, with a stand-in for the installed Python."""
    if os.name == "nt":
        pytest.skip("needs a shell script as the stand-in")
    root = tmp_path / "tree"
    (root / ".venv" / "bin").mkdir(parents=True)
    for name in ("play.py", "pyproject.toml"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    fake = root / ".venv" / "bin" / "python"
    fake.write_text('#!/bin/sh\n[ "$4" = stop ] && exit 7\nexit 0\n', encoding="utf-8")
    fake.chmod(0o755)
    run = subprocess.run(
        [sys.executable, str(root / "play.py"), "stop"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 7
    assert run.stderr == ""
