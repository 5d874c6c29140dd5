"""Each way in which sampling goes wrong, as a scenario: what happens, what is said, and how it is put right."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content.strings import load_strings
from game.sim import commands as c
from game.sim import events as e
from game.sim.narrate import event_sentence
from game.sim.physics import coring
from game.sim.setup import new_world
from game.sim.snapshot import digest, dump, restore
from game.sim.state.samples import SEALED, TubeStatus
from game.sim.step import advance, apply
from game.sim.world import World
from tests import small

PICTURE = c.TakeImage("mastcam_z", "maaz", 0.0, 0.0, 110.0)
ALWAYS, NEVER = 1.0, 0.0


@pytest.fixture
def world() -> World:
    return ready(small.world("quarry"))


def ready(world: World, target: str = "maaz") -> World:
    """The patch is ground and studied."""
    small.do(world, c.TakeImage("mastcam_z", target, 0.0, 0.0, 110.0), c.Abrade(target), c.Analyse(target, "sherloc"))
    world.power.charge_wh = world.power.capacity_wh
    return world


def luck(patch: pytest.MonkeyPatch, **chances: float) -> None:
    """Chances of coring.py held at 0 or 1: crumble, short, pebbles, seal_fails."""
    for name, chance in chances.items():
        patch.setattr(coring, f"{name}_frac", lambda *_args, chance=chance: chance)


def told(events: list[e.Event], kind: type[e.Event]) -> str:
    (event,) = small.of_kind(events, kind)
    return event_sentence(small.site("quarry"), load_strings(), event)


# --- pebbles ----------------------------------------------------------------------------------------------------------


def test_pebbles_block_drill_and_seal_until_they_are_cleared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issole, end of 2021: the core was in its tube, the tube could not be sealed."""
    luck(monkeypatch, pebbles=ALWAYS)
    said = told(small.do(world, c.Core("maaz")), e.CarouselBlocked)
    assert "Clear it" in said
    for blocked in (c.SealTube(), c.SealWitness()):
        assert small.refusal(world, blocked) == "carousel.blocked"
    small.do(world, c.TakeImage("mastcam_z", "seitah", 0.0, 0.0, 110.0))
    assert small.refusal(world, c.Abrade("seitah")) == "carousel.blocked"
    monkeypatch.setattr(coring, "CLEARED_FRAC", NEVER)
    assert "try again" in told(small.do(world, c.ClearCarousel()), e.PebblesRemain)
    assert world.arm.blocked
    monkeypatch.setattr(coring, "CLEARED_FRAC", ALWAYS)
    start = world.tick
    small.do(world, c.ClearCarousel())
    assert world.tick - start >= coring.CLEAR_MIN * 60.0
    assert small.refusal(world, c.ClearCarousel()) == "carousel.free"
    world.power.charge_wh = world.power.capacity_wh
    assert small.of_kind(small.do(world, c.SealTube()), e.TubeSealed)


def test_a_carousel_is_cleared_in_a_few_tries() -> None:
    """60 % a try: the mean over seeds is near 1.7 tries."""
    tries = []
    for seed in range(40):
        world = new_world(small.site("quarry", seed))
        world.arm.blocked = True
        while world.arm.blocked:
            world.power.charge_wh = world.power.capacity_wh
            small.do(world, c.ClearCarousel())
        tries.append(world.arm.clearings)
    assert 1.2 < sum(tries) / len(tries) < 2.3


# --- seals ------------------------------------------------------------------------------------------------------------


def test_a_tube_that_will_not_seal_is_put_aside_and_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mageik: cored on sol 579, sealed on sol 619, other rocks cored in between."""
    luck(monkeypatch, pebbles=NEVER, short=NEVER, seal_fails=ALWAYS)
    small.do(world, c.Core("maaz"))
    mass_g = world.tubes[0].mass_g
    said = told(small.do(world, c.SealTube()), e.SealFailed)
    assert "put aside" in said
    assert "50 %" in said
    assert world.tubes[0].status is TubeStatus.ASIDE
    assert world.targets[0].sealed == 0
    luck(monkeypatch, seal_fails=NEVER)
    world.power.charge_wh = world.power.capacity_wh
    small.do(world, c.Core("maaz"))  # coring goes on meanwhile
    assert world.tubes[1].status is TubeStatus.FILLED
    small.do(world, c.SealTube())
    assert [tube.status for tube in world.tubes[:2]] == [TubeStatus.ASIDE, TubeStatus.STORED]
    small.do(world, c.SealTube())
    assert world.tubes[0].status is TubeStatus.STORED
    assert (world.tubes[0].mass_g, world.tubes[0].seal_tries) == (mass_g, 2)
    assert small.refusal(world, c.SealTube()) == "tube.nothing_to_seal"


# --- cores ------------------------------------------------------------------------------------------------------------


def test_a_core_that_breaks_off_early_is_short_but_counts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Coulettes had 3.30 cm, Malay 3.07 cm (NASA's list)."""
    luck(monkeypatch, short=ALWAYS, pebbles=NEVER, seal_fails=NEVER)
    said = told(small.do(world, c.Core("maaz")), e.CoreShort)
    assert "broke off" in said
    assert 3.0 <= world.tubes[0].length_cm <= coring.SHORT_MOST_CM
    assert small.of_kind(small.do(world, c.SealTube()), e.TubeSealed)


def test_crumbled_rock_says_what_to_try(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rotten = world.site.catalog.rocks["maaz_basalt"].model_copy(update={"crumble_frac": 1.0})
    monkeypatch.setattr("game.sim.systems.arm.rock_of", lambda *_: rotten)
    said = told(small.do(world, c.Core("maaz")), e.CoreLost)
    assert "Try again" in said
    assert world.tubes[0].status is TubeStatus.WASTED


# --- bits -------------------------------------------------------------------------------------------------------------


def test_bits_wear_one_after_another_and_run_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    luck(monkeypatch, short=NEVER, pebbles=NEVER, seal_fails=NEVER)
    world.arm.core_wear_frac = [1.0] * 5 + [0.97]
    (spent,) = small.of_kind(small.do(world, c.Core("maaz")), e.BitSpent)
    assert isinstance(spent, e.BitSpent)
    assert spent.left == 0
    small.do(world, c.SealTube())
    assert small.refusal(world, c.Core("maaz")) == "bit.spent"


def test_a_dull_bit_takes_longer(world: World) -> None:
    def minutes() -> float:
        before = world.tick
        small.give(world, c.Core("maaz"))
        assert world.rover.task is not None
        took = world.rover.task.ends_tick - before
        small.give(world, c.Stop())
        return took / 60.0

    sharp = minutes()
    world.arm.core_wear_frac = [0.8] * 6
    assert minutes() == pytest.approx(1.4 * sharp, rel=0.01)


# --- loose ground -----------------------------------------------------------------------------------------------------


def test_soil_is_gathered_with_its_own_bit_and_without_grinding() -> None:
    world = small.world("quarry")
    assert small.refusal(world, c.Abrade("soil")) == "target.loose"
    assert small.refusal(world, c.Core("soil")) == "target.not_imaged"
    small.do(world, c.TakeImage("mastcam_z", "soil", 0.0, 0.0, 110.0))
    assert small.refusal(world, c.Core("soil")) == "target.loose_not_analysed"
    small.do(world, c.Analyse("soil", "watson"), c.Core("soil"))
    assert world.tubes[0].mass_g == pytest.approx(10.8, abs=1.3)
    assert world.arm.regolith_wear_frac[0] > 0.0
    assert world.arm.core_wear_frac == [0.0] * 6


# --- depot ------------------------------------------------------------------------------------------------------------


def test_tubes_of_a_depot_lie_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    luck(monkeypatch, short=NEVER, pebbles=NEVER, seal_fails=NEVER)
    world.tubes[0].status = world.tubes[1].status = TubeStatus.STORED
    world.tubes[0].target = world.tubes[1].target = "maaz"
    small.do(world, c.DropTube(1))
    assert small.refusal(world, c.DropTube(2)) == "depot.too_close"
    world.rover.x_m += coring.DEPOT_APART_M + 2.0
    near = told(small.do(world, c.DropTube(2)), e.TubeDropped)
    assert "7 m from the next" in near
    assert "within 15 m" not in near


def test_a_tube_dropped_far_from_the_others_is_told_of(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three Forks: 5 to 15 m apart."""
    luck(monkeypatch, short=NEVER, pebbles=NEVER, seal_fails=NEVER)
    world.tubes[0].status = world.tubes[1].status = TubeStatus.STORED
    world.tubes[0].target = world.tubes[1].target = "maaz"
    small.do(world, c.DropTube(1))
    world.rover.x_m += coring.DEPOT_WITHIN_M + 3.0
    far = told(small.do(world, c.DropTube(2)), e.TubeDropped)
    assert "18 m from the next" in far
    assert "within 15 m" in far
    assert "Drive back" in far


# --- conservation -----------------------------------------------------------------------------------------------------

TARGETS = [target.id for target in small.level("quarry").targets]
STEPS = st.one_of(
    st.builds(c.Abrade, st.sampled_from(TARGETS)),
    st.builds(c.Core, st.sampled_from(TARGETS)),
    st.builds(c.Analyse, st.sampled_from(TARGETS), st.sampled_from(["watson", "sherloc", "pixl"])),
    st.just(c.SealTube()),
    st.just(c.SealWitness()),
    st.just(c.ClearCarousel()),
    st.builds(c.DropTube, st.integers(1, 22)),
    st.just(c.Stop()),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=5, max_size=40), st.integers(0, 5))
def test_tubes_and_grams_are_conserved(steps: list[c.Command], seed: int) -> None:
    """Whatever is commanded: no tube appears or vanishes, no gram changes once it is in its tube, nothing unseals."""
    world = small.world("quarry", seed)
    for state in world.targets:
        state.imaged = state.abraded = True
        state.analysed = ["sherloc"]
    brought: dict[int, float] = {}
    for step in steps:
        world.power.charge_wh = world.power.capacity_wh
        before = {tube.number: tube.status for tube in world.tubes}
        events = apply(world, (step,)) + advance(world, world.tick + 3 * 3600)
        brought |= {event.tube: event.mass_g for event in events if isinstance(event, e.CoreTaken)}
        assert len(world.tubes) == 22
        for tube in world.tubes:
            assert tube.mass_g == brought.get(tube.number, 0.0)
            assert not (before[tube.number] in SEALED and tube.status not in SEALED)
            assert (tube.mass_g > 0.0) is (
                tube.status in (TubeStatus.FILLED, TubeStatus.ASIDE, *SEALED) and not tube.witness
            )
    sealed = [tube for tube in world.tubes if tube.status in SEALED and not tube.witness]
    assert sum(state.sealed for state in world.targets) == len(sealed)
    assert digest(restore(world.site, dump(world))) == digest(world)
