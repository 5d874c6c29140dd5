"""How one sol differs from the next: a slow random course, as a pure function of the seed and the clock.

Each sol draws a number; the course at a midnight is a fading sum of the last few, so that what a sol began is still
felt some sols later. Because the sum is known, so is how much of it can be foreseen: forecasts ask `correlation`.
"""

import math
from functools import lru_cache

from game.core import marstime
from game.core.rng import rng_for

_FADING = (1.0, 0.7, 0.49, 0.343, 0.2401, 0.16807, 0.117649)
"""What a sol's draw still counts 0, 1, 2 ... sols later (game premise: weather at Jezero has a memory of days)."""


def _norm() -> float:
    total = 0.0
    for share in _FADING:
        total += share * share
    return math.sqrt(total)


WEIGHTS = tuple(share / _norm() for share in _FADING)
MOST = 2.2
"""A course beyond this many standard deviations is cut: no sol of a season is unlike all others."""


@lru_cache(maxsize=256)  # a memo of a pure function: nothing depends on what it holds
def at_midnight(seed: int, what: str, sol: int) -> float:
    """The course at the beginning of a sol: mean 0, standard deviation 1."""
    stream = rng_for(seed, "weather", what)
    course = 0.0
    for ago, weight in enumerate(WEIGHTS):
        course += weight * stream.normal(sol - ago)
    return max(-MOST, min(MOST, course))


@lru_cache(maxsize=64)  # a memo of a pure function, asked each minute
def _of_sol(seed: int, what: str, sol: int) -> tuple[float, float]:
    """The course when a sol begins, and how much it rises through it."""
    before = at_midnight(seed, what, sol)
    return before, at_midnight(seed, what, sol + 1) - before


def course(seed: int, what: str, tick: int) -> float:
    """The course now: straight from midnight to midnight."""
    sol, second = divmod(tick, marstime.SOL_S)
    before, rise = _of_sol(seed, what, sol)
    return before + rise * (second / marstime.SOL_S)


def _parts(tick: int) -> dict[int, float]:
    """How much of each sol's draw is in the course at a tick."""
    sol, second = divmod(tick, marstime.SOL_S)
    share = second / marstime.SOL_S
    parts: dict[int, float] = {}
    for day, of_it in ((sol, 1.0 - share), (sol + 1, share)):
        for ago, weight in enumerate(WEIGHTS):
            parts[day - ago] = parts.get(day - ago, 0.0) + weight * of_it
    return parts


def _shared(one: dict[int, float], other: dict[int, float]) -> float:
    total = 0.0
    for sol, weight in one.items():
        total += weight * other.get(sol, 0.0)
    return total


def spread(tick: int) -> float:
    """Standard deviation of the course: 1 at midnight, a little less between.

    >>> round(spread(0), 3), 0.85 < spread(marstime.SOL_S // 2) < 1.0
    (1.0, True)
    """
    parts = _parts(tick)
    return math.sqrt(_shared(parts, parts))


def correlation(tick: int, other: int) -> float:
    """How much of the course at `other` is already in the course at `tick`, -1 to 1.

    >>> correlation(0, 0) > 0.999, 0.6 < correlation(0, marstime.SOL_S) < 0.8, correlation(0, 20 * marstime.SOL_S)
    (True, True, 0.0)
    """
    one, two = _parts(tick), _parts(other)
    return _shared(one, two) / math.sqrt(_shared(one, one) * _shared(two, two))
