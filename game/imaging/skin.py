"""The surface under some pixels, as light will find it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]


@dataclass(slots=True, eq=False)
class Skin:
    """The surface under some pixels: normal [3, n], colour, openness to the sky, share of the sun."""

    normal: list[F32]
    colour: list[F32]
    open_sky: F32
    lit: F32


def soft(values: F32, low: float, high: float) -> F32:
    """0 below low, 1 above high, with soft ends."""
    t = np.clip((values - np.float32(low)) * np.float32(1.0 / (high - low)), 0.0, 1.0)
    return t * t * (np.float32(3.0) - np.float32(2.0) * t)
