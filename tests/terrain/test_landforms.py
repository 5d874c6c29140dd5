"""Each landform has the shape, the place and the material its spec asks for."""

import math
from dataclasses import replace

import numpy as np
import pytest

from game.terrain.generate import generate
from game.terrain.material import Material
from game.terrain.spec import (
    Channel,
    Outcrop,
    Pad,
    RidgeField,
    RimWall,
    RippleField,
    Scarp,
    Surface,
    TerrainSpec,
)
from game.terrain.terrain import Floats, Terrain
from tests.terrain.sites import EVEN, SMOOTH

FLAT = TerrainSpec(256, 256, 1.0, datum_m=0.0, base=SMOOTH, surface=EVEN)


def along(terrain: Terrain, heading_deg: float, length_m: float, x_m: float = 128.0, y_m: float = 128.0) -> Floats:
    """Heights every half metre along a line through a point."""
    dx, dy = math.sin(math.radians(heading_deg)), -math.cos(math.radians(heading_deg))
    half_m = length_m / 2
    ends = (x_m - dx * half_m, y_m - dy * half_m, x_m + dx * half_m, y_m + dy * half_m)
    return terrain.profile(*ends, 0.5).elevation_m


def crests(heights: Floats, above: float) -> int:
    """Local maxima higher than a level."""
    middle = heights[1:-1]
    return int(np.sum((middle > heights[:-2]) & (middle >= heights[2:]) & (middle > above)))


@pytest.mark.parametrize("wind_deg", [0.0, 60.0, 110.0])
@pytest.mark.parametrize("wavelength_m", [8.0, 15.0])
def test_ripples_have_their_wavelength_and_direction(wavelength_m: float, wind_deg: float) -> None:
    field = RippleField(
        128.0, 128.0, 240.0, 240.0, wavelength_m=wavelength_m, height_m=0.8, wind_deg=wind_deg, cover_frac=1.0
    )
    terrain = generate(replace(FLAT, ripples=(field,)), 3)
    across = [crests(along(terrain, wind_deg, 140.0, 128.0 + d, 128.0 + d), 0.25) for d in (-20, 0, 20)]
    assert np.mean(across) == pytest.approx(140.0 / wavelength_m, rel=0.3)
    core = (slice(70, 186), slice(70, 186))
    dx, dy = math.sin(math.radians(wind_deg)), -math.cos(math.radians(wind_deg))
    ahead = terrain.slope_x[core] * dx + terrain.slope_y[core] * dy
    aside = terrain.slope_y[core] * dx - terrain.slope_x[core] * dy
    assert np.mean(ahead**2) > 4.0 * np.mean(aside**2)
    assert 0.5 * 0.8 < np.percentile(terrain.elevation_m[80:176, 80:176], 98) < 0.8 * 1.1


def test_ripples_are_sand_with_ripples_on_it() -> None:
    field = RippleField(128.0, 128.0, 120.0, 80.0, axis_deg=90.0, cover_frac=1.0)
    terrain = generate(replace(FLAT, ripples=(field,)), 3)
    core = terrain.material[116:140, 100:156]
    assert np.mean(np.isin(core, (Material.SAND, Material.RIPPLE))) > 0.97
    assert 0.3 < np.mean(core == Material.RIPPLE) < 0.8
    assert np.all(terrain.material[:50] == Material.REGOLITH)


def test_sand_covers_the_asked_share() -> None:
    shares = []
    for cover_frac in (0.0, 0.4, 0.8):
        field = RippleField(128.0, 128.0, 240.0, 240.0, cover_frac=cover_frac)
        terrain = generate(replace(FLAT, ripples=(field,)), 7)
        shares.append(float(np.mean(terrain.material[60:196, 60:196] != Material.REGOLITH)))
    assert shares[0] < 0.02
    assert shares[1] == pytest.approx(0.4, abs=0.2)
    assert shares[2] == pytest.approx(0.8, abs=0.15)


def test_ripples_too_fine_for_the_tiles_are_texture_not_relief() -> None:
    field = RippleField(128.0, 128.0, 200.0, 200.0, wavelength_m=1.5, height_m=0.2, cover_frac=1.0)
    terrain = generate(replace(FLAT, ripples=(field,)), 3)
    assert np.mean(terrain.material == Material.RIPPLE) > 0.3
    core = terrain.elevation_m[100:156, 100:156]
    assert np.std(core) < 0.02
    assert np.mean(terrain.roughness_m[100:156, 100:156]) > np.mean(terrain.roughness_m[:20])


@pytest.mark.parametrize("facing_deg", [90.0, 135.0, 200.0])
def test_a_scarp_is_high_behind_and_low_in_front(facing_deg: float) -> None:
    scarp = Scarp(128.0, 128.0, facing_deg, height_m=40.0, run_m=60.0, lobe_m=8.0, lobe_wavelength_m=80.0)
    terrain = generate(replace(FLAT, scarps=(scarp,)), 3)
    heights = along(terrain, facing_deg, 250.0)
    assert heights[:60] == pytest.approx(40.0, abs=0.5)
    assert heights[-160:] == pytest.approx(0.0, abs=0.5)
    assert np.mean(terrain.material == Material.DELTA) > 0.15


def test_a_scarp_has_terraces() -> None:
    """Benches and risers: the face is steep and gentle by turns, one turn for each layer."""
    scarp = Scarp(160.0, 128.0, 90.0, height_m=40.0, run_m=100.0, lobe_m=0.0, layers=5)
    terrain = generate(replace(FLAT, scarps=(scarp,)), 3)
    counts = []
    for y_m in (60.0, 100.0, 140.0, 180.0):
        slope = np.diff(along(terrain, 270.0, 150.0, 120.0, y_m)) / 0.5
        counts.append(int(np.sum((slope[:-1] < 0.55) & (slope[1:] >= 0.55))))
        assert np.max(slope) > 0.7
    assert np.mean(counts) == pytest.approx(5, abs=1.5)


def test_a_lobed_front_wanders_and_a_straight_one_does_not() -> None:
    def wander_m(lobe_m: float) -> float:
        scarp = Scarp(128.0, 128.0, 90.0, height_m=20.0, run_m=20.0, lobe_m=lobe_m, lobe_wavelength_m=90.0)
        high = generate(replace(FLAT, scarps=(scarp,)), 3).elevation_m > 10.0
        return float(np.ptp(np.sum(high, axis=1)))

    assert wander_m(0.0) < 8.0
    assert wander_m(30.0) > 30.0


def test_a_butte_stands_alone() -> None:
    scarp = Scarp(160.0, 128.0, 90.0, 15.0, 10.0, radius_m=32.0, is_butte=True, lobe_m=4.0, lobe_wavelength_m=50.0)
    terrain = generate(replace(FLAT, scarps=(scarp,)), 3)
    assert terrain.height_at(128.0, 128.0) == pytest.approx(15.0, abs=0.5)
    for x_m, y_m in ((5.0, 128.0), (250.0, 128.0), (128.0, 5.0), (128.0, 250.0)):
        assert terrain.height_at(x_m, y_m) == pytest.approx(0.0, abs=0.1)


def test_a_channel_is_cut_along_its_points() -> None:
    channel = Channel(((0.0, 128.0), (256.0, 128.0)), width_m=30.0, depth_m=4.0, meander_m=0.0, levee_m=0.5)
    terrain = generate(replace(FLAT, channels=(channel,)), 3)
    across = along(terrain, 180.0, 100.0)
    assert np.min(across) == pytest.approx(-4.0, abs=0.1)
    assert 0.3 < np.max(across) < 0.55
    assert across[[0, -1]] == pytest.approx(0.0, abs=0.05)
    bed = terrain.profile(1.0, 128.0, 255.0, 128.0, 1.0).elevation_m
    assert bed == pytest.approx(-4.0, abs=0.1)


def test_a_meander_swings_as_far_as_asked() -> None:
    channel = Channel(((0.0, 128.0), (256.0, 128.0)), 12.0, 3.0, meander_m=30.0, meander_wavelength_m=110.0)
    terrain = generate(replace(FLAT, channels=(channel,)), 3)
    rows, _ = np.nonzero(terrain.elevation_m < -2.0)
    assert 45.0 < np.ptp(rows) < 2 * 1.4 * 30.0 + 12.0


def test_ridges_stand_in_sand() -> None:
    field = RidgeField(128.0, 128.0, 220.0, 220.0, strike_deg=45.0, spacing_m=40.0, height_m=8.0)
    terrain = generate(replace(FLAT, ridges=(field,)), 3)
    core = (slice(60, 196), slice(60, 196))
    assert 4.0 < np.percentile(terrain.elevation_m[core], 99) < 16.0
    kinds = {int(kind) for kind in np.unique(terrain.material[core])}
    assert {Material.BEDROCK, Material.SAND, Material.RIPPLE} <= kinds
    high = terrain.elevation_m[core] > 3.0
    assert np.mean(terrain.material[core][high] == Material.BEDROCK) > 0.9


def test_the_rim_climbs_to_its_height() -> None:
    rim = RimWall(200.0, 128.0, rise_deg=270.0, height_m=50.0, run_m=120.0, spur_m=3.0)
    terrain = generate(replace(FLAT, rim=rim), 3)
    west, east = terrain.elevation_m[:, :10], terrain.elevation_m[:, -10:]
    assert np.mean(west) == pytest.approx(50.0, abs=3.0)
    assert np.mean(east) == pytest.approx(0.0, abs=2.0)
    assert np.mean(np.diff(terrain.elevation_m, axis=1) < 0.0) > 0.5


@pytest.mark.parametrize("kind", ["layered", "massive"])
def test_an_outcrop_is_bedrock_with_its_number(kind: str) -> None:
    outcrops = (Outcrop(60.0, 60.0), Outcrop(150.0, 160.0, 10.0, 1.2, kind=kind))  # type: ignore[arg-type]
    terrain = generate(replace(FLAT, outcrops=outcrops), 3)
    mine = terrain.outcrop == 2
    assert terrain.outcrop[160, 150] == 2
    assert terrain.outcrop[60, 60] == 1
    assert np.pi * 8.0**2 < np.sum(mine) < np.pi * 14.0**2
    assert np.all(terrain.material[mine] == Material.BEDROCK)
    assert 0.7 < np.max(terrain.elevation_m[mine]) < 2.0
    assert np.max(np.abs(terrain.elevation_m[200:])) < 0.1


def test_a_layered_outcrop_has_steps_and_a_massive_one_none() -> None:
    def flat_share(kind: str) -> float:
        outcrop = Outcrop(128.0, 128.0, 40.0, 1.2, kind=kind)  # type: ignore[arg-type]
        terrain = generate(replace(FLAT, outcrops=(outcrop,)), 3)
        flank = (terrain.elevation_m > 0.2) & (terrain.elevation_m < 0.9)
        return float(np.mean(terrain.slope_deg[flank] < 0.8))

    assert flat_share("layered") > 0.2 > 2.0 * flat_share("massive")


def test_a_pad_is_level_ground_on_a_slope() -> None:
    rough = TerrainSpec(128, 128, 1.0, rim=RimWall(100.0, 64.0, height_m=30.0, run_m=120.0))
    pad = Pad(64.0, 64.0, 8.0)
    before, after = generate(rough, 3), generate(replace(rough, pads=(pad,)), 3)
    yy, xx = np.mgrid[0:128, 0:128]
    r = np.hypot(xx - 63.5, yy - 63.5)
    assert np.median(before.slope_deg[r < 6.0]) > 8.0
    assert np.max(after.slope_deg[r < 6.0]) < 0.01
    assert np.all(after.material[r < 7.0] == Material.REGOLITH)
    assert np.array_equal(after.elevation_m[r > 16.0], before.elevation_m[r > 16.0])


def test_surface_shares_are_met() -> None:
    surface = Surface(bedrock_frac=0.25, sand_frac=0.0, dust_frac=0.0, boulders_frac=0.0, patch_m=10.0)
    terrain = generate(replace(FLAT, surface=surface), 3)
    assert np.mean(terrain.material == Material.BEDROCK) == pytest.approx(0.25, abs=0.03)
    assert np.mean(terrain.material == Material.REGOLITH) == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize("ground", ["regolith", "sand", "dust", "bedrock", "delta", "boulders", "ice_cemented"])
def test_any_material_can_be_the_common_ground(ground: str) -> None:
    terrain = generate(replace(FLAT, width=64, height=64, surface=replace(EVEN, ground=ground)), 1)  # type: ignore[arg-type]
    assert np.all(terrain.material == Material[ground.upper()])


def test_nothing_loose_lies_on_cliffs() -> None:
    scarp = Scarp(128.0, 128.0, 90.0, height_m=60.0, run_m=30.0)
    ripples = RippleField(128.0, 128.0, 200.0, 200.0)
    terrain = generate(replace(FLAT, scarps=(scarp,), ripples=(ripples,)), 3)
    loose = (Material.REGOLITH, Material.SAND, Material.RIPPLE, Material.DUST)
    steep = terrain.slope_deg > 33.0
    assert np.sum(steep) > 1000
    assert not np.any(np.isin(terrain.material[steep], loose))
