"""Instruments and the notebook."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class TargetAnalysed(Event):
    product: int
    target: str
    instrument: str
    mbit: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class EvidenceWeighed(Event):
    """What an analysis did to the hypothesis that it moved most; `belief_frac` is where that stands now."""

    target: str
    hypothesis: str
    log_odds: float
    belief_frac: float


@dataclass(frozen=True, slots=True)
class SignalNoted(Event):
    """The evidence at a target has come a step further on the way to a potential biosignature."""

    target: str
    standing: str
    severity: ClassVar[Severity] = Severity.NOTICE
