"""What stands in the way: naming the obstacle on a tile, along a line, and along the rest of a route."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.sim.cost_grid import CostGrid
from game.sim.hazards import SLIP_MARGIN, TILT_MARGIN_DEG, Ground, steep_grade_at
from game.sim.physics import drive as d
from game.sim.physics.slip import climb_slip, slip_along
from game.sim.reasons import Figure, Reason, reason
from game.sim.world import World
from game.terrain.material import Material

Point = tuple[float, float]
Bytes = NDArray[np.uint8]

CHECK_STEP_M = 0.5
LIMIT_SHARE = 0.95
"""Straight lines off the planner's tiles keep this share of the limits of tilt and slip."""
NEAR_M = 3.0
"""Closed ground this near to the rover or the goal was entered knowingly: it does not spoil a route."""
CLEAR_M = 0.05
"""A straight line off the planner's tiles keeps this much clear of rocks: the rover does not roll to the millimetre."""
TOUCH_M = 0.02
"""A rock spoils a route that passes this much too near."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One cause: `kind` completes the reason keys `hazard.`, `drive.around_` and `drive.no_way_`."""

    kind: str
    figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def size(self) -> float:
        """How bad it is, by its first figure; for things of one kind."""
        sizes = [value for value in self.figures.values() if isinstance(value, float)]
        return sizes[0] if sizes else 0.0

    def hazard(self) -> Reason:
        return reason(f"hazard.{self.kind}", **self.figures)


def tile_obstacle(ground: Ground, known: Bytes, avoid: tuple[int, ...], tile: int) -> Obstacle | None:
    """What is known to close a tile (flat index); None when it is open."""
    terrain = ground.terrain
    ty, tx = divmod(tile, terrain.width)
    if ground.zones is not None and ground.zones.number.item(ty, tx):
        return _zone(ground, tile)
    rock = _tallest(ground, known, tile)
    if rock >= 0:
        return Obstacle("rock", {"height_m": ground.rocks.height_m[rock], "limit_m": d.MAX_ROCK_M})
    if known.item(ty, tx):
        if ground.seen_price.item(ty, tx) == math.inf:
            return _ground_obstacle(ground, tx, ty)
    elif ground.orbital_price.item(ty, tx) == math.inf:
        slope_deg = terrain.orbital_slope_deg.item(ty, tx)
        return _edge_or(ground, tx, ty, Obstacle("slope", {"slope_deg": slope_deg}))
    return Obstacle("failed") if tile in avoid else None


def _zone(ground: Ground, tile: int) -> Obstacle:
    assert ground.zones is not None, "a zone closes the tile"
    return Obstacle("zone", {**ground.zone_figures(int(ground.zones.number.reshape(-1)[tile]))})


def _ground_obstacle(ground: Ground, tx: int, ty: int) -> Obstacle:
    """Sand ripples, too steep to stand on, or too slippery to climb? By the grades that `build_ground` has judged."""
    terrain = ground.terrain
    if terrain.material.item(ty, tx) == Material.RIPPLE:
        return _edge_or(ground, tx, ty, Obstacle("ripples"))
    steep, material = steep_grade_at(terrain, tx, ty), terrain.material.item(ty, tx)
    grade = (d.grade_of(terrain.slope_deg.item(ty, tx)) + steep) * 0.5
    steep_deg, slip = d.slope_angle_deg(steep), climb_slip(grade, material, ground.backwards)
    if steep_deg > ground.tilt_limit_deg - TILT_MARGIN_DEG or slip <= ground.slip_limit_frac * SLIP_MARGIN:
        return _edge_or(ground, tx, ty, Obstacle("slope", {"slope_deg": steep_deg}))
    slope_deg, name = d.slope_angle_deg(grade), Material(material).name.lower()
    return Obstacle("slip", {"slip_pct": 100.0 * slip, "slope_deg": slope_deg, "material": name})


def _edge_or(ground: Ground, tx: int, ty: int, otherwise: Obstacle) -> Obstacle:
    tile_m = ground.terrain.tile_m
    if ground.margin_m((tx + 0.5) * tile_m, (ty + 0.5) * tile_m) < 2.0 * tile_m + 1.0:
        return Obstacle("edge")
    return otherwise


def _tallest(ground: Ground, known: Bytes, tile: int) -> int:
    """Number of the tallest rock known to close a tile, -1 when none does."""
    rocks, flat = ground.rocks, known.reshape(-1)
    best = -1
    for rock in ground.rocks_of(tile):
        is_known = flat.item(rocks.tile.item(rock)) >= rocks.need.item(rock)
        if is_known and (best < 0 or rocks.height_m[rock] > rocks.height_m[best]):
            best = rock
    return best


def first_obstacle(grid: CostGrid, a: Point, b: Point) -> Obstacle | None:
    """The first obstacle known on the straight line from a to b."""
    terrain = grid.ground.terrain
    for tile in _tiles_along(terrain.tile_m, terrain.width, a, b).tolist():
        if grid.price.item(divmod(tile, terrain.width)) == math.inf:
            return tile_obstacle(grid.ground, grid.known, grid.avoid, tile)
    return None


def worst_obstacle(grid: CostGrid, a: Point, b: Point) -> Obstacle | None:
    """What the first closed stretch of the straight line is, by its worst tile: tallest rock, steepest slope."""
    terrain = grid.ground.terrain
    worst: Obstacle | None = None
    for tile in _tiles_along(terrain.tile_m, terrain.width, a, b).tolist():
        if grid.price.item(divmod(tile, terrain.width)) == math.inf:
            found = tile_obstacle(grid.ground, grid.known, grid.avoid, tile)
            if worst is None or (found is not None and found.kind == worst.kind and found.size > worst.size):
                worst = found
        elif worst is not None:
            break
    return worst


def _tiles_along(tile_m: float, width: int, a: Point, b: Point) -> NDArray[np.int64]:
    """Flat indices of the tiles under a line, sampled every half tile, in order."""
    (ax, ay), (bx, by) = a, b
    length_m = math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
    steps = math.floor(2.0 * length_m / tile_m) + 1
    share = np.arange(steps + 1, dtype=np.float64) / steps
    columns = np.floor((ax + (bx - ax) * share) / tile_m)
    rows = np.floor((ay + (by - ay) * share) / tile_m)
    return (rows * width + columns).astype(np.int64)


def is_clear_segment(ground: Ground, known: Bytes, ax: float, ay: float, bx: float, by: float) -> bool:
    """Whether the rover could roll straight from a, where it stands, to b, as far as is known.

    Asked of the edge, rocks, tilt, and slip in that direction. With a = b: whether it may stand there at all.
    """
    length_m = math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
    steps = math.floor(length_m / CHECK_STEP_M) + 1
    east, south = ((bx - ax) / length_m, (by - ay) / length_m) if length_m > 0.0 else (0.0, 0.0)
    met: list[int] = []
    within = ground.zone_at(ax, ay) if length_m > 0.0 else 0
    for k in range(0 if length_m == 0.0 else 1, steps + 1):
        x_m, y_m = ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps
        if not (ground.inside(x_m, y_m) and _firm(ground, known, x_m, y_m, east, south)):
            return False
        if ground.zone_at(x_m, y_m) not in (0, within):
            return False
        tx, ty = ground.terrain.tile_index(x_m, y_m)
        met += ground.rocks_of(ty * ground.terrain.width + tx)
    return not any(_spoils(ground, known, rock, (ax, ay), (bx, by)) for rock in met)


def _spoils(ground: Ground, known: Bytes, rock: int, a: Point, b: Point) -> bool:
    """A known rock touches the rover on its way, and the way does not lead straight off it."""
    rocks = ground.rocks
    if known.reshape(-1).item(rocks.tile.item(rock)) < rocks.need.item(rock):
        return False
    x_m, y_m, reach_m = rocks.x_m[rock], rocks.y_m[rock], rocks.reach_m[rock] + CLEAR_M
    if a != b and (b[0] - a[0]) * (a[0] - x_m) + (b[1] - a[1]) * (a[1] - y_m) >= 0.0:
        return False
    return _leg_gap_m(x_m, y_m, a, b) < reach_m


def _firm(ground: Ground, known: Bytes, x_m: float, y_m: float, east: float, south: float) -> bool:
    """Tilt, and slip towards (east, south), stay below the limits here."""
    terrain = ground.terrain
    tx, ty = terrain.tile_index(x_m, y_m)
    if not known.item(ty, tx):
        return bool(ground.orbital_price.item(ty, tx) < math.inf)
    if terrain.material.item(ty, tx) == Material.RIPPLE:
        return False
    up_east, up_south = terrain.gradient_at(x_m, y_m)
    if d.tilt_grade(up_east, up_south) > ground.tilt_limit_grade * LIMIT_SHARE:
        return False
    slip = slip_along(up_east * east + up_south * south, terrain.material.item(ty, tx), ground.backwards)
    return slip <= ground.slip_limit_frac * LIMIT_SHARE


def route_obstacle(world: World, ground: Ground, points: list[Point]) -> Obstacle | None:
    """The first thing now known that spoils the rest of a route (`points` from the rover on)."""
    terrain, known = ground.terrain, world.survey.known
    for a, b in pairwise(points):
        tiles = _tiles_along(terrain.tile_m, terrain.width, a, b)
        closed = (known.reshape(-1)[tiles] > 0) & (ground.seen_price.reshape(-1)[tiles] == np.inf)
        start = ground.rocks.cover_start
        rocky = start[tiles + 1] > start[tiles]
        zoned = ground.zones.number.reshape(-1)[tiles] > 0 if ground.zones is not None else np.zeros_like(closed)
        for k in np.flatnonzero(closed | rocky | zoned).tolist():
            tile = int(tiles[k])
            if zoned[k] and _is_far(terrain.tile_m, terrain.width, tile, points):
                return _zone(ground, tile)
            if rocky[k] and _meets_rock(ground, known, tile, a, b):
                return tile_obstacle(ground, known, (), tile)
            if closed[k] and _is_crossed(ground, tile, a, b):
                continue
            if closed[k] and _is_far(terrain.tile_m, terrain.width, tile, points):
                return _ground_obstacle(ground, tile % terrain.width, tile // terrain.width)
    return None


def _is_crossed(ground: Ground, tile: int, a: Point, b: Point) -> bool:
    """Ground too slippery to climb, on a leg that crosses it at an angle that holds."""
    if not ground.slip_only.item(divmod(tile, ground.terrain.width)):
        return False
    length_m = math.sqrt((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]))
    ty, tx = divmod(tile, ground.terrain.width)
    east, south = (b[0] - a[0]) / length_m, (b[1] - a[1]) / length_m
    along = ground.terrain.slope_x.item(ty, tx) * east + ground.terrain.slope_y.item(ty, tx) * south
    slip = slip_along(along, ground.terrain.material.item(ty, tx), ground.backwards)
    return slip <= ground.slip_limit_frac * LIMIT_SHARE


def _is_far(tile_m: float, width: int, tile: int, points: list[Point]) -> bool:
    x_m, y_m = (tile % width + 0.5) * tile_m, (tile // width + 0.5) * tile_m
    return all(
        math.sqrt((x_m - px) * (x_m - px) + (y_m - py) * (y_m - py)) > NEAR_M + tile_m
        for px, py in (points[0], points[-1])
    )


def _meets_rock(ground: Ground, known: Bytes, tile: int, a: Point, b: Point) -> bool:
    """Whether a leg passes too near to a known rock that closes the tile."""
    rocks = ground.rocks
    for rock in ground.rocks_of(tile):
        if known.reshape(-1).item(rocks.tile.item(rock)) < rocks.need.item(rock):
            continue
        if _leg_gap_m(rocks.x_m[rock], rocks.y_m[rock], a, b) < rocks.reach_m[rock] - TOUCH_M:
            return True
    return False


def _leg_gap_m(x_m: float, y_m: float, a: Point, b: Point) -> float:
    """Distance of a point from a straight leg."""
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    share = ((x_m - ax) * dx + (y_m - ay) * dy) / square if square > 0.0 else 0.0
    share = min(max(share, 0.0), 1.0)
    east, south = ax + dx * share - x_m, ay + dy * share - y_m
    return math.sqrt(east * east + south * south)
