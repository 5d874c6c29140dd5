"""The fog of knowledge: from the cold picture taken from orbit to the true ground, without an edge.

Near known ground the orbital picture first takes on its warmth, which gives nothing away; then the true picture comes
through. Ground that was only flown over stays a little flatter and cooler than surveyed ground.
"""

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_ground import box_blur
from game.imaging.relief_pixels import F32, Area, enlarge, noise, smoothstep, window

AERIAL_SHARE = 0.86
EDGE_TILES, GLOW_TILES = 3, 7  # radius of the blur (applied twice) that makes the edge, and the warmth around it
REACH_TILES = 2 * GLOW_TILES + 4
WARMTH = (0.15, 0.06, -0.05)  # by how much red, green and blue of the orbital picture rise next to known ground
FRAY = 0.05
FULL = 128  # blending in whole 1/128ths keeps the arithmetic in 16 bits

Picture = NDArray[np.uint8]
Known = NDArray[np.uint8]


def surroundings(known: Known, west: int, north: int, width: int, height: int) -> Known:
    """What is known of a box of tiles and of REACH_TILES around it."""
    wide, high = width + 2 * REACH_TILES, height + 2 * REACH_TILES
    found: Known = window(known, west - REACH_TILES, north - REACH_TILES, wide, high)
    return found


def shows_ground(near: Known) -> bool:
    """Does any of the true picture show, by what is known around?"""
    inner = REACH_TILES - 2 * EDGE_TILES - 2
    return bool(near[inner:-inner, inner:-inner].any())


def blend(orbital: Picture, truth: Picture | None, near: Known, west: int, north: int, level: int) -> Picture:
    """One picture of both, for a box of tiles whose north-west corner is (west, north).

    truth may be missing where `shows_ground` is false.
    """
    if not near.any():
        return orbital
    if truth is not None and near.min() == 2:
        return truth
    height, width = orbital.shape[:2]
    area = Area(west * level, north * level, width, height, level, 1.0)
    local = Area(REACH_TILES * level, REACH_TILES * level, width, height, level, 1.0)
    seen = (near > 0).astype(np.float32)
    picture = _warmed(orbital, enlarge(_blurred(seen, GLOW_TILES), local))
    if truth is not None:
        share = _share(near, seen, area, local)
        change = truth.astype(np.int16)
        change -= picture
        change *= (share * np.float32(FULL) + np.float32(0.5)).astype(np.int16)[..., None]
        change += FULL // 2
        change >>= 7
        picture += change
    return np.clip(picture, 0, 255, out=picture).astype(np.uint8)


def _share(near: Known, seen: F32, area: Area, local: Area) -> F32:
    """How much of the true picture shows, 0..1."""
    fray = noise(area, 2.3, 91) * np.float32(FRAY) + noise(area, 0.8, 92) * np.float32(0.4 * FRAY)
    flown = smoothstep(0.16, 0.84, enlarge(_blurred(seen, EDGE_TILES), local) + fray)
    if not (near == 2).any():
        return flown * np.float32(AERIAL_SHARE)
    surveyed = smoothstep(0.16, 0.84, enlarge(_blurred((near == 2).astype(np.float32), EDGE_TILES), local) + fray)
    return np.maximum(flown * np.float32(AERIAL_SHARE), surveyed)


def _warmed(orbital: Picture, glow: F32) -> NDArray[np.int16]:
    picture = orbital.astype(np.int16)
    glow = np.sqrt(np.maximum(glow, np.float32(0.0)))
    for channel, rise in enumerate(WARMTH):
        factor = (glow * np.float32(rise * FULL)).astype(np.int16)
        picture[..., channel] += (picture[..., channel] * factor) >> 7
    return picture


def _blurred(mask: F32, radius: int) -> F32:
    return box_blur(box_blur(mask, radius), radius)
