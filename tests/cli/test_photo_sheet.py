"""The contact sheet: its words hold, its pictures fit."""

import numpy as np
import pytest

from game.cli.photo_again import site_names
from game.cli.photo_plan import planned
from game.cli.photo_sheet import COLUMNS, RECIPES, Ground, words_of
from game.imaging.products.sheet import Print, averaged, fitted, rows_of, sheet, size_px
from game.imaging.products.shot import checked


def test_every_recipe_can_be_photographed() -> None:
    ground, kinds, cameras = Ground(), [], []
    for recipe in RECIPES:
        level, terrain, _ = ground.of(recipe.site)
        shot = checked(planned(words_of(recipe), level, terrain)[0])
        kinds.append(shot.kind)
        cameras.append(shot.view.camera.name)
    assert len(RECIPES) == 24
    assert {"frame", "range_map", "false_colour", "anaglyph", "panorama", "mosaic", "close_up"} <= set(kinds)
    assert {"navcam", "mastcam_z", "supercam_rmi", "front_hazcam", "watson", "heli_colour", "heli_nav"} <= set(cameras)


def test_the_sheet_has_full_rows() -> None:
    prints = [Print(np.zeros((9, 9, 3), np.uint8), recipe.title, "", recipe.cells) for recipe in RECIPES]
    assert all(sum(part.cells for part in row) == COLUMNS for row in rows_of(prints, COLUMNS))


def test_pictures_keep_their_brightness_when_made_small() -> None:
    rng = np.random.default_rng(3)
    picture = rng.integers(0, 255, (420, 611, 3), dtype=np.uint8)
    small = fitted(picture, 400, 280)
    assert small.shape == (280, 400, 3)
    assert small.mean() == pytest.approx(picture.mean(), abs=1.0)
    flat = np.full((30, 30, 3), 77, dtype=np.uint8)
    assert (averaged(flat, 7, 0) == 77).all()
    made = sheet("Title", "words", [Print(picture, "One", "two")] * 3, 2)
    assert made.shape[1] == 2 * size_px(1)[0] + 3 * 16


def test_the_sites_are_sound() -> None:
    assert set(site_names()) == {recipe.site for recipe in RECIPES}
