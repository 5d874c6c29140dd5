"""The screen of mods: what is on, in which order, and every fault in the words of `check`."""

from pathlib import Path

import pytest

from game.content.check import check_paths
from game.ui.scenes.mods import ModsScene, read_mods
from game.ui.scenes.title import TitleScene
from tests.mission.mod_files import level_text, mod_folder, mod_zip
from tests.ui.stage import Stage


@pytest.fixture
def folder(jezero_home: Path) -> Path:
    """Three mods: a good one, one with a broken level, one without its manifest."""
    mods = jezero_home / "mods"
    mod_folder(mods / "a")
    broken = level_text("first").replace("tile_m: 2", "tile_m: 9")
    mod_zip(mods / "b.zip", mod__yaml="id: other\ntitle: Other\nversion: '2'\n", first__yaml=broken)
    (mods / "c").mkdir()
    return mods


def screen() -> tuple[Stage, ModsScene]:
    stage = Stage(ModsScene(), private=True).frames(3)
    assert isinstance(stage.top, ModsScene)
    return stage, stage.top


def test_every_mod_is_there_with_the_words_of_check(folder: Path) -> None:
    _, scene = screen()
    assert scene.mods is not None
    assert [mod.id for mod, _ in scene.mods] == ["jezero", "ten_sols", "other", "c"]
    told = [[fault.sentence for fault in faults] for _, faults in scene.mods]
    assert told[:2] == [[], []]
    (folder / "b.yaml").write_text(level_text("first").replace("tile_m: 2", "tile_m: 9"), "utf-8")
    assert told[2] == [fault.sentence for fault in check_paths([folder / "b.yaml"]).faults]
    assert told[3] != []
    assert scene.mods[2][0].offered
    assert not scene.mods[3][0].offered


def test_what_is_switched_and_moved_is_kept_in_the_settings(folder: Path) -> None:
    stage, scene = screen()
    assert scene.chosen == 1
    scene._switch()
    scene._move(1)
    kept = stage.services.settings
    assert kept.mods_off == ("ten_sols",)
    assert kept.mods_order == ("other", "ten_sols", "c")
    assert [(mod.id, mod.off) for mod, _ in read_mods(kept, True)[1:3]] == [("other", False), ("ten_sols", True)]


def test_the_games_own_stays_on_and_first(folder: Path) -> None:
    _, scene = screen()
    assert scene._move_refusal(-1) == "It is the first of your mods."
    scene._choose(0)
    assert "always on" in (scene._switch_refusal() or "")


def test_the_title_leads_there() -> None:
    stage = Stage(TitleScene()).frames(2)
    assert isinstance(stage.top, TitleScene)
    stage.top._mods()
    assert isinstance(stage.frames(2).top, ModsScene)
