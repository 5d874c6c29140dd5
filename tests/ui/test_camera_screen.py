"""The camera screen: it points, zooms, tells what a picture costs and shows, and takes it by a command."""

import pygame
import pytest

from game.ui import viewfinder
from game.ui.desk_camera import CameraInHand
from game.ui.scenes.camera import CameraScene
from game.ui.viewfinder import Viewfinder
from tests import small
from tests.ui import missions_on_show as show
from tests.ui.stage import SIZES


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes seconds; most of what the screen does needs none."""
    monkeypatch.setattr(Viewfinder, "look", lambda *_args: None)


def opened(size: tuple[int, int] = (1280, 720)):
    stage, mission = show.on_stage(size=size)
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
    assert hand.range_m(hand.subjects()[0]) == pytest.approx(29.1, abs=0.1)
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


def test_the_ground_is_laid_in_slices_one_at_a_time_and_a_draft_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[float] = []
    monkeypatch.setattr(viewfinder, "drafted", lambda *_args: "draft")

    class Ground:
        is_ready, progress = False, 0.0

        def step(self, budget_s: float) -> bool:
            made.append(budget_s)
            self.is_ready = len(made) == 3
            return self.is_ready

    finder = Viewfinder(lambda: None)  # type: ignore[arg-type,return-value]
    finder._bakes["mast"] = Ground()  # type: ignore[assignment]
    begun = []
    finder._jobs.start = lambda work: begun.append(work) or Waiting(work)  # type: ignore[assignment,method-assign]
    for _ in range(3):
        finder.look("mast", small, (64, 36))  # type: ignore[arg-type]
    assert made == [viewfinder.SLICE_S] * 3
    assert len(begun) == 4
    finder.look("mast", small, (64, 36))  # type: ignore[arg-type]
    assert finder.picture == "draft"  # type: ignore[comparison-overlap]


class Waiting:
    """A job that has run by the next frame."""

    done, error = True, None

    def __init__(self, work) -> None:
        self.result = work()
