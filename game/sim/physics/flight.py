"""How a flight of Ingenuity goes: speed, time and energy as pure functions. Thrust and power: `rotor`; wind: `aloft`.

Sources: NASA's flight log and tech specs, telemetry tracks (MMGIS); "from memory" where it says so.
A flight is: climb, settle and look around, legs from standstill to standstill, look around and settle, descend.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.core import exact
from game.sim.physics.aloft import airspeed_m_s, ground_speed_limit_m_s
from game.sim.physics.rotor import flight_w

SPIN_UP_W = 180.0
"""Mean while the rotors come up to speed; starting value."""

# --- speed and time ---------------------------------------------------------------------------------------------------
VERTICAL_M_S = 1.0
"""Climb and descent: read from the telemetry track of flight 25."""
ACCELERATION_M_S2 = 0.7
"""The same track: from 0 to 5.6 m/s in 8 s."""
TOP_SPEED_M_S = 10.0
"""Flight 62."""
TRACKING_PER_S = 0.7
"""Fastest speed over height: features pass the downward camera so quickly that a picture still shares enough of them
with the one before. 3.5 m/s at 5 m was flown (flight 4), 7 at 10 m and 10 from 15 m up."""
LEAST_SPEED_M_S, HOP_SPEED_M_S = 3.0, 5.0
"""Usual on short flights (2 to 5 m/s), slowly for sharper pictures; and on hops without any (4.75 to 5.5 m/s on flights
29 to 39, NASA's log)."""
AS_FLOWN_M_S, AS_FLOWN_OVER_M, AS_FLOWN_AT_M = 5.0, 450.0, 10.0
LONGER_FASTER, HIGHER_FASTER = 0.7, 0.8
"""Speeds as flown: some 5 m/s on 450 m at 10 m, growing with these powers of length and height. The motors warm by
some 1 C per second (from memory), so long flights were flown faster and short ones slowly, for sharper pictures; from
higher up features pass more slowly."""
MOTORS_HOT_S = 180.0
"""Longest flight before the motors are too hot: flight 12 took 169.5 s; the limit itself is a starting value."""

SPIN_UP_S = 8
"""On the ground, before the clock of the flight starts; starting value."""
STEADY_S, LOOK_S = 3.0, 11.0
"""At both ends it holds still and turns, and as a rule takes a colour picture of the ground there. The hops of the
winter of 2022 (flights 29 to 33) saved their energy and took none. Starting values, by the flights' durations."""
SETTLE_S = STEADY_S + LOOK_S
"""After the climb, with a picture."""
TURN_S = 6.0
"""At each way-point: stop, turn, go; starting value."""
ARRIVE_S = STEADY_S + LOOK_S
"""Before the descent, with a picture of the landing place."""
ABORT_HOVER_S = 4.0
"""Instead, when a flight is broken off; starting value."""
TOUCH_S = 4.0
"""The last metre is taken slowly; starting value."""
LEAST_ALTITUDE_M, MOST_ALTITUDE_M = 3.0, 24.0
"""Flights 1 and 61."""


def cruise_speed_m_s(distance_m: float, altitude_m: float, pictures: bool = True) -> float:
    """Speed flown on a flight of this length and height, wind aside; without pictures it need not be slow.

    >>> cruise_speed_m_s(100.0, 5.0), round(cruise_speed_m_s(450.0, 10.0), 6), cruise_speed_m_s(1500.0, 18.0)
    (3.0, 5.0, 10.0)
    """
    farther = exact.pow(distance_m / AS_FLOWN_OVER_M, LONGER_FASTER) if distance_m > 0.0 else 0.0
    higher = exact.pow(altitude_m / AS_FLOWN_AT_M, HIGHER_FASTER)
    least = LEAST_SPEED_M_S if pictures else HOP_SPEED_M_S
    as_flown = max(least, AS_FLOWN_M_S * farther * higher)
    return min(TOP_SPEED_M_S, TRACKING_PER_S * altitude_m, as_flown)


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
class Air:
    """The air of a flight: density, strongest gust less mean wind, and wind at the height flown."""

    density_kg_m3: float
    wind_m_s: float = 0.0
    gustiness_m_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Course:
    """One leg before it is flown: length, and the wind along and across it (from behind is positive)."""

    length_m: float
    tail_m_s: float = 0.0
    side_m_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Timing:
    """A whole flight from lift-off to touch-down."""

    distance_m: float
    max_speed_m_s: float
    moving_s: float
    duration_s: float
    legs: tuple[Leg, ...]


def hover_s(pictures: bool) -> float:
    """How long a flight hangs still over both its ends together.

    >>> hover_s(True), hover_s(False)
    (28.0, 6.0)
    """
    return SETTLE_S + ARRIVE_S if pictures else 2.0 * STEADY_S


def flight_timing(
    courses: Sequence[Course], altitude_m: float, pictures: bool = True, hovering_s: float | None = None
) -> Timing:
    """Time and speed of a flight along these legs; `hovering_s` over both its ends together, if not as usual.

    >>> round(flight_timing((Course(469.3),), 10.0).duration_s), round(flight_timing((), 3.0).duration_s)
    (150, 38)
    >>> round(flight_timing((Course(115.5),), 10.0, pictures=False).duration_s)  # flight 33, a hop, took 55 s
    60
    """
    distance_m = 0.0
    for course in courses:
        distance_m += course.length_m
    cruise = cruise_speed_m_s(distance_m, altitude_m, pictures)
    moving_s, top, legs = 0.0, 0.0, []
    for course in courses:
        flown = leg(course.length_m, min(cruise, ground_speed_limit_m_s(course.tail_m_s, course.side_m_s)))
        moving_s += flown.duration_s
        top = max(top, flown.top_m_s)
        legs.append(flown)
    over_ends_s = hover_s(pictures) if hovering_s is None else hovering_s
    still_s = over_ends_s + TURN_S * max(0, len(legs) - 1)
    duration_s = altitude_m / VERTICAL_M_S + still_s + moving_s + descent_s(altitude_m)
    return Timing(distance_m, top, moving_s, duration_s, tuple(legs))


def flight_energy_wh(timing: Timing, courses: Sequence[Course], air: Air, rpm: float) -> float:
    """Energy of a flight with its spin-up: hovering in the wind, and each leg through the air it meets."""
    hover_w = flight_w(air.density_kg_m3, rpm, air.wind_m_s, air.gustiness_m_s)
    joules = SPIN_UP_W * SPIN_UP_S + hover_w * (timing.duration_s - timing.moving_s)
    for flown, course in zip(timing.legs, courses, strict=True):
        ramp_s = flown.speeding_s + flown.braking_s
        for seconds, ground_m_s in ((ramp_s, 0.5 * flown.top_m_s), (flown.holding_s, flown.top_m_s)):
            through_m_s = airspeed_m_s(ground_m_s, course.tail_m_s, course.side_m_s)
            joules += flight_w(air.density_kg_m3, rpm, through_m_s, air.gustiness_m_s) * seconds
    return joules / 3600.0


# --- height above ground ----------------------------------------------------------------------------------------------
FOLLOWING_PER_S = 0.15
"""Climb rate asked for per metre of altimeter error: lags 1 to 5 m over slopes, as the track of flight 25 shows."""
ALTIMETER_SURE_M, ALTIMETER_REACH_M = 10.0, 30.0
"""Built for some 10 m and flown to 24 (flight 61); beyond its reach it hears no echo. From memory."""
ALTIMETER_ERROR_FRAC = 0.06
"""Of the height beyond the sure range; starting value."""
LEAST_CLEARANCE_M = 2.0
"""A route that would pass lower over ground as it is known is refused; game premise."""
STRUCK_M = 0.4
"""Lower than this while flying, a leg has met the ground; half the helicopter's height (NASA)."""


def altimeter_m(agl_m: float, luck: float) -> float:
    """What the laser altimeter reads: sure up to its range, then off by some share. `luck` from -1 to 1.

    >>> altimeter_m(8.0, 1.0), round(altimeter_m(20.0, 1.0), 1)
    (8.0, 20.6)
    """
    return agl_m + luck * ALTIMETER_ERROR_FRAC * max(0.0, agl_m - ALTIMETER_SURE_M)


def climb_m_s(wanted_m: float, reading_m: float) -> float:
    """Vertical speed that follows the ground below; holds its level when the altimeter hears nothing.

    >>> climb_m_s(10.0, 9.0), round(climb_m_s(10.0, 4.0), 6), climb_m_s(10.0, 45.0)
    (0.15, 0.9, 0.0)
    """
    if reading_m > ALTIMETER_REACH_M:
        return 0.0
    return max(-VERTICAL_M_S, min(VERTICAL_M_S, FOLLOWING_PER_S * (wanted_m - reading_m)))
