"""Scenes of missions, and cameras on their carriers."""

import math

import numpy as np
import pytest

from game.content.catalog import load_catalog
from game.core.marstime import SOL_S
from game.imaging.camera import CAMERAS
from game.imaging.render import ranges, render
from game.imaging.scene import Devil, Scene, Thing
from game.imaging.staging import MOUNTS, Pose, bake_for, helicopter_view, rover_view, scene_of_world, watson_view
from game.sim.state.samples import TubeStatus
from tests import small

from .sites import flat_site

SITE = flat_site()
ROVER = Pose(80.0, 80.0, 40.0)


def test_cameras_are_those_of_the_catalogue() -> None:
    for name, entry in load_catalog().cameras.items():
        if name in CAMERAS:
            camera = CAMERAS[name]
            assert camera.fov_deg == pytest.approx(entry.fov_deg[0])
            assert camera.pixels == tuple(entry.pixels)
            assert camera.focal_mm == pytest.approx(entry.zoom_stops_mm[0], rel=0.01)


def test_a_mission_is_staged_as_it_stands() -> None:
    world = small.world()
    world.targets[0].abraded, world.targets[0].cores = True, 1
    world.rover.track_m[:] = [(20.0, 20.0), (21.0, 20.0)]
    world.tubes[0].status, world.tubes[0].x_m, world.tubes[0].y_m = TubeStatus.DEPOSITED, 30.0, 31.0
    noon = world.tick // SOL_S * SOL_S + SOL_S // 2
    staged = []
    for n in range(40):
        world.tick = noon + 300 * n
        staged.append(scene_of_world(world, own="rover"))
    things = staged[0].objects
    assert [thing.is_own for thing in things if thing.kind == "rover"] == [True]
    assert [(thing.x_m, thing.y_m) for thing in things if thing.kind == "tube"] == [(30.0, 31.0)]
    assert (things[0].abraded, things[0].cores) == (True, 1)
    assert staged[0].tracks_m == (((20.0, 20.0), (21.0, 20.0)),)
    assert any(scene.devils for scene in staged)
    assert {body.name for body in staged[0].heavens} == {"Phobos", "Deimos", "Earth"}


def with_rover(is_own: bool) -> Scene:
    """The sun behind the rover."""
    return Scene(SITE, 220.0, 35.0, objects=(Thing("rover", 80.0, 80.0, heading_deg=40.0, is_own=is_own),))


def test_the_deck_is_in_the_picture_behind_and_not_ahead() -> None:
    near = []
    for azimuth_deg in (220.0, 40.0):
        view = rover_view(SITE, ROVER, "navcam", azimuth_deg, -38.0)
        away = ranges(bake_for(with_rover(True), view, 160, 120).finish(), view, 160, 120)
        near.append(float((away < 1.25).mean()))
    assert near[0] > 0.15
    assert near[1] < 0.10


def test_the_rover_throws_its_shadow_into_the_front_hazcam() -> None:
    view = rover_view(SITE, ROVER, "front_hazcam", 40.0, -22.0)
    bare, full = (
        render(bake_for(scene, view, 160, 120).finish(), view, 160, 120).astype(float)[70:].mean(axis=2)
        for scene in (Scene(SITE, 220.0, 35.0), with_rover(True))
    )
    assert 0.2 < (full < 0.7 * bare).mean() < 0.9


def test_a_camera_never_sits_inside_its_own_rover() -> None:
    for camera in MOUNTS:
        azimuth = 220.0 if camera == "rear_hazcam" else 40.0
        view = rover_view(SITE, ROVER, camera, azimuth, -15.0)
        away = ranges(bake_for(with_rover(True), view, 96, 72).finish(), view, 96, 72)
        assert np.median(away[60]) > 0.45, camera


def test_two_eyes_stand_apart_and_look_inward() -> None:
    left, right = (rover_view(SITE, ROVER, "mastcam_z", 75.0, 0.0, 34.0, eye) for eye in ("left", "right"))
    assert math.hypot(right.eye_x_m - left.eye_x_m, right.eye_y_m - left.eye_y_m) == pytest.approx(0.244)
    assert left.azimuth_deg - right.azimuth_deg == pytest.approx(2.3)
    turned = math.degrees(math.atan2(right.eye_x_m - left.eye_x_m, -(right.eye_y_m - left.eye_y_m)))
    assert turned == pytest.approx(75.0 + 90.0)


def test_watson_looks_straight_at_the_work_spot() -> None:
    target = Thing("rock", 80.0, 80.0, size_m=0.9, seed=2, rock="maaz_basalt")
    scene = Scene(SITE, 120.0, 40.0, objects=(target,))
    view = watson_view(scene, target, 0.25)
    away = ranges(bake_for(scene, view, 80, 60).finish(), view, 80, 60)
    assert float(away[30, 40]) == pytest.approx(0.25, abs=0.04)


def test_the_helicopter_sees_the_ground_from_its_height() -> None:
    scene = Scene(SITE, 120.0, 40.0, objects=(Thing("helicopter", 80.0, 80.0, height_m=8.0, is_own=True),))
    down = helicopter_view(Pose(80.0, 80.0, 10.0, height_m=8.0), "heli_nav")
    made = bake_for(scene, down, 64, 48).finish()
    assert float(np.median(ranges(made, down, 64, 48)[20:28, 28:36])) == pytest.approx(8.1, abs=0.4)
    picture = render(made, down, 64, 48)
    assert (picture[..., 0] == picture[..., 2]).all()


def test_a_dust_devil_stands_at_its_bearing_and_has_its_width() -> None:
    view = rover_view(SITE, ROVER, "navcam", 90.0, 5.0)
    scenes = [Scene(SITE, 200.0, 50.0, devils=some) for some in ((), (Devil(480.0, 80.0, 30.0, 300.0, 0.6),))]
    bare, full = (render(bake_for(scene, view, 320, 240).finish(), view, 320, 240).astype(int) for scene in scenes)
    columns = np.flatnonzero(np.abs(full - bare).sum(axis=2)[100:118].mean(axis=0) > 12.0)
    assert columns.size
    assert abs(columns.mean() - 160.0) < 12.0
    assert 0.4 * 30.0 / 400.0 * 144.0 < columns.size < 4.0 * 30.0 / 400.0 * 144.0
