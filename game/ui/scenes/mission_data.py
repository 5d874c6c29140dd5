"""What is on board and when it will be on Earth: the queue of data products, with what can be done about it."""

from collections.abc import Callable, Iterable

from game.sim import commands as c
from game.sim.downlink import Expected, expect, queue
from game.sim.products import on_board_mbit
from game.sim.state.comms import Product, ProductKind
from game.sim.systems.comms import x_band_bit_s
from game.ui.desk import Desk
from game.ui.scenes.mission_overlays import Overlay
from game.ui.theme import ACCENT, BODY, CAUTION, FIGURE, GOOD, QUIET, SMALL, STRONG
from game.ui.views.hud_link import clock, link_line
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Bar, Label, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

DATA_WIDTH = 820
MOST_DOWN = 40
FULL_FRAC = 0.9
CALL_MIN = 30.0
KINDS = {
    ProductKind.IMAGE: "Picture",
    ProductKind.PANORAMA: "Panorama",
    ProductKind.AERIAL: "Pictures from the air",
}


class DataOverlay(Overlay):
    """The queue in the order in which it will be sent, then what has come down."""

    key = "mission.data"

    def __init__(self, desk: Desk, next_link: Callable[[], None]) -> None:
        super().__init__()
        self.desk = desk
        self.next_link = next_link

    def build(self) -> Iterable[Placed]:
        world = self.desk.world
        said = expect(world)
        waiting = list(dict.fromkeys(piece.product.number for piece in queue(world) if not piece.thumb))
        products = {product.number: product for product in world.comms.products}
        held = [product.number for product in world.comms.products if product.on_board and product.held]
        rows: list[Widget] = [heading("To be sent, in this order")]
        rows += [self._row(products[number], said) for number in (*waiting, *held)]
        if len(rows) == 1:
            rows.append(Label("Nothing waits on board.", BODY, QUIET))
        down = [product for product in reversed(world.comms.products) if product.downlinked_tick >= 0]
        if down:
            rows += [Space(4), heading("On Earth"), *map(self._down, down[:MOST_DOWN])]
        body = Column(
            self._memory(), Sized(ScrollArea(Column(*rows, gap=7), name="data"), grow=1), self._foot(), gap=12
        )
        yield self.sheet("Data", body, DATA_WIDTH)

    def _memory(self) -> Widget:
        world = self.desk.world
        limit_mbit, used_mbit = world.level.rover.storage_mbit, on_board_mbit(world)
        share = used_mbit / limit_mbit
        tone = CAUTION if share >= FULL_FRAC else ACCENT
        words = f"{used_mbit:.1f} of {limit_mbit:.0f} Mbit on board".replace(".0 ", " ")
        return Column(
            Row(Label(words, STRONG, grow=1), Label(link_line(self.desk), SMALL, QUIET, align="right"), gap=12),
            Bar(lambda: min(1.0, share), tone),
            gap=5,
        )

    def _foot(self) -> Widget:
        rate = x_band_bit_s(self.desk.world)
        call = c.CallEarth(CALL_MIN)
        return Row(
            Button(
                f"Call Earth, {CALL_MIN:.0f} min",
                lambda: self._do(call),
                refusal=lambda: self.desk.sentence(self.desk.refusal(call)) or None,
                hint=f"High-gain antenna: {rate:.0f} bit/s, {rate * CALL_MIN * 60e-6:.2f} Mbit",
                name="call",
            ),
            Space(grow=1),
            Button("To the next downlink", self._next_link, action="mission.next_link", name="next link"),
            gap=8,
        )

    def _next_link(self) -> None:
        self.next_link()
        self.back()

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _row(self, product: Product, said: Expected) -> Widget:
        left = Column(
            Label(product_words(self.desk, product), BODY), Label(_state(product), SMALL, QUIET), gap=1, grow=1
        )
        return Row(
            Sized(Label(f"{product.number}", FIGURE, QUIET), width=34),
            left,
            Sized(Label(f"{product.left_mbit:.1f} Mbit", FIGURE, align="right"), width=92),
            Sized(Label(_due(product, said), FIGURE, QUIET, align="right"), width=92),
            *self._buttons(product),
            gap=8,
        )

    def _buttons(self, product: Product) -> list[Widget]:
        number = product.number
        hold = c.ReleaseProduct(number) if product.held else c.HoldProduct(number)
        hold_words = "Let it be sent" if product.held else "Keep it on board"
        return [
            self._button("up", c.Prioritise(number), "Send first"),
            self._button("down", c.Postpone(number), "Send last"),
            self._button("play" if product.held else "pause", hold, hold_words),
            self._button("cross", c.DeleteProduct(number), "Delete on board"),
        ]

    def _button(self, icon: str, command: c.Command, hint: str) -> Button:
        name = f"{c.command_name(type(command))} {getattr(command, 'product', 0)}"
        return Button("", lambda: self._do(command), icon=icon, hint=hint, name=name)

    def _down(self, product: Product) -> Widget:
        return Row(
            Sized(Label(f"{product.number}", FIGURE, QUIET), width=34),
            Label(product_words(self.desk, product), BODY, QUIET, grow=1),
            Label(f"{product.mbit:.1f} Mbit", FIGURE, QUIET, align="right"),
            Sized(Label(clock(product.downlinked_tick), FIGURE, GOOD, align="right"), width=92),
            gap=8,
        )

    def _do(self, command: c.Command) -> None:
        given = self.desk.give(command)
        words = self.desk.refused if not given else "Added to the sequence." if self.desk.session.delayed else ""
        if words:
            self.services.toasts.say(words, "good" if given else "caution", self.services.time_s, 5.0, about="data")
        self.refresh()


def product_words(desk: Desk, product: Product) -> str:
    """What a product is, by the name of what made it and of what it shows."""
    catalog = desk.world.site.catalog
    spec = desk.world.level.target(product.target) if product.target else None
    of = f" of {spec.name}" if spec is not None else ""
    maker = catalog.cameras.get(product.source) or catalog.instruments.get(product.source)
    name = maker.name if maker is not None else desk.strings.word(product.source)
    if product.kind in KINDS:
        return f"{KINDS[product.kind]}{of}, {name}, sol {clock(product.taken_tick)}"
    return f"{name}{of}, sol {clock(product.taken_tick)}"


def _state(product: Product) -> str:
    parts = []
    if product.held:
        parts.append("held on board")
    if product.sent_mbit > 0.0:
        parts.append(f"{100.0 * product.sent_mbit / product.mbit:.0f} % sent")
    if product.thumb_tick >= 0:
        parts.append(f"small copy on Earth since {clock(product.thumb_tick)}")
    elif product.thumb_mbit > 0.0:
        parts.append("small copy goes first")
    return " · ".join(parts) or "waits"


def _due(product: Product, said: Expected) -> str:
    """When it will be down, if nothing comes in between."""
    if product.held:
        return "held"
    tick = said.whole_tick.get(product.number)
    return clock(tick) if tick is not None else "later"
