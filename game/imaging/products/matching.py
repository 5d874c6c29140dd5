"""Which place of the right picture shows what a pixel of the left one shows, by comparing small squares of both.

Sum of absolute differences over squares, in both directions; a pixel counts when both agree. Large disparities are
found in smaller pictures first and refined. Memory: one strip of rows by all disparities.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]

HALF = 3
"""Squares of 7 x 7 pixels."""
STRIP_ROWS = 24
MOST_STEPS = 112
"""Disparities compared at once; more are halved away."""
LEAST_TEXTURE = 1.6
"""Mean difference of neighbours (picture values) below which a square has nothing to hold on to."""
MOST_UNLIKE = 0.9
MOST_APART = 1.0
"""Pixels by which the way back may miss."""


def disparities(left: NDArray[np.uint8], right: NDArray[np.uint8], most: int) -> F32:
    """float32 [h, w]: how many pixels farther left each place stands in the right picture; NaN where unknown."""
    grey = [_levelled(_grey(picture)) for picture in (left, right)]
    texture = _box(np.abs(np.diff(grey[0], axis=1, prepend=grey[0][:, :1])))
    found = _found(grey[0], grey[1], max(most, 2))
    found[texture < LEAST_TEXTURE] = np.nan
    found[_unlike(grey[0], grey[1], found)] = np.nan
    return _without_specks(found)


def _found(left: F32, right: F32, most: int) -> F32:
    if most <= MOST_STEPS or min(left.shape) < 32:
        return _searched(left, right, min(most, max(left.shape[1] - 2, 1)))
    coarse = _found(_halved(left), _halved(right), (most + 1) // 2)
    guess = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1) * np.float32(2.0)
    pad = [(0, max(full - part, 0)) for full, part in zip(left.shape, guess.shape, strict=True)]
    guess = np.pad(guess, pad, mode="edge")[: left.shape[0], : left.shape[1]]
    return _refined(left, right, guess)


def _searched(left: F32, right: F32, most: int) -> F32:
    """Every disparity from 0 to most, strip by strip."""
    height, width = left.shape
    found = np.full((height, width), np.nan, dtype=np.float32)
    for first in range(0, height, STRIP_ROWS):
        low, high = max(first - HALF, 0), min(first + STRIP_ROWS + HALF, height)
        costs = _costs(left[low:high], right[low:high], most)
        inner = costs[:, first - low : first - low + min(STRIP_ROWS, height - first)]
        found[first : first + STRIP_ROWS] = _best(inner)
    return found


def _costs(left: F32, right: F32, most: int) -> F32:
    """[disparity, row, column]"""
    costs = np.full((most + 1, *left.shape), np.float32(1e6), dtype=np.float32)
    for step in range(most + 1):
        width = left.shape[1] - step
        costs[step, :, step:] = _box(np.abs(left[:, step:] - right[:, :width]))
    return costs


def _best(costs: F32) -> F32:
    """Left and right must choose each other; between whole pixels a parabola through three costs decides."""
    steps, rows, columns = costs.shape
    chosen = costs.argmin(axis=0)
    back = np.full((rows, columns), np.float32(1e6))
    back_step = np.zeros((rows, columns), dtype=np.int64)
    for step in range(steps):
        part = costs[step, :, step:]
        better = part < back[:, : columns - step]
        back[:, : columns - step][better] = part[better]
        back_step[:, : columns - step][better] = step
    row, column = np.indices(chosen.shape)
    agrees = np.abs(back_step[row, np.maximum(column - chosen, 0)] - chosen) <= MOST_APART
    low, high = np.maximum(chosen - 1, 0), np.minimum(chosen + 1, steps - 1)
    before, here, after = (costs[step, row, column] for step in (low, chosen, high))
    bend = before + after - 2.0 * here
    good = (low < chosen) & (high > chosen) & (bend > 1e-6) & (before < 1e5)
    part = np.where(good, 0.5 * (before - after) / np.where(good, bend, 1.0), 0.0)
    result: F32 = np.where(agrees, chosen + np.clip(part, -0.5, 0.5), np.nan).astype(np.float32)
    return result


def _refined(left: F32, right: F32, guess: F32) -> F32:
    """The best of the disparities within two pixels of a guess."""
    height, width = left.shape
    known = np.isfinite(guess)
    base = np.where(known, np.rint(guess), 0.0).astype(np.int64)
    row, column = np.indices(left.shape)
    costs = np.empty((5, height, width), dtype=np.float32)
    for n in range(5):
        from_column = np.clip(column - base - (n - 2), 0, width - 1)
        costs[n] = _box(np.abs(left - right[row, from_column]))
    chosen = costs.argmin(axis=0)
    inside = (chosen > 0) & (chosen < 4)
    middle = np.clip(chosen, 1, 3)
    before, here, after = (costs[middle + k, row, column] for k in (-1, 0, 1))
    bend = np.maximum(before + after - 2.0 * here, 1e-6)
    part = np.where(inside, np.clip(0.5 * (before - after) / bend, -0.5, 0.5), 0.0)
    result: F32 = np.where(known, base + chosen - 2 + part, np.nan).astype(np.float32)
    return result


def _unlike(left: F32, right: F32, found: F32) -> NDArray[np.bool_]:
    """Where even the best place is no more like than chance: two strangers differ by 1.4 times their own contrast."""
    step = np.where(np.isfinite(found), np.rint(found), 0.0).astype(np.int64)
    row, column = np.indices(left.shape)
    cost = _box(np.abs(left - right[row, np.clip(column - step, 0, left.shape[1] - 1)]))
    result: NDArray[np.bool_] = cost > _box(np.abs(left)) * np.float32(MOST_UNLIKE) + np.float32(1.0)
    return result


def _grey(picture: NDArray[np.uint8]) -> F32:
    result: F32 = picture.astype(np.float32) @ np.array([0.3, 0.5, 0.2], dtype=np.float32)
    return result


def _levelled(grey: F32) -> F32:
    """Without its slow changes: the two cameras are never equally bright."""
    return grey - _box(grey, 8)


def _halved(grey: F32) -> F32:
    rows, columns = grey.shape[0] // 2 * 2, grey.shape[1] // 2 * 2
    even = grey[:rows, :columns]
    result: F32 = (even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2]) * np.float32(0.25)
    return result


def _box(values: F32, half: int = HALF) -> F32:
    """Mean over a square, the edge repeated."""
    side = 2 * half + 1
    for axis in (0, 1):
        pads = [(0, 0), (0, 0)]
        pads[axis] = (half + 1, half)
        sums = np.cumsum(np.pad(values, pads, mode="edge"), axis=axis, dtype=np.float32)
        later, sooner = (sums[side:], sums[:-side]) if axis == 0 else (sums[:, side:], sums[:, :-side])
        values = (later - sooner) * np.float32(1.0 / side)
    return values


def _without_specks(found: F32) -> F32:
    """A pixel stays when most of its neighbours within two pixels are known and near to it."""
    known = np.isfinite(found)
    filled = np.where(known, found, np.float32(0.0)).astype(np.float32)
    count = _box(known.astype(np.float32), 2)
    mean = _box(filled, 2) / np.maximum(count, np.float32(1e-3))
    good = known & (count > 0.45) & (np.abs(filled - mean) < 1.0 + 0.15 * np.abs(mean))
    result: F32 = np.where(good, found, np.nan).astype(np.float32)
    return result
