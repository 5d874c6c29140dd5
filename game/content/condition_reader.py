"""From a condition as written in a level to its tree, gathering every fault instead of stopping at the first.

A condition is a mapping; several keys mean all of them: `moxie.oxygen_g: {at_least: 5}`, `target.rochette.sealed:
true`, `on: CoreTaken` with `where:`, `all:`, `any:`, `not:`, `count:`, `within:`, `after:`, `held_for:`.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from game.content.conditions import (
    OPS,
    After,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Count,
    FigureIs,
    HeldFor,
    Not,
    On,
    Op,
    Within,
)
from game.content.event_names import EVENTS, EventName, Figure, find_event
from game.content.telemetry_names import Telemetry, find, written_like
from game.content.words import article_value, did_you_mean, nearest

MARK, EVENT_MARK, WHERE_MARK = "x-condition", "x-event", "x-where"
"""Stand in pydantic's JSON Schema where a condition, an event's name, an event's figures belong."""
LISTS: tuple[str, ...] = ("all", "any")
SPANS: dict[str, float] = {"minutes": 1.0, "hours": 60.0, "sols": 24.0 * 60.0}
"""Units of a stretch of time, in minutes of the Mars clock (a sol has 24 of its hours)."""
MOST_SPAN = 100_000.0
TIMED: dict[str, Callable[[float, Condition], Condition]] = {"within": Within, "after": After, "held_for": HeldFor}
KEYWORDS = (*LISTS, "not", "on", "where", "count", *TIMED)

Loc = tuple[str | int, ...]
Kind = Literal["condition", "said"]


class ConditionReader:
    """Walks one raw condition."""

    def __init__(self) -> None:
        self.faults: list[InitErrorDetails] = []

    def fault(self, loc: Loc, sentence: str, hint: str = "", at: str = "value", kind: Kind = "condition") -> None:
        """Note a fault; of kind "said" when the JSON Schema cannot say as much."""
        error = PydanticCustomError(kind, "{sentence}", {"sentence": sentence, "hint": hint, "at": at})
        self.faults.append(InitErrorDetails(type=error, loc=loc, input=None))

    def condition(self, raw: object, loc: Loc) -> Condition | None:
        if not isinstance(raw, Mapping) or not raw:
            example = "for example `moxie.oxygen_g: {at_least: 5}`"
            self.fault(loc, f"must be a condition, found {article_value(raw)}", example)
            return None
        parts = [self.entry(str(key), value, raw, (*loc, key)) for key, value in raw.items() if key != "where"]
        if "where" in raw and "on" not in raw:
            self.fault((*loc, "where"), "'where' tells more of an event, but no `on:` names one", "", "key", "said")
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else AllOf(found)

    def entry(self, key: str, value: object, raw: Mapping[Any, object], loc: Loc) -> Condition | None:
        if key in LISTS:
            parts = self.parts(key, value, loc)
            return None if parts is None else (AllOf if key == "all" else AnyOf)(parts)
        if key == "not":
            part = self.condition(value, loc)
            return None if part is None else Not(part)
        if key == "on":
            return self.happened(value, raw.get("where"), loc)
        if key == "count":
            return self.count(value, loc)
        if key in TIMED:
            return self.timed(key, value, loc)
        entry = find(key)
        if entry is None:
            self.unknown(key, loc)
            return None
        return self.comparison(key, entry, value, loc)

    def parts(self, key: str, value: object, loc: Loc) -> tuple[Condition, ...] | None:
        if not isinstance(value, tuple) or not value:
            self.fault(loc, f"'{key}' needs a list of conditions, found {article_value(value)}")
            return None
        parts = [self.condition(raw, (*loc, index)) for index, raw in enumerate(value)]
        return tuple(part for part in parts if part is not None)

    def unknown(self, key: str, loc: Loc) -> None:
        close = nearest(key, [*written_like(key), *KEYWORDS])
        hint = f"did you mean '{close}'?" if close else "`python -m game reference` lists the telemetry names"
        self.fault(loc, f"there is no telemetry or condition called '{key}'", hint, "key")

    # --- events -------------------------------------------------------------------------------------------------------

    def happened(self, name: object, where: object, loc: Loc) -> On | None:
        event = find_event(name) if isinstance(name, str) else None
        if event is None:
            said = f"there is no event called '{name}'" if isinstance(name, str) else "must be the name of an event"
            hint = did_you_mean(name, [entry.name for entry in EVENTS]) if isinstance(name, str) else ""
            self.fault(loc, said, hint)
            return None
        return On(event.name, self.where(event, where, (*loc[:-1], "where")))

    def where(self, event: EventName, raw: object, loc: Loc) -> tuple[FigureIs, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, Mapping) or not raw:
            self.fault(loc, f"must be figures of {event.name}, found {article_value(raw)}", _figures(event))
            return ()
        found: list[FigureIs] = []
        for key, value in raw.items():
            figure = event.figure(str(key))
            if figure is None:
                hint = did_you_mean(str(key), [figure.name for figure in event.figures]) or _figures(event)
                self.fault((*loc, key), f"the event {event.name} has no figure '{key}'", hint, "key", "said")
                continue
            found += self.figure(figure, value, (*loc, key))
        return tuple(found)

    def figure(self, figure: Figure, value: object, loc: Loc) -> list[FigureIs]:
        if figure.kind == "word":
            if isinstance(value, str) and value:
                return [FigureIs(figure.name, "equals", value)]
            self.fault(loc, f"'{figure.name}' is a word, found {article_value(value)}")
            return []
        pairs = value.items() if isinstance(value, Mapping) and value else (("equals", value),)
        found = []
        for op, operand in pairs:
            place = (*loc, op) if isinstance(value, Mapping) else loc
            if self.knows_operator(str(op), place) and self.is_number(figure.name, operand, place):
                found.append(FigureIs(figure.name, cast(Op, op), float(cast(float, operand))))
        return found

    # --- counting and time --------------------------------------------------------------------------------------------

    def count(self, raw: object, loc: Loc) -> Condition | None:
        if not isinstance(raw, Mapping) or ("of" in raw) == ("on" in raw):
            said = "'count' needs `of:` (a list of conditions) or `on:` (an event), and a comparison"
            self.fault(loc, said, "for example `count: {on: CoreTaken, at_least: 2}`", kind="said")
            return None
        single = self.happened(raw["on"], raw.get("where"), (*loc, "on")) if "on" in raw else None
        parts = (single,) if single else self.parts("of", raw.get("of"), (*loc, "of")) if "of" in raw else None
        known = ("of", "on", "where")
        operators = {key: value for key, value in raw.items() if key not in known}
        if not operators:
            self.fault(loc, "'count' needs a comparison", f"one of {', '.join(OPS)}", kind="said")
        counts: list[Condition] = []
        for op, value in operators.items():
            place = (*loc, op)
            good = self.knows_operator(str(op), place) and self.is_number("count", value, place)
            if good and parts:
                counts.append(Count(parts, cast(Op, op), float(cast(float, value))))
        return counts[0] if len(counts) == 1 else AllOf(tuple(counts)) if counts else None

    def timed(self, key: str, raw: object, loc: Loc) -> Condition | None:
        example = f"for example `{key}: {{hours: 2, of: {{on: DriveFaulted}}}}`"
        if not isinstance(raw, Mapping) or "of" not in raw:
            self.fault(loc, f"'{key}' needs a stretch of time and `of:`, a condition", example)
            return None
        units = [unit for unit in raw if unit in SPANS]
        for unknown in (name for name in raw if name not in SPANS and name != "of"):
            self.fault((*loc, unknown), f"'{key}' has no key '{unknown}'", did_you_mean(str(unknown), SPANS), "key")
        part = self.condition(raw["of"], (*loc, "of"))
        if len(units) != 1:
            self.fault(loc, f"'{key}' needs one of {', '.join(SPANS)}", example, kind="said")
            return None
        amount = raw[units[0]]
        good = self.is_number(units[0], amount, (*loc, units[0]), 0.0, MOST_SPAN)
        return TIMED[key](float(amount) * SPANS[units[0]], part) if good and part is not None else None

    # --- comparisons --------------------------------------------------------------------------------------------------

    def comparison(self, key: str, entry: Telemetry, value: object, loc: Loc) -> Condition | None:
        if not isinstance(value, Mapping):
            return self.single(key, entry, "equals", value, loc)
        if not value:
            self.fault(loc, f"'{key}' needs a comparison", f"one of {', '.join(OPS)}")
            return None
        parts = [
            self.single(key, entry, cast(Op, op), operand, (*loc, op))
            for op, operand in value.items()
            if self.knows_operator(str(op), (*loc, op))
        ]
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else AllOf(found)

    def knows_operator(self, op: str, loc: Loc) -> bool:
        if op in OPS:
            return True
        close = nearest(op, OPS)
        hint = f"did you mean '{close}'?" if close else f"choose from {', '.join(OPS)}"
        self.fault(loc, f"there is no comparison called '{op}'", hint, "key")
        return False

    def is_number(self, key: str, value: object, loc: Loc, low: float = -1e9, high: float = 1e9) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(loc, f"'{key}' is compared with a number, found {article_value(value)}")
            return False
        if not low <= value <= high:
            self.fault(loc, f"'{key}' must be from {low:g} to {high:g}, found {value:g}")
            return False
        return True

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


def _figures(event: EventName) -> str:
    names = ", ".join(figure.name for figure in event.figures)
    return f"its figures are {names}" if names else "it has no figures: leave `where:` out"


def parse_condition(raw: object) -> Condition:
    """The condition written as plain data (mappings, tuples, numbers); a ValidationError holds all faults."""
    reader = ConditionReader()
    condition = reader.condition(raw, ())
    if reader.faults or condition is None:
        raise ValidationError.from_exception_data("condition", reader.faults)
    return condition


def parse_on(name: object, where: object) -> On:
    """An event with its figures, as a trigger names it; a ValidationError holds all faults."""
    reader = ConditionReader()
    event = reader.happened(name, where, ("on",))
    if reader.faults or event is None:
        raise ValidationError.from_exception_data("event", reader.faults)
    return event


class _ConditionSchema:
    """Teaches pydantic to read a condition, and marks its place in the JSON Schema for schema.py to fill in."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse_condition)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {MARK: True}


ConditionField = Annotated[Condition, _ConditionSchema()]
