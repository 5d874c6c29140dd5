"""The condition language of levels, parsed into small frozen trees.

A condition is a mapping whose keys are `all:` or `any:` (lists of conditions), `not:` (a condition) or telemetry
names; several keys mean all of them. `moxie.oxygen_g: {at_least: 5}`, `target.rochette.sealed: true`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from game.content.telemetry_names import Telemetry, find, written_like
from game.content.words import article_value, nearest

MARK = "x-condition"
"""Stands in pydantic's JSON Schema where a condition belongs."""

Op = Literal["at_least", "at_most", "above", "below", "equals"]
OPS: tuple[str, ...] = get_args(Op)
LISTS: tuple[str, ...] = ("all", "any")


@dataclass(frozen=True, slots=True)
class Compare:
    """A telemetry value against a number; a flag's `value` is True or False."""

    name: str
    op: Op
    value: float


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is not."""

    part: "Condition"


Condition = Compare | AllOf | AnyOf | Not


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Every comparison inside, in the order written."""
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        for part in condition.parts:
            yield from comparisons(part)


Loc = tuple[str | int, ...]


class _Reader:
    """Walks one raw condition and gathers every fault instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[InitErrorDetails] = []

    def fault(self, loc: Loc, sentence: str, hint: str = "", at: str = "value") -> None:
        kind = PydanticCustomError("condition", "{sentence}", {"sentence": sentence, "hint": hint, "at": at})
        self.faults.append(InitErrorDetails(type=kind, loc=loc, input=None))

    def condition(self, raw: object, loc: Loc) -> Condition | None:
        if not isinstance(raw, Mapping) or not raw:
            example = "for example `moxie.oxygen_g: {at_least: 5}`"
            self.fault(loc, f"must be a condition, found {article_value(raw)}", example)
            return None
        parts = [self.entry(str(key), value, (*loc, key)) for key, value in raw.items()]
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else AllOf(found)

    def entry(self, key: str, value: object, loc: Loc) -> Condition | None:
        if key in LISTS:
            return self.group(key, value, loc)
        if key == "not":
            part = self.condition(value, loc)
            return None if part is None else Not(part)
        entry = find(key)
        if entry is None:
            self.unknown(key, loc)
            return None
        return self.comparison(key, entry, value, loc)

    def group(self, key: str, value: object, loc: Loc) -> Condition | None:
        if not isinstance(value, tuple) or not value:
            self.fault(loc, f"'{key}' needs a list of conditions, found {article_value(value)}")
            return None
        parts = [self.condition(raw, (*loc, index)) for index, raw in enumerate(value)]
        found = tuple(part for part in parts if part is not None)
        return AllOf(found) if key == "all" else AnyOf(found)

    def unknown(self, key: str, loc: Loc) -> None:
        close = nearest(key, [*written_like(key), *LISTS, "not"])
        hint = f"did you mean '{close}'?" if close else "`python -m game schema` lists the telemetry names"
        self.fault(loc, f"there is no telemetry or condition called '{key}'", hint, "key")

    def comparison(self, key: str, entry: Telemetry, value: object, loc: Loc) -> Condition | None:
        if not isinstance(value, Mapping):
            return self.single(key, entry, "equals", value, loc)
        if not value:
            self.fault(loc, f"'{key}' needs a comparison", f"one of {', '.join(OPS)}")
            return None
        parts = [self.operator(key, entry, str(op), operand, (*loc, op)) for op, operand in value.items()]
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else AllOf(found)

    def operator(self, key: str, entry: Telemetry, op: str, value: object, loc: Loc) -> Condition | None:
        if op not in OPS:
            close = nearest(op, OPS)
            hint = f"did you mean '{close}'?" if close else f"choose from {', '.join(OPS)}"
            self.fault(loc, f"there is no comparison called '{op}'", hint, "key")
            return None
        return self.single(key, entry, cast(Op, op), value, loc)

    def single(self, key: str, entry: Telemetry, op: Op, value: object, loc: Loc) -> Condition | None:
        if entry.kind == "flag":
            if isinstance(value, bool) and op == "equals":
                return Compare(key, op, value)
            found = f"'{op}'" if op != "equals" else article_value(value)
            self.fault(loc, f"'{key}' is answered with true or false, found {found}", f"write `{key}: true`")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(loc, f"'{key}' is compared with a number, found {article_value(value)}")
            return None
        if not entry.low <= value <= entry.high:
            self.fault(loc, f"'{key}' is always from {entry.low:g} to {entry.high:g} ({entry.unit}), never {value:g}")
            return None
        return Compare(key, op, float(value))


def parse_condition(raw: object) -> Condition:
    """The condition written as plain data (mappings, tuples, numbers); a ValidationError holds all faults."""
    reader = _Reader()
    condition = reader.condition(raw, ())
    if reader.faults or condition is None:
        raise ValidationError.from_exception_data("condition", reader.faults)
    return condition


class _ConditionSchema:
    """Teaches pydantic to read a condition, and marks its place in the JSON Schema for schema.py to fill in."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse_condition)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {MARK: True}


ConditionField = Annotated[Condition, _ConditionSchema()]
