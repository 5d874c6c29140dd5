"""The painted ground in square pieces: painted beside the frames, kept while in use, renewed when the sun has moved or
more has become known.

A piece is painted once per zoom level and sun; what is known only decides how its two pictures (from orbit, as it is)
are blended, which is quick. All painting happens in jobs, one small batch at a time, so no frame waits for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pygame
from numpy.typing import NDArray

from game.imaging.relief import ReliefPainter
from game.imaging.relief_ground import ReliefGround, relief_ground
from game.imaging.relief_knowledge import compose, is_known
from game.terrain.terrain import Terrain
from game.ui.jobs import Job, Jobs
from game.ui.lru import Lru

Picture = NDArray[np.uint8]

PIECE_PX = 256
BATCH = 2  # pieces in one job: some 60 ms of the background thread
KEPT_SURFACES = 40_000_000  # pixels: 160 MB at most, some 600 pieces
KEPT_PICTURES = 24_000_000  # pixels of unblended pictures, 6 bytes each
AZIMUTH_STEP_DEG = 6
ELEVATION_STEP_DEG = 3
NIGHT_DEG = -9  # lower than this the ground is equally dark


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the map at a scale: pixels per tile, and its column and row among the pieces."""

    per_tile: int
    column: int
    row: int

    @property
    def tiles(self) -> int:
        """Side of the piece in tiles."""
        return PIECE_PX // self.per_tile

    @property
    def side_px(self) -> int:
        return self.tiles * self.per_tile

    def tile_rect(self, terrain: Terrain) -> tuple[int, int, int, int]:
        """First tile and size, cut at the map's edge."""
        tx, ty = self.column * self.tiles, self.row * self.tiles
        return (tx, ty, min(self.tiles, terrain.width - tx), min(self.tiles, terrain.height - ty))


@dataclass(frozen=True, slots=True)
class SunStep:
    """Where the light comes from, in steps coarse enough that pieces stay good for a quarter of an hour."""

    azimuth_deg: int
    elevation_deg: int


def sun_step(azimuth_deg: float, elevation_deg: float) -> SunStep:
    """
    >>> sun_step(118.0, 34.2), sun_step(300.0, -40.0)
    (SunStep(azimuth_deg=120, elevation_deg=33), SunStep(azimuth_deg=0, elevation_deg=-9))
    """
    if elevation_deg <= NIGHT_DEG:
        return SunStep(0, NIGHT_DEG)
    azimuth = round(azimuth_deg / AZIMUTH_STEP_DEG) * AZIMUTH_STEP_DEG % 360
    return SunStep(azimuth, round(elevation_deg / ELEVATION_STEP_DEG) * ELEVATION_STEP_DEG)


@dataclass(slots=True)
class Piece:
    """A blended piece ready to be drawn; stale when more has become known since."""

    surface: pygame.Surface
    stale: bool = False


@dataclass(frozen=True, slots=True)
class _Pictures:
    orbital: Picture
    ground: Picture | None  # painted only once something in it is known

    @property
    def pixels(self) -> int:
        return self.orbital.shape[0] * self.orbital.shape[1] * (1 if self.ground is None else 2)


@dataclass(frozen=True, slots=True)
class _Painted:
    key: tuple[Place, SunStep]
    rgb: bytes
    size: tuple[int, int]


class GroundStore:
    """Asked each frame for the pieces in view; has painted those still missing a few frames later."""

    def __init__(self, terrain: Terrain, jobs: Jobs, sun: SunStep) -> None:
        self.terrain = terrain
        self.sun = sun
        self.revision = 0  # counts every change of what is drawn
        self._next_sun = sun
        self._jobs = jobs
        self._job: Job[list[_Painted]] | None = None
        self._pieces: Lru[tuple[Place, SunStep], Piece] = Lru(KEPT_SURFACES, lambda piece: PIECE_PX * PIECE_PX)
        self._known: NDArray[np.uint8] = np.zeros((terrain.height, terrain.width), np.uint8)
        self._version = -1
        # touched by jobs only, of which there is never more than one
        self._ground: ReliefGround | None = None
        self._painters: Lru[tuple[int, SunStep], ReliefPainter] = Lru(8)
        self._pictures: Lru[tuple[Place, SunStep], _Pictures] = Lru(KEPT_PICTURES, lambda pair: pair.pixels)

    def piece(self, place: Place) -> pygame.Surface | None:
        """The piece in the present light, if it is painted."""
        found = self._pieces.peek((place, self.sun))
        return found.surface if found else None

    def ready(self, places: Iterable[Place]) -> bool:
        return all(self.piece(place) is not None for place in places)

    def set_sun(self, sun: SunStep) -> None:
        """The light changes when all that is in view has been painted in it: never half a picture."""
        self._next_sun = sun

    def set_known(self, known: NDArray[np.uint8], version: int) -> None:
        """Take note of what is known now; pieces in which that changed are renewed."""
        if version == self._version:
            return
        changed = np.argwhere(known != self._known)
        self._known, self._version = known.copy(), version
        if not len(changed):
            return
        (north, west), (south, east) = changed.min(axis=0) - 2, changed.max(axis=0) + 2
        for (place, _sun), piece in self._pieces.items():
            tx, ty, wide, high = place.tile_rect(self.terrain)
            if tx <= east and ty <= south and tx + wide >= west and ty + high >= north:
                piece.stale = True

    def update(self, wanted: Sequence[Place]) -> None:
        """Once per frame: take over what has been painted, ask for what is wanted most."""
        self._take()
        if self._next_sun != self.sun and all((place, self._next_sun) in self._pieces for place in wanted):
            self.sun = self._next_sun
            self.revision += 1
        if self._job is None:
            asked = self._most_wanted(wanted)
            if asked:
                known = self._known
                self._job = self._jobs.start(lambda: [self._paint(key, known) for key in asked])

    def settled(self, wanted: Sequence[Place]) -> bool:
        """Is everything in view painted as it should be?"""
        return self._job is None and self._next_sun == self.sun and not self._most_wanted(wanted)

    def _most_wanted(self, wanted: Sequence[Place]) -> list[tuple[Place, SunStep]]:
        """What is missing, then what is out of date, then the coming light."""
        missing = [(place, self.sun) for place in wanted if (place, self.sun) not in self._pieces]
        if len(missing) < BATCH:
            keys = [(place, self.sun) for place in wanted]
            missing += [key for key in keys if (piece := self._pieces.peek(key)) is not None and piece.stale]
        if len(missing) < BATCH and self._next_sun != self.sun:
            missing += [(p, self._next_sun) for p in wanted if (p, self._next_sun) not in self._pieces]
        return missing[:BATCH]

    def _take(self) -> None:
        if self._job is None or not self._job.done:
            return
        job, self._job = self._job, None
        for painted in job.result:
            surface = pygame.image.frombuffer(painted.rgb, painted.size, "RGB").convert()
            self._pieces.put(painted.key, Piece(surface))
            self.revision += 1

    # --- in the background --------------------------------------------------------------------------------------------

    def _paint(self, key: tuple[Place, SunStep], known: NDArray[np.uint8]) -> _Painted:
        place, _sun = key
        rect = place.tile_rect(self.terrain)
        seen = is_known(known, *rect)
        pictures = self._pictures.get(key, lambda: self._pair(key, seen))
        if seen and pictures.ground is None:
            pictures = self._pair(key, seen)
            self._pictures.put(key, pictures)
        rgb = pictures.orbital
        if pictures.ground is not None:
            rgb = compose(pictures.orbital, pictures.ground, known, rect[0], rect[1], place.per_tile)
        return _Painted(key, np.ascontiguousarray(rgb).tobytes(), (rgb.shape[1], rgb.shape[0]))

    def _pair(self, key: tuple[Place, SunStep], seen: bool) -> _Pictures:
        place, sun = key
        if self._ground is None:
            self._ground = relief_ground(self.terrain)
        ground = self._ground
        painter = self._painters.get(
            (place.per_tile, sun),
            lambda: ReliefPainter(self.terrain, place.per_tile, sun.azimuth_deg, sun.elevation_deg, ground),
        )
        rect = place.tile_rect(self.terrain)
        return _Pictures(painter.orbital(*rect), painter.paint(*rect) if seen else None)
