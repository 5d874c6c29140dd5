"""What the map has at a place stands in the picture where geometry says, through every lens."""

import math
from functools import lru_cache

import numpy as np
import pytest

from game.imaging.aim import eye_for
from game.imaging.bake import Bake, bake
from game.imaging.beyond import hills, plains
from game.imaging.camera import CAMERAS, CameraModel, Lens, View, zoomed
from game.imaging.relief_pixels import Area
from game.imaging.render import ranges
from game.imaging.scene import Eye, Horizon, Scene
from game.terrain.generate import generate
from game.terrain.spec import NamedCrater, Outcrop, RippleField, Scarp, TerrainSpec
from game.terrain.terrain import Terrain

from .sites import BARE, SIZE, TILE_M, flat_site

PLAIN = Horizon(rim_height_m=0.0, delta_height_m=0.0)
EYE_M = (80.0, 80.0)
WIDTH, HEIGHT = 320, 240
FINE_M = 0.1
TELE = zoomed(CAMERAS["mastcam_z"], 110.0)
LOOKS: dict[str, tuple[CameraModel, float, float]] = {
    "navcam": (CAMERAS["navcam"], 2.0, -6.0),
    "mastcam_z": (CAMERAS["mastcam_z"], 2.0, -3.0),
    "tele": (TELE, 2.0, -2.0),
    "front_hazcam": (CAMERAS["front_hazcam"], 0.7, -12.0),
    "heli_colour": (CAMERAS["heli_colour"], 9.0, -22.0),
    "heli_nav": (CAMERAS["heli_nav"], 9.0, -60.0),
}


@pytest.fixture(scope="module")
def site() -> Terrain:
    spec = TerrainSpec(
        width=SIZE,
        height=SIZE,
        tile_m=TILE_M,
        surface=BARE,
        named_craters=(NamedCrater("rim", 112.0, 60.0, 36.0, 0.15),),
        scarps=(Scarp(20.0, 20.0, height_m=12.0, run_m=30.0),),
        ripples=(RippleField(60.0, 120.0, 60.0, 30.0, 30.0, 12.0, 0.8, 120.0),),
        outcrops=(Outcrop(100.0, 110.0, 9.0, 1.6, "layered"),),
    )
    return generate(spec, 3)


def known_places(site: Terrain) -> list[tuple[str, float, float]]:
    """Along the crater's rim, on the scarp, in the field of ripples, on the outcrop."""
    places = []
    for turn in range(0, 360, 15):
        east, south = math.sin(math.radians(turn)), -math.cos(math.radians(turn))
        places.append(("rim", 112.0 + 18.0 * east, 60.0 + 18.0 * south))
        places.append(("outcrop", 100.0 + 6.0 * east, 110.0 + 6.0 * south))
        places.append(("ripples", 60.0 + 12.0 * east, 120.0 + 12.0 * south))
        places.append(("scarp", 30.0 + 20.0 * east, 30.0 + 20.0 * south))
    return [place for place in places if site.inside(place[1], place[2])]


def is_open(site: Terrain, view: View, x: float, y: float) -> bool:
    """Whether the map lets one see the place from the eye, well over all between."""
    eye_m = site.height_at(view.eye_x_m, view.eye_y_m) + view.eye_height_m
    share = np.linspace(0.04, 0.94, 90)
    line = eye_m + (site.height_at(x, y) - eye_m) * share
    ground = site.heights_at(view.eye_x_m + (x - view.eye_x_m) * share, view.eye_y_m + (y - view.eye_y_m) * share)
    away = math.hypot(x - view.eye_x_m, y - view.eye_y_m)
    return bool((line - ground > 0.012 * away * (1.0 - share)).all())


def offs(
    site: Terrain, made: Bake, view: View, places: list[tuple[str, float, float]] | None = None
) -> list[tuple[str, float]]:
    """How far off the known places stand in a picture, in what is allowed: 1 pixel, 0.5 % of the way from its middle,
    and what relief finer than the map's tiles may lift them."""
    lens, found = Lens(view, WIDTH, HEIGHT), []
    level = np.sqrt((lens.rays()[:2] ** 2).sum(axis=0)).reshape(HEIGHT, WIDTH)
    away = ranges(made, view, WIDTH, HEIGHT) * level
    for kind, x, y in places or known_places(site):
        place = (x - view.eye_x_m, y - view.eye_y_m, site.height_at(x, y) - made.base_m - made.eye_z_m)
        px, py, ahead = (float(v) for v in lens.project(*(np.float32(c) for c in place)))
        if ahead <= 0.5 or not (4 < px < WIDTH - 4 and 4 < py < HEIGHT - 4) or not is_open(site, view, x, y):
            continue
        column, far = np.minimum(away[:, int(px)], 1e6), math.hypot(place[0], place[1])
        over = np.flatnonzero((column[:-1] >= far) & (column[1:] < far))
        rows = over + 0.5 + (1.0 / far - 1.0 / column[over]) / (1.0 / column[over + 1] - 1.0 / column[over])
        row = rows[np.argmin(np.abs(rows - py))] if rows.size else -99.0
        allowed = 1.0 + 0.005 * math.hypot(px - WIDTH / 2, py - HEIGHT / 2) + FINE_M / ahead * lens.focal_px
        found.append((kind, (row - py) / allowed))
    return found


@pytest.mark.parametrize("name", LOOKS)
def test_known_places_are_found(site: Terrain, name: str) -> None:
    camera, height_m, elevation_deg = LOOKS[name]
    scene = Scene(site, 200.0, 40.0, horizon=PLAIN)
    plain = None if camera is TELE else bake(scene, eye_for(site, View(*EYE_M, height_m), WIDTH, HEIGHT))
    found = []
    for azimuth_deg in (48.0, 146.0, 205.0, 312.0):
        view = View(*EYE_M, height_m, azimuth_deg, elevation_deg, 0.0, camera)
        found += offs(site, plain or bake(scene, eye_for(site, view, WIDTH, HEIGHT)), view)
    assert len(found) >= (3 if camera is TELE else 8)
    errors = np.array([off for _, off in found])
    assert abs(np.median(errors)) < 0.6
    assert np.mean(np.abs(errors) < 1.0) > 0.8, found


def test_a_long_lens_sees_fine_ground_where_it_looks(site: Terrain) -> None:
    view = View(*EYE_M, 2.0, 146.0, -2.0, 0.0, TELE)
    eye = eye_for(site, view, 640, 480)
    assert eye.aim_m is not None
    made = bake(Scene(site, 200.0, 40.0), eye)
    east, south = eye.aim_m[0] - eye.x_m, eye.aim_m[1] - eye.y_m
    distance = math.hypot(east, south)
    level, _ = made.map.level_of(made.map.away(np.float32([east]), np.float32([south])))
    assert made.map.cell_m[level[0]] < 2.5 * distance * Lens(view, 640, 480).pixel_rad
    assert eye_for(site, View(*EYE_M, 2.0, 146.0, -2.0), 640, 480).aim_m is None


def test_places_on_the_map_s_edge_are_found(site: Terrain) -> None:
    """From a hill over the edge: the last tiles stand in the picture as the map has them, before the land beyond."""
    edge_m = SIZE * TILE_M - 0.5 * TILE_M
    places = [("edge", edge_m, 80.0 + aside) for aside in range(-24, 25, 4)]
    eye_m = (edge_m - 30.0, 80.0)
    view = View(*eye_m, 8.0, 90.0, -14.0, 0.0, CAMERAS["navcam"])
    found = offs(site, bake(Scene(site, 200.0, 40.0, horizon=PLAIN), Eye(*eye_m, 8.0)), view, places)
    errors = np.array([off for _, off in found])
    assert len(errors) >= 8
    assert np.mean(np.abs(errors) < 1.0) > 0.8, found


@lru_cache(maxsize=1)
def before(horizon: Horizon) -> Bake:
    return bake(Scene(flat_site(), 200.0, 40.0, horizon=horizon), Eye(*EYE_M, 2.0))


RIM = Horizon(rim_height_m=700.0, delta_height_m=0.0, seed=2)
DELTA = Horizon(rim_height_m=0.0, delta_azimuth_deg=270.0, delta_height_m=90.0, seed=2)


@pytest.mark.parametrize(
    ("horizon", "azimuth_deg"),
    [(RIM, 0.0), (RIM, 90.0), (RIM, 180.0), (RIM, 270.0), (DELTA, 270.0)],
    ids=["rim north", "rim east", "rim south", "rim west", "delta"],
)
def test_the_land_beyond_stands_on_the_skyline_where_the_horizon_has_it(horizon: Horizon, azimuth_deg: float) -> None:
    """Along an axis of the map: the skyline's row in the picture is that of the highest slope of rim or delta."""
    made, terrain = before(horizon), flat_site()
    view = View(*EYE_M, 2.0, azimuth_deg, 4.0, 0.0, CameraModel(fov_deg=16.0))
    lens = Lens(view, WIDTH, HEIGHT)
    away = ranges(made, view, WIDTH, HEIGHT)[:, WIDTH // 2]
    row = int(np.argmax(np.isfinite(away)))
    distance, slopes = slopes_beyond(terrain, horizon, azimuth_deg, made.eye_z_m)
    slope = float(slopes.max())
    wanted = HEIGHT / 2 - math.tan(math.atan(slope) - math.radians(4.0)) * lens.focal_px
    assert abs(row - wanted) < 1.0 + 0.005 * abs(wanted - HEIGHT / 2)
    assert slopes[np.abs(distance - away[row]) < 300.0].max() > slope - 3.0 / lens.focal_px  # that ridge, or its like
    assert slope > 0.02  # it does stand over the plain


def slopes_beyond(
    terrain: Terrain, horizon: Horizon, azimuth_deg: float, eye_z_m: float
) -> tuple[np.ndarray, np.ndarray]:
    """Distances (m), and the slopes from the eye up to the land beyond the map there."""
    step_m = 8.0
    east, south = round(math.sin(math.radians(azimuth_deg))), -round(math.cos(math.radians(azimuth_deg)))
    distance = np.arange(600.0, 14000.0, step_m)
    heights = []
    for away_m in distance:
        x, y = EYE_M[0] + east * away_m, EYE_M[1] + south * away_m
        area = Area(round(x / step_m), round(y / step_m), 1, 1, 1, step_m)
        middle = (terrain.width_m / 2.0, terrain.height_m / 2.0)
        heights.append(float((plains(area) + hills(area, middle, horizon)[0]).item()))
    return distance, (np.array(heights) - eye_z_m) / distance
