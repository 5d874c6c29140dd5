"""The JSON Schema of a level, for editors: the models' own, with the condition language spelled out."""

import json
import re
from typing import Any

from game.content.catalog import Catalog
from game.content.conditions import LISTS, MARK, OPS
from game.content.level import Level
from game.content.telemetry_names import TELEMETRY, Telemetry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CONDITION = {"$ref": "#/$defs/Condition"}


def level_schema(catalog: Catalog | None = None) -> dict[str, Any]:
    """The schema; with a catalogue, rocks are offered by name."""
    schema = _with_conditions(Level.model_json_schema())
    definitions: dict[str, Any] = schema["$defs"]
    definitions["Condition"] = _condition()
    if catalog is not None:
        definitions["Target"]["properties"]["rock"]["enum"] = sorted(catalog.rocks)
    schema["properties"]["stars"].pop("default", None)
    definitions["Start"]["properties"]["at"].pop("default", None)
    return {"$schema": DIALECT, **schema, "title": "A level of Jezero"}


def schema_text(catalog: Catalog | None = None) -> str:
    """The schema as it is printed."""
    return json.dumps(level_schema(catalog), indent=2, ensure_ascii=False) + "\n"


def _with_conditions(part: Any) -> Any:
    """Marks that conditions.py left replaced by references (pydantic refuses foreign ones); named patterns closed."""
    if isinstance(part, list):
        return [_with_conditions(item) for item in part]
    if not isinstance(part, dict):
        return part
    filled = {key: _with_conditions(value) for key, value in part.items() if key != MARK}
    if "patternProperties" in filled:
        filled.setdefault("additionalProperties", False)
    return filled | _CONDITION if MARK in part else filled


def _condition() -> dict[str, Any]:
    several = {"type": "array", "items": _CONDITION, "minItems": 1}
    properties: dict[str, Any] = dict.fromkeys(LISTS, several) | {"not": _CONDITION}
    properties |= {entry.name: _value(entry) for entry in TELEMETRY if "<" not in entry.name}
    patterns = {_pattern(entry.name): _value(entry) for entry in TELEMETRY if "<" in entry.name}
    return {
        "type": "object",
        "description": "All of its keys must hold: telemetry with a comparison, all:, any:, not:.",
        "properties": properties,
        "patternProperties": patterns,
        "additionalProperties": False,
        "minProperties": 1,
    }


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
    operators = ("equals",) if flag else OPS
    group = {
        "type": "object",
        "properties": dict.fromkeys(operators, single),
        "additionalProperties": False,
        "minProperties": 1,
    }
    unit = f" ({entry.unit})" if entry.unit else ""
    return {"description": entry.sentence + unit, "anyOf": [single, group]}


def _number(entry: Telemetry) -> dict[str, Any]:
    return {"type": "number", "minimum": entry.low, "maximum": entry.high}
