"""Delayed operations: what goes up and comes down."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class UplinkAgreed(Event):
    """A sequence has been agreed on; `by` is the antenna or orbiter that it will go by."""

    steps: int
    by: str
    arrives_tick: int


@dataclass(frozen=True, slots=True)
class UplinkRadiated(Event):
    """A sequence has left Earth."""

    by: str
    arrives_tick: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class UplinkRecalled(Event):
    """A sequence was taken back before it left."""


@dataclass(frozen=True, slots=True)
class UplinkReceived(Event):
    """The rover has taken over a sequence, in place of what was left of the one before."""

    steps: int


@dataclass(frozen=True, slots=True)
class DownlinkHeard(Event):
    """News has reached Earth: the mission as it was at `taken_tick`."""

    taken_tick: int
    severity: ClassVar[Severity] = Severity.NOTICE
