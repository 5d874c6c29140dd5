"""Sound, when there is a device for it. Without one, or when anything about it fails, the game is silent."""

from typing import Literal, get_args

import pygame

from game.mission.settings import Settings
from game.ui.jobs import Job, Jobs

SoundName = Literal["click", "tick", "refuse", "notice", "warning", "done", "lost", "shutter", "wind"]
NAMES: tuple[SoundName, ...] = get_args(SoundName)
RATE_HZ = 44_100
BUFFER_FRAMES = 1024
CHANNELS = 2
AMBIENT = ("wind",)
FADE_MS = 1500


class Sound:
    """Plays the computed sounds by name, from a few frames after `open`: they are computed beside the frames."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ready = False
        self._job: Job[dict[SoundName, bytes]] | None = None
        self._made: dict[SoundName, pygame.mixer.Sound] = {}
        self._wanted: SoundName | None = None
        self._looping: SoundName | None = None

    @property
    def ready(self) -> bool:
        """Is there a device?"""
        return self._ready

    def open(self, jobs: Jobs) -> None:
        """Called after the first pictures: the mixer is slow to start."""
        try:
            pygame.mixer.init(RATE_HZ, -16, CHANNELS, BUFFER_FRAMES)
            opened = pygame.mixer.get_init()
        except (pygame.error, NotImplementedError):
            return
        if opened:
            self._ready = True
            self._job = jobs.start(lambda: compute(opened[2]))

    def close(self) -> None:
        if self._ready:
            pygame.mixer.quit()
        self._ready = False

    def update(self) -> None:
        """Each frame: take the sounds over once they are there, and begin the loop that waits for them."""
        if self._job is not None and self._job.done:
            job, self._job = self._job, None
            self._take({} if job.error else job.result)
        if self._ready and self._looping != self._wanted and self._made:
            self._change_loop()

    def _take(self, waves: dict[SoundName, bytes]) -> None:
        try:
            self._made = {name: pygame.mixer.Sound(buffer=wave) for name, wave in waves.items()}
        except (pygame.error, MemoryError):
            self._made = {}

    def play(self, name: SoundName) -> None:
        """One of the short sounds; when it cannot be heard, nothing happens."""
        sound = self._made.get(name) if self._ready and self._loudness(name) > 0 else None
        if sound is not None:
            sound.set_volume(self._loudness(name))
            sound.play()

    def loop(self, name: SoundName | None) -> None:
        """The background from now on; None for silence."""
        self._wanted = name

    def _change_loop(self) -> None:
        before, now = self._looping, self._wanted
        if before in self._made:
            self._made[before].fadeout(FADE_MS)
        if now is not None and now in self._made:
            self._made[now].set_volume(self._loudness(now))
            self._made[now].play(loops=-1, fade_ms=FADE_MS)
        self._looping = now

    def set_settings(self, settings: Settings) -> None:
        self._settings = settings
        if self._looping is not None and self._looping in self._made:
            self._made[self._looping].set_volume(self._loudness(self._looping))

    def _loudness(self, name: SoundName) -> float:
        part = self._settings.ambience if name in AMBIENT else self._settings.effects
        return self._settings.volume * part


def compute(channels: int) -> dict[SoundName, bytes]:
    """All sounds as the mixer takes them: some 0.2 s of work."""
    from game.ui.synth import samples

    return {name: samples(name, channels).tobytes() for name in NAMES}
