"""Coring as pure functions: within what the real mission brought up."""

from hypothesis import given
from hypothesis import strategies as st

from game.core.rng import rng_for
from game.sim.physics import coring

shares = st.floats(0.0, 1.0)


@given(shares, st.floats(1.5, 3.5), st.integers(0, 500))
def test_a_core_is_a_core_or_nothing(crumble_frac: float, density_g_cm3: float, attempt: int) -> None:
    result = coring.core_result(crumble_frac, density_g_cm3, rng_for(1, "coring", "rock"), attempt)
    if result.crumbled:
        assert (result.length_cm, result.mass_g) == (0.0, 0.0)
        assert crumble_frac > 0.0
    else:
        assert coring.MIN_LENGTH_CM <= result.length_cm <= coring.TARGET_LENGTH_CM
        full_g = result.length_cm * coring.CORE_AREA_CM2 * density_g_cm3
        assert 0.45 * full_g < result.mass_g <= coring.MAX_MASS_FRAC * full_g


def test_crumbling_is_as_frequent_as_the_rock_says() -> None:
    luck = rng_for(3, "coring", "rock")
    lost = [coring.core_result(0.28, 2.6, luck, attempt).crumbled for attempt in range(4000)]
    assert abs(sum(lost) / len(lost) - 0.28) < 0.03


def test_friable_rock_gives_shorter_cores() -> None:
    luck = rng_for(3, "coring", "rock")

    def mean_cm(crumble_frac: float) -> float:
        cores = [coring.core_result(crumble_frac, 2.6, luck, attempt) for attempt in range(500)]
        lengths = [core.length_cm for core in cores if not core.crumbled]
        return sum(lengths) / len(lengths)

    assert mean_cm(0.05) > mean_cm(0.4) + 0.3


def test_a_basalt_core_has_the_weight_of_the_real_ones() -> None:
    """10-15 g of rock are typical (from memory); the heaviest rock may give a little more."""
    luck = rng_for(3, "coring", "rock")
    masses = sorted(coring.core_result(0.0, 2.9, luck, attempt).mass_g for attempt in range(200))
    assert masses[0] > 9.0
    assert masses[-1] < 18.0
    assert 10.0 < masses[100] < 15.0
