"""`check --watch`: once at the beginning, and again when files have changed and stand still."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from game.cli.content import changes
from tests.content.pages import SMALL


def watched(folder: Path, acts: list[list[tuple[str, str | None]]]) -> list[list[str]]:
    """What is told when at each look the next edits have been made: (name, text or None for gone)."""
    waiting = iter(acts)

    class Enough(Exception):
        pass

    def wait(_seconds: float) -> None:
        step = next(waiting, None)
        if step is None:
            raise Enough
        for name, text in step:
            if text is None:
                (folder / name).unlink()
            else:
                (folder / name).write_text(text, "utf-8")

    told = []
    seen: Iterator[list[str]] = changes(lambda: [folder], wait)
    try:
        for changed in islice(seen, 50):
            told.append([Path(file).name for file in changed])
    except Enough:
        pass
    return told


def test_it_begins_at_once_and_is_quiet_while_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    assert watched(tmp_path, [[], [], []]) == [[]]


def test_a_file_that_changes_comes_or_goes_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    acts: list[list[tuple[str, str | None]]] = [
        [("a.yaml", "id: b")],
        [],
        [],
        [("b.yaml", "")],
        [],
        [("a.yaml", None)],
        [],
        [],
    ]
    assert watched(tmp_path, acts) == [[], ["a.yaml"], ["b.yaml"], ["a.yaml"]]


def test_an_editor_that_saves_in_several_steps_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    acts: list[list[tuple[str, str | None]]] = [
        [("a.yaml", None)],
        [("a.yaml~", "x")],
        [("a.yaml", SMALL + "\n")],
        [("a.yaml~", None)],
        [],
        [],
    ]
    assert watched(tmp_path, acts) == [[], ["a.yaml"]]


def test_a_file_that_came_back_as_it_was_is_no_news(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    assert watched(tmp_path, [[("b.yaml", "")], [("b.yaml", None)], [], []]) == [[]]


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent otherwise elsewhere")
def test_by_hand(tmp_path: Path) -> None:
    """The command itself, with a fault made and mended, ended by Ctrl+C."""
    file = tmp_path / "a.yaml"
    file.write_text(SMALL, "utf-8")
    words = [sys.executable, "-u", "-m", "game", "check", "--watch", str(tmp_path)]
    default = {
        "preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    }  # a test run in the background has none
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **default) as running:  # type: ignore[call-overload]
        assert running.stdout is not None
        clock = threading.Timer(60.0, running.kill)
        clock.start()
        assert "nothing is wrong" in running.stdout.readline()
        file.write_text(SMALL.replace("title: Small", "titel: Small"), "utf-8")
        lines = [running.stdout.readline()]
        while lines[-1] and "1 file of 1" not in lines[-1]:
            lines.append(running.stdout.readline())
        assert "a.yaml has changed" in lines[1]
        assert "title: this key is missing" in lines[2]
        time.sleep(1.0)  # until it watches again
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 1
        clock.cancel()
