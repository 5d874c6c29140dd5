"""Coring as pure functions: within what the real mission brought up, and failing as often as is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.rng import rng_for
from game.sim.physics import coring
from tests import small

shares = st.floats(0.0, 1.0)
ROCKS = [rock for rock in small.catalog().rocks.values() if not rock.loose]
SEEDS = 1000


@given(shares, st.floats(1.5, 3.5), st.integers(0, 500), shares)
def test_a_core_is_a_core_or_nothing(crumble_frac: float, density: float, attempt: int, wear_frac: float) -> None:
    result = coring.core_result(crumble_frac, density, rng_for(1, "coring", "rock"), attempt, wear_frac)
    if result.crumbled:
        assert (result.length_cm, result.mass_g, result.short) == (0.0, 0.0, False)
        assert crumble_frac > 0.0
    else:
        assert coring.MIN_LENGTH_CM <= result.length_cm <= coring.MAX_LENGTH_CM
        assert result.short is (result.length_cm <= coring.SHORT_MOST_CM) or crumble_frac > 0.2
        full_g = result.length_cm * coring.CORE_AREA_CM2 * density
        assert 0.45 * full_g < result.mass_g <= coring.MAX_MASS_FRAC * full_g


@pytest.mark.parametrize("rock", ROCKS, ids=lambda rock: str(rock.id))
def test_failures_are_as_frequent_as_is_said(rock) -> None:  # type: ignore[no-untyped-def]
    """Over 1000 seeds each rate lies within three standard errors of its chance (and a little)."""
    cores = [
        coring.core_result(rock.crumble_frac, rock.density_g_cm3, rng_for(seed, "coring", "rock"), 0)
        for seed in range(SEEDS)
    ]
    whole = [core for core in cores if not core.crumbled]
    rates = (
        (sum(core.crumbled for core in cores) / SEEDS, rock.crumble_frac),
        (sum(core.short for core in whole) / len(whole), coring.short_frac(rock.crumble_frac)),
        (sum(core.pebbles for core in cores) / SEEDS, coring.pebbles_frac(rock.crumble_frac)),
    )
    for found, said in rates:
        assert abs(found - said) < 3.0 * (said * (1.0 - said) / SEEDS) ** 0.5 + 0.005


def test_one_seal_in_thirty_fails_and_half_of_the_second_tries() -> None:
    first = sum(rng_for(seed, "seal", 1).chance(coring.seal_fails_frac(0), 0) for seed in range(4000))
    again = sum(rng_for(seed, "seal", 1).chance(coring.seal_fails_frac(1), 1) for seed in range(4000))
    assert abs(first / 4000 - 0.03) < 0.008
    assert abs(again / 4000 - 0.5) < 0.03


@pytest.mark.parametrize("rock", ROCKS, ids=lambda rock: str(rock.id))
def test_cores_have_the_length_and_the_weight_of_the_real_ones(rock) -> None:  # type: ignore[no-untyped-def]
    """10-15 g of rock are typical (from memory); the list of samples has 3.07 to 7.36 cm, the middle near 6."""
    luck = rng_for(3, "coring", "rock")
    cores = [coring.core_result(rock.crumble_frac, rock.density_g_cm3, luck, attempt) for attempt in range(400)]
    whole = [core for core in cores if not core.crumbled]
    masses, lengths = sorted(core.mass_g for core in whole), sorted(core.length_cm for core in whole)
    assert 10.0 <= masses[len(masses) // 2] <= 15.0
    assert masses[-1] < 20.0
    assert 5.2 < lengths[len(lengths) // 2] < 6.7


def test_friable_rock_gives_shorter_cores() -> None:
    luck = rng_for(3, "coring", "rock")

    def mean_cm(crumble_frac: float) -> float:
        cores = [coring.core_result(crumble_frac, 2.6, luck, attempt) for attempt in range(500)]
        lengths = [core.length_cm for core in cores if not core.crumbled]
        return sum(lengths) / len(lengths)

    assert mean_cm(0.05) > mean_cm(0.4) + 0.3


def test_loose_ground_never_breaks_and_weighs_what_8_cm3_weigh() -> None:
    luck = rng_for(3, "coring", "soil")
    scoops = [coring.loose_result(1.5, luck, attempt) for attempt in range(100)]
    assert not any(scoop.crumbled or scoop.short or scoop.pebbles for scoop in scoops)
    assert all(9.6 <= scoop.mass_g <= 12.0 for scoop in scoops)


def test_the_bits_on_board_last_for_the_mission_s_requirement() -> None:
    """Six coring bits for 37 samples, two abrading bits for 74 patches (Moeller 2021), in rock of middling hardness."""
    assert 6.0 / coring.core_wear_frac(0.3) > 37 * 1.5
    assert 2.0 / coring.abrade_wear_frac(0.3) > 74
    assert coring.core_minutes(0.4, 1.0) == 1.5 * coring.core_minutes(0.4)
