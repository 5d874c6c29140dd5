"""The Golombek & Rapp law of rock sizes: the ground covered by rocks of diameter D and larger is k exp(-q D).

Golombek & Rapp 1997, Golombek et al. 2003 (NTRS 20030111177); D in metres, k the cover by all rocks
(0.05-0.4).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact

Floats = NDArray[np.float64]

K_MIN = 0.002  # ground with less is drawn without rocks
K_MAX = 0.4
CLASSES = 40  # k is rounded to one of these
TABLE = 160  # nodes of each size table
STEPS = 512  # of the integration over diameter


def decay(k: Floats) -> Floats:
    """q of the law (1/m).

    >>> decay(np.array([0.05])).round(3).tolist()
    [4.83]
    """
    result: Floats = 1.79 + 0.152 / k
    return result


def cover(k: Floats, diameter_m: Floats) -> Floats:
    """Share of the ground under rocks of at least this diameter."""
    return k * exact.exp(-decay(k) * diameter_m)


def class_k() -> Floats:
    """The k of each class, the first being no rocks: even steps of the square root, finest where rocks are
    few."""
    root = np.arange(CLASSES) * (np.sqrt(K_MAX) / (CLASSES - 1))
    k: Floats = root * root
    return np.where(k < K_MIN, 0.0, k)


def class_of(k: Floats, part: Floats | float = 0.5) -> NDArray[np.int64]:
    """The class of each k, below or above it as `part` (0..1) decides, so that even draws keep the mean."""
    root = np.sqrt(np.minimum(np.maximum(k, 0.0), K_MAX)) * ((CLASSES - 1) / np.sqrt(K_MAX))
    low = np.minimum(root.astype(np.int64), CLASSES - 2)
    # the share of the way from class to class in k itself, which is the square of the root
    way = (root * root - low * low) / (2.0 * low + 1.0)
    result: NDArray[np.int64] = low + (way > part)
    return result


@dataclass(frozen=True, slots=True)
class Sizes:
    """The law between two diameters: how many rocks of each class of k, and how large they are.

    larger: [class, edge] rocks per square metre larger than each of the diameters edges_m, from the second class on.
    """

    edges_m: Floats
    larger: Floats

    def per_m2(self) -> Floats:
        """Rocks per square metre of each class."""
        return np.where(class_k() > 0.0, np.concatenate([np.zeros(1), self.larger[:, 0]]), 0.0)

    def table(self) -> Floats:
        """[class, node]: node i holds the diameter that a share (i / (TABLE - 1)) ** 4 of the rocks exceed.

        The fourth power gives the few large rocks as many nodes as the many small ones.
        """
        no_rocks = np.full((1, TABLE), self.edges_m[0])
        return np.concatenate([no_rocks, _sizes(self.larger, self.edges_m)])


def sizes(min_m: float, max_m: float) -> Sizes:
    """Rocks from min_m to max_m."""
    edges_m = _edges(min_m, max_m)
    return Sizes(edges_m, _larger(edges_m))


def _edges(min_m: float, max_m: float) -> Floats:
    """Diameters in equal ratios."""
    ratio = exact.pow(max_m / min_m, 1.0 / STEPS)
    return min_m * exact.pow(ratio, np.arange(STEPS + 1, dtype=np.float64))


def _larger(edges: Floats) -> Floats:
    """[class, edge]: rocks per square metre larger than each edge, from the law for their area: dn = -dF /
    (pi D**2/4)."""
    middle = np.sqrt(edges[1:] * edges[:-1])
    k = np.maximum(class_k()[1:], K_MIN)[:, None]
    covered = cover(k, edges[None, :])
    numbers = (covered[:, :-1] - covered[:, 1:]) / (middle * middle * (exact.PI / 4.0))
    result: Floats = np.cumsum(numbers[:, ::-1], axis=1)[:, ::-1]
    return result


def _sizes(larger: Floats, edges: Floats) -> Floats:
    """Diameter at each node, by straight lines between the edges."""
    node = np.arange(TABLE) / (TABLE - 1.0)
    share = node * node
    share = share * share
    sizes = np.empty((len(larger), TABLE))
    for row, counts in enumerate(larger):
        tail = np.concatenate([counts, np.zeros(1)])[::-1] / counts[0]  # ascending, with the largest diameter first
        at = np.minimum(np.maximum(np.searchsorted(tail, share, side="right"), 1), len(tail) - 1)
        low, high = tail[at - 1], tail[at]
        part = np.minimum(np.maximum((share - low) / np.maximum(high - low, 1e-300), 0.0), 1.0)
        large, small = edges[::-1][at - 1], edges[::-1][at]
        sizes[row] = large + (small - large) * part
    return sizes
