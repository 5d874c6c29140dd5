"""The gallery: every picture of the mission, as far as it has come down to Earth, and what can be done with it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.sim import commands as c
from game.sim.downlink import Expected, expect
from game.sim.state.comms import Product
from game.ui.desk import Desk
from game.ui.desk_gallery import SIGNS, Stage, counts, facts, pictures, stage_of, stage_words, title_of
from game.ui.input import Event, KeyDown
from game.ui.scene import Transition
from game.ui.scenes.compare import CompareScene
from game.ui.scenes.dialog import Ask
from game.ui.scenes.menu import MenuScene
from game.ui.scenes.viewer import ViewerScene
from game.ui.theme import BODY, DISPLAY, GOOD, GROUND_SOLID, LEAD, QUIET, SKY, SMALL, STRONG, Colour
from game.ui.views.gallery_cards import Grid, Thumb
from game.ui.views.hud_link import clock, link_line
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Sized, Space
from game.ui.widgets.buttons import Button, Card, tabs
from game.ui.widgets.labels import Label, Sign, ValueRow
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.ui.kit import Kit
    from game.ui.scenes.mission import MissionScene

CARD_WIDTH, FACTS_WIDTH = 196, 286
SHOWN = ("All", "On Earth", "To come")
TONES: dict[Stage, Colour] = {Stage.ABOARD: QUIET, Stage.SMALL: SKY, Stage.WHOLE: GOOD}
DELETE = "delete"


class GalleryScene(MenuScene):
    """Key and button `gallery` open it, over the map or the camera; the mission waits meanwhile."""

    room = (1010, 600)

    def __init__(self, mission: "MissionScene") -> None:
        super().__init__()
        self.mission = mission
        self.chosen = 0
        self.held = 0
        """The picture that the chosen one is to be compared with."""
        self.shown = 0
        self._stale = False

    @property
    def desk(self) -> Desk:
        return self.mission.desk

    def listed(self) -> list[Product]:
        found = pictures(self.desk.world)
        match SHOWN[self.shown]:
            case "On Earth":
                return [product for product in found if stage_of(product) is Stage.WHOLE]
            case "To come":
                return [product for product in found if product.on_board]
        return found

    def product(self) -> Product | None:
        return next((product for product in self.listed() if product.number == self.chosen), None)

    # --- panels -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        found = self.listed()
        if self.product() is None:
            self.chosen = found[0].number if found else 0
        said = expect(self.desk.world)
        yield Placed(Panel(self._head(), pad=10), _head_area)
        yield Placed(Panel(self._cards(found, said), pad=12), self._cards_area)
        product = self.product()
        if product is not None:
            yield Placed(Panel(self._about(product, said), pad=14), self._about_area)

    def _head(self) -> Widget:
        every = pictures(self.desk.world)
        return Row(
            Button("", self.back, icon="back", name="back", hint="Back (Esc)"),
            Label("Gallery", DISPLAY),
            Label(counts(every), BODY, QUIET),
            Space(grow=1),
            tabs(SHOWN, lambda: self.shown, self._show),
            gap=12,
        )

    def _cards(self, found: list[Product], said: Expected) -> Widget:
        if not found:
            words = "No picture has been taken yet. The camera opens with its key from the map."
            if pictures(self.desk.world):
                words = "None of the pictures is in this part of the list."
            return Label(words, LEAD, QUIET, wrap=True)
        return ScrollArea(Grid(*(self._card(product, said) for product in found), wide=CARD_WIDTH), name="gallery")

    def _card(self, product: Product, said: Expected) -> Widget:
        stage, number = stage_of(product), product.number
        thumb = Thumb(
            self.mission.eyes.darkroom,
            product,
            stage is not Stage.ABOARD,
            _empty_note(product, said),
            lambda: "A" if self.held == number else "",
        )
        words = stage_words(product, said)
        body = Column(
            thumb,
            Label(title_of(self.desk, product), STRONG),
            Row(
                Sign(SIGNS[stage], TONES[stage], side=10, hint=words),
                Label(words, SMALL, TONES[stage] if stage is not Stage.ABOARD else QUIET, grow=1),
                gap=6,
            ),
            gap=4,
        )
        return Card(
            body,
            choose=lambda: self._choose(number),
            open=lambda: self.open(number),
            chosen=lambda: self.chosen == number,
            name=f"picture {number}",
            pad=8,
        )

    def _about(self, product: Product, said: Expected) -> Widget:
        lines: list[Widget] = [
            Label(title_of(self.desk, product), STRONG, wrap=True),
            Label(f"Product {product.number}: {stage_words(product, said)}", SMALL, QUIET, wrap=True),
            *(ValueRow(fact.label, fact.value, fact.unit, quiet=True) for fact in facts(self.desk, product)),
        ]
        return Column(
            Sized(ScrollArea(Column(*lines, gap=6), name="facts"), grow=1),
            Label(link_line(self.desk), SMALL, QUIET, wrap=True),
            *self._orders(product),
            gap=10,
        )

    def _orders(self, product: Product) -> list[Widget]:
        number = product.number
        hold = c.ReleaseProduct(number) if product.held else c.HoldProduct(number)
        other = self.held not in (0, number)
        return [
            Row(
                Button("Open", lambda: self.open(number), centred=True, grow=1, name="open"),
                Button(
                    "Compare with A" if other else "Unmark A" if self.held else "Compare ...",
                    self.compare,
                    centred=True,
                    grow=1,
                    hint="" if other else "Mark this one as A, then choose the other.",
                    name="compare",
                ),
                gap=6,
            ),
            Row(
                self._order("Send first", c.Prioritise(number)),
                self._order("Let it go" if product.held else "Keep", hold),
                self._order("Delete", c.DeleteProduct(number)),
                gap=6,
            ),
        ]

    def _order(self, words: str, command: c.Command) -> Button:
        ask = isinstance(command, c.DeleteProduct)
        return Button(
            words,
            self.ask_delete if ask else lambda: self.give(command),
            centred=True,
            grow=1,
            refusal=lambda: self.desk.sentence(self.desk.refusal(command)) or None,
            name=c.command_name(type(command)),
        )

    def _cards_area(self, kit: "Kit", window: pygame.Rect) -> pygame.Rect:
        rest = _below_head(kit, window)
        rest.width -= kit.px(FACTS_WIDTH) + kit.theme.gap if self.product() is not None else 0
        return rest

    def _about_area(self, kit: "Kit", window: pygame.Rect) -> pygame.Rect:
        rest, wide = _below_head(kit, window), kit.px(FACTS_WIDTH)
        return pygame.Rect(rest.right - wide, rest.y, wide, rest.height)

    # --- what is done -------------------------------------------------------------------------------------------------

    def _show(self, part: int) -> None:
        self.shown = part
        self.refresh()

    def _choose(self, number: int) -> None:
        if self.chosen != number:
            self.chosen = number
            self._stale = True

    def open(self, number: int) -> None:
        self.chosen = number
        self.push(ViewerScene(self.mission, number))

    def compare(self) -> None:
        """Mark the chosen picture, or lay it beside the one that is marked."""
        if self.held in (0, self.chosen):
            self.held = 0 if self.held else self.chosen
            self.refresh()
        else:
            self.push(CompareScene(self.mission, self.held, self.chosen))

    def give(self, command: c.Command) -> None:
        say_given(self, self.desk, command)
        self.refresh()

    def ask_delete(self) -> None:
        product = self.product()
        if product is not None:
            self.push(ask_delete(product))

    def resume(self, result: object) -> Transition | None:
        if result == DELETE:
            self.give(c.DeleteProduct(self.chosen))
        elif isinstance(result, int):
            self.chosen = result
        self.refresh()
        return None

    # --- frames -------------------------------------------------------------------------------------------------------

    def handle(self, event: Event) -> Transition | None:
        if isinstance(event, KeyDown) and event.does("mission.gallery") and not event.repeat:
            self.back()
            return self._taken()
        return super().handle(event)

    def update(self, dt_s: float) -> Transition | None:
        self.mission.eyes.darkroom.tend()
        if self._stale:
            self._stale = False
            self.refresh()
        return self._taken()

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill(GROUND_SOLID[:3])
        self.root.draw(surface)


def say_given(scene: MenuScene, desk: Desk, command: c.Command) -> None:
    """Give a command and say what came of it."""
    given = desk.give(command)
    words = desk.refused if not given else "Added to the sequence." if desk.session.delayed else "Done."
    desk.refused = ""
    scene.services.toasts.say(words, "good" if given else "caution", scene.services.time_s, 4.0, about="picture")


def ask_delete(product: Product) -> Ask:
    left = "The small copy stays on Earth." if stage_of(product) is Stage.SMALL else "Nothing of it is on Earth yet."
    text = f"That frees {product.left_mbit:.1f} Mbit. {left} The whole frame will never come down."
    return Ask(f"Delete picture {product.number} on board?", text, (("Keep it", None), ("Delete", DELETE)))


def _empty_note(product: Product, said: Expected) -> str:
    if product.deleted_tick >= 0:
        return "deleted on board"
    due = said.thumb_tick.get(product.number)
    return f"due sol {clock(due)}" if due is not None else "on board"


def _head_area(kit: "Kit", window: pygame.Rect) -> pygame.Rect:
    margin = kit.theme.margin
    return pygame.Rect(margin, margin, window.width - 2 * margin, kit.px(58))


def _below_head(kit: "Kit", window: pygame.Rect) -> pygame.Rect:
    head, margin = _head_area(kit, window), kit.theme.margin
    top = head.bottom + kit.theme.gap
    return pygame.Rect(margin, top, head.width, window.bottom - margin - top)
