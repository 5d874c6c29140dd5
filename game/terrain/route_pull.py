"""Straight lines over a cost grid: what they cost, and a route pulled taut like a string."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.terrain.route_lattice import SQRT2

Floats = NDArray[np.float64]
Point = tuple[float, float]
Line = Callable[[Point, Point], float]
"""What the straight line between two points costs."""

TOUCH = 1e-9
"""Crossings closer than this along a line (as a share of it) meet in a tile corner."""
BESIDE = 1e-6
"""How far beside a corner its four tiles are looked up (tiles)."""
SLACK = 1.0 + 1e-12
"""A shortcut may be this much dearer, which is rounding, not money."""


def line_price(price: Floats, a: Point, b: Point) -> float:
    """Integral of the price along a straight line, positions in tiles; inf when it touches a closed tile.

    A line through the corner where four tiles meet needs all four open: the rover has a width.

    >>> line_price(np.array([[1.0, 3.0]]), (0.5, 0.5), (1.5, 0.5))
    2.0
    """
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    if a != b and abs(dx) <= 1.0 and abs(dy) <= 1.0 and all(value % 1.0 == 0.5 for value in (ax, ay, bx, by)):
        return _step_price(price, int(ax), int(ay), int(bx), int(by))
    length = math.sqrt(dx * dx + dy * dy)
    at = np.sort(np.concatenate((_crossings(ax, dx), _crossings(ay, dy), np.array((0.0, 1.0)))))
    share = at[1:] - at[:-1]
    middle = (at[1:] + at[:-1]) * 0.5
    under = _look_up(price, ax + dx * middle, ay + dy * middle)
    if (under == np.inf).any() or _cuts_corner(price, a, b, at, share):
        return math.inf
    return float(np.cumsum(under * share)[-1]) * length


def _step_price(price: Floats, ax: int, ay: int, bx: int, by: int) -> float:
    """`line_price` between the middles of two neighbouring tiles, most of what a way is made of: the same bits."""
    mean = price.item(ay, ax) * 0.5 + price.item(by, bx) * 0.5
    if ax == bx or ay == by:
        return mean * (abs(bx - ax) + abs(by - ay))
    return mean * SQRT2 if price.item(ay, bx) < math.inf and price.item(by, ax) < math.inf else math.inf


def _crossings(start: float, run: float) -> Floats:
    """Shares of the line at which one coordinate passes a whole number."""
    if run == 0.0:
        return np.empty(0)
    low, high = (start, start + run) if run > 0.0 else (start + run, start)
    whole = np.arange(math.floor(low) + 1, math.ceil(high), dtype=np.float64)
    shares: Floats = (whole - start) / run
    return shares


def _look_up(price: Floats, x: Floats, y: Floats) -> Floats:
    tx = np.minimum(np.maximum(np.floor(x), 0.0), price.shape[1] - 1.0).astype(np.int64)
    ty = np.minimum(np.maximum(np.floor(y), 0.0), price.shape[0] - 1.0).astype(np.int64)
    found: Floats = price[ty, tx]
    return found


def _cuts_corner(price: Floats, a: Point, b: Point, at: Floats, share: Floats) -> bool:
    """Whether the line passes a corner, or runs along a tile border, with a closed tile on either side."""
    (ax, ay), (bx, by) = a, b
    along_border = (ax == bx and ax == math.floor(ax)) or (ay == by and ay == math.floor(ay))
    corners = at[:-1] if along_border else at[:-1][share < TOUCH]
    if not corners.size:
        return False
    x, y = ax + (bx - ax) * corners, ay + (by - ay) * corners
    for side_x in (-BESIDE, BESIDE):
        for side_y in (-BESIDE, BESIDE):
            if (_look_up(price, x + side_x, y + side_y) == np.inf).any():
                return True
    return False


def pull(price: Floats, points: list[Point]) -> list[Point]:
    """Leave out every point a straight line does without, never for a dearer way."""
    known: dict[tuple[Point, Point], float] = {}

    def line(a: Point, b: Point) -> float:
        """Each sweep asks again for most of the lines of the one before."""
        if (a, b) not in known:
            known[a, b] = line_price(price, a, b)
        return known[a, b]

    taut = _stretch(line, points)
    while True:
        shorter = _drop_one(line, taut)
        if len(shorter) == len(taut):
            return taut
        taut = shorter


def _stretch(line: Line, points: list[Point]) -> list[Point]:
    """From each kept point the farthest straight line found by doubling the reach, then halving it."""
    so_far = [0.0]
    for a, b in pairwise(points):
        so_far.append(so_far[-1] + line(a, b))
    taut, here, last = [points[0]], 0, len(points) - 1
    while here < last:
        reach, step = here + 1, 1
        while step:
            there = reach + step
            if there <= last and line(points[here], points[there]) <= (so_far[there] - so_far[here]) * SLACK:
                reach, step = there, step * 2
            else:
                step //= 2
        taut.append(points[reach])
        here = reach
    return taut


def _drop_one(line: Line, points: list[Point]) -> list[Point]:
    """One sweep that leaves out single points where the direct line is no dearer."""
    kept = [points[0]]
    for middle, after in pairwise(points[1:]):
        before = kept[-1]
        if line(before, after) > (line(before, middle) + line(middle, after)) * SLACK:
            kept.append(middle)
    return [*kept, points[-1]]
