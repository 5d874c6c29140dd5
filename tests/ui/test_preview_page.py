"""The preview with its legend: every mark is on it, ways lead to their targets, a crowded level keeps inside."""

from pathlib import Path

import numpy as np
import pytest

from game.cli.parser import dispatch
from game.content.load import parse_level
from game.content.source import Source
from game.content.strings import load_strings
from game.imaging.preview import bare_picture
from game.mission.ways import Trip, autopilot_trip, known_world, ways_to_targets
from game.sim.setup import prepare_site
from game.sim.world import Site
from game.terrain.route import path_length_m
from game.ui.theme import ACCENT
from game.ui.views.preview_page import Drawn, preview_page
from tests.content.pages import catalog

LEVEL = """\
format: 2
id: shown
title: Shown
seed: 4
map: {tiles: [64, 64], tile_m: 2}
start: {at: [12, 40], lmst: "10:00"}
terrain:
  base: {preset: crater_floor}
  pads: [{at: [12, 40], radius_m: 8}]
zones: [{id: soft, name: Soft sand, at: [32, 26], radius_m: 12, reason: A rover has sunk here.}]
targets:
  - {id: near, name: Near, at: [24, 46], rock: maaz_basalt}
  - {id: kept, name: Kept, at: [32, 26], rock: maaz_basalt, hidden: true}
  - {id: stone, name: Stone, rock: delta_mudstone, scatter: {count: COUNT, spacing_m: 6}}
objectives: [{id: go, title: Reach Near, done_when: {target.near.reached: true}}]
"""


def site(count: int = 2) -> Site:
    level = parse_level(Source.of(LEVEL.replace("COUNT", str(count)), "a.yaml"), catalog())
    return prepare_site(level, catalog())


def page(found: Site, drawn: Drawn) -> np.ndarray:
    return preview_page(bare_picture(found.terrain, 8), known_world(found), drawn)


def test_ways_lead_from_the_start_to_each_target_with_their_price() -> None:
    found = site()
    world = known_world(found)
    ways = {way.target: way for way in ways_to_targets(world, load_strings())}
    assert list(ways) == ["near", "kept", "stone_1", "stone_2"]
    near = ways["near"]
    assert near.points_m[0] == (world.rover.x_m, world.rover.y_m)
    assert np.hypot(*(np.array(near.points_m[-1]) - found.level.metres((24, 46)))) < 4
    assert near.length_m == pytest.approx(path_length_m(near.points_m))
    assert near.minutes > near.length_m / (0.042 * 60)  # the rover's top speed on flat ground: NASA
    assert near.energy_wh > 0


def test_a_target_in_a_zone_has_no_way_and_says_why() -> None:
    ways = {way.target: way for way in ways_to_targets(known_world(site()), load_strings())}
    assert ways["kept"].points_m == ()
    assert "Soft sand" in ways["kept"].refusal


def test_marks_stand_where_the_level_puts_them() -> None:
    found = site()
    picture, bare = page(found, Drawn(hazards=False)), bare_picture(found.terrain, 8)
    top = (picture.shape[0] - bare.shape[0]) // 2
    for target in found.level.targets:
        x, y = (int(metres * 4) for metres in found.level.metres(target.at))
        assert np.abs(picture[top + y, x].astype(int) - ACCENT).max() < 12, target.id
    assert picture.shape[1] > bare.shape[1] + 250  # the legend
    changed = (picture[top : top + bare.shape[0], : bare.shape[1]] != bare).any(axis=2)
    assert 0.02 < changed.mean() < 0.4


def test_a_way_is_drawn_along_its_points() -> None:
    found = site()
    without = page(found, Drawn(hazards=False))
    ways = ways_to_targets(known_world(found), load_strings())
    with_ways = page(found, Drawn(ways, hazards=False))
    changed = (without != with_ways).any(axis=2)[:, :512]
    assert 0.002 < changed.mean() < 0.1


@pytest.mark.parametrize("count", [2, 40])
def test_the_legend_stays_inside_however_many_targets_there_are(count: int) -> None:
    picture = page(site(count), Drawn())
    assert (picture[-10:, -300:] == picture[-1, -1]).all()
    assert (picture[:, -6:] == picture[-1, -1]).all()


def test_the_autopilots_drive_is_one_chain_from_the_start() -> None:
    found = site()
    trip = autopilot_trip(found, 2)
    assert isinstance(trip, Trip)
    assert trip.outcome == "won"
    assert path_length_m(trip.points_m) == pytest.approx(trip.odometry_m, rel=0.05)
    assert trip.points_m[0] == found.level.metres(found.level.start.at)


def test_the_command_writes_a_picture(tmp_path: Path) -> None:
    level = tmp_path / "a.yaml"
    level.write_text(LEVEL.replace("COUNT", "2"), "utf-8")
    for extra in ([], ["--targets"], ["--route"], ["--route", "autopilot"]):
        out = tmp_path / "map.png"
        assert dispatch(["preview", str(level), *extra, "-o", str(out)]) == 0
        assert out.read_bytes().startswith(b"\x89PNG")
