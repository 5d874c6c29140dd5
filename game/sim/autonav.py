"""A drive to a place under way: following the legs of a route in the drive's mode.

AutoNav also finds another route when the ground is not as it was known. A directed drive counts its wheels' turns.
"""

import math

from game.core.grid import bearing_deg, distance_m, heading_vector, turn_deg, wrap_deg
from game.sim import events as e
from game.sim.driving import (
    come_to_rest,
    fault,
    habits,
    look_for_targets,
    mark_failed,
    roll_second,
    turn_toward,
    way_left_m,
)
from game.sim.estimates.drive import refuse_dark
from game.sim.obstacles import route_obstacle
from game.sim.physics import drive as d
from game.sim.physics.drive_modes import DriveMode
from game.sim.reasons import Reason, reason
from game.sim.state.rover import RoverState, Task
from game.sim.state.survey import KNOWN_SURVEYED
from game.sim.system import Emit
from game.sim.systems import survey
from game.sim.wayfinding import NoWay, find_way
from game.sim.world import World
from game.sim.zones import ground_now

ARRIVED_M = 0.1
TURN_FIRST_DEG = 5.0
"""AutoNav turns in place when the next waypoint lies farther off its heading than this while rolling,"""
ALIGNED_DEG = 0.5
"""and from a standstill than this."""
FAILED_AHEAD_M = 1.5
HAZCAM_M = 4.0
"""A rover that has stopped before something sees at least this far around."""
WORTH_TELLING_M = 15.0
"""A rover feeling its way along a sand field plans anew at each step: the log hears of the first and each stretch."""
MOST_BLOCKED = 6
"""New routes tried from about one place before a drive gives up."""
HAZARD_OF = {
    "drive.rock": "hazard.rock",
    "drive.tilt": "hazard.tilt",
    "drive.map_edge": "hazard.edge",
    "drive.zone_met": "hazard.zone",
}
"""What stopped the wheels, in the words of a new route."""


AIM_AHEAD_M = 3.0
"""How far ahead on its line AutoNav aims: starting value, the length of the rover."""
ABREAST_M = 1.0
"""A waypoint passed this near is passed: the wheels drift on slopes."""
FELL_SHORT_M = 0.5
"""A directed drive that ends this far off is told of."""


def route_second(world: World, task: Task, emit: Emit) -> None:
    """One second of a drive to a place."""
    rover, drive, habit = world.rover, world.rover.drive, habits(world.rover)
    dark = habit.measures and world.weather.sun_elevation_deg < 0.0
    cause = refuse_dark(world) if dark else None
    if cause is not None:
        fault(world, cause, emit)
        return
    if habit.finds_ways and drive.checked_version != world.survey.version and not _recheck(world, emit):
        return
    while drive.leg < len(drive.route_m) and _leg_is_done(rover):
        drive.from_x_m, drive.from_y_m = drive.route_m[drive.leg]
        drive.leg += 1
    if drive.leg < len(drive.route_m):
        _follow_leg(world, emit)
    elif drive.face_deg < 0.0 or turn_toward(world, drive.face_deg):
        come_to_rest(world)
        emit(e.DriveCompleted(world.tick, drive.driven_m, world.tick - task.started_tick))
        off_m = distance_m(rover.x_m, rover.y_m, drive.believed_x_m, drive.believed_y_m)
        if not habit.measures and off_m > FELL_SHORT_M:
            emit(e.DriveFellShort(world.tick, off_m))
        look_for_targets(world, emit)


def _place(rover: RoverState) -> tuple[float, float]:
    """Where the drive takes the rover to be: from pictures, or by the turns of the wheels."""
    drive = rover.drive
    return (drive.believed_x_m, drive.believed_y_m) if drive.mode is DriveMode.DIRECTED else (rover.x_m, rover.y_m)


def _leg_left_m(rover: RoverState) -> float:
    return distance_m(*_place(rover), *rover.drive.route_m[rover.drive.leg])


def _leg_is_done(rover: RoverState) -> bool:
    """At its end; or abreast of it, when another leg follows."""
    left_m = _leg_left_m(rover)
    if left_m > ABREAST_M:
        return False
    drive = rover.drive
    end_x, end_y = drive.route_m[drive.leg]
    x_m, y_m = _place(rover)
    east, south = end_x - drive.from_x_m, end_y - drive.from_y_m
    passed = (x_m - end_x) * east + (y_m - end_y) * south >= -ARRIVED_M * math.sqrt(east * east + south * south)
    return left_m <= ARRIVED_M or (passed and drive.leg < len(drive.route_m) - 1)


def _aim(rover: RoverState) -> tuple[float, float]:
    """A place on the leg a little ahead: the rover keeps to the line against its drift, not only to the end."""
    drive = rover.drive
    from_x, from_y, (end_x, end_y) = drive.from_x_m, drive.from_y_m, drive.route_m[drive.leg]
    x_m, y_m = _place(rover)
    east, south = end_x - from_x, end_y - from_y
    square = east * east + south * south
    if square == 0.0:
        return end_x, end_y
    share = ((x_m - from_x) * east + (y_m - from_y) * south) / square + AIM_AHEAD_M / math.sqrt(square)
    if share >= 1.0 and drive.leg == len(drive.route_m) - 1:
        return end_x, end_y
    return from_x + east * share, from_y + south * share


def _follow_leg(world: World, emit: Emit) -> None:
    """Turn towards the next waypoint, or roll towards it."""
    rover, drive = world.rover, world.rover.drive
    x_m, y_m = _aim(rover)
    at_x_m, at_y_m = _place(rover)
    bearing = bearing_deg(x_m - at_x_m, y_m - at_y_m)
    if drive.backwards:
        bearing = wrap_deg(bearing + 180.0)
    off_deg = turn_deg(rover.heading_deg, bearing)
    if abs(off_deg) > (TURN_FIRST_DEG if rover.speed_m_s > 0.0 else ALIGNED_DEG):
        turn_toward(world, bearing)
        return
    steer_deg = max(-d.STEER_DEG_S, min(d.STEER_DEG_S, off_deg))
    rover.heading_deg = wrap_deg(rover.heading_deg + steer_deg)
    turns = rover.wheel_turns
    unsafe = roll_second(world, drive.throttle_frac, _leg_left_m(rover), emit)
    if drive.mode is DriveMode.DIRECTED:
        _believe(rover, (rover.wheel_turns - turns) * d.WHEEL_TRAVEL_M)
    if unsafe is None:
        return
    if unsafe.key not in HAZARD_OF or not habits(rover).finds_ways:
        fault(world, unsafe, emit)
    else:
        _go_round(world, unsafe, emit)


def _believe(rover: RoverState, wheel_m: float) -> None:
    """Add the way that the wheels have turned to where the drive believes the rover to be."""
    east, south = heading_vector(rover.heading_deg)
    way_m = -wheel_m if rover.drive.backwards else wheel_m
    rover.drive.believed_x_m += east * way_m
    rover.drive.believed_y_m += south * way_m


# --- finding another way ----------------------------------------------------------------------------------------------


def _recheck(world: World, emit: Emit) -> bool:
    """Hold the rest of the route against what is now known; False when the drive has ended."""
    rover, drive = world.rover, world.rover.drive
    drive.checked_version = world.survey.version
    rest = [(rover.x_m, rover.y_m), *drive.route_m[drive.leg :]]
    obstacle = route_obstacle(world, ground_now(world, drive.backwards), rest)
    return obstacle is None or _replan(world, obstacle.hazard(), emit)


def _go_round(world: World, unsafe: Reason, emit: Emit) -> None:
    """AutoNav stopped before something it had not seen: look closely, remember the place, find another way."""
    rover, drive = world.rover, world.rover.drive
    drive.blocked += 1
    survey.reveal(world, survey.disc(world, rover.x_m, rover.y_m, HAZCAM_M), KNOWN_SURVEYED, "navcam", emit)
    if unsafe.key != "drive.rock" or drive.blocked > 1:
        mark_failed(world, FAILED_AHEAD_M)
    if drive.blocked > MOST_BLOCKED:
        fault(world, unsafe, emit)
    else:
        _replan(world, reason(HAZARD_OF[unsafe.key], **dict(unsafe.figures)), emit)


def _replan(world: World, hazard: Reason, emit: Emit) -> bool:
    """A new route from here; without one the drive ends. True when it goes on."""
    rover, drive = world.rover, world.rover.drive
    left_m = way_left_m(rover)
    way = find_way(world, drive.goal_x_m, drive.goal_y_m, drive.backwards)
    if isinstance(way, NoWay):
        fault(world, way.why, emit)
        return False
    drive.route_m, drive.leg = list(way.points_m[1:]), 0
    drive.from_x_m, drive.from_y_m = way.points_m[0]
    drive.face_deg = way.face_deg
    drive.replans += 1
    drive.checked_version = world.survey.version
    drive.untold_m += way.length_m - left_m
    if hazard.key != drive.told or abs(drive.untold_m) >= WORTH_TELLING_M:
        emit(e.RouteReplanned(world.tick, hazard, drive.untold_m))
        drive.told, drive.untold_m = hazard.key, 0.0
    return True
