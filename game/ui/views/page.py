"""What a picture for a file needs of the window's services, without a window."""

import numpy as np
import numpy.typing as npt
import pygame

from game import paths
from game.mission.settings import Settings
from game.ui.audio import Sound
from game.ui.input import Input
from game.ui.jobs import Jobs
from game.ui.kit import Kit, Services
from game.ui.text import FontBook, Text
from game.ui.theme import Theme


def page_kit(size: tuple[int, int], scale: float = 1.0) -> Kit:
    """Fonts, colours and signs for a picture of this size."""
    pygame.font.init()
    settings = Settings()
    text = Text(FontBook(paths.assets_dir() / "fonts"))
    return Kit(Services(text, settings, Sound(settings), Input(), Jobs(on_the_spot=True), size=size), Theme(scale))


def page_pixels(surface: pygame.Surface) -> npt.NDArray[np.uint8]:
    """A surface as pixels [y, x, rgb]."""
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).transpose(1, 0, 2))
