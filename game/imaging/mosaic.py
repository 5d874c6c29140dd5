"""A colour sensor sees one colour in each pixel (Bayer's pattern); the other two are worked out from the neighbours.

Green first, sharpened by the pixel's own colour, then the differences of red and blue from it (after Malvar, He and
Cutler 2004).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]


def through_mosaic(red: F32, green: F32, blue: F32) -> tuple[F32, F32, F32]:
    """What a sensor with red in its first pixel, blue diagonal to it, makes of a picture [h, w]."""
    raw = green.copy()
    raw[::2, ::2], raw[1::2, 1::2] = red[::2, ::2], blue[1::2, 1::2]
    full_green = _green(raw)
    less_red, less_blue = np.zeros_like(raw), np.zeros_like(raw)
    less_red[::2, ::2] = raw[::2, ::2] - full_green[::2, ::2]
    less_blue[1::2, 1::2] = raw[1::2, 1::2] - full_green[1::2, 1::2]
    return full_green + _spread(less_red), full_green, full_green + _spread(less_blue)


def _green(raw: F32) -> F32:
    padded = np.pad(raw, 2, mode="reflect")
    height, width = raw.shape
    near = padded[1 : height + 1, 2:-2] + padded[3 : height + 3, 2:-2]
    near += padded[2:-2, 1 : width + 1]
    near += padded[2:-2, 3 : width + 3]
    far = padded[:height, 2:-2] + padded[4:, 2:-2]
    far += padded[2:-2, :width]
    far += padded[2:-2, 4:]
    guess = raw * np.float32(0.5) + near * np.float32(0.25) - far * np.float32(0.125)
    result = raw.copy()
    for row in (0, 1):
        result[row::2, row::2] = guess[row::2, row::2]
    return result


def _spread(sparse: F32) -> F32:
    """Values at every second pixel of every second row, filled in between by straight lines."""
    padded = np.pad(sparse, 1, mode="reflect")
    rows = padded[:-2] + padded[2:]
    rows += padded[1:-1] * np.float32(2.0)
    result: F32 = rows[:, :-2] + rows[:, 2:]
    result += rows[:, 1:-1] * np.float32(2.0)
    result *= np.float32(0.25)
    return result
