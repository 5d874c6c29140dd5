"""RIMFAX."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class RadarStarted(Event):
    """RIMFAX is on."""


@dataclass(frozen=True, slots=True)
class RadarStopped(Event):
    sounded_m: float


@dataclass(frozen=True, slots=True)
class RadargramRecorded(Event):
    """A drive's soundings have become a data product."""

    product: int
    length_m: float
    mbit: float


@dataclass(frozen=True, slots=True)
class HorizonMarked(Event):
    """A mark follows its horizon; `flaw` says why its depth does not hold, if it does not."""

    horizon: str
    depth_m: float
    uncertainty_m: float
    flaw: Reason | None
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class HorizonMissed(Event):
    """A mark follows something else, or nothing."""

    horizon: str
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE
