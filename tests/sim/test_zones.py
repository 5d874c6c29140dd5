"""Keep-out zones: of the level and of the player, for the planner, the wheels and the eyes."""

import numpy as np
import pytest

from game.core.grid import distance_m
from game.sim import events as e
from game.sim.commands import AddKeepOut, DriveArc, DriveTo, RemoveKeepOut
from game.sim.estimates.drive import DrivePlan, plan_drive
from game.sim.state.survey import KNOWN_SURVEYED
from game.sim.systems import keep_out, mobility
from game.sim.world import World
from game.sim.zones import ground_now
from tests.sim.grounds import make_terrain, make_world, of_kind, run

CIRCLE = {"id": "bog", "name": "Soft bog", "at": (34.5, 31.5), "radius_m": 12.0, "reason": "A rover has sunk here."}
"""Its middle lies at 70, 64 m."""
WEDGE = {"id": "wedge", "name": "The wedge", "polygon": ((29.5, 19.5), (39.5, 19.5), (39.5, 43.5))}
"""Corners at 60, 40 m, 80, 40 m and 80, 88 m."""


def zoned(*zones: dict[str, object]) -> World:
    return make_world(make_terrain(), (30.0, 64.0), known=KNOWN_SURVEYED, zones=tuple(zones))


def points_along(plan: DrivePlan) -> list[tuple[float, float]]:
    assert plan.route is not None
    found = []
    for (ax, ay), (bx, by) in zip(plan.route.points_m, plan.route.points_m[1:], strict=False):
        steps = int(distance_m(ax, ay, bx, by)) + 1
        found += [(ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps) for k in range(steps + 1)]
    return found


def test_the_planner_goes_round_a_zone_and_names_it() -> None:
    world = zoned(CIRCLE)
    plan = plan_drive(world, 110.0, 64.0)
    assert plan.refusal is None
    assert all(distance_m(x, y, 70.0, 64.0) > 11.0 for x, y in points_along(plan))
    assert plan.detour is not None
    assert plan.detour.key == "drive.around_zone"
    told = dict(plan.detour.figures)
    assert told["zone"] == "Soft bog"
    assert told["extra_m"] == pytest.approx(plan.length_m - 80.0)


def test_a_polygon_closes_the_tiles_whose_middle_lies_in_it() -> None:
    world = zoned(WEDGE)
    ground = ground_now(world)
    assert ground.zone_at(78.0, 42.0) == ground.zone_at(79.0, 80.0) == 1
    assert ground.zone_at(62.0, 60.0) == ground.zone_at(82.0, 60.0) == ground.zone_at(70.0, 38.0) == 0
    assert ground.zones is not None
    area_m2 = int(np.count_nonzero(ground.zones.number)) * 4.0
    assert area_m2 == pytest.approx(0.5 * 20.0 * 48.0, rel=0.1)


def test_a_goal_in_a_zone_is_refused_by_name_with_the_reason() -> None:
    refusal = mobility.refuse_drive_to(zoned(CIRCLE), DriveTo(70.0, 64.0))
    assert refusal is not None
    assert refusal.key == "drive.zone"
    assert dict(refusal.figures) == {"zone": "Soft bog", "why": ": A rover has sunk here"}


def test_the_wheels_stop_at_its_edge_and_may_always_leave() -> None:
    world = zoned(CIRCLE)
    mobility.drive_arc(world, DriveArc(1.0, 0.0), lambda _event: None)
    cause = of_kind(run(world, 4000), e.DriveFaulted)[0].reason
    assert cause.key == "drive.zone_met"
    assert distance_m(world.rover.x_m, world.rover.y_m, 70.0, 64.0) > 11.0
    world.rover.x_m = 66.0
    mobility.drive_arc(world, DriveArc(-1.0, 0.0), lambda _event: None)
    assert not of_kind(run(world, 400), e.DriveFaulted)
    assert ground_now(world).zone_at(world.rover.x_m, world.rover.y_m) == 0


def test_a_rover_that_stands_in_a_zone_plans_its_way_out() -> None:
    world = zoned(CIRCLE)
    world.rover.x_m, world.rover.y_m = 62.0, 64.0
    assert plan_drive(world, 30.0, 64.0).refusal is None


def test_own_zones_come_and_go() -> None:
    world = zoned()
    straight_m = plan_drive(world, 110.0, 64.0).length_m
    told: list[e.Event] = []
    add = AddKeepOut(70.0, 64.0, 10.0)
    assert keep_out.refuse_add_keep_out(world, add) is None
    keep_out.add_keep_out(world, add, told.append)
    round_about = plan_drive(world, 110.0, 64.0)
    assert round_about.length_m > straight_m + 1.0
    assert mobility.refuse_drive_to(world, DriveTo(72.0, 64.0)) is not None
    number = of_kind(told, e.KeepOutAdded)[0].number
    keep_out.remove_keep_out(world, RemoveKeepOut(number), told.append)
    assert plan_drive(world, 110.0, 64.0).length_m == straight_m
    assert keep_out.refuse_remove_keep_out(world, RemoveKeepOut(number)) is not None


def test_a_zone_drawn_across_a_drive_under_way_bends_it() -> None:
    world = zoned()
    mobility.drive_to(world, DriveTo(110.0, 64.0), lambda _event: None)
    run(world, 900)
    keep_out.add_keep_out(world, AddKeepOut(80.0, 64.0, 10.0), lambda _event: None)
    events = run(world, 20_000)
    hazards = [event.hazard.key for event in of_kind(events, e.RouteReplanned)]
    assert hazards == ["hazard.zone"]
    assert of_kind(events, e.DriveCompleted)
    assert all(distance_m(x, y, 80.0, 64.0) > 9.0 for x, y in world.rover.track_m)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (AddKeepOut(-5.0, 3.0, 10.0), "keep_out.off_map"),
        (AddKeepOut(float("nan"), 3.0, 10.0), "keep_out.off_map"),
        (AddKeepOut(80.0, 64.0, 1.0), "keep_out.radius"),
        (AddKeepOut(80.0, 64.0, float("nan")), "keep_out.radius"),
        (AddKeepOut(33.0, 64.0, 10.0), "keep_out.on_rover"),
    ],
)
def test_circles_that_make_no_sense(command: AddKeepOut, why: str) -> None:
    refusal = keep_out.refuse_add_keep_out(zoned(), command)
    assert refusal is not None
    assert refusal.key == why


def test_only_so_many_zones() -> None:
    world = zoned()
    for k in range(keep_out.MOST_ZONES):
        keep_out.add_keep_out(world, AddKeepOut(80.0, 20.0 + k, 2.0), lambda _event: None)
    refusal = keep_out.refuse_add_keep_out(world, AddKeepOut(90.0, 90.0, 2.0))
    assert refusal is not None
    assert refusal.key == "keep_out.full"
