"""Abrading, coring and sealing as pure functions of the rock. Sources: Moeller et al. 2021 (SSR 217:5) and NASA.

Chances of failure follow the mission's own count: of about 30 tubes one came up empty (Roubion, crumbled), three
held short cores (3.07 cm, 3.30 cm and one more), once pebbles blocked the carousel (Issole), one would not seal
(Mageik, cored on sol 579, sealed on sol 619). Friable rock fails more often; how much more is a game premise.
"""

from dataclasses import dataclass

from game.core.rng import Stream

CORING_POWER_W = 350.0
"""300-400 W while drilling; starting value, from memory."""
ABRADING_POWER_W = 300.0
"""Starting value, from memory: the same drill with another bit."""
CORE_AREA_CM2 = 1.327
"""13 mm core (NASA "How to Retain a Core")."""
MIN_LENGTH_CM, MAX_LENGTH_CM = 3.0, 7.4
"""Shortest and longest cores sealed: 3.07 and 7.36 cm (NASA's list of samples)."""
SHORT_MOST_CM = 4.2
"""A core broken off early is at most so long: starting value."""
SPREAD_CM, SPREAD_BY_FRIABILITY_CM = 2.0, 4.0
"""Whole cores are up to so much shorter than the longest: the list has 4.7 to 7.4 cm, most near 6."""
MIN_MASS_FRAC, MAX_MASS_FRAC = 0.48, 0.62
"""Share of the core's volume that is rock, beside ends and pores: usual rock gives 10-15 g (from memory)."""
LOOSE_VOLUME_CM3, LOOSE_LENGTH_CM = 8.0, 6.0
"""What the regolith bit brings: about 8 cm3 (Moeller 2021), filling most of the tube."""
INGEST_S = 5.0
"""Percuss to ingest: five vibrations of 1 s settle the core in its tube (SlashGear 2021)."""
SEAL_MIN = 25.0
"""Image, measure, seal and store; starting value, from memory."""
SEAL_POWER_W = 60.0
"""Game premise: arm and carousel motors."""
CLEAR_MIN = 180.0
"""Pictures, turns of the carousel, more pictures: Issole's pebbles took weeks. Game premise: an afternoon."""
CLEARED_FRAC = 0.6
"""Chance that one try throws all pebbles out: game premise."""
SEAL_FAILS_FRAC = 0.03
"""One tube in about 30."""
RESEAL_FAILS_FRAC = 0.5
"""A tube that failed once: Mageik took several tries; game premise."""
REGOLITH_WEAR_FRAC = 0.02
DULL_SLOWER_FRAC = 0.5
"""A spent bit drills so much slower than a sharp one: game premise."""
DEPOT_APART_M, DEPOT_WITHIN_M = 5.0, 15.0
"""Tubes of Three Forks lie 5 to 15 m apart, in a zig-zag, so that a small helicopter could fetch each (LPI 2023).
Nearer ones are refused, farther ones are told of."""


def core_minutes(hardness_frac: float, wear_frac: float = 0.0) -> float:
    """Drilling time for a full core: about 10 min in the softest rock to 90 in the hardest (from memory).

    >>> core_minutes(0.0), core_minutes(1.0)
    (10.0, 90.0)
    """
    return (10.0 + 80.0 * hardness_frac) * (1.0 + DULL_SLOWER_FRAC * wear_frac)


def abrade_minutes(hardness_frac: float, wear_frac: float = 0.0) -> float:
    """Grinding a 5 cm patch 8-16 mm deep; starting value, from memory.

    >>> abrade_minutes(0.5)
    25.0
    """
    return (15.0 + 20.0 * hardness_frac) * (1.0 + DULL_SLOWER_FRAC * wear_frac)


def core_wear_frac(hardness_frac: float) -> float:
    """What one core takes off its bit: six bits for 37 cores and reserves (Moeller 2021); the split is a premise.

    >>> core_wear_frac(0.5)
    0.1
    """
    return 0.02 + 0.16 * hardness_frac


def abrade_wear_frac(hardness_frac: float) -> float:
    """What one patch takes off its bit: two bits for 74 abrasions (Moeller 2021).

    >>> round(abrade_wear_frac(0.5), 3)
    0.025
    """
    return 0.005 + 0.04 * hardness_frac


def energy_wh(minutes: float, power_w: float) -> float:
    """Energy of a task at constant power.

    >>> energy_wh(30.0, 350.0)
    175.0
    """
    return minutes * power_w / 60.0


# --- chances ----------------------------------------------------------------------------------------------------------


def short_frac(crumble_frac: float, wear_frac: float = 0.0) -> float:
    """Chance that a core that does not crumble breaks off early.

    >>> short_frac(0.08), short_frac(0.0)
    (0.08, 0.04)
    """
    return 0.04 + 0.5 * crumble_frac + 0.05 * wear_frac


def pebbles_frac(crumble_frac: float) -> float:
    """Chance that pebbles of the hole's rim end up in the carousel.

    >>> round(pebbles_frac(0.1), 3)
    0.03
    """
    return 0.01 + 0.2 * crumble_frac


def seal_fails_frac(tries: int) -> float:
    """Chance that the seal does not take, after so many tries before.

    >>> seal_fails_frac(0), seal_fails_frac(3)
    (0.03, 0.5)
    """
    return RESEAL_FAILS_FRAC if tries else SEAL_FAILS_FRAC


# --- outcomes ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CoreResult:
    """What came up: nothing (`crumbled`), or a core of this length and mass; `pebbles` block the carousel."""

    crumbled: bool
    length_cm: float
    mass_g: float
    short: bool = False
    pebbles: bool = False


def core_result(
    crumble_frac: float,
    density_g_cm3: float,
    luck: Stream,
    attempt: int,
    wear_frac: float = 0.0,
    *,
    rotten_frac: float | None = None,
) -> CoreResult:
    """The outcome of coring attempt number `attempt`: a matter of the rock's friability, the bit, and luck.

    Length falls short of the target as rock is more friable; the mass is the core's volume less broken ends.
    rotten_frac is the chance to crumble where one rock differs from its kind: powder, not pebbles.
    """
    pebbles = luck.sub("crumbs").chance(pebbles_frac(crumble_frac), attempt)
    if luck.sub("crumble").chance(crumble_frac if rotten_frac is None else rotten_frac, attempt):
        return CoreResult(True, 0.0, 0.0, pebbles=pebbles)
    bad_luck = luck.sub("length").uniform(attempt)
    short = luck.sub("break").chance(short_frac(crumble_frac, wear_frac), attempt)
    length_cm = short_length_cm(bad_luck) if short else core_length_cm(crumble_frac, bad_luck)
    fill_frac = luck.sub("mass").between(MIN_MASS_FRAC, MAX_MASS_FRAC, attempt)
    return CoreResult(False, length_cm, core_mass_g(length_cm, density_g_cm3, fill_frac), short, pebbles)


def loose_result(density_g_cm3: float, luck: Stream, attempt: int) -> CoreResult:
    """What the regolith bit gathers: it never breaks, and it never fills the tube quite."""
    full_frac = luck.sub("mass").between(0.8, 1.0, attempt)
    return CoreResult(False, LOOSE_LENGTH_CM * full_frac, LOOSE_VOLUME_CM3 * full_frac * density_g_cm3)


def core_length_cm(crumble_frac: float, bad_luck_frac: float) -> float:
    """Length of a whole core in rock this friable; `bad_luck_frac` 0 best, 1 worst.

    >>> core_length_cm(0.06, 0.0), round(core_length_cm(0.06, 1.0), 1)
    (7.4, 5.2)
    """
    shortfall_cm = bad_luck_frac * (SPREAD_CM + SPREAD_BY_FRIABILITY_CM * crumble_frac)
    return max(SHORT_MOST_CM, MAX_LENGTH_CM - shortfall_cm)


def short_length_cm(bad_luck_frac: float) -> float:
    """Length of a core that broke off early.

    >>> short_length_cm(1.0), short_length_cm(0.0)
    (3.0, 4.2)
    """
    return SHORT_MOST_CM - (SHORT_MOST_CM - MIN_LENGTH_CM) * bad_luck_frac


def core_mass_g(length_cm: float, density_g_cm3: float, fill_frac: float) -> float:
    """Mass of a core whose broken ends and gaps leave `fill_frac` of its volume.

    >>> round(core_mass_g(6.0, 2.9, 0.8), 1)
    18.5
    """
    return length_cm * CORE_AREA_CM2 * density_g_cm3 * fill_frac
