"""What stands before a place in a picture: a rock, the rover's own deck, the helicopter.

By geometry in exact arithmetic, as everything that judges pictures. Rocks are taken as domes within the blocks that the
pictures show.
"""

import math

import numpy as np
from numpy.typing import NDArray

from game.sim.physics.hiding import Box, Point, along, axes_of, box_hit, domes_hit, steps_between
from game.sim.world import World
from game.terrain.terrain import Terrain

ROCK_HALF_FRAC = 0.45
"""Half width of a rock's dome in its diameter: angular stones fill their square only in part (game premise)."""
TARGET_TALL_FRAC = 0.45
"""Height of a target rock in its width, as it is drawn."""
HELICOPTER_M = (0.12, 0.49)
"""Ingenuity's hull hides what is behind it, its legs and blades do not: half width, and height (NASA: 0.49 m)."""
ROVER: tuple[Box, ...] = (
    Box((-0.66, 0.66), (-0.83, 0.89), (0.62, 1.06)),
    Box((-0.34, 0.34), (-1.45, -0.90), (0.72, 1.36)),
    Box((0.375, 0.505), (-0.365, -0.235), (1.06, 1.38)),
    Box((-0.65, 0.55), (0.90, 1.45), (0.70, 1.05)),
    *(
        Box((x - 0.165, x + 0.165), (y - 0.26, y + 0.26), (0.0, 0.52))
        for x in (-1.185, 1.185)
        for y in (-1.08, 0.0, 1.08)
    ),
)
"""Body, generator, UHF antenna, folded arm, wheels: right, ahead and up of the rover's middle, as they are drawn."""
ROCK, DECK, HELICOPTER = "photo.behind_rock", "photo.behind_rover", "photo.behind_helicopter"


def hider(world: World, eye: Point, mount_m: Point | None, place: Point, target: int = -1) -> str:
    """The reason for which a place is out of sight, "" when nothing stands before it. eye, place: (east, south, up) on
    the map; mount_m: where the lens sits on the rover; target: number of the target that the place belongs to."""
    if mount_m is not None and _behind_rover(world, eye, mount_m, place):
        return DECK
    flyer = world.helicopter
    if flyer.present:
        foot_m = world.terrain.height_at(flyer.x_m, flyer.y_m) + flyer.altitude_m
        if bool(domes_hit(eye, place, flyer.x_m, flyer.y_m, foot_m, *HELICOPTER_M)):
            return HELICOPTER
    return ROCK if _behind_rock(world.terrain, eye, place) or _behind_target(world, eye, place, target) else ""


def _behind_rover(world: World, eye: Point, mount_m: Point, place: Point) -> bool:
    rover = world.rover
    turn = axes_of(rover.heading_deg, rover.pitch_deg, rover.roll_deg)
    right, ahead, up = along(turn, (place[0] - eye[0], place[1] - eye[1], place[2] - eye[2]))
    end = (mount_m[0] + right, mount_m[1] + ahead, mount_m[2] + up)
    return any(box_hit(mount_m, end, box) for box in ROVER)


def _behind_rock(terrain: Terrain, eye: Point, place: Point) -> bool:
    rocks = terrain.rocks
    if not len(rocks):
        return False
    near = _along_the_way(terrain, eye, place)
    if not near.size:
        return False
    x_m, y_m, wide_m = rocks.x_m[near], rocks.y_m[near], rocks.diameter_m[near]
    foot_m = terrain.heights_at(x_m, y_m)
    return bool(domes_hit(eye, place, x_m, y_m, foot_m, ROCK_HALF_FRAC * wide_m, rocks.height_m[near]).any())


def _along_the_way(terrain: Terrain, eye: Point, place: Point) -> NDArray[np.int64]:
    """Numbers of the rocks on the tiles that a line crosses, and on those beside them."""
    tile = terrain.tile_m
    share = steps_between(eye, place, tile)
    beside = math.ceil(0.5 * terrain.rocks.diameter_m.max().item() / tile)
    around = np.arange(-beside, beside + 1)
    tx = np.floor((eye[0] + (place[0] - eye[0]) * share) / tile).astype(np.int64)[:, None, None] + around[None, None, :]
    ty = np.floor((eye[1] + (place[1] - eye[1]) * share) / tile).astype(np.int64)[:, None, None] + around[None, :, None]
    inside = (tx >= 0) & (tx < terrain.width) & (ty >= 0) & (ty < terrain.height)
    tiles = np.unique((ty * terrain.width + tx)[inside])
    first, last = terrain.rocks.tile_start[tiles], terrain.rocks.tile_start[tiles + 1]
    count = last - first
    before = np.cumsum(count) - count
    result: NDArray[np.int64] = np.repeat(first - before, count) + np.arange(int(count.sum()))  # exact: counts rocks
    return result


def _behind_target(world: World, eye: Point, place: Point, target: int) -> bool:
    level = world.level
    for number, other in enumerate(level.targets):
        if number == target:
            continue
        x_m, y_m = level.metres(other.at)
        size = (ROCK_HALF_FRAC * other.size_m, TARGET_TALL_FRAC * other.size_m)
        if bool(domes_hit(eye, place, x_m, y_m, world.terrain.height_at(x_m, y_m), *size)):
            return True
    return False
