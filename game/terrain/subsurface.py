"""The ground under the ground: how deep each layer, bed and buried boulder lies, as exact functions of place and seed.

Nothing here is stored: a depth is worked out where it is asked for, so a sounding is the same whenever it is taken.
Depths are metres straight down from the ground at the place.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.grid import heading_vector
from game.core.rng import Stream, rng_for
from game.terrain.noise_field import pnoise2, shuffled_table
from game.terrain.subsurface_spec import Layer, SubsurfaceSpec
from game.terrain.terrain import Terrain

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

FINE_SHARE, FINE_RATIO = 0.3, 3.7
"""Small relief on a boundary, as a share of the large, and how much shorter it is: starting values."""
NOISE_GAIN = 1.6
"""Perlin noise rarely leaves +-0.6: with this gain an undulation reaches the metres it is given."""
BED_JITTER = 0.35
"""How unevenly thick beds are, as a share of bed_m."""
CELL_M = 10.0
"""Buried boulders are drawn by cells of this size, at most one in each."""
BOULDER_DEPTHS_M = (0.8, 9.0)


@dataclass(frozen=True, slots=True)
class Beds:
    """Places where beds of one layer lie under the columns asked for: column, depth, and which bed."""

    column: Indices
    depth_m: Floats
    number: Indices


@dataclass(frozen=True, slots=True)
class Boulders:
    """Buried boulders near the columns: where they lie and how deep."""

    x_m: Floats
    y_m: Floats
    depth_m: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Subsurface:
    """What lies under one site."""

    spec: SubsurfaceSpec
    seed: int
    terrain: Terrain

    # --- layers -------------------------------------------------------------------------------------------------------

    def tops_m(self, x_m: Floats, y_m: Floats) -> Floats:
        """Depth of each layer's top under each place, [layer, place]: 0 for the first, never less than above.

        The uppermost layer lies on the ground like a blanket; deeper ones follow only its large shapes, so that a
        small crater cuts into them.
        """
        soft_m = self.terrain.heights_at(x_m, y_m) - self.terrain.orbital_heights_at(x_m, y_m)
        tops = [np.zeros_like(x_m)]
        reached = np.zeros_like(x_m)
        for index, (layer, below) in enumerate(zip(self.spec.layers, self.spec.layers[1:], strict=False)):
            thick = self._thickness_m(layer, below, x_m, y_m)
            reached = reached + thick
            follows = index == 0 or layer.lens is not None  # a lens must come out as thick as it is
            tops.append(tops[-1] + thick if follows else np.maximum(tops[-1], reached + soft_m))
        return np.stack(tops)

    def _thickness_m(self, layer: Layer, below: Layer, x_m: Floats, y_m: Floats) -> Floats:
        """How thick a layer is: the relief of the horizon under it decides, and a lens thins out to its rim."""
        relief = self._relief_m(below, x_m, y_m)
        thick = np.maximum(layer.thickness_m + relief, min(0.3, layer.thickness_m))
        if layer.lens is None:
            return thick
        east, south = x_m - layer.lens.x_m, y_m - layer.lens.y_m
        share = 1.0 - (east * east + south * south) / (layer.lens.radius_m * layer.lens.radius_m)
        return thick * np.maximum(share, 0.0)

    def _relief_m(self, layer: Layer, x_m: Floats, y_m: Floats) -> Floats:
        """How much deeper than usual a horizon lies: undulations, and valleys cut by erosion."""
        stream = self._stream(layer.id)
        wavelength_m = layer.undulation_wavelength_m
        coarse = _noise(stream.sub("coarse"), x_m, y_m, wavelength_m)
        fine = _noise(stream.sub("fine"), x_m, y_m, wavelength_m / FINE_RATIO)
        relief = (coarse + fine * FINE_SHARE) * (layer.undulation_m * NOISE_GAIN)
        if layer.erosion_m > 0.0:
            valley = np.maximum(1.0 - 4.0 * np.abs(_noise(stream.sub("valleys"), x_m, y_m, wavelength_m * 2.0)), 0.0)
            relief = relief + valley * valley * (3.0 - 2.0 * valley) * layer.erosion_m
        return relief

    # --- beds ---------------------------------------------------------------------------------------------------------

    def beds(self, index: int, x_m: Floats, y_m: Floats, top_m: Floats, base_m: Floats) -> Beds:
        """The beds of layer `index` between its top and its base under each place.

        Beds are planes through the whole site, so they run on from place to place and are cut off where the layer
        ends: that is what dipping reflectors look like.
        """
        layer = self.spec.layers[index]
        east, south = heading_vector(layer.dip_azimuth_deg)
        fall = exact.tan(layer.dip_deg * (exact.PI / 180.0))
        wave = _noise(self._stream(layer.id, "beds"), x_m, y_m, 18.0) * (0.25 * layer.bed_m)
        level_m = self.terrain.heights_at(x_m, y_m) + fall * (x_m * east + y_m * south) + wave
        first, last = np.floor((level_m - base_m).min() / layer.bed_m), np.floor((level_m - top_m).max() / layer.bed_m)
        numbers = np.arange(int(first), int(last) + 2, dtype=np.int64)
        jitter = (self._stream(layer.id, "bed").uniform(numbers) - 0.5) * BED_JITTER
        depth = level_m[None, :] - ((numbers + jitter) * layer.bed_m)[:, None]
        row, column = np.nonzero((depth > top_m) & (depth < base_m))
        return Beds(column.astype(np.int64), depth[row, column], numbers[row])

    def contrast(self, index: int, number: Indices) -> Floats:
        """How far the permittivity changes at a bed, as a share of the layer's: -0.16 to 0.16, some beds hardly."""
        return (self._stream(self.spec.layers[index].id, "contrast").uniform(number) - 0.5) * 0.32

    # --- boulders -----------------------------------------------------------------------------------------------------

    def boulders(self, x_m: Floats, y_m: Floats, reach_m: float) -> Boulders:
        """The boulders buried within about `reach_m` of any of the places."""
        cells = _cells(x_m, y_m, reach_m)
        column, row = cells[:, 0], cells[:, 1]
        stream = self._stream("boulders")
        chance = self.spec.boulders_per_ha * (CELL_M * CELL_M / 10_000.0)
        here = stream.sub("here").uniform2(column, row) < chance
        column, row = column[here], row[here]
        x = (column + stream.sub("x").uniform2(column, row)) * CELL_M
        y = (row + stream.sub("y").uniform2(column, row)) * CELL_M
        low, high = BOULDER_DEPTHS_M
        return Boulders(x, y, low + (high - low) * stream.sub("depth").uniform2(column, row))

    def _stream(self, *names: str) -> Stream:
        return rng_for(self.seed, "subsurface", *names)


def _noise(stream: Stream, x_m: Floats, y_m: Floats, wavelength_m: float) -> Floats:
    """One octave of noise, fixed to the ground."""
    x = (x_m / wavelength_m + 256.0 * stream.uniform(0)).astype(np.float32)
    y = (y_m / wavelength_m + 256.0 * stream.uniform(1)).astype(np.float32)
    table = shuffled_table(stream.sub("table"))
    return pnoise2(x, y, repeat_x=65536.0, repeat_y=65536.0, table=table).astype(np.float64)


def _cells(x_m: Floats, y_m: Floats, reach_m: float) -> Indices:
    """The cells around the places, each once, in order: (column, row)."""
    half = int(np.floor(reach_m / CELL_M)) + 1
    steps = np.arange(-half, half + 1, dtype=np.int64)
    around = np.stack([steps.repeat(len(steps)), np.concatenate([steps] * len(steps))], axis=1)
    under = np.floor(np.stack([x_m, y_m], axis=1) / CELL_M).astype(np.int64)
    wide: Indices = (np.unique(under, axis=0)[:, None, :] + around[None, :, :]).reshape(-1, 2)
    found: Indices = np.unique(wide, axis=0)
    return found
