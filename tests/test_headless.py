"""The game with no screen and no pygame: the import is blocked, then whole commands run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEVEL = "first_light"
# Anything that imports pygame fails at once, wherever it hides.
WITHOUT_PYGAME = """
import sys
class NoPygame:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pygame":
            raise ImportError("pygame is blocked here", name="pygame")
sys.meta_path.insert(0, NoPygame())
from game.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def without_pygame(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", WITHOUT_PYGAME, *words]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("schema",),
        ("stats", LEVEL, "--json"),
        ("preview", LEVEL, "-o", "map.png"),
    ],
    ids=lambda words: words[0],
)
def test_tools_need_no_pygame(words: tuple[str, ...], tmp_path: Path) -> None:
    done = without_pygame(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    if "--json" in words or words[0] == "schema":
        assert json.loads(done.stdout)
    if words[0] == "preview":
        assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    [
        ("preview", LEVEL, "-o", "map.png", "--targets"),
        ("radargram", LEVEL, "--from", "60,180", "--to", "80,180", "-o", "map.png"),
        ("play", LEVEL, "--frames", "1"),
    ],
    ids=lambda words: words[0],
)
def test_what_needs_pygame_says_so(words: tuple[str, ...], tmp_path: Path) -> None:
    done = without_pygame(*words, cwd=tmp_path)
    assert done.returncode != 0
    assert "pygame-ce, and it is not installed" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "map.png").exists()


def test_a_mission_needs_no_pygame(tmp_path: Path) -> None:
    """The same mission twice, once from its own recording, ends at the same digest."""
    first = without_pygame("run", LEVEL, "--autopilot", "--sols", "1", "--record", "m.replay", "--json", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    again = without_pygame("run", LEVEL, "--replay", "m.replay", "--json", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert json.loads(first.stdout)["digest"] == json.loads(again.stdout)["digest"]


def test_the_window_says_what_it_lacks(tmp_path: Path) -> None:
    done = without_pygame("play", LEVEL, cwd=tmp_path)
    assert done.returncode == 2
    assert "pygame-ce" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_without_a_screen_is_told_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", "--frames", "1"],
        cwd=ROOT,
        env={**os.environ, "SDL_VIDEODRIVER": "no_such_driver", "JEZERO_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("jezero: no window can be opened here")
    assert list(tmp_path.iterdir()) == []
