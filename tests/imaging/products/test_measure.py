"""Measuring in stereo pairs: ranges and distances are true within the uncertainty that is told with them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.imaging.camera import CAMERAS, Lens, View, zoomed
from game.imaging.products.measure import Measurable, Spot, between, measurable, spot_at
from game.imaging.products.shot import Shot, ShotFault
from game.imaging.products.stereo import base_m
from game.imaging.render import ranges
from game.imaging.scene import Scene
from game.imaging.staging import bake_for

from ..sites import rich_site

SITE = rich_site()
SCENE = Scene(SITE, 220.0, 40.0, 0.5)
VIEW = View(80.0, 80.0, 2.0, 40.0, -14.0, 0.0, replace(zoomed(CAMERAS["mastcam_z"], 26.0), has_mosaic=False))
SHOT = Shot(VIEW, 560, 420, "stereo")


@cache
def found() -> Measurable:
    return measurable(SHOT, SCENE)


@cache
def truth() -> np.ndarray:
    """Range of every pixel of the left eye."""
    made = bake_for(SCENE, VIEW, SHOT.width, SHOT.height).finish()
    left = Lens(VIEW, SHOT.width, SHOT.height).right
    aside = -0.5 * base_m(VIEW)
    return ranges(made.moved(*(aside * part for part in left)), VIEW, SHOT.width, SHOT.height)


def spots() -> list[tuple[Spot, float]]:
    """Measured places on a grid, and how far each truly is."""
    made = []
    for y in range(12, 420, 24):
        for x in range(70, 560, 24):
            spot = spot_at(found(), x + 0.5, y + 0.5)
            true_m = float(np.median(truth()[y - 2 : y + 3, x - 2 : x + 3]))
            if spot is not None and np.isfinite(true_m):
                made.append((spot, true_m))
    return made


def test_ranges_are_true_within_their_uncertainty() -> None:
    made = spots()
    assert len(made) > 120
    off = np.array([abs(spot.range_m - true_m) / spot.error_m for spot, true_m in made])
    assert (off < 1.0).mean() > 0.6
    assert (off < 3.0).mean() > 0.93
    assert np.median([spot.error_m / spot.range_m for spot, _ in made]) < 0.05


def test_the_uncertainty_grows_with_the_square_of_the_range() -> None:
    near, far = (Spot(0.0, 0.0, r, 0.001 * r * r, 0.0, 0.0, 0.0, r) for r in (5.0, 20.0))
    assert far.error_m / near.error_m == pytest.approx(16.0)
    measured = sorted((spot.range_m, spot.error_m) for spot, _ in spots())
    quarter = len(measured) // 4
    low, high = measured[:quarter], measured[-quarter:]
    ranges_apart = np.median([r for r, _ in high]) / np.median([r for r, _ in low])
    errors_apart = np.median([e for _, e in high]) / np.median([e for _, e in low])
    assert errors_apart == pytest.approx(ranges_apart**2, rel=0.6)


def test_two_places_are_apart_as_they_truly_are() -> None:
    made = [item for item in spots() if item[1] < 15.0]
    pairs = [(made[n], made[-1 - n]) for n in range(0, len(made) // 2, 3)]
    off = []
    for (a, true_a), (b, true_b) in pairs:
        length_m, error_m = between(a, b)
        moved = [
            np.array([spot.right_m, spot.down_m, spot.ahead_m]) * true_m / spot.range_m
            for spot, true_m in ((a, true_a), (b, true_b))
        ]
        off.append(abs(length_m - float(np.linalg.norm(moved[0] - moved[1]))) / error_m)
    assert (np.array(off) < 3.0).mean() > 0.9


def test_sky_and_what_lies_outside_measure_nothing() -> None:
    shot = replace(SHOT, view=replace(VIEW, elevation_deg=30.0), width=160, height=120)
    sky = measurable(shot, SCENE)
    assert spot_at(sky, 80.0, 60.0) is None
    assert spot_at(found(), -3.0, 10.0) is None
    assert spot_at(found(), 10.0, 4000.0) is None


def test_one_eye_measures_nothing() -> None:
    with pytest.raises(ShotFault):
        measurable(replace(SHOT, view=replace(VIEW, camera=CAMERAS["supercam_rmi"])), SCENE)


def test_the_same_place_twice_is_no_distance() -> None:
    spot = spots()[0][0]
    length_m, error_m = between(spot, spot)
    assert length_m == 0.0
    assert error_m > 0.0
