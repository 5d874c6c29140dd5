"""What every kind of drive does: a second of rolling and what follows from it, turning, coming to rest."""

from game.core.grid import heading_vector, turn_deg
from game.sim import events as e
from game.sim.failures import DRAGGED_POWER_SHARE, DRAGGED_SPEED_SHARE, drags_a_wheel
from game.sim.hazards import Ground
from game.sim.motion import material_under, roll, turn, wear_wheels
from game.sim.physics import drive as d
from game.sim.physics import sinkage
from game.sim.physics.drive_modes import HABITS, DriveMode, Habits
from game.sim.reach import in_arm_reach
from game.sim.reasons import Figure, Reason, reason
from game.sim.slip_advice import slip_reason, with_advice
from game.sim.state.rover import RoverState, Task, TaskKind
from game.sim.system import MINUTE_S, Emit
from game.sim.world import World
from game.sim.zones import ground_now
from game.terrain.material import Material
from game.terrain.route import path_length_m

SLIP_PATIENCE_S = 5
"""Slip above the limit for longer than this stops the wheels: starting value."""
WEAR_STEP = 10
"""`WheelWorn` tells of each tenth."""


# --- moving -----------------------------------------------------------------------------------------------------------


def roll_second(world: World, throttle_frac: float, most_m: float, emit: Emit) -> Reason | None:
    """One second of rolling and its consequences; why it must end, if it must."""
    rover, drive = world.rover, world.rover.drive
    ground = ground_now(world)
    metre = int(rover.odometry_m)
    drags = drags_a_wheel(world)
    rolled = roll(ground, rover, throttle_frac * (DRAGGED_SPEED_SHARE if drags else 1.0), most_m)
    if isinstance(rolled, Reason):
        rover.speed_m_s = 0.0
        return rolled
    made_m, joules = rolled
    drive.driven_m += made_m
    world.power.drawn_j += joules * (DRAGGED_POWER_SHARE if drags else 1.0)
    if int(rover.odometry_m) > metre:
        _metre_done(world, ground, emit)
    drive.slip_s = drive.slip_s + 1 if rover.slip_frac > ground.slip_limit_frac else 0
    if drive.slip_s > SLIP_PATIENCE_S and habits(rover).measures:
        mark_failed(world, 0.0)
        return slip_reason(world, ground)
    return _sunk(world, emit)


def habits(rover: RoverState) -> Habits:
    """What the drive under way stops for and measures; driving by hand nobody looks."""
    by_hand = rover.task is None or rover.task.kind is not TaskKind.DRIVE
    return HABITS[DriveMode.DIRECTED if by_hand else rover.drive.mode]


def _sunk(world: World, emit: Emit) -> Reason | None:
    """Wheels that have gone in too deep end a drive: first as a warning, then because they hold."""
    rover = world.rover
    if rover.sinkage_m < sinkage.STOP_M:
        return None
    figures: dict[str, Figure] = {
        "sinkage_cm": 100.0 * rover.sinkage_m,
        "slip_pct": 100.0 * rover.slip_frac,
        "material": Material(material_under(world.terrain, rover)).name.lower(),
    }
    if rover.sinkage_m >= sinkage.EMBEDDED_M:
        rover.embedded = True
        mark_failed(world, 0.0)
        emit(e.RoverEmbedded(world.tick, 100.0 * rover.sinkage_m))
        return reason("drive.dug_in", **figures)
    if rover.sinkage_m >= sinkage.STOP_M > rover.drive.begun_sinkage_m:
        mark_failed(world, 0.0)
        return reason("drive.sinking", **figures, limit_cm=100.0 * sinkage.STOP_M, held_cm=100.0 * sinkage.EMBEDDED_M)
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
        stop_s = _camera_stop_s(world, ground)
        drive.pause_until_tick = world.tick + 1 + stop_s
        drive.blocked = 0
        if stop_s:
            rover.speed_m_s = 0.0


def _camera_stop_s(world: World, ground: Ground) -> int:
    """How long the rover stands after this metre."""
    rover, habit = world.rover, habits(world.rover)
    careful_s = habit.careful_s if way_left_m(rover) < d.CAREFUL_M else 0
    if not habit.finds_ways:
        return habit.stop_s + careful_s
    tx, ty = world.terrain.tile_index(rover.x_m, rover.y_m)
    return ground.think_s.item(ty, tx) + careful_s


def turn_toward(world: World, heading_deg: float) -> bool:
    """One second of turning in place; True once the heading is reached."""
    rover = world.rover
    left_deg = turn_deg(rover.heading_deg, heading_deg)
    by_deg = max(-d.TURN_RATE_DEG_S, min(d.TURN_RATE_DEG_S, left_deg))
    turn(world.terrain, rover, by_deg)
    world.power.drawn_j += d.TURN_MOTORS_W
    return by_deg == left_deg


def avionics_j(world: World, task: Task, since_tick: int) -> float:
    """Joules of motor controllers and drive cameras since a tick."""
    seconds = world.tick - max(task.ready_tick, since_tick)
    return d.DRIVE_AVIONICS_W * seconds if seconds > 0 else 0.0


def way_left_m(rover: RoverState) -> float:
    return path_length_m([(rover.x_m, rover.y_m), *rover.drive.route_m[rover.drive.leg :]])


def mark_failed(world: World, ahead_m: float) -> int:
    """Remember the tile on which the drive failed, so that the planner avoids it; its flat index."""
    rover, terrain = world.rover, world.terrain
    east, south = heading_vector(rover.heading_deg)
    tx, ty = terrain.tile_index(rover.x_m + east * ahead_m, rover.y_m + south * ahead_m)
    tile = ty * terrain.width + tx
    if tile not in rover.avoid_tiles:
        rover.avoid_tiles.append(tile)
    return tile


# --- coming to rest ---------------------------------------------------------------------------------------------------


def come_to_rest(world: World) -> Task:
    """Wheels off; the avionics' last seconds go on the bill."""
    rover = world.rover
    task = rover.task
    assert task is not None, "only a rover that moves comes to rest"
    world.power.drawn_j += avionics_j(world, task, world.tick - world.tick % MINUTE_S)
    rover.task = None
    world.survey.last_tile = -1  # pictures all round end every drive
    rover.speed_m_s = 0.0
    rover.slip_frac = 0.0
    rover.drive.throttle_frac = 0.0
    return task


def stop_driving(world: World, emit: Emit) -> None:
    """End the drive on command."""
    come_to_rest(world)
    emit(e.DriveStopped(world.tick, world.rover.drive.driven_m))
    look_for_targets(world, emit)


def fault(world: World, cause: Reason, emit: Emit) -> None:
    cause = with_advice(world, cause)
    come_to_rest(world)
    emit(e.DriveFaulted(world.tick, cause, world.rover.drive.driven_m))
    look_for_targets(world, emit)


def look_for_targets(world: World, emit: Emit) -> None:
    """Targets that the arm can now reach for the first time."""
    for index, (spec, state) in enumerate(zip(world.level.targets, world.targets, strict=True)):
        if state.known and not state.reached and in_arm_reach(world, index):
            state.reached = True
            emit(e.TargetReached(world.tick, spec.id))
