"""Small signs drawn in code, so that no meaning hangs on a colour or on a letter some font lacks.

Each sign is polygons, discs and strokes in a unit square, drawn large and scaled down.
"""

import itertools
import math
from collections.abc import Callable

import pygame

from game.ui.lru import Lru
from game.ui.theme import Colour

OVERSAMPLE = 4
Point = tuple[float, float]
Draw = Callable[["Pen"], None]


class Pen:
    """Draws in a unit square on a large surface."""

    def __init__(self, surface: pygame.Surface, colour: Colour) -> None:
        self.surface = surface
        self.colour: tuple[int, ...] = colour
        self._side = surface.get_width()

    def _at(self, point: Point) -> tuple[int, int]:
        return (round(point[0] * self._side), round(point[1] * self._side))

    def shape(self, *points: Point) -> None:
        pygame.draw.polygon(self.surface, self.colour, [self._at(p) for p in points])

    def disc(self, x: float, y: float, radius: float) -> None:
        pygame.draw.circle(self.surface, self.colour, self._at((x, y)), round(radius * self._side))

    def ring(self, x: float, y: float, radius: float, width: float) -> None:
        outer, thick = round(radius * self._side), round(width * self._side)
        pygame.draw.circle(self.surface, self.colour, self._at((x, y)), outer, thick)

    def stroke(self, *points: Point, width: float = 0.13) -> None:
        """A line with round ends and corners."""
        for a, b in itertools.pairwise(points):
            length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
            nx, ny = (a[1] - b[1]) / length * width / 2, (b[0] - a[0]) / length * width / 2
            self.shape((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny))
        for x, y in points:
            self.disc(x, y, width / 2)

    def erase(self) -> "Pen":
        """A pen that takes away what was drawn."""
        other = Pen(self.surface, (0, 0, 0))
        other.colour = (*self.colour[:3], 0)
        return other


def _star_points(inner: float) -> list[Point]:
    turns = [(math.pi * k / 5, 0.48 if k % 2 == 0 else inner) for k in range(10)]
    return [(0.5 + r * math.sin(a), 0.53 - r * math.cos(a)) for a, r in turns]


def _star(pen: Pen) -> None:
    pen.shape(*_star_points(0.2))


def _star_empty(pen: Pen) -> None:
    points = _star_points(0.2)
    pen.stroke(*points, points[0], width=0.06)


def _warning(pen: Pen) -> None:
    pen.stroke((0.5, 0.14), (0.9, 0.84), (0.1, 0.84), (0.5, 0.14), width=0.1)
    pen.stroke((0.5, 0.4), (0.5, 0.58), width=0.1)
    pen.disc(0.5, 0.72, 0.06)


def _fault(pen: Pen) -> None:
    pen.shape((0.3, 0.04), (0.7, 0.04), (0.96, 0.3), (0.96, 0.7), (0.7, 0.96), (0.3, 0.96), (0.04, 0.7), (0.04, 0.3))
    gone = pen.erase()
    gone.stroke((0.33, 0.33), (0.67, 0.67), width=0.12)
    gone.stroke((0.67, 0.33), (0.33, 0.67), width=0.12)


def _cross(pen: Pen) -> None:
    pen.stroke((0.2, 0.2), (0.8, 0.8))
    pen.stroke((0.8, 0.2), (0.2, 0.8))


def _diamond(pen: Pen) -> None:
    pen.shape((0.5, 0.04), (0.96, 0.5), (0.5, 0.96), (0.04, 0.5))


def _next_event(pen: Pen) -> None:
    pen.shape((0.08, 0.2), (0.48, 0.5), (0.08, 0.8))
    pen.shape((0.42, 0.2), (0.82, 0.5), (0.42, 0.8))
    pen.shape((0.82, 0.2), (0.93, 0.2), (0.93, 0.8), (0.82, 0.8))


def _sun(pen: Pen) -> None:
    pen.disc(0.5, 0.5, 0.22)
    for k in range(8):
        s, c = math.sin(k * math.pi / 4), math.cos(k * math.pi / 4)
        pen.stroke((0.5 + 0.34 * s, 0.5 + 0.34 * c), (0.5 + 0.45 * s, 0.5 + 0.45 * c), width=0.08)


def _pause(pen: Pen) -> None:
    pen.shape((0.24, 0.16), (0.42, 0.16), (0.42, 0.84), (0.24, 0.84))
    pen.shape((0.58, 0.16), (0.76, 0.16), (0.76, 0.84), (0.58, 0.84))


def _dot_ring(pen: Pen) -> None:
    pen.ring(0.5, 0.5, 0.44, 0.1)
    pen.disc(0.5, 0.5, 0.18)


SIGNS: dict[str, Draw] = {
    "check": lambda pen: pen.stroke((0.14, 0.54), (0.4, 0.8), (0.88, 0.22)),
    "cross": _cross,
    "circle": lambda pen: pen.ring(0.5, 0.5, 0.4, 0.1),
    "disc": lambda pen: pen.disc(0.5, 0.5, 0.42),
    "target": _dot_ring,
    "diamond": _diamond,
    "star": _star,
    "star_empty": _star_empty,
    "right": lambda pen: pen.shape((0.26, 0.12), (0.82, 0.5), (0.26, 0.88)),
    "up": lambda pen: pen.shape((0.5, 0.16), (0.9, 0.8), (0.1, 0.8)),
    "down": lambda pen: pen.shape((0.5, 0.84), (0.1, 0.2), (0.9, 0.2)),
    "back": lambda pen: pen.stroke((0.62, 0.18), (0.3, 0.5), (0.62, 0.82), width=0.11),
    "warning": _warning,
    "fault": _fault,
    "pause": _pause,
    "play": lambda pen: pen.shape((0.26, 0.12), (0.82, 0.5), (0.26, 0.88)),
    "next": _next_event,
    "sun": _sun,
}


class Icons:
    """Makes and keeps signs by size and colour."""

    def __init__(self) -> None:
        self._made: Lru[tuple[str, int, Colour], pygame.Surface] = Lru(600)

    def get(self, name: str, side_px: int, colour: Colour) -> pygame.Surface:
        return self._made.get((name, side_px, colour), lambda: _make(name, side_px, colour))


def _make(name: str, side_px: int, colour: Colour) -> pygame.Surface:
    side = side_px * OVERSAMPLE
    large = pygame.Surface((side, side), pygame.SRCALPHA)
    large.fill((*colour, 0))
    SIGNS[name](Pen(large, colour))
    return pygame.transform.smoothscale(large, (side_px, side_px))
