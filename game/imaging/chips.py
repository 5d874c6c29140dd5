"""What time does to flat faces: edges are worn round and wander, faces are chipped, outlines are broken.

Only the look changes, not the block itself; bodies too small in the picture to show it stay as they are.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import fabric, grain
from game.imaging.parts import SIDES
from game.imaging.relief_pixels import hashed, unit
from game.imaging.solids import MADE, Solids, is_drum

F32 = NDArray[np.floating[Any]]

WORN_PIXELS, CHIPPED_PIXELS = 3.5, 14.0
"""Half widths (pixels) from which edges are worn, and faces chipped."""
WORN, WANDER = 0.042, 0.040
"""How round edges are and how far they stray, in half widths of a stone."""
BEVEL_M, ROUND = 0.0022, 0.20
"""Round edges of built boxes; roundness of drums, in radii."""
BROKEN, BROKEN_WITHIN = 0.17, 0.6
"""How far outlines are bitten, in half widths along the ray, and where."""


def places(solids: Solids, body: Any, local: list[F32]) -> tuple[F32, F32]:
    """Two coordinates (m) that go on smoothly over all faces of a body."""
    own = (solids.seed[body] % 4096).astype(np.float32) * np.float32(2.3)
    return local[0] + local[2] * np.float32(0.7) + own, local[1] - local[2] * np.float32(0.6)


def worn(solids: Solids, body: Any, local: list[F32], across: F32, n: list[F32]) -> None:
    """Bend the normals of pixels near a body's edges toward the face beyond."""
    at = np.flatnonzero(solids.part_m[body] > across * np.float32(WORN_PIXELS))
    if not at.size:
        return
    who = body[at]
    planes, half, is_stone = solids.planes[who], solids.part_m[who], solids.kind[who] != MADE
    beyond = -planes[..., 3]
    for k in range(3):
        beyond += planes[..., k] * local[k][at][:, None]
    blunt = np.maximum(half * np.float32(WORN), across[at] * np.float32(0.5))
    stones = np.flatnonzero(is_stone)
    if stones.size:
        u, v = places(solids, who[stones], [part[at[stones]] for part in local])
        wave = grain.relief_at(u, v, half[stones] * np.float32(0.045))
        turn = np.arange(planes.shape[1]) * np.float32(2.4)
        stray = wave[:, 2:3] * np.cos(turn)[None, :] + wave[:, 3:4] * np.sin(turn)[None, :]
        beyond[stones] += stray * (half[stones] * np.float32(WANDER))[:, None]
        blunt[stones] *= np.clip(1.0 + wave[:, 2] * np.float32(0.5), 0.35, 2.0)
    built = np.flatnonzero(~is_stone)
    if built.size:
        _machined(planes[built], half[built], beyond, blunt, built)
    weight = np.exp((beyond - beyond.max(axis=1, keepdims=True)) / blunt[:, None])
    bent = [(planes[..., k] * weight).sum(axis=1) for k in range(3)]
    size = 1.0 / np.sqrt(bent[0] ** 2 + bent[1] ** 2 + bent[2] ** 2 + np.float32(1e-9))
    for part, new in zip(n, bent, strict=True):
        part[at] = new * size


def _machined(planes: F32, half: F32, beyond: F32, blunt: F32, built: NDArray[np.int64]) -> None:
    """Drums are round, with sharp ends; boxes have narrow bevels."""
    drum = is_drum(planes)
    blunt[built] = np.where(drum, half * np.float32(ROUND), np.float32(BEVEL_M))
    depth = beyond[built]
    is_end = depth[:, SIDES:].max(axis=1) >= depth[:, :SIDES].max(axis=1)
    sharp = np.where(drum, np.float32(12.0), np.float32(1.0))
    depth[:, SIDES:] *= np.where(is_end, np.float32(1.0), sharp)[:, None]
    depth[:, :SIDES] *= np.where(is_end, sharp, np.float32(1.0))[:, None]
    beyond[built] = depth


def chipped(solids: Solids, body: Any, u: F32, v: F32, across: F32, bump: list[F32]) -> F32:
    """Smaller faces broken into the large ones: changes slopes, returns tones."""
    tone = np.ones_like(u)
    at = np.flatnonzero((solids.half_m[body] > across * np.float32(CHIPPED_PIXELS)) & (solids.kind[body] != MADE))
    if not at.size:
        return tone
    per_m = np.float32(1.0) / solids.half_m[body[at]]
    x, y, own = u[at] * per_m, v[at] * per_m, solids.seed[body[at]].astype(np.int64)
    sway = grain.relief_at(x, y, np.full_like(x, 0.05)) * np.float32(0.05)
    for size, lean in ((0.62, 0.34), (0.24, 0.26)):
        _, border, looks = fabric.cells(x + sway[:, 2] + own % 61, y + sway[:, 3], size, 70)
        share = np.clip(border * np.float32(5.0), 0.0, 1.0) * np.float32(lean)
        bump[0][at] += (unit(hashed(looks, looks, 1)) - np.float32(0.5)) * np.float32(2.0) * share
        bump[1][at] += (unit(hashed(looks, looks, 2)) - np.float32(0.5)) * np.float32(2.0) * share
        tone[at] *= np.float32(0.96) + unit(hashed(looks, looks, 3)) * np.float32(0.08)
    return tone


def bitten(solids: Solids, body: Any, ray: F32, near: F32, thick: F32, pixel_rad: float) -> None:
    """Take from the thickness of stones along rays that pass close to their outline."""
    half = solids.half_m[body]
    close = (np.abs(thick) < half * np.float32(BROKEN_WITHIN)) & (near > 0.0)
    at = np.flatnonzero(close & (half > near * np.float32(WORN_PIXELS * pixel_rad)) & (solids.kind[body] >= 0))
    if not at.size:
        return
    who, middle = body[at], near[at] + np.float32(0.5) * thick[at]
    local = [ray[k, at] * middle - solids.at[who, k] for k in range(3)]
    u, v = places(solids, who, local)
    wave = grain.relief_at(u, v, half[at] * np.float32(0.035))[:, 2]
    thick[at] -= half[at] * np.float32(BROKEN) * np.maximum(wave, np.float32(0.0))
