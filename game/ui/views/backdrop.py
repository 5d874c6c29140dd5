"""What lies behind the menus: views taken by the game's own camera, kept as files between games, with dust drifting
along the horizon.

Until a picture is there (the very first frames, or the seconds of its first taking) a sky of the same colours
stands in, and the picture fades in over it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.ui.jobs import Job, Jobs
from game.ui.lru import Lru
from game.ui.pictures import cover, keep
from game.ui.theme import DIM
from game.ui.views.sky import sky

if TYPE_CHECKING:
    from game.content.level import Level
    from game.imaging.render import Picture

VERSION = 4  # part of the kept files' names: raise it when the pictures change
TITLE = "title"
PICTURE_SIZE = (1600, 900)
FADE_S = 0.8
DUST_TILE = (1024, 150)
DUST_PX_PER_S = 11.0
DUST_AT = 0.40  # of the window's height

Paint = Callable[[tuple[int, int]], "Picture"]


@dataclass(slots=True)
class _View:
    job: Job[pygame.Surface]
    picture: pygame.Surface | None = None
    since_s: float = 0.0


class Backdrop:
    """One for all menus, so that going from one to the next does not disturb the view."""

    def __init__(self) -> None:
        self._views: dict[str, _View] = {}
        self._made: Lru[tuple[str, tuple[int, int], bool], pygame.Surface] = Lru(4)
        self._dust: pygame.Surface | None = None

    def load(self, jobs: Jobs, cache: Path | None, now_s: float, name: str = TITLE, paint: Paint | None = None) -> None:
        """Ask for a picture once; look each frame whether it has come."""
        view = self._views.get(name)
        if view is None:
            self._views[name] = _View(jobs.start(lambda: load_or_paint(cache, name, paint or title_picture)))
        elif view.picture is None and view.job.done and view.job.error is None:
            view.picture, view.since_s = view.job.result, now_s
            self._dust = self._dust or make_dust()

    def draw(self, surface: pygame.Surface, now_s: float, still: bool, dimmed: bool = False, name: str = TITLE) -> None:
        """The named view; the title's until it is there, and the bare sky until that is."""
        size = surface.get_size()
        shown, below = self._ready(name), "sky"
        if shown is not None and name != TITLE and self._ready(TITLE) is not None:
            below = TITLE
        if shown is None:
            name, shown = TITLE, self._ready(TITLE)
        if shown is None:
            surface.blit(self._fitted("sky", size, dimmed), (0, 0))
            return
        share = (now_s - shown.since_s) / FADE_S
        picture = self._fitted(name, size, dimmed)
        if share < 1 and not still:
            under = self._fitted(below, size, dimmed)
            under.set_alpha(None)
            surface.blit(under, (0, 0))
            picture.set_alpha(int(255 * max(0.0, share)))
        else:
            picture.set_alpha(None)
        surface.blit(picture, (0, 0))
        if self._dust is not None and not dimmed:
            self._draw_dust(surface, self._dust, 0.0 if still else now_s)

    def _ready(self, name: str) -> _View | None:
        view = self._views.get(name)
        return view if view is not None and view.picture is not None else None

    def _draw_dust(self, surface: pygame.Surface, dust: pygame.Surface, now_s: float) -> None:
        wide = dust.get_width()
        y = int(surface.get_height() * DUST_AT)
        for x in range(-int(now_s * DUST_PX_PER_S) % wide - wide, surface.get_width(), wide):
            surface.blit(dust, (x, y))

    def _fitted(self, what: str, size: tuple[int, int], dimmed: bool) -> pygame.Surface:
        return self._made.get((what, size, dimmed), lambda: self._make(what, size, dimmed))

    def _make(self, what: str, size: tuple[int, int], dimmed: bool) -> pygame.Surface:
        view = self._ready(what)
        made = cover(view.picture, size) if view is not None and view.picture is not None else sky(size)
        if dimmed:
            _dim(made)
        return made


def load_or_paint(cache: Path | None, name: str, paint: Paint) -> pygame.Surface:
    """The kept picture, or a new one (which is kept for the next time when that is possible)."""
    file = cache / f"vista_{VERSION}_{name}_{PICTURE_SIZE[0]}x{PICTURE_SIZE[1]}.png" if cache else None
    if file is not None and file.is_file():
        try:
            return pygame.image.load(str(file)).convert()
        except (pygame.error, OSError):
            pass  # a damaged cache is simply made again
    picture = pygame.image.frombuffer(paint(PICTURE_SIZE).tobytes(), PICTURE_SIZE, "RGB").convert()
    if file is not None:
        keep(picture, file)
    return picture


def title_picture(size: tuple[int, int]) -> "Picture":
    from game.imaging.postcard import title_picture as taken

    return taken(size)


def level_picture(level: "Level", seed: int) -> Paint:
    """The view from a level's start at the end of an afternoon."""

    def taken(size: tuple[int, int]) -> "Picture":
        from game.imaging.postcard import vista
        from game.imaging.staging import horizon_of
        from game.terrain.generate import generate

        terrain = generate(level.terrain_spec(), seed)
        tau = min(level.weather.tau or 0.45, 1.5)
        return vista(terrain, level.metres(level.start.at), tau=tau, size=size, horizon=horizon_of(level))

    return taken


def make_dust() -> pygame.Surface:
    """A thin veil of dust that repeats sideways."""
    import numpy as np

    width, height = DUST_TILE
    x, y = np.arange(width, dtype=np.float32)[None, :] / width, np.arange(height, dtype=np.float32)[:, None] / height
    veil = np.full((height, width), 0.5, dtype=np.float32)
    for n in range(1, 13):  # waves that close over the tile's width
        veil += np.sin(2 * np.pi * (n * x + 0.43 * n * y) + 1.7 * n * n).astype(np.float32) * np.float32(0.42 / n**0.8)
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
