"""The questions asked of a site: heights, gradients, materials, profiles."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.grid import heading_vector
from game.terrain.derive import gradient, hillshade, slope_deg, softened
from game.terrain.generate import generate
from game.terrain.material import Material
from game.terrain.spec import Base, TerrainSpec
from tests.terrain.sites import everything

SITE = generate(everything(TerrainSpec(96, 80, 2.0)), 5)
TILTED = generate(TerrainSpec(64, 64, 2.0, base=Base("fan", ((1.0, 1e-6), (5.0, 2e-6)), 10.0, 120.0)), 5)
anywhere = st.floats(-50.0, 260.0)


def test_heights_at_tile_centres_are_the_samples_exactly() -> None:
    for ty in range(0, 80, 7):
        for tx in range(0, 96, 5):
            assert SITE.height_at((tx + 0.5) * 2.0, (ty + 0.5) * 2.0) == SITE.elevation_m[ty, tx]


@given(tx=st.integers(0, 94), ty=st.integers(0, 78), u=st.floats(0.0, 1.0), v=st.floats(0.0, 1.0))
def test_heights_between_are_bilinear(tx: int, ty: int, u: float, v: float) -> None:
    z = SITE.elevation_m
    north = z[ty, tx] * (1 - u) + z[ty, tx + 1] * u
    south = z[ty + 1, tx] * (1 - u) + z[ty + 1, tx + 1] * u
    found = SITE.height_at((tx + 0.5 + u) * 2.0, (ty + 0.5 + v) * 2.0)
    assert found == pytest.approx(north * (1 - v) + south * v, abs=1e-9)


@given(x_m=anywhere, y_m=anywhere)
def test_the_scalar_and_the_array_way_agree_to_the_bit(x_m: float, y_m: float) -> None:
    one = SITE.height_at(x_m, y_m)
    many = SITE.heights_at(np.array([x_m, 3.0]), np.array([y_m, 4.0]))
    assert isinstance(one, float)
    assert one == many[0]


@given(x_m=anywhere, y_m=anywhere)
def test_beyond_the_edge_the_edge_goes_on(x_m: float, y_m: float) -> None:
    inside_x, inside_y = min(max(x_m, 1.0), 191.0), min(max(y_m, 1.0), 159.0)
    assert SITE.height_at(x_m, y_m) == SITE.height_at(inside_x, inside_y)
    assert SITE.inside(x_m, y_m) == (0.0 <= x_m < 192.0 and 0.0 <= y_m < 160.0)


@given(x_m=st.floats(3.0, 189.0), y_m=st.floats(3.0, 157.0))
def test_the_gradient_is_that_of_the_heights(x_m: float, y_m: float) -> None:
    step = 1e-4
    u, v = x_m / 2.0 - 0.5, y_m / 2.0 - 0.5
    if min(u % 1.0, 1.0 - u % 1.0, v % 1.0, 1.0 - v % 1.0) < 1e-3:
        return  # on the seam between two facets
    east, south = SITE.gradient_at(x_m, y_m)
    across = (SITE.height_at(x_m + step, y_m) - SITE.height_at(x_m - step, y_m)) / (2 * step)
    down = (SITE.height_at(x_m, y_m + step) - SITE.height_at(x_m, y_m - step)) / (2 * step)
    assert east == pytest.approx(across, abs=1e-6)
    assert south == pytest.approx(down, abs=1e-6)


def test_signs_of_the_gradient() -> None:
    """A site that falls toward heading 120 (east by south) rises toward the west and the north."""
    east, south = TILTED.gradient_at(60.0, 60.0)
    dx, dy = heading_vector(120.0)
    grade = math.tan(math.radians(10.0))
    assert (east, south) == pytest.approx((-grade * dx, -grade * dy), abs=1e-4)
    assert TILTED.height_at(20.0, 64.0) > TILTED.height_at(100.0, 64.0)
    assert TILTED.height_at(64.0, 20.0) > TILTED.height_at(64.0, 100.0)
    assert TILTED.slope_at(60.0, 60.0) == pytest.approx(10.0, abs=0.01)
    assert TILTED.slope_deg == pytest.approx(10.0, abs=0.02)
    assert TILTED.slope_x == pytest.approx(-grade * dx, abs=1e-4)


def test_materials_by_place() -> None:
    for x_m, y_m in ((1.0, 1.0), (101.3, 55.5), (191.9, 159.9)):
        assert SITE.material_at(x_m, y_m) == SITE.material[int(y_m // 2), int(x_m // 2)]
    assert isinstance(SITE.material_at(5.0, 5.0), Material)
    assert SITE.material_at(-9.0, 1e6) == SITE.material[79, 0]


def test_a_profile_runs_from_end_to_end() -> None:
    profile = SITE.profile(10.0, 20.0, 100.0, 140.0, 1.0)
    assert profile.distance_m[0] == 0.0
    assert profile.distance_m[-1] == pytest.approx(150.0)
    assert len(profile.distance_m) == 151
    assert (profile.x_m[-1], profile.y_m[-1]) == pytest.approx((100.0, 140.0))
    assert profile.elevation_m[0] == SITE.height_at(10.0, 20.0)
    assert profile.elevation_m[75] == pytest.approx(SITE.height_at(55.0, 80.0))
    assert len(SITE.profile(5.0, 5.0, 5.0, 5.0, 1.0).elevation_m) == 2


def test_slopes_have_the_bits_of_the_general_way() -> None:
    wanted = [SITE.slope_at((tx + 0.5) * 2.0, (ty + 0.5) * 2.0) for ty, tx in ((10, 10), (40, 70))]
    assert all(0.0 <= deg < 90.0 for deg in wanted)
    east = np.linspace(0.0, 3.0, 400).reshape(20, 20)
    found = slope_deg(east, np.zeros((20, 20)))
    assert found == pytest.approx(np.degrees(np.arctan(east)), rel=1e-14)


def test_central_differences_of_a_plane_and_a_bowl() -> None:
    yy, xx = np.mgrid[0:9, 0:11].astype(float)
    dx, dy = gradient(0.3 * xx - 0.2 * yy, 2.0)
    assert dx == pytest.approx(0.15)
    assert dy == pytest.approx(-0.1)
    dx, _ = gradient(xx * xx, 1.0)
    assert dx[:, 1:-1] == pytest.approx(2.0 * xx[:, 1:-1])


def test_softening_keeps_planes_and_means_and_kills_small_things() -> None:
    yy, xx = np.mgrid[0:70, 0:90].astype(float)
    plane = 0.3 * xx - 0.2 * yy
    assert softened(plane, 5)[20:-20, 20:-20] == pytest.approx(plane[20:-20, 20:-20])
    spike = np.zeros((70, 90))
    spike[35, 45] = 1.0
    for width in (1, 2, 3, 8, 11):
        soft = softened(spike, width)
        assert soft.shape == spike.shape
        assert np.sum(soft) == pytest.approx(1.0)
        assert np.max(soft) <= 1.0 / width + 1e-12
        rows, columns = np.nonzero(soft > 1e-12)
        assert abs(np.mean(rows) - 35.0) <= 0.51
        assert abs(np.mean(columns) - 45.0) <= 0.51


def test_from_orbit_only_the_coarse_relief_is_known() -> None:
    assert np.mean(SITE.orbital_slope_deg) < 0.8 * np.mean(SITE.slope_deg)
    assert np.corrcoef(SITE.orbital_elevation_m.ravel(), SITE.elevation_m.ravel())[0, 1] > 0.7
    fine = SITE.elevation_m - SITE.orbital_elevation_m
    assert np.std(np.diff(SITE.orbital_elevation_m)) < 0.6 * np.std(np.diff(fine))


def test_light_falls_on_the_side_that_faces_the_sun() -> None:
    slope = np.array([[-0.3, 0.0, 0.3]])  # falls to the east, level, rises to the east
    flat = np.zeros((1, 3))
    morning = hillshade(slope, flat, azimuth_deg=90.0, elevation_deg=30.0)[0]
    assert morning[0] > morning[1] > morning[2]
    assert morning[1] == pytest.approx(0.5)
    evening = hillshade(slope, flat, azimuth_deg=270.0, elevation_deg=30.0)[0]
    assert evening.tolist() == morning[::-1].tolist()
    noon_north = hillshade(flat, np.array([[0.3, 0.0, -0.3]]), azimuth_deg=0.0, elevation_deg=45.0)[0]
    assert noon_north[0] > noon_north[1] > noon_north[2]  # rising to the south it faces north
    assert np.max(hillshade(slope * 20.0, flat, 90.0, 5.0)) <= 1.0
    assert np.min(hillshade(slope * 20.0, flat, 90.0, 5.0)) == 0.0


def test_a_copy_of_what_cannot_change_is_itself() -> None:
    assert copy.deepcopy(SITE) is SITE
