"""The ground that hangs together with a place, by tiles that can be crossed."""

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]

MOST_SWEEPS = 400
"""Along rows and columns in turn; a maze of more turns than this counts as closed."""


def reachable_from(open_tiles: Bools, tx: int, ty: int) -> Bools:
    """The open tiles that a chain of open tiles, side by side, joins to one; that one always among them.

    >>> ground = np.array([[1, 1, 0, 1], [0, 1, 0, 1]], dtype=np.bool_)
    >>> reachable_from(ground, 0, 0).astype(int).tolist()
    [[1, 1, 0, 0], [0, 1, 0, 0]]
    """
    ground = open_tiles.copy()
    ground[ty, tx] = True
    reached = np.zeros_like(ground)
    reached[ty, tx] = True
    count = 1
    for _ in range(MOST_SWEEPS):
        reached = _along_rows(ground, reached)
        reached = _along_rows(ground.T, reached.T).T
        now = int(np.count_nonzero(reached))
        if now == count:
            break
        count = now
    return reached


def _along_rows(ground: Bools, reached: Bools) -> Bools:
    """Every unbroken run of open tiles in a row of which one is reached is reached as a whole."""
    ends = np.pad(~ground, ((0, 0), (1, 0)), constant_values=True)
    run = np.cumsum(ends.ravel(), dtype=np.int64).reshape(ends.shape)[:, 1:]
    lit = np.bincount(run[reached], minlength=int(run[-1, -1]) + 1) > 0
    spread: Bools = lit[run] & ground
    return spread
