"""Rounded boxes with smooth corners, rendered once per size and kept: panels, buttons, bars, markers."""

from dataclasses import dataclass

import pygame

from game.ui.lru import Lru
from game.ui.theme import Rgba

OVERSAMPLE = 4
CACHED_PIXELS = 8_000_000
CLEAR: Rgba = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """What a box looks like: its fill, its border (drawn inside the edge) and its corners, in pixels."""

    fill: Rgba
    border: Rgba = CLEAR
    radius: int = 6
    border_px: int = 1


class Skin:
    """Makes and keeps the boxes of every screen."""

    def __init__(self) -> None:
        self._boxes: Lru[tuple[tuple[int, int], Box], pygame.Surface] = Lru(
            CACHED_PIXELS, lambda made: made.get_width() * made.get_height()
        )

    def box(self, size: tuple[int, int], look: Box) -> pygame.Surface:
        """The same surface is handed out again: do not draw on it."""
        return self._boxes.get((size, look), lambda: _make(size, look))

    def draw(self, surface: pygame.Surface, rect: pygame.Rect, look: Box) -> None:
        if rect.width > 0 and rect.height > 0:
            surface.blit(self.box((rect.width, rect.height), look), rect)


def _make(size: tuple[int, int], look: Box) -> pygame.Surface:
    """Only the corners are smooth, so only they are drawn large and scaled down; the rest is plain fills."""
    width, height = size
    radius = max(0, min(look.radius, width // 2, height // 2))
    box = pygame.Surface(size, pygame.SRCALPHA)
    box.fill(look.fill)
    if look.border[3]:
        _edges(box, look)
    if radius:
        _round(box, look, radius)
    return box


def _edges(box: pygame.Surface, look: Box) -> None:
    width, height = box.get_size()
    colour, thick = _over(look.border, look.fill), look.border_px
    for rect in (
        (0, 0, width, thick),
        (0, height - thick, width, thick),
        (0, 0, thick, height),
        (width - thick, 0, thick, height),
    ):
        box.fill(colour, rect)


def _round(box: pygame.Surface, look: Box, radius: int) -> None:
    width, height = box.get_size()
    disc = _disc(look, radius)
    right, low = width - radius, height - radius
    for (x, y), part in (
        ((0, 0), (0, 0)),
        ((right, 0), (radius, 0)),
        ((0, low), (0, radius)),
        ((right, low), (radius, radius)),
    ):
        area = (*part, radius, radius)
        box.fill(CLEAR, (x, y, radius, radius))
        box.blit(disc, (x, y), area)


def _disc(look: Box, radius: int) -> pygame.Surface:
    """A smooth disc of two radii across: its quarters are the corners."""
    big = 2 * radius * OVERSAMPLE
    border = _over(look.border, look.fill) if look.border[3] else look.fill
    large = pygame.Surface((big, big), pygame.SRCALPHA)
    large.fill((*border[:3], 0))  # the same colour outside, or the edge darkens when scaled down
    pygame.draw.circle(large, border, (big // 2, big // 2), big // 2)
    if look.border[3]:
        inner = big // 2 - look.border_px * OVERSAMPLE
        pygame.draw.circle(large, look.fill, (big // 2, big // 2), max(0, inner))
    return pygame.transform.smoothscale(large, (2 * radius, 2 * radius))


def _over(top: Rgba, below: Rgba) -> Rgba:
    """One translucent colour laid over another, as one translucent colour.

    >>> _over((255, 255, 255, 20), (14, 17, 22, 219))
    (36, 38, 43, 222)
    """
    a, b = top[3] / 255, below[3] / 255
    alpha = a + b * (1 - a)
    if alpha == 0:
        return CLEAR
    r, g, blue = (int((t * a + u * b * (1 - a)) / alpha + 0.5) for t, u in zip(top[:3], below[:3], strict=True))
    return (r, g, blue, int(alpha * 255 + 0.5))
