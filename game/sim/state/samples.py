"""The tubes."""

from dataclasses import dataclass
from enum import StrEnum


class TubeStatus(StrEnum):
    """The life of a tube."""

    EMPTY = "empty"
    FILLED = "filled"
    ASIDE = "aside"
    """Filled, but its seal would not take: put aside, to be tried again (Mageik waited 40 sols for it)."""
    SEALED = "sealed"
    STORED = "stored"
    DEPOSITED = "deposited"
    WASTED = "wasted"
    """Holds only atmosphere: the rock crumbled (Roubion, sol 164)."""


SEALED = (TubeStatus.SEALED, TubeStatus.STORED, TubeStatus.DEPOSITED)
UNSEALED = (TubeStatus.FILLED, TubeStatus.ASIDE)


@dataclass(slots=True)
class Tube:
    """One sample or witness tube."""

    number: int
    witness: bool = False
    status: TubeStatus = TubeStatus.EMPTY
    target: str = ""
    rock: str = ""
    family: str = ""
    length_cm: float = 0.0
    mass_g: float = 0.0
    x_m: float = 0.0
    y_m: float = 0.0
    seal_tries: int = 0
    sealed_tick: int = -1
