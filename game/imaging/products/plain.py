"""Frozen dataclasses as plain JSON data and back, with a sentence for whatever does not fit."""

import math
from dataclasses import MISSING, Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

MOST_TEXT, MOST_ENTRIES, LARGEST = 300, 20_000, 1e12


class PlainFault(ValueError):
    """What is wrong with some plain data, and where in it."""


def to_plain(value: Any) -> Any:
    """
    >>> from game.imaging.scene import Devil
    >>> to_plain(Devil(1.0, 2.0, 20.0, 90.0))["height_m"]
    90.0
    """
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    return [to_plain(part) for part in value] if isinstance(value, list | tuple) else value


def from_plain(kind: Any, plain: Any, place: str) -> Any:
    """The value of some type that plain data describes; raises PlainFault."""
    if is_dataclass(kind):
        return _record(kind, plain, place)
    origin = get_origin(kind)
    if origin is Literal:
        return _one_of(get_args(kind), plain, place)
    if origin is tuple:
        return _row(get_args(kind), plain, place)
    if origin is UnionType:
        return None if plain is None else from_plain(_some(kind), plain, place)
    return _simple(kind, plain, place)


def _record(kind: Any, plain: Any, place: str) -> Any:
    if not isinstance(plain, dict):
        raise PlainFault(f"{place or 'the file'} is {_told(plain)}; a group of named values belongs there")
    hints = get_type_hints(kind)
    known = [field.name for field in fields(kind) if field.name in plain or not has_default(field)]
    for name in known:
        if name not in plain:
            raise PlainFault(f"{_join(place, name)} is missing")
    return kind(**{name: from_plain(hints[name], plain[name], _join(place, name)) for name in known})


def has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _row(kinds: tuple[Any, ...], plain: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise PlainFault(f"{place} is {_told(plain)}; a list belongs there")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        if len(plain) > MOST_ENTRIES:
            raise PlainFault(f"{place} has {len(plain)} entries; {MOST_ENTRIES} are the most")
        kinds = (kinds[0],) * len(plain)
    if len(plain) != len(kinds):
        raise PlainFault(f"{place} has {len(plain)} entries; {len(kinds)} belong there")
    pairs = zip(kinds, plain, strict=True)
    return tuple(from_plain(kind, part, f"{place}[{n}]") for n, (kind, part) in enumerate(pairs))


def _some(kind: Any) -> Any:
    return next(part for part in get_args(kind) if part is not NoneType)


def _one_of(known: tuple[str, ...], plain: Any, place: str) -> str:
    for word in known:
        if plain == word:
            return word
    raise PlainFault(f"{place} is {_told(plain)}; known are {', '.join(known)}")


def _simple(kind: Any, plain: Any, place: str) -> Any:
    if kind is bool and isinstance(plain, bool):
        return plain
    if kind is str and isinstance(plain, str) and len(plain) <= MOST_TEXT:
        return plain
    is_number = isinstance(plain, int | float) and not isinstance(plain, bool)
    if kind is int and is_number and isinstance(plain, int) and abs(plain) < 2**63:
        return plain
    if kind is float and is_number and abs(plain) <= LARGEST and math.isfinite(plain):
        return float(plain)
    raise PlainFault(f"{place} is {_told(plain)}; {WANTED[kind]} belongs there")


WANTED = {bool: "true or false", str: f"text of at most {MOST_TEXT} letters", int: "a whole number", float: "a number"}


def _told(plain: Any) -> str:
    if isinstance(plain, dict | list):
        return "a group" if isinstance(plain, dict) else "a list"
    return f"{plain!r:.40}"


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
