"""Rocks as true angular bodies: convex blocks of flat faces, at their place on the map, of their own width and height.

A block is the room inside some planes; every rock is one of SHAPES blocks, turned, and stretched to its diameter and
height. Rocks of the terrain stand where the map has them; pebbles follow the same law of sizes further down.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_pixels import hashed, unit
from game.imaging.relief_rocks import SALT
from game.imaging.rock_kinds import kind_of
from game.imaging.scene import Eye, Scene

F32 = NDArray[np.floating[Any]]
U32 = NDArray[np.uint32]

SHAPES = 64
PLANES = 14
CORNERS = 2 * (PLANES - 2)
"""A convex body with so many faces has at most this many corners."""
BURIED = -0.32
"""Height of a block's lower end, in heights of the rock."""
UNEVEN = 0.06
"""So much of a block's foot may show where the ground falls away, in heights of the rock."""
LEAST_RAD = 1.2e-4
"""Rocks that look smaller than this are left out of a bake."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """planes [shape, PLANES, 4]: outward normal and offset, inside where n . p <= offset; corners [shape, CORNERS, 3].

    Above the ground each block reaches from -0.5 to 0.5 in x and y, and to 1 in z; it is buried to BURIED.
    """

    planes: F32
    corners: F32


@dataclass(frozen=True, slots=True, eq=False)
class NearRocks:
    """Rocks in reach of an eye: metres east and south of it, size, a number for their looks, where they rank."""

    east_m: F32
    south_m: F32
    diameter_m: F32
    height_m: F32
    looks: U32
    kind: NDArray[np.int32]
    """See rock_kinds.py; 0 for a field stone."""

    def __len__(self) -> int:
        return len(self.east_m)

    def taken(self, chosen: NDArray[Any]) -> "NearRocks":
        return NearRocks(**{name: getattr(self, name)[chosen] for name in FIELDS})


FIELDS = ("east_m", "south_m", "diameter_m", "height_m", "looks", "kind")


def joined(parts: list[NearRocks]) -> NearRocks:
    return NearRocks(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in FIELDS})


def rocks_in_reach(scene: Scene, eye: Eye) -> NearRocks:
    """The terrain's own rocks, and those the mission knows as targets, as far as any lens could see them."""
    rocks = scene.terrain.rocks
    east, south = rocks.x_m - eye.x_m, rocks.y_m - eye.y_m
    seen = np.flatnonzero(rocks.diameter_m > np.sqrt(east * east + south * south) * LEAST_RAD)
    values = (east[seen], south[seen], rocks.diameter_m[seen], rocks.height_m[seen])
    x, y, wide, tall = (v.astype(np.float32) for v in values)
    placed = NearRocks(x, y, wide, tall, hashed(seen, seen, SALT), np.zeros(len(seen), dtype=np.int32))
    things = [thing for thing in scene.objects if thing.kind == "rock"]
    if not things:
        return placed
    columns = np.array(
        [(t.x_m - eye.x_m, t.y_m - eye.y_m, t.size_m, t.height_m or 0.45 * t.size_m) for t in things], dtype=np.float32
    )
    seeds = np.array([t.seed for t in things], dtype=np.int64)
    x, y, wide, tall = columns.T
    kinds = np.array([kind_of(t.rock, t.abraded, t.cores) for t in things], dtype=np.int32)
    return joined([placed, NearRocks(x, y, wide, tall, hashed(seeds, seeds, SALT + 1), kinds)])


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """The blocks, made once (about 60 ms)."""
    made = [_shape(np.random.default_rng(900 + number)) for number in range(SHAPES)]
    planes, corners = (np.stack(part).astype(np.float32) for part in zip(*made, strict=True))
    return Shapes(planes, corners)


def _shape(rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Steep sides, shoulders above them, a leaning top: few faces near the top make it angular."""
    planes = [(0.0, 0.0, -1.0, -BURIED), (*rng.uniform(-0.28, 0.28, 2), 1.0, 1.0)]
    sides = (PLANES - 2) // 2
    for ring in range(2):
        turn = rng.uniform(0.0, 2.0 * np.pi)
        for k in range(sides):
            angle = turn + 2.0 * np.pi * (k + rng.uniform(-0.38, 0.38)) / sides
            if ring == 0:
                steep, reach = rng.uniform(-0.10, 0.26), rng.uniform(0.40, 0.56)
            else:
                steep = rng.uniform(0.28, 0.75)
                reach = rng.uniform(0.20, 0.42) + steep * rng.uniform(0.55, 0.95)
            planes.append((np.cos(angle), np.sin(angle), steep, reach))
    return _fitted(np.array(planes))


def _fitted(planes: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Stretch a block to its box, and find its corners."""
    above = planes.copy()
    above[0, 3] = UNEVEN  # what stands out of the ground makes the rock's size, where the ground is a little lower too
    seen, corners = _corners(above), _corners(planes)
    low, high = seen.min(axis=0), seen.max(axis=0)
    size = np.array([high[0] - low[0], high[1] - low[1], high[2]])
    middle = np.array([(high[0] + low[0]) / 2.0, (high[1] + low[1]) / 2.0, 0.0])
    normals, offsets = planes[:, :3] * size, planes[:, 3] - planes[:, :3] @ middle
    corners = (corners - middle) / size
    padded = corners[np.arange(CORNERS) % len(corners)]
    return np.concatenate([normals, offsets[:, None]], axis=1), padded


def _corners(planes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where three planes meet inside all others."""
    triples = np.array(list(combinations(range(len(planes)), 3)))
    normals = planes[triples, :3]
    solid = np.abs(np.linalg.det(normals)) > 1e-9
    points = np.linalg.solve(normals[solid], planes[triples[solid], 3][..., None])[..., 0]
    inside = (points @ planes[:, :3].T <= planes[:, 3] + 1e-7).all(axis=1)
    return points[inside]


def blocks(rocks: NearRocks) -> tuple[F32, F32]:
    """Planes [n, PLANES, 4] and corners [n, CORNERS, 3] (m) of rocks, about the middle of their foot."""
    kind = (rocks.looks % np.uint32(SHAPES)).astype(np.int64)
    planes, corners = shapes().planes[kind], shapes().corners[kind]
    turn = unit(hashed(rocks.looks, rocks.looks, 31))  # a quarter either way keeps the box's width a rock's width
    angle = (np.floor(turn * 4.0) * np.float32(np.pi / 2.0)).astype(np.float32)
    c, s = np.rint(np.cos(angle))[:, None], np.rint(np.sin(angle))[:, None]
    wide, tall = rocks.diameter_m[:, None], rocks.height_m[:, None]
    x, y = corners[..., 0] * wide, corners[..., 1] * wide
    placed = np.stack([x * c - y * s, x * s + y * c, corners[..., 2] * tall], axis=-1)
    nx, ny = planes[..., 0] / wide, planes[..., 1] / wide
    turned = np.stack([nx * c - ny * s, nx * s + ny * c, planes[..., 2] / tall, planes[..., 3]], axis=-1)
    length = np.sqrt((turned[..., :3] ** 2).sum(axis=-1, keepdims=True))
    result: F32 = turned / length
    return result, placed
