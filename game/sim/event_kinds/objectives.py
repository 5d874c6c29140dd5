"""Objectives and the mission's end."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class ObjectiveAdded(Event):
    objective: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class ObjectiveCompleted(Event):
    objective: str
    points: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class ObjectiveFailed(Event):
    objective: str
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class MissionWon(Event):
    score: int
    stars: int
    severity: ClassVar[Severity] = Severity.FATAL


@dataclass(frozen=True, slots=True)
class MissionLost(Event):
    """`cause` is the id of the level's losing condition, of the primary objective that failed, or of a trigger."""

    cause: str
    severity: ClassVar[Severity] = Severity.FATAL
