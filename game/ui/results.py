"""How a mission ended, as the debrief shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """`state` is done, failed or open; `note` says when or why."""

    title: str
    primary: bool
    state: str
    points: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the mission's figures, already formatted."""

    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MissionResult:
    level_id: str  # what the result is kept under
    title: str
    won: bool
    reason: str  # in a sentence: what ended it
    clock: str  # when, in mission time
    seed: int
    score: int
    stars: int
    star_points: tuple[int, ...] = ()
    objectives: tuple[ObjectiveResult, ...] = ()
    figures: tuple[Figure, ...] = ()
    text: str = ""  # the level's own words on how it ended
    details: dict[str, str] = field(default_factory=dict)
