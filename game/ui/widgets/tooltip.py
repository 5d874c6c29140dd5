"""The words that appear when the pointer rests on something."""

import pygame

from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import GROUND_SOLID, HAIRLINE_STRONG, SMALL, TEXT
from game.ui.widgets.base import Widget, said

REST_S = 0.45
WIDEST = 300


class Tooltip:
    """Shown beside its widget, always inside the window."""

    def __init__(self) -> None:
        self._widget: Widget | None = None
        self._since_s = 0.0

    def over(self, widget: Widget | None, now_s: float) -> None:
        if widget is not self._widget:
            self._widget, self._since_s = widget, now_s

    def forget(self) -> None:
        """Until the pointer comes to rest again."""
        self._since_s = float("inf")

    def words(self, kit: Kit) -> str:
        """What it says now; nothing when it is not shown."""
        if self._widget is None or kit.time_s - self._since_s < REST_S:
            return ""
        return said(self._widget.hint)

    def draw(self, kit: Kit, surface: pygame.Surface, window: pygame.Rect) -> None:
        words = self.words(kit)
        if not words or self._widget is None:
            return
        cut = kit.cut(SMALL)
        lines = kit.text.wrap(words, cut, min(kit.px(WIDEST), window.width - 4 * kit.theme.margin))
        pad, leading = kit.px(9), kit.text.leading(cut)
        size = (max(kit.text.width(line, cut) for line in lines) + 2 * pad, leading * len(lines) + 2 * pad - kit.px(3))
        rect = beside(self._widget.rect, size, window.inflate(-2 * kit.px(6), -2 * kit.px(6)), kit.px(6))
        kit.box(surface, rect, Box(GROUND_SOLID, HAIRLINE_STRONG, kit.px(4), kit.theme.hairline))
        for number, line in enumerate(lines):
            kit.write(surface, line, SMALL, TEXT, (rect.x + pad, rect.y + pad + number * leading))


def beside(what: pygame.Rect, size: tuple[int, int], window: pygame.Rect, gap: int) -> pygame.Rect:
    """Under the thing, or over it when there is no room below; pushed sideways into the window."""
    rect = pygame.Rect(what.x, what.bottom + gap, *size)
    if rect.bottom > window.bottom:
        rect.bottom = what.top - gap
    rect.clamp_ip(window)
    return rect
