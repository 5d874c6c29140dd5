"""The map as the mission knows it: what is seen from orbit, from the air and from close by, blended softly."""

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_colour import Picture
from game.imaging.relief_pixels import F32, Area, enlarge, noise, smoothstep, window

AERIAL_SHARE = 0.74
"""What was only flown over shows this much of the true picture: clear, but flatter and cooler."""
REACH_TILES = 4
"""Knowledge this far off still colours a pixel."""
FULL = 128
"""Blending in whole 1/128ths keeps the arithmetic in 16 bits."""


def is_known(known: NDArray[np.uint8], tx0: int, ty0: int, tiles_w: int, tiles_h: int) -> bool:
    """Whether any of these tiles, or their edge, shows more than the picture from orbit."""
    return bool(_around(known, tx0, ty0, tiles_w, tiles_h).any())


def compose(
    orbital: Picture, ground: Picture, known: NDArray[np.uint8], tx0: int, ty0: int, pixels_per_tile: int
) -> Picture:
    """Blend the two pictures of the same tiles, north-west tile (tx0, ty0), by the map's knowledge.

    known: [h, w] of the whole map: 0 from orbit, 1 from the air, 2 surveyed. Borders are about a tile wide.
    """
    height, width = orbital.shape[0] // pixels_per_tile, orbital.shape[1] // pixels_per_tile
    near = _around(known, tx0, ty0, width, height)
    if not near.any():
        return orbital
    if near.min() == 2:
        return ground
    p = pixels_per_tile
    area = Area(tx0 * p, ty0 * p, orbital.shape[1], orbital.shape[0], p, 1.0)
    share = (knowledge_share(near, area, tx0, ty0) * np.float32(FULL) + np.float32(0.5)).astype(np.int16)
    blended = ground.astype(np.int16)
    blended -= orbital
    blended *= share[..., None]
    blended += FULL // 2
    blended >>= 7
    blended += orbital
    return blended.astype(np.uint8)


def knowledge_share(near: NDArray[np.uint8], area: Area, tx0: int, ty0: int) -> F32:
    """How much of the true picture shows, 0..1, from the knowledge of the tiles and REACH_TILES round them."""
    p = area.per_tile
    local = Area(REACH_TILES * p, REACH_TILES * p, area.width, area.height, p, area.tile_m)
    ragged = noise(area, 1.4, 91) * np.float32(0.07) + noise(area, 0.45, 92) * np.float32(0.03)
    flown, surveyed = (_soft_edge(near >= level, local, ragged) for level in (1, 2))
    return np.maximum(flown * np.float32(AERIAL_SHARE), surveyed)


def _soft_edge(mask: NDArray[np.bool_], local: Area, ragged: F32) -> F32:
    """1 inside, 0 outside, the border a little ragged."""
    share = enlarge(mask.astype(np.float32), local)
    share += ragged * np.minimum(share * np.float32(4.0), np.float32(1.0))
    return smoothstep(0.10, 0.66, share)


def _around(known: NDArray[np.uint8], tx0: int, ty0: int, width: int, height: int) -> NDArray[np.uint8]:
    grown = (width + 2 * REACH_TILES, height + 2 * REACH_TILES)
    return window(known, tx0 - REACH_TILES, ty0 - REACH_TILES, *grown)
