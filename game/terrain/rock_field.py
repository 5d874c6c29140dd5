"""Every rock of a site, placed tile by tile: any tile's rocks depend on that tile alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.terrain import rock_law
from game.terrain.landforms.site import Site, noise_on
from game.terrain.material import Material
from game.terrain.spec import RockField, TerrainSpec
from game.terrain.terrain import Rocks

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Singles = NDArray[np.float32]

# Rocks on each material as a multiple of the spec's k; game premise: sand and dust bury them, boulder fields
# have most.
FACTOR = {
    Material.BEDROCK: 0.7,
    Material.REGOLITH: 1.0,
    Material.SAND: 0.3,
    Material.RIPPLE: 0.1,
    Material.BOULDERS: 3.0,
    Material.DUST: 0.5,
    Material.DELTA: 0.8,
    Material.ICE_CEMENTED: 0.6,
}
MOST_PER_TILE = 120
MEAN_PER_TILE = 75.0  # the law's most on the largest tile, with rocks from 0.15 m up and k 0.4
MOST_ROCKS = 3.0e6  # on a whole map: beyond, the smallest are left to whoever draws them
STRIP_TILES = 1 << 14
SHIFTS = tuple(np.uint64(shift) for shift in (0, 21, 42))
PART = np.uint64(0x1FFFFF)
LOW_BITS = np.uint64(0x7FF)
TWO_M53 = 1.0 / 9007199254740992.0
HEIGHT_FRAC = (0.3, 0.5)  # height / diameter (Golombek & Rapp 1997, numbers from memory)


@dataclass(frozen=True, slots=True)
class RockCover:
    """What rocks do to the tiles: k of the law per tile, height of the tallest, and the rocks themselves."""

    abundance: Floats
    tallest_m: Floats
    rocks: Rocks


@dataclass(frozen=True, slots=True)
class _Tables:
    """What every strip looks up by class of k."""

    at_most: Floats
    sizes: Floats


@dataclass(frozen=True, slots=True)
class _Strip:
    """Some rows of the map and their rocks."""

    abundance: Floats
    tallest_m: Floats
    counts: Indices
    columns: tuple[Floats, Floats, Floats, Floats]
    """x_m, y_m, diameter_m, height_m of the rocks."""


def place_rocks(site: Site) -> RockCover:
    """k by material, patch and landform, then the rocks that follow from it; in strips, to stay in cache."""
    shape, field = site.elevation_m.shape, site.spec.rocks
    if field is None or field.k_frac < rock_law.K_MIN:
        return RockCover(np.zeros(shape), np.zeros(shape), _no_rocks(site.elevation_m.size))
    tables, patches = _tables(site, field), _patches(site, field)
    rows = max(1, STRIP_TILES // shape[1])
    strips = [_strip(site, field, tables, patches, first, rows) for first in range(0, shape[0], rows)]
    counts = np.concatenate([strip.counts for strip in strips])
    start = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    x_m, y_m, diameter_m, height_m = (np.concatenate([strip.columns[i] for strip in strips]) for i in range(4))
    return RockCover(
        np.concatenate([strip.abundance for strip in strips]).reshape(shape),
        np.concatenate([strip.tallest_m for strip in strips]).reshape(shape),
        Rocks(x_m, y_m, diameter_m, height_m, start),
    )


def smallest_rock_m(spec: TerrainSpec, field: RockField) -> float:
    """The smallest rock placed one by one: min_m, or more where that would be too many rocks."""
    return float(_placed_sizes(spec, field).edges_m[0])


def _placed_sizes(spec: TerrainSpec, field: RockField) -> rock_law.Sizes:
    kind = rock_law.class_of(np.array([field.k_frac]))
    min_m, area_m2 = field.min_m, spec.width_m * spec.height_m
    while True:
        sizes = rock_law.sizes(min_m, field.max_m)
        if min_m * 1.25 >= field.max_m or area_m2 * sizes.per_m2().item(kind.item(0)) <= MOST_ROCKS:
            return sizes
        min_m *= 1.25


def _no_rocks(tiles: int) -> Rocks:
    return Rocks(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(tiles + 1, dtype=np.int64))


def _tables(site: Site, field: RockField) -> _Tables:
    sizes = _placed_sizes(site.spec, field)
    mean = np.minimum(sizes.per_m2() * (site.spec.tile_m * site.spec.tile_m), MEAN_PER_TILE)
    return _Tables(_poisson_tables(mean), sizes.table())


def _patches(site: Site, field: RockField) -> Singles | None:
    if field.patchiness == 0.0:
        return None
    return noise_on(site.everywhere(), site.stream("rocks", "patches"), field.patch_m * 2.0)


def _strip(site: Site, field: RockField, tables: _Tables, patches: Singles | None, first: int, rows: int) -> _Strip:
    some = slice(first, first + rows)
    k = np.array([FACTOR[material] for material in Material]).take(site.material[some].ravel())
    k *= site.rock_factor[some].ravel()
    k *= field.k_frac
    if patches is not None:
        k *= np.maximum(1.0 + patches[some].ravel().astype(np.float64) * (2.2 * field.patchiness), 0.0)
    k = np.where(k < rock_law.K_MIN, 0.0, np.minimum(k, rock_law.K_MAX))
    tile = np.arange(k.size) + first * site.spec.width
    bits = site.stream("rocks", "count").u64(tile)  # the low 11 bits choose the class, the others the count
    kind = rock_law.class_of(k, (bits & LOW_BITS).astype(np.float64) * (1.0 / 2048.0))
    counts = _counts((bits >> np.uint64(11)).astype(np.float64) * TWO_M53, kind, tables.at_most)
    columns = _placed(site, tile, counts, kind, tables.sizes)
    return _Strip(k, _tallest(columns[3], counts), counts, columns)


def _counts(u: Floats, kind: Indices, at_most: Floats) -> Indices:
    """Poisson number of rocks in each tile, from an even draw for each."""
    counts = np.zeros(kind.size, dtype=np.int64)
    left = np.flatnonzero(u >= at_most[0].take(kind))
    for n in range(1, MOST_PER_TILE + 1):
        counts[left] = n
        left = left[u[left] >= at_most[n][kind[left]]]
        if not left.size:
            break
    return counts


def _poisson_tables(mean: Floats) -> Floats:
    """[n, class]: probability of at most n."""
    term = exact.exp(-mean)
    rows, total = [term], term
    for n in range(1, MOST_PER_TILE + 1):
        term = term * mean / n
        total = total + term
        rows.append(total)
    return np.array(rows)


def _placed(
    site: Site, tile: Indices, counts: Indices, kind: Indices, sizes: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """x_m, y_m, diameter_m, height_m of the rocks of some tiles."""
    stream, width, tile_m = site.stream("rocks"), site.spec.width, site.spec.tile_m
    of = np.repeat(np.arange(counts.size), counts)
    number = np.arange(of.size) - (np.cumsum(counts) - counts)[of]
    tile = tile[of]
    # A rock's index is its tile and its number within it, so no tile's rocks depend on another's.
    index = tile * (MOST_PER_TILE + 1) + number
    place = stream.sub("place").u64(index)  # one draw serves three: 21 bits each
    x, y, tall = (((place >> shift) & PART).astype(np.float64) * (1.0 / 2097152.0) for shift in SHIFTS)
    diameter_m = _drawn(stream.sub("size").uniform(index), kind[of], sizes)
    low, high = HEIGHT_FRAC
    height_m = diameter_m * (low + (high - low) * tall)
    row = tile // width
    return (x + (tile - row * width)) * tile_m, (y + row) * tile_m, diameter_m, height_m


def _drawn(u: Floats, kind: Indices, sizes: Floats) -> Floats:
    """Diameters from the size tables, by straight lines between nodes."""
    at = np.sqrt(np.sqrt(u)) * (rock_law.TABLE - 1)
    node = np.minimum(at.astype(np.int64), rock_law.TABLE - 2)
    flat, first = sizes.ravel(), kind * rock_law.TABLE + node
    low = flat[first]
    result: Floats = low + (flat[first + 1] - low) * (at - node)
    return result


def _tallest(height_m: Floats, counts: Indices) -> Floats:
    """The greatest height among each tile's rocks, 0 where there are none."""
    tallest = np.zeros(counts.size)
    rocky = np.flatnonzero(counts)
    if rocky.size:
        tallest[rocky] = np.maximum.reduceat(height_m, (np.cumsum(counts) - counts)[rocky])
    return tallest
