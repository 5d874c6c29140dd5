"""The cheapest way over the free tiles of a cost grid: 8-connected A*, no corner cutting, fixed ties."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

SQRT2 = math.sqrt(2.0)
GREED = 1.0 + 1e-9
"""Heuristic factor: of ways of equal price the one nearest the goal is tried first (price off <= 1e-9)."""

Floats = NDArray[np.float64]
Tile = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Half the price of every tile, row by row with a closed border of one, so that a step is a fixed offset.

    Nothing is laid out per step, and numbers become Python's as they are read: a search looks at few of the tiles, and
    a rover that feels its way along a field of sand asks for a new lattice every few metres.
    """

    shape: Tile
    half: Sequence[float]

    def number(self, tile: Tile) -> int:
        """Where a tile stands in the lists; ascending row by row."""
        return (tile[1] + 1) * self.shape[0] + tile[0] + 1

    def tile(self, number: int) -> Tile:
        row, column = divmod(number, self.shape[0])
        return column - 1, row - 1


def lattice(price: Floats, is_open: NDArray[np.bool_] | None = None) -> Lattice:
    """The lattice of a grid of prices per tile length; inf or not `is_open` is closed.

    A step costs its length times the mean of its two tiles' prices: the line integral of the price.
    """
    half = np.full((price.shape[0] + 2, price.shape[1] + 2), np.inf)
    half[1:-1, 1:-1] = price * 0.5 if is_open is None else np.where(is_open, price * 0.5, np.inf)
    return Lattice((half.shape[1], half.shape[0]), half.ravel().data)


def estimates(grid: Lattice, goal: Tile) -> Sequence[float]:
    """Least conceivable price from every tile to the goal.

    A way from row to row pays at least the best price of each row, likewise with columns, and a diagonal step, sqrt 2
    long, counts for both: the octile distance with each row and column at its own best price.
    """
    width, height = grid.shape
    half = np.asarray(grid.half).reshape(height, width)
    down = _least(half.min(axis=1), goal[1] + 1)[:, None]
    over = _least(half.min(axis=0), goal[0] + 1)
    octile = np.maximum(over, down) + (SQRT2 - 1.0) * np.minimum(over, down)
    return (octile * GREED).ravel().data


def _least(half: Floats, goal: int) -> Floats:
    """Least price from each row (or column) to the goal's, given half the best price of each."""
    half = np.where(half < np.inf, half, 0.0)
    reached = np.concatenate((np.zeros(1), np.cumsum(half[1:] + half[:-1])))
    least: Floats = np.abs(reached - reached[goal])
    return least


def cheapest_way(grid: Lattice, start: Tile, goal: Tile) -> list[Tile] | None:
    """Tiles of the cheapest way between two free tiles, both included; None when there is no way.

    Ties go to the lower estimate, then to the lower tile number, so the answer never depends on the machine.
    """
    first, last = grid.number(start), grid.number(goal)
    half, ahead, down = grid.half, estimates(grid, goal), grid.shape[0]
    best = [math.inf] * len(half)
    best[first] = 0.0
    came_from = [-1] * len(half)
    queue = [(ahead[first], first)]
    # Each diagonal with the straight step before and after it, both of which must be free.
    rounds = ((1, 1 + down, down), (down, down - 1, -1), (-1, -1 - down, -down), (-down, 1 - down, 1))
    while queue:
        estimate, here = heappop(queue)
        if here == last:
            return [grid.tile(number) for number in _walk_back(came_from, last)]
        price, own = best[here], half[here]
        if estimate > price + ahead[here]:
            continue  # an older, dearer entry for this tile
        for straight, diagonal, beside in rounds:
            there = here + straight
            other = half[there]
            if other == math.inf:
                continue
            reached = price + (own + other)
            if reached < best[there]:
                best[there], came_from[there] = reached, here
                heappush(queue, (reached + ahead[there], there))
            if half[here + beside] < math.inf:
                there = here + diagonal
                reached = price + (own + half[there]) * SQRT2
                if reached < best[there]:
                    best[there], came_from[there] = reached, here
                    heappush(queue, (reached + ahead[there], there))
    return None


def _walk_back(came_from: list[int], last: int) -> list[int]:
    way = []
    here = last
    while here >= 0:
        way.append(here)
        here = came_from[here]
    return way[::-1]
