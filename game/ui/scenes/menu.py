"""What all screens made of widgets share: they are built from the present state, again whenever that changed."""

from collections.abc import Callable, Iterable

import pygame

from game.ui.input import Event, KeyDown
from game.ui.kit import Kit
from game.ui.scene import Pop, Push, Quit, Replace, Reset, Scene, Transition
from game.ui.theme import DISPLAY
from game.ui.views.backdrop import TITLE
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Area, Placed, Root

Pressed = Callable[[], object]


class MenuScene(Scene):
    """A screen over the vista. Buttons say where to go with `go`; Esc goes back."""

    dimmed = False
    view = TITLE
    """Which of the backdrop's pictures it stands before."""

    def __init__(self) -> None:
        self.root = Root()
        self._next: Transition | None = None

    def build(self) -> Iterable[Placed]:
        """The widgets of the screen, from its present state."""
        return ()

    def layout(self, size: tuple[int, int]) -> None:
        self.root.show(self.kit, size, self.build())

    def refresh(self) -> None:
        """Build it anew after the state changed."""
        self.layout(self.services.size)

    def go(self, transition: Transition) -> None:
        self._next = transition

    def push(self, scene: Scene) -> None:
        self.go(Push(scene))

    def replace(self, scene: Scene) -> None:
        self.go(Replace(scene))

    def reset(self, scene: Scene) -> None:
        self.go(Reset(scene))

    def back(self) -> None:
        """What Esc does."""
        self.go(Pop())

    def quit(self) -> None:
        self.go(Quit())

    def handle(self, event: Event) -> Transition | None:
        used = self.root.handle(event)
        if not used and isinstance(event, KeyDown) and event.does("menu.back") and not event.repeat:
            self.back()
        return self._taken()

    def update(self, dt_s: float) -> Transition | None:
        self.services.backdrop.load(self.services.jobs, self.services.cache, self.services.time_s)
        return self._taken()

    def _taken(self) -> Transition | None:
        wanted, self._next = self._next, None
        return wanted

    def draw(self, surface: pygame.Surface) -> None:
        if not self.overlay:
            self.services.backdrop.draw(surface, self.services.time_s, self.kit.still, self.dimmed, self.view)
        self.root.draw(surface)


def centred(widget: Widget, width: float, height: float | None = None) -> Placed:
    """In the middle of the window, at most so wide and high, with a margin kept all round."""
    return Placed(widget, lambda kit, window: _centred(kit, window, widget, width, height))


def _centred(kit: Kit, window: pygame.Rect, widget: Widget, width: float, height: float | None) -> pygame.Rect:
    room = window.inflate(-2 * kit.theme.margin, -2 * kit.theme.margin)
    wide = min(room.width, kit.px(width))
    high = kit.px(height) if height is not None else widget.measure(kit, wide)[1]
    rect = pygame.Rect(0, 0, wide, min(room.height, high))
    rect.center = window.center
    return rect


def filling(margin: float = 12) -> Area:
    """The whole window inside a margin."""
    return lambda kit, window: window.inflate(-2 * kit.px(margin), -2 * kit.px(margin))


def page(title: str, back: Pressed, body: Widget, *footer: Widget) -> Panel:
    """A screen's main panel: its title with the way back, a body that takes what room there is, a row of buttons."""
    top = Row(Button("", back, icon="back", name="back", hint="Back (Esc)"), Label(title, DISPLAY, grow=1), gap=14)
    parts: list[Widget] = [top, Sized(body, grow=1)]
    if footer:
        parts.append(Row(Space(grow=1), *footer, gap=8))
    return Panel(Column(*parts, gap=14), pad=16)


def at_left(widget: Widget, width: float, height: float | None = None) -> Placed:
    """In the upper left corner: as high as it needs, or of a height of its own so that it does not change under
    one's eyes; never larger than the window."""

    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        room = window.inflate(-2 * kit.theme.margin, -2 * kit.theme.margin)
        wide = min(room.width, kit.px(width))
        high = widget.measure(kit, wide)[1] if height is None else kit.px(height)
        return pygame.Rect(room.x, room.y, wide, min(room.height, high))

    return Placed(widget, area)


def side_by_side(
    left: Widget, left_width: float, right: Widget, right_width: float, *, low: bool
) -> tuple[Placed, Placed]:
    """One panel in the upper left corner, one in a right corner (the lower one when `low`), each as high as it needs.
    Where the window has not the width for both, they share it in proportion."""

    def wide(kit: Kit, window: pygame.Rect) -> tuple[int, int]:
        room = window.width - 2 * kit.theme.margin - kit.theme.gap
        wanted = (kit.px(left_width), kit.px(right_width))
        if sum(wanted) <= room:
            return wanted
        part = room * wanted[0] // sum(wanted)
        return (part, room - part)

    def left_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        margin, width = kit.theme.margin, wide(kit, window)[0]
        high = min(window.height - 2 * margin, left.measure(kit, width)[1])
        return pygame.Rect(margin, margin, width, high)

    def right_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        margin, width = kit.theme.margin, wide(kit, window)[1]
        high = min(window.height - 2 * margin, right.measure(kit, width)[1])
        y = window.bottom - margin - high if low else margin
        return pygame.Rect(window.right - margin - width, y, width, high)

    return (Placed(left, left_area), Placed(right, right_area))
