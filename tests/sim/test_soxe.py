"""MOXIE's chemistry against what the real one did (FACTS 5) and against itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.physics import soxe

DENSITIES = st.floats(0.010, 0.022)
AMPS = st.floats(0.5, soxe.MAX_AMPS)


def test_the_design_rate_and_the_published_peak() -> None:
    """Designed for 6 g/h, and 12 g/h at its best: in the thick air of a winter night."""
    assert soxe.faraday_g_h(soxe.NOMINAL_AMPS) == pytest.approx(6.0, abs=0.1)
    assert soxe.rate_g_h(soxe.MAX_AMPS, 0.0184, 60.0) == pytest.approx(12.0, abs=0.3)
    assert soxe.rate_g_h(soxe.MAX_AMPS, 0.0133, 60.0) < 10.0


def test_faraday_s_law() -> None:
    """4 electrons for each molecule of oxygen, 32 g a mole."""
    grams = 32.0 / (4 * 96_485.0) * 3600.0 * soxe.CELLS
    assert soxe.faraday_g_h(1.0) == pytest.approx(grams, rel=1e-3)


@given(AMPS, DENSITIES, st.floats(0.0, 300.0))
def test_never_more_than_the_current_or_the_feed_allows(amps: float, density: float, minutes: float) -> None:
    rate = soxe.rate_g_h(amps, density, minutes)
    assert 0.0 <= rate <= min(soxe.faraday_g_h(amps), soxe.feed_limit_g_h(density))
    assert rate <= soxe.rate_g_h(amps, density, minutes + 5.0)


@given(AMPS, DENSITIES)
def test_purity_is_what_nasa_reports_unless_it_is_driven_too_hard(amps: float, density: float) -> None:
    """Better than 98 % in every run while the feed suffices."""
    purity = soxe.purity_frac(amps, density)
    assert 0.9 <= purity <= 1.0
    if soxe.faraday_g_h(amps) <= soxe.feed_limit_g_h(density):
        assert purity > 0.98


def test_nothing_before_the_current_flows() -> None:
    assert soxe.rate_g_h(2.0, 0.0154, 0.0) == soxe.rate_g_h(2.0, 0.0154, -5.0) == 0.0


def test_an_hour_of_oxygen_costs_about_a_kilowatt_hour() -> None:
    assert 800.0 <= soxe.run_energy_wh(soxe.warm_up_min(-50.0), 60.0) <= 1100.0
