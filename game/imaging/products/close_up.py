"""WATSON's picture of a rock's face, with a bar that tells how large it is."""

import numpy as np

from game.imaging.camera import Lens
from game.imaging.marks import DARK, bar
from game.imaging.products.lettering import WHITE, width_px, write
from game.imaging.products.shot import Shot
from game.imaging.render import Picture, ranges, render
from game.imaging.scene import Scene
from game.imaging.staging import bake_for

LENGTHS_M = tuple(part * 10.0**power for power in range(-5, 4) for part in (1.0, 2.0, 5.0))
SHARE = 0.30
"""The bar takes at most this share of the picture's width."""


def close_up(shot: Shot, scene: Scene) -> Picture:
    made = bake_for(scene, shot.view, shot.width, shot.height).finish()
    picture = render(made, shot.view, shot.width, shot.height, shot.quality)
    away = ranges(made, shot.view, 33, 25, "draft")[8:17, 11:22]
    near = away[np.isfinite(away)]
    if near.size:
        scale_bar(picture, float(np.median(near)) * Lens(shot.view, shot.width, shot.height).pixel_rad)
    return picture


def scale_bar(picture: Picture, pixel_m: float) -> float:
    """Draw a bar of a round length in the lower left corner; returns the length (m)."""
    height, width = picture.shape[:2]
    length_m = max((length for length in LENGTHS_M if length <= SHARE * width * pixel_m), default=LENGTHS_M[0])
    size = min(max(height / 40.0, 7.0), 26.0)
    x, y, long, thick = 1.6 * size, height - 2.6 * size, length_m / pixel_m, max(0.42 * size, 3.0)
    bar(picture, x, y, long, thick, WHITE)
    for n in (1, 3):
        bar(picture, x + n * long / 5.0, y + 0.25 * thick, long / 5.0, 0.5 * thick, DARK)
    text = length_text(length_m)
    write(picture, text, x + 0.5 * (long - width_px(text, size)), y - 1.7 * size, size, WHITE, 1.6)
    return length_m


def length_text(length_m: float) -> str:
    """
    >>> length_text(0.0005), length_text(0.02), length_text(5.0)
    ('0.5 mm', '2 cm', '5 m')
    """
    for unit, size_m in (("km", 1000.0), ("m", 1.0), ("cm", 0.01)):
        if length_m >= 0.999 * size_m:
            return f"{length_m / size_m:.3g} {unit}"
    return f"{length_m * 1000.0:.3g} mm" if length_m >= 0.99e-4 else f"{length_m * 1e6:.3g} µm"
