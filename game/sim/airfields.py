"""Airfields: level, stony ground without big rocks, found from the air, where a landing some metres off is still good.

The real ones were called Wright Brothers Field, then B to Z, then Alpha, Beta ... Chi.
"""

import numpy as np
from numpy.typing import NDArray

from game.core.grid import centre_m, distance_m, heading_vector
from game.sim import events as e
from game.sim.state.helicopter import Airfield
from game.sim.system import Emit
from game.sim.world import Site, World
from game.terrain.terrain import Material

Point = tuple[float, float]

FLAT_DEG = 5.0
"""Steepest slope on an airfield; real ones were chosen below some 5 to 10 deg (from memory)."""
ROCKS_FRAC = 0.09
ROCK_M = 0.25
"""Cover by rocks and the tallest rock that still leave room between for feet 0.6 m apart; game premise."""
FIELD_RADIUS_M = 4.0
"""All of the ground within this is good: as far as flights usually end off their mark."""
SPOILED_FRAC = 0.12
"""Share of a field's tiles that may fall short in rocks: one picks the spot. Game premise."""
APART_M = 60.0
HERE_M = 12.0
"""Standing this near to an airfield's middle is standing on it."""
ASIDE_M = 14.0
"""Beside its track the camera judges the ground this far out, left and right."""
_GREEK = (
    *("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa", "Lambda", "Mu"),
    *("Nu", "Xi", "Omicron", "Pi", "Rho", "Sigma", "Tau", "Upsilon", "Phi", "Chi", "Psi", "Omega"),
)
_NAMES = (*(chr(ord("A") + number) for number in range(26)), *_GREEK)
MOST = 200


def field_name(number: int) -> str:
    """Names in the order in which airfields are found.

    >>> field_name(0), field_name(25), field_name(26), field_name(49), field_name(50)
    ('A', 'Z', 'Alpha', 'Omega', 'A 2')
    """
    again, number = divmod(number, len(_NAMES))
    return f"{_NAMES[number]} {again + 1}" if again else _NAMES[number]


def good_ground(site: Site) -> NDArray[np.bool_]:
    """Tiles around which all is fit for landing; worked out once for a site."""
    if "airfield_ground" not in site.derived:
        site.derived["airfield_ground"] = _good_ground(site)
    found: NDArray[np.bool_] = site.derived["airfield_ground"]
    return found


def _good_ground(site: Site) -> NDArray[np.bool_]:
    terrain = site.terrain
    bland = np.zeros(terrain.material.shape, dtype=np.bool_)
    for material in (Material.SAND, Material.RIPPLE, Material.DUST, Material.BOULDERS):
        bland |= terrain.material == int(material)
    stony = (terrain.rock_abundance > ROCKS_FRAC) | (terrain.tallest_rock_m > ROCK_M)
    radius = max(1, int(FIELD_RADIUS_M / terrain.tile_m + 0.5))
    uneven = _around((terrain.slope_deg > FLAT_DEG) | bland, radius)
    side = 2 * radius + 1
    found: NDArray[np.bool_] = (uneven == 0) & (_around(stony, radius) <= int(SPOILED_FRAC * side * side))
    return found


def _around(marked: NDArray[np.bool_], radius: int) -> NDArray[np.int64]:
    """Number of marked tiles in the square about each tile; beyond the edge all count as marked."""
    padded = np.pad(marked.astype(np.int64), radius, constant_values=1)
    table = np.pad(padded.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    side, (height, width) = 2 * radius + 1, marked.shape
    return np.asarray(
        table[side : side + height, side : side + width]
        - table[:height, side : side + width]
        - table[side : side + height, :width]
        + table[:height, :width]
    )


def is_good(world: World, x_m: float, y_m: float) -> bool:
    """The ground there would make an airfield."""
    tx, ty = world.terrain.tile_index(x_m, y_m)
    return bool(good_ground(world.site).item(ty, tx))


def first_field(x_m: float, y_m: float) -> list[Airfield]:
    """Where it stands when the mission begins."""
    return [Airfield(field_name(0), x_m, y_m)]


def look_for(world: World, at_m: Point, heading_deg: float) -> None:
    """Judge the ground below and on both sides of a place just flown over."""
    dx, dy = heading_vector(heading_deg)
    for aside_m in (0.0, -ASIDE_M, ASIDE_M):
        x_m, y_m = at_m[0] - dy * aside_m, at_m[1] + dx * aside_m
        if world.terrain.inside(x_m, y_m) and is_good(world, x_m, y_m):
            tx, ty = world.terrain.tile_index(x_m, y_m)
            note(world, centre_m(tx, ty, world.terrain.tile_m))


def note(world: World, at_m: Point, apart_m: float = APART_M) -> None:
    """Give a good place a name, unless one near it has one."""
    fields = world.helicopter.airfields
    near = nearest(world, at_m)
    if len(fields) >= MOST or (near is not None and near[1] < apart_m):
        return
    fields.append(Airfield(field_name(len(fields)), *at_m))
    world.helicopter.new_fields += 1


def tell(world: World, emit: Emit) -> None:
    """Say once what a flight has found, not field by field: how many, and the last one's name and place."""
    helicopter = world.helicopter
    if helicopter.new_fields:
        last = helicopter.airfields[-1]
        emit(e.AirfieldFound(world.tick, last.name, last.x_m, last.y_m, helicopter.new_fields))
        helicopter.new_fields = 0


def nearest(world: World, at_m: Point) -> tuple[Airfield, float] | None:
    """(airfield, distance) of the one nearest to a place."""
    found = [(distance_m(*at_m, field.x_m, field.y_m), n) for n, field in enumerate(world.helicopter.airfields)]
    if not found:
        return None
    away_m, number = min(found)
    return world.helicopter.airfields[number], away_m


def here(world: World, at_m: Point) -> Airfield | None:
    """The airfield at a place."""
    near = nearest(world, at_m)
    return near[0] if near is not None and near[1] <= HERE_M else None
