"""`estimate` on the command line: the keys that tools rely on, tables for people, sentences for mistakes."""

import json
from pathlib import Path
from typing import Any

import pytest

from game.__main__ import main
from game.cli import guard
from game.core import marstime
from game.sim.estimates.relay import passes_of_sol
from game.sim.estimates.sky import weather_at
from tests import small

ROOT = Path(__file__).resolve().parents[2]
SMALL = str(small.LEVELS / "small.yaml")


def figures(capsys: pytest.CaptureFixture[str], words: str) -> dict[str, Any]:
    assert main(["estimate", *words.split(), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (
            "flight --distance 469 --altitude 10 --ls 170 --lmst 12:30 --wind 4",
            "duration_s energy_wh max_speed_m_s rotor_rpm thrust_margin_frac feasible reasons",
        ),
        (
            "drive --distance 200 --grade 5 --material regolith --mode autonav",
            "duration_s energy_wh slip_frac mean_m_h feasible reasons",
        ),
        ("moxie --sol 60 --lmst 22:00 --minutes 60 --amps 2", "grams peak_g_h purity_frac energy_wh warm_up_s"),
        (
            "power --sol 60 --plan drive:1.5h,moxie:1h,awake:6h",
            "wh_in wh_out soc_min soc_end feasible reasons",
        ),
        ("sky --sol 60 --lmst 14:00", "ls sun_elevation_deg sun_azimuth_deg pressure_pa tau wind_m_s"),
        ("sky --sol 60 --lmst 14:00", "air_temperature_c ground_temperature_c"),
        ("sky --sol 60 --lmst 14:00", "tau_range air_temperature_range_c wind_range_m_s storm_frac air_turbulence_c"),
        (
            "moxie --sol 60 --lmst 22:00 --minutes 60 --runs 16",
            "warnings breathing_min ascent_frac cycles_after net_wh",
        ),
        ("relay --sol 60", "sol passes total_mbit light_time_s conjunction x_band"),
        ("core --rock maaz_basalt", "duration_s energy_wh length_cm mass_g crumble_frac feasible reasons"),
    ],
)
def test_keys(capsys: pytest.CaptureFixture[str], words: str, keys: str) -> None:
    found = figures(capsys, words)
    assert not set(keys.split()) - set(found)
    assert found.get("feasible", True) is True
    assert found.get("reasons", []) == []


def test_a_hop_and_a_hover_take_the_time_they_took(capsys: pytest.CaptureFixture[str]) -> None:
    """Flight 33 hopped 115.5 m in 55.2 s, flight 61 hung at 24 m for most of its 129.5 s."""
    hop = figures(capsys, "flight --distance 115.5 --altitude 10 --ls 311 --hop")
    usual = figures(capsys, "flight --distance 115.5 --altitude 10 --ls 311")
    assert hop["duration_s"] == pytest.approx(55.2, rel=0.12)
    assert usual["energy_wh"] > hop["energy_wh"] + 2.0
    hung = figures(capsys, "flight --distance 7.1 --altitude 24 --hover 77")
    assert hung["duration_s"] == pytest.approx(129.5, rel=0.12)


@pytest.mark.parametrize("kind", ["flight", "drive", "moxie", "power", "core", "relay", "sky"])
def test_people_get_a_table(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    words = {
        "flight": "--distance 100",
        "drive": "--distance 100",
        "moxie": "--minutes 60",
        "power": "--plan drive:1h",
        "core": "--rock delta-mudstone",
        "relay": "--sol 3",
        "sky": "--sol 3 --lmst 09:00",
    }[kind]
    assert main(["estimate", kind, *words.split()]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) >= 5
    assert told.err == ""
    assert "⟨" not in told.out  # a sentence that is missing shows its key


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Known: flight, drive"),
        ("fligth", "Did you mean flight?"),
        ("flight", "Missing: --distance."),
        ("flight --distnce 5", "Did you mean --distance?"),
        ("flight --distance far", "'far' is not a number"),
        ("flight --distance nan", "not between"),
        ("flight --distance 100 --lmst 25:00", 'from "00:00" to "23:59"'),
        ("flight --distance 100 --ls 400", "not between 0 and 360 deg"),
        ("drive --distance 100 --material sandd", "Did you mean sand?"),
        ("drive --distance 100 --mode autonaf", "Did you mean autonav?"),
        ("drive --distance 100 --level first_lite", "Did you mean first_light?"),
        ("moxie --sol -1 --minutes 60", "not between 0 and"),
        ("power --plan drive", "such as drive:1.5h"),
        ("power --plan drive:30h", "a sol has 24.7 hours"),
        ("power --plan moxi:1h", "Did you mean moxie?"),
        ("core --rock maaz_basal", "Did you mean maaz_basalt?"),
        ("sky --sol 3", "Missing: --lmst."),
        ("relay --sol 3 --jsn", "Did you mean --json?"),
    ],
)
def test_mistakes_get_a_sentence(
    words: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["estimate", *words.split()]) == guard.BAD_REQUEST
    told = capsys.readouterr()
    assert told.err.startswith("jezero: ")
    assert said in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("flight --distance 469 --wind 12", "Wind 12.0 m/s"),
        ("flight --distance 469 --charge 0.4", "Wh stand above the 30 % reserve"),
        ("drive --distance 20 --grade 31", "limit is 30°"),
        ("drive --distance 200 --grade 20", "switchbacks"),
        ("drive --distance 100 --lmst 03:00", "the sun is down"),
        ("drive --distance 100 --charge 0.3", "Sleep first"),
        ("moxie --minutes 300", "out of range"),
        ("power --plan drive:4h,moxie:1h", "This plan draws the batteries down to"),
    ],
)
def test_what_cannot_be_is_answered_with_the_reason(capsys: pytest.CaptureFixture[str], words: str, said: str) -> None:
    found = figures(capsys, words)
    assert found["feasible"] is False
    assert said in " ".join(found["reasons"])


def test_a_level_brings_its_own_weather_and_passes(capsys: pytest.CaptureFixture[str]) -> None:
    level = small.level()
    there = weather_at(level.weather, level.seed, marstime.tick_at(15, marstime.parse_lmst("13:20")))
    found = figures(capsys, f"sky --sol 15 --lmst 13:20 --level {SMALL}")
    assert found["pressure_pa"] == pytest.approx(there.pressure_pa, abs=0.05)
    assert found["wind_m_s"] == pytest.approx(there.wind_m_s, abs=0.005)
    assert found["sun_elevation_deg"] == pytest.approx(there.sun_elevation_deg, abs=0.005)
    told = figures(capsys, f"relay --sol 15 --level {SMALL}")["passes"]
    assert [one["orbiter"] for one in told] == [one.orbiter for one in passes_of_sol(level.relay, level.seed, 15)]


def test_the_season_decides_over_rotors_and_air(capsys: pytest.CaptureFixture[str]) -> None:
    spring = figures(capsys, "flight --distance 100 --ls 30 --wind 2")
    autumn = figures(capsys, "flight --distance 100 --ls 145 --wind 2")
    assert (spring["rotor_rpm"], autumn["rotor_rpm"]) == (2537.0, 2700.0)
    assert 0.75 < autumn["density_kg_m3"] / spring["density_kg_m3"] < 0.9


def test_a_run_into_dusk_is_warned_of_but_possible(capsys) -> None:
    dusk = figures(capsys, "moxie --sol 60 --lmst 15:30 --minutes 60")
    night = figures(capsys, "moxie --sol 60 --lmst 22:00 --minutes 60")
    assert dusk["feasible"]
    assert night["feasible"]
    assert "dawn and dusk" in dusk["warnings"][0]
    assert night["warnings"] == []
    assert dusk["purity_frac"] < 0.98 < night["purity_frac"]


def test_worn_cells_bring_less_for_more_energy(capsys) -> None:
    fresh, worn = (figures(capsys, f"moxie --sol 60 --lmst 22:00 --minutes 60 --runs {runs}") for runs in (0, 16))
    assert worn["grams"] < fresh["grams"]
    assert worn["energy_wh"] >= fresh["energy_wh"]


def test_night_beats_day_and_the_season_matters(capsys) -> None:
    """Densest about Ls 250 (sol 473), thinnest about Ls 145 (sol 298); MEDA, Newman 2021."""
    made = {
        (sol, lmst): figures(capsys, f"moxie --sol {sol} --lmst {lmst} --minutes 60 --amps 4")["grams"]
        for sol in (298, 473)
        for lmst in ("10:30", "23:30")
    }
    assert made[298, "23:30"] > made[298, "10:30"]
    assert made[473, "10:30"] > made[298, "10:30"]
    assert made[473, "23:30"] == max(made.values())


def test_without_a_level_the_sky_is_the_usual_one(capsys) -> None:
    """The seasonal table of opacity, exactly: no luck of a seed."""
    for sol, tau in ((41, 0.4), (298, 0.35)):
        found = figures(capsys, f"sky --sol {sol} --lmst 12:00")
        assert found["tau"] == pytest.approx(tau, abs=0.01)
        assert found["tau_range"][0] < found["tau"] < found["tau_range"][1]
