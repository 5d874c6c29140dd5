"""Ways across slopes that are too slippery to climb straight: switchbacks, as on the rim climb of 2024.

The planner's map has one price for a tile, whichever way it is crossed. Here each of eight directions has its own slip,
with the rover pointing a little uphill against its sideways drift, and each turn costs its time. Searched only in a
window round the two ends, and only when the plain planner finds no way or a long one.
"""

import math
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from game.sim.cost_grid import CostGrid
from game.sim.hazards import AWAKE_W, SLIP_MARGIN, Ground
from game.sim.physics import drive as d
from game.sim.physics.slip import side_drifts, slips_along
from game.terrain.material import Material

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Point = tuple[float, float]
Tile = tuple[int, int]

MARGIN_TILES = 16
MOST_TILES = 12_000
"""A larger window is not searched: the player is told to go nearer first."""
TIGHT = 0.9
"""The share of the planner's own slip limit that a switchback keeps: it cannot step aside."""
WAYS: tuple[Tile, ...] = ((0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1))
TURN_WH = 45.0 / d.TURN_RATE_DEG_S * (AWAKE_W + d.DRIVE_AVIONICS_W + d.TURN_MOTORS_W) / 3600.0
"""Price of turning by an eighth of a circle."""
MOST_LOOKED_AT = 60_000
_FREE_TURN = [0.0] * 8


@dataclass(frozen=True, slots=True)
class Switchback:
    """A way of straight legs and its price in Wh of the whole rover."""

    points_m: tuple[Point, ...]
    price_wh: float


def switchback(grid: CostGrid, start_m: Point, goal_m: Point, below_wh: float = math.inf) -> Switchback | None:
    """The cheapest way of this kind; None without one below a price, or without slippery ground in the window."""
    terrain = grid.ground.terrain
    start, goal = terrain.tile_index(*start_m), terrain.tile_index(*goal_m)
    x0, y0 = max(min(start[0], goal[0]) - MARGIN_TILES, 0), max(min(start[1], goal[1]) - MARGIN_TILES, 0)
    x1 = min(max(start[0], goal[0]) + MARGIN_TILES + 1, terrain.width)
    y1 = min(max(start[1], goal[1]) + MARGIN_TILES + 1, terrain.height)
    window = np.s_[y0:y1, x0:x1]
    slippery = grid.ground.slip_only[window] & (grid.known[window] > 0) & ~grid.firmly_closed[window]
    if (x1 - x0) * (y1 - y0) > MOST_TILES or not slippery.any():
        return None
    free = (grid.price[window] < np.inf) | slippery
    free[start[1] - y0, start[0] - x0] = True  # where the rover stands, it stands
    prices = [_prices(grid, window, free, way) for way in WAYS]
    found = _search(prices, free, (start[0] - x0, start[1] - y0), (goal[0] - x0, goal[1] - y0), below_wh)
    if found is None:
        return None
    tiles, price = found
    middle = [((tx + x0 + 0.5) * terrain.tile_m, (ty + y0 + 0.5) * terrain.tile_m) for tx, ty in tiles[1:-1]]
    return Switchback((start_m, *_corners(middle), goal_m), price)


def crab_slips(grid: Ground, east: float, south: float, up: tuple[Floats, Floats], material: Floats) -> Floats:
    """Slip of a rover that makes way towards (east, south) over such grades, pointing against its drift."""
    up_east, up_south = up
    along = up_east * east + up_south * south
    across = np.abs(up_south * east - up_east * south)
    kind = material.astype(np.int64)
    slip = slips_along(along, kind, grid.backwards)
    drift = side_drifts(across, kind) / (1.0 - slip)
    steered = (along + across * drift) / np.sqrt(1.0 + drift * drift)
    return slips_along(steered, kind, grid.backwards)


def _prices(grid: CostGrid, window: tuple[slice, slice], free: Bools, way: Tile) -> Floats:
    """Wh of the step from each tile in one direction; inf where it leads out, into closed ground, or slips too much."""
    ground, terrain = grid.ground, grid.ground.terrain
    step = math.sqrt(way[0] * way[0] + way[1] * way[1])
    known = grid.known[window] > 0
    up_east = np.where(known, terrain.slope_x[window], ground.orbital_east[window])
    up_south = np.where(known, terrain.slope_y[window], ground.orbital_south[window])
    material = np.where(known, terrain.material[window], Material.REGOLITH).astype(np.float64)
    slip = crab_slips(ground, way[0] / step, way[1] / step, (up_east, up_south), material)
    moving_s = 1.0 / (d.TOP_SPEED_M_S * (1.0 - np.maximum(slip, 0.0)))
    watts = AWAKE_W + d.DRIVE_AVIONICS_W
    per_m = (watts * (moving_s + ground.think_s[window]) + d.MAX_MOTORS_W * 0.5 * moving_s) / 3600.0
    limit = ground.slip_limit_frac * SLIP_MARGIN * TIGHT
    half = np.where(free & (slip <= limit), per_m * 0.5 * step * terrain.tile_m, np.inf)
    price: Floats = half + _shifted(half, way)
    if way[0] and way[1]:  # no cutting of corners
        beside = _shifted(half, (way[0], 0)) + _shifted(half, (0, way[1]))
        open_beside = _shifted(np.where(free, 0.0, np.inf), (way[0], 0)) + _shifted(
            np.where(free, 0.0, np.inf), (0, way[1])
        )
        price = np.where(np.minimum(beside, open_beside) < np.inf, price, np.inf)
    return price


def _shifted(values: Floats, way: Tile) -> Floats:
    """Of each tile the value of its neighbour in a direction, inf beyond the edge."""
    height, width = values.shape
    there = np.full(values.shape, np.inf)
    dx, dy = way
    there[max(-dy, 0) : height - max(dy, 0), max(-dx, 0) : width - max(dx, 0)] = values[
        max(dy, 0) : height - max(-dy, 0), max(dx, 0) : width - max(-dx, 0)
    ]
    return there


def _search(
    prices: list[Floats], free: Bools, start: Tile, goal: Tile, below_wh: float
) -> tuple[list[Tile], float] | None:
    """Cheapest chain of tiles where turning costs too: A* over tiles and the directions they were entered in."""
    width = free.shape[1]
    first, last = start[1] * width + start[0], goal[1] * width + goal[0]
    ahead = _ahead(prices, goal).ravel().tolist()
    if not ahead[first] < below_wh:
        return None
    cost = [price.reshape(-1).tolist() for price in prices]
    steps = [(way, dy * width + dx, cost[way]) for way, (dx, dy) in enumerate(WAYS)]
    turns = [[TURN_WH * min((way - facing) % 8, (facing - way) % 8) for way in range(8)] for facing in range(8)]
    waiting = [math.inf] * (8 * free.size)
    came_from: dict[int, int] = {}
    queue = [(ahead[first], 0.0, first * 8 + way, -1) for way in range(8)]
    while queue and len(came_from) < MOST_LOOKED_AT:
        estimate, spent, state, before = heappop(queue)
        if estimate >= below_wh:  # nothing cheaper is left
            return None
        if state in came_from:
            continue
        came_from[state] = before
        tile, facing = divmod(state, 8)
        if tile == last:
            return _walk_back(came_from, state, width), spent
        turn = turns[facing] if before >= 0 else _FREE_TURN
        for way, shift, step in steps:
            reached = spent + step[tile] + turn[way]
            there = (tile + shift) * 8 + way
            # Of equals the lower state is taken, whoever came first.
            if reached < math.inf and reached <= waiting[there] and there not in came_from:
                waiting[there] = reached
                heappush(queue, (reached + ahead[tile + shift], reached, there, state))
    return None


def _ahead(prices: list[Floats], goal: Tile) -> Floats:
    """Wh from each tile to the goal if turning were free: the least still to be paid. Inf where no way leads."""
    height, width = prices[0].shape
    left = np.full((height + 2, width + 2), np.inf)  # a rim of closed ground: no step leads out
    inner = left[1:-1, 1:-1]
    inner[goal[1], goal[0]] = 0.0
    there = [left[1 + dy : 1 + dy + height, 1 + dx : 1 + dx + width] for dx, dy in WAYS]
    changed = True
    while changed:
        before = inner.copy()
        for price, beyond in zip(prices, there, strict=True):
            np.minimum(inner, price + beyond, out=inner)
        changed = not np.array_equal(before, inner)
    return inner


def _walk_back(came_from: dict[int, int], state: int, width: int) -> list[Tile]:
    tiles = []
    while state >= 0:
        tiles.append((state // 8 % width, state // 8 // width))
        state = came_from[state]
    return tiles[::-1]


def _corners(points: list[Point]) -> list[Point]:
    """Without points on a straight line between their neighbours."""
    kept = [
        k
        for k in range(len(points))
        if k in (0, len(points) - 1)
        or points[k][0] - points[k - 1][0] != points[k + 1][0] - points[k][0]
        or points[k][1] - points[k - 1][1] != points[k + 1][1] - points[k][1]
    ]
    return [points[k] for k in kept]
