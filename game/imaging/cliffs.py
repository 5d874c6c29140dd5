"""Steep ground seen from near by: hard beds that stand out over soft ones, joints, dust on the ledges, bare rock.

All follows from the place on the ground, and fades out where it is finer than a pixel.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import clipmap, grain
from game.imaging.bake import Bake
from game.imaging.relief_colour import REGOLITH
from game.imaging.relief_pixels import hashed, unit
from game.imaging.skin import soft

F32 = NDArray[np.floating[Any]]

BEDS = ((2.9, 5, 0.16, 0.85), (0.42, 3, 0.20, 1.15), (0.13, 4, 0.14, 0.50))
"""Thickness (m), salt, strength of the tones and of the relief of the beds within beds (game premise)."""
WANDER_M, BITTEN_M = 0.11, 0.012
"""How far beds rise and fall on their way, and how far their edges are bitten: more, and they would fold over."""
CRAGS = ((0.075, 0.34), (0.30, 0.42), (1.3, 0.40))
"""Size (m) and steepness of the broken rock that shows where ground is too steep for soil."""
CRAGGY = (0.50, 0.85)
"""Slopes from which soil no longer holds, and on which none does (rise over run; soil lies up to about 34 deg)."""
ASPECTS, ASPECT_M = 16, 3.0
"""Contours are taken as straight as far as the ground falls the same way, looked at over some metres."""
STAIN_M = 0.9
STAIN = (0.86, 0.80, 0.76)
"""Layered rock is duller near by than on the map: dust has run down it."""


@dataclass(slots=True, eq=False)
class Face:
    """Some pixels of a slope: along its contours and up (m), footprint, slope east and south, its steepness."""

    at: NDArray[np.int64]
    side: F32
    up: F32
    across: F32
    east: F32
    south: F32
    steep: F32


def face_at(bake: Bake, at: NDArray[np.int64], ray: F32, distance: F32, across: F32, slope: tuple[F32, F32]) -> Face:
    east, south = slope[0][at].copy(), slope[1][at].copy()
    x, y = ray[0, at] * distance[at], ray[1, at] * distance[at]
    up = ray[2, at] * distance[at] + np.float32(bake.eye_z_m)
    turn = _aspect(bake, x, y)
    x += np.float32(bake.eye.x_m % 4096.0)
    y += np.float32(bake.eye.y_m % 4096.0)
    side = y * np.cos(turn) - x * np.sin(turn)
    return Face(at, side, up, across[at], east, south, np.sqrt(east * east + south * south) + np.float32(1e-4))


def _aspect(bake: Bake, x: F32, y: F32) -> F32:
    """Which way the ground falls on the whole, in ASPECTS directions (rad, from east to south)."""
    level = int(np.searchsorted(bake.map.cell_m[:-1], ASPECT_M))
    reach = np.float32(bake.map.cell_m[level])
    gx = bake.map.heights(level, x + reach, y) - bake.map.heights(level, x - reach, y)
    gy = bake.map.heights(level, x, y + reach) - bake.map.heights(level, x, y - reach)
    turn = np.arctan2(gy, gx) * np.float32(ASPECTS / (2.0 * np.pi))
    turn += grain.relief_at(x, y, np.full_like(x, 0.3))[:, 2] * np.float32(0.2)  # no straight lines where it changes
    return np.rint(turn) * np.float32(2.0 * np.pi / ASPECTS)


def weather(bake: Bake, ray: F32, distance: F32, across: F32, looks: F32, slope: tuple[F32, F32]) -> None:
    """Give layered rock its beds, and steep ground its crags: changes colours, openness and slopes."""
    steep = np.sqrt(slope[0] ** 2 + slope[1] ** 2)
    layered = looks[:, clipmap.BEDS] > 0.1
    at = np.flatnonzero(layered)
    if at.size:
        _bed(face_at(bake, at, ray, distance, across, slope), looks, slope)
    at = np.flatnonzero(~layered & (steep > CRAGGY[0]) & (looks[:, clipmap.SAND] < 0.4))
    if at.size:
        _crag(face_at(bake, at, ray, distance, across, slope), looks, slope)


def seen(size_m: F32 | float, across: F32) -> F32:
    return np.clip(np.float32(size_m) / (across * np.float32(1.2)) - np.float32(0.5), 0.0, 1.0)


def _bed(face: Face, looks: F32, slope: tuple[F32, F32]) -> None:
    share = looks[face.at, clipmap.BEDS]
    one, size = np.ones_like(face.up), np.full_like(face.up, 0.34)
    wander = grain.relief_at(face.side, face.up * np.float32(2.0), size)
    bitten = (
        grain.relief_at(face.side, face.up, size * np.float32(0.09))[:, 2]
        * seen(0.2, face.across)
        * np.float32(BITTEN_M)
    )
    shade, open_sky, lean, tilt = one.copy(), one.copy(), one.copy(), np.zeros_like(one)
    cliff = soft(face.steep, 0.12, 0.5) * share
    for bed_m, salt, tones, relief in BEDS:
        some = seen(bed_m, face.across) * cliff
        if some.max() <= 0.0:
            continue
        height = (face.up + wander[:, 2] * np.float32(min(0.30 * bed_m, WANDER_M)) + bitten) * np.float32(1.0 / bed_m)
        whole = np.floor(height)
        within, bed = height - whole, whole.astype(np.int64) & 0xFFFF
        hard, below = _chance(bed, 0, salt), _chance(bed - 1 & 0xFFFF, 0, salt)
        shade *= 1.0 + (hard - np.float32(0.55)) * some * np.float32(2.0 * tones)
        stands = (np.float32(0.25) + hard) * some * np.float32(relief)
        lean *= 1.0 + stands * np.clip((np.float32(0.58) - within) * np.float32(7.0), -0.85, 0.85)
        cut = np.exp(-((within * np.float32(8.0)) ** 2)) * np.maximum(hard - below + np.float32(0.25), 0.0) * some
        open_sky *= 1.0 - np.minimum(cut, 1.0) * np.float32(0.8)
        shade *= 1.0 - np.minimum(cut, 1.0) * np.float32(0.45)
        if bed_m < 2.0:
            _joint(face, bed_m, bed, hard * some, shade, tilt, salt)
    looks[face.at, clipmap.OPEN] *= open_sky
    _stain(face, wander, lean, shade, share, looks)
    lean = np.clip(lean, 0.25, 2.2)
    slope[0][face.at] = face.east * lean - face.south / face.steep * tilt
    slope[1][face.at] = face.south * lean + face.east / face.steep * tilt


def _chance(a: Any, b: Any, salt: int) -> F32:
    return unit(hashed(a, np.asarray(b, dtype=np.int64), salt))


def _joint(face: Face, bed_m: float, bed: Any, stands: F32, shade: F32, tilt: F32, salt: int) -> None:
    """Upright cracks part a bed into blocks, each a little turned and of its own tone."""
    wide = np.float32(bed_m) * (np.float32(1.3) + np.float32(2.2) * _chance(bed, 1, salt))
    along = face.side / wide + _chance(bed, 2, salt) * np.float32(31.0)
    column = np.floor(along)
    block = column.astype(np.int64) & 0xFFFF
    edge = np.abs(along - column - _chance(block, bed, salt + 20) * np.float32(0.7)) * wide
    width = np.maximum(np.float32(0.07 * bed_m), face.across * np.float32(0.8))
    gap = np.clip(1.0 - edge / width, 0.0, 1.0) * (np.float32(0.07 * bed_m) / width)
    shade *= 1.0 - gap * stands * np.float32(0.45)
    shade *= 1.0 + (_chance(block, bed, salt + 40) - np.float32(0.5)) * stands * np.float32(0.22)
    tilt += (_chance(block, bed, salt + 60) - np.float32(0.5)) * stands * np.float32(0.55)


def _stain(face: Face, wander: F32, lean: F32, shade: F32, share: F32, looks: F32) -> None:
    """Dust lies on the ledges and has run down in streaks."""
    streak = grain.relief_at(face.side * np.float32(1.7), face.up * np.float32(0.22), np.full_like(face.up, STAIN_M))
    dust = soft(np.float32(1.12) - lean, 0.0, 0.55) * np.float32(0.45)
    dust += np.clip(streak[:, 2] * np.float32(0.16) + wander[:, 3] * np.float32(0.07) + np.float32(0.10), 0.0, 0.45)
    dust = np.minimum(dust, np.float32(0.75)) * share
    for k, (own, stain) in enumerate(zip(REGOLITH, STAIN, strict=True)):
        channel = looks[face.at, clipmap.RED + k] * (1.0 - share * np.float32(1.0 - stain))
        looks[face.at, clipmap.RED + k] = (channel + dust * (np.float32(own * 0.86) - channel)) * shade


def _crag(face: Face, looks: F32, slope: tuple[F32, F32]) -> None:
    """Where soil has slid off: broken rock, darker and greyer, in ribs down the slope."""
    bare = soft(face.steep, *CRAGGY)
    lean, tilt, shade = np.ones_like(bare), np.zeros_like(bare), np.ones_like(bare)
    for size, steepness in CRAGS:
        share = seen(size * 5.0, face.across) * bare
        if share.max() <= 0.0:
            continue
        rough = grain.relief_at(face.side, face.up * np.float32(0.8), np.full_like(bare, size))
        broken = grain.relief_at(face.side * np.float32(0.7), face.up * np.float32(1.9), np.full_like(bare, size * 1.7))
        lean += (rough[:, 1] + np.clip(broken[:, 1], -0.6, 0.6)) * share * np.float32(steepness)
        tilt += rough[:, 0] * share * np.float32(steepness)
        shade += np.clip(broken[:, 2], -1.5, 1.0) * share * np.float32(0.055)
    grey = (looks[face.at, clipmap.RED] + looks[face.at, clipmap.GREEN] + looks[face.at, clipmap.BLUE]) / 3.0
    for k in range(3):
        channel = looks[face.at, clipmap.RED + k]
        looks[face.at, clipmap.RED + k] = (channel + (grey - channel) * bare * np.float32(0.10)) * (
            shade - bare * np.float32(0.10)
        )
    lean = np.clip(lean, 0.2, 2.4)
    slope[0][face.at] = face.east * lean - face.south / face.steep * tilt
    slope[1][face.at] = face.south * lean + face.east / face.steep * tilt
