"""Dry river beds: a meandering centre line, a flat bed, banks, low levees."""

import itertools
import math

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.core.rng import Stream
from game.terrain.landforms.plan import soft_step
from game.terrain.landforms.site import Site, stream_at, window_of
from game.terrain.material import Material
from game.terrain.spec import Channel, TerrainSpec

Floats = NDArray[np.float64]
Points = list[tuple[float, float]]

ROUNDINGS = 3
BANK = 0.5  # share of the half width that is bank; the rest is bed
REACH = 1.8  # half widths out to the end of the levee


def add_channels(site: Site) -> None:
    for channel in site.spec.channels:
        _cut(site, channel, distance_to_channel(site.spec, site.seed, channel))


def distance_to_channel(spec: TerrainSpec, seed: int, channel: Channel) -> Floats:
    """Metres from every tile to the channel's centre line, inf beyond its levees."""
    centre = centre_line(channel, stream_at(seed, "channel", *channel.points_m[0]), 3.0 * spec.tile_m)
    return distance_to_line(spec, centre, REACH * channel.width_m / 2.0)


def centre_line(channel: Channel, stream: Stream, step_m: float) -> Points:
    """Points about step_m apart along the channel: its rounded chain of points, swung sideways by
    meanders."""
    chain, line, travelled_m = rounded(list(channel.points_m)), [], 0.0
    phase, second = stream.uniform(0), stream.uniform(1)
    for (ax, ay), (bx, by) in itertools.pairwise(chain):
        length_m = math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
        steps = max(1, math.ceil(length_m / step_m))
        for i in range(steps):
            along = i / steps
            turns = (travelled_m + along * length_m) / channel.meander_wavelength_m
            swing = exact.sin((turns + phase) * exact.TAU) + 0.4 * exact.sin((turns * 0.47 + second) * exact.TAU)
            offset = channel.meander_m * swing / max(length_m, 1e-9)
            line.append((ax + (bx - ax) * along - (by - ay) * offset, ay + (by - ay) * along + (bx - ax) * offset))
        travelled_m += length_m
    return [*line, chain[-1]]


def rounded(points: Points) -> Points:
    """A chain of points with its corners cut (Chaikin 1974), the ends kept."""
    for _ in range(ROUNDINGS):
        cut = [points[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            cut += [
                (0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by),
                (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by),
            ]
        points = [*cut, points[-1]]
    return points


def distance_to_line(spec: TerrainSpec, line: Points, reach_m: float) -> Floats:
    """Metres from every tile to a chain of points, inf beyond reach_m."""
    square = np.full((spec.height, spec.width), np.inf)
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        half_x_m, half_y_m = abs(bx - ax) / 2.0 + reach_m, abs(by - ay) / 2.0 + reach_m
        window = window_of(spec, (ax + bx) / 2.0, (ay + by) / 2.0, half_x_m, half_y_m)
        if window is None:
            continue
        dx, dy = window.x_m - ax, window.y_m - ay
        ex, ey = bx - ax, by - ay
        along = np.minimum(np.maximum((dx * ex + dy * ey) * (1.0 / max(ex * ex + ey * ey, 1e-9)), 0.0), 1.0)
        dx, dy = dx - along * ex, dy - along * ey
        near = square[window.rows, window.columns]
        np.minimum(near, dx * dx + dy * dy, out=near)
    result: Floats = np.sqrt(square)
    return result


def _cut(site: Site, channel: Channel, distance_m: Floats) -> None:
    u = distance_m * (2.0 / channel.width_m)
    inside = np.flatnonzero(u < REACH)
    u = u.ravel()[inside]
    bed = soft_step((1.0 - u) * (1.0 / BANK))
    levee = soft_step((u - 0.8) * 4.0) * soft_step((REACH - u) * (1.0 / (REACH - 1.05)))
    site.elevation_m.reshape(-1)[inside] += levee * channel.levee_m - bed * channel.depth_m
    material = site.material.reshape(-1)
    material[inside[u < 0.42]] = Material.SAND
    material[inside[(u >= 0.42) & (u < 0.6)]] = Material.REGOLITH
