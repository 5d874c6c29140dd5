"""Driving by hand and turning: poses, odometry, and every reason to stop."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.grid import distance_m, turn_deg
from game.core.units import RAD_PER_DEG
from game.sim import events as e
from game.sim.commands import DriveArc, DriveTo, TurnTo
from game.sim.hazards import ground_of
from game.sim.physics import drive as d
from game.sim.physics import sinkage
from game.sim.physics.drive_modes import DriveMode
from game.sim.reasons import Reason
from game.sim.state.survey import KNOWN_ORBITAL, KNOWN_SURVEYED
from game.sim.systems import mobility
from game.sim.world import World
from game.terrain.material import Material
from game.terrain.terrain import Terrain
from tests.sim.grounds import make_terrain, make_world, of_kind, plane, run


def drive(world: World, throttle: float = 1.0, curvature: float = 0.0, seconds: int = 600) -> list[e.Event]:
    """Drive by hand until something stops it or the time is over."""
    command = DriveArc(throttle, curvature)
    assert mobility.refuse_drive_arc(world, command) is None
    events: list[e.Event] = []
    mobility.drive_arc(world, command, events.append)
    return events + run(world, seconds)


def fault(events: list[e.Event]) -> Reason:
    faults = of_kind(events, e.DriveFaulted)
    assert len(faults) == 1
    reason: Reason = faults[0].reason
    return reason


def figures(reason: Reason) -> dict[str, float]:
    return {name: value for name, value in reason.figures if isinstance(value, float | int)}


# --- rolling ----------------------------------------------------------------------------------------------------------


def test_straight_by_hand_at_4_2_cm_a_second() -> None:
    world = make_world(make_terrain(material=Material.BEDROCK), (30, 64), 90)
    drive(world, seconds=500)
    assert world.rover.x_m == pytest.approx(51.0, abs=1e-6)
    assert world.rover.y_m == pytest.approx(64.0, abs=1e-6)
    assert world.rover.odometry_m == pytest.approx(21.0)
    assert world.rover.speed_m_s == pytest.approx(0.042)
    assert world.rover.wheel_turns == pytest.approx(21.0 / 1.65)


def test_an_arc_to_the_right_closes_a_circle() -> None:
    world = make_world(make_terrain(material=Material.BEDROCK), (64, 50), 90)
    seconds = round(math.tau * 10.0 / 0.042)
    drive(world, curvature=0.1, seconds=seconds // 2)
    assert world.rover.y_m == pytest.approx(70.0, abs=0.2), "half way round it stands 20 m to its right: south"
    run(world, seconds - seconds // 2)
    assert distance_m(world.rover.x_m, world.rover.y_m, 64, 50) < 0.2
    assert abs(turn_deg(world.rover.heading_deg, 90.0)) < 1.0


def test_backwards_is_the_way_back() -> None:
    world = make_world(make_terrain(), (40, 64), 37)
    drive(world, seconds=200)
    drive(world, throttle=-1.0, seconds=200)
    assert distance_m(world.rover.x_m, world.rover.y_m, 40, 64) < 0.05
    assert world.rover.odometry_m == pytest.approx(2 * 200 * 0.042, rel=0.01)
    assert world.rover.speed_m_s < 0.0


def test_throttle_scales_speed_and_letting_go_stops() -> None:
    world = make_world(make_terrain(material=Material.BEDROCK))
    drive(world, throttle=0.5, seconds=100)
    assert world.rover.odometry_m == pytest.approx(2.1)
    events: list[e.Event] = []
    mobility.drive_arc(world, DriveArc(0.0, 0.0), events.append)
    assert of_kind(events, e.DriveStopped)[0].distance_m == pytest.approx(2.1)
    assert world.rover.task is None
    assert world.rover.speed_m_s == 0.0


def test_more_wheel_turns_for_the_same_ground_on_sand() -> None:
    turns, made = {}, {}
    for material in (Material.BEDROCK, Material.SAND):
        world = make_world(make_terrain(plane(east_deg=12), material=material))
        drive(world, seconds=400)
        made[material] = world.rover.odometry_m
        turns[material] = world.rover.wheel_turns / world.rover.odometry_m
    assert made[Material.SAND] < 0.75 * made[Material.BEDROCK]
    assert turns[Material.SAND] > 1.3 * turns[Material.BEDROCK]


def test_downhill_is_no_faster_than_the_wheels_and_needs_fewer_turns() -> None:
    world = make_world(make_terrain(plane(east_deg=-12), material=Material.SAND))
    drive(world, seconds=400)
    assert world.rover.odometry_m <= 400 * 0.042 + 1e-9
    assert world.rover.wheel_turns * 1.65 < world.rover.odometry_m


def test_a_cross_slope_of_sand_carries_the_rover_downhill() -> None:
    world = make_world(make_terrain(plane(south_deg=10), material=Material.SAND), (30, 64), 90)
    drive(world, seconds=400)
    assert 0.05 < (64.0 - world.rover.y_m) / (world.rover.x_m - 30.0) < 0.2, "it falls to the north here"


@pytest.mark.parametrize("heading", [0.0, 45.0, 90.0, 200.0, 300.0])
def test_pitch_roll_and_tilt_follow_the_slope(heading: float) -> None:
    """On a plane that rises 10 deg to the east."""
    world = make_world(make_terrain(plane(east_deg=10)), (64, 64), heading)
    rover, rise = world.rover, math.tan(math.radians(10))
    assert rover.tilt_deg == pytest.approx(10.0)
    assert rover.pitch_deg == pytest.approx(math.degrees(math.atan(rise * math.sin(math.radians(heading)))))
    assert rover.roll_deg == pytest.approx(-math.degrees(math.atan(rise * math.cos(math.radians(heading)))))


def test_energy_goes_to_the_bus() -> None:
    world = make_world(make_terrain(material=Material.REGOLITH))
    drive(world, seconds=1800)
    watts = world.power.drawn_j / 1800
    assert watts == pytest.approx(d.DRIVE_AVIONICS_W + d.motors_w(0.0, 0.042, Material.REGOLITH), rel=0.05)


def test_the_track_has_a_point_for_each_metre() -> None:
    world = make_world(make_terrain())
    drive(world, seconds=600)
    track = world.rover.track_m
    assert len(track) == 1 + int(world.rover.odometry_m)
    for a, b in pairwise(track):
        assert 0.9 < distance_m(*a, *b) < 1.1


# --- turning ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "goal"), [(90, 180), (350, 10), (10, 350), (0, 179.5), (45, 45)])
def test_turn_in_place(start: float, goal: float) -> None:
    world = make_world(make_terrain(plane(east_deg=8)), (64, 64), start)
    events: list[e.Event] = []
    mobility.turn_to(world, TurnTo(goal), events.append)
    events += run(world, 300)
    assert world.rover.heading_deg == pytest.approx(goal)
    assert (world.rover.x_m, world.rover.y_m) == (64.0, 64.0)
    assert world.rover.odometry_m == 0.0
    done = of_kind(events, e.TurnCompleted)[0]
    assert done.duration_s == max(1, math.ceil(abs(turn_deg(start, goal)) / 1.5))
    assert world.rover.pitch_deg == pytest.approx(
        math.degrees(math.atan(math.tan(math.radians(8)) * math.sin(goal * RAD_PER_DEG))), abs=1e-9
    )


# --- stopping ---------------------------------------------------------------------------------------------------------


def bowl(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Level in the west, ever steeper towards the east."""
    return np.maximum(x - 40.0, 0.0) ** 2 * 0.012


def test_the_tilt_limit_stops_before_it_is_passed() -> None:
    world = make_world(make_terrain(bowl, material=Material.BEDROCK), rover={"slip_limit_frac": 0.95})
    cause = fault(drive(world, seconds=4000))
    assert cause.key == "drive.tilt"
    assert figures(cause)["limit_deg"] == 30.0
    assert figures(cause)["tilt_deg"] > 30.0
    assert 29.0 < world.rover.tilt_deg <= 30.0
    assert drive_back(world) > 2.0, "it can always go back"


def drive_back(world: World) -> float:
    x_m = world.rover.x_m
    drive(world, throttle=-1.0, seconds=60)
    return x_m - world.rover.x_m


def test_a_tall_rock_stops_the_wheels_and_a_low_one_does_not() -> None:
    terrain = make_terrain(rocks=[(40.0, 64.2, 0.34), (50.0, 64.5, 0.36)])
    world = make_world(terrain)
    cause = fault(drive(world, seconds=4000))
    assert cause.key == "drive.rock"
    assert figures(cause) == {"height_m": 0.36, "limit_m": 0.35}
    gap = distance_m(world.rover.x_m, world.rover.y_m, 50.0, 64.5) - 0.36
    assert d.ROVER_RADIUS_M <= gap < d.ROVER_RADIUS_M + 0.05
    assert drive_back(world) > 2.0


def ramp(slope_deg: float) -> Terrain:
    """Sand, level in the west, a slope from 40 m on."""
    return make_terrain(lambda x, y: np.maximum(x - 40.0, 0.0) * np.tan(np.radians(slope_deg)), material=Material.SAND)


@pytest.mark.parametrize("mode", [DriveMode.AUTONAV, DriveMode.VISODO])
def test_slip_above_the_limit_stops_after_a_few_seconds_and_says_what_to_try(mode: DriveMode) -> None:
    world = make_world(ramp(18.5), known=KNOWN_ORBITAL, look=False)
    go(world, DriveTo(100.0, 64.0, mode)) if mode is DriveMode.VISODO else climb_blindly(world)
    cause = fault(run(world, 20_000))
    assert cause.key.startswith("drive.slip")
    told = figures(cause)
    assert told["slip_pct"] > told["limit_pct"] == 60.0
    assert 15.0 < told["slope_deg"] < 20.0
    assert ("material", "sand") in cause.figures
    assert world.rover.sinkage_m < sinkage.STOP_M
    assert drive_back(world) > 1.0, "backing up works"


def go(world: World, command: DriveTo) -> None:
    assert mobility.refuse_drive_to(world, command) is None
    mobility.drive_to(world, command, lambda _event: None)


def climb_blindly(world: World) -> None:
    """An AutoNav drive whose map does not show the slope, however often it looks."""
    go(world, DriveTo(100.0, 64.0))
    world.rover.drive.route_m = [(100.0, 64.0)]
    ground = ground_of(world.site)
    world.site.derived["ground"] = replace(ground, seen_price=np.ones(ground.seen_price.shape))


def test_by_hand_nobody_measures_slip_and_the_wheels_sink() -> None:
    world = make_world(ramp(19.0))
    cause = fault(drive(world, seconds=6000))
    assert cause.key == "drive.sinking"
    assert figures(cause)["sinkage_cm"] == pytest.approx(15.0, abs=0.2)
    assert not world.rover.embedded
    assert drive_back(world) > 1.0, "the way back is down and firm enough"
    assert world.rover.sinkage_m < sinkage.STOP_M


def test_a_short_spell_of_slip_is_borne() -> None:
    """A step of 0.3 m, a wheel base long, slips above the limit for less than the patience."""
    terrain = make_terrain(material=Material.SAND)
    world = make_world(terrain, known=KNOWN_SURVEYED)
    go(world, DriveTo(100.0, 64.0, DriveMode.VISODO))
    run(world, 80)
    world.rover.pitch_deg = 25.0
    run(world, 1)
    assert world.rover.slip_frac > 0.6
    run(world, 30)
    assert world.rover.task is not None
    assert world.rover.drive.slip_s == 0


@pytest.mark.parametrize("heading", [0.0, 90.0, 180.0, 270.0, 315.0])
def test_the_map_ends(heading: float) -> None:
    world = make_world(make_terrain(), (64, 64), heading)
    cause = fault(drive(world, seconds=6000))
    assert cause.key == "drive.map_edge"
    assert 3.0 <= ground_of(world.site).margin_m(world.rover.x_m, world.rover.y_m) < 3.1


def test_a_low_battery_ends_the_drive() -> None:
    world = make_world(make_terrain())
    drive(world, seconds=20)
    world.power.charge_wh = 0.2 * world.power.capacity_wh
    cause = fault(run(world, 60))
    assert cause.key == "drive.battery"
    assert figures(cause) == {"charge_pct": pytest.approx(20.0), "limit_pct": pytest.approx(22.0)}
    assert mobility.refuse_drive_arc(world, DriveArc(1.0, 0.0)) is not None


def test_halt_faults_a_drive_with_the_cause() -> None:
    world = make_world(make_terrain())
    drive(world, seconds=20)
    events: list[e.Event] = []
    cause = Reason("power.safe_mode")
    mobility.halt(world, cause, events.append)
    assert fault(events) == cause
    assert world.rover.task is None
    mobility.halt(world, cause, events.append)
    assert len(events) == 1, "a rover at rest has nothing to halt"


def test_cold_actuators_are_warmed_first() -> None:
    world = make_world(make_terrain())
    world.thermal.actuators_c = -61.0
    events: list[e.Event] = []
    mobility.drive_arc(world, DriveArc(1.0, 0.0), events.append)
    minutes = of_kind(events, e.ActuatorsWarming)[0].minutes
    assert minutes == pytest.approx(30.0)
    run(world, 1799)
    assert world.rover.odometry_m == 0.0
    run(world, 10)
    assert world.rover.odometry_m > 0.0


# --- refusing ---------------------------------------------------------------------------------------------------------


def test_what_is_refused() -> None:
    world = make_world(make_terrain())
    nan = float("nan")
    assert key(mobility.refuse_drive_arc(world, DriveArc(nan, 0.0))) == "drive.arc_range"
    assert key(mobility.refuse_drive_arc(world, DriveArc(1.0, 2.0))) == "drive.arc_range"
    assert key(mobility.refuse_turn_to(world, TurnTo(nan))) == "drive.heading"
    assert key(mobility.refuse_drive_to(world, DriveTo(nan, 3.0))) == "drive.off_map"
    assert key(mobility.refuse_drive_to(world, DriveTo(-5.0, 3.0))) == "drive.off_map"
    assert key(mobility.refuse_drive_to(world, DriveTo(30.1, 64.0))) == "drive.here"
    mobility.turn_to(world, TurnTo(10.0), lambda _event: None)
    for refusal in (
        mobility.refuse_drive_arc(world, DriveArc(1.0, 0.0)),
        mobility.refuse_turn_to(world, TurnTo(0.0)),
        mobility.refuse_drive_to(world, DriveTo(50.0, 64.0)),
    ):
        assert key(refusal) == "rover.busy"
    assert mobility.refuse_drive_arc(world, DriveArc(0.0, 0.0)) is None, "letting go is never refused"


def key(refusal: Reason | None) -> str:
    assert refusal is not None
    return refusal.key


def test_wheels_wear_on_sharp_rock_and_each_tenth_is_told() -> None:
    terrain = make_terrain(material=Material.BOULDERS, abundance=0.2)
    world = make_world(terrain)
    world.rover.wheel_wear_frac = [0.0999, 0.0, 0.0, 0.0, 0.0, 0.0]
    events = drive(world, seconds=400)
    worn = of_kind(events, e.WheelWorn)
    assert [(event.wheel, round(event.wear_frac, 2)) for event in worn] == [(1, 0.1)]
    wear = world.rover.wheel_wear_frac
    assert wear[1] > wear[3] > wear[5] > 0.0, "the leading wheels take the blows"


def test_driving_backwards_spares_the_front_wheels() -> None:
    world = make_world(make_terrain(material=Material.BEDROCK), (90, 64), 90)
    drive(world, throttle=-1.0, seconds=400)
    wear = world.rover.wheel_wear_frac
    assert wear[5] > wear[0] > 0.0


# --- whatever the player does -----------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(
    seed=st.integers(0, 10_000),
    moves=st.lists(st.tuples(st.floats(-1, 1), st.floats(-0.5, 0.5), st.integers(5, 150)), min_size=1, max_size=6),
)
def test_no_drive_by_hand_breaks_the_rules(seed: int, moves: list[tuple[float, float, int]]) -> None:
    """Odometry never falls, tilt stays below the limit, no tall rock is touched, the rover stays on the map."""
    world = rough_world(seed)
    for throttle, curvature, seconds in moves:
        command = DriveArc(throttle, curvature)
        if mobility.refuse_drive_arc(world, command) is None:
            mobility.drive_arc(world, command, lambda _event: None)
        for _ in range(seconds // 5):
            before = world.rover.odometry_m
            run(world, 5, until_idle=False)
            check_rules(world, before)


def rough_world(seed: int) -> World:
    """Hills, mixed ground and rocks, with the rover on a level place in the middle."""
    random = np.random.default_rng(seed)
    waves = [(random.uniform(10, 40), random.uniform(0, math.tau), random.uniform(0, math.tau)) for _ in range(4)]

    def relief(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        level = 1.0 - np.exp(-((x - 64) ** 2 + (y - 64) ** 2) / 100.0)
        total = np.zeros(x.shape)
        for length, angle, phase in waves:
            along = x * math.cos(angle) + y * math.sin(angle)
            total += length * 0.06 * np.sin(along / length * math.tau + phase)
        return total * level

    def material(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return ((np.sin(x / 9.0 + seed) + np.cos(y / 7.0)) * 2.0 + 4.0).astype(int) % 8

    scattered = random.uniform(5, 123, (60, 3))
    rocks = [(x, y, 0.2 + h / 200.0) for x, y, h in scattered.tolist() if (x - 64) ** 2 + (y - 64) ** 2 > 25.0]
    terrain = make_terrain(relief, material=material, rocks=rocks)
    return make_world(terrain, (64, 64), random.uniform(0, 360))


def check_rules(world: World, odometry_m: float) -> None:
    rover, ground = world.rover, ground_of(world.site)
    numbers = (rover.x_m, rover.y_m, rover.heading_deg, rover.pitch_deg, rover.roll_deg, world.power.drawn_j)
    assert all(math.isfinite(number) for number in numbers)
    assert rover.odometry_m >= odometry_m
    assert rover.tilt_deg <= 30.0 + 1e-9
    assert ground.margin_m(rover.x_m, rover.y_m) >= 3.0
    for rock, reach_m in enumerate(ground.rocks.reach_m):
        assert ground.gap_m2(rock, rover.x_m, rover.y_m) >= reach_m * reach_m * (1 - 1e-12)
