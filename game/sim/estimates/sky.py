"""The weather at any tick of a mission, as a pure function: what the weather system sets and every forecast asks."""

from functools import lru_cache

import numpy as np

from game.content.sections import Weather
from game.core import marstime
from game.core.grid import wrap_deg
from game.core.rng import rng_for
from game.core.units import air_density_kg_m3, k_from_c
from game.sim.estimates.storms import raised, storm_in_progress, storms_about, strength_frac
from game.sim.physics import air, heat, sol_luck, wind
from game.sim.state.environment import WeatherState

_YEAR_SOLS = 668
"""Whole sols of a Mars year of 668.6."""
_CLEAREST_TAU = 0.1


def weather_at(weather: Weather, seed: int, tick: int) -> WeatherState:
    """The sky and the air at a tick."""
    season = air.season_at(tick)
    lmst_h = marstime.lmst_h(tick)
    storms = storms_about(weather, seed, tick)
    base = clear_tau(weather, seed, season, tick)
    tau = raised(storms, base, tick)
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    blow = wind.wind_at(seed, tick, lmst_h, usual_m_s, strength_frac(tau, base))
    storm = bool(storms) and storm_in_progress(storms, tick) is not None
    return _weather_of(season, lmst_h, tau, blow, storm, luck_c(seed, tick, lmst_h))


def clear_tau(weather: Weather, seed: int, season: air.Season, tick: int) -> float:
    """Opacity without storms: the level's, or the season's with this sol's luck."""
    if weather.tau is not None:
        return weather.tau
    scatter = air.tau_scatter_frac(season.ls_deg) * sol_luck.course(seed, "tau", tick)
    return max(_CLEAREST_TAU, season.tau * (1.0 + scatter))


def luck_c(seed: int, tick: int, lmst_h: float) -> float:
    """How much warmer than usual the air is in this minute: the sol's luck, and turbulence by day."""
    warmer_c = air.SOL_LUCK_C * sol_luck.course(seed, "warmth", tick)
    swing_c = air.turbulence_c(lmst_h)
    if swing_c > 0.0:
        block, minute = divmod(tick // 60, wind.LUCK_BLOCK)
        warmer_c += swing_c * _turbulence(seed, block)[minute]
    return warmer_c


@lru_cache(maxsize=32)  # a memo of a pure function, drawn for many minutes at once
def _turbulence(seed: int, block: int) -> list[float]:
    """Two lots for each minute: from -1 to 1, most often near 0."""
    lots = np.arange(2 * block * wind.LUCK_BLOCK, 2 * (block + 1) * wind.LUCK_BLOCK)
    lot = rng_for(seed, "weather", "turbulence").uniform(lots)
    luck: list[float] = (lot[0::2] + lot[1::2] - 1.0).tolist()
    return luck


def usual_at(weather: Weather, tick: int) -> WeatherState:
    """What to expect at a tick of a level: season, hour and the storms written down, without luck."""
    season, lmst_h = air.season_at(tick), marstime.lmst_h(tick)
    base = season.tau if weather.tau is None else weather.tau
    tau = raised(weather.storms, base, tick)
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    mean_m_s = usual_m_s * wind.usual_share(lmst_h) * (1.0 + wind.STORM_GAIN * strength_frac(tau, base))
    storm = storm_in_progress(weather.storms, tick) is not None
    return _weather_of(season, lmst_h, tau, wind.usual_wind(lmst_h, mean_m_s), storm, 0.0)


def foreseen_at(weather: Weather, seed: int | None, tick: int) -> WeatherState:
    """The sky of a mission, or without a seed what is usual."""
    return usual_at(weather, tick) if seed is None else weather_at(weather, seed, tick)


def usual_air_c(weather: Weather, tick: int) -> float:
    """Air temperature to expect at a tick of a level."""
    season = air.season_at(tick)
    tau = raised(weather.storms, season.tau if weather.tau is None else weather.tau, tick)
    return air.air_c(season, marstime.lmst_h(tick), tau)


def density_change_per_h(weather: Weather, tick: int) -> float:
    """By what share the air's density grows in an hour, from the usual course of the sol: dawn and dusk stand out.

    >>> noon, dusk = (marstime.tick_at(60, marstime.parse_lmst(lmst)) for lmst in ("13:30", "18:00"))
    >>> abs(density_change_per_h(Weather(), noon)) < 0.02 < density_change_per_h(Weather(), dusk)
    True
    """
    half_s = int(0.25 * wind.HOUR_S)
    before, after = usual_at(weather, max(0, tick - half_s)), usual_at(weather, tick + half_s)
    return 2.0 * (after.density_kg_m3 / before.density_kg_m3 - 1.0)


def usual_weather(ls_deg: float, lmst_s: int, wind_m_s: float | None = None) -> WeatherState:
    """The sky and the air usual at a solar longitude and a time of day, without any level or luck.

    >>> sky = usual_weather(170.0, marstime.parse_lmst("12:30"))
    >>> round(sky.ls_deg), round(sky.pressure_pa), round(sky.density_kg_m3, 4)
    (170, 647, 0.0136)
    """
    season = air.season_of_ls(ls_deg, marstime.equation_of_time_h(tick_of_ls(ls_deg, lmst_s)))
    lmst_h = lmst_s * 24.0 / marstime.SOL_S
    return _weather_of(season, lmst_h, season.tau, wind.usual_wind(lmst_h, wind_m_s), False, 0.0)


def tick_of_ls(ls_deg: float, lmst_s: int) -> int:
    """The first sol of the mission with this solar longitude (to half a sol's worth), at a time of day.

    >>> marstime.sol(tick_of_ls(35.0, 44_388)), round(marstime.ls_deg(tick_of_ls(35.0, 44_388)))
    (60, 35)
    """
    start_deg = marstime.ls_deg(lmst_s)
    wanted_deg = wrap_deg(ls_deg - start_deg)
    low, high = 0, _YEAR_SOLS
    while high - low > 1:
        middle = (low + high) // 2
        if wrap_deg(marstime.ls_deg(marstime.tick_at(middle, lmst_s)) - start_deg) <= wanted_deg:
            low = middle
        else:
            high = middle
    return marstime.tick_at(low, lmst_s)


def resting_actuators_c(weather: Weather, seed: int, tick: int) -> float:
    """Temperature of actuators that have long been at rest: that of the air one lag ago (or on the first sol).

    Turbulence is too quick for them.
    """
    then = max(0, tick - int(heat.ACTUATOR_LAG_MIN * 60.0))
    season = air.season_at(then)
    tau = raised(storms_about(weather, seed, then), clear_tau(weather, seed, season, then), then)
    return air.air_c(season, marstime.lmst_h(then), tau) + air.SOL_LUCK_C * sol_luck.course(seed, "warmth", then)


def _weather_of(
    season: air.Season, lmst_h: float, tau: float, blow: wind.Wind, storm: bool, warmer_c: float
) -> WeatherState:
    sun = air.sun_at(season, lmst_h)
    air_c = air.air_c(season, lmst_h, tau) + warmer_c
    pressure_pa = air.pressure_pa(season, sun, tau)
    return WeatherState(
        ls_deg=season.ls_deg,
        sun_azimuth_deg=sun.azimuth_deg,
        sun_elevation_deg=sun.elevation_deg,
        air_c=air_c,
        ground_c=air.ground_c(air_c, sun.sin_elevation, tau),
        pressure_pa=pressure_pa,
        density_kg_m3=air_density_kg_m3(pressure_pa, k_from_c(air_c)),
        tau=tau,
        wind_m_s=blow.mean_m_s,
        gust_m_s=blow.gust_m_s,
        wind_from_deg=blow.from_deg,
        storm=storm,
    )
