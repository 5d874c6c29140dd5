"""Ripple crests finer than the tiles: the very crests of the terrain's ripple fields, drawn at any scale.

What varies slowly (how a crest bends, how high it stands) comes from the terrain's own recipe on its tiles; only the
saw of the crests is worked out per pixel. A test holds the two recipes together.
"""

from dataclasses import dataclass

import numpy as np

from game.core.grid import heading_vector
from game.core.rng import Stream
from game.imaging.relief_pixels import F32, Area, enlarge, noise, smoothstep
from game.terrain.landforms.plan import oval, oval_window, soft_step, wide
from game.terrain.landforms.ripples import SPLAY_DEG, STRETCH
from game.terrain.landforms.site import Site, Window, noise_on
from game.terrain.spec import RippleField

WINDWARD = 0.58
"""Share of a wavelength on the windward side."""
SMALL_SHARE = 0.2
"""Wavelength of the small ripples that ride on the large ones, as a share of theirs."""
SMALL_LIMITS_M = (0.7, 2.4)
SMALL_HEIGHT = 0.055
"""Height of the small ripples over their wavelength."""
SAND_WIND_DEG = 100.0
"""Bare sand away from any ripple field is combed by the usual afternoon wind (game premise)."""
LEAST_PIXELS = 3.0
"""Waves shorter than this many pixels are left out: they would flicker."""


@dataclass(frozen=True, slots=True, eq=False)
class Crests:
    """One ripple field in plan, per tile of its window (north-west tile tx0, ty0).

    sway: the bend of each family's phase in wavelengths; share: of the second family; stand_m: crest height.
    """

    field: RippleField
    tx0: int
    ty0: int
    sway: tuple[F32, F32]
    share: F32
    stand_m: F32
    crest: F32
    """Crest height 0..1 at tile middles, as the elevations hold it."""


def crests_of(site: Site) -> tuple[Crests, ...]:
    """Every ripple field of a site that touches its map."""
    found = []
    for field in site.spec.ripples:
        window = oval_window(site, field.x_m, field.y_m, field.length_m, field.width_m)
        if window is not None:
            stream = site.stream_at("ripples", field.x_m, field.y_m)
            found.append(_crests(window, field, stream, site.spec.tile_m))
    return tuple(crests for crests in found if crests is not None)


def _crests(window: Window, field: RippleField, stream: Stream, tile_m: float) -> Crests | None:
    wavelength_m = field.wavelength_m
    place = (field.x_m, field.y_m, field.axis_deg)
    sand = oval(window, stream, place, field.length_m, field.width_m)
    if not (sand > 0.0).any():
        return None
    sway = []
    for name in ("first", "second"):
        slow = noise_on(window, stream.sub("sway", name), 7.0 * wavelength_m)
        quick = noise_on(window, stream.sub("kinks", name), 2.6 * wavelength_m)
        sway.append((slow * np.float32(1.3) + quick * np.float32(0.35)).astype(np.float32))
    share = soft_step(wide(noise_on(window, stream.sub("turns"), 4.5 * wavelength_m)) * 3.0 + 0.5)
    uneven = np.minimum(1.0, 0.85 + wide(noise_on(window, stream.sub("uneven"), 3.1 * wavelength_m)))
    stand_m = (sand * uneven * field.height_m).astype(np.float32)
    return _cropped(window, field, (sway[0], sway[1]), share.astype(np.float32), stand_m, tile_m)


def _cropped(
    window: Window, field: RippleField, sway: tuple[F32, F32], share: F32, stand_m: F32, tile_m: float
) -> Crests:
    """Only the rows and columns of the window where there is any sand, and two tiles round them."""
    rows, columns = np.flatnonzero(stand_m.any(axis=1)), np.flatnonzero(stand_m.any(axis=0))
    down = slice(max(rows[0] - 2, 0), rows[-1] + 3)
    across = slice(max(columns[0] - 2, 0), columns[-1] + 3)
    inner = (down, across)
    two, part = (sway[0][inner], sway[1][inner]), share[inner]
    saw = _saw(window.x_m[:, across].astype(np.float32), window.y_m[down].astype(np.float32), field, two, part)
    seen = np.float32(min(max(field.wavelength_m / tile_m - 2.0, 0.0), 1.0))
    left, top = window.columns.start + across.start, window.rows.start + down.start
    return Crests(field, left, top, two, part, stand_m[inner], saw * seen)


def _saw(x_m: F32, y_m: F32, field: RippleField, sway: tuple[F32, F32], share: F32) -> F32:
    """0 in the troughs to 1 on the crests, before unevenness: two families that take over from one another."""
    families = []
    for turn_deg, stretch, bend in ((-0.5, 1.0, sway[0]), (0.5, STRETCH, sway[1])):
        east, south = heading_vector(field.wind_deg + turn_deg * SPLAY_DEG)
        per_m = 1.0 / (field.wavelength_m * stretch)
        families.append(sharp(x_m * np.float32(east * per_m) + y_m * np.float32(south * per_m) + bend))
    return families[0] + (families[1] - families[0]) * share


def sharp(phase: F32) -> F32:
    """One crest per unit of phase: a cusp on top, the trough round, the lee side the shorter."""
    part = phase - np.floor(phase)
    lee = (np.float32(1.0) - part) * np.float32(1.0 / (1.0 - WINDWARD))
    part *= np.float32(1.0 / WINDWARD)
    np.minimum(part, lee, out=part)
    part *= part
    return part


def sand_box(crests: Crests, area: Area) -> tuple[Area, slice, slice] | None:
    """The part of an area a field lies in, with its rows and columns there."""
    height, width = crests.share.shape
    p = area.per_tile
    left, right = max(crests.tx0 * p - area.x0, 0), min((crests.tx0 + width) * p - area.x0, area.width)
    top, bottom = max(crests.ty0 * p - area.y0, 0), min((crests.ty0 + height) * p - area.y0, area.height)
    if left >= right or top >= bottom:
        return None
    part = Area(area.x0 + left, area.y0 + top, right - left, bottom - top, p, area.tile_m)
    return part, slice(top, bottom), slice(left, right)


@dataclass(frozen=True, slots=True, eq=False)
class Combed:
    """Sand relief of an area: height_m to add to the enlarged elevations, crest 0..1 for colour."""

    height_m: F32
    crest: F32


def large_ripples(crests: Crests, area: Area) -> Combed:
    """What the tiles cannot hold of a field's crests: their sharpness, or all of them when they are too fine."""
    p = area.per_tile
    local = Area(area.x0 - crests.tx0 * p, area.y0 - crests.ty0 * p, area.width, area.height, p, area.tile_m)
    stand = enlarge(crests.stand_m, local)
    if crests.field.wavelength_m < LEAST_PIXELS * area.pixel_m or crests.field.height_m <= 0.0:
        none = np.zeros(area.shape, dtype=np.float32)
        return Combed(none, none)
    sway = (enlarge(crests.sway[0], local), enlarge(crests.sway[1], local))
    saw = _saw(area.x_m(), area.y_m(), crests.field, sway, enlarge(crests.share, local))
    height = saw * stand
    height -= enlarge(crests.crest * crests.stand_m, local)
    saw *= np.minimum(stand * np.float32(2.0 / crests.field.height_m), np.float32(1.0))
    return Combed(height, saw)


def small_ripples(area: Area, wavelength_m: float, wind_deg: float, salt: int) -> F32:
    """Height (m) of the small ripples wind combs into any sand; nothing where they are finer than the pixels."""
    fade = min(max(wavelength_m / area.pixel_m / LEAST_PIXELS - 1.0, 0.0), 1.0)
    if not fade:
        return np.zeros((1, 1), dtype=np.float32)
    east, south = heading_vector(wind_deg)
    in_tiles = wavelength_m / area.tile_m
    bend = noise(area, 5.0 * in_tiles, salt) * np.float32(0.45) + noise(area, 2.0 * in_tiles, salt + 1) * np.float32(
        0.12
    )
    phase = area.x_m() * np.float32(east / wavelength_m) + area.y_m() * np.float32(south / wavelength_m) + bend
    patches = smoothstep(-1.0, 0.8, noise(area, 9.0 * in_tiles, salt + 2))
    return (sharp(phase) - np.float32(0.33)) * patches * np.float32(fade * SMALL_HEIGHT * wavelength_m)


def small_wavelength_m(field: RippleField | None) -> float:
    low, high = SMALL_LIMITS_M
    return low * 1.6 if field is None else min(max(field.wavelength_m * SMALL_SHARE, low), high)
