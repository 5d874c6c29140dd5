"""The notebook: readings with honest errors, evidence that finds the truth in the end, and no claim of life, ever."""

import re

import pytest

from game import paths
from game.content.strings import load_strings
from game.sim import commands as c
from game.sim import events as e
from game.sim.narrate import event_sentence
from game.sim.science import evidence, findings
from game.sim.science.evidence import Standing
from game.sim.science.figures import FIGURES, figure_named, holds_features, true_value
from game.sim.science.instruments import STUDIES, study_with
from game.sim.science.rules import RULES, SIGNALS, Hypothesis
from game.sim.science.study import measure
from game.sim.state.notebook import Entry
from game.sim.telemetry import read
from game.sim.world import World
from tests import small

ROCKS = tuple(small.catalog().rocks.values())
SEEDS = 60


def look(instrument: str, rock: str, seed: int, *, fresh: bool = True, away_m: float = 2.0) -> Entry:
    study = study_with(instrument)
    assert study is not None
    kind = small.catalog().rocks[rock]
    return Entry("t", instrument, fresh, 0, 1, measure(study, kind, seed, "t", fresh=fresh, distance_m=away_m))


def all_looks(rock: str, seed: int) -> list[Entry]:
    """Everything there is to be seen: the natural face from near by, then the ground patch."""
    instruments = small.catalog().instruments
    natural = [
        look(s.instrument, rock, seed, fresh=False) for s in STUDIES if not instruments[s.instrument].needs_abraded
    ]
    return natural + [look(s.instrument, rock, seed) for s in STUDIES]


# --- the catalogue ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rock", ROCKS, ids=lambda rock: str(rock.id))
def test_a_rock_is_made_of_a_hundred_percent(rock) -> None:  # type: ignore[no-untyped-def]
    oxides, minerals = rock.oxides_pct.model_dump(), rock.minerals_pct.model_dump()
    assert sum(oxides.values()) == pytest.approx(100.0, abs=1.0)
    assert sum(minerals.values()) == pytest.approx(100.0, abs=1.0)
    assert 35.0 <= rock.oxides_pct.sio2 <= 55.0  # no granite has been found at Jezero
    assert rock.source


def test_families_differ_where_the_mission_found_them_to() -> None:
    """Olivine and magnesium in Seitah (Liu 2022), carbon dioxide in the margin, sulfur in sulfates, water in clay."""
    rocks = small.catalog().rocks
    richest = {
        oxide: max(ROCKS, key=lambda rock: getattr(rock.oxides_pct, oxide)).id for oxide in ("so3", "co2", "h2o", "mgo")
    }
    assert richest == {
        "so3": "sulfate_siltstone",
        "co2": "margin_carbonate",
        "h2o": "rim_serpentinite",
        "mgo": "rim_serpentinite",
    }
    assert max(ROCKS, key=lambda rock: rock.minerals_pct.olivine).id == "seitah_olivine_cumulate"
    assert max(ROCKS, key=lambda rock: rock.hardness_frac).id == "rim_impactite"
    assert max(ROCKS, key=lambda rock: rock.crumble_frac).id == "rim_serpentinite"
    assert max(ROCKS, key=lambda rock: rock.biosignature_frac).id == "bright_angel_mudstone"
    assert rocks["delta_mudstone"].grain_mm < 0.0625 < rocks["delta_sandstone"].grain_mm  # mud is finer than 1/16 mm


# --- instruments ------------------------------------------------------------------------------------------------------


def test_every_instrument_of_the_catalogue_has_a_study_and_nothing_else() -> None:
    assert [study.instrument for study in STUDIES] == list(small.catalog().instruments)
    assert all(figure_named(probe.figure) for study in STUDIES for probe in study.probes)
    assert {rule.figure for rule in RULES} <= {figure.name for figure in FIGURES}


def test_instruments_see_different_things() -> None:
    """PIXL sees no carbon and no water (Allwood 2021); organics are SHERLOC's alone; grains are WATSON's."""
    seen = {study.instrument: {probe.figure for probe in study.probes} for study in STUDIES}
    assert not {"organics_ppm", "water_pct", "carbonate_pct"} & seen["pixl"]
    assert [name for name, figures in seen.items() if "organics_ppm" in figures] == ["sherloc"]
    assert [name for name, figures in seen.items() if "grain_mm" in figures] == ["watson"]
    assert len({frozenset(figures) for figures in seen.values()}) == len(STUDIES)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: str(study.instrument))
def test_errors_are_as_large_as_they_say(study) -> None:  # type: ignore[no-untyped-def]
    """Two of three readings lie within one standard deviation of the truth, 19 of 20 within two."""
    rock = small.catalog().rocks["margin_carbonate"]
    off = []
    for seed in range(150):
        for reading in measure(study, rock, seed, "t", fresh=True, distance_m=3.0):
            figure = figure_named(reading.figure)
            assert figure is not None
            truth = true_value(seed, rock, "t", figure)
            if truth > 2.5 * reading.error and figure.most - truth > 2.5 * reading.error:
                off.append(abs(reading.value - truth) / reading.error)
    assert len(off) > 100
    assert sum(x < 1.0 for x in off) / len(off) == pytest.approx(0.683, abs=0.08)
    assert sum(x < 2.0 for x in off) / len(off) == pytest.approx(0.954, abs=0.04)


def test_dust_and_distance_blur() -> None:
    def errors(instrument: str, *, fresh: bool = True, away_m: float = 2.0) -> list[float]:
        return [reading.error for reading in look(instrument, "maaz_basalt", 1, fresh=fresh, away_m=away_m).readings]

    assert all(a < b for a, b in zip(errors("watson"), errors("watson", fresh=False), strict=True))
    assert all(2 * a < b for a, b in zip(errors("mastcam_z"), errors("mastcam_z", away_m=300.0), strict=True))
    assert errors("pixl", away_m=2.0) == errors("pixl", away_m=1.0)


# --- evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rock", ROCKS, ids=lambda rock: str(rock.id))
def test_enough_looks_lead_to_the_truth_and_the_first_does_not(rock) -> None:  # type: ignore[no-untyped-def]
    for hypothesis in Hypothesis:
        right = sure = early = 0
        for seed in range(SEEDS):
            truth = (
                holds_features(seed, rock, "t")
                if hypothesis is Hypothesis.BIOSIGNATURE
                else getattr(rock.truth, hypothesis.value)
            )
            if truth is None:
                continue
            looks = all_looks(rock.id, seed)
            last = evidence.belief(looks, hypothesis)
            right += (last > 0.5) is truth
            sure += (last > 0.7) if truth else (last < 0.3)
            first = evidence.belief(looks[:1], hypothesis)
            early += 0.07 < first < 0.93
        if right or sure:
            assert right >= 0.95 * SEEDS, hypothesis
            assert sure >= 0.75 * SEEDS, hypothesis
            assert early >= 0.9 * SEEDS or hypothesis is Hypothesis.BIOSIGNATURE, hypothesis


def test_before_any_look_nothing_is_believed() -> None:
    assert [round(evidence.belief([], which), 2) for which in Hypothesis] == [0.5, 0.5, 0.35, 0.02]


def test_a_figure_votes_once_by_its_most_exact_reading() -> None:
    once = look("sherloc", "delta_mudstone", 3)
    rough = look("supercam_visir", "delta_mudstone", 3, fresh=False)
    best = evidence.best_readings([rough, once, rough])
    assert best["carbonate_pct"] is next(r for r in once.readings if r.figure == "carbonate_pct")
    assert evidence.belief([once, once], Hypothesis.WATER_ALTERED) == evidence.belief([once], Hypothesis.WATER_ALTERED)


def test_moves_add_up_to_the_belief() -> None:
    looks = all_looks("bright_angel_mudstone", 5)
    for hypothesis in Hypothesis:
        odds = evidence.log_odds({}, hypothesis)
        for number, entry in enumerate(looks):
            for move in evidence.moves(looks[:number], entry):
                odds += move.log_odds if move.hypothesis is hypothesis else 0.0
        assert odds == pytest.approx(evidence.log_odds(evidence.best_readings(looks), hypothesis), abs=0.06)


# --- the scale of life detection --------------------------------------------------------------------------------------


def with_features(wanted: bool) -> int:
    rock = small.catalog().rocks["bright_angel_mudstone"]
    return next(seed for seed in range(99) if holds_features(seed, rock, "t") is wanted)


def test_a_find_climbs_to_a_potential_biosignature_and_no_further() -> None:
    looks = [look(name, "bright_angel_mudstone", with_features(True)) for name in ("watson", "sherloc", "pixl")]
    seen = [evidence.standing(looks[:n], pictured=True) for n in range(4)]
    assert seen[0] is Standing.NOTHING
    assert seen == sorted(seen)
    assert seen[3] is Standing.POTENTIAL_BIOSIGNATURE
    assert evidence.standing(looks, pictured=False) is Standing.POSSIBLE_SIGNAL
    assert max(evidence.cold_step(where) for where in Standing) == 1
    assert evidence.belief(looks * 3, Hypothesis.BIOSIGNATURE) <= 0.9005


def test_a_barren_rock_stays_barren() -> None:
    looks = all_looks("bright_angel_mudstone", with_features(False))
    assert evidence.standing(looks, pictured=True) is Standing.NOTHING
    for rock in ("maaz_basalt", "rim_impactite", "regolith"):
        for seed in range(40):
            assert evidence.standing(all_looks(rock, seed), pictured=True) is Standing.NOTHING


def test_every_signal_has_an_explanation_without_life() -> None:
    strings = load_strings()
    for figure in SIGNALS:
        assert "without life" in strings.text(f"abiotic.{figure}") or "barren" in strings.text(f"abiotic.{figure}")
    assert "not excluded" in strings.text("standing.potential_biosignature")


CLAIM = re.compile(
    r"(found|discovered|detected|proof of|proves|evidence of|signs? of|there (is|was)|traces? of) (past |ancient )?life"
    r"|alien|life (existed|lived|has been)|fossil",
    re.IGNORECASE,
)


def test_no_sentence_claims_life() -> None:
    """Every string of the game but those that deny it, and every event that all looks at all rocks can cause."""
    strings = load_strings()
    lines = (paths.assets_dir() / "strings" / "en.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if CLAIM.search(line)] == []
    site = small.site("quarry")
    for hypothesis in Hypothesis:
        for standing in Standing:
            for event in (
                e.EvidenceWeighed(5, "cheyava", hypothesis.value, 2.0, 0.9),
                e.SignalNoted(5, "cheyava", standing.name.lower()),
            ):
                assert not CLAIM.search(event_sentence(site, strings, event))
    assert CLAIM.search("We found life!")


# --- in the mission ---------------------------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    return small.world("quarry")


def test_an_analysis_becomes_an_entry_and_counts_on_earth_once_it_is_down(world: World) -> None:
    events = small.do(world, c.Analyse("maaz", "supercam"))
    (entry,) = world.notebook.entries
    assert (entry.target, entry.instrument, entry.fresh, entry.product) == ("maaz", "supercam", False, 1)
    assert not findings.is_down(world, entry)
    small.do(world, c.Analyse("maaz", "mastcam_z"))
    (weighed, *_) = small.of_kind(events + small.pass_hours(world, 0.1), e.EvidenceWeighed) or [None]
    assert weighed is None or isinstance(weighed, e.EvidenceWeighed)
    small.to_lmst(world, "15:30")
    assert findings.is_down(world, entry)
    assert read(world, "notebook.entries") == read(world, "notebook.maaz.entries") == 2
    assert read(world, "notebook.maaz.sedimentary_frac") < 0.5
    assert read(world, "notebook.soil.sedimentary_frac") == 0.5


def test_a_ground_patch_is_worth_a_second_look(world: World) -> None:
    small.do(world, c.TakeImage("mastcam_z", "maaz", 0.0, 0.0, 110.0), c.Analyse("maaz", "watson"))
    assert small.refusal(world, c.Analyse("maaz", "watson")) == "analyse.already"
    small.do(world, c.Abrade("maaz"), c.Analyse("maaz", "watson"))
    assert [entry.fresh for entry in world.notebook.entries] == [False, True]
    assert world.targets[0].analysed == ["watson"]
    assert small.refusal(world, c.Analyse("maaz", "watson")) == "analyse.already"


def test_pixl_takes_ten_seconds_a_point_for_hours() -> None:
    pixl = small.catalog().instruments["pixl"]
    assert pixl.seconds % 10 == 0
    assert 1000 <= pixl.seconds / 10 <= 4000
    assert pixl.seconds >= 3 * 3600


def test_luck_does_not_depend_on_the_hour_nor_on_the_order() -> None:
    first, second = small.world("quarry"), small.world("quarry")
    small.do(first, c.Analyse("maaz", "supercam"), c.Analyse("maaz", "mastcam_z"))
    small.pass_hours(second, 1.3)
    small.do(second, c.Analyse("maaz", "mastcam_z"), c.Analyse("maaz", "supercam"))
    ours = {entry.instrument: entry.readings for entry in first.notebook.entries}
    assert ours == {entry.instrument: entry.readings for entry in second.notebook.entries}
