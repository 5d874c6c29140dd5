"""Every product from everywhere: a whole picture, the same each time."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from game.imaging.camera import CAMERAS, CameraModel, View
from game.imaging.products.panorama import frames_of, rows_deg
from game.imaging.products.shot import KINDS, WIDE, Shot, wide_px
from game.imaging.products.take import take
from game.imaging.scene import Scene

from ..sites import rich_site

SITE = rich_site()
NAVCAM = CAMERAS["navcam"]
NOON = Scene(SITE, 180.0, 55.0, 0.5)
SHOT = Shot(View(80.0, 80.0, 2.0, 40.0, -8.0, 0.0, NAVCAM), 48, 32, quality="draft", span_deg=(20.0, 75.0))
EXTREMES = [
    ("edge of the map", replace(SHOT, view=replace(SHOT.view, eye_x_m=0.01, eye_y_m=0.01)), NOON),
    ("crater floor", replace(SHOT, view=replace(SHOT.view, eye_x_m=110.0, eye_y_m=50.0, eye_height_m=0.1)), NOON),
    ("straight down", replace(SHOT, view=replace(SHOT.view, elevation_deg=-90.0)), NOON),
    ("straight up", replace(SHOT, view=replace(SHOT.view, elevation_deg=90.0)), NOON),
    ("tau 9", SHOT, replace(NOON, tau=9.0)),
    ("midnight", SHOT, replace(NOON, sun_elevation_deg=-60.0)),
    ("2 km up", replace(SHOT, view=replace(SHOT.view, eye_height_m=2000.0, elevation_deg=-60.0)), NOON),
]
LEVEL = (-45.0, 45.0)


def check(kind: str, name: str, shot: Shot, scene: Scene) -> None:
    if kind in WIDE:
        up_deg = min(max(shot.view.elevation_deg, LEVEL[0]), LEVEL[1])
        shot = replace(shot, view=replace(shot.view, elevation_deg=up_deg))
    picture = take(replace(shot, kind=kind), scene)
    assert picture.dtype == np.uint8, name
    assert picture.ndim == 3, name
    if kind in ("frame", "stereo", "panorama", "mosaic"):
        black = (picture == 0).all(axis=2).mean()
        assert black < (0.6 if name == "midnight" else 0.02), name


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_products_from_extreme_places(number: int) -> None:
    check(KINDS[number], *EXTREMES[number % len(EXTREMES)])


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_product_from_every_extreme_place(kind: str) -> None:
    for extreme in EXTREMES:
        check(kind, *extreme)


@pytest.mark.parametrize("span", [(0.0, 360.0), (350.0, 20.0), (10.0, 10.0), (100.0, 101.0)])
def test_frames_cover_a_panorama(span: tuple[float, float]) -> None:
    """Every edge lies within a frame, and neighbours overlap."""
    shot = replace(SHOT, view=replace(SHOT.view, camera=CAMERAS["mastcam_z"]), kind="mosaic", span_deg=span, height=64)
    frames = frames_of(shot)
    wide, columns = (span[1] - span[0]) % 360.0 or 360.0, sorted({frame.azimuth_deg for frame in frames})
    assert columns[0] - 12.8 <= span[0]
    assert columns[-1] + 12.8 >= span[0] + wide - 1e-9
    assert all(b - a < 25.6 * 0.85 for a, b in pairwise(columns))
    top, low = rows_deg(shot)
    heights = [frame.elevation_deg for frame in frames if frame.azimuth_deg == columns[0]]
    assert max(heights) + 9.6 > top - 0.5
    assert min(heights) - 9.6 < low + 0.5


def test_a_whole_round_takes_as_many_frames_as_the_mission_takes() -> None:
    """360 / 25.6 / 0.8 = 18 columns at 26 mm."""
    shot = replace(SHOT, view=replace(SHOT.view, camera=CAMERAS["mastcam_z"]), kind="mosaic", span_deg=(0.0, 360.0))
    frames = frames_of(replace(shot, height=480))
    assert len({frame.azimuth_deg for frame in frames}) == 18
    assert len(frames) in (36, 54)


def test_a_mosaic_shows_its_seams_and_a_cylinder_none() -> None:
    """Between two frames the sky's brightness steps; the clean panorama has none of it."""
    view = replace(SHOT.view, camera=CAMERAS["mastcam_z"], elevation_deg=0.0)
    shot = replace(SHOT, view=view, width=320, height=96, span_deg=(10.0, 110.0))
    steps = []
    for kind in WIDE:
        picture = take(replace(shot, kind=kind), NOON).astype(float)
        assert abs(picture.shape[1] - wide_px(shot)) <= len(frames_of(shot)) * 8
        sky = picture[4:14].mean(axis=(0, 2))
        steps.append(np.abs(np.diff(sky)).max())
    assert steps[0] < 1.5
    assert steps[1] > 2.0


def test_a_mosaic_looks_where_the_cylinder_looks() -> None:
    view = replace(SHOT.view, camera=CAMERAS["mastcam_z"], elevation_deg=-6.0)
    shot = replace(SHOT, view=view, width=320, height=96, span_deg=(10.0, 70.0), quality="full")
    one, two = (take(replace(shot, kind=kind), NOON).astype(float).mean(axis=2) for kind in WIDE)
    wide = min(one.shape[1], two.shape[1])
    ground = slice(50, 96)
    a, b = one[ground, :wide], two[ground, :wide]
    right = np.corrcoef(a.ravel(), b.ravel())[0, 1]
    wrong = np.corrcoef(a[:, 14:].ravel(), b[:, :-14].ravel())[0, 1]
    assert right > wrong + 0.15


def test_a_generic_lens_and_a_postcard_work_too() -> None:
    shot = replace(SHOT, view=replace(SHOT.view, camera=CameraModel(fov_deg=40.0)), width=320, height=180)
    bare, card = take(shot, NOON), take(replace(shot, caption="Jezero at noon | Navcam"), NOON)
    edge = (card.shape[1] - 320) // 2
    assert (card[edge : edge + 180, edge : edge + 320] == bare).all()
    strip = card[edge + 180 :]
    assert (strip.max(axis=2) > 200).mean() > 0.004
