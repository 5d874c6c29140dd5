"""The radio and the memory for data."""

from dataclasses import dataclass
from typing import ClassVar

from game.sim.event_kinds.base import Event, Severity


@dataclass(frozen=True, slots=True)
class PassStarted(Event):
    orbiter: str
    minutes: float
    mbit: float


@dataclass(frozen=True, slots=True)
class PassEnded(Event):
    orbiter: str
    sent_mbit: float


@dataclass(frozen=True, slots=True)
class PassMissed(Event):
    """An orbiter passed over that does not listen."""

    orbiter: str
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ProductDownlinked(Event):
    product: int
    mbit: float


@dataclass(frozen=True, slots=True)
class ThumbnailDownlinked(Event):
    """The small copy of a picture has reached Earth."""

    product: int


@dataclass(frozen=True, slots=True)
class ProductDeleted(Event):
    product: int
    mbit: float


@dataclass(frozen=True, slots=True)
class ProductsLost(Event):
    """Data that found no room on board."""

    products: int
    limit_mbit: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class StorageNearlyFull(Event):
    used_mbit: float
    limit_mbit: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class CallStarted(Event):
    """The high-gain antenna talks to Earth."""

    minutes: float
    rate_bit_s: float


@dataclass(frozen=True, slots=True)
class CallEnded(Event):
    sent_mbit: float
    severity: ClassVar[Severity] = Severity.NOTICE
