"""Switchbacks, driving backwards, and advice: what is named as a way is a way."""

import math
from itertools import pairwise

import numpy as np
import pytest

from game.core.grid import bearing_deg
from game.sim import events as e
from game.sim.commands import DriveTo
from game.sim.cost_grid import cost_grid
from game.sim.estimates.drive import DrivePlan, plan_drive
from game.sim.hazards import ground_of
from game.sim.physics import drive as d
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.slip import steepest_grade
from game.sim.reasons import Reason
from game.sim.state.survey import KNOWN_SURVEYED
from game.sim.switchback import TURN_WH, WAYS, _search, switchback
from game.sim.systems import mobility
from game.sim.wayfinding import Way, find_way
from game.sim.world import World
from game.terrain.material import Material
from game.terrain.terrain import Terrain
from tests.sim.grounds import make_terrain, make_world, of_kind, run

GOAL = (90.0, 64.0)
SOL_S = 80_000


def step(slope_deg: float, material: Material = Material.SAND) -> Terrain:
    """A slope 24 m long across the whole map, from 50 m to 74 m."""
    rise = math.tan(math.radians(slope_deg))
    return make_terrain(lambda x, y: np.clip(x - 50.0, 0.0, 24.0) * rise, material=material)


def below(slope_deg: float, material: Material = Material.SAND) -> World:
    return make_world(step(slope_deg, material), (36.0, 64.0), known=KNOWN_SURVEYED)


def driven(world: World, backwards: bool = False, mode: DriveMode = DriveMode.AUTONAV) -> list[e.Event]:
    command = DriveTo(*GOAL, mode, backwards)
    assert mobility.refuse_drive_to(world, command) is None
    events: list[e.Event] = []
    mobility.drive_to(world, command, events.append)
    return events + run(world, SOL_S, stride=True)


def climb_headings(plan: DrivePlan) -> list[float]:
    assert plan.route is not None
    legs = pairwise(plan.route.points_m)
    return [bearing_deg(bx - ax, by - ay) for (ax, ay), (bx, by) in legs if max(ax, bx) > 51.0 and min(ax, bx) < 73.0]


# --- switchbacks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slope_deg", [17.0, 18.0])
def test_what_is_too_steep_to_climb_is_crossed_in_switchbacks(slope_deg: float) -> None:
    world = below(slope_deg)
    plan = plan_drive(world, *GOAL)
    assert plan.refusal is None
    assert all(abs(heading - 90.0) > 30.0 for heading in climb_headings(plan)), "east is straight up"
    assert len(climb_headings(plan)) >= 2, "there and back, not far along the slope"
    events = driven(world)
    assert of_kind(events, e.DriveCompleted), events
    assert not of_kind(events, e.RouteReplanned)
    done = of_kind(events, e.DriveCompleted)[0]
    assert done.duration_s == pytest.approx(plan.duration_s, rel=0.10)


def test_a_gentle_slope_is_climbed_straight() -> None:
    plan = plan_drive(below(14.0), *GOAL)
    assert plan.length_m == pytest.approx(54.0, abs=0.5)


@pytest.mark.parametrize("material", [Material.SAND, Material.RIPPLE])
def test_average_grades_above_18_degrees_are_not_achieved_on_loose_ground(material: Material) -> None:
    """However it is driven, the way that comes of it climbs 18 deg at most on the mean.

    Loose dust with its crust was climbed at some 20 deg in 2024, at half the commanded way: its slip says so.
    """
    for slope_deg in (17.0, 19.0, 21.0, 24.0, 27.0):
        for backwards in (False, True):
            world = below(slope_deg, material)
            if mobility.refuse_drive_to(world, DriveTo(*GOAL, DriveMode.AUTONAV, backwards)) is not None:
                continue
            driven(world, backwards)
            track = [(x, y) for x, y in world.rover.track_m if 51.0 < x < 73.0]
            if len(track) < 5:
                continue
            way_m = sum(math.dist(a, b) for a, b in pairwise(track))
            up_m = (track[-1][0] - track[0][0]) * math.tan(math.radians(slope_deg))
            assert math.degrees(math.atan(up_m / way_m)) <= 18.0


# --- backwards --------------------------------------------------------------------------------------------------------


def test_backwards_climbs_what_forwards_does_not() -> None:
    world = below(19.0)
    refusal = plan_drive(world, *GOAL).refusal
    assert refusal is not None
    assert [advice.key for advice in refusal.then] == ["advice.drive_backwards"]
    events = driven(world, backwards=True)
    assert of_kind(events, e.DriveCompleted), events
    assert world.rover.x_m == pytest.approx(GOAL[0], abs=0.3)


def test_a_backward_drive_points_its_rear_at_the_goal_and_costs_what_was_said() -> None:
    world = below(12.0)
    plan = plan_drive(world, *GOAL, backwards=True)
    forwards = plan_drive(world, *GOAL)
    assert plan.slip_max_frac < 0.85 * forwards.slip_max_frac
    assert plan.energy_wh < forwards.energy_wh + d.turn_s(180.0) * 300.0 / 3600.0
    done = of_kind(driven(world, backwards=True), e.DriveCompleted)[0]
    assert done.duration_s == pytest.approx(plan.duration_s, rel=0.10)
    assert world.rover.heading_deg == pytest.approx(270.0, abs=3.0)


# --- advice -----------------------------------------------------------------------------------------------------------


def stopped_on(slope_deg: float, limit_frac: float) -> tuple[World, Reason]:
    """A drive that meets more slip than it was planned for: the limit is lowered under way."""
    world = below(slope_deg)
    mobility.drive_to(world, DriveTo(*GOAL), lambda _event: None)
    for backwards in (False, True):
        ground = ground_of(world.site, backwards)
        object.__setattr__(ground, "slip_limit_frac", limit_frac)
        too_steep = world.terrain.slope_deg > d.slope_angle_deg(
            steepest_grade(limit_frac * 0.95, Material.SAND, backwards)
        )
        object.__setattr__(ground, "seen_price", np.where(too_steep, np.inf, ground.seen_price))
        object.__setattr__(ground, "slip_only", too_steep)
    world.site.derived.pop("cost_grid", None)
    world.rover.drive.checked_version = world.survey.version
    fault = of_kind(run(world, SOL_S, stride=True), e.DriveFaulted)[0]
    return world, fault.reason


def test_slip_names_ways_that_exist_and_what_they_cost() -> None:
    world, cause = stopped_on(14.0, 0.38)
    assert cause.key == "drive.slip"
    assert dict(cause.figures)["limit_pct"] == pytest.approx(38.0)
    told = {advice.key: dict(advice.figures) for advice in cause.then}
    assert set(told) == {"advice.switchbacks", "advice.backwards"}
    for key, backwards in (("advice.switchbacks", False), ("advice.backwards", True)):
        way = find_way(world, *GOAL, backwards)
        assert isinstance(way, Way)
        assert way.tacks is (key == "advice.switchbacks")
        slip_pct = told[key]["slip_pct"]
        assert isinstance(slip_pct, float)
        assert slip_pct < 38.0
        events = driven(world, backwards)
        assert of_kind(events, e.DriveCompleted), (key, events)
        world.rover.x_m, world.rover.y_m = 52.0, 64.0


def test_without_a_way_nothing_is_promised() -> None:
    _world, cause = stopped_on(16.0, 0.10)
    assert [advice.key for advice in cause.then] == ["advice.scout"]


def test_a_switchback_is_looked_for_only_below_the_price_of_the_plain_way() -> None:
    grid = cost_grid(below(17.0))
    found = switchback(grid, (36.0, 64.0), GOAL)
    assert found is not None
    assert switchback(grid, (36.0, 64.0), GOAL, found.price_wh + 1e-6) == found
    assert switchback(grid, (36.0, 64.0), GOAL, found.price_wh) is None


def test_a_switchback_s_price_is_the_cheapest_that_looking_everywhere_finds() -> None:
    """Against a search that knows nothing of what lies ahead, on a slope of patches."""
    rng = np.random.default_rng(3)
    prices = [np.where(rng.random((12, 14)) < 0.2, np.inf, rng.uniform(1.0, 9.0, (12, 14))) for _ in WAYS]
    for way, (east, south) in enumerate(WAYS):  # no step leads off the window
        if east:
            prices[way][:, -1 if east > 0 else 0] = np.inf
        if south:
            prices[way][-1 if south > 0 else 0, :] = np.inf
    free, start, goal = np.ones((12, 14), dtype=bool), (0, 0), (13, 11)
    best = {(start, way): 0.0 for way in range(8)}
    for _ in range(200):  # every state from every state, until nothing gets cheaper
        for (tile, facing), spent in list(best.items()):
            for way, (east, south) in enumerate(WAYS):
                eighths = min((way - facing) % 8, (facing - way) % 8) if tile != start else 0
                reached = spent + prices[way][tile[1], tile[0]] + TURN_WH * eighths
                there = ((tile[0] + east, tile[1] + south), way)
                if reached < best.get(there, math.inf):
                    best[there] = reached
    found = _search(prices, free, start, goal, math.inf)
    assert found is not None
    assert found[1] == pytest.approx(min(best[goal, way] for way in range(8) if (goal, way) in best))
