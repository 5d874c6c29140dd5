"""Dashed and dotted lines over the ground: rows of small smooth dots with a soft dark rim, legible on any ground."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pygame

from game.ui.canvas import Canvas, Placed
from game.ui.theme import OUTLINE, Colour
from game.ui.views.map_tracks import Points, spaced

PHASES = 4  # dots are made for every quarter of a pixel, or slanting lines would look like stairs
OVERSAMPLE = 8
RIM = 1.3
SPOT_APART_PX = 42.0
DOTS_MOST = 100_000  # on a line much longer than any window they lie farther apart

Pixels = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line's look: dots of a radius every `step` pixels for `dash` pixels, then a gap; `dash` 0: single dots."""

    colour: Colour
    radius: float
    dash: float = 0.0
    gap: float = 8.0
    alpha: int = 255
    rim: int = 150

    @property
    def period(self) -> float:
        return self.dash + self.gap


def draw_line(surface: Canvas, points: Sequence[Pixels], pattern: Pattern, begun_px: float = 0.0) -> float:
    """A line through points of the screen, its pattern begun so far before the first; how far it is at the last."""
    if len(points) > 1:
        begun_px %= pattern.period
        surface.blits(_stamps(tuple(points), pattern, surface.get_size(), begun_px), False)
    return begun_px + _length(points)


@lru_cache(maxsize=12)
def _stamps(points: tuple[Pixels, ...], pattern: Pattern, size: tuple[int, int], begun_px: float) -> list[Placed]:
    """Every dot of a line, the rims first: kept while nothing moves."""
    at = _dots(list(points), pattern, size, begun_px)
    rims: list[Placed] = []
    if pattern.rim:
        rims = _placed(at, OUTLINE, pattern.radius + RIM, pattern.rim if not pattern.dash else pattern.rim // 2)
    return rims + _placed(at, pattern.colour, pattern.radius, pattern.alpha)


def draw_spots(surface: Canvas, points: Sequence[Pixels], colour: Colour, radius: float) -> None:
    """Dark discs with a ring at the turns of a line, not closer together than they can be told apart."""
    picture = spot(round(radius * 2) / 2, colour)
    half = picture.get_width() / 2
    last: Pixels | None = None
    for point in points:
        if last is None or math.dist(last, point) >= SPOT_APART_PX:
            surface.blit(picture, (round(point[0] - half), round(point[1] - half)))
            last = point


def _dots(points: list[Pixels], pattern: Pattern, size: tuple[int, int], begun_px: float) -> Points:
    """Where the dots lie that can be seen, [n, 2]."""
    step = max(1.5 if pattern.dash else pattern.gap, _length(points) / DOTS_MOST)
    at = spaced(points, step)[:, :2]
    if pattern.dash:
        along = (np.arange(len(at)) * step + begun_px) % pattern.period
        at = at[along < pattern.dash]
    return at[((at > -8.0) & (at < np.array(size) + 8.0)).all(axis=1)]


def _length(points: Sequence[Pixels]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))


def _placed(at: Points, colour: Colour, radius: float, alpha: int) -> list[Placed]:
    whole = np.floor(at * PHASES + 0.5).astype(int)
    half = math.ceil(radius) + 1
    dots = [dot(radius, colour, alpha, phase) for phase in range(PHASES * PHASES)]
    phases = (whole[:, 0] % PHASES) * PHASES + whole[:, 1] % PHASES
    corners = whole // PHASES - half
    places = zip(phases.tolist(), corners[:, 0].tolist(), corners[:, 1].tolist(), strict=True)
    return [(dots[phase], (x, y)) for phase, x, y in places]


@lru_cache(maxsize=800)
def dot(radius: float, colour: Colour, alpha: int, phase: int) -> pygame.Surface:
    """A smooth disc; `phase` shifts its middle by quarters of a pixel east (high digit) and south."""
    side = 2 * (math.ceil(radius) + 1) + 1
    large = pygame.Surface((side * OVERSAMPLE, side * OVERSAMPLE), pygame.SRCALPHA)
    large.fill((*colour, 0))
    shift = [part * OVERSAMPLE // PHASES for part in divmod(phase, PHASES)]
    middle = (math.ceil(radius) + 1) * OVERSAMPLE
    pygame.draw.circle(large, (*colour, alpha), (middle + shift[0], middle + shift[1]), round(radius * OVERSAMPLE))
    return pygame.transform.smoothscale(large, (side, side))


@lru_cache(maxsize=64)
def spot(radius: float, colour: Colour) -> pygame.Surface:
    """A dark disc with a coloured ring and a thin dark edge."""
    side = 2 * math.ceil(radius + 2) + 1
    large = pygame.Surface((side * OVERSAMPLE, side * OVERSAMPLE), pygame.SRCALPHA)
    large.fill((*OUTLINE, 0))
    middle = (side * OVERSAMPLE // 2, side * OVERSAMPLE // 2)
    for grown, ink in ((1.2, (*OUTLINE, 150)), (0.0, (*colour, 255)), (-1.6, (*OUTLINE, 255))):
        pygame.draw.circle(large, ink, middle, round((radius + grown) * OVERSAMPLE))
    return pygame.transform.smoothscale(large, (side, side))
