"""How the autopilot gets to a place: at one go, backwards, in legs that the batteries hold, or round by elsewhere."""

from collections.abc import Iterator
from itertools import pairwise

from game.core.grid import distance_m, heading_vector
from game.sim import commands as c
from game.sim.estimates.drive import DrivePlan, plan_drive
from game.sim.tasks import charge_frac
from game.sim.world import World

Point = tuple[float, float]

FULL_FRAC = 0.9
"""With batteries this full, a drive too dear for them is driven in legs; before, they are left to fill."""
LEGS = (0.6, 0.4, 0.25)
"""Shares of a way, longest first."""
ROUND_M = (24.0, 60.0, 110.0)
BEARINGS = 8
WORTH_M = 15.0
"""A stop nearer than this is not worth a drive."""


def towards(world: World, goal_m: Point) -> Iterator[c.DriveTo]:
    """Drives that lead to a place, best first."""
    yield c.DriveTo(*goal_m)
    plan = plan_drive(world, *goal_m)
    if plan.refusal is not None and plan.refusal.key == "power.short":
        if charge_frac(world) >= FULL_FRAC:
            yield from _legs(plan)
        return
    yield c.DriveTo(*goal_m, backwards=True)
    yield from (c.DriveTo(*stop) for stop in _stops(world, goal_m, plan))


def _legs(plan: DrivePlan) -> Iterator[c.DriveTo]:
    """Parts of the way that was planned."""
    if plan.route is not None:
        yield from (c.DriveTo(*_part_way(plan.route.points_m, share)) for share in LEGS)


def _part_way(points_m: tuple[Point, ...], share: float) -> Point:
    """The corner or the place between two at which a share of a way has been driven.

    >>> _part_way(((0.0, 0.0), (10.0, 0.0), (10.0, 10.0)), 0.75)
    (10.0, 5.0)
    """
    left_m = share * sum(distance_m(*a, *b) for a, b in pairwise(points_m))
    for (ax, ay), (bx, by) in pairwise(points_m):
        piece_m = distance_m(ax, ay, bx, by)
        if piece_m >= left_m > 0.0:
            part = left_m / piece_m
            return ax + part * (bx - ax), ay + part * (by - ay)
        left_m -= piece_m
    return points_m[-1]


def _stops(world: World, goal_m: Point, plan: DrivePlan) -> Iterator[Point]:
    """Where there is no way: as far as one leads, then places all round, those nearest to the goal first."""
    here = (world.rover.x_m, world.rover.y_m)
    if plan.nearest_m is not None and distance_m(*here, *plan.nearest_m) > WORTH_M:
        yield plan.nearest_m
    around = []
    for away_m in ROUND_M:
        for number in range(BEARINGS):
            dx, dy = heading_vector(360.0 * number / BEARINGS)
            place = (here[0] + away_m * dx, here[1] + away_m * dy)
            if world.terrain.inside(*place):
                around.append((distance_m(*place, *goal_m), place))
    yield from (place for _away_m, place in sorted(around))
