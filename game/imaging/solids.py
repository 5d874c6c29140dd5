"""Convex bodies of flat faces in the picture: which pixels they cover, and which pixels lie in their shadow.

Every body is tried on the pixels of its own rectangle only; all such pairs of body and pixel are worked as flat
arrays, some ten thousand at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.camera import Lens

F32 = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Box = tuple[Ints, Ints, Ints, Ints]

PAIRS = 40000
FAR = np.float32(1e9)
SHADOW_REACH = 14.0
"""Shadows are followed to so many times a body's height."""
MOST_SHADOW_PAIRS = 3_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Solids:
    """planes [n, p, 4] and corners [n, c, 3] about `at` [n, 3], metres (east, south, up) from the eye."""

    at: F32
    planes: F32
    corners: F32
    colour: F32
    dusty: F32
    """How much of the ground's dust lies on its upper faces, 0..1."""

    def __len__(self) -> int:
        return len(self.at)

    def taken(self, chosen: NDArray[Any]) -> "Solids":
        return Solids(*(part[chosen] for part in (self.at, self.planes, self.corners, self.colour, self.dusty)))


@dataclass(slots=True, eq=False)
class Surfaces:
    """What each pixel sees: distance along its ray (m, infinite for sky), body or -1, face of the body."""

    distance_m: F32
    body: NDArray[np.int32]
    face: NDArray[np.int8]
    edges: list[tuple[Ints, F32, Ints]]
    """Pixels that a body's edge cuts: pixel, share of it covered, step to the next pixel inside the body."""


def boxes(solids: Solids, lens: Lens) -> tuple[Box, NDArray[np.bool_]]:
    """The rectangle of pixels of each body (left, right, top, bottom), and whether it has any."""
    points = solids.at[:, None, :] + solids.corners
    return _around(points, lens)


def _around(points: F32, lens: Lens) -> tuple[Box, NDArray[np.bool_]]:
    x, y, ahead = lens.project(points[..., 0], points[..., 1], points[..., 2])
    before = ahead > 0.02
    some, every = before.any(axis=1), before.all(axis=1)
    left, right = np.where(every, x.min(axis=1), 0.0), np.where(every, x.max(axis=1), float(lens.width))
    top, bottom = np.where(every, y.min(axis=1), 0.0), np.where(every, y.max(axis=1), float(lens.height))
    box = (
        np.clip(np.floor(left - 1.0), 0, lens.width).astype(np.int64),
        np.clip(np.ceil(right + 1.0), 0, lens.width).astype(np.int64),
        np.clip(np.floor(top - 1.0), 0, lens.height).astype(np.int64),
        np.clip(np.ceil(bottom + 1.0), 0, lens.height).astype(np.int64),
    )
    return box, some & (box[0] < box[1]) & (box[2] < box[3])


def pairs(box: Box, chosen: Ints, width: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Chunks of (bodies, how many pixels each, the pixels)."""
    left, right, top, bottom = (side[chosen] for side in box)
    wide, count = right - left, (right - left) * (bottom - top)
    ends = np.cumsum(count)
    start = 0
    while start < len(chosen):
        base = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, base + PAIRS, side="right")), start + 1)
        some, counts = slice(start, stop), count[start:stop]
        within = np.arange(int(ends[stop - 1]) - base) - np.repeat(ends[some] - counts - base, counts)
        row, column = np.divmod(within, np.repeat(wide[some], counts))
        pixel = (row + np.repeat(top[some], counts)) * width + column + np.repeat(left[some], counts)
        yield chosen[some], counts, pixel
        start = stop


def draw(solids: Solids, lens: Lens, rays: F32, surfaces: Surfaces, wants_edges: bool) -> None:
    """Lay the bodies over the ground, the farthest first."""
    box, seen = boxes(solids, lens)
    range_m = np.sqrt(((solids.at + solids.corners.mean(axis=1)) ** 2).sum(axis=1))
    order = np.argsort(-range_m, kind="stable")
    for bodies, counts, pixel in pairs(box, order[seen[order]], lens.width):
        ray = rays[:, pixel]
        near, far, face, back = _crossed(solids, bodies, counts, ray)
        body = np.repeat(bodies, counts)
        thick = far - near
        hit = np.flatnonzero((thick > 0.0) & (near > 0.0) & (near < surfaces.distance_m[pixel]))
        if wants_edges:
            _edges(solids, lens, surfaces, (body, pixel, near, thick, face, back), ray)
        np.minimum.at(surfaces.distance_m, pixel[hit], near[hit])
        hit = hit[surfaces.distance_m[pixel[hit]] == near[hit]]
        surfaces.body[pixel[hit]], surfaces.face[pixel[hit]] = body[hit], face[hit]


def _crossed(
    solids: Solids, bodies: Ints, counts: Ints, ray: F32
) -> tuple[F32, F32, NDArray[np.int8], NDArray[np.int8]]:
    """Where each ray enters and leaves its body, and through which faces."""
    planes, at = solids.planes[bodies], solids.at[bodies]
    room = planes[..., 3] + (planes[..., :3] * at[:, None, :]).sum(axis=-1)
    near, far = np.full(ray.shape[1], -FAR, dtype=np.float32), np.full(ray.shape[1], FAR, dtype=np.float32)
    face, back = np.zeros(near.size, dtype=np.int8), np.zeros(near.size, dtype=np.int8)
    for k in range(planes.shape[1]):
        nx, ny, nz, offset = (
            np.repeat(v, counts) for v in (planes[:, k, 0], planes[:, k, 1], planes[:, k, 2], room[:, k])
        )
        nx *= ray[0]
        ny *= ray[1]
        nz *= ray[2]
        nx += ny
        nx += nz
        nx += np.float32(1e-12)
        offset /= nx
        enters = nx < 0.0
        later = enters & (offset > near)
        sooner = ~enters & (offset < far)
        np.copyto(near, offset, where=later)
        np.copyto(face, np.int8(k), where=later)
        np.copyto(far, offset, where=sooner)
        np.copyto(back, np.int8(k), where=sooner)
    return near, far, face, back


def _edges(solids: Solids, lens: Lens, surfaces: Surfaces, crossed: tuple[Any, ...], ray: F32) -> None:
    """Pixels cut by an outline: the thickness of the body along the ray falls to nothing there at a known rate."""
    body, pixel, near, thick, face, back = crossed
    slack = np.abs(near) * np.float32(8.0 * lens.pixel_rad)
    close = np.flatnonzero((np.abs(thick) < slack) & (near > 0.0) & (near < surfaces.distance_m[pixel] * 1.002))
    if not close.size:
        return
    ray, near, thick, who = ray[:, close], near[close], thick[close], body[close]
    front, rear = solids.planes[who, face[close], :3].T, solids.planes[who, back[close], :3].T
    rate = front / (front * ray).sum(axis=0) - rear / (rear * ray).sum(axis=0)
    rate *= near * np.float32(lens.pixel_rad)
    gx = (rate * np.asarray(lens.right, dtype=np.float32)[:, None]).sum(axis=0)
    gy = (rate * np.asarray(lens.down, dtype=np.float32)[:, None]).sum(axis=0)
    steep = np.sqrt(gx * gx + gy * gy) + np.float32(1e-12)
    share = np.float32(0.5) + thick / steep
    cut = (share > 0.03) & (share < 0.97)
    flat = np.abs(gx) >= np.abs(gy)
    step = np.where(flat, np.sign(gx), np.sign(gy) * lens.width).astype(np.int64)
    surfaces.edges.append((pixel[close[cut]], share[cut], step[cut]))


def blend_edges(surfaces: Surfaces, picture: list[F32]) -> None:
    """Mix each cut pixel with its neighbour on the other side of the outline."""
    if not surfaces.edges:
        return
    pixel, share, step = (np.concatenate([edge[k] for edge in surfaces.edges]) for k in range(3))
    inner, outer = pixel + step, pixel - step
    last = len(surfaces.body) - 1
    is_body = share >= 0.5
    other = np.clip(np.where(is_body, outer, inner), 0, last)
    mine, theirs = surfaces.body[pixel], surfaces.body[other]
    good = (mine != theirs) & np.where(is_body, mine >= 0, theirs >= 0)
    pixel, other, own = pixel[good], other[good], np.where(is_body, share, 1.0 - share)[good].astype(np.float32)
    for channel in picture:
        channel[pixel] = channel[pixel] * own + channel[other] * (1.0 - own)


def shade(
    solids: Solids, lens: Lens, rays: F32, surfaces: Surfaces, sun: tuple[float, float, float]
) -> tuple[F32, F32]:
    """Share of the sun (0..1) that bodies leave each pixel, and how they darken the ground at their feet."""
    lit, open_sky = np.ones(rays.shape[1], dtype=np.float32), np.ones(rays.shape[1], dtype=np.float32)
    box, seen = _shadow_boxes(solids, lens, sun)
    chosen = np.flatnonzero(seen)
    size = (box[1] - box[0])[chosen] * (box[3] - box[2])[chosen]
    chosen = chosen[np.argsort(size, kind="stable")]
    chosen = chosen[np.cumsum(np.sort(size)) < MOST_SHADOW_PAIRS]
    toward = np.asarray(sun, dtype=np.float32)
    for bodies, counts, pixel in pairs(box, chosen, lens.width):
        distance = surfaces.distance_m[pixel]
        body = np.repeat(bodies, counts)
        use = np.flatnonzero(np.isfinite(distance) & (surfaces.body[pixel] != body))
        pixel, body, distance = pixel[use], body[use], distance[use]
        counts = np.bincount(
            np.searchsorted(bodies, body) if _sorted(bodies) else _ranks(bodies, body), minlength=len(bodies)
        )
        place = rays[:, pixel] * distance - solids.at[body].T
        _darken(solids, (bodies, counts, pixel, body, distance), place, toward, lens.pixel_rad, lit, open_sky)
    return lit, open_sky


def _sorted(bodies: Ints) -> bool:
    return bool((np.diff(bodies) > 0).all())


def _ranks(bodies: Ints, body: Ints) -> Ints:
    rank = np.zeros(int(bodies.max()) + 1, dtype=np.int64)
    rank[bodies] = np.arange(len(bodies))
    return rank[body]


def _darken(
    solids: Solids, some: tuple[Any, ...], place: F32, toward: F32, pixel_rad: float, lit: F32, open_sky: F32
) -> None:
    bodies, counts, pixel, body, distance = some
    planes = solids.planes[bodies]
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
    size = solids.corners[body, :, 2].max(axis=1) if solids.corners.ndim == 3 else near
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
    return _around(points, lens)
