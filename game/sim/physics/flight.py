"""How Ingenuity flies: thrust, power, speed and time as pure functions.

Sources: NASA's flight log and tech specs, telemetry tracks (MMGIS); "from memory" where it says so.
A flight is: climb, settle and look around, legs from standstill to standstill, look around and settle, descend.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.core import exact
from game.core.units import MARS_GRAVITY_M_S2

# --- rotor ------------------------------------------------------------------------------------------------------------
MASS_KG = 1.8
ROTOR_RADIUS_M = 0.605  # span 1.21 m (NASA)
USUAL_RPM = 2537.0
THIN_AIR_RPM = 2700.0
"""Used in the thin air of summer and autumn (JPL status 316, from memory)."""
MARGIN_FRAC = 0.30
MARGIN_DENSITY_KG_M3 = 0.0156
"""Thrust margin of 30 % at 2537 rpm in spring, which falls to 8 % in autumn (JPL status 316, from memory); the density
is that of our air at noon of a spring sol."""
WANTED_MARGIN_FRAC = 0.15
"""Below this the rotors are sped up; starting value."""
LEAST_MARGIN_FRAC = 0.05
"""Below this no flight: nothing would be left against gusts. Starting value."""

_DISK_M2 = exact.PI * ROTOR_RADIUS_M * ROTOR_RADIUS_M
_WEIGHT_N = MASS_KG * MARS_GRAVITY_M_S2
_INDUCED_LOSS = 1.25  # coaxial rotors stir each other's air; starting value
_PROFILE_W = 146.0  # blade drag at 2537 rpm in the density above: leaves the whole at 350 W (NASA tech specs)
_DRIVE_FRAC = 0.80  # motors and their electronics; starting value
AVIONICS_W = 20.0
"""Computers, camera, altimeter, radio in flight; starting value."""
SPIN_UP_W = 180.0
"""Mean while the rotors come up to speed; starting value."""


def thrust_margin_frac(density_kg_m3: float, rpm: float) -> float:
    """Thrust to spare over the weight: thrust goes with density and the square of rotor speed.

    >>> round(thrust_margin_frac(0.0156, 2537), 2), round(thrust_margin_frac(0.01296, 2537), 2)
    (0.3, 0.08)
    """
    speed = rpm / USUAL_RPM
    return (1.0 + MARGIN_FRAC) * (density_kg_m3 / MARGIN_DENSITY_KG_M3) * speed * speed - 1.0


def rotor_rpm(density_kg_m3: float) -> float:
    """Rotor speed for this air.

    >>> rotor_rpm(0.0156), rotor_rpm(0.0130)
    (2537.0, 2700.0)
    """
    return USUAL_RPM if thrust_margin_frac(density_kg_m3, USUAL_RPM) >= WANTED_MARGIN_FRAC else THIN_AIR_RPM


def induced_m_s(density_kg_m3: float, speed_m_s: float) -> float:
    """Speed of the air drawn down through the rotors: less when flying forward (momentum theory, Glauert).

    >>> round(induced_m_s(0.0156, 0.0), 1), round(induced_m_s(0.0156, 10.0), 1)
    (13.7, 12.0)
    """
    hover2 = _WEIGHT_N / (2.0 * density_kg_m3 * _DISK_M2)
    half2 = 0.5 * speed_m_s * speed_m_s
    return math.sqrt(math.sqrt(half2 * half2 + hover2 * hover2) - half2)


def flight_w(density_kg_m3: float, rpm: float, speed_m_s: float) -> float:
    """Battery power in flight: holding the weight up, dragging the blades round, and the avionics.

    >>> round(flight_w(0.0156, 2537, 0.0)), round(flight_w(0.0156, 2537, 5.0)), round(flight_w(0.0130, 2700, 5.0))
    (345, 341, 356)
    """
    spin = rpm / USUAL_RPM
    profile_w = _PROFILE_W * (density_kg_m3 / MARGIN_DENSITY_KG_M3) * spin * spin * spin
    lift_w = _WEIGHT_N * _INDUCED_LOSS * induced_m_s(density_kg_m3, speed_m_s)
    return AVIONICS_W + (profile_w + lift_w) / _DRIVE_FRAC


# --- speed and time ---------------------------------------------------------------------------------------------------
VERTICAL_M_S = 1.0
"""Climb and descent: read from the telemetry track of flight 25."""
ACCELERATION_M_S2 = 0.7
"""The same track: from 0 to 5.6 m/s in 8 s."""
TOP_SPEED_M_S = 10.0
"""Flight 62."""
LEAST_SPEED_M_S = 2.5
SPEED_PER_ROOT_M2 = 0.076
"""Speed as flown, over the root of distance times height: 2 to 3 m/s on short or low flights, 4 to 6 on the long ones
at 10 m, 8 to 10 on long ones at 16 to 18 m. Longer flights were flown faster, to spare the battery, and higher ones
could be: features pass the navigation camera more slowly."""

SPIN_UP_S = 8
"""On the ground, before the clock of the flight starts; starting value."""
SETTLE_S = 14.0
"""After the climb: hold still, turn to the course, take a colour picture; starting value, by the flights' durations."""
TURN_S = 6.0
"""At each way-point: stop, turn, go; starting value."""
ARRIVE_S = 14.0
"""Before the descent: hold still over the landing place, picture, turn; starting value, by the flights' durations."""
ABORT_HOVER_S = 4.0
"""Instead, when a flight is broken off; starting value."""
TOUCH_S = 4.0
"""The last metre is taken slowly; starting value."""
LEAST_ALTITUDE_M, MOST_ALTITUDE_M = 3.0, 24.0
"""Flights 1 and 61."""


def cruise_speed_m_s(distance_m: float, altitude_m: float) -> float:
    """Speed flown on a flight of this length and height.

    >>> cruise_speed_m_s(100.0, 5.0), round(cruise_speed_m_s(625.0, 10.0), 1), cruise_speed_m_s(1500.0, 18.0)
    (2.5, 6.0, 10.0)
    """
    as_flown = SPEED_PER_ROOT_M2 * math.sqrt(distance_m * altitude_m)
    return min(TOP_SPEED_M_S, max(LEAST_SPEED_M_S, as_flown))


@dataclass(frozen=True, slots=True)
class Leg:
    """One straight leg: speed up from `start_m_s` to `top_m_s`, hold it, brake to a standstill at its end."""

    length_m: float
    start_m_s: float
    top_m_s: float
    speeding_s: float
    holding_s: float
    braking_s: float

    @property
    def duration_s(self) -> float:
        """From its first to its last moment of movement."""
        return self.speeding_s + self.holding_s + self.braking_s

    def at(self, t_s: float) -> tuple[float, float]:
        """(metres along, speed) after `t_s` of the leg; it stays at the end afterwards."""
        if t_s <= 0.0:
            return 0.0, self.start_m_s
        if t_s < self.speeding_s:
            speed = self.start_m_s + ACCELERATION_M_S2 * t_s
            return 0.5 * (self.start_m_s + speed) * t_s, speed
        sped_m = 0.5 * (self.start_m_s + self.top_m_s) * self.speeding_s
        t_s -= self.speeding_s
        if t_s < self.holding_s:
            return sped_m + self.top_m_s * t_s, self.top_m_s
        left_s = self.braking_s + self.holding_s - t_s
        if left_s <= 0.0:
            return self.length_m, 0.0
        speed = ACCELERATION_M_S2 * left_s
        return max(0.0, self.length_m - 0.5 * speed * left_s), speed


def leg(length_m: float, cruise_m_s: float, start_m_s: float = 0.0) -> Leg:
    """The quickest leg within the cruise speed and the usual acceleration. Too short for braking: it brakes harder.

    >>> leg(100.0, 5.0).duration_s == 100.0 / 5.0 + 5.0 / 0.7
    True
    >>> leg(0.0, 5.0).duration_s
    0.0
    """
    peak = math.sqrt(ACCELERATION_M_S2 * length_m + 0.5 * start_m_s * start_m_s)
    top = max(start_m_s, min(cruise_m_s, peak))
    speeding_s, braking_s = (top - start_m_s) / ACCELERATION_M_S2, top / ACCELERATION_M_S2
    held_m = length_m - 0.5 * (start_m_s + top) * speeding_s - 0.5 * top * braking_s
    holding_s = held_m / top if held_m > 0.0 and top > 0.0 else 0.0
    return Leg(length_m, start_m_s, top, speeding_s, holding_s, braking_s)


def braking_m(speed_m_s: float) -> float:
    """Distance needed to stop.

    >>> braking_m(7.0)
    35.0
    """
    return speed_m_s * speed_m_s / (2.0 * ACCELERATION_M_S2)


def descent_s(altitude_m: float) -> float:
    """From hovering at a height to standing on the ground."""
    return altitude_m / VERTICAL_M_S + TOUCH_S


def descent_altitude_m(altitude_m: float, t_s: float) -> float:
    """Height after `t_s` of the descent: 1 m/s, the last metre in 5 s.

    >>> descent_altitude_m(10.0, 4.0), descent_altitude_m(10.0, 11.5), descent_altitude_m(10.0, 14.0)
    (6.0, 0.5, 0.0)
    """
    slow_from_s = max(0.0, altitude_m - 1.0) / VERTICAL_M_S
    if t_s <= slow_from_s:
        return altitude_m - VERTICAL_M_S * t_s
    left_s = descent_s(altitude_m) - t_s
    return max(0.0, left_s / (TOUCH_S + 1.0) * min(1.0, altitude_m))


@dataclass(frozen=True, slots=True)
class Timing:
    """A whole flight from lift-off to touch-down."""

    distance_m: float
    cruise_m_s: float
    max_speed_m_s: float
    moving_s: float
    duration_s: float


def flight_timing(legs_m: Sequence[float], altitude_m: float) -> Timing:
    """Time and speed of a flight along legs of these lengths.

    >>> round(flight_timing((469.3,), 10.0).duration_s), round(flight_timing((), 3.0).duration_s)
    (150, 38)
    """
    distance_m = 0.0
    for length_m in legs_m:
        distance_m += length_m
    cruise = cruise_speed_m_s(distance_m, altitude_m)
    moving_s, top = 0.0, 0.0
    for length_m in legs_m:
        flown = leg(length_m, cruise)
        moving_s += flown.duration_s
        top = max(top, flown.top_m_s)
    hovering_s = SETTLE_S + ARRIVE_S + TURN_S * max(0, len(legs_m) - 1)
    duration_s = altitude_m / VERTICAL_M_S + hovering_s + moving_s + descent_s(altitude_m)
    return Timing(distance_m, cruise, top, moving_s, duration_s)


def flight_energy_wh(timing: Timing, density_kg_m3: float, rpm: float) -> float:
    """Energy of a flight with its spin-up, from the mean speed while moving."""
    mean_m_s = timing.distance_m / timing.moving_s if timing.moving_s > 0.0 else 0.0
    still_s = timing.duration_s - timing.moving_s
    joules = flight_w(density_kg_m3, rpm, mean_m_s) * timing.moving_s + SPIN_UP_W * SPIN_UP_S
    return (joules + flight_w(density_kg_m3, rpm, 0.0) * still_s) / 3600.0
