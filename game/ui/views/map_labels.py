"""Writing on the map: every label finds a free place beside what it names, or stays away.

Labels never lie over each other, over a panel or over another mark. The order in which they ask is their rank.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pygame

from game.ui.kit import Kit
from game.ui.theme import Colour, Style

GAP = 3
OFFSET = 7
SEARCH_PX = 24
Pixels = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    text: str
    style: Style
    colour: Colour


@dataclass(slots=True)
class Labels:
    """The labels of one frame: `room` they must stay in, its part `clear` of panels, and what is `taken`."""

    kit: Kit
    room: pygame.Rect
    clear: pygame.Rect
    taken: list[pygame.Rect] = field(default_factory=list)

    def block(self, rect: pygame.Rect) -> None:
        """Nothing is written over this."""
        self.taken.append(rect)

    def place(
        self, surface: pygame.Surface, at: Pixels, radius: float, lines: Sequence[Line], must: bool = False
    ) -> pygame.Rect | None:
        """Write lines beside a mark of a radius at a place of the screen; where they stand, None when nowhere.

        With less room only the first line is written. With `must` it is written anyhow: somewhere in the clear part.
        """
        shown = [line for line in lines if line.text]
        for count in range(len(shown), 0, -1):
            size = self._size(shown[:count])
            for spot in self._spots(at, radius, size):
                if self._is_free(spot):
                    return self._write(surface, spot, shown[:count], spot.centerx < at[0] - radius)
        if must and shown:
            return self._write(surface, self._somewhere(at, self._size(shown)), shown, False)
        return None

    def _somewhere(self, at: Pixels, size: tuple[int, int]) -> pygame.Rect:
        """The free place of the clear part that is nearest; its nearest corner when none is free."""
        inner = self.clear.inflate(-2 * OFFSET, -2 * OFFSET)
        columns = range(inner.left, max(inner.left, inner.right - size[0]) + 1, SEARCH_PX)
        rows = range(inner.top, max(inner.top, inner.bottom - size[1]) + 1, SEARCH_PX)
        spots = [pygame.Rect(x, y, *size) for y in rows for x in columns]
        spots.sort(key=lambda spot: (spot.centerx - at[0]) ** 2 + (spot.centery - at[1]) ** 2)
        return next((spot for spot in spots if self._is_free(spot)), spots[0])

    def _size(self, lines: Sequence[Line]) -> tuple[int, int]:
        rendered = [self._line(line) for line in lines]
        return max(part.get_width() for part in rendered), sum(self._height(line) for line in lines)

    def _line(self, line: Line) -> pygame.Surface:
        return self.kit.text.line(line.text, self.kit.cut(line.style), line.colour, outlined=True)

    def _height(self, line: Line) -> int:
        return round(self.kit.height(line.style) * 0.98)

    def _spots(self, at: Pixels, radius: float, size: tuple[int, int]) -> Iterator[pygame.Rect]:
        """Where a label may stand, the best first: right, left, below, above, then the corners, then farther off."""
        x, y, (wide, high) = at[0], at[1], size
        for far in (0, 22, 48):
            away = radius + OFFSET + far
            for left, top in (
                (x + away, y - high / 2),
                (x - away - wide, y - high / 2),
                (x - wide / 2, y + away),
                (x - wide / 2, y - away - high),
                (x + away * 0.7, y + away * 0.7),
                (x + away * 0.7, y - away * 0.7 - high),
                (x - away * 0.7 - wide, y + away * 0.7),
                (x - away * 0.7 - wide, y - away * 0.7 - high),
            ):
                yield pygame.Rect(round(left), round(top), wide, high)

    def _is_free(self, rect: pygame.Rect) -> bool:
        return bool(self.room.contains(rect)) and rect.inflate(2 * GAP, 2 * GAP).collidelist(self.taken) < 0

    def _write(self, surface: pygame.Surface, rect: pygame.Rect, lines: Sequence[Line], to_right: bool) -> pygame.Rect:
        """Lines under each other, aligned toward what they name."""
        y = rect.y
        for line in lines:
            picture = self._line(line)
            surface.blit(picture, (rect.right - picture.get_width() if to_right else rect.x, y))
            y += self._height(line)
        self.taken.append(rect)
        return rect
