"""The whole window without a person: scripted play gives the same pictures every time, and starts light."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.ui.jobs import Jobs
from game.ui.views import backdrop
from game.ui.window import PlayOptions, play

LIGHT = """
import sys, pygame
sys.path.insert(0, ".")
flips = []
def flip():
    if not flips:
        flips.append([m for m in ("numpy", "pydantic", "yaml", "game.terrain.terrain") if m in sys.modules])
pygame.display.flip = flip
from game.ui.window import PlayOptions, play
assert play(PlayOptions(frames=1)) == 0
print(flips[0])
"""


@pytest.fixture(autouse=True)
def _small_vista(monkeypatch: pytest.MonkeyPatch) -> None:
    """The view behind the title, small: painted in a second or two."""
    monkeypatch.setattr(backdrop, "PICTURE_SIZE", (160, 90))


def test_the_first_picture_needs_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, timeout=60, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("[]")


def test_the_same_input_gives_the_same_pictures(tmp_path: Path) -> None:
    feed = tmp_path / "input.yaml"
    feed.write_text("- {frame: 4, key: return}\n- {frame: 12, key: escape}\n- {frame: 20, intent: settings}\n")
    for name in ("a", "b"):
        options = PlayOptions(
            size=(1024, 640),
            input_file=str(feed),
            frames=30,
            screenshot=str(tmp_path / f"{name}.png"),
            screenshot_at=(0, 10, 25),
        )
        assert play(options) == 0
    for suffix in ("", "_0000", "_0010", "_0025"):
        assert (tmp_path / f"a{suffix}.png").read_bytes() == (tmp_path / f"b{suffix}.png").read_bytes()
    assert (tmp_path / "a_0010.png").read_bytes() != (tmp_path / "a_0025.png").read_bytes()


def test_frames_end_with_the_input_when_no_number_is_given(tmp_path: Path) -> None:
    feed = tmp_path / "input.yaml"
    feed.write_text("- {frame: 3, key: down}\n")
    assert play(PlayOptions(input_file=str(feed), screenshot=str(tmp_path / "x.png"))) == 0
    assert (tmp_path / "x.png").exists()


@pytest.mark.parametrize("text", ["- {frame: 1, key: nokey}\n", "no list", "- [\n"])
def test_bad_input_is_a_sentence_and_exit_code_2(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "input.yaml"
    feed.write_text(text)
    assert play(PlayOptions(input_file=str(feed), frames=3)) == 2
    said = capsys.readouterr().err
    assert "input.yaml:1:" in said
    assert "Traceback" not in said


def test_a_missing_input_file_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(PlayOptions(input_file=str(tmp_path / "none.yaml"))) == 2
    assert "no such file" in capsys.readouterr().err


def test_the_backdrop_is_kept_and_a_damaged_one_is_painted_again(tmp_path: Path) -> None:
    pygame.display.init()
    pygame.display.set_mode((320, 200))
    first = backdrop.load_or_paint(tmp_path, backdrop.TITLE, backdrop.title_picture)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"not a picture")
    again = backdrop.load_or_paint(tmp_path, backdrop.TITLE, backdrop.title_picture)
    assert pygame.image.tobytes(first, "RGB") == pygame.image.tobytes(again, "RGB")
    assert backdrop.load_or_paint(None, backdrop.TITLE, backdrop.title_picture).get_size() == (160, 90)


def test_a_level_has_its_own_view_which_is_kept(tmp_path: Path) -> None:
    pygame.display.init()
    pygame.display.set_mode((160, 90))
    painted = []

    def paint(size: tuple[int, int]) -> np.ndarray:
        painted.append(size)
        return np.full((size[1], size[0], 3), (200, 90, 40), dtype=np.uint8)

    jobs, surface = Jobs(on_the_spot=True), pygame.Surface((160, 90))
    for _ in range(2):
        view = backdrop.Backdrop()
        for frame in range(3):
            view.load(jobs, tmp_path, float(frame), "some_level", paint)
        view.draw(surface, 9.0, still=True, name="some_level")
        assert surface.get_at((80, 5))[:3] == (200, 90, 40)
    assert painted == [(160, 90)]
    backdrop.Backdrop().draw(surface, 9.0, still=True, name="some_level")
    assert surface.get_at((80, 5))[:3] != (200, 90, 40)
