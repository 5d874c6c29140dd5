"""The panel of sampling: every look and every step at a target, each a button with its price."""

import pygame

from game.sim.validate import validate
from game.ui.desk import Desk
from game.ui.desk_samples import Offer, offers
from game.ui.kit import Kit
from game.ui.theme import ACCENT, FAINT, HEADING, QUIET, SMALL, TEXT, TINY
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Column
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label
from game.ui.widgets.scroll import ScrollArea


def sample_settings(desk: Desk) -> list[Widget]:
    """Every look and every step at the target in question, with its price; what cannot be is grey with its reason."""
    index = desk.subject
    name = desk.world.level.targets[index].name if index >= 0 else "No target near"
    rows = [OfferButton(desk, offer) for offer in offers(desk.world, index, desk.sample_picture())]
    return [Label(name, HEADING, ACCENT), ScrollArea(Column(*rows, gap=4), grow=1, name="offers")]


class OfferButton(Button):
    """One thing to do with its price at the right."""

    def __init__(self, desk: Desk, offer: Offer) -> None:
        super().__init__(
            offer.label,
            lambda: desk.take_offer(offer.command),
            refusal=lambda: desk.sentence(validate(desk.world, offer.command)) or None,
            hint=f"{offer.price} beside {offer.awake_wh:.0f} Wh for being awake",
            name=f"offer {offer.id}",
        )
        self.offer = offer

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        wide = kit.width(self.offer.label, SMALL) + kit.width(self.offer.price, TINY) + kit.px(28)
        return (min(width, wide), kit.height(SMALL) + kit.px(9))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.box(surface, self.rect, self.look(kit, mark))
        self.draw_ring(kit, surface, mark)
        inside, off = self.rect.inflate(-2 * kit.px(9), 0), self.refused() is not None
        kit.write_in(surface, self.offer.label, SMALL, FAINT if off else TEXT, inside)
        kit.write_in(surface, self.offer.price, TINY, FAINT if off else QUIET, inside, "right")
