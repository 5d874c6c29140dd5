"""Pictures of a level's ground, painted beside the frames and kept as files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.ui.jobs import Job
from game.ui.kit import Services
from game.ui.levels import LevelEntry
from game.ui.pictures import keep

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from game.content.level import Level

SIDE_PX = 1280
MOST_PER_TILE = 8
SUN_DEG = (305.0, 30.0)  # from the upper left, where eyes expect light on a relief
SEEN_M = 45.0
VERSION = 1  # part of the kept files' names: raise it when the painting changes


@dataclass(slots=True)
class Preview:
    """A picture to come."""

    job: Job[pygame.Surface]

    def surface(self) -> pygame.Surface | None:
        return self.job.result if self.job.done and self.job.error is None else None

    def waiting(self) -> str:
        return "no picture" if self.job.done and self.job.error is not None else "surveying ..."


class Previews:
    """One picture per level and seed, begun when it is first asked for."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._asked: dict[tuple[str, int], Preview] = {}

    def of(self, entry: LevelEntry, seed: int | None = None) -> Preview | None:
        if entry.level is None:
            return None
        level = entry.level
        key = (entry.digest, level.seed if seed is None else seed)
        if key not in self._asked:
            cache = self._services.cache
            self._asked[key] = Preview(self._services.jobs.start(lambda: load_or_paint(level, key, cache)))
        return self._asked[key]

    def drop(self) -> None:
        """Nobody looks any more: what has not begun is not painted."""
        for preview in self._asked.values():
            preview.job.drop()


def load_or_paint(level: "Level", key: tuple[str, int], cache: Path | None) -> pygame.Surface:
    file = cache / f"level_{VERSION}_{key[0]}_{key[1]}.png" if cache else None
    if file is not None and file.is_file():
        try:
            return pygame.image.load(str(file)).convert()
        except (pygame.error, OSError):
            pass  # a damaged cache is simply made again
    surface = paint(level, key[1])
    if file is not None:
        keep(surface, file)
    return surface


def paint(level: "Level", seed: int) -> pygame.Surface:
    """The level's ground as it is known before landing: soft from orbit, sharp round the start."""
    from game.imaging.relief import ReliefPainter
    from game.imaging.relief_knowledge import compose
    from game.terrain.generate import generate

    terrain = generate(level.terrain_spec(), seed)
    per_tile = max(1, min(MOST_PER_TILE, SIDE_PX // max(terrain.width, terrain.height)))
    painter = ReliefPainter(terrain, per_tile, *SUN_DEG)
    whole = (0, 0, terrain.width, terrain.height)
    rgb = compose(painter.orbital(*whole), painter.paint(*whole), _known(level), 0, 0, per_tile)
    size = (rgb.shape[1], rgb.shape[0])
    return pygame.image.frombuffer(rgb.tobytes(), size, "RGB").convert()


def _known(level: "Level") -> "NDArray[np.uint8]":
    """What is known before the mission begins: everything from orbit, and the ground round the start."""
    import numpy as np

    wide, high = level.map.tiles
    rows, columns = np.ogrid[:high, :wide]
    x, y = level.start.at
    near = (columns - x) ** 2 + (rows - y) ** 2 < (SEEN_M / level.map.tile_m) ** 2
    return np.where(near, 2, 0).astype(np.uint8)
