"""Ingenuity's rotor, speed and time against the real flights."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.physics import flight, landing
from game.sim.physics import helicopter_power as hp

# Real flights: number, duration (s), ground track (m), greatest height (m). Durations from NASA's flight log, tracks
# from the public waypoint telemetry (MMGIS).
FLIGHTS = (
    (1, 39.1, 2.3, 3.0),
    (3, 80.3, 102.4, 5.0),
    (5, 108.2, 134.7, 10.0),
    (9, 166.4, 656.5, 10.0),
    (12, 169.5, 469.3, 10.0),
    (20, 130.3, 401.9, 10.0),
    (25, 161.3, 715.3, 10.0),
    (41, 109.1, 187.9, 10.0),
    (45, 144.5, 510.3, 12.0),
    (50, 145.7, 337.4, 18.0),
    (56, 140.9, 436.4, 12.0),
    (63, 142.6, 599.7, 12.0),
)
# Flown unlike the others: 33 was a hurried hop, 61 hung still to test the height, 69 went out and back at 10 m/s.
UNUSUAL = ((33, 55.2, 115.5, 10.0), (61, 129.5, 7.1, 24.0), (69, 135.4, 722.2, 16.0))


@pytest.mark.parametrize(("number", "duration_s", "track_m", "height_m"), FLIGHTS)
def test_duration_within_12_percent_of_the_real_flight(number, duration_s, track_m, height_m):
    timing = flight.flight_timing((track_m,), height_m)
    assert timing.duration_s == pytest.approx(duration_s, rel=0.12), f"flight {number}"


@pytest.mark.parametrize(("number", "duration_s", "track_m", "height_m"), UNUSUAL)
def test_unusual_flights_are_not_absurd(number, duration_s, track_m, height_m):
    timing = flight.flight_timing((track_m,), height_m)
    assert 0.5 < timing.duration_s / duration_s < 2.0, f"flight {number}"


def test_speeds_as_flown():
    assert flight.cruise_speed_m_s(102.4, 5.0) == pytest.approx(2.0, abs=0.5)  # flight 3
    assert flight.cruise_speed_m_s(401.9, 10.0) == pytest.approx(4.4, abs=0.6)  # flight 20
    assert flight.cruise_speed_m_s(715.3, 10.0) == pytest.approx(5.5, abs=1.1)  # flight 25
    assert flight.cruise_speed_m_s(722.2, 16.0) == pytest.approx(10.0, abs=2.0)  # flight 69
    assert flight.cruise_speed_m_s(5000.0, 24.0) == 10.0


@given(st.floats(0.0, 800.0), st.floats(0.5, 10.0))
def test_a_leg_covers_its_length_without_jumps(length_m, cruise_m_s):
    leg = flight.leg(length_m, cruise_m_s)
    steps = [leg.at(leg.duration_s * k / 200) for k in range(201)]
    assert steps[0] == (0.0, 0.0)
    assert steps[-1][0] == pytest.approx(length_m, abs=1e-6)
    assert steps[-1][1] == pytest.approx(0.0, abs=1e-5)
    dt = leg.duration_s / 200
    for (a_m, a_m_s), (b_m, b_m_s) in pairwise(steps):
        assert b_m >= a_m - 1e-9
        assert b_m - a_m <= max(a_m_s, b_m_s) * dt + 0.7 * dt * dt + 1e-9
        assert abs(b_m_s - a_m_s) <= flight.ACCELERATION_M_S2 * dt + 1e-6
    assert leg.top_m_s <= cruise_m_s + 1e-9


@given(st.floats(0.0, 10.0))
def test_braking_starts_at_speed_and_ends_at_rest(speed_m_s):
    leg = flight.leg(flight.braking_m(speed_m_s), speed_m_s, speed_m_s)
    assert leg.at(0.0) == (0.0, speed_m_s)
    assert leg.duration_s == pytest.approx(speed_m_s / flight.ACCELERATION_M_S2, abs=1e-6)
    assert leg.at(leg.duration_s + 1.0) == (leg.length_m, 0.0)


def test_waypoints_cost_time():
    direct, bent = flight.flight_timing((300.0,), 10.0), flight.flight_timing((100.0,) * 3, 10.0)
    assert bent.distance_m == direct.distance_m
    assert bent.duration_s > direct.duration_s + 2 * flight.TURN_S


@given(st.floats(3.0, 24.0))
def test_descent_is_steady_and_ends_on_the_ground(altitude_m):
    heights = [flight.descent_altitude_m(altitude_m, t / 4) for t in range(4 * 40)]
    assert heights[0] == altitude_m
    assert all(a >= b for a, b in pairwise(heights))
    assert flight.descent_altitude_m(altitude_m, flight.descent_s(altitude_m)) == pytest.approx(0.0, abs=1e-9)
    assert all(a - b <= 0.25 + 1e-9 for a, b in pairwise(heights))


# --- rotor ------------------------------------------------------------------------------------------------------------
def test_thrust_margin_in_spring_and_autumn():
    assert flight.thrust_margin_frac(0.0157, 2537.0) == pytest.approx(0.30, abs=0.03)
    assert flight.thrust_margin_frac(0.0130, 2537.0) == pytest.approx(0.08, abs=0.02)
    assert flight.rotor_rpm(0.0157) == 2537.0
    assert flight.rotor_rpm(0.0130) == 2700.0
    assert flight.thrust_margin_frac(0.0130, 2700.0) > 0.2


@pytest.mark.parametrize("density", [0.0130, 0.0145, 0.0157, 0.0170])
def test_flight_power_is_about_350_w(density):
    assert 325.0 < flight.flight_w(density, flight.rotor_rpm(density), 5.0) < 375.0


def test_a_design_flight_takes_a_quarter_of_the_battery():
    timing = flight.flight_timing((100.0,), 5.0)
    assert timing.duration_s == pytest.approx(90.0, abs=5.0)
    energy_wh = flight.flight_energy_wh(timing, 0.0157, 2537.0)
    assert energy_wh == pytest.approx(10.0, abs=1.5)  # about 10 Wh a flight


# --- landing ----------------------------------------------------------------------------------------------------------
def test_flight_72_falls_over_and_flight_25_does_not():
    drift = landing.drift_over(0.0, 20)
    assert drift == pytest.approx(2.5, abs=0.01)
    assert landing.touch_down_risk_frac(6.0, drift, 0.0) == 1.0
    assert landing.touch_down_risk_frac(3.0, landing.drift_over(1.0, 20), 0.01) < 0.01


def test_risk_grows_with_slope_drift_and_rocks():
    risks = [landing.touch_down_risk_frac(deg, 0.3, 0.0) for deg in (0.0, 8.0, 12.0, 16.0, 25.0)]
    assert risks == sorted(risks)
    assert risks[0] == 0.0
    assert risks[-1] == 1.0
    assert landing.touch_down_risk_frac(2.0, 0.0, 0.2) > landing.touch_down_risk_frac(2.0, 0.0, 0.0)


# --- battery ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("tau", "share"), [(0.5, 0.83), (2.0, 0.55), (5.0, 0.3)])
def test_sunlight_by_dust_as_on_viking(tau, share):
    """Net flux at overhead sun over that above the air, Pollack et al. 1990 (from memory, within 0.1)."""
    above = hp.sunlight_w_m2(1.0, 0.0, 1.5237)
    assert hp.sunlight_w_m2(1.0, tau, 1.5237) / above == pytest.approx(share, abs=0.1)
