"""RIMFAX on the rover: what it sounds, what that costs, and how marks are judged."""

import dataclasses

import numpy as np
import pytest

from game.sim import commands as c
from game.sim import events as e
from game.sim.horizons import horizons_of, layer_index
from game.sim.physics import radar as r
from game.sim.snapshot import SnapshotError, digest, dump, restore
from game.sim.soundings import columns, echoes, horizon_column, subsurface_of
from game.sim.state.radar import Verdict
from game.sim.step import advance, step
from game.sim.telemetry import UNMARKED_M, read
from game.sim.traverse import breaks_m, places, soundings
from game.sim.world import World
from tests import small

GOAL = c.DriveTo(90.0, 97.0)


def sounded(name: str = "radar") -> World:
    world = small.world(name)
    small.do(world, c.SetRadar(True), GOAL)
    return world


@pytest.fixture(scope="module")
def template() -> World:
    return sounded()


@pytest.fixture
def world(template: World) -> World:
    return restore(template.site, dump(template))


def truth(world: World, horizon: str, along: list[float]) -> tuple[list[float], float]:
    """(two-way times of a horizon, the permittivity that turns them into its depths on average)."""
    x_m, y_m = places(world.radar.lines_m, np.array(along))
    found = horizon_column(subsurface_of(world.site), layer_index(world.site, horizon), x_m, y_m)
    speed = 2.0 * float(found.depth_m.mean()) / float(found.two_way_ns.mean())
    return found.two_way_ns.tolist(), (r.LIGHT_M_NS / speed) ** 2


def mark(world: World, horizon: str, off_ns: float = 0.0, factor: float = 1.0) -> c.MarkHorizon:
    along = [2.0, 8.0, 14.0, 20.0, 26.0]
    times, permittivity = truth(world, horizon, along)
    return c.MarkHorizon(
        horizon, tuple((a, t + off_ns) for a, t in zip(along, times, strict=True)), permittivity * factor
    )


# --- soundings --------------------------------------------------------------------------------------------------------


def test_a_drive_is_sounded_from_end_to_end(world: World) -> None:
    assert world.radar.sounded_m == pytest.approx(world.rover.odometry_m, rel=0.02)
    assert soundings(world.radar, r.SPACING_M) == pytest.approx(10.0 * world.rover.odometry_m, rel=0.03)
    assert world.radar.lines_m[0][-1] == (world.rover.x_m, world.rover.y_m)
    assert read(world, "radar.sounded_m") == world.radar.sounded_m


def test_it_becomes_one_data_product_for_each_drive(world: World) -> None:
    products = [product for product in world.comms.products if product.source == "rimfax"]
    assert [product.mbit for product in products] == [pytest.approx(world.radar.sounded_m * r.MBIT_PER_M)]


def test_off_it_sounds_nothing_and_a_new_line_begins_elsewhere(world: World) -> None:
    before_m = world.radar.sounded_m
    small.do(world, c.SetRadar(False), c.DriveTo(110.0, 110.0))
    assert world.radar.sounded_m == before_m
    small.do(world, c.SetRadar(True), c.DriveTo(110.0, 96.0))
    assert len(world.radar.lines_m) == 2
    assert breaks_m(world.radar.lines_m) == [pytest.approx(before_m)]


def test_switched_off_and_on_on_the_spot_the_line_goes_on(world: World) -> None:
    small.do(world, c.SetRadar(False), c.SetRadar(True), c.DriveTo(100.0, 110.0))
    assert len(world.radar.lines_m) == 1


def test_it_draws_5_to_10_w() -> None:
    world = small.world("radar")
    small.do(world, c.SetRadar(True))
    small.pass_hours(world, 0.1)
    assert dict(world.power.loads_w)["radar"] == 5.0
    small.give(world, GOAL)
    small.pass_hours(world, 0.6)
    assert dict(world.power.loads_w)["radar"] == 10.0
    small.until_idle(world)
    small.give(world, c.SleepUntil(8 * small.HOUR))
    small.pass_hours(world, 0.1)
    assert "radar" not in dict(world.power.loads_w)


def test_strides_and_ticks_sound_the_same() -> None:
    stepped, strode = small.world("radar"), small.world("radar")
    small.give(stepped, c.SetRadar(True), GOAL)
    small.give(strode, c.SetRadar(True), GOAL)
    until = stepped.tick + 3 * small.HOUR
    while stepped.tick < until:
        step(stepped)
    advance(strode, until)
    assert strode.radar.sounded_m > 10.0
    assert digest(stepped) == digest(strode)


def test_a_save_holds_places_not_traces_and_comes_back_whole(world: World) -> None:
    small.give(world, mark(world, "lake"))
    again = restore(world.site, dump(world))
    assert digest(again) == digest(world)
    assert len(str(dump(world)["radar"])) < 60 * world.radar.sounded_m + 2000


@pytest.mark.parametrize(
    "change",
    [{"sounded_m": 900.0}, {"lines_m": []}, {"lines_m": [[]]}, {"recorded_m": 1e6}, {"lines_m": [[(1.0, 1e6)]]}],
)
def test_a_state_that_cannot_be_is_refused(world: World, change: dict[str, object]) -> None:
    world.radar = dataclasses.replace(world.radar, **change)
    with pytest.raises(SnapshotError):
        restore(world.site, dump(world))


# --- echoes -----------------------------------------------------------------------------------------------------------


def test_a_known_layer_answers_at_its_two_way_time(world: World) -> None:
    ground = subsurface_of(world.site)
    x_m, y_m = places(world.radar.lines_m, np.arange(0.0, 30.0, 0.1))
    found, heard = columns(ground, x_m, y_m), echoes(ground, x_m, y_m)
    for index in range(1, len(ground.spec.layers)):
        for column in (0, 77, 299):
            times = heard.two_way_ns[heard.column == column]
            assert abs(times - found.two_way_ns[index][column]).min() < r.pulse_ns()


def test_time_adds_up_layer_by_layer(world: World) -> None:
    ground = subsurface_of(world.site)
    found = columns(ground, *places(world.radar.lines_m, np.array([12.0])))
    expected = 0.0
    for layer, above, below in zip(ground.spec.layers, found.top_m[:-1, 0], found.top_m[1:, 0], strict=False):
        expected += r.two_way_ns(float(below - above), layer.matter.permittivity)
    assert found.two_way_ns[-1, 0] == pytest.approx(expected)


def test_deep_echoes_are_weaker(world: World) -> None:
    ground = subsurface_of(world.site)
    x_m, y_m = places(world.radar.lines_m, np.arange(0.0, 30.0, 0.5))
    lake = horizon_column(ground, 2, x_m, y_m)
    floor = horizon_column(ground, 3, x_m, y_m)
    assert (floor.amplitude < lake.amplitude).all()


# --- marks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("horizon", ["delta", "lake", "floor"])
def test_a_mark_on_the_reflector_with_the_right_permittivity_holds(world: World, horizon: str) -> None:
    (event,) = small.of_kind(small.give(world, mark(world, horizon)), e.HorizonMarked)
    assert event.flaw is None  # type: ignore[attr-defined]
    (made,) = world.radar.marks
    assert made.verdict is Verdict.GOOD
    assert made.error_m < 0.3
    assert made.uncertainty_m > r.resolution_m(6.0) / 2
    assert read(world, f"radar.{horizon}.marked") == 1
    assert read(world, f"radar.{horizon}.error_m") == made.error_m
    assert read(world, "radar.horizons_marked") == 1


@pytest.mark.parametrize(("factor", "verdict"), [(1.9, Verdict.SHALLOW), (0.55, Verdict.DEEP)])
def test_a_wrong_permittivity_is_told_which_way(world: World, factor: float, verdict: Verdict) -> None:
    (event,) = small.of_kind(small.give(world, mark(world, "lake", 0.0, factor)), e.HorizonMarked)
    assert event.flaw is not None  # type: ignore[attr-defined]
    assert event.flaw.key == f"radar.{verdict}"  # type: ignore[attr-defined]
    assert world.radar.marks[0].verdict is verdict
    assert read(world, "radar.lake.marked") == 1
    assert read(world, "radar.horizons_marked") == 0
    assert read(world, "radar.lake.error_m") > 0.6


@pytest.mark.parametrize(("off_ns", "verdict"), [(25.0, Verdict.LATE), (-25.0, Verdict.EARLY)])
def test_the_wrong_reflector_is_no_mark(world: World, off_ns: float, verdict: Verdict) -> None:
    (event,) = small.of_kind(small.give(world, mark(world, "lake", off_ns)), e.HorizonMissed)
    assert event.reason.key == f"radar.{verdict}"  # type: ignore[attr-defined]
    assert read(world, "radar.lake.marked") == 0
    assert read(world, "radar.lake.error_m") == UNMARKED_M


def test_a_better_mark_takes_the_place_of_the_former_and_a_miss_does_not(world: World) -> None:
    small.give(world, mark(world, "lake", 0.0, 1.9))
    small.give(world, mark(world, "lake"))
    assert [item.verdict for item in world.radar.marks] == [Verdict.GOOD]
    small.give(world, mark(world, "lake", 30.0))
    assert [item.verdict for item in world.radar.marks] == [Verdict.GOOD]


def test_marks_count_for_objectives(world: World) -> None:
    small.give(world, mark(world, "floor"))
    assert [item.status.value for item in world.objectives.items] == ["done", "open", "done"]


def test_what_drowns_in_noise_cannot_be_marked(world: World) -> None:
    site = world.site
    layers = site.level.subsurface.layers
    thick = tuple(layer.model_copy(update={"thickness_m": 24.0}) if layer.id == "delta" else layer for layer in layers)
    level = site.level.model_copy(update={"subsurface": site.level.subsurface.model_copy(update={"layers": thick})})
    deep = restore(dataclasses.replace(site, level=level, derived={}), dump(world))
    times, permittivity = truth(deep, "lake", [2.0, 8.0, 14.0])
    command = c.MarkHorizon(
        "lake", tuple((a, min(t, 399.0)) for a, t in zip((2.0, 8.0, 14.0), times, strict=True)), 6.0
    )
    assert permittivity > 5.0
    (event,) = small.of_kind(small.give(deep, command), e.HorizonMissed)
    assert event.reason.key == "radar.unseen"  # type: ignore[attr-defined]


LINE = ((2.0, 60.0), (8.0, 60.0), (14.0, 60.0))


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (c.MarkHorizon("soil", LINE, 6.0), "radar.no_horizon"),
        (c.MarkHorizon("lake", LINE, 0.5), "radar.permittivity"),
        (c.MarkHorizon("lake", LINE, float("nan")), "radar.permittivity"),
        (c.MarkHorizon("lake", LINE[:2], 6.0), "radar.points"),
        (c.MarkHorizon("lake", ((2.0, 60.0), (2.5, 60.0), (3.0, 60.0)), 6.0), "radar.too_short"),
        (c.MarkHorizon("lake", (*LINE, (999.0, 60.0)), 6.0), "radar.off_line"),
        (c.MarkHorizon("lake", (*LINE, (9.0, 999.0)), 6.0), "radar.off_time"),
        (c.MarkHorizon("lake", (*LINE, (9.0, float("nan"))), 6.0), "radar.off_time"),
        (c.SetRadar(True), "radar.already_on"),
    ],
)
def test_what_is_refused_and_why(world: World, command: c.Command, key: str) -> None:
    assert small.refusal(world, command) == key


def test_radar_off_short_drives_and_night_are_explained() -> None:
    world = small.world("radar")
    assert small.refusal(world, c.MarkHorizon("lake", LINE, 6.0)) == "radar.nothing_sounded_off"
    assert small.refusal(world, c.SetRadar(False)) == "radar.already_off"
    small.do(world, c.SetRadar(True))
    assert small.refusal(world, c.MarkHorizon("lake", LINE, 6.0)) == "radar.nothing_sounded_on"
    small.give(world, c.SetRadar(False), c.SleepUntil(6 * small.HOUR))
    assert small.refusal(world, c.SetRadar(True)) == "rover.asleep"


def test_every_level_has_horizons() -> None:
    assert [layer.id for layer in horizons_of(small.site())] == ["maaz", "seitah"]


def test_safe_mode_switches_it_off(world: World) -> None:
    world.power.charge_wh = 0.15 * world.power.capacity_wh
    small.pass_hours(world, 0.1)
    assert world.power.safe_mode
    assert not world.radar.on
