"""The JSON Schema that editors use says the same as the loader, both ways, over many broken levels."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from game.content.level import Level
from game.content.nodes import plain
from game.content.schema import level_schema, schema_text
from game.content.source import Source
from game.content.telemetry_names import TELEMETRY
from game.content.yaml_nodes import read_yaml
from tests.content.mini_schema import fits
from tests.content.mutations import mutations
from tests.content.pages import EVERYTHING, SMALL, catalog
from tests.content.test_level_faults import SLIPS
from tests.content.test_mutations import FIRST_LIGHT

SCHEMA = level_schema()
BEYOND = ("said",)
"""What a schema cannot say: checks between the numbers of one section."""


def loader_takes(data: object) -> bool:
    try:
        Level.model_validate(data)
    except ValidationError as error:
        return all(detail["type"] in BEYOND for detail in error.errors())
    return True


def disagreement(text: str) -> str:
    node, _ = read_yaml(Source.of(text, "a.yaml"))
    if node is None:
        return ""
    data = plain(node)
    loader, schema = loader_takes(data), fits(data, SCHEMA, SCHEMA)
    return "" if loader == schema else f"loader {loader}, schema {schema}"


@pytest.mark.parametrize("text", [EVERYTHING, SMALL, FIRST_LIGHT], ids=["everything", "small", "first_light"])
def test_sound_levels_fit(text: str) -> None:
    node, _ = read_yaml(Source.of(text, "a.yaml"))
    assert node is not None
    assert fits(plain(node), SCHEMA, SCHEMA)


@pytest.mark.parametrize(("old", "new"), [slip[:2] for slip in SLIPS], ids=[slip[1][:40] for slip in SLIPS])
def test_schema_and_loader_agree_on_slips(old: str, new: str) -> None:
    assert disagreement(EVERYTHING.replace(old, new, 1)) == ""


@pytest.mark.parametrize("name", ["everything", "first_light"])
def test_schema_and_loader_agree_on_mutations(name: str) -> None:
    text = EVERYTHING if name == "everything" else FIRST_LIGHT
    found = [(mutation.kind, mutation.line, disagreement(mutation.text)) for mutation in mutations(text, 400, seed=9)]
    assert [told for told in found if told[2]] == []


def sound() -> dict:
    node, _ = read_yaml(Source.of(EVERYTHING, "a.yaml"))
    assert node is not None
    data = plain(node)
    assert isinstance(data, dict)
    return data


odd = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5000), st.floats(-2, 3000), st.just("x"), st.just(()), st.just({})
)


@given(st.data())
def test_schema_and_loader_agree_on_any_value_anywhere(data: st.DataObject) -> None:
    level = sound()
    here: object = level
    for _ in range(6):
        if not isinstance(here, dict) or not here:
            break
        key = data.draw(st.sampled_from(sorted(here)))
        if data.draw(st.booleans()):
            here[key] = data.draw(odd)
            break
        inner = here[key]
        if isinstance(inner, tuple) and inner:
            inner = data.draw(st.sampled_from(inner))
        here = inner
    assert loader_takes(level) == fits(level, SCHEMA, SCHEMA)


def test_telemetry_names_are_offered_with_their_sentences() -> None:
    condition = SCHEMA["$defs"]["Condition"]
    offered = condition["properties"] | condition["patternProperties"]
    assert len(offered) == len(TELEMETRY) + len(
        ("all", "any", "not", "on", "where", "count", "within", "after", "held_for")
    )
    assert "Oxygen" in offered["moxie.oxygen_g"]["description"]


def test_the_printed_schema_offers_the_rocks() -> None:
    printed = json.loads(schema_text(catalog()))
    assert "maaz_basalt" in printed["$defs"]["Target"]["properties"]["rock"]["enum"]
    assert printed["$schema"].startswith("https://json-schema.org/")
    assert "x-condition" not in json.dumps(printed)


def test_every_key_is_explained() -> None:
    unexplained = [
        f"{name}.{key}"
        for name, section in SCHEMA["$defs"].items()
        for key, value in section.get("properties", {}).items()
        if "description" not in value and "$ref" not in value and name != "Condition"
    ]
    assert unexplained == []
