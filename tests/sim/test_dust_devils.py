"""Dust devils and vortices against what MEDA felt and saw (Hueso 2023)."""

import pytest

from game.core import marstime
from game.sim.physics import dust_devils as dd
from game.sim.physics import wind

SIDE_M = 1000.0
SOLS = range(100, 500)
MINUTE = 60


def lives(sol: int, seed: int = 1):
    return dd.lives_of_sol(seed, sol, SIDE_M, SIDE_M, wind.TYPICAL_M_S)[0]


def felt_in(sol: int, seed: int = 1) -> list[dd.Vortex]:
    """All that a station in the middle of the map feels in a sol."""
    begin, found = sol * marstime.SOL_S, []
    for tick in range(-(-begin // MINUTE) * MINUTE, begin + marstime.SOL_S, MINUTE):
        if dd.FROM_H <= marstime.lmst_h(tick) < dd.UNTIL_H + 0.5:
            found.append(dd.devil_over(seed, tick, (SIDE_M, SIDE_M), (500.0, 500.0), wind.TYPICAL_M_S))
            found.append(dd.vortex_over_station(seed, tick, 4.0))
    return [vortex for vortex in found if vortex is not None]


@pytest.fixture(scope="module")
def felt() -> list[dd.Vortex]:
    return [vortex for sol in SOLS for vortex in felt_in(sol)]


def test_two_to_three_form_on_a_square_kilometre_each_sol() -> None:
    area_km2 = (SIDE_M + 2.0 * dd.MARGIN_M) ** 2 / 1e6
    assert sum(len(lives(sol)) for sol in SOLS) / len(SOLS) / area_km2 == pytest.approx(2.5, abs=0.15)


def test_sizes_are_the_measured_ones() -> None:
    sizes = [life.diameter_m for sol in SOLS for life in lives(sol)]
    assert min(sizes) >= 5.0
    assert max(sizes) <= 135.0
    assert sum(sizes) / len(sizes) == pytest.approx(20.0, abs=1.0)
    wide = len([size for size in sizes if size > 100.0]) / len(SOLS) / ((SIDE_M + 2.0 * dd.MARGIN_M) ** 2 / 1e6)
    assert 0.03 < wide < 0.15  # about 0.1 a square kilometre and sol


def test_they_live_by_day_and_most_about_noon() -> None:
    hours = sorted(marstime.lmst_h(life.born_tick) for sol in SOLS for life in lives(sol))
    assert 8.0 <= hours[0] < hours[-1] <= 17.0
    assert hours[len(hours) // 2] == pytest.approx(12.5, abs=0.2)
    noon = len([hour for hour in hours if 11.0 <= hour < 14.0])
    assert noon > 0.5 * len(hours)
    assert dd.dust_devils_at(1, 100 * marstime.SOL_S, SIDE_M, SIDE_M) == ()


def test_4_9_vortices_a_sol_are_felt(felt: list[dd.Vortex]) -> None:
    assert len(felt) / len(SOLS) == pytest.approx(4.9, abs=0.35)
    assert all(dd.FELT_PA <= vortex.dip_pa <= 9.0 for vortex in felt)
    assert max(vortex.dip_pa for vortex in felt) > 4.0


def test_at_least_one_in_five_is_dusty_and_three_in_four_of_the_deep_ones(felt: list[dd.Vortex]) -> None:
    assert 0.2 <= sum(vortex.dusty for vortex in felt) / len(felt) < 0.4
    deep = [vortex for vortex in felt if vortex.dip_pa > 2.0]
    assert sum(vortex.dusty for vortex in deep) / len(deep) == pytest.approx(0.75, abs=0.1)


def test_wind_in_a_vortex_is_up_to_25_m_s() -> None:
    assert 20.0 < dd.wall_wind_m_s(9.0) < 26.0


def test_they_drift_with_the_wind_and_cross_the_map() -> None:
    crossed = 0
    for life in (life for sol in range(100, 130) for life in lives(sol)):
        middle = (life.born_tick + life.gone_tick) // 2
        blow = wind.wind_at(1, life.born_tick, marstime.lmst_h(life.born_tick), wind.TYPICAL_M_S, 0.0)
        now = next(d for d in dd.dust_devils_at(1, middle, SIDE_M, SIDE_M) if d.diameter_m == life.diameter_m)
        way_m = ((now.x_m - life.x_m) ** 2 + (now.y_m - life.y_m) ** 2) ** 0.5
        assert way_m == pytest.approx((blow.mean_m_s + 0.5) * (middle - life.born_tick), rel=1e-3)
        crossed += 0.0 < now.x_m < SIDE_M and 0.0 < now.y_m < SIDE_M
    assert crossed > 10


def test_where_they_are_follows_from_seed_and_clock_alone() -> None:
    tick = next(life.born_tick + 30 for sol in SOLS for life in lives(sol))
    once = dd.dust_devils_at(1, tick, SIDE_M, SIDE_M)
    dd.lives_of_sol.cache_clear()
    assert once == dd.dust_devils_at(1, tick, SIDE_M, SIDE_M) != ()
    assert once != dd.dust_devils_at(2, tick, SIDE_M, SIDE_M)


def test_the_dip_is_felt_once_by_a_station_in_the_way() -> None:
    life = max((life for sol in range(100, 120) for life in lives(sol)), key=lambda life: life.dip_pa)
    middle = (life.born_tick + life.gone_tick) // 2
    then = next(d for d in dd.dust_devils_at(1, middle, SIDE_M, SIDE_M) if d.diameter_m == life.diameter_m)
    minutes = range(life.born_tick // 60 * 60, life.gone_tick + 60, 60)
    passes = [dd.devil_over(1, tick, (SIDE_M, SIDE_M), (then.x_m, then.y_m), wind.TYPICAL_M_S) for tick in minutes]
    (vortex,) = [one for one in passes if one is not None]
    assert vortex.dip_pa == pytest.approx(life.dip_pa)
    assert vortex.dusty
