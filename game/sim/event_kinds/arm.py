"""The arm, its drill and its tubes."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class ArmStarted(Event):
    """Abrasion, analysis, coring or sealing began."""

    work: str
    target: str
    minutes: float


@dataclass(frozen=True, slots=True)
class TargetAbraded(Event):
    target: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CoreTaken(Event):
    target: str
    tube: int
    length_cm: float
    mass_g: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CoreLost(Event):
    """The rock crumbled: the tube holds only atmosphere."""

    target: str
    tube: int
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class CoreShort(Event):
    """The core broke off early."""

    target: str
    tube: int
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CarouselBlocked(Event):
    """Pebbles have fallen into the bit carousel: no drilling, no sealing."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class CarouselCleared(Event):
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PebblesRemain(Event):
    """A try at clearing the carousel has not thrown all pebbles out."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SealFailed(Event):
    """The seal did not take; the tube is put aside with its core."""

    tube: int
    target: str
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class BitSpent(Event):
    """A bit is worn out; `left` of its kind are not."""

    bit: str
    left: int
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class TubeSealed(Event):
    tube: int
    target: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TubeStored(Event):
    tube: int


@dataclass(frozen=True, slots=True)
class WitnessSealed(Event):
    tube: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TubeDropped(Event):
    """`away_m`: how far the nearest other tube of the depot lies, 0 when it is the first."""

    tube: int
    away_m: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class WorkStopped(Event):
    """Arm or camera work ended before it was done."""

    work: str
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING
