"""What MEDA's record and the orbiters' pictures let one expect of the coming hours and sols, and how sure that is.

Each range is meant to hold the truth four times out of five. It is worked out from how the weather is made: what a sol
began fades within some sols, an hour's wind tells little of the next, and noon air is restless whatever is known.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from game.content.sections import Weather
from game.core import marstime
from game.core.rng import rng_for
from game.sim.estimates.sky import clear_tau
from game.sim.estimates.storms import raised, storm_begins, storm_in_progress, storms_about, strength_frac
from game.sim.physics import air, sol_luck, wind

SURE_FRAC = 0.8
"""How often a range holds the truth."""
_Z = 1.2815515655446004
"""So many standard deviations to either side hold 80 % of a normal distribution."""
LEADS_H = (3.0, 6.0, 12.0, 24.0, 48.0, 72.0)
"""Hours ahead that the outlook is made for."""

# 10th and 90th percentile of an hour's luck with the wind: on the hour (Weibull of shape 2, mean 1), and half-way
# between two hours, where two lots are mixed.
_ON_THE_HOUR, _BETWEEN = (0.366, 1.712), (0.543, 1.476)
_TRIANGLE_SD = 0.408248290463863  # of the difference of two even lots

_SEEN_FRAC, _FALSE_ALARM_FRAC = 0.8, 0.01
"""Of storms a sol away, and of quiet dusty sols: what the weather camera in orbit (MARCI) takes for a storm on its way;
game premise."""
_BELIEVED_FRAC = 0.6
"""How likely a storm is once it has been reported on its way."""
_REPORTED_TAU = 2.0
"""What a regional storm brings (Lemmon 2022); how strong one on its way is, orbit cannot tell."""
_STORM_MEMORY_SOLS = 6.0
"""A storm that blows now blows on for about so long (regional storms last days to two weeks, from memory)."""


@dataclass(frozen=True, slots=True)
class Range:
    """Eighty percent of what may come lies between `low` and `high`."""

    low: float
    likely: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect at a tick."""

    tick: int
    tau: Range
    air_c: Range
    wind_m_s: Range
    gust_m_s: float
    """The strongest gust to reckon with."""
    storm_frac: float
    """How likely a dust storm is then."""


def outlook(weather: Weather, seed: int, now: int) -> tuple[Outlook, ...]:
    """The coming hours and sols, seen from now."""
    return tuple(expect(weather, seed, now, now + int(lead_h * wind.HOUR_S)) for lead_h in LEADS_H)


def expect(weather: Weather, seed: int, now: int | None, at: int) -> Outlook:
    """What to expect at `at` of one who knows the weather up to `now`; None: who only knows the season."""
    season, lmst_h = air.season_at(at), marstime.lmst_h(at)
    storm = _storm_frac(weather, seed, now, at)
    tau = _tau(weather, seed, now, at, season, storm)
    blow = _wind(weather, at, lmst_h, tau)
    gust_m_s = blow.high * (wind.GUST_BASE + 1.5 * wind.GUST_LUCK)
    return Outlook(at, tau, _air(seed, now, at, season, lmst_h, tau), blow, gust_m_s, storm)


def _course(seed: int, what: str, now: int | None, at: int) -> tuple[float, float]:
    """(mean, standard deviation) of the course at `at`, given the one now."""
    spread = sol_luck.spread(at)
    if now is None:
        return 0.0, spread
    known = sol_luck.correlation(now, at)
    mean = known * spread / sol_luck.spread(now) * sol_luck.course(seed, what, now)
    return mean, spread * math.sqrt(max(0.0, 1.0 - known * known))


# --- dust and storms --------------------------------------------------------------------------------------------------
def _tau(weather: Weather, seed: int, now: int | None, at: int, season: air.Season, storm_frac: float) -> Range:
    """Scatter about the season's; with a storm in the air or reported, up to what such storms bring."""
    if weather.tau is not None:
        calm = Range(weather.tau, weather.tau, weather.tau)
    else:
        mean, spread = _course(seed, "tau", now, at)
        scatter = air.tau_scatter_frac(season.ls_deg)
        low, likely, high = (season.tau * (1.0 + scatter * (mean + z * spread)) for z in (-_Z, 0.0, _Z))
        calm = Range(low, likely, high)
    present = _present_tau(weather, seed, now)
    if present > 0.0:
        return Range(calm.low, 0.5 * (calm.likely + present), max(calm.high, 1.3 * present))
    if storm_frac >= 1.0 - SURE_FRAC:
        return Range(calm.low, calm.likely, max(calm.high, _REPORTED_TAU))
    return calm


def _present_tau(weather: Weather, seed: int, now: int | None) -> float:
    """Opacity in a storm that blows now; 0 without one."""
    if now is None:
        return 0.0
    storms = storms_about(weather, seed, now)
    if storm_in_progress(storms, now) is None:
        return 0.0
    return raised(storms, clear_tau(weather, seed, air.season_at(now), now), now)


def _storm_frac(weather: Weather, seed: int, now: int | None, at: int) -> float:
    """How likely a storm is at `at`: one that goes on, one that orbit has seen coming, or one by chance."""
    dusty = air.is_dusty_season(air.season_at(at).ls_deg)
    chance_frac = weather.chance_storms if dusty else 0.0
    if now is None:
        return min(1.0, chance_frac * _STORM_MEMORY_SOLS)
    lead_sols = (at - now) / marstime.SOL_S
    if _present_tau(weather, seed, now) > 0.0:
        return 1.0 / (1.0 + lead_sols / _STORM_MEMORY_SOLS)
    reported = _BELIEVED_FRAC if storm_reported(weather, seed, now) else 0.0
    return max(reported, min(1.0, chance_frac * lead_sols))


@lru_cache(maxsize=64)  # a memo of a pure function: nothing depends on what it holds
def _reported_on(weather: Weather, seed: int, sol: int) -> bool:
    begin = sol * marstime.SOL_S
    stream = rng_for(seed, "weather", "orbit")
    if storm_begins(weather, seed, begin, begin + 2 * marstime.SOL_S):
        return stream.chance(_SEEN_FRAC, sol)
    return air.is_dusty_season(marstime.ls_deg(begin)) and stream.chance(_FALSE_ALARM_FRAC, sol)


def storm_reported(weather: Weather, seed: int, now: int) -> bool:
    """True when this sol's pictures from orbit show a storm on its way; mostly right, never sure."""
    return _reported_on(weather, seed, marstime.sol(now))


# --- air and wind -----------------------------------------------------------------------------------------------------
def _air(seed: int, now: int | None, at: int, season: air.Season, lmst_h: float, tau: Range) -> Range:
    """Warmth by dust, by the sol's luck, and by the minute's turbulence."""
    mean, spread = _course(seed, "warmth", now, at)
    likely_c = air.air_c(season, lmst_h, tau.likely) + air.SOL_LUCK_C * mean
    luck_c, swing_c = air.SOL_LUCK_C * spread, _TRIANGLE_SD * air.turbulence_c(lmst_h)
    own_c = _Z * math.sqrt(luck_c * luck_c + swing_c * swing_c)
    off_c = [air.air_c(season, lmst_h, edge) - air.air_c(season, lmst_h, tau.likely) for edge in (tau.low, tau.high)]
    return Range(likely_c - _together(own_c, min(off_c)), likely_c, likely_c + _together(own_c, max(off_c)))


def _together(one: float, other: float) -> float:
    """Two independent uncertainties."""
    return math.sqrt(one * one + other * other)


def _wind(weather: Weather, at: int, lmst_h: float, tau: Range) -> Range:
    """The hour's usual wind times what luck an hour may have; in dust storms it blows harder."""
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    part = at / wind.HOUR_S
    share = part - int(part)
    mixed = 4.0 * share * (1.0 - share)
    low, high = (on + (between - on) * mixed for on, between in zip(_ON_THE_HOUR, _BETWEEN, strict=True))
    mean_m_s = usual_m_s * wind.usual_share(lmst_h)
    stirred = _stirred(tau.high, air.season_at(at).tau if weather.tau is None else weather.tau)
    return Range(mean_m_s * low, mean_m_s, mean_m_s * high * stirred)


def _stirred(tau: float, calm_tau: float) -> float:
    """How much more wind so much dust comes with; a hazy sol is no storm."""
    return 1.0 + wind.STORM_GAIN * strength_frac(tau, calm_tau) if tau > 1.5 * calm_tau else 1.0
