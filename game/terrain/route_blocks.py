"""A corridor for long ways over large maps: the map as blocks of tiles, each split into connected regions.

A chain of regions that touch can be walked tile by tile: a way found here is a promise to the fine search.
"""

import math
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

BLOCK = 16
"""Tiles along a block's side: 2048 x 2048 tiles become 128 x 128 blocks."""

PRICE_STEPS = 256.0
PRICE_MOST = 1e6
"""Prices are added up as whole 1/256ths, so that the sum does not depend on its order."""

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Regions:
    """region: [h, w] number of each tile's region, -1 closed; the lists hold one entry per region."""

    region: Ints
    middle: list[tuple[float, float]]
    price: list[float]
    block: list[tuple[int, int]]
    touching: list[list[int]]


def connected(free: Bools, block: int) -> Ints:
    """Number of the 4-connected region of every free tile (regions end at block borders), -1 elsewhere.

    With no corner cutting, 8-connected steps join exactly the tiles that 4-connected steps join.

    >>> connected(np.array([[True, False, True], [True, False, True]]), 16).tolist()
    [[0, -1, 1], [0, -1, 1]]
    """
    heads = free.copy()
    heads[:, 1:] &= ~free[:, :-1] | (np.arange(1, free.shape[1]) % block == 0)
    run = np.cumsum(heads.ravel()).reshape(free.shape) - 1
    joined = free[1:] & free[:-1] & (heads[1:] | heads[:-1])
    joined &= (np.arange(1, free.shape[0]) % block != 0)[:, None]
    first = _merge(int(run[-1, -1]) + 1, run[:-1][joined], run[1:][joined])
    number = np.cumsum(first == np.arange(first.size)) - 1
    return np.where(free, number[first[run]] if first.size else -1, -1)


def _merge(count: int, a: Ints, b: Ints) -> Ints:
    """Lowest member of each set when every a[i] and b[i] are joined (hooking and pointer jumping)."""
    first = np.arange(count)
    while True:
        low, high = np.minimum(first[a], first[b]), np.maximum(first[a], first[b])
        apart = low < high
        if not apart.any():
            return first
        np.minimum.at(first, high[apart], low[apart])
        while (first[first] != first).any():
            first = first[first]


def regions(cost_per_m: NDArray[np.float64], block: int = BLOCK) -> Regions:
    """The regions of a cost grid (inf = closed)."""
    region = connected(cost_per_m < np.inf, block)
    ty, tx = np.nonzero(region >= 0)
    of = region[ty, tx]
    size = np.bincount(of)
    steps = np.floor(np.minimum(cost_per_m[ty, tx], PRICE_MOST) * PRICE_STEPS)
    mean_x, mean_y, price = (np.bincount(of, weights=value) / size for value in (tx, ty, steps))
    first = np.zeros(size.size, dtype=np.int64)
    first[of[::-1]] = np.arange(of.size)[::-1]
    block_x, block_y = tx[first] // block, ty[first] // block
    return Regions(
        region,
        list(zip(mean_x.tolist(), mean_y.tolist(), strict=True)),
        (price / PRICE_STEPS).tolist(),
        list(zip(block_x.tolist(), block_y.tolist(), strict=True)),
        _touching(region, block, size.size),
    )


def _touching(region: Ints, block: int, count: int) -> list[list[int]]:
    """Regions that share a border between two blocks, ascending."""
    sides = (
        (region[:, block - 1 : -1 : block], region[:, block::block]),
        (region[block - 1 : -1 : block], region[block::block]),
    )
    pairs = [a[(a >= 0) & (b >= 0)] * count + b[(a >= 0) & (b >= 0)] for a, b in sides]
    touching: list[list[int]] = [[] for _ in range(count)]
    for pair in np.unique(np.concatenate(pairs)).tolist():
        a, b = divmod(pair, count)
        touching[a].append(b)
        touching[b].append(a)
    return [sorted(near) for near in touching]


def region_way(grid: Regions, start: int, goal: int) -> list[int] | None:
    """Cheapest chain of regions by the distance of their middles and their mean prices; None without one."""
    best = {start: 0.0}
    came_from = {start: -1}
    done: set[int] = set()
    queue = [(0.0, start)]
    while queue:
        _, here = heappop(queue)
        if here == goal:
            return _walk_back(came_from, goal)
        if here in done:
            continue
        done.add(here)
        for there in _steps(grid, here):
            reached = best[here] + _price(grid, here, there)
            if reached < best.get(there, math.inf):
                best[there] = reached
                came_from[there] = here
                heappush(queue, (reached, there))
    return None


def _steps(grid: Regions, here: int) -> list[int]:
    """Touching regions, and those cornerwise of them, so that a slanting way is not priced as a staircase."""
    bx, by = grid.block[here]
    near = list(grid.touching[here])
    for beside in grid.touching[here]:
        for far in grid.touching[beside]:
            fx, fy = grid.block[far]
            if fx != bx and fy != by:
                near.append(far)
    return near


def _price(grid: Regions, a: int, b: int) -> float:
    (ax, ay), (bx, by) = grid.middle[a], grid.middle[b]
    distance = math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
    return distance * 0.5 * (grid.price[a] + grid.price[b])


def _walk_back(came_from: dict[int, int], last: int) -> list[int]:
    way = []
    while last >= 0:
        way.append(last)
        last = came_from[last]
    return way[::-1]


def corridor(grid: Regions, way: list[int], block: int = BLOCK) -> Bools:
    """The tiles of every block on the way and of the blocks around it."""
    height, width = grid.region.shape
    blocks = np.zeros((-(-height // block) + 2, -(-width // block) + 2), dtype=np.bool_)
    for region in way:
        bx, by = grid.block[region]
        blocks[by : by + 3, bx : bx + 3] = True
    tiles = blocks[1:-1, 1:-1].repeat(block, axis=0).repeat(block, axis=1)
    return tiles[:height, :width]
