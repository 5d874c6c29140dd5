"""Rocks, the rover itself and the helicopter hide what lies behind them, in the judge's eyes as in the picture."""

import math
from dataclasses import replace

import numpy as np
import pytest

from game.core.marstime import Sun
from game.imaging.bake import bake
from game.imaging.camera import CAMERAS, Lens, View, zoomed
from game.imaging.render import see
from game.imaging.scene import Eye, Horizon, Scene
from game.sim import photo_judging as judging
from game.sim.photo_hiding import hider
from game.sim.physics.hiding import Point
from game.sim.subjects import Subject, subject
from game.sim.world import World
from game.terrain.terrain import Rocks
from tests import small

HIGH_SUN = Sun(180.0, 80.0)


def with_rocks(rocks: list[tuple[float, float, float, float]]) -> World:
    """The small world with these rocks alone: x, y, diameter, height (m)."""
    made = small.world()
    ground = made.terrain
    tiles = [int(y // ground.tile_m) * ground.width + int(x // ground.tile_m) for x, y, _, _ in rocks]
    order = np.argsort(np.array(tiles, dtype=np.int64), kind="stable")
    start = np.searchsorted(np.array(tiles, dtype=np.int64)[order], np.arange(ground.width * ground.height + 1))
    x, y, wide, tall = np.array(rocks, dtype=np.float64).reshape(-1, 4)[order].T
    made.site = replace(
        made.site, terrain=replace(ground, rocks=Rocks(x, y, wide, tall, start.astype(np.int64))), derived={}
    )
    made.helicopter.present = False
    return made


def look(world: World, wanted: Subject, focal_mm: float = 110.0) -> judging.Judgement | None:
    camera = small.catalog().cameras["mastcam_z"]
    eye = judging.eye_of(world, camera)
    frame = judging.frame_of(camera, *judging.toward(world, eye, wanted), focal_mm)
    return judging.judge_subject(world, eye, frame, wanted, HIGH_SUN)


def key_of(world: World, wanted: Subject) -> str:
    found = look(world, wanted)
    assert found is not None
    assert found.visible == (found.why is None or not found.why.key.startswith(("photo.hidden", "photo.behind")))
    return found.why.key if found.why else ""


def between(world: World, wanted: Subject, share: float, aside_m: float = 0.0) -> tuple[float, float]:
    """On the way from the mast to a subject, and so far beside it."""
    eye = judging.eye_of(world, small.catalog().cameras["mastcam_z"])
    dx, dy = wanted.x_m - eye.x_m, wanted.y_m - eye.y_m
    away = math.hypot(dx, dy)
    return eye.x_m + dx * share - dy / away * aside_m, eye.y_m + dy * share + dx / away * aside_m


def away_of(world: World) -> Subject:
    found = subject(world.site, "away")
    assert found is not None
    return found


def test_a_rock_before_it_hides_a_target() -> None:
    bare = with_rocks([])
    wanted = away_of(bare)
    assert key_of(bare, wanted) in ("", "photo.backlit")
    assert key_of(with_rocks([(*between(bare, wanted, 0.9), 2.0, 1.6)]), wanted) == "photo.behind_rock"


@pytest.mark.parametrize(
    ("share", "aside_m", "height_m"),
    [(0.9, 1.2, 1.6), (0.9, -1.2, 1.6), (0.5, 0.0, 0.4), (1.1, 0.0, 1.6), (1.0, 0.0, 1.0), (-0.1, 0.0, 1.6)],
    ids=["right", "left", "low", "behind", "round it", "behind the mast"],
)
def test_a_rock_elsewhere_does_not(share: float, aside_m: float, height_m: float) -> None:
    bare = with_rocks([])
    wanted = away_of(bare)
    rock = (*between(bare, wanted, share, aside_m), 2.0, height_m)
    assert key_of(with_rocks([rock]), wanted) == key_of(bare, wanted)


def test_another_target_hides_it_too_but_no_target_hides_itself() -> None:
    world = with_rocks([])
    near, eye = subject(world.site, "near"), (41.0, 89.0, world.terrain.height_at(41.0, 89.0) + 0.5)
    assert near is not None
    ground = world.terrain.height_at(near.x_m + 1.5, near.y_m)
    behind: Point = (near.x_m + 1.5, near.y_m, ground + 0.05)
    assert hider(world, eye, None, behind) == "photo.behind_rock"
    assert hider(world, eye, None, behind, near.target) == ""
    assert hider(world, eye, None, (near.x_m, near.y_m, ground + 0.1), near.target) == ""


@pytest.mark.parametrize(("turned_deg", "key"), [(0.0, ""), (180.0, "photo.behind_rover")])
def test_the_deck_hides_what_lies_behind_the_rover(turned_deg: float, key: str) -> None:
    world = with_rocks([])
    world.rover.heading_deg = turned_deg
    eye = judging.eye_of(world, small.catalog().cameras["navcam"])
    x_m, y_m = world.rover.x_m, world.rover.y_m - 2.4  # two metres and a half to the north
    place = (x_m, y_m, world.terrain.height_at(x_m, y_m) + 0.2)
    at = (eye.x_m, eye.y_m, world.terrain.height_at(eye.x_m, eye.y_m) + eye.height_m)
    assert hider(world, at, eye.mount_m, place) == key


def test_a_tilted_rover_hides_what_it_turns_its_deck_to() -> None:
    world = with_rocks([])
    world.rover.heading_deg = 180.0
    eye = judging.eye_of(world, small.catalog().cameras["navcam"])
    at = (eye.x_m, eye.y_m, world.terrain.height_at(eye.x_m, eye.y_m) + eye.height_m)
    place = (world.rover.x_m, world.rover.y_m - 5.0, at[2] - 2.0)
    seen = []
    for pitch_deg in (-20.0, 20.0):
        world.rover.pitch_deg = pitch_deg
        seen.append(hider(world, at, eye.mount_m, place))
    assert seen == ["photo.behind_rover", ""]  # its front down, its rear is up before the mast


def test_the_helicopter_hides_little() -> None:
    world = with_rocks([])
    wanted = away_of(world)
    flyer = world.helicopter
    flyer.present, flyer.altitude_m = True, 0.0
    flyer.x_m, flyer.y_m = between(world, wanted, 0.93)
    assert key_of(world, wanted) == "photo.behind_helicopter"
    flyer.altitude_m = 3.0
    assert key_of(world, wanted) != "photo.behind_helicopter"
    flyer.altitude_m = 0.0
    flyer.x_m, flyer.y_m = between(world, wanted, 0.93, 0.5)
    assert key_of(world, wanted) != "photo.behind_helicopter"


def test_the_judge_says_what_the_picture_shows() -> None:
    """Places behind and beside rocks: what the judge calls hidden has something before it in the picture."""
    rng = np.random.default_rng(5)
    turns, aways, wide = rng.uniform(0.0, 2.0 * math.pi, 60), rng.uniform(4.0, 16.0, 60), rng.uniform(0.5, 1.6, 60)
    spots = zip(64.0 + aways * np.sin(turns), 64.0 - aways * np.cos(turns), wide, 0.5 * wide, strict=True)
    rocks = [(float(x), float(y), float(w), float(h)) for x, y, w, h in spots]
    world = with_rocks(rocks)
    ground = world.terrain
    made = bake(Scene(ground, 200.0, 45.0, horizon=Horizon(rim_height_m=0.0)), Eye(64.0, 64.0, 1.2))
    eye = (64.0, 64.0, ground.height_at(64.0, 64.0) + 1.2)
    agree, hidden = [], 0
    for turn_deg in range(0, 360, 10):
        view = View(64.0, 64.0, 1.2, float(turn_deg), -4.0, 0.0, zoomed(CAMERAS["mastcam_z"], 48.0))
        lens = Lens(view, 200, 150)
        seen = see(made, lens, lens.rays()).surfaces.distance_m.reshape(150, 200)
        for away, up in ((17.0, 0.3), (19.0, 0.7)):
            x, y = 64.0 + away * math.sin(math.radians(turn_deg)), 64.0 - away * math.cos(math.radians(turn_deg))
            place = (x, y, ground.height_at(x, y) + up)
            off = [a - b for a, b in zip(place, eye, strict=True)]
            px, py, ahead_m = (float(v) for v in lens.project(*(np.float32(part) for part in off)))
            if not (0 <= px < 200 and 0 <= py < 150):
                continue
            drawn = bool(seen[int(py), int(px)] < ahead_m - 1.0)
            told = hider(world, eye, None, place) != ""
            agree.append(drawn == told)
            hidden += told
    assert hidden >= 5
    assert np.mean(agree) > 0.9
