"""The lit ground round an eye, made in small steps from the coarsest patch to the finest.

Each patch is good for any view from that eye; a picture may be taken as soon as the coarsest ones are there.
"""

import copy
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from game.core.grid import heading_vector
from game.imaging import clipmap
from game.imaging.clipmap import CELLS, Clipmap
from game.imaging.patch import Patch, PatchMaker
from game.imaging.patch_light import openness, skyline
from game.imaging.relief_ground import preparing
from game.imaging.relief_pixels import F32, Area
from game.imaging.relief_ripples import SAND_WIND_DEG
from game.imaging.rocks3d import NearRocks, rocks_in_reach
from game.imaging.scene import Eye, Scene
from game.imaging.sky import Daylight, daylight
from game.imaging.tracks import press_tracks

STRIP = 32
"""Rows worked at a time: about 5 ms."""
DONE = object()
TRACKS_TO_M = 0.3
"""Tracks are pressed into patches with cells up to this size."""


class Bake:
    """`step(budget_s)` until it says True, or `finish()`; `progress` goes from 0 to 1."""

    def __init__(self, scene: Scene, eye: Eye, cells: int = CELLS) -> None:
        self.scene, self.eye = scene, eye
        self.map = Clipmap(eye.x_m, eye.y_m, scene.terrain.tile_m, eye.aim_m, eye.finest_m, cells)
        self.light: Daylight = daylight(scene.sun_azimuth_deg, scene.sun_elevation_deg, scene.tau)
        self.eye_z_m = 0.0
        self.base_m = 0.0
        fields = scene.terrain.spec.ripples
        self.wind = heading_vector(fields[0].wind_deg if fields else SAND_WIND_DEG)
        self.rocks: NearRocks = rocks_in_reach(scene, eye)
        self._work = self._steps()
        self._steps_done, self._done = 0, False

    @property
    def progress(self) -> float:
        return (
            1.0 if self._done else min(self._steps_done / (self.map.levels * (self.map.cells // STRIP + 9) + 2), 0.99)
        )

    @property
    def is_ready(self) -> bool:
        return self._done

    def step(self, budget_s: float = 0.015) -> bool:
        """Work for about this long; True when all is made."""
        until = time.perf_counter() + budget_s
        while not self._done:
            if next(self._work, DONE) is DONE:
                self._done = True
            self._steps_done += 1
            if time.perf_counter() >= until:
                break
        return self._done

    def finish(self) -> "Bake":
        while not self.step(60.0):
            pass
        return self

    def moved(self, east_m: float, south_m: float, up_m: float = 0.0) -> "Bake":
        """The finished bake for an eye a little aside, such as the other one of a stereo pair."""
        other = copy.copy(self)
        eye, rocks = self.eye, self.rocks
        other.eye = replace(eye, x_m=eye.x_m + east_m, y_m=eye.y_m + south_m)
        other.eye_z_m = self.eye_z_m + up_m
        other.map = self.map.moved(east_m, south_m)
        aside = (rocks.east_m - np.float32(east_m), rocks.south_m - np.float32(south_m))
        other.rocks = replace(rocks, east_m=aside[0], south_m=aside[1])
        return other

    def _steps(self) -> Iterator[int | None]:
        ground = self.scene.ground
        if ground is None:
            ground = yield from preparing(self.scene.terrain)
        self.base_m = ground.base_m
        yield 0
        maker = PatchMaker(self.scene, ground)
        yield 0
        for level in range(self.map.levels - 1, -1, -1):
            yield from self._level(level, maker)
            self.map.ready = level
            self.eye_z_m = self._eye_z()

    def _level(self, level: int, maker: PatchMaker) -> Iterator[int | None]:
        strips = []
        for first in range(0, self.map.cells, STRIP):
            strips.append(self._strip(level, first, maker))
            self.map.looks[level, first : first + STRIP] = 0.0  # memory is handed out at the first touch: 20 ms at once
            yield level
        height = np.concatenate([strip.height_m for strip in strips])
        if self.map.cell_m[level] <= TRACKS_TO_M and self.scene.tracks_m:
            yield from press_tracks(height, strips, self._area(level, 0, self.map.cells), self.scene.tracks_m)
        self.map.z_m[level] = height
        yield level
        looks = self.map.looks[level]
        yield from self._relief(level, height, looks)
        looks[..., clipmap.SHADE] = skyline(self.map, level, self.light)
        yield level
        yield from self._paint(looks, strips)

    def _strip(self, level: int, first: int, maker: PatchMaker) -> Patch:
        per_tile = self.map.finest_per_tile >> level
        area = self._area(level, first, STRIP)
        return (
            maker.fine(area)
            if per_tile
            else maker.coarse(area, 1 << level >> (self.map.finest_per_tile.bit_length() - 1))
        )

    def _area(self, level: int, first: int, rows: int) -> Area:
        per_tile = self.map.finest_per_tile >> level
        x0, y0 = int(self.map.x0[level]), int(self.map.y0[level]) + first
        if per_tile:
            return Area(x0, y0, self.map.cells, rows, per_tile, self.scene.terrain.tile_m)
        return Area(x0, y0, self.map.cells, rows, 1, float(self.map.cell_m[level]))

    def _relief(self, level: int, height: F32, looks: F32) -> Iterator[int]:
        cell_m = float(self.map.cell_m[level])
        padded = np.pad(height, 1, mode="edge")
        per_m = np.float32(0.5 / cell_m)
        looks[..., clipmap.EAST] = (padded[1:-1, 2:] - padded[1:-1, :-2]) * per_m
        looks[..., clipmap.SOUTH] = (padded[2:, 1:-1] - padded[:-2, 1:-1]) * per_m
        yield level
        looks[..., clipmap.OPEN] = openness(height, cell_m)
        yield level

    def _paint(self, looks: F32, strips: list[Patch]) -> Iterator[int]:
        for k, channel in enumerate((clipmap.RED, clipmap.GREEN, clipmap.BLUE)):
            looks[..., channel] = np.concatenate([strip.colour[k] for strip in strips])
            yield channel
        looks[..., clipmap.GRAIN] = np.concatenate([strip.grain for strip in strips])
        looks[..., clipmap.BEDS] = np.concatenate([strip.beds for strip in strips])
        looks[..., clipmap.SAND] = np.concatenate([strip.sand for strip in strips])

    def _eye_z(self) -> float:
        """Height of the eye above the ground's base: by the map's own elevation, but never under a ripple."""
        none = np.zeros(1, dtype=np.float32)
        drawn = float(self.map.ground_at(none, none)[0])
        return max(self.scene.terrain.height_at(self.eye.x_m, self.eye.y_m) - self.base_m, drawn) + self.eye.height_m


def bake(scene: Scene, eye: Eye) -> Bake:
    """Everything at once."""
    return Bake(scene, eye).finish()
