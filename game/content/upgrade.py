"""Levels written for an older version of the language: read as they are, and rewritten for those who want that.

Each step knows how to change the tree (for reading: places stay what they are in the file) and the text (for `upgrade`:
comments, order and layout stay the author's). A rewritten text must come to the same tree, or it is not given out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.content.diagnose import Faults, file_fault
from game.content.nodes import Entry, Group, Node, Scalar, items, plain, value
from game.content.source import Source
from game.content.yaml_nodes import read_yaml

CURRENT = 2

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Step:
    """From one format to the next."""

    sentence: str
    tree: Callable[[Group], Group]
    text: Callable[[Lines, Group], Lines]


def upgraded(node: Node) -> Node:
    """The tree in today's format; what has no format that is known stays as it is, to be told by the loader."""
    while isinstance(node, Group) and (step := STEPS.get(format_of(node) or 0)) is not None:
        node = step.tree(node)
    return node


def format_of(node: Node) -> int | None:
    """What a level says it is written in; None when it does not say so in a whole number."""
    found = value(node.get("format")) if isinstance(node, Group) else None
    return found if type(found) is int else None


def upgraded_text(source: Source) -> tuple[str, tuple[str, ...]]:
    """The text in today's format, and a sentence for each step; raises Faults when it cannot be rewritten safely."""
    text = source.text
    said: list[str] = []
    while True:
        page = Source.of(text, source.file)
        node, faults = read_yaml(page)
        if node is None or faults:
            raise Faults(faults)
        step = STEPS.get(format_of(node) or 0)
        if step is None or not isinstance(node, Group):
            return text, tuple(said)
        lines = step.text(list(page.lines), node)
        text = "\n".join(lines)
        _hold_against(source.file, text, step.tree(node))
        said.append(step.sentence)


def _hold_against(file: str, text: str, wanted: Node) -> None:
    found, faults = read_yaml(Source.of(text, file))
    if found is None or faults or plain(found) != plain(wanted):
        hint = "write each key of the level on a line of its own, then try again"
        raise file_fault(file, "this layout cannot be rewritten without changing what it means", hint)


# --- 1 to 2: stars become a part of the score -------------------------------------------------------------------------


def _stars_into_score(root: Group) -> Group:
    entries = tuple(_renewed(entry) for entry in root.entries)
    return Group(root.line, root.col, entries)


def _renewed(entry: Entry) -> Entry:
    if entry.key == "format" and isinstance(entry.value, Scalar):
        return Entry(entry.line, entry.col, "format", Scalar(entry.value.line, entry.value.col, 2, entry.value.text))
    if entry.key == "stars":
        return Entry(entry.line, entry.col, "score", Group(entry.line, entry.col, (entry,)))
    return entry


def _stars_into_score_text(lines: Lines, root: Group) -> Lines:
    changed = list(lines)
    written = root.get("format")
    if isinstance(written, Scalar):
        row = changed[written.line - 1]
        changed[written.line - 1] = row[: written.col - 1] + "2" + row[written.col - 1 + len(written.text) :]
    stars = root.entry("stars")
    if stars is None:
        return changed
    last = max(_lines_of(stars.value), default=stars.line)
    inside = ["  " + line if line.strip() else line for line in changed[stars.line - 1 : last]]
    return [*changed[: stars.line - 1], "score:", *inside, *changed[last:]]


def _lines_of(node: Node) -> Iterator[int]:
    yield node.line
    for item in items(node):
        yield from _lines_of(item)


STEPS: dict[int, Step] = {
    1: Step("`stars:` now stands inside `score:`", _stars_into_score, _stars_into_score_text),
}
