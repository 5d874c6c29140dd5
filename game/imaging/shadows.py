"""Shadows that bodies throw on the ground and on one another, and how they darken the ground at their feet."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.camera import Lens
from game.imaging.solids import FAR, PAIRS, UNSEEN, Box, Solids, Surfaces, around, faces, pairs
from game.imaging.steps import Steps, at_once

F32 = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

SHADOW_REACH = 14.0
"""Shadows are followed to so many times a body's height."""
MOST_SHADOW_PAIRS = 3_000_000
BUILT = 20
"""Bodies of built things whose shadows are looked for in one step."""
LOWEST_M = -1.5
"""The shadow of a built thing is looked for down to so far below its foot."""


def shade(
    solids: Solids, lens: Lens, rays: F32, surfaces: Surfaces, sun: tuple[float, float, float]
) -> tuple[F32, F32]:
    """Share of the sun (0..1) that bodies leave each pixel, and how they darken the ground at their feet."""
    return at_once(shading(solids, lens, rays, surfaces, sun))


def shading(
    solids: Solids, lens: Lens, rays: F32, surfaces: Surfaces, sun: tuple[float, float, float]
) -> Steps[tuple[F32, F32]]:
    """The same in steps."""
    lit, open_sky = np.ones(rays.shape[1], dtype=np.float32), np.ones(rays.shape[1], dtype=np.float32)
    toward = np.asarray(sun, dtype=np.float32)
    for bodies, counts, pixel in _stones(solids, lens, sun):
        distance = surfaces.distance_m[pixel]
        order = np.repeat(np.arange(len(bodies)), counts)
        use = np.flatnonzero(np.isfinite(distance) & (surfaces.body[pixel] != bodies[order]))
        counts = np.bincount(order[use], minlength=len(bodies))
        some = (bodies, counts, pixel[use], bodies[order[use]], distance[use])
        _darken(solids, some, rays, toward, lens.pixel_rad, lit, open_sky)
        yield
    built = np.flatnonzero(solids.kind < 0)
    if built.size:
        yield from _built(solids, built, lens, rays, surfaces, toward, lit, open_sky)
    return lit, open_sky


def _stones(solids: Solids, lens: Lens, sun: tuple[float, float, float]) -> Iterator[tuple[Ints, Ints, Ints]]:
    box, seen = _shadow_boxes(solids, lens, sun)
    chosen = np.flatnonzero(seen & (solids.kind >= 0))
    size = (box[1] - box[0])[chosen] * (box[3] - box[2])[chosen]
    chosen = chosen[np.argsort(size, kind="stable")]
    return pairs(box, chosen[np.cumsum(np.sort(size)) < MOST_SHADOW_PAIRS], lens.width)


def _built(
    solids: Solids, built: Ints, lens: Lens, rays: F32, surfaces: Surfaces, toward: F32, lit: F32, open_sky: F32
) -> Steps[None]:
    """Built things are few and large: their shadows are looked for among the places on the map, not the pixels."""
    low, high = _reach(solids, built, toward)
    near = np.flatnonzero(surfaces.distance_m < 60.0 + float(np.abs(solids.at[built]).max()))
    place = rays[:2, near] * surfaces.distance_m[near]
    inside = ((place >= low.min(axis=0)[:, None]) & (place <= high.max(axis=0)[:, None])).all(axis=0)
    near, place = near[inside], place[:, inside]
    order = np.argsort(place[0], kind="stable")
    near, place = near[order], np.ascontiguousarray(place[:, order])
    for n, body in enumerate(built.tolist()):
        first, last = np.searchsorted(place[0], (low[n, 0], high[n, 0]))
        span = slice(int(first), int(last))
        pixel = near[span][(place[1, span] >= low[n, 1]) & (place[1, span] <= high[n, 1])]
        pixel = pixel[surfaces.body[pixel] != body]
        for start in range(0, pixel.size, PAIRS):
            part = pixel[start : start + PAIRS]
            who = np.full(part.size, body)
            some = (np.array([body]), np.array([part.size]), part, who, surfaces.distance_m[part])
            _darken(solids, some, rays, toward, lens.pixel_rad, lit, open_sky)
        if n % BUILT == BUILT - 1:
            yield


def _reach(solids: Solids, built: Ints, toward: F32) -> tuple[F32, F32]:
    """West-north and east-south corners of the ground that each body may shade."""
    points = solids.corners[built][..., :2] + solids.at[built][:, None, :2]
    fall = solids.corners[built][..., 2:] - np.float32(LOWEST_M)
    cast = points - fall * (toward[:2] / max(float(toward[2]), 1.0 / SHADOW_REACH))
    every = np.concatenate([points, cast], axis=1)
    margin = np.float32(0.05)
    return every.min(axis=1) - margin, every.max(axis=1) + margin


def _darken(
    solids: Solids, some: tuple[Any, ...], rays: F32, toward: F32, pixel_rad: float, lit: F32, open_sky: F32
) -> None:
    bodies, counts, pixel, body, distance = some
    place = rays[:, pixel] * distance - solids.at[body].T
    planes = solids.planes[bodies]
    planes = planes[:, : faces(solids, bodies)]
    slant = planes[..., :3] @ toward
    near, far = np.zeros(pixel.size, dtype=np.float32), np.full(pixel.size, FAR, dtype=np.float32)
    gap = np.full(pixel.size, -FAR, dtype=np.float32)
    for k in range(planes.shape[1]):
        nx, ny, nz, room = (np.repeat(planes[:, k, j], counts) for j in range(4))
        room -= nx * place[0] + ny * place[1] + nz * place[2]
        np.maximum(gap, -room, out=gap)
        speed = np.repeat(slant[:, k], counts) + np.float32(1e-9)
        room /= speed
        np.copyto(near, room, where=(speed < 0.0) & (room > near))
        np.copyto(far, room, where=(speed > 0.0) & (room < far))
    soft = distance * np.float32(pixel_rad * 1.3) + np.maximum(near, 0.0) * np.float32(0.012) + np.float32(1e-5)
    light = np.clip(np.float32(0.5) - (far - near) / soft * np.float32(0.5), 0.0, 1.0)
    dark = np.flatnonzero(light < 1.0)
    np.minimum.at(lit, pixel[dark], light[dark])
    if solids.kind[bodies[0]] == UNSEEN:
        return
    size = np.repeat(np.minimum(solids.top_m[bodies], np.float32(0.5)), counts)
    contact = np.float32(1.0) - np.float32(0.5) * np.clip(1.0 - gap / (np.float32(0.75) * size + 1e-4), 0.0, 1.0) ** 2
    touched = np.flatnonzero(contact < 0.995)
    np.minimum.at(open_sky, pixel[touched], contact[touched])


def _shadow_boxes(solids: Solids, lens: Lens, sun: tuple[float, float, float]) -> tuple[Box, NDArray[np.bool_]]:
    """Rectangles of pixels that hold each body's shadow on the ground, and the ground at its foot."""
    corners = solids.corners
    top = np.maximum(corners[..., 2], 0.0)
    steep = max(sun[2], 1.0 / SHADOW_REACH)
    reach = top * np.float32(1.25 / steep)
    ground = corners * np.array([1.3, 1.3, 1.0], dtype=np.float32)
    ground[..., 2] = np.minimum(ground[..., 2], 0.0)
    cast = ground.copy()
    cast[..., 0] = corners[..., 0] - reach * np.float32(sun[0])
    cast[..., 1] = corners[..., 1] - reach * np.float32(sun[1])
    cast[..., 2] = top * np.float32(0.0)
    points = np.concatenate([corners, ground, cast], axis=1) + solids.at[:, None, :]
    return around(points, lens)
