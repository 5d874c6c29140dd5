"""Layers worked out from elevation alone: gradient, slope, softened relief, shaded relief."""

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.exact_kernels import atan_rest
from game.core.units import DEG_PER_RAD

Floats = NDArray[np.float64]

GENTLE = 0.4375  # tangent below which exact's arc tangent needs no reduction
BLOCK_ROWS = 64  # long formulas go through a map in strips, so that their temporaries stay in cache


def gradient(elevation_m: Floats, tile_m: float) -> tuple[Floats, Floats]:
    """(dz/dx east, dz/dy south) by central differences, one-sided at the edges."""
    east, south = np.empty_like(elevation_m), np.empty_like(elevation_m)
    _differences(elevation_m, tile_m, east)
    _differences(elevation_m.T, tile_m, south.T)
    return east, south


def _differences(z: Floats, tile_m: float, out: Floats) -> None:
    np.subtract(z[:, 2:], z[:, :-2], out=out[:, 1:-1])
    out[:, 1:-1] *= 0.5 / tile_m
    out[:, 0] = (z[:, 1] - z[:, 0]) / tile_m
    out[:, -1] = (z[:, -1] - z[:, -2]) / tile_m


def slope_deg(slope_x: Floats, slope_y: Floats) -> Floats:
    """Steepest slope in degrees: the bits of `exact.atan2(tangent, 1.0) * DEG_PER_RAD`."""
    result = np.empty_like(slope_x)
    for first in range(0, len(slope_x), BLOCK_ROWS):
        rows = slice(first, first + BLOCK_ROWS)
        east, south = slope_x[rows], slope_y[rows]
        result[rows] = _atan(np.sqrt(east * east + south * south)) * DEG_PER_RAD
    return result


def _atan(tangent: Floats) -> Floats:
    """Arc tangent of numbers >= 0, quick where most are gentle: only the steep ones take the general way."""
    angle = tangent - atan_rest(tangent)
    steep = tangent >= GENTLE
    angle[steep] = exact.atan2(tangent[steep], 1.0)
    return angle


def softened(values: Floats, width: int) -> Floats:
    """Three running means of `width` tiles along each axis: close to a Gaussian of width / 2. Edges
    repeat."""
    before = 3 * (width - 1) // 2
    after = 3 * (width - 1) - before
    rows = np.pad(values, ((before, after), (before, after)), mode="edge")
    for _ in range(3):
        rows = _running_sum(rows, width)
    columns = rows.T
    for _ in range(3):
        columns = _running_sum(columns, width)
    result: Floats = np.ascontiguousarray(columns.T)
    result *= 1.0 / width**6  # exact: a power of a whole number
    return result


def _running_sum(values: Floats, width: int) -> Floats:
    """Sum of every `width` neighbouring rows, by doubling: 1, 2, 4 ... rows at a time."""
    if width == 1:
        return values
    half = _running_sum(values, width // 2)
    count = len(values) - width + 1
    pairs: Floats = half[:count] + half[width // 2 : width // 2 + count]
    if width % 2:
        pairs += values[width - 1 :]
    return pairs


def hillshade(
    slope_x: Floats, slope_y: Floats, azimuth_deg: float, elevation_deg: float, exaggeration: float = 1.0
) -> Floats:
    """Light falling on the ground, 0 (turned away) to 1 (facing the sun), no cast shadows.

    azimuth_deg is where the sun stands, clockwise from north; exaggeration multiplies the slopes.
    """
    up = exact.sin_deg(elevation_deg)
    flat = exact.cos_deg(elevation_deg)
    east, south = exact.sin_deg(azimuth_deg) * flat, -exact.cos_deg(azimuth_deg) * flat
    result = np.empty_like(slope_x)
    for first in range(0, len(slope_x), BLOCK_ROWS):
        rows = slice(first, first + BLOCK_ROWS)
        dx, dy = slope_x[rows] * exaggeration, slope_y[rows] * exaggeration
        light = (up - dx * east - dy * south) / np.sqrt(1.0 + dx * dx + dy * dy)
        result[rows] = np.maximum(light, 0.0)
    return result
