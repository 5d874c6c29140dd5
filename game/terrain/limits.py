"""The range each number of a spec may take, and the sentences about those that lie outside."""

import math
from dataclasses import fields, is_dataclass
from itertools import pairwise

from game.core import exact
from game.terrain.spec import CraterField, Lags, TerrainSpec

PLACE = (-1e5, 1e5)
"""Landforms may stand partly or wholly off the map (m)."""

LIMITS: dict[str, tuple[float, float]] = {
    "TerrainSpec.width": (64, 2048),
    "TerrainSpec.height": (64, 2048),
    "TerrainSpec.tile_m": (1.0, 5.0),
    "TerrainSpec.datum_m": (-10000.0, 25000.0),
    "Base.tilt_deg": (0.0, 25.0),
    "Base.tilt_heading_deg": (-360.0, 360.0),
    "Dem.metres_per_pixel": (0.25, 100.0),
    "CraterField.per_km2": (0.0, 20000.0),
    "CraterField.reference_m": (1.0, 1000.0),
    "CraterField.slope": (1.0, 6.0),
    "CraterField.min_m": (2.0, 1000.0),
    "CraterField.max_m": (2.0, 4000.0),
    "CraterField.depth_frac": (0.01, 0.25),
    "CraterField.clusters_per_km2": (0.0, 200.0),
    "CraterField.cluster_size": (2, 100),
    "NamedCrater.diameter_m": (3.0, 6000.0),
    "NamedCrater.depth_frac": (0.01, 0.25),
    "RippleField.length_m": (4.0, 20000.0),
    "RippleField.width_m": (4.0, 20000.0),
    "RippleField.axis_deg": (-360.0, 360.0),
    "RippleField.wavelength_m": (1.0, 300.0),
    "RippleField.height_m": (0.0, 30.0),
    "RippleField.wind_deg": (-360.0, 360.0),
    "RippleField.cover_frac": (0.0, 1.0),
    "Scarp.facing_deg": (-360.0, 360.0),
    "Scarp.height_m": (0.5, 300.0),
    "Scarp.run_m": (2.0, 2000.0),
    "Scarp.radius_m": (0.0, 50000.0),
    "Scarp.lobe_m": (0.0, 1000.0),
    "Scarp.lobe_wavelength_m": (10.0, 10000.0),
    "Scarp.layers": (1, 40),
    "Channel.width_m": (4.0, 2000.0),
    "Channel.depth_m": (0.1, 100.0),
    "Channel.meander_m": (0.0, 1000.0),
    "Channel.meander_wavelength_m": (10.0, 10000.0),
    "Channel.levee_m": (0.0, 10.0),
    "RidgeField.length_m": (10.0, 20000.0),
    "RidgeField.width_m": (10.0, 20000.0),
    "RidgeField.axis_deg": (-360.0, 360.0),
    "RidgeField.strike_deg": (-360.0, 360.0),
    "RidgeField.spacing_m": (8.0, 500.0),
    "RidgeField.height_m": (0.5, 60.0),
    "RimWall.rise_deg": (-360.0, 360.0),
    "RimWall.height_m": (5.0, 2000.0),
    "RimWall.run_m": (20.0, 10000.0),
    "RimWall.spur_m": (0.0, 100.0),
    "RockField.k_frac": (0.0, 0.4),
    "RockField.patchiness": (0.0, 1.0),
    "RockField.patch_m": (5.0, 1000.0),
    "RockField.crater_boost": (0.0, 10.0),
    "RockField.min_m": (0.15, 1.0),
    "RockField.max_m": (0.5, 10.0),
    "Outcrop.radius_m": (2.0, 200.0),
    "Outcrop.height_m": (0.1, 10.0),
    "Pad.radius_m": (1.0, 200.0),
    "Surface.bedrock_frac": (0.0, 1.0),
    "Surface.sand_frac": (0.0, 1.0),
    "Surface.dust_frac": (0.0, 1.0),
    "Surface.boulders_frac": (0.0, 1.0),
    "Surface.ice_cemented_frac": (0.0, 1.0),
    "Surface.patch_m": (5.0, 1000.0),
}
"""Smallest and largest value of each number, by dataclass and field (units are in the field's name)."""


MOST_CRATERS = 200_000
"""On and around one map: a second of work. A field of many small craters on a large map may have no end."""


def expected_craters(field: CraterField, area_km2: float) -> float:
    """Mean number of craters of min_m .. max_m on an area."""
    upper = exact.pow(field.max_m / field.reference_m, -field.slope)
    return area_km2 * field.per_km2 * (exact.pow(field.min_m / field.reference_m, -field.slope) - upper)


def crater_count(spec: TerrainSpec) -> float:
    """Mean number of craters that a spec asks for, on the map and so near that their rims reach it, clusters included.

    >>> round(crater_count(TerrainSpec(craters=CraterField())))
    270
    """
    field = spec.craters
    if field is None:
        return 0.0
    width_m, height_m = spec.width_m + 2.0 * field.max_m, spec.height_m + 2.0 * field.max_m
    clusters = field.clusters_per_km2 * field.cluster_size * spec.width_m * spec.height_m * 1e-6
    return expected_craters(field, width_m * height_m * 1e-6) + clusters


def roughness_faults(lags: Lags) -> list[str]:
    """Sentences about roughness figures no surface can have; empty when they are fine.

    >>> roughness_faults(((1.0, 0.05), (5.0, 0.22)))
    []
    """
    if not lags:
        return []
    faults = [
        f"roughness {deviation_m:g} m at lag {lag_m:g} m: both must be above 0 and at most 1000 m"
        for lag_m, deviation_m in lags
        if not (0.0 < lag_m <= 1000.0 and 0.0 < deviation_m <= 1000.0)
    ]
    ordered = sorted(lags)
    for (near_m, low_m), (far_m, high_m) in pairwise(ordered):
        if near_m == far_m:
            faults.append(f"roughness at lag {near_m:g} m is given twice")
        elif high_m < low_m:
            faults.append(f"roughness falls from {low_m:g} m at lag {near_m:g} m to {high_m:g} m at lag {far_m:g} m")
        elif high_m * near_m > low_m * far_m * 1.0001:
            faults.append(
                f"roughness rises from {low_m:g} m at lag {near_m:g} m to {high_m:g} m at lag {far_m:g} m: "
                f"faster than a plane slope can; at most {low_m * far_m / near_m:g} m"
            )
    return faults


def spec_faults(spec: TerrainSpec) -> list[str]:
    """Every number of the spec that lies out of its range, each as a sentence; empty when all is well."""
    faults = roughness_faults(spec.base.roughness_m)
    for part in _parts(spec):
        faults += _part_faults(part)
    if spec.craters and spec.craters.min_m > spec.craters.max_m:
        faults.append("CraterField.min_m is larger than max_m")
    elif crater_count(spec) > MOST_CRATERS:
        faults.append(f"CraterField gives {crater_count(spec):.0f} craters: at most {MOST_CRATERS}")
    if any(len(channel.points_m) < 2 for channel in spec.channels):
        faults.append("Channel.points_m needs at least two points")
    if len(spec.outcrops) > 255:
        faults.append("at most 255 outcrops")
    return faults


def _parts(spec: TerrainSpec) -> list[object]:
    """The spec and every landform in it."""
    parts: list[object] = [spec]
    for entry in fields(spec):
        value = getattr(spec, entry.name)
        parts += (
            [value]
            if is_dataclass(value)
            else [p for p in value if is_dataclass(p)]
            if isinstance(value, tuple)
            else []
        )
    return parts


def _part_faults(part: object) -> list[str]:
    name = type(part).__name__
    faults = []
    for entry in fields(part):  # type: ignore[arg-type]
        value = getattr(part, entry.name)
        low, high = LIMITS.get(f"{name}.{entry.name}", PLACE)
        numbers = value if isinstance(value, tuple) else (value,)
        for number in numbers:
            if isinstance(number, int | float) and not (math.isfinite(number) and low <= number <= high):
                faults.append(f"{name}.{entry.name} is {number:g}: it must be from {low:g} to {high:g}")
    return faults
