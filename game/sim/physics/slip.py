"""How much the wheels slip, by ground, slope and direction.

Slip is the share of the wheels' travel that makes no ground: ground = wheel travel * (1 - slip). The law is the
traction curve of the test beds, slip = rest + gain * t / (grip - t) with t the tangent of the slope: almost nothing on
gentle slopes, then growing without bound as t nears the grip that the ground can give.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.core import exact
from game.core.units import RAD_PER_DEG

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Grip:
    """One ground's curve: slip on the flat, gain, and the tangent of the slope at which all grip is gone."""

    rest_frac: float
    gain_frac: float
    grip: float
    backwards_share: float = 1.0
    """The gain driving backwards, as a share of the gain forwards."""


# Sand (5 deg 8 %, 10 deg 20-25, 15 deg 45-50, 17 deg 60, 20 deg 90+), regolith (10 deg 8, 15 deg 15,
# 20 deg 25-30) and bedrock (<5 to 15 deg, 10 at 20, 20 at 25) are fitted to its rows, which come from memory of the
# MER and MSL test-bed curves. Dust: Perseverance's rim climb of 2024, about 50 % at 20 deg of loose dust and sand,
# 80 % at worst (JPL). Ripples: crests of loose sand, up to 77 % on Curiosity's megaripples (Arvidson et al. 2016).
# Boulders, delta and ice-cemented ground have no rows: starting values between the others.
# Backwards on loose ground: on the rim climb of 2024 it helped (JPL gives no figure); the suspension then pulls its
# leading pair instead of pushing it into the ground. Starting value: three quarters of the slip.
GRIP: tuple[Grip, ...] = (
    Grip(0.000, 0.065, 0.62),  # bedrock
    Grip(0.002, 0.200, 0.63, 0.85),  # regolith
    Grip(0.000, 0.465, 0.54, 0.75),  # sand
    Grip(0.060, 0.470, 0.52, 0.75),  # ripple
    Grip(0.004, 0.200, 0.60),  # boulders
    Grip(0.005, 0.550, 0.78, 0.75),  # dust
    Grip(0.001, 0.130, 0.64),  # delta
    Grip(0.001, 0.090, 0.60),  # ice-cemented
)
_REST = np.array([ground.rest_frac for ground in GRIP])
_GAIN = np.array([ground.gain_frac for ground in GRIP])
_GRIP = np.array([ground.grip for ground in GRIP])
_GAIN_BACKWARDS = np.array([ground.gain_frac * ground.backwards_share for ground in GRIP])

MAX_SLIP_FRAC = 0.97
"""Wheels that dig themselves in still creep: the curve ends here (game premise)."""
DOWNHILL_SHARE = 0.35
"""Downhill the wheels skid ahead by this share of the uphill slip: starting value, from memory (MER test bed)."""
WEAKEST_GRADE = 0.22
SIDEWAYS_SHARE = 0.35
"""Sideways drift per wheel travel on a cross slope, as a share of the uphill slip: starting value, from memory."""


def gain_of(ground: Grip, backwards: bool) -> float:
    """A ground's gain in the direction in which the wheels turn."""
    return ground.gain_frac * ground.backwards_share if backwards else ground.gain_frac


def climb_slip(grade: float, material: int, backwards: bool = False) -> float:
    """Slip straight up a slope of tangent `grade` >= 0.

    >>> from game.terrain.material import Material
    >>> round(climb_slip(0.17633, Material.SAND), 3), round(climb_slip(0.17633, Material.REGOLITH), 3)
    (0.225, 0.08)
    """
    ground = GRIP[material]
    spare = ground.grip - grade
    if spare <= 0.0:
        return MAX_SLIP_FRAC
    slip = ground.rest_frac + gain_of(ground, backwards) * grade / spare
    return slip if slip < MAX_SLIP_FRAC else MAX_SLIP_FRAC


def climb_slips(grade: Floats, material: npt.NDArray[np.integer], backwards: bool = False) -> Floats:
    """`climb_slip` for arrays: the same bits."""
    spare = _GRIP[material] - grade
    steep = spare <= 0.0
    gain = _GAIN_BACKWARDS if backwards else _GAIN
    slip = _REST[material] + gain[material] * grade / np.where(steep, 1.0, spare)
    return np.minimum(np.where(steep, MAX_SLIP_FRAC, slip), MAX_SLIP_FRAC)


def slip_along(grade: float, material: int, backwards: bool = False) -> float:
    """Slip when the ground rises by `grade` per metre in the direction of travel; negative downhill (skid).

    >>> from game.terrain.material import Material
    >>> slip_along(-0.17633, Material.SAND) < 0.0 < slip_along(0.0, Material.RIPPLE)
    True
    """
    if grade >= 0.0:
        return climb_slip(grade, material, backwards)
    rest_frac = GRIP[material].rest_frac
    return rest_frac - DOWNHILL_SHARE * (climb_slip(-grade, material, backwards) - rest_frac)


def slips_along(grade: Floats, material: npt.NDArray[np.integer], backwards: bool = False) -> Floats:
    """`slip_along` for arrays: the same bits."""
    up = climb_slips(np.abs(grade), material, backwards)
    rest_frac = _REST[material]
    return np.where(grade >= 0.0, up, rest_frac - DOWNHILL_SHARE * (up - rest_frac))


def weak_grade(luck: float) -> float:
    """How much looser than usual a place among ripples is, as grade that comes on top; `luck` 0..1, mostly little.

    Under a crust that looks like any other the sand may be loose, as under Spirit in 2009: game premise, so that on
    faces of 10 deg one place in ten slips 80 % and more (Curiosity's megaripples: up to 77 %, Arvidson et al. 2016).

    >>> weak_grade(0.5), weak_grade(1.0)
    (0.0275, 0.22)
    """
    return WEAKEST_GRADE * luck * luck * luck


def side_drift(grade_across: float, material: int) -> float:
    """Metres that the rover slides down a cross slope per metre of wheel travel; sign of `grade_across`."""
    rest_frac = GRIP[material].rest_frac
    if grade_across >= 0.0:
        return SIDEWAYS_SHARE * (climb_slip(grade_across, material) - rest_frac)
    return -SIDEWAYS_SHARE * (climb_slip(-grade_across, material) - rest_frac)


def side_drifts(grade_across: Floats, material: npt.NDArray[np.integer]) -> Floats:
    """`side_drift` for arrays of grades >= 0: the same bits."""
    drift: Floats = SIDEWAYS_SHARE * (climb_slips(grade_across, material) - _REST[material])
    return drift


def slip_fraction(slope_deg: float, material: int, heading_off_deg: float = 0.0) -> float:
    """Slip on a slope of `slope_deg`, driving `heading_off_deg` away from straight uphill (180 is straight down).

    >>> from game.terrain.material import Material
    >>> round(slip_fraction(20, Material.BEDROCK), 2), round(slip_fraction(20, Material.BEDROCK, 90), 2)
    (0.09, 0.0)
    """
    return slip_along(exact.tan(slope_deg * RAD_PER_DEG) * exact.cos_deg(heading_off_deg), material)


def steepest_grade(slip_frac: float, material: int, backwards: bool = False) -> float:
    """Tangent of the slope at which climbing slips by `slip_frac`; the inverse of `climb_slip` below its end.

    >>> from game.terrain.material import Material
    >>> round(climb_slip(steepest_grade(0.6, Material.SAND), Material.SAND), 6)
    0.6
    """
    ground = GRIP[material]
    above = slip_frac - ground.rest_frac
    return max(0.0, above * ground.grip / (gain_of(ground, backwards) + above))
