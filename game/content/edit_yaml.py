"""Edits of a level's text that leave everything else as its author wrote it: comments, order, layout.

An edit is made twice, in the text and in the tree. The new text must come to the wanted tree and keep every comment,
or it is not given out: `Faults` says so, and the old text stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.content.diagnose import Faults, file_fault
from game.content.flow_text import flow_text, word
from game.content.level import Level
from game.content.model_walk import expected
from game.content.nodes import plain
from game.content.source import Source
from game.content.spans import Part, Path, Span, column, comments, line_end, line_start, part_at, span_at, written_end
from game.content.yaml_nodes import read_spans, read_yaml

FILE = "level.yaml"
REFUSED = "this layout cannot be edited here without changing what else stands in the file"
HINT = "write each key of the level on a line of its own, or make this change in a text editor"
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Cut:
    """The letters from `start` up to `end` are replaced."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    tree: Any
    """Plain dicts, tuples and scalars."""
    root: Span


def set_value(text: str, path: Path, value: object) -> str:
    """The text with a value at a path; sections and keys on the way are added in the language's own order."""
    page = _page(text)
    value = _frozen(value)
    return _held(page, _setting(page, path, value), _with(page.tree, path, value))


def add_row(text: str, path: Path, row: Row) -> str:
    """The text with one row more at the end of a list, written as its last row is."""
    page = _page(text)
    span, new = span_at(page.root, path), _frozen(row)
    if span is None or not span.parts or not span.is_list:
        return set_value(text, path, (new,))
    rows = _at(page.tree, path)
    return _held(page, [_row_cut(page, span, new)], _with(page.tree, path, (*rows, new)))


def remove(text: str, path: Path) -> str:
    """The text without a row or key; a list or section that would be left empty goes too."""
    page = _page(text)
    if not path or span_at(page.root, path) is None:
        raise _refusal("there is nothing to remove here")
    while len(path) > 1 and _is_last(page.root, path):
        path = path[:-1]
    return _held(page, [_removal(page, path)], _without(page.tree, path), removed=True)


def value_at(text: str, path: Path) -> object:
    """What the text says at a path, None when it says nothing there."""
    return _at(_page(text).tree, path)


# --- holding the text against the tree --------------------------------------------------------------------------------


def _page(text: str) -> _Page:
    source = Source.of(text, FILE)
    node, faults = read_yaml(source)
    if node is None or faults:
        raise Faults(faults)
    return _Page(source.text, plain(node), read_spans(source))


def _refusal(sentence: str, hint: str = "") -> Faults:
    return file_fault(FILE, sentence, hint)


def _held(page: _Page, cuts: list[Cut], wanted: object, removed: bool = False) -> str:
    """The text after the cuts, if it means what is wanted and no comment is lost (but those of what is removed)."""
    text = page.text
    for cut in sorted(cuts, key=lambda cut: cut.start, reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    gone = [range(cut.start, cut.end) for cut in cuts] if removed else []
    kept = [said for at, said in comments(page.text, page.root) if not any(at in part for part in gone)]
    try:
        new = _page(text)
    except Faults:
        raise _refusal(REFUSED, HINT) from None
    if new.tree != wanted or [said for _, said in comments(text, new.root)] != kept:
        raise _refusal(REFUSED, HINT)
    return text


# --- the tree ---------------------------------------------------------------------------------------------------------


def _frozen(value: object) -> Any:
    """Lists as tuples, as the trees of the reader have them."""
    if isinstance(value, Mapping):
        return {key: _frozen(part) for key, part in value.items()}
    return tuple(_frozen(part) for part in value) if isinstance(value, list | tuple) else value


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        known = isinstance(tree, dict) and step in tree
        if not known and not (isinstance(tree, tuple) and isinstance(step, int) and step < len(tree)):
            return None
        tree = tree[step]
    return tree


def _with(tree: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*tree[:step], _with(tree[step], rest, value), *tree[step + 1 :])
    known = tree if isinstance(tree, dict) else {}
    return {**known, step: _with(known.get(step), rest, value)}


def _without(tree: Any, path: Path) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*tree[:step], *((_without(tree[step], rest),) if rest else ()), *tree[step + 1 :])
    inner = {step: _without(tree[step], rest)} if rest else {}
    return {key: inner.get(key, part) for key, part in tree.items() if key != step or rest}


# --- setting ----------------------------------------------------------------------------------------------------------


def _setting(page: _Page, path: Path, value: Any) -> list[Cut]:
    depth = len(path)
    while (span := span_at(page.root, path[:depth])) is None:
        depth -= 1
    if depth == len(path):
        return list(_replacing(page, span, _at(page.tree, path), value))
    for step in reversed(path[depth + 1 :]):
        value = {step: value}
    key = path[depth]
    if isinstance(key, int) or (span.style != "block" and span.style != "flow" and not span.is_empty):
        raise _refusal(REFUSED, HINT)
    if span.is_empty or not span.parts:
        return list(_replacing(page, span, None, {key: value}))
    return [_key_cut(page, path[:depth], span, key, value)]


def _replacing(page: _Page, span: Span, old: Any, new: Any) -> list[Cut]:
    """As little as differs: the parts of a list of the same length, else the whole value."""
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new) and span.parts:
        pairs = zip(span.parts, old, new, strict=True)
        return [cut for part, was, to in pairs if was != to for cut in _replacing(page, part.value, was, to)]
    written = flow_text(new)
    if span.style == "block":
        colon = page.text.rfind(":", 0, span.start)
        return [Cut(colon + 1, written_end(page.text, span), " " + written)]
    if span.style == "text":
        return [Cut(span.start, written_end(page.text, span), written)]
    return [Cut(span.start, span.end, " " + written if span.is_empty else written)]


def _key_cut(page: _Page, path: Path, span: Span, key: str, value: Any) -> Cut:
    """A new key where the language's order has it, as far as the author kept to that order."""
    text, order = page.text, _order(path)
    before = [part for part in span.parts if order(part.key) < order(key)]
    after = max(before, key=lambda part: (order(part.key), part.start)) if before else None
    first, written = span.parts[0], f"{word(key)}: {flow_text(value)}"
    if span.style == "flow":
        if after is None:
            return Cut(first.start, first.start, written + ", ")
        return Cut(after.value.end, after.value.end, ", " + written)
    indent = column(text, first.start)
    if _is_rows(value):
        written = f"{word(key)}:" + "".join(f"\n{' ' * (indent + 2)}- {flow_text(row)}" for row in value)
    if after is None:
        return Cut(first.start, first.start, f"{written}\n{' ' * indent}")
    at = line_end(text, written_end(text, after.value))
    apart = "\n" if not path and "\n" in written else ""
    return Cut(at, at, f"{apart}\n{' ' * indent}{written}")


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(row, dict) for row in value)


def _order(path: Path) -> Callable[[str], int]:
    """The place of a key among those that the language has at a path."""
    place = expected(Level, path)
    keys = place.keys if place is not None else ()
    return lambda key: keys.index(key) if key in keys else len(keys)


def _row_cut(page: _Page, span: Span, row: Any) -> Cut:
    text, last = page.text, span.parts[-1].value
    if span.style == "flow":
        return Cut(last.end, last.end, ", " + flow_text(row))
    dash = column(text, span.start)
    gap = column(text, last.start) - dash
    at = line_end(text, written_end(text, last))
    written = flow_text(row)
    if last.style == "block" and not last.is_list and isinstance(row, dict):
        lines = (f"{word(key)}: {flow_text(value)}" for key, value in row.items())
        written = f"\n{' ' * (dash + gap)}".join(lines)
    return Cut(at, at, f"\n{' ' * dash}-{' ' * (gap - 1)}{written}")


# --- removing ---------------------------------------------------------------------------------------------------------


def _is_last(root: Span, path: Path) -> bool:
    """Would removing this leave a list or group by indents without anything in it?"""
    holder = span_at(root, path[:-1])
    return holder is not None and holder.style == "block" and len(holder.parts) == 1


def _removal(page: _Page, path: Path) -> Cut:
    holder = span_at(page.root, path[:-1])
    part = part_at(holder, path[-1]) if holder is not None else None
    if holder is None or part is None:
        raise _refusal(REFUSED, HINT)
    return _flow_removal(holder, part) if holder.style == "flow" else _block_removal(page.text, holder, part)


def _flow_removal(holder: Span, part: Part) -> Cut:
    here = holder.parts.index(part)
    if here + 1 < len(holder.parts):
        return Cut(part.start, holder.parts[here + 1].start)
    return Cut(holder.parts[here - 1].value.end if here else part.start, part.value.end)


def _block_removal(text: str, holder: Span, part: Part) -> Cut:
    """Whole lines; of a row's first key, which stands behind the dash, what there is up to the next key."""
    begin = line_start(text, part.start)
    lead = text[begin : part.start].strip()
    if lead and not holder.is_list:
        here = holder.parts.index(part)
        return Cut(part.start, holder.parts[here + 1].start)
    end = line_end(text, written_end(text, part.value))
    if end == len(text):
        return Cut(max(0, begin - 1), end)
    alone = text[:begin].endswith("\n\n") and text.startswith("\n", end + 1)
    return Cut(begin, end + 1 + alone)
