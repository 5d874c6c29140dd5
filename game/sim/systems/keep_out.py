"""Keep-out zones that the player draws: no more than commands and a list; `sim/zones.py` makes them count."""

from game.core.grid import distance_m
from game.sim import events as e
from game.sim.commands import AddKeepOut, RemoveKeepOut
from game.sim.reasons import Reason, reason
from game.sim.state.rover import KeepOut
from game.sim.system import Emit
from game.sim.world import World

LEAST_M, MOST_M = 2.0, 200.0
MOST_ZONES = 40
"""Game rule: a map of this many circles is still legible."""


def refuse_add_keep_out(world: World, command: AddKeepOut) -> Reason | None:
    """On the map, of a sensible size, and not round the rover."""
    if not world.terrain.inside(command.x_m, command.y_m):
        return reason("keep_out.off_map")
    if not LEAST_M <= command.radius_m <= MOST_M:
        return reason("keep_out.radius", least_m=LEAST_M, most_m=MOST_M)
    if len(world.rover.keep_out) >= MOST_ZONES:
        return reason("keep_out.full", zones=MOST_ZONES)
    if distance_m(world.rover.x_m, world.rover.y_m, command.x_m, command.y_m) <= command.radius_m:
        return reason("keep_out.on_rover")
    return None


def refuse_remove_keep_out(world: World, command: RemoveKeepOut) -> Reason | None:
    """There must be such a zone, and it must be the player's."""
    if any(zone.number == command.number for zone in world.rover.keep_out):
        return None
    return reason("keep_out.unknown", number=command.number)


def add_keep_out(world: World, command: AddKeepOut, emit: Emit) -> None:
    """Draw a zone; a drive under way looks at its route again."""
    zones = world.rover.keep_out
    number = zones[-1].number + 1 if zones else 1
    zones.append(KeepOut(number, command.x_m, command.y_m, command.radius_m))
    world.rover.drive.checked_version = -1
    emit(e.KeepOutAdded(world.tick, number, command.radius_m))


def remove_keep_out(world: World, command: RemoveKeepOut, emit: Emit) -> None:
    """Forget a zone."""
    world.rover.keep_out = [zone for zone in world.rover.keep_out if zone.number != command.number]
    emit(e.KeepOutRemoved(world.tick, command.number))
