"""Pictures drawn in steps: the same picture, and no step that takes the whole time."""

from itertools import pairwise

import numpy as np

from game.imaging.bake import Bake
from game.imaging.camera import CAMERAS, Lens, View
from game.imaging.relief_pixels import Area
from game.imaging.render import render
from game.imaging.scene import Eye, Scene, Thing
from game.imaging.slices import Drawing
from game.imaging.tracks import PIECES, _segment, near, press_tracks

from .sites import rich_site

SITE = rich_site()
SCENE = Scene(SITE, 220.0, 35.0, objects=(Thing("rover", 80.0, 80.0, heading_deg=40.0, is_own=True),))
VIEW = View(80.0, 80.0, 2.0, 40.0, -10.0, 0.0, CAMERAS["navcam"])


def test_a_drawing_in_steps_shows_what_render_shows() -> None:
    made = Bake(SCENE, Eye(80.0, 80.0, 2.0), 128).finish()
    drawing, steps = Drawing(made, VIEW, 256, 144), 1
    while not drawing.step(0.0):
        steps += 1
    assert steps > 6
    whole = render(made, VIEW, 256, 144, "draft").astype(float)
    assert drawing.picture is not None
    apart = np.abs(whole - drawing.picture.astype(float)).mean(axis=2)
    assert np.median(apart) < 3.0
    assert (apart > 30.0).mean() < 0.03  # the edges of pebbles fall a part of a pixel aside


def test_strips_of_a_lens_see_what_the_lens_sees() -> None:
    lens = Lens(VIEW, 60, 40)
    part = lens.strip(20, 16)
    assert np.allclose(part.rays().reshape(3, 40, 16), lens.rays().reshape(3, 40, 60)[:, :, 20:36])
    east, south, up = (np.array([value], dtype=np.float32) for value in (3.0, -6.0, -1.0))
    whole_x, part_x = (float(each.project(east, south, up)[0][0]) for each in (lens, part))
    assert abs(part_x - (whole_x - 20.0)) < 1e-4


def test_a_bake_of_few_cells_is_small_and_shows_the_same_land() -> None:
    large, few = Bake(SCENE, Eye(80.0, 80.0, 2.0)), Bake(SCENE, Eye(80.0, 80.0, 2.0, None, 0.029), 192)
    assert few.map.nbytes < 0.2 * large.map.nbytes
    pictures = [render(made.finish(), VIEW, 96, 54, "draft").astype(float) for made in (large, few)]
    assert abs(pictures[0].mean() - pictures[1].mean()) < 6.0
    low = [picture.reshape(9, 6, 16, 6, 3).mean(axis=(1, 3)) for picture in pictures]
    assert np.abs(low[0] - low[1]).mean() < 8.0


def test_no_step_of_a_bake_is_the_whole_of_it() -> None:
    made, steps = Bake(SCENE, Eye(80.0, 80.0, 2.0), 128), 1
    assert made.progress == 0.0
    while not made.step(0.0):
        steps += 1
    assert steps > made.map.levels * 6


def test_only_pieces_of_a_track_that_may_leave_a_mark_are_pressed_and_none_is_missed() -> None:
    track = tuple((40.0 + 0.5 * n, 80.0 + 6.0 * np.sin(0.1 * n)) for n in range(160))
    area = Area(900, 1200, 160, 200, 32, 2.0)
    some, every = np.zeros((200, 160), np.float32), np.zeros((200, 160), np.float32)
    steps = list(press_tracks(some, [], area, (track,)))
    pressed = np.zeros_like(every)
    for a, b in pairwise(track):
        _segment(pressed, every, area, a, b)
    assert 0 < len(near(track, area)) < 60
    assert len(steps) == len(near(track, area)) // PIECES
    assert np.array_equal(some, every)
    assert every.any()
