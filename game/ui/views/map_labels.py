"""Writing on the map: every label finds a free place beside what it names, or stays away.

Labels never lie over each other, over a panel or over another mark. The order in which they ask is their rank.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pygame

from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import Colour, Style

GAP = 3
OFFSET = 7
SEARCH_PX = 24
LINE_PX, LINE_BITS = 20, 200
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
    lines: list[pygame.Rect] = field(default_factory=list)
    """Bits of lines: written over only when there is no other place."""

    def block(self, rect: pygame.Rect) -> None:
        """Nothing is written over this."""
        self.taken.append(rect)

    def follow(self, points: Sequence[Pixels]) -> None:
        """Keep off a line if possible."""
        for (ax, ay), (bx, by) in pairwise(points):
            steps = min(LINE_BITS, int(max(abs(bx - ax), abs(by - ay)) / LINE_PX) + 1)
            for k in range(steps + 1):
                x, y = ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps
                if self.room.collidepoint(x, y):
                    self.lines.append(pygame.Rect(round(x) - LINE_PX // 2, round(y) - LINE_PX // 2, LINE_PX, LINE_PX))

    def place(
        self, surface: Canvas, at: Pixels, radius: float, lines: Sequence[Line], must: bool = False
    ) -> pygame.Rect | None:
        """Write lines beside a mark of a radius at a place of the screen; where they stand, None when nowhere.

        With less room only the first lines are written. With `must` all are, somewhere in the clear part if need be.
        """
        shown = [line for line in lines if line.text]
        fewest = len(shown) - 1 if must else 0
        for count in range(len(shown), fewest, -1):
            spot = self._best(self._spots(at, radius, self._size(shown[:count])))
            if spot is not None:
                return self._write(surface, spot, shown[:count], spot.centerx < at[0] - radius)
        if must and shown:
            return self._write(surface, self._somewhere(at, self._size(shown)), shown, False)
        return None

    def _best(self, spots: Iterable[pygame.Rect]) -> pygame.Rect | None:
        """The first free one that lies on no line, else the first free one."""
        on_line = None
        for spot in spots:
            if self._is_free(spot):
                if spot.collidelist(self.lines) < 0:
                    return spot
                on_line = on_line or spot
        return on_line

    def _somewhere(self, at: Pixels, size: tuple[int, int]) -> pygame.Rect:
        """A free place of the clear part, near; if there is none, what is nearest."""
        inner = self.clear.inflate(-2 * OFFSET, -2 * OFFSET)
        nearest = pygame.Rect(0, 0, *size)
        nearest.center = (round(at[0]), round(at[1]))
        nearest.clamp_ip(inner)
        for far in range(SEARCH_PX, 12 * SEARCH_PX, SEARCH_PX):
            for dx, dy in ((0, 1), (0, -1), (-1, 0), (1, 0), (-1, 1), (1, 1), (-1, -1), (1, -1)):
                spot = nearest.move(dx * far, dy * far).clamp(inner)
                if self._is_free(spot):
                    return spot
        return nearest

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

    def _write(self, surface: Canvas, rect: pygame.Rect, lines: Sequence[Line], to_right: bool) -> pygame.Rect:
        """Lines under each other, aligned toward what they name."""
        y = rect.y
        for line in lines:
            picture = self._line(line)
            surface.blit(picture, (rect.right - picture.get_width() if to_right else rect.x, y))
            y += self._height(line)
        self.taken.append(rect)
        return rect
