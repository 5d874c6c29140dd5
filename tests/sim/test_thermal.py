"""Actuators, electronics and heaters."""

import pytest

from game.core import marstime
from game.sim.physics import heat
from game.sim.state.rover import Task, TaskKind
from tests.sim import flat


def test_warm_up_takes_hours_on_a_winter_morning_and_nothing_after_noon():
    minutes = {}
    for lmst in ("07:00", "09:00", "10:30", "13:00"):
        world = flat.world(flat.site(start={"sol": 473, "lmst": lmst}, weather={"tau": 0.4}))
        minutes[lmst] = heat.warm_up_minutes(world.thermal.actuators_c)
    assert 60.0 <= minutes["07:00"] <= 180.0
    assert minutes["07:00"] > minutes["09:00"] > 0.0
    assert minutes["13:00"] == 0.0


def test_initial_actuators_match_a_sol_of_running():
    world = flat.world()
    fresh_c = world.thermal.actuators_c
    flat.run(world, marstime.SOL_S)
    assert world.thermal.actuators_c == pytest.approx(fresh_c, abs=6.0)


@pytest.mark.parametrize("actuators_c", [-58.0, -71.3, -83.0])
def test_warming_ends_when_it_was_said_to(actuators_c):
    world = flat.world(flat.site(start={"sol": 14, "lmst": "05:30"}, rover={"charge_frac": 1.0}))
    world.thermal.actuators_c = actuators_c
    minutes = heat.warm_up_minutes(actuators_c)
    ready = world.tick + int(minutes * 60)
    world.rover.task = Task(TaskKind.CORE, "", world.tick, ready, ready + 10**6)
    flat.run(world, int(minutes * 60) - 120)
    assert world.thermal.actuators_c < heat.ACTUATOR_READY_C + 1.0
    assert world.thermal.heater_w >= heat.ACTUATOR_HEATERS_W
    flat.run(world, 180)
    assert world.thermal.actuators_c == pytest.approx(heat.ACTUATOR_READY_C, abs=0.6)
    flat.run(world, 1800)
    assert world.thermal.actuators_c >= heat.ACTUATOR_READY_C - 0.6  # kept warm while at work


def test_survival_heating_only_in_the_cold_of_the_night():
    world = flat.world(flat.site(start={"sol": 14, "lmst": "13:00"}))
    flat.run(world, 60)
    assert world.thermal.heater_w == 0.0
    world.power.asleep_until_tick = world.tick + 10**6
    warmest, coldest, heated_wh = -99.0, 99.0, 0.0
    for _ in range(marstime.SOL_S // 60):
        flat.run(world, 60)
        warmest = max(warmest, world.thermal.electronics_c)
        coldest = min(coldest, world.thermal.electronics_c)
        heated_wh += world.thermal.heater_w / 60.0
    assert coldest >= heat.SURVIVAL_C - 1.0
    assert warmest <= 40.0
    assert 30.0 < heated_wh < 400.0  # a sol of sleep and survival takes 1.1 to 1.7 kWh, 50 W of it the computer
