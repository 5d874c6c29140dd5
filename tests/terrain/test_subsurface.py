"""The ground under the ground: pure, ordered, dipping as asked, and only where it should be."""

import numpy as np
import pytest

from game.terrain.generate import generate
from game.terrain.spec import Base, TerrainSpec
from game.terrain.subsurface import Subsurface
from game.terrain.subsurface_spec import STANDARD, Layer, Lens, SubsurfaceSpec

SPEC = TerrainSpec(64, 64, 2.0, base=Base("delta"))
GROUND = generate(SPEC, 5)
X = np.linspace(10.0, 110.0, 400)
Y = np.full(400, 60.0)


def under(*layers: Layer, seed: int = 5, boulders: float = 0.0) -> Subsurface:
    return Subsurface(SubsurfaceSpec(layers, boulders), seed, GROUND)


@pytest.mark.parametrize("preset", sorted(STANDARD))
def test_layers_lie_in_order_and_about_as_thick_as_asked(preset: str) -> None:
    layers = STANDARD[preset]  # type: ignore[index]
    tops = under(*layers).tops_m(X, Y)
    assert tops.shape == (len(layers), len(X))
    assert (np.diff(tops, axis=0) >= 0.0).all()
    thick = np.diff(tops, axis=0).mean(axis=1)
    for layer, below, metres in zip(layers, layers[1:], thick, strict=False):
        assert abs(metres - layer.thickness_m) < 0.5 + below.undulation_m + below.erosion_m


def test_a_depth_is_a_function_of_place_and_seed_alone() -> None:
    ground, backwards = under(*STANDARD["delta"]), np.arange(399, -1, -1)
    whole = ground.tops_m(X, Y)
    assert (ground.tops_m(X[backwards], Y[backwards])[:, backwards] == whole).all()
    assert (ground.tops_m(X[7:8], Y[7:8])[:, 0] == whole[:, 7]).all()
    assert (under(*STANDARD["delta"], seed=6).tops_m(X, Y) != whole).any()


def test_a_layer_above_does_not_move_the_relief_below() -> None:
    floor = Layer("floor", "basalt", undulation_m=1.0)
    one = under(Layer("a", "regolith", thickness_m=2.0), floor).tops_m(X, Y)[-1]
    two = under(Layer("a", "regolith", thickness_m=5.0), floor).tops_m(X, Y)[-1]
    assert two - one == pytest.approx(3.0)


@pytest.mark.parametrize(("dip_deg", "azimuth_deg", "fall_per_m"), [(12.0, 90.0, 0.2126), (12.0, 270.0, -0.2126)])
def test_beds_fall_as_steeply_as_they_are_told(dip_deg: float, azimuth_deg: float, fall_per_m: float) -> None:
    beds = Layer("beds", "beds", thickness_m=30.0, bed_m=2.0, dip_deg=dip_deg, dip_azimuth_deg=azimuth_deg)
    ground = under(Layer("soil", "regolith", thickness_m=0.5), beds, Layer("end", "basalt"))
    tops = ground.tops_m(X, Y)
    found = ground.beds(1, X, Y, tops[1], tops[2])
    surface = GROUND.heights_at(X, Y)
    number = int(np.bincount(found.number - found.number.min()).argmax() + found.number.min())
    mine = found.number == number
    level = surface[found.column[mine]] - found.depth_m[mine]
    slope = np.polyfit(X[found.column[mine]], level, 1)[0]
    assert slope == pytest.approx(-fall_per_m, abs=0.03)


def test_beds_end_where_their_layer_ends() -> None:
    ground = under(*STANDARD["crater_floor"])
    tops = ground.tops_m(X, Y)
    found = ground.beds(1, X, Y, tops[1], tops[2])
    assert (found.depth_m > tops[1][found.column]).all()
    assert (found.depth_m < tops[2][found.column]).all()


def test_a_lens_is_thickest_in_its_middle_and_gone_beyond_its_rim() -> None:
    lens = Layer("lens", "ice", thickness_m=3.0, lens=Lens(60.0, 60.0, 20.0))
    ground = under(Layer("soil", "regolith"), lens, Layer("floor", "basalt", undulation_m=0.0))
    tops = ground.tops_m(X, Y)
    thick = tops[2] - tops[1]
    inside = np.abs(X - 60.0) < 20.0
    assert thick[np.abs(X - 60.0) < 3.0].min() > 2.5
    assert (thick[~inside] < 1e-9).all()


def test_valleys_only_cut_deeper() -> None:
    soil = Layer("soil", "regolith", thickness_m=6.0)
    flat = under(soil, Layer("old", "basalt")).tops_m(X, Y)[1]
    cut = under(soil, Layer("old", "basalt", erosion_m=3.0)).tops_m(X, Y)[1]
    assert (cut >= flat).all()
    assert 1.0 < (cut - flat).max() <= 3.0


def test_boulders_are_as_many_as_asked_and_the_same_from_everywhere() -> None:
    ground = under(*STANDARD["delta"], boulders=50.0)
    grid = np.stack(np.meshgrid(np.arange(5.0, 400.0, 10.0), np.arange(5.0, 400.0, 10.0)), axis=-1).reshape(-1, 2)
    found = ground.boulders(grid[:, 0], grid[:, 1], 1.0)
    assert len(found.x_m) / (41.0 * 41.0) == pytest.approx(0.5, abs=0.07)
    near = ground.boulders(np.array([200.0]), np.array([200.0]), 6.0)
    everywhere = set(zip(found.x_m.tolist(), found.y_m.tolist(), strict=True))
    assert set(zip(near.x_m.tolist(), near.y_m.tolist(), strict=True)) <= everywhere
