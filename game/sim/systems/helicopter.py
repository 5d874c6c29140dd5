"""Ingenuity: parked under the sun and through the cold night; a flight itself is in `flying`."""

from game.core import exact, grid, marstime
from game.core.units import wh_over
from game.sim import events as e
from game.sim import flying
from game.sim.commands import AbortFlight, Fly
from game.sim.estimates.flight import flight_points, plan_flight
from game.sim.physics import helicopter_power as hp
from game.sim.reasons import Reason, reason
from game.sim.state.helicopter import FlightPhase, HelicopterState
from game.sim.system import MINUTE_S, NEVER, Emit, System
from game.sim.world import Site, World

BEHIND_ROVER_M = 12.0
"""Where it stands when the level does not say: game premise."""
GUST_ABORT_M_S = 16.0
"""In flight: land at once; game premise."""
_DUST_PER_MINUTE = hp.DUST_PER_SOL_FRAC * MINUTE_S / marstime.SOL_S


def initial(site: Site) -> HelicopterState:
    """Parked, charged as the level says."""
    level = site.level
    if not level.helicopter.present:
        return HelicopterState()
    x_m, y_m = _stand(site)
    return HelicopterState(
        present=True,
        x_m=x_m,
        y_m=y_m,
        heading_deg=grid.wrap_deg(level.start.heading_deg),
        charge_wh=hp.CAPACITY_WH * level.helicopter.charge_frac,
        capacity_wh=hp.CAPACITY_WH,
    )


def _stand(site: Site) -> tuple[float, float]:
    level = site.level
    if level.helicopter.at is not None:
        return flying.on_map(site, *level.metres(level.helicopter.at))
    x_m, y_m = level.metres(level.start.at)
    dx, dy = grid.heading_vector(level.start.heading_deg)
    return flying.on_map(site, x_m - BEHIND_ROVER_M * dx, y_m - BEHIND_ROVER_M * dy)


# --- commands ---------------------------------------------------------------------------------------------------------
def refuse_fly(world: World, command: Fly) -> Reason | None:
    """What the plan says against it."""
    return plan_flight(world, command.route_m, command.altitude_m, command.return_home).refusal


def fly(world: World, command: Fly, _emit: Emit) -> None:
    """Spin up; lift-off follows."""
    points = flight_points(world, command.route_m, command.return_home)
    flying.start(world, points, command.altitude_m)


def refuse_abort_flight(world: World, _command: AbortFlight) -> Reason | None:
    """Only a flight that is not landing anyway can be broken off."""
    helicopter = world.helicopter
    if not in_the_air(helicopter):
        return reason("flight.not_flying")
    landing = helicopter.aborting or helicopter.phase is FlightPhase.DESCENT
    return reason("flight.landing_already") if landing else None


def abort_flight(world: World, _command: AbortFlight, emit: Emit) -> None:
    """Land at once."""
    flying.abort(world, reason("flight.by_command"), emit)


def in_the_air(helicopter: HelicopterState) -> bool:
    """True from spin-up to touch-down."""
    return helicopter.phase is not FlightPhase.PARKED and helicopter.phase is not FlightPhase.LOST


# --- each minute ------------------------------------------------------------------------------------------------------
def _minute(world: World, emit: Emit) -> None:
    helicopter = world.helicopter
    if helicopter.phase is FlightPhase.PARKED:
        if helicopter.present:
            _stand_by(world, emit)
    elif helicopter.phase is not FlightPhase.LOST:
        _watch_flight(world, emit)


def _stand_by(world: World, emit: Emit) -> None:
    """Charge by the sun, heat against the cold; in a brown-out nothing is heated until the sun has brought it back."""
    helicopter, weather = world.helicopter, world.weather
    sun_w, sin_sun = _sun_w(world)
    draw_w = 0.0 if helicopter.brown_out else hp.IDLE_W + hp.heater_w(weather.air_c, sin_sun)
    charge_wh = helicopter.charge_wh + wh_over(sun_w - draw_w, MINUTE_S)
    helicopter.charge_wh = min(helicopter.capacity_wh, max(0.0, charge_wh))
    helicopter.dust_frac = min(hp.DUST_MOST_FRAC, helicopter.dust_frac + _DUST_PER_MINUTE * weather.tau)
    frac = helicopter.charge_wh / helicopter.capacity_wh
    if helicopter.brown_out:
        helicopter.brown_out = frac < hp.RECOVERED_FRAC
    elif frac < hp.BROWN_OUT_FRAC:
        helicopter.brown_out = True
        emit(e.HelicopterBrownedOut(world.tick))


def _sun_w(world: World) -> tuple[float, float]:
    """(charging power, sine of the sun's elevation or 0 at night)."""
    weather = world.weather
    if weather.sun_elevation_deg <= 0.0:
        return 0.0, 0.0
    sin_sun = exact.sin_deg(weather.sun_elevation_deg)
    light = hp.sunlight_w_m2(sin_sun, weather.tau, marstime.sun_distance_au(weather.ls_deg))
    return hp.solar_w(light, world.helicopter.dust_frac), sin_sun


def _watch_flight(world: World, emit: Emit) -> None:
    """Break a flight off when the wind or the battery asks for it."""
    helicopter, gust_m_s = world.helicopter, world.weather.gust_m_s
    if helicopter.aborting or helicopter.phase is FlightPhase.DESCENT:
        return
    frac = helicopter.charge_wh / helicopter.capacity_wh
    if gust_m_s > GUST_ABORT_M_S:
        flying.abort(world, reason("flight.gust", gust_m_s=gust_m_s, limit_m_s=GUST_ABORT_M_S), emit)
    elif frac < hp.EMERGENCY_FRAC:
        cause = reason("flight.battery", charge_pct=100.0 * frac, limit_pct=100.0 * hp.EMERGENCY_FRAC)
        flying.abort(world, cause, emit)


# --- each second ------------------------------------------------------------------------------------------------------
def _tick(world: World, emit: Emit) -> None:
    if _wake_tick(world) <= world.tick:
        flying.second(world, emit)


def _wake_tick(world: World) -> int:
    """Lift-off, then every second until it stands."""
    helicopter = world.helicopter
    if not in_the_air(helicopter):
        return NEVER
    return helicopter.started_tick if helicopter.phase is FlightPhase.SPIN_UP else world.tick


SYSTEM = System("helicopter", minute=_minute, tick=_tick, wake_tick=_wake_tick)
