"""The window: opens the game, with a person in front of it or without one for tests and pictures.

The first picture, the empty sky, is shown before anything else is even imported; `start` loads the rest.
"""

import sys
from dataclasses import dataclass

import pygame

from game import paths
from game.ui.display import DEFAULT_SIZE, Display
from game.ui.views.sky import sky

BAD_REQUEST = 2
GLANCE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """What `play` was asked for. Any of input, frames or screenshots makes it scripted play."""

    level: str | None = None  # the path of a level file: go straight to it
    edit: bool = False  # open the level (or a new one) in the editor
    seed: int | None = None
    size: tuple[int, int] | None = None
    input_file: str | None = None
    frames: int | None = None
    screenshot: str | None = None
    screenshot_at: tuple[int, ...] = ()

    @property
    def scripted(self) -> bool:
        return bool(self.input_file or self.frames or self.screenshot)


def play(options: PlayOptions) -> int:
    """Open the game and run it to its end. 0, or 2 with a sentence on stderr when a named file is no good."""
    try:
        try:
            pygame.display.init()
            display = Display(options.size or DEFAULT_SIZE, not options.scripted and _wants_fullscreen())
        except pygame.error as fault:
            print(f"jezero: no window can be opened here: {fault}. `jezero run` plays without one.", file=sys.stderr)
            return BAD_REQUEST
        display.surface.blit(sky(display.size), (0, 0))
        pygame.display.flip()
        from game.ui.start import run

        return run(options, display)
    finally:
        pygame.quit()


def _wants_fullscreen() -> bool:
    """A glance into the settings before the window opens; they are read in earnest, and judged, after it."""
    try:
        with open(paths.settings_file(), "rb") as file:
            return b'"fullscreen": true' in file.read(GLANCE_BYTES)
    except OSError:
        return False
