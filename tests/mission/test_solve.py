"""`solve`: the autopilot says whether a level can be won, what it takes, and what stops it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.__main__ import main
from game.mission.solve import Task, attempt, attempts, summary

SMALL = Path(__file__).parent / "levels" / "small.yaml"
LEVEL = """\
format: 2
id: hard
title: Hard
map: {tiles: [64, 64], tile_m: 2}
helicopter: {present: false}
objectives:
  - {id: air, title: Make oxygen, %sdone_when: {moxie.oxygen_g: {at_least: 500}}}
  - {id: night, title: Survive, primary: false, done_when: {nights_survived: {at_least: 1}}}
"""


def hard_level(folder: Path, more: str = "") -> Path:
    path = folder / "hard.yaml"
    path.write_text(LEVEL % more, encoding="utf-8")
    return path


def test_a_level_that_can_be_won_is_won_and_measured() -> None:
    run = attempt(Task(SMALL, None, 10))
    assert run.won
    assert run.seed == 7
    assert run.left == ()
    assert run.stopped_by == ""
    assert 0.1 < run.sols < 3
    assert run.score >= 200
    assert run.stars >= 2


def test_what_cannot_be_won_says_what_is_missing_and_why(tmp_path: Path) -> None:
    run = attempt(Task(hard_level(tmp_path), 3, 2))
    assert not run.won
    assert run.left == ("air",)
    assert run.sols == pytest.approx(2)
    assert run.stopped_by


def test_what_was_lost_names_the_objective_that_came_too_late(tmp_path: Path) -> None:
    run = attempt(Task(hard_level(tmp_path, "by_sol: 15, "), None, 5))
    assert run.outcome == "lost"
    assert run.stopped_by == "lost: Make oxygen"


def test_several_processes_find_what_one_finds() -> None:
    tasks = [Task(SMALL, seed, 5) for seed in (1, 2, 3)]
    together = sorted(attempts(tasks, workers=2), key=lambda run: run.seed)
    assert together == list(attempts(tasks, workers=1))
    assert summary(together).won == 3


def test_the_command_answers_people_and_tools(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", str(SMALL), "--workers", "1"]) == 0
    assert "Won on 1 of 1 (100%). Par:" in capsys.readouterr().out
    assert main(["solve", str(hard_level(tmp_path)), "--sols", "1", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["won"] == 0
    assert told["par_sols"] is None
    assert list(told["stopped_by"].values()) == [1]
    assert main(["solve", str(SMALL), "--seeds", "9..3"]) == 2
    assert "'9..3' holds no seed" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches a whole console there")
def test_ctrl_c_ends_all_processes_at_once_and_quietly(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "game", "solve", str(hard_level(tmp_path)), "--seeds", "1..40", "--sols", "2000"]
    solving = subprocess.Popen(
        [*words, "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    try:
        time.sleep(3.0)
        os.kill(solving.pid, signal.SIGINT)
        out, err = solving.communicate(timeout=20)
    finally:
        if solving.poll() is None:
            os.killpg(solving.pid, signal.SIGKILL)
    assert solving.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert is_gone(solving.pid, within_s=10)


def heed_ctrl_c() -> None:
    """A shell starts what it puts into the background deaf to Ctrl+C, and that would be inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def is_gone(group: int, within_s: float) -> bool:
    """True when no process of the group is left."""
    for _ in range(int(within_s / 0.1)):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
