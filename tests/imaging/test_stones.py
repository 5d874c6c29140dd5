"""How stones lie and what wears them: on their slope, within their size, and none claims a picture it is not in."""

from dataclasses import replace

import numpy as np
import pytest

from game.imaging.bake import Bake, bake
from game.imaging.camera import CAMERAS, CameraModel, Lens, View
from game.imaging.clumps import with_shoulders
from game.imaging.devils import shade_devil
from game.imaging.render import see, stone_solids
from game.imaging.rocks3d import NearRocks, blocks
from game.imaging.scene import Devil, Eye, Horizon, Scene
from game.imaging.solids import boxes
from game.terrain.terrain import Terrain

from .sites import SIZE, TILE_M, flat_site

PLAIN = Horizon(rim_height_m=0.0, delta_height_m=0.0)


def slope(rise: float) -> Terrain:
    """A plane that falls to the east."""
    level = flat_site()
    east = (np.arange(SIZE) + 0.5) * TILE_M
    height = np.broadcast_to(-rise * east, (SIZE, SIZE)).copy()
    return replace(level, elevation_m=height, orbital_elevation_m=height.copy(), slope_x=np.full_like(height, -rise))


def made_on(terrain: Terrain) -> Bake:
    return bake(Scene(terrain, 200.0, 40.0, horizon=PLAIN), Eye(80.0, 80.0, 2.0))


def strewn(count: int) -> NearRocks:
    rng = np.random.default_rng(3)
    east, south = (rng.uniform(-12.0, 12.0, count).astype(np.float32) for _ in range(2))
    wide = rng.uniform(0.4, 1.5, count).astype(np.float32)
    looks = rng.integers(0, 2**32, count, dtype=np.uint32)
    return NearRocks(east, south, wide, wide * np.float32(0.5), looks, np.zeros(count, dtype=np.int32))


@pytest.mark.parametrize("rise", [0.0, 0.6, 0.9])
def test_no_stone_has_its_foot_in_the_air(rise: float) -> None:
    made, rocks = made_on(slope(rise)), strewn(80)
    solids = stone_solids(made, rocks)
    corners = solids.at[:, None, :] + solids.corners
    over = corners[..., 2] + np.float32(made.eye_z_m) - made.map.ground_at(corners[..., 0], corners[..., 1])
    bottom = solids.planes[:, :1]
    is_foot = np.abs((solids.corners * bottom[..., :3]).sum(axis=-1) - bottom[..., 3]) < 1e-3
    foot = np.where(is_foot, over, -9.0).max(axis=1)
    assert is_foot.sum(axis=1).min() >= 3
    assert (foot < 0.06 * rocks.diameter_m).mean() > 0.95


def test_the_blocks_of_a_broken_stone_stay_within_it() -> None:
    rocks = strewn(200)
    whole = with_shoulders(rocks, 2.0, 1e-3)
    assert len(whole) == 3 * len(rocks)
    _, corners = blocks(whole)
    for part in range(1, 3):
        some = slice(part * len(rocks), (part + 1) * len(rocks))
        for axis, at in ((0, "east_m"), (1, "south_m")):
            reach = np.abs(corners[some, :, axis] + (getattr(whole, at)[some] - getattr(rocks, at))[:, None])
            above = np.where(corners[some, :, 2] > 0.0, reach, 0.0).max(axis=1)
            assert (above <= 0.5 * rocks.diameter_m + 1e-4).all()
        assert (corners[some, :, 2].max(axis=1) < rocks.height_m).all()


def test_small_stones_and_worked_rocks_stay_whole() -> None:
    rocks = strewn(50)
    assert len(with_shoulders(rocks, 2.0, 0.5)) == 50
    assert len(with_shoulders(replace(rocks, kind=np.full(50, 33, dtype=np.int32)), 2.0, 1e-3)) == 50


@pytest.mark.parametrize("camera", ["navcam", "front_hazcam", "watson"])
def test_bodies_in_the_picture_are_looked_for_and_those_behind_the_camera_are_not(camera: str) -> None:
    made = made_on(flat_site())
    solids = stone_solids(made, strewn(300))
    lens = Lens(View(80.0, 80.0, 2.0, 25.0, -30.0, 10.0, CAMERAS[camera]), 320, 240)
    _, looked = boxes(solids, lens)
    points = solids.at[:, None, :] + solids.corners
    x, y, ahead = lens.project(points[..., 0], points[..., 1], points[..., 2])
    shown = ((ahead > 0.05) & (x > 0) & (x < 320) & (y > 0) & (y < 240)).any(axis=1)
    assert looked[shown].all()
    away = points.mean(axis=1)
    turned = (away @ np.asarray(lens.ahead)) / np.linalg.norm(away, axis=1)
    least = {"front_hazcam": -0.6, "navcam": 0.1, "watson": 0.3}[camera]  # well outside the cone round the picture
    behind = (turned < least) & (np.linalg.norm(away, axis=1) > 5.0)
    assert behind.any()
    assert not looked[behind].any()


def test_broken_outlines_stay_within_the_block() -> None:
    """Whatever the outline loses, it gains nothing: full pictures show no stone where the plain block is not."""
    made = made_on(flat_site())
    made.rocks = strewn(25)
    view = View(80.0, 80.0, 2.0, 40.0, -15.0, 0.0, CameraModel(fov_deg=60.0))
    lens = Lens(view, 320, 240)
    rays = lens.rays()
    masks = []
    for quality in ("full", "draft"):
        seen = see(made, lens, rays, quality)  # type: ignore[arg-type]
        assert seen.solids is not None
        large = seen.solids.half_m > 0.15
        masks.append((seen.surfaces.body >= 0) & large[np.maximum(seen.surfaces.body, 0)])
    full, draft = masks
    assert (full & ~draft).sum() < 0.02 * draft.sum()
    assert 0.002 * draft.sum() < (draft & ~full).sum() < 0.25 * draft.sum()


def test_a_dust_devil_throws_a_shadow_away_from_the_sun() -> None:
    made = bake(Scene(flat_site(), 90.0, 30.0, horizon=PLAIN), Eye(80.0, 80.0, 2.0))
    devil, eye = Devil(80.0, 60.0, 10.0, 80.0, 0.7), (80.0, 80.0, 2.0)
    west, east = ([np.full(9, side, np.float32), np.linspace(-24, -16, 9).astype(np.float32)] for side in (-40.0, 40.0))
    dark, light = np.ones(9, np.float32), np.ones(9, np.float32)
    shade_devil(devil, eye, made.light, west, dark)
    shade_devil(devil, eye, made.light, east, light)
    assert dark.min() < 0.8
    assert (light == 1.0).all()
