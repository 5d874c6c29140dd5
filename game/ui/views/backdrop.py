"""What lies behind the menus: the vista, kept as a file between games, with dust drifting along the horizon.

Until the picture is there (the very first frames, or the seconds of its first computing) a sky of the same colours
stands in, and the picture fades in over it.
"""

from pathlib import Path

import pygame

from game.ui.jobs import Job, Jobs
from game.ui.lru import Lru
from game.ui.pictures import cover, keep
from game.ui.theme import DIM
from game.ui.views.sky import sky

PICTURE_SIZE = (1600, 900)
FADE_S = 0.8
DUST_TILE = (1024, 150)
DUST_PX_PER_S = 11.0
DUST_AT = 0.40  # of the window's height


class Backdrop:
    """One for all menus, so that going from one to the next does not disturb the view."""

    def __init__(self) -> None:
        self._picture: pygame.Surface | None = None
        self._job: Job[pygame.Surface] | None = None
        self._since_s = 0.0
        self._made: Lru[tuple[str, tuple[int, int], bool], pygame.Surface] = Lru(4)
        self._dust: pygame.Surface | None = None

    def load(self, jobs: Jobs, cache: Path | None, now_s: float) -> None:
        """Ask for the picture once; look each frame whether it has come."""
        if self._picture is not None:
            return
        if self._job is None:
            self._job = jobs.start(lambda: load_or_paint(cache))
        elif self._job.done and self._job.error is None:
            self._picture, self._since_s = self._job.result, now_s
            self._dust = make_dust()

    def draw(self, surface: pygame.Surface, now_s: float, still: bool, dimmed: bool = False) -> None:
        size = surface.get_size()
        if self._picture is None:
            surface.blit(self._fitted("sky", size, dimmed), (0, 0))
            return
        share = (now_s - self._since_s) / FADE_S
        picture = self._fitted("picture", size, dimmed)
        if share < 1 and not still:
            surface.blit(self._fitted("sky", size, dimmed), (0, 0))
            picture.set_alpha(int(255 * max(0.0, share)))
        else:
            picture.set_alpha(None)
        surface.blit(picture, (0, 0))
        if self._dust is not None and not dimmed:
            self._draw_dust(surface, self._dust, 0.0 if still else now_s)

    def _draw_dust(self, surface: pygame.Surface, dust: pygame.Surface, now_s: float) -> None:
        wide = dust.get_width()
        y = int(surface.get_height() * DUST_AT)
        for x in range(-int(now_s * DUST_PX_PER_S) % wide - wide, surface.get_width(), wide):
            surface.blit(dust, (x, y))

    def _fitted(self, what: str, size: tuple[int, int], dimmed: bool) -> pygame.Surface:
        return self._made.get((what, size, dimmed), lambda: self._make(what, size, dimmed))

    def _make(self, what: str, size: tuple[int, int], dimmed: bool) -> pygame.Surface:
        made = cover(self._picture, size) if what == "picture" and self._picture is not None else sky(size)
        if dimmed:
            _dim(made)
        return made


def load_or_paint(cache: Path | None) -> pygame.Surface:
    """The kept picture, or a new one (which is kept for the next time when that is possible)."""
    from game.ui.views.vista import VERSION, paint_vista

    file = cache / f"vista_{VERSION}_{PICTURE_SIZE[0]}x{PICTURE_SIZE[1]}.png" if cache else None
    if file is not None and file.is_file():
        try:
            return pygame.image.load(str(file)).convert()
        except (pygame.error, OSError):
            pass  # a damaged cache is simply made again
    pixels = paint_vista(*PICTURE_SIZE)
    picture = pygame.image.frombuffer(pixels.tobytes(), PICTURE_SIZE, "RGB").convert()
    if file is not None:
        keep(picture, file)
    return picture


def make_dust() -> pygame.Surface:
    """A thin veil of dust that repeats sideways."""
    import numpy as np

    from game.ui.views.vista_ground import noise

    width, height = DUST_TILE
    turn = np.linspace(0, 2 * np.pi, width, endpoint=False, dtype=np.float32)
    x = (np.cos(turn) * width / (2 * np.pi))[None, :] + np.zeros((height, 1), np.float32)
    y = (np.sin(turn) * width / (2 * np.pi))[None, :] + np.arange(height, dtype=np.float32)[:, None] * 3
    veil = 0.5 + 0.6 * noise(x, y, 170.0, 60) + 0.4 * noise(x, y, 70.0, 61)
    fade = np.sin(np.linspace(0, np.pi, height, dtype=np.float32))[:, None] ** 2
    alpha = np.clip(veil, 0, 1) * fade * 46
    dust = pygame.Surface(DUST_TILE, pygame.SRCALPHA)
    dust.fill((206, 172, 138, 0))
    pixels = pygame.surfarray.pixels_alpha(dust)
    pixels[:] = alpha.T.astype(np.uint8)
    del pixels
    return dust


def _dim(surface: pygame.Surface) -> None:
    veil = pygame.Surface(surface.get_size())
    veil.fill(DIM[:3])
    veil.set_alpha(DIM[3])
    surface.blit(veil, (0, 0))
