"""Small marks with soft edges drawn straight into a picture: no window, no fonts."""

import math

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_colour import Picture
from game.imaging.relief_pixels import F32

Colour = tuple[int, int, int]

ORANGE: Colour = (242, 153, 74)
BLUE: Colour = (86, 180, 233)
WHITE: Colour = (244, 240, 234)
DARK: Colour = (14, 17, 22)
OUTLINE = 1.6
"""Pixels of dark line round every mark, so that it stands on any ground."""

# Five rows of three dots each; enough for a scale bar.
GLYPHS: dict[str, tuple[str, ...]] = {
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "5": ("###", "#..", "###", "..#", "###"),
    "k": ("#..", "#.#", "##.", "#.#", "#.#"),
    "m": (".....", "####.", "#.#.#", "#.#.#", "#.#.#"),
    "N": ("#...#", "##..#", "#.#.#", "#..##", "#...#"),
    " ": ("..", "..", "..", "..", ".."),
}


def diamond(picture: Picture, x: float, y: float, radius: float, colour: Colour) -> None:
    """A square on its corner."""
    dx, dy = _offsets(picture, x, y, radius + 3.0)
    _lay(picture, (np.abs(dx) + np.abs(dy)) * math.sqrt(0.5) - radius * math.sqrt(0.5), x, y, radius + 3.0, colour)


def disc(picture: Picture, x: float, y: float, radius: float, colour: Colour) -> None:
    dx, dy = _offsets(picture, x, y, radius + 3.0)
    _lay(picture, np.sqrt(dx * dx + dy * dy) - radius, x, y, radius + 3.0, colour)


def ring(picture: Picture, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
    dx, dy = _offsets(picture, x, y, radius + width + 3.0)
    away = np.abs(np.sqrt(dx * dx + dy * dy) - radius) - 0.5 * width
    _lay(picture, away, x, y, radius + width + 3.0, colour)


def arrow(picture: Picture, x: float, y: float, radius: float, colour: Colour) -> None:
    """A narrow dart that points up, its foot notched."""
    dx, dy = _offsets(picture, x, y, radius + 4.0)
    side = (np.abs(dx) * 2.6 + dy - radius) / math.hypot(2.6, 1.0)
    sides = np.maximum((np.abs(dx) * 2.6 - dy - radius) / math.hypot(2.6, 1.0), dy - 0.9 * radius)
    notch = 0.62 * radius - np.abs(dx) * 0.75 - (1.25 * radius - dy)
    _lay(picture, np.maximum(np.maximum(sides, notch), side - 2.0 * radius), x, y, radius + 4.0, colour)


def bar(picture: Picture, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """An upright rectangle with its north-west corner at (x, y)."""
    middle_x, middle_y, reach = x + 0.5 * width, y + 0.5 * height, 0.5 * max(width, height) + 3.0
    dx, dy = _offsets(picture, middle_x, middle_y, reach)
    away = np.maximum(np.abs(dx) - 0.5 * width, np.abs(dy) - 0.5 * height)
    _lay(picture, away, middle_x, middle_y, reach, colour)


def words(picture: Picture, text: str, x: int, y: int, dot: int, colour: Colour) -> None:
    """A few letters of GLYPHS, each dot a square of `dot` pixels, with a dark outline."""
    image = _letters(text)
    mask = np.kron(image, np.ones((dot, dot), dtype=bool))
    padded = np.pad(mask, dot)
    grown = np.zeros_like(padded)
    for dy in range(-1, 2):
        for dx in range(-1, 2):
            grown |= np.roll(padded, (dy, dx), axis=(0, 1))
    rows, columns = picture.shape[:2]
    for shape, ink in ((grown, DARK), (padded, colour)):
        ys, xs = np.nonzero(shape)
        ys, xs = ys + y - dot, xs + x - dot
        inside = (ys >= 0) & (ys < rows) & (xs >= 0) & (xs < columns)
        picture[ys[inside], xs[inside]] = ink


def _letters(text: str) -> NDArray[np.bool_]:
    gap = np.zeros((5, 1), dtype=bool)
    parts = []
    for letter in text:
        parts += [np.array([[dot == "#" for dot in row] for row in GLYPHS[letter]]), gap]
    return np.concatenate(parts[:-1], axis=1)


def _box(picture: Picture, x: float, y: float, reach: float) -> tuple[slice, slice]:
    top, bottom = max(int(y - reach), 0), min(int(y + reach) + 2, picture.shape[0])
    left, right = max(int(x - reach), 0), min(int(x + reach) + 2, picture.shape[1])
    return slice(top, max(bottom, top)), slice(left, max(right, left))


def _offsets(picture: Picture, x: float, y: float, reach: float) -> tuple[F32, F32]:
    rows, columns = _box(picture, x, y, reach)
    dx = (np.arange(columns.start, columns.stop) + 0.5 - x).astype(np.float32)[None, :]
    dy = (np.arange(rows.start, rows.stop) + 0.5 - y).astype(np.float32)[:, None]
    return dx, dy


def _lay(picture: Picture, away: F32, x: float, y: float, reach: float, colour: Colour) -> None:
    """Fill where the distance from the shape's edge is negative, with a dark line round it."""
    rows, columns = _box(picture, x, y, reach)
    part = picture[rows, columns].astype(np.float32)
    for grown, ink in ((OUTLINE, DARK), (0.0, colour)):
        share = np.clip(0.5 + grown - away, 0.0, 1.0)[..., None]
        part += share * (np.array(ink, dtype=np.float32) - part)
    picture[rows, columns] = np.round(part).astype(np.uint8)
