"""What the ground does to a drive: the price of each metre, slopes too steep, rocks too tall. Static for a site.

What of this the mission knows is decided in `cost_grid`; here stands the truth, and the view from orbit beside it.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.content.sections import Rover
from game.core.rng import rng_for
from game.sim.physics import drive as d
from game.sim.physics.slip import climb_slips, steepest_grade, weak_grade
from game.sim.tall_rocks import TallRocks, tall_rocks
from game.sim.world import Site
from game.sim.zone_map import Zones
from game.terrain.derive import gradient
from game.terrain.material import Material
from game.terrain.terrain import Terrain

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.int64]

EDGE_MARGIN_M = 3.0
"""The rover keeps this far inside the map."""
TILT_MARGIN_DEG = 1.5
"""The planner stays this far below the tilt limit: between tile centres the ground can be a little steeper."""
SLIP_MARGIN = 0.95
"""The planner's share of the slip limit, for the same reason."""
MEAN_GRADE_SHARE = 0.64
"""A leg crosses a slope in any direction: the mean of |cos| is 2/pi."""
UNKNOWN_PRICE = 1.3
"""A metre over ground known only from orbit is priced this much dearer: premise."""
ORBITAL_ROCKS_FRAC, ORBITAL_ROUGHNESS_M = 0.06, 0.05
"""Rock cover and relief assumed where only orbit has looked: middle of Jezero's k 0.03-0.10, from memory."""
AWAKE_W = 150.0  # the awake load counts against a slow route too (Lakdawalla: at least 150 W)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The site as a drive meets it. Prices are Wh per metre of the whole rover, inf where it cannot go."""

    terrain: Terrain
    tilt_limit_deg: float
    tilt_limit_grade: float
    slip_limit_frac: float
    seen_price: Floats
    orbital_price: Floats
    slip_only: NDArray[np.bool_]
    """Closed for nothing but slip: to be crossed at an angle."""
    think_s: Bytes
    orbital_east: Floats
    orbital_south: Floats
    rocks: TallRocks
    backwards: bool = False
    """Prices and slip of a rover that drives backwards."""
    zones: Zones | None = None

    seed: int = 0

    def weak_grade_at(self, tx: int, ty: int) -> float:
        """How much looser than it looks the sand of a tile is; only ripples hide such places."""
        if self.terrain.material.item(ty, tx) != Material.RIPPLE:
            return 0.0
        return weak_grade(rng_for(self.seed, "loose sand").uniform2(tx, ty))

    def zone_at(self, x_m: float, y_m: float) -> int:
        """Number of the keep-out zone at a place, 0 for none; the names begin with number 1."""
        if self.zones is None or not self.terrain.inside(x_m, y_m):
            return 0
        tx, ty = self.terrain.tile_index(x_m, y_m)
        number: int = self.zones.number.item(ty, tx)
        return number

    def zone_figures(self, number: int) -> dict[str, str]:
        """Name and reason of a zone, as refusals tell them."""
        assert self.zones is not None, "a zone has a number"
        return self.zones.figures(number)

    def rock_met(self, from_x_m: float, from_y_m: float, x_m: float, y_m: float) -> int:
        """Number of a tall rock that the rover would touch here and not be moving away from, -1 when none."""
        terrain = self.terrain
        tile_m = terrain.spec.tile_m
        tile = int(y_m / tile_m) * terrain.spec.width + int(x_m / tile_m)
        start = self.rocks.cover_start
        first, last = start.item(tile), start.item(tile + 1)
        if first == last:
            return -1
        for rock in self.rocks.cover_rock[first:last].tolist():
            there_m2 = self.gap_m2(rock, x_m, y_m)
            reach_m = self.rocks.reach_m[rock]
            if there_m2 < reach_m * reach_m and there_m2 <= self.gap_m2(rock, from_x_m, from_y_m):
                return int(rock)
        return -1

    def gap_m2(self, rock: int, x_m: float, y_m: float) -> float:
        """Square of the distance between a rock's middle and a point."""
        east, south = self.rocks.x_m[rock] - x_m, self.rocks.y_m[rock] - y_m
        return east * east + south * south

    def rocks_of(self, tile: int) -> list[int]:
        """Numbers of the tall rocks that close a tile (flat index)."""
        rocks = self.rocks
        found: list[int] = rocks.cover_rock[rocks.cover_start.item(tile) : rocks.cover_start.item(tile + 1)].tolist()
        return found

    def margin_m(self, x_m: float, y_m: float) -> float:
        """Distance to the nearest edge of the map."""
        return min(x_m, y_m, self.terrain.width_m - x_m, self.terrain.height_m - y_m)

    def inside(self, x_m: float, y_m: float) -> bool:
        """Whether the rover may stand here as far as the map's edge goes."""
        return self.margin_m(x_m, y_m) >= EDGE_MARGIN_M


def ground_of(site: Site, backwards: bool = False) -> Ground:
    """The site's `Ground` for driving forwards or backwards, worked out once."""
    name = "ground_backwards" if backwards else "ground"
    ground = site.derived.get(name)
    if not isinstance(ground, Ground):
        ground = site.derived[name] = build_ground(site, backwards)
    return ground


def build_ground(site: Site, backwards: bool = False) -> Ground:
    """Price every tile of a site."""
    terrain, rover = site.terrain, site.level.rover
    material = terrain.material
    grade = np.sqrt(terrain.slope_x * terrain.slope_x + terrain.slope_y * terrain.slope_y)
    think_s = d.think_s(d.difficulty(grade, terrain.rock_abundance, terrain.roughness_m))
    seen = _price(grade, material, think_s, backwards)
    steep = steep_grade(terrain)
    slippery = _too_slippery((grade + steep) * 0.5, material, rover.slip_limit_frac * SLIP_MARGIN, backwards)
    closed = steep > d.grade_of(rover.tilt_limit_deg - TILT_MARGIN_DEG)
    closed |= material == Material.RIPPLE  # AutoNav keeps out: Seitah's sand ripples were not traversable (Farley)
    seen[slippery | closed] = np.inf
    east, south = gradient(terrain.orbital_elevation_m, terrain.tile_m)
    orbital = _orbital_price(np.sqrt(east * east + south * south), rover, backwards)
    for price in (seen, orbital):
        _close_edge(price, terrain.tile_m)
    return Ground(
        terrain=terrain,
        tilt_limit_deg=rover.tilt_limit_deg,
        tilt_limit_grade=d.grade_of(rover.tilt_limit_deg),
        slip_limit_frac=rover.slip_limit_frac,
        seen_price=seen,
        orbital_price=orbital,
        slip_only=slippery & ~closed,
        think_s=np.minimum(think_s, 255).astype(np.uint8),
        orbital_east=east,
        orbital_south=south,
        rocks=ground_of(site).rocks if backwards else tall_rocks(site),
        backwards=backwards,
        seed=site.seed,
    )


def orbital_think_s(grade: Floats) -> Indices:
    """AutoNav's stops as they are expected where only the grade is known, from orbit."""
    flat = np.zeros(grade.shape)
    return d.think_s(d.difficulty(grade, flat + ORBITAL_ROCKS_FRAC, flat + ORBITAL_ROUGHNESS_M))


def steep_grade(terrain: Terrain) -> Floats:
    """The steepest grade a tile may show between its middle and its neighbours': never less than the mean one."""
    z = terrain.elevation_m
    east, south = np.zeros(z.shape), np.zeros(z.shape)
    step = np.abs(z[:, 1:] - z[:, :-1]) / terrain.tile_m
    east[:, :-1] = step
    east[:, 1:] = np.maximum(east[:, 1:], step)
    step = np.abs(z[1:] - z[:-1]) / terrain.tile_m
    south[:-1] = step
    south[1:] = np.maximum(south[1:], step)
    return np.sqrt(east * east + south * south)


def steep_grade_at(terrain: Terrain, tx: int, ty: int) -> float:
    """`steep_grade` of one tile."""
    tx0, ty0 = max(tx - 1, 0), max(ty - 1, 0)
    z = terrain.elevation_m[ty0 : ty + 2, tx0 : tx + 2].tolist()
    row, column = ty - ty0, tx - tx0
    here = z[row][column]
    east = max(abs(z[row][k] - here) for k in range(len(z[row]))) / terrain.tile_m
    south = max(abs(line[column] - here) for line in z) / terrain.tile_m
    return math.sqrt(east * east + south * south)


def _price(grade: Floats, material: Bytes, think_s: Indices, backwards: bool) -> Floats:
    """Wh per metre: time at the mean slip, and the camera stops, times the power drawn; steep ground is shunned."""
    mean = grade * MEAN_GRADE_SHARE
    slip = climb_slips(mean, material, backwards)
    moving_s = 1.0 / (d.TOP_SPEED_M_S * (1.0 - slip))
    motors = d.motors_ws(mean * 0.5, np.full(grade.shape, d.TOP_SPEED_M_S), material)
    base_w = AWAKE_W + d.DRIVE_AVIONICS_W
    return (base_w * (moving_s + think_s) + motors * moving_s) * (1.0 + grade * grade * 2.0) / 3600.0


def _too_slippery(grade: Floats, material: Bytes, limit_frac: float, backwards: bool) -> NDArray[np.bool_]:
    limits = np.array([steepest_grade(limit_frac, kind, backwards) for kind in Material])
    return grade > limits[material]


def _orbital_price(grade: Floats, rover: Rover, backwards: bool) -> Floats:
    material = np.full(grade.shape, Material.REGOLITH, dtype=np.uint8)
    price = _price(grade, material, orbital_think_s(grade), backwards) * UNKNOWN_PRICE
    price[_too_slippery(grade, material, rover.slip_limit_frac, backwards)] = np.inf
    price[grade > d.grade_of(rover.tilt_limit_deg)] = np.inf
    return price


def _close_edge(price: Floats, tile_m: float) -> None:
    """Tiles whose middle lies too near the edge."""
    rim = max(1, math.floor(EDGE_MARGIN_M / tile_m + 0.5))
    price[:rim], price[-rim:] = np.inf, np.inf
    price[:, :rim], price[:, -rim:] = np.inf, np.inf
