"""Can this world be a mission on its site? Asked of every saved state before it is played on.

A checksum finds damage; this finds what no checksum can: states that were edited, or belong to another site. The
systems rely on what stands here, so that whatever passes can be played on without a fault.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from game.sim.book_fits import notebook_fits, pictures_fit
from game.sim.estimates.sky import weather_at
from game.sim.estimates.storms import weather_of
from game.sim.physics.sinkage import Extraction
from game.sim.setup import first_tick
from game.sim.state.arm import BITS
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import Task, TaskKind
from game.sim.state.samples import UNSEALED, Tube, TubeStatus
from game.sim.story_watch import watches
from game.sim.system import MINUTE_S
from game.sim.systems.radar import radar_fits
from game.sim.vehicle_fits import comms_fit, helicopter_fits, rover_fits
from game.sim.world import World

Range = tuple[float, float]
LATEST_TICK = 10**9

# What a number may be, by the unit at the end of its name. The first ending that fits counts.
BY_UNIT: tuple[tuple[str, Range], ...] = (
    ("per_m", (-10.0, 10.0)),
    ("_frac", (0.0, 1.0)),
    ("_tick", (-1.0, LATEST_TICK)),
    ("_deg", (-400.0, 400.0)),
    ("_m_s", (-20.0, 20.0)),
    ("_g_h", (0.0, 100.0)),
    ("_wh", (0.0, 1e9)),
    ("_mbit", (0.0, 1e9)),
    ("_cm", (0.0, 100.0)),
    ("_mm", (0.0, 1e4)),
    ("_rpm", (0.0, 1e4)),
    ("_c", (-300.0, 300.0)),
    ("_w", (0.0, 1e6)),
    ("_j", (0.0, 1e9)),
    ("_g", (0.0, 1e9)),
    ("_s", (0.0, 1e6)),
    ("_m", (0.0, 1e9)),
)
BY_NAME: dict[str, Range] = {
    "throttle_frac": (-1.0, 1.0),
    "untold_m": (-1e9, 1e9),
    "slip_frac": (-1.0, 0.99),
    "sinkage_m": (0.0, 0.4),
    "begun_sinkage_m": (0.0, 0.4),
    "believed_x_m": (-1e4, 1e6),
    "believed_y_m": (-1e4, 1e6),
    "pitch_deg": (-60.0, 60.0),
    "roll_deg": (-60.0, 60.0),
    "wheel_turns": (0.0, 1e9),
    "checked_version": (-1.0, LATEST_TICK),
    "last_tile": (-1.0, LATEST_TICK),
    "tick": (-1.0, LATEST_TICK),
    "priority": (-1e9, 1e9),
    "stray_x": (-1.0, 1.0),
    "stray_y": (-1.0, 1.0),
    "stray_luck": (0.0, 10.0),
    "altimeter_luck": (-1.0, 1.0),
    "link_db": (-1e4, 1e4),
    "level_m": (-1e6, 1e6),
    "last_sol": (-1.0, LATEST_TICK),
    "leg_speeds_m_s": (0.0, 20.0),
    "leg_start_m_s": (0.0, 20.0),
    "score": (-1e9, 1e9),
    "amps": (0.0, 100.0),
    "cycles": (0.0, 1e5),
    "minutes": (0.0, 1e4),
    "variables": (-1e9, 1e9),
}
COUNT: Range = (0.0, 1e9)
"""Any other number counts something."""
_SECTIONS = tuple(
    """
    meda power thermal rover survey targets tubes arm notebook pictures moxie radar comms helicopter objectives story
    """.split()
)


def misfits(world: World) -> Iterator[str]:
    """A sentence for each thing that no mission on this site can be in."""
    if not 0 <= world.tick < LATEST_TICK:
        yield "its clock is out of range"
        return
    for section in _SECTIONS:
        yield from _numbers(section, getattr(world, section), "")
    for fits, sentence in _checks(world):
        if not fits(world):
            yield sentence


# --- numbers ----------------------------------------------------------------------------------------------------------


def range_of(name: str) -> Range:
    """What the number of this name may be.

    >>> range_of("charge_frac"), range_of("cores")
    ((0.0, 1.0), (0.0, 1000000000.0))
    """
    if name in BY_NAME:
        return BY_NAME[name]
    return next((span for ending, span in BY_UNIT if name.endswith(ending)), COUNT)


def _numbers(place: str, value: object, name: str) -> Iterator[str]:
    """Numbers out of their range, at any depth."""
    if isinstance(value, bool | str | Enum) or value is None:
        return
    if isinstance(value, int | float):
        low, high = range_of(name)
        if not low <= value <= high:
            yield f"{place} is {value!r:.24}, which it cannot be"
    elif is_dataclass(value):
        for spec in fields(value):
            yield from _numbers(f"{place}.{spec.name}", getattr(value, spec.name), spec.name)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from _numbers(f"{place}[{number + 1}]", part, name)


# --- what belongs together --------------------------------------------------------------------------------------------

Check = Callable[[World], bool]


def _checks(world: World) -> tuple[tuple[Check, str], ...]:
    return (
        (_lists_fit, "its targets, objectives or tubes are not those of the level"),
        (_places_fit, "something stands outside the map"),
        (_weather_fits, "its weather is not that of its clock"),
        (lambda world: world.power.capacity_wh > 0.0, "its batteries hold nothing"),
        (lambda world: world.power.charge_wh <= world.power.capacity_wh, "its batteries hold more than they can"),
        (lambda world: not world.power.safe_mode or world.asleep, "it is awake in safe mode"),
        (_task_fits, "its rover does what the catalogue does not know"),
        (rover_fits, "its rover has not six wheels, or its drive leads nowhere"),
        (_moxie_fits, "its MOXIE is not on board, or runs while the rover sleeps"),
        (radar_fits, "its radar is not on board, or has sounded what the rover has not driven"),
        (comms_fit, "its data products or relay pass are not in order"),
        (helicopter_fits, "its helicopter is not on board, or its flight has no route"),
        (_arm_fits, "its drill has other bits than the rover carries"),
        (notebook_fits, "its notebook speaks of what this level has not"),
        (pictures_fit, "its pictures show what this level has not"),
        (lambda world: world.objectives.stars <= 3, "it has more than three stars"),
    )


def _lists_fit(world: World) -> bool:
    level, rover = world.level, world.level.rover
    names = {target.id for target in level.targets}
    return (
        len(world.targets) == len(level.targets)
        and len(world.objectives.items) == len(level.objectives)
        and len(world.story.variables) == len(level.variables)
        and len(world.story.triggers) == len(level.story)
        and len(world.story.watches) == len(watches(world.site))
        and len(world.tubes) == rover.sample_tubes + rover.witness_tubes
        and all(tube.number == n + 1 for n, tube in enumerate(world.tubes))
        and all(tube.witness is (n >= rover.sample_tubes) for n, tube in enumerate(world.tubes))
        and all(tube.target in names for tube in world.tubes if _holds_rock(tube))
    )


def _holds_rock(tube: Tube) -> bool:
    return tube.status is not TubeStatus.EMPTY and not tube.witness


def _places_fit(world: World) -> bool:
    rover, helicopter, terrain = world.rover, world.helicopter, world.terrain
    alone: list[Any] = [rover, helicopter, *world.tubes, *world.comms.products, *helicopter.airfields]
    routes = [*rover.drive.route_m, *rover.track_m, *helicopter.route_m, *helicopter.path_m]
    routes += [(x_m, y_m) for x_m, y_m, _height_m in helicopter.backlog_m]
    tiles = terrain.width * terrain.height
    return (
        all(terrain.inside(thing.x_m, thing.y_m) for thing in alone)
        and all(terrain.inside(*point) for point in routes)
        and all(0 <= tile < tiles for tile in rover.avoid_tiles)
        and -1 <= world.survey.last_tile < tiles
    )


def _weather_fits(world: World) -> bool:
    """The sky follows from the clock: it is set each minute, and once when the mission begins."""
    set_at = max(world.tick - world.tick % MINUTE_S, first_tick(world.level))
    return world.weather == weather_at(weather_of(world), world.site.seed, set_at)


def _task_fits(world: World) -> bool:
    task, kinds, catalog = world.rover.task, TaskKind, world.site.catalog
    if task is None:
        return True
    open_ended = task.kind in (kinds.DRIVE, kinds.ARC, kinds.TURN)
    if (task.ends_tick < task.ready_tick) is not open_ended:
        return False
    known_target = any(target.id == task.target for target in world.level.targets)
    match task.kind:
        case kinds.IMAGE | kinds.PANORAMA:
            return task.detail in catalog.cameras and (known_target or not task.target)
        case kinds.ANALYSE:
            return task.detail in catalog.instruments and known_target
        case kinds.ABRADE:
            return known_target
        case kinds.CORE:
            return known_target and any(_is_empty(tube) for tube in world.tubes if not tube.witness)
        case kinds.EXTRACT:
            return world.rover.embedded and task.detail in set(Extraction)
        case kinds.WITNESS:
            return any(_is_empty(tube) for tube in world.tubes if tube.witness)
        case kinds.SEAL | kinds.DROP:
            return _tube_fits(world, task)
    return True


def _is_empty(tube: Tube) -> bool:
    return tube.status is TubeStatus.EMPTY


def _tube_fits(world: World, task: Task) -> bool:
    """The tube that is sealed holds a core, the one laid down is stored."""
    wanted = UNSEALED if task.kind is TaskKind.SEAL else (TubeStatus.STORED,)
    return any(str(tube.number) == task.detail and tube.status in wanted for tube in world.tubes)


def _arm_fits(world: World) -> bool:
    return all(len(world.arm.wear(kind)) == count for kind, count in BITS.items())


def _moxie_fits(world: World) -> bool:
    running = world.moxie.phase is not MoxiePhase.OFF
    return not running or (world.level.moxie.present and world.moxie.minutes > 0.0 and not world.asleep)
