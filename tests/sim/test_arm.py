"""The chain of a sample: reach, image, abrade, analyse, core, seal, store; and what can go wrong on the way."""

import pytest

from game.sim import commands as c
from game.sim import events as e
from game.sim import sampling
from game.sim.physics import coring
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import TaskKind
from game.sim.state.samples import TubeStatus
from game.sim.systems import arm
from game.sim.world import World
from tests import small

PICTURE = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)
CHAIN = (PICTURE, c.Abrade("near"), c.Analyse("near", "sherloc"), c.Core("near"), c.SealTube())


@pytest.fixture
def world() -> World:
    return small.world()


def ready_to_core(world: World) -> None:
    small.do(world, *CHAIN[:3])


def test_the_chain_ends_with_a_stored_tube(world: World) -> None:
    events = small.do(world, *CHAIN)
    kinds = [type(event) for event in events]
    order = [e.ImageTaken, e.TargetAbraded, e.TargetAnalysed, e.CoreTaken, e.TubeSealed, e.TubeStored]
    assert [kind for kind in kinds if kind in order] == order
    tube = world.tubes[0]
    assert (tube.status, tube.target, tube.family) == (TubeStatus.STORED, "near", "igneous")
    assert coring.MIN_LENGTH_CM <= tube.length_cm <= coring.MAX_LENGTH_CM
    assert 0.0 < tube.mass_g < tube.length_cm * coring.CORE_AREA_CM2 * 2.9
    assert (world.targets[0].cores, world.targets[0].sealed) == (1, 1)


@pytest.mark.parametrize(
    ("done", "asked", "why"),
    [
        (0, c.Abrade("near"), "target.not_imaged"),
        (1, c.Core("near"), "target.not_abraded"),
        (2, c.Core("near"), "target.not_analysed"),
        (2, c.Abrade("near"), "target.already_abraded"),
        (3, c.SealTube(), "tube.nothing_to_seal"),
        (4, c.Core("near"), "tube.unsealed"),
        (0, c.Abrade("away"), "target.out_of_reach"),
        (0, c.Abrade("unseen"), "target.unknown"),
        (0, c.Abrade("nowhere"), "target.unknown"),
        (5, c.DropTube(2), "tube.not_stored"),
    ],
)
def test_each_step_asks_for_the_one_before(world: World, done: int, asked: c.Command, why: str) -> None:
    small.do(world, *CHAIN[:done])
    assert small.refusal(world, asked) == why


def test_harder_rock_takes_longer_and_more_energy() -> None:
    assert coring.core_minutes(0.65) > coring.core_minutes(0.1) + 30.0
    assert coring.abrade_minutes(0.65) > coring.abrade_minutes(0.1)


def test_coring_draws_the_drill_s_power(world: World) -> None:
    ready_to_core(world)
    small.pass_hours(world, 0.1)
    before = world.power.wh_out
    start = world.tick
    small.do(world, c.Core("near"))
    hours = (world.tick - start) / 3600.0
    beyond_awake = world.power.wh_out - before - 150.0 * hours
    assert beyond_awake == pytest.approx(350.0 * coring.core_minutes(0.4) / 60.0, rel=0.08)


def crumbling(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rotten = sampling.rock_of(world, "near").model_copy(update={"crumble_frac": 1.0})
    monkeypatch.setattr(arm, "rock_of", lambda _world, _target: rotten)


def test_crumbly_rock_leaves_an_empty_tube_and_can_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready_to_core(world)
    with monkeypatch.context() as patch:
        crumbling(world, patch)
        events = small.do(world, c.Core("near"))
    (lost,) = small.of_kind(events, e.CoreLost)
    assert isinstance(lost, e.CoreLost)
    assert lost.reason.key == "core.crumbled"
    assert world.tubes[0].status is TubeStatus.WASTED
    assert small.refusal(world, c.SealTube()) == "tube.nothing_to_seal"
    assert world.targets[0].cores == 0
    assert small.of_kind(small.do(world, c.Core("near")), e.CoreTaken)
    assert world.tubes[1].status is TubeStatus.FILLED


def test_luck_belongs_to_seed_target_and_attempt_not_to_the_hour() -> None:
    def mass(wait_h: float, seed: int | None) -> float:
        world = small.world(seed=seed)
        ready_to_core(world)
        small.pass_hours(world, wait_h)
        small.do(world, c.Core("near"))
        return world.tubes[0].mass_g

    assert mass(0.0, None) == mass(1.0, None)
    assert mass(0.0, None) != mass(0.0, 8)


def test_tubes_run_out(world: World) -> None:
    ready_to_core(world)
    for tube in world.tubes[:3]:
        tube.status = TubeStatus.STORED
    assert small.refusal(world, c.Core("near")) == "tube.none_left"


def test_witness_tubes_are_counted_apart(world: World) -> None:
    small.do(world, c.SealWitness())
    assert world.tubes[3].status is TubeStatus.STORED
    assert all(tube.status is TubeStatus.EMPTY for tube in world.tubes[:3])
    assert small.refusal(world, c.SealWitness()) == "tube.no_witness_left"


def test_a_dropped_tube_lies_where_the_rover_stands(world: World) -> None:
    small.do(world, *CHAIN, c.DropTube(1))
    tube = world.tubes[0]
    assert tube.status is TubeStatus.DEPOSITED
    assert (tube.x_m, tube.y_m) == (world.rover.x_m, world.rover.y_m)


def test_nothing_heavy_beside_moxie(world: World) -> None:
    small.do(world, PICTURE)
    world.moxie.phase = MoxiePhase.WARMING
    assert small.refusal(world, c.Abrade("near")) == "power.moxie_running"
    assert small.refusal(world, c.Analyse("near", "supercam")) == "power.moxie_running"


def test_work_that_would_end_below_the_reserve_is_refused(world: World) -> None:
    ready_to_core(world)
    world.power.charge_wh = 0.25 * world.power.capacity_wh + 100.0
    assert small.refusal(world, c.Core("near")) == "power.short"


def test_stop_ends_the_work_and_leaves_the_tube_empty(world: World) -> None:
    ready_to_core(world)
    small.give(world, c.Core("near"))
    small.pass_hours(world, 0.2)
    (stopped,) = small.of_kind(small.give(world, c.Stop()), e.WorkStopped)
    assert isinstance(stopped, e.WorkStopped)
    assert stopped.work == TaskKind.CORE.value
    small.pass_hours(world, 2.0)
    assert world.tubes[0].status is TubeStatus.EMPTY
