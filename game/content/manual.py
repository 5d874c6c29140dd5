"""Every word of the level language with what it means, gathered from where each is declared.

`entries()` lists them; `explain` finds one; `reference.py` prints them all as a page.
"""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from game.content.conditions import Condition, On
from game.content.event_names import EVENTS, EventName
from game.content.fields import unit_of
from game.content.level import Level
from game.content.manifest import ModFile
from game.content.manual_examples import CONDITION_WORDS, EFFECT_EXAMPLES, OTHER_FILES
from game.content.model_walk import expected
from game.content.story import Effect
from game.content.telemetry_names import TELEMETRY, Telemetry, find
from game.content.words import article_value, nearest, number_text, span

NEEDED = "needed"
"""Stands for the value without a key where there is none."""
Chapter = Literal["key", "condition", "telemetry", "event", "effect", "mod", "file", "step"]
LISTED = ("key", "mod", "step")
"""Chapters whose words are keys: one line each."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the language. `takes` says what may stand behind it, `example` is YAML."""

    chapter: Chapter
    name: str
    sentence: str
    takes: str = ""
    default: str = ""
    example: str = ""


def words() -> tuple[Word, ...]:
    """Everything, chapter by chapter, in the order of declaration."""
    return (
        *keys_of(Level, ""),
        *_conditions(),
        *map(_telemetry, TELEMETRY),
        *map(_event, EVENTS),
        *_effects(),
        *keys_of(ModFile, "mod.", "mod"),
        *(Word("file", name, sentence, example=example) for name, sentence, example in OTHER_FILES),
    )


def explain(name: str, more: tuple[Word, ...] = ()) -> Word | None:
    """The word of this name; places in a list may be left out: `targets.rock`. Telemetry may name one thing:
    `target.rochette.cored`. `more`: words besides those of levels and mods.
    """
    asked, telemetry = _bare(name), find(name)
    names = (asked, telemetry.name) if telemetry is not None else (asked,)
    return next((word for word in (*words(), *more) if word.name in names or _bare(word.name) in names), None)


def inside(group: Word, more: tuple[Word, ...] = ()) -> tuple[Word, ...]:
    """The keys that stand right inside a group, in their order.

    >>> [word.name for word in inside(explain("mod"))], [word.name for word in inside(explain("start"))]
    ([], ['start.sol', 'start.lmst', 'start.at', 'start.heading_deg'])
    """
    if group.chapter not in LISTED:
        return ()
    above = _bare(group.name)
    return tuple(word for word in (*words(), *more) if _bare(word.name).rpartition(".")[0] == above)


def meant(name: str, more: tuple[Word, ...] = ()) -> str:
    """The word that was probably meant, '' when none is near: one that ends in it, or is spelt alike."""
    known = [_bare(word.name) for word in (*words(), *more)]
    ends = (word for word in known if word.rpartition(".")[2] == _bare(name))
    return next(ends, "") or nearest(_bare(name), known)


def _bare(name: str) -> str:
    """A path without list brackets.

    >>> _bare("story[].do[].reveal")
    'story.do.reveal'
    """
    return name.replace("[]", "")


# --- keys of the file -------------------------------------------------------------------------------------------------


def keys_of(model: type[BaseModel], prefix: str, chapter: Chapter = "key") -> Iterator[Word]:
    """Keys of a model and of the groups and lists of groups inside it, each below its own."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        inner, is_list = group_inside(field.annotation)
        yield Word(chapter, path, field.description or _text_of(inner), _takes(model, name, field), _default(field))
        if inner is not None:
            yield from keys_of(inner, f"{path}{'[]' if is_list else ''}.", chapter)


def _text_of(model: type[BaseModel] | None) -> str:
    return (model.__doc__ or "").strip().splitlines()[0] if model is not None and model.__doc__ else ""


def group_inside(kind: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model behind a type, and whether it stands in a list."""
    if get_origin(kind) is Annotated:
        return group_inside(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        found = [group_inside(part) for part in get_args(kind) if part is not type(None)]
        return next((pair for pair in found if pair[0] is not None), (None, False))
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:
        return group_inside(get_args(kind)[0])[0], True
    is_model = isinstance(kind, type) and issubclass(kind, BaseModel)
    return (kind, False) if is_model else (None, False)


def _takes(model: type[BaseModel], name: str, field: FieldInfo) -> str:
    """What may stand behind a key, in words."""
    here = expected(model, (name,))
    if here is None:
        return ""
    if here.choices:
        return "one of " + ", ".join(here.choices)
    kind = here.kind
    if kind in (int, float):
        noun = "a whole number" if kind is int else "a number"
        bounded = here.low is not None or here.high is not None
        return f"{noun} {span(here.low, here.high, unit_of(name))}" if bounded else noun
    if kind is bool:
        return "true or false"
    if kind is str:
        return "a text"
    inner, is_list = group_inside(field.annotation)
    if inner is not None:
        return "a list of groups" if is_list else "a group"
    if kind is On:
        return "the name of an event"
    if kind == Condition:
        return "a condition"
    return "a list" if get_origin(kind) is tuple else "a group"


def _default(field: FieldInfo) -> str:
    """The value without the key, '' when there is none worth telling."""
    value = field.default
    if field.is_required() or value is PydanticUndefined or value is None or isinstance(value, BaseModel):
        return "" if not field.is_required() else NEEDED
    if isinstance(value, bool):
        return article_value(value)
    if isinstance(value, int | float):
        return number_text(value)
    return str(value) if isinstance(value, str) and value else ""


# --- words inside conditions and stories ------------------------------------------------------------------------------


def _conditions() -> Iterator[Word]:
    for name, sentence, example in CONDITION_WORDS:
        yield Word("condition", name, sentence, example=example)


def _telemetry(entry: Telemetry) -> Word:
    takes = "true or false" if entry.kind == "flag" else f"a number {span(entry.low, entry.high, entry.unit)}"
    return Word("telemetry", entry.name, entry.sentence, takes, example=telemetry_example(entry))


def telemetry_example(entry: Telemetry) -> str:
    """A condition that asks for it."""
    name = entry.name.replace("<target>", "rochette").replace("<subject>", "rochette").replace("<objective>", "sample")
    name = name.replace("<variable>", "visits").replace("<trigger>", "opening").replace("<horizon>", "maaz")
    name = name.replace("<rule>", "stones")
    if entry.kind == "flag":
        return f"{name}: true"
    value = min(max(entry.low, 5.0), entry.high) if entry.high > 1.0 else 0.5
    return f"{name}: {{at_least: {number_text(value)}}}"


def _event(entry: EventName) -> Word:
    figures = ", ".join(figure.name for figure in entry.figures)
    return Word("event", entry.name, entry.sentence, figures, example=event_example(entry))


def event_example(entry: EventName) -> str:
    """A condition that waits for it."""
    number = next((figure for figure in entry.figures if figure.kind == "number"), None)
    where = f", where: {{{number.name}: {{at_least: 1}}}}" if number is not None else ""
    return f"count: {{on: {entry.name}{where}, at_least: 1}}"


def _effects() -> Iterator[Word]:
    for name, field in Effect.model_fields.items():
        yield Word("effect", name, field.description or "", _takes(Effect, name, field), example=EFFECT_EXAMPLES[name])
