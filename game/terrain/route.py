"""Ways for the rover over a cost map: cheapest tile by tile, then pulled straight.

Positions are metres (x east, y south); `cost_per_m[ty, tx]` is the price of one metre there, inf = blocked.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.terrain.route_blocks import corridor, region_way, regions
from game.terrain.route_lattice import SQRT2, cheapest_way, lattice
from game.terrain.route_pull import line_price, pull

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Point = tuple[float, float]
Tile = tuple[int, int]
Window = tuple[int, int, int, int]
"""x0, y0 (included), x1, y1 (excluded)."""

EXACT_TILES = 384 * 384
"""Up to this many tiles the cheapest way is searched tile by tile; beyond, along a corridor of blocks."""
MARGIN_TILES = 24
"""A way is looked for within this, and half its length, around its ends before anywhere else."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way from start to goal as straight legs; `cost` is the integral of the cost map along it."""

    points_m: tuple[Point, ...]
    length_m: float
    cost: float


def plan_route(cost_per_m: Floats, tile_m: float, start_m: Point, goal_m: Point) -> Route | None:
    """The way to drive, or None when there is none; the tile the rover stands on is always open to leave."""
    start, goal = _tile(cost_per_m, tile_m, start_m), _tile(cost_per_m, tile_m, goal_m)
    if start is None or goal is None:
        return None
    price = _open_start(cost_per_m, start)
    if price[goal[1], goal[0]] == np.inf:
        return None
    tiles = cheapest_tiles(price, start, goal)
    if tiles is None:
        return None
    a, b = (start_m[0] / tile_m, start_m[1] / tile_m), (goal_m[0] / tile_m, goal_m[1] / tile_m)
    points = [a, *((tx + 0.5, ty + 0.5) for tx, ty in tiles), b]
    taut = [(x * tile_m, y * tile_m) for x, y in pull(price, _without_repeats(points))]
    points_m = (start_m,) if start_m == goal_m else (start_m, *taut[1:-1], goal_m)
    return Route(points_m, path_length_m(points_m), path_cost(price, tile_m, points_m))


def cheapest_tiles(price: Floats, start: Tile, goal: Tile) -> list[Tile] | None:
    """Tiles of the cheapest 8-connected way (beyond EXACT_TILES: of a cheap one); None when there is none.

    The ground round the two ends is searched first; that is enough when leaving it could not be cheaper.
    """
    for window in _windows(price, start, goal):
        x0, y0, x1, y1 = window
        near, far = (start[0] - x0, start[1] - y0), (goal[0] - x0, goal[1] - y0)
        inner = _window_way(price[y0:y1, x0:x1], near, far)
        if inner is None:
            continue
        tiles = [(tx + x0, ty + y0) for tx, ty in inner]
        if price.size > EXACT_TILES or way_price(price, tiles) <= _outside_price(price, window, start, goal):
            return tiles
    return None


def way_price(price: Floats, tiles: list[Tile]) -> float:
    """What a chain of neighbouring tiles costs, first middle to last middle, in prices times tile lengths."""
    total = 0.0
    for (ax, ay), (bx, by) in pairwise(tiles):
        step = price.item(ay, ax) * 0.5 + price.item(by, bx) * 0.5
        total += step * SQRT2 if ax != bx and ay != by else step
    return total


def path_length_m(points_m: tuple[Point, ...] | list[Point]) -> float:
    """Length of straight legs.

    >>> path_length_m([(0.0, 0.0), (3.0, 4.0), (3.0, 5.0)])
    6.0
    """
    length_m = 0.0
    for (ax, ay), (bx, by) in pairwise(points_m):
        length_m += math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
    return length_m


def path_cost(cost_per_m: Floats, tile_m: float, points_m: tuple[Point, ...] | list[Point]) -> float:
    """Integral of the cost map along straight legs; inf when they touch a blocked tile."""
    cost = 0.0
    for (ax, ay), (bx, by) in pairwise(points_m):
        cost += line_price(cost_per_m, (ax / tile_m, ay / tile_m), (bx / tile_m, by / tile_m)) * tile_m
    return cost


def dilate(blocked: Bools, radius_tiles: float) -> Bools:
    """Blocked tiles and all whose middles lie within the radius of one: clearance for a wide rover.

    >>> dilate(np.array([[False, False, True]]), 1.0).tolist()
    [[False, True, True]]
    """
    grown = blocked.copy()
    reach = math.floor(radius_tiles)
    for dy in range(-reach, reach + 1):
        half_width = math.floor(math.sqrt(radius_tiles * radius_tiles - dy * dy))
        for dx in range(-half_width, half_width + 1):
            _or_shifted(grown, blocked, dx, dy)
    return grown


def _or_shifted(grown: Bools, blocked: Bools, dx: int, dy: int) -> None:
    """Mark the tiles that lie (dx, dy) from a blocked one."""
    height, width = blocked.shape
    if abs(dx) >= width or abs(dy) >= height:
        return
    grown[max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)] |= blocked[
        max(-dy, 0) : height + min(-dy, 0), max(-dx, 0) : width + min(-dx, 0)
    ]


def _tile(cost_per_m: Floats, tile_m: float, at_m: Point) -> Tile | None:
    """The tile a position lies on; None off the map."""
    tx, ty = math.floor(at_m[0] / tile_m), math.floor(at_m[1] / tile_m)
    inside = 0 <= tx < cost_per_m.shape[1] and 0 <= ty < cost_per_m.shape[0]
    return (tx, ty) if inside else None


def _open_start(cost_per_m: Floats, start: Tile) -> Floats:
    """The cost map with the tile under the rover passable, at the dearest price there is."""
    if cost_per_m[start[1], start[0]] < np.inf:
        return cost_per_m
    finite = cost_per_m[cost_per_m < np.inf]
    price = cost_per_m.copy()
    price[start[1], start[0]] = finite.max() if finite.size else 1.0
    return price


def _without_repeats(points: list[Point]) -> list[Point]:
    return [point for k, point in enumerate(points) if not k or point != points[k - 1]]


def _windows(price: Floats, start: Tile, goal: Tile) -> tuple[Window, ...]:
    """Where to look: round the two ends, then everywhere."""
    height, width = price.shape
    margin = MARGIN_TILES + max(abs(goal[0] - start[0]), abs(goal[1] - start[1])) // 2
    x0, y0 = min(start[0], goal[0]) - margin, min(start[1], goal[1]) - margin
    x1, y1 = max(start[0], goal[0]) + margin + 1, max(start[1], goal[1]) + margin + 1
    near = (max(x0, 0), max(y0, 0), min(x1, width), min(y1, height))
    whole = (0, 0, width, height)
    return (whole,) if near == whole else (near, whole)


def _outside_price(price: Floats, window: Window, start: Tile, goal: Tile) -> float:
    """Less than any way costs that leaves the window: octile over its nearest side, on the best ground."""
    x0, y0, x1, y1 = window
    dx, dy = abs(goal[0] - start[0]), abs(goal[1] - start[1])
    over = []
    if x0 > 0:
        over.append((start[0] + goal[0] - 2 * (x0 - 1), dy))
    if x1 < price.shape[1]:
        over.append((2 * x1 - start[0] - goal[0], dy))
    if y0 > 0:
        over.append((dx, start[1] + goal[1] - 2 * (y0 - 1)))
    if y1 < price.shape[0]:
        over.append((dx, 2 * y1 - start[1] - goal[1]))
    least = min((max(ends) + (SQRT2 - 1.0) * min(ends) for ends in over), default=math.inf)
    return least * float(price.min())


def _window_way(price: Floats, start: Tile, goal: Tile) -> list[Tile] | None:
    if price.size <= EXACT_TILES:
        return cheapest_way(lattice(price), start, goal)
    blocks = regions(price)
    way = region_way(blocks, int(blocks.region[start[1], start[0]]), int(blocks.region[goal[1], goal[0]]))
    return None if way is None else cheapest_way(lattice(price, corridor(blocks, way)), start, goal)
