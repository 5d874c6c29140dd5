"""The clock, the seasons and the sun, held against NASA's published moments of the mission."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core import marstime
from game.core.marstime import SOL_S, parse_lmst, tick_at

ticks = st.integers(0, 3000 * SOL_S)
NOON = SOL_S // 2


def tick_of(year: int, month: int, day: int, hour: int, minute: int) -> int:
    """The tick at a moment on Earth's clocks, by bisection of ``marstime.utc``."""
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    lo, hi = -10_000 * SOL_S, 10_000 * SOL_S
    while hi - lo > 1:
        middle = (lo + hi) // 2
        lo, hi = (middle, hi) if marstime.utc(middle) <= moment else (lo, middle)
    return lo


# --- clock ------------------------------------------------------------------------------------------
@given(tick=ticks)
def test_sol_and_second_make_the_tick(tick: int) -> None:
    assert tick_at(marstime.sol(tick), marstime.second_of_sol(tick)) == tick
    assert 0 <= marstime.second_of_sol(tick) < SOL_S
    assert 0.0 <= marstime.lmst_h(tick) < 24.0


def test_clock_shows_every_minute_it_is_asked_for() -> None:
    for minute in range(1440):
        text = f"{minute // 60:02d}:{minute % 60:02d}"
        tick = tick_at(7, parse_lmst(text))
        assert marstime.lmst_text(tick) == text
        assert marstime.lmst_text(tick - 1) != text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "noon",
        "25:00",
        "24:00",
        "12:60",
        "12",
        "12:5",
        ":30",
        "12:",
        "-1:00",
        "1:00:00",
        "١٢:٠٠",
        "+1:00",
        "007:00",
    ],
)
def test_nonsense_is_not_a_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time of day; "):
        parse_lmst(text)


def test_one_digit_hour_is_a_time() -> None:
    assert parse_lmst(" 9:05 ") == parse_lmst("09:05")


@given(tick=ticks, lmst_s=st.integers(0, SOL_S - 1))
def test_next_lmst_is_later_within_a_sol_and_at_that_time(tick: int, lmst_s: int) -> None:
    later = marstime.next_lmst(tick, lmst_s)
    assert tick < later <= tick + SOL_S
    assert marstime.second_of_sol(later) == lmst_s


# --- mission dates ----------------------------------------------------------------------------------
def test_touchdown_is_on_sol_0_at_15_53() -> None:
    # Signal received 20:55 UTC, sent 11 min 22 s before; NASA gives 15:53 local mean solar time.
    touchdown = tick_of(2021, 2, 18, 20, 43) + 38
    assert marstime.sol(touchdown) == 0
    assert marstime.lmst_text(touchdown) == "15:53"
    assert marstime.ls_deg(touchdown) == pytest.approx(5.5, abs=0.2)


def test_ingenuity_first_flew_on_sol_58_at_12_33() -> None:
    flight = tick_of(2021, 4, 19, 7, 34)  # NASA: 12:33 local mean solar time, 3:34 a.m. EDT
    assert marstime.sol(flight) == 58
    assert marstime.lmst_text(flight) == "12:33"


@pytest.mark.parametrize(
    ("sol", "date"),
    [
        (60, "2021-04-20"),  # first MOXIE run
        (64, "2021-04-25"),  # Ingenuity flight 3
        (76, "2021-05-07"),  # flight 5
        (133, "2021-07-05"),  # flight 9
        (174, "2021-08-16"),  # flight 12
        (567, "2022-09-24"),  # flight 33
        (763, "2023-04-13"),  # flight 50
        (1024, "2024-01-06"),  # flight 71
        (1540, "2025-06-19"),  # longest drive in one sol
    ],
)
def test_sols_fall_on_their_dates(sol: int, date: str) -> None:
    assert date in {str(marstime.utc(tick_at(sol, s)).date()) for s in (0, NOON, SOL_S - 1)}


@pytest.mark.parametrize(
    ("ls_deg", "date"),  # The Planetary Society's Mars calendar, Mars years 36 to 38
    [
        (0, (2021, 2, 7)),
        (90, (2021, 8, 25)),
        (180, (2022, 2, 24)),
        (270, (2022, 7, 21)),
        (360, (2022, 12, 26)),
        (90, (2023, 7, 12)),
        (180, (2024, 1, 12)),
        (270, (2024, 6, 7)),
        (360, (2024, 11, 12)),
    ],
)
def test_seasons_begin_on_the_published_days(ls_deg: float, date: tuple[int, int, int]) -> None:
    # 0.64 deg a day at most: the day named, give or take one for where on it the moment falls.
    ls = marstime.ls_deg(tick_of(*date, 12, 0))
    assert abs((ls - ls_deg + 180.0) % 360.0 - 180.0) < 0.64 * 1.01


def test_regional_dust_storm_of_2022_had_its_season() -> None:
    # Lemmon et al. 2022: sols 313 to 318, Ls 153 to 156.
    assert marstime.ls_deg(tick_at(313, NOON)) == pytest.approx(153.4, abs=0.6)
    assert marstime.ls_deg(tick_at(318, NOON)) == pytest.approx(156.0, abs=0.6)


# --- series -----------------------------------------------------------------------------------------
def test_worked_example_of_mars24() -> None:
    tick = tick_of(2000, 1, 6, 0, 0)  # GISS, Mars24 algorithm and worked examples: Ls 277.18758, EOT -20.75096 min
    assert marstime.ls_deg(tick) == pytest.approx(277.18758, abs=2e-4)
    assert marstime.equation_of_time_h(tick) * 60.0 == pytest.approx(-20.75096, abs=1e-3)


def test_seasons_have_their_lengths() -> None:
    sols = dict.fromkeys(("spring", "summer", "autumn", "winter"), 0)
    first = 658  # the sol on which Mars year 37 began
    for sol in range(first, first + 668):
        sols[marstime.season(marstime.ls_deg(tick_at(sol, NOON)))] += 1
    for name, length in zip(sols, (194, 178, 142, 154), strict=True):
        assert abs(sols[name] - length) <= 1, sols


@given(tick=ticks)
def test_season_advances_steadily_and_returns_after_a_year(tick: int) -> None:
    ls = marstime.ls_deg(tick)
    assert 0.0 <= ls < 360.0
    assert 0.43 < (marstime.ls_deg(tick + SOL_S) - ls) % 360.0 < 0.68
    year = round(668.5921 * SOL_S)
    assert abs((marstime.ls_deg(tick + year) - ls + 180.0) % 360.0 - 180.0) < 0.06


@given(tick=ticks)
def test_distance_from_the_sun_follows_the_full_series(tick: int) -> None:
    days = (marstime.utc(tick) - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 86_400.0
    anomaly = math.radians(19.3871 + 0.52402073 * days)
    terms = zip((1, 2, 3, 4), (0.09309, 0.004336, 0.00031, 0.00003), strict=True)
    series_au = 1.52367934 * (1.00436 - sum(size * math.cos(k * anomaly) for k, size in terms))  # Mars24
    assert marstime.sun_distance_au(marstime.ls_deg(tick)) == pytest.approx(series_au, abs=1e-3)


def test_mars_is_nearest_the_sun_at_ls_251() -> None:
    assert min(range(360), key=marstime.sun_distance_au) == 251


def test_equation_of_time_has_its_published_extremes() -> None:
    minutes = [marstime.equation_of_time_h(tick_at(sol, 0)) * 60.0 for sol in range(669)]
    assert min(minutes) == pytest.approx(-51.1, abs=0.3)  # Allison & McEwen 2000: -51.1 to +39.9 minutes
    assert max(minutes) == pytest.approx(39.9, abs=0.3)


# --- sun --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sol", "rise", "down"),
    # NASA's MEDA weather feed, Ls 241 to 245: sunrise 06:13 to 06:18, sunset 17:11 to 17:14, local mean time.
    [(459, "06:13", "17:12"), (462, "06:15", "17:13"), (465, "06:18", "17:14")],
)
def test_sunrise_and_sunset_are_those_of_the_weather_station(sol: int, rise: str, down: str) -> None:
    assert marstime.ls_deg(tick_at(sol, NOON)) == pytest.approx(243.0, abs=2.2)
    for tick, text in zip(marstime.sunrise_sunset(sol), (rise, down), strict=True):
        assert abs(marstime.second_of_sol(tick) - parse_lmst(text)) < 90


@given(sol=st.integers(0, 3000))
def test_sun_crosses_the_horizon_at_sunrise_and_sunset(sol: int) -> None:
    rise, down = marstime.sunrise_sunset(sol)
    assert marstime.sol(rise) == marstime.sol(down) == sol
    assert marstime.sun_position(rise - 2).elevation_deg < 0.0 < marstime.sun_position(rise + 2).elevation_deg
    assert marstime.sun_position(down - 2).elevation_deg > 0.0 > marstime.sun_position(down + 2).elevation_deg
    assert 60.0 < marstime.sun_position(rise).azimuth_deg < 120.0
    assert 240.0 < marstime.sun_position(down).azimuth_deg < 300.0


@given(sol=st.integers(0, 3000))
def test_sun_is_highest_at_true_noon_where_the_declination_says(sol: int) -> None:
    middle = tick_at(sol, NOON)
    noon = round(middle - marstime.equation_of_time_h(middle) / 24.0 * SOL_S)
    assert marstime.ltst_h(noon) == pytest.approx(12.0, abs=1e-3)
    declination = math.degrees(math.asin(math.sin(math.radians(25.19)) * math.sin(math.radians(marstime.ls_deg(noon)))))
    sun = marstime.sun_position(noon)
    assert sun.elevation_deg == pytest.approx(90.0 - abs(18.44 - declination), abs=0.02)
    if abs(18.44 - declination) > 1.0:
        assert math.cos(math.radians(sun.azimuth_deg)) * (declination - 18.44) > 0.0  # north of the zenith or south
    for side in (-4000, 4000):
        assert marstime.sun_position(noon + side).elevation_deg < sun.elevation_deg


def test_declination_at_the_solstices() -> None:
    heights = [
        max(marstime.sun_position(tick_at(sol, s)).elevation_deg for s in range(40_000, 48_000, 100))
        for sol in (183, 504)
    ]
    assert heights == pytest.approx([90 - (25.19 - 18.44), 90 - (25.19 + 18.44)], abs=0.05)


def test_morning_sun_stands_in_the_east_and_moves_clockwise_in_winter() -> None:
    rise, down = marstime.sunrise_sunset(504)
    azimuths = [marstime.sun_position(t).azimuth_deg for t in range(rise, down, 600)]
    assert azimuths == sorted(azimuths)
    assert azimuths[len(azimuths) // 2] == pytest.approx(180.0, abs=3.0)


@given(azimuth=st.floats(0, 360), elevation=st.floats(-90, 90))
def test_sun_vector_is_a_unit_vector_towards_the_sun(azimuth: float, elevation: float) -> None:
    east, south, up = marstime.sun_vector(azimuth, elevation)
    assert east * east + south * south + up * up == pytest.approx(1.0, rel=1e-14)
    assert math.degrees(math.asin(up)) == pytest.approx(elevation, abs=2e-6)
    assert east == pytest.approx(math.cos(math.radians(elevation)) * math.sin(math.radians(azimuth)), abs=1e-12)
    assert south == pytest.approx(-math.cos(math.radians(elevation)) * math.cos(math.radians(azimuth)), abs=1e-12)
