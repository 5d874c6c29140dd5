"""Seitah: broken parallel ridges of bedrock standing 5-15 m out of rippled sand (Farley, AAS abstract)."""

import numpy as np
from numpy.typing import NDArray

from game.core.rng import Stream
from game.terrain.landforms.plan import oval, oval_window, soft_step, turned, wide
from game.terrain.landforms.ripples import ROCKS_LEFT, crest_heights
from game.terrain.landforms.site import Site, Window, noise_on
from game.terrain.material import Material
from game.terrain.spec import RidgeField

Floats = NDArray[np.float64]

RIPPLE_WAVELENGTH_M = 9.0  # megaripples between the ridges: 5-50 m spacing (Silvestro 2020)
RIPPLE_HEIGHT_M = 0.35
CRAGGY = 0.5  # how much the fine noise breaks up the rock


def add_ridges(site: Site) -> None:
    for field in site.spec.ridges:
        window = oval_window(site, field.x_m, field.y_m, field.length_m, field.width_m)
        if window is not None:
            _raise(site, window, field, site.stream_at("ridges", field.x_m, field.y_m))


def _raise(site: Site, window: Window, field: RidgeField, stream: Stream) -> None:
    area = (window.rows, window.columns)
    inside = oval(window, stream, (field.x_m, field.y_m, field.axis_deg), field.length_m, field.width_m)
    ridge = _ridges(window, field, stream) * inside
    ridge = ridge * (1.0 + wide(site.fringe[area]) * CRAGGY)
    bare = soft_step(ridge * 6.0 - 0.5)
    crests = crest_heights(window, stream.sub("sand"), RIPPLE_WAVELENGTH_M, field.strike_deg + 60.0)
    seen = min(max(RIPPLE_WAVELENGTH_M / site.spec.tile_m - 2.0, 0.0), 1.0)
    sand = inside * (1.0 - bare)
    site.elevation_m[area] += ridge * field.height_m + crests * sand * (RIPPLE_HEIGHT_M * seen)
    material = site.material[area]
    material[sand > 0.5] = Material.SAND
    material[(sand > 0.5) & (crests > 0.2)] = Material.RIPPLE
    material[(bare > 0.5) & (inside > 0.3)] = Material.BEDROCK
    site.rock_factor[area] *= 1.0 - sand * (1.0 - ROCKS_LEFT)


def _ridges(window: Window, field: RidgeField, stream: Stream) -> Floats:
    """0 in the hollows to 1 (a little more or less) on the crests, broken along the strike."""
    _, across = turned(window, field.x_m, field.y_m, field.strike_deg)
    warp = wide(noise_on(window, stream.sub("warp"), 2.3 * field.spacing_m)) * 0.9
    warp += wide(noise_on(window, stream.sub("crinkle"), 0.8 * field.spacing_m)) * 0.22
    phase = across * (1.0 / field.spacing_m) + warp
    part = phase - np.floor(phase)
    tent = np.minimum(part * (1.0 / 0.62), (1.0 - part) * (1.0 / 0.38))  # dip slope and scarp slope
    height = 0.85 + wide(noise_on(window, stream.sub("height"), 1.9 * field.spacing_m)) * 1.3
    gaps = soft_step(wide(noise_on(window, stream.sub("gaps"), 1.3 * field.spacing_m)) * 3.5 + 0.8)
    result: Floats = soft_step((tent - 0.3) * (1.0 / 0.7)) * np.maximum(height, 0.0) * gaps
    return result
