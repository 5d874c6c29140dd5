"""AutoNav: plans over what is known, drives that agree with their plans, hazards met on the way, refusals."""

import math

import numpy as np
import pytest

from game.core import marstime
from game.core.grid import distance_m, turn_deg
from game.sim import events as e
from game.sim.commands import DriveTo
from game.sim.cost_grid import cost_grid
from game.sim.estimates.drive import DrivePlan, plan_drive
from game.sim.hazards import ground_of
from game.sim.reach import ARM_REACH_M
from game.sim.reasons import Reason
from game.sim.snapshot import digest
from game.sim.state.moxie import MoxiePhase
from game.sim.state.survey import KNOWN_AERIAL, KNOWN_ORBITAL, KNOWN_SURVEYED
from game.sim.systems import mobility
from game.sim.world import World
from game.terrain.material import Material
from game.terrain.route import path_cost
from game.terrain.terrain import Terrain
from tests.sim.grounds import NOON, make_terrain, make_world, of_kind, plane, run, tiles_of
from tests.sim.test_mobility import check_rules, rough_world

SOL_S = 80_000


def go(world: World, x_m: float, y_m: float, *, stride: bool = True) -> list[e.Event]:
    """Drive there, to whatever end."""
    command = DriveTo(x_m, y_m)
    assert mobility.refuse_drive_to(world, command) is None
    events: list[e.Event] = []
    mobility.drive_to(world, command, events.append)
    return events + run(world, SOL_S, stride=stride)


def refusal(world: World, x_m: float, y_m: float) -> Reason:
    found = mobility.refuse_drive_to(world, DriveTo(x_m, y_m))
    assert found is not None
    return found


def only(events: list[e.Event], kind: type[e.Event]) -> e.Event:
    found = of_kind(events, kind)
    assert len(found) == 1, events
    return found[0]


def wall_of_rocks(x_m: float, gap_y_m: float, size: float = 128.0) -> list[tuple[float, float, float]]:
    """A north-south row of 0.6 m rocks every 2 m with a gap 12 m wide."""
    return [(x_m, y, 0.6) for y in np.arange(1.0, size, 2.0).tolist() if abs(y - gap_y_m) > 6.0]


def hills(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return 1.2 * np.sin(x / 9.0) * np.cos(y / 11.0) + 0.02 * x


# --- plans and what comes of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terrain", "goal"),
    [
        (make_terrain(), (100.0, 64.0)),
        (make_terrain(hills), (110.0, 30.0)),
        (make_terrain(plane(east_deg=12), material=Material.SAND), (90.0, 40.0)),
        (make_terrain(plane(east_deg=-15), material=Material.DUST), (100.0, 100.0)),
        (make_terrain(hills, rocks=wall_of_rocks(70.0, 96.0)), (110.0, 30.0)),
        (make_terrain(hills, material=Material.BOULDERS, abundance=0.2, tile_m=1.0, tiles=128), (100.0, 90.0)),
        (make_terrain(hills, tile_m=5.0), (250.0, 200.0)),
    ],
    ids=["flat", "hills", "sand", "downhill", "rocks", "boulders_1m", "tiles_5m"],
)
def test_a_drive_over_known_ground_goes_as_planned(terrain: Terrain, goal: tuple[float, float]) -> None:
    world = make_world(terrain, known=KNOWN_SURVEYED)
    plan = plan_drive(world, *goal)
    assert plan.route is not None
    done = only(go(world, *goal), e.DriveCompleted)
    assert isinstance(done, e.DriveCompleted)
    assert done.duration_s == world.tick - NOON
    assert done.distance_m == pytest.approx(plan.length_m, rel=0.03)
    assert done.duration_s == pytest.approx(plan.duration_s, rel=0.10)
    spent_wh = drawn_wh(world)
    assert spent_wh == pytest.approx(plan.energy_wh, rel=0.10)
    assert distance_m(world.rover.x_m, world.rover.y_m, *goal) < 0.2
    assert world.rover.drive.replans == 0


def drawn_wh(world: World) -> float:
    """Nothing settles the bus in these tests, so all joules are still there."""
    return world.power.drawn_j / 3600.0


def test_speeds_lie_where_the_real_drives_lie() -> None:
    """Drives of 20-100 m made 25 to 93 m/h (median 60), longer ones 50 to 95 (median 80)."""
    long = make_world(make_terrain(hills, tiles=128), (30.0, 30.0))
    only(go(long, 200.0, 150.0), e.DriveCompleted)
    short = make_world(make_terrain(hills), (30.0, 64.0))
    only(go(short, 70.0, 70.0), e.DriveCompleted)
    assert 60.0 < mean_m_h(long) < 95.0
    assert 40.0 < mean_m_h(short) < 80.0
    assert mean_m_h(short) < mean_m_h(long)


def mean_m_h(world: World) -> float:
    return world.rover.odometry_m / (world.tick - NOON) * 3600.0


def test_a_sol_can_hold_the_longest_real_drive() -> None:
    """411.7 m in 4 h 24 min (sol 1540) must be just possible, on easy ground."""
    terrain = make_terrain(tiles=256, abundance=0.01, roughness_m=0.02)
    world = make_world(terrain, (30.0, 250.0))
    plan = plan_drive(world, 441.7, 250.0)
    assert 3.6 * 3600 < plan.duration_s < 4.4 * 3600


def test_the_route_avoids_what_is_known_and_says_why() -> None:
    terrain = make_terrain(rocks=wall_of_rocks(70.0, 100.0))
    world = make_world(terrain, known=KNOWN_SURVEYED)
    plan = plan_drive(world, 110.0, 64.0)
    assert plan.route is not None
    assert path_cost(cost_grid(world).price, 2.0, plan.route.points_m) < math.inf
    assert plan.detour is not None
    assert plan.detour.key == "drive.around_rock"
    told = dict(plan.detour.figures)
    assert told["height_m"] == 0.6
    assert told["extra_m"] == pytest.approx(plan.length_m - 80.0)
    assert told["extra_m"] > 20.0


def test_scouting_tells_of_sand_that_orbit_does_not_show() -> None:
    """The same goal: unscouted the rover meets the ripples on the way, scouted it goes round from the start."""

    def material(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        rippled = (abs(x - 70.0) < 20.0) & (y > 24.0)
        return np.where(rippled, Material.RIPPLE, Material.REGOLITH)

    def ripples(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        waves = 0.45 * np.sin(x / 10.0 * math.tau)
        return np.where((abs(x - 70.0) < 20.0) & (y > 24.0), waves, 0.0)

    terrain = make_terrain(ripples, material=material)
    costs = {}
    for known in (KNOWN_ORBITAL, KNOWN_AERIAL):
        world = make_world(terrain, (30.0, 60.0), known=known, look=False)
        events = go(world, 110.0, 60.0)
        assert of_kind(events, e.DriveCompleted), events
        costs[known] = drawn_wh(world)
    assert costs[KNOWN_AERIAL] < 0.97 * costs[KNOWN_ORBITAL]


# --- hazards that come to light ---------------------------------------------------------------------------------------


def test_an_unseen_wall_of_rocks_changes_the_route_on_the_way() -> None:
    terrain = make_terrain(rocks=wall_of_rocks(90.0, 100.0))
    world = make_world(terrain)
    assert plan_drive(world, 110.0, 64.0).length_m == pytest.approx(80.0)
    events = go(world, 110.0, 64.0)
    assert of_kind(events, e.DriveCompleted), events
    new = of_kind(events, e.RouteReplanned)
    assert new
    assert new[0].hazard.key == "hazard.rock"
    assert sum(event.extra_m for event in new) > 20.0
    assert world.rover.drive.replans >= len(new)


def test_a_closed_wall_ends_the_drive_with_the_nearest_place() -> None:
    terrain = make_terrain(rocks=wall_of_rocks(90.0, -100.0))
    world = make_world(terrain)
    events = go(world, 110.0, 64.0)
    fault = only(events, e.DriveFaulted)
    assert isinstance(fault, e.DriveFaulted)
    assert fault.reason.key == "drive.no_way_rock"
    told = dict(fault.reason.figures)
    x_m = (float(told["x_tile"]) + 0.5) * 2.0
    assert 80.0 < x_m < 90.0
    plan = plan_drive(world, 110.0, 64.0)
    assert plan.refusal == fault.reason or plan.refusal is not None
    assert plan.nearest_m is not None
    assert plan_drive(world, *plan.nearest_m).refusal is None


def test_a_hidden_pit_is_stopped_before_and_driven_round() -> None:
    """A pit behind a lip that the mast cannot see into, on the straight line."""

    def pit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        r = np.sqrt((x - 80.0) ** 2 + (y - 64.0) ** 2)
        return np.where(r < 7.0, -(7.0 - r) * 1.2, 0.0)

    world = make_world(make_terrain(pit, material=Material.BEDROCK), (30.0, 64.0))
    events = go(world, 115.0, 64.0)
    assert of_kind(events, e.DriveCompleted), events
    assert of_kind(events, e.RouteReplanned)
    assert all(distance_m(x, y, 80.0, 64.0) > 5.0 for x, y in world.rover.track_m)


def test_unexpected_slip_stops_and_names_the_way_round() -> None:
    """The grid believes the ground is passable; the wheels know better (limit lowered under way)."""
    terrain = make_terrain(plane(east_deg=14), material=Material.SAND)
    world = make_world(terrain, (30.0, 64.0), known=KNOWN_SURVEYED)
    mobility.drive_to(world, DriveTo(110.0, 64.0), lambda _event: None)
    object.__setattr__(ground_of(world.site), "slip_limit_frac", 0.3)
    events = run(world, SOL_S, stride=True)
    fault = only(events, e.DriveFaulted)
    assert isinstance(fault, e.DriveFaulted)
    assert fault.reason.key == "drive.slip"
    told = dict(fault.reason.figures)
    assert told["material"] == "sand"
    assert told["limit_pct"] == pytest.approx(30.0)
    assert float(told["slip_pct"]) > 35.0
    assert {why.key for why in fault.reason.then} & {"advice.round", "advice.switchbacks"}
    assert world.rover.avoid_tiles, "the place is remembered, so that the next plan leaves it out"
    tile = world.rover.avoid_tiles[0]
    assert cost_grid(world).price.reshape(-1)[tile] == math.inf


def test_steep_sand_is_not_driven_in_the_first_place() -> None:
    terrain = make_terrain(lambda x, y: np.clip(x - 60.0, 0.0, 12.0) * np.tan(np.radians(21.0)), material=Material.SAND)
    world = make_world(terrain, known=KNOWN_SURVEYED)
    plan = plan_drive(world, 110.0, 64.0)
    assert plan.refusal is not None
    assert plan.refusal.key == "drive.no_way_slip"


# --- goals ------------------------------------------------------------------------------------------------------------


def target_world(terrain: Terrain, at_m: tuple[float, float], *, hidden: bool = False) -> World:
    target = {"id": "rock", "name": "The rock", "at": tiles_of(terrain, at_m), "rock": "basalt", "hidden": hidden}
    return make_world(terrain, targets=(target,))


@pytest.mark.parametrize("offset_m", [0.0, 1.2])
def test_a_drive_to_a_target_ends_in_arms_reach_facing_it(offset_m: float) -> None:
    world = target_world(make_terrain(), (90.0, 60.0))
    events = go(world, 90.0 + offset_m, 60.0)
    assert of_kind(events, e.DriveCompleted)
    assert [event.target for event in of_kind(events, e.TargetReached)] == ["rock"]
    rover = world.rover
    away_m = distance_m(rover.x_m, rover.y_m, 90.0, 60.0)
    assert 1.9 < away_m <= ARM_REACH_M
    to_rock = math.degrees(math.atan2(90.0 - rover.x_m, -(60.0 - rover.y_m)))
    assert abs(turn_deg(rover.heading_deg, to_rock)) < 6.0
    assert refusal(world, 90.0, 60.0).key == "drive.in_reach"


def test_the_rover_can_leave_the_rock_it_has_worked_on() -> None:
    rocks = [(90.0, 60.0, 0.5), (94.5, 58.0, 0.5), (91.0, 55.5, 0.45)]
    world = target_world(make_terrain(rocks=rocks), (90.0, 60.0))
    assert of_kind(go(world, 90.0, 60.0), e.DriveCompleted)
    for goal in ((110.0, 60.0), (30.0, 64.0)):
        events = go(world, *goal)
        assert of_kind(events, e.DriveCompleted), events
        assert distance_m(world.rover.x_m, world.rover.y_m, *goal) < 0.3


def test_a_target_is_reached_only_once() -> None:
    world = target_world(make_terrain(), (60.0, 64.0))
    go(world, 60.0, 64.0)
    go(world, 40.0, 64.0)
    assert not of_kind(go(world, 60.0, 64.0), e.TargetReached)


def test_a_goal_on_a_rock_is_moved_beside_it() -> None:
    world = make_world(make_terrain(rocks=[(80.0, 64.0, 0.6)]), known=KNOWN_SURVEYED)
    events = go(world, 80.0, 64.0)
    assert of_kind(events, e.DriveCompleted)
    assert 2.0 < distance_m(world.rover.x_m, world.rover.y_m, 80.0, 64.0) < 6.0


def test_goals_that_are_refused() -> None:
    world = make_world(make_terrain())
    assert refusal(world, 1.0, 64.0).key == "drive.no_way_edge"
    assert refusal(world, 500.0, 64.0).key == "drive.off_map"
    world.power.charge_wh = 0.26 * world.power.capacity_wh
    assert refusal(world, 110.0, 64.0).key == "power.short"
    world.moxie.phase = MoxiePhase.PRODUCING
    assert refusal(world, 110.0, 64.0).key == "power.moxie_running"


# --- light ------------------------------------------------------------------------------------------------------------


def test_autonav_needs_light() -> None:
    world = make_world(make_terrain())
    world.weather.sun_elevation_deg = -3.0
    dark = refusal(world, 100.0, 64.0)
    assert dark.key == "drive.dark"
    assert marstime.parse_lmst(str(dict(dark.figures)["sunrise"])) < 7 * 3600


def test_sunset_ends_a_drive_and_is_warned_of() -> None:
    world = make_world(make_terrain())
    _rise, sunset = marstime.sunrise_sunset(marstime.sol(NOON))
    world.tick = sunset - 1200
    plan = plan_drive(world, 110.0, 64.0)
    assert plan.refusal is None
    assert plan.warning is not None
    assert plan.warning.key == "drive.until_sunset"
    mobility.drive_to(world, DriveTo(110.0, 64.0), lambda _event: None)
    run(world, 600)
    world.weather.sun_elevation_deg = -0.1
    fault = only(run(world, 600), e.DriveFaulted)
    assert isinstance(fault, e.DriveFaulted)
    assert fault.reason.key == "drive.dark"


# --- exactness --------------------------------------------------------------------------------------------------------


def test_strides_give_the_same_world_as_ticks() -> None:
    terrain = make_terrain(hills, rocks=wall_of_rocks(90.0, 100.0))
    digests, events = [], []
    for stride in (False, True):
        world = make_world(terrain)
        events.append(go(world, 110.0, 64.0, stride=stride))
        digests.append(digest(world))
    assert events[0] == events[1]
    assert digests[0] == digests[1]


def test_the_kept_grid_decides_nothing() -> None:
    """A world that shares its site's scratch with others drives as one with a fresh site."""
    terrain = make_terrain(hills, rocks=wall_of_rocks(90.0, 100.0))
    shared = make_world(terrain)
    other = World(**{name: getattr(make_world(terrain), name) for name in World.__slots__} | {"site": shared.site})
    other.survey.known[:] = 2
    fresh = make_world(terrain)
    events: list[e.Event] = []
    for world in (shared, fresh):
        mobility.drive_to(world, DriveTo(110.0, 64.0), events.append)
    while shared.rover.task is not None or fresh.rover.task is not None:
        run(shared, 300)
        plan_drive(other, 20.0 + shared.tick % 90, 30.0)
        run(fresh, 300)
    assert shared.rover == fresh.rover
    assert (shared.survey.known == fresh.survey.known).all()


def test_a_preview_is_the_plan_and_changes_nothing() -> None:
    world = make_world(make_terrain(hills))
    before = digest(world)
    plans = [plan_drive(world, 100.0, 80.0) for _ in range(3)]
    assert digest(world) == before
    assert plans[0] == plans[1] == plans[2]
    assert isinstance(plans[0], DrivePlan)


@pytest.mark.parametrize("seed", range(12))
def test_rough_ground_never_breaks_the_rules(seed: int) -> None:
    """Over unknown hills, sand and rocks a drive arrives or stops with a reason, inside all limits."""
    world = rough_world(seed)
    angle = seed * 2.399
    goal = (64 + 45 * math.cos(angle), 64 + 45 * math.sin(angle))
    plan = plan_drive(world, *goal)
    if plan.refusal is not None:
        assert plan.refusal.key.startswith("drive.")
        return
    events: list[e.Event] = []
    mobility.drive_to(world, DriveTo(*goal), events.append)
    while world.rover.task is not None:
        before = world.rover.odometry_m
        events += run(world, 60, stride=True)
        check_rules(world, before)
    assert world.tick - NOON < SOL_S
    assert of_kind(events, e.DriveCompleted) or of_kind(events, e.DriveFaulted)
