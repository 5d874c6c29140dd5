"""What lies where in an area: one layer per material, in painting order, each only as large as it must be."""

from dataclasses import dataclass

import numpy as np

from game.imaging.relief_colour import COLOURS, RGB
from game.imaging.relief_ground import ReliefGround
from game.imaging.relief_pixels import F32, Area, enlarge, noise, smoothstep, window
from game.terrain.material import Material

ORDER = (
    Material.DUST,
    Material.BOULDERS,
    Material.BEDROCK,
    Material.ICE_CEMENTED,
    Material.DELTA,
    Material.SAND,
    Material.RIPPLE,
)
"""Later ones lie over earlier ones; regolith is under all."""
EDGE: dict[Material, float] = {
    Material.DUST: 0.38,
    Material.BOULDERS: 0.34,
    Material.BEDROCK: 0.10,
    Material.ICE_CEMENTED: 0.2,
    Material.DELTA: 0.14,
    Material.SAND: 0.42,
    Material.RIPPLE: 0.4,
}
"""Half width of the edge in shares of cover: loose ground fades out, rock ends."""
FRAY = 0.15
"""How much noise frays the edges."""


@dataclass(slots=True, eq=False)
class Layer:
    """One material: its rectangle of pixels within the whole, its share of each pixel there, its colour.

    brightness, where given, multiplies the colour.
    """

    kind: Material
    colour: RGB
    area: Area
    rows: slice
    columns: slice
    weight: F32
    brightness: F32 | None = None
    beds: F32 | None = None
    """Share that lies in thin beds, where it is not the same for the whole material."""


def layers_of(ground: ReliefGround, area: Area) -> list[Layer]:
    """Every material in the area but regolith."""
    rough = noise(area, 1.7, 11) + noise(area, 0.6, 12) * np.float32(0.6) + noise(area, 0.21, 13) * np.float32(0.35)
    rough *= np.float32(FRAY)
    found = []
    for kind in ORDER:
        box = _box(ground.cover.get(kind), area)
        if box is not None:
            part, rows, columns = box
            cover = enlarge(ground.cover[kind], part)
            cover += _part(rough, rows, columns) * np.minimum(cover * np.float32(3.0), np.float32(1.0))
            edge = EDGE[kind]
            weight = smoothstep(0.5 - edge, 0.5 + edge, cover)
            found.append(Layer(kind, COLOURS[kind], part, rows, columns, weight))
    return found


def _part(values: F32, rows: slice, columns: slice) -> F32:
    return values if values.size == 1 else values[rows, columns]


def _box(cover: F32 | None, area: Area) -> tuple[Area, slice, slice] | None:
    """The rectangle of pixels within three tiles of any tile that has some cover."""
    if cover is None:
        return None
    p = area.per_tile
    tx0, ty0 = area.x0 // p - 3, area.y0 // p - 3
    seen = window(cover, tx0, ty0, area.width // p + 8, area.height // p + 8) > 0.0
    down, across = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not down.size:
        return None
    top, bottom = _span(down, ty0, p, area.y0, area.height)
    left, right = _span(across, tx0, p, area.x0, area.width)
    if top >= bottom or left >= right:
        return None
    part = Area(area.x0 + left, area.y0 + top, right - left, bottom - top, p, area.tile_m)
    return part, slice(top, bottom), slice(left, right)


def _span(tiles: np.ndarray, first_tile: int, per_tile: int, first: int, count: int) -> tuple[int, int]:
    low = (int(tiles[0]) + first_tile - 2) * per_tile - first
    high = (int(tiles[-1]) + first_tile + 3) * per_tile - first
    return max(low, 0), min(high, count)
