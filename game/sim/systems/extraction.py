"""Getting out: a rover whose wheels have dug themselves in tries, measures how deep it stands, and tries again."""

from game.core.grid import distance_m, heading_vector
from game.core.rng import rng_for
from game.sim import events as e
from game.sim.commands import Extract
from game.sim.driving import look_for_targets
from game.sim.motion import grades, material_under, settle
from game.sim.physics import sinkage
from game.sim.reasons import Reason, reason
from game.sim.state.rover import TaskKind
from game.sim.system import Emit, System
from game.sim.tasks import finished, refuse_heavy, start_task, wake_for
from game.sim.world import World

KINDS = (TaskKind.EXTRACT,)


def refuse_extract(world: World, command: Extract) -> Reason | None:
    """Only a rover that is stuck, awake, idle, and with the energy of an attempt."""
    if not world.rover.embedded:
        return reason("extract.free")
    return refuse_heavy(world, attempt_wh(command.way))


def attempt_wh(way: sinkage.Extraction) -> float:
    """Energy of an attempt beside the awake load.

    >>> round(attempt_wh(sinkage.Extraction.BACK_OUT))
    107
    """
    return sinkage.ATTEMPT_W * sinkage.ATTEMPT_MIN[way] / 60.0


def extract(world: World, command: Extract, emit: Emit) -> None:
    """Begin an attempt."""
    minutes = sinkage.ATTEMPT_MIN[command.way]
    start_task(world, TaskKind.EXTRACT, emit, minutes=minutes, warm=True, detail=command.way.value)


def _tick(world: World, emit: Emit) -> None:
    task = finished(world, KINDS)
    if task is None:
        return
    rover = world.rover
    before_m = rover.sinkage_m
    rover.sinkage_m = depth_after(world, sinkage.Extraction(task.detail))
    rover.extractions += 1
    if rover.sinkage_m > sinkage.FREE_M:
        limit_cm = 100.0 * sinkage.FREE_M
        emit(e.ExtractionTried(world.tick, 100.0 * before_m, 100.0 * rover.sinkage_m, limit_cm))
        return
    rover.embedded = False
    _roll_out(world)
    emit(e.RoverFreed(world.tick, rover.extractions))
    look_for_targets(world, emit)


def depth_after(world: World, way: sinkage.Extraction) -> float:
    """How deep the wheels stand after the next attempt."""
    rover = world.rover
    luck = rng_for(world.site.seed, "extraction").uniform(rover.extractions)
    up_ahead, _right = grades(world.terrain, rover.x_m, rover.y_m, *heading_vector(rover.heading_deg))
    back = up_ahead if rover.drive.backwards else -up_ahead
    depth_m = rover.sinkage_m - sinkage.extracted_m(way, back, luck)
    return min(sinkage.DEEPEST_M, max(0.0, depth_m))


def _roll_out(world: World) -> None:
    """Back to the last place of the own track that lies outside the hole."""
    rover = world.rover
    for x_m, y_m in reversed(rover.track_m):
        back_m = distance_m(rover.x_m, rover.y_m, x_m, y_m)
        if back_m >= sinkage.FRESH_M:
            rover.odometry_m += back_m
            rover.x_m, rover.y_m = x_m, y_m
            break
    rover.sinkage_m = sinkage.REST_M[material_under(world.terrain, rover)]
    settle(world.terrain, rover)
    rover.track_m.append((rover.x_m, rover.y_m))


SYSTEM = System("extraction", tick=_tick, wake_tick=lambda world: wake_for(world, KINDS))
