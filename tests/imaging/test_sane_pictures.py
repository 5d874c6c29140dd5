"""Whatever is asked: no number is missing, no pixel unpainted, night is dark and day is not."""

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.imaging.bake import Bake, bake
from game.imaging.camera import CAMERAS, Lens, View
from game.imaging.render import paint_light, render, see
from game.imaging.scene import Devil, Eye, Scene, Thing
from game.terrain.generate import generate
from game.terrain.spec import NamedCrater, RockField, TerrainSpec

from .sites import SIZE, TILE_M, rich_site

EDGE = SIZE * TILE_M
SITE = rich_site()
PLACES = ((80.0, 80.0), (0.0, 0.0), (EDGE, 40.0), (110.0, 50.0))
SUNS = ((250.0, 30.0), (268.0, 0.5), (90.0, -70.0), (180.0, 89.9))
WORKED = Thing("rock", 81.0, 79.0, size_m=0.8, rock="rim_impactite", abraded=True, cores=2)


@lru_cache(maxsize=20)
def ground(place: int, sun: int, tau: float) -> Bake:
    devils = (Devil(100.0, 20.0, 8.0, 60.0), Devil(*PLACES[place], 20.0, 90.0))
    things = (Thing("rover", 84.0, 76.0), WORKED)
    return bake(Scene(SITE, *SUNS[sun], tau, objects=things, devils=devils), Eye(*PLACES[place], 1.2))


@settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    place=st.integers(0, 3),
    light=st.sampled_from([(0, 0.4), (1, 9.0), (2, 0.5), (3, 2.0)]),
    camera=st.sampled_from(sorted(CAMERAS)),
    azimuth_deg=st.floats(-360.0, 720.0),
    elevation_deg=st.sampled_from([-90.0, -89.0, -45.0, -8.0, 0.0, 30.0, 90.0]),
    roll_deg=st.sampled_from([0.0, 12.0, -170.0]),
)
def test_every_pixel_is_painted(
    place: int, light: tuple[int, float], camera: str, azimuth_deg: float, elevation_deg: float, roll_deg: float
) -> None:
    made = ground(place, *light)
    lens = Lens(View(*PLACES[place], 1.2, azimuth_deg, elevation_deg, roll_deg, CAMERAS[camera]), 48, 36)
    rays = lens.rays()
    seen = see(made, lens, rays)
    assert not np.isnan(seen.surfaces.distance_m).any()
    assert (seen.surfaces.distance_m > 0.0).all()
    colours = np.stack(paint_light(made, lens, rays, seen, "full"))
    assert np.isfinite(colours).all()
    assert (colours.max(axis=0) > 0.0).all()
    assert (colours >= 0.0).all()
    assert (colours < 60.0).all()


@pytest.mark.parametrize("camera", sorted(CAMERAS))
@pytest.mark.parametrize("elevation_deg", [-90.0, -3.0, 90.0])
@pytest.mark.parametrize(
    ("place", "light"), [(1, (1, 9.0)), (2, (0, 9.0)), (3, (2, 0.5))], ids=["dusk", "edge", "bowl"]
)
def test_every_camera_at_every_extreme(camera: str, elevation_deg: float, place: int, light: tuple[int, float]) -> None:
    """The map's corner at dusk in the thickest dust, its edge in a storm, inside a crater at midnight; up and down."""
    made = ground(place, *light)
    lens = Lens(View(*PLACES[place], 1.2, 77.0, elevation_deg, 0.0, CAMERAS[camera]), 32, 24)
    rays = lens.rays()
    colours = np.stack(paint_light(made, lens, rays, see(made, lens, rays), "full"))
    assert np.isfinite(colours).all()
    assert (colours > -1e-6).all()
    assert (colours.max(axis=0) > 0.0).all()


def test_night_is_darker_than_dusk_is_darker_than_day() -> None:
    means = []
    for light in ((2, 0.5), (1, 9.0), (0, 0.4)):
        view = View(*PLACES[0], 1.2, 120.0, -15.0, 0.0, CAMERAS["navcam"])
        means.append(float(render(ground(0, *light), view, 64, 48).mean()))
    assert 4.0 < means[0] < means[1] < means[2] < 225.0


@pytest.mark.slow
def test_the_largest_map_from_its_corner_and_from_inside_a_crater() -> None:
    spec = TerrainSpec(
        width=2048,
        height=2048,
        tile_m=1.0,
        named_craters=(NamedCrater("deep", 1000.0, 1000.0, 120.0, 0.2),),
        rocks=RockField(k_frac=0.03),
    )
    terrain = generate(spec, 9)
    for place in ((1000.0, 1000.0), (0.0, 2048.0)):
        made = bake(Scene(terrain, 200.0, 35.0), Eye(*place))
        assert made.map.nbytes <= 200 * 2**20
        picture = render(made, View(*place, 2.0, 45.0, -5.0), 160, 120)
        assert 30 < picture.mean() < 230
