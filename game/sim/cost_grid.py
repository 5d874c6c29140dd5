"""The planner's map: prices per metre as far as the mission knows the ground, kept until the knowledge changes."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.sim.hazards import Ground
from game.sim.world import World
from game.sim.zones import ground_now
from game.terrain.route import Route, plan_route
from game.terrain.route_blocks import connected

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]
Point = tuple[float, float]

KEPT_ROUTES = 16


@dataclass(slots=True, eq=False)
class CostGrid:
    """Prices of every tile (inf: closed) under one state of knowledge, and the routes asked for so far."""

    ground: Ground
    known: Bytes
    avoid: tuple[int, ...]
    version: int
    price: Floats
    firmly_closed: NDArray[np.bool_]
    """By rocks, failed drives and zones: closed in every direction."""
    _labels: NDArray[np.int64] | None = None
    _routes: dict[tuple[Point, Point], Route | None] = field(default_factory=dict)

    def is_open(self, x_m: float, y_m: float) -> bool:
        """Whether the tile under a point is free as far as is known."""
        terrain = self.ground.terrain
        if not terrain.inside(x_m, y_m):
            return False
        tx, ty = terrain.tile_index(x_m, y_m)
        return bool(self.price.item(ty, tx) < np.inf)

    def labels(self) -> NDArray[np.int64]:
        """Number of the connected piece of open ground that each tile belongs to, -1 closed."""
        if self._labels is None:
            whole = max(self.price.shape)
            self._labels = connected(self.price < np.inf, whole)
        return self._labels

    def route(self, start: Point, goal: Point) -> Route | None:
        """The cheapest way between two points on open tiles."""
        key = (start, goal)
        if key not in self._routes:
            while len(self._routes) >= KEPT_ROUTES:
                del self._routes[next(iter(self._routes))]
            self._routes[key] = plan_route(self.price, self.ground.terrain.tile_m, start, goal)
        return self._routes[key]


def cost_grid(world: World, backwards: bool = False) -> CostGrid:
    """The grid of what is known now. It follows from the world alone: the copy kept with the site saves only time."""
    survey, avoid = world.survey, tuple(world.rover.avoid_tiles)
    name = "cost_grid_backwards" if backwards else "cost_grid"
    ground = ground_now(world, backwards)
    kept = world.site.derived.get(name)
    if (
        isinstance(kept, CostGrid)
        and kept.ground is ground
        and kept.version == survey.version
        and kept.avoid == avoid
        and np.array_equal(kept.known, survey.known)
    ):
        return kept
    price, firm = known_price(ground, survey.known, avoid)
    grid = world.site.derived[name] = CostGrid(ground, survey.known.copy(), avoid, survey.version, price, firm)
    return grid


def known_price(ground: Ground, known: Bytes, avoid: tuple[int, ...]) -> tuple[Floats, NDArray[np.bool_]]:
    """Prices with the orbital guess where nothing has been seen; known rocks, failed tiles and zones are closed,
    and told apart from ground that is closed by itself."""
    price = np.where(known > 0, ground.seen_price, ground.orbital_price)
    firm = np.zeros(price.shape, dtype=np.bool_)
    flat, rocks = firm.reshape(-1), ground.rocks
    rock_known = known.reshape(-1)[rocks.tile] >= rocks.need
    flat[rocks.cover_tile[rock_known[rocks.cover_rock]]] = True
    flat[[tile for tile in avoid if 0 <= tile < flat.size]] = True
    if ground.zones is not None:
        firm |= ground.zones.number > 0
    price[firm] = np.inf
    return price, firm
