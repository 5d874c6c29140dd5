"""The relay: when orbiters pass, how much goes through, and in which order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.sections import Outage
from game.content.strings import load_strings
from game.sim import commands as c
from game.sim import events as e
from game.sim.data_volume import volume_of
from game.sim.downlink import expect
from game.sim.narrate import reason_sentence
from game.sim.physics import link
from game.sim.physics import radar as rimfax
from game.sim.products import add_product, on_board_mbit
from game.sim.setup import new_world
from game.sim.state.comms import ProductKind
from game.sim.step import advance, apply
from game.sim.systems import comms
from game.sim.world import Site, World
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
    assert world.comms.sent_mbit == pytest.approx(5.05)  # and its small copy


def test_a_pass_carries_what_the_level_says(world: World) -> None:
    put(world, 5000.0)
    events = small.to_lmst(world, "15:30")
    (started,), (ended,) = small.of_kind(events, e.PassStarted), small.of_kind(events, e.PassEnded)
    assert isinstance(started, e.PassStarted)
    assert isinstance(ended, e.PassEnded)
    assert ended.sent_mbit == pytest.approx(started.mbit)
    product = world.comms.products[0]
    assert product.downlinked_tick == -1
    assert product.sent_mbit + product.thumb_sent_mbit == pytest.approx(ended.sent_mbit)


def test_what_is_left_goes_with_the_next_pass(world: World) -> None:
    put(world, 450.0)
    small.to_lmst(world, "15:30")
    assert 0.0 < world.comms.products[0].sent_mbit < 450.0
    small.to_lmst(world, "18:00")
    assert world.comms.products[0].downlinked_tick > 0
    assert world.comms.products[0].sent_mbit == 450.0


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
    put(world, 100.0, 150.0, 33.3)
    small.to_lmst(world, "15:13")
    assert comms.waiting_mbit(world) + world.comms.sent_mbit == pytest.approx(world.comms.produced_mbit)
    small.to_lmst(world, "06:00")
    assert comms.waiting_mbit(world) == 0.0
    assert world.comms.sent_mbit == pytest.approx(world.comms.produced_mbit)


# --- the queue --------------------------------------------------------------------------------------------------------


def test_small_copies_go_before_any_whole_picture(world: World) -> None:
    put(world, 2000.0, 2000.0, 2000.0)
    events = small.to_lmst(world, "15:40")
    assert [event.product for event in events if isinstance(event, e.ThumbnailDownlinked)] == [1, 2, 3]
    assert small.of_kind(events, e.ProductDownlinked) == []
    assert all(product.thumb_tick > 0 for product in world.comms.products)


def test_postponed_goes_last(world: World) -> None:
    put(world, 10.0, 10.0, 10.0)
    small.give(world, c.Postpone(1))
    assert [product.number for product in comms.waiting(world)] == [2, 3, 1]


def test_what_is_held_stays_and_its_small_copy_goes(world: World) -> None:
    put(world, 10.0, 10.0)
    small.give(world, c.HoldProduct(1))
    assert small.refusal(world, c.HoldProduct(1)) == "product.held"
    small.to_lmst(world, "15:40")
    first, second = world.comms.products
    assert (first.sent_mbit, second.sent_mbit) == (0.0, 10.0)
    assert first.thumb_tick > 0
    small.give(world, c.ReleaseProduct(1))
    assert small.refusal(world, c.ReleaseProduct(1)) == "product.not_held"
    small.to_lmst(world, "18:00")
    assert first.sent_mbit == 10.0


def test_deleting_frees_memory(world: World) -> None:
    put(world, 10.0, 20.0)
    before_mbit = on_board_mbit(world)
    (event,) = small.give(world, c.DeleteProduct(2))
    assert isinstance(event, e.ProductDeleted)
    assert on_board_mbit(world) == pytest.approx(before_mbit - event.mbit)
    assert small.refusal(world, c.DeleteProduct(2)) == "product.deleted"
    assert [product.number for product in comms.waiting(world)] == [1]


def test_what_is_expected_comes_true(world: World) -> None:
    put(world, 300.0, 20.0, 500.0, 80.0)
    small.give(world, c.Prioritise(2), c.HoldProduct(4))
    said = expect(world)
    small.pass_hours(world, 2.5 * 24.0)
    for product in world.comms.products[:3]:
        assert said.whole_tick[product.number] == product.downlinked_tick
        assert said.thumb_tick[product.number] == product.thumb_tick
    assert 4 not in said.whole_tick


# --- memory -----------------------------------------------------------------------------------------------------------


def with_storage(mbit: float, **relay: object) -> World:
    level = small.level().model_copy(update={"rover": small.level().rover.model_copy(update={"storage_mbit": mbit})})
    if relay:
        level = level.model_copy(update={"relay": level.relay.model_copy(update=relay)})
    site = small.site()
    return new_world(Site(level, site.seed, site.terrain, site.catalog))


def test_a_full_memory_refuses_pictures_and_says_what_to_delete() -> None:
    world = with_storage(100.0)
    put(world, 60.0, 30.0)
    (event,) = apply(world, (c.TakePanorama(),))
    assert isinstance(event, e.CommandRefused)
    assert event.reason.key == "storage.full"
    figures = dict(event.reason.figures)
    assert (figures["product"], figures["limit_mbit"]) == (1, 100.0)
    sentence = reason_sentence(load_strings(), event.reason)
    assert "delete product 1" in sentence
    small.give(world, c.DeleteProduct(1))
    small.give(world, c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0))


def test_what_can_never_fit_is_refused_so() -> None:
    world = with_storage(10.0)
    event, *_rest = apply(world, (c.TakePanorama(),))
    assert isinstance(event, e.CommandRefused)
    assert event.reason.key == "storage.too_big"


def test_a_radargram_without_room_is_refused_before_the_drive() -> None:
    world = with_storage(3.0)
    world.radar.on = True
    there = c.DriveTo(world.rover.x_m + 20.0, world.rover.y_m)
    assert volume_of(world, there) == (ProductKind.RADARGRAM, pytest.approx(20.0 * rimfax.MBIT_PER_M))
    put(world, 2.5)
    (event,) = apply(world, (there,))
    assert isinstance(event, e.CommandRefused)
    assert event.reason.key == "storage.full_radar"
    sentence = reason_sentence(load_strings(), event.reason)
    assert "1.2 Mbit" in sentence
    assert "RIMFAX off" in sentence
    world.radar.on = False
    assert not [one for one in apply(world, (there,)) if isinstance(one, e.CommandRefused)]


def test_data_without_room_is_lost_and_told() -> None:
    world = with_storage(50.0)
    put(world, 40.0, 40.0)
    assert on_board_mbit(world) <= 50.0
    assert world.comms.products[1].deleted_tick == world.tick
    events = small.pass_hours(world, 0.1)
    assert len(small.of_kind(events, e.ProductsLost)) == 1
    assert small.of_kind(small.pass_hours(world, 0.5), e.ProductsLost) == []


def test_a_nearly_full_memory_is_told_once() -> None:
    world = with_storage(100.0)
    put(world, 93.0)
    assert len(small.of_kind(small.pass_hours(world, 1.0), e.StorageNearlyFull)) == 1


MAKING = st.floats(0.1, 300.0).map(lambda mbit: ("make", mbit))
ORDERS = (c.Prioritise, c.Postpone, c.HoldProduct, c.ReleaseProduct, c.DeleteProduct)
TENDING = st.tuples(st.sampled_from(ORDERS), st.integers(1, 12))
WAITING = st.floats(0.1, 9.0).map(lambda hours: ("wait", hours))


DOINGS = st.lists(st.one_of(MAKING, TENDING, WAITING), min_size=5, max_size=25)


@settings(max_examples=40, deadline=None)
@given(DOINGS, st.sampled_from((120.0, 600.0, 16_000.0)))
def test_every_mbit_is_accounted_for(doings: list[tuple[object, float]], storage_mbit: float) -> None:
    """What was made was sent, or is on board, or was deleted; and memory never holds more than it can."""
    world = with_storage(storage_mbit)
    for kind, figure in doings:
        if kind == "make":
            put(world, figure)
        elif kind == "wait":
            advance(world, world.tick + int(figure * 3600))
        else:
            apply(world, (kind(int(figure)),))  # type: ignore[operator]
        found, made = world.comms, 0.0
        for product in found.products:
            made += product.mbit + product.thumb_mbit
        assert found.produced_mbit == pytest.approx(made)
        assert found.sent_mbit + on_board_mbit(world) + found.deleted_mbit == pytest.approx(made, abs=1e-6)
        assert on_board_mbit(world) <= storage_mbit


# --- missed, called ---------------------------------------------------------------------------------------------------


def test_a_missed_pass_is_told_and_carries_nothing() -> None:
    world = with_storage(16_000.0, outages=(Outage(orbiter="MRO", sol=14, sols=1),))
    put(world, 5.0)
    events = small.to_lmst(world, "16:00")
    assert [event.orbiter for event in events if isinstance(event, e.PassMissed)] == ["MRO"]
    assert small.of_kind(events, e.PassStarted) == []
    assert world.comms.sent_mbit == 0.0
    small.to_lmst(world, "18:00")
    assert world.comms.sent_mbit > 5.0


def test_a_call_sends_little_over_x_band_and_takes_power(world: World) -> None:
    put(world, 5.0)
    small.to_lmst(world, "12:00")
    out_wh = world.power.wh_out
    small.give(world, c.CallEarth(60.0))
    assert small.refusal(world, c.TakePanorama()) == "rover.busy"
    events = small.until_idle(world)
    (ended,) = [event for event in events if isinstance(event, e.CallEnded)]
    assert ended.sent_mbit == pytest.approx(comms.x_band_bit_s(world) * 3600.0 / 1e6, rel=0.05)
    assert world.comms.products[0].thumb_tick > 0  # the small copy is what fits
    small.pass_hours(world, 0.1)
    assert world.power.wh_out - out_wh > link.HGA_W * 0.95


def test_at_night_earth_is_too_low(world: World) -> None:
    small.to_lmst(world, "22:00")
    (event,) = apply(world, (c.CallEarth(30.0),))
    assert isinstance(event, e.CommandRefused)
    assert event.reason.key == "call.earth_low"
    assert dict(event.reason.figures)["rises"]


def test_in_conjunction_nobody_is_called() -> None:
    site = small.site()
    level = site.level.model_copy(update={"start": site.level.start.model_copy(update={"sol": 225, "lmst": "12:00"})})
    world = new_world(Site(level, site.seed, site.terrain, site.catalog))
    event, *_rest = apply(world, (c.CallEarth(30.0),))
    assert isinstance(event, e.CommandRefused)
    assert "until sol 235" in reason_sentence(load_strings(), event.reason)
