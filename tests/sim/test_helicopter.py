"""Ingenuity in the world: plans, flights, refusals, aborts, losses, nights."""

import dataclasses
import math

import numpy as np
import pytest

from game.core import marstime
from game.sim import events as e
from game.sim.commands import AbortFlight, Fly
from game.sim.estimates.flight import plan_flight
from game.sim.physics import helicopter_power as hp
from game.sim.state.comms import ProductKind
from game.sim.state.helicopter import FlightPhase
from game.sim.state.survey import KNOWN_AERIAL
from game.sim.systems import helicopter
from game.terrain.terrain import Material
from tests.sim import flat

MIDDLE = flat.SIDE_M / 2
LANDED = (FlightPhase.PARKED, FlightPhase.LOST)


def fly(world, route, altitude_m=10.0, return_home=False):
    command = Fly(tuple(route), altitude_m, return_home)
    assert helicopter.refuse_fly(world, command) is None
    helicopter.fly(world, command, lambda _event: None)


def run_down(world, stride=True):
    events, limit = [], 1200
    while world.helicopter.phase not in LANDED and limit:
        flat.run(world, 1, events, stride=stride)
        limit -= 1
    assert limit, "the flight never ended"
    return events


def only(events, kind):
    found = [event for event in events if isinstance(event, kind)]
    assert len(found) == 1, events
    return found[0]


ROUTES = (
    ([], 5.0, False),
    ([(MIDDLE + 60.0, MIDDLE)], 5.0, False),
    ([(MIDDLE + 200.0, MIDDLE - 150.0)], 10.0, False),
    ([(MIDDLE + 200.0, MIDDLE), (MIDDLE + 200.0, MIDDLE + 120.0)], 12.5, False),
    ([(MIDDLE - 230.0, MIDDLE)], 16.0, True),
    ([(MIDDLE, MIDDLE - 40.0), (MIDDLE + 40.0, MIDDLE - 40.0), (MIDDLE + 40.0, MIDDLE)], 3.0, True),
)


@pytest.mark.parametrize(("route", "altitude_m", "home"), ROUTES)
def test_what_happens_is_what_was_planned(route, altitude_m, home):
    world = flat.world()
    plan = plan_flight(world, route, altitude_m, home)
    goal = route[-1] if route and not home else (world.helicopter.x_m, world.helicopter.y_m)
    before_wh, top = world.helicopter.charge_wh, 0.0
    fly(world, route, altitude_m, home)
    events = []
    while world.helicopter.phase not in LANDED:
        flat.run(world, 1, events)
        top = max(top, world.helicopter.speed_m_s)
        assert world.helicopter.altitude_m <= altitude_m * 1.1 + 0.2
    done = only(events, e.FlightCompleted)
    started = only(events, e.FlightStarted)
    assert done.tick - started.tick == done.duration_s
    assert done.duration_s == pytest.approx(plan.duration_s, rel=0.03, abs=1.0)
    assert before_wh - world.helicopter.charge_wh == pytest.approx(plan.energy_wh, rel=0.03, abs=0.15)
    assert world.helicopter.charge_wh / world.helicopter.capacity_wh == pytest.approx(plan.charge_end_frac, abs=0.01)
    assert done.distance_m == pytest.approx(plan.distance_m, rel=0.03, abs=3.0)
    assert top == pytest.approx(plan.max_speed_m_s, abs=0.4)
    off_m = math.dist(goal, (world.helicopter.x_m, world.helicopter.y_m))
    assert off_m == pytest.approx(done.off_m, abs=0.01)
    assert off_m < 12.0
    assert world.helicopter.altitude_m == 0.0


def test_a_flight_reveals_ground_counts_and_brings_a_picture():
    world = flat.world()
    fly(world, [(MIDDLE + 150.0, MIDDLE)], 10.0, True)
    done = only(run_down(world), e.FlightCompleted)
    assert done.new_tiles == np.count_nonzero(world.survey.known == KNOWN_AERIAL)
    assert done.new_tiles > 150 * 15 / flat.TILE_M**2
    assert (world.helicopter.flights, world.helicopter.total_m) == (1, done.distance_m)
    product = world.comms.products[-1]
    assert product.kind is ProductKind.AERIAL
    assert product.mbit > 20.0
    assert (product.x_m, product.y_m) in world.helicopter.path_m
    assert product.height_m == world.helicopter.cruise_altitude_m
    assert product.azimuth_deg == pytest.approx(90.0, abs=20.0)
    assert len(world.helicopter.path_m) > 60


@pytest.mark.parametrize("seed", range(6))
def test_striding_changes_nothing(seed):
    worlds = [flat.world(flat.site(seed)) for _ in range(2)]
    for world, stride in zip(worlds, (True, False), strict=True):
        flat.run(world, 100, stride=stride)
        fly(world, [(MIDDLE + 100.0, MIDDLE + 50.0), (MIDDLE, MIDDLE + 90.0)], 8.0, seed % 2 == 0)
        flat.run(world, 700, stride=stride)
        flat.run(world, 3 * 3600, stride=stride)
    assert worlds[0].helicopter == worlds[1].helicopter
    assert worlds[0].power == worlds[1].power
    assert worlds[0].thermal == worlds[1].thermal
    assert worlds[0].weather == worlds[1].weather
    assert np.array_equal(worlds[0].survey.known, worlds[1].survey.known)


# --- refusals ---------------------------------------------------------------------------------------------------------
def spoil(**changes):
    def change(world):
        for path, value in changes.items():
            section, name = path.split("__")
            setattr(getattr(world, section), name, value)

    return change


NEAR = [(MIDDLE + 50.0, MIDDLE)]
REFUSALS = (
    (spoil(helicopter__present=False), NEAR, 10.0, "flight.absent"),
    (spoil(helicopter__phase=FlightPhase.LOST), NEAR, 10.0, "flight.lost"),
    (spoil(helicopter__phase=FlightPhase.CRUISE), NEAR, 10.0, "flight.in_the_air"),
    (spoil(helicopter__brown_out=True), NEAR, 10.0, "flight.brown_out"),
    (spoil(power__safe_mode=True), NEAR, 10.0, "rover.safe_mode"),
    (spoil(power__asleep_until_tick=10**8), NEAR, 10.0, "rover.asleep"),
    (spoil(), NEAR, 2.9, "flight.altitude"),
    (spoil(), NEAR, 24.1, "flight.altitude"),
    (spoil(), NEAR, math.nan, "flight.altitude"),
    (spoil(), [(-1.0, 5.0)], 10.0, "flight.outside"),
    (spoil(), [(math.nan, 5.0)], 10.0, "flight.outside"),
    (spoil(), [(MIDDLE + k, MIDDLE) for k in range(25)], 10.0, "flight.way_points"),
    (
        spoil(rover__x_m=5.0, rover__y_m=5.0, helicopter__x_m=715.0, helicopter__y_m=715.0),
        NEAR,
        10.0,
        "flight.radio_range_here",
    ),
    (spoil(rover__x_m=5.0, rover__y_m=5.0), [(MIDDLE + 300.0, MIDDLE + 300.0)], 10.0, "flight.radio_range"),
    (spoil(weather__sun_elevation_deg=3.0), NEAR, 10.0, "flight.dark"),
    (spoil(weather__tau=1.9), NEAR, 10.0, "flight.dust"),
    (spoil(weather__wind_m_s=8.5), NEAR, 10.0, "flight.wind"),
    (spoil(weather__gust_m_s=12.5), NEAR, 10.0, "flight.gusts"),
    (spoil(weather__density_kg_m3=0.0100), NEAR, 10.0, "flight.thin_air"),
    (spoil(helicopter__charge_wh=hp.RESERVE_FRAC * hp.CAPACITY_WH + 3.0), NEAR, 10.0, "flight.energy"),
)


@pytest.mark.parametrize(("change", "route", "altitude_m", "key"), REFUSALS)
def test_unsafe_flights_are_refused_with_the_reason(change, route, altitude_m, key):
    world = flat.world()
    assert helicopter.refuse_fly(world, Fly(tuple(NEAR), 10.0, True)) is None
    change(world)
    before = dataclasses.replace(world.helicopter)
    refusal = helicopter.refuse_fly(world, Fly(tuple(route), altitude_m, False))
    assert refusal is not None
    assert refusal.key == key
    assert world.helicopter == before


def test_the_energy_refusal_gives_the_figures():
    world = flat.world()
    world.helicopter.charge_wh = hp.RESERVE_FRAC * hp.CAPACITY_WH + 11.0
    route = ((MIDDLE + 300.0, MIDDLE),)
    figures = dict(helicopter.refuse_fly(world, Fly(route, 10.0, True)).figures)
    assert figures["available_wh"] == pytest.approx(11.0)
    assert figures["needed_wh"] > 11.0
    assert figures["reserve_pct"] == pytest.approx(30.0)


def hill_terrain():
    """A wall from north to south, 30 m high, 40 m east of the middle."""
    ground = flat.flat_terrain()
    heights = np.zeros_like(ground.elevation_m)
    column = int((MIDDLE + 40.0) / flat.TILE_M)
    heights[:, column : column + 3] = 30.0
    return dataclasses.replace(ground, elevation_m=heights)


def test_ground_between_masks_the_radio():
    world = flat.world(flat.site(ground=hill_terrain()), seen=KNOWN_AERIAL)
    beyond = Fly(((MIDDLE + 90.0, MIDDLE),), 24.0, False)
    assert helicopter.refuse_fly(world, beyond).key == "flight.radio_masked_there"
    # There and back the radio would do, but at 5 m/s it cannot climb 30 m in time.
    assert helicopter.refuse_fly(world, dataclasses.replace(beyond, return_home=True)).key == "flight.low"
    world.helicopter.x_m, world.helicopter.y_m = MIDDLE + 90.0, MIDDLE
    assert helicopter.refuse_fly(world, dataclasses.replace(beyond, return_home=True)).key == "flight.radio_masked_here"


def test_landing_places_are_judged_by_what_is_known():
    steep = flat.flat_terrain(slope_frac=0.25)  # 14 deg
    world = flat.world(flat.site(ground=steep), seen=KNOWN_AERIAL)
    assert helicopter.refuse_fly(world, Fly(tuple(NEAR), 10.0, False)).key == "flight.landing_slope"
    sand = flat.flat_terrain(Material.SAND)
    seen = flat.world(flat.site(ground=sand), seen=KNOWN_AERIAL)
    assert helicopter.refuse_fly(seen, Fly(tuple(NEAR), 10.0, False)).key == "flight.landing_bland"
    unseen = flat.world(flat.site(ground=sand))
    assert helicopter.refuse_fly(unseen, Fly(tuple(NEAR), 10.0, False)) is None


def test_unseen_landing_places_are_a_risk():
    risk = {}
    for seen in (0, KNOWN_AERIAL):
        risk[seen] = plan_flight(flat.world(seen=seen), NEAR, 10.0, False).risk_frac
    assert risk[0] > risk[KNOWN_AERIAL]


# --- what goes wrong --------------------------------------------------------------------------------------------------
def test_flight_72_a_hop_over_bland_sand_ends_it():
    world = flat.world(flat.site(ground=flat.flat_terrain(Material.SAND, slope_frac=0.1)))
    fly(world, [], 12.0)
    events = run_down(world)
    lost = only(events, e.HelicopterLost)
    assert lost.reason.key == "flight.toppled_adrift"
    assert dict(lost.reason.figures)["sideways_m_s"] > 1.5
    assert world.helicopter.phase is FlightPhase.LOST
    assert world.comms.products == []
    assert helicopter.refuse_fly(world, Fly((), 5.0, False)).key == "flight.lost"
    flat.run(world, 86_400)
    assert world.helicopter.phase is FlightPhase.LOST


def test_a_crossing_of_sand_lands_metres_off_but_safe():
    """60 m of sand on the way to good ground."""
    ground = flat.flat_terrain()
    material = np.array(ground.material)
    first = int((MIDDLE + 50.0) / flat.TILE_M)
    material[:, first : first + 15] = int(Material.RIPPLE)
    sandy = dataclasses.replace(ground, material=material)
    off = {}
    for name, on in (("good", ground), ("sandy", sandy)):
        runs = []
        for seed in range(6):
            world = flat.world(flat.site(seed, ground=on))
            world.helicopter.x_m, world.helicopter.y_m = MIDDLE, MIDDLE
            fly(world, [(MIDDLE + 300.0, MIDDLE)], 10.0)
            runs.append(only(run_down(world), e.FlightCompleted).off_m)
        off[name] = sum(runs) / len(runs)
    assert off["good"] < 4.0
    assert 2.0 * off["good"] < off["sandy"] < 40.0


@pytest.mark.parametrize("after_s", [3, 12, 24, 45, 60, 90])
def test_an_abort_lands_where_it_stops(after_s):
    world = flat.world()
    fly(world, [(MIDDLE + 400.0, MIDDLE)], 10.0)
    flat.run(world, after_s)
    here, speed = (world.helicopter.x_m, world.helicopter.y_m), world.helicopter.speed_m_s
    events = []
    helicopter.abort_flight(world, AbortFlight(), events.append)
    only(events, e.FlightAborted)
    events += run_down(world)
    if after_s < 8:
        assert world.helicopter.flights == 0
        assert world.helicopter.x_m == here[0]
        return
    only(events, e.FlightCompleted)
    stop_m = math.dist(here, (world.helicopter.x_m, world.helicopter.y_m))
    assert stop_m == pytest.approx(speed * speed / 1.4, abs=2.0)
    assert world.helicopter.x_m < MIDDLE + 380.0


def test_abort_needs_a_flight():
    world = flat.world()
    assert helicopter.refuse_abort_flight(world, AbortFlight()).key == "flight.not_flying"
    fly(world, NEAR)
    assert helicopter.refuse_abort_flight(world, AbortFlight()) is None
    while world.helicopter.phase is not FlightPhase.DESCENT:
        flat.run(world, 1)
    assert helicopter.refuse_abort_flight(world, AbortFlight()).key == "flight.landing_already"


def test_a_gust_or_a_failing_battery_breaks_the_flight_off():
    for spoiled, key in (
        (spoil(weather__gust_m_s=18.0), "flight.gust"),
        (spoil(helicopter__charge_wh=5.0), "flight.battery"),
    ):
        world = flat.world()
        fly(world, [(MIDDLE + 400.0, MIDDLE)], 10.0)
        flat.run(world, 40)
        spoiled(world)
        events = []
        helicopter.SYSTEM.tick(world, events.append)
        assert only(events, e.FlightAborted).reason.key == key
        only(run_down(world), e.FlightCompleted)


# --- parked -----------------------------------------------------------------------------------------------------------
def charge_by_sol(world, sols):
    """(lowest, highest) charge fraction of each sol."""
    found = []
    for _ in range(sols):
        low, high = 1.0, 0.0
        for _ in range(marstime.SOL_S // 600):
            flat.run(world, 600)
            frac = world.helicopter.charge_wh / world.helicopter.capacity_wh
            low, high = min(low, frac), max(high, frac)
        found.append((low, high))
    return found


def rested(**sections):
    world = flat.world(flat.site(**sections))
    world.power.asleep_until_tick = 10**9
    return world


def test_spring_nights_take_half_the_battery_and_the_sun_fills_it():
    world = rested(start={"sol": 40, "lmst": "12:00", "at": (128, 128)})
    low, high = charge_by_sol(world, 3)[-1]
    assert 0.3 < low < 0.55
    assert high > 0.9


def test_a_dusty_winter_browns_out_and_the_sun_brings_it_back():
    world = rested(
        start={"sol": 430, "lmst": "12:00", "at": (128, 128)},
        weather={"tau": 1.3, "wind_m_s": 2.0},
        helicopter={"charge_frac": 0.5},
    )
    world.helicopter.dust_frac = 0.3
    events = []
    while not world.helicopter.brown_out:
        flat.run(world, 600, events)
        assert world.tick < 500 * marstime.SOL_S
    only(events, e.HelicopterBrownedOut)
    assert helicopter.refuse_fly(world, Fly((), 5.0, False)).key == "flight.brown_out"
    at = world.tick
    while world.helicopter.brown_out:
        flat.run(world, 600)
    assert world.tick - at < 2 * marstime.SOL_S
    assert world.helicopter.charge_wh >= hp.RECOVERED_FRAC * world.helicopter.capacity_wh - 0.1


def test_dust_gathers_slowly():
    world = rested()
    flat.run(world, 5 * marstime.SOL_S)
    assert 0.002 < world.helicopter.dust_frac < 0.03


def test_without_a_helicopter_nothing_happens():
    world = flat.world(flat.site(helicopter={"present": False}))
    assert all(isinstance(event, e.VortexFelt | e.DustDevilPassed) for event in flat.run(world, 3600))
    assert not world.helicopter.present


def test_three_sols_of_everything_hold_only_numbers():
    world = flat.world(flat.site(rover={"charge_frac": 0.9}))
    for _ in range(3):
        flat.goto(world, "12:00")
        if helicopter.refuse_fly(world, Fly(((MIDDLE + 80.0, MIDDLE),), 8.0, True)) is None:
            fly(world, [(MIDDLE + 80.0, MIDDLE)], 8.0, True)
        flat.run(world, marstime.SOL_S)
        for section in (world.weather, world.power, world.thermal, world.helicopter):
            for name in type(section).__dataclass_fields__:
                value = getattr(section, name)
                if isinstance(value, float):
                    assert math.isfinite(value), name
    assert world.helicopter.flights >= 2


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_flown_its_battery_s_balance_closes_and_its_numbers_are_sound(seed):
    """Random routes in wind over sand and slopes, to whatever end they come."""
    luck = np.random.default_rng(seed)
    ground = flat.flat_terrain(slope_frac=float(luck.uniform(0.0, 0.12)))
    material = np.where(luck.random(ground.material.shape) < 0.3, int(Material.RIPPLE), ground.material)
    world = flat.world(flat.site(seed, ground=dataclasses.replace(ground, material=material.astype(np.uint8))))
    world.weather.wind_m_s, world.weather.gust_m_s = 3.0, 6.0
    ship = world.helicopter
    before_wh = ship.charge_wh
    bends = luck.uniform(-180.0, 180.0, (int(luck.integers(0, 3)), 2))
    route = [(MIDDLE + float(x), MIDDLE + float(y)) for x, y in bends]
    command = Fly(tuple(route), float(luck.uniform(5.0, 20.0)), bool(luck.integers(0, 2)))
    helicopter.fly(world, command, lambda _event: None)
    while world.helicopter.phase not in LANDED:
        flat.run(world, 1)
        assert 0.0 <= ship.charge_wh <= ship.capacity_wh
        assert 0.0 <= ship.altitude_m < 45.0
        assert 0.0 <= ship.speed_m_s <= 10.0
        assert world.terrain.inside(ship.x_m, ship.y_m)
    flat.run(world, 3600)
    assert ship.charge_wh - before_wh == pytest.approx(ship.sun_wh - ship.used_wh - ship.spilled_wh, abs=1e-6)
    assert all(math.isfinite(v) for name in type(ship).__slots__ if isinstance(v := getattr(ship, name), float))
