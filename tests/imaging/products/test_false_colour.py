"""Filters tell rock families apart that look alike in plain colour."""

import numpy as np
import pytest

from game.content.catalog import load_catalog
from game.imaging.camera import CAMERAS, Lens, View
from game.imaging.products.false_colour import beyond_red, false_colour, filtered
from game.imaging.products.filters import BANDS_NM, FAMILIES, FAMILY_OF_ROCK
from game.imaging.products.shot import Shot
from game.imaging.render import see
from game.imaging.scene import Horizon, Scene, Thing
from game.imaging.staging import bake_for

from ..sites import flat_site

BARE = Horizon(rim_height_m=0.0, delta_height_m=0.0)
VIEW = View(80.0, 80.0, 2.0, 0.0, -15.0, 0.0, CAMERAS["navcam"])
SHOT = Shot(VIEW, 160, 120, "false_colour")


def two_rocks() -> Scene:
    left = Thing("rock", 78.0, 75.0, 1.2, height_m=0.8, rock="seitah_olivine_cumulate")
    right = Thing("rock", 82.0, 75.0, 1.2, height_m=0.8, rock="sulfate_siltstone")
    return Scene(flat_site(), 150.0, 45.0, objects=(left, right), horizon=BARE)


def test_every_rock_of_the_catalogue_has_a_spectrum() -> None:
    rocks = load_catalog().rocks
    assert set(rocks) <= set(FAMILY_OF_ROCK)
    assert set(FAMILY_OF_ROCK.values()) <= set(FAMILIES)
    for name, spectrum in FAMILIES.items():
        assert all(0.3 < spectrum.at(nm) < 1.6 for nm in BANDS_NM), name


@pytest.mark.parametrize(("family", "low_nm", "high_nm"), [("olivine", 1022, 754), ("bright_angel", 866, 754)])
def test_iron_dips_where_its_mineral_has_it(family: str, low_nm: int, high_nm: int) -> None:
    assert FAMILIES[family].at(low_nm) < FAMILIES[family].at(high_nm)


def test_rocks_differ_by_their_family() -> None:
    made = bake_for(two_rocks(), VIEW, 160, 120).finish()
    rays = Lens(VIEW, 160, 120).rays()
    seen = see(made, Lens(VIEW, 160, 120), rays)
    ratio = beyond_red(made, rays, seen, [978])[0].reshape(120, 160)
    body = (seen.surfaces.body >= 0).reshape(120, 160) & (seen.surfaces.distance_m < 6.5).reshape(120, 160)
    left, right = (ratio[:, :80][body[:, :80]], ratio[:, 80:][body[:, 80:]])
    assert np.quantile(right, 0.5) > np.quantile(left, 0.5) + 0.15


def test_the_stretch_spreads_the_colours() -> None:
    scene = two_rocks()
    made = bake_for(scene, VIEW, 160, 120).finish()
    bands, is_ground = filtered(made, SHOT, (754, 754, 754))
    assert (bands[0] == bands[2]).all()
    picture = false_colour(SHOT, scene).reshape(-1, 3)[is_ground].astype(float)
    assert picture.std(axis=0).min() > 15.0
    assert np.abs(picture[:, 0] - picture[:, 2]).mean() > 12.0
