"""Where the autopilot sends the helicopter: ahead along the way, over unseen ground, after the rover.

It lands only where it took off or on airfields: what orbit shows hides sand that topples.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from game.core import marstime
from game.core.grid import distance_m, heading_vector
from game.sim import commands as c
from game.sim.estimates.drive import plan_drive
from game.sim.estimates.flight import FlightPlan, plan_flight
from game.sim.state.helicopter import FlightPhase
from game.sim.systems.survey import swath_half_width_m
from game.sim.world import World

Point = tuple[float, float]

ALTITUDE_M, LOW_ALTITUDE_M = 14.0, 6.0
SAFE_RISK_FRAC = 0.004
"""A lost helicopter may lose the mission: one landing in 250 at the most."""
LAST_S = marstime.parse_lmst("15:30")
"""Later the sun no longer makes up for a flight before the night."""
NOON_S = marstime.parse_lmst("12:30")
MORNING_END_FRAC, AFTERNOON_END_FRAC = 0.32, 0.55
"""Charge that must be left after a flight."""
UNSEEN_SHARE = 0.3
"""A way less unseen than this is not worth a flight."""
STEP_M = 8.0
FARTHEST_M = 420.0
LEAST_NEW_TILES = 250
BEARINGS = 12
SPREAD_DEG = 14.0
FOLLOW_M = 160.0
MOVE_M = 40.0
"""A shorter move is not worth a flight."""
MOST_EXPLORING = 12


def may_fly(world: World) -> bool:
    """The helicopter stands ready, and there is day enough."""
    parked = world.helicopter.present and world.helicopter.phase is FlightPhase.PARKED
    return parked and not world.asleep and marstime.second_of_sol(world.tick) < LAST_S


def accepted(world: World, flight: c.Fly) -> FlightPlan | None:
    """The plan of a flight that can start now and is prudent."""
    plan = plan_flight(world, flight.route_m, flight.altitude_m, flight.return_home)
    early = marstime.second_of_sol(world.tick) < NOON_S
    least = MORNING_END_FRAC if early else AFTERNOON_END_FRAC
    if plan.refusal is not None or plan.risk_frac > SAFE_RISK_FRAC or plan.charge_end_frac < least:
        return None
    return plan


# --- ahead of the rover -----------------------------------------------------------------------------------------------


def scout_way(world: World, goal_m: Point) -> Iterator[c.Fly]:
    """Out along the way that would be driven, as far as the battery goes, and back."""
    places = _along(_way(world, goal_m))
    unseen = [index for index, place in enumerate(places) if not _is_seen(world, place)]
    if len(unseen) < UNSEEN_SHARE * len(places) or len(unseen) * STEP_M < 3.0 * STEP_M:
        return
    first, last = unseen[0], unseen[-1]
    for share in (1.0, 0.75, 0.55, 0.4, 0.25):
        end = first + max(1, int((last - first) * share))
        middle = (first + end) // 2
        route = tuple(dict.fromkeys((places[first], places[middle], places[end])))
        if distance_m(*places[first], *places[end]) <= FARTHEST_M:
            yield c.Fly(route, ALTITUDE_M, True)


def _way(world: World, goal_m: Point) -> tuple[Point, ...]:
    plan = plan_drive(world, *goal_m)
    if plan.route is not None:
        return plan.route.points_m
    return ((world.rover.x_m, world.rover.y_m), goal_m)


def _along(points: tuple[Point, ...]) -> list[Point]:
    """Places every STEP_M along a way."""
    places: list[Point] = []
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(1, int(distance_m(ax, ay, bx, by) / STEP_M))
        places += [(ax + (bx - ax) * k / count, ay + (by - ay) * k / count) for k in range(count)]
    return [*places, points[-1]]


def _is_seen(world: World, place: Point) -> bool:
    tx, ty = world.terrain.tile_index(*place)
    return bool(world.survey.known.item(ty, tx))


# --- over unseen ground -----------------------------------------------------------------------------------------------


def explore(world: World) -> c.Fly | None:
    """The round trip that shows the most new ground for its energy; None when none shows enough."""
    here = (world.helicopter.x_m, world.helicopter.y_m)
    best, best_worth = None, 0.0
    for number in range(BEARINGS):
        bearing = 360.0 * number / BEARINGS
        for reach_m in (FARTHEST_M / 2.0, 150.0, 90.0):
            flight = _round_trip(world, here, bearing, reach_m)
            plan = accepted(world, flight) if flight is not None else None
            if flight is None or plan is None:
                continue
            new = unseen_below(world, (here, *flight.route_m, here), ALTITUDE_M)
            if new >= LEAST_NEW_TILES and new / plan.energy_wh > best_worth:
                best, best_worth = flight, new / plan.energy_wh
            break
    return best


def _round_trip(world: World, here: Point, bearing: float, reach_m: float) -> c.Fly | None:
    corners = []
    for side in (-SPREAD_DEG, SPREAD_DEG):
        dx, dy = heading_vector((bearing + side) % 360.0)
        corners.append((here[0] + reach_m * dx, here[1] + reach_m * dy))
    inside = all(world.terrain.inside(*corner) for corner in corners)
    return c.Fly(tuple(corners), ALTITUDE_M, True) if inside else None


def unseen_below(world: World, points: tuple[Point, ...], altitude_m: float) -> int:
    """Tiles not seen yet that the camera would pass over."""
    half_tiles = max(1, int(swath_half_width_m(altitude_m) / world.terrain.tile_m))
    below = np.zeros(world.survey.known.shape, dtype=np.bool_)
    for place in _along(points):
        tx, ty = world.terrain.tile_index(*place)
        below[max(0, ty - half_tiles) : ty + half_tiles + 1, max(0, tx - half_tiles) : tx + half_tiles + 1] = True
    return int(np.count_nonzero(below & (world.survey.known == 0)))


# --- moving house -----------------------------------------------------------------------------------------------------


def follow(world: World, goal_m: Point) -> c.Fly | None:
    """To the airfield nearest to a place, when the helicopter stands far from it."""
    helicopter = world.helicopter
    here_m = distance_m(helicopter.x_m, helicopter.y_m, *goal_m)
    if here_m < FOLLOW_M:
        return None
    nearer = sorted(
        (away_m, number)
        for number, field in enumerate(helicopter.airfields)
        if (away_m := distance_m(field.x_m, field.y_m, *goal_m)) < here_m - MOVE_M
    )
    return _first_accepted(world, [number for _away_m, number in nearer])


def to_the_edge(world: World) -> c.Fly | None:
    """To the airfield from where the most unseen ground is near."""
    helicopter, terrain = world.helicopter, world.terrain
    unseen = _box_sums((world.survey.known == 0).astype(np.int64), int(100.0 / terrain.tile_m))
    ranked = []
    for number, field in enumerate(helicopter.airfields):
        tx, ty = terrain.tile_index(field.x_m, field.y_m)
        if distance_m(helicopter.x_m, helicopter.y_m, field.x_m, field.y_m) > MOVE_M:
            ranked.append((-unseen.item(ty, tx), number))
    return _first_accepted(world, [number for _most, number in sorted(ranked)])


def _first_accepted(world: World, fields: list[int]) -> c.Fly | None:
    """A flight to the first of these airfields that is possible and prudent."""
    for number in fields:
        field = world.helicopter.airfields[number]
        for altitude_m in (ALTITUDE_M, LOW_ALTITUDE_M):
            flight = c.Fly(((field.x_m, field.y_m),), altitude_m, False)
            if accepted(world, flight) is not None:
                return flight
    return None


def _box_sums(counts: npt.NDArray[np.int64], radius: int) -> npt.NDArray[np.int64]:
    """Sum of the tiles within `radius` rows and columns of each tile."""
    padded = np.pad(counts, radius + 1)
    table = padded.cumsum(axis=0).cumsum(axis=1)
    high, low = 2 * radius + 1, 0
    height, width = counts.shape
    return np.asarray(
        table[high : high + height, high : high + width]
        - table[low : low + height, high : high + width]
        - table[high : high + height, low : low + width]
        + table[low : low + height, low : low + width]
    )


def hop(world: World) -> c.Fly | None:
    """The shortest flight there is: up, a few metres aside, and back."""
    helicopter = world.helicopter
    for number in range(4):
        dx, dy = heading_vector(90.0 * number)
        flight = c.Fly(((helicopter.x_m + 6.0 * dx, helicopter.y_m + 6.0 * dy),), LOW_ALTITUDE_M, True)
        if accepted(world, flight) is not None:
            return flight
    return None


def unseen_places(world: World) -> list[Point]:
    """Places a short drive away beside which most ground is unseen, best first; for when there is no helicopter."""
    terrain, known = world.terrain, world.survey.known
    unseen = _box_sums((known == 0).astype(np.int64), int(40.0 / terrain.tile_m))
    found = []
    for away_m in (60.0, 100.0, 160.0):
        for number in range(8):
            dx, dy = heading_vector(45.0 * number)
            x_m, y_m = world.rover.x_m + away_m * dx, world.rover.y_m + away_m * dy
            if terrain.inside(x_m, y_m):
                tx, ty = terrain.tile_index(x_m, y_m)
                found.append((-unseen.item(ty, tx) / away_m, x_m, y_m))
    return [(x_m, y_m) for _worth, x_m, y_m in sorted(found)[:6]]
