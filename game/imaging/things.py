"""What the mission has put on the ground, as plain convex bodies: helicopter, rover, sample tubes."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.grid import heading_vector
from game.imaging.bake import Bake
from game.imaging.relief_colour import RGB, linear
from game.imaging.rocks3d import CORNERS, PLANES
from game.imaging.scene import Thing
from game.imaging.solids import Solids

F32 = NDArray[np.floating[Any]]
Part = tuple[float, float, float, float, float, float, RGB]
"""A box: middle right, ahead and up, and its half sides (m); colour."""

WHITE, GOLD, BLACK = linear((226, 222, 214)), linear((196, 160, 104)), linear((52, 50, 50))
METAL, TITANIUM = linear((150, 146, 142)), linear((176, 164, 148))
# Ingenuity: rotor 1.21 m, height 0.49 m, legs 0.384 m (from memory). Rover 3.0 x 2.7 x 2.2 m (from memory).
HELICOPTER: tuple[Part, ...] = (
    (0.0, 0.0, 0.17, 0.07, 0.07, 0.08, GOLD),
    (0.0, 0.0, 0.36, 0.012, 0.012, 0.13, METAL),
    (0.0, 0.0, 0.36, 0.605, 0.035, 0.006, BLACK),
    (0.0, 0.0, 0.43, 0.035, 0.605, 0.006, BLACK),
    (0.0, 0.0, 0.50, 0.08, 0.10, 0.008, BLACK),
    (0.19, 0.19, 0.06, 0.012, 0.012, 0.08, METAL),
    (-0.19, 0.19, 0.06, 0.012, 0.012, 0.08, METAL),
    (0.19, -0.19, 0.06, 0.012, 0.012, 0.08, METAL),
    (-0.19, -0.19, 0.06, 0.012, 0.012, 0.08, METAL),
)
TUBE: tuple[Part, ...] = ((0.0, 0.0, 0.012, 0.011, 0.5, 0.011, TITANIUM),)
ROVER: tuple[Part, ...] = (
    (0.0, 0.0, 0.95, 0.65, 0.85, 0.18, WHITE),
    (0.0, -1.15, 1.05, 0.35, 0.35, 0.28, METAL),
    (0.45, 0.65, 1.55, 0.05, 0.05, 0.45, WHITE),
    (0.45, 0.68, 2.08, 0.22, 0.13, 0.11, WHITE),
    *((side, 0.0, 0.66, 0.05, 1.1, 0.06, METAL) for side in (-1.0, 1.0)),
)
WHEELS = tuple((side, ahead, 0.26, 0.2, 0.262) for side in (-1.15, 1.15) for ahead in (-1.05, 0.0, 1.05))
"""Middle right, ahead and up, half width, radius (m): the rover's wheels are 0.525 m across (from memory)."""
PARTS = {"helicopter": HELICOPTER, "tube": TUBE, "rover": ROVER}
SIDES = 8
"""Flat faces round a wheel."""
NORMALS = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], dtype=np.float64)
SIGNS = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], dtype=np.float64)


def things_in_view(bake: Bake, stones: Solids | None) -> Solids | None:
    """The stones and the things of a scene together."""
    made = [_boxes(bake, thing) for thing in bake.scene.objects if thing.kind in PARTS]
    parts = [part for part in (stones, *made) if part is not None]
    if len(parts) < 2:
        return parts[0] if parts else None
    names = ("at", "planes", "corners", "colour", "dusty")
    return Solids(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _boxes(bake: Bake, thing: Thing) -> Solids:
    east, south = thing.x_m - bake.eye.x_m, thing.y_m - bake.eye.y_m
    one = (np.array([east], dtype=np.float32), np.array([south], dtype=np.float32))
    ground = float(bake.map.ground_at(*one)[0]) - bake.eye_z_m + thing.height_m
    parts = PARTS[thing.kind]
    made = [_box(part, thing) for part in parts]
    colours = [part[6] for part in parts]
    if thing.kind == "rover":
        made += [_wheel(wheel, thing) for wheel in WHEELS]
        colours += [BLACK] * len(WHEELS)
    at = np.tile(np.array([[east, south, ground]], dtype=np.float32), (len(made), 1))
    colour = np.array(colours, dtype=np.float32)
    planes, corners = (np.stack(column).astype(np.float32) for column in zip(*made, strict=True))
    return Solids(at, planes, corners, colour, np.full(len(made), 0.03, dtype=np.float32))


def _box(part: Part, thing: Thing) -> tuple[F32, F32]:
    """Planes and corners of a box, turned by the thing's heading; spare planes cut nothing away."""
    turn = _turn(thing)
    scale = thing.size_m if thing.kind == "tube" else 1.0
    middle = np.array(part[:3])
    half = np.array(part[3:6]) * np.array([1.0, scale, 1.0])
    normals = NORMALS @ turn
    offsets = np.abs(NORMALS) @ half + NORMALS @ middle
    spare = np.tile(np.array([[0.0, 0.0, 0.0, 1.0]]), (PLANES - 6, 1))
    planes = np.concatenate([np.concatenate([normals, offsets[:, None]], axis=1), spare])
    corners = (middle + SIGNS * half) @ turn
    return planes, corners[np.arange(CORNERS) % 8]


def _wheel(wheel: tuple[float, ...], thing: Thing) -> tuple[F32, F32]:
    """A drum lying across the thing: flat faces round its axle and two ends."""
    turn, middle, half, radius = _turn(thing), np.array(wheel[:3]), wheel[3], wheel[4]
    angle = (np.arange(SIDES) + 0.5) * (2.0 * np.pi / SIDES)
    rim = np.stack([np.zeros(SIDES), np.sin(angle), np.cos(angle)], axis=-1)
    normals = np.concatenate([rim, NORMALS[:2]])
    offsets = normals @ middle + np.append(np.full(SIDES, radius * np.cos(np.pi / SIDES)), (half, half))
    spare = np.tile(np.array([[0.0, 0.0, 0.0, 1.0]]), (PLANES - len(normals), 1))
    planes = np.concatenate([np.concatenate([normals @ turn, offsets[:, None]], axis=1), spare])
    edge = angle + np.pi / SIDES
    ring = np.stack([np.zeros(SIDES), np.sin(edge) * radius, np.cos(edge) * radius], axis=-1)
    corners = np.concatenate([middle + ring + [half, 0.0, 0.0], middle + ring - [half, 0.0, 0.0]]) @ turn
    return planes, corners[np.arange(CORNERS) % len(corners)]


def _turn(thing: Thing) -> F32:
    """Rows: right, ahead and up as (east, south, up)."""
    dx, dy = heading_vector(thing.heading_deg)
    return np.array([[-dy, dx, 0.0], [dx, dy, 0.0], [0.0, 0.0, 1.0]])
