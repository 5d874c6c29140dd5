"""Panels that are drawn when they change and shown always: setting sixty lines of text costs more than a frame has.

All glass of a screen shares one layer as large as the window. A panel is in doubt when it is its turn (one panel every
other frame) and after anything the player did; then it is held against what its picture depends on.
"""

from collections.abc import Iterator

import pygame

from game.ui.kit import Kit
from game.ui.widgets.base import Mark, Widget, said, walk
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Bar, Label, ValueRow, toned
from game.ui.widgets.scroll import ScrollArea

CLEAR = (0, 0, 0, 0)
TURN_FRAMES = 2


class Drawn(Widget):
    """A widget of its own drawing that says what its picture depends on."""

    def stamp(self, kit: Kit) -> object:
        """The same value means the same picture."""
        return None


class Layer:
    """Where the panels are drawn, and whose turn it is."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.surface = pygame.Surface(size, pygame.SRCALPHA)
        self._panes: list[Glass] = []
        self._frame = 0

    def join(self, pane: "Glass") -> None:
        self._panes.append(pane)

    def pass_on(self) -> None:
        """Once per frame: the next panel's turn."""
        self._frame += 1
        if self._panes and self._frame % TURN_FRAMES == 0:
            self._panes[self._frame // TURN_FRAMES % len(self._panes)].doubted = True

    def stir(self) -> None:
        """Something has happened: every panel may have changed."""
        for pane in self._panes:
            pane.doubted = True

    def forget(self) -> None:
        """Every panel is drawn anew: the settings may be others."""
        for pane in self._panes:
            pane.fresh = False

    def renewed(self, kit: Kit, mark: Mark) -> list["Glass"]:
        """Panels that have just been drawn anew."""
        return [pane for pane in self._panes if pane.renew(kit, mark)]


class Glass(Widget):
    """A panel that keeps its picture."""

    def __init__(self, panel: Widget, layer: Layer, name: str = "") -> None:
        super().__init__()
        self.panel = panel
        self.layer = layer
        self.fresh = self.doubted = False
        self.name = name
        self._stamp: object = None
        layer.join(self)

    def children(self) -> tuple[Widget, ...]:
        return (self.panel,)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return self.panel.measure(kit, width)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        self.panel.place(kit, rect)
        self.fresh = False

    def renew(self, kit: Kit, mark: Mark) -> bool:
        """Draw it anew on the layer if it has changed; whether it had."""
        if self.fresh and not self.doubted:
            return False
        stamp = tuple(_stamps(self.panel, kit, mark))
        same = self.fresh and stamp == self._stamp
        self.fresh, self.doubted, self._stamp = True, False, stamp
        if not same:
            layer = self.layer.surface
            layer.set_clip(self.rect)
            layer.fill(CLEAR, self.rect)
            self.panel.draw(kit, layer, mark)
            layer.set_clip(None)
        return not same

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        self.renew(kit, mark)
        surface.blit(self.layer.surface, self.rect, self.rect)


def _stamps(panel: Widget, kit: Kit, mark: Mark) -> Iterator[object]:
    """What the picture of a panel depends on, widget by widget."""
    marked = (mark.hover, mark.pressed, mark.focus if mark.ring else None)
    for widget in walk(panel):
        if widget in marked:
            yield (id(widget), *(widget is one for one in marked))
        match widget:
            case Drawn():
                yield widget.stamp(kit)
            case Label():
                yield (said(widget.text), toned(widget.tone))
            case ValueRow():
                yield (said(widget.label), said(widget.value), toned(widget.tone))
            case Bar():
                yield (int(widget.share() * widget.rect.width + 0.5), toned(widget.tone))
            case Button():
                yield (said(widget.text), widget.refused(), widget.is_chosen())
            case ScrollArea():
                yield widget.offset
