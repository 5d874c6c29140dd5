"""The weather at any tick of a mission, as a pure function: what the weather system sets and every forecast asks."""

from functools import lru_cache

from game.content.sections import Storm, Weather
from game.core import marstime
from game.core.grid import wrap_deg
from game.core.units import air_density_kg_m3, k_from_c
from game.sim.physics import air, heat, wind
from game.sim.state.environment import WeatherState

_RISE_H, _RISE_FRAC = 3.0, 0.2
_FALL_H, _FALL_FRAC = 12.0, 0.4
"""A storm climbs within 3 h and settles within 12 h, or within these shares of its life when that is shorter (game
premise; the regional storm of January 2022 came and went within a sol or two, Lemmon 2022)."""
REGIONAL_TAU = 2.0
"""Of the regional storm of January 2022 (Lemmon 2022)."""
_YEAR_SOLS = 668
"""Whole sols of a Mars year of 668.6."""


@lru_cache(maxsize=64)  # a memo of a pure function
def _begins_tick(sol: int, lmst: str) -> int:
    return marstime.tick_at(sol, marstime.parse_lmst(lmst))


def storm_share(storm: Storm, tick: int) -> float:
    """How far a storm has built up: 0 outside it, 1 at its worst."""
    age_h = (tick - _begins_tick(storm.sol, storm.lmst)) / wind.HOUR_S
    left_h = storm.hours - age_h
    if age_h < 0.0 or left_h <= 0.0:
        return 0.0
    rise_h = min(_RISE_H, _RISE_FRAC * storm.hours)
    fall_h = min(_FALL_H, _FALL_FRAC * storm.hours)
    return min(1.0, age_h / rise_h, left_h / fall_h)


def storm_in_progress(storms: tuple[Storm, ...], tick: int) -> Storm | None:
    """The dustiest storm whose time it is."""
    now = [s for s in storms if 0.0 <= (tick - _begins_tick(s.sol, s.lmst)) / wind.HOUR_S < s.hours]
    return max(now, key=lambda storm: storm.tau) if now else None


def dust(weather: Weather, seasonal: float, tick: int) -> tuple[float, float]:
    """Opacity now, and the strength of storm in it (1: as much dust added as makes a regional storm)."""
    base = seasonal if weather.tau is None else weather.tau
    tau = base
    for storm in weather.storms:
        share = storm_share(storm, tick)
        if share > 0.0:
            tau = max(tau, base + (storm.tau - base) * share)
    return tau, min(1.5, (tau - base) / (REGIONAL_TAU - 0.5))


def weather_at(weather: Weather, seed: int, tick: int) -> WeatherState:
    """The sky and the air at a tick."""
    season = air.season_at(tick)
    lmst_h = marstime.lmst_h(tick)
    tau, storm_frac = dust(weather, season.tau, tick)
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    blow = wind.wind_at(seed, tick, lmst_h, usual_m_s, storm_frac)
    storm = bool(weather.storms) and storm_in_progress(weather.storms, tick) is not None
    return _weather_of(season, lmst_h, tau, blow, storm)


def usual_weather(ls_deg: float, lmst_s: int, wind_m_s: float | None = None) -> WeatherState:
    """The sky and the air usual at a solar longitude and a time of day, without any level or luck.

    >>> sky = usual_weather(170.0, marstime.parse_lmst("12:30"))
    >>> round(sky.ls_deg), round(sky.pressure_pa), round(sky.density_kg_m3, 4)
    (170, 647, 0.0137)
    """
    season = air.season_of_ls(ls_deg, marstime.equation_of_time_h(tick_of_ls(ls_deg, lmst_s)))
    lmst_h = lmst_s * 24.0 / marstime.SOL_S
    return _weather_of(season, lmst_h, season.tau, wind.usual_wind(lmst_h, wind_m_s), False)


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
    """Temperature of actuators that have long been at rest: that of the air one lag ago (or on the first sol)."""
    return weather_at(weather, seed, max(0, tick - int(heat.ACTUATOR_LAG_MIN * 60.0))).air_c


def _weather_of(season: air.Season, lmst_h: float, tau: float, blow: wind.Wind, storm: bool) -> WeatherState:
    sun = air.sun_at(season, lmst_h)
    air_c = air.air_c(season, lmst_h, tau)
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
