"""Wind over Jezero as a pure function of the clock and the seed.

Sources: Viudez-Moreiras 2022 (calm on average, Weibull, from ESE by day and NW by night), Hueso 2023; what is
marked "starting value" is from memory.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.core import marstime
from game.core.grid import wrap_deg
from game.core.rng import rng_for

HOUR_S = marstime.SOL_S / 24.0
LUCK_BLOCK = 1024
"""Luck of single minutes is drawn for so many at once: two thirds of a sol."""

# Mean wind at 0, 1 ... 24 o'clock as a share of the afternoon's: calm nights, gusty evenings (4 to 8 m/s).
_BY_HOUR = (
    *(0.5, 0.5, 0.45, 0.45, 0.45, 0.45, 0.45, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9),
    *(0.95, 1.0, 1.05, 1.15, 1.3, 1.45, 1.45, 1.25, 0.95, 0.7, 0.55, 0.5),
)
TYPICAL_M_S = 4.0
"""Afternoon mean when the level does not say; starting value."""
_DAY_FROM_DEG, _NIGHT_FROM_DEG = 112.0, 315.0
_MEAN_OF_WEIBULL = 0.886226925452758  # of shape 2 and scale 1: half the square root of pi
_MOST_LUCK = 2.2
GUST_BASE, GUST_LUCK = 1.25, 0.3
"""A minute's strongest gust over its mean, and what luck adds; starting values."""
STORM_GAIN = 0.8  # a regional storm nearly doubles the wind: up to 20 m/s in gusts (Lemmon 2022)


class Wind(NamedTuple):
    """Mean of this minute, strongest gust in it, and where it blows from."""

    mean_m_s: float
    gust_m_s: float
    from_deg: float


@lru_cache(maxsize=256)  # a memo of a pure function: nothing depends on what it holds
def hour_luck(seed: int, hour: int) -> tuple[float, float]:
    """How windy an hour turns out (mean 1, Weibull of shape 2) and how far the wind veers, degrees."""
    stream = rng_for(seed, "weather", "wind")
    strength = math.sqrt(stream.exponential(hour)) / _MEAN_OF_WEIBULL
    return min(_MOST_LUCK, strength), stream.sub("veer").between(-25.0, 25.0, hour)


@lru_cache(maxsize=64)  # a memo of a pure function, asked each minute
def _of_hour(seed: int, hour: int) -> tuple[float, float, float, float]:
    """Strength and veer when an hour begins, and how much each grows through it."""
    (luck0, veer0), (luck1, veer1) = hour_luck(seed, hour), hour_luck(seed, hour + 1)
    return luck0, luck1 - luck0, veer0, veer1 - veer0


@lru_cache(maxsize=32)  # a memo of a pure function; drawn for so many minutes at once, it costs a tenth
def _gust_luck(seed: int, block: int) -> list[float]:
    minutes = np.arange(block * LUCK_BLOCK, (block + 1) * LUCK_BLOCK)
    luck: list[float] = np.sqrt(rng_for(seed, "weather", "gusts").exponential(minutes)).tolist()
    return luck


def usual_share(lmst_h: float) -> float:
    """Usual mean wind at this hour, as a share of the afternoon's.

    >>> usual_share(14.0), usual_share(3.0)
    (1.0, 0.45)
    """
    hour = int(lmst_h)
    return _BY_HOUR[hour] + (_BY_HOUR[hour + 1] - _BY_HOUR[hour]) * (lmst_h - hour)


def usual_from_deg(lmst_h: float) -> float:
    """Usual direction the wind comes from: turns over from 7 to 9 and from 17 to 19 o'clock.

    >>> usual_from_deg(13.0), usual_from_deg(1.0)
    (112.0, 315.0)
    """
    day = max(0.0, min(1.0, 0.5 * min(lmst_h - 7.0, 19.0 - lmst_h)))
    return _NIGHT_FROM_DEG + (_DAY_FROM_DEG - _NIGHT_FROM_DEG) * day


def usual_wind(lmst_h: float, mean_m_s: float | None = None) -> Wind:
    """Wind usual at this hour, or of a given mean, with the gusts that usually go with it.

    >>> usual_wind(14.0).mean_m_s, round(usual_wind(14.0).gust_m_s, 1)
    (4.0, 6.1)
    """
    mean = TYPICAL_M_S * usual_share(lmst_h) if mean_m_s is None else mean_m_s
    return Wind(mean, mean * (GUST_BASE + GUST_LUCK * _MEAN_OF_WEIBULL), usual_from_deg(lmst_h))


def wind_at(seed: int, tick: int, lmst_h: float, afternoon_m_s: float, storm_frac: float) -> Wind:
    """Wind of the minute around `tick`: the hour's usual share, the hour's luck, the minute's strongest gust.

    `afternoon_m_s`: typical afternoon mean; `storm_frac`: 0 none, 1 a regional storm.
    """
    hour = int(tick / HOUR_S)
    share = tick / HOUR_S - hour
    luck0, more_luck, veer0, more_veer = _of_hour(seed, hour)
    luck = luck0 + more_luck * share
    mean = afternoon_m_s * usual_share(lmst_h) * luck * (1.0 + STORM_GAIN * storm_frac)
    block, minute = divmod(tick // 60, LUCK_BLOCK)
    gust = mean * (GUST_BASE + GUST_LUCK * _gust_luck(seed, block)[minute])
    return Wind(mean, gust, wrap_deg(usual_from_deg(lmst_h) + veer0 + more_veer * share))
