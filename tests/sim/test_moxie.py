"""MOXIE: two hours of heating, grams by the current and the air, and nothing for free."""

import pytest

from game.sim import commands as c
from game.sim import events as e
from game.sim.physics import soxe
from game.sim.state.moxie import MoxiePhase
from game.sim.systems import moxie
from game.sim.world import World
from tests import small


@pytest.fixture
def world() -> World:
    world = small.world()
    world.power.charge_wh = world.power.capacity_wh
    small.to_lmst(world, "10:00")
    return world


def test_an_hour_at_two_amps_makes_what_the_first_run_made(world: World) -> None:
    """The first run on Mars made 5.4 g in about an hour (NASA, 2021-04-20)."""
    small.give(world, c.RunMoxie(60.0, 2.0))
    events = small.pass_hours(world, 3.2)
    assert [type(event) for event in events if type(event) in (e.MoxieProducing, e.MoxieEnded)] == [
        e.MoxieProducing,
        e.MoxieEnded,
    ]
    assert 5.0 < world.moxie.oxygen_g < 5.9
    assert world.moxie.phase is MoxiePhase.OFF
    assert world.moxie.runs == 1


def test_nothing_comes_out_during_the_warm_up(world: World) -> None:
    small.give(world, c.RunMoxie(60.0, 2.0))
    small.pass_hours(world, soxe.warm_up_min(world.weather.air_c) / 60.0 - 0.05)
    assert (world.moxie.phase, world.moxie.oxygen_g) == (MoxiePhase.WARMING, 0.0)


def test_a_run_takes_its_energy(world: World) -> None:
    before, start = world.power.wh_out, world.tick
    said_wh = soxe.run_energy_wh(soxe.warm_up_min(world.weather.air_c), 60.0)
    small.give(world, c.RunMoxie(60.0, 2.0))
    small.pass_hours(world, 3.1)
    beyond_awake = world.power.wh_out - before - 150.0 * (world.tick - start) / 3600.0
    assert beyond_awake == pytest.approx(said_wh, rel=0.03)


def test_more_current_makes_more_until_the_feed_is_the_limit() -> None:
    thin, thick = 0.0133, 0.0184
    assert soxe.rate_g_h(3.0, thick, 60.0) > soxe.rate_g_h(2.0, thick, 60.0)
    assert soxe.rate_g_h(4.0, thin, 60.0) == soxe.feed_limit_g_h(thin) < soxe.faraday_g_h(4.0)
    assert soxe.purity_frac(4.0, thin) < soxe.purity_frac(2.0, thin)


def test_a_stopped_run_keeps_its_grams(world: World) -> None:
    small.give(world, c.RunMoxie(60.0, 2.0))
    small.pass_hours(world, 2.5)
    made = world.moxie.oxygen_g
    small.give(world, c.StopMoxie())
    assert made > 1.0
    assert (world.moxie.oxygen_g, world.moxie.phase) == (made, MoxiePhase.OFF)
    assert small.refusal(world, c.StopMoxie()) == "moxie.not_running"


@pytest.mark.parametrize(
    ("minutes", "amps", "why"),
    [
        (5.0, 2.0, "moxie.minutes"),
        (500.0, 2.0, "moxie.minutes"),
        (60.0, 0.1, "moxie.amps"),
        (60.0, 9.0, "moxie.amps"),
        (float("nan"), 2.0, "moxie.minutes"),
    ],
)
def test_settings_out_of_range(world: World, minutes: float, amps: float, why: str) -> None:
    assert small.refusal(world, c.RunMoxie(minutes, amps)) == why


def test_refused_while_running_busy_asleep_or_short_of_energy(world: World) -> None:
    run = c.RunMoxie(60.0, 2.0)
    small.give(world, c.TakePanorama())
    assert small.refusal(world, run) == "rover.busy"
    small.until_idle(world)
    charge_wh, world.power.charge_wh = world.power.charge_wh, 0.5 * world.power.capacity_wh
    assert small.refusal(world, run) == "power.short"
    world.power.charge_wh = charge_wh
    small.give(world, run)
    assert small.refusal(world, run) == "moxie.running"
    small.give(world, c.StopMoxie(), c.SleepUntil(60_000))
    assert small.refusal(world, run) == "rover.asleep"


def test_safe_mode_cuts_the_run(world: World) -> None:
    small.give(world, c.RunMoxie(60.0, 2.0))
    small.pass_hours(world, 2.2)
    world.power.charge_wh = 0.19 * world.power.capacity_wh
    events = small.pass_hours(world, 0.1)
    (cut,) = small.of_kind(events, e.MoxieCut)
    assert isinstance(cut, e.MoxieCut)
    assert cut.reason.key == "power.safe_mode"
    assert world.moxie.phase is MoxiePhase.OFF


def test_a_rover_just_woken_is_told_the_whole_energy(world: World) -> None:
    """The load of its sleep, still on the meter, must not make a run look cheap."""
    awake = moxie.net_energy_wh(world, 60.0)
    small.give(world, c.SleepUntil(60_000))
    small.pass_hours(world, 0.2)
    small.give(world, c.Wake())
    assert moxie.net_energy_wh(world, 60.0) == pytest.approx(awake, rel=0.01)
