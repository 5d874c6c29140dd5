"""Cliffs of layered delta sediment: lobed in plan, terraced in profile, boulders at the foot."""

import numpy as np
from numpy.typing import NDArray

from game.core.grid import heading_vector
from game.core.rng import Stream
from game.terrain.landforms.plan import soft_step, turned, wide
from game.terrain.landforms.site import Site, Window, noise_on
from game.terrain.material import Material
from game.terrain.spec import Scarp

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

LEDGES = 0.6  # share of the height in ledges; the rest is the even slope of debris over them
WANDER = 0.8  # how far the beds rise and dip along the cliff, in beds
FOOT, TOP = -0.2, 1.2  # the cliff and its apron, in runs from the foot line
TREAD = 0.55  # share of each layer that is bench; the rest is riser


def add_scarps(site: Site) -> None:
    for scarp in site.spec.scarps:
        _raise(site, site.everywhere(), scarp, site.stream_at("scarp", scarp.x_m, scarp.y_m))


def _raise(site: Site, window: Window, scarp: Scarp, stream: Stream) -> None:
    across = runs_behind_foot(window, scarp, stream)
    site.elevation_m[across >= TOP] += scarp.height_m
    site.material[(across >= TOP) & (site.material == Material.BEDROCK)] = Material.DELTA
    front = np.flatnonzero((across > FOOT) & (across < TOP))
    across = across.ravel()[front]
    beds = noise_on(window, stream.sub("beds"), 1.7 * scarp.run_m).ravel()[front]
    rise = LEDGES * _terraces(across + wide(beds) * (WANDER / scarp.layers), scarp.layers)
    rise += (1.0 - LEDGES) * soft_step(across)
    site.elevation_m.reshape(-1)[front] += rise * scarp.height_m
    _dress(site, front, across)


def runs_behind_foot(window: Window, scarp: Scarp, stream: Stream) -> Floats:
    """How far behind the foot line of the cliff each tile lies, in widths of the cliff: FOOT to TOP is the cliff."""
    behind_m = _behind(window, scarp) + _lobes(window, scarp, stream)
    return behind_m * (1.0 / scarp.run_m)


def _behind(window: Window, scarp: Scarp) -> Floats:
    """Metres behind the foot line (positive on the high ground)."""
    ahead, _ = turned(window, scarp.x_m, scarp.y_m, scarp.facing_deg)
    if scarp.radius_m == 0.0:
        return -ahead
    east, south = heading_vector(scarp.facing_deg)
    dx = window.x_m - (scarp.x_m - east * scarp.radius_m)
    dy = window.y_m - (scarp.y_m - south * scarp.radius_m)
    disc: Floats = scarp.radius_m - np.sqrt(dx * dx + dy * dy)
    return disc if scarp.is_butte else np.maximum(disc, -(ahead + scarp.radius_m))


def _lobes(window: Window, scarp: Scarp, stream: Stream) -> Floats:
    """How far the front juts out: round lobes with sharp clefts between them, and gullies on the lobes."""
    large = np.abs(wide(noise_on(window, stream.sub("lobes"), scarp.lobe_wavelength_m)))
    small = np.abs(wide(noise_on(window, stream.sub("gullies"), 0.19 * scarp.lobe_wavelength_m)))
    result: Floats = scarp.lobe_m * (3.0 * large + 0.3 * small - 0.65)
    return result


def _terraces(t: Floats, layers: int) -> Floats:
    """A stair from 0 to 1: bench, riser, bench, riser."""
    steps = np.minimum(np.maximum(t, 0.0), 1.0) * layers
    whole = np.floor(steps)
    result: Floats = (whole + soft_step((steps - whole - TREAD) * (1.0 / (1.0 - TREAD)))) * (1.0 / layers)
    return result


def _dress(site: Site, front: Indices, across: Floats) -> None:
    """Layered rock on the face, fallen blocks at the foot."""
    material, frayed = site.material.reshape(-1), across + wide(site.fringe.ravel()[front]) * 0.2
    material[front[frayed > 0.15]] = Material.DELTA
    material[front[np.abs(frayed - 0.04) < 0.06]] = Material.BOULDERS
    site.rock_factor.reshape(-1)[front] *= 1.0 + 2.5 * np.maximum(1.0 - np.abs(across - 0.04) * 5.0, 0.0)
