"""Who the craters of a site are: drawn from the power law, in clusters, and named."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.rng import Stream
from game.terrain.landforms.site import Site
from game.terrain.limits import expected_craters
from game.terrain.spec import CraterField, NamedCrater, TerrainSpec

Floats = NDArray[np.float64]

SECONDARY_SLOPE = 5.0  # cumulative slope of secondaries (Hartmann; starting value, from memory)
SECONDARY_DEPTH_FRAC = (
    0.05,
    0.11,
)  # depth / diameter of secondaries 0.08-0.11 fresh; starting value, from memory
IRREGULARITY = 0.035  # standard deviation of each lobe of the rim's plan, in radii


@dataclass(frozen=True, slots=True)
class Population:
    """Craters as columns, largest first."""

    names: tuple[str, ...]
    x_m: Floats
    y_m: Floats
    diameter_m: Floats
    depth_frac: Floats
    lobes: Floats
    """[4, n]: cos 2t, sin 2t, cos 3t, sin 3t of the rim's plan."""


def population(site: Site) -> Population:
    """Every crater of the site, largest first; each kind has its own stream."""
    spec, parts = site.spec, []
    if spec.craters is not None:
        parts.append(_primaries(spec, spec.craters, site.stream("craters")))
        parts.append(_secondaries(spec, spec.craters, site.stream("secondaries")))
    parts += [_named(crater, site.stream_at("named_crater", crater.x_m, crater.y_m)) for crater in spec.named_craters]
    return _joined(parts)


def power_law(u: Floats, low: float, high: float, slope: float) -> Floats:
    """Sizes whose cumulative number falls as size ** -slope between low and high.

    >>> power_law(np.array([0.0, 1.0]), 10.0, 100.0, 2.0).round(6).tolist()
    [10.0, 100.0]
    """
    share = exact.pow(low / high, slope)
    return low * exact.pow(1.0 - u * (1.0 - share), -1.0 / slope)


def _primaries(spec: TerrainSpec, field: CraterField, stream: Stream) -> Population:
    margin_m = field.max_m  # craters centred off the map still throw their rims onto it
    width_m, height_m = spec.width_m + 2.0 * margin_m, spec.height_m + 2.0 * margin_m
    count = math.floor(expected_craters(field, width_m * height_m * 1e-6) + stream.uniform(0))
    index = np.arange(count, dtype=np.uint64)
    low, high = field.depth_frac
    age = stream.sub("depth").uniform(index)
    return _unnamed(
        stream,
        stream.sub("x").uniform(index) * width_m - margin_m,
        stream.sub("y").uniform(index) * height_m - margin_m,
        power_law(stream.sub("size").uniform(index), field.min_m, field.max_m, field.slope),
        low + (high - low) * (age * age),
    )


def _secondaries(spec: TerrainSpec, field: CraterField, stream: Stream) -> Population:
    clusters = math.floor(spec.width_m * spec.height_m * 1e-6 * field.clusters_per_km2 + stream.uniform(0))
    count = clusters * field.cluster_size
    index = np.arange(count, dtype=np.uint64)
    of = (index // np.uint64(field.cluster_size)).astype(np.uint64)
    angle_deg = stream.sub("angle").uniform(of) * 360.0
    spread_m = 4.0 * field.min_m * math.sqrt(field.cluster_size)
    along = stream.sub("along").normal(index) * spread_m
    across = stream.sub("across").normal(index) * (0.3 * spread_m)
    cos, sin = exact.cos_deg(angle_deg), exact.sin_deg(angle_deg)
    low, high = SECONDARY_DEPTH_FRAC
    largest_m = min(4.0 * field.min_m, max(field.max_m, 1.5 * field.min_m))
    return _unnamed(
        stream,
        stream.sub("x").uniform(of) * spec.width_m + along * cos - across * sin,
        stream.sub("y").uniform(of) * spec.height_m + along * sin + across * cos,
        power_law(stream.sub("size").uniform(index), field.min_m, largest_m, SECONDARY_SLOPE),
        low + (high - low) * stream.sub("depth").uniform(index),
    )


def _named(crater: NamedCrater, stream: Stream) -> Population:
    one = np.ones(1)
    place = (one * crater.x_m, one * crater.y_m, one * crater.diameter_m, one * crater.depth_frac)
    return Population((crater.name,), *place, _lobes(stream, 1))


def _unnamed(stream: Stream, x_m: Floats, y_m: Floats, diameter_m: Floats, depth_frac: Floats) -> Population:
    return Population(("",) * len(x_m), x_m, y_m, diameter_m, depth_frac, _lobes(stream, len(x_m)))


def _lobes(stream: Stream, count: int) -> Floats:
    draws = stream.sub("lobes").normal(np.arange(4 * count, dtype=np.uint64))
    return draws.reshape(count, 4).T * IRREGULARITY


def _joined(parts: list[Population]) -> Population:
    if not parts:
        none = np.zeros(0)
        return Population((), none, none, none, none, np.zeros((4, 0)))
    diameter_m = np.concatenate([part.diameter_m for part in parts])
    order = np.argsort(-diameter_m, kind="stable")
    names = [name for part in parts for name in part.names]
    return Population(
        tuple(names[i] for i in order.tolist()),
        np.concatenate([part.x_m for part in parts])[order],
        np.concatenate([part.y_m for part in parts])[order],
        diameter_m[order],
        np.concatenate([part.depth_frac for part in parts])[order],
        np.concatenate([part.lobes for part in parts], axis=1)[:, order],
    )
