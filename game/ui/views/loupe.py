"""Which part of a picture is looked at, and that part on the screen. Zoom 1 shows all of it."""

from dataclasses import dataclass

import pygame

from game.ui.input import Position

STEP = 1.25
WIDE_RATIO = 2.5
"""A picture so much wider than high is a panorama."""
WIDE_ZOOM = 3.5
MOST_SCALE = 4.0
"""A pixel of the picture is at most so many pixels of the screen wide."""


@dataclass(slots=True)
class Loupe:
    """`x` and `y` are the middle of what is looked at, in shares of the picture; two pictures may share one loupe."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def scale(self, area: pygame.Rect, size: tuple[int, int]) -> float:
        """Pixels of the screen per pixel of the picture."""
        return min(area.width / size[0], area.height / size[1]) * self.zoom

    def placed(self, area: pygame.Rect, size: tuple[int, int]) -> tuple[float, float, float]:
        """Left and upper edge of the whole picture on the screen, and its scale."""
        scale = self.scale(area, size)
        left = _edge(area.x, area.width, size[0] * scale, self.x)
        return left, _edge(area.y, area.height, size[1] * scale, self.y), scale

    def to_picture(self, pos: Position, area: pygame.Rect, size: tuple[int, int]) -> tuple[float, float] | None:
        """The pixel of the picture under a place of the screen."""
        left, top, scale = self.placed(area, size)
        x, y = (pos[0] - left) / scale, (pos[1] - top) / scale
        return (x, y) if 0.0 <= x < size[0] and 0.0 <= y < size[1] and area.collidepoint(pos) else None

    def to_screen(self, at: tuple[float, float], area: pygame.Rect, size: tuple[int, int]) -> Position:
        left, top, scale = self.placed(area, size)
        return round(left + at[0] * scale), round(top + at[1] * scale)

    def turn(self, steps: float, pos: Position, area: pygame.Rect, size: tuple[int, int]) -> None:
        """Zoom about a place of the screen."""
        left, top, scale = self.placed(area, size)
        share = ((pos[0] - left) / scale / size[0], (pos[1] - top) / scale / size[1])
        whole = self.scale(area, size) / self.zoom
        self.zoom = max(1.0, min(max(1.0, MOST_SCALE / whole), self.zoom * STEP**steps))
        grown = self.scale(area, size)
        self.x = share[0] - (pos[0] - area.centerx) / (size[0] * grown)
        self.y = share[1] - (pos[1] - area.centery) / (size[1] * grown)
        self._hold(area, size)

    def drag(self, dx: float, dy: float, area: pygame.Rect, size: tuple[int, int]) -> None:
        scale = self.scale(area, size)
        self.x -= dx / (size[0] * scale)
        self.y -= dy / (size[1] * scale)
        self._hold(area, size)

    def fill(self, area: pygame.Rect, size: tuple[int, int]) -> None:
        """Begin with a part of a panorama, as high as there is room for; with anything else whole."""
        self.whole()
        if size[0] > WIDE_RATIO * size[1]:
            self.zoom = max(1.0, min(area.height / (size[1] * self.scale(area, size)), WIDE_ZOOM))

    def whole(self) -> None:
        self.zoom, self.x, self.y = 1.0, 0.5, 0.5

    def _hold(self, area: pygame.Rect, size: tuple[int, int]) -> None:
        scale = self.scale(area, size)
        self.x = _held(self.x, area.width / (size[0] * scale))
        self.y = _held(self.y, area.height / (size[1] * scale))


def _held(middle: float, seen: float) -> float:
    """The middle of what is seen, so that nothing beyond the picture's edge is; seen: as a share of the picture.

    >>> _held(0.1, 0.5), _held(0.9, 1.4)
    (0.25, 0.5)
    """
    return 0.5 if seen >= 1.0 else max(0.5 * seen, min(1.0 - 0.5 * seen, middle))


def _edge(start: int, room: int, length: float, middle: float) -> float:
    return start + 0.5 * room - length * (_held(middle, room / length) if length > 0.0 else 0.5)


class Pane:
    """A picture under a loupe, drawn anew only when one of them has changed."""

    def __init__(self) -> None:
        self._key: object = None
        self._part: tuple[pygame.Surface, tuple[int, int]] | None = None

    def draw(self, surface: pygame.Surface, area: pygame.Rect, picture: pygame.Surface, loupe: Loupe) -> None:
        left, top, scale = loupe.placed(area, picture.get_size())
        key = (picture, area.topleft, area.size, left, top, scale)
        if key != self._key or self._part is None:
            self._key, self._part = key, _part(area, picture, (left, top), scale)
        before = surface.get_clip()
        surface.set_clip(area.clip(before))
        surface.blit(*self._part)
        surface.set_clip(before)


def _part(
    area: pygame.Rect, picture: pygame.Surface, corner: tuple[float, float], scale: float
) -> tuple[pygame.Surface, tuple[int, int]]:
    """What is seen of the picture, scaled, and where it stands."""
    wide, high = picture.get_size()
    x0, y0 = (max(0, int((start - edge) / scale)) for start, edge in zip(area.topleft, corner, strict=True))
    x1 = min(wide, int((area.right - corner[0]) / scale) + 2)
    y1 = min(high, int((area.bottom - corner[1]) / scale) + 2)
    x0, y0 = min(x0, wide - 1), min(y0, high - 1)
    seen = picture.subsurface((x0, y0, max(1, x1 - x0), max(1, y1 - y0)))
    size = (max(1, round(seen.get_width() * scale)), max(1, round(seen.get_height() * scale)))
    return pygame.transform.smoothscale(seen, size), (round(corner[0] + x0 * scale), round(corner[1] + y0 * scale))
