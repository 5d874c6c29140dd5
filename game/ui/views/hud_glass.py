"""Panels that are drawn now and then and shown always: setting sixty lines of text costs more than a frame has.

All glass of a screen shares one layer as large as the window. A panel is drawn on it when it is its turn (one panel per
frame), or at once after anything the player did.
"""

import pygame

from game.ui.kit import Kit
from game.ui.widgets.base import Mark, Widget

CLEAR = (0, 0, 0, 0)


class Layer:
    """Where the panels are drawn, and whose turn it is."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.surface = pygame.Surface(size, pygame.SRCALPHA)
        self._panes: list[Glass] = []
        self._turn = 0

    def join(self, pane: "Glass") -> None:
        self._panes.append(pane)

    def pass_on(self) -> None:
        """Once per frame: the next panel's turn."""
        if self._panes:
            self._turn = (self._turn + 1) % len(self._panes)
            self._panes[self._turn].fresh = False

    def stir(self) -> None:
        """Something has happened: every panel is drawn anew."""
        for pane in self._panes:
            pane.fresh = False


class Glass(Widget):
    """A panel that keeps its picture."""

    def __init__(self, panel: Widget, layer: Layer, name: str = "") -> None:
        super().__init__()
        self.panel = panel
        self.layer = layer
        self.fresh = False
        self.name = name
        layer.join(self)

    def children(self) -> tuple[Widget, ...]:
        return (self.panel,)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return self.panel.measure(kit, width)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        self.panel.place(kit, rect)
        self.fresh = False

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        layer = self.layer.surface
        if not self.fresh:
            self.fresh = True
            layer.set_clip(self.rect)
            layer.fill(CLEAR, self.rect)
            self.panel.draw(kit, layer, mark)
            layer.set_clip(None)
        surface.blit(layer, self.rect, self.rect)
