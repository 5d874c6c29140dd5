"""Pictures of pieces of ground for the map, as arrays: the part of the work that runs beside the frames.

Pieces are squares of CHUNK_PX pixels at a level of 1, 2, 4 ... 32 pixels per tile.
"""

import math
from dataclasses import dataclass

import numpy as np

from game.imaging.relief import ReliefPainter
from game.imaging.relief_ground import ReliefGround, shared_ground
from game.imaging.relief_pixels import F32
from game.terrain.terrain import Terrain
from game.ui.lru import Lru
from game.ui.views.map_fog import Known, Picture, blend, shows_ground, surroundings
from game.ui.views.map_sun import SunStep

CHUNK_PX = 256
LEVELS = (1, 2, 4, 8, 16, 32)
OVERVIEW_PX = 640  # the longest side of the overview's map, about
AROUND = 0.5  # the overview shows so much ground beyond each edge, in shares of the map's shorter side
BEYOND = (15, 17, 21)  # what the ground beyond the map fades into
BEYOND_LIGHT = 0.52
PLAIN = (124, 114, 107)  # the ground from orbit without its relief
GLANCE_PX, GLANCE_CONTRAST = 256, 0.3


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of ground: its level and its column and row, counted from the map's corner (negative west, north)."""

    level: int
    column: int
    row: int

    @property
    def tiles(self) -> int:
        return CHUNK_PX // self.level

    def tile_box(self) -> tuple[int, int, int, int]:
        """West, north, east and south edge in tiles."""
        side = self.tiles
        return (self.column * side, self.row * side, (self.column + 1) * side, (self.row + 1) * side)


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A finished piece: the picture as the mission knows the ground, and the true ground if any of it is known.

    Both cover the part of the piece that lies on the map.
    """

    picture: Picture
    truth: Picture | None


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """The whole map from orbit and some of what lies around it, fading into the dark."""

    picture: Picture
    px_per_tile: float
    around_tiles: int


class GroundPainter:
    """Paints one terrain. Only the jobs' thread uses it."""

    def __init__(self, terrain: Terrain) -> None:
        self.terrain = terrain
        self._ground: ReliefGround | None = None
        self._painters: Lru[tuple[int, SunStep], ReliefPainter] = Lru(2 * len(LEVELS))

    def _painter(self, level: int, sun: SunStep) -> ReliefPainter:
        if self._ground is None:
            self._ground = shared_ground(self.terrain)
        ground = self._ground
        return self._painters.get(
            (level, sun), lambda: ReliefPainter(self.terrain, level, sun.azimuth_deg, sun.elevation_deg, ground)
        )

    def piece(self, place: Place, sun: SunStep, known: Known, truth: Picture | None = None) -> Painted:
        """Paint a piece; `truth` is the true ground under the same sun, if it is still there from before."""
        west, north, width, height = on_map(place, self.terrain)
        box = (west, north, width, height)
        painter = self._painter(place.level, sun)
        orbital = painter.orbital(*box)
        near = surroundings(known, *box)
        if truth is None and shows_ground(near):
            truth = painter.paint(*box)
        return Painted(blend(orbital, truth, near, west, north, place.level), truth)

    def overview(self, sun: SunStep) -> Overview:
        """The map from orbit at a low scale, mirrored outward round its edges."""
        terrain = self.terrain
        longest = max(terrain.width, terrain.height)
        level = 2 if longest * 2 <= OVERVIEW_PX else 1
        picture = self._painter(level, sun).orbital(0, 0, terrain.width, terrain.height)
        step = -(-longest * level // OVERVIEW_PX)
        picture = picture[::step, ::step]
        scale = picture.shape[1] / terrain.width
        shorter = min(terrain.width, terrain.height)
        around = int(AROUND * shorter)
        return Overview(_surrounded(picture, int(around * scale)), scale, around)


def glance(terrain: Terrain, sun: SunStep) -> Overview:
    """A rough overview made in some milliseconds, to be shown until the real one is there."""
    step = -(-max(terrain.width, terrain.height) // GLANCE_PX)
    height = terrain.orbital_elevation_m[::step, ::step].astype(np.float32)
    south, east = np.gradient(height, step * terrain.tile_m)
    azimuth = math.radians(sun.azimuth_deg)
    slope = south * np.float32(math.cos(azimuth)) - east * np.float32(math.sin(azimuth))
    light = np.float32(1.0) + np.float32(GLANCE_CONTRAST) * slope / (np.float32(0.2) + np.abs(slope))
    picture = (light[..., None] * np.array(PLAIN, dtype=np.float32)).astype(np.uint8)
    around = int(AROUND * min(picture.shape[:2]))
    return Overview(_surrounded(picture, around), 1.0 / step, around * step)


def on_map(place: Place, terrain: Terrain) -> tuple[int, int, int, int]:
    """The part of a piece that lies on the map, in tiles: west, north, width, height (not positive: none)."""
    west, north, east, south = place.tile_box()
    left, top = max(west, 0), max(north, 0)
    return left, top, min(east, terrain.width) - left, min(south, terrain.height) - top


def _surrounded(picture: Picture, around_px: int) -> Picture:
    """Mirrored outward, dimmed and fading: ground goes on, but not for this mission."""
    margin = ((around_px, around_px), (around_px, around_px), (0, 0))
    wide = np.pad(picture, margin, mode="reflect").astype(np.int16)
    down, across = (_away(side, around_px) for side in picture.shape[:2])
    away = np.sqrt(np.square(down)[:, None] + np.square(across)[None, :])
    left = np.maximum(np.float32(1.0) - away, np.float32(0.0))
    share = np.where(away > 0.0, left * np.sqrt(left) * np.float32(BEYOND_LIGHT), np.float32(1.0))
    wide -= np.array(BEYOND, dtype=np.int16)
    wide *= (share * np.float32(128)).astype(np.int16)[..., None]
    wide >>= 7
    wide += np.array(BEYOND, dtype=np.int16)
    return wide.astype(np.uint8)


def _away(side: int, around_px: int) -> F32:
    """Distance beyond the map along one direction, 0 on it, 1 at the overview's edge."""
    at = np.arange(-around_px, side + around_px, dtype=np.float32)
    away: F32 = np.maximum(np.maximum(-at, at - np.float32(side - 1)), np.float32(0.0))
    return away / np.float32(max(1, around_px))
