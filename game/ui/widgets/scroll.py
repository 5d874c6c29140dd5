"""A window on something longer than the room for it."""

import pygame

from game.ui.input import LEFT, KeyDown, Pointer, PointerDown, PointerMove, PointerUp, Position, Wheel
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import QUIET, TRACK, with_alpha
from game.ui.widgets.base import Mark, Widget

WHEEL_STEP = 48
BAR = 6


class ScrollArea(Widget):
    """Shows a part of its child; the bar appears only when something is out of view."""

    def __init__(self, child: Widget, *, most: float | None = None, grow: int = 0, name: str = "scroll") -> None:
        super().__init__()
        self.child = child
        self.most = most  # its greatest height, at UI scale 1; without one it takes what its child needs
        self.grow = grow
        self.name = name
        self.offset = 0
        self._length = 0
        self._dragged_from: tuple[int, int] | None = None

    def children(self) -> tuple[Widget, ...]:
        return (self.child,)

    def contains(self, pos: Position) -> bool:
        return self.rect.collidepoint(pos)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        wide, high = self.child.measure(kit, width)
        if self.most is not None and high > kit.px(self.most):
            return (width, kit.px(self.most))
        return (wide, high)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        inner = self.rect.width
        self._length = self.child.measure(kit, inner)[1]
        if self._length > self.rect.height:
            inner -= kit.px(BAR) + kit.px(8)
            self._length = self.child.measure(kit, inner)[1]
        self._scroll(kit, self.offset)

    @property
    def overflows(self) -> bool:
        return self._length > self.rect.height

    def _scroll(self, kit: Kit, offset: int) -> None:
        self.offset = max(0, min(self._length - self.rect.height, offset))
        inner = self.rect.width - (kit.px(BAR) + kit.px(8) if self.overflows else 0)
        self.child.place(
            kit, pygame.Rect(self.rect.x, self.rect.y - self.offset, inner, max(self._length, self.rect.height))
        )

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        if not self.overflows:
            self.child.draw(kit, surface, mark)
            return
        before = surface.get_clip()
        surface.set_clip(self.rect.inflate(2, 0).clip(before))
        self.child.draw(kit, surface, mark)
        surface.set_clip(before)
        radius = kit.px(BAR) // 2
        kit.box(surface, self._track(kit), Box(TRACK, radius=radius))
        lit = mark.hover is self or mark.pressed is self
        kit.box(surface, self._thumb(kit), Box(with_alpha(QUIET, 255 if lit else 170), radius=radius))

    def _track(self, kit: Kit) -> pygame.Rect:
        wide = kit.px(BAR)
        return pygame.Rect(self.rect.right - wide, self.rect.y, wide, self.rect.height)

    def _thumb(self, kit: Kit) -> pygame.Rect:
        track = self._track(kit)
        high = max(kit.px(24), self.rect.height * self.rect.height // max(1, self._length))
        free = max(0, track.height - high)
        y = track.y + free * self.offset // max(1, self._length - self.rect.height)
        return pygame.Rect(track.x, y, track.width, high)

    def on_wheel(self, kit: Kit, event: Wheel) -> bool:
        if not self.overflows:
            return False
        self._scroll(kit, self.offset - int(event.turns * kit.px(WHEEL_STEP)))
        return True

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if not self.overflows:
            return False
        if isinstance(event, PointerDown) and event.button == LEFT:
            if event.pos[0] < self._track(kit).x - kit.px(6):
                return False
            self._dragged_from = (event.pos[1], self.offset)
            return True
        if isinstance(event, PointerMove) and self._dragged_from is not None:
            free = max(1, self.rect.height - self._thumb(kit).height)
            moved = (event.pos[1] - self._dragged_from[0]) * (self._length - self.rect.height) // free
            self._scroll(kit, self._dragged_from[1] + moved)
            return True
        if isinstance(event, PointerUp):
            self._dragged_from = None
        return False

    def on_key(self, kit: Kit, event: KeyDown) -> bool:
        way = 1 if event.does("menu.page_down") else -1 if event.does("menu.page_up") else 0
        if way and self.overflows:
            self._scroll(kit, self.offset + way * (self.rect.height - kit.px(40)))
        return bool(way) and self.overflows

    def reveal(self, kit: Kit, rect: pygame.Rect) -> None:
        edge = kit.px(8)
        if rect.y < self.rect.y:
            self._scroll(kit, self.offset - (self.rect.y - rect.y) - edge)
        elif rect.bottom > self.rect.bottom:
            self._scroll(kit, self.offset + rect.bottom - self.rect.bottom + edge)
