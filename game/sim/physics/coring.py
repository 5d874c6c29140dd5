"""Abrading and coring as pure functions of the rock. Sources: FACTS 6."""

from dataclasses import dataclass

from game.core.rng import Stream

CORING_POWER_W = 350.0
"""FACTS 3: 300-400 W while drilling; from memory."""
ABRADING_POWER_W = 300.0
"""Starting value, from memory: the same drill with another bit."""
CORE_AREA_CM2 = 1.327
"""13 mm core (NASA "How to Retain a Core")."""
TARGET_LENGTH_CM = 6.6
MIN_LENGTH_CM = 3.0
"""Shortest cores sealed were about 3.1 cm (FACTS 6)."""
MAX_MASS_FRAC = 0.95
SEAL_MIN = 25.0
"""Image, measure, seal and store; starting value, from memory."""
SEAL_POWER_W = 60.0
"""Game premise: arm and carousel motors."""


def core_minutes(hardness_frac: float) -> float:
    """Drilling time for a full core: about 10 min in the softest rock to 90 in the hardest (FACTS 6, from memory).

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
    shortfall = luck.sub("length").uniform(attempt) * (0.15 + crumble_frac)
    length_cm = max(MIN_LENGTH_CM, TARGET_LENGTH_CM * (1.0 - min(0.55, shortfall)))
    fill_frac = luck.sub("mass").between(0.65, MAX_MASS_FRAC, attempt)
    return CoreResult(False, length_cm, length_cm * CORE_AREA_CM2 * density_g_cm3 * fill_frac)
