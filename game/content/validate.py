"""A tree of nodes against a model: the model's object, or every fault in words at its place."""

from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.content.diagnose import Fault, Faults
from game.content.model_walk import Loc, expected
from game.content.nodes import Entry, Group, Listing, Node, Scalar, path_text, plain
from game.content.sentences import Said, say
from game.content.source import Source
from game.content.words import shorten

Model = TypeVar("Model", bound=BaseModel)
MOST_ERRORS = 200
_AT_KEY = ("extra_forbidden",)


def check(node: Node, model: type[Model], source: Source) -> tuple[Model | None, tuple[Fault, ...]]:
    """The object and no faults, or no object and all faults."""
    try:
        return model.model_validate(plain(node)), ()
    except ValidationError as error:
        return None, _faults(error, node, model, source)


def validate(node: Node, model: type[Model], source: Source) -> Model:
    """The object; raises Faults."""
    found, faults = check(node, model, source)
    if found is None:
        raise Faults(faults)
    return found


def _faults(error: ValidationError, node: Node, model: type[BaseModel], source: Source) -> tuple[Fault, ...]:
    details = [detail for detail in error.errors(include_url=False)[:MOST_ERRORS] if not _only_seems_short(detail)]
    return tuple(dict.fromkeys(_fault(detail, node, model, source) for detail in details))


def _only_seems_short(detail: ErrorDetails) -> bool:
    """Pydantic does not count entries that are at fault; those have been told already."""
    found = detail["input"]
    is_short = detail["type"] == "too_short" and isinstance(found, tuple)
    return is_short and len(found) >= detail.get("ctx", {}).get("min_length", 0)


def _fault(detail: ErrorDetails, node: Node, model: type[BaseModel], source: Source) -> Fault:
    key = detail.get("ctx", {}).get("key", "")
    loc = _known(node, (*detail["loc"], *key.split(".")) if key else detail["loc"])
    said = say(detail, loc, model)
    if detail["type"] == "missing" or (key and not _stands(node, loc)):
        place = _before(node, loc, model) if isinstance(loc[-1], str) else find(node, loc[:-1])
    elif detail["type"] in _AT_KEY or detail.get("ctx", {}).get("at") == "key":
        place = find_key(node, loc)
    else:
        place = find(node, loc)
    if detail["type"] == "extra_forbidden":
        said = replace(said, hint="; ".join(filter(None, (said.hint, _strayed(node, loc, model)))))
    path = shorten(path_text(node, loc[:-1] if said.about_parent else loc), 120)
    return located(source, place, path, said)


def _strayed(node: Node, loc: Loc, model: type[BaseModel]) -> str:
    """A row whose keys are those of another list may have lost the line above it that named its list."""
    if len(loc) != 3 or not isinstance(loc[1], int):
        return ""
    row = find(node, loc[:2])
    for name in model.model_fields:
        rows = expected(model, (name, 0))
        if name != loc[0] and rows is not None and loc[2] in rows.keys:
            return f"rows with it stand under `{name}:`; is that line missing above line {row.line}?"
    return ""


def located(source: Source, place: Node | Entry, path: str, said: Said) -> Fault:
    """A fault at a node or key."""
    return source.fault(place.line, place.col, path, said.sentence, said.hint, place.width)


def _known(node: Node, loc: tuple[Any, ...]) -> Loc:
    """The part of pydantic's path that is a path in the file, and at most one step more."""
    steps: list[str | int] = []
    here: Node | None = node
    for step in loc:
        if here is None:
            break
        steps.append(step)
        here = _step(here, step)
    return tuple(steps)


def _stands(node: Node, loc: Loc) -> bool:
    """True when the file has the key at the end of the path."""
    here: Node | None = node
    for step in loc[:-1]:
        here = _step(here, step) if here is not None else None
    return isinstance(here, Group) and here.entry(str(loc[-1])) is not None


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Listing) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    return node.get(step) if isinstance(node, Group) and isinstance(step, str) else None


def find(node: Node, loc: Loc) -> Node | Entry:
    """The value at a path. A value that is empty or begins on a later line than its key is told at its key."""
    place: Node | Entry = node
    here: Node | None = node
    for step in loc:
        entry = here.entry(str(step)) if isinstance(here, Group) else None
        here = _step(here, step) if here is not None else None
        if here is None:
            break
        told_at_key = entry is not None and (entry.line != here.line or here == Scalar(here.line, here.col, None))
        place = entry if entry is not None and told_at_key else here
    return place


def find_key(node: Node, loc: Loc) -> Node | Entry:
    """The key at the end of a path."""
    here: Node | None = node
    for step in loc[:-1]:
        here = _step(here, step) if here is not None else None
    entry = here.entry(str(loc[-1])) if isinstance(here, Group) and loc else None
    return entry or find(node, loc)


def _before(node: Node, loc: Loc, model: type[BaseModel]) -> Node | Entry:
    """Where a missing key belongs: the nearest key that stands before it in the order of the model."""
    here: Node | None = node
    for step in loc[:-1]:
        here = _step(here, step) if here is not None else None
    parent = expected(model, loc[:-1])
    if not isinstance(here, Group) or parent is None or loc[-1] not in parent.keys:
        return find(node, loc[:-1])
    earlier = parent.keys[: parent.keys.index(str(loc[-1]))]
    present = [entry for key in earlier if (entry := here.entry(key)) is not None]
    return present[-1] if present else find(node, loc[:-1])
