"""RIMFAX's physics against the published figures: resolution, and how deep it sees (Hamran 2022, Paige 2024)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.physics import radar as r
from game.terrain.subsurface_spec import MATTER

permittivities = st.floats(r.EPS_LOW, r.EPS_HIGH)


@given(permittivities, st.floats(0.1, 40.0))
def test_depth_and_time_are_each_other_s_inverse(permittivity: float, depth_m: float) -> None:
    assert r.depth_m(r.two_way_ns(depth_m, permittivity), permittivity) == pytest.approx(depth_m, rel=1e-12)


def test_the_band_limit_is_48_mm_in_rock() -> None:
    assert r.band_limit_m(9.0) == pytest.approx(0.048, abs=0.001)


@given(st.floats(2.2, 9.0))
def test_resolution_is_15_to_30_cm_from_rock_to_dust(permittivity: float) -> None:
    assert 0.149 <= r.resolution_m(permittivity) <= 0.305


def test_the_pulse_is_as_long_as_the_resolution_says() -> None:
    for permittivity in (3.5, 6.0, 9.0):
        assert r.depth_m(r.pulse_ns(), permittivity) == pytest.approx(r.resolution_m(permittivity))


@pytest.mark.parametrize(("kind", "low_m", "high_m"), [("basalt", 13.0, 17.0), ("beds", 18.0, 22.0)])
def test_it_sees_15_m_into_the_crater_floor_and_20_m_into_the_delta(kind: str, low_m: float, high_m: float) -> None:
    attenuation = {name: matter.attenuation_db_m for name, matter in MATTER.items()}[kind]  # type: ignore[misc]
    for contrast in (0.05, 0.07, 0.1):
        assert low_m <= r.reach_m(attenuation, contrast) <= high_m


def test_mafic_rock_takes_2_to_4_db_of_each_metre() -> None:
    for kind in ("basalt", "beds", "carbonate", "lake_sediment"):
        assert 2.0 <= MATTER[kind].attenuation_db_m <= 4.0  # type: ignore[index]


def test_a_stronger_contrast_reflects_more_and_rock_under_soil_turns_the_wave_over() -> None:
    assert r.reflection(3.5, 8.5) < r.reflection(6.4, 8.5) < 0.0
    assert r.reflection(8.5, 3.1) > 0.0
    above, below = np.array([3.5, 6.4]), np.array([8.5, 8.5])
    assert r.reflection(above, below).tolist() == [r.reflection(3.5, 8.5), r.reflection(6.4, 8.5)]


def test_decibels() -> None:
    assert r.db_of(np.array([1.0, 0.1])).tolist() == pytest.approx([0.0, -20.0])
    assert r.amplitude_of(np.array([-40.0])).tolist() == pytest.approx([0.01])
