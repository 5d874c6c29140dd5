"""Slips of layout that a YAML parser notices only lines later: a lost dash, bar or quote, a line moved sideways.

The parser says where it gave up. These look back over the lines for the slip itself, and answer None when unsure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from game.content.diagnose import Fault
from game.content.source import Source

SPACES = "the number of spaces at the start of a line says what it belongs to"
_DASH = "- "
_KEY_AND_VALUE = re.compile(r"\s*(?:- )?[^\s#][^:]*:\s+(\S)")
_BAR = re.compile(r":\s+[|>][-+0-9]*\s*$")
"""A key whose text of several lines begins on the next line."""


class Mark(Protocol):
    """A place of the parser, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place counted from 1; never on an empty line at the end of the file."""

    line: int
    col: int

    @staticmethod
    def of(source: Source, mark: Mark | None) -> "Spot":
        line, col = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        line = max(1, min(line, len(source.lines)))
        while line > 1 and not source.lines[line - 1].strip():
            line -= 1
        return Spot(line, col)


def indent(source: Source, line: int) -> int:
    """Spaces at the start of a line."""
    text = source.lines[line - 1]
    return len(text) - len(text.lstrip(" "))


def layout_fault(source: Source, said: str, spot: Spot, quoted: tuple[Mark, Mark] | None) -> Fault | None:
    """The slip behind a complaint, told where it was made."""
    if quoted is not None:
        return _runaway_quote(source, spot, quoted)
    if "mapping values are not allowed" in said:
        return _lost_bar(source, spot)
    if "expected key" in said or "expected <block end>" in said:
        for look in (_lost_dash, _moved_right, _left_text, _moved_left):
            if (found := look(source, spot)) is not None:
                return found
    return None


def _runaway_quote(source: Source, spot: Spot, quoted: tuple[Mark, Mark]) -> Fault | None:
    """A quote that was not closed runs on to the next quote in the file, where things stop making sense."""
    begin, end = (Spot.of(source, mark) for mark in quoted)
    if abs(end.line - spot.line) > 1:
        return None
    said = f"a quoted text begins here and runs on to line {end.line}"
    return source.fault(begin.line, begin.col, "", said, "close the quotes on this line, or remove the stray one")


def _above(source: Source, line: int) -> Iterator[int]:
    """Lines above one, nearest first, without empty lines and comments."""
    for number in range(line - 1, 0, -1):
        written = source.lines[number - 1].strip()
        if written and not written.startswith("#"):
            yield number


def _opener(source: Source, line: int) -> int:
    """The nearest line above that stands further left; 0 when there is none."""
    depth = indent(source, line)
    return next((number for number in _above(source, line) if indent(source, number) < depth), 0)


def _lost_bar(source: Source, spot: Spot) -> Fault | None:
    """A text of several lines whose key lacks the '|': the first ':' inside it is what the parser complains about."""
    line = _opener(source, spot.line)
    opened = _KEY_AND_VALUE.match(source.lines[line - 1]) if line else None
    if opened is None or line >= spot.line - 1:
        return None
    hint = f"a text of several lines needs `|` alone after the key (line {spot.line} belongs to it)"
    return source.fault(line, opened.start(1) + 1, "", "the text that begins here cannot be read", hint)


def _lost_dash(source: Source, spot: Spot) -> Fault | None:
    """A list whose first entry has lost its '- ': the second one is what the parser complains about."""
    if not _is_entry(source, spot.line):
        return None
    opener = _opener(source, spot.line)
    first = min((number for number in _above(source, spot.line) if number > opener), default=spot.line)
    deeper = indent(source, first) == indent(source, spot.line) + len(_DASH)
    if not opener or not deeper or _is_entry(source, first):
        return None
    return source.fault(first, indent(source, first) + 1, "", "a list entry begins here without its '- '", SPACES)


def _moved_right(source: Source, spot: Spot) -> Fault | None:
    """A list whose first entry slipped to the right: the parser complains about the next one, at the usual depth."""
    depth, opener = indent(source, spot.line), _opener(source, spot.line)
    entries = [number for number in _above(source, spot.line) if number > opener and _is_entry(source, number)]
    first = min(entries, default=0)
    alone = not any(indent(source, number) == indent(source, first) for number in entries if number != first)
    if not opener or not first or not _is_entry(source, spot.line) or indent(source, first) <= depth or not alone:
        return None
    said = "this list entry stands further right than the next one"
    hint = f"begin it below line {opener} as the one on line {spot.line} begins, with {depth} spaces"
    return source.fault(first, indent(source, first) + 1, "", said, hint)


def _is_entry(source: Source, line: int) -> bool:
    return source.lines[line - 1].lstrip().startswith(_DASH)


def _left_text(source: Source, spot: Spot) -> Fault | None:
    """A line that slipped out of a text of several lines: the bar stands on the line above it."""
    line = _opener(source, spot.line)
    above = next(_above(source, line), 0) if line else 0
    if not above or not _BAR.search(source.lines[above - 1]):
        return None
    said = f"this line stands further left than the text it belongs to (line {above})"
    return source.fault(line, indent(source, line) + 1, "", said, "begin it with spaces")


def _moved_left(source: Source, spot: Spot) -> Fault | None:
    """A key that slipped out of its group: the lines above and below it stand at the same depth, it does not."""
    opener, depth = _opener(source, spot.line), indent(source, spot.line)
    below = min((number for number in _above(source, spot.line) if number > opener), default=0)
    if not opener or not below or indent(source, below) <= depth:
        return None
    sibling = next((number for number in _above(source, opener) if indent(source, number) <= depth), 0)
    if not sibling or indent(source, sibling) != depth:
        return None
    said = "this line stands further left than its neighbours"
    return source.fault(
        opener, indent(source, opener) + 1, "", said, f"begin it below line {sibling}, with {depth} spaces"
    )
