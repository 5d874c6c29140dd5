"""What the level's story remembers."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class WatchState:
    """Memory of one watched part of a condition (`story_watch.watches`, same order)."""

    count: int = 0
    """How often the event has happened; 1 once a timed part has held."""
    tick: int = -1
    """Event: last time. Within: last time it held. After: first time. Held for: since when; -1 for never."""


@dataclass(slots=True)
class TriggerState:
    """Same order as level.story."""

    fired: int = 0
    was_true: bool = False


@dataclass(slots=True)
class FailureState:
    """Something that is broken until a tick: `wheel.4`, `instrument.pixl`, `radio`."""

    thing: str
    until_tick: int


@dataclass(slots=True)
class StoryStorm:
    """A dust storm that the story began."""

    began_tick: int
    hours: float
    tau: float


@dataclass(slots=True)
class StoryState:
    """Variables stand in the order of level.variables."""

    variables: list[float] = field(default_factory=list)
    watches: list[WatchState] = field(default_factory=list)
    triggers: list[TriggerState] = field(default_factory=list)
    failures: list[FailureState] = field(default_factory=list)
    storms: list[StoryStorm] = field(default_factory=list)
