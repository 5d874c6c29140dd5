"""AutoNav under way: following the legs of a route, and finding another when the ground is not as it was known."""

from game.core.grid import bearing_deg, distance_m, turn_deg, wrap_deg
from game.sim import events as e
from game.sim.driving import come_to_rest, fault, look_for_targets, mark_failed, roll_second, turn_toward, way_left_m
from game.sim.estimates.drive import refuse_dark
from game.sim.hazards import ground_of
from game.sim.obstacles import route_obstacle
from game.sim.physics import drive as d
from game.sim.reasons import Reason, reason
from game.sim.state.rover import RoverState, Task
from game.sim.state.survey import KNOWN_SURVEYED
from game.sim.system import Emit
from game.sim.systems import survey
from game.sim.wayfinding import NoWay, find_way
from game.sim.world import World

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
HAZARD_OF = {"drive.rock": "hazard.rock", "drive.tilt": "hazard.tilt", "drive.map_edge": "hazard.edge"}
"""What stopped the wheels, in the words of a new route."""


def autonav_second(world: World, task: Task, emit: Emit) -> None:
    rover, drive = world.rover, world.rover.drive
    cause = refuse_dark(world) if world.weather.sun_elevation_deg < 0.0 else None
    if cause is not None:
        fault(world, cause, emit)
        return
    if drive.checked_version != world.survey.version and not _recheck(world, emit):
        return
    while drive.leg < len(drive.route_m) and _leg_left_m(rover) <= ARRIVED_M:
        drive.leg += 1
    if drive.leg < len(drive.route_m):
        _follow_leg(world, emit)
    elif drive.face_deg < 0.0 or turn_toward(world, drive.face_deg):
        come_to_rest(world)
        emit(e.DriveCompleted(world.tick, drive.driven_m, world.tick - task.started_tick))
        look_for_targets(world, emit)


def _leg_left_m(rover: RoverState) -> float:
    x_m, y_m = rover.drive.route_m[rover.drive.leg]
    return distance_m(rover.x_m, rover.y_m, x_m, y_m)


def _follow_leg(world: World, emit: Emit) -> None:
    """Turn towards the next waypoint, or roll towards it."""
    rover, drive = world.rover, world.rover.drive
    x_m, y_m = drive.route_m[drive.leg]
    bearing = bearing_deg(x_m - rover.x_m, y_m - rover.y_m)
    off_deg = turn_deg(rover.heading_deg, bearing)
    if abs(off_deg) > (TURN_FIRST_DEG if rover.speed_m_s > 0.0 else ALIGNED_DEG):
        turn_toward(world, bearing)
        return
    steer_deg = max(-d.STEER_DEG_S, min(d.STEER_DEG_S, off_deg))
    rover.heading_deg = wrap_deg(rover.heading_deg + steer_deg)
    unsafe = roll_second(world, 1.0, _leg_left_m(rover), emit)
    if unsafe is None:
        return
    if unsafe.key.startswith("drive.slip"):
        fault(world, unsafe, emit)
    else:
        _go_round(world, unsafe, emit)


# --- finding another way ----------------------------------------------------------------------------------------------


def _recheck(world: World, emit: Emit) -> bool:
    """Hold the rest of the route against what is now known; False when the drive has ended."""
    rover, drive = world.rover, world.rover.drive
    drive.checked_version = world.survey.version
    rest = [(rover.x_m, rover.y_m), *drive.route_m[drive.leg :]]
    obstacle = route_obstacle(world, ground_of(world.site), rest)
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
    way = find_way(world, drive.goal_x_m, drive.goal_y_m)
    if isinstance(way, NoWay):
        fault(world, way.why, emit)
        return False
    drive.route_m, drive.leg = list(way.points_m[1:]), 0
    drive.face_deg = way.face_deg
    drive.replans += 1
    drive.checked_version = world.survey.version
    drive.untold_m += way.length_m - left_m
    if hazard.key != drive.told or abs(drive.untold_m) >= WORTH_TELLING_M:
        emit(e.RouteReplanned(world.tick, hazard, drive.untold_m))
        drive.told, drive.untold_m = hazard.key, 0.0
    return True
