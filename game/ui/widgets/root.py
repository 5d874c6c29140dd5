"""The widgets of one screen: where they stand, who has the focus, what the pointer is over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pygame

from game.ui.input import Event, FocusLost, KeyDown, Pointer, PointerDown, PointerMove, PointerUp, Wheel
from game.ui.kit import Kit
from game.ui.widgets.base import Mark, Widget, path_at, path_to, said, walk
from game.ui.widgets.buttons import Pressable
from game.ui.widgets.fields import TextInput
from game.ui.widgets.tooltip import Tooltip

Area = Callable[[Kit, pygame.Rect], pygame.Rect]  # the window -> where a widget stands


@dataclass(frozen=True, slots=True)
class Placed:
    """A widget and how its place follows from the window."""

    widget: Widget
    area: Area


class Root:
    """Later widgets lie over earlier ones. Events go to the deepest widget first, then outwards."""

    def __init__(self) -> None:
        self.mark = Mark()
        self.placed: tuple[Placed, ...] = ()
        self._tooltip = Tooltip()
        self._kit: Kit | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    @property
    def kit(self) -> Kit:
        if self._kit is None:
            raise RuntimeError("a screen is laid out before it is used")
        return self._kit

    def show(self, kit: Kit, size: tuple[int, int], placed: Iterable[Placed]) -> None:
        """Put these widgets on the screen; focus and scrolling stay with those of the same name."""
        focus = self.mark.focus.name if self.mark.focus else ""
        scrolled = {w.name: getattr(w, "offset", 0) for p in self.placed for w in walk(p.widget) if w.name}
        self.placed = tuple(placed)
        self._kit, self._window = kit, pygame.Rect(0, 0, *size)
        self.mark.hover = self.mark.pressed = None
        for item in self.placed:
            for widget in walk(item.widget):
                if hasattr(widget, "offset") and widget.name in scrolled:
                    widget.offset = scrolled[widget.name]
        self.place()
        same = [w for w in self.focusables() if w.name and w.name == focus]
        self.mark.focus = same[0] if same else None
        self._hover(kit.services.input.pointer)

    def place(self) -> None:
        """Again, after something inside changed its size."""
        for item in self.placed:
            item.widget.place(self.kit, item.area(self.kit, self._window))

    def widgets(self) -> Iterable[Widget]:
        for item in self.placed:
            yield from walk(item.widget)

    def focusables(self) -> list[Widget]:
        return [widget for widget in self.widgets() if widget.focusable]

    def focus_on(self, name: str) -> None:
        """Give the keyboard to the widget of this name, if it is there."""
        found = [widget for widget in self.focusables() if widget.name == name]
        if found:
            self._focus(found[0])

    def focus_quietly(self, name: str = "") -> None:
        """Give the keyboard to the first widget (of this name), without showing it until a key is used."""
        order = [widget for widget in self.focusables() if not name or widget.name == name]
        self.mark.focus = order[0] if order and self.mark.focus is None else self.mark.focus

    def over(self, pos: tuple[int, int]) -> bool:
        """Is any widget under this point? What lies below them (the map) asks before it takes a press."""
        return any(item.widget.contains(pos) for item in self.placed)

    @property
    def typing(self) -> bool:
        return isinstance(self.mark.focus, TextInput)

    def handle(self, event: Event) -> bool:
        """True when some widget used it."""
        match event:
            case PointerMove() | PointerDown() | PointerUp():
                return self._pointer(event)
            case Wheel():
                return any(widget.on_wheel(self.kit, event) for widget in reversed(self._path(event.pos)))
            case KeyDown():
                return self._key(event)
            case FocusLost():
                self.mark.pressed = None
        return False

    def draw(self, surface: pygame.Surface, part: pygame.Rect | None = None) -> None:
        """All widgets, or those that touch a part of the screen (to which the caller clips)."""
        for item in self.placed:
            if part is None or item.widget.rect.colliderect(part):
                item.widget.draw(self.kit, surface, self.mark)
        self._tooltip.draw(self.kit, surface, self._window)

    def tip(self) -> str:
        """What the tooltip says now."""
        return self._tooltip.words(self.kit)

    def _path(self, pos: tuple[int, int]) -> list[Widget]:
        for item in reversed(self.placed):
            path = path_at(item.widget, pos)
            if path:
                return path
        return []

    def _pointer(self, event: Pointer) -> bool:
        pressed = self.mark.pressed
        if pressed is not None and not isinstance(event, PointerDown):
            used = pressed.on_pointer(self.kit, event)
            if isinstance(event, PointerUp):
                self.mark.pressed = None
                self._hover(event.pos)
            return used or True
        self._hover(event.pos)
        path = self._path(event.pos)
        if not isinstance(event, PointerDown):
            return bool(path)
        self._tooltip.forget()
        user = next((w for w in reversed(path) if w.on_pointer(self.kit, event)), None)
        self.mark.pressed = user
        self.mark.ring = False
        if user is not None and user.focusable:
            self.mark.focus = user
        elif self.typing:
            self.mark.focus = None
        return bool(path)

    def _hover(self, pos: tuple[int, int]) -> None:
        path = self._path(pos)
        usable = [w for w in path if w.focusable or hasattr(w, "offset")]
        self.mark.hover = usable[-1] if usable else None
        hinted = [w for w in path if said(w.hint)]
        self._tooltip.over(hinted[-1] if hinted else None, self.kit.time_s)

    def _key(self, event: KeyDown) -> bool:
        self._tooltip.forget()
        path = self._focus_path()
        if any(widget.on_key(self.kit, event) for widget in reversed(path)):
            return True
        return self._navigate(event) or self._shortcut(event) or self._scroll_any(event)

    def _focus_path(self) -> list[Widget]:
        if self.mark.focus is None:
            return []
        return next((path for p in self.placed if (path := path_to(p.widget, self.mark.focus))), [])

    def _shortcut(self, event: KeyDown) -> bool:
        """The key of a button that is on the screen."""
        if event.repeat:
            return False
        for widget in self.widgets():
            if isinstance(widget, Pressable) and widget.action and event.does(widget.action):
                widget.activate(self.kit)
                return True
        return False

    def _scroll_any(self, event: KeyDown) -> bool:
        return any(hasattr(w, "offset") and w.on_key(self.kit, event) for w in self.widgets())

    def _navigate(self, event: KeyDown) -> bool:
        for action, step in (("menu.next", 1), ("menu.previous", -1)):
            if event.does(action):
                return self._step(step)
        for action, way in (
            ("menu.up", (0, -1)),
            ("menu.down", (0, 1)),
            ("menu.left", (-1, 0)),
            ("menu.right", (1, 0)),
        ):
            if event.does(action):
                return self._move(way)
        return False

    def _step(self, step: int) -> bool:
        """To the next or previous in order, round the end."""
        order = self.focusables()
        if not order:
            return False
        here = order.index(self.mark.focus) if self.mark.focus in order else (-1 if step > 0 else 0)
        self._focus(order[(here + step) % len(order)])
        return True

    def _move(self, way: tuple[int, int]) -> bool:
        """To the nearest one that way."""
        focus = self.mark.focus
        if focus is None:
            return self._step(1)
        ahead = [
            (d, n)
            for n, w in enumerate(self.focusables())
            if w is not focus and (d := _distance(focus.rect, w.rect, way)) is not None
        ]
        if ahead:
            self._focus(self.focusables()[min(ahead)[1]])
        return bool(ahead)

    def _focus(self, widget: Widget) -> None:
        self.mark.focus = widget
        self.mark.ring = True
        widget.on_focus(self.kit)
        self.kit.sound.play("tick")
        for holder in self._focus_path():
            holder.reveal(self.kit, widget.rect)


def _distance(here: pygame.Rect, there: pygame.Rect, way: tuple[int, int]) -> int | None:
    """How far a widget lies in a direction; sideways counts double. None when it is not that way."""
    dx, dy = there.centerx - here.centerx, there.centery - here.centery
    along = dx * way[0] + dy * way[1]
    if along <= 0:
        return None
    if way[0]:
        aside = 0 if there.top < here.bottom and here.top < there.bottom else abs(dy)
    else:
        aside = 0 if there.left < here.right and here.left < there.right else abs(dx)
    return along + 2 * aside
