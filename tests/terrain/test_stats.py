"""The figures a site is judged by, and the real landing site they are held against."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from game.terrain.generate import generate
from game.terrain.landforms.roughness import deviation, sum_of_squares
from game.terrain.spec import Base, CraterField, TerrainSpec
from game.terrain.stats import LAGS_M, deviation_at, stats_rows, terrain_stats
from tests.terrain.sites import BARE, everything


def test_deviation_is_the_rms_of_height_differences() -> None:
    terrain = generate(BARE, 2)
    z = terrain.elevation_m
    for tiles in (1, 4, 25):
        east, south = z[:, tiles:] - z[:, :-tiles], z[tiles:] - z[:-tiles]
        wanted = math.sqrt(np.mean(np.concatenate([east.ravel(), south.ravel()]) ** 2))
        assert deviation(z, tiles) == pytest.approx(wanted, rel=1e-12)
        found = deviation_at(terrain, tiles * 2.0)
        assert (found.deviation_m, found.how) == (deviation(z, tiles), "measured")


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (2, 3), (7, 5), (64, 3), (129, 2)])
def test_the_sum_of_squares_misses_no_row(shape: tuple[int, int]) -> None:
    values = np.arange(shape[0] * shape[1], dtype=np.float64).reshape(shape) + 1.0
    assert sum_of_squares(values) == pytest.approx(np.sum(values**2), rel=1e-13)


def test_lags_between_below_and_beyond_the_tiles() -> None:
    terrain = generate(TerrainSpec(64, 64, 2.0), 2)
    by_lag = {d.lag_m: d for d in terrain_stats(terrain).deviation}
    assert tuple(by_lag) == LAGS_M
    assert by_lag[1.0].how == "extrapolated"
    assert by_lag[3.0].how == "interpolated"
    assert by_lag[20.0].how == "measured"
    assert by_lag[120.0].deviation_m is None
    told = [d.deviation_m for d in by_lag.values() if d.deviation_m is not None]
    assert told == sorted(told)


def test_slopes_are_those_over_one_tile() -> None:
    tilted = TerrainSpec(64, 64, 2.0, base=Base("fan", ((1.0, 1e-6), (5.0, 2e-6)), 12.0, 40.0))
    stats = terrain_stats(generate(tilted, 1))
    assert list(stats.slope_deg) == ["P50", "P75", "P90", "P95", "P99", "max"]
    assert list(stats.slope_deg.values()) == pytest.approx([12.0] * 6, abs=0.01)
    assert list(stats.rms_slope_deg) == ["5", "20", "100"]


def test_the_figures_are_plain_data_and_rows_for_people() -> None:
    stats = terrain_stats(generate(everything(), 3))
    plain = json.loads(json.dumps(stats.to_json(), allow_nan=False))
    assert plain["craters"]["bins"][0]["count"] > 0
    assert plain["deviation"][0]["lag_m"] == 1.0
    assert math.fsum(plain["materials"].values()) == pytest.approx(1.0)
    rows = dict(stats_rows(stats))
    for what in ("RMS deviation at 20 m", "slope over one tile P95", "RMS slope at 20 m", "cumulative slope"):
        assert what in rows


def test_a_site_without_craters_or_rocks_still_has_figures() -> None:
    stats = terrain_stats(generate(BARE, 3))
    assert stats.craters.count == 0
    assert stats.craters.cumulative_slope is None
    assert stats.rock_cover == ()
    assert stats_rows(stats)


def test_the_crater_floor_is_like_the_real_one() -> None:
    """The 1 m HiRISE DTM of the landing site [D]; its slope over 1 m: P50 2.5, P95 8.3 deg."""
    sites = [terrain_stats(generate(TerrainSpec(512, 512, 1.0, craters=CraterField()), seed)) for seed in (1, 2, 3)]
    for lag_m, real_m in ((1.0, 0.048), (5.0, 0.219), (20.0, 0.65), (80.0, 1.38)):
        found = [d.deviation_m or 0.0 for site in sites for d in site.deviation if d.lag_m == lag_m]
        assert np.median(found) == pytest.approx(real_m, rel=0.15), lag_m
    assert np.median([site.slope_deg["P50"] for site in sites]) == pytest.approx(2.5, abs=0.4)
    assert 5.0 < np.median([site.slope_deg["P95"] for site in sites]) < 10.0


def test_presets_differ_as_their_terrains_do() -> None:
    """RMS slope over 20 m of the ground driven [D]: floor 1.5, fan 2.75, delta front 3.5 deg."""
    slopes = {
        preset: terrain_stats(generate(replace(BARE, width=256, height=256, base=Base(preset)), 1)).rms_slope_deg["20"]
        for preset in ("dunes", "crater_floor", "fan", "delta", "rim")
    }
    values = list(slopes.values())
    assert values == sorted(values, key=lambda slope: slope or 0.0)
    assert slopes["crater_floor"] == pytest.approx(1.5, abs=0.4)
    assert slopes["fan"] == pytest.approx(2.75, abs=0.6)
    assert slopes["delta"] == pytest.approx(3.5, abs=0.6)
