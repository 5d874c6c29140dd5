"""Driving: AutoNav drives over planned routes, arcs by hand, turns in place. One second at a time.

`motion` says what a second of rolling does, `wayfinding` where to, `estimates.drive` what it will cost.
"""

import math

from game.core.grid import bearing_deg, distance_m, heading_vector, turn_deg, wrap_deg
from game.core.units import DEG_PER_RAD
from game.sim import events as e
from game.sim.commands import DriveArc, DriveTo, TurnTo
from game.sim.estimates.drive import plan_drive, refuse_dark
from game.sim.hazards import Ground, ground_of
from game.sim.loads import MOTORS, settle_ended
from game.sim.motion import roll, settle, turn, wear_wheels
from game.sim.obstacles import route_obstacle
from game.sim.physics import drive as d
from game.sim.reach import in_arm_reach
from game.sim.reasons import Reason, reason
from game.sim.slip_advice import slip_reason
from game.sim.system import MINUTE_S, NEVER, Emit, System
from game.sim.systems import survey
from game.sim.tasks import charge_frac, refuse_heavy, start_task
from game.sim.wayfinding import NoWay, find_way
from game.sim.world import KNOWN_SURVEYED, DriveState, RoverState, Site, Task, TaskKind, World
from game.terrain.route import path_length_m

FLOOR_FRAC = 0.22
"""A drive ends at this charge, before safe mode would end everything: game rule."""
MANUAL_START_WH = 5.0
"""Driving by hand is refused with less than this above the reserve: game rule."""
SLIP_PATIENCE_S = 5
"""Slip above the limit for longer than this stops the wheels: starting value."""
ARRIVED_M = 0.1
TURN_FIRST_DEG = 5.0
"""AutoNav turns in place when the next waypoint lies farther off its heading than this while rolling,"""
ALIGNED_DEG = 0.5
"""and from a standstill than this."""
FAILED_AHEAD_M = 1.5
HAZCAM_M = 4.0
"""A rover that has stopped before something sees at least this far around."""
MOST_BLOCKED = 6
"""New routes tried from about one place before a drive gives up."""
HAZARD_OF = {"drive.rock": "hazard.rock", "drive.tilt": "hazard.tilt", "drive.map_edge": "hazard.edge"}
"""What stopped the wheels, in the words of a new route."""
WEAR_STEP = 10
"""`WheelWorn` tells of each tenth."""


def initial(site: Site) -> RoverState:
    """Parked at the level's start."""
    start = site.level.start
    x_m, y_m = site.level.metres(start.at)
    rover = RoverState(x_m=x_m, y_m=y_m, heading_deg=wrap_deg(start.heading_deg))
    rover.track_m.append((x_m, y_m))
    settle(site.terrain, rover)
    return rover


# --- what is asked before ---------------------------------------------------------------------------------------------


def refuse_drive_to(world: World, command: DriveTo) -> Reason | None:
    """AutoNav wants a rover at rest, a way over known ground, light and energy."""
    return refuse_heavy(world, 0.0) or plan_drive(world, command.x_m, command.y_m).refusal


def refuse_drive_arc(world: World, command: DriveArc) -> Reason | None:
    """By hand one may start from rest, or change a drive by hand; letting go is always allowed."""
    if not (abs(command.throttle_frac) <= 1.0 and abs(command.curvature_per_m) <= d.MAX_CURVATURE_PER_M):
        return reason("drive.arc_range", curvature_per_m=d.MAX_CURVATURE_PER_M)
    task = world.rover.task
    if command.throttle_frac == 0.0 or (task is not None and task.kind is TaskKind.ARC):
        return None
    return refuse_heavy(world, MANUAL_START_WH)


def refuse_turn_to(world: World, command: TurnTo) -> Reason | None:
    """Turning wants a rover at rest."""
    if not math.isfinite(command.heading_deg):
        return reason("drive.heading")
    return refuse_heavy(world, 0.0)


# --- starting ---------------------------------------------------------------------------------------------------------


def drive_to(world: World, command: DriveTo, emit: Emit) -> None:
    """Set off along the planned way."""
    plan = plan_drive(world, command.x_m, command.y_m)
    assert plan.route is not None, "refuse_drive_to has asked for a route"
    task = start_task(world, TaskKind.DRIVE, emit, warm=True)
    world.rover.drive = DriveState(
        route_m=list(plan.route.points_m[1:]),
        goal_x_m=command.x_m,
        goal_y_m=command.y_m,
        throttle_frac=1.0,
        pause_until_tick=task.ready_tick + d.SETUP_S,
        checked_version=world.survey.version,
        face_deg=plan.face_deg,
    )
    emit(e.DriveStarted(world.tick, plan.length_m, plan.detour))


def drive_arc(world: World, command: DriveArc, emit: Emit) -> None:
    """Roll by hand from now on; throttle 0 lets go."""
    task = world.rover.task
    if command.throttle_frac == 0.0:
        if task is not None and task.kind is TaskKind.ARC:
            stop_driving(world, emit)
        return
    if task is None:
        start_task(world, TaskKind.ARC, emit, warm=True)
        world.rover.drive = DriveState()
        emit(e.DriveStarted(world.tick, 0.0))
    drive = world.rover.drive
    drive.throttle_frac, drive.curvature_per_m = command.throttle_frac, command.curvature_per_m


def turn_to(world: World, command: TurnTo, emit: Emit) -> None:
    """Turn in place."""
    start_task(world, TaskKind.TURN, emit, warm=True)
    world.rover.drive = DriveState(turn_to_deg=wrap_deg(command.heading_deg))


# --- ending -----------------------------------------------------------------------------------------------------------


def stop_driving(world: World, emit: Emit) -> None:
    """End the drive on command."""
    _come_to_rest(world)
    emit(e.DriveStopped(world.tick, world.rover.drive.driven_m))
    _look_for_targets(world, emit)


def halt(world: World, cause: Reason, emit: Emit) -> None:
    """End whatever the rover is doing, for a reason of its own (safe mode, a fault)."""
    task = world.rover.task
    if task is None:
        return
    if task.kind in MOTORS:
        _fault(world, cause, emit)
        return
    settle_ended(world, task)
    world.rover.task = None
    emit(e.WorkStopped(world.tick, task.kind.value, cause))


def _fault(world: World, cause: Reason, emit: Emit) -> None:
    _come_to_rest(world)
    emit(e.DriveFaulted(world.tick, cause, world.rover.drive.driven_m))
    _look_for_targets(world, emit)


def _come_to_rest(world: World) -> Task:
    """Wheels off; the avionics' last seconds go on the bill."""
    rover = world.rover
    task = rover.task
    assert task is not None, "only a rover that moves comes to rest"
    world.power.drawn_j += _avionics_j(world, task, world.tick - world.tick % MINUTE_S)
    rover.task = None
    rover.speed_m_s = 0.0
    rover.slip_frac = 0.0
    rover.drive.throttle_frac = 0.0
    return task


def _look_for_targets(world: World, emit: Emit) -> None:
    """Targets that the arm can now reach for the first time."""
    for index, (spec, state) in enumerate(zip(world.level.targets, world.targets, strict=True)):
        if state.known and not state.reached and in_arm_reach(world, index):
            state.reached = True
            emit(e.TargetReached(world.tick, spec.id))


# --- each second ------------------------------------------------------------------------------------------------------


def _tick(world: World, emit: Emit) -> None:
    task = world.rover.task
    if task is None or task.kind not in MOTORS:
        return
    if world.tick < task.ready_tick or world.tick < world.rover.drive.pause_until_tick:
        return
    if charge_frac(world) < FLOOR_FRAC:
        cause = reason("drive.battery", charge_pct=100.0 * charge_frac(world), limit_pct=100.0 * FLOOR_FRAC)
        _fault(world, cause, emit)
    elif task.kind is TaskKind.DRIVE:
        _autonav_second(world, task, emit)
    elif task.kind is TaskKind.ARC:
        _arc_second(world, emit)
    else:
        _turn_second(world, task, emit)


def _wake_tick(world: World) -> int:
    task = world.rover.task
    if task is None or task.kind not in MOTORS:
        return NEVER
    return max(world.tick + 1, task.ready_tick, world.rover.drive.pause_until_tick)


def _minute(world: World, _emit: Emit) -> None:
    task = world.rover.task
    if task is not None and task.kind in MOTORS:
        world.power.drawn_j += _avionics_j(world, task, world.tick - MINUTE_S)


def _avionics_j(world: World, task: Task, since_tick: int) -> float:
    """Joules of motor controllers and drive cameras since a tick."""
    seconds = world.tick - max(task.ready_tick, since_tick)
    return d.DRIVE_AVIONICS_W * seconds if seconds > 0 else 0.0


def _turn_second(world: World, task: Task, emit: Emit) -> None:
    if _turn_toward(world, world.rover.drive.turn_to_deg):
        _come_to_rest(world)
        emit(e.TurnCompleted(world.tick, world.rover.heading_deg, world.tick - task.started_tick))


def _turn_toward(world: World, heading_deg: float) -> bool:
    """One second of turning in place; True once the heading is reached."""
    rover = world.rover
    left_deg = turn_deg(rover.heading_deg, heading_deg)
    by_deg = max(-d.TURN_RATE_DEG_S, min(d.TURN_RATE_DEG_S, left_deg))
    turn(world.terrain, rover, by_deg)
    world.power.drawn_j += d.TURN_MOTORS_W
    return by_deg == left_deg


def _arc_second(world: World, emit: Emit) -> None:
    rover, drive = world.rover, world.rover.drive
    made_m = abs(rover.speed_m_s)
    way = 1.0 if drive.throttle_frac > 0.0 else -1.0
    bend_deg = way * made_m * drive.curvature_per_m * DEG_PER_RAD
    rover.heading_deg = wrap_deg(rover.heading_deg + bend_deg)
    stopped = _roll(world, drive.throttle_frac, math.inf, emit)
    if stopped is not None:
        _fault(world, stopped, emit)


def _autonav_second(world: World, task: Task, emit: Emit) -> None:
    rover, drive = world.rover, world.rover.drive
    cause = refuse_dark(world) if world.weather.sun_elevation_deg < 0.0 else None
    if cause is not None:
        _fault(world, cause, emit)
        return
    if drive.checked_version != world.survey.version and not _recheck(world, emit):
        return
    while drive.leg < len(drive.route_m) and _leg_left_m(rover) <= ARRIVED_M:
        drive.leg += 1
    if drive.leg < len(drive.route_m):
        _follow_leg(world, emit)
    elif drive.face_deg < 0.0 or _turn_toward(world, drive.face_deg):
        _come_to_rest(world)
        emit(e.DriveCompleted(world.tick, drive.driven_m, world.tick - task.started_tick))
        _look_for_targets(world, emit)


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
        _turn_toward(world, bearing)
        return
    steer_deg = max(-d.STEER_DEG_S, min(d.STEER_DEG_S, off_deg))
    rover.heading_deg = wrap_deg(rover.heading_deg + steer_deg)
    unsafe = _roll(world, 1.0, _leg_left_m(rover), emit)
    if unsafe is None:
        return
    if unsafe.key.startswith("drive.slip"):
        _fault(world, unsafe, emit)
    else:
        _go_round(world, unsafe, emit)


def _roll(world: World, throttle_frac: float, most_m: float, emit: Emit) -> Reason | None:
    """One second of rolling and its consequences; why it must end, if it must."""
    rover, drive = world.rover, world.rover.drive
    ground = ground_of(world.site)
    metre = int(rover.odometry_m)
    rolled = roll(ground, rover, throttle_frac, most_m)
    if isinstance(rolled, Reason):
        rover.speed_m_s = 0.0
        return rolled
    made_m, joules = rolled
    drive.driven_m += made_m
    world.power.drawn_j += joules
    if int(rover.odometry_m) > metre:
        _metre_done(world, ground, emit)
    drive.slip_s = drive.slip_s + 1 if rover.slip_frac > ground.slip_limit_frac else 0
    if drive.slip_s > SLIP_PATIENCE_S:
        _mark_failed(world, 0.0)
        return slip_reason(world, ground)
    return None


def _metre_done(world: World, ground: Ground, emit: Emit) -> None:
    """Each metre: the track, the wheels' wear, and AutoNav stops to think."""
    rover, drive, task = world.rover, world.rover.drive, world.rover.task
    rover.track_m.append((rover.x_m, rover.y_m))
    before = [int(wear * WEAR_STEP) for wear in rover.wheel_wear_frac]
    wear_wheels(world.terrain, rover)
    for wheel, (tenths, wear) in enumerate(zip(before, rover.wheel_wear_frac, strict=True)):
        if int(wear * WEAR_STEP) > tenths:
            emit(e.WheelWorn(world.tick, wheel + 1, wear))
    if task is not None and task.kind is TaskKind.DRIVE:
        tx, ty = world.terrain.tile_index(rover.x_m, rover.y_m)
        careful_s = d.CAREFUL_S if _way_left_m(rover) < d.CAREFUL_M else 0
        drive.pause_until_tick = world.tick + 1 + ground.think_s.item(ty, tx) + careful_s
        drive.blocked = 0
        rover.speed_m_s = 0.0


def _way_left_m(rover: RoverState) -> float:
    return path_length_m([(rover.x_m, rover.y_m), *rover.drive.route_m[rover.drive.leg :]])


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
        _mark_failed(world, FAILED_AHEAD_M)
    if drive.blocked > MOST_BLOCKED:
        _fault(world, unsafe, emit)
    else:
        _replan(world, reason(HAZARD_OF[unsafe.key], **dict(unsafe.figures)), emit)


def _replan(world: World, hazard: Reason, emit: Emit) -> bool:
    """A new route from here; without one the drive ends. True when it goes on."""
    rover, drive = world.rover, world.rover.drive
    left_m = _way_left_m(rover)
    way = find_way(world, drive.goal_x_m, drive.goal_y_m)
    if isinstance(way, NoWay):
        _fault(world, way.why, emit)
        return False
    drive.route_m, drive.leg = list(way.points_m[1:]), 0
    drive.face_deg = way.face_deg
    drive.replans += 1
    drive.checked_version = world.survey.version
    emit(e.RouteReplanned(world.tick, hazard, way.length_m - left_m))
    return True


def _mark_failed(world: World, ahead_m: float) -> int:
    """Remember the tile on which the drive failed, so that the planner avoids it; its flat index."""
    rover, terrain = world.rover, world.terrain
    east, south = heading_vector(rover.heading_deg)
    tx, ty = terrain.tile_index(rover.x_m + east * ahead_m, rover.y_m + south * ahead_m)
    tile = ty * terrain.width + tx
    if tile not in rover.avoid_tiles:
        rover.avoid_tiles.append(tile)
    return tile


SYSTEM = System("mobility", minute=_minute, tick=_tick, wake_tick=_wake_tick)
