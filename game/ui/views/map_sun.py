"""The light on the map: the sun in steps for the relief, and the colour of the hour laid over it smoothly.

Relief is painted for the middle of one of STEPS equal parts of the day (or for a soft night light). Dusk, night and
dust are a tint of the finished picture, so they cost nothing to change.

A sun in the south is mirrored to the north, as on any relief map: lit from below, people take craters for hills.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from game.core import marstime
from game.imaging.relief_light import day_grade
from game.sim.world import World

STEPS = 12
FULL_DAY_DEG = 16.0  # from here up the painter adds no colour of its own: that is the tint's part
NIGHT_AZIMUTH_DEG, NIGHT_ELEVATION_DEG = 315, 30  # a light from the upper left keeps the night map legible
GAMMA = 2.2  # of relief_colour: the grade is a share of light, the tint one of picture values
CLEAR_TAU, THICK_TAU = 0.6, 3.0
VEIL_MOST = 0.34
TINT_EVERY_S = 20
DUST = (186, 146, 108)

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class SunStep:
    """Where the light of the relief comes from, in whole degrees."""

    azimuth_deg: int
    elevation_deg: int


@dataclass(frozen=True, slots=True)
class Tint:
    """Picture values are multiplied by `times` / 255, then `plus` is added."""

    times: Rgb
    plus: Rgb = (0, 0, 0)


NIGHT = SunStep(NIGHT_AZIMUTH_DEG, NIGHT_ELEVATION_DEG)


@lru_cache(maxsize=8)
def _daylight(sol: int) -> tuple[int, int]:
    return marstime.sunrise_sunset(sol)


def sun_step(tick: int) -> SunStep:
    """The step of the day a tick falls into."""
    sol = marstime.sol(tick)
    rise, down = _daylight(sol)
    if not rise <= tick < down:
        return NIGHT
    return _step_of_day(sol, (tick - rise) * STEPS // (down - rise))


@lru_cache(maxsize=4 * STEPS)
def _step_of_day(sol: int, part: int) -> SunStep:
    rise, down = _daylight(sol)
    sun = marstime.sun_position(rise + (down - rise) * (2 * part + 1) // (2 * STEPS))
    return SunStep(from_above_deg(round(sun.azimuth_deg)), max(int(FULL_DAY_DEG), round(sun.elevation_deg)))


def from_above_deg(azimuth_deg: int) -> int:
    """The azimuth, mirrored into the northern half of the map.

    >>> from_above_deg(100), from_above_deg(200), from_above_deg(300)
    (80, 340, 300)
    """
    return (180 - azimuth_deg) % 360 if 90 < azimuth_deg < 270 else azimuth_deg % 360


def tint_now(world: World) -> Tint:
    """The colour of this hour and this air."""
    return _tint(world.tick // TINT_EVERY_S, round(veil_frac(world.weather.tau), 2))


@lru_cache(maxsize=4)
def _tint(part: int, veil: float) -> Tint:
    grade = day_grade(marstime.sun_position(part * TINT_EVERY_S).elevation_deg)
    light = tuple(channel ** (1.0 / GAMMA) for channel in grade)
    red, green, blue = (round(255 * part * (1.0 - veil)) for part in light)
    plus_red, plus_green, plus_blue = (round(dust * part * veil) for dust, part in zip(DUST, light, strict=True))
    return Tint((red, green, blue), (plus_red, plus_green, plus_blue))


def veil_frac(tau: float) -> float:
    """How much of the view the dust in the air takes: nothing on a clear day, a third in a storm.

    >>> veil_frac(0.5), veil_frac(9.0)
    (0.0, 0.34)
    """
    return VEIL_MOST * min(1.0, max(0.0, (tau - CLEAR_TAU) / (THICK_TAU - CLEAR_TAU)))


def shadow_px(step: SunStep, height_px: float) -> tuple[float, float]:
    """Where the shadow of something so high falls, seen from above."""
    reach = height_px / math.tan(math.radians(min(max(step.elevation_deg, 13.0), 60.0)))
    azimuth = math.radians(step.azimuth_deg)
    return (-math.sin(azimuth) * reach, math.cos(azimuth) * reach)
