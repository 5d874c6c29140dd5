"""Keep-out zones: ground that the planner goes round and the wheels do not enter, by the level's order or the player's.

A zone is the tiles whose middle lies in it. A rover that already stands in one may always leave.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.content.level import Level
from game.content.sections import Zone
from game.sim.hazards import Ground, ground_of
from game.sim.state.rover import KeepOut
from game.sim.world import Site, World
from game.sim.zone_map import Zones
from game.terrain.terrain import Terrain

Bools = NDArray[np.bool_]
Point = tuple[float, float]


def ground_now(world: World, backwards: bool = False) -> Ground:
    """The site's ground for driving, with the level's zones and those the player has drawn."""
    ground = ground_of(world.site, backwards)
    if not world.rover.keep_out and not world.level.zones:
        return ground
    own = tuple(world.rover.keep_out)
    name = "zoned_backwards" if backwards else "zoned"
    kept = world.site.derived.get(name)
    if isinstance(kept, _Kept) and kept.own == own and kept.over is ground:
        return kept.ground
    zoned = replace(ground, zones=zones_of(world.site, own))
    world.site.derived[name] = _Kept(own, ground, zoned)
    return zoned


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    own: tuple[KeepOut, ...]
    over: Ground
    ground: Ground


def zones_of(site: Site, own: tuple[KeepOut, ...]) -> Zones:
    """The map of all zones; where two overlap the first one counts."""
    terrain = site.terrain
    masks = [(zone.name, zone.reason, level_mask(site.level, terrain, zone)) for zone in site.level.zones]
    masks += [(own_name(zone), "", circle_mask(terrain, zone.x_m, zone.y_m, zone.radius_m)) for zone in own]
    number = np.zeros((terrain.height, terrain.width), dtype=np.uint8)
    for index, (_name, _why, mask) in enumerate(masks):
        number[mask & (number == 0)] = index + 1
    return Zones(number, tuple(name for name, _why, _mask in masks), tuple(why for _name, why, _mask in masks))


def own_name(zone: KeepOut) -> str:
    """What a zone that the player has drawn is called.

    >>> own_name(KeepOut(2, 10.0, 10.0, 5.0))
    'Keep-out 2'
    """
    return f"Keep-out {zone.number}"


def level_mask(level: Level, terrain: Terrain, zone: Zone) -> Bools:
    """The tiles of a zone of the level."""
    if zone.at is not None and zone.radius_m is not None:
        return circle_mask(terrain, *level.metres(zone.at), zone.radius_m)
    return polygon_mask(terrain, [level.metres(corner) for corner in zone.polygon])


def circle_mask(terrain: Terrain, x_m: float, y_m: float, radius_m: float) -> Bools:
    """Tiles whose middle lies within a circle."""
    middle_x, middle_y = _middles(terrain)
    east, south = middle_x - x_m, middle_y - y_m
    inside: Bools = east * east + south * south <= radius_m * radius_m
    return inside


def polygon_mask(terrain: Terrain, corners_m: list[Point]) -> Bools:
    """Tiles whose middle lies within a polygon: a line to the east crosses its sides an odd number of times."""
    middle_x, middle_y = _middles(terrain)
    inside = np.zeros((terrain.height, terrain.width), dtype=np.bool_)
    for (ax, ay), (bx, by) in zip(corners_m, [*corners_m[1:], corners_m[0]], strict=True):
        spans = (ay > middle_y) != (by > middle_y)
        rise = by - ay if by != ay else 1.0
        inside ^= spans & (middle_x < (bx - ax) * ((middle_y - ay) / rise) + ax)
    return inside


def _middles(terrain: Terrain) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """x of each column and y of each row."""
    x = (np.arange(terrain.width, dtype=np.float64) + 0.5) * terrain.tile_m
    y = (np.arange(terrain.height, dtype=np.float64) + 0.5) * terrain.tile_m
    return x[None, :], y[:, None]
