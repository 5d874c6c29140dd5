"""What becomes known: by the mast, by panoramas, from the air; and the targets that come to light with it."""

import numpy as np
import pytest

from game.core.grid import distance_m
from game.sim import events as e
from game.sim.commands import DriveArc
from game.sim.cost_grid import cost_grid
from game.sim.systems import mobility, survey
from game.sim.world import World
from tests.sim.grounds import make_terrain, make_world, of_kind, run, tiles_of


def ridge(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A wall 5 m high along x = 75 m."""
    return np.where(abs(x - 75.0) < 2.0, 5.0, 0.0)


def known_at(world: World, x_m: float, y_m: float) -> int:
    tx, ty = world.terrain.tile_index(x_m, y_m)
    level: int = world.survey.known.item(ty, tx)
    return level


def check_counts(world: World) -> None:
    """The running counts are those of the map."""
    known = world.survey.known
    assert world.survey.aerial_tiles == np.count_nonzero(known)
    assert world.survey.surveyed_tiles == np.count_nonzero(known == 2)
    assert survey.aerial_frac(world) == np.count_nonzero(known) / known.size
    assert survey.surveyed_frac(world) == np.count_nonzero(known == 2) / known.size


def test_at_first_only_orbit_has_looked() -> None:
    world = make_world(make_terrain(), look=False)
    assert not world.survey.known.any()
    assert survey.surveyed_frac(world) == 0.0


def test_the_mast_surveys_25_m_of_open_ground() -> None:
    world = make_world(make_terrain(), (65.0, 65.0))
    seen = world.survey.known == 2
    ty, tx = np.indices(seen.shape)
    away = np.sqrt((tx * 2.0 + 1 - 65) ** 2 + (ty * 2.0 + 1 - 65) ** 2)
    assert seen[away < 23].all()
    assert not seen[away > 27].any()
    check_counts(world)


def test_a_ridge_hides_what_lies_behind_it() -> None:
    world = make_world(make_terrain(ridge), (65.0, 65.0))
    assert known_at(world, 55.0, 65.0) == 2
    assert known_at(world, 83.0, 65.0) == 0


def test_driving_surveys_as_it_goes() -> None:
    world = make_world(make_terrain(), (30.0, 64.0), 90.0)
    before = survey.surveyed_frac(world)
    mobility.drive_arc(world, DriveArc(1.0, 0.0), lambda _event: None)
    for _ in range(10):
        run(world, 60)
        rover = world.rover
        assert known_at(world, rover.x_m + 19.0, rover.y_m) == 2, "it always sees ahead"
    assert survey.surveyed_frac(world) > before
    check_counts(world)


@pytest.mark.parametrize("tile_m", [1.0, 2.0, 5.0])
def test_it_looks_again_every_two_metres_or_tile(tile_m: float) -> None:
    world = make_world(make_terrain(tile_m=tile_m, tiles=128), (30.0, 64.0), 90.0)
    mobility.drive_arc(world, DriveArc(1.0, 0.0), lambda _event: None)
    looks = {world.survey.last_tile}
    for _ in range(480):
        run(world, 1)
        looks.add(world.survey.last_tile)
    made_m = world.rover.odometry_m
    assert made_m / max(2.0, tile_m) - 2 <= len(looks) <= made_m / max(2.0, tile_m) + 2


def test_by_night_the_mast_sees_nothing_and_looks_at_dawn() -> None:
    world = make_world(make_terrain(), look=False)
    world.weather.sun_elevation_deg = -20.0
    assert survey.look_around(world, lambda _event: None) == 0
    run(world, 120, until_idle=False)
    assert not world.survey.known.any()
    world.weather.sun_elevation_deg = 1.0
    run(world, 60, until_idle=False)
    assert world.survey.known.any()


def test_a_sleeping_rover_does_not_look() -> None:
    world = make_world(make_terrain(), look=False)
    world.power.asleep_until_tick = world.tick + 1000
    run(world, 120, until_idle=False)
    assert not world.survey.known.any()


def test_a_panorama_reaches_farther_and_tells_how_many_tiles_are_new() -> None:
    world = make_world(make_terrain(tiles=128), (129.0, 129.0))
    before = world.survey.surveyed_tiles
    new = survey.reveal_panorama(world, lambda _event: None)
    assert world.survey.surveyed_tiles == before + new
    assert known_at(world, 129.0 + 75.0, 129.0) == 2
    assert known_at(world, 129.0 + 85.0, 129.0) == 0
    assert survey.reveal_panorama(world, lambda _event: None) == 0, "a second one shows nothing new"
    check_counts(world)


def test_the_swath_widens_with_height_and_is_aerial() -> None:
    counts = []
    for altitude_m in (3.0, 6.0, 12.0):
        world = make_world(make_terrain(), look=False)
        counts.append(survey.reveal_swath(world, 64.0, 64.0, altitude_m, lambda _event: None))
        assert set(np.unique(world.survey.known).tolist()) == {0, 1}
        check_counts(world)
    assert counts == sorted(counts)
    radius_m = survey.swath_half_width_m(12.0)
    assert counts[2] == pytest.approx(np.pi * radius_m * radius_m / 4.0, rel=0.05)


def test_flying_over_surveyed_ground_takes_nothing_away() -> None:
    world = make_world(make_terrain(), (64.0, 64.0))
    surveyed = (world.survey.known == 2).copy()
    version = world.survey.version
    assert survey.reveal_swath(world, 64.0, 64.0, 3.0, lambda _event: None) == 0
    assert world.survey.version == version
    assert ((world.survey.known == 2) == surveyed).all()


def test_a_swath_at_the_corner_of_the_map() -> None:
    world = make_world(make_terrain(), look=False)
    assert survey.reveal_swath(world, 0.5, 127.5, 10.0, lambda _event: None) > 0
    check_counts(world)


def test_hidden_targets_come_to_light_once() -> None:
    terrain = make_terrain()
    targets = tuple(
        {"id": name, "name": name, "at": tiles_of(terrain, at), "rock": "basalt", "hidden": hidden}
        for name, at, hidden in (
            ("far", (110.0, 20.0), True),
            ("near", (40.0, 64.0), True),
            ("open", (100.0, 100.0), False),
        )
    )
    world = make_world(terrain, (30.0, 64.0), look=False, targets=targets)
    assert [state.known for state in world.targets] == [False, False, True]
    events: list[e.Event] = []
    survey.look_around(world, events.append)
    assert [(event.target, event.by) for event in of_kind(events, e.TargetFound)] == [("near", "navcam")]
    survey.reveal_swath(world, 108.0, 22.0, 10.0, events.append)
    survey.reveal_swath(world, 109.0, 21.0, 10.0, events.append)
    found = [(event.target, event.by) for event in of_kind(events, e.TargetFound)]
    assert found == [("near", "navcam"), ("far", "ingenuity")]
    assert all(state.known for state in world.targets)


def test_rocks_close_tiles_only_once_they_are_known() -> None:
    """From the air only rocks of half a metre and more are recognised."""
    rocks = [(80.0, 30.0, 0.45), (80.0, 90.0, 0.60)]
    for level, low_closed, tall_closed in ((0, False, False), (1, False, True), (2, True, True)):
        world = make_world(make_terrain(rocks=rocks), known=level, look=False)
        grid = cost_grid(world)
        assert grid.is_open(80.0, 30.0) is not low_closed
        assert grid.is_open(80.0, 90.0) is not tall_closed


def test_the_rover_has_its_width_round_known_rocks() -> None:
    world = make_world(make_terrain(rocks=[(81.0, 65.0, 0.6)], tile_m=1.0, tiles=128), known=2, look=False)
    grid = cost_grid(world)
    for x in range(60, 100):
        for y in range(50, 80):
            if grid.is_open(x + 0.5, y + 0.5):
                assert distance_m(x + 0.5, y + 0.5, 81.0, 65.0) > 0.6 + 1.5
