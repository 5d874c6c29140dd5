"""A drive over ground nobody has chosen yet: so far, so steep, of such a material. No map, no route.

Each metre is priced with the functions that the wheels and AutoNav obey; the turns and detours of a route are left out.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from game.content.sections import Weather
from game.core import exact, marstime
from game.sim.estimates.drive import DARK_SUN_DEG, battery_draw_wh
from game.sim.estimates.sky import resting_actuators_c, weather_at
from game.sim.hazards import ORBITAL_ROCKS_FRAC, ORBITAL_ROUGHNESS_M
from game.sim.physics import battery
from game.sim.physics import drive as d
from game.sim.physics.drive_modes import HABITS, DriveMode
from game.sim.physics.heat import ACTUATOR_HEATERS_W, warm_up_minutes
from game.sim.physics.sinkage import STOP_M, settled_sinkage_m
from game.sim.physics.slip import slip_along, weak_grade
from game.sim.reasons import Reason, chain, reason
from game.sim.system import MINUTE_S
from game.sim.tasks import DRIVE_FLOOR_FRAC, refuse_charge
from game.terrain.material import Material

SLIP_LIMIT_FRAC, TILT_LIMIT_DEG = 0.6, 30.0
"""As levels set them when they do not say."""
STEEPEST_MEAN_DEG, STEEP_STRETCH_M = 18.5, 20.0
"""Nothing longer than the stretch is driven steeper on the mean: at the ends of its drives Perseverance leant 18.0 deg
at the 99th percentile and 20.3 at most (sol 13 to 821 [D])."""
BUMP_DEG = 4.0
"""Spread of the slopes met about the mean grade: over 1 m the landing site slopes 2.5 deg in the median and 8.3 at the
95th percentile (HiRISE terrain model), which makes 3.4; rougher on slopes. Starting value."""
BUMP_LENGTH_M = 4.0
"""The ground counts as new to the wheels after about the length of the rover and its steps: starting value."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a drive: mean slope in its direction, material, share covered by rocks, relief within a tile.

    backwards: the rover drives over it that way round.
    """

    grade_deg: float = 0.0
    material: Material = Material.REGOLITH
    rocks_frac: float = ORBITAL_ROCKS_FRAC
    roughness_m: float = ORBITAL_ROUGHNESS_M
    backwards: bool = False

    @property
    def slip_frac(self) -> float:
        """How much the wheels slip on it on the mean."""
        weak = weak_grade(0.5) if self.material == Material.RIPPLE else 0.0
        return slip_along(d.grade_of(self.grade_deg) + weak, self.material, self.backwards)


@dataclass(frozen=True, slots=True)
class QuickDrive:
    """A drive as it is expected to go.

    duration_s counts from the command, with warm-up and first pictures; mean_m_h only from the first picture on, as the
    real drives are timed. energy_wh comes on top of the awake load.
    """

    duration_s: int
    energy_wh: float
    slip_frac: float
    sinkage_m: float
    mean_m_h: float
    warm_up_s: int
    setup_s: int
    rolling_s: int
    thinking_s: int
    motors_w: float
    end_tick: int
    reasons: tuple[Reason, ...]


def think_s_per_m(ground: Ground, mode: DriveMode) -> int:
    """Seconds that the rover stands after each metre."""
    if not HABITS[mode].finds_ways:
        return HABITS[mode].stop_s
    grade = np.array([abs(d.grade_of(ground.grade_deg))])
    hard = d.difficulty(grade, np.array([ground.rocks_frac]), np.array([ground.roughness_m]))
    return int(d.think_s(hard).item(0))


def quick_drive(
    weather: Weather,
    seed: int,
    tick: int,
    distance_m: float,
    ground: Ground,
    mode: DriveMode = DriveMode.AUTONAV,
    charge_frac: float = 1.0,
) -> QuickDrive:
    """A drive commanded at `tick`."""
    grade = d.grade_of(ground.grade_deg)
    slip, habit = ground.slip_frac, HABITS[mode]
    wheel_m_s = d.TOP_SPEED_M_S / (1.0 - min(slip, 0.0))
    rolling_s = distance_m / d.ground_speed_m_s(slip)
    thinking_s = _thinking_s(distance_m, ground, mode)
    warm_up_s = int(warm_up_minutes(resting_actuators_c(weather, seed, tick)) * MINUTE_S)
    motors_w = d.motors_w(grade, wheel_m_s, ground.material)
    out_s = habit.setup_s + rolling_s + thinking_s
    joules = d.DRIVE_AVIONICS_W * out_s + motors_w * rolling_s + ACTUATOR_HEATERS_W * warm_up_s
    energy_wh = joules / 3600.0
    end_tick = tick + warm_up_s + int(out_s)
    refusals = (
        _refuse_ground(distance_m, ground, mode),
        _refuse_light(weather, seed, tick, end_tick) if habit.measures else None,
        _refuse_charge(tick, energy_wh, end_tick - tick, charge_frac),
    )
    return QuickDrive(
        duration_s=end_tick - tick,
        energy_wh=energy_wh,
        slip_frac=slip,
        sinkage_m=settled_sinkage_m(slip, ground.material),
        mean_m_h=distance_m * 3600.0 / out_s if out_s > 0.0 else 0.0,
        warm_up_s=warm_up_s,
        setup_s=habit.setup_s,
        rolling_s=int(rolling_s),
        thinking_s=int(thinking_s),
        motors_w=motors_w,
        end_tick=end_tick,
        reasons=tuple(why for why in refusals if why is not None),
    )


def _thinking_s(distance_m: float, ground: Ground, mode: DriveMode) -> float:
    """Camera stops of a whole drive; AutoNav measures each step of the last metres."""
    careful_s = HABITS[mode].careful_s * min(distance_m, d.CAREFUL_M)
    return think_s_per_m(ground, mode) * distance_m + careful_s


def bump_deg(distance_m: float) -> float:
    """How much steeper than the mean grade the steepest place of a drive is likely to be, degrees.

    >>> bump_deg(2.0), round(bump_deg(20.0), 1), round(bump_deg(200.0), 1), round(bump_deg(400.0), 1)
    (0.0, 7.2, 11.2, 12.1)
    """
    places = distance_m / BUMP_LENGTH_M
    return BUMP_DEG * math.sqrt(2.0 * exact.log(places)) if places > 1.0 else 0.0


def _refuse_ground(distance_m: float, ground: Ground, mode: DriveMode) -> Reason | None:
    """Too slippery, too steep, or steep enough that some place on the way will be."""
    grade_deg = abs(ground.grade_deg)
    material = Material(ground.material).name.lower()
    if grade_deg > TILT_LIMIT_DEG:
        return reason("drive.tilt", tilt_deg=grade_deg, limit_deg=TILT_LIMIT_DEG)
    slip = ground.slip_frac
    sinkage_m = settled_sinkage_m(slip, ground.material)
    if not HABITS[mode].measures and sinkage_m > STOP_M:
        return reason("drive.quick_sinks", sinkage_cm=100.0 * sinkage_m, material=material, slip_pct=100.0 * slip)
    if HABITS[mode].measures and slip > SLIP_LIMIT_FRAC:
        limit_pct = 100.0 * SLIP_LIMIT_FRAC
        why = reason("drive.slip", slip_pct=100.0 * slip, slope_deg=grade_deg, material=material, limit_pct=limit_pct)
        return chain(why, *_backwards(ground))
    if mode is DriveMode.AUTONAV and ground.material == Material.RIPPLE:
        return reason("drive.quick_ripples")
    if grade_deg > STEEPEST_MEAN_DEG and distance_m > STEEP_STRETCH_M:
        return reason("drive.quick_mean", grade_deg=grade_deg, limit_deg=STEEPEST_MEAN_DEG, stretch_m=STEEP_STRETCH_M)
    bumps_deg = bump_deg(distance_m)
    if grade_deg + bumps_deg > TILT_LIMIT_DEG:
        return reason("drive.quick_steep", grade_deg=grade_deg, bumps_deg=bumps_deg, limit_deg=TILT_LIMIT_DEG)
    return None


def _backwards(ground: Ground) -> Iterator[Reason]:
    """The same way driven backwards, where that slips within the limit."""
    slip = replace(ground, backwards=True).slip_frac
    if not ground.backwards and slip <= SLIP_LIMIT_FRAC:
        yield reason("advice.try_backwards", slip_pct=100.0 * slip)


def _refuse_charge(tick: int, energy_wh: float, seconds: int, charge_frac: float) -> Reason | None:
    """Full batteries carry a drive so far, and no farther."""
    draw_wh = battery_draw_wh(energy_wh, seconds, battery.generator_w(marstime.sol(tick)))
    return refuse_charge(draw_wh, charge_frac * battery.CAPACITY_WH, battery.CAPACITY_WH, DRIVE_FLOOR_FRAC)


def _refuse_light(weather: Weather, seed: int, tick: int, end_tick: int) -> Reason | None:
    """AutoNav sees by the sun, from the first metre to the last."""
    rise, sunset = marstime.sunrise_sunset(marstime.sol(tick))
    if weather_at(weather, seed, tick).sun_elevation_deg < DARK_SUN_DEG:
        if rise <= tick:
            rise, _set = marstime.sunrise_sunset(marstime.sol(tick) + 1)
        return reason("drive.dark", sunrise=marstime.lmst_text(rise))
    if end_tick > sunset:
        drive_min = (end_tick - tick) / MINUTE_S
        return reason("drive.until_sunset", sunset=marstime.lmst_text(sunset), drive_min=drive_min)
    return None
