"""Which tiles a kind of landform covers, and which lie near it: for whatever is to stand there."""

from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from game.terrain.landforms.channel import distance_to_channel
from game.terrain.landforms.plan import turned
from game.terrain.landforms.scarp import FOOT, TOP, runs_behind_foot
from game.terrain.landforms.site import everywhere, stream_at, window_of
from game.terrain.spec import RidgeField, RippleField
from game.terrain.terrain import Terrain

Bools = NDArray[np.bool_]

Landform = Literal["outcrop", "crater", "crater_rim", "ripples", "ridges", "scarp", "channel"]
RIM_RADII = (0.9, 1.3)
"""The raised rim and the blocks thrown out next to it, in radii of the crater."""


def footprint(terrain: Terrain, landform: Landform) -> Bools:
    """The tiles of all landforms of a kind."""
    found = np.zeros((terrain.height, terrain.width), dtype=np.bool_)
    for rows, columns, mask in _PARTS[landform](terrain):
        found[rows, columns] |= mask
    return found


def grown(mask: Bools, tiles: int) -> Bools:
    """The tiles of a mask and all within so many tiles of one of them."""
    result = mask.copy()
    for dy in range(-tiles, tiles + 1):
        half = int(np.floor(np.sqrt(float(tiles * tiles - dy * dy))))
        wide = _widened(mask, half)
        if dy >= 0:
            result[dy:] |= wide[: len(wide) - dy]
        else:
            result[:dy] |= wide[-dy:]
    return result


def _widened(mask: Bools, half: int) -> Bools:
    """Each row's tiles and those within `half` tiles to the west and east of one."""
    counts = np.pad(np.cumsum(mask, axis=1, dtype=np.int64), ((0, 0), (half + 1, half)), mode="edge")
    counts[:, : half + 1] = 0
    width = mask.shape[1]
    near: Bools = counts[:, 2 * half + 1 :] > counts[:, :width]
    return near


_Part = tuple[slice, slice, Bools]


def _outcrops(terrain: Terrain) -> Iterator[_Part]:
    yield slice(None), slice(None), terrain.outcrop > 0


def _rings(terrain: Terrain, least: float, most: float) -> Iterator[_Part]:
    """Around every crater, the named and the nameless, from so many radii to so many."""
    for crater in terrain.craters:
        radius_m = 0.5 * crater.diameter_m
        window = window_of(terrain.spec, crater.x_m, crater.y_m, most * radius_m, most * radius_m)
        if window is not None:
            east, south = window.x_m - crater.x_m, window.y_m - crater.y_m
            away = (east * east + south * south) * (1.0 / (radius_m * radius_m))
            yield window.rows, window.columns, (away >= least * least) & (away <= most * most)


def _ovals(terrain: Terrain, fields: tuple[RippleField | RidgeField, ...]) -> Iterator[_Part]:
    window = everywhere(terrain.spec)
    for field in fields:
        along, across = turned(window, field.x_m, field.y_m, field.axis_deg)
        u, v = along * (2.0 / field.length_m), across * (2.0 / field.width_m)
        yield window.rows, window.columns, u * u + v * v <= 1.0


def _scarps(terrain: Terrain) -> Iterator[_Part]:
    window = everywhere(terrain.spec)
    for scarp in terrain.spec.scarps:
        runs = runs_behind_foot(window, scarp, stream_at(terrain.seed, "scarp", scarp.x_m, scarp.y_m))
        yield window.rows, window.columns, (runs > FOOT) & (runs < TOP)


def _channels(terrain: Terrain) -> Iterator[_Part]:
    for channel in terrain.spec.channels:
        away_m = distance_to_channel(terrain.spec, terrain.seed, channel)
        yield slice(None), slice(None), away_m <= 0.5 * channel.width_m


_PARTS: dict[Landform, Callable[[Terrain], Iterator[_Part]]] = {
    "outcrop": _outcrops,
    "crater": lambda terrain: _rings(terrain, 0.0, 1.0),
    "crater_rim": lambda terrain: _rings(terrain, *RIM_RADII),
    "ripples": lambda terrain: _ovals(terrain, terrain.spec.ripples),
    "ridges": lambda terrain: _ovals(terrain, terrain.spec.ridges),
    "scarp": _scarps,
    "channel": _channels,
}
