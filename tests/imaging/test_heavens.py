"""Moons and the Earth: where they stand, and that they are drawn there."""

import numpy as np
import pytest

from game.core.marstime import SOL_S, sun_position
from game.imaging.bake import bake
from game.imaging.camera import CameraModel, Lens, View
from game.imaging.heavens import Body, heavens
from game.imaging.render import paint_light, render, see
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


@pytest.mark.parametrize("hour", [7.0, 9.5, 14.5, 16.6])
def test_the_sun_stands_where_the_mission_has_it(hour: float) -> None:
    sun = sun_position(int(200 * SOL_S + hour / 24.0 * SOL_S))
    view = View(80.0, 80.0, 2.0, sun.azimuth_deg + 6.0, sun.elevation_deg + 2.0, 0.0, CameraModel(fov_deg=40.0))
    made = bake(Scene(flat_site(), sun.azimuth_deg, sun.elevation_deg, 0.2), Eye(80.0, 80.0))
    lens = Lens(view, 320, 240)
    rays = lens.rays()
    light = np.stack(paint_light(made, lens, rays, see(made, lens, rays), "full")).sum(axis=0).reshape(240, 320)
    rows, columns = np.nonzero(light > 0.8 * light.max())
    az, el = np.radians(sun.azimuth_deg), np.radians(sun.elevation_deg)
    toward = (np.sin(az) * np.cos(el), -np.cos(az) * np.cos(el), np.sin(el))
    x, y, _ = lens.project(*(np.array([c], dtype=np.float32) for c in toward))
    assert columns.mean() + 0.5 == pytest.approx(x[0], abs=1.0)
    assert rows.mean() + 0.5 == pytest.approx(y[0], abs=1.0)
    assert rows.size < 80  # a disc, not a glow


def test_a_moon_is_bright_on_the_side_of_the_sun() -> None:
    """A large moon in the south, the sun below the western horizon: its right side is lit, the left is dark."""
    moon = Body("Phobos", 180.0, 30.0, 1.0, 1.5)
    view = View(80.0, 80.0, 2.0, 180.0, 30.0, 0.0, CameraModel(fov_deg=6.0))
    made = bake(Scene(flat_site(), 270.0, -20.0, heavens=(moon,)), Eye(80.0, 80.0))
    picture = render(made, view, 120, 120).astype(float).mean(axis=2)
    assert picture[40:80, 66:76].mean() > 80.0
    assert picture[40:80, 44:54].mean() < 0.4 * picture[40:80, 66:76].mean()
