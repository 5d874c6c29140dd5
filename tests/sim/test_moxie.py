"""MOXIE: two hours of heating, grams by the current and the air, and nothing for free."""

import pytest

from game.core import marstime
from game.sim import commands as c
from game.sim import events as e
from game.sim.physics import soxe
from game.sim.state.moxie import MoxiePhase
from game.sim.systems import moxie, weather
from game.sim.world import World
from tests import small
from tests.sim import flat


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


# --- what spoils a run, and what it costs -----------------------------------------------------------------------------
def run_from(world: World, lmst: str, command: c.RunMoxie) -> list[e.Event]:
    """A whole run from a time of day, with full batteries."""
    small.to_lmst(world, lmst)
    world.power.charge_wh = world.power.capacity_wh
    return small.give(world, command) + small.pass_hours(world, 3.6 + command.minutes / 60.0 - 1.0)


def ended(events: list[e.Event]) -> e.MoxieEnded:
    (end,) = small.of_kind(events, e.MoxieEnded)
    assert isinstance(end, e.MoxieEnded)
    return end


def test_a_run_into_dusk_is_warned_of_and_gets_impure(world: World) -> None:
    """The real one never ran at dawn or dusk (Hecht, MIT)."""
    noon, dusk = ended(run_from(world, "10:20", c.RunMoxie(60.0, 2.0))), None
    events = run_from(world, "15:30", c.RunMoxie(60.0, 2.0))
    (warned,) = small.of_kind(events, e.MoxieWarned)
    assert isinstance(warned, e.MoxieWarned)
    assert warned.reason.key == "moxie.changing_air"
    assert warned.tick <= small.of_kind(events, e.MoxieStarted)[0].tick
    dusk = ended(events)
    assert noon.purity_frac > 0.99 > soxe.PURITY_NEEDED_FRAC > dusk.purity_frac


def test_a_calm_run_is_not_warned_of(world: World) -> None:
    for lmst in ("10:20", "23:00"):
        assert not small.of_kind(run_from(world, lmst, c.RunMoxie(60.0, 2.0)), e.MoxieWarned), lmst


def test_over_driving_is_told_once_spoils_the_oxygen_and_ages_the_cells() -> None:
    world = flat.world(flat.site(start={"sol": 298, "lmst": "12:00", "at": (128.0, 128.0)}))
    world.power.charge_wh = world.power.capacity_wh
    events: list[e.Event] = []
    moxie.run_moxie(world, c.RunMoxie(60.0, 4.0), events.append)
    for _ in range(60 * 4):
        world.tick += 60 - world.tick % 60
        weather.SYSTEM.minute(world, events.append)
        moxie.SYSTEM.minute(world, events.append)
    assert [why.reason.key for why in small.of_kind(events, e.MoxieWarned)] == ["moxie.thin_air"]  # type: ignore[attr-defined]
    (told,) = small.of_kind(events, e.MoxieOverdriven)
    assert isinstance(told, e.MoxieOverdriven)
    assert told.most_amps < 3.2 < told.amps
    assert ended(events).purity_frac < soxe.PURITY_NEEDED_FRAC
    assert world.moxie.cycles > 5.0  # a good run would have been one


def test_cells_age_with_every_run_and_sixteen_still_reach_the_peak(world: World) -> None:
    """Sixteen runs, and 12 g/h in one of the last (NASA)."""
    made = []
    for _ in range(3):
        made.append(ended(run_from(world, "10:20", c.RunMoxie(60.0, 2.0))).oxygen_g)
        small.give(world, c.SleepUntil(marstime.parse_lmst("10:00")))
        small.pass_hours(world, 21.5)
    assert world.moxie.cycles == 3.0
    assert made == sorted(made, reverse=True)
    assert made[0] > made[-1]
    assert soxe.rate_g_h(4.0, 0.02, 60.0, 15.0) == pytest.approx(12.0, abs=0.4)
    assert soxe.rate_g_h(4.0, 0.02, 60.0, 60.0) < 8.5
    assert soxe.run_power_w(2.0, 30.0) > soxe.run_power_w(2.0, 0.0)


def test_a_level_may_begin_with_worn_cells() -> None:
    assert moxie.initial(flat.site(moxie={"runs_before": 15})).cycles == 15.0


def test_the_rover_stays_awake_for_moxie(world: World) -> None:
    """Its computer runs MOXIE's steps; on Mars the rover did little else meanwhile."""
    small.give(world, c.RunMoxie(60.0, 2.0))
    assert small.refusal(world, c.SleepUntil(60_000)) == "power.sleep_moxie"
    small.give(world, c.StopMoxie())
    small.give(world, c.SleepUntil(60_000))


def test_a_cold_stack_takes_longer_to_heat() -> None:
    """About two hours (MIT)."""
    assert 1.7 < soxe.warm_up_min(-20.0) / 60.0 < 2.0 < soxe.warm_up_min(-83.0) / 60.0 < 2.4


def test_moxie_beside_work_of_the_arm_is_refused(world: World) -> None:
    small.give(world, c.RunMoxie(60.0, 2.0))
    assert small.refusal(world, c.DriveTo(60.0, 80.0)) == "power.moxie_running"
