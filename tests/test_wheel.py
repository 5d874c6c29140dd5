"""The wheel: everything the game needs is in it, nothing else is, and it runs away from the source tree."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEVEL = "first_light"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel; `python play.py test` installs it")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    built = subprocess.run(
        [*command, "--wheel-dir", str(folder), str(ROOT)], capture_output=True, text=True, timeout=300
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked into a folder of its own; the libraries come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def game(installed: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, "-P", "-m", "game", *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def test_assets_and_levels_are_inside_and_tests_are_not(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("assets", "levels"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                assert f"game/_data/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "game").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith("tests/") or name.endswith(".pyc")]


def test_it_is_pure_python(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_it_runs_in_an_empty_directory(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-P", "-c", "from game import paths; print(paths.levels_dir())"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()) == installed / "game" / "_data" / "levels"
    checked = game(installed, "check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_plays_the_level(installed: Path, tmp_path: Path) -> None:
    words = ("play", LEVEL, "--frames", "20", "--size", "1280x720", "--screenshot", "shot.png")
    played = game(installed, *words, cwd=tmp_path)
    assert played.returncode == 0, played.stderr
    assert (tmp_path / "shot.png").stat().st_size > 20_000
    run = game(installed, "run", LEVEL, "--autopilot", "--sols", "1", "--json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
