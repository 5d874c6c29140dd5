"""Fine relief and markings of each material: what makes sand look combed, rock cracked, the delta layered."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_colour import PALE_CREST
from game.imaging.relief_ground import ReliefGround
from game.imaging.relief_layers import Layer
from game.imaging.relief_pixels import F32, Area, enlarge, hashed, noise, smoothstep, unit, white, window
from game.imaging.relief_ripples import (
    SAND_WIND_DEG,
    large_ripples,
    sand_box,
    small_ripples,
    small_wavelength_m,
)
from game.terrain.material import Material

FINE_RELIEF_M = 0.022
"""RMS height of the hills one metre across on regolith; smaller ones follow with FINE_HURST."""
FINE_HURST = 0.72
FIRST_CELL, NEXT_CELL = 0.93, 0.53
"""Sizes of those hills in tiles: never a whole share of a tile, or they would line up into a visible grid."""
GRAIN = 0.05
"""Height of single grains and pebbles too small to draw, in pixels."""
ROUGHNESS: dict[Material, float] = {
    Material.DUST: 0.3,
    Material.BOULDERS: 1.6,
    Material.BEDROCK: 1.7,
    Material.ICE_CEMENTED: 0.8,
    Material.DELTA: 1.3,
    Material.SAND: 0.25,
    Material.RIPPLE: 0.2,
}
"""Fine relief in that of regolith."""
BED_M = 0.9
"""Thickness of a layer of delta sediment (game premise)."""
OUTCROP_BED_M = 0.16
"""Thickness of a layer of a layered outcrop (game premise; the outcrop itself rises in steps of 0.25 m)."""
LEAST_BED_PIXELS = 2.0
"""Thinner beds than this many pixels are drawn as thicker ones: they would shimmer on steep slopes."""
PLATE_M = 2.4
"""Size of the plates of cracked bedrock (game premise)."""
PLATES_FROM_PIXELS = 6.0


def fine_relief(ground: ReliefGround, area: Area, layers: list[Layer]) -> F32:
    """Height (m) of everything smaller than the tiles; also marks the layers for painting."""
    relief = _hills(area)
    rough = np.ones(area.shape, dtype=np.float32)
    for layer in layers:
        part = rough[layer.rows, layer.columns]
        part += layer.weight * (np.float32(ROUGHNESS[layer.kind]) - part)
    relief *= rough
    crests: list[Layer] = []
    for layer in layers:
        if layer.kind == Material.SAND:
            crests = _comb(ground, layer, relief)
        elif layer.kind == Material.DELTA:
            _bed(ground, layer, relief)
        elif layer.kind in (Material.BEDROCK, Material.ICE_CEMENTED):
            beds = _beds_of(ground, layer)
            _crack(layer, relief)
            if beds is not None:
                _terrace(ground, layer, relief, beds)
    layers += crests
    return relief


def _hills(area: Area) -> F32:
    """Hills and hollows smaller than a tile, finer octave by octave down to two pixels, and grain."""
    relief = white(area, 20) * np.float32(GRAIN * area.pixel_m)
    cell, salt = FIRST_CELL, 21
    while cell * area.per_tile >= 1.6:
        relief += noise(area, cell, salt) * np.float32(FINE_RELIEF_M * (cell * area.tile_m) ** FINE_HURST)
        cell, salt = cell * NEXT_CELL, salt + 1
    return relief


def _comb(ground: ReliefGround, layer: Layer, relief: F32) -> list[Layer]:
    """Ripples: the fields' large crests with small ones on them, and small ones alone on bare sand."""
    height, area = relief[layer.rows, layer.columns], layer.area
    bare = layer.weight.copy()
    crests_seen = []
    for number, crests in enumerate(ground.crests):
        box = sand_box(crests, area)
        if box is None:
            continue
        part, rows, columns = box
        weight, field = layer.weight[rows, columns], crests.field
        large = large_ripples(crests, part)
        small = small_ripples(part, small_wavelength_m(field), field.wind_deg, 400 + 10 * number)
        height[rows, columns] += (large.height_m + small) * weight
        bare[rows, columns] = 0.0
        pale = smoothstep(0.25, 0.95, large.crest) * weight * np.float32(0.6)
        down, across = _within(layer.rows, rows), _within(layer.columns, columns)
        crests_seen.append(Layer(Material.RIPPLE, PALE_CREST, part, down, across, pale))
    height += small_ripples(area, small_wavelength_m(None), SAND_WIND_DEG, 390) * bare * np.float32(0.5)
    return crests_seen


def _within(outer: slice, inner: slice) -> slice:
    return slice(outer.start + inner.start, outer.start + inner.stop)


def _bed(ground: ReliefGround, layer: Layer, relief: F32) -> None:
    """Layers of delta sediment: steps in the slope, bands of paler and darker rock along the contours."""
    area = layer.area
    steep = smoothstep(0.04, 0.22, enlarge(ground.steepness, area))
    wander = noise(area, 9.0, 51) * np.float32(0.35) + noise(area, 2.2, 52) * np.float32(0.12)
    bed_m = max(BED_M, LEAST_BED_PIXELS * area.pixel_m)
    at = enlarge(ground.height_m, area) * np.float32(1.0 / bed_m) + wander
    whole = np.floor(at)
    at -= whole
    bed = whole.astype(np.int32)
    first = int(bed.min())
    hardness = unit(hashed(np.arange(first, int(bed.max()) + 1), np.zeros(1, np.int32), 53))
    hard = hardness[bed - first]
    step = (smoothstep(0.35, 0.75, at) - at) * steep * layer.weight
    relief[layer.rows, layer.columns] += step * (np.float32(0.35) + hard) * np.float32(0.62 * bed_m)
    band = (hard - np.float32(0.5)) * (steep * np.float32(0.8) + np.float32(0.2)) * smoothstep(0.0, 0.3, at)
    layer.brightness = 1.0 + band * np.float32(0.42)


def _beds_of(ground: ReliefGround, layer: Layer) -> F32 | None:
    """Where a layer of bedrock lies in beds."""
    if layer.kind != Material.BEDROCK or ground.layered is None:
        return None
    area = layer.area
    p = area.per_tile
    if not window(ground.layered, area.x0 // p, area.y0 // p, area.width // p + 2, area.height // p + 2).any():
        return None
    rough = noise(area, 0.5, 56) * np.float32(0.10)
    return smoothstep(0.42, 0.58, enlarge(ground.layered, area) + rough)


def _terrace(ground: ReliefGround, layer: Layer, relief: F32, beds: F32) -> None:
    """An outcrop's beds end in little cliffs one above the other, their edges bitten."""
    area = layer.area
    bed_m = max(OUTCROP_BED_M, LEAST_BED_PIXELS * area.pixel_m)
    wander = noise(area, 2.4, 57) * np.float32(0.45) + noise(area, 0.7, 58) * np.float32(0.22)
    wander = wander + noise(area, 0.23, 59) * np.float32(0.10)
    at = enlarge(ground.height_m, area) * np.float32(1.0 / bed_m) + wander
    whole = np.floor(at)
    at -= whole
    bed = whole.astype(np.int32)
    first = int(bed.min())
    hardness = unit(hashed(np.arange(first, int(bed.max()) + 1), np.zeros(1, np.int32), 60))
    hard = hardness[bed - first]
    share = beds * layer.weight
    step = smoothstep(0.44, 0.60, at) - at
    relief[layer.rows, layer.columns] += step * share * (np.float32(0.55) + hard * np.float32(0.45)) * np.float32(bed_m)
    tone = 1.0 + share * ((hard - np.float32(0.45)) * np.float32(0.30) - smoothstep(0.40, 0.5, at) * (at < 0.62) * 0.24)
    layer.brightness = tone if layer.brightness is None else layer.brightness * tone
    layer.beds = share


def _crack(layer: Layer, relief: F32) -> None:
    """Bedrock broken into plates that end at their cracks, sand between them."""
    if PLATE_M / layer.area.pixel_m < PLATES_FROM_PIXELS:
        layer.brightness = (
            1.0 + noise(layer.area, 1.1, 66) * np.float32(0.06) + white(layer.area, 67) * np.float32(0.07)
        )
        return
    shape = layer.weight.shape
    at = np.flatnonzero(layer.weight > 0.02)
    plates = plates_at(layer.area, PLATE_M, at)
    weight = layer.weight.ravel()
    cover = weight[at]
    gap = 1.0 - smoothstep(0.01, 0.09, plates.border - plates.gap)
    whole = smoothstep(0.35, 0.65, weight[at] + plates.tone * np.float32(0.3)) * (1.0 - gap * np.float32(0.8))
    weight[at] = whole
    layer.weight = weight.reshape(shape)
    tone = np.ones(weight.size, dtype=np.float32)
    tone[at] += plates.tone * np.float32(0.09)
    layer.brightness = tone.reshape(shape)
    rise = np.zeros(weight.size, dtype=np.float32)
    rise[at] = whole * plates.tilt * np.float32(0.10) + (whole - cover) * np.float32(0.08)  # gaps sink, plates stay
    relief[layer.rows, layer.columns] += rise.reshape(shape)


@dataclass(frozen=True, slots=True, eq=False)
class Plates:
    """Cells round scattered points, for chosen pixels: distance from the cell's border (in cells, 0 on it),
    half width of the gap there, tone -1..1 of the cell, height -1..1 of its tilted surface."""

    border: F32
    gap: F32
    tone: F32
    tilt: F32


def plates_at(area: Area, size_m: float, at: NDArray[np.int64]) -> Plates:
    """The cracked plates of rock at some of an area's pixels (flat indices)."""
    rows, columns = np.divmod(at, area.width)
    sway = np.float32(0.16)
    u = area.x_m()[0, columns] * np.float32(1.0 / size_m) + noise(area, 1.3, 61).ravel()[at] * sway
    v = area.y_m()[rows, 0] * np.float32(1.0 / size_m) + noise(area, 1.3, 62).ravel()[at] * sway
    cell_x, cell_y = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    x0, y0 = int(cell_x.min(initial=0)) - 1, int(cell_y.min(initial=0)) - 1
    nx = np.arange(x0, int(cell_x.max(initial=0)) + 2)[None, :]
    ny = np.arange(y0, int(cell_y.max(initial=0)) + 2)[:, None]
    point_x, point_y = (nx + unit(hashed(nx, ny, 63))).ravel(), (ny + unit(hashed(nx, ny, 64))).ravel()
    cell = (cell_y - y0) * nx.size + (cell_x - x0)
    nearest, second = np.full(at.size, 9.0, dtype=np.float32), np.full(at.size, 9.0, dtype=np.float32)
    owner = cell.copy()
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            other = cell + (dy * nx.size + dx)
            away_x, away_y = u - point_x[other], v - point_y[other]
            distance = away_x * away_x + away_y * away_y
            np.copyto(owner, other, where=distance < nearest)
            second = np.minimum(second, np.maximum(distance, nearest))
            nearest = np.minimum(nearest, distance)
    looks = hashed(nx, ny, 65).ravel()[owner]
    lean_x, lean_y = unit(hashed(looks, looks, 1)) - np.float32(0.5), unit(hashed(looks, looks, 2)) - np.float32(0.5)
    tilt = (u - point_x[owner]) * lean_x + (v - point_y[owner]) * lean_y
    gap = smoothstep(-1.2, 1.5, noise(area, 2.1, 68).ravel()[at]) * np.float32(0.09)
    return Plates(np.sqrt(second) - np.sqrt(nearest), gap, unit(looks) * 2.0 - 1.0, tilt * 2.0)
