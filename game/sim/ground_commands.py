"""What Earth does on Earth where operations are delayed: drawing up a sequence, sending it, taking it back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.sim.commands import PlanStep


@dataclass(frozen=True, slots=True)
class AddToUplink:
    """Delayed operations: append a command to the sequence that is drawn up on Earth."""

    command: "PlanStep"


@dataclass(frozen=True, slots=True)
class RemoveFromUplink:
    """Take a step, counted from 1, out of the sequence."""

    step: int


@dataclass(frozen=True, slots=True)
class MoveInUplink:
    """Put a step of the sequence at another place."""

    step: int
    to: int


@dataclass(frozen=True, slots=True)
class ClearUplink:
    """Forget the sequence that is drawn up."""


@dataclass(frozen=True, slots=True)
class SendUplink:
    """Agree to the sequence: it goes up with the next uplink window, as a whole."""


@dataclass(frozen=True, slots=True)
class RecallUplink:
    """Take back an agreed sequence that has not left Earth."""
