"""The radargram as pixels: traces are made in pieces of the way and kept, so that moving along it is quick."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pygame

from game.imaging.radargram import SAMPLE_NS, Traces, grey, scaled, traces
from game.sim.physics import radar as r
from game.sim.traverse import Line, length_m, places
from game.terrain.subsurface import Subsurface
from game.ui.lru import Lru

PIECE = 200
"""Soundings in a piece: 20 m."""
KEPT_PIECES = 40
BEYOND = 12
"""Soundings to each side that a piece is made with and then loses: its grain goes on into the next."""


@dataclass(slots=True)
class TraceBook:
    """The traces along a way, made when they are looked at."""

    ground: Subsurface
    lines_m: list[Line]
    sounded_m: float
    _pieces: Lru[int, npt.NDArray[np.float32]] = field(default_factory=lambda: Lru(KEPT_PIECES))

    @staticmethod
    def of(ground: Subsurface, lines_m: list[Line]) -> "TraceBook":
        """Of lines that may still grow."""
        return TraceBook(ground, [list(line) for line in lines_m], length_m(lines_m))

    def _kept(self, number: int) -> npt.NDArray[np.float32]:
        return self._pieces.get(number, lambda: self._piece(number))

    def _piece(self, number: int) -> npt.NDArray[np.float32]:
        first = number * PIECE
        along = (np.arange(first - BEYOND, first + PIECE + BEYOND, dtype=np.float64)) * r.SPACING_M
        x_m, y_m = places(self.lines_m, np.clip(along, 0.0, self.sounded_m))
        made = traces(self.ground, x_m, y_m)
        return made.amplitude[:, BEYOND:-BEYOND].astype(np.float32)

    def amplitude(self, left_m: float, span_m: float) -> npt.NDArray[np.float32]:
        """[row, sounding] of a part of the way, no further than was sounded."""
        last = int(self.sounded_m / r.SPACING_M)
        low = min(last, max(0, int(left_m / r.SPACING_M)))
        high = min(last + 1, int((left_m + span_m) / r.SPACING_M) + 1)
        numbers = range(low // PIECE, (max(low, high - 1)) // PIECE + 1)
        whole = np.concatenate([self._kept(number) for number in numbers], axis=1)
        begin = low - numbers[0] * PIECE
        return whole[:, begin : begin + max(1, high - low)]

    def picture(
        self, left_m: float, span_m: float, window_ns: float, gain_db_ns: float, size: tuple[int, int]
    ) -> pygame.Surface:
        """A part of the way from the ground down to `window_ns`, in grey, of a size in pixels."""
        rows = max(2, int(window_ns / SAMPLE_NS))
        part = self.amplitude(left_m, span_m)[:rows]
        shown = scaled(grey(Traces(part.astype(np.float64), SAMPLE_NS), gain_db_ns), *size)
        surface = pygame.Surface(size, depth=32)
        pixels = shown.T.astype(np.uint32)
        pygame.surfarray.blit_array(surface, (pixels << 16) | (pixels << 8) | pixels)
        return surface
