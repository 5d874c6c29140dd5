"""Boxes and drums from which the rover and the helicopter are put together."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_colour import RGB
from game.imaging.rocks3d import CORNERS, PLANES

F32 = NDArray[np.floating[Any]]
Triple = tuple[float, float, float]

SIDES = 10
"""Flat faces round a drum."""
NORMALS = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], dtype=np.float64)
SIGNS = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Part:
    """A box, or a drum whose axis is its own third direction: middle right, ahead and up (m), half sizes, colour.

    turn: degrees its axis leans ahead from upright, then degrees it turns clockwise about the upright.
    """

    kind: Literal["box", "drum"]
    middle: Triple
    half: Triple
    colour: RGB
    dusty: float = 0.03
    turn: tuple[float, float] = (0.0, 0.0)

    def scaled(self, places: Triple, sizes: Triple) -> "Part":
        x, y, z = (a * b for a, b in zip(self.middle, places, strict=True))
        u, v, w = (a * b for a, b in zip(self.half, sizes, strict=True))
        return replace(self, middle=(x, y, z), half=(u, v, w))


@lru_cache(maxsize=8)  # a memo of a pure function
def solids_of(parts: tuple[Part, ...]) -> tuple[F32, F32, F32]:
    """Normals [part, PLANES, 3] and offsets [part, PLANES] of planes, and corners [part, CORNERS, 3], in the axes of
    the thing that the parts make up."""
    normals, offsets, corners = zip(*map(_solid_of, parts), strict=True)
    return np.stack(normals), np.stack(offsets), np.stack(corners)


def _solid_of(part: Part) -> tuple[F32, F32, F32]:
    normals, offsets, corners = _box(part.half) if part.kind == "box" else _drum(part.half)
    lean = _lean(*part.turn)
    normals, corners = normals @ lean, corners @ lean + np.array(part.middle)
    offsets = offsets + normals @ np.array(part.middle)
    spare = PLANES - len(normals)
    normals, offsets = np.pad(normals, ((0, spare), (0, 0))), np.pad(offsets, (0, spare), constant_values=1.0)
    return normals, offsets, corners[np.arange(CORNERS) % len(corners)]


def _lean(ahead_deg: float, clockwise_deg: float) -> F32:
    """Rows: a part's own axes as (right, ahead, up)."""
    a, t = math.radians(ahead_deg), math.radians(clockwise_deg)
    lean = np.array([[1.0, 0.0, 0.0], [0.0, math.cos(a), -math.sin(a)], [0.0, math.sin(a), math.cos(a)]])
    turn = np.array([[math.cos(t), -math.sin(t), 0.0], [math.sin(t), math.cos(t), 0.0], [0.0, 0.0, 1.0]])
    return lean @ turn


def _box(half: Triple) -> tuple[F32, F32, F32]:
    size = np.array(half)
    return NORMALS, np.abs(NORMALS) @ size, SIGNS * size


def _drum(half: Triple) -> tuple[F32, F32, F32]:
    size = np.array(half)
    angle = (np.arange(SIDES) + 0.5) * (2.0 * np.pi / SIDES)
    rim = np.stack([np.sin(angle) / size[0], np.cos(angle) / size[1], np.zeros(SIDES)], axis=-1)
    length = np.sqrt((rim * rim).sum(axis=1))
    normals = np.concatenate([rim / length[:, None], NORMALS[4:]])
    offsets = np.append(math.cos(math.pi / SIDES) / length, (size[2], size[2]))
    edge = angle + np.pi / SIDES
    ring = np.stack([np.sin(edge) * size[0], np.cos(edge) * size[1], np.zeros(SIDES)], axis=-1)
    top = np.array([0.0, 0.0, size[2]])
    return normals, offsets, np.concatenate([ring + top, ring - top])
