"""Frames: events in, the top screen updated, everything drawn, sixty times a second.

With a person the clock is real. Scripted play advances exactly 1/60 s a frame, so the same input gives the same
pictures on every machine and at any speed.
"""

from dataclasses import replace
from pathlib import Path

import pygame

from game import paths
from game.mission import settings as settings_file
from game.mission.settings import Settings
from game.ui.display import Display
from game.ui.feed import Script
from game.ui.input import Closed, Event, Intent, KeyDown, Resized
from game.ui.kit import Services
from game.ui.scene import SceneStack
from game.ui.theme import SCALE_MAX, SCALE_MIN
from game.ui.widgets.toast import draw_toasts

FRAMES_PER_S = 60
FRAME_S = 1 / FRAMES_PER_S
LONGEST_FRAME_S = 0.1  # a frame that took longer (the laptop slept) counts as this
KEY_REPEAT_MS = (400, 40)
SCALE_STEP = 0.1
SOUND_AT_FRAME = 2  # the mixer is slow to open: after the first pictures


class Loop:
    """Runs a stack of screens in a display until they are gone or the script ends."""

    def __init__(self, display: Display, services: Services, stack: SceneStack) -> None:
        self.display = display
        self.services = services
        self.stack = stack
        self.script: Script | None = None
        self.frame = 0
        self._covered = True  # something lies over the screen that was drawn last
        self._applied = services.settings
        self._clock = pygame.time.Clock()

    def run(self) -> None:
        pygame.key.set_repeat(*KEY_REPEAT_MS)
        try:
            while self.stack.top is not None and not self._ended():
                self.step(self._wait())
        finally:
            self.stack.close()
            self.services.jobs.close()
            self.services.sound.close()

    def _ended(self) -> bool:
        return self.script is not None and self.frame >= self.script.frames

    def _wait(self) -> float:
        """Until the next frame is due; how long that was."""
        if self.script is not None:
            return FRAME_S
        return min(LONGEST_FRAME_S, self._clock.tick(FRAMES_PER_S) / 1000)

    def step(self, dt_s: float) -> None:
        """One frame."""
        self._take_events()
        self.services.time_s += dt_s
        self.stack.update(dt_s)
        self.services.toasts.update(self.services.time_s)
        self.services.sound.update()
        self._apply_settings()
        self.draw()
        pygame.display.flip()
        self._keep_pictures()
        if self.frame == SOUND_AT_FRAME and self.script is None:
            self.services.sound.open(self.services.jobs)
            self.services.sound.loop("wind")
        self.frame += 1

    def draw(self) -> None:
        self.stack.draw(self.display.surface, kept=not self._covered)
        self._covered = bool(self.services.toasts.shown)
        low_px = self.stack.top.messages_above_px if self.stack.top is not None else 0
        draw_toasts(self.services.kit((640, 400)), self.display.surface, low_px)

    def _take_events(self) -> None:
        for what in self.script.feed.at(self.frame) if self.script else ():
            if isinstance(what, Intent):
                self._pump()  # in the order of the script
                self._dispatch(what)
            else:
                pygame.event.post(what)
        self._pump()

    def _pump(self) -> None:
        for raw in pygame.event.get():
            event = self.services.input.translate(raw)
            if event is not None:
                self._dispatch(event)

    def _dispatch(self, event: Event) -> None:
        if isinstance(event, Resized):
            self.display.resized(event.size)
            self._relayout()
        elif isinstance(event, Closed):
            self.stack.close()
        elif not (isinstance(event, KeyDown) and self._window_key(event)):
            self.stack.handle(event)

    def _window_key(self, event: KeyDown) -> bool:
        """Keys that work on every screen."""
        prefs = self.services.settings
        if event.repeat:
            return False
        if event.does("window.fullscreen"):
            self.services.settings = replace(prefs, fullscreen=not prefs.fullscreen)
        elif event.does("window.larger"):
            self._scale(SCALE_STEP)
        elif event.does("window.smaller"):
            self._scale(-SCALE_STEP)
        elif event.does("window.mute"):
            self.services.settings = replace(prefs, volume=0.0 if prefs.volume else Settings().volume)
            self._say("Sound off" if prefs.volume else "Sound on")
        elif event.does("window.picture"):
            self._photograph()
        else:
            return False
        return True

    def _scale(self, step: float) -> None:
        scale = round(min(SCALE_MAX, max(SCALE_MIN, self.services.wanted_scale() + step)), 2)
        self.services.settings = replace(self.services.settings, ui_scale=scale)
        self._say(f"Size of the interface {scale * 100:.0f} %", about="scale")

    def _say(self, text: str, kind: str = "note", about: str = "") -> None:
        self.services.toasts.say(text, kind, self.services.time_s, 3.0, about)

    def _photograph(self) -> None:
        """Save the window as a picture without messages over it, under a number that is not taken."""
        self.stack.draw(self.display.surface)
        folder = paths.pictures_dir()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            taken = {path.name for path in folder.iterdir()}
            name = next(n for k in range(1, 100_000) if (n := f"jezero_{k:04d}.png") not in taken)
            pygame.image.save(self.display.surface, str(folder / name))
        except (OSError, pygame.error) as fault:
            self._say(f"The picture could not be saved: {fault}", "caution")
            return
        self._say(f"Picture saved: {folder / name}", "good")

    def _relayout(self) -> None:
        self.services.size = self.display.size
        self.stack.relayout()

    def _apply_settings(self) -> None:
        """Whoever changed the settings, here is where that takes effect and is kept."""
        new, old = self.services.settings, self._applied
        if new is old:
            return
        self._applied = new
        self.services.sound.set_settings(new)
        if new.fullscreen != old.fullscreen:
            self.display.set_fullscreen(new.fullscreen)
        if any(getattr(new, name) != getattr(old, name) for name in ("fullscreen", "ui_scale", "colour_aid")):
            self._relayout()
        if self.services.private:
            try:
                settings_file.save_settings(paths.settings_file(), new)
            except OSError as fault:
                self._say(f"The settings could not be saved: {fault}", "caution")

    def _keep_pictures(self) -> None:
        if self.script is None or self.script.picture is None:
            return
        picture = self.script.picture
        if self.frame in self.script.pictures_at:
            self._save(picture.with_name(f"{picture.stem}_{self.frame:04d}{picture.suffix or '.png'}"))
        if self.frame == self.script.frames - 1:
            self._save(picture)

    def _save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(self.display.surface, str(path))
