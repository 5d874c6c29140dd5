"""What a model says about the value at a path: its range, unit, choices, example and sibling keys."""

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What belongs at a place. `kind` is the Python type without its decoration."""

    kind: Any
    low: float | None = None
    high: float | None = None
    example: Any = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the group that belongs here."""
        return tuple(self.kind.model_fields) if _is_model(self.kind) else ()

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(str(choice) for choice in get_args(self.kind)) if get_origin(self.kind) is Literal else ()

    @property
    def length(self) -> int | None:
        """Entries of a list of fixed length."""
        args = get_args(self.kind)
        return len(args) if get_origin(self.kind) is tuple and Ellipsis not in args else None


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def expected(model: type[BaseModel], loc: Loc) -> Expected | None:
    """What `model` expects at `loc`, None when it knows no such place."""
    here: Expected | None = Expected(model)
    for step in loc:
        here = _inside(here.kind, step) if here is not None else None
    return here


def _inside(kind: Any, step: str | int) -> Expected | None:
    if _is_model(kind):
        field = kind.model_fields.get(step)
        return _of_field(field) if field is not None else None
    args = get_args(kind)
    if get_origin(kind) is tuple and isinstance(step, int):
        index = 0 if Ellipsis in args else step
        return _bare(args[index]) if index < len(args) else None
    if get_origin(kind) in (dict, Mapping) and len(args) == 2:
        return _bare(args[1])
    return None


def _of_field(field: FieldInfo) -> Expected:
    return _bare(field.annotation, (field, *field.metadata))


def _bare(kind: Any, decoration: Iterable[Any] = ()) -> Expected:
    """Take Annotated and Optional off a type, keeping what they say. What stands outermost counts first."""
    said = list(decoration)
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            said += [part for entry in more for part in (entry, *getattr(entry, "metadata", ()))]
        elif get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            break
    example = next((entry.examples[0] for entry in said if getattr(entry, "examples", None)), None)
    return Expected(kind, _first(said, "ge"), _first(said, "le"), example)


def _first(said: list[Any], name: str) -> float | None:
    return next((value for entry in said if (value := getattr(entry, name, None)) is not None), None)
