"""Motor power, speeds and camera stops as pure functions."""

import numpy as np
import pytest

from game.sim.physics import drive as d
from game.sim.physics.battery import AWAKE_W
from game.terrain.material import Material


@pytest.mark.parametrize("material", list(Material))
@pytest.mark.parametrize("slope_deg", [-30, -10, 0, 5, 10, 20, 30])
def test_motors_stay_below_200_w_and_the_rover_below_500(material: Material, slope_deg: float) -> None:
    """Mobility motors < 200 W (NASA wheels text); Curiosity's whole rover up to 500 W (Lakdawalla)."""
    motors_w = d.motors_w(d.grade_of(slope_deg), d.TOP_SPEED_M_S, material)
    assert 0.0 < motors_w <= 200.0
    assert motors_w + d.DRIVE_AVIONICS_W + AWAKE_W < 500.0


def test_climbing_costs_at_least_the_lift() -> None:
    """1025 kg in 3.72 m/s2 at 20 deg and 4.2 cm/s is 55 W of lift alone."""
    lift_w = 1025 * 3.72 * 0.342 * 0.042
    flat, up = (d.motors_w(grade, d.TOP_SPEED_M_S, Material.REGOLITH) for grade in (0.0, d.grade_of(20)))
    assert up - flat > lift_w
    assert d.motors_w(d.grade_of(-5), d.TOP_SPEED_M_S, Material.REGOLITH) < flat
    assert d.motors_w(0.0, d.TOP_SPEED_M_S, Material.SAND) > flat


def test_arrays_give_the_bits_of_scalars() -> None:
    grade = np.linspace(-0.6, 0.6, 61)
    speed = np.full(grade.size, 0.04)
    for material in Material:
        kinds = np.full(grade.size, material, dtype=np.uint8)
        expected = [d.motors_w(g, 0.04, material) for g in grade.tolist()]
        assert d.motors_ws(grade, speed, kinds).tolist() == expected


def test_top_speed_is_152_m_h_and_never_more() -> None:
    assert d.ground_speed_m_s(0.0) * 3600 == pytest.approx(151.2)
    for slip in (-0.3, 0.0, 0.3, 0.97):
        assert 0.0 < d.ground_speed_m_s(slip) <= 0.042


def metres_per_hour(grade: float, rock_abundance: float, roughness_m: float) -> float:
    ground = (np.array([value]) for value in (grade, rock_abundance, roughness_m))
    stop_s = float(d.think_s(d.difficulty(*ground))[0])
    return 3600.0 / (1.0 / d.TOP_SPEED_M_S + stop_s)


def test_autonav_makes_120_m_h_on_open_ground_and_half_of_it_on_the_worst() -> None:
    assert 114.0 <= metres_per_hour(0.0, 0.0, 0.0) <= 121.0
    assert 57.0 <= metres_per_hour(0.4, 0.3, 0.3) <= 63.0


def test_the_crater_floor_lies_between_the_real_percentiles() -> None:
    """Real drives above 100 m made 50 to 95 m/h (5th to 95th percentile), median 80."""
    assert 80.0 < metres_per_hour(0.05, 0.05, 0.04) < 101.0
    assert 55.0 < metres_per_hour(0.16, 0.10, 0.10) < 80.0


def test_wear_by_ground() -> None:
    """Sharp rock wears, sand does not; 40 km of Jezero's mix leave wheels that still roll."""
    assert d.wear(Material.BEDROCK, 0.05, 1.0) > 5 * d.wear(Material.REGOLITH, 0.05, 1.0)
    assert d.wear(Material.SAND, 0.0, 1.0) < d.wear(Material.REGOLITH, 0.0, 1.0)
    assert d.wear(Material.REGOLITH, 0.05, 40_000.0) < 0.5
    assert d.wear(Material.BOULDERS, 0.2, 12_000.0) > 0.5
