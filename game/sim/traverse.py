"""Along the ways that RIMFAX has sounded: metres from the first sounding to the last, and the places they stand for."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.core.grid import distance_m
from game.sim.state.radar import RadarState

Floats = NDArray[np.float64]
Line = list[tuple[float, float]]


def places(lines_m: list[Line], along_m: Floats) -> tuple[Floats, Floats]:
    """Where the soundings at these distances were taken; lines follow one another without a gap in distance."""
    pieces = [(*a, *b) for line in lines_m for a, b in pairwise(line)]
    lengths = [distance_m(*piece) for piece in pieces]
    begins = np.concatenate([np.zeros(1), np.cumsum(np.array(lengths, dtype=np.float64))])
    which = np.minimum(np.searchsorted(begins, along_m, side="right") - 1, len(pieces) - 1)
    which = np.maximum(which, 0)
    corners, long = np.array(pieces, dtype=np.float64), np.maximum(np.array(lengths, dtype=np.float64), 1e-9)
    share = np.minimum(np.maximum((along_m - begins[which]) / long[which], 0.0), 1.0)
    ax, ay, bx, by = (corners[which, n] for n in range(4))
    return ax + (bx - ax) * share, ay + (by - ay) * share


def length_m(lines_m: list[Line]) -> float:
    """Along all lines."""
    total = 0.0
    for line in lines_m:
        for a, b in pairwise(line):
            total += distance_m(*a, *b)
    return total


def breaks_m(lines_m: list[Line]) -> list[float]:
    """Distances at which one line ends and the next begins elsewhere.

    >>> breaks_m([[(0.0, 0.0), (3.0, 4.0)], [(9.0, 9.0), (9.0, 10.0)]])
    [5.0]
    """
    reached, found = 0.0, []
    for line in lines_m:
        if reached > 0.0 and len(line) > 1:
            found.append(reached)
        for a, b in pairwise(line):
            reached += distance_m(*a, *b)
    return found


def sound_to(radar: RadarState, x_m: float, y_m: float) -> None:
    """The rover has moved on to a place with RIMFAX on."""
    line = radar.lines_m[-1]
    if len(line) >= 2 and distance_m(*line[-2], *line[-1]) < 1.0:
        line[-1] = (x_m, y_m)
    else:
        radar.whole_m = radar.sounded_m
        line.append((x_m, y_m))
    radar.sounded_m = radar.whole_m + distance_m(*line[-2], *line[-1])


def soundings(radar: RadarState, spacing_m: float) -> int:
    """How many soundings that makes."""
    return int(radar.sounded_m / spacing_m) + 1 if radar.sounded_m > 0.0 else 0
