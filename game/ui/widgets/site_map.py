"""A small map of a mission's site, as known before it begins: where it starts and what it is about."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import ACCENT, BODY, HAIRLINE, ON_GROUND, QUIET, SKY, SMALL, Colour
from game.ui.widgets.base import Mark, Widget

if TYPE_CHECKING:
    from game.content.level import Level

Tile = tuple[float, float]
BEYOND_TILES = 26  # shown round the outermost mark
WELL = (0x15, 0x19, 0x20, 255)


class SiteMap(Widget):
    """The part of the map that holds all marks. `source` gives the whole map's picture once it is painted."""

    def __init__(
        self,
        level: "Level",
        source: Callable[[], pygame.Surface | None],
        waiting: Callable[[], str],
        height: float,
        grow: int = 0,
    ) -> None:
        super().__init__()
        self.level = level
        self.source = source
        self.waiting = waiting
        self.height = height
        self.grow = grow
        self._cut: tuple[pygame.Surface, tuple[int, int], pygame.Surface] | None = None

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.px(self.height))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.box(surface, self.rect, Box(WELL, HAIRLINE, kit.px(4), kit.theme.hairline))
        picture, inside = self.source(), self.rect.inflate(-2, -2)
        if picture is None:
            kit.write_in(surface, self.waiting(), BODY, QUIET, inside, "centre")
            return
        view = self.view(inside.size)
        surface.blit(self._part(picture, view, inside.size), inside)
        for name, icon, colour, tile in self.marks():
            at = place(tile, view, inside)
            self._draw_mark(kit, surface, name, icon, colour, at)

    def marks(self) -> list[tuple[str, str, Colour, Tile]]:
        """Name, sign, colour and tile of everything known from the start."""
        level = self.level
        found = [(t.name, "diamond", ACCENT, t.at) for t in level.targets if not t.hidden and not t.scatter]
        found.append(("Perseverance", "target", ON_GROUND, level.start.at))
        if level.helicopter.present and level.helicopter.at is not None:
            found.append(("", "disc", SKY, level.helicopter.at))
        return found

    def view(self, size: tuple[int, int]) -> tuple[float, float, float, float]:
        """West, north, width and height in tiles: all marks with room round them, in the shape of the widget."""
        wide, high = self.level.map.tiles
        xs, ys = zip(*(tile for *_, tile in self.marks()), strict=True)
        span_x, span_y = max(xs) - min(xs) + 2 * BEYOND_TILES, max(ys) - min(ys) + 2 * BEYOND_TILES
        scale = max(span_x / size[0], span_y / size[1])  # tiles per pixel
        scale = min(scale, wide / size[0], high / size[1])
        view_w, view_h = size[0] * scale, size[1] * scale
        west = (min(xs) + max(xs) + 1 - view_w) / 2
        north = (min(ys) + max(ys) + 1 - view_h) / 2
        return (max(0.0, min(wide - view_w, west)), max(0.0, min(high - view_h, north)), view_w, view_h)

    def _part(
        self, picture: pygame.Surface, view: tuple[float, float, float, float], size: tuple[int, int]
    ) -> pygame.Surface:
        if self._cut is None or self._cut[0] is not picture or self._cut[1] != size:
            per_tile = picture.get_width() / self.level.map.tiles[0]
            rect = pygame.Rect(*(round(part * per_tile) for part in view)).clip(picture.get_rect())
            self._cut = (picture, size, pygame.transform.smoothscale(picture.subsurface(rect), size))
        return self._cut[2]

    def _draw_mark(
        self, kit: Kit, surface: pygame.Surface, name: str, icon: str, colour: Colour, at: tuple[int, int]
    ) -> None:
        side = kit.px(13)
        if not self.rect.inflate(-side, -side).collidepoint(at):
            return
        dark = pygame.Rect(0, 0, side + 4, side + 4)
        dark.center = at
        kit.icon(surface, icon, (10, 10, 12), dark)
        kit.icon(surface, icon, colour, dark.inflate(-4, -4))
        wide = kit.width(name, SMALL)
        x = at[0] + side if at[0] + side + wide < self.rect.right - kit.px(6) else at[0] - side - wide
        kit.write(surface, name, SMALL, ON_GROUND, (x, at[1] - kit.height(SMALL) // 2), outlined=True)


def place(tile: Tile, view: tuple[float, float, float, float], rect: pygame.Rect) -> tuple[int, int]:
    """Where a tile's middle stands on the screen."""
    x = rect.x + (tile[0] + 0.5 - view[0]) / view[2] * rect.width
    y = rect.y + (tile[1] + 0.5 - view[1]) / view[3] * rect.height
    return (round(x), round(y))
