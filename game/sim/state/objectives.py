"""How the mission stands."""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Of an objective."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    LATER = "later"
    """The story has not added it yet."""


class Outcome(StrEnum):
    """Of the mission."""

    RUNNING = "running"
    WON = "won"
    LOST = "lost"


@dataclass(slots=True)
class ObjectiveState:
    """Same order as level.objectives."""

    status: Status = Status.OPEN
    tick: int = -1


@dataclass(slots=True)
class ObjectivesState:
    """Progress of the whole mission."""

    items: list[ObjectiveState] = field(default_factory=list)
    outcome: Outcome = Outcome.RUNNING
    cause: str = ""
    score: int = 0
    stars: int = 0
    nights_survived: int = 0
