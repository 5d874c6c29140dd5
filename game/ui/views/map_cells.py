"""The pieces of painted ground that are kept: one cell per place, and stand-ins until a place is painted.

A cell always has a picture. One that is not painted yet borrows: from a coarser or finer level, or from the overview.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

import pygame

from game.terrain.terrain import Terrain
from game.ui.views.map_fog import Picture
from game.ui.views.map_ground import BEYOND, CHUNK_PX, LEVELS, Overview, Place, on_map
from game.ui.views.map_sun import SunStep

KEPT_BYTES = 64_000_000
CELL_BYTES = CHUNK_PX * CHUNK_PX * 4
HALF = CHUNK_PX // 2


@dataclass(slots=True)
class Fade:
    """From one picture to the next."""

    before: pygame.Surface
    after: pygame.Surface
    per_s: float
    part: float = 0.0


@dataclass(slots=True)
class Cell:
    """The picture of a place. `sun` is None for a stand-in; `stale`: more of it is known than it shows."""

    surface: pygame.Surface
    sun: SunStep | None = None
    truth: Picture | None = None
    stale: bool = False
    stamp: int = 0
    fade: Fade | None = None
    shown: bool = False

    @property
    def bytes(self) -> int:
        return CELL_BYTES + (self.truth.nbytes if self.truth is not None else 0)


class Cells:
    """All cells that are kept, those not used for longest forgotten first."""

    def __init__(self, terrain: Terrain, overview: Overview) -> None:
        self._terrain = terrain
        self._held: OrderedDict[Place, Cell] = OrderedDict()
        self._stamp = 0
        self.set_overview(overview)

    def __iter__(self) -> Iterator[tuple[Place, Cell]]:
        return iter(self._held.items())

    def find(self, place: Place) -> Cell | None:
        return self._held.get(place)

    def get(self, place: Place) -> Cell:
        """The cell of a place, a stand-in if there is none yet."""
        cell = self._held.get(place)
        if cell is None:
            cell = self._held[place] = Cell(self._borrowed(place), stamp=self.next_stamp())
        else:
            self._held.move_to_end(place)
        return cell

    def next_stamp(self) -> int:
        """A number for every picture: what is scaled from it is kept under it."""
        self._stamp += 1
        return self._stamp

    def trim(self, keep: int) -> None:
        """Forget the oldest beyond the budget, but never the `keep` used last."""
        total = sum(cell.bytes for cell in self._held.values())
        while total > KEPT_BYTES and len(self._held) > keep:
            total -= self._held.popitem(last=False)[1].bytes

    @property
    def held_bytes(self) -> int:
        return sum(cell.bytes for cell in self._held.values())

    # --- pictures -----------------------------------------------------------------------------------------------------

    def set_overview(self, overview: Overview) -> None:
        """A new picture of the whole: what was borrowed from the old one is borrowed again."""
        self._overview = (overview, as_surface(overview.picture))
        for place in [place for place, cell in self._held.items() if cell.sun is None]:
            cell = self._held[place]
            cell.surface, cell.stamp = self._borrowed(place), self.next_stamp()

    def finished(self, place: Place, picture: Picture) -> pygame.Surface:
        """The whole piece from the painted part of it."""
        painted = as_surface(picture)
        if painted.get_size() == (CHUNK_PX, CHUNK_PX):
            return painted
        whole = self._from_overview(place)
        west, north, _, _ = place.tile_box()
        left, top, _, _ = on_map(place, self._terrain)
        whole.blit(painted, ((left - west) * place.level, (top - north) * place.level))
        return whole

    def _borrowed(self, place: Place) -> pygame.Surface:
        whole = self._from_coarser(place) or self._from_overview(place)
        self._paste_finer(place, whole)
        return whole

    def _from_coarser(self, place: Place) -> pygame.Surface | None:
        step = 2
        while place.level % step == 0:
            above = self._held.get(Place(place.level // step, place.column // step, place.row // step))
            side = CHUNK_PX // step
            if above is not None and above.sun is not None and side >= 8:
                corner = (place.column % step * side, place.row % step * side)
                part = above.surface.subsurface((*corner, side, side))
                return pygame.transform.smoothscale(part, (CHUNK_PX, CHUNK_PX))
            step *= 2
        return None

    def _paste_finer(self, place: Place, whole: pygame.Surface) -> None:
        if place.level * 2 not in LEVELS:
            return
        for east in (0, 1):
            for south in (0, 1):
                below = self._held.get(Place(place.level * 2, place.column * 2 + east, place.row * 2 + south))
                if below is not None and below.sun is not None:
                    half = pygame.transform.smoothscale(below.surface, (HALF, HALF))
                    whole.blit(half, (east * HALF, south * HALF))

    def _from_overview(self, place: Place) -> pygame.Surface:
        """Cut out with a pixel to spare all round, so that neighbours fit."""
        whole = pygame.Surface((CHUNK_PX, CHUNK_PX))
        whole.fill(BEYOND)
        overview, surface = self._overview
        west, north, _, _ = place.tile_box()
        scale = overview.px_per_tile
        x, y = (int((tile + overview.around_tiles) * scale) - 1 for tile in (west, north))
        side = max(1, int(place.tiles * scale))
        wanted = pygame.Rect(x, y, side + 2, side + 2)
        seen = wanted.clip(surface.get_rect())
        if seen.width and seen.height:
            factor = CHUNK_PX / side
            size = (max(1, round(seen.width * factor)), max(1, round(seen.height * factor)))
            part = pygame.transform.smoothscale(surface.subsurface(seen), size)
            whole.blit(part, (round((seen.x - x - 1) * factor), round((seen.y - y - 1) * factor)))
        return whole


def as_surface(picture: Picture) -> pygame.Surface:
    """In the format of the window."""
    height, width = picture.shape[:2]
    return pygame.image.frombuffer(picture.tobytes(), (width, height), "RGB").convert()
