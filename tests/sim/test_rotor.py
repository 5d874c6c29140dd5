"""Thrust, power and tip speed by air; the wind aloft; the radio over hills."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.physics import aloft, flight, radio, rotor
from tests.sim import flat


# --- rotor ------------------------------------------------------------------------------------------------------------
def test_rotors_as_flown_and_as_tested():
    """2537 rpm in spring, 2700 in thin air, 2800 spun on the ground (AIAA)."""
    assert [rotor.rotor_rpm(density) for density in (0.0170, 0.0156, 0.0130, 0.0118)] == [2537, 2537, 2700, 2800]
    assert rotor.thrust_margin_frac(0.0118, 2700.0) < rotor.WANTED_MARGIN_FRAC


def test_average_and_peak_power():
    """350 W on average (NASA), 510 at the peak (from memory)."""
    assert rotor.flight_w(0.0156, 2537.0, 5.0, 2.0) == pytest.approx(350.0, abs=10.0)
    assert rotor.peak_w(0.0156, 2537.0) == pytest.approx(510.0, abs=15.0)


@given(st.floats(0.010, 0.020), st.floats(0.0, 15.0), st.floats(0.0, 8.0))
def test_gusts_cost_power_and_moving_air_saves_a_little(density, through_m_s, gustiness_m_s):
    rpm = rotor.rotor_rpm(density)
    calm = rotor.flight_w(density, rpm, through_m_s)
    assert rotor.flight_w(density, rpm, through_m_s, gustiness_m_s) >= calm
    assert 0.75 * rotor.flight_w(density, rpm, 0.0) < calm <= rotor.peak_w(density, rpm)


def test_tips_near_the_speed_of_sound():
    """Tip Mach about 0.7 (Bad Astronomy); only cold air and fast rotors reach the limit."""
    assert rotor.tip_mach(2537.0, -50.0, 5.0) == pytest.approx(0.7, abs=0.02)
    assert rotor.tip_mach(2800.0, -85.0, 10.0) > rotor.TIP_MACH_LIMIT > rotor.tip_mach(2700.0, -30.0, 12.0)


# --- wind -------------------------------------------------------------------------------------------------------------
def test_wind_grows_with_height():
    at = [aloft.wind_aloft_m_s(4.0, height_m) for height_m in (1.0, 3.0, 10.0, 24.0)]
    assert at == sorted(at)
    assert at[2] == pytest.approx(5.5, abs=0.2)


@given(st.floats(0.0, 12.0), st.floats(0.0, 360.0), st.floats(0.0, 360.0))
def test_the_speed_limit_of_a_leg_keeps_the_air_within_its_own(wind_m_s, from_deg, course_deg):
    ux, uy = np.sin(np.radians(course_deg)), -np.cos(np.radians(course_deg))
    tail, side = aloft.tail_wind_m_s(wind_m_s, from_deg, float(ux), float(uy))
    assert tail * tail + side * side == pytest.approx(wind_m_s * wind_m_s, abs=1e-6)
    limit = aloft.ground_speed_limit_m_s(tail, side)
    assert aloft.airspeed_m_s(limit, tail, side) <= aloft.AIRSPEED_LIMIT_M_S + 1e-6 or limit == 1.0


def test_a_head_wind_costs_a_fast_flight_time_and_energy():
    """At 10 m/s over ground 8 m/s from ahead are too much air; from behind they are not."""
    told = {}
    for name, tail in (("head", -8.0), ("none", 0.0), ("tail", 8.0)):
        courses = (flight.Course(700.0, tail),)
        timing = flight.flight_timing(courses, 16.0)
        told[name] = (timing.duration_s, flight.flight_energy_wh(timing, courses, flight.Air(0.0156, 8.0), 2537.0))
    assert told["head"][0] > told["none"][0] + 10.0
    assert told["tail"][0] == told["none"][0]
    assert told["head"][1] > told["tail"][1]


# --- radio ------------------------------------------------------------------------------------------------------------
def hill(height_m, at_m):
    """A wall across the map, its west foot so far east of the middle."""
    ground = flat.flat_terrain()
    heights = np.zeros_like(ground.elevation_m)
    column = int((flat.SIDE_M / 2 + at_m) / flat.TILE_M)
    heights[:, column : column + 3] = height_m
    return dataclasses.replace(ground, elevation_m=heights)


def margin(ground, away_m, altitude_m=0.0):
    middle = flat.SIDE_M / 2
    return radio.link_margin_db(ground, (middle, middle), middle + away_m, middle, altitude_m)


def test_the_link_reaches_its_range_over_open_ground():
    ground = flat.flat_terrain()
    margins = [margin(ground, away_m) for away_m in (10.0, 100.0, 300.0, 500.0)]
    assert margins == sorted(margins, reverse=True)
    assert margins[-1] > radio.HEARD_DB
    assert radio.free_margin_db(2.0 * radio.RANGE_M) == pytest.approx(radio.MARGIN_AT_RANGE_DB - 6.0, abs=0.1)


def test_waves_bend_over_low_rises_and_not_over_hills():
    assert margin(hill(3.0, 100.0), 200.0) > radio.LOST_DB > margin(hill(40.0, 100.0), 200.0)
    # From higher up it sees over the hill again.
    heights = [margin(hill(20.0, 150.0), 200.0, up) for up in (0.0, 8.0, 24.0)]
    assert heights == sorted(heights)
    assert heights[-1] > heights[0] + 3.0
