"""Which Perlin octaves, how strong, give the asked RMS deviation of elevation at the asked lags.

The RMS deviation at lag L is sqrt(mean((z(p + L) - z(p))**2)), p over the map, L along x and along y.
Octaves are independent, so their squared deviations add: the squares of the amplitudes are found by
non-negative least relative error (Richardson-Lucy iteration, which only multiplies and so can never go below
0).
"""

import math

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.exact import total
from game.terrain.spec import Lags

Floats = NDArray[np.float64]

# Squared deviation of one octave of 2-D Perlin noise of unit wavelength at lag r along an axis, over r * r,
# at r = 0, 1/8, 2/8 ...: measured on 40 tables of 64 x 64 cells with 32 samples per cell (standard error
# below 0.5 %).
SQUARE_DEVIATION_PER_R2 = (
    *(0.48956, 0.47737, 0.44293, 0.39288, 0.33484, 0.27568, 0.22050, 0.17242, 0.13296),
    *(0.10235, 0.07980, 0.06380, 0.05254),
)
SATURATED = 0.1172  # twice the variance: from 1.5 wavelengths on
RATIO = 1.9  # between wavelengths at most; not 2, so that lattices never line up
FINEST_TILES = 2.6  # shortest wavelength in tiles: shorter ones could not be told from noise of the samples
ROUNDS = 600
SOLVED = 0.02  # relative error of the squared deviations at which the iteration stops


def asked_deviation(lags: Lags, lag_m: float) -> float:
    """The asked figure at any lag: straight lines in log-log between (and beyond) the lags given.

    >>> round(asked_deviation(((1.0, 0.05), (4.0, 0.1)), 2.0), 6)
    0.070711
    """
    if len(lags) == 1:
        return lags[0][1] * exact.pow(lag_m / lags[0][0], 0.75)
    inner = [i for i in range(1, len(lags) - 1) if lags[i][0] < lag_m]
    (near_m, low_m), (far_m, high_m) = lags[len(inner)], lags[len(inner) + 1]
    hurst = exact.log(high_m / low_m) / exact.log(far_m / near_m)
    return low_m * exact.pow(lag_m / near_m, hurst)


def fit_lags(lags: Lags, tile_m: float, extent_m: float) -> tuple[int, ...]:
    """The lags, in tiles, at which the map can be held to the asked figures.

    A lag between two multiples of the tile gives both; one below the tile gives the first two, from which
    `stats` extrapolates; one beyond half the map is left out, for the map is too small to tell.
    """
    found = {1}
    for lag_m, _ in lags:
        tiles = lag_m / tile_m
        if tiles < 1.0:
            found |= {1, 2}
        elif lag_m <= extent_m / 2.0:
            found |= {math.floor(tiles), math.ceil(tiles)}
    return tuple(sorted(found))


def wavelengths(lags: Lags, tile_m: float, extent_m: float) -> tuple[float, ...]:
    """The ladder of wavelengths (m), longest first: from three times the longest lag, or map, downward."""
    longest = min(3.0 * max(lags[-1][0], 4.0 * tile_m), 3.0 * extent_m)
    finest = FINEST_TILES * tile_m
    rungs = math.ceil(exact.log(longest / finest) / exact.log(RATIO))
    ratio = exact.pow(longest / finest, 1.0 / rungs)
    return tuple(longest / exact.pow(ratio, float(rung)) for rung in range(rungs + 1))


def octave_squares(lengths: tuple[float, ...], lags_m: tuple[float, ...]) -> Floats:
    """[lag, octave]: squared deviation of each unit octave at each lag."""
    return np.array([[_square_deviation(lag_m / length) for length in lengths] for lag_m in lags_m])


def _square_deviation(r: float) -> float:
    if r >= 1.5:
        return SATURATED
    step = math.floor(r * 8.0)
    a, b = SQUARE_DEVIATION_PER_R2[step], SQUARE_DEVIATION_PER_R2[step + 1]
    return (a + (b - a) * (r * 8.0 - step)) * r * r


def solve_squares(matrix: Floats, wanted: Floats, start: Floats) -> Floats:
    """Non-negative x with matrix @ x close to wanted in relative terms, staying near `start` where free to.

    >>> x, y = solve_squares(np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([5.0, 10.0]), np.ones(2))
    >>> bool(abs((2.0 * x + y) / 5.0 - 1.0) < SOLVED), bool(abs((x + 3.0 * y) / 10.0 - 1.0) < SOLVED)
    (True, True)
    """
    rows = matrix / wanted[:, None]
    weight = np.cumsum(rows, axis=0)[-1]
    x = start
    for _ in range(ROUNDS):
        model = np.cumsum(rows * x[None, :], axis=1)[:, -1]
        if bool(np.all(np.abs(model - 1.0) < SOLVED)):
            break
        step = np.cumsum(rows / model[:, None], axis=0)[-1] / weight
        x = x * step * np.sqrt(step)  # over-relaxed: the plain step is a third slower
    return x


def deviation(elevation_m: Floats, tiles: int, sample_rows: int | None = None) -> float:
    """RMS deviation of elevation (m) over `tiles` tiles, along x and y together.

    sample_rows: look at about this many rows, evenly spread, instead of all.
    """
    step = 1 if sample_rows is None else max(1, len(elevation_m) // sample_rows)
    east = elevation_m[::step, tiles:] - elevation_m[::step, :-tiles]
    south = elevation_m[tiles::step] - elevation_m[:-tiles:step]
    return math.sqrt((sum_of_squares(east) + sum_of_squares(south)) / (east.size + south.size))


def sum_of_squares(values: Floats) -> float:
    """Sum of squares of a matrix by folding it in two, row on row: an order of our own, the same
    everywhere."""
    rows = values * values
    while len(rows) > 1:
        half = len(rows) // 2
        rows[:half] += rows[half : 2 * half]
        if len(rows) % 2:
            rows[0] += rows[-1]
        rows = rows[:half]
    return total(rows)
