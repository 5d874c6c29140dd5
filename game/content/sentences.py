"""Pydantic's errors in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from game.content.fields import ID_PATTERN, LMST_PATTERN, unit_of
from game.content.model_walk import Expected, Loc, expected
from game.content.words import article_value, did_you_mean, number_text, shorten, span


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, a suggestion, and whether it is about the group that holds the place."""

    sentence: str
    hint: str = ""
    about_parent: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """One error with all that is known about its place."""

    key: str
    found: object
    context: Mapping[str, Any]
    here: Expected
    parent: Expected
    said: str

    @property
    def example(self) -> str:
        return shorten(_yaml(self.here.example), 80) if self.here.example is not None else ""


def say(detail: ErrorDetails, loc: Loc, model: type[BaseModel]) -> Said:
    """An error as a sentence and a suggestion."""
    parent = expected(model, loc[:-1]) or Expected(object)
    case = _Case(
        key=next((step for step in reversed(loc) if isinstance(step, str)), ""),
        found=detail["input"],
        context=detail.get("ctx", {}),
        here=expected(model, loc) or Expected(object),
        parent=parent,
        said=detail["msg"],
    )
    if detail["type"] == "missing" and loc and isinstance(loc[-1], int):
        return _short_pair(case, loc)
    return _SAY.get(detail["type"], _other)(case)


def _yaml(value: object) -> str:
    """A small value as it is written in a file."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_yaml(part) for part in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    return f'"{value}"' if isinstance(value, str) and not value.replace("_", "a").isalnum() else str(value)


def _missing(case: _Case) -> Said:
    return Said("this key is missing", f"add it, for example `{case.key}: {case.example or '...'}`")


def _short_pair(case: _Case, loc: Loc) -> Said:
    found = len(case.found) if isinstance(case.found, tuple) else 0
    return Said(f"must be a list of {case.parent.length} values, found {found}", "", about_parent=True)


def _extra(case: _Case) -> Said:
    hint = did_you_mean(case.key, case.parent.keys, "the keys here are")
    return Said(f"there is no key '{shorten(case.key)}' here", hint)


def _range_text(case: _Case) -> str:
    if case.here.low is None and case.here.high is None:
        return ""
    return span(case.here.low, case.here.high, unit_of(case.key))


def _number(whole: bool) -> Callable[[_Case], Said]:
    kind = "a whole number" if whole else "a number"

    def said(case: _Case) -> Said:
        ranged = _range_text(case)
        hint = f"a number {ranged}" if ranged else ""
        if isinstance(case.found, str) and _looks_numeric(case.found):
            hint = "take the quotes away"
        return Said(f"must be {kind}, found {article_value(case.found)}", hint)

    return said


def _looks_numeric(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text


def _bool(case: _Case) -> Said:
    word = str(case.found).lower()
    hint = (
        "write true" if word in ("yes", "on", "1", "true", "y") else "write false" if word in ("no", "off", "0") else ""
    )
    return Said(f"must be true or false, found {article_value(case.found)}", hint)


def _text(case: _Case) -> Said:
    hint = "put it in quotes" if isinstance(case.found, int | float) else ""
    return Said(f"must be a text, found {article_value(case.found)}", hint)


def _list(case: _Case) -> Said:
    hint = f"for example `{case.key}: {case.example}`" if case.example else "entries begin with '- '"
    return Said(f"must be a list, found {article_value(case.found)}", hint)


def _group(case: _Case) -> Said:
    keys = ", ".join(case.here.keys)
    hint = f"with the keys {shorten(keys, 200)}" if keys else ""
    return Said(f"must be a group of keys, found {article_value(case.found)}", hint)


def _range(case: _Case) -> Said:
    return Said(f"must be {_range_text(case)}, found {article_value(case.found).removeprefix('the number ')}")


def _choice(case: _Case) -> Said:
    listed = ", ".join(case.here.choices)
    if isinstance(case.found, str):
        hint = did_you_mean(case.found, case.here.choices)
        return Said(f"must be one of {listed}, found '{shorten(case.found)}'", "" if listed in hint else hint)
    return Said(f"must be {'one of ' if ',' in listed else ''}{listed}, found {article_value(case.found)}")


def _pattern(case: _Case) -> Said:
    found = shorten(str(case.found))
    if case.context.get("pattern") == ID_PATTERN:
        sentence = f"'{found}' is not an id: lower-case letters, digits and _, a letter first, at most 40"
        return Said(sentence, f"for example {case.example or 'my_name'}")
    if case.context.get("pattern") == LMST_PATTERN:
        return Said(f"'{found}' is not a time of day", 'from "00:00" to "23:59"')
    return Said(f"'{found}' cannot stand here", f"for example {case.example}" if case.example else "")


def _too_short(case: _Case) -> Said:
    return Said(f"needs at least {case.context.get('min_length')} entries, found {case.context.get('actual_length')}")


def _too_long(case: _Case) -> Said:
    if case.here.length is not None:
        return Said(f"must be a list of {case.here.length} values, found {case.context.get('actual_length')}")
    return Said(f"may have at most {case.context.get('max_length')} entries")


def _long_text(case: _Case) -> Said:
    length = len(case.found) if isinstance(case.found, str) else 0
    return Said(f"is {length} characters long; at most {case.context.get('max_length')}")


def _ours(case: _Case) -> Said:
    return Said(str(case.context.get("sentence", case.said)), str(case.context.get("hint", "")))


def _other(case: _Case) -> Said:
    return Said(f"cannot be used: {shorten(case.said, 200)}")


_SAY: dict[str, Callable[[_Case], Said]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "float_type": _number(False),
    "int_type": _number(True),
    "int_from_float": _number(True),
    "bool_type": _bool,
    "string_type": _text,
    "tuple_type": _list,
    "model_type": _group,
    "dict_type": _group,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "finite_number": _range,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda case: Said("must not be empty"),
    "string_too_long": _long_text,
    "too_short": _too_short,
    "too_long": _too_long,
    "condition": _ours,
    "said": _ours,
    "unplaced": _ours,
}
