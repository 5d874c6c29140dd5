"""Driving: drives over planned routes, arcs by hand, turns in place. One second at a time.

`motion` says what a second of rolling does, `wayfinding` where to, `estimates.drive` what it will cost.
"""

import math

from game.core.grid import wrap_deg
from game.core.units import DEG_PER_RAD
from game.sim import events as e
from game.sim.autonav import route_second
from game.sim.commands import DriveArc, DriveTo, TurnTo
from game.sim.driving import avionics_j, come_to_rest, fault, roll_second, stop_driving, turn_toward
from game.sim.estimates.drive import plan_drive
from game.sim.loads import MOTORS, settle_ended
from game.sim.motion import settle
from game.sim.physics import drive as d
from game.sim.physics import sinkage
from game.sim.physics.drive_modes import HABITS, DriveMode
from game.sim.reasons import Reason, reason
from game.sim.state.rover import DriveState, RoverState, Task, TaskKind
from game.sim.system import MINUTE_S, NEVER, Emit, System
from game.sim.tasks import DRIVE_FLOOR_FRAC, charge_frac, refuse_heavy, start_task
from game.sim.world import Site, World

FLOOR_FRAC = 0.22
"""Driving by hand and turning end at this charge, before safe mode would end everything: game rule."""
MANUAL_START_WH = 5.0
"""Driving by hand is refused with less than this above the reserve: game rule."""


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
    """A rover at rest that is not stuck, a way over known ground, energy, and light for what needs to see."""
    return refuse_moving(world, 0.0) or plan_drive(world, *_asked(command)).refusal


def _asked(command: DriveTo) -> tuple[float, float, DriveMode, bool]:
    return command.x_m, command.y_m, command.mode, command.backwards


def refuse_moving(world: World, energy_wh: float) -> Reason | None:
    """Why the wheels cannot be used now: stuck, or what refuses all heavy work."""
    refusal = refuse_heavy(world, energy_wh)
    if refusal is None and world.rover.embedded:
        depth_cm, free_cm = 100.0 * world.rover.sinkage_m, 100.0 * sinkage.FREE_M
        return reason("drive.embedded", sinkage_cm=depth_cm, limit_cm=free_cm)
    return refusal


def refuse_drive_arc(world: World, command: DriveArc) -> Reason | None:
    """By hand one may start from rest, or change a drive by hand; letting go is always allowed."""
    if not (abs(command.throttle_frac) <= 1.0 and abs(command.curvature_per_m) <= d.MAX_CURVATURE_PER_M):
        figures = {"throttle_frac": command.throttle_frac, "curvature_per_m": command.curvature_per_m}
        return reason("drive.arc_range", **figures, limit_per_m=d.MAX_CURVATURE_PER_M)
    task = world.rover.task
    if command.throttle_frac == 0.0 or (task is not None and task.kind is TaskKind.ARC):
        return None
    return refuse_moving(world, MANUAL_START_WH)


def refuse_turn_to(world: World, command: TurnTo) -> Reason | None:
    """Turning wants a rover at rest."""
    if not math.isfinite(command.heading_deg):
        return reason("drive.heading")
    return refuse_moving(world, 0.0)


# --- starting ---------------------------------------------------------------------------------------------------------


def drive_to(world: World, command: DriveTo, emit: Emit) -> None:
    """Set off along the planned way."""
    plan = plan_drive(world, *_asked(command))
    rover = world.rover
    assert plan.route is not None, "refuse_drive_to has asked for a route"
    task = start_task(world, TaskKind.DRIVE, emit, warm=True)
    rover.drive = DriveState(
        mode=command.mode,
        backwards=command.backwards,
        from_x_m=rover.x_m,
        from_y_m=rover.y_m,
        believed_x_m=rover.x_m,
        believed_y_m=rover.y_m,
        begun_sinkage_m=rover.sinkage_m,
        route_m=list(plan.route.points_m[1:]),
        goal_x_m=command.x_m,
        goal_y_m=command.y_m,
        throttle_frac=-1.0 if command.backwards else 1.0,
        pause_until_tick=task.ready_tick + HABITS[command.mode].setup_s,
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
        world.rover.drive = DriveState(begun_sinkage_m=world.rover.sinkage_m)
        emit(e.DriveStarted(world.tick, 0.0))
    drive = world.rover.drive
    drive.throttle_frac, drive.curvature_per_m = command.throttle_frac, command.curvature_per_m


def turn_to(world: World, command: TurnTo, emit: Emit) -> None:
    """Turn in place."""
    start_task(world, TaskKind.TURN, emit, warm=True)
    world.rover.drive = DriveState(turn_to_deg=wrap_deg(command.heading_deg))


# --- ending -----------------------------------------------------------------------------------------------------------


def halt(world: World, cause: Reason, emit: Emit) -> None:
    """End whatever the rover is doing, for a reason of its own (safe mode, a fault)."""
    task = world.rover.task
    if task is None:
        return
    if task.kind in MOTORS:
        fault(world, cause, emit)
        return
    settle_ended(world, task)
    world.rover.task = None
    emit(e.WorkStopped(world.tick, task.kind.value, cause))


# --- each second ------------------------------------------------------------------------------------------------------


def _tick(world: World, emit: Emit) -> None:
    task = world.rover.task
    if task is None or task.kind not in MOTORS:
        return
    if world.tick < task.ready_tick or world.tick < world.rover.drive.pause_until_tick:
        return
    floor_frac = DRIVE_FLOOR_FRAC if task.kind is TaskKind.DRIVE else FLOOR_FRAC
    if charge_frac(world) < floor_frac:
        cause = reason("drive.battery", charge_pct=100.0 * charge_frac(world), limit_pct=100.0 * floor_frac)
        fault(world, cause, emit)
    elif task.kind is TaskKind.DRIVE:
        route_second(world, task, emit)
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
        world.power.drawn_j += avionics_j(world, task, world.tick - MINUTE_S)


def _turn_second(world: World, task: Task, emit: Emit) -> None:
    if turn_toward(world, world.rover.drive.turn_to_deg):
        come_to_rest(world)
        emit(e.TurnCompleted(world.tick, world.rover.heading_deg, world.tick - task.started_tick))


def _arc_second(world: World, emit: Emit) -> None:
    rover, drive = world.rover, world.rover.drive
    made_m = abs(rover.speed_m_s)
    way = 1.0 if drive.throttle_frac > 0.0 else -1.0
    bend_deg = way * made_m * drive.curvature_per_m * DEG_PER_RAD
    rover.heading_deg = wrap_deg(rover.heading_deg + bend_deg)
    stopped = roll_second(world, drive.throttle_frac, math.inf, emit)
    if stopped is not None:
        fault(world, stopped, emit)


SYSTEM = System("mobility", minute=_minute, tick=_tick, wake_tick=_wake_tick)
