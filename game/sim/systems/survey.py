"""What is known of the ground: the mast looks around as the rover drives, panoramas and the helicopter see farther.

Three levels per tile: 0 orbital (coarse relief), 1 aerial (ground and large rocks), 2 surveyed (all of it).
"""

import numpy as np

from game.core.grid import centre_m
from game.sim import events as e
from game.sim.physics.drive import MAST_HEIGHT_M
from game.sim.physics.drive_modes import HABITS
from game.sim.state.rover import TaskKind
from game.sim.state.survey import KNOWN_AERIAL, KNOWN_SURVEYED, SurveyState, TargetState
from game.sim.system import NEVER, Emit, System
from game.sim.world import Site, World
from game.terrain.viewshed import Window, visible_from

LOOK_RANGE_M = 25.0
"""Navcam stereo maps the ground out to about this range: starting value, from memory."""
PANORAMA_RANGE_M = 80.0
"""A Navcam panorama, studied at leisure, tells the ground out to here: game premise."""
LOOK_EVERY_M = 2.0
"""The mast looks around again after this way, or a tile, whichever is longer."""
DARK_SUN_DEG = -6.0
"""End of civil twilight: below it the mast sees nothing."""
SWATH_BASE_M, SWATH_SHARE = 8.0, 3.2
"""Half width of the ground that a flight makes known: base + share * altitude. The colour camera looks out to the side
and ahead, down to about 14 deg under the horizon; how far its pictures serve for planning is a game premise."""


def initial(site: Site) -> SurveyState:
    """Only orbit has looked so far."""
    return SurveyState(np.zeros((site.terrain.height, site.terrain.width), dtype=np.uint8))


def initial_targets(site: Site) -> list[TargetState]:
    """Targets that are not hidden are known from the start; some are not there until the story spawns them."""
    return [
        TargetState(present=not target.later, known=not target.hidden and not target.later)
        for target in site.level.targets
    ]


# --- looking --------------------------------------------------------------------------------------------------------


def look_around(world: World, emit: Emit, range_m: float = LOOK_RANGE_M) -> int:
    """Survey what the mast sees from here by daylight; the number of tiles that became surveyed."""
    if world.weather.sun_elevation_deg < DARK_SUN_DEG:
        return 0
    rover, terrain = world.rover, world.terrain
    seen = visible_from(terrain, rover.x_m, rover.y_m, MAST_HEIGHT_M, range_m)
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    world.survey.last_tile = ty * terrain.width + tx
    return reveal(world, seen, KNOWN_SURVEYED, "navcam", emit)


def reveal_panorama(world: World, emit: Emit) -> int:
    """A panorama surveys far out; the number of newly surveyed tiles."""
    return look_around(world, emit, PANORAMA_RANGE_M)


def swath_half_width_m(altitude_m: float) -> float:
    """How far to each side of its track the helicopter sees the ground.

    >>> swath_half_width_m(10.0)
    40.0
    """
    return SWATH_BASE_M + SWATH_SHARE * max(0.0, altitude_m)


def reveal_swath(world: World, x_m: float, y_m: float, altitude_m: float, emit: Emit) -> int:
    """The ground below the helicopter becomes known from the air; the number of new tiles."""
    return reveal(world, disc(world, x_m, y_m, swath_half_width_m(altitude_m)), KNOWN_AERIAL, "ingenuity", emit)


def disc(world: World, x_m: float, y_m: float, radius_m: float) -> Window:
    """The tiles whose middle lies within a circle."""
    terrain = world.terrain
    tx0, ty0 = terrain.tile_index(x_m - radius_m, y_m - radius_m)
    tx1, ty1 = terrain.tile_index(x_m + radius_m, y_m + radius_m)
    east = (np.arange(tx0, tx1 + 1, dtype=np.float64) + 0.5) * terrain.tile_m - x_m
    south = (np.arange(ty0, ty1 + 1, dtype=np.float64) + 0.5) * terrain.tile_m - y_m
    mask = east * east + (south * south)[:, None] <= radius_m * radius_m
    return Window(tx0, ty0, mask)


def reveal(world: World, seen: Window, level: int, by: str, emit: Emit) -> int:
    """Raise what is known of the tiles seen to `level`; the number of tiles that gained by it."""
    survey = world.survey
    height, width = seen.mask.shape
    part = survey.known[seen.ty0 : seen.ty0 + height, seen.tx0 : seen.tx0 + width]
    new = seen.mask & (part < level)
    count = int(np.count_nonzero(new))
    if count:
        survey.aerial_tiles += int(np.count_nonzero(new & (part == 0)))
        if level == KNOWN_SURVEYED:
            survey.surveyed_tiles += count
        part[new] = level
        survey.version += 1
        _find_targets(world, by, emit)
    return count


def _find_targets(world: World, by: str, emit: Emit) -> None:
    """Hidden targets come to light with their tile."""
    for spec, state in zip(world.level.targets, world.targets, strict=True):
        if state.known or not state.present:
            continue
        tx, ty = world.terrain.tile_index(*world.level.metres(spec.at))
        if world.survey.known.item(ty, tx):
            state.known = True
            emit(e.TargetFound(world.tick, spec.id, by))


# --- reading --------------------------------------------------------------------------------------------------------


def finds(world: World) -> float:
    """How many hidden targets have come to light."""
    pairs = zip(world.level.targets, world.targets, strict=True)
    return len([spec.id for spec, state in pairs if spec.hidden and state.known])


def aerial_frac(world: World) -> float:
    """Share of the map that has been seen, from the air or the ground."""
    return world.survey.aerial_tiles / world.survey.known.size


def surveyed_frac(world: World) -> float:
    """Share of the map surveyed from the ground."""
    return world.survey.surveyed_tiles / world.survey.known.size


# --- time -----------------------------------------------------------------------------------------------------------


def _due(world: World) -> bool:
    """The rover stands where the mast has not looked around yet, awake and by daylight."""
    rover, last = world.rover, world.survey.last_tile
    spec = world.terrain.spec
    if int(rover.y_m / spec.tile_m) * spec.width + int(rover.x_m / spec.tile_m) == last:
        return False
    if world.asleep or world.weather.sun_elevation_deg < DARK_SUN_DEG:
        return False
    if last < 0:
        return True
    was_x_m, was_y_m = centre_m(last % spec.width, last // spec.width, spec.tile_m)
    east, south = rover.x_m - was_x_m, rover.y_m - was_y_m
    return east * east + south * south >= LOOK_EVERY_M * LOOK_EVERY_M


def _tick(world: World, emit: Emit) -> None:
    if _due(world):
        look_around(world, emit, _sight_m(world))


def _sight_m(world: World) -> float:
    """How far one looks now: on a drive only as far as its mode needs, else with all that the mast has."""
    task = world.rover.task
    driving = task is not None and task.kind is TaskKind.DRIVE
    return HABITS[world.rover.drive.mode].sight_m if driving else LOOK_RANGE_M


def _wake_tick(world: World) -> int:
    return world.tick + 1 if _due(world) else NEVER


SYSTEM = System("survey", tick=_tick, wake_tick=_wake_tick)
