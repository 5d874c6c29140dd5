"""What is known of the ground, and what has been done with the targets on it."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

KNOWN_ORBITAL, KNOWN_AERIAL, KNOWN_SURVEYED = 0, 1, 2


@dataclass(slots=True)
class SurveyState:
    """What is known of each tile: 0 orbital, 1 aerial, 2 surveyed. `version` counts changes (for caches)."""

    known: npt.NDArray[np.uint8]
    version: int = 0
    last_tile: int = -1
    """Tile index from which the mast last looked around."""
    aerial_tiles: int = field(init=False, compare=False)
    """Tiles seen from the air or the ground; counted from `known`, kept up to date by systems/survey."""
    surveyed_tiles: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.aerial_tiles = int(np.count_nonzero(self.known))
        self.surveyed_tiles = int(np.count_nonzero(self.known == KNOWN_SURVEYED))


@dataclass(slots=True)
class TargetState:
    """What has been done with a target of the level (same order as level.targets)."""

    present: bool = True
    """False until the story spawns it."""
    known: bool = False
    reached: bool = False
    imaged: bool = False
    abraded: bool = False
    analysed: list[str] = field(default_factory=list)
    """Instruments used, in the order of first use."""
    cores: int = 0
    sealed: int = 0
