"""A flight, second by second.

The way flown is a closed function of the time since lift-off (`physics/flight`), the same as the plan's; on top of it
come what the plan cannot know: navigation going astray (`navigation`), gusts, and luck on touching down (`touch_down`).
"""

from collections.abc import Sequence
from itertools import pairwise

from game.core import grid, marstime
from game.core.units import wh_from_j
from game.sim import airfields, contact, navigation, touch_down
from game.sim import events as e
from game.sim.flight_path import courses_of
from game.sim.physics import aloft, flight, landing, rotor, servos
from game.sim.physics import helicopter_power as hp
from game.sim.reasons import Reason, reason
from game.sim.state.helicopter import FlightPhase, HelicopterState
from game.sim.system import Emit
from game.sim.systems import survey
from game.sim.world import Site, World

Point = tuple[float, float]

_PATH_STEP_M = 2.0


def on_map(site: Site, x_m: float, y_m: float) -> Point:
    """The nearest point half a tile within the map's edge."""
    terrain = site.terrain
    half = 0.5 * terrain.tile_m
    return min(max(x_m, half), terrain.width_m - half), min(max(y_m, half), terrain.height_m - half)


# --- take-off ---------------------------------------------------------------------------------------------------------
def start(world: World, points: Sequence[Point], altitude_m: float, inside_c: float, pictures: bool = True) -> None:
    """Warm up and spin up along a route whose first point is where the helicopter stands."""
    helicopter = world.helicopter
    timing = flight.flight_timing(courses_of(points, world.weather, altitude_m), altitude_m, pictures)
    lift_off = world.tick + flight.SPIN_UP_S
    _draw_wh(helicopter, hp.preheat_wh(inside_c))
    helicopter.phase = FlightPhase.SPIN_UP
    helicopter.phase_ends_tick = helicopter.started_tick = lift_off
    helicopter.route_m, helicopter.leg, helicopter.leg_start_m_s = list(points), 0, 0.0
    helicopter.leg_speeds_m_s = [leg.top_m_s for leg in timing.legs]
    hover_s = flight.hover_s(pictures)
    helicopter.leg_started_s = altitude_m / flight.VERTICAL_M_S + (0.5 * hover_s if len(points) > 1 else hover_s)
    helicopter.pictures = pictures
    helicopter.cruise_altitude_m = altitude_m
    helicopter.rotor_rpm = rotor.rotor_rpm(world.weather.density_kg_m3)
    helicopter.flown_m, helicopter.new_tiles, helicopter.aborting = 0.0, 0, False
    helicopter.path_m = [points[0]]
    _count_take_off(helicopter, marstime.sol(world.tick))
    navigation.draw_luck(world, lift_off, timing.duration_s)


def _count_take_off(helicopter: HelicopterState, sol: int) -> None:
    helicopter.attempts += 1
    helicopter.flights_in_sol = helicopter.flights_in_sol + 1 if helicopter.last_sol == sol else 1
    helicopter.last_sol = sol


def abort(world: World, cause: Reason, emit: Emit) -> None:
    """Brake and come down where that ends; while still spinning up, stay on the ground."""
    helicopter = world.helicopter
    emit(e.FlightAborted(world.tick, cause))
    if helicopter.phase is FlightPhase.SPIN_UP:
        helicopter.flights_in_sol -= 1
        touch_down.park(helicopter)
        return
    now_s = float(world.tick - helicopter.started_tick)
    here, speed = _on_route(helicopter, now_s)
    dx, dy = grid.heading_vector(helicopter.heading_deg)
    stop_m = flight.braking_m(speed)
    stop = on_map(world.site, here[0] + dx * stop_m, here[1] + dy * stop_m)
    helicopter.aborting = True
    helicopter.route_m, helicopter.leg, helicopter.leg_started_s = [here, stop], 0, now_s
    helicopter.leg_start_m_s, helicopter.leg_speeds_m_s = speed, [speed]
    if helicopter.phase is FlightPhase.CLIMB:
        helicopter.cruise_altitude_m = helicopter.altitude_m
        helicopter.phase = FlightPhase.CRUISE


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
        _climb(world, now_s)
    if helicopter.phase is FlightPhase.CRUISE:
        _cruise(world, now_s)
    if _move(world, now_s, emit) or climbing:
        _look_down(world, emit)
    if helicopter.phase is FlightPhase.DESCENT:
        _descend(world, now_s, emit)
    elif helicopter.phase is FlightPhase.CRUISE:
        navigation.follow_ground(world)
        if helicopter.altitude_m < flight.STRUCK_M:
            touch_down.lose(world, reason("flight.struck", speed_m_s=helicopter.speed_m_s), emit)
            return
    if helicopter.phase is FlightPhase.LOST or helicopter.phase is FlightPhase.PARKED:
        return
    if helicopter.charge_wh <= 0.0 and helicopter.altitude_m > 0.0:
        touch_down.lose(world, reason("flight.battery_dead"), emit)
    elif world.tick % contact.LISTEN_EVERY_S == 0:
        contact.listen(world, emit)


def _lift_off(world: World, emit: Emit) -> None:
    """Off, if the servos pass their self-test; else the flight is over for the sol, and the battery hardly used."""
    helicopter = world.helicopter
    fails_frac = servos.fails_frac(helicopter.attempts - 1)
    if navigation.luck_of_flight(world).chance(fails_frac, navigation.SERVOS):
        touch_down.park(helicopter)
        cause = reason("flight.servos", take_offs=helicopter.attempts - 1, chance_pct=100.0 * fails_frac)
        emit(e.FlightAborted(world.tick, cause))
        return
    _draw_wh(helicopter, wh_from_j(flight.SPIN_UP_W * flight.SPIN_UP_S))
    helicopter.phase, helicopter.phase_ends_tick = FlightPhase.CLIMB, -1
    helicopter.level_m = world.terrain.height_at(helicopter.x_m, helicopter.y_m)
    distance_m = 0.0
    for (ax, ay), (bx, by) in pairwise(helicopter.route_m):
        distance_m += grid.distance_m(ax, ay, bx, by)
    emit(e.FlightStarted(world.tick, helicopter.flights + 1, distance_m, helicopter.cruise_altitude_m))


def _use_energy(world: World) -> None:
    helicopter, weather = world.helicopter, world.weather
    wind_m_s = aloft.wind_aloft_m_s(weather.wind_m_s, helicopter.altitude_m)
    ux, uy = grid.heading_vector(helicopter.heading_deg)
    through_m_s = aloft.airspeed_m_s(
        helicopter.speed_m_s, *aloft.tail_wind_m_s(wind_m_s, weather.wind_from_deg, ux, uy)
    )
    gustiness_m_s = weather.gust_m_s - weather.wind_m_s
    watts = rotor.flight_w(weather.density_kg_m3, helicopter.rotor_rpm, through_m_s, gustiness_m_s)
    if helicopter.oscillating:
        watts += watts * landing.OSCILLATING_FRAC
    _draw_wh(helicopter, wh_from_j(watts))


def _draw_wh(helicopter: HelicopterState, energy_wh: float) -> None:
    """Take from the battery what is there."""
    before_wh = helicopter.charge_wh
    helicopter.charge_wh = max(0.0, before_wh - energy_wh)
    helicopter.used_wh += before_wh - helicopter.charge_wh


def _climb(world: World, now_s: float) -> None:
    helicopter = world.helicopter
    height_m = min(now_s * flight.VERTICAL_M_S, helicopter.cruise_altitude_m)
    helicopter.level_m += height_m - helicopter.altitude_m
    helicopter.altitude_m = height_m
    if height_m >= helicopter.cruise_altitude_m:
        helicopter.phase = FlightPhase.CRUISE
        _face_leg(helicopter)


def _cruise(world: World, now_s: float) -> None:
    """Finish legs whose time is over; after the last one and the hover that follows it, begin the descent."""
    helicopter = world.helicopter
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
        helicopter.descent_from_m = helicopter.altitude_m


def _hover_s(helicopter: HelicopterState, last: int) -> float:
    """How long it hovers after the leg that has just ended."""
    if helicopter.aborting:
        return flight.ABORT_HOVER_S
    return flight.TURN_S if helicopter.leg < last else 0.5 * flight.hover_s(helicopter.pictures)


def _present_leg(helicopter: HelicopterState) -> flight.Leg:
    (ax, ay), (bx, by) = helicopter.route_m[helicopter.leg], helicopter.route_m[helicopter.leg + 1]
    length_m = grid.distance_m(ax, ay, bx, by)
    return flight.leg(length_m, helicopter.leg_speeds_m_s[helicopter.leg], helicopter.leg_start_m_s)


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
    """Ground below becomes known at once while the rover hears it, and later otherwise."""
    helicopter = world.helicopter
    here = (helicopter.x_m, helicopter.y_m)
    if not helicopter.in_contact:
        helicopter.backlog_m.append((*here, helicopter.altitude_m))
        return
    helicopter.new_tiles += survey.reveal_swath(world, *here, helicopter.altitude_m, emit)
    if helicopter.phase is FlightPhase.CRUISE:
        airfields.look_for(world, here, helicopter.heading_deg)


def _move(world: World, now_s: float, emit: Emit) -> bool:
    """Go where navigation believes the route to be, a little beside it; True after each stretch of the path."""
    helicopter = world.helicopter
    (x_m, y_m), helicopter.speed_m_s = _on_route(helicopter, now_s)
    navigation.stray(world, emit)
    off_m = helicopter.nav_off_m
    x_m, y_m = on_map(world.site, x_m + off_m * helicopter.stray_x, y_m + off_m * helicopter.stray_y)
    helicopter.flown_m += grid.distance_m(helicopter.x_m, helicopter.y_m, x_m, y_m)
    helicopter.x_m, helicopter.y_m = x_m, y_m
    last_x, last_y = helicopter.path_m[-1]
    if grid.distance_m(last_x, last_y, x_m, y_m) < _PATH_STEP_M:
        return False
    helicopter.path_m.append((x_m, y_m))
    return True


def _descend(world: World, now_s: float, emit: Emit) -> None:
    helicopter = world.helicopter
    since_s, from_m = now_s - helicopter.leg_started_s, helicopter.descent_from_m
    helicopter.altitude_m = flight.descent_altitude_m(from_m, since_s)
    helicopter.level_m = world.terrain.height_at(helicopter.x_m, helicopter.y_m) + helicopter.altitude_m
    if since_s >= flight.descent_s(from_m):
        touch_down.touch_down(world, emit)
