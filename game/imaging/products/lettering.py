"""Text drawn into a picture with a round pen."""

import math
from itertools import pairwise

import numpy as np

from game.imaging.products.glyphs import CAP, GAP, strokes_of, width_of
from game.imaging.relief_pixels import F32
from game.imaging.render import Picture

Colour = tuple[int, int, int]

WHITE: Colour = (236, 232, 226)
QUIET: Colour = (170, 164, 156)
ACCENT: Colour = (242, 153, 74)
INK: Colour = (14, 17, 22)
PEN = 0.115
"""Width of the pen, in heights of a capital."""


def width_px(text: str, size: float) -> float:
    """How wide a text is whose capitals are `size` pixels high."""
    return max(sum(map(width_of, text)) - GAP, 0.0) * size / CAP


def fitting(text: str, size: float, room_px: float) -> str:
    """The text, cut with dots where it does not fit.

    >>> fitting("Mastcam-Z", 12.0, 60.0), fitting("Mastcam-Z", 12.0, 600.0)
    ('Mastc..', 'Mastcam-Z')
    """
    if width_px(text, size) <= room_px:
        return text
    while text and width_px(f"{text}..", size) > room_px:
        text = text[:-1]
    return f"{text.rstrip()}.." if text else ""


def write(
    picture: Picture, text: str, x: float, y: float, size: float, colour: Colour = WHITE, outline: float = 0.0
) -> None:
    """Capitals from y to y + size; outline: pixels of dark round the letters, for text on the picture itself."""
    pen = max(PEN * size, 1.0)
    reach = math.ceil(0.5 * pen + outline) + 2
    left, top = math.floor(x) - reach, math.floor(y) - reach
    wide, tall = math.ceil(width_px(text, size)) + 2 * reach + 2, math.ceil(size * 1.3) + 2 * reach + 2
    away = np.full((tall, wide), np.float32(1e3), dtype=np.float32)
    for letter in text:
        for stroke in strokes_of(letter) if not letter.isspace() else ():
            points = [(x - left + px * size / CAP, y - top + py * size / CAP) for px, py in stroke]
            for start, end in pairwise(points):
                _near(away, start, end, reach)
        x += width_of(letter) * size / CAP
    if outline > 0.0:
        _lay(picture, left, top, np.clip(0.5 + 0.5 * pen + outline - away, 0.0, 1.0) * np.float32(0.85), INK)
    _lay(picture, left, top, np.clip(0.5 + 0.5 * pen - away, 0.0, 1.0), colour)


def _near(away: F32, start: tuple[float, float], end: tuple[float, float], reach: int) -> None:
    """Take a straight line into the distances from the pen."""
    rows = slice(max(int(min(start[1], end[1])) - reach, 0), int(max(start[1], end[1])) + reach + 1)
    columns = slice(max(int(min(start[0], end[0])) - reach, 0), int(max(start[0], end[0])) + reach + 1)
    part = away[rows, columns]
    px = (np.arange(part.shape[1]) + columns.start + 0.5 - start[0]).astype(np.float32)[None, :]
    py = (np.arange(part.shape[0]) + rows.start + 0.5 - start[1]).astype(np.float32)[:, None]
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = np.clip((px * np.float32(dx) + py * np.float32(dy)) / max(dx * dx + dy * dy, 1e-9), 0.0, 1.0)
    np.minimum(part, np.sqrt((px - along * dx) ** 2 + (py - along * dy) ** 2), out=part)


def _lay(picture: Picture, left: int, top: int, share: F32, colour: Colour) -> None:
    rows, columns = picture.shape[:2]
    y0, y1 = max(top, 0), min(top + share.shape[0], rows)
    x0, x1 = max(left, 0), min(left + share.shape[1], columns)
    if y0 >= y1 or x0 >= x1:
        return
    some = share[y0 - top : y1 - top, x0 - left : x1 - left, None]
    part = picture[y0:y1, x0:x1].astype(np.float32)
    part += some * (np.array(colour, dtype=np.float32) - part)
    picture[y0:y1, x0:x1] = np.round(part).astype(np.uint8)
