"""What has come into sight, and what pictures show."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class TargetFound(Event):
    """A hidden target has come to light."""

    target: str
    by: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TargetReached(Event):
    """The arm can now reach the target."""

    target: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class ImageTaken(Event):
    product: int
    camera: str
    target: str
    mbit: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PanoramaTaken(Event):
    product: int
    mbit: float
    new_tiles: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PictureJudged(Event):
    """What a picture shows of something that was asked for: its width, how many good pictures of it there are now, of
    those asked; the reason when this one does not count."""

    product: int
    subject: str
    pixels: float
    lit: int
    taken: int
    asked: int
    reason: Reason | None = None
