"""Every bend of a way has a cause and a cost, and the costs add up."""

import numpy as np
import pytest

from game.core.grid import distance_m
from game.sim.cost_grid import cost_grid
from game.sim.detours import bends
from game.sim.estimates.drive import plan_drive
from game.sim.state.survey import KNOWN_ORBITAL, KNOWN_SURVEYED
from game.sim.world import World
from game.terrain.material import Material
from tests.sim.grounds import make_terrain, make_world


def two_walls() -> World:
    """A rock wall open in the south, then a field of ripples open in the north."""
    rocks = [(60.0, y, 0.6) for y in np.arange(1.0, 90.0, 2.0).tolist()]

    def material(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.where((abs(x - 130.0) < 8.0) & (y > 50.0), Material.RIPPLE, Material.REGOLITH)

    terrain = make_terrain(material=material, rocks=rocks, tiles=100)
    return make_world(terrain, (20.0, 64.0), known=KNOWN_SURVEYED)


def test_each_detour_is_told_with_its_cause_and_the_costs_add_up() -> None:
    world = two_walls()
    plan = plan_drive(world, 180.0, 64.0)
    assert plan.route is not None
    assert plan.detour is not None
    told = {why.key: dict(why.figures)["extra_m"] for why in (plan.detour, *plan.detour.then)}
    assert set(told) == {"drive.around_rock", "drive.around_ripples"}
    assert all(isinstance(extra_m, float) and extra_m > 3.0 for extra_m in told.values())
    found = bends(cost_grid(world), plan.route.points_m)
    total_m = sum(bend.extra_m for bend in found)
    assert total_m == pytest.approx(plan.length_m - 160.0, abs=1e-6)


def test_only_known_ground_is_a_cause() -> None:
    world = two_walls()
    world.survey.known[:] = KNOWN_ORBITAL
    world.survey.version += 1
    assert plan_drive(world, 180.0, 64.0).detour is None


def test_a_wall_is_told_by_its_steepest_place() -> None:
    """A ridge of 14 deg at its foot and 31 at its top: the way round it avoids the 31."""

    def ridge(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        profile = np.interp(x, [60.0, 66.0, 74.0, 82.0, 88.0], [0.0, 1.5, 6.3, 1.5, 0.0])
        return profile * np.clip((96.0 - y) / 6.0, 0.0, 1.0)

    world = make_world(make_terrain(ridge, material=Material.BEDROCK), (30.0, 64.0), known=KNOWN_SURVEYED)
    plan = plan_drive(world, 110.0, 64.0)
    assert plan.detour is not None
    assert plan.detour.key == "drive.around_slope"
    slope_deg = dict(plan.detour.figures)["slope_deg"]
    assert isinstance(slope_deg, float)
    assert 26.0 < slope_deg < 45.0


@pytest.mark.parametrize("seed", range(6))
def test_costs_add_up_on_any_ground(seed: int) -> None:
    random = np.random.default_rng(seed)
    rocks = [(x, y, 0.5) for x, y in random.uniform(8, 120, (120, 2)).tolist() if distance_m(x, y, 20, 20) > 5]
    world = make_world(make_terrain(rocks=rocks), (20.0, 20.0), known=KNOWN_SURVEYED)
    plan = plan_drive(world, 110.0, 105.0)
    assert plan.route is not None
    points = plan.route.points_m
    found = bends(cost_grid(world), points)
    assert all(bend.extra_m >= 0.0 for bend in found)
    total_m = sum(bend.extra_m for bend in found)
    assert total_m == pytest.approx(plan.length_m - distance_m(*points[0], *points[-1]), abs=1e-6)
