"""Where a way may begin and end: open places near a closed one, and where the arm reaches a target from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from game.core.grid import bearing_deg, distance_m, heading_vector
from game.sim.cost_grid import CostGrid
from game.sim.obstacles import is_clear_segment
from game.sim.reach import ARM_REACH_M, target_position_m
from game.sim.world import World

Floats = NDArray[np.float64]
Point = tuple[float, float]

STANDOFF_M = 2.8
"""A drive to a target ends with the rover's middle this far from it: the arm reaches 3.6 m."""
FARTHEST_STAND_M = ARM_REACH_M - 0.2
AT_TARGET_M = 2.0
"""A goal this near to a known target means the target."""
SNAP_M = 6.0
"""A goal on closed ground is moved to open ground within this."""
LEAVE_M = 9.0
"""How far open ground may be from a closed place that is left or entered on a straight line."""
STAND_BEARINGS = 16
GRID_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class End:
    """One end of a way: the place itself, the open place it is joined to, and the heading wanted there."""

    at_m: Point
    open_m: Point
    face_deg: float = -1.0


def open_places(grid: CostGrid, place: Point, toward: Point, most: int = GRID_OPTIONS) -> list[Point]:
    """Open places that a straight clear line joins to `place`: itself when its tile is open, else tile centres near."""
    if grid.is_open(*place):
        return [place]
    x_m, y_m, away_m = _open_centres(grid, place, LEAVE_M)
    east, south = toward[0] - x_m, toward[1] - y_m
    cost = away_m + 0.5 * np.sqrt(east * east + south * south)
    found: list[Point] = []
    for centre in _ranked(cost, x_m, y_m):
        if is_clear_segment(grid.ground, grid.known, *place, *centre):
            found.append(centre)
            if len(found) == most:
                break
    return found


def _open_centres(grid: CostGrid, place: Point, within_m: float) -> tuple[Floats, Floats, Floats]:
    """Middles of the open tiles near a place, and how far away they are."""
    terrain = grid.ground.terrain
    tx, ty = terrain.tile_index(*place)
    reach = math.floor(within_m / terrain.tile_m) + 1
    tx0, ty0 = max(tx - reach, 0), max(ty - reach, 0)
    rows, columns = np.nonzero(grid.price[ty0 : ty + reach + 1, tx0 : tx + reach + 1] < np.inf)
    x_m, y_m = (columns + tx0 + 0.5) * terrain.tile_m, (rows + ty0 + 0.5) * terrain.tile_m
    east, south = x_m - place[0], y_m - place[1]
    away_m = np.sqrt(east * east + south * south)
    near = away_m <= within_m
    return x_m[near], y_m[near], away_m[near]


def _ranked(cost: Floats, x_m: Floats, y_m: Floats) -> list[Point]:
    """Places by rising cost; of equals the western, then the northern one first."""
    order = np.lexsort((y_m, x_m, cost))
    return list(zip(x_m[order].tolist(), y_m[order].tolist(), strict=True))


def target_meant(world: World, x_m: float, y_m: float) -> int:
    """Index of the known target that a goal at this place means, -1 when none."""
    best, best_m = -1, AT_TARGET_M
    for index, state in enumerate(world.targets):
        away_m = distance_m(x_m, y_m, *target_position_m(world, index))
        if state.known and away_m <= best_m:
            best, best_m = index, away_m
    return best


def goal_ends(world: World, grid: CostGrid, x_m: float, y_m: float) -> Iterator[End]:
    target = target_meant(world, x_m, y_m)
    if target >= 0:
        return _stands(world, grid, *target_position_m(world, target))
    if not grid.ground.inside(x_m, y_m):
        return iter(())
    if may_stand(grid, (x_m, y_m)):
        here = (world.rover.x_m, world.rover.y_m)
        joined = [End((x_m, y_m), place) for place in open_places(grid, (x_m, y_m), here)]
        if joined:
            return iter(joined)
    return (End(place, place) for place in _snapped(grid, x_m, y_m))


def _stands(world: World, grid: CostGrid, x_m: float, y_m: float) -> Iterator[End]:
    """Places from which the arm reaches (x_m, y_m), those cheapest to come to first.

    Most askers want only the first, so a place is looked at closely when none before it can be cheaper than it.
    """
    here = (world.rover.x_m, world.rover.y_m)
    seen: list[tuple[float, int, End]] = []
    for away_m, order, place in round_about(here, x_m, y_m):
        while seen and seen[0][0] < away_m:
            yield heappop(seen)[2]
        if may_stand(grid, place):
            for joined in open_places(grid, place, here, most=1):
                face_deg = bearing_deg(x_m - place[0], y_m - place[1])
                price = distance_m(*here, *joined) + 2.0 * distance_m(*joined, *place)
                heappush(seen, (price, order, End(place, joined, face_deg)))
    while seen:
        yield heappop(seen)[2]


def round_about(here: Point, x_m: float, y_m: float) -> list[tuple[float, int, Point]]:
    """(distance from here, number, place) of the places round a target, nearest first."""
    places: list[tuple[float, int, Point]] = []
    for radius_m in (STANDOFF_M, FARTHEST_STAND_M):
        for k in range(STAND_BEARINGS):
            east, south = heading_vector(360.0 * k / STAND_BEARINGS)
            place = (x_m + east * radius_m, y_m + south * radius_m)
            places.append((distance_m(*here, *place), len(places), place))
    return sorted(places)


def may_stand(grid: CostGrid, place: Point) -> bool:
    """Whether the rover may end a drive at a place, as far as is known."""
    if not grid.ground.inside(*place):
        return False
    tx, ty = grid.ground.terrain.tile_index(*place)
    if ty * grid.ground.terrain.width + tx in grid.avoid:
        return False
    return is_clear_segment(grid.ground, grid.known, *place, *place)


def _snapped(grid: CostGrid, x_m: float, y_m: float) -> list[Point]:
    """Open tile centres within SNAP_M of a closed goal, nearest first."""
    centre_x_m, centre_y_m, away_m = _open_centres(grid, (x_m, y_m), SNAP_M)
    return _ranked(away_m, centre_x_m, centre_y_m)
