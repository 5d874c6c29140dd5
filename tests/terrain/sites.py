"""Specs and helpers the terrain tests share."""

import hashlib
from dataclasses import replace

from game.terrain.spec import (
    Base,
    Channel,
    CraterField,
    NamedCrater,
    Outcrop,
    Pad,
    RidgeField,
    RimWall,
    RippleField,
    RockField,
    Scarp,
    Surface,
    TerrainSpec,
)
from game.terrain.terrain import Terrain

SMOOTH = Base(roughness_m=((1.0, 0.0005), (5.0, 0.002), (20.0, 0.005)))
"""Ground so even that only the landforms on it show."""

EVEN = Surface(bedrock_frac=0.0, sand_frac=0.0, dust_frac=0.0, boulders_frac=0.0)
"""Nothing but regolith."""

BARE = TerrainSpec(width=128, height=128, tile_m=2.0)


def everything(spec: TerrainSpec = BARE) -> TerrainSpec:
    """A spec with every landform on its map."""
    w, h = spec.width_m, spec.height_m
    return replace(
        spec,
        craters=CraterField(per_km2=400.0, clusters_per_km2=40.0),
        named_craters=(NamedCrater("Test", 0.3 * w, 0.3 * h, 0.2 * w, 0.15),),
        ripples=(RippleField(0.7 * w, 0.2 * h, 0.3 * w, 0.2 * h),),
        scarps=(Scarp(0.2 * w, 0.9 * h, run_m=20.0, height_m=10.0, radius_m=25.0, is_butte=True),),
        channels=(Channel(((0.0, 0.6 * h), (w, 0.5 * h)), width_m=12.0, meander_m=6.0),),
        ridges=(RidgeField(0.75 * w, 0.75 * h, 0.3 * w, 0.2 * h, spacing_m=20.0),),
        rim=RimWall(0.1 * w, 0.1 * h, height_m=30.0, run_m=60.0),
        rocks=RockField(),
        outcrops=(Outcrop(0.5 * w, 0.2 * h), Outcrop(0.5 * w, 0.8 * h, kind="massive", name="Dome")),
        pads=(Pad(0.5 * w, 0.5 * h),),
        surface=Surface(ice_cemented_frac=0.1),
    )


ARRAYS = (
    *("elevation_m", "slope_x", "slope_y", "slope_deg", "roughness_m", "rock_abundance", "material"),
    *("outcrop", "tallest_rock_m", "orbital_elevation_m", "orbital_slope_deg"),
)
ROCK_ARRAYS = ("x_m", "y_m", "diameter_m", "height_m", "tile_start")


def digest(terrain: Terrain) -> str:
    """One name for every bit of a site."""
    whole = hashlib.sha256(repr(terrain.craters).encode())
    for name in ARRAYS:
        whole.update(getattr(terrain, name).tobytes())
    for name in ROCK_ARRAYS:
        whole.update(getattr(terrain.rocks, name).tobytes())
    return whole.hexdigest()
