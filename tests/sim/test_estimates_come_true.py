"""What `estimate` says is what then happens: the same functions, so within narrow bounds."""

import pytest

from game.core import marstime
from game.sim import commands as c
from game.sim import events as e
from game.sim.commands import DriveTo
from game.sim.estimates.core import estimate_core
from game.sim.estimates.drive import plan_drive
from game.sim.estimates.flight import plan_flight
from game.sim.estimates.moxie import estimate_run
from game.sim.estimates.quick_drive import Ground, quick_drive
from game.sim.estimates.quick_flight import quick_flight
from game.sim.estimates.relay import passes_of_sol
from game.sim.estimates.sky import resting_actuators_c, usual_at, usual_weather
from game.sim.estimates.sol_plan import activities, plan_sol
from game.sim.physics import battery
from game.sim.physics.drive_modes import DriveMode
from game.sim.state.comms import Product, ProductKind
from game.sim.state.survey import KNOWN_SURVEYED
from game.sim.step import advance
from game.sim.systems import mobility
from game.sim.world import World
from game.terrain.material import Material
from tests import small
from tests.sim import flat
from tests.sim.grounds import make_terrain, make_world, plane, run


@pytest.fixture
def world() -> World:
    world = small.world()
    small.to_lmst(world, "10:00")
    world.power.charge_wh = world.power.capacity_wh
    return world


# --- MOXIE ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lmst", "minutes", "amps"), [("10:00", 60.0, 2.0), ("22:00", 45.0, 4.0), ("13:37", 90.0, 3.3)]
)
def test_a_moxie_run_brings_what_was_said(world: World, lmst: str, minutes: float, amps: float) -> None:
    small.to_lmst(world, lmst)
    small.pass_hours(world, 17 / 3600)  # not on a minute
    world.power.charge_wh = world.power.capacity_wh
    said = estimate_run(world.level.weather, world.site.seed, world.tick, minutes, amps)
    before, start = world.power.wh_out, world.tick
    small.give(world, c.RunMoxie(minutes, amps))
    peak = 0.0
    while world.moxie.phase.value != "off":
        advance(world, world.tick + 60)
        peak = max(peak, world.moxie.rate_g_h)
    assert world.moxie.oxygen_g == pytest.approx(said.grams, rel=1e-9)
    assert peak == pytest.approx(said.peak_g_h, rel=2e-3)  # the last minute is over before it can be looked at
    assert world.tick - start == pytest.approx(said.duration_s, abs=120)
    beside_wh = world.power.wh_out - before - battery.AWAKE_W * (world.tick - start) / 3600.0
    assert beside_wh == pytest.approx(said.energy_wh, rel=0.045)  # the batteries lose a little on the way


def test_moxie_settings_out_of_range_are_told() -> None:
    weather = small.level().weather
    assert [why.key for why in estimate_run(weather, 1, 0, 500.0, 2.0).reasons] == ["moxie.minutes"]
    assert [why.key for why in estimate_run(weather, 1, 0, 60.0, 9.0).reasons] == ["moxie.amps"]
    assert [why.key for why in estimate_run(weather, 1, 0, 60.0, 2.0, 0.5).reasons] == ["power.short"]
    assert estimate_run(weather, 1, 0, 60.0, 2.0, 1.0).reasons == ()


# --- core -------------------------------------------------------------------------------------------------------------
def test_a_core_takes_what_was_said(world: World) -> None:
    small.to_lmst(world, "12:00")
    rock = small.catalog().rocks["maaz_basalt"]
    small.do(world, c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0))
    said = estimate_core(rock, world.thermal.actuators_c)
    took_s, took_wh = [], 0.0
    for command in (c.Abrade("near"), c.Analyse("near", "sherloc"), c.Core("near"), c.SealTube()):
        start, out = world.tick, world.power.wh_out
        small.do(world, command)
        if not isinstance(command, c.Analyse):
            took_s.append(world.tick - start)
            advance(world, world.tick - world.tick % 60 + 60)
            took_wh += world.power.wh_out - out - battery.AWAKE_W * (world.tick - start) / 3600.0
        world.power.charge_wh = world.power.capacity_wh
    assert took_s == [said.abrade_s, said.core_s, said.seal_s]
    assert sum(took_s) == said.duration_s - said.warm_up_s
    assert took_wh == pytest.approx(said.energy_wh, rel=0.03)
    tube = next(tube for tube in world.tubes if tube.target == "near")
    if tube.length_cm:
        assert said.length_min_cm <= tube.length_cm <= said.length_max_cm
        assert said.mass_min_g <= tube.mass_g <= said.mass_max_g


@pytest.mark.parametrize("rock", sorted(small.catalog().rocks))
def test_every_rock_has_an_estimate(rock: str) -> None:
    said = estimate_core(small.catalog().rocks[rock], -20.0)
    assert 600 <= said.core_s <= 5400  # 10 to 90 min
    assert 3.0 <= said.length_min_cm <= said.length_cm <= said.length_max_cm <= 7.6
    assert said.mass_min_g <= said.mass_g <= said.mass_max_g


def test_cold_actuators_cost_time_and_energy() -> None:
    rock = small.catalog().rocks["maaz_basalt"]
    warm, cold = estimate_core(rock, -40.0), estimate_core(rock, -80.0)
    assert cold.duration_s - warm.duration_s == cold.warm_up_s == 125 * 60
    assert cold.energy_wh > warm.energy_wh + 200.0


# --- relay ------------------------------------------------------------------------------------------------------------
def test_the_passes_carry_what_was_said(world: World) -> None:
    sol = marstime.sol(world.tick) + 1
    world.comms.products.append(Product(1, ProductKind.IMAGE, "navcam", "", 50_000.0, world.tick, 0.0, 0.0))
    advance(world, marstime.tick_at(sol, 0))
    said = passes_of_sol(world.level.relay, world.site.seed, sol)
    events = advance(world, marstime.tick_at(sol + 1, 0))
    ended = [event for event in events if isinstance(event, e.PassEnded)]
    assert [one.orbiter for one in said] == [event.orbiter for event in ended]
    assert [one.mbit for one in said] == pytest.approx([event.sent_mbit for event in ended])


# --- power ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("hours_awake", [0, 3])
def test_a_sol_ends_as_was_said(world: World, hours_awake: int) -> None:
    known = activities(small.catalog())
    plan = [(known["moxie"], 3600), *([(known["awake"], hours_awake * 3600)] if hours_awake else [])]
    said = plan_sol(world.level.weather, world.site.seed, world.level.relay, world.tick, 1.0, plan)
    start, wh_in, wh_out = world.tick, world.power.wh_in, world.power.wh_out
    small.give(world, c.RunMoxie(60.0, 2.0))
    lowest = advance_watching(world, start + said.busy_s + 120)  # the run ends on a minute
    small.give(world, c.SleepUntil(marstime.second_of_sol(start)))
    lowest = min(lowest, advance_watching(world, start + marstime.SOL_S))
    assert world.power.charge_wh / world.power.capacity_wh == pytest.approx(said.soc_end, abs=0.01)
    assert lowest == pytest.approx(said.soc_min, abs=0.01)
    assert world.power.wh_in - wh_in == pytest.approx(said.wh_in, rel=0.005)
    assert world.power.wh_out - wh_out == pytest.approx(said.wh_out, rel=0.01)


def advance_watching(world: World, until: int) -> float:
    """Let time pass; the lowest state of charge on the way."""
    lowest = 1.0
    while world.tick < until:
        advance(world, min(until, world.tick + 300))
        lowest = min(lowest, world.power.charge_wh / world.power.capacity_wh)
    return lowest


def test_the_balance_of_a_planned_sol_closes() -> None:
    level, known = small.level(), activities(small.catalog())
    for name in ("awake", "drive", "core", "pixl"):
        said = plan_sol(level.weather, 7, level.relay, marstime.tick_at(60, 40_000), 0.9, [(known[name], 7200)])
        gained = (said.soc_end - said.soc_start) * battery.CAPACITY_WH
        assert gained == pytest.approx(said.wh_in - said.wh_out - said.shunted_wh, abs=1e-6)


# --- drive, flight, sky -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("far_m", "grade"), [(60.0, 0.0), (120.0, 0.05)])
def test_a_drive_over_even_ground_goes_as_was_said(far_m: float, grade: float) -> None:
    world = flat.world(flat.site(ground=flat.flat_terrain(slope_frac=grade)), seen=KNOWN_SURVEYED)
    world.rover = mobility.initial(world.site)
    world.rover.heading_deg = 90.0
    grade_deg = 2.8624 if grade else 0.0
    said = quick_drive(
        world.level.weather, world.site.seed, world.tick, far_m, Ground(grade_deg, rocks_frac=0.0, roughness_m=0.0)
    )
    plan = plan_drive(world, world.rover.x_m + far_m, world.rover.y_m)
    assert plan.refusal is None
    assert said.duration_s == pytest.approx(plan.duration_s, rel=0.02)
    assert said.energy_wh == pytest.approx(plan.energy_wh, rel=0.03)
    assert said.slip_frac == pytest.approx(plan.slip_max_frac, abs=0.005)


@pytest.mark.parametrize("mode", list(DriveMode))
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("material", "grade_deg"), [(Material.REGOLITH, 6.0), (Material.SAND, 9.0)])
def test_every_way_of_driving_takes_what_was_said(
    mode: DriveMode, backwards: bool, material: Material, grade_deg: float
) -> None:
    """The estimate without a map, and the wheels: time, energy and slip. A directed drive falls short by its slip."""
    world = make_world(make_terrain(plane(east_deg=grade_deg), material=material, tiles=100), known=KNOWN_SURVEYED)
    world.rover.heading_deg = 270.0 if backwards else 90.0
    ground = Ground(grade_deg, material, rocks_frac=0.04, roughness_m=0.04, backwards=backwards)
    said = quick_drive(world.level.weather, world.site.seed, world.tick, 80.0, ground, mode)
    start = world.tick
    mobility.drive_to(world, DriveTo(world.rover.x_m + 80.0, world.rover.y_m, mode, backwards), lambda _event: None)
    run(world, 30_000, stride=True)
    made_m = world.rover.odometry_m
    share = 1.0 if mode is not DriveMode.DIRECTED else 1.0 / (1.0 - said.slip_frac)
    assert made_m * share == pytest.approx(80.0, rel=0.02)
    assert (world.tick - start) * share == pytest.approx(said.duration_s - said.warm_up_s, rel=0.05)
    assert world.power.drawn_j / 3600.0 * share == pytest.approx(said.energy_wh, rel=0.06)
    assert world.rover.sinkage_m == pytest.approx(said.sinkage_m, abs=0.005)


def test_a_straight_flight_is_planned_the_same() -> None:
    world = flat.world(seen=KNOWN_SURVEYED)
    here = (world.helicopter.x_m, world.helicopter.y_m)
    plan = plan_flight(world, ((here[0] + 200.0, here[1]),), 10.0, return_home=False)
    share = world.helicopter.charge_wh / world.helicopter.capacity_wh
    said = quick_flight(world.weather, 200.0, 10.0, share)
    assert plan.refusal is None
    assert said.reasons == ()
    assert (said.duration_s, said.max_speed_m_s) == (plan.duration_s, plan.max_speed_m_s)
    assert said.energy_wh == pytest.approx(plan.energy_wh, rel=0.01)  # it takes all wind for head wind
    assert said.charge_end_frac == pytest.approx(plan.charge_end_frac, abs=0.005)


@pytest.mark.parametrize("sol", [60, 250, 470, 600])
def test_the_usual_sky_is_the_mission_s(sol: int) -> None:
    """By solar longitude and by sol: the same air, but for the luck of the sol."""
    lmst_s = marstime.parse_lmst("12:30")
    there = usual_at(flat.level(weather={}).weather, marstime.tick_at(sol, lmst_s))
    usual = usual_weather(there.ls_deg, lmst_s)
    for name in ("pressure_pa", "air_c", "ground_c", "density_kg_m3", "tau", "sun_elevation_deg", "ls_deg"):
        assert getattr(usual, name) == pytest.approx(getattr(there, name), rel=2e-3, abs=0.02), name


def test_actuators_at_rest_are_where_a_mission_starts() -> None:
    world = small.world()
    said = resting_actuators_c(world.level.weather, world.site.seed, world.tick)
    assert world.thermal.actuators_c == said
