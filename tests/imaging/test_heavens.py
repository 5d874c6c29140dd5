"""Moons and the Earth: where they stand, and that they are drawn there."""

import numpy as np
import pytest

from game.core.marstime import SOL_S, sun_position
from game.imaging.bake import bake
from game.imaging.camera import CameraModel, Lens, View
from game.imaging.heavens import Body, heavens
from game.imaging.render import render
from game.imaging.scene import Eye, Scene

from .sites import flat_site


def found(name: str, tick: float) -> Body:
    return next(body for body in heavens(tick) if body.name == name)


def test_phobos_rises_in_the_west_and_is_up_about_four_hours() -> None:
    elevations = np.array([found("Phobos", 14 * SOL_S + n * 60.0).elevation_deg for n in range(1480)])
    rises = np.flatnonzero((elevations[:-1] < 0.0) & (elevations[1:] >= 0.0))
    sets = np.flatnonzero((elevations[:-1] >= 0.0) & (elevations[1:] < 0.0))
    assert len(rises) in (2, 3)
    for rise in rises:
        assert 200.0 < found("Phobos", 14 * SOL_S + rise * 60.0).azimuth_deg < 330.0
    up = [int(end - start) for start in rises for end in sets if end > start][:1]
    assert 200 < up[0] < 320  # minutes


def test_deimos_crawls() -> None:
    places = [found("Deimos", 20 * SOL_S + n * 3600.0) for n in range(4)]
    turn = abs(places[3].elevation_deg - places[0].elevation_deg) + abs(places[3].azimuth_deg - places[0].azimuth_deg)
    assert turn < 40.0


@pytest.mark.parametrize(("sol", "is_evening"), [(14, False), (120, False), (330, True), (500, True)])
def test_the_earth_is_morning_or_evening_star(sol: int, is_evening: bool) -> None:
    """Behind the sun in October 2021, sol 225: before it the morning star, after it the evening star."""
    noon = sol * SOL_S + SOL_S // 2
    sunset = next(t for t in range(noon, noon + SOL_S // 2, 60) if sun_position(t).elevation_deg < -4.0)
    assert (found("Earth", sunset).elevation_deg > 0.0) == is_evening


def test_a_body_is_drawn_where_it_stands() -> None:
    body = Body("Earth", 250.0, 25.0, 0.004, 2.0)
    view = View(80.0, 80.0, 2.0, 240.0, 20.0, 0.0, CameraModel(fov_deg=50.0, noise=0.2))
    pictures = [
        render(bake(Scene(flat_site(), 270.0, -30.0, heavens=some), Eye(80.0, 80.0)), view, 200, 150).astype(int)
        for some in ((), (body,))
    ]
    brighter = (pictures[1] - pictures[0]).sum(axis=2)
    row, column = np.unravel_index(np.argmax(brighter), brighter.shape)
    az, el = np.radians(250.0), np.radians(25.0)
    toward = (np.sin(az) * np.cos(el), -np.cos(az) * np.cos(el), np.sin(el))
    x, y, _ = Lens(view, 200, 150).project(*(np.array([c], dtype=np.float32) for c in toward))
    assert brighter.max() > 100
    assert abs(column + 0.5 - x[0]) <= 1.0
    assert abs(row + 0.5 - y[0]) <= 1.0
