"""How deep the wheels sink into loose ground, when the rover is stuck in it, and how it gets out. Pure functions.

A wheel stands a little deep in loose ground, and slip digs: what turns without making way throws ground out behind it.
Driving on brings the wheels to ground that has not been dug. At even slip the two balance, and the depth grows as
slip / (1 - slip): slowly at first, without bound as the rover comes to a stop.
"""

from enum import StrEnum

from game.terrain.material import Material

WHEEL_M = 0.525
"""Diameter of a wheel (NASA "Wheels and Legs")."""
# Depth at rest by material: starting values, from memory (tracks a centimetre or two deep in soil, more in ripples).
REST_M: tuple[float, ...] = (0.0, 0.008, 0.02, 0.04, 0.005, 0.02, 0.004, 0.0)
# Depth dug per metre of wheel travel that makes no way. Loose ground so that slip of 77 % means 30 % of a 0.50 m wheel,
# as on Curiosity's megaripples (Arvidson et al. 2016); firm ground less, rock not at all: starting values.
DIG_PER_M: tuple[float, ...] = (0.0, 0.03, 0.066, 0.066, 0.01, 0.066, 0.012, 0.0)
FRESH_M = 0.5
"""After about this way the wheels stand on ground that they have not dug: starting value."""
STOP_M = 0.15
"""A drive stops when its wheels have come down to this, 30 % of Curiosity's 0.50 m wheel (Arvidson et al. 2016)."""
EMBEDDED_M = 0.22
"""Wheels this deep hold the rover: about the hub, as Spirit's at Troy in 2009. Starting value."""
FREE_M = 0.10
"""Wheels that have come up to this roll out: starting value."""
DEEPEST_M = 0.40


class Extraction(StrEnum):
    """Ways out of the sand, both tried with Spirit in its last years."""

    BACK_OUT = "back_out"
    """Straight back along the own tracks: quick, and it may dig deeper."""
    WIGGLE = "wiggle"
    """Small moves with the wheels steered left and right between pictures: slow and sure."""


ATTEMPT_MIN: dict[Extraction, float] = {Extraction.BACK_OUT: 40.0, Extraction.WIGGLE: 150.0}
"""Minutes of one attempt, most of them pictures and waiting: game premise (Spirit's attempts took a sol each)."""
ATTEMPT_W = 160.0
"""Beside the awake load, on the mean of an attempt: cameras and motors at work now and then. Starting value."""
RISE_M: dict[Extraction, tuple[float, float]] = {Extraction.BACK_OUT: (0.055, 0.065), Extraction.WIGGLE: (0.045, 0.02)}
"""How far one attempt brings the wheels up on the level, and the luck on either side: game premise."""
UPHILL_COST_M = 0.25
"""Backing out uphill brings less, by this per unit of grade; downhill more: game premise."""


def rolled_sinkage_m(sinkage_m: float, material: int, wheel_m: float, made_m: float) -> float:
    """Depth after the wheels have turned by `wheel_m` and the rover has made `made_m`.

    >>> from game.terrain.material import Material
    >>> round(rolled_sinkage_m(0.02, Material.SAND, 1.0, 0.1), 3)
    0.079
    """
    lost_m = wheel_m - made_m
    dug_m = DIG_PER_M[material] * lost_m if lost_m > 0.0 else 0.0
    renewed = made_m / FRESH_M if made_m < FRESH_M else 1.0
    depth_m = sinkage_m + (REST_M[material] - sinkage_m) * renewed + dug_m
    return depth_m if depth_m < DEEPEST_M else DEEPEST_M


def settled_sinkage_m(slip_frac: float, material: int) -> float:
    """Depth after a long way at even slip.

    >>> from game.terrain.material import Material
    >>> round(settled_sinkage_m(0.77, Material.RIPPLE), 2), settled_sinkage_m(0.5, Material.BEDROCK)
    (0.15, 0.0)
    """
    lost = slip_frac / (1.0 - slip_frac) if slip_frac > 0.0 else 0.0
    return min(DEEPEST_M, REST_M[material] + DIG_PER_M[material] * FRESH_M * lost)


def extracted_m(way: Extraction, grade_back: float, luck: float) -> float:
    """How far an attempt brings the wheels up, down if negative; `luck` 0..1, the ground rises backwards by a grade.

    >>> round(extracted_m(Extraction.WIGGLE, 0.0, 0.5), 3), round(extracted_m(Extraction.BACK_OUT, 0.1, 0.0), 3)
    (0.045, -0.035)
    """
    mean_m, spread_m = RISE_M[way]
    slope_m = UPHILL_COST_M * grade_back if way is Extraction.BACK_OUT else 0.0
    return mean_m - slope_m + spread_m * (2.0 * luck - 1.0)


assert len(REST_M) == len(DIG_PER_M) == len(Material)
