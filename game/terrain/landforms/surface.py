"""The open ground: what it is made of before any landform says otherwise."""

import numpy as np

from game.terrain.landforms.plan import share_threshold
from game.terrain.landforms.site import Site, noise_on
from game.terrain.material import Material

FRAYED = 0.33  # how much the fringe breaks up the edges of patches


def lay_surface(site: Site) -> None:
    """The common ground, then patches of the other materials, each with the asked share of the map."""
    surface = site.spec.surface
    site.material[:] = Material[surface.ground.upper()]
    shares = (
        ("dust", Material.DUST, surface.dust_frac),
        ("sand", Material.SAND, surface.sand_frac),
        ("ice", Material.ICE_CEMENTED, surface.ice_cemented_frac),
        ("boulders", Material.BOULDERS, surface.boulders_frac),
        ("bedrock", Material.BEDROCK, surface.bedrock_frac),
    )
    for name, material, share in shares:
        if share > 0.0:
            _patches(site, name, material, share)


def _patches(site: Site, name: str, material: Material, share: float) -> None:
    field = noise_on(site.everywhere(), site.stream("surface", name), site.spec.surface.patch_m * 2.0)
    field += site.fringe * np.float32(FRAYED)
    site.material[field > share_threshold(field, share)] = material
