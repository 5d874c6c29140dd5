"""Constants and conversions, held against published figures."""

import math
from collections.abc import Callable

import pytest

from game.core import units


def test_angles_agree_with_the_library() -> None:
    assert units.rad_from_deg(123.4) == pytest.approx(math.radians(123.4), rel=1e-15)
    assert units.deg_from_rad(2.5) == pytest.approx(math.degrees(2.5), rel=1e-15)


def test_mmrtg_gives_its_published_energy_in_a_sol() -> None:
    assert units.wh_over(110.0, 88_775.0) == pytest.approx(2712.0, abs=1.0)  # 110 W over 24 h 39 m 35 s


@pytest.mark.parametrize(
    ("pressure_pa", "temperature_k", "density_kg_m3"),
    [(740, 210, 0.0184), (740, 250, 0.0154), (640, 250, 0.0133)],  # from the gas law, by hand
)
def test_air_density(pressure_pa: float, temperature_k: float, density_kg_m3: float) -> None:
    assert units.air_density_kg_m3(pressure_pa, temperature_k) == pytest.approx(density_kg_m3, abs=6e-5)


def test_degrees_on_the_ground_follow_from_the_radius() -> None:
    per_degree = units.MARS_RADIUS_M * units.RAD_PER_DEG
    assert abs(units.MARS_M_PER_DEG_LATITUDE - per_degree) < 1.0
    assert abs(units.MARS_M_PER_DEG_LONGITUDE - per_degree * math.cos(math.radians(18.45))) < 3.0


def test_light_crosses_one_au_in_its_published_time() -> None:
    light_time_s = units.AU_M / units.LIGHT_SPEED_M_S
    assert light_time_s == pytest.approx(499.004784, abs=1e-6)  # IAU


def test_moxie_current_gives_the_published_oxygen_rate() -> None:
    # Faraday, four electrons for each O2: 10 cells at 2 A make 6.0 g/h, at 4 A 11.9 g/h.
    for ampere, g_h in ((2.0, 6.0), (4.0, 11.9)):
        assert 10 * ampere * 3600.0 / (4.0 * units.FARADAY_C_MOL) * units.O2_G_MOL == pytest.approx(g_h, abs=0.05)


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (units.wh_from_j, units.j_from_wh),
        (units.k_from_c, units.c_from_k),
        (units.m_s_from_m_h, units.m_h_from_m_s),
        (units.rad_from_deg, units.deg_from_rad),
    ],
)
def test_conversions_undo_each_other(there: Callable[[float], float], back: Callable[[float], float]) -> None:
    for value in (-40.0, 0.0, 1.0, 123.456):
        assert back(there(value)) == pytest.approx(value, rel=1e-12, abs=1e-12)


def test_autonav_speed() -> None:
    assert units.m_s_from_m_h(152.0) == pytest.approx(0.042, abs=0.0003)  # 4.2 cm/s is 152 m/h (NASA)
