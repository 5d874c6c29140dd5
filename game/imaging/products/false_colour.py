"""What the eye cannot see: three narrow bands stretched apart into red, green and blue.

The stretch is the one the mission uses to tell rocks apart (decorrelation): the three bands are turned into their
main directions of change, each is given the same spread, and all is turned back.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import clipmap
from game.imaging.bake import Bake
from game.imaging.camera import Lens
from game.imaging.products.filters import (
    BAYER_NM,
    DEFAULT_NM,
    DUST_ON_ROCK_FRAC,
    FAMILIES,
    FAMILY_OF_ROCK,
    INFRARED_FROM_NM,
)
from game.imaging.products.shot import Shot
from game.imaging.relief_ground import relief_ground
from game.imaging.render import Picture, Seen, paint_light, see
from game.imaging.rock_kinds import KIND_BITS, LOOKS
from game.imaging.scene import Scene
from game.imaging.skin import soft
from game.imaging.solids import MADE
from game.imaging.staging import bake_for
from game.terrain.material import Material

F32 = NDArray[np.floating[Any]]

NAMES = tuple(FAMILIES)
CHUNK = 1 << 16
SPREAD = 46.0
"""Standard deviation of each stretched band, in picture values."""
MIDDLE = 122.0
STRETCH_FRAC = 0.8
"""How much of the stretch is taken; the rest keeps the brightness of the ground readable."""
FLAT = 0.06
"""Directions that hardly change are stretched no further than this share of the widest one."""


def false_colour(shot: Shot, scene: Scene) -> Picture:
    made = bake_for(scene, shot.view, shot.width, shot.height).finish()
    bands, is_ground = filtered(made, shot, DEFAULT_NM)
    return _picture(bands, is_ground, shot)


def filtered(made: Bake, shot: Shot, bands_nm: tuple[int, ...]) -> tuple[F32, NDArray[np.bool_]]:
    """Light through some filters, float32 [band, pixel], and which pixels are ground or rock."""
    lens = Lens(shot.view, shot.width, shot.height)
    rays = lens.rays()
    seen = see(made, lens, rays, shot.quality)
    light = paint_light(made, lens, rays, seen, shot.quality)
    infrared = [nm for nm in bands_nm if nm >= INFRARED_FROM_NM]
    beyond = dict(zip(infrared, beyond_red(made, rays, seen, infrared), strict=True))
    bands = [light[0] * beyond[nm] if nm in beyond else _between(light, nm) for nm in bands_nm]
    return np.stack(bands), np.isfinite(seen.surfaces.distance_m)


def _between(light: list[F32], nm: int) -> F32:
    """Light of a visible band, between those of the sensor's own colours."""
    red, green, blue = BAYER_NM
    pair = (light[2], light[1], blue, green) if nm < green else (light[1], light[0], green, red)
    part = min(max((nm - pair[2]) / (pair[3] - pair[2]), 0.0), 1.0)
    result: F32 = pair[0] + (pair[1] - pair[0]) * np.float32(part)
    return result


def beyond_red(made: Bake, rays: F32, seen: Seen, bands_nm: list[int]) -> F32:
    """Reflectance relative to that in red, float32 [band, pixel]; sky counts as dust."""
    table = np.array([[FAMILIES[name].at(nm) for name in NAMES] for nm in bands_nm], dtype=np.float32)
    dust = table[:, NAMES.index("dust")]
    result = np.repeat(dust[:, None], rays.shape[1], axis=1)
    surfaces = seen.surfaces
    ground = np.flatnonzero(np.isfinite(surfaces.distance_m) & (surfaces.body < 0))
    for first in range(0, ground.size, CHUNK):
        at = ground[first : first + CHUNK]
        shares = _shares(made, *(rays[k, at] * surfaces.distance_m[at] for k in (0, 1)))
        for name, share in shares.items():
            result[:, at] += share * (table[:, NAMES.index(name)] - dust)[:, None]
    bodies = np.flatnonzero(surfaces.body >= 0)
    if seen.solids is not None and bodies.size:
        kind = seen.solids.kind[surfaces.body[bodies]]
        rock = np.array([NAMES.index(FAMILY_OF_ROCK[look.name]) for look in LOOKS])
        family = np.where(kind <= MADE, NAMES.index("dust"), rock[np.maximum(kind, 0) & ((1 << KIND_BITS) - 1)])
        result[:, bodies] += (table[:, family] - dust[:, None]) * np.float32(1.0 - DUST_ON_ROCK_FRAC)
    return result


OF_MATERIAL = {
    Material.BEDROCK: "igneous",
    Material.DELTA: "delta_sandstone",
    Material.BOULDERS: "igneous",
}


def _shares(made: Bake, east: F32, south: F32) -> dict[str, F32]:
    """How much of each family the ground shows; the rest is dust. Tiles flow into one another."""
    terrain, cover = made.scene.terrain, (made.scene.ground or relief_ground(made.scene.terrain)).cover
    x = np.clip((made.eye.x_m + east) / terrain.tile_m - 0.5, 0.0, terrain.width - 1.001)
    y = np.clip((made.eye.y_m + south) / terrain.tile_m - 0.5, 0.0, terrain.height - 1.001)
    looks = made.map.sample(east, south)
    shares = {"sand": np.clip(looks[:, clipmap.SAND], 0.0, 1.0)}
    for material, name in OF_MATERIAL.items():
        if material in cover:
            share = soft(_bilinear(cover[material], x, y), 0.15, 0.85) * (1.0 - shares["sand"])
            shares[name] = shares[name] + share if name in shares else share
    return shares


def _bilinear(tiles: F32, x: F32, y: F32) -> F32:
    tx, ty = x.astype(np.int64), y.astype(np.int64)
    fx, fy = (x - tx).astype(np.float32), (y - ty).astype(np.float32)
    north = tiles[ty, tx] * (1.0 - fx) + tiles[ty, tx + 1] * fx
    south = tiles[ty + 1, tx] * (1.0 - fx) + tiles[ty + 1, tx + 1] * fx
    result: F32 = north * (1.0 - fy) + south * fy
    return result


def _picture(bands: F32, is_ground: NDArray[np.bool_], shot: Shot) -> Picture:
    """Stretched over the ground; the sky is grey and dim, so that nobody reads it."""
    values = np.sqrt(np.clip(bands, 0.0, 4.0)) * np.float32(150.0)
    some = values[:, is_ground]
    result = np.repeat(values.mean(axis=0, keepdims=True) * np.float32(0.45), 3, axis=0)
    if some.shape[1] > 16:
        result[:, is_ground] = _stretched(some)
    picture: Picture = np.clip(result + np.float32(0.5), 0.0, 255.0).astype(np.uint8)
    return np.ascontiguousarray(picture.T).reshape(shot.height, shot.width, 3)


def _stretched(values: F32) -> F32:
    mean = values.mean(axis=1, dtype=np.float64)[:, None]
    off = values - mean
    power, turn = np.linalg.eigh(off @ off.T / off.shape[1])
    spread = np.sqrt(np.maximum(power, 1e-9))
    spread = np.maximum(spread, FLAT * spread.max())
    wide = turn @ np.diag(SPREAD / spread) @ turn.T @ off + MIDDLE
    plain = off * (SPREAD / max(float(off.std()), 1e-6)) + MIDDLE
    result: F32 = (wide * STRETCH_FRAC + plain * (1.0 - STRETCH_FRAC)).astype(np.float32)
    return result
