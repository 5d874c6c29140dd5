"""Dust storms over a mission: those the level has written down, and those that come by chance in the dusty season."""

from functools import lru_cache

from game.content.sections import Storm, Weather
from game.core import marstime
from game.core.rng import rng_for
from game.sim.physics import air
from game.sim.physics.wind import HOUR_S
from game.sim.world import World

_RISE_H, _RISE_FRAC = 48.0, 0.2
_FALL_H, _FALL_FRAC = 240.0, 0.4
"""A storm climbs within 2 sols and settles within 10, or within these shares of its life when that is shorter: a dusty
gust front of 12 h is there in 2 h; the regional storm of January 2022 rose and fell within days (Lemmon 2022)."""
REGIONAL_TAU = 2.0
"""Of the regional storm of January 2022, sols 313 to 318 (Lemmon 2022)."""
GLOBAL_TAU = 8.5
"""At the height of the global storm of 2018, at Gale (Guzewich 2019)."""
GLOBAL_SHARE = 0.08
"""Of storms that begin by chance: a global one about every third or fourth year (from memory)."""
_REGIONAL_SOLS, _REGIONAL_TAUS = (4.0, 14.0), (1.4, 2.6)
_GLOBAL_SOLS, _GLOBAL_TAUS = (50.0, 80.0), (6.0, GLOBAL_TAU)
"""Starting values."""
LONGEST_SOLS = 82


@lru_cache(maxsize=64)  # a memo of a pure function
def _begins_tick(sol: int, lmst: str) -> int:
    return marstime.tick_at(sol, marstime.parse_lmst(lmst))


def age_h(storm: Storm, tick: int) -> float:
    """Hours since a storm began; negative before."""
    return (tick - _begins_tick(storm.sol, storm.lmst)) / HOUR_S


def storm_share(storm: Storm, tick: int) -> float:
    """How far a storm has built up: 0 outside it, 1 at its worst."""
    age = age_h(storm, tick)
    left_h = storm.hours - age
    if age < 0.0 or left_h <= 0.0:
        return 0.0
    rise_h = min(_RISE_H, _RISE_FRAC * storm.hours)
    fall_h = min(_FALL_H, _FALL_FRAC * storm.hours)
    return min(1.0, age / rise_h, left_h / fall_h)


@lru_cache(maxsize=4096)  # a memo of a pure function
def _chance_storm(seed: int, chance_frac: float, sol: int) -> Storm | None:
    """The storm that begins by chance on a sol, if one does."""
    stream = rng_for(seed, "weather", "storms")
    if not stream.chance(chance_frac, sol) or not air.is_dusty_season(marstime.ls_deg(sol * marstime.SOL_S)):
        return None
    size, length = stream.sub("size").uniform(sol), stream.sub("length").uniform(sol)
    is_global = stream.sub("global").chance(GLOBAL_SHARE, sol)
    low_tau, high_tau = _GLOBAL_TAUS if is_global else _REGIONAL_TAUS
    low_sols, high_sols = _GLOBAL_SOLS if is_global else _REGIONAL_SOLS
    hours = 24.0 * (low_sols + (high_sols - low_sols) * length)
    return Storm(sol=sol, lmst="11:00", hours=hours, tau=low_tau + (high_tau - low_tau) * size)


@lru_cache(maxsize=16)  # a memo of a pure function
def _chance_storms(seed: int, chance_frac: float, sol: int) -> tuple[Storm, ...]:
    """Storms by chance that may still blow on a sol."""
    found = (_chance_storm(seed, chance_frac, day) for day in range(max(0, sol - LONGEST_SOLS), sol + 1))
    return tuple(storm for storm in found if storm is not None)


def storms_about(weather: Weather, seed: int, tick: int) -> tuple[Storm, ...]:
    """All storms that may matter at a tick."""
    if weather.chance_storms <= 0.0:
        return weather.storms
    return (*weather.storms, *_chance_storms(seed, weather.chance_storms, marstime.sol(tick)))


def storm_in_progress(storms: tuple[Storm, ...], tick: int) -> Storm | None:
    """The dustiest storm whose time it is."""
    now = [storm for storm in storms if 0.0 <= age_h(storm, tick) < storm.hours]
    return max(now, key=lambda storm: storm.tau) if now else None


def weather_of(world: World) -> Weather:
    """The level's weather and the storms that its story has begun meanwhile."""
    told = world.story.storms
    if not told:
        return world.level.weather
    return _with_told(world.level.weather, tuple((storm.began_tick, storm.hours, storm.tau) for storm in told))


@lru_cache(maxsize=16)  # a memo of a pure function
def _with_told(weather: Weather, told: tuple[tuple[int, float, float], ...]) -> Weather:
    storms = [
        Storm.model_construct(sol=marstime.sol(tick), lmst=marstime.lmst_text(tick), hours=hours, tau=tau)
        for tick, hours, tau in told
    ]
    return weather.model_copy(update={"storms": (*weather.storms, *storms)})


def storm_begins(weather: Weather, seed: int, after: int, until: int) -> bool:
    """True when a storm begins in (after, until]."""
    return any(after < _begins_tick(one.sol, one.lmst) <= until for one in storms_about(weather, seed, until))


def raised(storms: tuple[Storm, ...], base: float, tick: int) -> float:
    """Opacity when storms lift dust into air that holds `base` without them."""
    tau = base
    for storm in storms:
        share = storm_share(storm, tick)
        if share > 0.0:
            tau = max(tau, base + (storm.tau - base) * share)
    return tau


def strength_frac(tau: float, base: float) -> float:
    """Strength of a storm: 1 when it has added as much dust as makes a regional storm.

    >>> strength_frac(2.0, 0.5), strength_frac(0.5, 0.5)
    (1.0, 0.0)
    """
    return min(1.5, (tau - base) / (REGIONAL_TAU - 0.5))
