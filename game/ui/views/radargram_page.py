"""A whole radargram as a picture of its own, for a file: title, axes, what was really found."""

import numpy as np
import numpy.typing as npt
import pygame

from game.sim.traverse import Line
from game.terrain.subsurface import Subsurface
from game.ui.theme import BODY, LEAD_STRONG, QUIET, TEXT
from game.ui.views.page import page_kit, page_pixels
from game.ui.views.radar_traces import TraceBook
from game.ui.views.radargram import View, draw_axes, laid_out

PAPER = (0x12, 0x16, 0x1C)
TITLE_PX, FOOT_PX = 34, 26


def radargram_page(
    ground: Subsurface,
    line: Line,
    view: View,
    gain_db_ns: float,
    size: tuple[int, int],
    words: tuple[str, str],
) -> npt.NDArray[np.uint8]:
    """The pixels [y, x, rgb]; `words` stand above and below."""
    kit = page_kit(size)
    surface = pygame.Surface(size, depth=32)
    surface.fill(PAPER)
    width, height = size
    plot = laid_out(kit, pygame.Rect(12, TITLE_PX, width - 24, height - TITLE_PX - FOOT_PX), view)
    book = TraceBook.of(ground, [line])
    picture = book.picture(view.left_m, view.span_m, view.window_ns, gain_db_ns, plot.inside.size)
    surface.blit(picture, plot.inside)
    draw_axes(kit, surface, plot)
    kit.write_in(surface, words[0], LEAD_STRONG, TEXT, pygame.Rect(16, 8, width - 32, TITLE_PX - 6))
    kit.write_in(surface, words[1], BODY, QUIET, pygame.Rect(16, height - FOOT_PX - 2, width - 32, FOOT_PX - 4))
    return page_pixels(surface)
