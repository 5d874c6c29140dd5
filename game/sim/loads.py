"""What the rover's activities draw from the bus. Below the systems, so that each can ask.

The power system settles energy each minute: it reads what is on, and takes the joules that others have put into
`power.drawn_j` (motors, and the last seconds of a task that ended within the minute).
"""

from game.sim.physics import battery, coring, heat, link, sinkage, soxe
from game.sim.physics import radar as rimfax
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import Task, TaskKind
from game.sim.system import MINUTE_S
from game.sim.world import World

IMAGING = (TaskKind.IMAGE, TaskKind.PANORAMA)
MOTORS = (TaskKind.DRIVE, TaskKind.ARC, TaskKind.TURN)
"""Their watts depend on the ground: mobility puts the joules into `drawn_j` itself."""
_WORK_W: dict[TaskKind, float] = {
    TaskKind.EXTRACT: sinkage.ATTEMPT_W,
    TaskKind.ABRADE: coring.ABRADING_POWER_W,
    TaskKind.CORE: coring.CORING_POWER_W,
    TaskKind.SEAL: coring.SEAL_POWER_W,
    TaskKind.WITNESS: coring.SEAL_POWER_W,
    TaskKind.DROP: coring.SEAL_POWER_W,
    TaskKind.CLEAR: coring.SEAL_POWER_W,
}


def task_w(world: World, task: Task) -> float:
    """Power of a task beyond the awake load, once it is warm; 0 for drives."""
    if task.kind in IMAGING:
        return world.site.catalog.cameras[task.detail].watts
    if task.kind is TaskKind.ANALYSE:
        return world.site.catalog.instruments[task.detail].watts
    return link.HGA_W if task.kind is TaskKind.CALL else _WORK_W.get(task.kind, 0.0)


def task_minute_j(world: World, task: Task, since_tick: int) -> float:
    """Joules that a task has used from `since_tick` until now."""
    seconds = world.tick - max(task.ready_tick, since_tick)
    return task_w(world, task) * seconds if seconds > 0 else 0.0


def settle_ended(world: World, task: Task) -> None:
    """Call when a task ends, for the seconds since the last minute boundary, which the power system will not see."""
    world.power.drawn_j += task_minute_j(world, task, world.tick - world.tick % MINUTE_S)


def is_warming(world: World) -> bool:
    """True while the actuators are heated for a task."""
    task = world.rover.task
    return task is not None and world.tick < task.ready_tick


def is_moving(world: World) -> bool:
    """True while wheels or arm are at work."""
    task = world.rover.task
    if task is None or world.tick < task.ready_tick:
        return False
    return task.kind in MOTORS or task.kind in _WORK_W


def base_loads_w(world: World) -> list[tuple[str, float]]:
    """What is drawn all through the minute, by name (strings: `load.<name>`)."""
    asleep = world.power.asleep_until_tick >= 0
    loads = [("sleep", battery.SLEEP_W)] if asleep else list(battery.AWAKE_PARTS_W)
    loads += world.thermal.zones_w
    if world.moxie.phase is not MoxiePhase.OFF:
        loads.append(("moxie", moxie_w(world)))
    if world.radar.on and not asleep:
        loads.append(("radar", rimfax.SOUNDING_W if is_moving(world) else rimfax.STAND_BY_W))
    if world.comms.pass_began_tick >= 0:
        loads.append(("relay", battery.RELAY_W))
    return loads


def moxie_w(world: World) -> float:
    """Power of MOXIE while it is on: full heating first, then what pump, heat and cells take."""
    moxie = world.moxie
    return soxe.RUN_POWER_W if moxie.phase is MoxiePhase.WARMING else soxe.run_power_w(moxie.amps, moxie.cycles)


def heater_zones_w(world: World, survival_w: float, actuator_w: float) -> list[tuple[str, float]]:
    """Heaters that are on, by the part they warm (strings: `load.heat_<part>`)."""
    zones = [("heat_box", survival_w)] if survival_w > 0.0 else []
    task = world.rover.task
    if actuator_w > 0.0 and task is not None:
        zones += [(name, share * actuator_w) for name, share in heat.ACTUATOR_ZONES[task.kind not in MOTORS]]
    return zones
