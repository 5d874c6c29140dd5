"""Convex bodies of flat faces in the picture: which pixels they cover, and which pixels lie in their shadow.

Every body is tried on the pixels of its own rectangle only; all such pairs of body and pixel are worked as flat
arrays, some ten thousand at a time.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.camera import Lens

F32 = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Box = tuple[Ints, Ints, Ints, Ints]
Breaker = Callable[["Solids", Any, F32, F32, F32, float], None]

PAIRS = 40000
FAR = np.float32(1e9)


@dataclass(frozen=True, eq=False)
class Solids:
    """planes [n, p, 4] and corners [n, c, 3] about `at` [n, 3], metres (east, south, up) from the eye."""

    at: F32
    planes: F32
    corners: F32
    colour: F32
    dusty: F32
    """How much of the ground's dust lies on its upper faces, 0..1."""
    seed: NDArray[np.int32]
    """Whatever is by chance about its looks follows from it."""
    kind: NDArray[np.int32]
    """What it is made of: a kind of rock and what has been done to it (see rock_kinds.py), or MADE."""

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def top_m(self) -> F32:
        """Height of each over its foot."""
        result: F32 = self.corners[..., 2].max(axis=1)
        return result

    @cached_property
    def half_m(self) -> F32:
        """How far each reaches to the east."""
        result: F32 = self.corners[..., 0].max(axis=1)
        return result

    @cached_property
    def part_m(self) -> F32:
        """Half the least size of each body: of a stone, how far it reaches; of a built part, between opposite faces."""
        box = self.planes[:, 0:6:2, 3] + self.planes[:, 1:6:2, 3]
        across = np.where(is_drum(self.planes)[:, None], self.planes[:, :1, 3] + self.planes[:, 5:6, 3], box)
        return np.where(self.kind < 0, 0.5 * across.min(axis=1), self.half_m)

    def taken(self, chosen: NDArray[Any]) -> "Solids":
        return Solids(*(getattr(self, name)[chosen] for name in SOLID_FIELDS))


SOLID_FIELDS = ("at", "planes", "corners", "colour", "dusty", "seed", "kind")
MADE, UNSEEN = -1, -2
"""The kinds of what people have built, and of what only throws its shadow: the camera sits in it."""


def is_drum(planes: F32) -> NDArray[np.bool_]:
    """Which built things are drums; boxes have six faces."""
    result: NDArray[np.bool_] = (planes[:, 6, :3] != 0.0).any(axis=1)
    return result


def together(parts: list[Solids]) -> Solids:
    if len(parts) == 1:
        return parts[0]
    return Solids(*(np.concatenate([getattr(part, name) for part in parts]) for name in SOLID_FIELDS))


def faces(solids: Solids, bodies: Ints) -> int:
    """How many planes some bodies have; those of built things come first, spare ones without direction after them."""
    if solids.kind[bodies].min() >= 0:
        return int(solids.planes.shape[1])
    return int(np.any(solids.planes[bodies, :, :3] != 0.0, axis=-1).sum(axis=1).max(initial=1))


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
    return around(points, lens)


def around(points: F32, lens: Lens) -> tuple[Box, NDArray[np.bool_]]:
    x, y, ahead = lens.project(points[..., 0], points[..., 1], points[..., 2])
    if lens.is_fisheye:  # straight edges bulge beyond their ends
        bulge = 0.3 * (np.ptp(x, axis=1) + np.ptp(y, axis=1))[:, None]
        x, y = (np.concatenate([part - bulge, part + bulge], axis=1) for part in (x, y))
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
    seen = some & (box[0] < box[1]) & (box[2] < box[3])
    beside = np.flatnonzero(seen & ~every)
    seen[beside] = _before_lens(points[beside], lens)
    return box, seen


def _before_lens(points: F32, lens: Lens) -> NDArray[np.bool_]:
    """Whether a ball round some points reaches into the cone round the picture: of bodies beside the camera, with some
    corners behind it, the corners alone do not tell."""
    middle = points.mean(axis=1)
    reach = np.sqrt(((points - middle[:, None]) ** 2).sum(axis=-1).max(axis=1))
    away = np.sqrt((middle**2).sum(axis=-1)) + np.float32(1e-9)
    off = np.arccos(np.clip(middle @ np.asarray(lens.ahead, dtype=np.float32) / away, -1.0, 1.0))
    aside = max(abs(lens.middle_px), abs(lens.width - lens.middle_px))
    half: float = math.hypot(aside, 0.5 * lens.height) / lens.focal_px
    cone = half if lens.is_fisheye else math.atan(half)
    result: NDArray[np.bool_] = off - np.arcsin(np.minimum(reach / away, 1.0)) < cone + 4.0 * lens.pixel_rad
    return result


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


def draw(
    solids: Solids, lens: Lens, rays: F32, surfaces: Surfaces, wants_edges: bool, broken: Breaker | None = None
) -> None:
    """Lay the bodies over the ground, the farthest first. broken: takes from the thickness of bodies along rays."""
    box, seen = boxes(solids, lens)
    seen &= solids.kind != UNSEEN
    range_m = np.sqrt(((solids.at + solids.corners.mean(axis=1)) ** 2).sum(axis=1))
    order = np.argsort(-range_m, kind="stable")
    for bodies, counts, pixel in pairs(box, order[seen[order]], lens.width):
        ray = rays[:, pixel]
        near, far, face, back = _crossed(solids, bodies, counts, ray)
        body = np.repeat(bodies, counts)
        thick = far - near
        if broken is not None:
            broken(solids, body, ray, near, thick, lens.pixel_rad)
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
    planes = planes[:, : faces(solids, bodies)]
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
