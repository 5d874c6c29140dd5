"""What a flight would cost and whether it may start: for the preview on the map and for `validate`."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.core import marstime
from game.sim import airfields
from game.sim.estimates.flight_reasons import (
    landing_reason,
    refuse_air,
    refuse_altitude,
    refuse_charge,
    refuse_duration,
    refuse_sky,
)
from game.sim.estimates.flight_rehearsal import (
    LandingPlace,
    Rehearsal,
    farthest_m,
    landing_place,
    link_db,
    rehearse,
)
from game.sim.estimates.helicopter_night import inside_c, night_frac
from game.sim.flight_path import courses_of
from game.sim.physics import aloft, flight, landing, radio, rotor
from game.sim.physics import helicopter_power as hp
from game.sim.reasons import Reason, reason
from game.sim.state.environment import WeatherState
from game.sim.state.helicopter import FlightPhase
from game.sim.tasks import in_safe_mode
from game.sim.world import World

Point = tuple[float, float]

MOST_WAY_POINTS = 20
RISK_LIMIT_FRAC = 0.30
"""A landing with more risk than this is refused. Game premise."""
ASTRAY_M = 8.0
"""A larger navigation error on arrival is warned of; game premise."""
COLD_NIGHT_FRAC = 0.10
"""A night that would leave less is warned of: below 4 % it browns out."""


@dataclass(frozen=True, slots=True)
class FlightPlan:
    """A flight worked out in advance. `refusal` is None when it can start now; `warnings` are what may go wrong."""

    duration_s: float
    energy_wh: float
    distance_m: float
    max_speed_m_s: float
    rotor_rpm: float
    thrust_margin_frac: float
    charge_end_frac: float
    risk_frac: float
    refusal: Reason | None
    off_m: float = 0.0
    """Expected navigation error on arrival."""
    airfield: str = ""
    """Where it lands, if that is an airfield."""
    wind_m_s: float = 0.0
    """As the mast measures it; stronger where it flies."""
    gust_m_s: float = 0.0
    warnings: tuple[Reason, ...] = ()


def flight_points(world: World, route_m: Sequence[Point], return_home: bool) -> tuple[Point, ...]:
    """Take-off, way-points, and the place of take-off again when returning from any."""
    start = (world.helicopter.x_m, world.helicopter.y_m)
    points = (start, *route_m)
    return (*points, start) if return_home and route_m else points


def plan_flight(
    world: World, route_m: Sequence[Point], altitude_m: float, return_home: bool, pictures: bool = True
) -> FlightPlan:
    """Work out a flight from where the helicopter stands, in the air of now."""
    weather, points = world.weather, flight_points(world, route_m, return_home)
    rpm = rotor.rotor_rpm(weather.density_kg_m3)
    margin = rotor.thrust_margin_frac(weather.density_kg_m3, rpm)
    refusal = _refuse_state(world) or _refuse_shape(world, points, altitude_m)
    if refusal is not None:
        return FlightPlan(0.0, 0.0, 0.0, 0.0, rpm, margin, _charge_after(world, 0.0), 0.0, refusal)
    courses = courses_of(points, weather, altitude_m)
    timing = flight.flight_timing(courses, altitude_m, pictures)
    energy_wh = _energy_wh(world, timing, courses, altitude_m)
    way = rehearse(world, points, timing, altitude_m)
    place = landing_place(world, points[-1], altitude_m, way.off_m)
    refusal = (
        _refuse_start(world, points, timing, courses, energy_wh)
        or _refuse_low(way, timing)
        or _refuse_landing(world, points[-1], place)
    )
    field = airfields.here(world, points[-1])
    return FlightPlan(
        duration_s=timing.duration_s,
        energy_wh=energy_wh,
        distance_m=timing.distance_m,
        max_speed_m_s=timing.max_speed_m_s,
        rotor_rpm=rpm,
        thrust_margin_frac=margin,
        charge_end_frac=_charge_after(world, energy_wh),
        risk_frac=place.risk_frac,
        refusal=refusal,
        off_m=way.off_m,
        airfield=field.name if field is not None else "",
        wind_m_s=weather.wind_m_s,
        gust_m_s=weather.gust_m_s,
        warnings=tuple(_warnings(world, points[-1], way, place)),
    )


def refuse_any_flight(world: World, altitude_m: float) -> Reason | None:
    """Why no flight at all could start now: what even a hop on the spot would be refused for."""
    points = flight_points(world, ((world.helicopter.x_m, world.helicopter.y_m),), False)
    refusal = _refuse_state(world) or _refuse_shape(world, points, altitude_m)
    if refusal is not None:
        return refusal
    courses = courses_of(points, world.weather, altitude_m)
    timing = flight.flight_timing(courses, altitude_m)
    return _refuse_start(world, points, timing, courses, _energy_wh(world, timing, courses, altitude_m))


def _energy_wh(world: World, timing: flight.Timing, courses: Sequence[flight.Course], altitude_m: float) -> float:
    """Warming up, spinning up, flying."""
    weather = world.weather
    rpm = rotor.rotor_rpm(weather.density_kg_m3)
    flying_wh = flight.flight_energy_wh(timing, courses, air_of(weather, altitude_m), rpm)
    return flying_wh + hp.preheat_wh(inside_c(weather, world.helicopter.night_heat))


def air_of(weather: WeatherState, altitude_m: float) -> flight.Air:
    """The air of a flight at this height."""
    wind_m_s = aloft.wind_aloft_m_s(weather.wind_m_s, altitude_m)
    return flight.Air(weather.density_kg_m3, wind_m_s, weather.gust_m_s - weather.wind_m_s)


def fastest_air_m_s(timing: flight.Timing, courses: Sequence[flight.Course]) -> float:
    """Fastest speed through the air on any leg."""
    fastest = 0.0
    for flown, course in zip(timing.legs, courses, strict=True):
        fastest = max(fastest, aloft.airspeed_m_s(flown.top_m_s, course.tail_m_s, course.side_m_s))
    return fastest


def _charge_after(world: World, energy_wh: float) -> float:
    helicopter = world.helicopter
    return (helicopter.charge_wh - energy_wh) / helicopter.capacity_wh if helicopter.capacity_wh else 0.0


# --- what may go wrong ------------------------------------------------------------------------------------------------
def _warnings(world: World, goal: Point, way: Rehearsal, place: LandingPlace) -> list[Reason]:
    found = []
    if not place.seen:
        found.append(landing_reason(world, "flight.warn_unseen", goal, risk_pct=100.0 * place.risk_frac))
    if way.off_m > ASTRAY_M:
        found.append(reason("flight.warn_astray", off_m=way.off_m))
    if way.silent_s:
        found.append(reason("flight.warn_silent", silent_s=way.silent_s))
    return found


def night_warning(world: World, plan: FlightPlan) -> Reason | None:
    """What the coming night would leave after this flight, when that is little. Dear: for what a person looks at."""
    if plan.refusal is not None:
        return None
    lowest = night_frac(world, plan.energy_wh)
    return reason("flight.warn_night", lowest_pct=100.0 * lowest) if lowest < COLD_NIGHT_FRAC else None


# --- why not ----------------------------------------------------------------------------------------------------------
def _refuse_state(world: World) -> Reason | None:
    """The helicopter or its base station, the rover, is not ready."""
    helicopter = world.helicopter
    if not helicopter.present:
        return reason("flight.absent")
    if helicopter.phase is FlightPhase.LOST:
        return reason("flight.lost")
    if helicopter.phase is not FlightPhase.PARKED:
        return reason("flight.in_the_air")
    if helicopter.brown_out:
        return reason(
            "flight.brown_out",
            charge_pct=100.0 * helicopter.charge_wh / helicopter.capacity_wh,
            needed_pct=100.0 * hp.RECOVERED_FRAC,
        )
    if world.power.safe_mode:
        return in_safe_mode(world)
    if world.asleep:
        return reason("rover.asleep", until=marstime.lmst_text(world.power.asleep_until_tick))
    return None


def _refuse_turnaround(world: World) -> Reason | None:
    """Data must come down and the battery fill: the shortest turnaround of the real one was a sol."""
    helicopter, limit = world.helicopter, world.level.helicopter.flights_per_sol
    if helicopter.last_sol == marstime.sol(world.tick) and helicopter.flights_in_sol >= limit:
        return reason("flight.turnaround", flights=helicopter.flights_in_sol, limit=limit)
    return None


def _refuse_shape(world: World, points: Sequence[Point], altitude_m: float) -> Reason | None:
    """Way-points and altitude must make sense."""
    refusal = refuse_altitude(altitude_m)
    if refusal is not None:
        return refusal
    if len(points) > MOST_WAY_POINTS + 2:
        return reason("flight.way_points", points=len(points) - 1, limit=MOST_WAY_POINTS)
    for number, (x_m, y_m) in enumerate(points):
        if not world.terrain.inside(x_m, y_m):
            return reason("flight.outside", point=number)
    return None


def _refuse_start(
    world: World,
    points: Sequence[Point],
    timing: flight.Timing,
    courses: Sequence[flight.Course],
    energy_wh: float,
) -> Reason | None:
    """Radio, turnaround, weather, time and charge: all but the ground below."""
    weather, helicopter = world.weather, world.helicopter
    rpm = rotor.rotor_rpm(weather.density_kg_m3)
    margin = rotor.thrust_margin_frac(weather.density_kg_m3, rpm)
    return (
        _refuse_radio(world, points)
        or _refuse_turnaround(world)
        or refuse_sky(weather, margin)
        or refuse_air(margin, rpm, weather.air_c, fastest_air_m_s(timing, courses))
        or refuse_duration(timing.duration_s)
        or refuse_charge(energy_wh, helicopter.charge_wh, helicopter.capacity_wh)
    )


def _refuse_radio(world: World, points: Sequence[Point]) -> Reason | None:
    """The base station must reach it where it stands and where it will stand, and be within range all the way."""
    number, away_m = farthest_m(world, points)
    if away_m > radio.RANGE_M:
        key = "flight.radio_range" if number else "flight.radio_range_here"
        return reason(key, point=number, distance_m=away_m, limit_m=radio.RANGE_M)
    if not world.helicopter.in_contact or link_db(world, points[0], 0.0) < radio.LOST_DB:
        return reason("flight.radio_masked_here")
    there_db = link_db(world, points[-1], 0.0)
    if points[-1] != points[0] and there_db < radio.HEARD_DB:
        return landing_reason(world, "flight.radio_masked_there", points[-1], link_db=there_db)
    return None


def _refuse_low(way: Rehearsal, timing: flight.Timing) -> Reason | None:
    """The ground rises faster than it can climb after the altimeter."""
    if way.least_agl_m >= flight.LEAST_CLEARANCE_M:
        return None
    leg = timing.legs[way.lowest_leg]
    return reason(
        "flight.low",
        leg=way.lowest_leg + 1,
        clearance_m=max(0.0, way.least_agl_m),
        speed_m_s=leg.top_m_s,
        climb_m_s=flight.VERTICAL_M_S,
        limit_m=flight.LEAST_CLEARANCE_M,
    )


def _refuse_landing(world: World, goal: Point, place: LandingPlace) -> Reason | None:
    limit_deg = landing.LANDING_SLOPE_DEG
    if place.slope_deg > limit_deg:
        return landing_reason(world, "flight.landing_slope", goal, slope_deg=place.slope_deg, limit_deg=limit_deg)
    if place.risk_frac <= RISK_LIMIT_FRAC:
        return None
    key = "flight.landing_bland" if place.bland else "flight.landing_rough"
    risk_pct, limit_pct = 100.0 * place.risk_frac, 100.0 * RISK_LIMIT_FRAC
    return landing_reason(world, key, goal, risk_pct=risk_pct, limit_pct=limit_pct)
