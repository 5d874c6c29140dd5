"""Generator, batteries, loads, sleep and safe mode."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.sections import Weather
from game.content.strings import load_strings
from game.core import marstime
from game.sim import events as e
from game.sim.commands import AddToPlan, RunMoxie, SleepUntil, Wake
from game.sim.estimates.planned import ahead_uses, sol_forecast
from game.sim.estimates.power import Use, forecast
from game.sim.estimates.sky import resting_actuators_c
from game.sim.narrate import event_sentence
from game.sim.physics import battery, heat, soxe
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import Task, TaskKind
from game.sim.step import advance
from game.sim.systems import power
from tests import small
from tests.sim import flat

SOL = marstime.SOL_S


def kinds(events):
    return [type(event) for event in events]


def asleep_world(charge_frac=0.6, **sections):
    world = flat.world(flat.site(rover={"charge_frac": charge_frac}, **sections))
    world.power.asleep_until_tick = world.tick + 10**7
    return world


def test_generator_as_measured_on_curiosity_and_perseverance():
    assert battery.generator_w(0) == 110.0
    assert 90.0 < battery.generator_w(5 * 355.5) < 92.0  # about 91 W after five years
    assert battery.generator_w(0) * SOL / 3600.0 == pytest.approx(2712.0, abs=1.0)


def test_sleep_and_survival_take_what_they_should_of_a_sol():
    world = asleep_world()
    flat.run(world, SOL)
    assert 1100.0 < world.power.wh_out < 1700.0
    assert world.power.charge_wh > 0.6 * world.power.capacity_wh


def test_awake_all_sol_is_a_deficit():
    world = flat.world(flat.site(rover={"charge_frac": 1.0}))
    flat.run(world, SOL)
    assert world.power.charge_wh < 0.7 * world.power.capacity_wh


CHORES = st.lists(
    st.tuples(st.sampled_from(["sleep", "awake", "moxie", "core", "relay", "drive"]), st.integers(1, 9000)),
    min_size=1,
    max_size=12,
)


def start_chore(world, chore, seconds):
    world.rover.task, world.moxie.phase, world.comms.pass_began_tick = None, MoxiePhase.OFF, -1
    world.power.asleep_until_tick = world.tick + seconds if chore == "sleep" else -1
    if chore == "moxie":
        world.moxie.phase = MoxiePhase.PRODUCING
    elif chore == "relay":
        world.comms.pass_began_tick = 0
    elif chore == "core":
        world.rover.task = Task(TaskKind.CORE, "", world.tick, world.tick + 300, world.tick + 10**6)
    elif chore == "drive":
        world.power.drawn_j += 200.0 * seconds


@settings(max_examples=40, deadline=None)
@given(CHORES, st.floats(0.05, 1.0))
def test_energy_balance_closes_and_charge_stays_within_the_batteries(chores, charge_frac):
    world = flat.world(flat.site(rover={"charge_frac": charge_frac}))
    before_wh = world.power.charge_wh
    for chore, seconds in chores:
        if not world.power.safe_mode:
            start_chore(world, chore, seconds)
        flat.run(world, seconds)
        state = world.power
        assert 0.0 <= state.charge_wh <= state.capacity_wh
        gained_wh = state.wh_in - state.wh_out - state.shunted_wh
        assert state.charge_wh - before_wh == pytest.approx(gained_wh, abs=1e-6)
        assert sum(watts for _, watts in state.loads_w) == pytest.approx(state.load_w)


def test_excess_is_shunted_when_full():
    world = asleep_world(1.0)
    flat.run(world, SOL // 2)
    assert world.power.charge_wh == world.power.capacity_wh
    assert world.power.shunted_wh > 400.0


def test_charge_stops_at_zero_and_only_what_was_there_is_drawn():
    settled = battery.settle(10.0, 2408.0, 2.0, 50.0, 3600.0)
    assert (settled.charge_wh, settled.out_wh) == (0.0, 12.0)


def test_the_batteries_take_and_give_only_so_fast():
    """No faster than full in five hours or empty in two, and 96 % of what went in comes out again."""
    fed = battery.settle(0.0, battery.CAPACITY_WH, 5000.0, 0.0, 3600.0)
    assert fed.charge_wh == pytest.approx(0.975 * battery.CAPACITY_WH / 5.0)
    drained = battery.settle(battery.CAPACITY_WH, battery.CAPACITY_WH, 0.0, 5000.0, 3600.0)
    assert drained.out_wh - drained.lost_wh == pytest.approx(battery.CAPACITY_WH / 2.0)
    there = battery.settle(100.0, 2408.0, 50.0, 0.0, 3600.0)
    back = battery.settle(there.charge_wh, 2408.0, 0.0, (there.charge_wh - 100.0) * 0.985, 3600.0)
    assert back.charge_wh == pytest.approx(100.0)
    assert back.out_wh - back.lost_wh == pytest.approx(50.0 * 0.96, rel=0.002)


def test_a_task_is_charged_to_the_second_once_it_is_warm():
    world = flat.world()
    while world.tick % 60:
        flat.run(world, 1)
    start = world.power.wh_out
    world.rover.task = Task(TaskKind.CORE, "", world.tick, world.tick + 90, world.tick + 690)
    flat.run(world, 600)
    heating_wh = sum(w for n, w in world.power.loads_w if n == "heaters")
    assert heating_wh == 0.0  # warm by then
    drilled_wh = world.power.wh_out - start - 600 * battery.AWAKE_W / 3600.0
    # two minutes of actuator heaters at most, and 510 s of drill
    assert drilled_wh == pytest.approx(510 * 350.0 / 3600.0, abs=2 * 100.0 / 60.0 + 0.1)


# --- low battery and safe mode ----------------------------------------------------------------------------------------
def drain(world, limit_s=40 * 3600):
    """MOXIE and the drill together until something gives."""
    world.moxie.phase = MoxiePhase.PRODUCING
    world.moxie.phase_ends_tick = world.tick + 10**7
    world.rover.task = Task(TaskKind.CORE, "", world.tick, world.tick, world.tick + 10**7)
    events = []
    while not world.power.safe_mode and limit_s > 0:
        flat.run(world, 60, events)
        limit_s -= 60
    return events


def test_low_battery_is_told_once_until_it_has_recovered():
    world = flat.world(flat.site(rover={"charge_frac": 0.45}))
    events = drain(world)
    assert kinds(events).count(e.BatteryLow) == 1
    low = next(event for event in events if isinstance(event, e.BatteryLow))
    assert low.charge_frac == pytest.approx(0.40, abs=0.01)


def test_safe_mode_stops_everything_and_ends_by_itself():
    world = flat.world(flat.site(rover={"charge_frac": 0.45}))
    world.sequencer.steps.append(SleepUntil(3600))
    events = drain(world)
    assert e.SafeModeEntered in kinds(events)
    assert world.rover.task is None
    assert world.moxie.phase is MoxiePhase.OFF
    assert world.sequencer.held is not None
    assert len(world.sequencer.steps) == 1  # nothing of the player's is lost
    assert world.asleep
    assert world.power.asleep_until_tick > world.tick
    assert power.refuse_wake(world, Wake()).key == "rover.safe_mode"
    assert power.refuse_sleep_until(world, SleepUntil(0)).key == "rover.safe_mode"
    entered = world.tick
    recovered = []
    while world.power.safe_mode:
        flat.run(world, 3600, recovered)
    left = [event for event in recovered if isinstance(event, e.SafeModeLeft)]
    assert left[0].charge_frac >= battery.SAFE_MODE_LEFT_FRAC
    assert 1 <= marstime.sol(left[0].tick) - marstime.sol(entered) <= 3  # costs sols
    assert marstime.lmst_h(left[0].tick) == pytest.approx(9.0, abs=0.05)  # with the morning's uplink
    assert world.power.safe_modes == 1


def test_recovery_estimate_is_about_right():
    world = flat.world(flat.site(rover={"charge_frac": 0.3}))
    drain(world)
    said = world.power.asleep_until_tick
    left = next(event for event in flat.run(world, 4 * SOL) if isinstance(event, e.SafeModeLeft))
    assert left.tick == pytest.approx(said, abs=4 * 3600)


# --- sleep ------------------------------------------------------------------------------------------------------------
def test_sleep_ends_at_the_tick_asked_for():
    world = flat.world()
    goal_s = marstime.parse_lmst("07:30")
    events = []
    power.sleep_until(world, SleepUntil(goal_s), events.append)
    assert kinds(events) == [e.FellAsleep]
    flat.run(world, SOL, events)
    woke = next(event for event in events if isinstance(event, e.WokeUp))
    assert marstime.second_of_sol(woke.tick) == goal_s
    assert not world.asleep


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda w: setattr(w.rover, "task", Task(TaskKind.DRIVE, "", 0, 0, -1)), "power.sleep_busy"),
        (lambda w: setattr(w.helicopter, "phase", FlightPhase.CRUISE), "power.sleep_flying"),
        (lambda w: setattr(w.power, "asleep_until_tick", w.tick + 5), "rover.asleep"),
    ],
)
def test_sleep_is_refused_with_a_reason(change, key):
    world = flat.world()
    assert power.refuse_sleep_until(world, SleepUntil(0)) is None
    change(world)
    assert power.refuse_sleep_until(world, SleepUntil(0)).key == key


def test_a_time_that_no_clock_shows_is_refused():
    assert power.refuse_sleep_until(flat.world(), SleepUntil(SOL)).key == "power.sleep_time"
    assert power.refuse_sleep_until(flat.world(), SleepUntil(-1)).key == "power.sleep_time"


def test_only_a_sleeper_can_be_woken():
    world = flat.world()
    assert power.refuse_wake(world, Wake()).key == "power.awake"
    power.sleep_until(world, SleepUntil(0), lambda _event: None)
    assert power.refuse_wake(world, Wake()) is None
    power.wake(world, Wake(), lambda _event: None)
    assert not world.asleep


# --- forecast ---------------------------------------------------------------------------------------------------------
def end_of_sol(world):
    return (marstime.sol(world.tick) + 1) * SOL


@pytest.mark.parametrize("doing", ["awake", "sleep", "core", "moxie"])
def test_the_forecast_comes_true(doing):
    world = flat.world(flat.site(rover={"charge_frac": 0.9}))
    start_chore(world, doing, 5 * 3600)
    if doing == "moxie":
        world.moxie.phase_ends_tick = world.tick + 3 * 3600
    if doing == "core":
        world.rover.task.ends_tick = world.tick + 3600
    said = forecast(world)
    while world.tick < end_of_sol(world) - 60:
        before = marstime.sol(world.tick)
        flat.run(world, 60)
        if world.rover.task is not None and world.tick >= world.rover.task.ends_tick:
            world.rover.task = None
        if world.moxie.phase_ends_tick > 0 and world.tick >= world.moxie.phase_ends_tick:
            world.moxie.phase = MoxiePhase.OFF
        assert marstime.sol(world.tick) == before
    assert world.power.charge_wh / world.power.capacity_wh == pytest.approx(said.end_frac, abs=0.01)


def test_the_forecast_balances_and_changes_nothing():
    world = flat.world(flat.site(rover={"charge_frac": 0.7}))
    before = repr(world.power)
    extra = (Use("drive", world.tick, world.tick + 3 * 3600, 250.0),)
    plain, busy = forecast(world), forecast(world, extra)
    assert repr(world.power) == before
    assert (plain.end_frac - busy.end_frac) * world.power.capacity_wh == pytest.approx(
        750.0 / battery.DISCHARGE_EFFICIENCY_FRAC
    )
    gained = (busy.end_frac - 0.7) * world.power.capacity_wh
    assert gained == pytest.approx(busy.in_wh - busy.out_wh - busy.shunted_wh)
    assert busy.lowest_frac <= busy.end_frac


def test_a_long_drive_and_moxie_do_not_fit_into_one_sol():
    world = flat.world(flat.site(rover={"charge_frac": 0.8}, start={"sol": 14, "lmst": "08:00"}))
    at, hour = world.tick, 3600
    drive = Use("drive", at + hour, at + hour + int(4.4 * hour), 200.0)
    moxie = Use("moxie", at + 3 * hour, at + 6 * hour, soxe.RUN_POWER_W)
    night = Use("sleep", at + 7 * hour, at + 24 * hour, asleep=True)
    until = at + 24 * hour
    assert forecast(world, (drive, night), until).safe_mode_tick == -1
    assert forecast(world, (moxie, night), until).safe_mode_tick == -1
    assert forecast(world, (drive, moxie, night), until).safe_mode_tick > at


# --- every load, winter mornings, the plan ahead ----------------------------------------------------------------------
WINTER = {"sol": 473, "lmst": "04:00", "at": (128.0, 128.0)}


def loads(world):
    return dict(world.power.loads_w)


def test_each_load_has_its_name_and_sentence():
    world = flat.world(flat.site(rover={"charge_frac": 0.8}, weather={"tau": 0.3}, start=WINTER))
    world.rover.task = Task(TaskKind.CORE, "", world.tick, world.tick + 10**5, world.tick + 2 * 10**5)
    flat.run(world, 180)
    named = loads(world)
    assert {"computer", "avionics", "mast", "receivers", "heat_arm", "heat_turret", "batteries"} <= named.keys()
    assert named["heat_arm"] + named["heat_turret"] == pytest.approx(heat.ACTUATOR_HEATERS_W)
    world.rover.task.kind = TaskKind.DRIVE
    flat.run(world, 120)
    assert {"heat_wheels", "heat_mast"} <= loads(world).keys()
    strings = load_strings()
    assert all(strings.has(f"load.{name}") for name in (*named, *loads(world)))
    world.rover.task, world.power.asleep_until_tick = None, world.tick + 10**6
    flat.run(world, 120)
    assert {"sleep", "heat_box"} <= loads(world).keys()
    assert "computer" not in loads(world)


def test_awake_parts_add_up():
    assert sum(watts for _name, watts in battery.AWAKE_PARTS_W) == battery.AWAKE_W >= 150.0  # Lakdawalla


def test_a_winter_morning_costs_one_to_three_hours_of_heating_and_the_afternoon_nothing():
    """1 to 3 h at 50 to 150 W, about nothing after 13:00 (operations practice)."""
    for sol in (473, 520):
        for lmst, low_h, high_h in (("07:00", 1.0, 3.0), ("13:00", 0.0, 0.0)):
            tick = marstime.tick_at(sol, marstime.parse_lmst(lmst))
            hours = heat.warm_up_minutes(resting_actuators_c(Weather(tau=0.5), 1, tick)) / 60.0
            assert low_h <= hours <= high_h, (sol, lmst)
    assert 50.0 <= heat.ACTUATOR_HEATERS_W <= 150.0


def test_a_cold_night_takes_more_survival_heating_than_a_dusty_one():
    def heated_wh(tau):
        world = asleep_world(weather={"tau": tau, "wind_m_s": 2.0})
        total = 0.0
        for _ in range(SOL // 60):
            flat.run(world, 60)
            total += world.thermal.heater_w / 60.0
        return total

    assert heated_wh(0.3) > 100.0 > heated_wh(2.0)


def test_running_dry_costs_sols_and_the_cause_is_named():
    world = flat.world(flat.site(rover={"charge_frac": 0.45}))
    events = drain(world)
    entered = next(event for event in events if isinstance(event, e.SafeModeEntered))
    assert entered.load == "core"  # 350 W, more than MOXIE's 300
    assert entered.until_tick == world.power.asleep_until_tick
    assert marstime.sol(entered.until_tick) - marstime.sol(entered.tick) in (1, 2, 3)
    told = event_sentence(world.site, load_strings(), entered)
    assert "coring drill" in told
    assert f"sol {marstime.sol(entered.until_tick)}" in told


def test_recovery_takes_one_two_or_three_sols_by_luck():
    sols = set()
    for seed in range(40):
        world = flat.world(flat.site(seed))
        world.power.safe_modes = 1
        sols.add(marstime.sol(power.all_clear_tick(world)) - marstime.sol(world.tick))
    assert sols == {1, 2, 3}


def test_the_sol_s_forecast_counts_the_plan_and_the_relay():
    world = small.world()
    world.power.charge_wh = world.power.capacity_wh
    idle = sol_forecast(world)
    world.sequencer.steps += [RunMoxie(60.0, 2.0), SleepUntil(marstime.parse_lmst("06:00"))]
    planned = sol_forecast(world)
    names = [use.name for use in ahead_uses(world)]
    assert names.count("moxie") == 2  # heating, then oxygen
    assert {"relay", "sleep"} <= set(names)
    assert idle.out_wh > 0.0
    asleep_after = [use for use in ahead_uses(world) if use.asleep]
    assert asleep_after[0].from_tick == max(use.until_tick for use in ahead_uses(world) if use.name == "moxie")
    assert planned.end_frac != pytest.approx(idle.end_frac, abs=0.02)


def test_a_planned_run_ends_the_sol_where_the_forecast_said():
    world = small.world()
    world.power.charge_wh = world.power.capacity_wh
    for command in (RunMoxie(60.0, 2.0), SleepUntil(marstime.parse_lmst("06:00"))):
        small.give(world, AddToPlan(command))
    said = sol_forecast(world)
    advance(world, said.until_tick)
    assert world.power.charge_wh / world.power.capacity_wh == pytest.approx(said.end_frac, abs=0.015)
