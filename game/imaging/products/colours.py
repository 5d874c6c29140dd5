"""Figures as colours: a scale that climbs in brightness from far and cold to near and warm, and its legend."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.products.lettering import INK, WHITE, width_px, write
from game.imaging.render import Picture

F32 = NDArray[np.floating[Any]]

SCALE = ((24, 26, 66), (32, 74, 132), (34, 128, 142), (86, 172, 120), (204, 196, 92), (242, 153, 74), (250, 226, 196))
"""Readable for colour-blind eyes: brightness alone tells the order."""
UNKNOWN = (58, 58, 60)
"""Where nothing could be measured."""


def coloured(share: F32) -> Picture:
    """uint8 [h, w, 3] of shares 0..1; NaN is grey."""
    known = np.isfinite(share)
    at = np.clip(np.where(known, share, 0.0), 0.0, 1.0) * (len(SCALE) - 1)
    low = np.minimum(at.astype(np.int64), len(SCALE) - 2)
    scale = np.array(SCALE, dtype=np.float32)
    picture = scale[low] + (scale[low + 1] - scale[low]) * (at - low)[..., None]
    picture[~known] = UNKNOWN
    result: Picture = np.round(picture).astype(np.uint8)
    return result


def shaded(picture: Picture, known: NDArray[np.bool_], grey: F32) -> Picture:
    """Colours lit as the picture they were measured in; where nothing is known the picture itself, dim and grey."""
    light = np.float32(0.55) + np.float32(0.45) * np.clip(grey / max(float(np.median(grey)), 1.0), 0.0, 1.6)
    lit = picture.astype(np.float32) * np.minimum(light, np.float32(1.12))[..., None]
    dim = np.repeat((grey * np.float32(0.38))[..., None], 3, axis=2)
    result: Picture = np.clip(np.where(known[..., None], lit, dim), 0.0, 255.0).astype(np.uint8)
    return result


def legend(picture: Picture, marks: list[tuple[float, str]]) -> Picture:
    """The picture with the scale drawn into its right side; marks: (share, text)."""
    height, width = picture.shape[:2]
    size = min(max(height / 46.0, 7.0), 22.0)
    tall, wide = int(0.7 * height), max(int(0.9 * size), 4)
    left, top = int(width - 2.2 * size - wide), (height - tall) // 2
    if left < width // 2 or tall < 6 * size:
        return picture
    picture[top - 2 : top + tall + 2, left - 2 : left + wide + 2] = INK
    picture[top : top + tall, left : left + wide] = coloured(np.linspace(1.0, 0.0, tall, dtype=np.float32)[:, None])
    last = -1e9
    for share, text in sorted(marks):
        y = top + (1.0 - share) * tall
        if abs(y - last) < 1.9 * size or not 0.0 <= share <= 1.0:
            continue
        write(picture, text, left - 0.7 * size - width_px(text, size), y - 0.5 * size, size, WHITE, 1.6)
        last = y
    return picture


def steps_of(most: float) -> list[float]:
    """Some round figures from 0 to most.

    >>> steps_of(23.0)
    [0, 5, 10, 15, 20]
    """
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        if most / step < 7.0:
            return list(range(0, int(most) + 1, step))
    return [0, most]
