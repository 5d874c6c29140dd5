"""The map of keep-out zones, as the ground carries it; `sim/zones.py` draws it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Zones:
    """Keep-out zones: of each tile the number of its zone (0 none), and the zones' names and reasons."""

    number: Bytes
    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    def figures(self, number: int) -> dict[str, str]:
        """Name and reason of a zone, as refusals tell them."""
        why = self.reasons[number - 1]
        return {"zone": self.names[number - 1], "why": f": {why.rstrip('.')}" if why else ""}
