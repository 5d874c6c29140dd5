"""Rocks of each kind from a hand's width, and what the arm has done to them."""

from dataclasses import replace

import numpy as np
import pytest

from game.content.catalog import load_catalog
from game.imaging.bake import bake
from game.imaging.camera import CAMERAS, View
from game.imaging.render import render
from game.imaging.rock_kinds import LOOKS, NUMBER
from game.imaging.rocks3d import rocks_in_reach
from game.imaging.scene import Eye, Scene, Thing
from game.imaging.worked import PATCH_RADIUS_M, work_spot

from .sites import flat_site

SITE = flat_site()
STANDOFF_M = 0.25
SIZE = (160, 120)


def closeup(thing: Thing, sun: tuple[float, float] = (120.0, 45.0)) -> np.ndarray:
    """The work spot of a rock, seen along the normal of its face."""
    scene = Scene(SITE, *sun, objects=(thing,))
    rocks = rocks_in_reach(scene, Eye(thing.x_m, thing.y_m))
    middle, normal = work_spot(rocks, int(np.flatnonzero(rocks.kind)[0]))
    east, south, up = middle + normal * STANDOFF_M
    eye = Eye(thing.x_m + float(east), thing.y_m + float(south), float(up))
    azimuth = np.degrees(np.arctan2(-normal[0], normal[1]))
    view = View(eye.x_m, eye.y_m, eye.height_m, azimuth, -np.degrees(np.arcsin(normal[2])), 0.0, CAMERAS["watson"])
    return render(bake(scene, eye), view, *SIZE).astype(float)


ROCK = Thing("rock", 80.0, 80.0, size_m=1.0, seed=5, rock="delta_mudstone")


def test_every_kind_of_rock_of_the_catalogue_has_its_look() -> None:
    assert set(load_catalog().rocks) <= set(NUMBER)


def test_an_abraded_patch_has_its_size_and_holes_are_dark() -> None:
    bare, patch, holes = (closeup(replace(ROCK, abraded=a, cores=c)) for a, c in ((False, 0), (True, 0), (True, 3)))
    middle = np.abs(patch - bare).max(axis=2)[60] > 25.0
    focal_px = 0.5 * SIZE[0] / np.tan(np.radians(18.0))
    wanted = 2.0 * PATCH_RADIUS_M / STANDOFF_M * focal_px
    assert middle.sum() == pytest.approx(wanted, rel=0.25)
    dark = (holes.mean(axis=2) < 0.45 * patch.mean(axis=2)).sum()
    assert 20 < dark < 4000


def test_kinds_of_rock_look_different_when_opened() -> None:
    patches = [
        closeup(replace(ROCK, rock=rock, abraded=True))[50:70, 65:95]
        for rock in ("maaz_basalt", "bright_angel_mudstone")
    ]
    basalt, angel = (patch.mean(axis=(0, 1)) for patch in patches)
    assert angel[0] - angel[2] > basalt[0] - basalt[2] + 15.0
    assert all(patch.std(axis=(0, 1)).min() > 3.0 for patch in patches)
    assert len({look.colour for look in LOOKS}) == len(LOOKS)
