"""What is wrong with a text that is no YAML at all, in words, at the line where it was most likely broken."""

import itertools
import re
from collections.abc import Iterator

from game.content.diagnose import Fault
from game.content.layout_faults import SPACES, Mark, Spot, indent, layout_fault
from game.content.source import Source

MOST = 20
_FORBIDDEN = re.compile(
    "[^\\t\\n\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)


def character_faults(source: Source) -> list[Fault]:
    """Characters that no file of ours may hold, and tabs used to indent."""
    faults = []
    for match in itertools.islice(_FORBIDDEN.finditer(source.text), MOST):
        line, col = _place(source.text, match.start())
        name = "NUL" if match[0] == "\0" else f"U+{ord(match[0]):04X}"
        faults.append(source.fault(line, col, "", f"the invisible character {name} stands here", "remove it"))
    for line, col in itertools.islice(_indenting_tabs(source), MOST):
        faults.append(source.fault(line, col, "", "a tab indents this line", "use spaces instead of tabs"))
    return faults


def _indenting_tabs(source: Source) -> Iterator[tuple[int, int]]:
    for number, line in enumerate(source.lines, 1):
        written = line.lstrip(" \t")
        tab = line.find("\t", 0, len(line) - len(written))
        if written and tab >= 0:
            yield number, tab + 1


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


_SAID: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "this ':' cannot stand here",
        "a ':' may be missing in the line above, this line may be indented too far, or a text with ': ' needs quotes",
    ),
    ("could not find expected ':'", "this key has no ':'", "write `key: value`"),
    ("found unexpected end of stream", "a quoted text begins here and never ends", "close the quotes"),
    ("found unexpected document indicator", "a quoted text begins here and never ends", "close the quotes"),
    (
        "expected ',' or",
        "a list or group in brackets is not closed properly",
        "separate with commas, close with ] or }",
    ),
    ("expected <block end>", "this line does not fit the lines above it", SPACES),
    ("did not find expected key", "this line does not fit the lines above it", SPACES),
    ("did not find expected '-'", "this line does not fit the list above it", "entries of a list begin with '- '"),
    ("sequence entries are not allowed", "a list entry ('- ') cannot stand here", SPACES),
    ("block sequence entries", "a list entry ('- ') cannot stand here", SPACES),
    ("that cannot start any token", "a value cannot begin with this character", "put the text in quotes"),
    ("escape", "this '\\' sequence is not known", "use single quotes, or write \\\\ for a backslash"),
    ("undefined tag handle", "this tag is not known", "a text that begins with ! needs quotes"),
    ("node content", "this value cannot be read", "a text with special characters needs quotes"),
    ("alphabetic or numeric", "a value cannot begin with this character", "put the text in quotes"),
    ("directive", "a line cannot begin with %", "put the text in quotes"),
    ("comment or line break", "after | or > nothing may follow on the line", "begin the text on the next line"),
    ("chomping or indentation", "after | or > nothing may follow on the line", "begin the text on the next line"),
    ("found extra", "this bracket is one too many", "remove it"),
)


def syntax_fault(
    source: Source, problem: str | None, mark: Mark | None, context: Mark | None, quoted: tuple[Mark, Mark] | None
) -> Fault:
    """The parser's complaint in our words, at the place where the broken thing begins.

    `quoted`: begin and end of the last text in quotes that runs over several lines, if any.
    """
    said = problem or "this cannot be read"
    spot = Spot.of(source, mark or context)
    begun = Spot.of(source, context) if context is not None else spot
    cause = layout_fault(source, said, spot, quoted)
    if cause is not None:
        return cause
    if _began_earlier(source, said, spot, begun):
        spot = begun
    for words, sentence, hint in _SAID:
        if words in said:
            return source.fault(spot.line, spot.col, "", sentence, hint)
    return source.fault(spot.line, spot.col, "", f"this cannot be read: {said[:200]}")


def _began_earlier(source: Source, said: str, spot: Spot, begun: Spot) -> bool:
    """Quotes and brackets are noticed long after they were opened; so are keys without their ':'."""
    if "could not find expected ':'" in said or "found unexpected" in said:
        return True
    within = range(begun.line + 1, spot.line + 1)
    shallowest = min((indent(source, line) for line in within if source.lines[line - 1].strip()), default=0)
    return "expected ',' or" in said and shallowest <= indent(source, begun.line)
