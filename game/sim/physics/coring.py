"""Abrading and coring as pure functions of the rock. Sources: Moeller et al. 2021 (SSR 217:5) and NASA."""

from dataclasses import dataclass

from game.core.rng import Stream

CORING_POWER_W = 350.0
"""300-400 W while drilling; starting value, from memory."""
ABRADING_POWER_W = 300.0
"""Starting value, from memory: the same drill with another bit."""
CORE_AREA_CM2 = 1.327
"""13 mm core (NASA "How to Retain a Core")."""
TARGET_LENGTH_CM = 6.6
MIN_LENGTH_CM = 3.0
"""Shortest cores sealed were about 3.1 cm (NASA's list of samples)."""
MIN_MASS_FRAC, MAX_MASS_FRAC = 0.50, 0.68
"""Share of the core's volume that is rock: 10-15 g come out for usual rock (from memory)."""
SEAL_MIN = 25.0
"""Image, measure, seal and store; starting value, from memory."""
SEAL_POWER_W = 60.0
"""Game premise: arm and carousel motors."""


def core_minutes(hardness_frac: float) -> float:
    """Drilling time for a full core: about 10 min in the softest rock to 90 in the hardest (from memory).

    >>> core_minutes(0.0), core_minutes(1.0)
    (10.0, 90.0)
    """
    return 10.0 + 80.0 * hardness_frac


def abrade_minutes(hardness_frac: float) -> float:
    """Grinding a 5 cm patch 8-16 mm deep; starting value, from memory.

    >>> abrade_minutes(0.5)
    25.0
    """
    return 15.0 + 20.0 * hardness_frac


def energy_wh(minutes: float, power_w: float) -> float:
    """Energy of a task at constant power.

    >>> energy_wh(30.0, 350.0)
    175.0
    """
    return minutes * power_w / 60.0


@dataclass(frozen=True, slots=True)
class CoreResult:
    """What came up: nothing at all (`crumbled`), or a core of this length and mass."""

    crumbled: bool
    length_cm: float
    mass_g: float


def core_result(crumble_frac: float, density_g_cm3: float, luck: Stream, attempt: int) -> CoreResult:
    """The outcome of coring attempt number `attempt`: a matter of the rock's chance to crumble and of luck.

    Length falls short of the target as rock is more friable; the mass is the core's volume less broken ends.
    """
    if luck.sub("crumble").chance(crumble_frac, attempt):
        return CoreResult(True, 0.0, 0.0)
    length_cm = core_length_cm(crumble_frac, luck.sub("length").uniform(attempt))
    fill_frac = luck.sub("mass").between(MIN_MASS_FRAC, MAX_MASS_FRAC, attempt)
    return CoreResult(False, length_cm, core_mass_g(length_cm, density_g_cm3, fill_frac))


def core_length_cm(crumble_frac: float, bad_luck_frac: float) -> float:
    """Length of a core in rock this friable; `bad_luck_frac` 0 best, 1 worst.

    >>> core_length_cm(0.06, 0.0), round(core_length_cm(0.06, 1.0), 1)
    (6.6, 5.2)
    """
    shortfall = bad_luck_frac * (0.15 + crumble_frac)
    return max(MIN_LENGTH_CM, TARGET_LENGTH_CM * (1.0 - min(0.55, shortfall)))


def core_mass_g(length_cm: float, density_g_cm3: float, fill_frac: float) -> float:
    """Mass of a core whose broken ends and gaps leave `fill_frac` of its volume.

    >>> round(core_mass_g(6.0, 2.9, 0.8), 1)
    18.5
    """
    return length_cm * CORE_AREA_CM2 * density_g_cm3 * fill_frac
