"""What a drive would cost before it is driven: the window's preview, the judge's refusal and the drive itself.

The way is cut into pieces of about a metre; each is priced with the very functions the wheels obey, over the true
ground where it is known and over the view from orbit where it is not.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.core import marstime
from game.core.exact import total
from game.core.grid import bearing_deg, distance_m, turn_deg
from game.sim.cost_grid import cost_grid
from game.sim.detours import detour_reason
from game.sim.hazards import Ground, orbital_think_s
from game.sim.physics import drive as d
from game.sim.physics.battery import AWAKE_W
from game.sim.physics.drive_modes import HABITS, DriveMode
from game.sim.physics.heat import warm_up_minutes
from game.sim.physics.slip import slips_along
from game.sim.reach import in_arm_reach
from game.sim.reasons import Reason, chain, reason
from game.sim.system import MINUTE_S
from game.sim.tasks import DRIVE_FLOOR_FRAC, refuse_charge
from game.sim.way_ends import target_meant
from game.sim.wayfinding import NoWay, Way, find_way
from game.sim.world import World
from game.sim.zones import ground_now
from game.terrain.material import Material
from game.terrain.route import Route

Floats = NDArray[np.float64]
Point = tuple[float, float]

PIECE_M = 1.0
HERE_M = 0.3
"""A goal this near is where the rover stands."""
DARK_SUN_DEG = 0.0
"""AutoNav drives while the sun is up: its cameras need light."""


@dataclass(frozen=True, slots=True)
class DrivePlan:
    """A drive as it is expected to go; `refusal` says why it cannot be.

    energy_wh is what the drive takes beside the rover's awake load; duration_s counts from the command, with warm-up.
    detour explains a way longer than the straight line; warning tells what may end the drive early.
    nearest_m: where one can get to instead, when there is no way.
    """

    route: Route | None = None
    length_m: float = 0.0
    duration_s: int = 0
    energy_wh: float = 0.0
    slip_max_frac: float = 0.0
    detour: Reason | None = None
    refusal: Reason | None = None
    warning: Reason | None = None
    face_deg: float = -1.0
    nearest_m: Point | None = None


@dataclass(frozen=True, slots=True)
class RouteCost:
    """Time, energy and the worst slip along a route, once the rover rolls."""

    seconds: int
    energy_wh: float
    slip_max_frac: float


def plan_drive(
    world: World, x_m: float, y_m: float, mode: DriveMode = DriveMode.AUTONAV, backwards: bool = False
) -> DrivePlan:
    """The drive to a place from where the rover stands, at this time of day, with this much charge."""
    if not world.terrain.inside(x_m, y_m):
        return DrivePlan(refusal=reason("drive.off_map"))
    target = target_meant(world, x_m, y_m)
    if target >= 0 and in_arm_reach(world, target):
        return DrivePlan(refusal=reason("drive.in_reach", target=world.level.targets[target].name))
    if distance_m(world.rover.x_m, world.rover.y_m, x_m, y_m) < HERE_M:
        return DrivePlan(refusal=reason("drive.here"))
    ground = ground_now(world, backwards)
    zone = ground.zone_at(x_m, y_m)
    if zone and target < 0:
        return DrivePlan(refusal=reason("drive.zone", **ground.zone_figures(zone)))
    way = find_way(world, x_m, y_m, backwards)
    if isinstance(way, NoWay):
        return DrivePlan(refusal=_no_way(world, way, (x_m, y_m), mode, backwards), nearest_m=way.nearest_m)
    return _priced(world, way, mode)


def _no_way(world: World, way: NoWay, goal_m: Point, mode: DriveMode, backwards: bool) -> Reason:
    """Why there is no way; for slip, whether there is one backwards."""
    if backwards or way.why.key != "drive.no_way_slip":
        return way.why
    other = find_way(world, *goal_m, backwards=True)
    if isinstance(other, NoWay):
        return way.why
    slip_pct = 100.0 * route_cost(world, other, mode).slip_max_frac
    return chain(way.why, reason("advice.drive_backwards", length_m=other.length_m, slip_pct=slip_pct))


def _priced(world: World, way: Way, mode: DriveMode) -> DrivePlan:
    habit = HABITS[mode]
    cost = route_cost(world, way, mode)
    warm_up_s = int(warm_up_minutes(world.thermal.actuators_c) * MINUTE_S)
    duration_s = warm_up_s + habit.setup_s + cost.seconds
    setup_wh = d.DRIVE_AVIONICS_W * habit.setup_s / 3600.0
    energy_wh = cost.energy_wh + setup_wh
    return DrivePlan(
        route=Route(way.points_m, way.length_m, energy_wh),
        length_m=way.length_m,
        duration_s=duration_s,
        energy_wh=energy_wh,
        slip_max_frac=cost.slip_max_frac,
        detour=detour_reason(cost_grid(world, way.backwards), way.points_m),
        refusal=(refuse_dark(world) if habit.measures else None) or _refuse_charge(world, energy_wh, duration_s),
        warning=_sunset_warning(world, duration_s) if habit.measures else None,
        face_deg=way.face_deg,
    )


def battery_draw_wh(energy_wh: float, seconds: float, source_w: float) -> float:
    """What a drive takes out of the batteries: itself and the rest of the rover, less what the generator gives.

    >>> battery_draw_wh(800.0, 3600.0, 100.0)
    850.0
    """
    return energy_wh + max(0.0, AWAKE_W - source_w) * seconds / 3600.0


def _refuse_charge(world: World, energy_wh: float, seconds: float) -> Reason | None:
    """Why the batteries do not carry the drive: it would have to end on the way, at its floor."""
    power = world.power
    draw_wh = battery_draw_wh(energy_wh, seconds, power.source_w)
    return refuse_charge(draw_wh, power.charge_wh, power.capacity_wh, DRIVE_FLOOR_FRAC)


def refuse_dark(world: World) -> Reason | None:
    """Why AutoNav cannot drive now: the sun is down."""
    if world.weather.sun_elevation_deg >= DARK_SUN_DEG:
        return None
    sol = marstime.sol(world.tick)
    rise, _set = marstime.sunrise_sunset(sol)
    if rise <= world.tick:
        rise, _set = marstime.sunrise_sunset(sol + 1)
    return reason("drive.dark", sunrise=marstime.lmst_text(rise))


def _sunset_warning(world: World, duration_s: int) -> Reason | None:
    _rise, sunset = marstime.sunrise_sunset(marstime.sol(world.tick))
    if not world.tick < sunset < world.tick + duration_s:
        return None
    return reason("drive.until_sunset", sunset=marstime.lmst_text(sunset), drive_min=duration_s / MINUTE_S)


# --- the price of a route -------------------------------------------------------------------------------------------


def route_cost(world: World, way: Way, mode: DriveMode = DriveMode.AUTONAV) -> RouteCost:
    """Rolling, thinking and turning along a way over known and guessed ground."""
    habit, pieces = HABITS[mode], _pieces(way.points_m)
    grade, material, think_s = _ground_along(world, pieces)
    slip = slips_along(grade, material, way.backwards)
    roll_s = pieces.length_m / (d.TOP_SPEED_M_S * (1.0 - np.maximum(slip, 0.0)))
    wheel_m_s = d.TOP_SPEED_M_S / (1.0 - np.minimum(slip, 0.0))
    motors_j = d.motors_ws(grade, wheel_m_s, material) * roll_s
    careful = way.length_m - pieces.from_start_m < d.CAREFUL_M
    stop_s = think_s if habit.finds_ways else habit.stop_s
    stops_s = (stop_s + np.where(careful, habit.careful_s, 0)) * pieces.length_m
    turning_s = _turning_s(world.rover.heading_deg, way)
    seconds = total(roll_s) + total(stops_s) + turning_s
    joules = total(motors_j) + d.DRIVE_AVIONICS_W * seconds + turning_s * d.TURN_MOTORS_W
    return RouteCost(int(seconds), joules / 3600.0, max(0.0, float(slip.max())) if slip.size else 0.0)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Middles, directions and lengths of the pieces of a way."""

    x_m: Floats
    y_m: Floats
    east: Floats
    south: Floats
    length_m: Floats
    from_start_m: Floats


def _pieces(points: tuple[Point, ...]) -> _Pieces:
    columns: list[list[float]] = [[], [], [], [], [], []]
    start_m = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        leg_m = distance_m(ax, ay, bx, by)
        count = int(leg_m / PIECE_M) + 1
        east, south, piece_m = (bx - ax) / leg_m, (by - ay) / leg_m, leg_m / count
        for k in range(count):
            along_m = (k + 0.5) * piece_m
            piece = (ax + east * along_m, ay + south * along_m, east, south, piece_m, start_m + along_m)
            for column, value in zip(columns, piece, strict=True):
                column.append(value)
        start_m += leg_m
    return _Pieces(*(np.array(column, dtype=np.float64) for column in columns))


def _ground_along(world: World, pieces: _Pieces) -> tuple[Floats, NDArray[np.uint8], NDArray[np.int64]]:
    """(grade in the direction of travel, material, think seconds per metre) of each piece, as far as is known."""
    grid = cost_grid(world)
    ground, terrain = grid.ground, world.terrain
    tx = np.floor(pieces.x_m / terrain.tile_m).astype(np.int64)
    ty = np.floor(pieces.y_m / terrain.tile_m).astype(np.int64)
    tx, ty = np.minimum(np.maximum(tx, 0), terrain.width - 1), np.minimum(np.maximum(ty, 0), terrain.height - 1)
    known = grid.known[ty, tx] > 0
    east, south = ground.orbital_east[ty, tx], ground.orbital_south[ty, tx]
    guess = east * pieces.east + south * pieces.south
    grade = np.where(known, _true_grade(ground, pieces), guess)
    material = np.where(known, terrain.material[ty, tx], Material.REGOLITH).astype(np.uint8)
    guess_s = orbital_think_s(np.sqrt(east * east + south * south))
    return grade, material, np.where(known, ground.think_s[ty, tx], guess_s)


def _true_grade(ground: Ground, pieces: _Pieces) -> Floats:
    """The grade under the wheel base, as the rover's pitch will show it."""
    reach_east, reach_south = pieces.east * d.HALF_BASE_M, pieces.south * d.HALF_BASE_M
    ahead_m = ground.terrain.heights_at(pieces.x_m + reach_east, pieces.y_m + reach_south)
    behind_m = ground.terrain.heights_at(pieces.x_m - reach_east, pieces.y_m - reach_south)
    return (ahead_m - behind_m) / (2.0 * d.HALF_BASE_M)


def _turning_s(heading_deg: float, way: Way) -> int:
    """Seconds of turning in place at the bends and at the end."""
    seconds = 0
    for (ax, ay), (bx, by) in pairwise(way.points_m):
        leg_deg = bearing_deg(bx - ax, by - ay) + (180.0 if way.backwards else 0.0)
        seconds += d.turn_s(turn_deg(heading_deg, leg_deg))
        heading_deg = leg_deg
    return seconds + (d.turn_s(turn_deg(heading_deg, way.face_deg)) if way.face_deg >= 0.0 else 0)
