"""The window keeps what has not changed; what it shows then is what drawing everything anew would show."""

from collections.abc import Callable

import pygame
import pytest

from game.mission.session import Warp
from game.sim import commands as c
from game.ui.feed import Happening
from game.ui.feed_file import key_presses
from game.ui.scenes.mission import MissionScene
from tests.ui.missions_on_show import on_stage, where
from tests.ui.stage import Stage

SETTLED_FRAMES = 90
Part = Callable[[Stage, MissionScene], None]


def held(key: str, frames: int) -> list[Happening]:
    down, up = key_presses(key, 0)
    return [down, Happening(frames, up.what)]


def drive(stage: Stage, scene: MissionScene) -> None:
    scene.give(c.DriveTo(*scene.session.world.level.metres((28.0, 48.0))))
    scene.session.run_to(scene.session.world.tick + 1800)
    scene.set_warp(Warp.X60)
    stage.frames(400)
    assert scene.session.world.rover.odometry_m > 3.0


def drive_close_up(stage: Stage, scene: MissionScene) -> None:
    rover = scene.session.world.rover
    scene.map.camera.zoom_to(12.0, instantly=True)
    scene.map.camera.centre_on(rover.x_m, rover.y_m, instantly=True)
    drive(stage, scene)


def pan(stage: Stage, scene: MissionScene) -> None:
    for key in ("shift+left", "shift+down", "shift+right", "shift+up"):
        stage.feed(held(key, 7))
    stage.feed(held("shift+left", 3)).feed(held("shift+up", 5))


def drag(stage: Stage, scene: MissionScene) -> None:
    x, y = scene.hud.clear().center
    stage.feed([Happening(0, pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=3))])
    for step in range(6):
        moved = {"pos": (x - 9 * step, y + 5 * step), "rel": (-9, 5), "buttons": (0, 0, 1)}
        stage.feed([Happening(0, pygame.event.Event(pygame.MOUSEMOTION, moved))])
    stage.feed([Happening(0, pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x - 45, y + 25), button=3))])


def zoom(stage: Stage, scene: MissionScene) -> None:
    stage.press("equals").frames(9).press("minus", "minus").frames(60)


def plan_a_flight(stage: Stage, scene: MissionScene) -> None:
    stage.press("f").click(where(scene, 30.0, 40.0)).click(where(scene, 36.0, 44.0)).press("delete")
    stage.intent("point", at=[24, 46])


def fly(stage: Stage, scene: MissionScene) -> None:
    stage.intent("fly_to", route=[[30, 40]], altitude_m=10).intent("warp", speed=10)
    stage.frames(200)
    assert scene.session.world.helicopter.path_m


def a_night(stage: Stage, scene: MissionScene) -> None:
    stage.intent("pass_time", minutes=700).frames(30)


def read_and_close(stage: Stage, scene: MissionScene) -> None:
    stage.press("l").frames(3).press("escape").press("f1").frames(2).press("escape")


def be_refused(stage: Stage, scene: MissionScene) -> None:
    scene.give(c.DriveTo(1e6, 1e6))
    stage.frames(20)
    assert stage.services.toasts.shown


def hover(stage: Stage, scene: MissionScene) -> None:
    for name in ("actions", "timeline", "log"):
        moved = {"pos": scene.hud.panes[name].rect.center, "rel": (0, 0), "buttons": (0, 0, 0)}
        stage.feed([Happening(0, pygame.event.Event(pygame.MOUSEMOTION, moved))]).frames(40)


SEQUENCES = (
    *((drive,), (drive_close_up,), (pan,), (drag,), (zoom,), (plan_a_flight,), (fly,), (a_night,), (read_and_close,)),
    *((be_refused,), (hover,), (drive, pan, hover, zoom, fly, pan)),
)


@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda parts: " ".join(part.__name__ for part in parts))
def test_what_is_kept_is_what_drawing_anew_would_show(sequence: tuple[Part, ...]) -> None:
    stage, scene = on_stage()
    for part in sequence:
        part(stage, scene)
    scene.set_warp(Warp.PAUSE)
    stage.frames(SETTLED_FRAMES)
    kept = pygame.surfarray.array2d(stage.surface)
    stage.stack.relayout()
    stage.loop.draw()
    anew = pygame.surfarray.array2d(stage.surface)
    wrong = (kept != anew).nonzero()
    assert not wrong[0].size, f"{wrong[0].size} pixels, x {wrong[0].min()}..{wrong[0].max()}, y {wrong[1].min()}.."


def test_a_mission_that_stands_still_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, scene = on_stage()
    scene.set_warp(Warp.PAUSE)
    stage.frames(SETTLED_FRAMES)
    shown = stage.surface.copy()
    stage.surface.fill((255, 0, 255))
    stage.frames(30)
    assert (pygame.surfarray.array2d(stage.surface) == stage.surface.map_rgb((255, 0, 255))).all()
    stage.stack.relayout()
    stage.frames(1)
    assert (pygame.surfarray.array2d(stage.surface) == pygame.surfarray.array2d(shown)).all()
