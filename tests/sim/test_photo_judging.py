"""What counts as a picture of something: judged by geometry, before any pixel is drawn."""

import math
from dataclasses import replace

import pytest

from game.content.conditions import Compare
from game.core.grid import bearing_deg
from game.core.marstime import Sun, sun_position
from game.imaging.camera import CAMERAS, Lens, View, zoomed
from game.imaging.staging import Pose, rover_pose, rover_view
from game.mission import autopilot_pictures
from game.sim import commands as c
from game.sim import events as e
from game.sim import photo_judging as judging
from game.sim.physics import photo
from game.sim.subjects import subject, subjects_of
from game.sim.telemetry import read
from game.sim.world import World
from tests import small

NOON = Sun(180.0, 60.0)


@pytest.fixture
def world() -> World:
    return small.world()


def judged(world: World, name: str, focal_mm: float = 110.0, sun: Sun = NOON, off_deg: float = 0.0):
    camera = small.catalog().cameras["mastcam_z"]
    eye, wanted = judging.eye_of(world, camera), subject(world.site, name)
    assert wanted is not None
    azimuth, elevation = judging.toward(world, eye, wanted)
    frame = judging.frame_of(camera, azimuth + off_deg, elevation, focal_mm)
    return judging.judge_subject(world, eye, frame, wanted, sun)


@pytest.mark.parametrize(("camera", "focal_mm"), [("navcam", 0.0), ("mastcam_z", 63.0), ("front_hazcam", 0.0)])
def test_the_judge_sees_a_place_at_the_pixel_where_the_camera_draws_it(camera: str, focal_mm: float) -> None:
    frame = judging.frame_of(small.catalog().cameras[camera], 35.0, -8.0, focal_mm)
    model = zoomed(CAMERAS[camera], focal_mm) if focal_mm else CAMERAS[camera]
    wide, high = int(frame.width_px), int(frame.height_px)
    lens = Lens(View(0.0, 0.0, 2.0, 35.0, -8.0, 0.0, model), wide, high)
    east, south, up = 11.0, -17.0, -2.2
    x, y, _ahead = lens.project(east, south, up)
    found = photo.pixel_of(frame, east, south, up)
    assert found is not None
    assert found == pytest.approx((x - wide / 2, y - high / 2), abs=1.0, rel=0.005)


def test_pixels_across_go_with_zoom_and_distance(world: World) -> None:
    wide, tele = judged(world, "away", 26.0), judged(world, "away", 110.0)
    assert tele.pixels == pytest.approx(wide.pixels * 110.0 / 26.0, rel=1e-6)
    wanted, eye = subject(world.site, "away"), judging.eye_of(world, small.catalog().cameras["mastcam_z"])
    away_m = math.hypot(wanted.x_m - eye.x_m, wanted.y_m - eye.y_m)
    assert wide.pixels == pytest.approx(0.8 / away_m * 3521, rel=0.02)


def test_outside_the_frame_there_is_nothing(world: World) -> None:
    assert judged(world, "away", 110.0, off_deg=2.9) is not None
    assert judged(world, "away", 110.0, off_deg=3.3) is None
    assert judged(world, "away", 26.0, off_deg=3.3) is not None


def test_light(world: World) -> None:
    toward = bearing_deg(28.0, -8.0)

    def why(sun: Sun) -> str:
        found = judged(world, "away", sun=sun).why
        return found.key if found else ""

    assert why(Sun(toward + 180.0, 40.0)) == ""
    assert why(Sun(toward, 8.0)) == "photo.into_sun"
    assert why(Sun(toward, 30.0)) == "photo.backlit"
    assert why(Sun(toward, 70.0)) == ""
    assert why(Sun(toward + 180.0, -1.0)) == "photo.no_sun"


def test_what_stands_behind_the_ground_is_hidden(world: World) -> None:
    wanted = subject(world.site, "away")
    buried = replace(wanted, places=((wanted.x_m, wanted.y_m, -3.0),))
    camera = small.catalog().cameras["mastcam_z"]
    eye = judging.eye_of(world, camera)
    frame = judging.frame_of(camera, *judging.toward(world, eye, buried), 26.0)
    found = judging.judge_subject(world, eye, frame, buried, NOON)
    assert found.why.key == "photo.hidden"
    assert not found.visible


def test_the_book_keeps_the_best_and_the_event_tells_it(world: World) -> None:
    events = small.do(world, c.TakeImage("mastcam_z", "away", 0.0, 0.0, 26.0))
    (first,) = small.of_kind(events, e.PictureJudged)
    small.do(world, c.TakeImage("mastcam_z", "away", 0.0, 0.0, 110.0))
    small.do(world, c.TakeImage("mastcam_z", "away", 0.0, 0.0, 26.0))
    best = read(world, "picture.away.best_px")
    assert best == pytest.approx(first.pixels * 110.0 / 26.0, rel=0.01)
    assert read(world, "picture.count") == 3
    assert read(world, "picture.away.lit_px") in (0.0, best)
    assert read(world, "picture.unseen.best_px") == 0.0


def test_a_picture_of_a_target_is_pointed_at_it(world: World) -> None:
    small.do(world, c.TakeImage("mastcam_z", "away", 0.0, 0.0, 110.0))
    product = world.comms.products[0]
    eye = judging.eye_of(world, small.catalog().cameras["mastcam_z"])
    wanted = subject(world.site, "away")
    assert product.azimuth_deg == pytest.approx(bearing_deg(wanted.x_m - eye.x_m, wanted.y_m - eye.y_m), abs=1e-6)
    assert product.heading_deg == world.rover.heading_deg


def test_overlap_makes_a_panorama(world: World) -> None:
    for n in range(4):
        small.do(world, c.TakeImage("mastcam_z", "", 100.0 + 20.0 * n, 0.0, 26.0))
    assert read(world, "picture.panorama_deg") == pytest.approx(85.6, abs=0.2)
    small.do(world, c.TakeImage("mastcam_z", "", 200.0, 0.0, 26.0))
    assert read(world, "picture.panorama_deg") == pytest.approx(85.6, abs=0.2)
    small.do(world, c.TakePanorama())
    assert read(world, "picture.panorama_deg") == 360.0


def test_frames_without_overlap_do_not_join() -> None:
    assert photo.joined_arc_deg([(0.0, 20.0), (19.0, 20.0)], 0.1) == 20.0
    assert photo.joined_arc_deg([(350.0, 20.0), (8.0, 20.0)], 0.1) == 38.0
    assert photo.joined_arc_deg([], 0.1) == 0.0


def test_watson_brings_its_own_light(world: World) -> None:
    (told,) = small.of_kind(small.do(world, c.TakeImage("watson", "near", 0.0, 0.0, 0.0)), e.PictureJudged)
    assert told.lit == 1
    assert told.pixels == 1600.0


@pytest.mark.parametrize(("figure", "value"), [("best_px", 400.0), ("count", 1.0)])
def test_the_autopilot_zooms_or_drives_nearer(world: World, figure: str, value: float) -> None:
    small.to_lmst(world, "14:30")
    part = Compare(f"picture.away.{figure}", "at_least", value)
    (step,) = autopilot_pictures.steps(world, [part])
    if isinstance(step, c.DriveTo):
        assert judged(world, "away", sun=sun_position(world.tick)).pixels < value
    else:
        small.do(world, step)
        assert read(world, part.name) >= value


def test_the_autopilot_waits_while_only_the_light_is_bad(world: World) -> None:
    assert list(autopilot_pictures.steps(world, [Compare("picture.away.lit", "equals", True)])) == []


def test_stereo_weighs_twice_and_wants_two_eyes(world: World) -> None:
    small.do(world, c.TakeImage("navcam", "", 90.0, -5.0, 19.0, stereo=True))
    assert world.comms.products[0].mbit == 2.0 * small.catalog().cameras["navcam"].mbit
    assert world.comms.products[0].stereo
    assert small.refusal(world, c.TakeImage("supercam_rmi", "", 90.0, 0.0, 563.0, stereo=True)) == "image.one_eye"


def test_subjects_are_targets_and_landforms() -> None:
    names = [item.id for item in subjects_of(small.site())]
    assert names[:3] == ["near", "away", "unseen"]


@pytest.mark.parametrize("camera", ["mastcam_z", "navcam", "front_hazcam", "rear_hazcam"])
def test_the_judge_s_eye_is_where_the_picture_is_drawn_from(world: World, camera: str) -> None:
    world.rover.heading_deg = 130.0
    eye = judging.eye_of(world, small.catalog().cameras[camera])
    stance = rover_pose(world)
    view = rover_view(world.terrain, Pose(stance.x_m, stance.y_m, stance.heading_deg), camera, 130.0, 0.0)
    assert math.hypot(eye.x_m - view.eye_x_m, eye.y_m - view.eye_y_m) < 0.1
