"""What every widget is: a rectangle that measures itself, takes its place, draws itself and may be pressed."""

from collections.abc import Callable, Iterator

import pygame

from game.ui.input import KeyDown, Pointer, Position, Wheel
from game.ui.kit import Kit

Said = str | Callable[[], str]  # a text, or where to ask for it at every frame


def said(text: Said) -> str:
    return text if isinstance(text, str) else text()


class Widget:
    """Widgets form a tree. A parent asks `measure` and then gives each child its rectangle by `place`."""

    focusable = False
    grow = 0  # its share of a row's or column's spare length
    name = ""  # keeps the focus on it when the screen is built anew
    hint: Said = ""  # shown when the pointer rests on it

    def __init__(self) -> None:
        self.rect = pygame.Rect(0, 0, 0, 0)

    def children(self) -> tuple["Widget", ...]:
        return ()

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        """The size it would like when it is given at most this width."""
        return (0, 0)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        self.rect = pygame.Rect(rect)

    def draw(self, kit: Kit, surface: pygame.Surface, mark: "Mark") -> None:
        """Itself and its children; those scrolled out of view are passed over."""
        view = surface.get_clip()
        for child in self.children():
            if child.rect.colliderect(view):
                child.draw(kit, surface, mark)

    def contains(self, pos: Position) -> bool:
        return self.rect.collidepoint(pos)

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        """True when used; a widget that used a press gets what follows until the release."""
        return False

    def on_wheel(self, kit: Kit, event: Wheel) -> bool:
        return False

    def on_key(self, kit: Kit, event: KeyDown) -> bool:
        return False

    def on_focus(self, kit: Kit) -> None:
        """It has just been given the keyboard."""

    def reveal(self, kit: Kit, rect: pygame.Rect) -> None:
        """Bring a part of it into view; only what scrolls does anything."""


class Mark:
    """What the drawing needs to know of the pointer and the keyboard."""

    __slots__ = ("focus", "hover", "pressed", "ring")

    def __init__(self) -> None:
        self.focus: Widget | None = None
        self.hover: Widget | None = None
        self.pressed: Widget | None = None
        self.ring = False  # show the focus: the keyboard was used last


def walk(widget: Widget) -> Iterator[Widget]:
    """The widget and all below it, in drawing order."""
    yield widget
    for child in widget.children():
        yield from walk(child)


def path_at(widget: Widget, pos: Position) -> list[Widget]:
    """From this widget down to the deepest one under the point; empty when it is not under it."""
    if not widget.contains(pos):
        return []
    for child in reversed(widget.children()):
        below = path_at(child, pos)
        if below:
            return [widget, *below]
    return [widget]


def path_to(widget: Widget, wanted: Widget) -> list[Widget]:
    """From this widget down to the wanted one; empty when it is not below."""
    if widget is wanted:
        return [widget]
    for child in widget.children():
        below = path_to(child, wanted)
        if below:
            return [widget, *below]
    return []
