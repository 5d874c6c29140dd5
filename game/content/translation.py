"""A level's texts in another language: `01_first_light.de.yaml` beside `01_first_light.yaml`.

    language: de
    texts:
      title: Erstes Licht
      objectives.sample.title: Bohre einen Kern aus Rochette
      story.welcome.do.1.dialogue.text: Zwanzig Meter!

A text that is missing is shown in the level's own language; one that fits nowhere is told by `check` and left out.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from game.content.diagnose import Fault, Faults
from game.content.fields import Section, prose
from game.content.files import load_with_node
from game.content.nodes import Entry, Group, Listing, Node, Scalar, child, entries, items, value
from game.content.source import Source, read_source
from game.content.words import nearest

TEXT_KEYS = ("title", "summary", "briefing", "debrief", "name", "text", "message", "hint", "lose")
"""Keys whose value is read by people, wherever they stand."""
LANGUAGE = r"^[a-z]{2}$"


class _Translation(Section):
    language: Annotated[str, Field(pattern=LANGUAGE, description="Two letters, as in the file's name.")]
    texts: dict[str, Annotated[str, prose(6000, "The text.")]]


def translation_file(level: Path, language: str) -> Path:
    """Where the texts of a language would be.

    >>> translation_file(Path("a/b.yaml"), "de").name
    'b.de.yaml'
    """
    return level.with_name(f"{level.stem}.{language}.yaml")


def level_of(path: Path) -> Path | None:
    """The level that a file of texts belongs to; None when it is no such file."""
    stem, _, language = path.stem.rpartition(".")
    level = path.with_name(f"{stem}{path.suffix}")
    return level if stem and len(language) == 2 and language.isalpha() and level.is_file() else None


def translated(tree: Node, level: Path, language: str) -> tuple[Node, tuple[Fault, ...]]:
    """The level's tree with the texts of a language, as far as there are any, and what is wrong with them."""
    path = translation_file(level, language)
    if not path.is_file():
        return tree, ()
    try:
        return with_texts(tree, read_source(path))
    except Faults as wrong:
        return tree, wrong.faults


def with_texts(tree: Node, source: Source) -> tuple[Node, tuple[Fault, ...]]:
    """The tree with the texts of a file put in; raises Faults when the file cannot be read."""
    found, node = load_with_node(source, _Translation)
    known = dict(texts(tree))
    faults: list[Fault] = []
    for entry in entries(child(node, "texts")):
        if entry.key in known:
            tree = _replaced(tree, entry.key.split("."), found.texts[entry.key])
        else:
            close = nearest(entry.key, known)
            hint = f"did you mean '{close}'?" if close else "paths are keys, ids of rows and numbers, with dots between"
            said = "the level has no text of this name"
            faults.append(source.fault(entry.line, entry.col, f"texts.{entry.key}", said, hint, entry.width))
    return tree, tuple(faults)


def texts(node: Node, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text for people in a level, with its path: keys, ids of rows (else their number), with dots between."""
    for number, row in enumerate(items(node), 1):
        yield from texts(row, f"{path}{_row_name(row, number)}.")
    for entry in entries(node):
        found = value(entry.value)
        if entry.key in TEXT_KEYS and isinstance(found, str):
            yield path + entry.key, found
        else:
            yield from texts(entry.value, f"{path}{entry.key}.")


def _row_name(row: Node, number: int) -> str:
    name = value(child(row, "id"))
    return name if isinstance(name, str) and name else str(number)


def _replaced(node: Node, path: list[str], text: str) -> Node:
    """The tree with another text at a path that is known to be there."""
    if not path:
        return replace(node, value=text) if isinstance(node, Scalar) else node
    if isinstance(node, Listing):
        rows = enumerate(node.items, 1)
        changed = (_replaced(row, path[1:], text) if _row_name(row, n) == path[0] else row for n, row in rows)
        return Listing(node.line, node.col, tuple(changed))
    if isinstance(node, Group):
        return Group(node.line, node.col, tuple(_replaced_entry(entry, path, text) for entry in node.entries))
    return node


def _replaced_entry(entry: Entry, path: list[str], text: str) -> Entry:
    return replace(entry, value=_replaced(entry.value, path[1:], text)) if entry.key == path[0] else entry
