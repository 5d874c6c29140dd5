"""Whirlwinds as pure functions of seed and clock: dust devils that cross the land, and vortices that are only felt.

A dust devil is seen from afar and drifts with the wind of its hour; 2 to 3 form on each square kilometre each sol. Far
more whirlwinds carry no dust, or are too small to be seen: those pass over the station unseen, a dip in the pressure.
MEDA felt 4.9 of both kinds a sol, most of them about noon.

Sources: Hueso 2023 (MEDA, 5 to 135 m, mean 20 m, up to 9 Pa, 4.9 a sol above 0.5 Pa, at least one in five dusty, three
in four of those above 2 Pa); what is marked so is from memory.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from game.core import exact, marstime
from game.core.grid import heading_vector
from game.core.rng import Stream, rng_for
from game.sim.physics import wind

PER_KM2_SOL = 2.5
MARGIN_M = 1500.0
"""They form this far around the map too, and cross it, or are seen in the distance."""
MEAN_M, LEAST_M, MOST_M = 20.0, 5.0, 135.0
_LEAST_08, _MOST_08 = 0.27594593229224296, 0.019757545247382217
"""5^-0.8 and 135^-0.8."""
MOST_DIP_PA = 9.0
FELT_PA = 0.5
FELT_PER_SOL = 4.9
FROM_H, UNTIL_H = 8.0, 17.0
"""Hours at which the ground is hot enough; most about 12:30."""
_LIFE_S_PER_M23 = 40.0
"""A devil lives 40 s x diameter^(2/3): 5 min at 20 m, 15 min at 110 m (Lorenz 2013, from memory)."""
MOST_LIFE_S = 1200
_OWN_PER_SOL = 4.75
"""Vortices without a body on the map, so that with the dust devils that pass some 4.9 are felt."""
_DUSTY_FRAC, _DEEP_DUSTY_FRAC, _DEEP_PA = 0.20, 0.75, 2.0
_MEAN_DIP_PA = 0.55
"""Mean of what a dip has beyond 0.5 Pa; starting value."""


@dataclass(frozen=True, slots=True)
class DustDevil:
    """A dust devil at one moment. `age_frac` runs from 0 (it forms) to 1 (it is gone)."""

    x_m: float
    y_m: float
    diameter_m: float
    height_m: float
    dip_pa: float
    """At its heart."""
    drift_x_m_s: float
    drift_y_m_s: float
    age_frac: float

    def dip_at_pa(self, x_m: float, y_m: float) -> float:
        """How far the pressure falls at a place.

        >>> devil = DustDevil(0.0, 0.0, 20.0, 100.0, 4.0, 0.0, 0.0, 0.5)
        >>> devil.dip_at_pa(0.0, 0.0), devil.dip_at_pa(10.0, 0.0)
        (4.0, 2.0)
        """
        return profile_pa(self.dip_pa, self.diameter_m, (x_m - self.x_m, y_m - self.y_m))


@dataclass(frozen=True, slots=True)
class Vortex:
    """A whirlwind that passes over the station."""

    dip_pa: float
    seconds: float
    dusty: bool
    diameter_m: float
    wind_m_s: float
    """Strongest wind in it."""


@dataclass(frozen=True, slots=True)
class _Life:
    """The whole life of a dust devil."""

    born_tick: int
    gone_tick: int
    x_m: float
    y_m: float
    diameter_m: float
    dip_pa: float
    drift_x_m_s: float
    drift_y_m_s: float

    def at(self, tick: int) -> DustDevil:
        age_s = tick - self.born_tick
        return DustDevil(
            x_m=self.x_m + self.drift_x_m_s * age_s,
            y_m=self.y_m + self.drift_y_m_s * age_s,
            diameter_m=self.diameter_m,
            height_m=height_m(self.diameter_m),
            dip_pa=self.dip_pa,
            drift_x_m_s=self.drift_x_m_s,
            drift_y_m_s=self.drift_y_m_s,
            age_frac=age_s / (self.gone_tick - self.born_tick),
        )


def profile_pa(dip_pa: float, diameter_m: float, offset_m: tuple[float, float]) -> float:
    """Pressure drop beside the heart of a vortex: half of it at the wall (Lorentz profile, as the analysts fit)."""
    radius_m = 0.5 * diameter_m
    away2 = offset_m[0] * offset_m[0] + offset_m[1] * offset_m[1]
    return dip_pa / (1.0 + away2 / (radius_m * radius_m))


def height_m(diameter_m: float) -> float:
    """Dust columns stand some eight times as high as they are wide, up to a kilometre; from memory.

    >>> height_m(20.0), height_m(135.0)
    (160.0, 1000.0)
    """
    return min(1000.0, 8.0 * diameter_m)


def wall_wind_m_s(dip_pa: float, density_kg_m3: float = 0.0155) -> float:
    """Wind in the wall of a vortex that the pressure drop holds in its circle (cyclostrophic balance).

    >>> round(wall_wind_m_s(0.5), 1), round(wall_wind_m_s(9.0), 1)
    (5.7, 24.1)
    """
    return math.sqrt(dip_pa / density_kg_m3)


# --- dust devils ------------------------------------------------------------------------------------------------------
def dust_devils_at(
    seed: int, tick: int, width_m: float, height_m: float, afternoon_m_s: float = wind.TYPICAL_M_S
) -> tuple[DustDevil, ...]:
    """The dust devils that stand now on a map of this size, or within 1.5 km of it: places in metres of the map.

    `afternoon_m_s`: the level's typical wind, with which they drift.
    """
    return tuple(life.at(tick) for life in _standing(seed, tick, (width_m, height_m), afternoon_m_s))


@lru_cache(maxsize=4)  # a memo of a pure function: in a minute it is asked for the rover and for the helicopter
def _standing(seed: int, tick: int, size_m: tuple[float, float], afternoon_m_s: float) -> tuple[_Life, ...]:
    """Those that live now, in the order of their birth."""
    lives, births = lives_of_sol(seed, tick // marstime.SOL_S, size_m[0], size_m[1], afternoon_m_s)
    low, high = bisect_left(births, tick - MOST_LIFE_S), bisect_right(births, tick)
    return tuple(life for life in lives[low:high] if tick < life.gone_tick)


@lru_cache(maxsize=16)  # a memo of a pure function: nothing depends on what it holds
def lives_of_sol(
    seed: int, sol: int, width_m: float, height_m: float, afternoon_m_s: float
) -> tuple[tuple[_Life, ...], tuple[int, ...]]:
    """All dust devils of a sol in the order of their birth, and the ticks of birth."""
    stream = rng_for(seed, "weather", "devils", sol)
    across_m, down_m = width_m + 2.0 * MARGIN_M, height_m + 2.0 * MARGIN_M
    expected = PER_KM2_SOL * across_m * down_m / 1e6
    count = _counted(expected, stream.sub("count"))
    born = sorted(_life(stream, seed, sol, n, (across_m, down_m), afternoon_m_s) for n in range(count))
    lives = tuple(life for _tick, _n, life in born)
    return lives, tuple(life.born_tick for life in lives)


def _life(
    stream: Stream, seed: int, sol: int, n: int, area_m: tuple[float, float], afternoon_m_s: float
) -> tuple[int, int, _Life]:
    lmst_h = _hour(stream.sub("when"), n)
    tick = sol * marstime.SOL_S + int(lmst_h * wind.HOUR_S)
    blow = wind.wind_at(seed, tick, lmst_h, afternoon_m_s, 0.0)
    east, south = heading_vector(blow.from_deg + 180.0)
    drift_m_s = 0.5 + blow.mean_m_s
    across_m = diameter_m(stream.sub("size"), n)
    life_s = min(MOST_LIFE_S, int(_LIFE_S_PER_M23 * exact.exp(exact.log(across_m) * 2.0 / 3.0)))
    life = _Life(
        born_tick=tick,
        gone_tick=tick + life_s,
        x_m=stream.sub("x").uniform(n) * area_m[0] - MARGIN_M,
        y_m=stream.sub("y").uniform(n) * area_m[1] - MARGIN_M,
        diameter_m=across_m,
        dip_pa=min(MOST_DIP_PA, 0.8 + 1.2 * stream.sub("dip").exponential(n)),
        drift_x_m_s=east * drift_m_s,
        drift_y_m_s=south * drift_m_s,
    )
    return tick, n, life


def diameter_m(stream: Stream, n: int) -> float:
    """5 to 135 m and 20 m on average, small ones by far the most: numbers fall as diameter^-1.8."""
    share = stream.uniform(n)
    return exact.exp(exact.log(_LEAST_08 - share * (_LEAST_08 - _MOST_08)) * -1.25)


def _hour(stream: Stream, n: int) -> float:
    """A time of day: the mean of two lots is likelier in the middle."""
    share = 0.5 * (stream.uniform(2 * n) + stream.uniform(2 * n + 1))
    return FROM_H + (UNTIL_H - FROM_H) * share


def _counted(expected: float, stream: Stream) -> int:
    """How many there are of something that comes so often on average: gaps between them are exponential."""
    count, passed = 0, stream.exponential(0)
    while passed < expected:
        count += 1
        passed += stream.exponential(count)
    return count


# --- what passes over the station -------------------------------------------------------------------------------------
@lru_cache(maxsize=16)  # a memo of a pure function
def _unseen(seed: int, sol: int) -> dict[int, int]:
    """Minutes of the sol at which a vortex passes, and the vortex's number."""
    stream = rng_for(seed, "weather", "vortices", sol)
    count = _counted(_OWN_PER_SOL, stream.sub("count"))
    return {int(_hour(stream.sub("when"), n) * wind.HOUR_S / 60.0): n for n in range(count)}


def vortex_over_station(seed: int, tick: int, mean_m_s: float) -> Vortex | None:
    """The vortex without a body on the map that passes over the station in the minute of this tick, if one does."""
    sol, second = divmod(tick, marstime.SOL_S)
    n = _unseen(seed, sol).get(second // 60, -1)
    if n < 0:
        return None
    stream = rng_for(seed, "weather", "vortices", sol)
    dip_pa = min(MOST_DIP_PA, FELT_PA + _MEAN_DIP_PA * stream.sub("dip").exponential(n))
    across_m = diameter_m(stream.sub("size"), n)
    dusty = stream.sub("dusty").chance(_DEEP_DUSTY_FRAC if dip_pa > _DEEP_PA else _DUSTY_FRAC, n)
    return passing(dip_pa, across_m, dusty, mean_m_s)


def passing(dip_pa: float, across_m: float, dusty: bool, mean_m_s: float) -> Vortex:
    """What a station feels of a vortex that drifts over it with the wind."""
    return Vortex(dip_pa, across_m / (0.5 + mean_m_s), dusty, across_m, wall_wind_m_s(dip_pa))


def devil_over(
    seed: int, tick: int, size_m: tuple[float, float], place_m: tuple[float, float], afternoon_m_s: float
) -> Vortex | None:
    """The dust devil whose pass over a place was felt in the minute before this tick; the deepest when there are two.

    Each is judged once, at its nearest: in the minute in which that lies.
    """
    deepest = None
    for life in _standing(seed, tick, size_m, afternoon_m_s):
        dip_pa = _nearest_dip_pa(life, tick, place_m)
        if dip_pa >= FELT_PA and (deepest is None or dip_pa > deepest.dip_pa):
            speed = math.sqrt(life.drift_x_m_s * life.drift_x_m_s + life.drift_y_m_s * life.drift_y_m_s)
            deepest = passing(dip_pa, life.diameter_m, True, speed - 0.5)
    return deepest


def _nearest_dip_pa(life: _Life, tick: int, place_m: tuple[float, float]) -> float:
    """Pressure drop at the nearest point of its way, when it was there within the last minute; else 0."""
    vx, vy = life.drift_x_m_s, life.drift_y_m_s
    age_s = tick - life.born_tick
    dx, dy = place_m[0] - (life.x_m + vx * age_s), place_m[1] - (life.y_m + vy * age_s)
    ago_s = -(dx * vx + dy * vy) / (vx * vx + vy * vy)
    if not 0.0 <= ago_s < 60.0:
        return 0.0
    return profile_pa(life.dip_pa, life.diameter_m, (dx + vx * ago_s, dy + vy * ago_s))
