"""What the arm has done to a rock: the round abraded patch, and the holes that cores have left, with true depth.

A pit is looked into: the ray goes on to its wall or floor, and the sun reaches only what the rim lets it reach.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import fabric
from game.imaging.relief_pixels import hashed, unit
from game.imaging.rock_kinds import ABRADED, CORES_FROM, KIND_BITS, LOOKS
from game.imaging.rocks3d import NearRocks, blocks

F32 = NDArray[np.floating[Any]]

PATCH_RADIUS_M, PATCH_DEPTH_M = 0.025, 0.011
"""The abrading bit leaves a patch 5 cm across and 8-16 mm deep (from memory)."""
HOLE_RADIUS_M, HOLE_DEPTH_M = 0.0135, 0.066
"""A core hole is 27 mm wide; 66 mm is the depth aimed at (Moeller et al. 2021)."""
HOLE_OFF_M, PLACES, MOST_ROOM_M = 0.06, 12, 0.03
"""Holes lie this far from the patch, in one of so many directions: the first with this much room, or the roomiest."""
POWDER_M = 0.034


@dataclass(frozen=True, slots=True)
class Spot:
    """The face the arm works on, about the rock's foot: its middle, normal, and two directions in it."""

    face: int
    middle: F32
    normal: F32
    along: F32
    aside: F32


def spot_of(planes: F32, corners: F32) -> Spot:
    """The face of a block that looks up the most, and its middle."""
    face = int(np.argmax(planes[:, 2]))
    normal = planes[face, :3].astype(np.float64)
    touching = np.abs(corners @ normal - planes[face, 3]) < 1e-3 * max(float(np.abs(corners).max()), 1e-3)
    on = np.unique(np.round(corners[touching], 5), axis=0)
    middle = on.mean(axis=0) if len(on) else normal * planes[face, 3]
    along = np.array([1.0, 0.0, 0.0]) - normal * normal[0]
    along /= np.linalg.norm(along)
    return Spot(face, middle, normal, along, np.cross(normal, along))


def work_spot(rocks: NearRocks, index: int) -> tuple[F32, F32]:
    """Middle (about the rock's foot) and normal of the place on a rock where the arm works."""
    planes, corners = blocks(rocks.taken(np.array([index])))
    spot = spot_of(planes[0], corners[0])
    return spot.middle, spot.normal


@dataclass(slots=True, eq=False)
class Face:
    """Pixels on one rock: local places [3, n], rays [3, n], face, and the skin to change."""

    place: list[F32]
    ray: F32
    face: NDArray[np.int8]
    across: F32
    normal: list[F32]
    colour: list[F32]
    lit: F32
    open_sky: F32


def work(kind: int, salt: int, planes: F32, corners: F32, seen: Face, sun: tuple[float, float, float]) -> None:
    """Show the traces of the arm on a rock's pixels."""
    spot, cores = spot_of(planes, corners), kind >> CORES_FROM
    at = np.flatnonzero(seen.face == spot.face)
    if not at.size:
        return
    off = [seen.place[k][at] - np.float32(spot.middle[k]) for k in range(3)]
    u, v = _along(off, spot.along), _along(off, spot.aside)
    pits = [(0.0, 0.0, PATCH_RADIUS_M, PATCH_DEPTH_M)] if kind & ABRADED else []
    pits += [(x, y, HOLE_RADIUS_M, HOLE_DEPTH_M) for x, y in holes(planes, spot, cores, salt)]
    for pit in pits:
        _powder(kind, pit, at, u, v, seen)
    for pit in pits:
        _pit(kind, salt, spot, pit, at, u, v, seen, sun)


def holes(planes: F32, spot: Spot, cores: int, salt: int) -> list[tuple[float, float]]:
    """Where in the face cores have been taken (m along and aside): round the patch, well inside the face."""
    found: list[tuple[float, float]] = []
    others = np.delete(planes, spot.face, axis=0)
    for _ in range(cores):
        best, place = -math.inf, (0.0, 0.0)
        for k in range(PLACES):
            turn = 0.9 + salt % 6 + k * 2.0 * math.pi / PLACES
            x, y = HOLE_OFF_M * math.cos(turn), HOLE_OFF_M * math.sin(turn)
            at = spot.middle + spot.along * x + spot.aside * y
            room = float((others[:, 3] - others[:, :3] @ at).min())
            room = min([room, *(math.hypot(x - a, y - b) - HOLE_RADIUS_M for a, b in found), MOST_ROOM_M])
            if room > best + 1e-9:
                best, place = room, (x, y)
        found.append(place)
    return found


def _along(parts: list[F32], axis: F32) -> F32:
    """How far places or directions go along an axis."""
    return parts[0] * np.float32(axis[0]) + parts[1] * np.float32(axis[1]) + parts[2] * np.float32(axis[2])


def _powder(kind: int, pit: tuple[float, float, float, float], at: Any, u: F32, v: F32, seen: Face) -> None:
    """Ground rock lies round a pit, thinning outward in tongues."""
    off = np.sqrt((u - pit[0]) ** 2 + (v - pit[1]) ** 2) - np.float32(pit[2])
    turn = np.arctan2(v - pit[1], u - pit[0])
    reach = np.float32(POWDER_M) * (1.0 + 0.25 * np.sin(turn * 3.0 + pit[0] * 90) + 0.2 * np.sin(turn * 7.0 + 1.0))
    share = np.clip(1.0 - off / reach, 0.0, 1.0) ** 1.5 * np.float32(0.8)
    fresh = LOOKS[kind & (1 << KIND_BITS) - 1].fresh
    for channel, value in zip(seen.colour, fresh, strict=True):
        channel[at] += share * (np.float32(value * 1.12) - channel[at])


def _pit(
    kind: int,
    salt: int,
    spot: Spot,
    pit: tuple[float, float, float, float],
    at: Any,
    u: F32,
    v: F32,
    seen: Face,
    sun: tuple[float, float, float],
) -> None:
    x, y, radius, depth = pit
    inside = np.flatnonzero((u - x) ** 2 + (v - y) ** 2 < radius * radius)
    if not inside.size:
        return
    at, pu, pv = at[inside], u[inside] - np.float32(x), v[inside] - np.float32(y)
    ray = [_along(list(seen.ray[:, at]), axis) for axis in (spot.along, spot.aside, spot.normal)]
    down = np.maximum(-ray[2], np.float32(1e-3))
    su, sv = ray[0] / down, ray[1] / down  # metres sideways per metre of depth
    a, b = su * su + sv * sv + np.float32(1e-9), pu * su + pv * sv
    wall = (-b + np.sqrt(np.maximum(b * b - a * (pu * pu + pv * pv - radius * radius), 0.0))) / a
    deep = np.minimum(wall, np.float32(depth))
    is_wall = wall < depth
    pu, pv = pu + su * deep, pv + sv * deep
    lit = _sunned(spot, pit, pu, pv, deep, sun)
    look = LOOKS[kind & (1 << KIND_BITS) - 1]
    cloth = fabric.weave(look, pu + x, pv + y, pv + y, seen.across[at], salt)
    rings = 1.0 + 0.05 * np.sin(np.sqrt(pu * pu + pv * pv) * np.float32(2.0 * np.pi / 0.0021)) * fabric.seen(
        0.002, seen.across[at]
    )
    dirt = unit(hashed((pu * 900).astype(np.int64), (pv * 900).astype(np.int64), 77)) * np.float32(0.06)
    for k, (channel, value) in enumerate(zip(seen.colour, look.fresh, strict=True)):
        channel[at] = np.float32(value) * cloth.tone * cloth.colour[k] * rings * (1.0 - dirt)
    for k, part in enumerate(seen.normal):
        floor = spot.normal[k] - (spot.along[k] * cloth.bump_u + spot.aside[k] * cloth.bump_v) * 0.35
        side = (spot.along[k] * pu + spot.aside[k] * pv) * np.float32(-1.0 / radius)
        part[at] = np.where(is_wall, side, floor)
    seen.lit[at] *= lit
    seen.open_sky[at] *= np.float32(1.0) / (np.float32(1.0) + (deep / np.float32(radius)) ** 1.3 * np.float32(0.9))


def _sunned(
    spot: Spot, pit: tuple[float, float, float, float], u: F32, v: F32, deep: F32, sun: tuple[float, float, float]
) -> F32:
    """Whether the sun comes in over the pit's rim to places at some depth."""
    into = [sum(sun[k] * float(axis[k]) for k in range(3)) for axis in (spot.along, spot.aside, spot.normal)]
    if into[2] <= 1e-3:
        return np.zeros_like(deep)
    gone = np.sqrt((u + deep * (into[0] / into[2])) ** 2 + (v + deep * (into[1] / into[2])) ** 2)
    return np.clip((np.float32(pit[2] * 1.001) - gone) / np.float32(pit[2] * 0.06) + 0.5, 0.0, 1.0)
