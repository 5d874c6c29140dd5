"""The outlook is honest: what it calls 80 % comes true about four times out of five."""

import pytest

from game.content.sections import Storm, Weather
from game.core import marstime
from game.sim.estimates.forecast import LEADS_H, SURE_FRAC, expect, outlook, storm_reported
from game.sim.estimates.sky import weather_at
from game.sim.estimates.storms import storm_in_progress, storms_about
from game.sim.physics import wind

STARTS = range(40 * marstime.SOL_S, 640 * marstime.SOL_S, 71_009)
FIGURES = ("tau", "air_c", "wind_m_s")


def hit_share(figure: str, lead_h: float | None, weather: Weather, seed: int = 5) -> float:
    hits = 0
    for now in STARTS:
        at = now + int((lead_h or 24.0) * wind.HOUR_S)
        said = getattr(expect(weather, seed, None if lead_h is None else now, at), figure)
        hits += said.holds(getattr(weather_at(weather, seed, at), figure))
    return hits / len(STARTS)


@pytest.mark.parametrize("lead_h", LEADS_H)
@pytest.mark.parametrize("figure", FIGURES)
def test_eighty_percent_means_eighty_percent(figure: str, lead_h: float) -> None:
    assert 0.75 <= hit_share(figure, lead_h, Weather()) <= 0.85


@pytest.mark.parametrize("figure", FIGURES)
def test_one_who_only_knows_the_season_is_honest_too(figure: str) -> None:
    assert 0.75 <= hit_share(figure, None, Weather()) <= 0.85


@pytest.mark.parametrize("figure", FIGURES)
def test_a_year_with_storms_is_foreseen_nearly_as_well(figure: str) -> None:
    assert 0.72 <= hit_share(figure, 24.0, Weather(chance_storms=0.02)) <= 0.9


def test_the_near_is_surer_than_the_far() -> None:
    now = 60 * marstime.SOL_S + 50_000
    widths = [ahead.tau.high - ahead.tau.low for ahead in outlook(Weather(), 1, now)]
    assert widths == sorted(widths)
    assert widths[0] < 0.4 * widths[-1]
    known, unknown = (expect(Weather(), 1, since, now + 20_000).air_c for since in (now, None))
    assert known.high - known.low < unknown.high - unknown.low


def test_a_level_s_own_tau_is_certain() -> None:
    said = expect(Weather(tau=0.9), 1, 10**6, 10**6 + 50_000).tau
    assert (said.low, said.high) == (0.9, 0.9)
    assert SURE_FRAC == 0.8


REGIONAL = Weather(storms=(Storm(sol=313, lmst="11:00", hours=148.0, tau=2.0),))


def test_orbit_sees_most_storms_coming_and_cries_wolf_rarely() -> None:
    before = marstime.tick_at(312, 40_000)
    seen = sum(storm_reported(REGIONAL, seed, before) for seed in range(200))
    assert 0.7 < seen / 200 < 0.9
    quiet = [storm_reported(Weather(), seed, 400 * marstime.SOL_S) for seed in range(500)]
    assert 0 < sum(quiet) < 20
    assert not any(storm_reported(Weather(), seed, 60 * marstime.SOL_S) for seed in range(50))  # the clear season


def test_a_reported_storm_opens_the_range() -> None:
    before = marstime.tick_at(312, 40_000)
    seed = next(seed for seed in range(50) if storm_reported(REGIONAL, seed, before))
    said = expect(REGIONAL, seed, before, before + 2 * marstime.SOL_S)
    assert said.storm_frac == pytest.approx(0.6)
    assert said.tau.high >= 2.0 > said.tau.likely
    blowing = expect(REGIONAL, seed, marstime.tick_at(315, 40_000), marstime.tick_at(315, 60_000))
    assert blowing.storm_frac > 0.9
    assert blowing.tau.holds(2.0)


def test_the_regional_storm_of_january_2022() -> None:
    """Sols 313 to 318, Ls 153 to 156, tau about 2 (Lemmon 2022)."""
    peak = weather_at(REGIONAL, 1, marstime.tick_at(315, 44_000))
    assert 153.0 < peak.ls_deg < 157.0
    assert peak.storm
    assert peak.tau == pytest.approx(2.0)
    assert weather_at(REGIONAL, 1, marstime.tick_at(312, 44_000)).tau < 0.6
    assert weather_at(REGIONAL, 1, marstime.tick_at(320, 44_000)).tau < 0.6


def test_storms_by_chance_come_in_the_dusty_season_about_as_often_as_asked() -> None:
    weather, found = Weather(chance_storms=0.02), set()
    for seed in range(20):
        for sol in range(0, 668, 2):
            storm = storm_in_progress(storms_about(weather, seed, sol * marstime.SOL_S), sol * marstime.SOL_S)
            if storm is not None:
                found.add((seed, storm.sol, storm.tau))
    begun_ls = [marstime.ls_deg(sol * marstime.SOL_S) for _seed, sol, _tau in found]
    assert all(180.0 <= ls < 330.0 for ls in begun_ls)
    assert 2.0 < len(found) / 20 < 6.5  # some 245 dusty sols a year
    worst = max(tau for _seed, _sol, tau in found)
    assert 6.0 < worst <= 8.5  # one of them went round the planet
    assert storms_about(Weather(), 1, 400 * marstime.SOL_S) == ()
