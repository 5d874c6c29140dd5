"""What a level says of one rock holds whatever the seed, and stays hidden until drill or instruments find it."""

import pytest

from game.content.load import parse_level
from game.content.source import Source
from game.sim import commands as c
from game.sim import events as e
from game.sim.sampling import rock_of, true_rock_of
from game.sim.science.figures import holds_features
from game.sim.setup import new_world, prepare_site
from game.sim.world import World
from tests import small

TEXT = (small.LEVELS / "small.yaml").read_text(encoding="utf-8")
NEAR = "id: near,"
SEEDS = range(6)
PICTURE = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)


def world_with(own: str, seed: int = 7) -> World:
    """The small level with something said of its near rock."""
    assert TEXT.count(NEAR) == 1
    level = parse_level(Source.of(TEXT.replace(NEAR, f"{NEAR} {own},"), "a.yaml"), small.catalog())
    return new_world(prepare_site(level, small.catalog(), seed))


@pytest.mark.parametrize(("own", "kind"), [("crumble_frac: 1", e.CoreLost), ("crumble_frac: 0", e.CoreTaken)])
def test_a_rotten_rock_crumbles_and_a_sound_one_holds_on_every_seed(own: str, kind: type[e.Event]) -> None:
    for seed in SEEDS:
        world = world_with(own, seed)
        small.do(world, PICTURE, c.Abrade("near"), c.Analyse("near", "pixl"))
        small.pass_hours(world, 12.0)
        drilled = small.do(world, c.Core("near"))
        assert [type(event) for event in drilled if isinstance(event, e.CoreLost | e.CoreTaken)] == [kind]


def test_nobody_is_told_beforehand() -> None:
    """The estimate is made for the kind, and so is the chance that the report names."""
    world = world_with("crumble_frac: 1")
    assert rock_of(world, "near") == small.catalog().rocks["maaz_basalt"]


@pytest.mark.parametrize("said", [True, False])
def test_spots_are_there_or_not_as_the_level_says(said: bool) -> None:
    for seed in SEEDS:
        world = world_with(f"spotted: {'true' if said else 'false'}", seed)
        assert holds_features(seed, true_rock_of(world, "near"), "near") is said
        assert rock_of(world, "near").biosignature_frac == small.catalog().rocks["maaz_basalt"].biosignature_frac


def test_what_instruments_read_of_a_spotted_rock_is_another_thing() -> None:
    readings = []
    for own in ("spotted: true", "spotted: false"):
        world = world_with(own)
        small.do(world, PICTURE, c.Abrade("near"), c.Analyse("near", "watson"))
        (entry,) = world.notebook.entries
        readings.append(next(reading.value for reading in entry.readings if reading.figure == "spots_pct"))
    assert readings[0] > 4.0 > 2.0 > readings[1]
