"""The sky and the air."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class StormBegan(Event):
    tau: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class StormEnded(Event):
    tau: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class VortexFelt(Event):
    """A whirlwind without dust has passed over the weather station."""

    dip_pa: float
    seconds: float
    wind_m_s: float


@dataclass(frozen=True, slots=True)
class DustDevilPassed(Event):
    """The same, and it was full of dust."""

    dip_pa: float
    seconds: float
    wind_m_s: float


@dataclass(frozen=True, slots=True)
class SolBegan(Event):
    sol: int
