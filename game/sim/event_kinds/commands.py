"""What came of a command."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.commands import Command
from game.sim.event_kinds.base import Event, Severity
from game.sim.reasons import Reason


@dataclass(frozen=True, slots=True)
class CommandRefused(Event):
    """A command was not carried out."""

    command: Command
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PlanHeld(Event):
    """The next step of the plan could not start; the plan waits."""

    command: Command
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE
