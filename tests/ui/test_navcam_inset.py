"""The small live Navcam picture: it follows the rover, hides where there is no room, and works in steps."""

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.imaging.bake import Bake
from game.imaging.render import render
from game.imaging.scene import Eye
from game.mission.session import Warp
from game.ui.desk import Mode
from game.ui.desk_inset import CELLS, FINEST_M, HIGH_PX, REBAKE_M, WIDE_PX, NavcamInset, Stand, seen_from, staged
from game.ui.scenes.mission import MissionScene
from tests import small
from tests.ui import missions_on_show as show
from tests.ui.stage import SIZES, Stage
from tests.ui.test_layout import faults


def drawn(inset: NavcamInset, world, until: int, most: int = 2000) -> int:
    """Frames until there are so many pictures."""
    for frame in range(most):
        inset.update(world, 100.0 * until + frame / 60.0)
        if inset.count >= until:
            return frame
    raise AssertionError(f"{inset.count} pictures after {most} frames")


def test_it_shows_what_the_navcam_sees_and_again_when_the_rover_has_moved() -> None:
    world = small.world()
    inset = NavcamInset(on_the_spot=True)
    drawn(inset, world, 1)
    assert inset.picture is not None
    assert inset.picture.get_size() == (WIDE_PX, HIGH_PX)
    assert inset.azimuth_deg == world.rover.heading_deg
    first = pygame.surfarray.array3d(inset.picture).astype(float)
    for _ in range(60):
        inset.update(world, 150.0)
    assert inset.count == 1  # nothing has changed
    world.rover.heading_deg += 40.0
    frames = drawn(inset, world, 2)
    assert frames < 60  # the ground need not be made anew
    assert np.abs(pygame.surfarray.array3d(inset.picture).astype(float) - first).mean() > 3.0


def test_a_moved_eye_sees_what_a_new_bake_there_shows() -> None:
    world = small.world()
    inner = world.terrain.slope_deg[8:-8, 8:-8]
    row, column = np.unravel_index(int(np.argmax(inner)), inner.shape)  # on the steepest slope
    world.rover.x_m, world.rover.y_m = ((int(n) + 8.5) * world.terrain.tile_m for n in (column, row))
    scene, view = staged(world)
    made = Bake(scene, Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m, None, FINEST_M), CELLS).finish()
    rover, height_at = world.rover, world.terrain.height_at
    ways = [(2.5, 0.0), (-2.5, 0.0), (0.0, 2.5), (0.0, -2.5)]
    climb = {way: height_at(rover.x_m + way[0], rover.y_m + way[1]) - height_at(rover.x_m, rover.y_m) for way in ways}
    east, south = max(climb, key=lambda way: abs(climb[way]))
    assert abs(climb[east, south]) > 0.1
    rover.x_m, rover.y_m = rover.x_m + east, rover.y_m + south
    scene, view = staged(world)
    here = Bake(scene, Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m, None, FINEST_M), CELLS).finish()
    moved = seen_from(made, scene, view)
    assert moved.eye_z_m == pytest.approx(here.eye_z_m, abs=0.06)
    assert moved.scene is scene  # the deck and its shadow come along
    pictures = [render(bake, view, 120, 68, "draft").astype(float) for bake in (moved, here)]
    low = [picture.reshape(17, 4, 15, 8, 3).mean(axis=(1, 3)) for picture in pictures]
    assert np.abs(low[0] - low[1]).mean() < 9.0


def test_a_bake_serves_near_by_under_the_same_sky() -> None:
    stand = Stand(100.0, 100.0, 1000, 0.5)
    assert stand.serves(replace(stand, x_m=100.0 + 0.9 * REBAKE_M))
    assert not stand.serves(replace(stand, x_m=100.0 + 1.1 * REBAKE_M))
    assert not stand.serves(replace(stand, tick=9000))
    assert not stand.serves(replace(stand, tau=0.9))


def test_no_frame_is_given_more_than_one_step_at_a_time() -> None:
    world = small.world()
    inset = NavcamInset(on_the_spot=True)
    assert drawn(inset, world, 1) > 100  # a bake of 200 steps and a picture of 17


def on_stage(size: tuple[int, int] = (1280, 720)) -> tuple[Stage, MissionScene]:
    scene = MissionScene(show.entry(), small.session())
    return Stage(scene, size, inset=True).frames(3), scene


@pytest.mark.parametrize(("size", "shown"), [((1024, 640), False), ((1280, 720), True), ((1920, 1080), True)])
def test_it_stands_where_there_is_room(size: tuple[int, int], shown: bool) -> None:
    stage, scene = on_stage(size)
    assert ("inset" in scene.hud.panes) is shown
    rects = [item.widget.rect for item in scene.root.placed]
    window = pygame.Rect(0, 0, *size)
    assert all(window.contains(rect) for rect in rects)
    assert not any(a.colliderect(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    assert [fault for item in scene.root.placed for fault in faults(item.widget, window, scene.kit)] == []
    assert not any(rect.colliderect(scene.hud.clear()) for rect in rects if rect != scene.hud.panes["log"].rect)
    assert stage.top is scene


@pytest.mark.parametrize("mode", [Mode.DRIVE, Mode.FLY, Mode.SAMPLE, Mode.MOXIE])
@pytest.mark.parametrize("size", SIZES)
def test_it_gives_way_to_what_a_mode_shows(size: tuple[int, int], mode: Mode) -> None:
    stage, scene = on_stage(size)
    scene.desk.mode = mode
    stage.frames(3)
    rects = [item.widget.rect for item in scene.root.placed]
    assert not any(a.colliderect(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


def test_its_key_puts_it_away_and_brings_it_back() -> None:
    stage, scene = on_stage()
    stage.press("i").frames(1)
    assert "inset" not in scene.hud.panes
    assert not stage.services.settings.navcam_inset
    stage.press("i").frames(1)
    assert "inset" in scene.hud.panes


def test_where_there_is_no_room_the_key_says_so() -> None:
    stage, scene = on_stage((1024, 640))
    stage.press("i", "i").frames(1)
    assert "no room" in show.said(stage)
    assert "inset" not in scene.hud.panes


def test_a_new_picture_is_shown_at_once() -> None:
    stage, scene = on_stage()
    stage.frames(5)
    pane, live = scene.hud.panes["inset"], scene.eyes._live
    before = stage.surface.subsurface(pane.rect).copy()
    live.picture = pygame.Surface((WIDE_PX, HIGH_PX))
    live.picture.fill((200, 30, 30))
    live.count += 1
    pane.doubted = True
    stage.frames(1)
    after = stage.surface.subsurface(pane.rect)
    assert after.get_at(after.get_rect().center)[:3] == (200, 30, 30)
    assert before.get_at(before.get_rect().center)[:3] != (200, 30, 30)


@pytest.mark.parametrize(("warp", "turns"), [(Warp.X1, 40), (Warp.X60, 40), (Warp.X1800, 10), (Warp.NEXT_EVENT, 10)])
def test_when_time_races_by_it_leaves_the_frames_to_the_mission(warp: Warp, turns: int) -> None:
    stage, scene = on_stage()
    scene.session.warp = warp
    counted: list[float] = []
    scene.eyes._live.update = lambda _world, now_s: bool(counted.append(now_s))  # type: ignore[method-assign]
    for n in range(40):
        scene.eyes.update(n / 60.0)
    assert len(counted) == turns
    assert stage.top is scene
