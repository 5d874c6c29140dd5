"""Counting craters as a crater counter would: by diameter, with the slope of their numbers and their
depth."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.terrain.terrain import Crater, Terrain

Floats = NDArray[np.float64]

MEASURED_FROM_TILES = 7.0  # smaller craters have too few samples to measure a depth
DIRECTIONS = 24
SLOPE_RANGE = (0.05, 12.0)
MIN_FOR_FIT = 5


@dataclass(frozen=True, slots=True)
class CraterBin:
    """Craters of from_m <= D < to_m (a factor of sqrt 2) centred on the map; per_km2 counts those and all
    larger."""

    from_m: float
    to_m: float
    count: int
    cumulative_per_km2: float
    depth_frac: float | None
    """Mean depth/diameter measured on the elevation; None where none is large enough to measure."""


@dataclass(frozen=True, slots=True)
class CraterStats:
    """All craters centred on the map. The fit is of the nameless ones: N(>= D) ~ D ** -cumulative_slope."""

    count: int
    per_km2: float
    bins: tuple[CraterBin, ...]
    cumulative_slope: float | None
    """Maximum likelihood for a power law cut off at both ends; None for fewer than five craters."""
    cumulative_slope_error: float | None
    depth_frac_made: float | None
    """Mean depth/diameter the craters were given."""
    depth_frac_measured: float | None
    """Mean over the craters large enough (7 tiles) to measure, and how many they were."""
    measured_count: int

    def rows(self) -> list[tuple[str, str]]:
        """For a table."""
        rows = [("craters", f"{self.count}, {self.per_km2:.0f} per km2")]
        if self.cumulative_slope is not None:
            rows.append(("cumulative slope", f"-{self.cumulative_slope:.2f} +- {self.cumulative_slope_error:.2f}"))
        if self.depth_frac_measured is not None:
            rows.append(("depth / diameter", f"{self.depth_frac_measured:.3f} measured on {self.measured_count}"))
        for b in self.bins:
            depth = "" if b.depth_frac is None else f", d/D {b.depth_frac:.3f}"
            rows.append(
                (
                    f"craters {b.from_m:.1f}-{b.to_m:.1f} m",
                    f"{b.count}, N(>=D) {b.cumulative_per_km2:.1f}/km2{depth}",
                )
            )
        return rows


def crater_stats(terrain: Terrain) -> CraterStats:
    """Count and measure the craters of a site."""
    craters = [crater for crater in terrain.craters if terrain.inside(crater.x_m, crater.y_m)]
    area_km2 = terrain.width_m * terrain.height_m * 1e-6
    depths = [measured_depth_frac(terrain, crater) for crater in craters]
    found = [depth for depth in depths if depth is not None]
    slope, error = _fit(terrain, [crater.diameter_m for crater in craters if not crater.name])
    return CraterStats(
        count=len(craters),
        per_km2=len(craters) / area_km2,
        bins=_bins(craters, depths, area_km2),
        cumulative_slope=slope,
        cumulative_slope_error=error,
        depth_frac_made=_mean([crater.depth_m / crater.diameter_m for crater in craters]),
        depth_frac_measured=_mean(found),
        measured_count=len(found),
    )


def _mean(values: list[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def _bins(craters: list[Crater], depths: list[float | None], area_km2: float) -> tuple[CraterBin, ...]:
    if not craters:
        return ()
    edges = [min(crater.diameter_m for crater in craters)]
    largest = max(crater.diameter_m for crater in craters)
    while edges[-1] <= largest:
        edges.append(edges[-1] * math.sqrt(2.0))
    bins = []
    for low, high in itertools.pairwise(edges):
        within = [i for i, crater in enumerate(craters) if low <= crater.diameter_m < high]
        larger = sum(crater.diameter_m >= low for crater in craters)
        measured = [depth for depth in (depths[i] for i in within) if depth is not None]
        bins.append(CraterBin(low, high, len(within), larger / area_km2, _mean(measured)))
    return tuple(bins)


def _fit(terrain: Terrain, diameters_m: list[float]) -> tuple[float | None, float | None]:
    if len(diameters_m) < MIN_FOR_FIT:
        return None, None
    field = terrain.spec.craters
    low, high = (field.min_m, field.max_m) if field else (min(diameters_m), max(diameters_m))
    inside = [d for d in diameters_m if low <= d <= high]
    slope = fitted_slope(inside, low, high)
    return slope, slope / math.sqrt(len(inside))


def fitted_slope(diameters_m: list[float], low_m: float, high_m: float) -> float:
    """Maximum-likelihood cumulative slope of sizes between two bounds (Aban, Meerschaert & Panorska 2006), by
    bisection.

    >>> round(fitted_slope([10.0 * (1 - (i + 0.5) / 1000) ** -0.5 for i in range(1000)], 10.0, 1e9), 2)
    2.0
    """
    mean_log = math.fsum(exact.log(d / low_m) for d in diameters_m) / len(diameters_m)
    log_span = exact.log(high_m / low_m)
    below, above = SLOPE_RANGE
    for _ in range(60):
        slope = 0.5 * (below + above)
        cut = exact.exp(-slope * log_span)
        expected = 1.0 / slope - log_span * cut / (1.0 - cut)
        below, above = (slope, above) if expected > mean_log else (below, slope)
    return 0.5 * (below + above)


def measured_depth_frac(terrain: Terrain, crater: Crater) -> float | None:
    """Rim crest (mean over all directions) above floor (mean of the middle), over diameter; None if too
    small."""
    radius_m = crater.diameter_m / 2.0
    reach_m = 1.2 * radius_m
    near_edge = min(crater.x_m, crater.y_m, terrain.width_m - crater.x_m, terrain.height_m - crater.y_m) < reach_m
    if crater.diameter_m < MEASURED_FROM_TILES * terrain.tile_m or near_edge:
        return None
    angle_deg = np.arange(DIRECTIONS, dtype=np.float64) * (360.0 / DIRECTIONS)
    east, south = exact.sin_deg(angle_deg), -exact.cos_deg(angle_deg)

    def ring(radii: float) -> Floats:
        r_m = radii * radius_m
        return terrain.heights_at(crater.x_m + east * r_m, crater.y_m + south * r_m)

    crest = np.maximum.reduce([ring(0.9 + 0.05 * step) for step in range(5)])
    floor = exact.total(np.concatenate([ring(0.05), ring(0.12)])) / (2 * DIRECTIONS)
    return (exact.total(crest) / DIRECTIONS - floor) / crater.diameter_m
