"""First hits of all rays with the ground: every column of the picture marches outward at once.

Along each azimuth the slope from the eye to the ground is looked at in steps of distance; wherever it rises above all
before, ground comes into view. These records are scattered into a table of azimuth and elevation, and filled down.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.clipmap import Clipmap

F32 = NDArray[np.floating[Any]]

MOST_COLUMNS, MOST_ROWS = 3600, 2400
STEEP = -0.3
FIRST_M = 10.0
"""The first step lies no farther off, in case the ground rises before a camera that looks up."""
LOWEST_RAD = -1.5533
"""-89 deg: rays below it meet the ground under the eye."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What to march: azimuths from `left` in `columns` steps, elevations from `top` down in `rows` steps (rad)."""

    left: float
    turn: float
    columns: int
    top: float
    fall: float
    rows: int
    ratio: float


def sweep_of(azimuth: F32, elevation: F32, pixel_rad: float, finer: float) -> Sweep:
    """The sweep that serves a picture's rays; azimuth counts from the middle of the view."""
    left, right = float(azimuth.min()), float(azimuth.max())
    top = min(float(elevation.max()), 0.9) + 2.0 * pixel_rad
    low = max(float(elevation.min()), LOWEST_RAD) - 2.0 * pixel_rad
    top = max(top, low + 8.0 * pixel_rad)
    columns = min(max(math.ceil((right - left) / pixel_rad * finer), 2) + 3, MOST_COLUMNS)
    rows = min(math.ceil((top - low) / pixel_rad * finer) + 2, MOST_ROWS)
    turn, fall = (right - left) / (columns - 3), (top - low) / (rows - 1)
    ratio = 1.0 + min(max(0.10 * pixel_rad**0.36, 0.0025), 0.014) / min(finer, 1.0)
    return Sweep(left - turn, max(turn, 1e-7), columns, top, fall, rows, ratio)


def hit_distances(
    ground: Clipmap, eye_z_m: float, height_m: float, middle_rad: float, rays: F32, pixel_rad: float, finer: float
) -> F32:
    """Level distance (m) from the eye at which each ray [3, n] meets the ground; infinite where it does not."""
    level = np.sqrt(rays[0] * rays[0] + rays[1] * rays[1])
    elevation = np.arctan2(rays[2], level)
    azimuth = np.arctan2(rays[0], -rays[1]) - np.float32(middle_rad)
    azimuth -= np.rint(azimuth * np.float32(0.5 / math.pi)) * np.float32(2.0 * math.pi)
    sweep = sweep_of(azimuth, elevation, pixel_rad, finer)
    distance = _steps(ground, sweep, height_m)
    slopes = _slopes(ground, sweep, distance, eye_z_m, middle_rad)
    table = _table(slopes, sweep)
    column = np.clip(np.rint((azimuth - sweep.left) * np.float32(1.0 / sweep.turn)), 0, sweep.columns - 1).astype(
        np.int32
    )
    row = np.clip(np.rint((sweep.top - elevation) * np.float32(1.0 / sweep.fall)), 0, sweep.rows - 1).astype(np.int32)
    step = table.reshape(-1).take(row * np.int32(sweep.columns) + column)
    tangent = np.tan(np.maximum(elevation, np.float32(LOWEST_RAD)))
    return _refined(slopes, distance, step, column, tangent)


def _steps(ground: Clipmap, sweep: Sweep, height_m: float) -> F32:
    low = min(sweep.top - sweep.fall * (sweep.rows - 1), -0.004)
    first = min(max(0.25 * height_m / math.tan(-max(low, LOWEST_RAD)), 0.02), FIRST_M)
    last = 0.97 * float(ground.reach_m()[-1] - np.hypot(*ground.middle))
    count = math.ceil(math.log(last / first) / math.log(sweep.ratio))
    return (first * sweep.ratio ** np.arange(count + 1)).astype(np.float32)


def _slopes(ground: Clipmap, sweep: Sweep, distance: F32, eye_z_m: float, middle_rad: float) -> F32:
    """Rise over run from the eye to the ground, [step, column]."""
    azimuth = middle_rad + sweep.left + sweep.turn * np.arange(sweep.columns)
    east, south = np.sin(azimuth).astype(np.float32)[None, :], (-np.cos(azimuth)).astype(np.float32)[None, :]
    slopes = np.empty((distance.size, sweep.columns), dtype=np.float32)
    ends = slice(None, None, max(sweep.columns // 8, 1))
    level, mix = ground.level_of(
        ground.away(distance[:, None] * east[:, ends], distance[:, None] * south[:, ends]).max(axis=1)
    )
    for some in _runs(level, mix, sweep.columns):
        d, k = distance[some][:, None], int(level[some.start])
        x, y = d * east, d * south
        height = ground.heights(k, x, y)
        share = mix[some][:, None]
        if share.max() > 0.0:
            height += (ground.heights(k + 1, x, y) - height) * share
        slopes[some] = (height - np.float32(eye_z_m)) / d
    return slopes


def _runs(level: NDArray[np.int32], mix: F32, columns: int) -> list[slice]:
    """Consecutive steps of one level, blended or not, few enough to stay in cache."""
    key = level * 2 + (mix > 0.0)
    most = max(1, 24000 // columns)
    cuts = [0, *(np.flatnonzero(np.diff(key)) + 1).tolist(), len(key)]
    return [slice(a, min(a + most, end)) for start, end in pairwise(cuts) for a in range(start, end, most)]


def _table(slopes: F32, sweep: Sweep) -> NDArray[np.int32]:
    """[row, column]: the first step at which the ground stands at least as high as the row."""
    steps, columns = slopes.shape
    highest = np.maximum.accumulate(slopes, axis=0)
    record = np.empty(slopes.shape, dtype=bool)
    record[0] = True
    np.greater(highest[1:], highest[:-1], out=record[1:])
    at = np.flatnonzero(record)[::-1]  # nearest last: of several records in one row the nearest stays
    row = np.ceil((np.float32(sweep.top) - np.arctan(slopes.reshape(-1)[at])) * np.float32(1.0 / sweep.fall) - 0.5)
    step, column = np.divmod(at.astype(np.int32), np.int32(columns))
    table = np.full((sweep.rows + 1, columns), steps, dtype=np.int32)
    table.reshape(-1)[np.clip(row, 0, sweep.rows).astype(np.int32) * np.int32(columns) + column] = step
    return np.minimum.accumulate(table[: sweep.rows], axis=0)


def _refined(slopes: F32, distance: F32, step: NDArray[np.int32], column: NDArray[np.int32], tangent: F32) -> F32:
    """Between the step that meets the ray and the one before, where the straight line between them does."""
    steps, columns = slopes.shape
    distances = np.full(step.size, np.inf, dtype=np.float32)
    found = np.flatnonzero(step < steps)
    step, column, tangent = step[found], column[found], tangent[found]
    flat, before = slopes.reshape(-1), np.maximum(step - 1, 0)
    high, low = flat.take(step * columns + column), flat.take(before * columns + column)
    rise = high - low
    share = np.where(np.abs(rise) > 1e-9, (tangent - low) / np.where(np.abs(rise) > 1e-9, rise, 1.0), 1.0)
    near, far = distance[before], distance[step]
    hit = near + (far - near) * np.clip(share, 0.0, 1.0)
    # Rays that look steeply down cross several steps within one row of the table: there the ground counts as flat.
    steep = (tangent < STEEP) & ((share < 0.0) | (share > 1.0))
    hit[steep] = high[steep] * far[steep] / tangent[steep]
    under = step == 0  # nearer than the first step: as flat as there
    level = high[under] * distance[0] / np.minimum(tangent[under], -1e-4)
    hit[under] = np.where(high[under] < 0.0, np.minimum(level, distance[0]), distance[0])
    distances[found] = hit
    return distances
