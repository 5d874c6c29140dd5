"""The rover on its wheels."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class ActuatorsWarming(Event):
    """Cold actuators are being heated before use."""

    minutes: float


@dataclass(frozen=True, slots=True)
class DriveStarted(Event):
    length_m: float
    detour: Reason | None = None


@dataclass(frozen=True, slots=True)
class RouteReplanned(Event):
    """A hazard came into view on the route; a new one is driven."""

    hazard: Reason
    extra_m: float


@dataclass(frozen=True, slots=True)
class DriveCompleted(Event):
    distance_m: float
    duration_s: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class DriveStopped(Event):
    """The drive ended on command."""

    distance_m: float


@dataclass(frozen=True, slots=True)
class DriveFaulted(Event):
    """The drive ended on its own for a reason."""

    reason: Reason
    distance_m: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class DriveFellShort(Event):
    """A drive by the wheels' turns alone has ended, but not where it should have."""

    off_m: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class RoverEmbedded(Event):
    """The wheels have dug themselves in."""

    sinkage_cm: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ExtractionTried(Event):
    """An attempt to get out has ended, and the wheels still hold."""

    before_cm: float
    sinkage_cm: float
    limit_cm: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class RoverFreed(Event):
    """The rover has come out of the hole its wheels had dug."""

    attempts: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class KeepOutAdded(Event):
    """A keep-out zone has been drawn."""

    number: int
    radius_m: float


@dataclass(frozen=True, slots=True)
class KeepOutRemoved(Event):
    """A keep-out zone has been taken back."""

    number: int


@dataclass(frozen=True, slots=True)
class TurnCompleted(Event):
    """A turn in place has ended."""

    heading_deg: float
    duration_s: int


@dataclass(frozen=True, slots=True)
class WheelWorn(Event):
    """A wheel's wear passed a tenth."""

    wheel: int
    wear_frac: float
    severity: ClassVar[Severity] = Severity.WARNING
