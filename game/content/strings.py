"""What the game says, by key, in one language: assets/strings/<language>.yaml, keys and sentences with {figures}."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.content.diagnose import Fault, Faults
from game.content.nodes import Entry, Group, Node, Scalar, entries
from game.content.source import Source, read_source
from game.content.words import article_value
from game.content.yaml_nodes import read_yaml

LANGUAGE = "en"
LONGEST = 6000
"""Characters of one sentence; as many as a level's longest text may have."""


class _Forgiving(string.Formatter):
    """Formats what it can: a figure that is missing or of another kind is shown as it is, nothing is raised."""

    def get_field(self, field_name: str, _args: Any, kwargs: Any) -> tuple[Any, str]:
        return kwargs.get(field_name, f"{{{field_name}}}"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        try:
            return format(value, format_spec)
        except (TypeError, ValueError):
            return str(value)


_FORMATTER = _Forgiving()


@dataclass(frozen=True, slots=True)
class Strings:
    """The sentences of one language. Asking never fails: what is missing shows its key."""

    language: str
    sentences: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """The sentence of a key with its figures.

        >>> Strings("en", {"a": "{m:.1f} m of {what}"}).text("a", m=3.14159, what="sand")
        '3.1 m of sand'
        >>> Strings("en", {}).text("event.New", m=3)
        '⟨event.New⟩ m=3'
        """
        sentence = self.sentences.get(key)
        if sentence is None:
            return " ".join((f"⟨{key}⟩", *(f"{name}={value}" for name, value in values.items())))
        return _FORMATTER.vformat(sentence, (), values)

    def word(self, key: str) -> str:
        """The word for an id (`word.<id>`), or the id itself.

        >>> Strings("en", {"word.drive": "the drive"}).word("drive"), Strings("en", {}).word("08:00")
        ('the drive', '08:00')
        """
        return self.sentences.get(f"word.{key}", key)

    def has(self, key: str) -> bool:
        return key in self.sentences


def figures(sentence: str) -> tuple[str, ...]:
    """The names of a sentence's figures; ValueError says what is wrong with its braces.

    >>> figures("{distance_m:.0f} m in {duration}")
    ('distance_m', 'duration')
    """
    names = []
    for _, name, spec, conversion in string.Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or conversion or "{" in (spec or ""):
            raise ValueError(f"'{{{name}}}' is not the name of a figure")
        _try_format(spec or "")
        names.append(name)
    return tuple(names)


def _try_format(spec: str) -> None:
    """A format such as `.1f` must suit a number, a plain one a text."""
    for sample in (1.5, 1, "text"):
        try:
            format(sample, spec)
        except ValueError:
            continue
        return
    raise ValueError(f"':{spec}' is not a way to show a figure")


def load_strings(language: str = LANGUAGE, folders: Sequence[Path] | None = None) -> Strings:
    """The sentences of a language; what it lacks is said in English. Raises Faults for a faulty English file only.

    `folders` are searched in order; the shipped one comes first, then the player's own.
    """
    places = tuple(folders) if folders is not None else string_folders()
    english = read_strings(read_source(places[0] / f"{LANGUAGE}.yaml"))
    more = {} if language == LANGUAGE else _other(language, places)
    return Strings(language, MappingProxyType({**english, **more}))


def _other(language: str, folders: Sequence[Path]) -> Mapping[str, str]:
    """The sentences of another language, none when it has no file or a faulty one: `check` tells what is wrong."""
    for folder in folders:
        path = folder / f"{language}.yaml"
        if path.is_file():
            try:
                return read_strings(read_source(path))
            except Faults:
                return {}
    return {}


def languages(folders: Sequence[Path] | None = None) -> tuple[str, ...]:
    """The languages there are files for, English first."""
    places = folders if folders is not None else string_folders()
    found = {path.stem for folder in places for path in folder.glob("[a-z][a-z].yaml")}
    return (LANGUAGE, *sorted(found - {LANGUAGE}))


def string_folders() -> tuple[Path, ...]:
    """Where sentences are looked for: the game's own folder, then the player's."""
    from game.paths import assets_dir, user_data_dir

    return assets_dir() / "strings", user_data_dir() / "strings"


def read_strings(source: Source) -> Mapping[str, str]:
    """Keys and sentences of a file, each a text whose figures can be shown."""
    node, faults = read_yaml(source)
    if node is None:
        raise Faults(faults)
    found = [fault for entry in entries(node) if (fault := _fault(entry, source)) is not None]
    if not isinstance(node, Group):
        found.append(source.fault(node.line, node.col, "", "must be keys with their sentences, `key: sentence`"))
    if faults or found:
        raise Faults((*faults, *found))
    return MappingProxyType({entry.key: _sentence(entry.value) for entry in entries(node)})


def _sentence(node: Node) -> str:
    return str(node.value) if isinstance(node, Scalar) else ""


def _fault(entry: Entry, source: Source) -> Fault | None:
    node = entry.value
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        kind = article_value(node.value) if isinstance(node, Scalar) else "a group or list"
        return source.fault(node.line, node.col, entry.key, f"must be a text, found {kind}", "put it in quotes")
    if len(node.value) > LONGEST:
        said = f"is {len(node.value)} characters long; the most is {LONGEST}"
        return source.fault(node.line, node.col, entry.key, said, "make it shorter")
    try:
        figures(node.value)
    except ValueError as error:
        hint = "figures stand in braces, {name} or {name:.1f}; write {{ for a brace"
        return source.fault(node.line, node.col, entry.key, str(error), hint, node.width)
    return None
