"""The rover's wheel tracks: two rows of prints at a large zoom, a thin dark line at a small one."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.ui.lru import Lru
from game.ui.views.camera import Camera, Metres

HALF_TRACK_M = 1.05  # from the middle to a row of wheels: the rover is 2.7 m wide over wheels 0.53 m across
PRINT_M, PRINT_LEAST_PX = 0.42, 3.2
WHEEL_M = 0.20  # half the width of a wheel
TWO_ROWS_FROM_PX_PER_M = 1.6
BANDS_FROM_PX_PER_M = 5.0
DARK = (44, 26, 16)
ONE_ALPHA, PRINT_ALPHA = 92, 82
BAND_LEAST_PX, BAND_DARK = 1.0, 0.32
"""Dots of a band are no closer than this; all that lie over each other darken the ground by this share."""

BLOCK, BLOCK_EDGE_PX = 64, 16
"""Places of the track in a block, and how far a print may reach beyond its middle."""
POINTS_KEPT = 60_000

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """Some places of the track on end, from the number `first` on, and the rectangle they lie in, in metres."""

    first: int
    count: int
    west_m: float
    north_m: float
    east_m: float
    south_m: float

    @classmethod
    def of(cls, first: int, places: list[Metres]) -> "Block":
        (west_m, east_m), (north_m, south_m) = ((min(line), max(line)) for line in zip(*places, strict=True))
        return cls(first, len(places), west_m, north_m, east_m, south_m)

    def touches(self, window: tuple[float, float, float, float]) -> bool:
        """Does it lie in a rectangle (west, north, east, south), in part at least?"""
        west_m, north_m, east_m, south_m = window
        return self.west_m < east_m and self.east_m > west_m and self.north_m < south_m and self.south_m > north_m


class Tracks:
    """Follows the list of places the rover has been; `stamp` counts them.

    A track of kilometres is kept in blocks: only the last one grows, and only those in view are drawn.
    """

    def __init__(self) -> None:
        self._points: list[Metres] = []
        self._blocks: list[Block] = []
        self._prints: Lru[tuple[int, int, float], Points] = Lru(POINTS_KEPT, len)
        self.stamp = 0

    def follow(self, track_m: list[Metres]) -> None:
        """The track as it is now: a place for every metre. What is missing up to the rover lies under it."""
        if len(track_m) != self.stamp:
            if len(track_m) < self.stamp:
                self._prints.clear()  # another mission's, or an earlier save of this one
                self._blocks.clear()
            self._points = list(track_m)
            self.stamp = len(track_m)
            del self._blocks[-1:]  # the last one grows
            for first in range(BLOCK * len(self._blocks), max(1, self.stamp - 1), BLOCK):
                self._blocks.append(Block.of(first, self._points[first : first + BLOCK + 1]))

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
                band_m = max(WHEEL_M / 3, BAND_LEAST_PX / px_per_m)
                self._row(surface, camera, band_m, aside_m, (WHEEL_M * px_per_m, band_alpha(band_m)))
            self._row(surface, camera, step_m, aside_m, (max(0.9, 0.55 * WHEEL_M * px_per_m), PRINT_ALPHA))

    def _row(
        self, surface: pygame.Surface, camera: Camera, step_m: float, aside_m: float, look: tuple[float, int]
    ) -> None:
        """Dots (radius, alpha) every step_m along the track, so far to its right."""
        stamp = _print(round(look[0] * 4) / 4, look[1])
        half = stamp.get_width() / 2
        clip = surface.get_clip()
        for at in self._seen(camera, clip, step_m):
            corners = (at[:, :2] + at[:, 2:] * aside_m) * camera.px_per_m + np.array(camera.origin_px) - half
            seen = (corners > np.array(clip.topleft) - 2 * half - 1) & (corners < np.array(clip.bottomright))
            x, y = np.floor(corners[seen.all(axis=1)] + 0.5).astype(int).T  # alike wherever the map lies
            surface.blits([(stamp, place) for place in zip(x.tolist(), y.tolist(), strict=True)], False)

    def _seen(self, camera: Camera, clip: pygame.Rect, step_m: float) -> Iterator[Points]:
        """The blocks' dots (`spaced`) that may be seen in a part of the screen."""
        reach_m = HALF_TRACK_M + BLOCK_EDGE_PX / camera.px_per_m
        west_m, north_m = camera.to_world(clip.topleft)
        east_m, south_m = camera.to_world(clip.bottomright)
        window = (west_m - reach_m, north_m - reach_m, east_m + reach_m, south_m + reach_m)
        for block in self._blocks:
            if block.touches(window):
                yield self._dots(block, round(step_m, 4))

    def _dots(self, block: Block, step_m: float) -> Points:
        places = self._points[block.first : block.first + block.count]
        return self._prints.get((block.first, block.count, step_m), lambda: spaced(places, step_m))


def band_alpha(step_m: float) -> int:
    """How opaque one dot of a band is: the farther apart they are, the fewer lie over each other.

    >>> band_alpha(WHEEL_M / 3), band_alpha(WHEEL_M)
    (16, 45)
    """
    return round(255 * (1.0 - (1.0 - BAND_DARK) ** (step_m / (2.0 * WHEEL_M))))


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
