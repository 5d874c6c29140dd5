"""Why a way bends: each detour with its cause and its cost, the costs adding up to what the way is too long.

A way is held against the straight line. What stands on the line is the cause of the bend that lies farthest from it;
the two halves on either side of that bend are then held against their own straight lines, and so on.
"""

from dataclasses import dataclass, replace

from game.core.grid import distance_m
from game.sim.cost_grid import CostGrid
from game.sim.obstacles import Obstacle, worst_obstacle
from game.sim.reasons import Reason, chain, reason
from game.terrain.route import path_length_m

Point = tuple[float, float]

WORTH_TELLING_M = 3.0
"""A detour is explained from this length on."""
MOST_TOLD = 3
SAME_M = 20.0
"""Two bends round the same kind of thing this near to each other are one detour."""
DEEPEST = 12
"""Halves of halves so often: a way of many bends is told in its large ones."""


@dataclass(frozen=True, slots=True)
class Bend:
    """One detour: what stands in the straight way (None: only dear ground), where it bends, and what it costs."""

    obstacle: Obstacle | None
    at_m: Point
    extra_m: float


def bends(grid: CostGrid, points: tuple[Point, ...]) -> list[Bend]:
    """The detours of a way, the longest first; together they are as long as the way exceeds its straight line."""
    found: list[Bend] = []
    for bend in _split(grid, points, DEEPEST):
        same = next((k for k, old in enumerate(found) if _is_same(old, bend)), None)
        if same is None:
            found.append(bend)
        else:
            found[same] = _joined(found[same], bend)
    return sorted(found, key=lambda bend: -bend.extra_m)


def detour_reason(grid: CostGrid, points: tuple[Point, ...]) -> Reason | None:
    """The detours of a way in words, the longest first; None when it hardly bends."""
    told = [_words(bend) for bend in bends(grid, points) if bend.extra_m >= WORTH_TELLING_M][:MOST_TOLD]
    return chain(told[0], *told[1:]) if told else None


def _words(bend: Bend) -> Reason:
    if bend.obstacle is None:
        return reason("drive.around_slow", extra_m=bend.extra_m)
    return reason(f"drive.around_{bend.obstacle.kind}", **bend.obstacle.figures, extra_m=bend.extra_m)


def _split(grid: CostGrid, points: tuple[Point, ...], depth: int) -> list[Bend]:
    first, last = points[0], points[-1]
    extra_m = path_length_m(points) - distance_m(*first, *last)
    if len(points) < 3 or extra_m <= 0.0:
        return []
    corner = max(range(1, len(points) - 1), key=lambda k: off_line(points[k], first, last))
    obstacle, at_m = worst_obstacle(grid, first, last), points[corner]
    if obstacle is None or depth == 0 or extra_m < WORTH_TELLING_M:
        return [Bend(obstacle, at_m, extra_m)]
    own_m = path_length_m((first, at_m, last)) - distance_m(*first, *last)
    before = _split(grid, points[: corner + 1], depth - 1)
    return [Bend(obstacle, at_m, own_m), *before, *_split(grid, points[corner:], depth - 1)]


def off_line(point: Point, a: Point, b: Point) -> float:
    """Twice the area between a point and a line: how far it lies off it, up to a factor."""
    return abs((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]))


def _is_same(a: Bend, b: Bend) -> bool:
    if a.obstacle is None or b.obstacle is None:
        return a.obstacle is b.obstacle
    if a.obstacle.kind == "zone":
        return a.obstacle == b.obstacle
    return a.obstacle.kind == b.obstacle.kind and distance_m(*a.at_m, *b.at_m) <= SAME_M


def _joined(a: Bend, b: Bend) -> Bend:
    larger = a if a.extra_m >= b.extra_m else b
    return replace(larger, extra_m=a.extra_m + b.extra_m)
