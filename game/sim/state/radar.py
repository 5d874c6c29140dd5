"""RIMFAX: where it has sounded, and what was marked. The echoes follow from the places, so they are not kept."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What the judge says of a mark."""

    GOOD = "good"
    """It follows the horizon, and its depth holds within the uncertainty."""
    SHALLOW = "shallow"
    """It follows the horizon, but the permittivity is too high: the depth comes out too small."""
    DEEP = "deep"
    EARLY = "early"
    """It runs above the horizon."""
    LATE = "late"
    ABSENT = "absent"
    """The layer does not lie there."""
    UNSEEN = "unseen"
    """The horizon lies too deep for an echo to be told from noise."""


FOLLOWED = (Verdict.GOOD, Verdict.SHALLOW, Verdict.DEEP)


@dataclass(slots=True)
class HorizonMark:
    """The last mark of a horizon. Points are (metres along what was sounded, two-way time in ns)."""

    horizon: str
    points: list[tuple[float, float]]
    permittivity: float
    depth_m: float
    uncertainty_m: float
    error_m: float
    """Mean distance from the truth; for the objectives only, nobody on Mars is told."""
    verdict: Verdict
    tick: int


@dataclass(slots=True)
class RadarState:
    """RIMFAX. `lines_m` are the ways that were sounded: a vertex about each metre, the last one where the rover is."""

    on: bool = False
    lines_m: list[list[tuple[float, float]]] = field(default_factory=list)
    whole_m: float = 0.0
    """Length of all lines without their last, still growing piece."""
    sounded_m: float = 0.0
    recorded_m: float = 0.0
    """As much of it as has been made into data products."""
    odometry_m: float = 0.0
    """The rover's, at the last sounding."""
    marks: list[HorizonMark] = field(default_factory=list)
