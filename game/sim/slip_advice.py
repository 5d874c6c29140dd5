"""What to say to a rover whose wheels slip too much: the cause, the limit, and what to try."""

from game.core.grid import bearing_deg
from game.sim.hazards import Ground
from game.sim.physics.drive import slope_angle_deg, tilt_grade
from game.sim.reasons import Figure, Reason, reason
from game.sim.state.rover import TaskKind
from game.sim.wayfinding import NoWay, Way, find_way
from game.sim.world import World
from game.terrain.material import Material
from game.terrain.route import path_length_m

SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def slip_reason(world: World, ground: Ground) -> Reason:
    """Slip above the limit, with the way round when the drive has a goal and there is one."""
    rover, terrain = world.rover, world.terrain
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    figures: dict[str, Figure] = {
        "slip_pct": 100.0 * rover.slip_frac,
        "limit_pct": 100.0 * ground.slip_limit_frac,
        "slope_deg": slope_angle_deg(tilt_grade(*terrain.gradient_at(rover.x_m, rover.y_m))),
        "material": Material(terrain.material.item(ty, tx)).name.lower(),
    }
    if rover.task is None or rover.task.kind is not TaskKind.DRIVE:
        return reason("drive.slip", **figures)
    drive = rover.drive
    way = find_way(world, drive.goal_x_m, drive.goal_y_m, drive.backwards)
    if isinstance(way, NoWay):
        return reason("drive.slip_no_way", **figures)
    left_m = path_length_m([(rover.x_m, rover.y_m), *drive.route_m[drive.leg :]])
    return reason("drive.slip_round", **figures, side=side_of(way), extra_m=way.length_m - left_m)


def side_of(way: Way) -> str:
    """The compass point towards which a way bulges, seen from the middle of its straight line.

    >>> side_of(Way(((0.0, 0.0), (30.0, -20.0), (0.0, -40.0)), 70.0))
    'east'
    """
    (ax, ay), (bx, by) = way.points_m[0], way.points_m[-1]
    middle_x, middle_y = (ax + bx) * 0.5, (ay + by) * 0.5
    farthest = max(way.points_m, key=lambda point: _off_line(point, (ax, ay), (bx, by)))
    bearing = bearing_deg(farthest[0] - middle_x, farthest[1] - middle_y)
    return SIDES[int((bearing + 22.5) / 45.0) % 8]


def _off_line(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Twice the area between a point and a line: how far it lies off it, up to a factor."""
    return abs((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]))
