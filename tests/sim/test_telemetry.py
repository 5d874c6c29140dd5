"""Every figure that a level may ask about has a value, and it is the right one."""

import math

import pytest

from game.content.telemetry_names import TELEMETRY
from game.sim import commands as c
from game.sim.state.helicopter import FlightPhase
from game.sim.state.samples import TubeStatus
from game.sim.step import advance, apply
from game.sim.telemetry import (
    NAMED_READERS,
    NOTEBOOK_READERS,
    PICTURE_READERS,
    RADAR_READERS,
    READERS,
    TARGET_READERS,
    read,
)
from game.sim.world import World
from tests import small

NAMED = {
    "target": "near",
    "objective": "bonus",
    "variable": "near",
    "trigger": "near",
    "horizon": "maaz",
    "subject": "near",
}
"""Of the level `story`."""


@pytest.fixture
def world() -> World:
    return small.world()


def test_the_names_that_levels_may_use_are_those_that_can_be_read() -> None:
    declared = {entry.name for entry in TELEMETRY}
    readable = set(READERS) | {f"target.<target>.{figure}" for figure in (*TARGET_READERS, "distance_m")}
    readable |= {f"notebook.<target>.{figure}" for figure in NOTEBOOK_READERS}
    readable |= {f"radar.<horizon>.{figure}" for figure in RADAR_READERS}
    readable |= {f"picture.<subject>.{figure}" for figure in PICTURE_READERS}
    of_the_level = {name for name in declared if name.split(".")[0] in NAMED_READERS}
    assert declared - of_the_level == readable
    assert {name.split(".")[0] for name in of_the_level} == set(NAMED_READERS)


@pytest.mark.parametrize("entry", TELEMETRY, ids=lambda entry: str(entry.name))
def test_values_stay_within_what_is_declared(entry: object) -> None:
    world = small.world("story")
    name = entry.name  # type: ignore[attr-defined]
    for kind, known in NAMED.items():
        name = name.replace(f"<{kind}>", known)
    for _ in range(3):
        value = read(world, name)
        assert math.isfinite(value)
        assert entry.low <= value <= entry.high  # type: ignore[attr-defined]
        small.pass_hours(world, 9.0)


def test_a_sample_s_figures(world: World) -> None:
    names = ("imaged", "abraded", "analysed", "cored", "sealed")

    def flags() -> list[bool]:
        return [bool(read(world, f"target.near.{name}")) for name in names]

    picture = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)
    for done, command in enumerate(
        (picture, c.Abrade("near"), c.Analyse("near", "sherloc"), c.Core("near"), c.SealTube())
    ):
        assert flags() == [n < done for n in range(5)]
        small.do(world, command)
    assert flags() == [True] * 5
    assert [read(world, f"cache.{name}") for name in ("sealed", "stored", "deposited", "families")] == [1, 1, 0, 1]
    small.do(world, c.DropTube(1))
    assert [read(world, f"cache.{name}") for name in ("sealed", "stored", "deposited", "families")] == [1, 0, 1, 1]
    assert read(world, "cache.witness_sealed") == 0
    small.do(world, c.SealWitness())
    assert [read(world, f"cache.{name}") for name in ("sealed", "witness_sealed")] == [1, 1]


def test_a_wasted_tube_counts_for_nothing(world: World) -> None:
    world.tubes[0].status, world.tubes[0].family = TubeStatus.WASTED, "igneous"
    assert read(world, "cache.sealed") == read(world, "cache.families") == 0


def test_distance_and_place(world: World) -> None:
    assert read(world, "target.near.distance_m") == pytest.approx(2.0)
    assert read(world, "target.near.reached") == 1
    assert read(world, "rover.x_tile") == pytest.approx(20.5)


def test_a_lost_helicopter(world: World) -> None:
    assert read(world, "helicopter.lost") == 0
    world.helicopter.phase = FlightPhase.LOST
    assert read(world, "helicopter.lost") == 1


def test_what_reached_earth_is_counted_by_kind(world: World) -> None:
    small.do(world, c.TakePanorama(), c.Analyse("near", "mastcam_z"))
    assert read(world, "downlink.images") == read(world, "downlink.analyses") == 0
    small.to_lmst(world, "15:30")
    assert (read(world, "downlink.images"), read(world, "downlink.analyses")) == (1, 1)
    assert read(world, "downlink.mbit") == pytest.approx(75.15)  # with the small copies of the pictures


def told_names(world: World) -> list[str]:
    """Every figure that is said to change only with an event, for each target of the level."""
    names = [entry.name for entry in TELEMETRY if entry.told]
    ids = [target.id for target in world.level.targets]
    return [name.replace("<target>", target) for name in names for target in (ids if "<target>" in name else [""])]


def test_told_figures_change_only_with_an_event() -> None:
    """Objectives about them are judged when something has happened, not each minute."""
    world = small.world()
    start, names = world.tick, told_names(world)
    values, changes = {name: read(world, name) for name in names}, 0
    assert len(names) > 20
    for hours, command in (*small.BUSY_DAY, (40.0, None)):
        while world.tick < start + int(hours * small.HOUR):
            events = advance(world, min(start + int(hours * small.HOUR), world.tick + 60))
            now = {name: read(world, name) for name in names}
            assert events or now == values, [name for name in names if now[name] != values[name]]
            changes += now != values
            values = now
        events = apply(world, [command]) if command is not None else []
        now = {name: read(world, name) for name in names}
        assert events or now == values
        values = now
    assert changes >= 6
