"""Slip by slope, ground and direction, against the figures of the test beds and of the missions."""

import numpy as np
import pytest

from game.sim.physics.slip import (
    MAX_SLIP_FRAC,
    climb_slip,
    climb_slips,
    side_drift,
    slip_along,
    slip_fraction,
    slips_along,
    steepest_grade,
)
from game.terrain.material import Material

# Dry sand, firm regolith, bedrock: MER and MSL test-bed curves, from memory. Loose dust: Perseverance's rim climb of
# 2024 made about half the commanded way at 20 deg, a fifth at worst (JPL).
TABLE = [
    (Material.SAND, 5, 0.08, 0.095),
    (Material.SAND, 10, 0.20, 0.25),
    (Material.SAND, 15, 0.45, 0.50),
    (Material.SAND, 17, 0.57, 0.63),
    (Material.SAND, 20, 0.90, 1.00),
    (Material.REGOLITH, 10, 0.07, 0.09),
    (Material.REGOLITH, 15, 0.14, 0.16),
    (Material.REGOLITH, 20, 0.25, 0.30),
    (Material.BEDROCK, 5, 0.0, 0.05),
    (Material.BEDROCK, 15, 0.0, 0.05),
    (Material.BEDROCK, 20, 0.08, 0.11),
    (Material.BEDROCK, 25, 0.18, 0.22),
    (Material.DUST, 20, 0.45, 0.55),
    (Material.DUST, 25, 0.75, 0.90),
]
ALL = list(Material)


@pytest.mark.parametrize(("material", "slope_deg", "low", "high"), TABLE)
def test_slip_of_the_test_beds(material: Material, slope_deg: float, low: float, high: float) -> None:
    assert low <= slip_fraction(slope_deg, material) <= high


def test_megaripples_slip_worse_than_flat_sand() -> None:
    """Up to 77 % on Curiosity's megaripples (Arvidson et al. 2016), whose faces are near 15 to 20 deg."""
    for slope_deg in (0, 5, 10, 15):
        assert slip_fraction(slope_deg, Material.RIPPLE) > slip_fraction(slope_deg, Material.SAND)
    assert 0.5 < slip_fraction(16, Material.RIPPLE) < 0.9


@pytest.mark.parametrize("material", ALL)
def test_slip_grows_with_the_slope_and_stays_a_fraction(material: Material) -> None:
    slips = [slip_fraction(slope, material) for slope in range(46)]
    assert slips == sorted(slips)
    assert 0.0 <= slips[0] < 0.1
    assert slips[45] == MAX_SLIP_FRAC < 1.0


@pytest.mark.parametrize("material", ALL)
def test_direction_counts(material: Material) -> None:
    """Downhill the wheels skid ahead, by less than they would slip uphill; across the slope they hold."""
    up, across, down = (slip_fraction(15, material, heading) for heading in (0, 90, 180))
    assert down < across < up
    assert -up < down
    assert slip_fraction(15, material, 45) < up


def test_cross_slope_drift_points_downhill_and_is_less_than_the_slip() -> None:
    for material in ALL:
        assert side_drift(0.2, material) == -side_drift(-0.2, material)
        assert 0.0 < side_drift(0.2, material) < climb_slip(0.2, material)
        assert side_drift(0.0, material) == 0.0


def test_arrays_give_the_bits_of_scalars() -> None:
    grade = np.linspace(-0.9, 0.9, 181)
    for material in ALL:
        kinds = np.full(grade.size, material, dtype=np.uint8)
        assert slips_along(grade, kinds).tolist() == [slip_along(g, material) for g in grade.tolist()]
        up = np.abs(grade)
        assert climb_slips(up, kinds).tolist() == [climb_slip(g, material) for g in up.tolist()]


@pytest.mark.parametrize("material", ALL)
@pytest.mark.parametrize("limit", [0.2, 0.4, 0.6, 0.9])
def test_steepest_grade_is_the_inverse(material: Material, limit: float) -> None:
    assert climb_slip(steepest_grade(limit, material), material) == pytest.approx(limit, rel=1e-9)
