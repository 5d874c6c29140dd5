"""The base ground has the roughness asked for, as `stats` prints it."""

import math

import numpy as np
import pytest

from game.terrain.generate import generate
from game.terrain.limits import roughness_faults
from game.terrain.spec import ROUGHNESS, Base, Lags, TerrainSpec
from game.terrain.stats import deviation_at
from tests.terrain.sites import SMOOTH

ASKED: dict[str, Lags] = {
    **ROUGHNESS,
    "issue": ((1.0, 0.05), (5.0, 0.22), (20.0, 0.65), (80.0, 1.4)),
    "steep": ((2.0, 0.1), (10.0, 0.49), (40.0, 1.9), (100.0, 4.5)),
    "one lag": ((10.0, 0.5),),
}


def base_only(lags: Lags, size: int, tile_m: float, seed: int) -> list[tuple[float, float, str | None]]:
    """(lag, error, how) at each lag asked that the map is large enough to tell."""
    terrain = generate(TerrainSpec(size, size, tile_m, base=Base(roughness_m=lags)), seed)
    found = [(deviation_at(terrain, lag_m), asked_m) for lag_m, asked_m in lags if lag_m <= size * tile_m / 2]
    return [(d.lag_m, (d.deviation_m or 0.0) / asked_m - 1.0, d.how) for d, asked_m in found]


@pytest.mark.parametrize("tile_m", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("name", ASKED)
def test_roughness_is_met_within_ten_per_cent(name: str, tile_m: float) -> None:
    for size, seed in ((64, 1), (150, 2), (256, 3)):
        for lag_m, error, how in base_only(ASKED[name], size, tile_m, seed):
            assert abs(error) < 0.10, f"lag {lag_m} m on {size} tiles: {error:+.1%} ({how})"


@pytest.mark.slow
@pytest.mark.parametrize("tile_m", [1.0, 1.5, 2.0, 3.0, 5.0])
@pytest.mark.parametrize("name", ASKED)
def test_roughness_is_met_on_many_maps(name: str, tile_m: float) -> None:
    worst = max(
        (abs(error), lag_m, size, seed)
        for size in (64, 100, 256, 512)
        for seed in range(8)
        for lag_m, error, _ in base_only(ASKED[name], size, tile_m, seed)
    )
    assert worst[0] < 0.10, worst


def test_the_hurst_exponent_differs_by_scale() -> None:
    """Real ground: 0.94 from 1 to 5 m but 0.54 from 20 to 80 m [D]; a plain fBm has one for all."""
    terrain = generate(TerrainSpec(512, 512, 1.0, base=Base(roughness_m=ASKED["issue"])), 4)
    near, far = (
        math.log(high.deviation_m / low.deviation_m) / math.log(high.lag_m / low.lag_m)
        for low, high in ((deviation_at(terrain, a), deviation_at(terrain, b)) for a, b in ((1, 5), (20, 80)))
        if low.deviation_m and high.deviation_m
    )
    assert near > 0.85
    assert far < 0.65


@pytest.mark.parametrize(("heading_deg", "falls_x", "falls_y"), [(0.0, 0, -1), (90.0, 1, 0), (180.0, 0, 1)])
def test_the_tilt_falls_toward_its_heading(heading_deg: float, falls_x: int, falls_y: int) -> None:
    lags = SMOOTH.roughness_m
    terrain = generate(TerrainSpec(64, 64, 2.0, base=Base("fan", lags, 5.0, heading_deg)), 1)
    grade = math.tan(math.radians(5.0))
    assert np.mean(terrain.slope_x) == pytest.approx(-grade * falls_x, abs=1e-3)
    assert np.mean(terrain.slope_y) == pytest.approx(-grade * falls_y, abs=1e-3)


def test_the_datum_is_the_height_of_the_ground() -> None:
    terrain = generate(TerrainSpec(64, 64, 2.0, datum_m=-1800.0, base=SMOOTH), 1)
    assert np.mean(terrain.elevation_m) == pytest.approx(-1800.0, abs=0.05)


def test_impossible_roughness_is_refused_in_sentences() -> None:
    assert roughness_faults(ASKED["issue"]) == []
    assert "faster than a plane" in roughness_faults(((1.0, 0.1), (5.0, 0.6)))[0]
    assert "falls" in roughness_faults(((1.0, 0.1), (5.0, 0.05)))[0]
    assert "twice" in roughness_faults(((5.0, 0.1), (5.0, 0.1)))[0]
    assert "above 0" in roughness_faults(((-1.0, 0.1),))[0]
    with pytest.raises(ValueError, match="faster than a plane"):
        generate(TerrainSpec(64, 64, base=Base(roughness_m=((1.0, 0.1), (5.0, 0.6)))), 1)
