"""The condition language of levels as small frozen trees; `condition_reader` makes them from what is written.

Telemetry compared with a number, events that have happened, and both combined: `all`, `any`, `not`, `count`, and in
time: `within`, `after`, `held_for`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Op = Literal["at_least", "at_most", "above", "below", "equals"]
OPS: tuple[str, ...] = get_args(Op)


@dataclass(frozen=True, slots=True)
class Compare:
    """A telemetry value against a number; a flag's `value` is True or False."""

    name: str
    op: Op
    value: float


@dataclass(frozen=True, slots=True)
class FigureIs:
    """A figure of an event against a number or a word."""

    figure: str
    op: Op
    value: float | str


@dataclass(frozen=True, slots=True)
class On:
    """True once such an event has happened."""

    event: str
    where: tuple[FigureIs, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is not."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the parts hold; a single `On` counts how often it has happened."""

    parts: tuple["Condition", ...]
    op: Op
    value: float


@dataclass(frozen=True, slots=True)
class Within:
    """True while the part has held (or happened) at some moment of the last minutes."""

    minutes: float
    part: "Condition"


@dataclass(frozen=True, slots=True)
class After:
    """True from so many minutes after the part first held."""

    minutes: float
    part: "Condition"


@dataclass(frozen=True, slots=True)
class HeldFor:
    """True when the part has held without a break for so many minutes."""

    minutes: float
    part: "Condition"


Timed = Within | After | HeldFor
Watched = On | Timed
"""What needs a memory: see sim/systems/story."""
Condition = Compare | On | AllOf | AnyOf | Not | Count | Within | After | HeldFor


def walk_condition(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it, inner parts first, in the order written."""
    if isinstance(condition, AllOf | AnyOf | Count):
        for part in condition.parts:
            yield from walk_condition(part)
    elif isinstance(condition, Not | Within | After | HeldFor):
        yield from walk_condition(condition.part)
    yield condition


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Every comparison inside, in the order written."""
    return (part for part in walk_condition(condition) if isinstance(part, Compare))


def watched(condition: Condition) -> Iterator[Watched]:
    """Every part that needs a memory, inner ones first."""
    return (part for part in walk_condition(condition) if isinstance(part, On | Within | After | HeldFor))
