"""Where each value of a YAML text is written, to the letter: what edits of the text go by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
Style = Literal["flow", "block", "word", "text"]
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Span:
    """A value, written in the letters from `start` up to `end`.

    flow: in brackets; block: by indents; word: a scalar; text: a scalar over several lines behind | or >.
    """

    start: int
    end: int
    style: Style
    is_list: bool = False
    parts: "tuple[Part, ...]" = ()

    @property
    def is_empty(self) -> bool:
        """A key without a value."""
        return self.style == "word" and self.start == self.end


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a list (without a key), or a key from `start` up to `stop` with its value."""

    key: str
    start: int
    stop: int
    value: Span


def part_at(span: Span, step: str | int) -> Part | None:
    """The row or key of that number or name."""
    if isinstance(step, int):
        return span.parts[step] if span.is_list and 0 <= step < len(span.parts) else None
    return next((part for part in span.parts if not span.is_list and part.key == step), None)


def span_at(root: Span, path: Path) -> Span | None:
    """The value at a path, None when nothing stands there."""
    here = root
    for step in path:
        part = part_at(here, step)
        if part is None:
            return None
        here = part.value
    return here


def written_end(text: str, span: Span) -> int:
    """Behind the last letter of a value, blank lines and comments after it not counted."""
    if span.style == "block":
        return max(written_end(text, part.value) for part in span.parts)
    if span.style == "text":
        return span.start + len(text[span.start : span.end].rstrip())
    return span.end


def line_end(text: str, at: int) -> int:
    """Where the line ends that a letter stands on."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def column(text: str, at: int) -> int:
    """Letters before this one on its line.

    >>> column("a:\\n  - b", 7)
    4
    """
    return at - line_start(text, at)


def comments(text: str, root: Span) -> Iterator[tuple[int, str]]:
    """Every comment and where it begins, in the order of the text."""
    last = 0
    for start, end in (*_words(root), (len(text), len(text))):
        yield from ((found.start(), found.group()) for found in _COMMENT.finditer(text, last, start))
        last = max(last, end)


def _words(span: Span) -> Iterator[tuple[int, int]]:
    """The letters of keys and scalars, in which a # is no comment."""
    if span.style in ("word", "text"):
        yield span.start, span.end
    for part in span.parts:
        if not span.is_list:
            yield part.start, part.stop
        yield from _words(part.value)
