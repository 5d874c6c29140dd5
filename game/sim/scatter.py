"""Targets scattered by rule: the ground, the seed and the rule give each its place and its kind of rock.

Every tile has a number of its own from the rule's stream; of the tiles that a rule allows, those with the least
numbers are taken, one after another, as far apart as it asks. Where the ground of a seed has too few such tiles, wishes
are given up in a fixed order, so that every target of the level is somewhere on every seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from game.content.catalog import Catalog
from game.content.level import Level
from game.content.scattering import rule_of
from game.content.sections import Zone
from game.content.target_section import Scatter, Target
from game.core.rng import Stream, rng_for
from game.sim.zones import circle_mask, level_mask
from game.terrain.footprints import footprint, grown
from game.terrain.landforms.channel import distance_to_line
from game.terrain.material import Material
from game.terrain.reachable import reachable_from
from game.terrain.terrain import Terrain

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Place = tuple[float, float]

STEEPEST_DEG = 20.0
"""Ground that counts as a way to a scattered target; the rover itself is stopped at 30 degrees of tilt."""
EDGE_TILES = 3
NEAREST_M = 4.0
"""Of two targets when a rule's spacing had to be given up: the rover still tells them apart."""
OFF_START_M = 6.0
JITTER_TILES = 0.7
"""How far about the middle of its tile a target may lie, from side to side."""
GIVEN_UP = ("", "half the spacing", "the spacing", "the slope", "the distances", "the ground", "a way there")
"""What is given up one after another, each on top of those before it, until all targets have a place."""


@dataclass(frozen=True, slots=True)
class Found:
    """The places of one rule, in metres; `fitting`: how many of them follow it in everything."""

    rule: str
    places: tuple[Place, ...]
    fitting: int
    given_up: str


def scattered(level: Level, terrain: Terrain, catalog: Catalog) -> Level:
    """The level with every target at its place and of its kind."""
    found = {one.rule: one for one in find_places(level, terrain)}
    if not found:
        return level
    return level.with_targets(tuple(_placed(level, target, found, terrain.seed, catalog) for target in level.targets))


def _placed(level: Level, target: Target, found: dict[str, Found], seed: int, catalog: Catalog) -> Target:
    if target.scatter is None:
        return target
    rule, number = rule_of(target), int(target.id.rpartition("_")[2]) - 1
    kinds = target.scatter.rocks or tuple(
        name for name, rock in sorted(catalog.rocks.items()) if rock.family == target.scatter.family
    )
    kind = kinds[_stream(seed, rule, target.scatter).sub("rock").integer(0, len(kinds), number)]
    return target.model_copy(update={"at": level.tiles(*found[rule].places[number]), "rock": kind})


def _stream(seed: int, rule: str, said: Scatter) -> Stream:
    return rng_for(seed, "scatter", said.stream or rule)


# --- places -----------------------------------------------------------------------------------------------------------


def find_places(level: Level, terrain: Terrain) -> list[Found]:
    """The places of every rule of a level; later rules keep clear of those before them."""
    rules = {rule_of(target): target.scatter for target in level.targets if target.scatter is not None}
    if not rules:
        return []
    taken = [level.metres(target.at) for target in level.targets if target.scatter is None]
    ground, found = _Ground(level, terrain), []
    for name, rule in rules.items():
        one = _of_rule(ground, name, rule, taken)
        taken += one.places
        found.append(one)
    return found


def _of_rule(ground: "_Ground", name: str, rule: Scatter, taken: list[Place]) -> Found:
    wishes, places, fitting, given_up = _Wishes(ground, rule), list[Place](), 0, 0
    for step in range(len(GIVEN_UP)):
        mask, spacing_m = wishes.allowed(step)
        free = _picked(ground, _stream(ground.terrain.seed, name, rule), mask, spacing_m, [*taken, *places])
        more = [*islice(free, rule.count - len(places))]
        places += more
        given_up = step if more else given_up
        fitting = len(places) if step == 0 else fitting
        if len(places) == rule.count:
            break
    return Found(name, tuple(places), fitting, GIVEN_UP[given_up])


def _picked(ground: "_Ground", stream: Stream, mask: Bools, spacing_m: float, taken: list[Place]) -> Iterator[Place]:
    """Allowed tiles by their numbers, each far enough from all taken before it."""
    terrain = ground.terrain
    tiles = np.flatnonzero(mask)
    tiles = tiles[np.argsort(stream.sub("tile").u64(tiles), kind="stable")]
    x_m, y_m = _jittered(terrain, stream, tiles)
    free = np.ones(len(tiles), dtype=np.bool_)
    for place in taken:
        free &= _apart(x_m, y_m, place, spacing_m)
    while free.any():
        first = int(np.argmax(free))
        place = x_m.item(first), y_m.item(first)
        free &= _apart(x_m, y_m, place, spacing_m)
        free[first] = False
        yield place


def _jittered(terrain: Terrain, stream: Stream, tiles: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """A place in each tile, in metres."""
    east = (stream.sub("east").uniform(tiles) - 0.5) * JITTER_TILES
    south = (stream.sub("south").uniform(tiles) - 0.5) * JITTER_TILES
    columns, rows = tiles % terrain.width, tiles // terrain.width
    return (columns + (0.5 + east)) * terrain.tile_m, (rows + (0.5 + south)) * terrain.tile_m


def _apart(x_m: Floats, y_m: Floats, place: Place, spacing_m: float) -> Bools:
    east, south = x_m - place[0], y_m - place[1]
    far: Bools = east * east + south * south >= spacing_m * spacing_m
    return far


@dataclass(slots=True)
class _Ground:
    """What all rules of a level share."""

    level: Level
    terrain: Terrain
    away_m: Floats = field(init=False)
    """From the start."""
    kept_out: Bools = field(init=False)
    within: Bools = field(init=False)
    """Off the edges and out of keep-out zones."""
    reached: Bools = field(init=False)

    def __post_init__(self) -> None:
        terrain, start = self.terrain, self.level.metres(self.level.start.at)
        self.away_m = _distance(terrain, start)
        self.kept_out = np.zeros(terrain.material.shape, dtype=np.bool_)
        for zone in self.level.zones:
            self.kept_out |= level_mask(self.level, terrain, zone)
        self.within = ~self.kept_out & (self.away_m >= OFF_START_M)
        for edge in (np.s_[:EDGE_TILES], np.s_[-EDGE_TILES:]):
            self.within[edge] = self.within[:, edge] = False
        gentle = (terrain.slope_deg <= STEEPEST_DEG) & ~self.kept_out
        self.reached = self.within & reachable_from(gentle, *terrain.tile_index(*start))


def _distance(terrain: Terrain, place: Place) -> Floats:
    x_m = (np.arange(terrain.width, dtype=np.float64) + 0.5) * terrain.tile_m - place[0]
    y_m = (np.arange(terrain.height, dtype=np.float64) + 0.5) * terrain.tile_m - place[1]
    away: Floats = np.sqrt((x_m * x_m)[None, :] + (y_m * y_m)[:, None])
    return away


@dataclass(slots=True)
class _Wishes:
    """A rule's wishes as masks, each worked out once."""

    ground: _Ground
    rule: Scatter
    slope: Bools = field(init=False)
    distance: Bools = field(init=False)
    kind: Bools = field(init=False)

    def __post_init__(self) -> None:
        ground, rule = self.ground, self.rule
        self.slope = _between(ground.terrain.slope_deg, rule.slope_deg)
        self.distance = _between(ground.away_m, rule.from_start_m) & _zone_wish(ground, rule)
        self.kind = _kind_wish(ground, rule)

    def allowed(self, step: int) -> tuple[Bools, float]:
        """The tiles and the spacing once the first `step` wishes have been given up."""
        mask = self.ground.reached if step < 6 else self.ground.within
        for last, wish in ((2, self.slope), (3, self.distance), (4, self.kind)):
            mask = mask & wish if step <= last else mask
        wanted_m = self.rule.spacing_m
        return mask, wanted_m if step == 0 else max(NEAREST_M, 0.5 * wanted_m if step == 1 else 0.0)


def _between(values: Floats, span: tuple[float, float]) -> Bools:
    inside: Bools = (values >= span[0]) & (values <= span[1])
    return inside


def _zone_wish(ground: _Ground, rule: Scatter) -> Bools:
    zone = next((zone for zone in ground.level.zones if zone.id == rule.zone), None)
    if zone is None:
        return np.ones_like(ground.kept_out)
    return _between(_outside_m(ground, zone, rule.from_zone_m[1]), rule.from_zone_m)


def _outside_m(ground: _Ground, zone: Zone, reach_m: float) -> Floats:
    """How far each tile lies outside a zone, 0 in it, inf farther than is asked."""
    level, terrain = ground.level, ground.terrain
    if zone.at is not None and zone.radius_m is not None:
        return np.maximum(_distance(terrain, level.metres(zone.at)) - zone.radius_m, 0.0)
    corners = [level.metres(corner) for corner in zone.polygon]
    away_m = distance_to_line(terrain.spec, [*corners, corners[0]], min(reach_m, terrain.width_m + terrain.height_m))
    away_m[level_mask(level, terrain, zone)] = 0.0
    return away_m


def _kind_wish(ground: _Ground, rule: Scatter) -> Bools:
    """Material, landform, circle."""
    level, terrain = ground.level, ground.terrain
    mask = np.ones_like(ground.kept_out)
    if rule.materials:
        wanted = [Material[name.upper()] for name in rule.materials]
        mask &= np.isin(terrain.material, wanted)
    if rule.landform is not None:
        mask &= grown(footprint(terrain, rule.landform), int(rule.landform_within_m / terrain.tile_m + 0.5))
    if rule.around is not None:
        mask &= circle_mask(terrain, *level.metres(rule.around), rule.around_m)
    return mask
