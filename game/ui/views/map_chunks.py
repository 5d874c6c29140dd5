"""Keeps the map's ground painted: what is in view first, what became known at once, a new sun when there is time.

Painting runs in the jobs' thread, two pieces ahead at most, so that a change of mind costs little. In scripted play
jobs run when they are looked at, so all that is due is painted before the frame is drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame

from game.sim.state.survey import SurveyState
from game.terrain.terrain import Terrain
from game.ui.jobs import Job, Jobs
from game.ui.views.map_cells import Cell, Cells, Fade
from game.ui.views.map_fog import REACH_TILES, Known
from game.ui.views.map_ground import GroundPainter, Overview, Painted, Place, glance, on_map
from game.ui.views.map_layer import Grid
from game.ui.views.map_sun import SunStep

AT_ONCE = 2
FIRST_PER_S, KNOWN_PER_S, SUN_PER_S = 5.0, 2.6, 1.2  # how fast a new picture fades in
FADE_STEPS = 8
"""Pictures of a fade: each has to be scaled."""
KNOWN_EVERY_S = 0.12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What should be painted: a rectangle of places of one level, the nearest to the middle first, under one sun."""

    level: int
    columns: range
    rows: range
    sun: SunStep

    def places(self) -> tuple[Place, ...]:
        return _from_the_middle(self.level, self.columns, self.rows)


@lru_cache(maxsize=4)
def _from_the_middle(level: int, columns: range, rows: range) -> tuple[Place, ...]:
    x, y = (columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2
    found = [Place(level, column, row) for row in rows for column in columns]
    return tuple(sorted(found, key=lambda place: (place.column - x) ** 2 + (place.row - y) ** 2))


@dataclass(slots=True)
class _Piece:
    """A piece being painted. `stale`: more became known since it was begun."""

    place: Place
    sun: SunStep
    job: Job[Painted]
    stale: bool = False


class Chunks:
    """The cells, and the painting that brings them up to date."""

    def __init__(self, jobs: Jobs, terrain: Terrain, survey: SurveyState, sun: SunStep) -> None:
        self._jobs, self._terrain = jobs, terrain
        self._painter = GroundPainter(terrain)
        self.cells = Cells(terrain, glance(terrain, sun))
        self._pieces: list[_Piece] = []
        self._overview: tuple[SunStep, Job[Overview]] | None = None
        self._overview_sun: SunStep | None = None
        self._known: Known = survey.known.copy()
        self._known_version = survey.version
        self._known_wait_s = 0.0
        self._at_rest: Wanted | None = None
        self._fading: set[Place] = set()
        self.view: Grid | None = None
        """What is on the screen now: changes elsewhere need no fading in."""
        self.overviews = 0
        """Counts the pictures of the whole: a new one may show anywhere."""
        self._changed: set[Place] = set()

    # --- what is known ------------------------------------------------------------------------------------------------

    def look(self, survey: SurveyState, dt_s: float) -> None:
        """Take in what has become known since."""
        self._known_wait_s -= dt_s
        if survey.version == self._known_version or self._known_wait_s > 0.0:
            return
        self._known_wait_s = KNOWN_EVERY_S
        self._known_version = survey.version
        box = changed_box(self._known, survey.known)
        if box is None:
            return
        self._known = survey.known.copy()
        self._at_rest = None
        for place, cell in self.cells:
            cell.stale = cell.stale or (cell.sun is not None and _touches(place, box))
        for piece in self._pieces:
            piece.stale = piece.stale or _touches(piece.place, box)

    # --- painting -----------------------------------------------------------------------------------------------------

    def work(self, wanted: Wanted, still: bool) -> None:
        """Take in what is finished and begin what is due."""
        if wanted == self._at_rest:
            return
        busy = True
        while busy:
            took = self._take_in(wanted, still)
            busy = self._begin(wanted) or took
        self.cells.trim(keep=2 * len(wanted.columns) * len(wanted.rows))
        if not self._pieces and self._overview is None:
            self._at_rest = wanted

    def settled(self, wanted: Wanted) -> bool:
        """Is all that is wanted painted and faded in?"""
        return not self.busy(wanted) and not self._fading

    def busy(self, wanted: Wanted) -> bool:
        """Is anything of what is wanted still to be painted?"""
        if self._pieces or self._overview is not None or self._overview_sun != wanted.sun:
            return True
        cells = [self.cells.find(place) for place in wanted.places() if self._is_on_map(place)]
        return any(cell is None or cell.sun != wanted.sun or cell.stale for cell in cells)

    def drop(self) -> None:
        """The mission is left: what has not begun is not painted."""
        for piece in self._pieces:
            piece.job.drop()

    def _begin(self, wanted: Wanted) -> bool:
        begun = self._begin_overview(wanted, self._overview_sun is None)
        for due in (self._missing, self._stale, self._old_light):
            begun = self._begin_pieces(wanted, due) or begun
        return self._begin_overview(wanted, True) or begun

    def _begin_pieces(self, wanted: Wanted, due: Callable[[Cell | None, Wanted], bool]) -> bool:
        if self._overview_sun is None or len(self._pieces) >= AT_ONCE:
            return False
        busy = {piece.place for piece in self._pieces}
        for place in wanted.places():
            if place in busy or not self._is_on_map(place) or not due(self.cells.find(place), wanted):
                continue
            self._begin_piece(place, wanted.sun)
            if len(self._pieces) >= AT_ONCE:
                break
        return len(self._pieces) > len(busy)

    @staticmethod
    def _missing(cell: Cell | None, _wanted: Wanted) -> bool:
        return cell is None or cell.sun is None

    @staticmethod
    def _stale(cell: Cell | None, _wanted: Wanted) -> bool:
        return cell is not None and cell.stale

    @staticmethod
    def _old_light(cell: Cell | None, wanted: Wanted) -> bool:
        return cell is not None and cell.sun != wanted.sun

    def _is_on_map(self, place: Place) -> bool:
        _, _, width, height = on_map(place, self._terrain)
        return width > 0 and height > 0

    def _begin_piece(self, place: Place, sun: SunStep) -> None:
        cell = self.cells.find(place)
        truth = cell.truth if cell is not None and cell.sun == sun else None
        painter, known = self._painter, self._known
        job = self._jobs.start(lambda: painter.piece(place, sun, known, truth))
        self._pieces.append(_Piece(place, sun, job))

    def _begin_overview(self, wanted: Wanted, due: bool) -> bool:
        if not due or self._overview is not None or self._overview_sun == wanted.sun:
            return False
        painter, sun = self._painter, wanted.sun
        self._overview = (sun, self._jobs.start(lambda: painter.overview(sun)))
        return True

    # --- taking in ----------------------------------------------------------------------------------------------------

    def _take_in(self, wanted: Wanted, still: bool) -> bool:
        took = False
        if self._overview is not None and self._overview[1].done:
            sun, job = self._overview
            self._overview, self._overview_sun = None, sun
            if job.error is not None:
                raise job.error
            self.cells.set_overview(job.result)
            self.overviews += 1
            took = True
        for piece in [piece for piece in self._pieces if piece.job.done]:
            self._pieces.remove(piece)
            if piece.job.error is not None:
                raise piece.job.error
            self._keep(piece, still)
            took = True
        return took

    def _keep(self, piece: _Piece, still: bool) -> None:
        painted = piece.job.result
        cell = self.cells.get(piece.place)
        if cell.sun is None:
            pace = FIRST_PER_S
        else:
            pace = KNOWN_PER_S if cell.sun == piece.sun else SUN_PER_S
        self._changed.add(piece.place)
        before = cell.surface
        cell.surface = self.cells.finished(piece.place, painted.picture)
        cell.sun, cell.truth, cell.stale = piece.sun, painted.truth, piece.stale
        cell.stamp = self.cells.next_stamp()
        cell.fade = None
        if cell.shown and not still and self.view is not None and piece.place in self.view:
            cell.fade = Fade(before, cell.surface, pace)
            cell.surface = before.copy()
            self._fading.add(piece.place)

    def fade(self, dt_s: float) -> None:
        """One frame of every change in view; out of view they are over at once."""
        for place in list(self._fading):
            cell = self.cells.find(place)
            in_view = self.view is not None and place in self.view
            if cell is not None:
                self._fade(place, cell, dt_s if in_view else 1e9)
            if cell is None or cell.fade is None:
                self._fading.discard(place)

    def changed(self) -> set[Place]:
        """Places whose picture has changed since this was last asked."""
        changed, self._changed = self._changed, set()
        return changed

    def _fade(self, place: Place, cell: Cell, dt_s: float) -> None:
        fade = cell.fade
        if fade is None:
            return
        before = int(fade.part * FADE_STEPS)
        fade.part += dt_s * fade.per_s
        if int(fade.part * FADE_STEPS) == before:
            return
        if fade.part >= 1.0:
            cell.surface, cell.fade = fade.after, None
        else:
            cell.surface.blit(fade.before, (0, 0))
            fade.after.set_alpha(round(255 * fade.part))
            cell.surface.blit(fade.after, (0, 0))
            fade.after.set_alpha(None)
        cell.stamp = self.cells.next_stamp()
        self._changed.add(place)


def changed_box(before: Known, now: Known) -> pygame.Rect | None:
    """The tiles that differ lie in this rectangle."""
    differs = before != now
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not rows.size:
        return None
    left, top = int(columns[0]), int(rows[0])
    return pygame.Rect(left, top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def _touches(place: Place, box: pygame.Rect) -> bool:
    west, north, _, _ = place.tile_box()
    reach = box.inflate(2 * REACH_TILES, 2 * REACH_TILES)
    return bool(reach.colliderect((west, north, place.tiles, place.tiles)))
