"""The relay: orbiters pass over, and what fits into a pass is sent, first what was given priority."""

from game.content.sections import RelayPass
from game.core import marstime
from game.sim import events as e
from game.sim.commands import Prioritise
from game.sim.estimates.relay import pass_in_view
from game.sim.reasons import Reason, reason
from game.sim.state.comms import CommsState, Product
from game.sim.system import Emit, System
from game.sim.world import World


def initial() -> CommsState:
    """Nothing on board, no pass in progress."""
    return CommsState()


def next_pass(world: World) -> tuple[int, RelayPass] | None:
    """(tick at which it begins, pass) of the next pass to come; None when the level has none."""
    passes = world.level.relay.passes
    if not passes:
        return None
    starts = [
        (marstime.next_lmst(world.tick, marstime.parse_lmst(relay.lmst)), index) for index, relay in enumerate(passes)
    ]
    tick, index = min(starts)
    return tick, passes[index]


def waiting(world: World) -> list[Product]:
    """Products not yet down, in the order in which they will be sent."""
    left = [product for product in world.comms.products if product.downlinked_tick < 0]
    return sorted(left, key=lambda product: (-product.priority, product.number))


def waiting_mbit(world: World) -> float:
    """Data still on board."""
    total = 0.0
    for product in world.comms.products:
        if product.downlinked_tick < 0:
            total += product.mbit - product.sent_mbit
    return total


def refuse_prioritise(world: World, command: Prioritise) -> Reason | None:
    """There must be such a product, still on board."""
    products = world.comms.products
    if not 1 <= command.product <= len(products):
        return reason("product.none", product=command.product)
    if products[command.product - 1].downlinked_tick >= 0:
        return reason("product.already_down", product=command.product)
    return None


def prioritise(world: World, command: Prioritise, _emit: Emit) -> None:
    """Put a product ahead of all others."""
    highest = max(product.priority for product in world.comms.products)
    world.comms.products[command.product - 1].priority = highest + 1


def _minute(world: World, emit: Emit) -> None:
    comms = world.comms
    passes = world.level.relay.passes
    now = pass_in_view(passes, world.tick)
    if now != comms.pass_index:
        if comms.pass_index >= 0:
            emit(e.PassEnded(world.tick, passes[comms.pass_index].orbiter, comms.pass_sent_mbit))
        comms.pass_index, comms.pass_sent_mbit = now, 0.0
        if now >= 0:
            emit(e.PassStarted(world.tick, passes[now].orbiter, passes[now].minutes, passes[now].mbit))
    if now >= 0:
        _send(world, passes[now].mbit / passes[now].minutes, emit)


def _send(world: World, room_mbit: float, emit: Emit) -> None:
    """Send up to `room_mbit` in this minute."""
    comms = world.comms
    for product in waiting(world):
        left_mbit = product.mbit - product.sent_mbit
        piece = min(room_mbit, left_mbit)
        product.sent_mbit = product.mbit if piece == left_mbit else product.sent_mbit + piece
        comms.sent_mbit += piece
        comms.pass_sent_mbit += piece
        room_mbit -= piece
        if product.sent_mbit >= product.mbit:
            product.downlinked_tick = world.tick
            emit(e.ProductDownlinked(world.tick, product.number, product.mbit))
        if room_mbit <= 0.0:
            return


SYSTEM = System("comms", minute=_minute)
