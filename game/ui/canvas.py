"""Pictures laid over the map, remembered one by one, so that only what has changed since is drawn again."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import pygame

Placed = tuple[pygame.Surface, tuple[int, int]]
MOST_PARTS = 10
"""More changed parts than these are drawn as one: each costs a copy of the ground under it."""


class Canvas(Protocol):
    """What marks are laid on: a surface, or a list of what would be laid on it."""

    def blit(self, source: pygame.Surface, dest: pygame.Rect | tuple[int, int], /) -> object: ...

    def blits(self, blit_sequence: Sequence[Placed], doreturn: bool, /) -> object: ...

    def get_rect(self) -> pygame.Rect: ...

    def get_size(self) -> tuple[int, int]: ...


class DrawList:
    """A canvas that only notes what is laid on it, in order. The pictures must not be drawn on afterwards."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self.placed: list[Placed] = []

    def blit(self, source: pygame.Surface, dest: pygame.Rect | tuple[int, int], /) -> None:
        self.placed.append((source, (int(dest[0]), int(dest[1]))))

    def blits(self, blit_sequence: Sequence[Placed], doreturn: bool, /) -> None:
        self.placed += blit_sequence

    def get_rect(self) -> pygame.Rect:
        return pygame.Rect(0, 0, *self._size)

    def get_size(self) -> tuple[int, int]:
        return self._size

    def changed_since(self, before: "DrawList") -> list[pygame.Rect]:
        """The parts of the canvas that look different: where something came, went or moved."""
        if self.placed == before.placed:
            return []
        old, new = set(before.placed), set(self.placed)
        if [one for one in before.placed if one in new] != [one for one in self.placed if one in old]:
            return [self.get_rect()]  # the same in another order: what lies over what has changed
        return [_rect(one) for one in old ^ new]

    def draw(self, surface: pygame.Surface, parts: Sequence[pygame.Rect]) -> None:
        """Lay on a surface what touches some parts of it, within those alone."""
        if self.get_rect() in parts:
            surface.blits(self.placed, False)
            return
        rects = [_rect(one) for one in self.placed]
        for part in parts:
            surface.set_clip(part)
            surface.blits([self.placed[number] for number in part.collidelistall(rects)], False)
        surface.set_clip(None)


def _rect(placed: Placed) -> pygame.Rect:
    picture, place = placed
    return pygame.Rect(place, picture.get_size())


def merged(rects: Iterable[pygame.Rect], room: pygame.Rect) -> list[pygame.Rect]:
    """The parts of a room that the rects cover, as few rects that do not touch each other.

    >>> room = pygame.Rect(0, 0, 100, 100)
    >>> merged([pygame.Rect(5, 5, 10, 10), pygame.Rect(-5, 0, 15, 8), pygame.Rect(50, 50, 9, 9)], room)
    [Rect(0, 0, 15, 15), Rect(50, 50, 9, 9)]
    """
    parts: list[pygame.Rect] = []
    for rect in rects:
        part = rect.clip(room)
        if not part.width or not part.height or any(other.contains(part) for other in parts):
            continue
        while (touched := part.collidelist(parts)) >= 0:
            part = part.union(parts.pop(touched))
        parts.append(part)
    return parts if len(parts) <= MOST_PARTS else [parts[0].unionall(parts[1:])]
