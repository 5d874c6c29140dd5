"""Keep-out zones that the player draws: no more than commands and a list; `sim/zones.py` makes them count.

Where operations are delayed they are drawn on Earth's map at once, and the rover keeps to them from the next sequence.
"""

from game.core.grid import distance_m
from game.sim import events as e
from game.sim.commands import AddKeepOut, RemoveKeepOut
from game.sim.reasons import Reason, reason
from game.sim.state.rover import KeepOut
from game.sim.system import Emit
from game.sim.world import World, is_delayed

LEAST_M, MOST_M = 2.0, 200.0
MOST_ZONES = 40
"""Game rule: a map of this many circles is still legible."""


def drawn(world: World) -> list[KeepOut]:
    """The zones as the player has drawn them."""
    return world.ground.keep_out if is_delayed(world) else world.rover.keep_out


def refuse_add_keep_out(world: World, command: AddKeepOut) -> Reason | None:
    """On the map, of a sensible size, and not round the rover."""
    if not world.terrain.inside(command.x_m, command.y_m):
        return reason("keep_out.off_map")
    if not LEAST_M <= command.radius_m <= MOST_M:
        return reason("keep_out.radius", radius_m=command.radius_m, least_m=LEAST_M, most_m=MOST_M)
    if len(drawn(world)) >= MOST_ZONES:
        return reason("keep_out.full", zones=MOST_ZONES)
    if is_delayed(world):
        return None  # Earth does not know where the rover is now, and it may leave a zone it stands in
    if distance_m(world.rover.x_m, world.rover.y_m, command.x_m, command.y_m) <= command.radius_m:
        return reason("keep_out.on_rover")
    return None


def refuse_remove_keep_out(world: World, command: RemoveKeepOut) -> Reason | None:
    """There must be such a zone, and it must be the player's."""
    if any(zone.number == command.number for zone in drawn(world)):
        return None
    return reason("keep_out.unknown", number=command.number)


def add_keep_out(world: World, command: AddKeepOut, emit: Emit) -> None:
    """Draw a zone; a drive under way looks at its route again."""
    zones = drawn(world)
    number = zones[-1].number + 1 if zones else 1
    zones.append(KeepOut(number, command.x_m, command.y_m, command.radius_m))
    if not is_delayed(world):
        world.rover.drive.checked_version = -1
    emit(e.KeepOutAdded(world.tick, number, command.radius_m))


def remove_keep_out(world: World, command: RemoveKeepOut, emit: Emit) -> None:
    """Forget a zone."""
    zones = drawn(world)
    zones[:] = [zone for zone in zones if zone.number != command.number]
    emit(e.KeepOutRemoved(world.tick, command.number))
