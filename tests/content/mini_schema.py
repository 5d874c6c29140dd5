"""Just enough of JSON Schema to ask whether a value fits, for holding our schema against our loader."""

import re
from collections.abc import Mapping
from typing import Any

KINDS: dict[str, Any] = {
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, tuple | list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
TOLD = {"description", "title", "examples", "default", "$defs", "$schema", "$comment"}


def fits(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """True when the value is what the schema asks for. An unknown keyword is an error of the schema."""
    return all(RULES[key](value, asked, schema, root) for key, asked in schema.items() if key not in TOLD)


def _reference(value: Any, asked: str, _schema: Any, root: Mapping[str, Any]) -> bool:
    here: Any = root
    for part in asked.removeprefix("#/").split("/"):
        here = here[part]
    return fits(value, here, root)


def _properties(value: Any, asked: Mapping[str, Any], _schema: Any, root: Any) -> bool:
    return not isinstance(value, Mapping) or all(fits(value[key], asked[key], root) for key in asked if key in value)


def _patterns(value: Any, asked: Mapping[str, Any], _schema: Any, root: Any) -> bool:
    keys = value if isinstance(value, Mapping) else {}
    return all(fits(value[key], part, root) for key in keys for name, part in asked.items() if re.search(name, key))


def _additional(value: Any, asked: Any, schema: Mapping[str, Any], _root: Any) -> bool:
    assert asked is False
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    keys = value if isinstance(value, Mapping) else {}
    return all(key in known or any(re.search(name, key) for name in patterns) for key in keys)


def _items(value: Any, asked: Mapping[str, Any], schema: Mapping[str, Any], root: Any) -> bool:
    assert "prefixItems" not in schema
    return not KINDS["array"](value) or all(fits(item, asked, root) for item in value)


def _prefix(value: Any, asked: list[Any], _schema: Any, root: Any) -> bool:
    return not KINDS["array"](value) or all(fits(v, s, root) for v, s in zip(value, asked, strict=False))


def _number(holds: Any) -> Any:
    return lambda value, asked, _s, _r: not KINDS["number"](value) or holds(value, asked)


def _length(kind: str, holds: Any) -> Any:
    return lambda value, asked, _s, _r: not KINDS[kind](value) or holds(len(value), asked)


RULES: dict[str, Any] = {
    "$ref": _reference,
    "type": lambda value, asked, _s, _r: KINDS[asked](value),
    "const": lambda value, asked, _s, _r: type(value) is type(asked) and value == asked,
    "enum": lambda value, asked, _s, _r: any(type(value) is type(one) and value == one for one in asked),
    "anyOf": lambda value, asked, _s, root: any(fits(value, one, root) for one in asked),
    "required": lambda value, asked, _s, _r: not isinstance(value, Mapping) or all(key in value for key in asked),
    "properties": _properties,
    "patternProperties": _patterns,
    "additionalProperties": _additional,
    "items": _items,
    "prefixItems": _prefix,
    "minimum": _number(lambda value, low: value >= low),
    "maximum": _number(lambda value, high: value <= high),
    "minLength": _length("string", lambda size, low: size >= low),
    "maxLength": _length("string", lambda size, high: size <= high),
    "pattern": lambda value, asked, _s, _r: not isinstance(value, str) or re.search(asked, value) is not None,
    "minItems": _length("array", lambda size, low: size >= low),
    "maxItems": _length("array", lambda size, high: size <= high),
    "minProperties": _length("object", lambda size, low: size >= low),
    "maxProperties": _length("object", lambda size, high: size <= high),
}
