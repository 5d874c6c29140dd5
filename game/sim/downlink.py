"""What is sent next: the queue of data products, for the relay itself and for telling when each will be down."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.core import marstime
from game.sim.estimates.relay import PassAhead, passes_between
from game.sim.state.comms import Product
from game.sim.system import MINUTE_S
from game.sim.world import World

FORECAST_SOLS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A product, or its small copy, as it stands in the queue."""

    product: Product
    thumb: bool

    @property
    def left_mbit(self) -> float:
        one = self.product
        return one.thumb_mbit - one.thumb_sent_mbit if self.thumb else one.mbit - one.sent_mbit


def queue(world: World) -> list[Piece]:
    """What is on board in the order in which it will be sent: all small copies first, then by priority, then by age.
    What is held keeps only its small copy in the queue."""
    left = sorted(
        (product for product in world.comms.products if product.on_board),
        key=lambda product: (-product.priority, product.number),
    )
    thumbs = [Piece(product, True) for product in left if product.thumb_sent_mbit < product.thumb_mbit]
    return thumbs + [Piece(product, False) for product in left if not product.held]


def send(pieces: list[Piece], room_mbit: float) -> Iterator[tuple[Piece, float, bool]]:
    """(piece, Mbit, whether that completes it) of what a stretch of time carries."""
    for piece in pieces:
        if room_mbit <= 0.0:
            return
        left_mbit = piece.left_mbit
        sent_mbit = min(room_mbit, left_mbit)
        room_mbit -= sent_mbit
        yield piece, sent_mbit, sent_mbit == left_mbit


@dataclass(frozen=True, slots=True)
class Expected:
    """When everything will be down, if nothing is added: tick by product number, and the volumes pass by pass."""

    whole_tick: dict[int, int]
    thumb_tick: dict[int, int]
    by_pass: tuple[tuple[PassAhead, float], ...]


def expect(world: World, sols: int = FORECAST_SOLS) -> Expected:
    """The queue carried through the passes to come, as the relay will do it."""
    pieces = queue(world)
    left = [piece.left_mbit for piece in pieces]
    whole: dict[int, int] = {}
    thumb: dict[int, int] = {}
    by_pass, at = [], 0
    for one in passes_between(world.site, world.tick, world.tick + sols * marstime.SOL_S):
        sent_mbit = 0.0
        for number, mbit in enumerate(one.minutes_mbit):
            tick = one.first_minute_tick + number * MINUTE_S
            room_mbit = mbit if tick > world.tick else 0.0
            while room_mbit > 0.0 and at < len(pieces):
                part = min(room_mbit, left[at])
                left[at] -= part
                room_mbit -= part
                sent_mbit += part
                if left[at] <= 0.0:
                    (thumb if pieces[at].thumb else whole)[pieces[at].product.number] = tick
                    at += 1
        by_pass.append((one, sent_mbit))
    return Expected(whole, thumb, tuple(by_pass))
