"""Every screen opens and closes; menus lead where they say, by keys and by mouse; nothing of the player's is lost."""

from pathlib import Path

import pygame
import pytest

from game import paths
from game.content.diagnose import Faults
from game.mission.progress import Best, load_progress, progress_file
from game.mission.settings import load_settings
from game.ui.bindings import load_keymap
from game.ui.keys import parse_chord
from game.ui.scenes.briefing import BriefingScene, briefing_of_file
from game.ui.scenes.debrief import DebriefScene
from game.ui.scenes.dialog import Ask, Prompt
from game.ui.scenes.levels import LevelsScene
from game.ui.scenes.load import LoadScene
from game.ui.scenes.menu import MenuScene
from game.ui.scenes.pause import PauseScene
from game.ui.scenes.settings import SettingsScene
from game.ui.scenes.settings_colours import KINDS, MEANINGS, seen
from game.ui.scenes.title import TitleScene
from game.ui.widgets.base import Widget
from game.ui.widgets.labels import Label
from tests.ui.scenes_on_show import OVERLAYS, RESULT, SCREENS, levels_folder
from tests.ui.stage import Stage


@pytest.fixture(autouse=True)
def levels(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    return levels_folder(tmp_path_factory.mktemp("levels"), monkeypatch)


def title(**options: bool) -> Stage:
    return Stage(TitleScene(), **options).frames(3)


def words(stage: Stage) -> str:
    assert isinstance(stage.top, MenuScene)
    labels = (widget for widget in stage.top.root.widgets() if isinstance(widget, Label))
    return " ".join(label.text if isinstance(label.text, str) else label.text() for label in labels)


def widget(stage: Stage, name: str) -> Widget:
    assert isinstance(stage.top, MenuScene)
    return next(widget for widget in stage.top.root.widgets() if widget.name == name)


@pytest.mark.parametrize("name", [*SCREENS, *OVERLAYS])
def test_every_screen_opens_draws_and_goes_back(name: str) -> None:
    stage = title()
    before = pygame.image.tobytes(stage.surface, "RGB")
    stage.stack.push({**SCREENS, **OVERLAYS}[name]())
    stage.frames(3)
    assert stage.stack.depth == 2
    assert (pygame.image.tobytes(stage.surface, "RGB") != before) == (name != "title")
    stage.press("escape").frames(2)
    assert stage.stack.depth == (2 if name == "title" else 1)


def test_the_way_to_a_mission_by_keys() -> None:
    stage = title().press("return").frames(2)
    assert isinstance(stage.top, LevelsScene)
    stage.press("down")
    assert stage.top.entries[stage.top.chosen].title.startswith("The rock")
    stage.press("return").frames(2)
    assert isinstance(stage.top, BriefingScene)
    stage.press("escape", "escape", "escape").frames(2)
    assert isinstance(stage.top, TitleScene)


def test_the_list_opens_at_the_level_played_last() -> None:
    stage = title().press("return").frames(2).press("down", "return").frames(2)
    stage.press("escape", "escape").frames(2).press("return").frames(2)
    assert isinstance(stage.top, LevelsScene)
    assert stage.top.chosen == 1


def test_the_way_to_a_mission_by_mouse() -> None:
    stage = title()
    stage.click(widget(stage, "Missions").rect.center).frames(2)
    stage.click(widget(stage, "level 1").rect.center).frames(2)
    assert isinstance(stage.top, LevelsScene)
    assert stage.top.chosen == 1
    stage.click(widget(stage, "briefing").rect.center).frames(2)
    assert isinstance(stage.top, BriefingScene)
    stage.click(widget(stage, "back").rect.center).frames(2)
    assert isinstance(stage.top, LevelsScene)


def test_leaving_by_the_menu_closes_every_screen() -> None:
    stage = title().press("down", "down", "down", "down", "return").frames(2)
    assert stage.stack.top is None


def test_a_broken_level_is_listed_with_its_faults_and_cannot_be_begun() -> None:
    stage = title().press("return").frames(2).press("down", "down")
    assert isinstance(stage.top, LevelsScene)
    assert [entry.level is None for entry in stage.top.entries] == [False, False, True]
    assert "eazy" in words(stage)
    assert "tile_m" in words(stage)
    stage.press("return").frames(2)
    assert isinstance(stage.top, LevelsScene)


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe\x00", b"id: x\n" * 9000, b"terrain: [", b"id: &a [*a]\n"])
def test_the_list_survives_any_file(levels: Path, junk: bytes) -> None:
    (levels / "0_junk.yaml").write_bytes(junk)
    stage = title().press("return").frames(3)
    assert isinstance(stage.top, LevelsScene)
    assert sum(entry.level is not None for entry in stage.top.entries) == 2


def test_an_empty_folder_of_levels_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "levels_dir", lambda: tmp_path / "none")
    assert "There are no levels" in words(title().press("return").frames(3))


def test_a_level_named_on_the_command_line_leads_to_its_briefing(levels: Path) -> None:
    stage = title()
    stage.stack.push(briefing_of_file(levels / "1_first.yaml", seed=7))
    stage.frames(3)
    assert isinstance(stage.top, BriefingScene)
    stage.stack.push(briefing_of_file(levels / "missing.yaml", None))
    stage.frames(3)
    assert "no such file" in words(stage)


def test_stars_won_before_are_shown() -> None:
    stage = Stage(TitleScene(), private=True).frames(3)
    stage.stack.push(DebriefScene(RESULT, TitleScene))
    stage.frames(2).press("escape")
    assert load_progress(progress_file(paths.user_data_dir())) == {"first": Best(2, 620, True)}
    stage.press("return").frames(3)
    assert isinstance(stage.top, LevelsScene)
    assert stage.top.progress["first"].stars == 2


def test_the_debrief_can_begin_the_mission_again() -> None:
    stage = title()
    stage.stack.push(DebriefScene(RESULT, SettingsScene))
    stage.frames(2)
    stage.click(widget(stage, "Play it again").rect.center).frames(2)
    assert isinstance(stage.top, SettingsScene)
    assert stage.stack.depth == 2


# --- saved games ------------------------------------------------------------------------------------------------------


def test_broken_saves_are_listed_as_such(tmp_path: Path) -> None:
    for name, content in (("empty", b""), ("noise", bytes(range(256)) * 9), ("half", b'{"format": 1, "level"')):
        (tmp_path / f"{name}.jezero").write_bytes(content)
    chosen: list[Path] = []
    stage = title()
    stage.stack.push(LoadScene(lambda _scene, path: chosen.append(path), tmp_path))
    stage.frames(3)
    for name in ("empty", "noise", "half"):
        assert f"{name}.jezero" in words(stage)
    stage.press("return").frames(1)
    assert chosen == []
    assert stage.services.toasts.shown
    assert all((tmp_path / f"{name}.jezero").exists() for name in ("empty", "noise", "half"))


def test_a_removed_save_is_kept_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.jezero").write_bytes(b"x")
    stage = title()
    stage.stack.push(LoadScene(lambda _scene, _path: None, tmp_path))
    stage.frames(3)
    stage.click(widget(stage, "Remove").rect.center).frames(2)
    assert isinstance(stage.top, Ask)
    stage.press("return").frames(3)
    assert isinstance(stage.top, LoadScene)
    assert not (tmp_path / "mine.jezero").exists()
    assert (tmp_path / "removed" / "mine.jezero").read_bytes() == b"x"


# --- dialogs ----------------------------------------------------------------------------------------------------------


def test_pausing_asks_before_anything_is_lost() -> None:
    stage = title()
    stage.stack.push(PauseScene("First light", "Sol 14 09:12"))
    stage.frames(2)
    stage.click(widget(stage, "Begin again").rect.center).frames(2)
    assert isinstance(stage.top, Ask)
    stage.press("escape").frames(2)
    assert isinstance(stage.top, PauseScene)


def test_a_name_is_typed_and_handed_back() -> None:
    stage = title()
    results: list[object] = []
    stage.top.resume = lambda result: results.append(result)  # type: ignore[method-assign, func-returns-value, return-value, assignment]
    stage.stack.push(Prompt("Save as", "", "Save"))
    stage.frames(2).press("s", "o", "l", "1").press("return").frames(2)
    assert results == ["sol1"]


# --- settings ---------------------------------------------------------------------------------------------------------


def settings_stage(part: int, private: bool = True) -> Stage:
    scene = SettingsScene()
    scene.part = part
    return Stage(scene, private=private).frames(3)


def test_a_changed_setting_takes_effect_and_is_kept() -> None:
    stage = settings_stage(0)
    assert isinstance(stage.top, MenuScene)
    stage.top.root.focus_on("slider Volume")
    stage.press("left", "left").frames(1)
    assert stage.services.settings.volume == pytest.approx(0.6)
    assert load_settings(paths.settings_file()).settings.volume == pytest.approx(0.6)


def test_scripted_play_keeps_nothing() -> None:
    stage = settings_stage(0, private=False)
    assert isinstance(stage.top, MenuScene)
    stage.top.root.focus_on("slider Volume")
    stage.press("left").frames(1)
    assert not paths.settings_file().exists()


def test_the_interface_grows_with_ctrl_and_plus() -> None:
    stage = settings_stage(1)
    before = stage.top.kit.theme.scale
    stage.press("ctrl+equals").frames(1)
    assert stage.top.kit.theme.scale == pytest.approx(before + 0.1)


def test_a_new_key_is_caught_and_kept() -> None:
    stage = settings_stage(2)
    stage.click(widget(stage, "key mission.drive").rect.center)
    stage.press("g").frames(1)
    drive = stage.services.keymap.bindings["mission.drive"]
    assert drive[0] == parse_chord("g")
    again, faults = load_keymap(paths.assets_dir() / "keys" / "default.yaml", paths.user_keys_file())
    assert again.bindings["mission.drive"] == drive
    assert faults == ()


def test_a_key_in_use_moves_and_escape_keeps_the_old_one() -> None:
    stage = settings_stage(2)
    stage.click(widget(stage, "key mission.drive").rect.center)
    stage.press("escape").frames(1)
    assert isinstance(stage.top, SettingsScene)
    assert stage.services.keymap.bindings["mission.drive"] == (parse_chord("d"),)
    stage.click(widget(stage, "key mission.drive").rect.center)
    stage.press("f").frames(1)
    assert stage.services.keymap.bindings["mission.drive"] == (parse_chord("f"),)
    assert stage.services.keymap.bindings["mission.fly"] == ()


def test_a_keys_file_that_cannot_be_read_never_stops_the_game() -> None:
    paths.user_keys_file().parent.mkdir(parents=True, exist_ok=True)
    paths.user_keys_file().write_bytes(b"\xff\x00")
    keymap, faults = load_keymap(paths.assets_dir() / "keys" / "default.yaml", paths.user_keys_file())
    assert faults
    assert keymap.label("mission.drive") == "D"


def test_no_two_meanings_share_a_sign() -> None:
    icons = [icon for _, icon, _ in MEANINGS]
    assert len(set(icons)) == len(icons)


@pytest.mark.parametrize("kind", KINDS)
def test_colours_as_seen_stay_colours_and_grey_stays_grey(kind: str) -> None:
    for _, _, colour in MEANINGS:
        assert all(0 <= part <= 255 for part in seen(colour, KINDS[kind]))
    grey = seen((128, 128, 128), KINDS[kind])
    assert max(grey) - min(grey) <= 2


def test_resizing_keeps_the_screen_whole() -> None:
    stage = title().press("return").frames(2)
    stage.feed([])
    for size in ((1024, 640), (1920, 1080), (500, 340)):
        pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=size[0], h=size[1], size=size))
        stage.frames(2)
        assert stage.services.size == size
        assert stage.surface.get_size() == size


def test_a_missing_keymap_is_an_error_of_the_game(tmp_path: Path) -> None:
    with pytest.raises(Faults):
        load_keymap(tmp_path / "none.yaml", None)
