"""The rover on its wheels: attitude, speeds, camera stops, motor power, wheel wear. Pure functions.

The estimators and the simulation call the same ones. Grades are tangents: metres up per metre along.
"""

import math

import numpy as np
import numpy.typing as npt

from game.core import exact
from game.core.units import DEG_PER_RAD, MARS_GRAVITY_M_S2, RAD_PER_DEG
from game.terrain.material import Material

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROVER_MASS_KG = 1025.0  # NASA "Mars 2020 rover" page
WEIGHT_N = ROVER_MASS_KG * MARS_GRAVITY_M_S2
TOP_SPEED_M_S = 0.042  # flat hard ground, 152 m/h (NASA rover wheels text)
WHEEL_TRAVEL_M = 1.65  # per turn without slip, wheel of 0.525 m (NASA "Wheels and Legs")
MAX_ROCK_M = 0.35
"""Taller rocks block: a little under the 0.40 m that the suspension climbs (NASA "Wheels and Legs")."""
ROVER_RADIUS_M = 1.5
"""Disc that must be free of tall rocks: half the 3.0 x 2.7 m body (NASA). It turns in place inside it: game premise."""
HALF_BASE_M = 1.1
"""Half the wheel base and track over which the suspension averages the ground: starting value, from memory."""
MAST_HEIGHT_M = 2.0  # Bell et al. 2021

TURN_RADIUS_M = 1.6
"""The wheels' distance from the middle when turning in place: half the diagonal of base and track."""
TURN_RATE_DEG_S = 1.5  # TOP_SPEED_M_S / TURN_RADIUS_M
STEER_DEG_S = 0.5
"""Heading changes of up to this are made while driving on (autonomous drives): starting value."""
MAX_CURVATURE_PER_M = 0.5
"""Tightest arc driven by hand; below 2 m the rover turns in place instead: starting value."""

AUTONAV_STEP_M = 1.0
"""AutoNav looks again about every metre."""
SETUP_S = 180
"""Pictures all round and the first plan before an autonomous drive: starting value."""
THINK_EASY_S = 6.0
"""Stop per metre on open ground, so that 120 m/h come out (NASA "Perseverance takes the wheel")."""
THINK_HARD_S = 36.0
"""Stop per metre on the worst ground: 60 m/h, between the 5th percentile and the median of the real drives [D]."""
CAREFUL_M = 6.0
CAREFUL_S = 102
"""More stops over the last metres, where each step is measured, so that short drives are as slow as the real ones were:
17 m/h from 5 to 10 m, 34 from 10 to 20 m, 49 from 20 to 35 m, 61 from 35 to 60 m (medians) [D]."""
VISODO_S = 24
"""Stop per metre with visual odometry alone, a pair of pictures and their comparison: starting value, so that 75 m/h
come out where driving blind makes 152."""
VISODO_SETUP_S = 60
"""First pictures of a drive with visual odometry: starting value."""
AUTONAV_SIGHT_M = 15.0  # 50 ft (Semafor 2025-12)
HAZCAM_SIGHT_M = 5.0
"""The hazard cameras show the ground around out to this: starting value, from memory."""

DRIVE_AVIONICS_W = 145.0
"""Motor controllers, drive cameras, image computer and its co-processor beside the awake load: starting value. In all
340 W on the mean of a drive, 345 W rolling on the flat, just below 500 W at the motors' limit: up to 500 W was stated
for Curiosity (Lakdawalla, sec. 4.2)."""
IDLE_MOTORS_W = 30.0
DRIVE_EFFICIENCY = 0.38
"""Gears and motors in the cold; starting values. NASA states < 200 W for all mobility motors."""
MAX_MOTORS_W = 200.0
TURN_MOTORS_W = 100.0
"""Turning in place the wheels scrub sideways: starting value, about twice rolling on the flat."""
# Rolling resistance (force over weight) by material: starting values from rover test beds, from memory.
ROLLING: tuple[float, ...] = (0.06, 0.10, 0.19, 0.25, 0.15, 0.16, 0.08, 0.06)
_ROLLING = np.array(ROLLING)

# Wear per metre of wheel travel by material: premise. Curiosity's wheels were worn through after some 10 km of sharp
# rock; Perseverance's thicker ones show little after 40 km. 1.0 is a wheel worn through.
WEAR_PER_M: tuple[float, ...] = (2.0e-5, 3.0e-6, 1.0e-6, 1.0e-6, 3.0e-5, 2.0e-6, 1.2e-5, 1.5e-5)
WEAR_BY_ROCKS = 10.0
"""Wear is multiplied by 1 + this times the share of the ground that rocks cover: premise."""
WEAR_BY_WHEEL: tuple[float, ...] = (1.2, 1.2, 1.1, 1.1, 0.7, 0.7)
"""Front pair, middle, rear, driving forwards: the leading wheels are pushed into the rock, as Curiosity's were."""


def slope_angle_deg(grade: float) -> float:
    """Angle of a grade.

    >>> slope_angle_deg(1.0)
    45.0
    """
    return exact.atan2(grade, 1.0) * DEG_PER_RAD


def grade_of(angle_deg: float) -> float:
    """Tangent of an angle.

    >>> round(grade_of(45), 12)
    1.0
    """
    return exact.tan(angle_deg * RAD_PER_DEG)


def tilt_grade(along: float, across: float) -> float:
    """Grade of the steepest line of a plane with these grades along two directions at right angles."""
    return math.sqrt(along * along + across * across)


def motors_w(grade: float, wheel_speed_m_s: float, material: int) -> float:
    """Power of the mobility motors: lifting and rolling at wheel speed, so that slip costs energy too.

    >>> round(motors_w(0.0, TOP_SPEED_M_S, Material.REGOLITH)), round(motors_w(0.364, TOP_SPEED_M_S, Material.REGOLITH))
    (72, 200)
    """
    cosine = 1.0 / math.sqrt(1.0 + grade * grade)
    pull_n = WEIGHT_N * (ROLLING[material] + grade) * cosine
    power_w = IDLE_MOTORS_W + (pull_n if pull_n > 0.0 else 0.0) * wheel_speed_m_s / DRIVE_EFFICIENCY
    return power_w if power_w < MAX_MOTORS_W else MAX_MOTORS_W


def motors_ws(grade: Floats, wheel_speed_m_s: Floats, material: npt.NDArray[np.integer]) -> Floats:
    """`motors_w` for arrays: the same bits."""
    cosine = 1.0 / np.sqrt(1.0 + grade * grade)
    pull_n: Floats = np.maximum(WEIGHT_N * (_ROLLING[material] + grade) * cosine, 0.0)
    power_w: Floats = IDLE_MOTORS_W + pull_n * wheel_speed_m_s / DRIVE_EFFICIENCY
    return np.minimum(power_w, MAX_MOTORS_W)


def ground_speed_m_s(slip_frac: float) -> float:
    """Speed over ground with the wheels at full speed; downhill the wheels are held back to it.

    >>> ground_speed_m_s(0.5), ground_speed_m_s(-0.2)
    (0.021, 0.042)
    """
    return TOP_SPEED_M_S * (1.0 - slip_frac) if slip_frac > 0.0 else TOP_SPEED_M_S


def difficulty(grade: Floats, rock_abundance: Floats, roughness_m: Floats) -> Floats:
    """How hard the ground is to read for AutoNav, 0 open to 1 worst. Weights: starting values, held against the
    real speeds (drives above 100 m: 5th to 95th percentile 50-95 m/h, median 80 [D])."""
    return np.minimum(grade * 1.4 + rock_abundance * 3.0 + roughness_m * 1.0, 1.0)


def think_s(hard_frac: Floats) -> Ints:
    """Whole seconds that AutoNav stands per metre."""
    return np.ceil(THINK_EASY_S + (THINK_HARD_S - THINK_EASY_S) * hard_frac).astype(np.int64)


def turn_s(turn_deg: float) -> int:
    """Whole seconds for a turn in place.

    >>> turn_s(-90.0), turn_s(0.0)
    (60, 0)
    """
    return math.ceil(abs(turn_deg) / TURN_RATE_DEG_S)


def wear(material: int, rock_abundance: float, wheel_m: float) -> float:
    """Wear of an average wheel over `wheel_m` of its travel."""
    return WEAR_PER_M[material] * (1.0 + WEAR_BY_ROCKS * rock_abundance) * wheel_m


assert len(ROLLING) == len(WEAR_PER_M) == len(Material)
