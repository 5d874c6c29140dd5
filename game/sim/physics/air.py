"""The sky and the air over Jezero as pure functions of the clock, the season and the dust.

What changes slowly (season, mean pressure, seasonal dust) is worked out once per sol and interpolated in between: good
to 1e-3 deg in Ls and in the height of the sun, and the same number whichever way the clock got there.

Sources: MEDA's results (Newman 2021, Harri 2022, Munguira 2023) and its public weather feed; what is marked
"starting value" is from memory.
"""

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from game.core import exact, marstime
from game.core.grid import wrap_deg
from game.core.units import JEZERO_LATITUDE_DEG

# Mean pressure over the year, Pa: a constant and three harmonics of Ls (cos, sin). Fitted to MEDA: lowest near
# Ls 145 and highest near Ls 250, 774 to 779 Pa at Ls 241 to 244, 620 to 800 Pa with the daily tide.
_PRESSURE_MEAN_PA = 717.1
_PRESSURE_PA = ((28.0, -37.1), (-20.9, 35.6), (-1.6, -1.9))
TIDE_FRAC = 0.017
"""Amplitude of the daily pressure wave in clear air; 2 to 5 % from peak to peak, more when dusty (Harri 2022)."""
TIDE_PER_TAU_FRAC = 0.006

# Seasonal dust opacity: Ls, tau (the table for Jezero of ctate7163/MPPP).
TAU_BY_LS = (
    *((0.0, 0.7), (25.0, 0.4), (80.0, 0.4), (100.0, 0.5), (130.0, 0.3), (160.0, 0.4), (205.0, 0.7)),
    *((215.0, 1.2), (250.0, 1.0), (305.0, 0.6), (330.0, 1.1), (360.0, 0.7)),
)

COLDEST_H, WARMEST_H = 5.0, 14.0  # LMST, as observed
# Air at 1.45 m at these hours under tau 0.5, mean over the year and seasonal swing: -83 to -22 C; starting values.
_MAX_C, _MAX_SWING_C = -26.0, 4.0
_MIN_C, _MIN_SWING_C = -81.0, 2.5
_WARMEST_LS_DEG = 110.0
_COOLING_PER_TAU_C, _WARMING_PER_TAU_C = 8.0, 7.0  # dust shades the day and keeps the night warm; starting values

_TURBULENCE_C = 2.5
"""How far the air's temperature swings within minutes at noon, 1.45 m above ground (Munguira 2023)."""
_TURBULENT_FROM_H, _TURBULENT_UNTIL_H = 7.0, 17.0  # calm layers before; isothermal about 17:00 (Munguira 2023)
SOL_LUCK_C = 1.2
"""Standard deviation from one sol to the next; starting value."""
DUSTY_LS = (180.0, 330.0)
"""The dusty season (Harri 2022)."""
TAU_SCATTER_FRAC, DUSTY_TAU_SCATTER_FRAC = 0.08, 0.18
"""How far opacity scatters from sol to sol about the season's, outside storms; starting values."""

_SIN_LATITUDE = exact.sin_deg(JEZERO_LATITUDE_DEG)
_COS_LATITUDE = exact.cos_deg(JEZERO_LATITUDE_DEG)
_SIN_OBLIQUITY = exact.sin_deg(marstime.OBLIQUITY_DEG)
_DEG_PER_RAD = 180.0 / exact.PI


# --- season -----------------------------------------------------------------------------------------------------------
class Season(NamedTuple):
    """What changes over weeks. `ls_deg` is not wrapped at 360 when it stands for the end of a sol."""

    ls_deg: float
    equation_of_time_h: float
    sin_declination: float
    sun_distance_au: float
    mean_pressure_pa: float
    tau: float
    warmth: float
    """-1 in the coldest season, 1 in the warmest."""


def mean_pressure_pa(ls_deg: float) -> float:
    """Mean pressure of a sol.

    >>> round(mean_pressure_pa(145)), round(mean_pressure_pa(250)), round(mean_pressure_pa(242.5))
    (630, 779, 776)
    """
    cos_ls, sin_ls = exact.cos_deg(ls_deg), exact.sin_deg(ls_deg)
    pressure_pa, c, s = _PRESSURE_MEAN_PA, 1.0, 0.0
    for cos_part, sin_part in _PRESSURE_PA:
        c, s = c * cos_ls - s * sin_ls, s * cos_ls + c * sin_ls
        pressure_pa += cos_part * c + sin_part * s
    return pressure_pa


def seasonal_tau(ls_deg: float) -> float:
    """Dust opacity usual for the season.

    >>> seasonal_tau(0), seasonal_tau(145), seasonal_tau(210)
    (0.7, 0.35, 0.95)
    """
    ls = wrap_deg(ls_deg)
    for (ls0, tau0), (ls1, tau1) in pairwise(TAU_BY_LS):
        if ls <= ls1:
            return tau0 + (tau1 - tau0) * (ls - ls0) / (ls1 - ls0)
    return TAU_BY_LS[-1][1]


def season_of_ls(ls_deg: float, equation_of_time_h: float) -> Season:
    """All slow quantities at a solar longitude."""
    return Season(
        ls_deg=ls_deg,
        equation_of_time_h=equation_of_time_h,
        sin_declination=_SIN_OBLIQUITY * exact.sin_deg(ls_deg),
        sun_distance_au=marstime.sun_distance_au(ls_deg),
        mean_pressure_pa=mean_pressure_pa(ls_deg),
        tau=seasonal_tau(ls_deg),
        warmth=exact.cos_deg(ls_deg - _WARMEST_LS_DEG),
    )


@lru_cache(maxsize=64)  # a memo of a pure function: nothing depends on what it holds
def season_at_midnight(sol: int) -> Season:
    """The season when a sol begins."""
    tick = sol * marstime.SOL_S
    return season_of_ls(marstime.ls_deg(tick), marstime.equation_of_time_h(tick))


@lru_cache(maxsize=64)  # a memo of a pure function, asked each minute
def _of_sol(sol: int) -> tuple[Season, Season]:
    """The season when a sol begins, and by how much each of its quantities grows through it."""
    a, b = season_at_midnight(sol), season_at_midnight(sol + 1)
    turn = b.ls_deg - a.ls_deg + (360.0 if b.ls_deg < a.ls_deg else 0.0)
    return a, Season(turn, *(after - before for before, after in zip(a[1:], b[1:], strict=True)))


def season_at(tick: int) -> Season:
    """The season at a tick: between the midnights on both sides of it.

    >>> round(season_at(marstime.tick_at(14, 44_000)).ls_deg, 1)
    12.5
    """
    sol, second = divmod(tick, marstime.SOL_S)
    share = second / marstime.SOL_S
    (ls, time_h, sin_dec, sun_au, mean_pa, tau, warmth), grows = _of_sol(sol)
    ls += grows[0] * share
    return Season(
        ls - 360.0 if ls >= 360.0 else ls,
        time_h + grows[1] * share,
        sin_dec + grows[2] * share,
        sun_au + grows[3] * share,
        mean_pa + grows[4] * share,
        tau + grows[5] * share,
        warmth + grows[6] * share,
    )


# --- sun --------------------------------------------------------------------------------------------------------------
class SunInSky(NamedTuple):
    """Where the sun stands; sine of its elevation and of its hour angle (0 at true noon, rising to the west)."""

    azimuth_deg: float
    elevation_deg: float
    sin_elevation: float
    sin_hour: float
    cos_hour: float


def sun_at(season: Season, lmst_h: float) -> SunInSky:
    """Place of the sun; the same as `marstime.sun_position`, from the season's slow quantities."""
    hour_deg = (lmst_h + season.equation_of_time_h) * 15.0 - 180.0
    sin_hour, cos_hour = exact.sin_cos_deg(hour_deg)
    sin_dec = season.sin_declination
    cos_dec = math.sqrt(1.0 - sin_dec * sin_dec)
    west, equator = cos_dec * sin_hour, cos_dec * cos_hour
    north = sin_dec * _COS_LATITUDE - equator * _SIN_LATITUDE
    up = sin_dec * _SIN_LATITUDE + equator * _COS_LATITUDE
    azimuth = exact.atan2(-west, north) * _DEG_PER_RAD
    elevation = exact.atan2(up, math.sqrt(west * west + north * north)) * _DEG_PER_RAD
    return SunInSky(azimuth + 360.0 if azimuth < 0.0 else azimuth, elevation, up, sin_hour, cos_hour)


# --- air --------------------------------------------------------------------------------------------------------------
def pressure_pa(season: Season, sun: SunInSky, tau: float) -> float:
    """Pressure now: the season's mean and the daily tide, highest in the morning, lowest before sunset."""
    size = TIDE_FRAC + TIDE_PER_TAU_FRAC * (min(tau, 3.0) - 0.5)
    s, c = sun.sin_hour, sun.cos_hour
    # Once a day with its crest at 06:00, and a third as much twice a day with crests at 09:00 and 21:00: from memory.
    wave = 0.85 * -s - 0.35 * (2.0 * s * c)
    return season.mean_pressure_pa * (1.0 + size * wave)


def warmth_of_hour(lmst_h: float) -> float:
    """Course of the air temperature through a sol, from -1 (05:00) to 1 (14:00): quick rise, quick dusk, slow night.

    It rises fastest soon after sunrise and falls fastest about sunset (shape from memory of MEDA's curves).

    >>> warmth_of_hour(5.0), warmth_of_hour(14.0), warmth_of_hour(29.0)
    (-1.0, 1.0, -1.0)
    """
    if lmst_h < COLDEST_H:
        lmst_h += 24.0
    if lmst_h <= WARMEST_H:
        share = (lmst_h - COLDEST_H) / (WARMEST_H - COLDEST_H)
        return 0.0 - exact.cos_deg(180.0 * share * (1.7 - 0.7 * share))
    share = (lmst_h - WARMEST_H) / (24.0 + COLDEST_H - WARMEST_H)
    return exact.cos_deg(180.0 * share * (2.0 - share))


def air_c(season: Season, lmst_h: float, tau: float) -> float:
    """Air temperature 1.45 m above ground."""
    dust = min(tau, 3.0) - 0.5
    high = _MAX_C + _MAX_SWING_C * season.warmth - _COOLING_PER_TAU_C * dust
    low = _MIN_C + _MIN_SWING_C * season.warmth + _WARMING_PER_TAU_C * dust
    low = min(low, high)
    return 0.5 * (high + low) + 0.5 * (high - low) * warmth_of_hour(lmst_h)


def turbulence_c(lmst_h: float) -> float:
    """How far the air's temperature swings up or down within minutes at this hour.

    >>> turbulence_c(12.0), turbulence_c(3.0), turbulence_c(17.0)
    (2.5, 0.0, 0.0)
    """
    share = (lmst_h - _TURBULENT_FROM_H) / (_TURBULENT_UNTIL_H - _TURBULENT_FROM_H)
    if not 0.0 < share < 1.0:
        return 0.0
    bell = 4.0 * share * (1.0 - share)
    return _TURBULENCE_C * bell * bell


def is_dusty_season(ls_deg: float) -> bool:
    """True from Ls 180 to 330.

    >>> is_dusty_season(12.0), is_dusty_season(250.0)
    (False, True)
    """
    return DUSTY_LS[0] <= wrap_deg(ls_deg) < DUSTY_LS[1]


def tau_scatter_frac(ls_deg: float) -> float:
    """Standard deviation of opacity from sol to sol, as a share of the season's; no jump at the season's edges.

    >>> tau_scatter_frac(90.0), tau_scatter_frac(250.0), round(tau_scatter_frac(180.0), 2)
    (0.08, 0.18, 0.13)
    """
    ls = wrap_deg(ls_deg)
    inside = min(ls - DUSTY_LS[0], DUSTY_LS[1] - ls)
    share = max(0.0, min(1.0, 0.5 + inside / 20.0))
    return TAU_SCATTER_FRAC + (DUSTY_TAU_SCATTER_FRAC - TAU_SCATTER_FRAC) * share


def ground_c(air_c: float, sin_elevation: float, tau: float) -> float:
    """Surface temperature: a little below the air's at night, some 30 C above it under a high sun; starting values."""
    sunlit = max(0.0, sin_elevation) / (1.0 + 0.35 * tau)
    return air_c - 5.0 + 38.0 * sunlit
