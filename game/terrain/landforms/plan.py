"""Shapes in plan that several landforms share: a frame turned to a heading, soft steps, irregular ovals,
patches."""

import math

import numpy as np
from numpy.typing import NDArray

from game.core.grid import heading_vector
from game.core.rng import Stream
from game.terrain.landforms.site import Site, Window, noise_on

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

RAGGED = 0.7  # how far the edge of an oval strays, in its radii


def turned(window: Window, x_m: float, y_m: float, heading_deg: float) -> tuple[Floats, Floats]:
    """Metres ahead of a point along a heading, and to the right of it, for every tile of a window."""
    east, south = heading_vector(heading_deg)
    dx, dy = window.x_m - x_m, window.y_m - y_m
    return dx * east + dy * south, dy * east - dx * south


def soft_step(t: Floats) -> Floats:
    """0 up to t = 0, 1 from t = 1 on, smooth between.

    >>> soft_step(np.array([-1.0, 0.5, 2.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    inside = np.minimum(np.maximum(t, 0.0), 1.0)
    result: Floats = inside * inside * (3.0 - 2.0 * inside)
    return result


def wide(values: Singles) -> Floats:
    """The float32 of the noise as float64, for everything that follows is float64."""
    return values.astype(np.float64)


def oval_window(site: Site, x_m: float, y_m: float, length_m: float, width_m: float) -> Window | None:
    """The tiles an irregular oval may reach."""
    half_m = 0.72 * max(length_m, width_m)
    return site.window(x_m, y_m, half_m, half_m)


def oval(window: Window, stream: Stream, place: tuple[float, float, float], length_m: float, width_m: float) -> Floats:
    """1 inside, 0 outside an oval with a ragged edge; place = (x_m, y_m, axis_deg), length along the axis."""
    along, across = turned(window, *place)
    u, v = along * (2.0 / length_m), across * (2.0 / width_m)
    edge = wide(noise_on(window, stream.sub("outline"), 0.45 * width_m))
    edge += wide(noise_on(window, stream.sub("fringe"), 0.16 * width_m)) * 0.5
    return soft_step((1.0 - np.sqrt(u * u + v * v) + edge * RAGGED) * 4.0)


def share_threshold(values: Singles | Floats, share: float) -> float:
    """The value that about `share` of the array exceeds."""
    if share <= 0.0:
        return math.inf
    sample = values[::4, ::4].ravel()
    rank = min(max(math.floor((1.0 - share) * len(sample)), 0), len(sample) - 1)
    return float(np.partition(sample, rank)[rank])
