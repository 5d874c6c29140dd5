"""Whatever the schema allows loads, makes a ground, and runs."""

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from game.content.diagnose import Faults
from game.content.level import Level
from game.sim.setup import new_world, prepare_site
from game.sim.snapshot import digest, dump
from game.sim.step import advance
from tests.content.grown import SCHEMA, levels
from tests.content.mini_schema import fits
from tests.content.pages import catalog, read

TICKS = 500


def loaded(plain: object) -> Level:
    """JSON is YAML too."""
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    try:
        return read(text)
    except Faults as faults:
        raise AssertionError(faults.text()) from None


def runs(plain: object) -> None:
    assert fits(plain, SCHEMA, SCHEMA)
    site = prepare_site(loaded(plain), catalog())
    world = new_world(site)
    begin = world.tick
    advance(world, begin + TICKS)
    assert world.tick == begin + TICKS or world.objectives.outcome.value != "open"
    again = new_world(site)
    advance(again, world.tick)
    assert digest(again) == digest(world)
    json.dumps(dump(world), allow_nan=False)


@given(levels())
@settings(max_examples=10, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
def test_a_level_that_fits_the_schema_loads_and_runs(plain: object) -> None:
    runs(plain)


@pytest.mark.slow
@given(levels())
@settings(max_examples=400, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
def test_many_levels_that_fit_the_schema_load_and_run(plain: object) -> None:
    runs(plain)
