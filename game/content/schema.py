"""The JSON Schema of a level, for editors: the models' own, with the condition language spelled out."""

import json
import re
from typing import Any

from game.content.catalog import Catalog
from game.content.condition_reader import EVENT_MARK, LISTS, MARK, MOST_SPAN, SPANS, TIMED, WHERE_MARK
from game.content.conditions import OPS
from game.content.event_names import EVENTS, Figure
from game.content.level import Level
from game.content.telemetry_names import TELEMETRY, Telemetry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
INHERITED = ("title", "objectives")
"""Needed in a level, unless it extends one that has them."""
BEYOND = (
    "whether an id that is asked for stands in the level, and only once",
    "whether a place lies on the map, whose size another key gives",
    "figures that bound one another: deadlines, stars and points, tubes, least and greatest, shares of a whole",
    "which keys of a group belong together: the shape of a zone, the figures of an event, one key for an effect",
    "whether the files of `extends:` and `dem:` are there",
    "that water or ice under the ground is called fiction",
)
"""What JSON Schema cannot say and `check` does."""
_CONDITION = {"$ref": "#/$defs/Condition"}
_EVENT = {"$ref": "#/$defs/EventName"}
_WHERE = {"$ref": "#/$defs/Where"}
_MARKS = {MARK: _CONDITION, EVENT_MARK: _EVENT, WHERE_MARK: _WHERE}
_FIGURE = {"type": "number", "minimum": -1e9, "maximum": 1e9}


def level_schema(catalog: Catalog | None = None) -> dict[str, Any]:
    """The schema; with a catalogue, rocks are offered by name."""
    schema = _with_conditions(Level.model_json_schema())
    definitions: dict[str, Any] = schema["$defs"]
    definitions |= {"Condition": _condition(), "EventName": _event_name(), "Where": _where()}
    definitions["Target"]["anyOf"] = _ways_to_place()
    if catalog is not None:
        _offer_rocks(definitions, catalog)
    needed = schema["required"]
    schema["required"] = [key for key in needed if key not in INHERITED]
    schema["anyOf"] = [{"required": ["extends"]}, {"required": list(INHERITED)}]
    definitions["Score"]["properties"]["stars"].pop("default", None)
    for section, key in (("Start", "at"), ("Target", "at"), ("Target", "rock")):
        definitions[section]["properties"][key].pop("default", None)
    comment = f"Made by `python -m game schema`. `python -m game check` knows more: {'; '.join(BEYOND)}."
    return {"$schema": DIALECT, "$comment": comment, **schema, "title": "A level of Jezero"}


def _ways_to_place() -> list[dict[str, Any]]:
    """A target has a place and a kind of rock, or a rule that gives them."""
    drawn = {"anyOf": [{"required": ["rocks"]}, {"required": ["family"]}]}
    return [
        {"required": ["at", "rock"]},
        {"required": ["scatter", "rock"]},
        {"required": ["scatter"], "properties": {"scatter": drawn}},
    ]


def _offer_rocks(definitions: dict[str, Any], catalog: Catalog) -> None:
    """Kinds and families of rock by name."""
    kinds, families = sorted(catalog.rocks), sorted({rock.family for rock in catalog.rocks.values()})
    rule = definitions["Scatter"]["properties"]
    for offered, names in (
        (definitions["Target"]["properties"]["rock"], kinds),
        (rule["rocks"]["items"], kinds),
        (rule["family"], families),
    ):
        offered["enum"] = names


def schema_text(catalog: Catalog | None = None) -> str:
    """The schema as it is printed."""
    return json.dumps(level_schema(catalog), indent=2, ensure_ascii=False) + "\n"


def _with_conditions(part: Any) -> Any:
    """Marks that conditions.py left replaced by references (pydantic refuses foreign ones); named patterns closed."""
    if isinstance(part, list):
        return [_with_conditions(item) for item in part]
    if not isinstance(part, dict):
        return part
    filled = {key: _with_conditions(value) for key, value in part.items() if key not in _MARKS}
    if "patternProperties" in filled:
        filled.setdefault("additionalProperties", False)
    for mark, reference in _MARKS.items():
        if mark in part:
            filled |= reference
    return filled


def _condition() -> dict[str, Any]:
    several = {"type": "array", "items": _CONDITION, "minItems": 1}
    properties: dict[str, Any] = dict.fromkeys(LISTS, several) | {"not": _CONDITION, "on": _EVENT, "where": _WHERE}
    properties |= {"count": _count()} | dict.fromkeys(TIMED, _timed())
    properties |= {entry.name: _value(entry) for entry in TELEMETRY if "<" not in entry.name}
    patterns = {_pattern(entry.name): _value(entry) for entry in TELEMETRY if "<" in entry.name}
    return {
        "type": "object",
        "description": "All of its keys must hold: telemetry with a comparison, on:, all:, any:, not:, count:, ...",
        "properties": properties,
        "patternProperties": patterns,
        "additionalProperties": False,
        "minProperties": 1,
    }


def _event_name() -> dict[str, Any]:
    listed = "; ".join(f"{entry.name}: {entry.sentence}" for entry in EVENTS)
    return {"description": listed, "type": "string", "enum": [entry.name for entry in EVENTS]}


def _where() -> dict[str, Any]:
    """Figures of any event; which of them an event has, only the loader can tell."""
    owners: dict[Figure, list[str]] = {}
    for entry in EVENTS:
        for figure in entry.figures:
            owners.setdefault(figure, []).append(entry.name)
    shapes = {figure.name: _figure(figure, names) for figure, names in owners.items()}
    return {"type": "object", "properties": shapes, "additionalProperties": False, "minProperties": 1}


def _figure(figure: Figure, owners: list[str]) -> dict[str, Any]:
    unit = f" ({figure.unit})" if figure.unit else ""
    shape = {"type": "string", "minLength": 1} if figure.kind == "word" else _compared(_FIGURE)
    return {"description": f"Figure of {', '.join(owners)}{unit}.", **shape}


def _compared(single: dict[str, Any], operators: tuple[str, ...] = OPS) -> dict[str, Any]:
    group = {
        "type": "object",
        "properties": dict.fromkeys(operators, single),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [single, group]}


def _count() -> dict[str, Any]:
    several = {"type": "array", "items": _CONDITION, "minItems": 1}
    keys: dict[str, Any] = {"of": several, "on": _EVENT, "where": _WHERE} | dict.fromkeys(OPS, _FIGURE)
    return {"type": "object", "properties": keys, "additionalProperties": False}


def _timed() -> dict[str, Any]:
    span = {"type": "number", "minimum": 0, "maximum": MOST_SPAN}
    keys: dict[str, Any] = {"of": _CONDITION} | dict.fromkeys(SPANS, span)
    return {"type": "object", "properties": keys, "additionalProperties": False, "required": ["of"]}


def _pattern(name: str) -> str:
    """A telemetry name with placeholders as a regular expression.

    >>> _pattern("target.<target>.cored")
    '^target\\\\.[^.]*\\\\.cored$'
    """
    parts = ("[^.]*" if part.startswith("<") else re.escape(part) for part in name.split("."))
    return "^" + r"\.".join(parts) + "$"


def _value(entry: Telemetry) -> dict[str, Any]:
    flag = entry.kind == "flag"
    single: dict[str, Any] = {"type": "boolean"} if flag else _number(entry)
    unit = f" ({entry.unit})" if entry.unit else ""
    return {"description": entry.sentence + unit, **_compared(single, ("equals",) if flag else OPS)}


def _number(entry: Telemetry) -> dict[str, Any]:
    return {"type": "number", "minimum": entry.low, "maximum": entry.high}
