"""How much data a command would make, and whether memory has room for it. Above the systems, because it asks them."""

from game.core.grid import distance_m
from game.sim import commands as c
from game.sim.contact import pictures_mbit
from game.sim.estimates.flight import flight_points
from game.sim.physics import radar as rimfax
from game.sim.products import refuse_data
from game.sim.reasons import Reason
from game.sim.state.comms import ProductKind
from game.sim.systems import radar
from game.sim.systems.instruments import PANORAMA_CAMERA, PANORAMA_FRAMES, image_mbit
from game.sim.world import World
from game.terrain.route import path_length_m


def volume_of(world: World, command: c.Command) -> tuple[ProductKind, float] | None:
    """The product that a command which its judge allows will leave on board, in Mbit; None when it makes none. Of
    a drive with RIMFAX on it is the least: that of the straight way."""
    catalog = world.site.catalog
    match command:
        case c.TakeImage():
            return ProductKind.IMAGE, image_mbit(catalog.cameras[command.camera], command.stereo)
        case c.TakePanorama():
            return ProductKind.PANORAMA, PANORAMA_FRAMES * catalog.cameras[PANORAMA_CAMERA].mbit
        case c.Analyse():
            return ProductKind.ANALYSIS, catalog.instruments[command.instrument].mbit
        case c.Fly():
            length_m = path_length_m(flight_points(world, command.route_m, command.return_home))
            return ProductKind.AERIAL, pictures_mbit(length_m, command.pictures)
        case c.SetRadar() if command.on:
            return ProductKind.RADARGRAM, radar.LEAST_SPAN_M * rimfax.MBIT_PER_M
        case c.DriveTo() if world.radar.on:
            straight_m = distance_m(world.rover.x_m, world.rover.y_m, command.x_m, command.y_m)
            return ProductKind.RADARGRAM, straight_m * rimfax.MBIT_PER_M
    return None


def refuse_volume(world: World, command: c.Command) -> Reason | None:
    """Why there is no room for what a command would make."""
    made = volume_of(world, command)
    return refuse_data(world, *made) if made is not None else None
