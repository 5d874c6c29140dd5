"""From spec and seed to a site: the ground first, then one landform after another, then what follows from
them."""

import math

import numpy as np
from numpy.typing import NDArray

from game.terrain.derive import gradient, softened
from game.terrain.landforms.base import base_site
from game.terrain.landforms.channel import add_channels
from game.terrain.landforms.craters import add_craters
from game.terrain.landforms.dem import masked_material
from game.terrain.landforms.outcrops import add_outcrops
from game.terrain.landforms.pads import add_pads
from game.terrain.landforms.ridges import add_ridges
from game.terrain.landforms.rim import add_rim
from game.terrain.landforms.ripples import add_ripples
from game.terrain.landforms.scarp import add_scarps
from game.terrain.landforms.site import Site
from game.terrain.landforms.surface import lay_surface
from game.terrain.limits import spec_faults
from game.terrain.material import Material
from game.terrain.rock_field import RockCover, place_rocks
from game.terrain.spec import TerrainSpec
from game.terrain.terrain import Crater, Terrain

Floats = NDArray[np.float64]

ORBITAL_SOFTNESS_M = 20.0  # the best map of the whole site before landing: 20 m posts (CTX stereo)
LOOSE_UP_TO = 0.62  # tan of the steepest slope on which loose ground stays, 32 deg: the angle of repose
MOST_KEPT_BYTES = 31 << 20

# RMS relief inside one tile (m) of each material, rocks not included; game premise, in Material's order.
TEXTURE_M = (0.040, 0.015, 0.010, 0.050, 0.060, 0.006, 0.045, 0.020)


def generate(spec: TerrainSpec, seed: int) -> Terrain:
    """The site of a spec and a seed: always the same, bit for bit. ValueError, in sentences, for a bad
    spec."""
    faults = spec_faults(spec)
    if faults:
        raise ValueError("; ".join(faults))
    _keep_freed_memory()
    site = base_site(spec, seed)
    craters = _shape(site)
    slope_x, slope_y = gradient(site.elevation_m, spec.tile_m)
    _bare_steep_ground(site, slope_x, slope_y)
    return _finished(site, craters, slope_x, slope_y)


def _keep_freed_memory() -> None:
    """Let the C library hand freed blocks to the next array, instead of to the system and back page by page.

    glibc raises that limit to the largest block it has seen freed, up to 32 MB (mallopt(3), M_MMAP_THRESHOLD). A
    quarter of the time to make a 512 x 512 site went into new pages. Elsewhere this does nothing.
    """
    np.empty(MOST_KEPT_BYTES, dtype=np.uint8)


def _shape(site: Site) -> tuple[Crater, ...]:
    """The landforms in the order in which the ground took them."""
    lay_surface(site)
    if site.spec.dem is not None:
        masked_material(site.spec.dem, site)
    add_rim(site)
    add_scarps(site)
    add_channels(site)
    add_ridges(site)
    craters = add_craters(site)
    add_ripples(site)
    add_outcrops(site)
    add_pads(site)
    return craters


def _bare_steep_ground(site: Site, slope_x: Floats, slope_y: Floats) -> None:
    """Sand, dust and regolith slide off what is steeper than their angle of repose."""
    steep = np.flatnonzero(slope_x * slope_x + slope_y * slope_y > LOOSE_UP_TO * LOOSE_UP_TO)
    material = site.material.reshape(-1)
    loose = (Material.REGOLITH, Material.SAND, Material.RIPPLE, Material.DUST)
    for kind in loose:
        material[steep[material[steep] == kind]] = Material.BEDROCK


def _finished(site: Site, craters: tuple[Crater, ...], slope_x: Floats, slope_y: Floats) -> Terrain:
    spec, cover = site.spec, place_rocks(site)
    orbital_m = softened(site.elevation_m, max(1, math.floor(ORBITAL_SOFTNESS_M / spec.tile_m)))
    return Terrain(
        spec=spec,
        seed=site.seed,
        elevation_m=site.elevation_m,
        slope_x=slope_x,
        slope_y=slope_y,
        roughness_m=_roughness_m(site, cover),
        rock_abundance=cover.abundance,
        material=site.material,
        outcrop=site.outcrop,
        tallest_rock_m=cover.tallest_m,
        orbital_elevation_m=orbital_m,
        rocks=cover.rocks,
        craters=craters,
    )


def _roughness_m(site: Site, cover: RockCover) -> Floats:
    """Texture of the material, and rocks standing about 0.25 m high over the share they cover."""
    result: Floats = np.array([texture_m * texture_m for texture_m in TEXTURE_M]).take(site.material)
    result += cover.abundance * (0.25 * 0.25)
    np.sqrt(result, out=result)
    return result
