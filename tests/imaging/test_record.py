"""From the record of a picture to the picture: the scene of its day, whatever has happened since."""

import numpy as np
import pytest

from game.imaging.camera import Lens
from game.imaging.products.shot import Kind, Shot
from game.imaging.products.sidecar import (
    Origin,
    bounded,
    from_text,
    picture_hash,
    scene_of,
    shot_of,
    sidecar_of,
    to_text,
)
from game.imaging.products.take import at_leisure, small_copy, take
from game.imaging.record import kinds_of, scene_of_product, shot_of_product
from game.imaging.relief_ground import shared_ground
from game.imaging.staging import rover_pose, rover_view, scene_of_world
from game.sim import commands as c
from game.sim import photo_judging as judging
from game.sim.state.comms import Product, ProductKind
from game.sim.subjects import subjects_of
from game.sim.world import World
from tests import small

NEAR = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 26.0)
PICTURE = c.TakeImage("navcam", "", 90.0, -5.0, 19.0)


def scene_and_shot(world: World, number: int, **more: object) -> tuple[object, Shot]:
    product = world.comms.products[number - 1]
    scene = scene_of_product(world, product)
    return scene, shot_of_product(world, product, scene, **more)  # type: ignore[arg-type]


def test_the_scene_is_that_of_the_day_whatever_happens_later() -> None:
    world = small.world()
    small.do(world, PICTURE)
    then = scene_of_world(world, own="rover")
    scene, shot = scene_and_shot(world, 1)
    assert scene == then or vars_of(scene) == vars_of(then)
    before = take(shot_small(world, 1), scene)  # type: ignore[arg-type]
    small.do(world, NEAR, c.Abrade("near"), c.DriveTo(60.0, 80.0))
    later, again = scene_and_shot(world, 1)
    assert vars_of(later) == vars_of(then)
    assert again == shot
    assert np.array_equal(take(shot_small(world, 1), later), before)  # type: ignore[arg-type]
    assert vars_of(scene_of_world(world, own="rover")) != vars_of(then)


def shot_small(world: World, number: int) -> Shot:
    return scene_and_shot(world, number, width_px=64)[1]


def vars_of(scene: object) -> tuple[object, ...]:
    names = ("sun_azimuth_deg", "sun_elevation_deg", "tau", "tracks_m", "objects", "horizon", "devils", "heavens")
    return tuple(getattr(scene, name) for name in names)


def test_a_shot_is_as_large_as_the_camera_sends_or_smaller_when_asked() -> None:
    world = small.world()
    small.do(world, PICTURE)
    _, whole = scene_and_shot(world, 1)
    _, tiny = scene_and_shot(world, 1, width_px=160)
    assert (whole.width, whole.height) == (1280, 960)
    assert (tiny.width, tiny.height) == (160, 120)
    assert whole.view.azimuth_deg == tiny.view.azimuth_deg == 90.0


def test_a_flight_is_shown_from_the_air_halfway() -> None:
    world = small.world()
    small.give(world, c.Fly(((60.0, 90.0),), 8.0, True))
    small.pass_hours(world, 0.5)
    (product,) = world.comms.products
    assert product.kind is ProductKind.AERIAL
    assert product.height_m == pytest.approx(8.0)
    scene, shot = scene_and_shot(world, 1)
    assert shot.view.camera.name == "heli_colour"
    assert shot.view.eye_height_m == pytest.approx(8.0, abs=0.2)
    own = [thing for thing in scene.objects if thing.is_own]  # type: ignore[attr-defined]
    assert [(thing.kind, thing.x_m, thing.y_m) for thing in own] == [("helicopter", product.x_m, product.y_m)]
    rover = [thing for thing in scene.objects if thing.kind == "rover"]  # type: ignore[attr-defined]
    assert [(thing.x_m, thing.y_m) for thing in rover] == [(world.rover.x_m, world.rover.y_m)]
    assert scene_and_shot(world, 1, camera="heli_nav")[1].view.elevation_deg == -90.0


def test_what_a_picture_can_be_shown_as() -> None:
    world = small.world()
    small.do(world, c.TakeImage("mastcam_z", "near", 0.0, 0.0, 26.0, stereo=True), c.TakePanorama(), PICTURE)
    small.do(world, c.TakeImage("watson", "near", 0.0, 0.0, 21.0))
    pair, panorama, single, close = world.comms.products
    assert "anaglyph" in kinds_of(world, pair)
    assert kinds_of(world, panorama) == ("panorama",)
    assert kinds_of(world, single) == ("frame",)
    assert kinds_of(world, close) == ("close_up",)
    scene = scene_of_product(world, close)
    view = shot_of_product(world, close, scene).view
    assert view.camera.name == "watson"
    target = scene.objects[0]
    assert abs(view.eye_x_m - target.x_m) + abs(view.eye_y_m - target.y_m) < 1.5


def test_a_record_from_before_settings_stands_before_the_present_scene() -> None:
    world = small.world()
    small.do(world, PICTURE)
    product: Product = world.comms.products[0]
    product.setting = None
    assert vars_of(scene_of_product(world, product))[4] == vars_of(scene_of_world(world, own="rover"))[4]


@pytest.mark.parametrize(("pitch_deg", "roll_deg"), [(0.0, 0.0), (6.0, -9.0), (-12.0, 5.0)])
@pytest.mark.parametrize("camera", ["mastcam_z", "navcam", "supercam_rmi", "front_hazcam", "rear_hazcam"])
def test_what_is_judged_is_what_is_drawn_also_on_a_slope(camera: str, pitch_deg: float, roll_deg: float) -> None:
    world = small.world()
    world.rover.pitch_deg, world.rover.roll_deg = pitch_deg, roll_deg
    spec = small.catalog().cameras[camera]
    eye = judging.eye_of(world, spec)
    focal_mm = spec.zoom_stops_mm[-1]
    view = rover_view(
        world.terrain, rover_pose(world), camera, *judging.pointing(world, spec, "near", (0.0, 0.0)), focal_mm
    )
    assert (eye.x_m, eye.y_m, eye.height_m) == pytest.approx((view.eye_x_m, view.eye_y_m, view.eye_height_m), abs=1e-6)
    if camera not in ("front_hazcam", "rear_hazcam"):
        near = next(item for item in subjects_of(world.site) if item.id == "near")
        place = [np.array([part]) for part in judging.apart_m(world.terrain, eye, near.middle)]
        x, y, _ = Lens(view, *view.camera.pixels).project(*place)
        assert (float(x[0]), float(y[0])) == pytest.approx(
            (view.camera.pixels[0] / 2, view.camera.pixels[1] / 2), abs=1.0
        )


ONES: dict[str, c.Command] = {
    "frame": PICTURE,
    "panorama": c.TakePanorama(),
    "close_up": c.TakeImage("watson", "near", 0.0, 0.0, 21.0),
    "anaglyph": c.TakeImage("navcam", "", 90.0, -10.0, 19.0, stereo=True),
}


@pytest.mark.parametrize("kind", ONES)
def test_a_picture_of_the_mission_comes_again_from_its_sidecar(kind: Kind) -> None:
    world = small.world()
    small.do(world, ONES[kind])
    product = world.comms.products[0]
    scene = bounded(scene_of_product(world, product, shared_ground(world.terrain)))
    shot = shot_of_product(world, product, scene, kind, width_px=64)
    told: list[float] = []
    picture = at_leisure(shot, scene, told.append)
    assert told == sorted(told)
    text = to_text(sidecar_of(shot, scene, Origin("small", "00ff", 1, product.taken_tick), picture, product.mbit))
    again = from_text(text)
    assert picture_hash(take(shot_of(again), scene_of(again, world.terrain))) == again.picture_hash


def test_a_picture_nobody_waits_for_is_given_up() -> None:
    world = small.world()
    small.do(world, PICTURE)
    scene, shot = scene_and_shot(world, 1, width_px=64)

    def pace(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        at_leisure(shot, scene, pace)  # type: ignore[arg-type]


def test_a_small_copy_is_small_and_shows_the_same() -> None:
    world = small.world()
    small.do(world, PICTURE)
    scene, shot = scene_and_shot(world, 1, width_px=64)
    copy, whole = small_copy(shot, scene), take(shot, scene)  # type: ignore[arg-type]
    assert copy.shape == whole.shape == (48, 64, 3)
    low = [picture.reshape(6, 8, 8, 8, 3).astype(float).mean(axis=(1, 3)) for picture in (copy, whole)]
    assert np.abs(low[0] - low[1]).mean() < 8.0
