"""The surface of what people have built: seams and rivets on large boxes, and dust where it can lie."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import grain
from game.imaging.relief_colour import REGOLITH
from game.imaging.skin import soft
from game.imaging.solids import MADE, Solids, is_drum

F32 = NDArray[np.floating[Any]]

SEAM_M, SEAM_WIDE_M = 0.305, 0.0035
RIVET_M, RIVET_WIDE_M = 0.061, 0.0042
LARGE_M = 0.25
"""Boxes of which two sides are not at least twice as long are of one piece (all sizes: game premise, after Navcam's
pictures of the deck)."""
DUST, STREAK = 0.17, 0.045
"""Share of dust on upper faces, and how much it varies."""


def finish(solids: Solids, body: Any, face: Any, local: list[F32], across: F32, up: F32, colour: list[F32]) -> None:
    """Change the colours of the pixels on built things."""
    at = np.flatnonzero(solids.kind[body] == MADE)
    if not at.size:
        return
    place = [part[at] for part in local]
    _seams(solids, body[at], face[at], place, across[at], colour, at)
    mottle = grain.relief_at(place[0] + place[2], place[1] - place[2], np.full(at.size, 0.012, dtype=np.float32))
    fine = grain.relief_at(place[0], place[1] + place[2], np.full(at.size, 0.0016, dtype=np.float32))
    lies = soft(up[at], 0.25, 0.9) * np.minimum(solids.dusty[body[at]] * 10.0, 1.0)
    dust = np.clip(DUST + mottle[:, 2] * np.float32(STREAK) + fine[:, 2] * np.float32(0.022), 0.0, 0.7) * lies
    dust += np.clip(mottle[:, 3] * np.float32(0.03) + np.float32(0.03), 0.0, 0.10) * (1.0 - lies)
    for channel, own in zip(colour, REGOLITH, strict=True):
        channel[at] += dust * (np.float32(own) - channel[at])


def _seams(solids: Solids, body: Any, face: Any, place: list[F32], across: F32, colour: list[F32], at: Any) -> None:
    planes = solids.planes[body]
    wide = 0.5 * np.sort(planes[:, 0:6:2, 3] + planes[:, 1:6:2, 3], axis=1)[:, 1]
    some = np.flatnonzero(~is_drum(planes) & (wide > LARGE_M) & (across < SEAM_WIDE_M * 4.0))
    if not some.size:
        return
    own = [sum(planes[some, 2 * axis, k] * place[k][some] for k in range(3)) for axis in range(3)]
    normal = face[some].astype(np.int64) // 2
    u, v = np.where(normal == 0, own[1], own[0]), np.where(normal == 2, own[1], own[2])
    dark = np.maximum(_line(u, SEAM_M, across[some]), _line(v, SEAM_M * 1.31, across[some])) * np.float32(0.42)
    head = _rivets(u, v, across[some])
    for channel in colour:
        channel[at[some]] *= 1.0 - dark - head * np.float32(0.30)


def _line(along: F32, spacing_m: float, across: F32) -> F32:
    """Lines some millimetres wide; wider and fainter where they are finer than a pixel."""
    off = np.abs(along / np.float32(spacing_m) - np.rint(along / np.float32(spacing_m))) * np.float32(spacing_m)
    wide = np.maximum(np.float32(SEAM_WIDE_M), across)
    return np.clip(1.5 - off / wide, 0.0, 1.0) * (np.float32(SEAM_WIDE_M) / wide)


def _rivets(u: F32, v: F32, across: F32) -> F32:
    """Rows of heads beside the seams."""
    beside = np.float32(0.018)
    row = np.abs(np.abs(u - np.rint(u / np.float32(SEAM_M)) * np.float32(SEAM_M)) - beside)
    along = np.abs(v / np.float32(RIVET_M) - np.rint(v / np.float32(RIVET_M))) * np.float32(RIVET_M)
    wide = np.maximum(np.float32(RIVET_WIDE_M), across)
    off = np.sqrt(row * row + along * along)
    return np.clip(1.5 - off / wide, 0.0, 1.0) * (np.float32(RIVET_WIDE_M) / wide) ** 2
