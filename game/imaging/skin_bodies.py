"""The faces of stones and of what people have built."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import chips, clipmap, fabric, grain, panels, worked
from game.imaging.bake import Bake
from game.imaging.relief_colour import REGOLITH
from game.imaging.rock_kinds import ABRADED, CORES_FROM, KIND_BITS, LOOKS
from game.imaging.skin import Skin, soft
from game.imaging.solids import MADE, Solids, Surfaces

F32 = NDArray[np.floating[Any]]

ROCK_BUMP, ROCK_TONE = 0.30, 0.075
BARE_SEEN_M = 0.003
"""Footprint of a pixel from which one sees where dust lies on a rock and where not."""
WORKED_SEEN_M = 0.012
"""Patches and holes are drawn where a pixel is smaller than this."""


def body_skin(
    bake: Bake, ray: F32, distance: F32, pixel_rad: float, surfaces: Surfaces, solids: Solids | None, at: Any
) -> Skin:
    assert solids is not None
    body, face = surfaces.body[at], surfaces.face[at]
    plane = solids.planes[body, face]
    n = [plane[:, k].copy() for k in range(3)]
    local = [ray[k] * distance - solids.at[body, k] for k in range(3)]
    across = distance * np.float32(pixel_rad)
    is_flat = np.abs(n[2]) > 0.62
    own = (solids.seed[body] % 4096).astype(np.float32) * np.float32(3.7)
    u = np.where(is_flat, local[0], local[0] * n[1] - local[1] * n[0])
    v = np.where(is_flat, local[1], local[2] * np.float32(1.3))
    fine = grain.grain_at(u + own, v, across)
    rough = np.minimum(solids.dusty[body] * 4.0, 1.0) * (solids.kind[body] != MADE)
    wide = np.maximum(across, solids.half_m[body] * np.float32(0.07))
    fine += grain.relief_at(u + own, v, wide) * np.array([0.9, 0.9, 0.7, 0.5], dtype=np.float32)
    bump = [fine[:, k] * rough * np.float32(ROCK_BUMP) for k in range(2)]
    tone = 1.0 + fine[:, 2] * rough * np.float32(ROCK_TONE)
    tone *= chips.chipped(solids, body, u, v, across, bump)
    colour = [solids.colour[body, k] * tone for k in range(3)]
    _weave(solids, body, (u, v, local[2]), across, bump, colour)
    chips.worn(solids, body, local, across, n)
    upward = n[2].copy()
    n = _bent(n, bump, is_flat)
    dust = soft(upward + fine[:, 2] * np.float32(0.05), 0.45, 1.02) * solids.dusty[body]
    _bare(solids, body, u, v, across, dust)
    for k in range(3):
        colour[k] += dust * (np.float32(REGOLITH[k]) * tone - colour[k])
    panels.finish(solids, body, face, local, across, upward, colour)
    low = np.clip(local[2] / np.maximum(solids.top_m[body], 1e-3), 0.0, 1.0)
    foot = solids.at[body]
    lit = 1.0 - soft(bake.map.sample(foot[:, 0], foot[:, 1])[:, clipmap.SHADE], 0.6, 2.0)
    skin = Skin(n, colour, 0.62 + 0.4 * low, lit)
    _work(bake, solids, body, face, local, ray, across, skin)
    return skin


def _bare(solids: Solids, body: Any, u: F32, v: F32, across: F32, dust: F32) -> None:
    """Seen from near by, dust lies in the hollows of a rock of a known kind, and the wind keeps the rest bare."""
    at = np.flatnonzero((solids.kind[body] > 0) & (across < BARE_SEEN_M))
    if not at.size:
        return
    lies = np.full(at.size, 0.30, dtype=np.float32)
    for size, strength in ((0.011, 0.30), (0.0024, 0.24)):
        lies += grain.relief_at(u[at], v[at], np.full_like(lies, size))[:, 3] * np.float32(strength)
    share = np.clip(np.float32(1.5) - across[at] * np.float32(1.0 / BARE_SEEN_M), 0.0, 1.0)
    dust[at] *= 1.0 + (np.clip(lies, 0.06, 1.0) - np.float32(1.0)) * share


def _bent(n: list[F32], bump: list[F32], is_flat: NDArray[np.bool_]) -> list[F32]:
    n[0] += np.where(is_flat, bump[0], bump[0] * n[1])
    n[1] += np.where(is_flat, bump[1], -bump[0] * n[0])
    n[2] += np.where(is_flat, np.float32(0.0), bump[1])
    size = 1.0 / np.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2])
    return [part * size for part in n]


def _weave(
    solids: Solids, body: Any, place: tuple[F32, F32, F32], across: F32, bump: list[F32], colour: list[F32]
) -> None:
    """The fabric of rocks of a known kind, as far as one is near enough to see it."""
    kind = solids.kind[body]
    known = kind > 0
    if not known.any():
        return
    for one in np.unique(body[known]).tolist():
        look = LOOKS[int(solids.kind[one]) & (1 << KIND_BITS) - 1]
        some = np.flatnonzero(body == one)
        u, v, up = (part[some] for part in place)
        cloth = fabric.weave(look, u, v, up, across[some], int(solids.seed[one]))
        bump[0][some] += cloth.bump_u
        bump[1][some] += cloth.bump_v
        for channel, tint in zip(colour, cloth.colour, strict=True):
            channel[some] *= cloth.tone * tint


def _work(
    bake: Bake, solids: Solids, body: Any, face: Any, local: list[F32], ray: F32, across: F32, skin: Skin
) -> None:
    """Patches and holes."""
    kind = solids.kind[body]
    touched = (kind > 0) & ((kind & ABRADED > 0) | (kind >> CORES_FROM > 0)) & (across < WORKED_SEEN_M)
    for one in np.unique(body[touched]).tolist():
        some = np.flatnonzero(body == one)
        seen = worked.Face(
            [part[some] for part in local],
            ray[:, some],
            face[some],
            across[some],
            [part[some] for part in skin.normal],
            [part[some] for part in skin.colour],
            skin.lit[some],
            skin.open_sky[some],
        )
        worked.work(
            int(solids.kind[one]),
            int(solids.seed[one]),
            solids.planes[one],
            solids.corners[one],
            seen,
            bake.light.toward,
        )
        for k in range(3):
            skin.normal[k][some], skin.colour[k][some] = seen.normal[k], seen.colour[k]
        skin.lit[some], skin.open_sky[some] = seen.lit, seen.open_sky
