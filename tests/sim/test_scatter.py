"""Targets scattered by rule, in the level language itself: where they come to lie, and every slip told at its place."""

import math
from itertools import combinations
from pathlib import Path

import pytest

from game.content.level import Level
from game.content.load import parse_level
from game.content.source import Source
from game.mission.checking import check_everything
from game.mission.identity import level_hash
from game.mission.savefolder import write_save
from game.mission.savegame import read_save
from game.mission.start import start_session
from game.sim.scatter import find_places
from game.sim.setup import new_world, prepare_site
from game.sim.snapshot import digest
from game.sim.telemetry import read
from game.sim.world import Site
from game.terrain.footprints import footprint
from game.terrain.material import Material
from tests.content.pages import catalog, faults_of

LEVEL = """\
format: 2
id: stones
title: Stones
seed: 11
map: {{tiles: [96, 96], tile_m: 2}}
start: {{at: [20, 48]}}
terrain:
  base: {{preset: crater_floor}}
  named_craters: [{{name: Dish, at: [60, 30], diameter_m: 40, depth_frac: 0.1}}]
  ripples: [{{at: [70, 70], length_m: 50, width_m: 30, axis_deg: 20, wavelength_m: 8, height_m: 0.5, wind_deg: 80}}]
  outcrops: [{{at: [48, 60], radius_m: 14, height_m: 0.6}}]
  scarps: [{{at: [48, 92], facing_deg: 0, height_m: 6, run_m: 12, radius_m: 0, lobe_m: 0, layers: 3}}]
  channels: [{{points: [[0, 10], [95, 16]], width_m: 16, depth_m: 1}}]
  ridges: [{{at: [20, 20], length_m: 40, width_m: 24, axis_deg: 30, strike_deg: 30, spacing_m: 10, height_m: 1}}]
zones:
  - {{id: soft, name: Soft sand, at: [36, 40], radius_m: 20}}
  - {{id: wedge, name: Wedge, polygon: [[70, 40], [84, 40], [84, 56]]}}
targets:
  - {{id: own, name: Own, at: [40, 70], rock: maaz_basalt}}
  - {{id: stone, name: Stone, {row}scatter: {{{rule}}}}}
objectives:
  - {{id: find, title: Find them, done_when: {{{done}}}}}
"""
DONE = "scatter.stone.known: {at_least: 3}"


def text(rule: str, row: str = "rock: maaz_basalt, ", done: str = DONE) -> str:
    return LEVEL.format(rule=rule, row=row, done=done)


def level(rule: str, row: str = "rock: maaz_basalt, ") -> Level:
    return parse_level(Source.of(text(rule, row), "a.yaml"), catalog())


def site(rule: str, row: str = "rock: maaz_basalt, ", seed: int | None = None) -> Site:
    return prepare_site(level(rule, row), catalog(), seed)


def places(found: Site) -> list[tuple[float, float]]:
    return [found.level.metres(one.at) for one in found.level.targets if one.scatter is not None]


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.dist(a, b)


# --- where they lie ---------------------------------------------------------------------------------------------------


def test_the_targets_are_numbered_and_somewhere() -> None:
    found = site("count: 5")
    assert [one.id for one in found.level.targets] == ["own", *(f"stone_{n}" for n in range(1, 6))]
    assert found.level.targets[3].name == "Stone 3"
    assert len(dict.fromkeys(places(found))) == 5
    assert all(found.terrain.inside(*place) for place in places(found))


def test_the_same_seed_gives_the_same_places_and_another_seed_others() -> None:
    assert places(site("count: 5")) == places(site("count: 5"))
    assert places(site("count: 5", seed=12)) != places(site("count: 5"))


def test_a_rule_keeps_its_first_places_when_it_asks_for_more() -> None:
    assert places(site("count: 9"))[:5] == places(site("count: 5"))


def test_a_stream_of_another_name_gives_other_places_and_the_same_name_the_same() -> None:
    assert places(site("count: 5, stream: pebbles")) != places(site("count: 5"))
    assert places(site("count: 5, stream: stone")) == places(site("count: 5"))


def test_spacing_holds_between_all_targets() -> None:
    found = site("count: 8, spacing_m: 30")
    own = found.level.metres(found.level.targets[0].at)
    assert all(distance(a, b) >= 30 for a, b in combinations([own, *places(found)], 2))


@pytest.mark.parametrize("seed", range(4))
def test_materials(seed: int) -> None:
    found = site("count: 6, materials: [ripple, sand]", seed=seed)
    assert {found.terrain.material_at(*place) for place in places(found)} <= {Material.RIPPLE, Material.SAND}


@pytest.mark.parametrize("kind", ["outcrop", "crater", "crater_rim", "ripples", "ridges", "scarp", "channel"])
def test_landforms(kind: str) -> None:
    found = site(f"count: 4, spacing_m: 4, slope_deg: [0, 20], landform: {kind}")
    mask = footprint(found.terrain, kind)  # type: ignore[arg-type]
    assert 0.001 < mask.mean() < 0.5
    for x_m, y_m in places(found):
        tx, ty = found.terrain.tile_index(x_m, y_m)
        assert mask[ty, tx]


def test_around_a_landform_is_farther_than_on_it() -> None:
    near = site("count: 12, spacing_m: 4, landform: outcrop, landform_within_m: 20")
    mask = footprint(near.terrain, "outcrop")
    tiles = [near.terrain.tile_index(*place) for place in places(near)]
    assert sum(not mask[ty, tx] for tx, ty in tiles) > 0
    assert all(distance(place, near.level.metres((48, 60))) < 14 * 1.6 + 26 for place in places(near))


def test_slope_and_distance_from_the_start() -> None:
    found = site("count: 6, slope_deg: [2, 9], from_start_m: [40, 90]")
    start = found.level.metres(found.level.start.at)
    for place in places(found):
        tx, ty = found.terrain.tile_index(*place)
        assert 2 <= found.terrain.slope_deg[ty, tx] <= 9
        assert 38 <= distance(place, start) <= 92  # of the tile's middle


@pytest.mark.parametrize(("zone", "middle", "radius_m"), [("soft", (36, 40), 20.0), ("wedge", (79.3, 45.3), 0.0)])
def test_distance_from_a_zone_is_from_its_edge(zone: str, middle: tuple[float, float], radius_m: float) -> None:
    found = site(f"count: 5, spacing_m: 5, zone: {zone}, from_zone_m: [4, 20]")
    for place in places(found):
        assert distance(place, found.level.metres(middle)) < radius_m + 20 + (2 if radius_m else 20)
        if radius_m:
            assert distance(place, found.level.metres(middle)) > radius_m + 2


def test_none_lies_in_a_keep_out_zone() -> None:
    found = site("count: 40, spacing_m: 4, around: [36, 40], around_m: 40")
    assert all(distance(place, found.level.metres((36, 40))) > 18 for place in places(found))


def test_around_a_place() -> None:
    found = site("count: 5, around: [70, 20], around_m: 24, spacing_m: 5")
    assert all(distance(place, found.level.metres((70, 20))) <= 26 for place in places(found))


def test_kinds_are_drawn_from_a_list_or_a_family() -> None:
    listed = site("count: 20, spacing_m: 4, rocks: [maaz_basalt, delta_mudstone]", row="")
    kinds = [one.rock for one in listed.level.targets if one.scatter]
    assert {*kinds} == {"maaz_basalt", "delta_mudstone"}
    family = site("count: 3, family: delta_mudstone", row="")
    assert {catalog().rocks[one.rock].family for one in family.level.targets if one.scatter} == {"delta_mudstone"}


def test_hidden_targets_are_hidden_one_by_one() -> None:
    world = new_world(site("count: 3, from_start_m: [60, 150]", row="rock: maaz_basalt, hidden: true, "))
    assert [state.known for state in world.targets] == [True, False, False, False]
    assert read(world, "scatter.stone.known") == 0
    world.targets[2].known = world.targets[3].known = True
    assert read(world, "scatter.stone.known") == 2


# --- a ground that has too few places ---------------------------------------------------------------------------------


def test_a_seed_with_too_few_places_still_gets_all_targets_and_says_what_was_given_up() -> None:
    rule = "count: 30, spacing_m: 20, landform: outcrop"
    found = site(rule)
    assert len(places(found)) == 30
    (report,) = find_places(level(rule), found.terrain)
    assert 0 < report.fitting < 30
    assert report.given_up


def test_a_rule_that_fits_gives_nothing_up() -> None:
    (report,) = find_places(level("count: 5"), site("count: 5").terrain)
    assert (report.fitting, report.given_up) == (5, "")


def test_check_tells_of_a_rule_that_the_levels_own_seed_has_no_room_for(tmp_path: Path) -> None:
    file = tmp_path / "stones.yaml"
    file.write_text(text("count: 30, spacing_m: 20, landform: outcrop"), "utf-8")
    (fault,) = check_everything([file]).faults
    assert "of 30 targets find a place by this rule" in fault.sentence
    assert file.read_text("utf-8").splitlines()[fault.line - 1].strip().startswith("- {id: stone,")
    file.write_text(text("count: 5"), "utf-8")
    assert check_everything([file]).ok


# --- saves ------------------------------------------------------------------------------------------------------------


def test_a_save_of_a_scattered_level_goes_on(tmp_path: Path) -> None:
    session = start_session(level("count: 5"), catalog(), 99)
    session.run_to(session.tick + 600)
    write_save(tmp_path / "a.jezero", session)
    again = read_save(tmp_path / "a.jezero", level("count: 5"), catalog())
    assert digest(again.world) == digest(session.world)
    assert [one.at for one in again.world.level.targets] == [one.at for one in session.world.level.targets]


def test_the_hash_is_the_rules_not_the_grounds() -> None:
    assert level_hash(site("count: 5").level) == level_hash(level("count: 5"))
    assert level_hash(site("count: 5", seed=3).level) == level_hash(level("count: 5"))
    assert level_hash(level("count: 5, spacing_m: 11")) != level_hash(level("count: 5"))
    assert level_hash(level("count: 5", "rock: delta_mudstone, ")) != level_hash(level("count: 5"))


# --- slips ------------------------------------------------------------------------------------------------------------

SLIPS = (
    ("count: 0", "", "must be from 1 to 60, found 0"),
    ("spacing_m: 5", "", "this key is missing"),
    ("count: 5, materials: [regolit]", "did you mean 'regolith'?", "must be one of"),
    ("count: 5, landform: crator", "did you mean 'crater'?", "must be one of"),
    ("count: 5, slope_deg: [12, 3]", "slope_deg: [3, 12]", "must be [least, greatest]"),
    ("count: 5, from_zone_m: [0, 10]", "add `zone:`", "none is named"),
    ("count: 5, zone: sofd", "did you mean 'soft'", "there is no zone called 'sofd'"),
    ("count: 5, around: [70, 200]", "from 0 to 95", "lies outside the map"),
    ("count: 5, spacing: 5", "did you mean 'spacing_m'?", "there is no key 'spacing' here"),
)


@pytest.mark.parametrize(("rule", "hint", "sentence"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_in_a_rule_is_told_at_its_line(rule: str, hint: str, sentence: str) -> None:
    told = faults_of(text(rule))
    line = text(rule).splitlines().index(next(row for row in text(rule).splitlines() if "id: stone," in row)) + 1
    assert [fault.line for fault in told] == [line], told
    assert sentence in told[0].sentence
    assert hint in told[0].hint


@pytest.mark.parametrize(
    ("row", "rule", "words"),
    [
        ("", "count: 5", "this key is missing"),
        ("rock: maaz_basalt, at: [3, 3], ", "count: 5", "not both"),
        ("rock: maaz_basalt, ", "count: 5, rocks: [maaz_basalt]", "the rule draws the kind of rock"),
        ("", "count: 5, rocks: [maz_basalt]", "no rock called 'maz_basalt'"),
        ("", "count: 5, family: igneos", "no family of rocks called 'igneos'"),
        ("", "count: 5, family: igneous, rocks: [maaz_basalt]", "keep one of the two"),
    ],
)
def test_a_slip_in_the_kind_or_place(row: str, rule: str, words: str) -> None:
    told = faults_of(text(rule, row))
    assert any(words in fault.sentence + fault.hint for fault in told), told


def test_a_rule_on_a_landform_that_is_not_there() -> None:
    bare = text("count: 5, landform: outcrop").replace("  outcrops:", "  # outcrops:")
    (fault,) = faults_of(bare)
    assert "has no outcrop" in fault.sentence
    assert "terrain.outcrops" in fault.hint


@pytest.mark.parametrize(
    ("done", "hint"),
    [
        ("target.stone.known: true", "stone_1 to stone_5"),
        ("target.stone_6.known: true", "did you mean"),
        ("scatter.stones.known: {at_least: 1}", "did you mean 'stone'"),
        ("scatter.own.known: {at_least: 1}", "stone"),
    ],
)
def test_conditions_name_numbered_targets_and_rules(done: str, hint: str) -> None:
    (fault,) = faults_of(text("count: 5", done=done))
    assert hint in fault.hint, fault
    assert faults_of(text("count: 5", done="target.stone_5.sealed: true")) == ()


def test_a_numbered_id_that_stands_twice() -> None:
    twice = text("count: 5").replace("id: own", "id: stone_2")
    assert any("numbers a target 'stone_2'" in fault.sentence for fault in faults_of(twice))
