"""The tubes."""

from dataclasses import dataclass
from enum import StrEnum


class TubeStatus(StrEnum):
    """The life of a tube."""

    EMPTY = "empty"
    FILLED = "filled"
    SEALED = "sealed"
    STORED = "stored"
    DEPOSITED = "deposited"
    WASTED = "wasted"
    """Holds only atmosphere: the rock crumbled."""


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
