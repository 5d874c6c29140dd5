"""The saved state: exact, complete, and proof against whatever a file may hold."""

import copy
import json
from dataclasses import fields
from functools import cache
from typing import Any

import pytest

from game.sim.fits import BY_NAME, misfits, range_of
from game.sim.snapshot import SECTIONS, SnapshotError, digest, dump, restore
from game.sim.state.comms import CommsState, Product
from game.sim.state.environment import PowerState, ThermalState
from game.sim.state.helicopter import HelicopterState
from game.sim.state.moxie import MoxieState
from game.sim.state.objectives import ObjectivesState, ObjectiveState
from game.sim.state.rover import DriveState, RoverState, Task
from game.sim.state.samples import Tube
from game.sim.state.story import StoryState
from game.sim.state.survey import SurveyState, TargetState
from game.sim.step import advance
from game.sim.world import World
from tests import mutate, small

HOURS = (0.0, 0.11, 1.0, 3.5, 4.3, 4.75, 8.0, 12.0, 27.0)


@cache
def dumped(hours: float) -> str:
    session = small.session()
    start = session.world.tick
    log = tuple(item for item in small.busy_day(start) if item[0] <= start + hours * small.HOUR)
    small.play(session, log, start + int(hours * small.HOUR))
    return json.dumps(dump(session.world), allow_nan=False)


def world_at(hours: float) -> World:
    return restore(small.site(), json.loads(dumped(hours)))


@pytest.mark.parametrize("hours", HOURS)
def test_there_and_back_is_the_same_world(hours: float) -> None:
    world = world_at(hours)
    assert json.dumps(dump(world)) == dumped(hours)
    assert next(misfits(world), "") == ""


@pytest.mark.parametrize("hours", HOURS)
def test_a_restored_world_goes_on_alike(hours: float) -> None:
    session = small.session()
    start = session.world.tick
    small.play(
        session,
        tuple(i for i in small.busy_day(start) if i[0] <= start + hours * small.HOUR),
        start + int(hours * small.HOUR),
    )
    restored = world_at(hours)
    assert advance(restored, restored.tick + 7000) == advance(session.world, session.world.tick + 7000)
    assert digest(restored) == digest(session.world)


def test_every_section_is_saved() -> None:
    saved = {name for name, _adapter in SECTIONS} | {"tick", "sequencer", "survey", "ground"}
    assert saved == {spec.name for spec in fields(World)} - {"site", "scratch"}


def test_the_digest_sees_the_last_bit_of_everything() -> None:
    """Every number of the state, moved by its last bit or by one, changes the digest."""
    world = world_at(4.3)
    before = digest(world)
    blind = []
    for section in ("power", "thermal", "weather", "rover", "moxie", "comms", "helicopter", "objectives", "survey"):
        state = getattr(world, section)
        for spec in fields(state):
            value = getattr(state, spec.name)
            if spec.compare and isinstance(value, int | float) and not isinstance(value, bool):
                setattr(state, spec.name, value + 1 if isinstance(value, int) else value + abs(value) * 2**-52 + 5e-324)
                if digest(world) == before:
                    blind.append(f"{section}.{spec.name}")
                setattr(state, spec.name, value)
    world.survey.known[3, 5] ^= 1
    assert digest(world) != before
    assert blind == []


def test_equal_worlds_of_two_sites_have_equal_digests() -> None:
    assert digest(small.world()) == digest(small.world())
    assert digest(small.world()) != digest(small.world(seed=8))


# --- hostile states ---------------------------------------------------------------------------------------------------


def play_on_or_refuse(plain: Any) -> None:
    """A sentence, or a world that goes on for ten minutes."""
    try:
        world = restore(small.site(), plain)
    except SnapshotError as refusal:
        told = str(refusal)
    else:
        told = "the saved state can be played"
        advance(world, world.tick + 600)
    assert told.startswith("the saved")
    assert "\n" not in told
    assert len(told) < 400


def sweep(hours: float, every: int) -> None:
    plain = json.loads(dumped(hours))
    for number, (at, value, spoiled) in enumerate(mutate.mutants(plain)):
        if number % every == 0:
            try:
                play_on_or_refuse(spoiled)
            except Exception as fault:
                raise AssertionError(f"{'.'.join(map(str, at))} = {value!r:.60}") from fault


@pytest.mark.parametrize("hours", [0.11, 1.0, 4.3])
def test_spoiled_states_are_refused_or_playable(hours: float) -> None:
    sweep(hours, every=29)


@pytest.mark.slow
@pytest.mark.parametrize("hours", HOURS[1:6:2])
def test_spoiled_states_are_refused_or_playable_every_leaf(hours: float) -> None:
    sweep(hours, every=1)


@pytest.mark.parametrize("plain", [None, [], 5, "text", {}, {"format": 1}, {"format": 2}, {"format": "1" * 5000}])
def test_what_is_no_state_at_all(plain: object) -> None:
    with pytest.raises(SnapshotError) as told:
        restore(small.site(), plain)
    assert len(str(told.value)) < 200


@pytest.mark.parametrize(
    ("section", "change", "says"),
    [
        ("targets", lambda state: state.pop(), "targets"),
        ("tubes", lambda state: state.append(copy.deepcopy(state[0])), "tubes"),
        ("tubes", lambda state: state.reverse(), "tubes"),
        ("rover", lambda state: state.update(x_m=-3.0), "rover.x_m"),
        ("rover", lambda state: state.update(x_m=500.0), "outside the map"),
        ("power", lambda state: state.update(charge_wh=9999.0), "batteries"),
        ("weather", lambda state: state.update(tau=3.0), "weather"),
        ("helicopter", lambda state: state.update(phase="cruise", route_m=[]), "flight"),
        ("comms", lambda state: state.update(pass_began_tick=7), "relay pass"),
    ],
)
def test_what_does_not_fit_is_named(section: str, change: Any, says: str) -> None:
    plain = json.loads(dumped(8.0))
    change(plain[section])
    with pytest.raises(SnapshotError, match=says):
        restore(small.site(), plain)


def test_a_state_of_another_map_is_refused() -> None:
    plain = json.loads(dumped(0.0))
    bomb = json.loads(dumped(0.0))
    plain["survey"]["known"] = "0" * 40
    with pytest.raises(SnapshotError, match="map"):
        restore(small.site(), plain)
    import base64
    import zlib

    bomb["survey"]["known"] = base64.b85encode(zlib.compress(bytes(50_000_000))).decode()
    with pytest.raises(SnapshotError, match="does not fit"):
        restore(small.site(), bomb)


def test_ranges_name_things_that_exist() -> None:
    kinds = (PowerState, ThermalState, Task, DriveState, RoverState, SurveyState, Tube, MoxieState)
    more = (StoryState, TargetState, Product, CommsState, HelicopterState, ObjectiveState, ObjectivesState)
    names = {spec.name for kind in (*kinds, *more) for spec in fields(kind)}
    assert set(BY_NAME) <= names
    assert range_of("heading_deg")[0] < 0.0 < range_of("heading_deg")[1]
