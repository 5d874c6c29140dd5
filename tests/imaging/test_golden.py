"""Thumbnails of a few pictures, kept to be compared: a change of the look must be meant.

`JEZERO_WRITE_GOLDEN=1` with this test writes them anew; look at them before they are committed.
"""

import os
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.imaging.camera import CAMERAS, CameraModel, View, zoomed
from game.imaging.png import write_png
from game.imaging.render import render
from game.imaging.scene import Devil, Scene, Thing
from game.imaging.staging import Pose, bake_for, rover_view, watson_view

from .sites import rich_site

FOLDER = Path(__file__).parent / "golden"
SITE = rich_site()
SIZE = (96, 72)
ROVER = Thing("rover", 80.0, 80.0, heading_deg=40.0, is_own=True)
ROCK = Thing("rock", 84.0, 76.0, size_m=0.9, seed=3, rock="bright_angel_mudstone", abraded=True, cores=1)
WIDE = CameraModel(fov_deg=62.0)


def scene(azimuth_deg: float, elevation_deg: float, tau: float = 0.5, **more: tuple) -> Scene:
    return Scene(SITE, azimuth_deg, elevation_deg, tau, objects=(ROVER, ROCK), **more)


POSE = Pose(80.0, 80.0, 40.0)
PICTURES = {
    "afternoon": (scene(250.0, 35.0, devils=(Devil(400.0, 90.0, 30.0, 200.0, 0.5),)), View(80, 84, 2, 95, -4, 0, WIDE)),
    "sunset": (scene(268.0, 5.0), View(80, 84, 2, 262, 4, 0, WIDE)),
    "storm": (scene(200.0, 40.0, 4.0), View(80, 84, 2, 30, -4, 0, WIDE)),
    "hazcam": (scene(220.0, 35.0), rover_view(SITE, POSE, "front_hazcam", 40.0, -22.0)),
    "tele": (scene(120.0, 30.0), View(80, 84, 2, 330, -2, 0, zoomed(CAMERAS["mastcam_z"], 110.0))),
    "watson": (scene(120.0, 45.0), watson_view(scene(120.0, 45.0), ROCK, 0.2)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_looks_as_it_did(name: str) -> None:
    what, view = PICTURES[name]
    picture = render(bake_for(what, view, *SIZE).finish(), view, *SIZE)
    file = FOLDER / f"{name}.png"
    if os.environ.get("JEZERO_WRITE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        write_png(str(file), picture, {})
    kept = pygame.surfarray.array3d(pygame.image.load(str(file))).swapaxes(0, 1)
    off = np.abs(picture.astype(int) - kept)
    assert off.mean() < 3.0
    assert np.percentile(off, 98) < 30
