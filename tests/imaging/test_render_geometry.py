"""The picture against the map: what the ground holds stands in the picture at its bearing, height and size."""

import math

import numpy as np
import pytest

from game.imaging.bake import Bake, bake
from game.imaging.camera import CAMERAS, CameraModel, Lens, View, zoomed
from game.imaging.render import see, stone_solids
from game.imaging.scene import Eye, Horizon, Scene
from game.imaging.shadows import shade
from game.terrain.generate import generate
from game.terrain.spec import NamedCrater, TerrainSpec

from .sites import BARE as GROUND
from .sites import SIZE, TILE_M, flat_site, with_one_rock

ROCK_M, TALL_M = 1.4, 0.6
MIDDLE_M = SIZE * TILE_M / 2.0 + 0.5 * TILE_M
BARE = Horizon(rim_height_m=0.0, delta_height_m=0.0)
NAVCAM, TELE = CAMERAS["navcam"], zoomed(CAMERAS["mastcam_z"], 110.0)
DISTANCE_M = 55.0


def looking(bearing_deg: float) -> tuple[Bake, float, float]:
    """A bake from which the rock lies at a bearing, 55 m off; the eye."""
    turn = math.radians(bearing_deg)
    x, y = MIDDLE_M - DISTANCE_M * math.sin(turn), MIDDLE_M + DISTANCE_M * math.cos(turn)
    terrain = with_one_rock(flat_site(), ROCK_M, TALL_M)
    return bake(Scene(terrain, 200.0, 40.0, horizon=BARE), Eye(x, y, 2.0)), x, y


def rock_box(made: Bake, view: View, width: int, height: int) -> tuple[float, float, float, float]:
    """Left, right, top and bottom edge of the map's rock in the picture (pixels)."""
    lens = Lens(view, width, height)
    seen = see(made, lens, lens.rays())
    assert seen.solids is not None
    large = seen.solids.corners[:, :, 2].max(axis=1) > 0.5 * TALL_M
    body = seen.surfaces.body.reshape(height, width)
    mask = (body >= 0) & large[np.maximum(body, 0)]
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    assert rows.size
    assert columns.size
    return columns[0], columns[-1] + 1.0, rows[0], rows[-1] + 1.0


@pytest.mark.parametrize("bearing_deg", [0.0, 90.0, 180.0, 270.0])
@pytest.mark.parametrize("camera", [NAVCAM, TELE, CAMERAS["front_hazcam"]], ids=lambda camera: camera.name)
def test_a_rock_has_its_bearing_and_width(bearing_deg: float, camera: CameraModel) -> None:
    made, x, y = looking(bearing_deg)
    off_deg = 0.2 * camera.fov_deg
    view = View(x, y, 2.0, bearing_deg + off_deg, -1.7 if camera is TELE else 0.0, 0.0, camera)
    lens = Lens(view, 1600, 900)
    left, right, _, _ = rock_box(made, view, 1600, 900)
    # Looking along an axis of the map, the rock's sides are D/2 off, somewhere between its near and its far end.
    ends = []
    for side in (-0.5, 0.5):
        angles = [math.atan2(side * ROCK_M, DISTANCE_M + end * ROCK_M) for end in (-0.5, 0.5)]
        ends.append([column(lens, angle - math.radians(off_deg)) for angle in angles])
    slack = 1.0 + 0.005 * (right - left)
    assert min(ends[0]) - slack <= left <= max(ends[0]) + slack
    assert min(ends[1]) - slack <= right <= max(ends[1]) + slack


def column(lens: Lens, right_rad: float) -> float:
    """Where the horizon's point so far right of the middle stands."""
    off = right_rad if lens.is_fisheye else math.tan(right_rad)
    return 0.5 * lens.width + off * lens.focal_px


def test_a_rock_has_its_height_and_elevation() -> None:
    made, x, y = looking(0.0)
    view = View(x, y, 2.0, 0.0, 0.0, 0.0, NAVCAM)
    lens = Lens(view, 1600, 900)
    _, _, top, _ = rock_box(made, view, 1600, 900)
    wanted = [450.0 - (TALL_M - 2.0) / (DISTANCE_M + end * ROCK_M) * lens.focal_px for end in (-0.5, 0.5)]
    assert min(wanted) - 1.3 <= top <= max(wanted) + 1.3  # the grain of the ground is some centimetres high


def test_a_silhouette_is_that_of_the_block() -> None:
    made, x, y = looking(90.0)
    view = View(x, y, 2.0, 91.0, -1.0, 20.0, TELE)
    left, right, top, _ = rock_box(made, view, 1600, 900)
    lens = Lens(view, 1600, 900)
    stone = stone_solids(made, made.rocks.taken(np.array([0])))
    points = stone.at[0] + stone.corners[0]
    px, py, _ = lens.project(points[:, 0], points[:, 1], points[:, 2])
    above = stone.corners[0][:, 2] > 0.1
    assert top == pytest.approx(py[above].min(), abs=1.5)
    assert left >= px.min() - 1.0
    assert right <= px.max() + 1.0
    assert right - left > 0.9 * (px[above].max() - px[above].min())


def test_the_skyline_is_that_of_the_map() -> None:
    """From the floor of a crater its rim stands all round, as high as the map has it."""
    spec = TerrainSpec(
        width=SIZE, height=SIZE, surface=GROUND, named_craters=(NamedCrater("bowl", MIDDLE_M, MIDDLE_M, 60.0, 0.18),)
    )
    terrain = generate(spec, 5)
    made = bake(Scene(terrain, 120.0, 40.0, horizon=BARE), Eye(MIDDLE_M, MIDDLE_M, 1.0))
    eye_m, away, errors = terrain.height_at(MIDDLE_M, MIDDLE_M) + 1.0, np.arange(1.0, 60.0, 0.25), []
    for azimuth_deg in (0.0, 70.0, 140.0, 290.0):
        view = View(MIDDLE_M, MIDDLE_M, 1.0, azimuth_deg, 14.0, 0.0, CameraModel(fov_deg=50.0))
        lens = Lens(view, 240, 160)
        rays = lens.rays()
        ground = np.isfinite(see(made, lens, rays).surfaces.distance_m).reshape(160, 240)
        for k in range(10, 240, 20):
            ray = rays.reshape(3, 160, 240)[:, 160 - int(ground[:, k].sum()), k]
            run = math.hypot(ray[0], ray[1])
            heights = terrain.heights_at(MIDDLE_M + ray[0] / run * away, MIDDLE_M + ray[1] / run * away)
            slope = ((heights - eye_m) / away).max()
            errors.append((math.atan(slope) - math.atan2(ray[2], run)) / lens.pixel_rad)
    assert abs(np.median(errors)) < 1.0
    assert np.percentile(np.abs(errors), 90) < 2.0


@pytest.mark.parametrize(("azimuth_deg", "elevation_deg"), [(90.0, 20.0), (135.0, 45.0), (225.0, 30.0), (268.0, 12.0)])
def test_shadows_fall_away_from_the_sun(azimuth_deg: float, elevation_deg: float) -> None:
    terrain = with_one_rock(flat_site(), ROCK_M, TALL_M)
    made = bake(Scene(terrain, azimuth_deg, elevation_deg), Eye(MIDDLE_M, MIDDLE_M, 9.0))
    view = View(MIDDLE_M, MIDDLE_M, 9.0, 0.0, -90.0, 0.0, CameraModel(fov_deg=70.0))
    lens = Lens(view, 400, 400)
    rays = lens.rays()
    seen = see(made, lens, rays)
    assert seen.solids is not None
    large = seen.solids.taken(np.flatnonzero(seen.solids.corners[:, :, 2].max(axis=1) > 0.5 * TALL_M))
    seen.surfaces.body[:] = np.where(seen.surfaces.body >= 0, 0, -1)
    lit, _ = shade(large, lens, rays, seen.surfaces, made.light.toward)
    dark = (lit < 0.5) & (seen.surfaces.body < 0)
    east, south = (float((rays[k] * seen.surfaces.distance_m)[dark].mean()) for k in (0, 1))
    bearing = math.degrees(math.atan2(east, -south)) % 360.0
    assert abs((bearing - azimuth_deg) % 360.0 - 180.0) < 18.0
    length = float(
        np.sqrt((rays[0] * seen.surfaces.distance_m)[dark] ** 2 + (rays[1] * seen.surfaces.distance_m)[dark] ** 2).max()
    )
    fall = TALL_M / math.tan(math.radians(elevation_deg))
    assert fall - 0.6 * ROCK_M < length < fall + 0.9 * ROCK_M


@pytest.mark.parametrize("camera", [NAVCAM, CAMERAS["front_hazcam"]], ids=lambda camera: camera.name)
def test_pixels_look_where_places_are_drawn(camera: CameraModel) -> None:
    lens = Lens(View(0.0, 0.0, 2.0, 37.0, -12.0, 9.0, camera), 64, 48)
    rays = lens.rays()
    x, y, _ = lens.project(*(rays * 30.0))
    assert x.reshape(48, 64)[5] == pytest.approx(np.arange(64) + 0.5, abs=2e-2)
    assert y.reshape(48, 64)[:, 7] == pytest.approx(np.arange(48) + 0.5, abs=2e-2)
    assert np.sqrt((rays**2).sum(axis=0)) == pytest.approx(1.0, abs=1e-5)
