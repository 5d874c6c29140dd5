"""A whole map as one picture, with marks when asked: what `preview` writes."""

import numpy as np

from game.imaging import marks
from game.imaging.relief import ReliefPainter
from game.imaging.relief_colour import Picture
from game.terrain.terrain import Terrain

Point = tuple[float, float]

SUN_DEG = (310.0, 32.0)
"""Azimuth and elevation when none is asked for: from the upper left, where eyes expect it."""
WANTED_PIXELS = 1024
SCALES = (1, 2, 4, 8, 16)
STRIP_PIXELS = 256
BAR_LENGTHS_M = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def fitting_scale(terrain: Terrain) -> int:
    """Pixels per tile that make the picture about WANTED_PIXELS large."""
    longest = max(terrain.width, terrain.height)
    return max((scale for scale in SCALES if scale * longest <= WANTED_PIXELS), default=1)


def preview_picture(
    terrain: Terrain,
    pixels_per_tile: int = 0,
    sun_deg: tuple[float, float] = SUN_DEG,
    targets_m: tuple[Point, ...] = (),
    start_m: Point | None = None,
    helicopter_m: Point | None = None,
) -> Picture:
    """The whole ground in true colour with a north arrow and a scale bar; places are (x_m, y_m).

    pixels_per_tile 0 chooses a fitting scale; sun_deg is (azimuth, elevation).
    """
    scale = pixels_per_tile or fitting_scale(terrain)
    picture = _whole(ReliefPainter(terrain, scale, *sun_deg))
    size = _mark_size(picture)
    per_m = scale / terrain.tile_m
    for x_m, y_m in targets_m:
        marks.diamond(picture, x_m * per_m, y_m * per_m, size, marks.ORANGE)
    if helicopter_m is not None:
        marks.disc(picture, helicopter_m[0] * per_m, helicopter_m[1] * per_m, 0.55 * size, marks.BLUE)
    if start_m is not None:
        marks.disc(picture, start_m[0] * per_m, start_m[1] * per_m, 0.5 * size, marks.WHITE)
        marks.ring(picture, start_m[0] * per_m, start_m[1] * per_m, 1.15 * size, 0.25 * size, marks.WHITE)
    _north_arrow(picture, size)
    _scale_bar(picture, per_m, size)
    return picture


def bare_picture(terrain: Terrain, pixels_per_tile: int = 0, sun_deg: tuple[float, float] = SUN_DEG) -> Picture:
    """The whole ground without a mark."""
    return _whole(ReliefPainter(terrain, pixels_per_tile or fitting_scale(terrain), *sun_deg))


def _whole(painter: ReliefPainter) -> Picture:
    """The map strip by strip, to keep memory small."""
    terrain, rows = painter.terrain, max(1, STRIP_PIXELS // painter.per_tile)
    strips = [
        painter.paint(0, ty, terrain.width, min(rows, terrain.height - ty)) for ty in range(0, terrain.height, rows)
    ]
    return np.concatenate(strips)


def _mark_size(picture: Picture) -> float:
    return min(max(min(picture.shape[:2]) / 85.0, 5.0), 14.0)


def _north_arrow(picture: Picture, size: float) -> None:
    x, y = picture.shape[1] - 3.0 * size, 3.4 * size
    marks.arrow(picture, x, y, 1.6 * size, marks.WHITE)
    dot = max(1, round(size / 6.0))
    marks.words(picture, "N", round(x - 2.5 * dot), round(y + 2.1 * size), dot, marks.WHITE)


def _scale_bar(picture: Picture, per_m: float, size: float) -> None:
    """Ten equal parts of a round length, the figure beside them."""
    room_m = picture.shape[1] / per_m / 4.0
    length_m = max((length for length in BAR_LENGTHS_M if length <= room_m), default=BAR_LENGTHS_M[0])
    text = f"{length_m // 1000} km" if length_m >= 1000 else f"{length_m} m"
    dot = max(1, round(size / 6.0))
    x, y = 2.0 * size, picture.shape[0] - 2.4 * size
    thick, part = 0.5 * size, length_m * per_m / 5.0
    marks.bar(picture, x, y, 5.0 * part, thick, marks.WHITE)
    for k in (1, 3):
        marks.bar(picture, x + k * part, y + 0.25 * thick, part, 0.5 * thick, marks.DARK)
    marks.words(picture, text, round(x + 5.0 * part + size), round(y + 0.5 * thick - 2.5 * dot), dot, marks.WHITE)
