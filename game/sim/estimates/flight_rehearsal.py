"""A flight gone through in advance over the ground as it is known: height above it, navigation, radio, landing.

Ground seen only from orbit shows its coarse relief, no rocks and no sand: what is not known cannot be planned for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.core.grid import distance_m, heading_vector
from game.sim.physics import flight, landing, radio
from game.sim.state.survey import KNOWN_ORBITAL
from game.sim.world import World

Point = tuple[float, float]

LINK_EVERY_S = 10
_SPOTS = 8
"""Places judged around a landing place, besides itself: it may end there by its navigation error."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the way is expected to do to a flight."""

    off_m: float
    """Navigation error on arrival."""
    least_agl_m: float
    """Lowest height above ground on the way, and the leg on which that is (0 the first)."""
    lowest_leg: int
    silent_s: int
    """Time on the way without contact."""


@dataclass(frozen=True, slots=True)
class LandingPlace:
    """What is known of a landing place and the ground around it that the navigation error may lead to."""

    slope_deg: float
    bland: bool
    seen: bool
    risk_frac: float


# --- the way ----------------------------------------------------------------------------------------------------------
def rehearse(world: World, points: Sequence[Point], timing: flight.Timing, altitude_m: float) -> Rehearsal:
    """Fly the way in thought, a second at a time."""
    off_m = drift = 0.0
    level_m = _ground_m(world, points[0]) + altitude_m
    least_agl_m, lowest_leg, silent_s = altitude_m, 0, 0
    for second, (number, at, speed) in enumerate(_seconds(points, timing)):
        agl_m = level_m - _ground_m(world, at)
        level_m += flight.climb_m_s(altitude_m, agl_m)
        if agl_m < least_agl_m:
            least_agl_m, lowest_leg = agl_m, number
        drift = landing.drift_after_s(drift, _texture(world, at, agl_m))
        off_m += landing.STRAY_PER_M * speed + drift
        if second % LINK_EVERY_S == 0 and link_db(world, at, max(0.0, agl_m)) < radio.LOST_DB:
            silent_s += LINK_EVERY_S
    return Rehearsal(off_m, least_agl_m, lowest_leg, silent_s)


def _seconds(points: Sequence[Point], timing: flight.Timing) -> Iterator[tuple[int, Point, float]]:
    """(leg, place, speed) of each second on the way."""
    for number, flown in enumerate(timing.legs):
        (ax, ay), (bx, by) = points[number], points[number + 1]
        for second in range(1, int(flown.duration_s) + 1):
            along_m, speed = flown.at(float(second))
            share = along_m / flown.length_m if flown.length_m > 0.0 else 0.0
            yield number, (ax + (bx - ax) * share, ay + (by - ay) * share), speed


def is_seen(world: World, at: Point) -> bool:
    """The ground there has been seen from the air or by the rover."""
    tx, ty = world.terrain.tile_index(*at)
    return bool(world.survey.known.item(ty, tx) != KNOWN_ORBITAL)


def _ground_m(world: World, at: Point) -> float:
    if is_seen(world, at):
        return world.terrain.height_at(*at)
    tx, ty = world.terrain.tile_index(*at)
    return float(world.terrain.orbital_elevation_m.item(ty, tx))


def _texture(world: World, at: Point, altitude_m: float) -> float:
    """Usual ground is expected where nothing is known."""
    return landing.texture_below(world.terrain, *at, max(0.0, altitude_m)) if is_seen(world, at) else 1.0


def link_db(world: World, at: Point, altitude_m: float) -> float:
    """Signal to spare at a place, over the ground between as it is known."""
    terrain, rover = world.terrain, world.rover
    sight = terrain.profile(rover.x_m, rover.y_m, *at, radio.SAMPLE_TILES * terrain.tile_m)
    tx = np.minimum((sight.x_m / terrain.tile_m).astype(np.int64), terrain.width - 1)
    ty = np.minimum((sight.y_m / terrain.tile_m).astype(np.int64), terrain.height - 1)
    seen = world.survey.known[ty, tx] != KNOWN_ORBITAL
    ground_m = np.where(seen, sight.elevation_m, terrain.orbital_elevation_m[ty, tx])
    return radio.margin_over_db(sight.distance_m, ground_m, altitude_m)


# --- the landing ------------------------------------------------------------------------------------------------------
def landing_place(world: World, at: Point, altitude_m: float, off_m: float) -> LandingPlace:
    """Chance to lose the helicopter there: the mean over where it may come down."""
    spots = [at]
    for number in range(_SPOTS):
        dx, dy = heading_vector(360.0 * number / _SPOTS)
        spots.append((at[0] + off_m * dx, at[1] + off_m * dy))
    risk = 0.0
    for spot in spots:
        risk += _risk_frac(world, spot, altitude_m)
    seen = is_seen(world, at)
    bland = seen and landing.texture_below(world.terrain, *at, 1.0) < landing.ENOUGH_TEXTURE
    return LandingPlace(_slope_deg(world, at), bland, seen, risk / len(spots))


def _slope_deg(world: World, at: Point) -> float:
    if is_seen(world, at):
        return world.terrain.slope_at(*at)
    tx, ty = world.terrain.tile_index(*at)
    return float(world.terrain.orbital_slope_deg.item(ty, tx))


def _risk_frac(world: World, at: Point, altitude_m: float) -> float:
    if not is_seen(world, at):
        return min(1.0, landing.touch_down_risk_frac(_slope_deg(world, at), 0.0, 0.0) + landing.UNSEEN_RISK_FRAC)
    tx, ty = world.terrain.tile_index(*at)
    drift = landing.drift_of_landing(world.terrain, *at, altitude_m)
    return landing.touch_down_risk_frac(_slope_deg(world, at), drift, world.terrain.rock_abundance.item(ty, tx))


def farthest_m(world: World, points: Sequence[Point]) -> tuple[int, float]:
    """(way-point, distance) of the one farthest from the rover."""
    rover = world.rover
    away = [distance_m(rover.x_m, rover.y_m, *point) for point in points]
    far_m = max(away)
    return away.index(far_m), far_m
