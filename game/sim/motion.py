"""One second of rolling or turning: the pose that follows, or the reason why the rover must not take it."""

import math

from game.core.grid import heading_vector, wrap_deg
from game.core.units import DEG_PER_RAD
from game.sim.hazards import Ground
from game.sim.physics import drive as d
from game.sim.physics.sinkage import rolled_sinkage_m
from game.sim.physics.slip import side_drift, slip_along
from game.sim.reasons import Reason, reason
from game.sim.state.rover import RoverState
from game.terrain.terrain import Terrain


def grades(terrain: Terrain, x_m: float, y_m: float, east: float, south: float) -> tuple[float, float]:
    """Grades of the ground under a rover that faces (east, south): up ahead, and up to its right."""
    reach_east, reach_south = east * d.HALF_BASE_M, south * d.HALF_BASE_M
    height_at = terrain.height_at
    ahead = height_at(x_m + reach_east, y_m + reach_south) - height_at(x_m - reach_east, y_m - reach_south)
    right = height_at(x_m - reach_south, y_m + reach_east) - height_at(x_m + reach_south, y_m - reach_east)
    return ahead / (2.0 * d.HALF_BASE_M), right / (2.0 * d.HALF_BASE_M)


def set_attitude(rover: RoverState, along: float, right: float) -> None:
    """Pitch (nose up), roll (right side down) and tilt from the grades under the rover."""
    rover.pitch_deg = d.slope_angle_deg(along)
    rover.roll_deg = -d.slope_angle_deg(right)
    rover.tilt_deg = d.slope_angle_deg(d.tilt_grade(along, right))


def settle(terrain: Terrain, rover: RoverState) -> None:
    """Attitude of a rover at rest."""
    set_attitude(rover, *grades(terrain, rover.x_m, rover.y_m, *heading_vector(rover.heading_deg)))


def material_under(terrain: Terrain, rover: RoverState) -> int:
    """The material of the tile under the rover's middle."""
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    kind: int = terrain.material.item(ty, tx)
    return kind


def turn(terrain: Terrain, rover: RoverState, by_deg: float) -> None:
    """Turn in place."""
    rover.heading_deg = wrap_deg(rover.heading_deg + by_deg)
    rover.speed_m_s = 0.0
    rover.slip_frac = 0.0
    rover.wheel_turns += abs(by_deg) / DEG_PER_RAD * d.TURN_RADIUS_M / d.WHEEL_TRAVEL_M
    settle(terrain, rover)


def roll(
    ground: Ground, rover: RoverState, throttle_frac: float, most_m: float = math.inf
) -> tuple[float, float] | Reason:
    """Roll one second along the heading; (metres made, joules of the motors), or why the next step is not safe.

    `throttle_frac` is negative backwards. The step ends after `most_m`. Slip and sideways drift come from the
    attitude in which the second began.
    """
    terrain = ground.terrain
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    material: int = terrain.material.item(ty, tx)
    way = 1.0 if throttle_frac > 0.0 else -1.0
    along, right = d.grade_of(rover.pitch_deg), -d.grade_of(rover.roll_deg)
    slip = slip_along(along * way + ground.weak_grade_at(tx, ty), material, way < 0.0)
    made_m = min(d.ground_speed_m_s(slip) * abs(throttle_frac), most_m)
    wheel_m = made_m / (1.0 - slip)
    drift_m = -side_drift(right, material) * wheel_m
    east, south = heading_vector(rover.heading_deg)
    x_m = rover.x_m + east * way * made_m - south * drift_m
    y_m = rover.y_m + south * way * made_m + east * drift_m
    next_along, next_right = grades(terrain, x_m, y_m, east, south)
    unsafe = refuse_pose(ground, rover, x_m, y_m, d.tilt_grade(next_along, next_right))
    if unsafe is not None:
        return unsafe
    rover.x_m, rover.y_m = x_m, y_m
    set_attitude(rover, next_along, next_right)
    rover.speed_m_s = way * made_m
    rover.slip_frac = slip
    rover.sinkage_m = rolled_sinkage_m(rover.sinkage_m, material, wheel_m, made_m)
    rover.odometry_m += made_m
    rover.wheel_turns += wheel_m / d.WHEEL_TRAVEL_M
    return made_m, d.motors_w(along * way, wheel_m, material)


def refuse_pose(ground: Ground, rover: RoverState, x_m: float, y_m: float, grade: float) -> Reason | None:
    """Why the rover must not stand there; it may always move out of what it already stands in."""
    if not ground.inside(x_m, y_m) and ground.margin_m(x_m, y_m) <= ground.margin_m(rover.x_m, rover.y_m):
        return reason("drive.map_edge")
    zone = ground.zone_at(x_m, y_m)
    if zone and zone != ground.zone_at(rover.x_m, rover.y_m):
        return reason("drive.zone_met", **ground.zone_figures(zone))
    rock = ground.rock_met(rover.x_m, rover.y_m, x_m, y_m)
    if rock >= 0:
        return reason("drive.rock", height_m=ground.rocks.height_m[rock], limit_m=d.MAX_ROCK_M)
    if grade > ground.tilt_limit_grade:
        tilt_deg = d.slope_angle_deg(grade)
        if tilt_deg >= rover.tilt_deg:
            return reason("drive.tilt", tilt_deg=tilt_deg, limit_deg=ground.tilt_limit_deg)
    return None


def wear_wheels(terrain: Terrain, rover: RoverState) -> None:
    """Wear of the metre just driven."""
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    wheel_m = 1.0 / (1.0 - rover.slip_frac)
    worn = d.wear(terrain.material.item(ty, tx), terrain.rock_abundance.item(ty, tx), wheel_m)
    shares = d.WEAR_BY_WHEEL if rover.speed_m_s >= 0.0 else d.WEAR_BY_WHEEL[::-1]
    wear = rover.wheel_wear_frac
    for wheel, share in enumerate(shares):
        wear[wheel] = min(1.0, wear[wheel] + worn * share)
