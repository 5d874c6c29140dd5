"""What the screens that look at pictures through a loupe share: zooming by wheel and keys, pressing and dragging."""

import pygame

from game.ui.input import LEFT, Event, KeyDown, PointerDown, PointerMove, PointerUp, Position, Wheel
from game.ui.scene import Transition
from game.ui.scenes.menu import MenuScene
from game.ui.views.loupe import Loupe

Shown = tuple[pygame.Rect, tuple[int, int]]
"""A picture's room on the screen, and its size in its own pixels."""


class LoupeScene(MenuScene):
    """What its kinds fill in: what lies `under` a place, the `middle` that keys zoom about, and what a drag does."""

    def __init__(self) -> None:
        super().__init__()
        self.loupe = Loupe()
        self.pressed: Position | None = None

    def under(self, pos: Position) -> Shown | None:
        """The picture under a place."""
        raise NotImplementedError

    def middle(self) -> Position:
        raise NotImplementedError

    def press(self, pos: Position) -> None:
        """The button went down beside the panels; `pressed` is the place."""

    def drag(self, pos: Position) -> None:
        """The pointer moved on with the button down."""
        raise NotImplementedError

    def release(self, pos: Position) -> None:
        """The button came up."""

    def handle(self, event: Event) -> Transition | None:
        if (isinstance(event, KeyDown) and self.key(event)) or self._pointer(event):
            return self._taken()
        return super().handle(event)

    def key(self, event: KeyDown) -> bool:
        """True when the key was used."""
        if event.does("mission.zoom_in") or event.does("mission.zoom_out"):
            self._zoom(1.0 if event.does("mission.zoom_in") else -1.0, self.middle())
        elif event.does("mission.fit"):
            self.loupe.whole()
        else:
            return False
        return True

    def _zoom(self, steps: float, pos: Position) -> None:
        found = self.under(pos)
        if found is not None:
            self.loupe.turn(steps, pos, *found)

    def _pointer(self, event: Event) -> bool:
        match event:
            case Wheel() if not self.root.over(event.pos):
                self._zoom(float(event.turns), event.pos)
            case PointerDown() if event.button == LEFT and not self.root.over(event.pos):
                self.pressed = event.pos
                self.press(event.pos)
            case PointerMove() if self.pressed is not None:
                self.drag(event.pos)
            case PointerUp() if self.pressed is not None:
                self.release(event.pos)
                self.pressed = None
            case _:
                return False
        return True
