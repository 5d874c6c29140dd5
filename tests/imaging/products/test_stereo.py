"""Two eyes: what they measure is what stands there."""

import math
from dataclasses import replace

import numpy as np
import pytest

from game.imaging.camera import CAMERAS, Lens, View, zoomed
from game.imaging.products import stereo
from game.imaging.products.matching import disparities
from game.imaging.products.shot import Shot, ShotFault
from game.imaging.render import ranges
from game.imaging.scene import Horizon, Scene, Thing
from game.imaging.staging import bake_for

from ..sites import flat_site

SITE = flat_site()
EYE = (80.0, 80.0)
BARE = Horizon(rim_height_m=0.0, delta_height_m=0.0)
ROCKS = [(5.0 + 2.6 * row + 0.3 * n, -30.0 + 4.2 * row + 14.0 * n) for row in range(5) for n in range(4)]
"""Level range (m) and azimuth (deg) of twenty rocks, none before another."""
ROCK_M, TALL_M = 0.5, 0.4
NAVCAM = CAMERAS["navcam"]


def places() -> list[tuple[float, float]]:
    """East and south of each rock."""
    turns = [(away, math.radians(off)) for away, off in ROCKS]
    return [(away * math.sin(turn), -away * math.cos(turn)) for away, turn in turns]


def rocks() -> Scene:
    things = [
        Thing("rock", EYE[0] + east, EYE[1] + south, size_m=ROCK_M, height_m=TALL_M, seed=n)
        for n, (east, south) in enumerate(places())
    ]
    return Scene(SITE, 130.0, 42.0, objects=tuple(things), horizon=BARE)


def test_twenty_rocks_have_their_range() -> None:
    """Within one step of disparity: range^2 / (focal length x base)."""
    shot = Shot(View(*EYE, 2.0, 0.0, -9.0, 0.0, NAVCAM), 800, 480)
    both = stereo.pair(shot, rocks())
    lens = Lens(shot.view, shot.width, shot.height)
    found = stereo.ranges_m(both, lens, stereo.measured(both))
    steps = []
    for east, south in places():
        up = 0.45 * TALL_M - 2.0
        x, y, _ = lens.project(np.array([east + 0.5 * both.base_m]), np.array([south]), np.array([up]))
        column, row = round(float(x[0])), round(float(y[0]))
        measured_m = float(np.nanmedian(found[row - 3 : row + 4, column - 3 : column + 4]))
        true_m = math.sqrt((east + 0.5 * both.base_m) ** 2 + south * south + up * up) - 0.4 * ROCK_M  # its face
        steps.append(abs(measured_m - true_m) / stereo.range_step_m(true_m, both.focal_px, both.base_m))
    assert len(steps) == 20
    assert max(steps) < 1.0


def test_ranges_of_the_ground_are_those_of_the_picture() -> None:
    shot = Shot(View(*EYE, 2.0, 30.0, -14.0, 0.0, NAVCAM), 480, 300)
    both, lens = stereo.pair(shot, rocks()), Lens(shot.view, 480, 300)
    found = stereo.ranges_m(both, lens, stereo.measured(both))
    made = bake_for(rocks(), shot.view, 480, 300).finish()
    true = ranges(made.moved(*(-0.5 * both.base_m * part for part in lens.right)), shot.view, 480, 300)
    near = np.isfinite(true) & (true < 25.0)
    known = np.isfinite(found) & near
    steps = np.abs(found - true)[known] / (true[known] ** 2 / (both.focal_px * both.base_m))
    assert known.sum() > 0.45 * near.sum()
    assert np.quantile(steps, 0.9) < 1.0


def test_what_is_alike_is_matched_and_chance_is_not() -> None:
    rng = np.random.default_rng(5)
    left = rng.integers(0, 255, (40, 120, 3), dtype=np.uint8)
    inner = disparities(left, np.roll(left, -17, axis=1), 30)[6:-6, 40:-24]
    assert np.nanmedian(inner) == pytest.approx(17.0, abs=0.1)
    assert np.isfinite(inner).mean() > 0.9
    other = rng.integers(0, 255, left.shape, dtype=np.uint8)
    assert np.isfinite(disparities(left, other, 30)).mean() < 0.06


def test_large_disparities_are_found_through_smaller_pictures() -> None:
    rng = np.random.default_rng(6)
    coarse = rng.integers(0, 255, (30, 150, 3)).repeat(4, axis=0).repeat(4, axis=1)
    left = (0.6 * coarse + 0.4 * rng.integers(0, 255, coarse.shape)).astype(np.uint8)
    found = disparities(left, np.roll(left, -150, axis=1), 190)
    assert np.nanmedian(found[20:-20, 200:-170]) == pytest.approx(150.0, abs=0.2)


def test_mastcam_eyes_turn_in() -> None:
    """2.3 deg between the axes (Bell et al. 2021): in the pair as sent, far things stand apart by that."""
    lens = zoomed(CAMERAS["mastcam_z"], 26.0)
    sent = stereo.pair(Shot(View(*EYE, 2.0, 0.0, -1.0, 0.0, lens), 320, 96, "stereo"), rocks(), has_toe_in=True)
    left, right = (picture.astype(float).mean(axis=2)[44:60] for picture in (sent.left, sent.right))
    off = [np.abs(left[:, : 320 - s] - right[:, s:]).mean() for s in range(60)]
    assert int(np.argmin(off)) == pytest.approx(sent.focal_px * math.tan(math.radians(2.3)), abs=5.0)


def test_an_anaglyph_has_one_eye_in_red_and_one_in_cyan() -> None:
    shot = Shot(View(*EYE, 2.0, 0.0, -9.0, 0.0, NAVCAM), 160, 96, "anaglyph")
    picture = stereo.anaglyph(shot, rocks())
    assert picture.shape == (96, 160, 3)
    assert (picture[..., 1] == picture[..., 2]).all()
    assert (np.abs(picture[..., 0].astype(int) - picture[..., 1]) > 12).mean() > 0.03


@pytest.mark.parametrize("camera", ["front_hazcam", "supercam_rmi", "heli_colour", "watson"])
def test_one_eye_makes_no_stereo(camera: str) -> None:
    with pytest.raises(ShotFault, match=camera):
        stereo.base_m(View(*EYE, 2.0, 0.0, -9.0, 0.0, CAMERAS[camera]))


def test_a_bake_moved_aside_is_as_good_as_one_made_there() -> None:
    view = View(*EYE, 2.0, 10.0, -12.0, 0.0, NAVCAM)
    there = replace(view, eye_x_m=EYE[0] + 0.4, eye_y_m=EYE[1] + 0.1)
    first, made = (bake_for(rocks(), eye, 160, 96).finish() for eye in (view, there))
    moved = first.moved(0.4, 0.1, made.eye_z_m - first.eye_z_m)
    a, b = ranges(moved, view, 160, 96), ranges(made, there, 160, 96)
    both = np.isfinite(a) & np.isfinite(b) & (b < 60.0)
    assert np.median(np.abs(a[both] - b[both]) / b[both]) < 0.003
