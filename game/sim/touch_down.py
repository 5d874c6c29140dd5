"""The last second of a flight: it stands, or it falls over."""

from game.sim import airfields, contact, navigation
from game.sim import events as e
from game.sim.physics import helicopter_power as hp
from game.sim.physics import landing
from game.sim.reasons import Reason, reason
from game.sim.state.helicopter import FlightPhase, FlightRecord, HelicopterState
from game.sim.system import Emit
from game.sim.world import World


def touch_down(world: World, emit: Emit) -> None:
    """On its feet: it is parked, and heard if nothing stands between. Otherwise it is lost."""
    helicopter, terrain = world.helicopter, world.terrain
    slope_deg = terrain.slope_at(helicopter.x_m, helicopter.y_m)
    tx, ty = terrain.tile_index(helicopter.x_m, helicopter.y_m)
    risk = landing.touch_down_risk_frac(slope_deg, helicopter.drift_m_s, terrain.rock_abundance.item(ty, tx))
    if navigation.luck_of_flight(world).chance(risk, navigation.TOUCHING_DOWN):
        lose(world, _why_toppled(world, slope_deg), emit)
        return
    flown_s = world.tick - helicopter.started_tick
    flown = FlightRecord(helicopter.flown_m, flown_s, helicopter.nav_off_m, helicopter.pictures)
    helicopter.path_m.append((helicopter.x_m, helicopter.y_m))
    helicopter.dust_frac *= hp.DUST_KEPT_FRAC
    park(helicopter)
    contact.listen(world, emit)
    if airfields.is_good(world, helicopter.x_m, helicopter.y_m):
        airfields.note(world, (helicopter.x_m, helicopter.y_m), airfields.HERE_M)
    if helicopter.in_contact:
        contact.complete(world, flown, emit)
    else:
        helicopter.unheard = flown


def park(helicopter: HelicopterState) -> None:
    """Rotors off."""
    helicopter.phase, helicopter.phase_ends_tick = FlightPhase.PARKED, -1
    helicopter.altitude_m = helicopter.speed_m_s = helicopter.rotor_rpm = 0.0


def lose(world: World, cause: Reason, emit: Emit) -> None:
    """The end of Ingenuity. What it has flown counts; the pictures still on board are lost with it."""
    helicopter = world.helicopter
    helicopter.total_m += helicopter.flown_m
    helicopter.path_m.append((helicopter.x_m, helicopter.y_m))
    helicopter.backlog_m = []
    airfields.tell(world, emit)
    park(helicopter)
    helicopter.phase, helicopter.in_contact = FlightPhase.LOST, False
    emit(e.HelicopterLost(world.tick, cause))


def _why_toppled(world: World, slope_deg: float) -> Reason:
    helicopter = world.helicopter
    sideways = landing.USUAL_SIDEWAYS_M_S + helicopter.drift_m_s
    if helicopter.drift_m_s > landing.USUAL_SIDEWAYS_M_S:
        ground = navigation.ground_word(world, helicopter.x_m, helicopter.y_m)
        return reason("flight.toppled_adrift", sideways_m_s=sideways, slope_deg=slope_deg, ground=ground)
    if slope_deg > landing.LANDING_SLOPE_DEG:
        return reason("flight.toppled_slope", slope_deg=slope_deg, limit_deg=landing.LANDING_SLOPE_DEG)
    return reason("flight.toppled_rock", slope_deg=slope_deg)
