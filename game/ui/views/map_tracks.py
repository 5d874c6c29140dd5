"""The rover's wheel tracks: two rows of prints at a large zoom, a thin dark line at a small one."""

import math
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.ui.views.camera import Camera, Metres

HALF_TRACK_M = 1.05  # from the middle to a row of wheels: the rover is 2.7 m wide over wheels 0.53 m across
PRINT_M, PRINT_LEAST_PX = 0.42, 3.2
WHEEL_M = 0.20  # half the width of a wheel
TWO_ROWS_FROM_PX_PER_M = 1.6
BANDS_FROM_PX_PER_M = 5.0
DARK = (44, 26, 16)
ONE_ALPHA, PRINT_ALPHA, BAND_ALPHA = 92, 82, 16

Points = NDArray[np.float64]


class Tracks:
    """Follows the list of places the rover has been; `stamp` counts them."""

    def __init__(self) -> None:
        self._points: list[Metres] = []
        self._prints: dict[float, Points] = {}
        self.stamp = 0

    def follow(self, track_m: list[Metres]) -> None:
        """The track as it is now: a place for every metre. What is missing up to the rover lies under it."""
        if len(track_m) != self.stamp:
            self._points = list(track_m)
            self._prints.clear()
            self.stamp = len(track_m)

    def box(self, since: int, camera: Camera) -> pygame.Rect:
        """The part of the screen that shows what was added since the track had so many places."""
        places = [camera.to_screen(*point) for point in self._points[max(0, since - 1) :]]
        edge = math.ceil(HALF_TRACK_M * camera.px_per_m + camera.px_per_m + PRINT_LEAST_PX)
        (west, east), (north, south) = ((min(line), max(line)) for line in zip(*places, strict=True))
        box = pygame.Rect(math.floor(west) - edge, math.floor(north) - edge, 0, 0)
        box.width, box.height = math.ceil(east) + edge - box.x, math.ceil(south) + edge - box.y
        return box

    def draw(self, surface: pygame.Surface, camera: Camera) -> None:
        if len(self._points) < 2:
            return
        px_per_m = camera.px_per_m
        step_m = max(PRINT_M, PRINT_LEAST_PX / px_per_m)
        if px_per_m < TWO_ROWS_FROM_PX_PER_M:
            self._row(surface, camera, step_m, 0.0, (1.1, ONE_ALPHA))
            return
        for aside_m in (HALF_TRACK_M, -HALF_TRACK_M):
            if px_per_m >= BANDS_FROM_PX_PER_M:
                self._row(surface, camera, WHEEL_M / 3, aside_m, (WHEEL_M * px_per_m, BAND_ALPHA))
            self._row(surface, camera, step_m, aside_m, (max(0.9, 0.55 * WHEEL_M * px_per_m), PRINT_ALPHA))

    def _row(
        self, surface: pygame.Surface, camera: Camera, step_m: float, aside_m: float, look: tuple[float, int]
    ) -> None:
        """Dots (radius, alpha) every step_m along the track, so far to its right."""
        at = self._every(step_m)
        stamp = _print(round(look[0] * 4) / 4, look[1])
        half = stamp.get_width() / 2
        corners = (at[:, :2] + at[:, 2:] * aside_m) * camera.px_per_m + np.array(camera.origin_px) - half
        clip = surface.get_clip()
        seen = ((corners > np.array(clip.topleft) - 2 * half - 1) & (corners < np.array(clip.bottomright))).all(axis=1)
        places = np.floor(corners[seen] + 0.5).astype(int).tolist()  # rounded alike wherever the map lies
        surface.blits([(stamp, place) for place in places], False)

    def _every(self, step_m: float) -> Points:
        """Evenly spaced places along the track, each with the unit vector to its right: [n, 4]."""
        key = round(step_m, 4)
        if key not in self._prints:
            if len(self._prints) > 4:
                self._prints.clear()
            self._prints[key] = spaced(self._points, key)
        return self._prints[key]


def spaced(points: list[Metres], step_m: float) -> Points:
    """Every step_m along a line of points: x, y and the unit vector to the right of the way there."""
    at = np.array(points, dtype=np.float64)
    legs = np.diff(at, axis=0)
    length = np.hypot(legs[:, 0], legs[:, 1])
    kept = np.flatnonzero(length > 1e-9)
    if not kept.size:
        return np.zeros((0, 4))
    start, legs, length = at[:-1][kept], legs[kept], length[kept]
    ends = np.cumsum(length)
    along = np.arange(0.0, ends[-1], step_m)
    leg = np.minimum(np.searchsorted(ends, along, side="right"), len(length) - 1)
    share = ((along - (ends[leg] - length[leg])) / length[leg])[:, None]
    ahead = legs[leg] / length[leg][:, None]
    return np.concatenate([start[leg] + legs[leg] * share, -ahead[:, 1:], ahead[:, :1]], axis=1)


@lru_cache(maxsize=64)
def _print(radius: float, alpha: int) -> pygame.Surface:
    """A soft dark dot."""
    side = 2 * math.ceil(radius) + 1
    large = pygame.Surface((side * 8, side * 8), pygame.SRCALPHA)
    large.fill((*DARK, 0))
    pygame.draw.circle(large, (*DARK, alpha), (side * 4, side * 4), round(radius * 8))
    return pygame.transform.smoothscale(large, (side, side))
