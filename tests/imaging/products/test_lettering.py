"""Letters in pictures."""

import string

import numpy as np
import pytest

from game.imaging.products.close_up import LENGTHS_M, length_text, scale_bar
from game.imaging.products.glyphs import GLYPHS, UNKNOWN, strokes_of
from game.imaging.products.lettering import fitting, width_px, write


def drawn(text: str, size: float = 20.0) -> np.ndarray:
    picture = np.zeros((40, 60, 3), dtype=np.uint8)
    write(picture, text, 10.0, 8.0, size)
    return picture


def test_all_letters_differ() -> None:
    seen = {letter: drawn(letter).tobytes() for letter in GLYPHS}
    assert len(set(seen.values())) == len(seen)
    assert set(string.ascii_letters + string.digits) <= set(GLYPHS)


@pytest.mark.parametrize(("letter", "plain"), [("é", "e"), ("Ñ", "N"), ("ü", "u"), ("—", "–"), ("日", "龍")])
def test_foreign_letters_are_drawn_as_near_as_can_be(letter: str, plain: str) -> None:
    assert strokes_of(letter) == strokes_of(plain)
    assert strokes_of("日") == strokes_of("☃")
    assert UNKNOWN


def test_a_text_is_as_wide_as_it_says_and_stays_in_the_picture() -> None:
    picture = np.zeros((40, 400, 3), dtype=np.uint8)
    write(picture, "Mastcam-Z 110 mm", 20.0, 10.0, 14.0)
    columns = np.flatnonzero(picture.any(axis=(0, 2)))
    assert columns[0] == pytest.approx(20.0, abs=2.0)
    assert columns[-1] - columns[0] == pytest.approx(width_px("Mastcam-Z 110 mm", 14.0), abs=3.0)
    write(picture, "off every edge", -50.0, -5.0, 30.0, outline=2.0)
    write(picture, "off every edge", 390.0, 35.0, 30.0)
    assert fitting("far too long a title", 14.0, 90.0).endswith("..")
    assert width_px(fitting("far too long a title", 14.0, 90.0), 14.0) <= 90.0


@pytest.mark.parametrize("pixel_m", [13.1e-6, 1e-4, 0.003, 2.0])
def test_a_scale_bar_is_as_long_as_it_says(pixel_m: float) -> None:
    """13.1 micrometres per pixel: WATSON at its closest (SHERLOC, first 300 sols)."""
    picture = np.full((300, 400, 3), 120, dtype=np.uint8)
    length_m = scale_bar(picture, pixel_m)
    assert length_m in LENGTHS_M
    bright = np.flatnonzero((picture[278:] > 200).all(axis=2).any(axis=0))
    assert (bright[-1] - bright[0] + 1) * pixel_m == pytest.approx(length_m, rel=0.05)
    assert length_text(length_m).split()[1] in ("km", "m", "cm", "mm", "µm")
