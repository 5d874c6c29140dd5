"""The science notebook: what has been measured, look by look. What it means is worked out in `sim/science`."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Measured:
    """One figure of one look, with one standard deviation, both in the figure's unit."""

    figure: str
    value: float
    error: float


@dataclass(slots=True)
class Entry:
    """One look of one instrument at one target."""

    target: str
    instrument: str
    fresh: bool
    """On an abraded patch (or loose soil), not on a natural face."""
    tick: int
    product: int
    """Number of the data product it came with: Earth knows of it once that is down."""
    readings: list[Measured] = field(default_factory=list)


@dataclass(slots=True)
class NotebookState:
    """All looks, in the order they were made."""

    entries: list[Entry] = field(default_factory=list)
