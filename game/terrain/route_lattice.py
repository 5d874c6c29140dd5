"""The cheapest way over the free tiles of a cost grid: 8-connected A*, no corner cutting, fixed ties."""

import math
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

SQRT2 = math.sqrt(2.0)
STRAIGHT = ((1, 0), (0, 1), (-1, 0), (0, -1))
DIAGONAL = ((1, 1), (-1, 1), (-1, -1), (1, -1))
GREED = 1.0 + 1e-9
"""Heuristic factor: of ways of equal price the one nearest the goal is tried first (price off <= 1e-9)."""

Floats = NDArray[np.float64]
Tile = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lattice:
    """The free tiles, numbered row by row, and the steps between them.

    node: [h+2, w+2] number of each tile with a border of one; the last number stands for every closed tile.
    tx, ty: tile of each number. moves: for each of eight directions, the number reached and the price from
    every tile; inf into a closed tile and, for a diagonal, past one.
    """

    node: NDArray[np.int64]
    tx: NDArray[np.int64]
    ty: NDArray[np.int64]
    cheapest: float
    moves: tuple[tuple[list[int], list[float]], ...]

    def number(self, tile: Tile) -> int:
        return int(self.node[tile[1] + 1, tile[0] + 1])

    def tiles(self, numbers: list[int]) -> list[Tile]:
        return list(zip(self.tx[numbers].tolist(), self.ty[numbers].tolist(), strict=True))


def lattice(price: Floats, is_open: NDArray[np.bool_] | None = None) -> Lattice:
    """The lattice of a grid of prices per tile length; inf or not `is_open` is closed.

    A step costs its length times the mean of its two tiles' prices: the line integral of the price.
    """
    free = price < np.inf if is_open is None else is_open & (price < np.inf)
    ty, tx = np.nonzero(free)
    node = np.full((price.shape[0] + 2, price.shape[1] + 2), tx.size, dtype=np.int64)
    node[ty + 1, tx + 1] = np.arange(tx.size)
    half = np.full(tx.size + 1, np.inf)
    half[:-1] = price[ty, tx] * 0.5
    moves = [_move(node, half, tx, ty, dx, dy) for dx, dy in STRAIGHT + DIAGONAL]
    cheapest = float(half.min()) * 2.0
    return Lattice(node, tx, ty, cheapest, tuple(moves))


def _move(
    node: NDArray[np.int64], half: Floats, tx: NDArray[np.int64], ty: NDArray[np.int64], dx: int, dy: int
) -> tuple[list[int], list[float]]:
    there = node[ty + (1 + dy), tx + (1 + dx)]
    price = half[:-1] + half[there]
    if dx and dy:
        beside = half[node[ty + 1, tx + (1 + dx)]] + half[node[ty + (1 + dy), tx + 1]]
        price = np.where(beside < np.inf, price * SQRT2, np.inf)
    return there.tolist(), price.tolist()


def estimates(grid: Lattice, goal: Tile) -> list[float]:
    """Least conceivable price from every tile to the goal: the octile distance over the cheapest ground."""
    dx = np.abs(grid.tx - goal[0]).astype(np.float64)
    dy = np.abs(grid.ty - goal[1]).astype(np.float64)
    octile = np.maximum(dx, dy) + (SQRT2 - 1.0) * np.minimum(dx, dy)
    ahead: list[float] = (octile * (grid.cheapest * GREED)).tolist()
    return ahead


def cheapest_way(grid: Lattice, start: Tile, goal: Tile) -> list[Tile] | None:
    """Tiles of the cheapest way between two free tiles, both included; None when there is no way.

    Ties go to the lower estimate, then to the lower tile number, so the answer never depends on the machine.
    """
    first, last = grid.number(start), grid.number(goal)
    ahead = estimates(grid, goal)
    best = [math.inf] * len(ahead)
    best[first] = 0.0
    best.append(-math.inf)  # closed tiles are never worth reaching
    came_from = [-1] * len(ahead)
    queue = [(ahead[first], first)]
    while queue:
        estimate, here = heappop(queue)
        if here == last:
            return grid.tiles(_walk_back(came_from, last))
        price = best[here]
        if estimate > price + ahead[here]:
            continue  # an older, dearer entry for this tile
        for numbers, prices in grid.moves:
            there = numbers[here]
            reached = price + prices[here]
            if reached < best[there]:
                best[there] = reached
                came_from[there] = here
                heappush(queue, (reached + ahead[there], there))
    return None


def _walk_back(came_from: list[int], last: int) -> list[int]:
    way = []
    here = last
    while here >= 0:
        way.append(here)
        here = came_from[here]
    return way[::-1]
