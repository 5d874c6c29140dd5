"""The ground under every landform: Perlin octaves of the asked roughness, and the regional tilt."""

import math

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.grid import heading_vector
from game.core.rng import rng_for
from game.terrain.derive import BLOCK_ROWS
from game.terrain.landforms.dem import measured_ground
from game.terrain.landforms.roughness import (
    asked_deviation,
    deviation,
    fit_lags,
    octave_squares,
    solve_squares,
    wavelengths,
)
from game.terrain.landforms.site import Site, Window, fresh_site, noise_on
from game.terrain.spec import TerrainSpec

Floats = NDArray[np.float64]

CLOSE_ENOUGH = 0.02  # relative error of the roughness at which the correction stops
CORRECTIONS = 8
TRUST_THEORY = 2  # corrections after which the octaves are measured one by one
SAMPLE_ROWS = 128  # rows of the map on which the correction measures it
NEGLIGIBLE = 1e-4  # an octave with less than this share of the squared deviation at every lag is not computed


def base_site(spec: TerrainSpec, seed: int) -> Site:
    """The base as a site ready for landforms."""
    site = fresh_site(spec, seed)
    site.elevation_m[:] = rough_ground(site)
    if spec.dem is not None:
        site.elevation_m[:] = measured_ground(spec.dem, site, site.elevation_m)
    else:
        _tilt(site, site.everywhere())
    return site


def rough_ground(site: Site) -> Floats:
    """Octaves summed, the sum measured, the amplitudes corrected until the map itself has the asked
    roughness."""
    spec, lags = site.spec, site.spec.base.lags()
    extent_m = min(spec.width_m, spec.height_m)
    tiles = fit_lags(lags, spec.tile_m, extent_m)
    lags_m = tuple(n * spec.tile_m for n in tiles)
    wanted = np.array([asked_deviation(lags, lag_m) for lag_m in lags_m])
    wanted = wanted * wanted
    lengths = wavelengths(lags, spec.tile_m, extent_m)
    matrix = octave_squares(lengths, lags_m)
    start = np.array([asked_deviation(lags, length / 3.0) for length in lengths])
    squares = solve_squares(matrix, wanted, start * start)
    shares = np.maximum.reduce(matrix * squares[None, :] / wanted[:, None], axis=0)
    kept = np.flatnonzero(shares > NEGLIGIBLE)
    octaves = [_octave(site, lengths[i]) for i in kept.tolist()]
    return _corrected(octaves, matrix[:, kept], squares[kept], wanted, tiles)


def _octave(site: Site, wavelength_m: float) -> NDArray[np.float32]:
    # named by its length, so that the other octaves stay when the ladder grows a rung
    stream = rng_for(site.seed, "terrain", "base", round(wavelength_m * 1000.0))
    return noise_on(site.everywhere(), stream, wavelength_m)


def _corrected(
    octaves: list[NDArray[np.float32]],
    matrix: Floats,
    squares: Floats,
    wanted: Floats,
    tiles: tuple[int, ...],
) -> Floats:
    ground, aim = _summed(octaves, squares), wanted
    best, least = ground, math.inf
    for attempt in range(CORRECTIONS):
        measured = np.array([deviation(ground, n, SAMPLE_ROWS) for n in tiles])
        short = wanted / (measured * measured)
        error = float(np.max(np.abs(np.sqrt(short) - 1.0)))
        if error < least:
            best, least = ground, error
        if error < CLOSE_ENOUGH:
            break
        if attempt == TRUST_THEORY:
            matrix, aim = _measured_squares(octaves, tiles), wanted
            short = np.ones(len(tiles))
        # half steps after the first, lest it swing to and fro
        aim = aim * (np.sqrt(short) if attempt else short)
        squares = solve_squares(matrix, aim, squares)
        ground = _summed(octaves, squares)
    return best


def _measured_squares(octaves: list[NDArray[np.float32]], tiles: tuple[int, ...]) -> Floats:
    """[lag, octave] as these very octaves have it: on a small map long ones may be far from their mean."""
    columns = [octave.astype(np.float64) for octave in octaves]
    rows = [[deviation(column, n, SAMPLE_ROWS) for column in columns] for n in tiles]
    found: Floats = np.array(rows)
    found *= found
    return found


def _summed(octaves: list[NDArray[np.float32]], squares: Floats) -> Floats:
    height, width = octaves[0].shape
    ground, part = np.zeros((height, width)), np.empty((BLOCK_ROWS, width))
    amplitudes = np.sqrt(squares).tolist()
    for first in range(0, height, BLOCK_ROWS):
        strip = ground[first : first + BLOCK_ROWS]
        scaled = part[: len(strip)]
        for octave, amplitude in zip(octaves, amplitudes, strict=True):
            np.multiply(octave[first : first + BLOCK_ROWS], amplitude, out=scaled, dtype=np.float64)
            strip += scaled
    return ground


def _tilt(site: Site, all_tiles: Window) -> None:
    """Regional slope about the middle of the map, and the datum."""
    spec, elevation_m = site.spec, site.elevation_m
    elevation_m += spec.datum_m
    if spec.base.tilt_deg == 0.0:
        return
    grade = exact.tan(spec.base.tilt_deg * (exact.PI / 180.0))
    east, south = heading_vector(spec.base.tilt_heading_deg)
    elevation_m -= (all_tiles.x_m - spec.width_m / 2.0) * (east * grade)
    elevation_m -= (all_tiles.y_m - spec.height_m / 2.0) * (south * grade)
