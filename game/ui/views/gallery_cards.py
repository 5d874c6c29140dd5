"""The gallery's cards: a small copy of each picture with its state, in as many columns as the window has room for."""

from collections.abc import Callable

import pygame

from game.sim.state.comms import Product
from game.ui.darkroom import Darkroom
from game.ui.kit import Kit
from game.ui.pictures import cover
from game.ui.skin import Box
from game.ui.theme import ACCENT, HAIRLINE, ON_ACCENT, QUIET, SMALL, STRONG, with_alpha
from game.ui.widgets.base import Mark, Said, Widget, said

PLACEHOLDER = (0x15, 0x19, 0x20, 255)


class Grid(Widget):
    """Children of one size in rows, each about `wide` at UI scale 1."""

    def __init__(self, *parts: Widget, wide: float, gap: float = 10) -> None:
        super().__init__()
        self.parts = parts
        self.wide = wide
        self.gap = gap

    def children(self) -> tuple[Widget, ...]:
        return self.parts

    def columns(self, kit: Kit, width: int) -> int:
        gap = kit.px(self.gap)
        return max(1, (width + gap) // (kit.px(self.wide) + gap))

    def _cell(self, kit: Kit, width: int) -> tuple[int, int]:
        count, gap = self.columns(kit, width), kit.px(self.gap)
        wide = (width - gap * (count - 1)) // count
        return wide, max((part.measure(kit, wide)[1] for part in self.parts[:1]), default=0)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        _, high = self._cell(kit, width)
        rows = -(-len(self.parts) // self.columns(kit, width))
        return (width, rows * high + max(0, rows - 1) * kit.px(self.gap))

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        wide, high = self._cell(kit, rect.width)
        count, gap = self.columns(kit, rect.width), kit.px(self.gap)
        for number, part in enumerate(self.parts):
            row, column = divmod(number, count)
            part.place(kit, pygame.Rect(rect.x + column * (wide + gap), rect.y + row * (high + gap), wide, high))


class Thumb(Widget):
    """A picture's small copy; before it has come down, an empty frame with what is known."""

    def __init__(
        self, darkroom: Darkroom, product: Product, is_there: bool, note: Said = "", badge: Callable[[], str] = str
    ) -> None:
        super().__init__()
        self.darkroom = darkroom
        self.product = product
        self.is_there = is_there
        self.note = note
        self.badge = badge
        self._fitted: tuple[object, tuple[int, int], pygame.Surface] | None = None

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, width * 3 // 4)

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.box(surface, self.rect, Box(PLACEHOLDER, HAIRLINE, kit.px(3), kit.theme.hairline))
        made = self.darkroom.small(self.product) if self.is_there else None
        if made is not None:
            surface.blit(self._fit(made), self.rect.inflate(-2, -2))
        else:
            words = "being drawn" if self.is_there else said(self.note)
            kit.write_in(surface, words, SMALL, QUIET, self.rect.inflate(-2 * kit.px(8), 0), "centre")
        badge = self.badge()
        if badge:
            side = kit.px(24)
            spot = pygame.Rect(self.rect.right - side - kit.px(6), self.rect.y + kit.px(6), side, side)
            kit.box(surface, spot, Box(with_alpha(ACCENT, 255), radius=kit.px(4)))
            kit.write_in(surface, badge, STRONG, ON_ACCENT, spot, "centre")

    def _fit(self, made: object) -> pygame.Surface:
        size = (max(1, self.rect.width - 2), max(1, self.rect.height - 2))
        if self._fitted is None or self._fitted[0] is not made or self._fitted[1] != size:
            self._fitted = (made, size, cover(made.surface, size))  # type: ignore[attr-defined]
        return self._fitted[2]
