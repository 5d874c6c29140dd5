"""Puts the pieces of ground together for one view of the camera.

At rest and while panning every piece is scaled once and kept, so a frame is some thirty plain copies. While the zoom
moves, the pieces are laid out unscaled on a sheet and the sheet is scaled as a whole.
"""

import math
from dataclasses import dataclass

import pygame

from game.ui.lru import Lru
from game.ui.views.camera import Camera
from game.ui.views.map_cells import Cell, Cells
from game.ui.views.map_ground import CHUNK_PX, LEVELS, Place

SCALED_PIXELS = 6_000_000  # 24 MB: more than a large window full
SHARPER = 0.55  # how far down to the next coarser level (in doublings) a finer one is still used
EXACT = 1e-6


@dataclass(frozen=True, slots=True)
class Grid:
    """The pieces of one level that a window shows, and how much they are scaled."""

    level: int
    scale: float
    columns: range
    rows: range

    def edge(self, number: int) -> int:
        """Pixels from the map's corner to the near edge of a column or row."""
        return math.floor(number * CHUNK_PX * self.scale + 0.5)

    def places(self) -> list[Place]:
        return [Place(self.level, column, row) for row in self.rows for column in self.columns]


def level_for(px_per_tile: float) -> int:
    """The level that looks best at a zoom: the nearest one, rather a finer than a coarser.

    >>> [level_for(zoom) for zoom in (0.3, 1.0, 1.4, 2.0, 5.4, 6.0, 40.0)]
    [1, 1, 2, 2, 4, 8, 32]
    """
    doublings = math.floor(math.log2(max(px_per_tile, 1e-6)) + SHARPER)
    return 1 << min(max(doublings, 0), len(LEVELS) - 1)


def grid_of(origin_px: tuple[int, int], px_per_tile: float, size: tuple[int, int], margin_px: int = 0) -> Grid:
    """The grid of a view; `margin_px` more of it on every side."""
    level = level_for(px_per_tile)
    scale = px_per_tile / level
    scale = 1.0 if abs(scale - 1.0) < EXACT else scale
    side = CHUNK_PX * scale
    spans = []
    for origin, length in zip(origin_px, size, strict=True):
        first = math.floor((-origin - margin_px - 1) / side)
        spans.append(range(first, math.floor((length - origin + margin_px + 1) / side) + 1))
    return Grid(level, scale, spans[0], spans[1])


class GroundLayer:
    """Draws cells under a camera."""

    def __init__(self) -> None:
        self._scaled: Lru[tuple[int, int, int], pygame.Surface] = Lru(
            SCALED_PIXELS, lambda made: made.get_width() * made.get_height()
        )
        self._sheet: pygame.Surface | None = None

    def draw(self, surface: pygame.Surface, cells: Cells, camera: Camera) -> None:
        """Fill a surface of the camera's size with ground."""
        grid = grid_of(camera.origin_px, camera.px_per_tile, camera.size)
        if grid.scale == 1.0 or not camera.zooming:
            self._draw_pieces(surface, cells, camera.origin_px, grid)
        else:
            self._draw_sheet(surface, cells, camera.origin_px, grid)

    def _draw_pieces(self, surface: pygame.Surface, cells: Cells, origin: tuple[int, int], grid: Grid) -> None:
        pieces = []
        for place in grid.places():
            cell = cells.get(place)
            cell.shown = True
            x, y = grid.edge(place.column), grid.edge(place.row)
            size = (grid.edge(place.column + 1) - x, grid.edge(place.row + 1) - y)
            pieces.append((self._fitted(cell, size), (origin[0] + x, origin[1] + y)))
        surface.blits(pieces, False)

    def _fitted(self, cell: Cell, size: tuple[int, int]) -> pygame.Surface:
        if size == (CHUNK_PX, CHUNK_PX):
            return cell.surface
        return self._scaled.get((cell.stamp, *size), lambda: pygame.transform.smoothscale(cell.surface, size))

    def _draw_sheet(self, surface: pygame.Surface, cells: Cells, origin: tuple[int, int], grid: Grid) -> None:
        """The sheet holds the pixels of the level that the window shows, rounded outward to whole ones."""
        left, top = (math.floor(-at / grid.scale) for at in origin)
        right, bottom = (
            math.ceil((length - at) / grid.scale) for length, at in zip(surface.get_size(), origin, strict=True)
        )
        sheet = self._sheet_of(right - left, bottom - top)
        pieces = []
        for place in grid.places():
            cell = cells.get(place)
            cell.shown = True
            pieces.append((cell.surface, (place.column * CHUNK_PX - left, place.row * CHUNK_PX - top)))
        sheet.blits(pieces, False)
        size = (round((right - left) * grid.scale), round((bottom - top) * grid.scale))
        scaled = pygame.transform.smoothscale(sheet, size)
        surface.blit(scaled, (round(origin[0] + left * grid.scale), round(origin[1] + top * grid.scale)))

    def _sheet_of(self, width: int, height: int) -> pygame.Surface:
        """Part of one surface that only grows."""
        have = self._sheet.get_size() if self._sheet is not None else (0, 0)
        if self._sheet is None or have[0] < width or have[1] < height:
            self._sheet = pygame.Surface((max(have[0], width), max(have[1], height)))
        return self._sheet.subsurface((0, 0, width, height))
