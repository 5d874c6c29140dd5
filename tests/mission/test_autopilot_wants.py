"""What the autopilot does about scarce tubes, rotten rocks, panoramas that are asked for, and ways that are closed."""

import pytest

from game.content.load import parse_level
from game.content.source import Source
from game.core import marstime
from game.mission import autopilot_tubes as tubes
from game.mission.autopilot import fly_mission
from game.mission.autopilot_ways import towards
from game.sim.commands import DriveTo
from game.sim.events import PanoramaTaken
from game.sim.setup import new_world, prepare_site
from game.sim.state.objectives import Outcome
from game.sim.state.samples import TubeStatus
from game.sim.world import Site, World
from tests import small

TEXT = """\
format: 2
id: scarce
title: Scarce
start: {{sol: 14, lmst: "09:00", at: [20, 44], heading_deg: 90}}
map: {{tiles: [64, 64], tile_m: 2}}
terrain: {{pads: [{{at: [20, 44], radius_m: 20}}]}}
rover: {{charge_frac: 0.9, sample_tubes: 3, witness_tubes: 0}}
helicopter: {{present: false}}
moxie: {{present: false}}
targets:
  - {{id: one, name: One, at: [22, 44], rock: maaz_basalt}}
  - {{id: two, name: Two, at: [24, 46], rock: maaz_basalt}}
  - {{id: three, name: Three, at: [26, 48], rock: maaz_basalt}}
objectives:
{objectives}
"""


def site(*objectives: str) -> Site:
    text = TEXT.format(objectives="\n".join(f"  - {{{objective}}}" for objective in objectives))
    return prepare_site(parse_level(Source.of(text, "a.yaml"), small.catalog()), small.catalog())


NAMED = "id: named, title: Named, done_when: {target.one.sealed: true}"
WISHED = "id: wished, title: Wished, primary: false, done_when: {target.two.sealed: true}"
ANY = "id: any, title: Any, done_when: {cache.sealed: {at_least: 1}}"


def spend(world: World, count: int, target: str = "one") -> None:
    """Cores that crumbled."""
    for tube in world.tubes[:count]:
        tube.status, tube.target = TubeStatus.WASTED, target


@pytest.mark.parametrize(
    ("objectives", "spent", "free"),
    [
        ((NAMED,), 0, ["one", "two", "three"]),
        ((NAMED,), 1, ["one"]),  # one for the rock that must come home, one to spare
        ((NAMED, WISHED), 0, ["one", "two"]),
        ((ANY, WISHED), 2, ["two"]),
        ((ANY,), 2, ["two", "three"]),  # the first has crumbled twice
    ],
)
def test_tubes_are_kept_for_what_needs_them(objectives: tuple[str, ...], spent: int, free: list[str]) -> None:
    world = new_world(site(*objectives))
    spend(world, spent)
    assert [target for target in ("one", "two", "three") if tubes.one_is_free_for(world, target)] == free


def test_when_optional_objectives_are_given_up_their_tubes_are_free() -> None:
    world = new_world(site(ANY, WISHED))
    spend(world, 2, "three")
    assert not tubes.one_is_free_for(world, "one")
    assert tubes.one_is_free_for(world, "one", optional=False)


def test_a_panorama_that_is_asked_for_at_a_place_is_taken_there() -> None:
    asked = (
        "id: view, title: View, done_when: "
        "{within: {minutes: 10, of: {on: PanoramaTaken}}, target.three.distance_m: {at_most: 6}}"
    )
    session = small.session_on(site("id: go, title: Go, done_when: {target.three.reached: true}", asked))
    fly_mission(session, session.world.tick + 2 * marstime.SOL_S)
    assert session.world.objectives.outcome is Outcome.WON
    assert len([event for event in session.events if isinstance(event, PanoramaTaken)]) <= 2


def test_ways_are_tried_forward_then_backwards_then_round() -> None:
    world = new_world(site(ANY))
    drives = list(towards(world, (70.0, 100.0)))
    assert drives[:2] == [DriveTo(70.0, 100.0), DriveTo(70.0, 100.0, backwards=True)]
    assert len(drives) > 10


def test_a_drive_too_dear_waits_for_charge_and_is_then_driven_in_legs(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.mission import autopilot_ways
    from game.sim.estimates.drive import DrivePlan
    from game.sim.reasons import reason
    from game.terrain.route import Route

    short = reason("power.short", needed_wh=1800.0, available_wh=1400.0, reserve_pct=40.0)
    plan = DrivePlan(route=Route(((0.0, 0.0), (100.0, 0.0)), 100.0, 1800.0), refusal=short)
    monkeypatch.setattr(autopilot_ways, "plan_drive", lambda *_args: plan)
    world = new_world(site(ANY))
    world.power.charge_wh = 1000.0
    assert list(towards(world, (100.0, 0.0))) == [DriveTo(100.0, 0.0)]
    world.power.charge_wh = 2400.0
    assert list(towards(world, (100.0, 0.0)))[1:] == [DriveTo(60.0, 0.0), DriveTo(40.0, 0.0), DriveTo(25.0, 0.0)]
