"""Ingenuity."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class FlightStarted(Event):
    flight: int
    distance_m: float
    altitude_m: float


@dataclass(frozen=True, slots=True)
class FlightAborted(Event):
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class FlightCompleted(Event):
    flight: int
    distance_m: float
    duration_s: int
    off_m: float
    new_tiles: int
    airfield: str
    """Where it stands, or ''."""
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class NavigationUnsure(Event):
    """In flight: a picture was lost, or the ground gives the camera nothing to hold on to."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class AirfieldFound(Event):
    """A flight has seen ground good for landing: so many airfields, the last one by name."""

    airfield: str
    x_m: float
    y_m: float
    fields: int = 1


@dataclass(frozen=True, slots=True)
class ContactLost(Event):
    """The rover no longer hears the helicopter."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ContactRegained(Event):
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class HelicopterLost(Event):
    reason: Reason
    severity: ClassVar[Severity] = Severity.FATAL


@dataclass(frozen=True, slots=True)
class HelicopterBrownedOut(Event):
    """The helicopter's battery ran down in the cold; it comes back when the sun has charged it."""

    dust_pct: float
    needed_pct: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class HelicopterRecovered(Event):
    """After a brown-out the rover has heard it again."""

    hours: float
    charge_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class NightHeatChanged(Event):
    """Mission control keeps the helicopter warmer or colder at night than before."""

    heat: str
    severity: ClassVar[Severity] = Severity.NOTICE
