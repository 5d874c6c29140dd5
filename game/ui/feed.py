"""What scripted play is fed, frame by frame, and which pictures it keeps. `feed_file` reads it from YAML."""

from dataclasses import dataclass
from pathlib import Path

import pygame

from game.ui.input import Intent

Raw = pygame.event.Event


@dataclass(frozen=True, slots=True)
class Happening:
    """What is fed at one frame: an event for pygame's queue, or an intent."""

    frame: int
    what: Raw | Intent


class Feed:
    """Hands out what happens at each frame, in the order of the file."""

    def __init__(self, happenings: list[Happening]) -> None:
        self._waiting = sorted(happenings, key=lambda happening: happening.frame)
        self._next = 0
        self.last_frame = self._waiting[-1].frame if self._waiting else 0

    def at(self, frame: int) -> list[Raw | Intent]:
        found = []
        while self._next < len(self._waiting) and self._waiting[self._next].frame <= frame:
            found.append(self._waiting[self._next].what)
            self._next += 1
        return found


@dataclass(frozen=True, slots=True)
class Script:
    """Play without a person: what is fed, how long, and which pictures are kept."""

    feed: Feed
    frames: int
    picture: Path | None
    pictures_at: frozenset[int]
