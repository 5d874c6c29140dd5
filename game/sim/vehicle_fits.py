"""Are a saved rover, its data on board and its helicopter sound, and the zones that they keep out of?"""

from game.sim import airfields
from game.sim.estimates.relay import pass_in_view
from game.sim.picture_setting import setting_fits
from game.sim.state.comms import Product
from game.sim.state.helicopter import FlightPhase
from game.sim.state.rover import KeepOut
from game.sim.systems.keep_out import MOST_ZONES
from game.sim.world import World


def rover_fits(world: World) -> bool:
    rover = world.rover
    bundle = world.ground.bundle
    drawn = (rover.keep_out, world.ground.keep_out, bundle.keep_out if bundle is not None else [])
    return (
        all(map(_zones_fit, drawn)) and len(rover.wheel_wear_frac) == 6 and rover.drive.leg <= len(rover.drive.route_m)
    )


def _zones_fit(zones: list[KeepOut]) -> bool:
    numbers = [zone.number for zone in zones]
    return numbers == sorted(set(numbers)) and len(numbers) <= MOST_ZONES


def comms_fit(world: World) -> bool:
    comms = world.comms
    link = pass_in_view(world.site, comms.pass_began_tick) if comms.pass_began_tick >= 0 else None
    if comms.pass_began_tick >= 0 and (link is None or link.missed or link.start_tick != comms.pass_began_tick):
        return False
    settings = [product.setting for product in comms.products if product.setting is not None]
    return all(_product_fits(product, n + 1) for n, product in enumerate(comms.products)) and all(
        setting_fits(world, setting) for setting in settings
    )


def _product_fits(product: Product, number: int) -> bool:
    return (
        product.number == number
        and product.sent_mbit <= product.mbit
        and product.thumb_sent_mbit <= product.thumb_mbit
        and not (product.downlinked_tick >= 0 and product.deleted_tick >= 0)
    )


def helicopter_fits(world: World) -> bool:
    helicopter = world.helicopter
    if helicopter.present is not world.level.helicopter.present:
        return False
    if not helicopter.present:
        return helicopter.phase is FlightPhase.PARKED
    sound = (
        helicopter.capacity_wh > 0.0
        and helicopter.charge_wh <= helicopter.capacity_wh
        and len(helicopter.airfields) <= airfields.MOST
    )
    if helicopter.phase in (FlightPhase.PARKED, FlightPhase.LOST):
        return sound
    return (
        sound
        and 0 <= helicopter.leg < len(helicopter.route_m)
        and len(helicopter.leg_speeds_m_s) >= len(helicopter.route_m) - 1
        and bool(helicopter.path_m)
        and 0.0 < helicopter.cruise_altitude_m < 100.0
        and helicopter.rotor_rpm > 0.0
        and (helicopter.phase is FlightPhase.SPIN_UP) is (world.tick < helicopter.started_tick)
    )
