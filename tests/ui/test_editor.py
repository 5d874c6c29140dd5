"""The level editor: what is done on the map and with the dials stands in the text, and only that."""

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game import paths
from game.content.catalog import load_catalog
from game.content.edit_yaml import value_at
from game.content.level_dials import RIM_DIALS, thing_dials
from game.content.load import load_level
from game.ui.editor_desk import EditorDesk
from game.ui.editor_files import open_draft
from game.ui.feed import Happening
from game.ui.scenes.editor import LEAVE, EditorScene
from game.ui.scenes.editor_panels import fault_words
from game.ui.scenes.mission import MissionScene
from game.ui.views.editor_marks import handles, metres
from game.ui.widgets.base import walk
from tests.ui.stage import SIZES, Stage

LEVEL = """\
# Mine.
format: 2
id: mine
title: Mine
map: {tiles: [64, 64], tile_m: 2}   # small
start: {at: [10, 10]}
terrain:
  named_craters:
    - {name: Dip, at: [46, 20], diameter_m: 20}   # not deep
  pads:
    - {at: [10, 10], radius_m: 6}
targets:
  # the rocks
  - {id: one, name: One, at: [30, 30], rock: maaz_basalt}
zones:
  - {id: soft, name: Soft, at: [20, 50], radius_m: 12}
objectives: [{id: far, title: Far, done_when: {rover.odometry_m: {at_least: 300}}}]
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JEZERO_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def stage(home: Path) -> Stage:
    path = home / "levels" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(LEVEL, "utf-8")
    stage = Stage(EditorScene(path), private=True).frames(3)
    stage.services.cache = None
    return stage


def scene_of(stage: Stage) -> EditorScene:
    assert isinstance(stage.top, EditorScene)
    return stage.top


def desk_of(stage: Stage) -> EditorDesk:
    desk = scene_of(stage).desk
    assert desk is not None
    return desk


def pixel(stage: Stage, tile: tuple[float, float]) -> tuple[int, int]:
    x, y = scene_of(stage).ground.camera.to_screen(*metres(tile, 2.0))
    return round(x), round(y)


def drag(stage: Stage, begin: tuple[int, int], end: tuple[int, int]) -> None:
    motion = [
        Happening(0, pygame.event.Event(pygame.MOUSEMOTION, pos=begin, rel=(0, 0), buttons=(0, 0, 0))),
        Happening(1, pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=begin, button=1)),
        Happening(
            2,
            pygame.event.Event(
                pygame.MOUSEMOTION, pos=end, rel=(end[0] - begin[0], end[1] - begin[1]), buttons=(1, 0, 0)
            ),
        ),
        Happening(3, pygame.event.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)),
    ]
    stage.feed(motion).frames(3)


def test_dragging_a_target_changes_its_place_and_nothing_else(stage: Stage) -> None:
    drag(stage, pixel(stage, (30, 30)), pixel(stage, (40, 22)))
    text = desk_of(stage).draft.text
    at = value_at(text, ("targets", 0, "at"))
    assert isinstance(at, tuple)
    assert at == pytest.approx((40, 22), abs=0.6)
    assert [line for line in text.split("\n") if "id: one" not in line] == [
        line for line in LEVEL.split("\n") if "id: one" not in line
    ]
    assert desk_of(stage).thing is not None
    stage.press("ctrl+z").frames(2)
    assert desk_of(stage).draft.text == LEVEL
    stage.press("ctrl+y").frames(2)
    assert desk_of(stage).draft.text == text


def test_the_ground_is_dragged_where_nothing_stands(stage: Stage) -> None:
    before = scene_of(stage).ground.camera.origin_px
    scene_of(stage).ground.camera.zoom_at(scene_of(stage).ground.camera.clear.center, 3)
    stage.frames(60)
    drag(stage, scene_of(stage).ground.camera.clear.center, (500, 300))
    assert scene_of(stage).ground.camera.origin_px != before
    assert desk_of(stage).draft.text == LEVEL


def test_a_tool_places_where_the_map_is_clicked(stage: Stage) -> None:
    for key, kind in (("4", "target"), ("5", "crater"), ("6", "zone")):
        stage.press(key).frames(2)
        stage.click(pixel(stage, (50, 45))).frames(4)
        assert desk_of(stage).chosen is not None
        assert desk_of(stage).chosen[0] == kind  # type: ignore[index]
        stage.press("escape").frames(2)
    text = desk_of(stage).draft.text
    assert "  - {id: rock_1, name: Rock 1, at: [50" in text
    assert "    - {name: Crater 1, at: [50" in text
    assert "  - {id: zone_1, name: Zone 1, at: [50" in text
    assert desk_of(stage).reading.faults == ()
    stage.press("2").frames(2)
    stage.click(pixel(stage, (20, 20))).frames(4)
    text = desk_of(stage).draft.text
    assert value_at(text, ("start", "at")) == value_at(text, ("terrain", "pads", 0, "at"))


def test_handles_change_the_size_and_delete_removes(stage: Stage) -> None:
    stage.intent("choose", kind="zone", id="soft").frames(2)
    thing = desk_of(stage).thing
    assert thing is not None
    ((_, (x, y)),) = handles(scene_of(stage).ground.camera, thing)
    drag(stage, (round(x), round(y)), (round(x) + 30, round(y)))
    radius_m = value_at(desk_of(stage).draft.text, ("zones", 0, "radius_m"))
    assert radius_m == pytest.approx(12 + 30 / scene_of(stage).ground.camera.px_per_m, abs=1.0)
    stage.press("delete").frames(3)
    assert "zones" not in desk_of(stage).draft.text


def test_a_dial_at_rest_is_one_step_and_makes_new_ground(stage: Stage) -> None:
    from game.content.level_dials import CRATER_DENSITY

    desk, shown = desk_of(stage), scene_of(stage).ground._shown
    for value in (100.0, 200.0, 300.0):
        desk.turn(CRATER_DENSITY, value)
        stage.frames(1)
    assert desk.draft.text == LEVEL
    assert desk.value(CRATER_DENSITY) == 300.0
    stage.frames(60)
    assert "  craters: {per_km2: 300}\n  named_craters:" in desk.draft.text
    assert scene_of(stage).ground._shown != shown
    assert not scene_of(stage).ground.growing
    desk.undo()
    stage.frames(2)
    assert desk.draft.text == LEVEL


def test_faults_are_shown_in_the_words_of_check_and_playing_waits(stage: Stage) -> None:
    desk = desk_of(stage)
    desk.set(("terrain", "surface"), {"sand_frac": 0.7, "dust_frac": 0.7})
    stage.frames(4)
    (fault,) = desk.reading.faults
    assert "the shares add up to" in fault_words(fault, desk.draft.file)
    assert len(scene_of(stage).panels()) == 3
    stage.press("f5").frames(2)
    assert isinstance(stage.top, EditorScene)


def test_saving_writes_a_level_that_passes_check(stage: Stage, home: Path) -> None:
    drag(stage, pixel(stage, (30, 30)), pixel(stage, (40, 22)))
    stage.press("ctrl+s").frames(2)
    file = home / "levels" / "mine.yaml"
    assert file.read_text("utf-8") == desk_of(stage).draft.text
    assert load_level(file).id == "mine"
    assert not desk_of(stage).draft.changed


def test_leaving_asks_when_something_is_not_saved(stage: Stage, home: Path) -> None:
    drag(stage, pixel(stage, (30, 30)), pixel(stage, (40, 22)))
    stage.press("escape", "escape").frames(2)
    assert not isinstance(stage.top, EditorScene)
    stage.press("escape").frames(2)
    scene_of(stage).resume(LEAVE)
    assert (home / "levels" / "mine.yaml").read_text("utf-8") == LEVEL


def test_playing_starts_the_mission(stage: Stage) -> None:
    stage.press("f5").frames(4)
    assert isinstance(stage.top, MissionScene) or "ession" in type(stage.top).__name__ or stage.stack.depth == 2
    assert stage.stack.depth == 2


def test_a_shipped_level_is_copied_and_never_written_over(home: Path) -> None:
    shipped = sorted(paths.levels_dir().glob("*/*_first_light.yaml"))[0]
    before = shipped.read_bytes()
    opened = open_draft(shipped)
    assert opened.draft.file == home / "levels" / "first_light_copy.yaml"
    assert opened.reading.level is not None
    assert opened.reading.level.id == "first_light_copy"
    assert opened.draft.text.count("#") == shipped.read_text("utf-8").count("#")
    assert shipped.read_bytes() == before


def test_a_new_level_has_a_file_of_its_own(home: Path) -> None:
    (home / "levels").mkdir()
    (home / "levels" / "my_level.yaml").write_text("taken", "utf-8")
    opened = open_draft(None)
    assert opened.draft.file.name == "my_level_2.yaml"
    assert opened.reading.faults == ()
    assert opened.catalog == load_catalog()


# --- landforms, seed, lists -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ripples", "scarp", "outcrop", "ridges"])
def test_a_landform_is_placed_turned_moved_and_removed(stage: Stage, kind: str) -> None:
    desk = desk_of(stage)
    before = desk.draft.text
    desk.take(kind)
    desk.place((40.0, 44.0))
    stage.frames(6)
    assert desk.reading.faults == ()
    thing = desk.thing
    assert thing is not None
    assert (thing.kind, thing.at) == (kind, (40.0, 44.0))
    for dial in thing_dials(thing):
        desk.turn(dial, dial.high)
    stage.frames(30)
    assert desk.reading.faults == (), [fault.headline() for fault in desk.reading.faults]
    for dial in thing_dials(thing):
        assert dial.value(desk.reading.whole) == pytest.approx(dial.high)
    desk.drop(replace(thing, at=(30.0, 20.0)))
    stage.frames(6)
    assert desk.thing is not None
    assert desk.thing.at == (30.0, 20.0)
    desk.remove()
    stage.frames(6)
    assert desk.reading.faults == ()
    assert value_at(desk.draft.text, ("terrain",)) == value_at(before, ("terrain",))


def test_a_landform_on_the_map_is_dragged_by_its_middle(stage: Stage) -> None:
    desk = desk_of(stage)
    desk.take("ripples")
    desk.place((40.0, 44.0))
    stage.frames(6)
    desk.choose(None)
    drag(stage, pixel(stage, (40.0, 44.0)), pixel(stage, (44.0, 48.0)))
    stage.frames(6)
    (row,) = value_at(desk.draft.text, ("terrain", "ripples"))
    assert row["at"] == (44.0, 48.0)


def test_a_seed_can_be_typed(stage: Stage) -> None:
    desk = desk_of(stage)
    desk.set_seed(" 20210218 ")
    stage.frames(6)
    assert value_at(desk.draft.text, ("seed",)) == 20210218
    assert desk.reading.level is not None
    for wrong in ("-1", "1.5", "abc", "", "9" * 19, "9" * 400, "१२"):
        desk.set_seed(wrong)
        stage.frames(4)
        assert value_at(desk.draft.text, ("seed",)) == 20210218, wrong
    assert "whole number from 0" in stage.services.toasts.shown[-1].text


def test_a_rim_comes_and_goes(stage: Stage) -> None:
    desk = desk_of(stage)
    before = value_at(desk.draft.text, ("terrain",))
    desk.set_rim(True)
    stage.frames(6)
    assert desk.reading.faults == ()
    desk.turn(RIM_DIALS[0], 120.0)
    stage.frames(30)
    assert desk.reading.level is not None
    assert desk.reading.level.terrain.rim is not None
    assert desk.reading.level.terrain.rim.height_m == 120.0
    desk.set_rim(False)
    stage.frames(6)
    assert value_at(desk.draft.text, ("terrain",)) == before


@pytest.mark.parametrize("size", SIZES)
def test_everything_on_the_map_is_listed_and_can_be_chosen(stage: Stage, size: tuple[int, int]) -> None:
    scene, desk = scene_of(stage), desk_of(stage)
    stage.services.size = size
    stage.stack.relayout()
    names = {widget.name for placed in scene.root.placed for widget in walk(placed.widget)}
    assert {f"thing {thing.kind} {thing.id}" for thing in desk.things} <= names
    stage.frames(2)
    for placed in scene.root.placed:
        assert pygame.Rect(0, 0, *size).contains(placed.widget.rect)
