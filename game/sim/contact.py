"""Radio contact between the rover and Ingenuity: measured, lost behind ground, regained, and what is heard then.

A flight goes on without contact, as the real one does: it flies by itself. Its pictures stay on board until the rover
hears it again (after flight 52 that took 63 sols).
"""

from game.core.grid import bearing_deg
from game.sim import airfields
from game.sim import events as e
from game.sim.physics import radio
from game.sim.products import add_product
from game.sim.reasons import Reason, reason
from game.sim.state.comms import ProductKind
from game.sim.state.helicopter import FlightPhase, FlightRecord, HelicopterState, NightHeat
from game.sim.system import Emit
from game.sim.systems import survey
from game.sim.world import World

LISTEN_EVERY_S = 5
"""In flight the link is measured this often."""
PICTURES_MBIT = 20.0
MBIT_PER_M = 0.05
"""A few colour pictures, and navigation frames along the way; starting values."""


def pictures_mbit(distance_m: float, pictures: bool) -> float:
    """Data of a flight: navigation frames along the way, and the colour pictures of one that takes any.

    >>> pictures_mbit(100.0, True), pictures_mbit(100.0, False)
    (25.0, 5.0)
    """
    return (PICTURES_MBIT if pictures else 0.0) + MBIT_PER_M * distance_m


def is_running(world: World) -> bool:
    """Its electronics are on: not after a brown-out, not in a night without heating."""
    helicopter = world.helicopter
    frozen = helicopter.night_heat is NightHeat.OFF and world.weather.sun_elevation_deg <= 0.0
    return not helicopter.brown_out and not frozen


def margin_db(world: World, x_m: float, y_m: float, altitude_m: float) -> float:
    """Signal to spare at a place, now that the rover stands where it stands; the last answer is kept."""
    rover, derived = world.rover, world.site.derived
    key = (rover.x_m, rover.y_m, x_m, y_m, altitude_m)
    known = derived.get("helicopter_link")
    if known is None or known[0] != key:
        found = radio.link_margin_db(world.terrain, (rover.x_m, rover.y_m), x_m, y_m, altitude_m)
        derived["helicopter_link"] = known = (key, found)
    return float(known[1])


def listen(world: World, emit: Emit) -> None:
    """Measure the link; tell when contact is lost or regained."""
    helicopter = world.helicopter
    helicopter.link_db = margin_db(world, helicopter.x_m, helicopter.y_m, helicopter.altitude_m)
    if helicopter.in_contact and not is_running(world):
        helicopter.in_contact = False
    elif helicopter.in_contact and helicopter.link_db < radio.LOST_DB:
        helicopter.in_contact = False
        emit(e.ContactLost(world.tick, _why_lost(world)))
    elif not helicopter.in_contact and is_running(world) and helicopter.link_db >= radio.HEARD_DB:
        _regain(world, emit)


def _why_lost(world: World) -> Reason:
    helicopter = world.helicopter
    flying = helicopter.phase is not FlightPhase.PARKED
    return reason("contact.masked_flying" if flying else "contact.masked_parked", link_db=helicopter.link_db)


def _regain(world: World, emit: Emit) -> None:
    """The rover hears it again: what it has seen and done meanwhile comes over."""
    helicopter = world.helicopter
    helicopter.in_contact = True
    if helicopter.browned_out_tick >= 0:
        hours = (world.tick - helicopter.browned_out_tick) / 3600.0
        helicopter.browned_out_tick = -1
        emit(e.HelicopterRecovered(world.tick, hours, helicopter.charge_wh / helicopter.capacity_wh))
    elif helicopter.unheard is not None or helicopter.backlog_m or helicopter.night_heat is not NightHeat.OFF:
        emit(e.ContactRegained(world.tick))
    hear_backlog(world, emit)
    if helicopter.unheard is not None:
        told, helicopter.unheard = helicopter.unheard, None
        complete(world, told, emit)


def hear_backlog(world: World, emit: Emit) -> None:
    """Ground whose pictures were kept on board becomes known."""
    helicopter = world.helicopter
    backlog, helicopter.backlog_m = helicopter.backlog_m, []
    for x_m, y_m, altitude_m in backlog:
        helicopter.new_tiles += survey.reveal_swath(world, x_m, y_m, altitude_m, emit)
        airfields.look_for(world, (x_m, y_m), helicopter.heading_deg)
    if helicopter.phase is FlightPhase.PARKED:
        airfields.tell(world, emit)


def complete(world: World, flown: FlightRecord, emit: Emit) -> None:
    """A landing is known of: it counts, and its pictures wait on the rover for a relay pass."""
    helicopter = world.helicopter
    helicopter.flights += 1
    helicopter.total_m += flown.distance_m
    here_m = (helicopter.x_m, helicopter.y_m)
    mbit = pictures_mbit(flown.distance_m, flown.pictures)
    at_m, toward_deg = shown_from(helicopter)
    height_m = helicopter.cruise_altitude_m
    add_product(world, ProductKind.AERIAL, "ingenuity", mbit=mbit, azimuth_deg=toward_deg, at_m=at_m, height_m=height_m)
    airfields.tell(world, emit)
    field = airfields.here(world, here_m)
    emit(
        e.FlightCompleted(
            tick=world.tick,
            flight=helicopter.flights,
            distance_m=flown.distance_m,
            duration_s=flown.duration_s,
            off_m=flown.off_m,
            new_tiles=helicopter.new_tiles,
            airfield=field.name if field is not None else "",
        )
    )


def shown_from(helicopter: HelicopterState) -> tuple[tuple[float, float], float]:
    """Where the pictures of a flight are shown from, and which way it flew there: before it turns back."""
    path = helicopter.path_m or [(helicopter.x_m, helicopter.y_m)]
    out = 2 * len(path) // 5
    at_m, (from_x, from_y) = path[out], path[max(out - 1, 0)]
    east, south = at_m[0] - from_x, at_m[1] - from_y
    return at_m, bearing_deg(east, south) if east or south else helicopter.heading_deg
