"""Craters stamped into the ground, largest first: their relief, the rocks on their rims, the sand on their
floors."""

import numpy as np
from numpy.typing import NDArray

from game.terrain.landforms.crater_population import Population, population
from game.terrain.landforms.crater_shape import (
    FILLED_BELOW_FRAC,
    FRESH_FRAC,
    REACH,
    Shapes,
    radii_out,
    relief_m,
)
from game.terrain.landforms.site import Site
from game.terrain.material import Material
from game.terrain.terrain import Crater

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

BATCH_SAMPLES = 1 << 15  # craters of one window size are worked together, about this many samples at a time
ROCKY_FROM_M = 8.0  # smaller craters throw out no blocks worth a mark
SANDY_FROM_TILES = 4.0
FRAYED = 0.4  # how ragged the edges of floors and block fields are, in radii
FLOOR_RADII = 0.5  # the flat floor of a filled crater


def add_craters(site: Site) -> tuple[Crater, ...]:
    """Stamp every crater; the list of those that touch the map, largest first."""
    craters = population(site)
    half = np.ceil(craters.diameter_m * (REACH / 2.0) / site.spec.tile_m).astype(np.int64) + 1
    column = np.floor(craters.x_m / site.spec.tile_m).astype(np.int64)
    row = np.floor(craters.y_m / site.spec.tile_m).astype(np.int64)
    spec = site.spec
    touches = (column + half >= 0) & (column - half < spec.width) & (row + half >= 0) & (row - half < spec.height)
    kept = np.flatnonzero(touches)
    for batch in _batches(kept, _size_class(half)):
        _stamp(site, craters, batch, column[batch], row[batch], int(_size_class(half[batch[:1]])[0]))
    return _listed(craters, kept)


def _size_class(half: Indices) -> Indices:
    """Windows come in steps of about an eighth, so that like-sized craters share one."""
    step = np.maximum(1, half // 8)
    return -(-half // step) * step


def _batches(kept: Indices, half: Indices) -> list[Indices]:
    batches, start = [], 0
    sizes = half[kept].tolist()
    while start < len(sizes):
        most = max(1, BATCH_SAMPLES // (2 * sizes[start] + 1) ** 2)  # exact: whole numbers
        end = start + 1
        while end < len(sizes) and end - start < most and sizes[end] == sizes[start]:
            end += 1
        batches.append(kept[start:end])
        start = end
    return batches


def _stamp(site: Site, craters: Population, batch: Indices, column: Indices, row: Indices, half: int) -> None:
    """Work out one batch of windows at once, then lay them down one after another."""
    size, tile_m = 2 * half + 1, site.spec.tile_m
    places = list(zip((column - half).tolist(), (row - half).tolist(), strict=True))
    overlaps = [_overlap(site, tx, ty, size) for tx, ty in places]
    rows, columns = slice(0, size), slice(0, size)
    if len(batch) == 1:  # a large crater: only what lies on the map, which may be a small part of it
        ground, (rows, columns) = overlaps[0]
        overlaps = [(ground, (slice(None), slice(None)))]
    middle = np.arange(size) - half + 0.5
    x_m = (column[:, None, None] + middle[None, None, columns]) * tile_m
    y_m = (row[:, None, None] + middle[None, rows, None]) * tile_m
    shapes = _shapes(craters, batch)
    s = radii_out(shapes, x_m, y_m)
    relief = relief_m(shapes, s, tile_m)
    for i, (ground, part) in enumerate(overlaps):
        below = site.elevation_m[ground]
        below += relief[i][part]
        _dress(site, ground, s[i][part], craters.diameter_m.item(batch[i]), craters.depth_frac.item(batch[i]))


def _shapes(craters: Population, batch: Indices) -> Shapes:
    return Shapes(
        craters.x_m[batch, None, None],
        craters.y_m[batch, None, None],
        craters.diameter_m[batch, None, None],
        craters.depth_frac[batch, None, None],
        craters.lobes[:, batch, None, None],
    )


def _overlap(site: Site, tx: int, ty: int, size: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """The part of the map under a window, and that part of the window."""
    spec = site.spec
    left, right = max(tx, 0), min(tx + size, spec.width)
    top, bottom = max(ty, 0), min(ty + size, spec.height)
    ground = (slice(top, bottom), slice(left, right))
    return ground, (slice(top - ty, bottom - ty), slice(left - tx, right - tx))


def _dress(site: Site, ground: tuple[slice, slice], s: Floats, diameter_m: float, depth_frac: float) -> None:
    """Blocks about fresh rims, sand on the floors of old craters."""
    if depth_frac < FILLED_BELOW_FRAC:
        if diameter_m >= SANDY_FROM_TILES * site.spec.tile_m:
            site.material[ground][_frayed(site, ground, s) < FLOOR_RADII] = Material.SAND
        return
    if diameter_m < ROCKY_FROM_M:
        return
    fresh = min(depth_frac / FRESH_FRAC, 1.0)
    if fresh > 0.7:
        site.material[ground][np.abs(_frayed(site, ground, s) - 1.0) < 0.10 * fresh] = Material.BOULDERS
    if site.spec.rocks is not None:
        near = s - 1.1
        np.abs(near, out=near)
        near *= 1.4
        np.subtract(1.0, near, out=near)
        np.maximum(near, 0.0, out=near)
        near *= site.spec.rocks.crater_boost * fresh * fresh
        thrown = site.rock_factor[ground]
        thrown += near


def _frayed(site: Site, ground: tuple[slice, slice], s: Floats) -> Floats:
    """Radii out, as ragged as the edges of floors and block fields are."""
    return s + site.fringe[ground] * FRAYED


def _listed(craters: Population, kept: Indices) -> tuple[Crater, ...]:
    depth_m = craters.depth_frac * craters.diameter_m
    columns = (craters.x_m, craters.y_m, craters.diameter_m, depth_m)
    rows = zip(*(column[kept].tolist() for column in columns), strict=True)
    return tuple(Crater(craters.names[i], *row) for i, row in zip(kept.tolist(), rows, strict=True))
