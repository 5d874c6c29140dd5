"""A way for the rover to where it is asked to go, over what is known, and the reasons for its bends.

The planner's tiles keep clear of rocks by whole tiles. Where the rover stands among closed tiles (beside the rock it
has just worked on), it first leaves on a straight line checked exactly; a goal among closed tiles is entered likewise.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.grid import bearing_deg, centre_m, distance_m
from game.sim.cost_grid import CostGrid, cost_grid
from game.sim.obstacles import first_obstacle
from game.sim.reach import target_position_m
from game.sim.reasons import Reason, reason
from game.sim.switchback import switchback
from game.sim.way_ends import End, goal_ends, may_stand, open_places, round_about, target_meant
from game.sim.world import World
from game.terrain.route import path_length_m

Floats = NDArray[np.float64]
Point = tuple[float, float]

TRIES = 4
"""Pairs of ends for which a route is searched before the whole map is asked what hangs together."""
LONG_WAY_ROUND_M = 30.0
"""A way round a slippery slope this much longer than the straight line is held against switchbacks."""


@dataclass(frozen=True, slots=True)
class Way:
    """Straight legs from the rover to where it will stand; `face_deg` -1 when the heading there does not matter."""

    points_m: tuple[Point, ...]
    length_m: float
    face_deg: float = -1.0
    moved_m: float = 0.0
    backwards: bool = False
    tacks: bool = False
    """Crosses in switchbacks what is too slippery to climb."""
    price_wh: float = 0.0


@dataclass(frozen=True, slots=True)
class NoWay:
    """Why there is no way, and the nearest place to the goal that can be reached."""

    why: Reason
    nearest_m: Point | None = None


def find_way(world: World, x_m: float, y_m: float, backwards: bool = False) -> Way | NoWay:
    """The cheapest way that is known from where the rover stands; in switchbacks if that helps much."""
    grid = cost_grid(world, backwards)
    plain = _plain_way(world, grid, x_m, y_m)
    if isinstance(plain, Way) and not _is_long(grid, plain):
        return plain
    below_wh = plain.price_wh if isinstance(plain, Way) else math.inf
    return _tacked_way(world, grid, x_m, y_m, below_wh) or plain


def _is_long(grid: CostGrid, way: Way) -> bool:
    """A long way round ground that is only slippery."""
    here, there = way.points_m[0], way.points_m[-1]
    if way.length_m - distance_m(*here, *there) < LONG_WAY_ROUND_M:
        return False
    obstacle = first_obstacle(grid, here, there)
    return obstacle is not None and obstacle.kind == "slip"


def _tacked_way(world: World, grid: CostGrid, x_m: float, y_m: float, below_wh: float) -> Way | None:
    """A way in switchbacks to where the rover may stand, at the goal or beside the target, if it is cheaper."""
    here = (world.rover.x_m, world.rover.y_m)
    target = target_meant(world, x_m, y_m)
    if target < 0:
        places = [(0.0, 0, (x_m, y_m))]
    else:
        x_m, y_m = target_position_m(world, target)
        places = round_about(here, x_m, y_m)
    for _away, _order, place in places:
        if not may_stand(grid, place):
            continue
        found = switchback(grid, here, place, below_wh)
        if found is None:
            return None
        face_deg = bearing_deg(x_m - place[0], y_m - place[1]) if target >= 0 else -1.0
        points = _joined(found.points_m)
        backwards = grid.ground.backwards
        return Way(points, path_length_m(points), face_deg, 0.0, backwards, tacks=True, price_wh=found.price_wh)
    return None


def _plain_way(world: World, grid: CostGrid, x_m: float, y_m: float) -> Way | NoWay:
    """The cheapest way over open tiles."""
    here = (world.rover.x_m, world.rover.y_m)
    ends = goal_ends(world, grid, x_m, y_m)
    starts = [End(here, place) for place in open_places(grid, here, (x_m, y_m))]
    if not starts:
        return NoWay(reason("drive.boxed_in"))
    for start, end in _pairs(grid, starts, ends):
        route = grid.route(start.open_m, end.open_m)
        if route is not None:
            points = _joined((here, *route.points_m, end.at_m))
            away_m = distance_m(x_m, y_m, *end.at_m) if end.face_deg < 0.0 else 0.0
            length_m, backwards = path_length_m(points), grid.ground.backwards
            return Way(points, length_m, end.face_deg, away_m, backwards, price_wh=route.cost)
    return _no_way(world, grid, starts[0], (x_m, y_m))


def _pairs(grid: CostGrid, starts: list[End], ends: Iterator[End]) -> list[tuple[End, End]]:
    """The best pair of ends; when no way joins it, those that hang together."""
    best = next(ends, None)
    if best is None:
        return []
    if grid.route(starts[0].open_m, best.open_m) is not None:
        return [(starts[0], best)]
    every = [best, *ends]
    pairs = [(start, end) for start in starts for end in every]
    labels, tile = grid.labels(), grid.ground.terrain.tile_index

    def piece(place: Point) -> int:
        tx, ty = tile(*place)
        number: int = labels.item(ty, tx)
        return number

    return [pair for pair in pairs if piece(pair[0].open_m) == piece(pair[1].open_m) >= 0][:TRIES]


def _joined(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without points that repeat the one before."""
    return tuple(point for k, point in enumerate(points) if k == 0 or point != points[k - 1])


# --- explaining -----------------------------------------------------------------------------------------------------


def _no_way(world: World, grid: CostGrid, start: End, goal: Point) -> NoWay:
    """What closes the goal off, and how near one can come."""
    terrain = grid.ground.terrain
    labels = grid.labels()
    tx, ty = terrain.tile_index(*start.open_m)
    label = labels.item(ty, tx)
    if label < 0:
        return NoWay(reason("drive.boxed_in"))
    rows, columns = np.nonzero(labels == label)
    east = (columns + 0.5) * terrain.tile_m - goal[0]
    south = (rows + 0.5) * terrain.tile_m - goal[1]
    best = int(np.argmin(east * east + south * south))
    nearest = centre_m(int(columns[best]), int(rows[best]), terrain.tile_m)
    figures = {
        "short_m": distance_m(*nearest, *goal),
        "x_tile": nearest[0] / terrain.tile_m - 0.5,
        "y_tile": nearest[1] / terrain.tile_m - 0.5,
    }
    obstacle = first_obstacle(grid, nearest, goal)
    kind = obstacle.kind if obstacle is not None else "closed"
    extra = obstacle.figures if obstacle is not None else {}
    return NoWay(reason(f"drive.no_way_{kind}", **extra, **figures), nearest)
