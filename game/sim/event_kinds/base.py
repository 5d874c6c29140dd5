"""What every event is."""

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar


class Severity(IntEnum):
    """How much an event matters: warp stops at NOTICE and above."""

    ACTIVITY = 0
    NOTICE = 1
    WARNING = 2
    FATAL = 3


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events: the tick at which it happened."""

    tick: int
    severity: ClassVar[Severity] = Severity.ACTIVITY
