"""The figures by which a generated site is held against the real one.

`terrain_stats` measures a site, `stats_rows` lays the figures out as (what, value) rows for people.
Deviations and slopes are of the elevation as it is, tilt and landforms included.
"""

import math
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.units import DEG_PER_RAD
from game.terrain.crater_stats import CraterStats, crater_stats
from game.terrain.landforms.roughness import deviation
from game.terrain.material import Material
from game.terrain.rock_field import smallest_rock_m
from game.terrain.rock_law import cover
from game.terrain.terrain import Terrain

Floats = NDArray[np.float64]
How = Literal["measured", "interpolated", "extrapolated"]

LAGS_M = (1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 32.0, 50.0, 80.0, 120.0)
BASELINES_M = (5.0, 20.0, 100.0)
PERCENTILES = (50, 75, 90, 95, 99)
ROCK_SIZES_M = (0.35, 0.5, 0.7, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Deviation:
    """RMS deviation of elevation at a lag: `measured` at whole tiles, `interpolated` (log-log) between two of
    them, `extrapolated` from one and two tiles below one tile; None beyond three quarters of the
    map."""

    lag_m: float
    deviation_m: float | None
    how: How | None


@dataclass(frozen=True, slots=True)
class RockCover:
    """Share of the ground under rocks of at least this diameter: by the law's k of each tile, and as
    placed."""

    diameter_m: float
    law_frac: float
    placed_frac: float


@dataclass(frozen=True, slots=True)
class TerrainStats:
    """Everything measured about a site."""

    width_m: float
    height_m: float
    tile_m: float
    lowest_m: float
    highest_m: float
    deviation: tuple[Deviation, ...]
    slope_deg: dict[str, float]
    """Slope over one tile: P50 P75 P90 P95 P99 max."""
    rms_slope_deg: dict[str, float | None]
    """Slope of the RMS deviation over a baseline, by baseline in metres."""
    craters: CraterStats
    rocks: int
    tallest_rock_m: float
    rock_cover_frac: float
    """Share of the ground under rocks of all sizes, by the law (the mean k)."""
    rock_cover: tuple[RockCover, ...]
    materials: dict[str, float]
    """Share of the map by material."""

    def to_json(self) -> dict[str, Any]:
        """Plain data: dicts, lists, numbers, None."""
        plain: dict[str, Any] = asdict(self)
        return plain


def terrain_stats(terrain: Terrain) -> TerrainStats:
    """Measure a site."""
    area_m2 = terrain.width_m * terrain.height_m
    return TerrainStats(
        width_m=terrain.width_m,
        height_m=terrain.height_m,
        tile_m=terrain.tile_m,
        lowest_m=float(np.min(terrain.elevation_m)),
        highest_m=float(np.max(terrain.elevation_m)),
        deviation=tuple(deviation_at(terrain, lag_m) for lag_m in LAGS_M),
        slope_deg=_slopes(terrain),
        rms_slope_deg={f"{lag_m:g}": _rms_slope(terrain, lag_m) for lag_m in BASELINES_M},
        craters=crater_stats(terrain),
        rocks=len(terrain.rocks),
        tallest_rock_m=float(np.max(terrain.tallest_rock_m)),
        rock_cover_frac=exact.total(terrain.rock_abundance) / terrain.rock_abundance.size,
        rock_cover=tuple(_rock_cover(terrain, d_m, area_m2) for d_m in _placed_sizes(terrain)),
        materials=_materials(terrain),
    )


def deviation_at(terrain: Terrain, lag_m: float) -> Deviation:
    """RMS deviation of elevation at any lag, and how it was found."""
    tiles, longest = lag_m / terrain.tile_m, 3 * min(terrain.width, terrain.height) // 4
    if math.ceil(tiles) > longest:
        return Deviation(lag_m, None, None)
    if tiles == math.floor(tiles):
        return Deviation(lag_m, deviation(terrain.elevation_m, int(tiles)), "measured")
    near = max(1, math.floor(tiles))
    low, high = deviation(terrain.elevation_m, near), deviation(terrain.elevation_m, near + 1)
    if low <= 0.0 or high <= 0.0:
        return Deviation(lag_m, 0.0, "interpolated")
    hurst = exact.log(high / low) / exact.log((near + 1) / near)
    if tiles > 1.0:
        return Deviation(lag_m, low * exact.pow(tiles / near, hurst), "interpolated")
    # Below one tile: halfway between the trend of the ground and a smooth facet, as which the rover drives a
    # tile.
    return Deviation(lag_m, low * exact.pow(tiles, 0.5 * (min(hurst, 1.0) + 1.0)), "extrapolated")


def _rms_slope(terrain: Terrain, lag_m: float) -> float | None:
    found = deviation_at(terrain, lag_m).deviation_m
    return None if found is None else exact.atan2(found, lag_m) * DEG_PER_RAD


def _slopes(terrain: Terrain) -> dict[str, float]:
    z, tile_m = terrain.elevation_m, terrain.tile_m
    east = (z[:-1, 1:] - z[:-1, :-1]) / tile_m
    south = (z[1:, :-1] - z[:-1, :-1]) / tile_m
    tangent = np.sort(np.sqrt(east * east + south * south).ravel(), kind="stable")
    ranks = {f"P{p}": p * (len(tangent) - 1) // 100 for p in PERCENTILES} | {"max": len(tangent) - 1}
    return {name: exact.atan2(tangent.item(rank), 1.0) * DEG_PER_RAD for name, rank in ranks.items()}


def _placed_sizes(terrain: Terrain) -> tuple[float, ...]:
    """Diameters from the smallest rock placed one by one upward."""
    field = terrain.spec.rocks
    if field is None:
        return ()
    min_m = smallest_rock_m(terrain.spec, field)
    return (min_m, *(d_m for d_m in ROCK_SIZES_M if min_m < d_m < field.max_m))


def _rock_cover(terrain: Terrain, diameter_m: float, area_m2: float) -> RockCover:
    k = terrain.rock_abundance[terrain.rock_abundance > 0.0]
    law = exact.total(cover(k, np.full(k.shape, diameter_m)))
    sizes_m = terrain.rocks.diameter_m[terrain.rocks.diameter_m >= diameter_m]
    placed_m2 = exact.total(sizes_m * sizes_m) * (exact.PI / 4.0)
    return RockCover(diameter_m, law / terrain.elevation_m.size, placed_m2 / area_m2)


def _materials(terrain: Terrain) -> dict[str, float]:
    counts = np.bincount(terrain.material.ravel(), minlength=len(Material)).tolist()
    return {material.name.lower(): counts[material] / terrain.material.size for material in Material}


def stats_rows(stats: TerrainStats) -> list[tuple[str, str]]:
    """The figures as (what, value) for a table."""
    rows = [("map", f"{stats.width_m:g} x {stats.height_m:g} m, tile {stats.tile_m:g} m")]
    rows.append(("elevation", f"{stats.lowest_m:.1f} .. {stats.highest_m:.1f} m"))
    for d in stats.deviation:
        text = "map too small" if d.deviation_m is None else f"{d.deviation_m:.3f} m ({d.how})"
        rows.append((f"RMS deviation at {d.lag_m:g} m", text))
    rows += [(f"slope over one tile {name}", f"{deg:.1f} deg") for name, deg in stats.slope_deg.items()]
    for baseline, slope in stats.rms_slope_deg.items():
        rows.append((f"RMS slope at {baseline} m", "map too small" if slope is None else f"{slope:.2f} deg"))
    rows += stats.craters.rows()
    rows.append(("rock cover, all sizes", f"{100 * stats.rock_cover_frac:.2f} %"))
    rows.append(("rocks", f"{stats.rocks}, tallest {stats.tallest_rock_m:.2f} m"))
    for c in stats.rock_cover:
        text = f"{100 * c.law_frac:.3f} % by law, {100 * c.placed_frac:.3f} % placed"
        rows.append((f"rock cover D >= {c.diameter_m:g} m", text))
    rows += [(f"ground: {name}", f"{100 * share:.1f} %") for name, share in stats.materials.items() if share > 0.0]
    return rows
