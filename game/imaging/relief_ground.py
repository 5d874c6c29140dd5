"""What the map painter keeps of a terrain, whatever the scale and the sun: computed once, shared by all painters."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_craters import SmallCraters, small_craters
from game.imaging.relief_pixels import F32, Area, noise
from game.imaging.relief_ripples import Crests, crests_of
from game.imaging.steps import Steps, at_once
from game.terrain.landforms.site import fresh_site
from game.terrain.material import Material
from game.terrain.terrain import Terrain

SHARPENING_PASSES = 2
CLEARER_M, CLEARER = 16.0, 1.6
"""Scale and strength of the edge enhancement from orbit."""
GROUND_MOTTLING = (0.04, 0.032, 0.028)
ORBITAL_MOTTLING = (0.055, 0.04, 0.02)
"""Strength of the mottling at 41, 13 and 4 tiles, the finest barely seen from orbit."""
HOLLOW_SHADE = 0.24
HOLLOW_RADII_M = (5.0, 14.0, 40.0)
"""Scales at which hollows are darkened and crests brightened."""


@dataclass(frozen=True, slots=True, eq=False)
class ReliefGround:
    """float32 [h, w] per tile; heights count from base_m, the lowest point."""

    terrain: Terrain
    base_m: float
    height_m: F32
    bare_m: F32
    """The heights without the small craters."""
    craters: SmallCraters
    orbital_m: F32
    openness: F32
    """Brightness of the ground about 1: hollows are dark, crests bright, and the ground itself is mottled."""
    redness: F32
    orbital_openness: F32
    steepness: F32
    """Slope as a gradient (rise over run)."""
    rockiness: F32
    cover: dict[Material, F32]
    """Share of each material that occurs, 0 or 1; ripples lie on sand, so they count as sand too."""
    crests: tuple[Crests, ...]
    layered: F32 | None
    """Share of bedrock that lies in beds, 0 or 1; None where there is none."""


def relief_ground(terrain: Terrain) -> ReliefGround:
    """Prepare a terrain for painting (about 40 ms for 256 x 256 tiles)."""
    return at_once(preparing(terrain))


@lru_cache(maxsize=1)  # a memo of a pure function
def shared_ground(terrain: Terrain) -> ReliefGround:
    """The same for whoever paints the terrain that is being looked at: made once."""
    return relief_ground(terrain)


def preparing(terrain: Terrain) -> Steps[ReliefGround]:
    """The preparation part by part, for those who have other things to do between them."""
    base_m = float(terrain.elevation_m.min())
    height = (terrain.elevation_m - base_m).astype(np.float32)
    orbital = (terrain.orbital_elevation_m - base_m).astype(np.float32)
    site = fresh_site(terrain.spec, terrain.seed)
    yield
    craters = small_craters(site)
    yield
    heights = _sharpened(height), _sharpened(height - craters.tiles_m), craters, _clearer(orbital, terrain.tile_m)
    yield
    bright = _brightness(height, terrain.tile_m)
    yield
    bright = bright * _mottling(terrain, GROUND_MOTTLING)
    yield
    red = _redness(terrain)
    yield
    far_bright = _brightness(orbital, terrain.tile_m)
    yield
    far_bright = far_bright * _mottling(terrain, ORBITAL_MOTTLING)
    yield
    steep = np.hypot(terrain.slope_x, terrain.slope_y).astype(np.float32)
    rocky = terrain.rock_abundance.astype(np.float32)
    cover = _cover(terrain.material)
    yield
    crests, layered = crests_of(site), _layered(terrain)
    return ReliefGround(terrain, base_m, *heights, bright, red, far_bright, steep, rocky, cover, crests, layered)


def _layered(terrain: Terrain) -> F32 | None:
    numbers = [n + 1 for n, outcrop in enumerate(terrain.spec.outcrops) if outcrop.kind == "layered"]
    return np.isin(terrain.outcrop, numbers).astype(np.float32) if numbers else None


def _cover(material: NDArray[np.uint8]) -> dict[Material, F32]:
    cover = {kind: (material == kind).astype(np.float32) for kind in Material if (material == kind).any()}
    if Material.RIPPLE in cover:
        cover[Material.SAND] = cover.get(Material.SAND, np.float32(0.0)) + cover[Material.RIPPLE]
    return cover


def _sharpened(height: F32) -> F32:
    """Spline nodes whose surface runs (nearly) through the given heights: the spline alone would blur rims."""
    nodes = height
    for _ in range(SHARPENING_PASSES):
        nodes = nodes + (height - _spline_blur(nodes))
    return nodes


def _clearer(orbital: F32, tile_m: float) -> F32:
    """The orbital relief with its edges brought out, as any published orbital picture is."""
    radius = max(1, round(CLEARER_M / tile_m))
    return orbital + (orbital - box_blur(orbital, radius)) * np.float32(CLEARER)


def _spline_blur(nodes: F32) -> F32:
    padded = np.pad(nodes, 1, mode="edge")
    rows = (padded[:-2] + padded[2:]) * np.float32(1 / 6) + padded[1:-1] * np.float32(2 / 3)
    return (rows[:, :-2] + rows[:, 2:]) * np.float32(1 / 6) + rows[:, 1:-1] * np.float32(2 / 3)


def _tiles(terrain: Terrain) -> Area:
    return Area(0, 0, terrain.width, terrain.height, 1, terrain.tile_m)


def _mottling(terrain: Terrain, strengths: tuple[float, float, float]) -> F32:
    """The ground's uneven brightness, from hundreds of metres to a few tiles."""
    area = _tiles(terrain)
    tone = np.ones((terrain.height, terrain.width), dtype=np.float32)
    for cell, salt, strength in zip((41.0, 13.0, 4.3), (31, 32, 33), strengths, strict=True):
        tone += noise(area, cell, salt) * np.float32(strength)
    return tone


def _redness(terrain: Terrain) -> F32:
    area = _tiles(terrain)
    return (noise(area, 29.0, 36) + noise(area, 7.0, 37) * np.float32(0.7)) * np.float32(0.025)


def _brightness(height: F32, tile_m: float) -> F32:
    return 1.0 - _hollow(height, tile_m) * np.float32(HOLLOW_SHADE)


def _hollow(height: F32, tile_m: float) -> F32:
    """How deep each place lies below its surroundings, at several scales together."""
    total = np.zeros_like(height)
    for radius_m in HOLLOW_RADII_M:
        radius = max(1, round(radius_m / tile_m))
        depth = (box_blur(box_blur(height, radius), radius) - height) / np.float32(0.05 * radius * tile_m)
        total += depth / (1.0 + np.abs(depth))
    return total / np.float32(len(HOLLOW_RADII_M))


def box_blur(values: F32, radius: int) -> F32:
    """Mean over a square of 2 radius + 1 tiles, the edge repeated."""
    middle = values.mean()
    values = values - middle  # small numbers keep the float32 sums precise
    for _ in range(2):
        padded = np.pad(values, ((radius + 1, radius), (0, 0)), mode="edge")
        sums = np.cumsum(padded, axis=0)
        sums[: -2 * radius - 1] -= sums[2 * radius + 1 :]
        values = (sums[: -2 * radius - 1] * np.float32(-1.0 / (2 * radius + 1))).T
    return values + middle
