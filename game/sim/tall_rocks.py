"""The rocks that no wheel climbs, and which tiles each of them closes to the middle of a rover."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.physics import drive as d
from game.sim.state.survey import KNOWN_AERIAL, KNOWN_ORBITAL, KNOWN_SURVEYED
from game.sim.world import Site
from game.terrain.terrain import Terrain

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Indices = NDArray[np.int64]

AERIAL_ROCK_M = 0.5
"""Rocks at least this tall are recognised from the air; lower ones only from the ground (game premise)."""
TARGET_ROCK_SHARE = 0.45  # a target is a rock this high for its width (rock height/diameter 0.3-0.5)
TARGET_RADIUS_M = 1.0
"""However wide a target is, the rover can come this near to its middle: it works on the near edge."""


@dataclass(frozen=True, slots=True, eq=False)
class TallRocks:
    """Rocks that block, and which tiles each one closes: those that its disc plus the rover's reaches into.

    need: what must be known of the rock's own tile for the rock to be known (0: always).
    cover_*: pairs (tile, rock) sorted by tile; those of tile t are cover_start[t] .. cover_start[t + 1].
    """

    x_m: list[float]
    y_m: list[float]
    height_m: list[float]
    reach_m: list[float]
    tile: Indices
    need: Bytes
    cover_start: Indices
    cover_tile: Indices
    cover_rock: Indices


def tall_rocks(site: Site) -> TallRocks:
    """The rocks of the ground that are too tall to drive over, and the targets."""
    rocks, width = site.terrain.rocks, site.terrain.width
    tall = np.flatnonzero(rocks.height_m > d.MAX_ROCK_M)
    need = np.where(rocks.height_m[tall] >= AERIAL_ROCK_M, KNOWN_AERIAL, KNOWN_SURVEYED).tolist()
    x_m, y_m = rocks.x_m[tall].tolist(), rocks.y_m[tall].tolist()
    height_m, radius_m = rocks.height_m[tall].tolist(), (rocks.diameter_m[tall] * 0.5).tolist()
    for target in site.level.targets:
        at_x_m, at_y_m = site.level.metres(target.at)
        if TARGET_ROCK_SHARE * target.size_m > d.MAX_ROCK_M:
            x_m.append(at_x_m)
            y_m.append(at_y_m)
            height_m.append(TARGET_ROCK_SHARE * target.size_m)
            radius_m.append(min(target.size_m * 0.5, TARGET_RADIUS_M))
            need.append(KNOWN_AERIAL if target.hidden else KNOWN_ORBITAL)
    east, south = np.array(x_m, dtype=np.float64), np.array(y_m, dtype=np.float64)
    reach = np.array(radius_m, dtype=np.float64) + d.ROVER_RADIUS_M
    tile, rock = _cover(site.terrain, east, south, reach)
    own = np.floor(south / site.terrain.tile_m) * width + np.floor(east / site.terrain.tile_m)
    counts = np.bincount(tile, minlength=width * site.terrain.height)
    return TallRocks(
        x_m=x_m,
        y_m=y_m,
        height_m=height_m,
        reach_m=reach.tolist(),
        tile=own.astype(np.int64),
        need=np.array(need, dtype=np.uint8),
        cover_start=np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts))),
        cover_tile=tile,
        cover_rock=rock,
    )


def _cover(terrain: Terrain, x_m: Floats, y_m: Floats, reach_m: Floats) -> tuple[Indices, Indices]:
    """(tile, rock) for every tile into which the disc of a rock reaches, sorted by tile, then rock."""
    size = terrain.tile_m
    tx0, ty0 = np.floor((x_m - reach_m) / size), np.floor((y_m - reach_m) / size)
    span = 1 + math.floor(2.0 * float(reach_m.max()) / size + 1.0) if reach_m.size else 0
    tiles, rocks = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for down in range(span):
        for over in range(span):
            tx, ty = tx0 + over, ty0 + down
            east = np.maximum(np.maximum(tx * size - x_m, x_m - (tx + 1.0) * size), 0.0)
            south = np.maximum(np.maximum(ty * size - y_m, y_m - (ty + 1.0) * size), 0.0)
            meets = east * east + south * south < reach_m * reach_m
            meets &= (tx >= 0.0) & (tx < terrain.width) & (ty >= 0.0) & (ty < terrain.height)
            rock = np.flatnonzero(meets)
            rocks.append(rock)
            tiles.append((ty[rock] * terrain.width + tx[rock]).astype(np.int64))
    tile, rock = np.concatenate(tiles), np.concatenate(rocks)
    order = np.lexsort((rock, tile))
    return tile[order], rock[order]
