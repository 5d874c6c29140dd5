"""Ledges of bedrock at given places: what the rover came for."""

import numpy as np
from numpy.typing import NDArray

from game.core.rng import Stream
from game.terrain.landforms.plan import soft_step, turned, wide
from game.terrain.landforms.site import Site, Window, noise_on
from game.terrain.material import Material
from game.terrain.spec import Outcrop

Floats = NDArray[np.float64]

BED_M = 0.25  # thickness of one layer
DIP = 0.35  # how much the layers rise toward one side


def add_outcrops(site: Site) -> None:
    for number, outcrop in enumerate(site.spec.outcrops):
        reach_m = 1.6 * outcrop.radius_m + site.spec.tile_m
        window = site.window(outcrop.x_m, outcrop.y_m, reach_m, reach_m)
        if window is not None:
            _raise(site, window, number, outcrop, site.stream_at("outcrop", outcrop.x_m, outcrop.y_m))


def _raise(site: Site, window: Window, number: int, outcrop: Outcrop, stream: Stream) -> None:
    area = (window.rows, window.columns)
    ahead, across = turned(window, outcrop.x_m, outcrop.y_m, 360.0 * stream.uniform(0))
    s = np.sqrt(ahead * ahead + across * across) * (1.0 / outcrop.radius_m)
    ragged = s + wide(noise_on(window, stream.sub("edge"), 0.8 * outcrop.radius_m)) * 0.5 * np.minimum(s, 1.0)
    dip = 1.0 + DIP * ahead * (1.0 / outcrop.radius_m)
    rise = soft_step((1.1 - ragged) * (1.0 / 0.8)) * dip * outcrop.height_m
    site.elevation_m[area] += _bedded(rise) if outcrop.kind == "layered" else rise
    rock = ragged < 1.0
    site.material[area][rock] = Material.BEDROCK
    site.outcrop[area][rock] = number + 1
    apron = np.maximum(1.0 - np.abs(ragged - 1.1) * 3.0, 0.0)
    site.rock_factor[area] = np.where(rock, 0.3, site.rock_factor[area] + apron * 1.5)


def _bedded(rise: Floats) -> Floats:
    """The same rise in steps of one bed."""
    beds = rise * (1.0 / BED_M)
    whole = np.floor(beds)
    result: Floats = (whole + soft_step((beds - whole - 0.5) * 2.0)) * BED_M
    return result
