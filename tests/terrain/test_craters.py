"""Craters: numbers by size, depth, rim, place."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terrain.crater_stats import crater_stats, fitted_slope, measured_depth_frac
from game.terrain.generate import generate
from game.terrain.landforms.crater_population import power_law
from game.terrain.material import Material
from game.terrain.spec import CraterField, NamedCrater, RockField, TerrainSpec
from game.terrain.terrain import Terrain
from tests.terrain.sites import EVEN, SMOOTH

PLAIN = TerrainSpec(256, 256, 2.0, datum_m=0.0, base=SMOOTH, surface=EVEN)


def one_crater(diameter_m: float, depth_frac: float, tile_m: float = 2.0) -> Terrain:
    """A crater in the middle of 512 m of even ground."""
    size = round(512 / tile_m)
    crater = NamedCrater("Belva", 256.0, 256.0, diameter_m, depth_frac)
    return generate(replace(PLAIN, width=size, height=size, tile_m=tile_m, named_craters=(crater,)), 5)


@pytest.mark.parametrize("slope", [1.8, 2.5, 3.4])
def test_sizes_follow_the_power_law(slope: float) -> None:
    field = CraterField(per_km2=600.0, slope=slope, min_m=6.0, max_m=80.0)
    found = crater_stats(generate(TerrainSpec(512, 512, 4.0, craters=field), 11))
    assert found.cumulative_slope is not None
    assert found.cumulative_slope_error is not None
    assert found.count > 2000
    assert abs(found.cumulative_slope - slope) < 4.0 * found.cumulative_slope_error
    assert found.cumulative_slope_error < 0.1
    assert found.bins[0].cumulative_per_km2 == pytest.approx(600.0 * (6.0 / 10.0) ** -slope, rel=0.1)


@given(slope=st.floats(1.2, 5.0), reach=st.floats(3.0, 1000.0))
def test_the_fit_finds_the_slope_the_sizes_were_drawn_with(slope: float, reach: float) -> None:
    even = (np.arange(4000) + 0.5) / 4000
    sizes = power_law(even, 10.0, 10.0 * reach, slope)
    assert fitted_slope(sizes.tolist(), 10.0, 10.0 * reach) == pytest.approx(slope, rel=0.01)


@pytest.mark.parametrize("diameter_m", [30.0, 80.0, 200.0])
@pytest.mark.parametrize("depth_frac", [0.04, 0.08, 0.12, 0.20])
def test_depth_over_diameter_measured_on_the_ground(diameter_m: float, depth_frac: float) -> None:
    terrain = one_crater(diameter_m, depth_frac)
    found = measured_depth_frac(terrain, terrain.craters[0])
    assert found == pytest.approx(depth_frac, rel=0.12)


def test_mean_depth_of_a_field_is_what_its_craters_were_given() -> None:
    field = CraterField(per_km2=60.0, min_m=20.0, slope=2.0, depth_frac=(0.04, 0.18))
    found = crater_stats(generate(replace(PLAIN, width=512, height=512, craters=field), 3))
    assert found.measured_count > 10
    assert found.depth_frac_made == pytest.approx(0.04 + 0.14 / 3.0, abs=0.015)
    assert found.depth_frac_measured == pytest.approx(found.depth_frac_made, rel=0.15)


def test_a_fresh_crater_has_the_rim_and_bowl_of_the_field_guides() -> None:
    """Rim 0.036-0.04 D high (less where rounded), bowl z ~ r ** 1.75 well inside it, ejecta r ** -3."""
    terrain = one_crater(200.0, 0.20)
    x_m = y_m = 256.0
    angles = np.radians(np.arange(0, 360, 10))

    def mean_height(radii: float) -> float:
        east, south = np.sin(angles) * 100.0 * radii, -np.cos(angles) * 100.0 * radii
        return float(np.mean(terrain.heights_at(x_m + east, y_m + south)))

    plain = mean_height(2.6)
    assert 0.022 * 200 < mean_height(1.0) - plain < 0.042 * 200
    floor = mean_height(0.0)
    growth = math.log((mean_height(0.65) - floor) / (mean_height(0.2) - floor)) / math.log(0.65 / 0.2)
    assert growth == pytest.approx(1.75, abs=0.15)
    easing = 0.741 / 0.926  # toward 2.5 radii the ejecta is eased out
    ejecta = (mean_height(1.5) - plain) / (mean_height(1.25) - plain)
    assert ejecta == pytest.approx((1.25 / 1.5) ** 3 * easing, rel=0.1)


def test_no_two_craters_are_alike() -> None:
    """Rims are a little out of round, each in its own way."""
    pair = tuple(NamedCrater(f"{x_m}", x_m, 256.0, 80.0, 0.15) for x_m in (128.0, 384.0))
    z = generate(replace(PLAIN, named_craters=pair), 5).elevation_m
    west, east = z[100:156, 36:92], z[100:156, 164:220]
    assert np.max(np.abs(west - east)) > 0.3
    assert np.max(np.abs(west - west[:, ::-1])) > 0.3


def test_old_craters_are_flat_floored_and_low_rimmed() -> None:
    fresh, old = one_crater(100.0, 0.20), one_crater(100.0, 0.05)
    assert old.slope_at(256.0, 256.0 + 15.0) < 3.0 < fresh.slope_at(256.0, 256.0 + 15.0)
    assert np.max(old.elevation_m) < 0.5 * np.max(fresh.elevation_m)
    assert old.material_at(256.0, 256.0) == Material.SAND
    assert fresh.material_at(256.0, 256.0) != Material.SAND


def test_fresh_rims_are_rocky() -> None:
    crater = NamedCrater("Blocky", 256.0, 256.0, 120.0, 0.19)
    spec = replace(PLAIN, rocks=RockField(patchiness=0.0), named_craters=(crater,))
    terrain = generate(spec, 5)
    rim = [terrain.rock_abundance[128 + round(30 * math.cos(a)), 128 + round(30 * math.sin(a))] for a in range(60)]
    assert np.mean(rim) > 1.8 * np.median(terrain.rock_abundance)


def test_a_named_crater_is_where_it_was_asked_to_be() -> None:
    crater = one_crater(120.0, 0.15).craters[0]
    assert (crater.name, crater.x_m, crater.y_m, crater.diameter_m) == ("Belva", 256.0, 256.0, 120.0)
    assert crater.depth_m == pytest.approx(18.0)
    terrain = one_crater(120.0, 0.15)
    row, column = np.unravel_index(np.argmin(terrain.elevation_m), terrain.elevation_m.shape)
    assert abs(row - 127.5) < 8
    assert abs(column - 127.5) < 8


def test_a_crater_is_the_same_on_finer_tiles() -> None:
    """The shape is in metres: halving the tile changes it only by what the tiles can show."""
    coarse, fine = one_crater(100.0, 0.15, 2.0), one_crater(100.0, 0.15, 1.0)
    for offset_m in (0.0, 20.0, 40.0, 60.0, 90.0):
        a = coarse.height_at(256.0 + offset_m, 256.0)
        b = fine.height_at(256.0 + offset_m, 256.0)
        assert a == pytest.approx(b, abs=0.4)


def test_secondaries_are_small_and_clustered() -> None:
    field = CraterField(per_km2=0.0, min_m=4.0, clusters_per_km2=30.0, cluster_size=20)
    craters = generate(TerrainSpec(512, 512, 2.0, craters=field), 2).craters
    assert len(craters) > 300
    assert max(crater.diameter_m for crater in craters) <= 16.0
    x, y = (np.array([getattr(crater, name) for crater in craters]) for name in ("x_m", "y_m"))
    near = np.sort(np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]), axis=1)[:, 1]
    evenly_m = 0.5 / math.sqrt(len(craters) / 1024.0**2)
    assert np.median(near) < 0.6 * evenly_m


def test_craters_off_the_map_still_throw_their_rims_onto_it() -> None:
    crater = NamedCrater("Outside", -20.0, 256.0, 100.0, 0.18)
    terrain = generate(replace(PLAIN, named_craters=(crater,)), 5)
    assert terrain.elevation_m[128, 0] < -3.0
    assert terrain.elevation_m[128, 17] > 1.0
    assert crater_stats(terrain).count == 0
