"""The relay: when orbiters pass, how much goes through, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.sections import RelayPass
from game.core import marstime
from game.sim import commands as c
from game.sim import events as e
from game.sim.products import add_product
from game.sim.state.comms import ProductKind
from game.sim.systems import comms
from game.sim.world import World
from tests import small


@pytest.fixture
def world() -> World:
    return small.world()


def put(world: World, *mbits: float) -> None:
    for mbit in mbits:
        add_product(world, ProductKind.IMAGE, "navcam", mbit=mbit)


def test_nothing_is_sent_between_passes(world: World) -> None:
    put(world, 5.0)
    small.to_lmst(world, "15:09")
    assert world.comms.sent_mbit == 0.0
    small.to_lmst(world, "15:24")
    assert world.comms.sent_mbit == 5.0


def test_a_pass_carries_what_the_level_says(world: World) -> None:
    put(world, 5000.0)
    events = small.to_lmst(world, "15:30")
    (started,), (ended,) = small.of_kind(events, e.PassStarted), small.of_kind(events, e.PassEnded)
    assert isinstance(started, e.PassStarted)
    assert isinstance(ended, e.PassEnded)
    assert ended.sent_mbit == pytest.approx(started.mbit, rel=0.1)
    assert world.comms.products[0].downlinked_tick == -1
    assert world.comms.products[0].sent_mbit == ended.sent_mbit


def test_what_is_left_goes_with_the_next_pass(world: World) -> None:
    put(world, 400.0)
    small.to_lmst(world, "15:30")
    assert 0.0 < world.comms.products[0].sent_mbit < 400.0
    small.to_lmst(world, "18:00")
    assert world.comms.products[0].downlinked_tick > 0
    assert world.comms.products[0].sent_mbit == 400.0


def test_oldest_first_but_what_has_priority_before(world: World) -> None:
    put(world, 30.0, 30.0, 30.0, 30.0)
    small.give(world, c.Prioritise(3), c.Prioritise(4))
    assert [product.number for product in comms.waiting(world)] == [4, 3, 1, 2]
    events = small.to_lmst(world, "15:40")
    sent = [
        event.product for event in small.of_kind(events, e.ProductDownlinked) if isinstance(event, e.ProductDownlinked)
    ]
    assert sent == [4, 3, 1, 2]


def test_only_what_is_on_board_can_be_preferred(world: World) -> None:
    assert small.refusal(world, c.Prioritise(1)) == "product.none"
    put(world, 1.0)
    assert small.refusal(world, c.Prioritise(0)) == "product.none"
    small.to_lmst(world, "15:20")
    assert small.refusal(world, c.Prioritise(1)) == "product.already_down"


def test_waiting_and_sent_add_up(world: World) -> None:
    put(world, 100.0, 250.0, 33.3)
    small.to_lmst(world, "15:13")
    assert comms.waiting_mbit(world) + world.comms.sent_mbit == pytest.approx(383.3)
    small.to_lmst(world, "06:00")
    assert comms.waiting_mbit(world) == 0.0


def test_the_next_pass_is_the_nearest(world: World) -> None:
    found = comms.next_pass(world)
    assert found is not None
    tick, relay = found
    assert (marstime.lmst_text(tick), relay.orbiter) == ("15:10", "MRO")
    assert tick > world.tick


@given(st.integers(0, 400 * marstime.SOL_S))
def test_a_pass_over_midnight_is_one_pass(tick: int) -> None:
    passes = (RelayPass(orbiter="MRO", lmst="23:55", minutes=12.0, mbit=100.0),)
    hour = marstime.lmst_h(tick)
    inside = hour >= 23.0 + 55.0 / 60.0 or hour < 720.0 / 3600.0 - 5.0 / 60.0 - 0.01
    outside = 0.13 < hour < 23.9
    if inside or outside:
        assert comms.pass_in_view(passes, tick) == (0 if inside else -1)
