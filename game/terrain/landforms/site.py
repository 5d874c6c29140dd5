"""The workbench of `generate`: the arrays that one landform after another shapes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.rng import Stream, rng_for
from game.terrain.noise_field import pnoise2_grid, shuffled_table
from game.terrain.spec import TerrainSpec

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

FRINGE_M = 13.0


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of tiles: rows and columns as slices, and the metres of their centres (x a row, y a
    column)."""

    rows: slice
    columns: slice
    x_m: Floats
    y_m: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Arrays being shaped: elevation_m, material, outcrop, and rock_factor (multiplies the rock
    abundance)."""

    spec: TerrainSpec
    seed: int
    elevation_m: Floats
    material: NDArray[np.uint8]
    outcrop: NDArray[np.uint8]
    rock_factor: Floats
    fringe: Singles
    """Fine noise, about -0.6 .. 0.6, that frays the edges of whatever is drawn with a threshold."""

    def stream(self, *names: str | int) -> Stream:
        """The landform's own random numbers."""
        return rng_for(self.seed, "terrain", *names)

    def stream_at(self, name: str, x_m: float, y_m: float) -> Stream:
        """The random numbers of the landform of a kind that stands at a place."""
        return stream_at(self.seed, name, x_m, y_m)

    def everywhere(self) -> Window:
        """The whole map."""
        return everywhere(self.spec)

    def window(self, x_m: float, y_m: float, half_x_m: float, half_y_m: float) -> Window | None:
        """The tiles whose centres lie within a box around a point; None when there are none."""
        return window_of(self.spec, x_m, y_m, half_x_m, half_y_m)


def everywhere(spec: TerrainSpec) -> Window:
    """All tiles of a map."""
    return _window(spec, 0, spec.width, 0, spec.height)


def window_of(spec: TerrainSpec, x_m: float, y_m: float, half_x_m: float, half_y_m: float) -> Window | None:
    """The tiles of a map whose centres lie within a box around a point; None when there are none."""
    tile_m = spec.tile_m
    left = max(0, int(np.ceil((x_m - half_x_m) / tile_m - 0.5)))
    right = min(spec.width, int(np.floor((x_m + half_x_m) / tile_m - 0.5)) + 1)
    top = max(0, int(np.ceil((y_m - half_y_m) / tile_m - 0.5)))
    bottom = min(spec.height, int(np.floor((y_m + half_y_m) / tile_m - 0.5)) + 1)
    return _window(spec, left, right, top, bottom) if left < right and top < bottom else None


def _window(spec: TerrainSpec, left: int, right: int, top: int, bottom: int) -> Window:
    x_m = (np.arange(left, right, dtype=np.float64) + 0.5) * spec.tile_m
    y_m = (np.arange(top, bottom, dtype=np.float64) + 0.5) * spec.tile_m
    return Window(slice(top, bottom), slice(left, right), x_m[None, :], y_m[:, None])


def stream_at(seed: int, name: str, x_m: float, y_m: float) -> Stream:
    """The random numbers of one landform among its kind: those of its place, whatever the others."""
    return rng_for(seed, "terrain", name, round(x_m * 1000.0), round(y_m * 1000.0))


def noise_on(window: Window, stream: Stream, wavelength_m: float) -> Singles:
    """One octave of Perlin noise over a window, fixed to the ground whatever the window."""
    x = window.x_m[0] / wavelength_m + 256.0 * stream.uniform(0)
    y = window.y_m[:, 0] / wavelength_m + 256.0 * stream.uniform(1)
    repeat = 65536.0
    table = shuffled_table(stream.sub("table"))
    return pnoise2_grid(x.astype(np.float32), y.astype(np.float32), repeat, repeat, table)


def fresh_site(spec: TerrainSpec, seed: int) -> Site:
    """An empty workbench."""
    shape = (spec.height, spec.width)
    byte_zeros = np.zeros(shape, dtype=np.uint8)
    fringe = np.zeros(shape, dtype=np.float32)
    site = Site(spec, seed, np.zeros(shape), byte_zeros, byte_zeros.copy(), np.ones(shape), fringe)
    for name, wavelength_m in (("coarse", FRINGE_M), ("fine", FRINGE_M / 2.7)):
        if wavelength_m >= 2.0 * spec.tile_m:
            fringe += noise_on(site.everywhere(), site.stream("fringe", name), wavelength_m)
    return site
