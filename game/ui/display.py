"""The surface everything is drawn on: a resizable window or the whole screen."""

import os

import pygame

DEFAULT_SIZE = (1280, 720)
CAPTION = "Jezero"


class Display:
    """pygame's window. SCALED is not used: it fails without a screen, and we scale our own type instead."""

    def __init__(self, size: tuple[int, int], fullscreen: bool) -> None:
        os.environ.setdefault("SDL_VIDEO_CENTERED", "1")
        self._windowed_size = size
        self.fullscreen = False
        pygame.display.set_caption(CAPTION)
        self.surface = self._open(fullscreen)
        self._set_icon()

    @property
    def size(self) -> tuple[int, int]:
        return self.surface.get_size()

    def _open(self, fullscreen: bool) -> pygame.Surface:
        if fullscreen:
            try:
                self.surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
                self.fullscreen = True
                return self.surface
            except pygame.error:  # some screens refuse: a window will do
                pass
        self.fullscreen = False
        return pygame.display.set_mode(self._windowed_size, pygame.RESIZABLE)

    def set_fullscreen(self, wanted: bool) -> None:
        if wanted == self.fullscreen:
            return
        if wanted:
            self._windowed_size = self.size
        self.surface = self._open(wanted)

    def resized(self, size: tuple[int, int]) -> None:
        """After the window's size changed (or, without a screen, was said to change)."""
        surface = pygame.display.get_surface()
        if surface is None or surface.get_size() != size:
            surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        self.surface = surface

    def _set_icon(self) -> None:
        """An orange disc over dark ground: Mars at a distance, without a file to load."""
        icon = pygame.Surface((64, 64), pygame.SRCALPHA)
        pygame.draw.circle(icon, (0x0E, 0x11, 0x16), (32, 32), 32)
        pygame.draw.circle(icon, (0xC8, 0x6A, 0x3A), (32, 32), 22)
        pygame.draw.circle(icon, (0xF2, 0x99, 0x4A), (27, 27), 15)
        pygame.display.set_icon(icon)
