"""The mission screen as a person uses it: keys, mouse, menus, saves; and as a script does, the same every time."""

from pathlib import Path

import pygame
import pytest

from game import paths
from game.mission import savefolder
from game.mission.session import Warp
from game.sim import commands as c
from game.sim.events import MissionLost
from game.sim.snapshot import digest
from game.sim.state.helicopter import FlightPhase
from game.ui.desk import Mode
from game.ui.feed import Happening
from game.ui.feed_file import key_presses
from game.ui.input import Intent
from game.ui.scene import Scene
from game.ui.scenes.briefing import BriefingScene
from game.ui.scenes.debrief import DebriefScene
from game.ui.scenes.load import LoadScene
from game.ui.scenes.mission import MissionScene
from game.ui.scenes.mission_files import save_path
from game.ui.scenes.mission_overlays import BriefingOverlay, HelpOverlay, LogOverlay, ObjectivesOverlay
from game.ui.scenes.mission_weather import WeatherOverlay
from game.ui.scenes.notebook import NotebookOverlay
from game.ui.scenes.pause import PauseScene
from game.ui.scenes.title import TitleScene
from tests import small
from tests.ui.missions_on_show import entry, on_stage, said, where
from tests.ui.stage import Stage

FREE = (28, 48)


def mouse(kind: int, pos: tuple[int, int], **more: object) -> pygame.event.Event:
    return pygame.event.Event(kind, pos=pos, **more)


# --- getting there ----------------------------------------------------------------------------------------------------


def test_a_briefing_begins_the_mission() -> None:
    stage = Stage(BriefingScene(entry()))
    stage.frames(2).intent("begin").frames(4)
    assert isinstance(stage.top, MissionScene)
    assert stage.top.session.world.level.id == "small"
    assert stage.top.session.warp is Warp.X1


# --- keys and mouse ---------------------------------------------------------------------------------------------------


def test_a_key_and_a_click_drive() -> None:
    stage, scene = on_stage()
    stage.press("d")
    assert scene.desk.mode is Mode.DRIVE
    stage.click(where(scene, *FREE))
    task = scene.session.world.rover.task
    assert task is not None
    assert scene.desk.mode is Mode.NONE


def test_a_click_on_a_panel_is_not_a_click_on_the_map() -> None:
    stage, scene = on_stage()
    stage.press("d")
    stage.click(scene.hud.panes["vehicles"].rect.center)
    assert scene.session.recording.commands == []


def test_a_drag_moves_the_map_and_does_not_click() -> None:
    stage, scene = on_stage()
    stage.intent("look_at", at=[32, 32], px_per_m=12)
    stage.press("d")
    start = where(scene, 32, 32)
    ground = scene.map.camera.to_world(start)
    end = (start[0] + 60, start[1] - 40)
    stage.feed(
        [
            Happening(0, mouse(pygame.MOUSEBUTTONDOWN, start, button=1)),
            Happening(1, mouse(pygame.MOUSEMOTION, end, rel=(60, -40), buttons=(1, 0, 0))),
            Happening(2, mouse(pygame.MOUSEBUTTONUP, end, button=1)),
        ]
    )
    assert scene.map.camera.to_world(end) == pytest.approx(ground, abs=1.0)
    assert scene.session.recording.commands == []
    assert not scene.follower.on


def test_the_wheel_zooms_about_the_pointer() -> None:
    stage, scene = on_stage()
    pos = where(scene, *FREE)
    ground, zoom = scene.map.camera.to_world(pos), scene.map.camera.px_per_m
    stage.feed(
        [
            Happening(0, mouse(pygame.MOUSEMOTION, pos, rel=(0, 0), buttons=(0, 0, 0))),
            Happening(0, pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=1, precise_y=1.0)),
        ]
    )
    stage.frames(60)
    assert scene.map.camera.px_per_m > 1.3 * zoom
    assert scene.map.camera.to_world(pos) == pytest.approx(ground, abs=1.0)


def test_a_right_click_takes_back_then_leaves() -> None:
    stage, scene = on_stage()
    stage.press("f")
    stage.click(where(scene, 16, 40))
    assert len(scene.desk.waypoints_m) == 1
    pos = where(scene, 18, 40)
    right = [
        Happening(0, mouse(pygame.MOUSEBUTTONDOWN, pos, button=3)),
        Happening(1, mouse(pygame.MOUSEBUTTONUP, pos, button=3)),
    ]
    stage.feed(right)
    assert (scene.desk.waypoints_m, scene.desk.mode) == ((), Mode.FLY)
    stage.feed(right)
    assert scene.desk.mode is Mode.NONE


def test_enter_takes_off() -> None:
    stage, scene = on_stage()
    stage.press("f")
    stage.click(where(scene, 16, 40))
    stage.press("return")
    assert scene.session.world.helicopter.phase is not FlightPhase.PARKED


def test_held_pan_keys_move_the_map_with_or_without_panels_under_the_pointer() -> None:
    stage, scene = on_stage()
    x_m = scene.map.camera.x_m
    stage.feed(key_presses("shift+right", 0, 20))
    assert scene.map.camera.x_m > x_m
    assert scene.session.recording.commands == [], "with shift the arrow does not drive"


def test_arrow_keys_drive_by_hand() -> None:
    stage, scene = on_stage()
    scene.session.world.rover.heading_deg = 180.0
    scene.session.world.thermal.actuators_c = -20.0
    stage.feed(key_presses("up", 0, 20))
    given = [entry.command for entry in scene.session.recording.commands]
    assert given[0] == c.DriveArc(1.0, 0.0)
    assert scene.session.world.rover.odometry_m > 0.2
    assert scene.session.world.rover.task is None


def test_speed_keys() -> None:
    stage, scene = on_stage()
    seen = []
    for key in ("4", "space", "space", "period", "comma", "comma", "1"):
        stage.press(key)
        seen.append(scene.session.warp)
    x300, pause, x1800, x60, x1 = Warp.X300, Warp.PAUSE, Warp.X1800, Warp.X60, Warp.X1
    assert seen == [x300, pause, x300, x1800, x300, x60, x1]


def test_a_greyed_button_says_why_when_it_is_pressed() -> None:
    stage, scene = on_stage()
    scene.give(c.TakePanorama())
    stage.frames(2)
    button = next(w for w in scene.root.widgets() if w.name == "moxie")
    stage.click(button.rect.center)
    assert "busy" in said(stage)
    assert scene.desk.mode is Mode.NONE


def test_a_refused_key_says_why() -> None:
    stage, _scene = on_stage()
    stage.press("backspace")
    assert "Nothing is in progress" in said(stage)


def test_the_sample_key_and_enter_take_the_next_step() -> None:
    stage, scene = on_stage()
    stage.press("x")
    assert scene.session.recording.commands == [], "first the prices are shown"
    stage.press("return")
    assert isinstance(scene.session.recording.commands[0].command, c.TakeImage)


# --- time -------------------------------------------------------------------------------------------------------------


def test_time_slows_down_when_something_happens() -> None:
    stage, scene = on_stage()
    scene.give(c.TakePanorama())
    stage.press("5")
    stage.frames(120)
    assert scene.session.warp is Warp.X1
    assert scene.session.world.rover.task is None


def test_the_next_event_ends_what_is_under_way() -> None:
    stage, scene = on_stage()
    scene.give(c.TakePanorama())
    ends = scene.session.world.rover.task.ends_tick  # type: ignore[union-attr]
    stage.press("n")
    assert scene.session.warp is Warp.PAUSE
    assert scene.session.world.tick == ends


def test_with_nothing_under_way_any_event_is_the_next() -> None:
    """Not a whole sol with the batteries running down, but the next relay pass."""
    stage, scene = on_stage()
    begin = scene.session.world.tick
    stage.press("n")
    assert scene.session.warp is Warp.X1
    assert "Nothing is under way" in said(stage)
    stage.frames(30)
    stage.press("n")
    assert scene.session.warp is Warp.PAUSE
    assert scene.session.world.tick < begin + 8 * 3600


# --- what lies over the mission ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("l", LogOverlay),
        ("o", ObjectivesOverlay),
        ("j", NotebookOverlay),
        ("w", WeatherOverlay),
        ("f1", HelpOverlay),
        ("escape", PauseScene),
    ],
)
def test_overlays_open_and_close_with_their_key_and_time_waits(key: str, kind: type[Scene]) -> None:
    stage, scene = on_stage()
    scene.set_warp(Warp.X60)
    stage.press(key)
    assert isinstance(stage.top, kind)
    tick = scene.session.world.tick
    stage.frames(30)
    assert scene.session.world.tick == tick
    stage.press(key)
    assert stage.top is scene


def test_esc_leaves_a_mode_before_it_opens_the_menu() -> None:
    stage, scene = on_stage()
    stage.press("d", "escape")
    assert stage.top is scene
    assert scene.desk.mode is Mode.NONE
    stage.press("escape")
    assert isinstance(stage.top, PauseScene)


def test_the_menu_shows_the_briefing_again() -> None:
    stage, scene = on_stage()
    stage.press("escape")
    stage.top.resume("briefing")  # what its button does, as seen from the stack
    stage.press("escape")
    stage.stack._apply(scene.resume("briefing"))
    assert isinstance(stage.top, BriefingOverlay)


def test_a_click_on_the_log_opens_it() -> None:
    stage, scene = on_stage()
    rect = scene.hud.panes["log"].rect
    stage.click((rect.centerx, rect.bottom - 16))
    assert isinstance(stage.top, LogOverlay)


# --- saving -----------------------------------------------------------------------------------------------------------


def test_a_save_is_written_and_loaded() -> None:
    stage, scene = on_stage(private=True)
    scene.session.run_to(scene.session.world.tick + 5000)
    tick = scene.session.world.tick
    state = digest(scene.session.world)
    scene.session.warp = Warp.PAUSE
    stage.press("ctrl+s")
    assert "Saved" in said(stage)
    scene.session.run_to(tick + 20_000)
    stage.press("ctrl+o")
    stage.frames(3)
    load = stage.top
    assert isinstance(load, LoadScene)
    assert load.saves
    path = next(save.path for save in load.saves if save.path.stem == "Small")
    stage.stack._apply(scene.resume(path))
    stage.frames(3)
    again = stage.top
    assert isinstance(again, MissionScene)
    assert again is not scene
    assert digest(again.session.world) == state


def test_a_damaged_save_is_told_and_nothing_breaks() -> None:
    stage, scene = on_stage(private=True)
    stage.press("ctrl+s")
    path = save_path("Small")
    path.write_bytes(path.read_bytes()[:-200])
    stage.stack._apply(scene.resume(path))
    stage.frames(3)
    assert not isinstance(stage.top, MissionScene)
    words = " ".join(str(getattr(w, "text", "")) for w in stage.top.root.widgets())  # type: ignore[attr-defined]
    assert "damaged" in words


def test_leaving_saves_by_itself_and_beginning_again_does_not() -> None:
    stage, scene = on_stage(private=True)
    stage.stack._apply(scene.resume("leave"))
    saves = savefolder.list_saves(paths.saves_dir())
    assert [save.path.stem for save in saves] == ["auto_small_1"]
    stage, scene = on_stage(private=True)
    stage.stack._apply(scene.resume("again"))
    assert len(savefolder.list_saves(paths.saves_dir())) == 1
    stage.frames(3)
    assert isinstance(stage.top, MissionScene)


def test_every_sol_is_saved() -> None:
    _stage, scene = on_stage(private=True)
    scene.tell(small.to_lmst(scene.session.world, "00:05"))
    assert [save.path.stem for save in savefolder.list_saves(paths.saves_dir())] == ["auto_small_1"]


def test_scripted_play_touches_no_file_of_the_player(jezero_home: Path) -> None:
    stage, scene = on_stage()
    stage.press("ctrl+s")
    scene.tell(small.to_lmst(scene.session.world, "00:05"))
    stage.stack.close()
    assert list(jezero_home.rglob("*.jezero")) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "con: <x>|?*", "", "  ...  ", "ü" * 300])
def test_any_name_makes_a_file_in_the_folder_of_saves(name: str) -> None:
    path = save_path(name)
    assert path.parent == paths.saves_dir()
    assert path.suffix == savefolder.SUFFIX
    assert 0 < len(path.stem) <= 60


# --- intents ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nonsense", {}),
        ("warp", {}),
        ("warp", {"speed": 7}),
        ("drive_to", {"at": [1]}),
        ("drive_to", {"at": "there"}),
        ("fly_to", {"route": []}),
        ("command", {"do": "jump"}),
        ("command", {"do": "turn_to"}),
        ("mode", {"mode": "dance"}),
        ("pass_time", {"minutes": -5}),
        ("look_at", {"px_per_m": "near"}),
        ("zoom", {}),
    ],
)
def test_an_intent_that_cannot_be_is_said_not_raised(name: str, data: dict[str, object]) -> None:
    stage, scene = on_stage()
    stage.intent(name, **data)
    assert f"Intent {name}" in said(stage)
    assert stage.top is scene


def test_an_intent_gives_any_command_by_its_name() -> None:
    stage, scene = on_stage()
    stage.intent("command", do="turn_to", heading_deg=120.0)
    assert scene.session.recording.commands[0].command == c.TurnTo(120.0)


# --- a whole mission --------------------------------------------------------------------------------------------------

WHOLE: list[tuple[int, str | Intent]] = [
    (2, Intent("warp", {"speed": 0})),
    (4, "x"),
    (5, "return"),
    (6, Intent("pass_time", {"minutes": 15})),
    (8, "x"),
    (9, "return"),
    (10, Intent("pass_time", {"minutes": 150})),
    (12, "x"),
    (13, "return"),
    (14, Intent("pass_time", {"minutes": 240})),
    (16, "x"),
    (17, "return"),
    (18, Intent("pass_time", {"minutes": 240})),
    (20, Intent("command", {"do": "sleep_until", "lmst_s": 32400})),
    (22, Intent("pass_time", {"minutes": 900})),
    (24, "x"),
    (25, "return"),
    (26, Intent("pass_time", {"minutes": 180})),
    (28, "x"),
    (29, "return"),
    (30, Intent("pass_time", {"minutes": 90})),
    (32, Intent("command", {"do": "sleep_until", "lmst_s": 32400})),
    (34, Intent("pass_time", {"minutes": 1500})),
    (36, "m"),
    (40, "return"),
    (42, Intent("pass_time", {"minutes": 240})),
]


def feed_of(script: list[tuple[int, str | Intent]]) -> list[Happening]:
    found: list[Happening] = []
    for frame, what in script:
        found += key_presses(what, frame) if isinstance(what, str) else [Happening(frame, what)]
    return found


def test_a_whole_mission_is_played_through_the_window_to_its_debrief() -> None:
    stage = Stage(TitleScene())
    stage.frames(2)
    stage.stack.push(MissionScene(entry(), small.session()))
    scene = stage.top
    assert isinstance(scene, MissionScene)
    stage.feed(feed_of(WHOLE))
    stage.frames(150)
    end = stage.top
    assert isinstance(end, DebriefScene), [type(e).__name__ for e in scene.session.events[-6:]]
    assert stage.services.toasts.shown == [], "what was said in the mission does not lie over its debrief"
    assert end.result.won
    assert {o.state for o in end.result.objectives if o.primary} == {"done"}
    stage.press("escape")
    assert isinstance(stage.top, TitleScene)


def test_a_lost_mission_says_why() -> None:
    stage, scene = on_stage()
    scene.session.world.power.charge_wh = 0.015 * scene.session.world.power.capacity_wh
    stage.intent("pass_time", minutes=10)
    stage.frames(150)
    end = stage.top
    assert isinstance(end, DebriefScene)
    assert not end.result.won
    assert "flat" in end.result.reason
    assert any(isinstance(event, MissionLost) for event in scene.session.events)


def test_after_the_end_nothing_can_be_done() -> None:
    stage, scene = on_stage()
    scene.session.world.power.charge_wh = 0.015 * scene.session.world.power.capacity_wh
    stage.intent("pass_time", minutes=10)
    stage.press("d", "4", "return")
    assert scene.desk.mode is Mode.NONE
    assert scene.session.recording.commands == []


def test_the_same_script_gives_the_same_mission_and_the_same_picture() -> None:
    script = feed_of(
        [
            (2, "d"),
            (4, Intent("click", {"at": list(FREE)})),
            (6, "4"),
            (120, "f"),
            (122, Intent("click", {"at": [16, 40]})),
            (124, "return"),
            (126, "3"),
            (200, Intent("point", {"at": [30, 40]})),
        ]
    )
    ends = []
    for _ in range(2):
        stage, scene = on_stage()
        stage.feed(script)
        stage.frames(40)
        ends.append((digest(scene.session.world), pygame.image.tobytes(stage.surface, "RGB")))
    assert ends[0] == ends[1]


# --- following --------------------------------------------------------------------------------------------------------


def test_what_moves_is_kept_in_view_with_the_least_move_of_the_map() -> None:
    stage, scene = on_stage()
    stage.intent("look_at", at=[20, 44], px_per_m=14)
    scene.follower.on = True
    stage.frames(2)
    rover, camera = scene.session.world.rover, scene.map.camera
    before = (camera.x_m, camera.y_m)
    rover.x_m += 1.0
    stage.frames(30)
    assert (camera.x_m, camera.y_m) == before, "it is still well in view"
    rover.x_m += 25.0
    stage.frames(120)
    assert camera.shows(rover.x_m, rover.y_m, margin_px=60)
    assert camera.x_m - before[0] < 25.0
    assert camera.y_m == before[1]


def test_a_drive_that_passes_in_one_frame_is_followed() -> None:
    stage, scene = on_stage()
    stage.intent("look_at", at=[20, 44], px_per_m=14)
    scene.follower.on = True
    scene.give(c.DriveTo(*scene.session.world.level.metres((34, 56))))
    scene.session.stop_warp_at = scene.session.stop_warp_at.FATAL
    stage.intent("pass_time", minutes=240)
    stage.frames(120)
    rover = scene.session.world.rover
    assert rover.task is None
    assert rover.odometry_m > 20.0
    assert scene.map.camera.shows(rover.x_m, rover.y_m, margin_px=60)


def test_a_map_that_was_dragged_away_stays_where_it_is() -> None:
    stage, scene = on_stage()
    stage.intent("look_at", at=[50, 14], px_per_m=14)
    stage.frames(2)
    before = (scene.map.camera.x_m, scene.map.camera.y_m)
    scene.session.world.rover.x_m += 0.5
    stage.frames(60)
    assert (scene.map.camera.x_m, scene.map.camera.y_m) == before
    stage.press("v")
    stage.frames(60)
    assert scene.map.camera.shows(scene.session.world.rover.x_m, scene.session.world.rover.y_m)


def test_a_refused_action_does_not_open_its_mode_by_key_either() -> None:
    stage, scene = on_stage()
    scene.give(c.TakePanorama())
    stage.press("d")
    assert scene.desk.mode is Mode.NONE
    assert "busy" in said(stage)


def test_a_mode_can_be_left_by_its_key_even_when_it_is_refused_by_now() -> None:
    stage, scene = on_stage()
    stage.press("d")
    scene.desk.give(c.TakePanorama())
    stage.press("d")
    assert scene.desk.mode is Mode.NONE


def test_a_panel_that_opens_does_not_hide_the_rover() -> None:
    stage, scene = on_stage(size=(1024, 640))
    stage.intent("look_at", at=[20, 44], px_per_m=10)
    scene.map.camera.pan(230, 100)  # the rover stands where the panel will open
    stage.frames(2)
    stage.press("d")
    stage.frames(60)
    rover = scene.session.world.rover
    panel = scene.hud.panes["mode"].rect
    assert not panel.collidepoint(scene.map.camera.to_screen(rover.x_m, rover.y_m))
