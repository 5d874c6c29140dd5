"""MOXIE."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class MoxieStarted(Event):
    """Warm-up began."""

    warm_up_min: float


@dataclass(frozen=True, slots=True)
class MoxieProducing(Event):
    rate_g_h: float


@dataclass(frozen=True, slots=True)
class MoxieWarned(Event):
    """Something will spoil the run that has just been commanded; it may still be stopped at no cost."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class MoxieOverdriven(Event):
    """The current asks for more carbon dioxide than the thin air brings: impure oxygen, carbon in the cells."""

    amps: float
    most_amps: float
    purity_frac: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class MoxieEnded(Event):
    oxygen_g: float
    total_g: float
    purity_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class MoxieCut(Event):
    """The run was ended early by something other than its command."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING
