"""A flight, second by second.

The way flown is a closed function of the time since lift-off (`physics/flight`), the same as the plan's; on top of it
come what the plan cannot know: navigation going astray over bland ground, gusts, and luck on touching down.
"""

from collections.abc import Sequence
from itertools import pairwise

from game.core import grid
from game.core.rng import Stream, rng_for
from game.core.units import wh_from_j
from game.sim import events as e
from game.sim.physics import flight, landing
from game.sim.products import add_product
from game.sim.reasons import Reason, reason
from game.sim.state.comms import ProductKind
from game.sim.state.helicopter import FlightPhase, HelicopterState
from game.sim.system import Emit
from game.sim.systems import survey
from game.sim.world import Site, World
from game.terrain.terrain import Material

Point = tuple[float, float]

PICTURES_MBIT = 20.0
MBIT_PER_M = 0.05
"""A few colour pictures, and navigation frames along the way; starting values."""
_PATH_STEP_M = 2.0
# Which number of a flight's stream decides what.
_ASTRAY, _HOW_FAR, _LOSES_FRAME, _WHEN_LOST, _TOUCHING_DOWN = range(5)


def on_map(site: Site, x_m: float, y_m: float) -> Point:
    """The nearest point half a tile within the map's edge."""
    terrain = site.terrain
    half = 0.5 * terrain.tile_m
    return min(max(x_m, half), terrain.width_m - half), min(max(y_m, half), terrain.height_m - half)


def legs_m(points: Sequence[Point]) -> list[float]:
    """Lengths of the legs between points.

    >>> legs_m([(0.0, 0.0), (3.0, 4.0), (3.0, 5.0)])
    [5.0, 1.0]
    """
    return [grid.distance_m(ax, ay, bx, by) for (ax, ay), (bx, by) in pairwise(points)]


# --- take-off ---------------------------------------------------------------------------------------------------------
def start(world: World, points: Sequence[Point], altitude_m: float) -> None:
    """Spin up along a route whose first point is where the helicopter stands."""
    helicopter = world.helicopter
    timing = flight.flight_timing(legs_m(points), altitude_m)
    lift_off = world.tick + flight.SPIN_UP_S
    helicopter.phase = FlightPhase.SPIN_UP
    helicopter.phase_ends_tick = helicopter.started_tick = lift_off
    helicopter.route_m, helicopter.leg, helicopter.leg_start_m_s = list(points), 0, 0.0
    hover_s = flight.SETTLE_S if len(points) > 1 else flight.SETTLE_S + flight.ARRIVE_S
    helicopter.leg_started_s = altitude_m / flight.VERTICAL_M_S + hover_s
    helicopter.cruise_m_s, helicopter.cruise_altitude_m = timing.cruise_m_s, altitude_m
    helicopter.rotor_rpm = flight.rotor_rpm(world.weather.density_kg_m3)
    helicopter.flown_m, helicopter.new_tiles, helicopter.aborting = 0.0, 0, False
    helicopter.path_m = [points[0]]
    _draw_luck(world, lift_off, timing.duration_s)


def luck_of_flight(world: World) -> Stream:
    """The chances of the present flight: a stream by its number."""
    return rng_for(world.site.seed, "helicopter", world.helicopter.flights)


def _draw_luck(world: World, lift_off: int, duration_s: float) -> None:
    """What this flight's navigation will do wrong."""
    helicopter, luck = world.helicopter, luck_of_flight(world)
    helicopter.nav_off_m = helicopter.drift_m_s = 0.0
    helicopter.stray_x, helicopter.stray_y = grid.heading_vector(luck.between(0.0, 360.0, _ASTRAY))
    helicopter.stray_luck = luck.between(0.5, 1.5, _HOW_FAR)
    loses = luck.chance(landing.LOST_FRAME_CHANCE, _LOSES_FRAME)
    helicopter.lost_frame_tick = lift_off + int(luck.uniform(_WHEN_LOST) * duration_s) if loses else -1


def abort(world: World, cause: Reason, emit: Emit) -> None:
    """Brake and come down where that ends; while still spinning up, stay on the ground."""
    helicopter = world.helicopter
    emit(e.FlightAborted(world.tick, cause))
    if helicopter.phase is FlightPhase.SPIN_UP:
        park(helicopter)
        return
    now_s = float(world.tick - helicopter.started_tick)
    here, speed = _on_route(helicopter, now_s)
    dx, dy = grid.heading_vector(helicopter.heading_deg)
    stop_m = flight.braking_m(speed)
    stop = on_map(world.site, here[0] + dx * stop_m, here[1] + dy * stop_m)
    helicopter.aborting = True
    helicopter.route_m, helicopter.leg, helicopter.leg_started_s = [here, stop], 0, now_s
    helicopter.leg_start_m_s = helicopter.cruise_m_s = speed
    if helicopter.phase is FlightPhase.CLIMB:
        helicopter.cruise_altitude_m = helicopter.altitude_m
        helicopter.phase = FlightPhase.CRUISE


def park(helicopter: HelicopterState) -> None:
    """Rotors off."""
    helicopter.phase, helicopter.phase_ends_tick = FlightPhase.PARKED, -1
    helicopter.altitude_m = helicopter.speed_m_s = helicopter.rotor_rpm = 0.0


# --- a second of flight -----------------------------------------------------------------------------------------------
def second(world: World, emit: Emit) -> None:
    """One second, from lift-off to touch-down."""
    helicopter = world.helicopter
    now_s = float(world.tick - helicopter.started_tick)
    if helicopter.phase is FlightPhase.SPIN_UP:
        _lift_off(world, emit)
        return
    _use_energy(world)
    climbing = helicopter.phase is FlightPhase.CLIMB
    if climbing:
        _climb(helicopter, now_s)
    if helicopter.phase is FlightPhase.CRUISE:
        _cruise(helicopter, now_s)
        if _move(world, now_s) or climbing:
            _look_down(world, emit)
    else:
        _move(world, now_s)
    if helicopter.phase is FlightPhase.DESCENT:
        _descend(world, now_s, emit)
    if helicopter.charge_wh <= 0.0 and helicopter.altitude_m > 0.0:
        _lose(world, reason("flight.battery_dead"), emit)


def _lift_off(world: World, emit: Emit) -> None:
    helicopter = world.helicopter
    _draw_j(helicopter, flight.SPIN_UP_W * flight.SPIN_UP_S)
    helicopter.phase, helicopter.phase_ends_tick = FlightPhase.CLIMB, -1
    distance_m = 0.0
    for length_m in legs_m(helicopter.route_m):
        distance_m += length_m
    emit(e.FlightStarted(world.tick, helicopter.flights + 1, distance_m, helicopter.cruise_altitude_m))


def _use_energy(world: World) -> None:
    helicopter = world.helicopter
    watts = flight.flight_w(world.weather.density_kg_m3, helicopter.rotor_rpm, helicopter.speed_m_s)
    _draw_j(helicopter, watts)


def _draw_j(helicopter: HelicopterState, joules: float) -> None:
    helicopter.charge_wh = max(0.0, helicopter.charge_wh - wh_from_j(joules))


def _climb(helicopter: HelicopterState, now_s: float) -> None:
    height_m = now_s * flight.VERTICAL_M_S
    helicopter.altitude_m = min(height_m, helicopter.cruise_altitude_m)
    if height_m >= helicopter.cruise_altitude_m:
        helicopter.phase = FlightPhase.CRUISE
        _face_leg(helicopter)


def _cruise(helicopter: HelicopterState, now_s: float) -> None:
    """Finish legs whose time is over; after the last one and the hover that follows it, begin the descent."""
    last = len(helicopter.route_m) - 1
    while helicopter.leg < last:
        ends_s = helicopter.leg_started_s + _present_leg(helicopter).duration_s
        if now_s < ends_s:
            return
        helicopter.leg += 1
        helicopter.leg_start_m_s = 0.0
        helicopter.leg_started_s = ends_s + _hover_s(helicopter, last)
        _face_leg(helicopter)
    if now_s >= helicopter.leg_started_s:
        helicopter.phase = FlightPhase.DESCENT


def _hover_s(helicopter: HelicopterState, last: int) -> float:
    """How long it hovers after the leg that has just ended."""
    if helicopter.aborting:
        return flight.ABORT_HOVER_S
    return flight.TURN_S if helicopter.leg < last else flight.ARRIVE_S


def _present_leg(helicopter: HelicopterState) -> flight.Leg:
    (ax, ay), (bx, by) = helicopter.route_m[helicopter.leg], helicopter.route_m[helicopter.leg + 1]
    length_m = grid.distance_m(ax, ay, bx, by)
    return flight.leg(length_m, helicopter.cruise_m_s, helicopter.leg_start_m_s)


def _face_leg(helicopter: HelicopterState) -> None:
    """Turn to the course of the leg ahead."""
    if helicopter.leg < len(helicopter.route_m) - 1:
        (ax, ay), (bx, by) = helicopter.route_m[helicopter.leg], helicopter.route_m[helicopter.leg + 1]
        if ax != bx or ay != by:
            helicopter.heading_deg = grid.bearing_deg(bx - ax, by - ay)


def _on_route(helicopter: HelicopterState, now_s: float) -> tuple[Point, float]:
    """(place, speed) at which navigation believes to be."""
    leg = helicopter.leg
    if leg >= len(helicopter.route_m) - 1:
        return helicopter.route_m[-1], 0.0
    if now_s <= helicopter.leg_started_s:
        return helicopter.route_m[leg], helicopter.leg_start_m_s
    flown = _present_leg(helicopter)
    along_m, speed = flown.at(now_s - helicopter.leg_started_s)
    (ax, ay), (bx, by) = helicopter.route_m[leg], helicopter.route_m[leg + 1]
    share = along_m / flown.length_m if flown.length_m > 0.0 else 0.0
    return (ax + (bx - ax) * share, ay + (by - ay) * share), speed


def _look_down(world: World, emit: Emit) -> None:
    helicopter = world.helicopter
    seen = survey.reveal_swath(world, helicopter.x_m, helicopter.y_m, helicopter.altitude_m, emit)
    helicopter.new_tiles += seen


def _move(world: World, now_s: float) -> bool:
    """Go where navigation believes the route to be, a little beside it; True after each stretch of the path."""
    helicopter = world.helicopter
    (x_m, y_m), helicopter.speed_m_s = _on_route(helicopter, now_s)
    _stray(world)
    off_m = helicopter.nav_off_m
    x_m, y_m = on_map(world.site, x_m + off_m * helicopter.stray_x, y_m + off_m * helicopter.stray_y)
    helicopter.flown_m += grid.distance_m(helicopter.x_m, helicopter.y_m, x_m, y_m)
    helicopter.x_m, helicopter.y_m = x_m, y_m
    last_x, last_y = helicopter.path_m[-1]
    if grid.distance_m(last_x, last_y, x_m, y_m) < _PATH_STEP_M:
        return False
    helicopter.path_m.append((x_m, y_m))
    return True


def _stray(world: World) -> None:
    """Gather a second's navigation error."""
    helicopter = world.helicopter
    texture = landing.texture_below(world.terrain, helicopter.x_m, helicopter.y_m, helicopter.altitude_m)
    helicopter.drift_m_s = landing.drift_after_s(helicopter.drift_m_s, texture)
    gathered_m = landing.STRAY_PER_M * helicopter.speed_m_s + helicopter.drift_m_s
    helicopter.nav_off_m += gathered_m * helicopter.stray_luck
    if world.tick == helicopter.lost_frame_tick:
        helicopter.nav_off_m += landing.LOST_FRAME_M


# --- landing ----------------------------------------------------------------------------------------------------------
def _descend(world: World, now_s: float, emit: Emit) -> None:
    helicopter = world.helicopter
    since_s, from_m = now_s - helicopter.leg_started_s, helicopter.cruise_altitude_m
    helicopter.altitude_m = flight.descent_altitude_m(from_m, since_s)
    if since_s >= flight.descent_s(from_m):
        _touch_down(world, emit)


def _touch_down(world: World, emit: Emit) -> None:
    helicopter, terrain = world.helicopter, world.terrain
    slope_deg = terrain.slope_at(helicopter.x_m, helicopter.y_m)
    tx, ty = terrain.tile_index(helicopter.x_m, helicopter.y_m)
    rocks = terrain.rock_abundance.item(ty, tx)
    risk = landing.touch_down_risk_frac(slope_deg, helicopter.drift_m_s, rocks)
    if luck_of_flight(world).chance(risk, _TOUCHING_DOWN):
        _lose(world, _why_toppled(world, slope_deg), emit)
        return
    duration_s = world.tick - helicopter.started_tick
    _count(helicopter)
    park(helicopter)
    mbit = PICTURES_MBIT + MBIT_PER_M * helicopter.flown_m
    add_product(world, ProductKind.AERIAL, "ingenuity", mbit=mbit, at_m=(helicopter.x_m, helicopter.y_m))
    flown_m, off_m, number = helicopter.flown_m, helicopter.nav_off_m, helicopter.flights
    emit(e.FlightCompleted(world.tick, number, flown_m, duration_s, off_m, helicopter.new_tiles))


def _count(helicopter: HelicopterState, *, landed: bool = True) -> None:
    """A flight counts when it ends with a landing; its metres count anyway."""
    helicopter.flights += landed
    helicopter.total_m += helicopter.flown_m
    helicopter.path_m.append((helicopter.x_m, helicopter.y_m))


def _why_toppled(world: World, slope_deg: float) -> Reason:
    helicopter = world.helicopter
    material = Material(world.terrain.material_at(helicopter.x_m, helicopter.y_m))
    sideways = landing.USUAL_SIDEWAYS_M_S + helicopter.drift_m_s
    if helicopter.drift_m_s > landing.USUAL_SIDEWAYS_M_S:
        ground = material.name.lower().replace("_", " ")
        return reason("flight.toppled_adrift", sideways_m_s=sideways, slope_deg=slope_deg, ground=ground)
    if slope_deg > landing.LANDING_SLOPE_DEG:
        return reason("flight.toppled_slope", slope_deg=slope_deg, limit_deg=landing.LANDING_SLOPE_DEG)
    return reason("flight.toppled_rock", slope_deg=slope_deg)


def _lose(world: World, cause: Reason, emit: Emit) -> None:
    helicopter = world.helicopter
    _count(helicopter, landed=False)
    park(helicopter)
    helicopter.phase = FlightPhase.LOST
    emit(e.HelicopterLost(world.tick, cause))
