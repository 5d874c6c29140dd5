"""The camera screen: it points, zooms, tells what a picture costs and shows, and takes it by a command."""

from dataclasses import replace
from types import SimpleNamespace

import pygame
import pytest

from game.imaging.camera import CAMERAS, View, zoomed
from game.imaging.scene import Eye
from game.imaging.staging import scene_of_world
from game.mission.session import Session
from game.sim import commands as c
from game.sim.uplink_windows import next_uplink
from game.ui import viewfinder
from game.ui.desk import Mode
from game.ui.desk_camera import CameraInHand
from game.ui.scenes.camera import CameraScene
from game.ui.scenes.mission import MissionScene
from game.ui.viewfinder import Viewfinder
from game.ui.views.hud_link import due_tick
from tests import small
from tests.ui import missions_on_show as show
from tests.ui import pictures_on_show as kit
from tests.ui.stage import SIZES, Stage
from tests.ui.test_layout import faults


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes seconds; most of what the screen does needs none."""
    monkeypatch.setattr(Viewfinder, "look", lambda *_args: None)
    kit.at_once(monkeypatch)


def opened(size: tuple[int, int] = (1280, 720), session: Session | None = None):
    stage, mission = show.on_stage(session, size=size)
    mission.show("camera")
    stage.frames(2)
    assert isinstance(stage.top, CameraScene)
    return stage, stage.top


def test_the_key_opens_it_and_escape_leaves(no_pictures: None) -> None:
    stage, mission = show.on_stage()
    stage.press("c").frames(1)
    assert isinstance(stage.top, CameraScene)
    stage.press("escape").frames(1)
    assert stage.top is mission


def test_return_takes_the_picture_that_is_set_up(no_pictures: None) -> None:
    stage, scene = opened()
    scene.hand.azimuth_deg, scene.hand.stop = 123.0, 4
    stage.press("return")
    (product,) = scene.mission.session.world.comms.products
    assert (product.source, product.azimuth_deg, product.focal_mm) == ("mastcam_z", 123.0, 79.0)
    assert len(scene.mission.session.recording.commands) == 1


def test_costs_are_those_of_the_product(no_pictures: None) -> None:
    _stage, scene = opened()
    hand = scene.hand
    single = hand.mbit()
    hand.stereo = True
    assert hand.mbit() == 2.0 * single
    hand.panorama = True
    assert hand.mbit() == 15.0
    assert hand.seconds() == 75.0


def test_a_target_in_the_frame_is_named(no_pictures: None) -> None:
    _stage, scene = opened()
    hand = scene.hand
    hand.azimuth_deg, hand.elevation_deg, hand.stop = 74.05, -3.0, 0
    assert [item.subject.name for item in hand.subjects()] == ["Far Rock"]
    assert hand.range_m(hand.subjects()[0]) == pytest.approx(28.7, abs=0.1)
    hand.azimuth_deg = 200.0
    assert hand.subjects() == []


def test_hazcams_do_not_turn_and_zoom_has_ends(no_pictures: None) -> None:
    hand = CameraInHand(opened()[1].mission.desk)
    hand.zoom(-9)
    assert hand.focal_mm == 26.0
    hand.zoom(99)
    assert hand.focal_mm == 110.0
    hand.choose("front_hazcam")
    before = hand.pointing
    hand.turn(30.0, 5.0)
    assert hand.pointing == before


@pytest.mark.parametrize("size", SIZES)
def test_panels_keep_apart_and_inside(no_pictures: None, size: tuple[int, int]) -> None:
    _stage, scene = opened(size)
    rects = [item.widget.rect for item in scene.root.placed]
    window = pygame.Rect(0, 0, *size)
    assert all(window.contains(rect) for rect in rects)
    assert not any(a.colliderect(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("delayed", [False, True])
def test_nothing_on_the_panels_is_cut_off(no_pictures: None, size: tuple[int, int], delayed: bool) -> None:
    scene = opened_delayed(size)[1] if delayed else opened(size, kit.taken())[1]
    window = pygame.Rect(0, 0, *size)
    assert [fault for item in scene.root.placed for fault in faults(item.widget, window, scene.kit)] == []
    rects = [item.widget.rect for item in scene.root.placed]
    assert not any(a.colliderect(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


def test_look_opens_the_cameras_and_shift_c_looks_about_on_the_map(no_pictures: None) -> None:
    stage, mission = show.on_stage()
    stage.press("shift+c").frames(1)
    assert stage.top is mission
    assert mission.desk.mode is Mode.LOOK
    stage.press("escape").frames(1)
    mission.act("look")
    stage.frames(2)
    assert isinstance(stage.top, CameraScene)


def test_pixels_are_told_at_the_range_of_what_is_under_the_cross_hair(no_pictures: None) -> None:
    _stage, scene = opened()
    hand = scene.hand
    hand.azimuth_deg, hand.elevation_deg, hand.stop = 74.05, -3.0, 6
    item = next(item for item in judge_all(hand) if item.subject.name == "Far Rock")
    right, down = hand.place_of(item)
    per_deg = hand.frame.width_px / hand.frame.width_deg
    hand.turn(right / per_deg, -down / per_deg)
    under = hand.under_cross()
    assert under is not None
    assert under.subject.name == "Far Rock"
    away_m = hand.range_ahead_m()
    assert away_m == pytest.approx(28.7, abs=0.1)
    assert hand.pixel_label() == "Pixel at 29 m"
    assert hand.pixel_scale() == f"{67.4e-6 * away_m * 1000.0:.1f} mm"
    hand.elevation_deg = 40.0
    assert hand.range_ahead_m() is None
    assert hand.pixel_scale() == "0.07 mrad"


def judge_all(hand: CameraInHand) -> list:
    hand.stop = 0
    found = hand.subjects()
    hand.stop = 6
    return found


def test_without_a_target_the_map_tells_how_far_the_ground_is(no_pictures: None) -> None:
    hand = opened()[1].hand
    hand.azimuth_deg, hand.elevation_deg, hand.stop = 200.0, -20.0, 0
    assert hand.under_cross() is None
    assert hand.range_ahead_m() == pytest.approx(2.0 / 0.342, rel=0.25)


def test_watson_is_at_hand_where_the_arm_reaches_a_rock(no_pictures: None) -> None:
    stage, scene = opened()
    world = scene.mission.session.world
    assert scene.hand.refuse("watson") == ""  # the small level begins beside a rock
    scene.choose("watson")
    assert scene.hand.target == "near"
    assert scene.hand.view().eye_height_m < 1.5
    assert scene.hand.range_ahead_m() == 0.25
    stage.press("return")
    assert (world.comms.products[-1].source, world.comms.products[-1].target) == ("watson", "near")
    world.rover.x_m += 30.0
    assert "reach" in scene.hand.refuse("watson")


def opened_delayed(size: tuple[int, int] = (1280, 720)):
    scene = MissionScene(show.entry("delayed"), small.session("delayed"))
    stage = Stage(scene, size).frames(3)
    scene.show("camera")
    stage.frames(2)
    assert isinstance(stage.top, CameraScene)
    return stage, stage.top


def test_where_operations_are_delayed_the_picture_goes_up_with_the_sequence(no_pictures: None) -> None:
    stage, scene = opened_delayed()
    session = scene.mission.session
    assert "Step 1 of the sequence, taken about sol " in scene.taken_words()
    assert "on board at" in scene.taken_words()
    arrives = next_uplink(session.world.site, session.tick, 1)
    assert arrives is not None
    assert due_tick(scene.mission.desk) >= arrives.arrives_tick
    scene.hand.azimuth_deg = 123.0
    stage.press("return")
    (step,) = session.world.ground.draft
    assert isinstance(step, c.TakeImage)
    assert step.azimuth_deg == 123.0
    assert session.world.comms.products == []
    assert "Step 1 of the sequence: taken about sol " in show.said(stage)
    assert "Step 2 of the sequence" in scene.taken_words()


def test_a_picture_after_a_drive_in_the_sequence_is_looked_at_from_there(no_pictures: None) -> None:
    _stage, scene = opened_delayed()
    before = scene.hand.lens().eye_x_m
    place = (scene.hand.world.rover.x_m + 12.0, scene.hand.world.rover.y_m)
    assert scene.mission.desk.give(c.DriveTo(*place))
    assert scene.hand.lens().eye_x_m - before == pytest.approx(12.0, abs=1.5)
    assert scene.mission.session.view.rover.x_m < place[0] - 10.0


def test_a_long_lens_gets_a_patch_of_its_own_when_it_has_come_to_rest() -> None:
    world = small.world()
    scene = scene_of_world(world, own="rover")
    made: list[Eye] = []

    class Ground:
        is_ready, progress = True, 1.0

        def __init__(self, _scene: object, eye: Eye) -> None:
            self.scene, self.eye = scene, eye
            made.append(eye)

    tele = View(60.0, 60.0, 2.0, 90.0, -4.0, 0.0, zoomed(CAMERAS["mastcam_z"], 110.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(viewfinder, "Bake", Ground)
        patch.setattr(viewfinder, "drafted", lambda *_args: "draft")
        finder = Viewfinder(lambda: scene)
        finder._jobs.start = lambda work: Waiting(work)  # type: ignore[assignment,method-assign]
        for azimuth in [90.0] * 10 + [90.4] * 10 + [120.0] * 10:
            finder.look("mast", replace(tele, azimuth_deg=azimuth), (64, 36))
    assert [eye.aim_m is not None for eye in made] == [False, True, True]
    assert made[1].finest_m < 0.02
    assert finder.drafts >= 3


def test_a_patch_serves_near_its_aim_and_at_its_scale() -> None:
    eye = Eye(0.0, 0.0, 2.0, (30.0, 0.0), 0.01)
    assert viewfinder.serves(eye, replace(eye, aim_m=(30.2, 0.1)))
    assert not viewfinder.serves(eye, replace(eye, aim_m=(33.0, 0.0)))
    assert not viewfinder.serves(eye, replace(eye, finest_m=0.02))
    assert not viewfinder.serves(eye, Eye(0.0, 0.0))


def test_the_ground_is_laid_in_slices_one_at_a_time_and_a_draft_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[float] = []
    monkeypatch.setattr(viewfinder, "drafted", lambda *_args: "draft")

    class Ground:
        is_ready, progress, scene = False, 0.0, SimpleNamespace(terrain=None)

        def step(self, budget_s: float) -> bool:
            made.append(budget_s)
            self.is_ready = len(made) == 3
            return self.is_ready

    finder = Viewfinder(lambda: None)  # type: ignore[arg-type,return-value]
    finder._bakes["mast"] = Ground()  # type: ignore[assignment]
    begun = []
    finder._jobs.start = lambda work: begun.append(work) or Waiting(work)  # type: ignore[assignment,method-assign]
    for _ in range(3):
        finder.look("mast", View(60.0, 60.0), (64, 36))
    assert made == [viewfinder.SLICE_S] * 3
    assert len(begun) == 4
    finder.look("mast", View(60.0, 60.0), (64, 36))
    assert finder.picture == "draft"  # type: ignore[comparison-overlap]


class Waiting:
    """A job that has run by the next frame."""

    done, error = True, None

    def __init__(self, work) -> None:
        self.result = work()
