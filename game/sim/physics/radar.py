"""RIMFAX as pure functions: how fast a radar wave runs, how finely it tells layers apart, how deep it sees.

Frequency-modulated continuous wave, 150 to 1200 MHz, antenna at the rear, at most 10 W (Hamran 2020). Functions of a
permittivity take numbers and arrays alike.
"""

import math
from typing import overload

import numpy as np
from numpy.typing import NDArray

from game.core import exact

Floats = NDArray[np.float64]

LIGHT_M_NS = 0.299792458
BAND_MHZ = (150.0, 1200.0)
CENTRE_MHZ = 675.0
SPACING_M = 0.1
"""A sounding every 10 to 20 cm of drive (RIMFAX wiki): the finer."""
WINDOWING = 3.15
"""How much the side lobes' suppression widens the pulse: starting value that makes of the band's 4.8 cm (permittivity
9) the 15 to 30 cm that are stated for rock and dust."""
DYNAMIC_RANGE_DB = 137.0
"""From the wave sent to the faintest echo told from noise: starting value by which a faint contrast is seen to about
15 m in the lava of the crater floor and 20 m in the delta's sediments, as it was."""
WINDOW_NS = 400.0
"""How long echoes are listened to."""
SOUNDING_W, STAND_BY_W = 10.0, 5.0
"""At most 10 W (RIMFAX wiki); stand-by is a starting value."""
MBIT_PER_M = 0.06
"""About 6 kbit for each sounding; starting value, from memory."""
LEAST_REFLECTION = 0.005
"""A fainter change of permittivity leaves no echo worth drawing: game rule."""
EPS_LOW, EPS_HIGH = 1.0, 20.0
"""Permittivities a mark may assume: empty space to wet ground."""
EPS_DOUBT_FRAC = 0.2
"""How well permittivity is known when it was read off the arms of a hyperbola: starting value."""
_LN_10 = 2.302585092994046


@overload
def velocity_m_ns(permittivity: float) -> float: ...
@overload
def velocity_m_ns(permittivity: Floats) -> Floats: ...
def velocity_m_ns(permittivity: float | Floats) -> float | Floats:
    """c / sqrt(permittivity).

    >>> round(velocity_m_ns(9.0), 4)
    0.0999
    """
    if isinstance(permittivity, np.ndarray):
        return LIGHT_M_NS / np.sqrt(permittivity)
    return LIGHT_M_NS / math.sqrt(permittivity)


def depth_m(two_way_ns: float, permittivity: float) -> float:
    """Depth of an echo when all the ground above it had this permittivity.

    >>> round(depth_m(100.0, 9.0), 2)
    5.0
    """
    return 0.5 * two_way_ns * velocity_m_ns(permittivity)


def two_way_ns(down_m: float, permittivity: float) -> float:
    """The inverse of `depth_m`.

    >>> round(two_way_ns(5.0, 9.0), 1)
    100.1
    """
    return 2.0 * down_m / velocity_m_ns(permittivity)


def band_limit_m(permittivity: float) -> float:
    """The finest that the whole band could tell apart: c / (2 B sqrt(permittivity)).

    >>> round(band_limit_m(9.0), 3)
    0.048
    """
    bandwidth_per_ns = (BAND_MHZ[1] - BAND_MHZ[0]) / 1000.0
    return velocity_m_ns(permittivity) / (2.0 * bandwidth_per_ns)


def resolution_m(permittivity: float) -> float:
    """What is told apart in truth: 15 cm in rock, 30 cm in dust (RIMFAX wiki states 15 to 30 cm).

    >>> round(resolution_m(9.0), 2), round(resolution_m(3.5), 2), round(resolution_m(2.2), 2)
    (0.15, 0.24, 0.3)
    """
    return WINDOWING * band_limit_m(permittivity)


def pulse_ns() -> float:
    """Length of the pulse in time: the same in all ground.

    >>> round(pulse_ns(), 1)
    3.0
    """
    return WINDOWING * 1000.0 / (BAND_MHZ[1] - BAND_MHZ[0])


@overload
def reflection(above: float, below: float) -> float: ...
@overload
def reflection(above: Floats, below: Floats) -> Floats: ...
def reflection(above: float | Floats, below: float | Floats) -> float | Floats:
    """Share of the wave's amplitude that a boundary between two permittivities sends straight back, with its sign.

    >>> round(reflection(3.5, 8.5), 3), reflection(6.0, 6.0)
    (-0.218, 0.0)
    """
    if isinstance(above, np.ndarray) and isinstance(below, np.ndarray):
        fast, slow = np.sqrt(above), np.sqrt(below)
        share: Floats = (fast - slow) / (fast + slow)
        return share
    first, second = math.sqrt(float(above)), math.sqrt(float(below))
    return (first - second) / (first + second)


def db_of(amplitude: Floats) -> Floats:
    """Amplitudes above 0 in decibels."""
    return exact.log(amplitude) * (20.0 / _LN_10)


def amplitude_of(db: Floats) -> Floats:
    """The inverse of `db_of`."""
    return exact.exp(db * (_LN_10 / 20.0))


def spreading_db(away_m: Floats) -> Floats:
    """Loss because the wave widens on its way to a mirror and back."""
    return db_of(np.maximum(away_m, 0.5))


def reach_m(attenuation_db_m: float, contrast: float) -> float:
    """How deep a boundary that returns this share of the amplitude is still seen in ground of one kind.

    >>> 14.0 < reach_m(3.0, 0.07) < 16.0, 19.0 < reach_m(2.2, 0.07) < 21.0
    (True, True)
    """
    spare_db = DYNAMIC_RANGE_DB + 20.0 / _LN_10 * exact.log(abs(contrast))
    low_m, high_m = 0.5, 1000.0
    for _ in range(40):
        middle_m = 0.5 * (low_m + high_m)
        lost_db = 2.0 * attenuation_db_m * middle_m + 20.0 / _LN_10 * exact.log(middle_m)
        low_m, high_m = (middle_m, high_m) if lost_db < spare_db else (low_m, middle_m)
    return low_m
