"""The ground of a level stands for exactly what the terrain generator offers."""

import dataclasses
from typing import Any

import pytest

from game.content.terrain_section import Base, Landform, TerrainSection
from game.terrain import spec
from game.terrain.limits import LIMITS, spec_faults
from tests.content.pages import EVERYTHING, SMALL, read

LANDFORMS = sorted(Landform.__subclasses__(), key=lambda kind: kind.__name__)
PLACES = {"x_m": "at", "y_m": "at", "points_m": "points"}


@pytest.mark.parametrize("kind", LANDFORMS, ids=lambda kind: kind.__name__)
def test_a_landform_has_the_keys_and_defaults_of_its_spec(kind: type[Landform]) -> None:
    fields = {field.name: field.default for field in dataclasses.fields(kind.SPEC)}
    keys = kind.model_fields
    assert {PLACES.get(name, name) for name in fields} == set(keys)
    for name, default in fields.items():
        if name not in PLACES:
            assert keys[name].is_required() == (default is dataclasses.MISSING), name
            assert keys[name].is_required() or keys[name].get_default() == default, name


def test_every_class_of_the_spec_can_be_written() -> None:
    offered = {kind for kind in vars(spec).values() if dataclasses.is_dataclass(kind)}
    assert {kind.SPEC for kind in LANDFORMS} == offered - {spec.TerrainSpec, spec.Base, spec.Dem}
    assert set(TerrainSection.model_fields) == {field.name for field in dataclasses.fields(spec.TerrainSpec)} - {
        "width",
        "height",
        "tile_m",
    }
    assert set(Base.model_fields) == {field.name for field in dataclasses.fields(spec.Base)}


def test_an_empty_section_is_the_spec_without_landforms() -> None:
    assert read(SMALL).terrain_spec() == spec.TerrainSpec()
    assert read(SMALL + "terrain: {craters: {}, rocks: {}}\n").terrain_spec() == spec.TerrainSpec(
        craters=spec.CraterField(), rocks=spec.RockField()
    )


def test_tiles_become_metres() -> None:
    found = read(EVERYTHING).terrain_spec()
    assert (found.width, found.height, found.tile_m) == (128, 96, 2.5)
    assert found.base == spec.Base("delta", ((1.0, 0.05), (5.0, 0.22), (20.0, 0.65), (80.0, 1.4)), 1.5, 200.0)
    assert found.named_craters[1] == spec.NamedCrater("Far", -48.75, 26.25, 90.0, 0.12)
    assert found.channels[0].points_m == ((1.25, 201.25), (151.25, 176.25), (318.75, 213.75))
    assert found.rim == spec.RimWall(1.25, 1.25, 315.0, 40.0, 120.0, 6.0)
    assert spec_faults(found) == []


def test_the_limits_are_those_of_the_generator() -> None:
    """One step outside each limit is refused here, so the generator never sees it."""
    schema: dict[str, Any] = TerrainSection.model_json_schema()["$defs"]
    checked = 0
    for name, (low, high) in LIMITS.items():
        owner, key = name.split(".")
        found = schema.get(owner, {}).get("properties", {}).get(key, {})
        if "minimum" in found:
            assert (found["minimum"], found["maximum"]) == (low, high), name
            checked += 1
    assert checked > 50
