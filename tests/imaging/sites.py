"""Small sites for the picture tests."""

from dataclasses import replace

import numpy as np

from game.terrain.generate import generate
from game.terrain.material import Material
from game.terrain.spec import (
    Base,
    CraterField,
    NamedCrater,
    Pad,
    RippleField,
    RockField,
    Scarp,
    Surface,
    TerrainSpec,
)
from game.terrain.terrain import Rocks, Terrain

SIZE = 80
TILE_M = 2.0
BARE = Surface(bedrock_frac=0.0, sand_frac=0.0, dust_frac=0.0, boulders_frac=0.0)


def rich_site() -> Terrain:
    """A little of everything."""
    spec = TerrainSpec(
        width=SIZE,
        height=SIZE,
        tile_m=TILE_M,
        craters=CraterField(per_km2=900.0),
        named_craters=(NamedCrater("one", 110.0, 50.0, 36.0, 0.15),),
        ripples=(RippleField(50.0, 110.0, 70.0, 40.0, 30.0, 8.0, 0.5, 120.0),),
        scarps=(Scarp(20.0, 20.0, height_m=20.0, run_m=40.0),),
        rocks=RockField(k_frac=0.08),
        surface=Surface(ice_cemented_frac=0.05, patch_m=15.0),
    )
    return generate(spec, 3)


def flat_site(material: Material = Material.REGOLITH) -> Terrain:
    """A level plane of one material, nothing on it."""
    spec = TerrainSpec(width=SIZE, height=SIZE, tile_m=TILE_M, surface=BARE, pads=(Pad(80.0, 80.0, 200.0),))
    made = generate(replace(spec, base=Base(roughness_m=((1.0, 0.001),))), 1)
    level = np.zeros((SIZE, SIZE))
    return replace(
        made,
        elevation_m=level,
        orbital_elevation_m=level.copy(),
        slope_x=level.copy(),
        slope_y=level.copy(),
        material=np.full((SIZE, SIZE), material, dtype=np.uint8),
    )


def with_one_rock(terrain: Terrain, diameter_m: float, height_m: float) -> Terrain:
    """The same with one rock in the middle of the map."""
    middle = SIZE * TILE_M / 2.0 + 0.5 * TILE_M
    tile = (SIZE // 2) * SIZE + SIZE // 2
    start = (np.arange(SIZE * SIZE + 1) > tile).astype(np.int64)
    one = np.ones(1)
    return replace(terrain, rocks=Rocks(one * middle, one * middle, one * diameter_m, one * height_m, start))
