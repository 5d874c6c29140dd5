"""What the story does."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class MessageTold(Event):
    """`trigger` is the id of the trigger that said it, `text` the level's own words."""

    trigger: str
    text: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class DialogueTold(Event):
    trigger: str
    speaker: str
    text: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class HintGiven(Event):
    trigger: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceHighlighted(Event):
    trigger: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True)
class CameraMoved(Event):
    """The story asks the map to look there."""

    trigger: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True)
class PauseAsked(Event):
    """The story stops the clock, so that nobody misses what comes."""

    trigger: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class VariableChanged(Event):
    variable: str
    amount: float


@dataclass(frozen=True, slots=True)
class ThingFailed(Event):
    """Something broke: `wheel.4`, `instrument.pixl`, `radio`."""

    thing: str
    until_tick: int
    severity: ClassVar[Severity] = Severity.WARNING
