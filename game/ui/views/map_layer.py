"""Puts the pieces of ground together for one view of the camera.

At rest and while panning every piece is scaled once and kept, so a frame is some thirty plain copies. While the zoom
moves, one picture from the way between the two views is enlarged frame by frame.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pygame

from game.ui.lru import Lru
from game.ui.views.camera import Camera, Pixels
from game.ui.views.map_cells import Cell, Cells
from game.ui.views.map_ground import CHUNK_PX, LEVELS, Place

SCALED_PIXELS = 6_000_000  # 24 MB: more than a large window full
SHARPER = 0.55  # how far down to the next coarser level (in doublings) a finer one is still used
EXACT = 1e-6
ENLARGED_MOST = 1.6


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

    def rect(self, place: Place) -> pygame.Rect:
        """A piece's pixels, from the map's corner."""
        x, y = self.edge(place.column), self.edge(place.row)
        return pygame.Rect(x, y, self.edge(place.column + 1) - x, self.edge(place.row + 1) - y)

    def within(self, part: pygame.Rect) -> "Grid":
        """Those pieces of it that a part of the screen shows; the part counted from the map's corner."""
        side = CHUNK_PX * self.scale
        spans = []
        for known, near, far in ((self.columns, part.left, part.right), (self.rows, part.top, part.bottom)):
            first, last = math.floor((near - 1) / side), math.floor((far + 1) / side)
            spans.append(range(max(known.start, first), min(known.stop, last + 1)))
        return Grid(self.level, self.scale, spans[0], spans[1])

    def places(self) -> Iterator[Place]:
        return (Place(self.level, column, row) for row in self.rows for column in self.columns)

    def __contains__(self, place: Place) -> bool:
        return place.level == self.level and place.column in self.columns and place.row in self.rows


@dataclass(frozen=True, slots=True)
class View:
    """Where the map's corner lies on the screen, and the zoom."""

    origin: Pixels
    px_per_tile: float

    def on_the_way(self, other: "View", px_per_tile: float) -> "View":
        """The view of another zoom on the straight way to another view."""
        if abs(other.px_per_tile - self.px_per_tile) < EXACT:
            return other
        share = (px_per_tile - self.px_per_tile) / (other.px_per_tile - self.px_per_tile)
        x, y = (a + (b - a) * share for a, b in zip(self.origin, other.origin, strict=True))
        return View((x, y), px_per_tile)


def level_for(px_per_tile: float) -> int:
    """The level that looks best at a zoom: the nearest one, rather a finer than a coarser.

    >>> [level_for(zoom) for zoom in (0.3, 1.0, 1.4, 2.0, 5.4, 6.0, 40.0)]
    [1, 1, 2, 2, 4, 8, 32]
    """
    doublings = math.floor(math.log2(max(px_per_tile, 1e-6)) + SHARPER)
    return 1 << min(max(doublings, 0), len(LEVELS) - 1)


def grid_of(view: View, size: tuple[int, int], margin_px: int = 0, level: int = 0) -> Grid:
    """The grid of a view at a level (0: the one that looks best); `margin_px` more of it on every side."""
    level = level or level_for(view.px_per_tile)
    scale = view.px_per_tile / level
    scale = 1.0 if abs(scale - 1.0) < EXACT else scale
    side = CHUNK_PX * scale
    spans = []
    for origin, length in zip(view.origin, size, strict=True):
        first = math.floor((-origin - margin_px - 1) / side)
        spans.append(range(first, math.floor((length - origin + margin_px + 1) / side) + 1))
    return Grid(level, scale, spans[0], spans[1])


def view_of(camera: Camera) -> View:
    """What the camera shows now."""
    return View(camera.origin_px, camera.px_per_tile)


def goal_of(camera: Camera) -> View:
    """What the camera will show when its present move ends."""
    x_m, y_m, px_per_m = camera.goal
    x, y = camera.clear.centerx - x_m * px_per_m, camera.clear.centery - y_m * px_per_m
    return View((math.floor(x + 0.5), math.floor(y + 0.5)), px_per_m * camera.tile_m)


def rect_of(place: Place, camera: Camera) -> pygame.Rect:
    """Where a piece in view stands on the screen."""
    view = view_of(camera)
    return grid_of(view, camera.size).rect(place).move(*camera.origin_px)


class GroundLayer:
    """Draws cells under a camera."""

    def __init__(self) -> None:
        self._scaled: Lru[tuple[int, int, int], pygame.Surface] = Lru(
            SCALED_PIXELS, lambda made: made.get_width() * made.get_height()
        )
        self._sheet: pygame.Surface | None = None
        self._between: tuple[View, View, pygame.Surface] | None = None

    def draw(self, surface: pygame.Surface, cells: Cells, camera: Camera) -> None:
        """Fill a surface of the camera's size with ground."""
        view = view_of(camera)
        if camera.zooming:
            self._draw_zooming(surface, cells, view, goal_of(camera))
            return
        self._between = None
        self._draw_pieces(surface, cells, view)

    def _draw_pieces(self, surface: pygame.Surface, cells: Cells, view: View) -> None:
        (left, top), pieces = view.origin, []
        grid = grid_of(view, surface.get_size()).within(surface.get_clip().move(-left, -top))
        for place in grid.places():
            cell = cells.get(place)
            cell.shown = True
            rect = grid.rect(place)
            pieces.append((self._fitted(cell, rect.size), (left + rect.x, top + rect.y)))
        surface.blits(pieces, False)

    def _fitted(self, cell: Cell, size: tuple[int, int]) -> pygame.Surface:
        if size == (CHUNK_PX, CHUNK_PX):
            return cell.surface
        return self._scaled.get((cell.stamp, *size), lambda: pygame.transform.smoothscale(cell.surface, size))

    # --- while the zoom moves -----------------------------------------------------------------------------------------

    def _draw_zooming(self, surface: pygame.Surface, cells: Cells, view: View, goal: View) -> None:
        """Part of a picture that shows more, enlarged."""
        if self._between is None or self._between[0] != goal or not _shows(self._between[1], view, surface):
            self._between = self._picture_between(surface, cells, view, goal)
        _, source, picture = self._between
        if not _shows(source, view, surface):  # the way is not straight: the middle moves too
            self._between = None
            self._draw_sheet(surface, cells, view)
            return
        factor = view.px_per_tile / source.px_per_tile
        box = _part(source, view, surface.get_size())
        size = (round(box.width * factor), round(box.height * factor))
        corner = [
            round(at - (from_at - part) * factor)
            for at, from_at, part in zip(view.origin, source.origin, box.topleft, strict=True)
        ]
        surface.blit(pygame.transform.smoothscale(picture.subsurface(box), size), corner)

    def _picture_between(
        self, surface: pygame.Surface, cells: Cells, view: View, goal: View
    ) -> tuple[View, View, pygame.Surface]:
        """Going out: the goal, or what is not too far from here toward it. Going in: what is seen now."""
        zoom = min(view.px_per_tile, max(goal.px_per_tile, view.px_per_tile / ENLARGED_MOST))
        source = view if zoom == view.px_per_tile else view.on_the_way(goal, zoom)
        source = View((math.floor(source.origin[0]) + 1, math.floor(source.origin[1]) + 1), zoom)
        wide, high = surface.get_size()
        picture = pygame.Surface((wide + 2, high + 2))
        self._draw_sheet(picture, cells, source)
        return goal, source, picture

    def _draw_sheet(self, surface: pygame.Surface, cells: Cells, view: View) -> None:
        """The pieces unscaled on a sheet (from whole pixel to whole pixel), the sheet scaled as one."""
        grid = _ready_grid(cells, view, surface.get_size())
        left, top = (math.floor(-at / grid.scale) for at in view.origin)
        right, bottom = (
            math.ceil((length - at) / grid.scale) for length, at in zip(surface.get_size(), view.origin, strict=True)
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
        surface.blit(scaled, (round(view.origin[0] + left * grid.scale), round(view.origin[1] + top * grid.scale)))

    def _sheet_of(self, width: int, height: int) -> pygame.Surface:
        """Part of one surface that only grows."""
        have = self._sheet.get_size() if self._sheet is not None else (0, 0)
        if self._sheet is None or have[0] < width or have[1] < height:
            self._sheet = pygame.Surface((max(have[0], width), max(have[1], height)))
        return self._sheet.subsurface((0, 0, width, height))


def _ready_grid(cells: Cells, view: View, size: tuple[int, int]) -> Grid:
    """The best grid; while it has gaps the next coarser one, if that has none: making stand-ins takes time."""
    best = grid_of(view, size)
    if best.level == 1 or all(cells.find(place) for place in best.places()):
        return best
    coarser = grid_of(view, size, level=best.level // 2)
    return coarser if all(cells.find(place) for place in coarser.places()) else best


def _part(source: View, view: View, size: tuple[int, int]) -> pygame.Rect:
    """The pixels of the source's picture that the view shows, rounded outward."""
    factor = source.px_per_tile / view.px_per_tile
    left, top = (math.floor(from_at - at * factor) for at, from_at in zip(view.origin, source.origin, strict=True))
    right, bottom = (
        math.ceil(from_at + (length - at) * factor)
        for at, from_at, length in zip(view.origin, source.origin, size, strict=True)
    )
    return pygame.Rect(left, top, right - left, bottom - top)


def _shows(source: View, view: View, surface: pygame.Surface) -> bool:
    """Does the source's picture hold all of the view, and is it not enlarged too much?"""
    wide, high = surface.get_size()
    holds = pygame.Rect(0, 0, wide + 2, high + 2).contains(_part(source, view, (wide, high)))
    return bool(holds) and view.px_per_tile <= source.px_per_tile * ENLARGED_MOST * 1.01
