"""Sleep and the batteries."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class FellAsleep(Event):
    until_tick: int


@dataclass(frozen=True, slots=True)
class WokeUp(Event):
    charge_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class BatteryLow(Event):
    charge_frac: float
    load: str
    """What takes most now."""
    load_w: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SafeModeEntered(Event):
    """Charge fell below the limit: the rover stopped everything and sleeps until it has recovered."""

    charge_frac: float
    load: str
    """What took most."""
    until_tick: int
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SafeModeLeft(Event):
    charge_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE
