"""What a flight would cost and whether it may start: for the preview on the map and for `validate`."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.core import marstime
from game.core.grid import distance_m
from game.sim.physics import flight, landing
from game.sim.physics import helicopter_power as hp
from game.sim.reasons import Reason, reason
from game.sim.state.environment import WeatherState
from game.sim.state.helicopter import FlightPhase
from game.sim.state.survey import KNOWN_ORBITAL
from game.sim.tasks import charge_frac
from game.sim.world import World
from game.terrain.viewshed import line_of_sight

Point = tuple[float, float]

RADIO_RANGE_M = 1000.0
"""Design range to the rover's base station (from memory)."""
ROVER_ANTENNA_M, HELICOPTER_ANTENNA_M = 1.5, 0.5
"""Heights above ground; starting values."""
BENDING_M = 2.5
"""Waves of 0.33 m (900 MHz) bend over rises this much higher than the straight line; starting value."""
MOST_WAY_POINTS = 20
LEAST_SUN_DEG = 15.0
"""The navigation camera needs light and shadow relief; game premise (flights were flown from 10:00 to 16:00)."""
MOST_TAU = 1.5
"""Dustier skies ground it: too little light for camera and panel. Game premise."""
WIND_LIMIT_M_S = 8.0
GUST_LIMIT_M_S = 12.0
"""Planned below 8 to 10 m/s; tested in gusts of 11 m/s (from memory)."""
RISK_LIMIT_FRAC = 0.30
"""A landing with more risk than this is refused. Game premise."""


@dataclass(frozen=True, slots=True)
class FlightPlan:
    """A flight worked out in advance. `refusal` is None when it can start now."""

    duration_s: float
    energy_wh: float
    distance_m: float
    max_speed_m_s: float
    rotor_rpm: float
    thrust_margin_frac: float
    charge_end_frac: float
    risk_frac: float
    refusal: Reason | None


@dataclass(frozen=True, slots=True)
class LandingPlace:
    """What is known of a landing place: slope, texture and rocks as seen, or as far as orbit tells."""

    x_m: float
    y_m: float
    slope_deg: float
    texture: float
    rock_abundance: float
    seen: bool


def flight_points(world: World, route_m: Sequence[Point], return_home: bool) -> tuple[Point, ...]:
    """Take-off, way-points, and the place of take-off again when returning from any."""
    start = (world.helicopter.x_m, world.helicopter.y_m)
    points = (start, *route_m)
    return (*points, start) if return_home and route_m else points


def plan_flight(world: World, route_m: Sequence[Point], altitude_m: float, return_home: bool) -> FlightPlan:
    """Work out a flight from where the helicopter stands, in the air of now."""
    density = world.weather.density_kg_m3
    rpm = flight.rotor_rpm(density)
    margin = flight.thrust_margin_frac(density, rpm)
    points = flight_points(world, route_m, return_home)
    refusal = _refuse_state(world) or _refuse_shape(world, points, altitude_m)
    if refusal is not None:
        return FlightPlan(0.0, 0.0, 0.0, 0.0, rpm, margin, _charge_after(world, 0.0), 0.0, refusal)
    timing = flight.flight_timing([distance_m(*a, *b) for a, b in pairwise(points)], altitude_m)
    energy_wh = flight.flight_energy_wh(timing, density, rpm)
    place = landing_place(world, points[-1])
    risk = landing_risk_frac(place, altitude_m)
    refusal = (
        _refuse_radio(world, points)
        or refuse_sky(world.weather)
        or refuse_thin_air(margin, rpm)
        or refuse_charge(energy_wh, world.helicopter.charge_wh, world.helicopter.capacity_wh)
        or _refuse_landing(place, risk)
    )
    return FlightPlan(
        duration_s=timing.duration_s,
        energy_wh=energy_wh,
        distance_m=timing.distance_m,
        max_speed_m_s=timing.max_speed_m_s,
        rotor_rpm=rpm,
        thrust_margin_frac=margin,
        charge_end_frac=_charge_after(world, energy_wh),
        risk_frac=risk,
        refusal=refusal,
    )


def _charge_after(world: World, energy_wh: float) -> float:
    helicopter = world.helicopter
    return (helicopter.charge_wh - energy_wh) / helicopter.capacity_wh if helicopter.capacity_wh else 0.0


# --- the landing place ------------------------------------------------------------------------------------------------
def landing_place(world: World, point: Point) -> LandingPlace:
    """What is known of the ground there. Ground seen only from orbit shows its coarse slope and nothing else."""
    x_m, y_m = point
    terrain = world.terrain
    tx, ty = terrain.tile_index(x_m, y_m)
    if world.survey.known.item(ty, tx) == KNOWN_ORBITAL:
        return LandingPlace(x_m, y_m, terrain.orbital_slope_deg.item(ty, tx), 1.0, 0.0, seen=False)
    texture = landing.texture_below(terrain, x_m, y_m, 0.0)
    slope_deg = terrain.slope_at(x_m, y_m)
    return LandingPlace(x_m, y_m, slope_deg, texture, terrain.rock_abundance.item(ty, tx), seen=True)


def landing_risk_frac(place: LandingPlace, altitude_m: float) -> float:
    """Chance to lose the helicopter on landing there, as far as one can know."""
    seconds = int(flight.ARRIVE_S + flight.descent_s(altitude_m))
    drift = landing.drift_over(place.texture, seconds)
    risk = landing.touch_down_risk_frac(place.slope_deg, drift, place.rock_abundance)
    return risk if place.seen else min(1.0, risk + landing.UNSEEN_RISK_FRAC)


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
        return reason("rover.safe_mode", charge_pct=100.0 * charge_frac(world))
    if world.asleep:
        return reason("rover.asleep", until=marstime.lmst_text(world.power.asleep_until_tick))
    return None


def refuse_altitude(altitude_m: float) -> Reason | None:
    """Heights at which Ingenuity flew."""
    low, high = flight.LEAST_ALTITUDE_M, flight.MOST_ALTITUDE_M
    if low <= altitude_m <= high:
        return None
    return reason("flight.altitude", altitude_m=altitude_m, low_m=low, high_m=high)


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


def _refuse_radio(world: World, points: Sequence[Point]) -> Reason | None:
    """The base station must reach it where it stands and where it will stand, and be within range all the way."""
    rover = world.rover
    for number, (x_m, y_m) in enumerate(points):
        away_m = distance_m(rover.x_m, rover.y_m, x_m, y_m)
        if away_m > RADIO_RANGE_M:
            key = "flight.radio_range" if number else "flight.radio_range_here"
            return reason(key, point=number, distance_m=away_m, limit_m=RADIO_RANGE_M)
    if not in_radio_sight(world, points[0]):
        return reason("flight.radio_masked_here")
    if points[-1] != points[0] and not in_radio_sight(world, points[-1]):
        return reason("flight.radio_masked_there")
    return None


def in_radio_sight(world: World, point: Point) -> bool:
    """True when no high ground stands between the rover's antenna and a helicopter parked there."""
    rover, (x_m, y_m) = world.rover, point
    here_m, there_m = ROVER_ANTENNA_M + BENDING_M, HELICOPTER_ANTENNA_M + BENDING_M
    return line_of_sight(world.terrain, rover.x_m, rover.y_m, here_m, x_m, y_m, there_m)


def refuse_sky(weather: WeatherState) -> Reason | None:
    """Night, dust and wind."""
    if weather.sun_elevation_deg < LEAST_SUN_DEG:
        return reason("flight.dark", sun_deg=weather.sun_elevation_deg, limit_deg=LEAST_SUN_DEG)
    if weather.tau > MOST_TAU:
        return reason("flight.dust", tau=weather.tau, limit=MOST_TAU)
    if weather.wind_m_s > WIND_LIMIT_M_S:
        return reason("flight.wind", wind_m_s=weather.wind_m_s, limit_m_s=WIND_LIMIT_M_S)
    if weather.gust_m_s > GUST_LIMIT_M_S:
        return reason("flight.gusts", gust_m_s=weather.gust_m_s, limit_m_s=GUST_LIMIT_M_S)
    return None


def refuse_thin_air(margin_frac: float, rpm: float) -> Reason | None:
    """Too little thrust to spare against gusts."""
    if margin_frac >= flight.LEAST_MARGIN_FRAC:
        return None
    return reason(
        "flight.thin_air",
        rpm=rpm,
        margin_pct=100.0 * margin_frac,
        limit_pct=100.0 * flight.LEAST_MARGIN_FRAC,
    )


def refuse_charge(energy_wh: float, charge_wh: float, capacity_wh: float) -> Reason | None:
    """Not enough above the reserve."""
    spare_wh = charge_wh - hp.RESERVE_FRAC * capacity_wh
    if energy_wh <= spare_wh:
        return None
    return reason(
        "flight.energy",
        needed_wh=energy_wh,
        available_wh=max(0.0, spare_wh),
        reserve_pct=100.0 * hp.RESERVE_FRAC,
    )


def _refuse_landing(place: LandingPlace, risk_frac: float) -> Reason | None:
    limit_deg = landing.LANDING_SLOPE_DEG
    if place.slope_deg > limit_deg:
        return reason("flight.landing_slope", slope_deg=place.slope_deg, limit_deg=limit_deg)
    if risk_frac <= RISK_LIMIT_FRAC:
        return None
    bland = place.texture < landing.ENOUGH_TEXTURE
    return reason(
        "flight.landing_bland" if bland else "flight.landing_rough",
        risk_pct=100.0 * risk_frac,
        limit_pct=100.0 * RISK_LIMIT_FRAC,
    )
