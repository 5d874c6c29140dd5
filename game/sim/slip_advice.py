"""What to say to a rover that has stopped: the cause, the limit, and what to try. All advice has been worked out.

Another way is named only when the planner has found it, over known ground, with the place that failed left out.
"""

from game.core.grid import bearing_deg, compass
from game.sim.detours import off_line
from game.sim.estimates.drive import route_cost
from game.sim.hazards import Ground
from game.sim.physics.drive import slope_angle_deg, tilt_grade
from game.sim.reasons import Figure, Reason, chain, reason
from game.sim.state.rover import TaskKind
from game.sim.wayfinding import NoWay, Way, find_way
from game.sim.world import World
from game.terrain.material import Material
from game.terrain.route import path_length_m

ADVISED = ("drive.slip", "drive.tilt", "drive.rock", "drive.sinking", "drive.zone_met")
"""Causes of a drive's end for which another way may help."""


def slip_reason(world: World, ground: Ground) -> Reason:
    """Slip above the limit."""
    rover, terrain = world.rover, world.terrain
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    figures: dict[str, Figure] = {
        "slip_pct": 100.0 * rover.slip_frac,
        "limit_pct": 100.0 * ground.slip_limit_frac,
        "slope_deg": slope_angle_deg(tilt_grade(*terrain.gradient_at(rover.x_m, rover.y_m))),
        "material": Material(terrain.material.item(ty, tx)).name.lower(),
    }
    return reason("drive.slip", **figures)


def with_advice(world: World, cause: Reason) -> Reason:
    """A cause with what may be tried; drives by hand have no goal to find another way to."""
    rover = world.rover
    if cause.key not in ADVISED or rover.task is None or rover.task.kind is not TaskKind.DRIVE:
        return cause
    found = [told for backwards in (False, True) if (told := _other_way(world, backwards)) is not None]
    return chain(cause, *(found or [reason("advice.scout")]))


def _other_way(world: World, backwards: bool) -> Reason | None:
    """Another way to the goal of the drive under way, in words."""
    drive = world.rover.drive
    way = find_way(world, drive.goal_x_m, drive.goal_y_m, backwards)
    if isinstance(way, NoWay):
        return None
    figures: dict[str, Figure] = {
        "extra_m": way.length_m - path_length_m([(world.rover.x_m, world.rover.y_m), *drive.route_m[drive.leg :]]),
        "slip_pct": 100.0 * route_cost(world, way, drive.mode).slip_max_frac,
    }
    if backwards:
        return reason("advice.backwards", **figures)
    if way.tacks:
        return reason("advice.switchbacks", **figures)
    return reason("advice.round", **figures, side=side_of(way))


def side_of(way: Way) -> str:
    """The compass point towards which a way bulges, seen from the middle of its straight line.

    >>> side_of(Way(((0.0, 0.0), (30.0, -20.0), (0.0, -40.0)), 70.0))
    'east'
    """
    first, last = way.points_m[0], way.points_m[-1]
    farthest = max(way.points_m, key=lambda point: off_line(point, first, last))
    return compass(bearing_deg(farthest[0] - (first[0] + last[0]) * 0.5, farthest[1] - (first[1] + last[1]) * 0.5))
