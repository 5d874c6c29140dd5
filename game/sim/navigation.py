"""Where a flight believes to be and where it is: errors of navigation, lost pictures, the altimeter over slopes."""

from game.core import grid
from game.core.rng import Stream, rng_for
from game.sim import events as e
from game.sim.physics import flight, landing
from game.sim.reasons import reason
from game.sim.system import Emit
from game.sim.world import World
from game.terrain.terrain import Material

# Which number of a flight's stream decides what.
_ASTRAY, _HOW_FAR, _LOSES_FRAME, _WHEN_LOST, TOUCHING_DOWN, _ALTIMETER, SERVOS = range(7)


def luck_of_flight(world: World) -> Stream:
    """The chances of the present flight: a stream by its number."""
    return rng_for(world.site.seed, "helicopter", world.helicopter.attempts - 1)


def draw_luck(world: World, lift_off: int, duration_s: float) -> None:
    """What this flight's navigation will do wrong."""
    helicopter, luck = world.helicopter, luck_of_flight(world)
    helicopter.nav_off_m = helicopter.drift_m_s = 0.0
    helicopter.adrift = helicopter.oscillating = False
    helicopter.stray_x, helicopter.stray_y = grid.heading_vector(luck.between(0.0, 360.0, _ASTRAY))
    helicopter.stray_luck = luck.between(0.5, 1.5, _HOW_FAR)
    helicopter.altimeter_luck = luck.between(-1.0, 1.0, _ALTIMETER)
    loses = luck.chance(landing.LOST_FRAME_CHANCE, _LOSES_FRAME)
    helicopter.lost_frame_tick = lift_off + int(luck.uniform(_WHEN_LOST) * duration_s) if loses else -1


def stray(world: World, emit: Emit) -> None:
    """Gather a second's navigation error."""
    helicopter = world.helicopter
    texture = landing.texture_below(world.terrain, helicopter.x_m, helicopter.y_m, helicopter.altitude_m)
    helicopter.drift_m_s = landing.drift_after_s(helicopter.drift_m_s, texture)
    gathered_m = landing.STRAY_PER_M * helicopter.speed_m_s + helicopter.drift_m_s
    helicopter.nav_off_m += gathered_m * helicopter.stray_luck
    if not helicopter.adrift and helicopter.drift_m_s > landing.DRIFT_TOLD_M_S:
        helicopter.adrift = True
        ground = ground_word(world, helicopter.x_m, helicopter.y_m)
        why = reason("navigation.bland", ground=ground, drift_m_s=helicopter.drift_m_s, height_m=helicopter.altitude_m)
        emit(e.NavigationUnsure(world.tick, why))
    if world.tick == helicopter.lost_frame_tick:
        helicopter.oscillating = True
        helicopter.nav_off_m += landing.LOST_FRAME_M
        emit(e.NavigationUnsure(world.tick, reason("navigation.lost_frame", off_m=landing.LOST_FRAME_M)))


def follow_ground(world: World) -> None:
    """A second of flying level: climb or sink after the altimeter, however the ground below has changed meanwhile."""
    helicopter = world.helicopter
    ground_m = world.terrain.height_at(helicopter.x_m, helicopter.y_m)
    reading_m = flight.altimeter_m(helicopter.level_m - ground_m, helicopter.altimeter_luck)
    helicopter.level_m += flight.climb_m_s(helicopter.cruise_altitude_m, reading_m)
    helicopter.altitude_m = max(0.0, helicopter.level_m - ground_m)


def ground_word(world: World, x_m: float, y_m: float) -> str:
    """What the ground is called in sentences."""
    return Material(world.terrain.material_at(x_m, y_m)).name.lower()
