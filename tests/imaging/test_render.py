"""Pictures as such: sane whatever is asked, the same every time, light as on Mars."""

import tracemalloc

import numpy as np
import pytest

from game.imaging.aim import FARTHEST_M, FINEST_M
from game.imaging.bake import Bake, bake
from game.imaging.camera import CAMERAS, CameraModel, View
from game.imaging.clipmap import Clipmap
from game.imaging.postcard import vista
from game.imaging.relief_ground import relief_ground
from game.imaging.render import panorama, render
from game.imaging.scene import Eye, Scene, Thing
from game.imaging.sky import daylight, sky_radiance

from .sites import SIZE, TILE_M, rich_site

EDGE = SIZE * TILE_M
SITE = rich_site()
WIDE = CameraModel(fov_deg=62.0)


@pytest.fixture(scope="module")
def made() -> Bake:
    return bake(Scene(SITE, 250.0, 30.0), Eye(80.0, 80.0))


def shot(
    baked: Bake, azimuth_deg: float = 30.0, elevation_deg: float = -5.0, camera: CameraModel = WIDE, **how: object
):
    view = View(baked.eye.x_m, baked.eye.y_m, baked.eye.height_m, azimuth_deg, elevation_deg, 0.0, camera)
    return render(baked, view, 160, 120, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("elevation_deg", [-90.0, -60.0, 0.0, 45.0, 90.0])
@pytest.mark.parametrize("camera", [WIDE, CAMERAS["front_hazcam"]], ids=lambda camera: camera.name)
def test_every_pointing_is_painted(made: Bake, elevation_deg: float, camera: CameraModel) -> None:
    picture = shot(made, 200.0, elevation_deg, camera)
    assert picture.shape == (120, 160, 3)
    assert picture.dtype == np.uint8
    assert picture.max(axis=2).min() > 5
    assert picture.min(axis=2).mean() < 240


@pytest.mark.parametrize(
    ("place", "height_m", "sun", "tau"),
    [
        ((0.0, 0.0), 2.0, (250.0, 30.0), 0.5),
        ((EDGE, EDGE), 0.3, (250.0, 30.0), 0.5),
        ((110.0, 50.0), 1.0, (90.0, 8.0), 0.5),
        ((80.0, 80.0), 300.0, (180.0, 89.9), 0.1),
        ((80.0, 80.0), 2.0, (180.0, 40.0), 9.0),
        ((80.0, 80.0), 2.0, (270.0, -60.0), 0.5),
        ((80.0, 80.0), 2.0, (270.0, 0.0), 9.0),
    ],
)
def test_extremes_give_a_sane_picture(
    place: tuple[float, float], height_m: float, sun: tuple[float, float], tau: float
) -> None:
    baked = bake(Scene(SITE, *sun, tau), Eye(*place, height_m))
    assert np.isfinite(baked.map.z_m).all()
    assert np.isfinite(baked.map.looks).all()
    with np.errstate(all="raise", under="ignore", over="ignore"):
        picture = shot(baked, 120.0, -15.0)
    night = sun[1] < -20.0
    assert (picture.mean() < 70) == night
    assert picture.mean() > 2


def test_the_same_question_gives_the_same_picture(made: Bake) -> None:
    again = Bake(made.scene, made.eye)
    steps = 0
    while not again.step(0.0):
        steps += 1
    assert steps > 60
    assert again.progress == 1.0
    assert (shot(made) == shot(again)).all()


def test_a_half_made_bake_gives_a_picture(made: Bake) -> None:
    early = Bake(made.scene, made.eye)
    while early.map.ready > 4:
        early.step(0.0)
    rough, fine = shot(early).astype(float), shot(made).astype(float)
    assert 0.0 < early.progress < 1.0
    assert np.abs(rough.mean(axis=(0, 1)) - fine.mean(axis=(0, 1))).max() < 25.0


def test_memory_is_bounded(made: Bake) -> None:
    """As measured: what a bake keeps, and what it takes while it is made; also with the finest patch far off."""
    scene = Scene(SITE, 250.0, 30.0, ground=relief_ground(SITE))
    tracemalloc.start()
    kept = bake(scene, Eye(80.0, 80.0))
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.map.nbytes < held < peak < 200 * 2**20
    far = Clipmap(0.0, 0.0, 5.0, (FARTHEST_M, 0.0), FINEST_M)
    assert far.nbytes <= 200 * 2**20


def test_draft_and_full_show_the_same_scene(made: Bake) -> None:
    full, draft = shot(made).astype(float), shot(made, quality="draft").astype(float)
    rows = np.abs(full.mean(axis=1) - draft.mean(axis=1))
    assert np.median(rows) < 12.0


def test_patches_meet_without_a_step(made: Bake) -> None:
    """Where one patch hands over to the next, heights go on evenly."""
    for reach in made.map.reach_m()[:-1]:
        distance = np.linspace(0.55 * reach, 1.3 * reach, 400).astype(np.float32)
        height = made.map.ground_at(distance * np.float32(0.6), distance * np.float32(0.8))
        jumps = np.abs(np.diff(height - np.convolve(height, np.ones(9) / 9.0, "same")))[10:-10]
        assert jumps.max() < 0.1 + 0.02 * reach


def test_the_day_sky_is_warm_and_the_low_sun_blue() -> None:
    day, dusk = daylight(180.0, 50.0, 0.5), daylight(270.0, 3.0, 0.5)
    toward = np.array([[-1.0], [0.0], [0.06]], dtype=np.float32)
    away = -toward * np.array([[1.0], [1.0], [-1.0]], dtype=np.float32)
    red, _, blue = (float(c[0]) for c in sky_radiance(day, toward))
    assert red > 1.3 * blue
    red, _, blue = (float(c[0]) for c in sky_radiance(dusk, toward))
    assert blue > red
    red, _, blue = (float(c[0]) for c in sky_radiance(dusk, away))
    assert red > blue


@pytest.mark.parametrize("tau", [0.3, 2.0, 9.0])
def test_dust_hides_what_is_far(tau: float) -> None:
    clear = np.exp(-daylight(180.0, 50.0, tau).haze_per_m * 5000.0)
    assert clear == pytest.approx({0.3: 0.82, 2.0: 0.35, 9.0: 0.003}[tau], abs=0.06)


def test_no_bands_in_the_sky(made: Bake) -> None:
    sky = shot(made, 200.0, 40.0).astype(int)
    for channel in range(3):
        steps = np.abs(np.diff(sky[..., channel].mean(axis=1)))
        assert steps.max() < 1.0
        assert sky[..., channel].std(axis=1).min() > 0.3


def test_a_panorama_goes_round_and_closes(made: Bake) -> None:
    picture = panorama(made, 0.0, 360.0, 60, quality="draft")
    assert picture.shape[0] == 60
    assert abs(picture.shape[1] - 60 / (2 * np.tan(np.radians(18.0))) * 2 * np.pi) < 60
    rows = picture[:20].astype(float).mean(axis=2)
    assert np.abs(rows[:, 0] - rows[:, -1]).mean() < 12.0


def test_things_stand_in_the_picture() -> None:
    things = (
        Thing("helicopter", 80.0, 76.0),
        Thing("tube", 80.6, 77.6, 0.15),
        Thing("rover", 86.0, 70.0, heading_deg=30.0),
    )
    eye = Eye(80.0, 80.0)
    bare, full = (bake(Scene(SITE, 250.0, 30.0, objects=some), eye) for some in ((), things))
    changed = (np.abs(shot(bare, 20.0, -15.0).astype(int) - shot(full, 20.0, -15.0)) > 20).any(axis=2)
    assert 100 < changed.sum() < 9000


def test_tracks_lie_behind_the_rover() -> None:
    eye = Eye(80.0, 80.0)
    track = ((80.0, 78.0), (80.0, 60.0))
    bare, full = (bake(Scene(SITE, 250.0, 30.0, tracks_m=some), eye) for some in ((), (track,)))
    darker = shot(bare, 0.0, -20.0).astype(int).sum(axis=2) - shot(full, 0.0, -20.0).sum(axis=2)
    assert darker[70:].max() > 25
    assert abs(darker[:20].mean()) < 2


def test_the_vista_is_a_picture() -> None:
    picture = vista(SITE, (80.0, 80.0), size=(160, 90))
    assert picture.shape == (90, 160, 3)
    assert picture.std() > 15.0
