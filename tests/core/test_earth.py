"""Earth in Jezero's sky against what the almanacs say."""

import pytest

from game.core import earth, marstime

LANDING = marstime.tick_at(0, marstime.parse_lmst("15:53"))
YEARS = range(-3000, 9000, 2)
"""Sols of eighteen Mars years: near and far oppositions, near and far conjunctions."""


def at_noon(sol: int) -> earth.Earth:
    return earth.earth_at(sol * marstime.SOL_S + marstime.SOL_S // 2)


def extremes(sign: int, what: str) -> list[tuple[str, float]]:
    """(date, value) of each minimum (1) or maximum (-1) between landing and 2026."""
    values = [(sol, sign * getattr(at_noon(sol), what)) for sol in range(1800)]
    found = []
    for before, here, after in zip(values, values[1:], values[2:], strict=False):
        if here[1] < before[1] and here[1] < after[1]:
            found.append((marstime.utc(marstime.tick_at(here[0], 44_388)).date().isoformat(), sign * here[1]))
    return found


def test_the_signal_of_the_landing_took_11_min_22_s() -> None:
    assert earth.earth_at(LANDING).light_s == pytest.approx(11 * 60 + 22, rel=0.01)


@pytest.mark.parametrize(
    ("date", "million_km"),
    [("2022-12-01", 81.45), ("2025-01-12", 96.08)],
    ids=["closest in 2022", "closest in 2025"],
)
def test_oppositions(date: str, million_km: float) -> None:
    """Distances and days as the almanacs give them (NASA; in-the-sky.org)."""
    found = dict(extremes(1, "distance_km"))
    near = {day: value for day, value in found.items() if day[:7] == date[:7] or day[:4] == date[:4]}
    (day, distance_km) = next(iter(near.items()))
    assert abs(int(day[8:]) - int(date[8:])) <= 1
    assert distance_km / 1e6 == pytest.approx(million_km, abs=0.1)


def test_conjunctions() -> None:
    """8 October 2021, 18 November 2023, 9 January 2026."""
    days = [day for day, _angle in extremes(1, "sun_angle_deg")]
    assert days[0] in ("2021-10-07", "2021-10-08")  # judged once a sol
    assert days[1] in ("2023-11-17", "2023-11-18")


def test_light_time_stays_within_what_is_known() -> None:
    minutes = [at_noon(sol).light_s / 60.0 for sol in YEARS]
    assert 3.0 <= min(minutes) < 3.3
    assert 22.0 < max(minutes) <= 22.4


def test_no_commands_in_october_2021() -> None:
    """JPL sent none from 28 September to 17 October, sol 217 to sol 235."""
    first, last = earth.command_pause(225) or (0, 0)
    assert abs(first - 217) <= 1
    assert abs(last - 235) <= 1
    assert earth.command_pause(first - 1) is None
    assert earth.command_pause(last + 1) is None
    assert all(earth.command_pause(sol) == (first, last) for sol in range(first, last + 1))


def test_a_pause_comes_each_synodic_period() -> None:
    paused = [sol for sol in range(1600) if earth.paused(sol)]
    assert 0.02 < len(paused) / 1600 < 0.04


@pytest.mark.parametrize("sol", [0, 14, 190, 400, 634, 900, 1200])
def test_earth_stays_near_the_sun_and_goes_round_once_a_sol(sol: int) -> None:
    """From Mars, Earth is an evening or morning star: never more than 47 degrees from the sun."""
    ticks = [sol * marstime.SOL_S + n * marstime.SOL_S // 96 for n in range(96)]
    seen = [earth.earth_at(tick) for tick in ticks]
    suns = [marstime.sun_position(tick) for tick in ticks]
    assert max(one.elevation_deg for one in seen) > 40.0
    assert min(one.elevation_deg for one in seen) < -40.0
    for one, sun in zip(seen, suns, strict=True):
        a = marstime.sun_vector(one.azimuth_deg, one.elevation_deg)
        b = marstime.sun_vector(sun.azimuth_deg, sun.elevation_deg)
        assert sum(x * y for x, y in zip(a, b, strict=True)) > 0.68  # cosine of 47 degrees


def test_in_conjunction_earth_and_sun_stand_together() -> None:
    tick = marstime.tick_at(225, 44_388)
    seen, sun = earth.earth_at(tick), marstime.sun_position(tick)
    assert seen.elevation_deg == pytest.approx(sun.elevation_deg, abs=1.0)
