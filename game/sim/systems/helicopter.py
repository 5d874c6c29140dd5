"""Ingenuity: what it is asked, its minutes and seconds. Nights in `nights`, flights in `flying`, radio in `contact`."""

from game.core import grid
from game.sim import airfields, contact, flying, nights
from game.sim.commands import AbortFlight, Fly
from game.sim.estimates.flight import flight_points, plan_flight
from game.sim.estimates.helicopter_night import inside_c
from game.sim.physics import helicopter_power as hp
from game.sim.physics import radio
from game.sim.reasons import Reason, reason
from game.sim.state.helicopter import FlightPhase, HelicopterState
from game.sim.system import NEVER, Emit, System
from game.sim.world import Site, World

BEHIND_ROVER_M = 12.0
"""Where it stands when the level does not say: game premise."""
GUST_ABORT_M_S = 16.0
"""In flight: land at once; game premise."""


def initial(site: Site) -> HelicopterState:
    """Parked, charged as the level says."""
    level = site.level
    if not level.helicopter.present:
        return HelicopterState()
    x_m, y_m = _stand(site)
    link_db = radio.link_margin_db(site.terrain, level.metres(level.start.at), x_m, y_m, 0.0)
    return HelicopterState(
        present=True,
        x_m=x_m,
        y_m=y_m,
        heading_deg=grid.wrap_deg(level.start.heading_deg),
        charge_wh=hp.CAPACITY_WH * level.helicopter.charge_frac,
        capacity_wh=hp.CAPACITY_WH,
        dust_frac=level.helicopter.dust_frac,
        in_contact=link_db >= radio.LOST_DB,
        link_db=link_db,
        airfields=airfields.first_field(x_m, y_m),
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
    return plan_flight(world, command.route_m, command.altitude_m, command.return_home, command.pictures).refusal


def fly(world: World, command: Fly, _emit: Emit) -> None:
    """Spin up; lift-off follows."""
    points = flight_points(world, command.route_m, command.return_home)
    inside = inside_c(world.weather, world.helicopter.night_heat)
    flying.start(world, points, command.altitude_m, inside, command.pictures)


def refuse_abort_flight(world: World, _command: AbortFlight) -> Reason | None:
    """Only a flight that is not landing anyway can be broken off."""
    helicopter = world.helicopter
    if not in_the_air(helicopter):
        return reason("flight.not_flying")
    if not helicopter.in_contact:
        return reason("flight.not_heard", link_db=helicopter.link_db)
    landing = helicopter.aborting or helicopter.phase is FlightPhase.DESCENT
    return reason("flight.landing_already", altitude_m=helicopter.altitude_m) if landing else None


def abort_flight(world: World, _command: AbortFlight, emit: Emit) -> None:
    """Land at once."""
    flying.abort(world, reason("flight.by_command"), emit)


def in_the_air(helicopter: HelicopterState) -> bool:
    """True from spin-up to touch-down."""
    return helicopter.phase is not FlightPhase.PARKED and helicopter.phase is not FlightPhase.LOST


# --- each minute ------------------------------------------------------------------------------------------------------
def _minute(world: World, emit: Emit) -> None:
    helicopter = world.helicopter
    if not helicopter.present or helicopter.phase is FlightPhase.LOST:
        return
    if helicopter.phase is FlightPhase.PARKED:
        nights.stand_by(world, emit)
        contact.listen(world, emit)


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
        if in_the_air(world.helicopter):
            _watch_flight(world, emit)


def _wake_tick(world: World) -> int:
    """Lift-off, then every second until it stands."""
    helicopter = world.helicopter
    if not in_the_air(helicopter):
        return NEVER
    return helicopter.started_tick if helicopter.phase is FlightPhase.SPIN_UP else world.tick


SYSTEM = System("helicopter", minute=_minute, tick=_tick, wake_tick=_wake_tick)
