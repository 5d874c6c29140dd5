"""A crowd of autonomous drives over made-up floor, delta, fan and rim, held against the real crowd of 515.

Drives above 100 m made 50 to 95 m/h (5th to 95th percentile), median 80; those of 20 to 100 m 25 to 93, median 60
(way-points of the mission's map, NASA MMGIS).
"""

from collections.abc import Iterator
from functools import cache

import pytest

from game.content.level import Level
from game.core import exact
from game.core.grid import heading_vector
from game.core.rng import rng_for
from game.sim import events as e
from game.sim.commands import DriveTo
from game.sim.setup import new_world, prepare_site
from game.sim.step import advance, apply
from game.sim.validate import validate
from game.sim.world import Site
from tests import small
from tests.sim.grounds import of_kind

PRESETS = ("crater_floor", "delta", "fan", "rim")
NEAREST_M, FARTHEST_M = 22.0, 190.0
Drive = tuple[str, float, float]
"""Ground, metres driven, metres per hour."""


@cache
def site(preset: str, seed: int) -> Site:
    level = Level.model_validate(
        {
            "format": 2,
            "id": "crowd",
            "title": "Crowd",
            "objectives": ({"id": "go", "title": "Go", "done_when": {"sol": {"at_least": 9999}}},),
            "map": {"tiles": (216, 216), "tile_m": 2.0},
            "start": {"sol": 200, "lmst": "12:00", "at": (108.0, 108.0)},
            "terrain": {
                "base": {"preset": preset},
                "craters": {"per_km2": 150.0, "reference_m": 10.0, "min_m": 6.0, "max_m": 30.0},
                "rocks": {"k_frac": 0.05},
            },
        }
    )
    return prepare_site(level, small.catalog(), seed)


def drives(seeds: range, each: int) -> Iterator[Drive]:
    """Drives in any direction, short ones common as the real ones are; those refused are not drives."""
    for preset in PRESETS:
        for seed in seeds:
            stream = rng_for(seed, "crowd", preset)
            for k in range(each):
                far_m = NEAREST_M * exact.exp(stream.uniform(2 * k) * exact.log(FARTHEST_M / NEAREST_M))
                found = driven(site(preset, seed), far_m, 360.0 * stream.uniform(2 * k + 1))
                if found is not None:
                    yield (preset, *found)


def driven(on: Site, far_m: float, bearing_deg: float) -> tuple[float, float] | None:
    """(metres, metres per hour) of one drive from the middle of the map."""
    world = new_world(on)
    world.power.charge_wh = world.power.capacity_wh
    east, south = heading_vector(bearing_deg)
    command = DriveTo(world.rover.x_m + east * far_m, world.rover.y_m + south * far_m)
    if validate(world, command) is not None:
        return None
    apply(world, [command])
    assert world.rover.task is not None
    warm = world.rover.task.ready_tick
    events = advance(world, world.tick + 25_000)
    ended = [*of_kind(events, e.DriveCompleted), *of_kind(events, e.DriveFaulted)]
    if not ended or ended[0].distance_m < 20.0:
        return None
    return ended[0].distance_m, ended[0].distance_m * 3600.0 / (ended[0].tick - warm)


def judge(crowd: list[Drive], least: int) -> None:
    long = sorted(speed for _ground, metres, speed in crowd if metres > 100.0)
    middle = sorted(speed for _ground, metres, speed in crowd if 20.0 <= metres <= 100.0)
    assert len(crowd) >= least
    within = [speed for speed in long if 50.0 <= speed <= 95.0] + [speed for speed in middle if 25.0 <= speed <= 93.0]
    assert len(within) >= 0.95 * (len(long) + len(middle)), sorted(crowd)
    assert long[len(long) // 2] == pytest.approx(80.0, abs=5.0)
    assert middle[len(middle) // 2] == pytest.approx(60.0, abs=9.0)


def test_a_crowd_of_drives_is_as_fast_as_the_real_one() -> None:
    judge(list(drives(range(1, 3), 4)), least=28)


@pytest.mark.slow
def test_a_large_crowd_of_drives_is_as_fast_as_the_real_one() -> None:
    crowd = list(drives(range(1, 7), 10))
    judge(crowd, least=200)
    for preset in PRESETS:
        judge([drive for drive in crowd if drive[0] == preset], least=45)
