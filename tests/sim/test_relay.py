"""Passes: geometry, volumes, and the orbiters' timetable against what the real relay did."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.sections import Outage, Relay, RelayPass
from game.core import marstime
from game.sim.estimates.relay import PassAhead, next_pass, pass_in_view, passes_between, passes_of_sol
from game.sim.physics import link
from tests import small

YEAR = 669
USUAL = {"MRO": (60, 320), "TGO": (150, 600), "ODY": (50, 100), "MAVEN": (300, 1000), "MEX": (20, 100)}
"""Mbit per pass that are usual for each orbiter."""


def by_orbiter(seed: int = 0) -> dict[str, list[PassAhead]]:
    found: dict[str, list[PassAhead]] = {}
    for sol in range(YEAR):
        for one in passes_of_sol(Relay(), seed, sol):
            found.setdefault(one.orbiter, []).append(one)
    return found


# --- geometry ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("height_km", [300.0, 400.0, 1000.0])
@pytest.mark.parametrize("elevation_deg", [1.0, 10.0, 45.0, 80.0])
def test_angle_and_elevation_are_inverses(height_km: float, elevation_deg: float) -> None:
    angle = link.angle_deg(height_km, elevation_deg)
    assert link.elevation_deg(height_km, angle) == pytest.approx(elevation_deg, abs=1e-9)


def test_the_slant_range_is_the_cosine_rule() -> None:
    angle = link.angle_deg(400.0, 10.0)
    sine = np.sin(np.radians(angle)) * (link.MARS_RADIUS_KM + 400.0) / np.cos(np.radians(10.0))
    assert link.range_km(400.0, angle) == pytest.approx(sine, rel=1e-9)


@pytest.mark.parametrize("orbiter", link.RADIOS)
def test_higher_passes_last_longer_and_carry_more(orbiter: str) -> None:
    radio = link.RADIOS[orbiter]
    for low, high in ((15.0, 30.0), (30.0, 50.0), (50.0, 80.0)):
        assert link.view_s(radio.height_km, low) <= link.view_s(radio.height_km, high) <= link.LONGEST_S
        assert link.pass_mbit(radio, low) <= link.pass_mbit(radio, high)


@pytest.mark.parametrize("orbiter", link.RADIOS)
def test_no_rate_above_2_mbit_s(orbiter: str) -> None:
    assert link.rate_mbit_s(link.RADIOS[orbiter], 89.0, 0.0) <= 2.0


@pytest.mark.parametrize("antenna_m", [34, 70])
def test_x_band_stays_within_its_published_rates(antenna_m: int) -> None:
    least, most = link.HGA_BIT_S[antenna_m]
    rates = [link.hga_bit_s(million * 1e6, antenna_m) for million in (55, 100, 227, 300, 401)]
    assert rates == sorted(rates, reverse=True)
    assert (rates[-1], rates[0]) == (least, most)


# --- the timetable ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 7])
def test_a_year_has_2_to_6_sessions_a_sol(seed: int) -> None:
    counts = [len(passes_of_sol(Relay(), seed, sol)) for sol in range(YEAR)]
    assert min(counts) >= 2
    assert max(counts) <= 6
    assert 4.0 <= float(np.median(counts)) <= 6.0


def test_a_sol_carries_about_a_gigabit() -> None:
    """0.8 to 1.5 Gbit per sol are usual."""
    totals = [sum(one.mbit for one in passes_of_sol(Relay(), 0, sol)) for sol in range(YEAR)]
    assert 800.0 < float(np.median(totals)) < 1500.0


def test_each_orbiter_carries_its_usual_volume() -> None:
    found = by_orbiter()
    assert set(found) == set(link.RADIOS)
    for orbiter, passes in found.items():
        low, high = USUAL[orbiter]
        assert low <= float(np.percentile([one.mbit for one in passes], 10)), orbiter
        assert float(np.percentile([one.mbit for one in passes], 90)) <= high, orbiter
        assert all(one.duration_s <= 900 for one in passes)


def test_a_booked_maven_pass_moved_550_mbit() -> None:
    """The demonstration pass of MAVEN with Curiosity's successor moved 550 Mbit."""
    volumes = [one.mbit for one in by_orbiter()["MAVEN"]]
    assert float(np.median(volumes)) == pytest.approx(550.0, rel=0.15)


def test_sun_synchronous_orbiters_keep_their_hours_and_tgo_drifts() -> None:
    found = by_orbiter()
    mro = [marstime.lmst_h(one.start_tick) for one in found["MRO"]]
    assert all(2.0 < hour < 4.5 or 14.0 < hour < 16.5 for hour in mro)
    tgo = [int(marstime.lmst_h(one.start_tick)) for one in found["TGO"]]
    assert set(tgo) == set(range(24))


def test_seeds_differ_and_the_same_seed_does_not() -> None:
    one, same, other = ([passes_of_sol(Relay(), seed, sol) for sol in range(20)] for seed in (1, 1, 2))
    assert one == same
    assert one != other


# --- a level's own passes ---------------------------------------------------------------------------------------------

LISTED = Relay(passes=(RelayPass(orbiter="TGO", lmst="17:40", minutes=14.0, mbit=400.0, elevation_deg=45.0),))


def test_listed_passes_vary_about_what_is_listed() -> None:
    passes = [passes_of_sol(LISTED, 3, sol)[0] for sol in range(300)]
    volumes, heights = [one.mbit for one in passes], [one.highest_deg for one in passes]
    assert float(np.mean(volumes)) == pytest.approx(400.0, rel=0.1)
    assert float(np.std(heights)) > 5.0
    assert float(np.corrcoef(volumes, heights)[0, 1]) > 0.9
    assert {marstime.lmst_text(one.start_tick) for one in passes} == {"17:40"}


def test_no_passes_are_no_passes() -> None:
    assert passes_of_sol(Relay(passes=()), 0, 14) == ()


def test_passes_never_overlap() -> None:
    both = Relay(passes=tuple(RelayPass(orbiter="MRO", lmst=t, minutes=20.0, mbit=100.0) for t in ("12:00", "12:10")))
    assert len(passes_of_sol(both, 0, 14)) == 1


def test_an_orbiter_that_is_out_carries_nothing() -> None:
    relay = LISTED.model_copy(update={"outages": (Outage(orbiter="TGO", sol=20, sols=2),)})
    assert [passes_of_sol(relay, 3, sol)[0].missed for sol in (19, 20, 21, 22)] == [False, True, True, False]
    assert passes_of_sol(relay, 3, 20)[0].mbit == 0.0


@given(st.integers(0, 400 * marstime.SOL_S))
def test_whoever_is_in_view_is_between_rise_and_set(tick: int) -> None:
    site = small.site()
    now = pass_in_view(site, tick)
    listed = [one for one in passes_between(site, tick, tick + 1) if one.start_tick <= tick < one.end_tick]
    assert listed == ([now] if now is not None else [])
    ahead = next_pass(site, tick)
    assert ahead is not None
    assert ahead.start_tick > tick
