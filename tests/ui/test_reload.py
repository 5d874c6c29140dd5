"""F5 in a mission: the level is read again while the mission goes on."""

from pathlib import Path

import pytest

from game.mission.session import Warp
from game.ui.levels import read_entry
from game.ui.opening import open_level
from game.ui.scenes.mission import MissionScene
from tests.mission.test_reload import LEVEL
from tests.ui.missions_on_show import said
from tests.ui.stage import SIZES, Stage


def playing(file: Path, size: tuple[int, int] = (1280, 720)) -> tuple[Stage, MissionScene]:
    file.write_text(LEVEL, "utf-8")
    scene = MissionScene(*open_level(read_entry(file), None))
    return Stage(scene, size).frames(5), scene


def after_f5(stage: Stage) -> MissionScene:
    stage.press("F5").frames(4)
    assert isinstance(stage.top, MissionScene)
    return stage.top


def test_a_changed_objective_is_there_and_the_view_stays(tmp_path: Path) -> None:
    stage, scene = playing(tmp_path / "a.yaml")
    scene.map.camera.look((50.0, 60.0, 9.0))
    stage.frames(3)
    tick, look = scene.session.tick, (scene.map.camera.x_m, scene.map.camera.y_m, scene.map.camera.px_per_m)
    (tmp_path / "a.yaml").write_text(LEVEL.replace("title: Roll", "title: Roll on"), "utf-8")
    again = after_f5(stage)
    assert again is not scene
    assert again.session.world.level.objectives[0].title == "Roll on"
    assert again.session.tick >= tick
    camera = again.map.camera
    assert (camera.x_m, camera.y_m, camera.px_per_m) == pytest.approx(look)
    assert "the objectives" in said(stage)
    assert "goes on where it was" in said(stage)


def test_a_broken_file_is_told_with_place_and_suggestion_and_the_old_level_runs_on(tmp_path: Path) -> None:
    stage, scene = playing(tmp_path / "a.yaml")
    scene.set_warp(Warp.X60)
    (tmp_path / "a.yaml").write_text(LEVEL.replace("target.near.sealed", "target.nera.sealed"), "utf-8")
    assert after_f5(stage) is scene
    words = said(stage)
    assert "a.yaml:14:" in words
    assert "there is no target called 'nera'" in words
    assert "did you mean 'near'" in words
    assert "goes on with the level as it was" in words
    tick = scene.session.tick
    stage.frames(10)
    assert scene.session.tick > tick


def test_a_mended_file_takes_the_faults_away(tmp_path: Path) -> None:
    stage, scene = playing(tmp_path / "a.yaml")
    (tmp_path / "a.yaml").write_text("id: [", "utf-8")
    assert after_f5(stage) is scene
    (tmp_path / "a.yaml").write_text(LEVEL.replace("title: Edited", "title: Mended"), "utf-8")
    assert after_f5(stage).session.world.level.title == "Mended"
    assert "fault" not in [toast.kind for toast in stage.services.toasts.shown]


def test_new_ground_begins_anew_and_says_so(tmp_path: Path) -> None:
    stage, _ = playing(tmp_path / "a.yaml")
    (tmp_path / "a.yaml").write_text(LEVEL.replace("seed: 3", "seed: 4"), "utf-8")
    again = after_f5(stage)
    assert again.session.world.site.seed == 4
    assert "begins anew, because its ground is new" in said(stage)


def test_an_unchanged_file_changes_nothing(tmp_path: Path) -> None:
    stage, scene = playing(tmp_path / "a.yaml")
    assert after_f5(stage) is scene
    assert "nothing in it has changed" in said(stage)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    stage, scene = playing(tmp_path / "a.yaml")
    (tmp_path / "a.yaml").unlink()
    assert after_f5(stage) is scene
    assert "a.yaml" in said(stage)


@pytest.mark.parametrize("size", SIZES)
def test_many_faults_leave_most_of_the_map_free(tmp_path: Path, size: tuple[int, int]) -> None:
    stage, _ = playing(tmp_path / "a.yaml", size)
    (tmp_path / "a.yaml").write_text(LEVEL.replace("rock: maaz", "rock: maz").replace("points", "pionts"), "utf-8")
    after_f5(stage)
    shown = stage.services.toasts.shown
    assert [toast.kind for toast in shown][-1] == "note"
    assert "more faults" in shown[-1].text
    assert len(shown) <= 4
