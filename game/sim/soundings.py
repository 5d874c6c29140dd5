"""What RIMFAX hears at a place: every echo with its two-way time and strength, a pure function of place and seed.

The same functions answer the judge of a mark (`horizon_column`), the picture of a radargram (`echoes`) and the
autopilot. Nothing is saved but where the rover has been.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.physics import radar as r
from game.sim.world import Site
from game.terrain.subsurface import Subsurface
from game.terrain.terrain import Terrain

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Bools = NDArray[np.bool_]

ARM_M = 6.0
"""How far to the side a buried boulder still answers: half the width of its hyperbola."""
BOULDER_REFLECTION = 0.16
SURFACE_REACH_M = 12.0
SURFACE_ROCK_M = 0.5
"""Rocks on the ground at least this high answer through the air."""
SURFACE_REFLECTION = 0.03
THIN_M = 0.05
"""Where a layer is thinner than this it is not there: a lens beyond its rim."""
_NS_PER_M = 2.0 / r.LIGHT_M_NS


@dataclass(frozen=True, slots=True)
class Columns:
    """The layers under some places, [layer, place]: depth, two-way time and two-way loss of each top."""

    top_m: Floats
    two_way_ns: Floats
    loss_db: Floats


@dataclass(frozen=True, slots=True)
class Echoes:
    """Echoes of some places, one after another: which place, when, and the amplitude with its sign (sent: 1)."""

    column: Indices
    two_way_ns: Floats
    amplitude: Floats


def subsurface_of(site: Site) -> Subsurface:
    """What lies under a site, made once."""
    kept = site.derived.get("subsurface")
    if not isinstance(kept, Subsurface):
        kept = site.derived["subsurface"] = Subsurface(site.level.subsurface_spec(), site.seed, site.terrain)
    return kept


# --- layers -----------------------------------------------------------------------------------------------------------


def columns(ground: Subsurface, x_m: Floats, y_m: Floats) -> Columns:
    """Depths, times and losses of all layers under some places."""
    tops = ground.tops_m(x_m, y_m)
    times, losses = [np.zeros_like(x_m)], [np.zeros_like(x_m)]
    for index, layer in enumerate(ground.spec.layers[:-1]):
        thick = tops[index + 1] - tops[index]
        times.append(times[-1] + thick * _ns_per_m(layer.matter.permittivity))
        losses.append(losses[-1] + thick * (2.0 * layer.matter.attenuation_db_m))
    return Columns(tops, np.stack(times), np.stack(losses))


@dataclass(frozen=True, slots=True)
class HorizonColumn:
    """One horizon under some places: depth, two-way time, whether the layer is there at all, and the amplitude (without
    its sign, sent: 1) that comes back from it."""

    depth_m: Floats
    two_way_ns: Floats
    present: Bools
    amplitude: Floats


def horizon_column(ground: Subsurface, index: int, x_m: Floats, y_m: Floats) -> HorizonColumn:
    """The top of layer `index` (1 is the uppermost that can be marked)."""
    found = columns(ground, x_m, y_m)
    present, amplitude = _tops(ground, found)[index - 1]
    return HorizonColumn(found.top_m[index], found.two_way_ns[index], present, np.abs(amplitude))


def _tops(ground: Subsurface, found: Columns) -> list[tuple[Bools, Floats]]:
    """Of each layer but the first: where it is, and the amplitude its top returns against what really lies above it."""
    layers = ground.spec.layers
    above = np.full(found.top_m.shape[1], layers[0].matter.permittivity)
    tops = []
    for index in range(1, len(layers)):
        here = np.ones(len(above), dtype=np.bool_)
        if index + 1 < len(layers):
            here = found.top_m[index + 1] - found.top_m[index] >= THIN_M
        own = np.full_like(above, layers[index].matter.permittivity)
        tops.append((here, _strength(r.reflection(above, own), found.loss_db[index], found.top_m[index])))
        above = np.where(here, own, above)
    return tops


# --- echoes -----------------------------------------------------------------------------------------------------------


def echoes(ground: Subsurface, x_m: Floats, y_m: Floats) -> Echoes:
    """Everything that answers within the time of listening."""
    found = columns(ground, x_m, y_m)
    parts = [*_boundaries(ground, found), *_all_beds(ground, found, x_m, y_m)]
    parts += [_buried(ground, found, x_m, y_m), _surface_rocks(ground.terrain, x_m, y_m)]
    column = np.concatenate([part.column for part in parts])
    time = np.concatenate([part.two_way_ns for part in parts])
    amplitude = np.concatenate([part.amplitude for part in parts])
    heard = time <= r.WINDOW_NS
    return Echoes(column[heard], time[heard], amplitude[heard])


def _strength(reflection: Floats, loss_db: Floats, away_m: Floats) -> Floats:
    """Amplitude that comes back."""
    return reflection * r.amplitude_of(0.0 - loss_db - r.spreading_db(away_m))


def _boundaries(ground: Subsurface, found: Columns) -> list[Echoes]:
    """The tops of the layers."""
    everywhere = np.arange(found.top_m.shape[1], dtype=np.int64)
    return [
        Echoes(everywhere[here], found.two_way_ns[index][here], amplitude[here])
        for index, (here, amplitude) in enumerate(_tops(ground, found), 1)
    ]


def _all_beds(ground: Subsurface, found: Columns, x_m: Floats, y_m: Floats) -> list[Echoes]:
    """The beds inside the layers, down to where nothing comes back."""
    parts = []
    for index, layer in enumerate(ground.spec.layers):
        if layer.bed_m <= 0.0:
            continue
        last = index + 1 >= len(ground.spec.layers)
        base_m = found.top_m[index] + layer.thickness_m if last else found.top_m[index + 1]
        beds = ground.beds(index, x_m, y_m, found.top_m[index], base_m)
        own = layer.matter
        into_m = beds.depth_m - found.top_m[index][beds.column]
        time = found.two_way_ns[index][beds.column] + into_m * _ns_per_m(own.permittivity)
        loss = found.loss_db[index][beds.column] + into_m * (2.0 * own.attenuation_db_m)
        eps = np.full_like(into_m, own.permittivity)
        mirror = r.reflection(eps, eps * (1.0 + ground.contrast(index, beds.number)))
        clear = np.abs(mirror) > r.LEAST_REFLECTION
        parts.append(Echoes(beds.column[clear], time[clear], _strength(mirror, loss, beds.depth_m)[clear]))
    return parts


def _buried(ground: Subsurface, found: Columns, x_m: Floats, y_m: Floats) -> Echoes:
    """Buried boulders: the way to the side grows, so each draws the arms of a hyperbola."""
    boulders = ground.boulders(x_m, y_m, ARM_M)
    east, south = x_m[None, :] - boulders.x_m[:, None], y_m[None, :] - boulders.y_m[:, None]
    aside2 = east * east + south * south
    row, column = np.nonzero(aside2 < ARM_M * ARM_M)
    down = boulders.depth_m[row]
    matters = [layer.matter for layer in ground.spec.layers]
    slowness = [_ns_per_m(matter.permittivity) for matter in matters]
    above_ns = _at_depth(found.top_m, found.two_way_ns, column, down, slowness)
    loss_db = _at_depth(found.top_m, found.loss_db, column, down, [2.0 * matter.attenuation_db_m for matter in matters])
    stretch = np.sqrt(1.0 + aside2[row, column] / (down * down))
    fading = 1.0 - aside2[row, column] / (ARM_M * ARM_M)
    mirror = BOULDER_REFLECTION * fading / (stretch * stretch)
    return Echoes(column.astype(np.int64), above_ns * stretch, _strength(mirror, loss_db * stretch, down * stretch))


def _ns_per_m(permittivity: float) -> float:
    """Two-way time of a metre."""
    return r.two_way_ns(1.0, permittivity)


def _at_depth(top_m: Floats, at_top: Floats, column: NDArray[np.intp], down_m: Floats, per_m: list[float]) -> Floats:
    """A quantity that grows by `per_m` in each layer, at depths below some columns."""
    value: Floats = at_top[0][column] + down_m * per_m[0]
    for index in range(1, len(per_m)):
        top = top_m[index][column]
        value = np.where(down_m > top, at_top[index][column] + (down_m - top) * per_m[index], value)
    return value


def _surface_rocks(terrain: Terrain, x_m: Floats, y_m: Floats) -> Echoes:
    """Tall rocks on the ground answer through the air: straight arms, the clutter of every radargram."""
    middle_x, middle_y = 0.5 * (x_m.min() + x_m.max()), 0.5 * (y_m.min() + y_m.max())
    half = 0.5 * max(float(x_m.max() - x_m.min()), float(y_m.max() - y_m.min()))
    near = terrain.rocks_near(float(middle_x), float(middle_y), 1.42 * half + SURFACE_REACH_M)
    rocks = terrain.rocks
    near = near[rocks.height_m[near] >= SURFACE_ROCK_M]
    east, south = x_m[None, :] - rocks.x_m[near][:, None], y_m[None, :] - rocks.y_m[near][:, None]
    away2 = east * east + south * south
    row, column = np.nonzero(away2 < SURFACE_REACH_M * SURFACE_REACH_M)
    away = np.sqrt(away2[row, column] + 0.4)
    strength = np.full_like(away, SURFACE_REFLECTION) * np.minimum(rocks.height_m[near][row], 1.0)
    return Echoes(column.astype(np.int64), away * _NS_PER_M, _strength(strength, away * 0.0, away * away * 0.5))
