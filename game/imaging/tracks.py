"""Wheel tracks: two lanes of pressed soil with the marks of the grousers, along the paths driven."""

import numpy as np

from game.imaging.patch import Patch
from game.imaging.relief_pixels import F32, Area, smoothstep
from game.imaging.scene import Polyline
from game.imaging.steps import Steps

GAUGE_M = 2.3
"""Between the middles of the two lanes (rover's width over its wheels 2.7 m; from memory)."""
WIDTH_M = 0.42
REACH_M = GAUGE_M / 2.0 + WIDTH_M
DEPTH_M = 0.028
GROUSER_M = 0.075
DARKER = 0.16
PIECES = 12
"""Of a track that are pressed in one step: a few milliseconds in the finest patch."""

Place = tuple[float, float]


def press_tracks(height_m: F32, strips: list[Patch], area: Area, tracks: tuple[Polyline, ...]) -> Steps[None]:
    """Press the lanes into a patch's heights and darken its colours there, some pieces of the way at a time."""
    pressed = np.zeros(area.shape, dtype=np.float32)
    for track in tracks:
        for number, (a, b) in enumerate(near(track, area)):
            _segment(pressed, height_m, area, a, b)
            if number % PIECES == PIECES - 1:
                yield
    first = 0
    for strip in strips:
        rows = len(strip.height_m)
        share = pressed[first : first + rows]
        for channel in strip.colour:
            channel *= 1.0 - share * np.float32(DARKER)
        strip.grain *= 1.0 - share * np.float32(0.6)
        first += rows


def near(track: Polyline, area: Area) -> list[tuple[Place, Place]]:
    """The pieces of a track that may leave a mark in an area, in their order."""
    points, cell = np.array(track), area.pixel_m
    low = np.minimum(points[:-1], points[1:]) - REACH_M - cell
    high = np.maximum(points[:-1], points[1:]) + REACH_M + cell
    begin = np.array([area.x0, area.y0]) * cell
    end = begin + np.array([area.width, area.height]) * cell
    met = np.flatnonzero(((high >= begin) & (low <= end)).all(axis=1))
    return [(track[n], track[n + 1]) for n in met.tolist()]


def _segment(pressed: F32, height_m: F32, area: Area, a: tuple[float, float], b: tuple[float, float]) -> None:
    reach, cell = REACH_M, area.pixel_m
    left = max(int((min(a[0], b[0]) - reach) / cell) - area.x0, 0)
    right = min(int((max(a[0], b[0]) + reach) / cell) + 1 - area.x0, area.width)
    top = max(int((min(a[1], b[1]) - reach) / cell) - area.y0, 0)
    bottom = min(int((max(a[1], b[1]) + reach) / cell) + 1 - area.y0, area.height)
    length = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    if left >= right or top >= bottom or length < 1e-6:
        return
    box = (slice(top, bottom), slice(left, right))
    east, south = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    dx, dy = area.x_m()[:, left:right] - np.float32(a[0]), area.y_m()[top:bottom] - np.float32(a[1])
    along, across = dx * np.float32(east) + dy * np.float32(south), dy * np.float32(east) - dx * np.float32(south)
    off = np.abs(np.abs(across) - np.float32(GAUGE_M / 2.0)) - np.float32(WIDTH_M / 2.0)
    on = (along > -0.05) & (along < length + 0.05)
    lane = np.where(on, 1.0 - smoothstep(-0.05, 0.02, off), np.float32(0.0))
    wall = np.where(on, smoothstep(-0.04, 0.02, off) * (1.0 - smoothstep(0.02, 0.13, off)), np.float32(0.0))
    fresh = np.maximum(lane - pressed[box], 0.0)
    marks = 0.0 if cell > GROUSER_M / 2.5 else np.sin(along * np.float32(2.0 * np.pi / GROUSER_M)) * np.float32(0.006)
    height_m[box] += wall * np.float32(0.012) - fresh * (np.float32(DEPTH_M) - marks)
    pressed[box] = np.maximum(pressed[box], lane)
