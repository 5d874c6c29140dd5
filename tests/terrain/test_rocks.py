"""Rocks by the law of Golombek & Rapp, placed tile by tile."""

from dataclasses import replace

import numpy as np
import pytest

from game.core import exact
from game.terrain import rock_law
from game.terrain.generate import generate
from game.terrain.rock_field import MOST_ROCKS, smallest_rock_m
from game.terrain.spec import Outcrop, Pad, RippleField, RockField, Surface, TerrainSpec
from game.terrain.stats import terrain_stats
from tests.terrain.sites import BARE, EVEN, SMOOTH

OPEN = TerrainSpec(
    256,
    256,
    2.0,
    base=SMOOTH,
    rocks=RockField(patchiness=0.0),
    surface=EVEN,
)


@pytest.mark.parametrize("k_frac", [0.02, 0.05, 0.10, 0.19])
def test_cover_by_size_follows_the_law(k_frac: float) -> None:
    spec = replace(OPEN, rocks=RockField(k_frac=k_frac, patchiness=0.0, max_m=4.0))
    rocks = generate(spec, 3).rocks
    area_m2 = spec.width_m * spec.height_m
    q = 1.79 + 0.152 / k_frac
    for diameter_m in (0.25, 0.35, 0.5, 0.8):
        law = k_frac * np.exp(-q * diameter_m)
        large = rocks.diameter_m[rocks.diameter_m >= diameter_m]
        counted = len(large)
        if counted > 200:
            covered = np.sum(np.pi * large**2 / 4.0) / area_m2
            assert covered == pytest.approx(law, rel=0.05 + 3.0 / np.sqrt(counted)), diameter_m


def test_stats_print_the_law_beside_what_was_placed() -> None:
    stats = terrain_stats(generate(replace(OPEN, surface=Surface(), rocks=RockField(k_frac=0.08)), 8))
    assert stats.rock_cover_frac == pytest.approx(0.08, rel=0.25)
    for cover in stats.rock_cover[:3]:
        assert cover.placed_frac == pytest.approx(cover.law_frac, rel=0.08)


def test_classes_of_k_keep_the_mean() -> None:
    even = (np.arange(1000) + 0.5) / 1000.0
    for k in (0.004, 0.031, 0.05, 0.2, 0.399):
        kept = rock_law.class_k()[rock_law.class_of(np.full(1000, k), even)]
        assert np.mean(kept) == pytest.approx(k, rel=0.01 if k > 0.01 else 0.3)
        assert len(np.unique(kept)) <= 2
    assert rock_law.class_of(np.array([-1.0, 0.0, 9.0])).tolist() == [0, 0, rock_law.CLASSES - 1]


def test_rocks_lie_in_their_tiles_and_are_sorted_by_tile() -> None:
    terrain = generate(replace(BARE, rocks=RockField()), 4)
    rocks, width = terrain.rocks, terrain.width
    tile = np.floor(rocks.y_m / 2.0).astype(int) * width + np.floor(rocks.x_m / 2.0).astype(int)
    assert np.all(np.diff(tile) >= 0)
    assert np.array_equal(np.searchsorted(tile, np.arange(width * terrain.height + 1)), rocks.tile_start)
    tallest = np.zeros(width * terrain.height)
    np.maximum.at(tallest, tile, rocks.height_m)
    assert np.array_equal(tallest.reshape(terrain.elevation_m.shape), terrain.tallest_rock_m)
    share = rocks.height_m / rocks.diameter_m
    assert np.min(share) >= 0.3 - 1e-12
    assert np.max(share) <= 0.5
    assert np.mean(share) == pytest.approx(0.4, abs=0.01)
    assert np.min(rocks.diameter_m) >= 0.25
    assert np.max(rocks.diameter_m) <= 3.0


def test_numbers_scatter_as_chance_would() -> None:
    """Poisson: the variance of the count per tile is its mean."""
    counts = np.diff(generate(OPEN, 6).rocks.tile_start)
    assert np.var(counts) == pytest.approx(np.mean(counts), rel=0.05)


def test_sand_and_pads_are_clear_of_rocks() -> None:
    spec = replace(
        OPEN,
        ripples=(RippleField(128.0, 128.0, 120.0, 120.0, cover_frac=1.0),),
        pads=(Pad(400.0, 400.0, 12.0),),
    )
    terrain = generate(spec, 2)
    inside = (slice(50, 78), slice(50, 78))
    assert np.mean(terrain.rock_abundance[inside]) < 0.1 * np.median(terrain.rock_abundance)
    assert len(terrain.rocks_near(400.0, 400.0, 11.0)) == 0


def test_a_tile_keeps_its_rocks_whatever_happens_elsewhere() -> None:
    plain = generate(replace(BARE, rocks=RockField()), 9)
    changed = generate(replace(BARE, rocks=RockField(), outcrops=(Outcrop(40.0, 40.0),)), 9)
    far = plain.rocks.tile_start[60 * 128]
    same = changed.rocks.tile_start[60 * 128]
    assert not np.array_equal(plain.tallest_rock_m, changed.tallest_rock_m)
    for name in ("x_m", "y_m", "diameter_m", "height_m"):
        assert np.array_equal(getattr(plain.rocks, name)[far:], getattr(changed.rocks, name)[same:])


def test_rocks_near_a_point_are_all_those_in_reach() -> None:
    terrain = generate(replace(BARE, rocks=RockField(k_frac=0.1)), 9)
    rocks = terrain.rocks
    for x_m, y_m, radius_m in ((100.0, 90.0, 7.0), (0.5, 255.0, 12.0), (-5.0, 40.0, 6.0), (80.0, 80.0, 0.01)):
        wanted = np.flatnonzero(np.hypot(rocks.x_m - x_m, rocks.y_m - y_m) <= radius_m)
        assert np.array_equal(terrain.rocks_near(x_m, y_m, radius_m), wanted)


def test_so_many_rocks_that_the_smallest_are_left_out() -> None:
    field = RockField(k_frac=0.4, min_m=0.15)
    assert smallest_rock_m(TerrainSpec(64, 64, 2.0), field) == 0.15
    huge = TerrainSpec(2048, 2048, 5.0)
    min_m = smallest_rock_m(huge, field)
    assert min_m > 0.15
    number = rock_law.sizes(min_m, field.max_m).per_m2()[-1] * huge.width_m * huge.height_m
    assert number <= MOST_ROCKS or min_m * 1.25 >= field.max_m


def test_no_rocks_at_all() -> None:
    for rocks in (None, RockField(k_frac=0.0)):
        terrain = generate(replace(BARE, rocks=rocks), 1)
        assert len(terrain.rocks) == 0
        assert exact.total(terrain.rock_abundance) == 0.0
        assert terrain.rocks.tile_start.shape == (128 * 128 + 1,)
        assert len(terrain.rocks_near(50.0, 50.0, 30.0)) == 0
