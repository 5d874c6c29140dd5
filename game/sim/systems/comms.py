"""The radio: orbiters pass over, and what fits into a pass is sent; what does not waits in memory, which can fill up.

Over X-band the rover can call Earth itself, a thousand times slower, whenever Earth stands high enough.
"""

from game.core import earth, marstime
from game.sim import events as e
from game.sim.commands import CallEarth, DeleteProduct, HoldProduct, Postpone, Prioritise, ReleaseProduct
from game.sim.downlink import queue, send
from game.sim.estimates.relay import pass_in_view
from game.sim.failures import radio_is_dead
from game.sim.physics import link
from game.sim.products import on_board_mbit
from game.sim.reasons import Reason, reason
from game.sim.state.comms import CommsState, Product
from game.sim.state.rover import TaskKind
from game.sim.system import MINUTE_S, Emit, System
from game.sim.systems import notebook
from game.sim.tasks import finished, refuse_energy, refuse_if_busy, start_task, wake_for
from game.sim.world import World

NEARLY_FULL_FRAC, ROOMY_FRAC = 0.9, 0.8
"""Warn above the one, be ready to warn again below the other: game rule."""
LONGEST_CALL_MIN = 240.0
_CALL = (TaskKind.CALL,)


def initial() -> CommsState:
    """Nothing on board, no pass in progress."""
    return CommsState()


def waiting(world: World) -> list[Product]:
    """Products not yet down, in the order in which they will be sent."""
    return [piece.product for piece in queue(world) if not piece.thumb]


def waiting_mbit(world: World) -> float:
    """Data still on board."""
    return on_board_mbit(world)


# --- the queue --------------------------------------------------------------------------------------------------------

OfProduct = Prioritise | Postpone | HoldProduct | ReleaseProduct | DeleteProduct


def refuse_product(world: World, command: OfProduct) -> Reason | None:
    """There must be such a product, still on board."""
    products = world.comms.products
    if not 1 <= command.product <= len(products):
        return reason("product.none", product=command.product, products=len(products))
    product = products[command.product - 1]
    if product.downlinked_tick >= 0:
        return reason("product.already_down", product=command.product)
    if product.deleted_tick >= 0:
        return reason("product.deleted", product=command.product)
    return None


def refuse_hold(world: World, command: HoldProduct) -> Reason | None:
    """What is held already cannot be held."""
    refusal = refuse_product(world, command)
    if refusal is None and world.comms.products[command.product - 1].held:
        return reason("product.held", product=command.product)
    return refusal


def refuse_release(world: World, command: ReleaseProduct) -> Reason | None:
    """Only what is held can be released."""
    refusal = refuse_product(world, command)
    if refusal is None and not world.comms.products[command.product - 1].held:
        return reason("product.not_held", product=command.product)
    return refusal


def prioritise(world: World, command: Prioritise, _emit: Emit) -> None:
    """Put a product ahead of all others; one that was held goes too."""
    highest = max(product.priority for product in world.comms.products)
    product = world.comms.products[command.product - 1]
    product.priority, product.held = highest + 1, False


def postpone(world: World, command: Postpone, _emit: Emit) -> None:
    """Put a product behind all others."""
    lowest = min(product.priority for product in world.comms.products)
    world.comms.products[command.product - 1].priority = lowest - 1


def hold(world: World, command: HoldProduct, _emit: Emit) -> None:
    """Keep a product on board."""
    world.comms.products[command.product - 1].held = True


def release(world: World, command: ReleaseProduct, _emit: Emit) -> None:
    """Let it be sent again."""
    world.comms.products[command.product - 1].held = False


def delete(world: World, command: DeleteProduct, emit: Emit) -> None:
    """Delete what is left of a product."""
    product = world.comms.products[command.product - 1]
    freed_mbit = product.left_mbit
    world.comms.deleted_mbit += freed_mbit
    product.deleted_tick = world.tick
    emit(e.ProductDeleted(world.tick, product.number, freed_mbit))


# --- calling Earth ----------------------------------------------------------------------------------------------------


def refuse_call(world: World, command: CallEarth) -> Reason | None:
    """Earth must stand high enough, the sun out of the way, the rover free."""
    if not 1.0 <= command.minutes <= LONGEST_CALL_MIN:
        return reason("call.minutes", minutes=command.minutes, longest_min=LONGEST_CALL_MIN)
    sol = marstime.sol(world.tick)
    pause = earth.command_pause(sol)
    if pause is not None:
        return reason("call.conjunction", until_sol=pause[1] + 1)
    now = earth.earth_at(world.tick)
    if now.elevation_deg < link.HGA_LOWEST_DEG:
        figures = {"earth_deg": now.elevation_deg, "limit_deg": link.HGA_LOWEST_DEG}
        return reason("call.earth_low", **figures, rises=_earth_rises(world.tick))
    return refuse_if_busy(world) or refuse_energy(world, link.HGA_W * command.minutes / 60.0)


def _earth_rises(tick: int) -> str:
    """When Earth will next be high enough, to a quarter of an hour."""
    step = marstime.SOL_S // 96
    ahead = (tick + n * step for n in range(1, 97))
    return next((marstime.lmst_text(t) for t in ahead if earth.earth_at(t).elevation_deg >= link.HGA_LOWEST_DEG), "")


def call_earth(world: World, command: CallEarth, emit: Emit) -> None:
    """Point the antenna and begin."""
    world.comms.call_sent_mbit = 0.0
    start_task(world, TaskKind.CALL, emit, minutes=command.minutes, warm=False)
    emit(e.CallStarted(world.tick, command.minutes, x_band_bit_s(world)))


def x_band_bit_s(world: World) -> float:
    """What the high-gain antenna carries now."""
    return link.hga_bit_s(earth.earth_at(world.tick).distance_km, world.level.relay.antenna_m)


def _calling(world: World) -> bool:
    task = world.rover.task
    return task is not None and task.kind is TaskKind.CALL


def _end_call(world: World, emit: Emit) -> None:
    if finished(world, _CALL) is not None:
        world.comms.contacts += 1
        emit(e.CallEnded(world.tick, world.comms.call_sent_mbit))


# --- minute by minute -------------------------------------------------------------------------------------------------


def _minute(world: World, emit: Emit) -> None:
    comms = world.comms
    now = pass_in_view(world.site, world.tick)
    unheard = now is not None and (now.missed or radio_is_dead(world))
    began = now.start_tick if now is not None and not unheard else -1
    if now is not None and unheard and world.tick == now.first_minute_tick:
        emit(e.PassMissed(world.tick, now.orbiter))
    if began != comms.pass_began_tick:
        _change_pass(world, began, emit)
    if now is not None and began >= 0:
        comms.pass_sent_mbit += _send(world, now.minute_mbit(world.tick), emit)
    elif _calling(world):
        comms.call_sent_mbit += _send(world, x_band_bit_s(world) * MINUTE_S / 1e6, emit)
    _tell_storage(world, emit)


def _change_pass(world: World, began: int, emit: Emit) -> None:
    comms = world.comms
    if comms.pass_began_tick >= 0:
        comms.contacts += 1
        old = pass_in_view(world.site, comms.pass_began_tick)
        emit(e.PassEnded(world.tick, old.orbiter if old is not None else "", comms.pass_sent_mbit))
    comms.pass_began_tick, comms.pass_sent_mbit = began, 0.0
    new = pass_in_view(world.site, began) if began >= 0 else None
    if new is not None:
        emit(e.PassStarted(world.tick, new.orbiter, new.duration_s / 60.0, new.mbit))


def _send(world: World, room_mbit: float, emit: Emit) -> float:
    """Send up to `room_mbit` in this minute; how much was sent."""
    total = 0.0
    for piece, sent_mbit, whole in send(queue(world), room_mbit):
        product = piece.product
        total += sent_mbit
        if piece.thumb:
            product.thumb_sent_mbit = product.thumb_mbit if whole else product.thumb_sent_mbit + sent_mbit
        else:
            product.sent_mbit = product.mbit if whole else product.sent_mbit + sent_mbit
        if whole and piece.thumb:
            product.thumb_tick = world.tick
            emit(e.ThumbnailDownlinked(world.tick, product.number))
        elif whole:
            product.downlinked_tick = world.tick
            emit(e.ProductDownlinked(world.tick, product.number, product.mbit))
            notebook.arrived(world, product.number, emit)
    world.comms.sent_mbit += total
    return total


def _tell_storage(world: World, emit: Emit) -> None:
    """Say once that memory is nearly full, and whenever something found no room."""
    comms, limit_mbit = world.comms, world.level.rover.storage_mbit
    if comms.lost > comms.told_lost:
        emit(e.ProductsLost(world.tick, comms.lost - comms.told_lost, limit_mbit))
        comms.told_lost = comms.lost
    used_mbit = comms.produced_mbit - comms.sent_mbit - comms.deleted_mbit
    if used_mbit >= NEARLY_FULL_FRAC * limit_mbit and not comms.told_full:
        emit(e.StorageNearlyFull(world.tick, used_mbit, limit_mbit))
        comms.told_full = True
    elif used_mbit < ROOMY_FRAC * limit_mbit:
        comms.told_full = False


SYSTEM = System("comms", minute=_minute, tick=_end_call, wake_tick=lambda world: wake_for(world, _CALL))
