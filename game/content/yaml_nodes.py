"""The only code that reads YAML: text in, a tree of positioned nodes out, or faults with their places.

PyYAML's parser (libyaml's when present) supplies the events; types, keys and limits are ours, so that YAML 1.2 core
rules hold, equal keys and everything clever are told, and no input costs more than a moment. Nothing recurses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from game.content.core_types import BadNumber, resolve
from game.content.diagnose import Fault, Faults
from game.content.nodes import Entry, Group, Listing, Node, Plain, Scalar
from game.content.source import Source
from game.content.spans import Part, Span
from game.content.syntax_faults import character_faults, syntax_fault

MAX_DEPTH = 40
MAX_NODES = 50_000
MAX_FAULTS = 200
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_KNOWN_TAGS: dict[str, tuple[type, ...]] = {
    _CORE + "str": (str,),
    _CORE + "int": (int,),
    _CORE + "float": (int, float),
    _CORE + "bool": (bool,),
    _CORE + "null": (type(None),),
}
_ALIAS_HINT = "write the values out; & and * are not used in these files"


@dataclass(slots=True)
class _Frame:
    """A list or group whose end has not come yet."""

    line: int
    col: int
    is_group: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Scalar | None = None
    wants_key: bool = True
    is_key: bool = False
    """This whole list or group stands where a key should be."""


class _Stop(Exception):
    """Reading cannot go on; the fault has been noted."""


@dataclass(slots=True)
class _Builder:
    """Turns parser events into nodes, noting faults as it goes."""

    source: Source
    stack: list[_Frame] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0
    documents: int = 0

    def note(self, line: int, col: int, sentence: str, hint: str = "", width: int = 1) -> None:
        self.faults.append(self.source.fault(line, col, self.path(), sentence, hint, width))
        if len(self.faults) >= MAX_FAULTS:
            raise _Stop

    def stop(self, line: int, col: int, sentence: str, hint: str = "") -> None:
        self.note(line, col, sentence, hint)
        raise _Stop

    def path(self) -> str:
        """Where in the tree the reader is."""
        parts = ""
        for frame in self.stack:
            if not frame.is_group:
                parts += f"[{len(frame.items) + 1}]"
            elif frame.key is not None:
                parts += ("." if parts else "") + frame.key.text
        return parts if len(parts) <= 80 else "…" + parts[-79:]

    def event(self, event: yaml.Event) -> None:
        mark = event.start_mark
        line, col = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
            self.count(line, col, event)
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, line, col)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open(event, line, col)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close()
        elif isinstance(event, yaml.AliasEvent):
            self.note(line, col, f"aliases (*{event.anchor}) are not used in these files", _ALIAS_HINT)
            self.add(Scalar(line, col, None))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.document(event, line, col)

    def document(self, event: yaml.DocumentStartEvent, line: int, col: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(line, col, "a second document begins here ('---')", "a file holds one document: remove the line")
        if event.tags:
            self.note(line, col, "%TAG lines are not used in these files", "remove it")

    def count(self, line: int, col: int, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, col, f"the file holds more than {MAX_NODES} values, the most the game reads")
        if event.anchor is not None and not isinstance(event, yaml.AliasEvent):
            self.note(line, col, f"anchors (&{event.anchor}) are not used in these files", _ALIAS_HINT)

    def open(self, event: yaml.CollectionStartEvent, line: int, col: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.stop(line, col, f"brackets or indents are more than {MAX_DEPTH} levels deep, the most the game reads")
        is_group = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", _CORE + ("map" if is_group else "seq")):
            self.note(line, col, f"the tag '{_tag_text(event.tag)}' is not known", "remove it")
        parent = self.stack[-1] if self.stack else None
        is_key = parent is not None and parent.is_group and parent.wants_key
        if is_key:
            kind = "group" if is_group else "list"
            hint = "a text that begins with { or [ needs quotes"
            self.note(line, col, f"a {kind} stands here where a key should be", hint)
        self.stack.append(_Frame(line, col, is_group, is_key=is_key))

    def close(self) -> None:
        frame = self.stack.pop()
        node: Node
        if frame.is_group:
            node = Group(frame.line, frame.col, tuple(frame.entries.values()))
        else:
            node = Listing(frame.line, frame.col, tuple(frame.items))
        if frame.is_key:
            self.stack[-1].wants_key = False
        else:
            self.add(node)

    def scalar(self, event: yaml.ScalarEvent, line: int, col: int) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.is_group and parent.wants_key:
            self.key(event, line, col, parent)
        else:
            self.add(Scalar(line, col, self.value(event, line, col), event.value))

    def key(self, event: yaml.ScalarEvent, line: int, col: int, frame: _Frame) -> None:
        frame.key, frame.wants_key = Scalar(line, col, event.value, event.value), False
        if event.tag not in (None, "!", _CORE + "str"):
            self.note(line, col, f"the tag '{_tag_text(event.tag)}' is not known", "remove it")
        if event.implicit[0] and event.value == "<<":
            self.note(line, col, "merging keys with << is not used in these files", "write the keys out")
            frame.key = None
        elif event.implicit[0] and event.value == "":
            self.note(line, col, "a key is missing before the ':'")
            frame.key = None

    def add(self, node: Node) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            self.root = node
        elif not self.stack[-1].is_group:
            self.stack[-1].items.append(node)
        else:
            self.pair(self.stack[-1], node)

    def pair(self, frame: _Frame, node: Node) -> None:
        key, wants_key, frame.wants_key = frame.key, frame.wants_key, True
        if key is None:
            frame.wants_key = not wants_key  # the value of a key that was refused; an alias may stand as a key
            return
        first = frame.entries.setdefault(key.text, Entry(key.line, key.col, key.text, node))
        if first.value is not node:
            said = f"the key '{key.text[:60]}' is given twice, first at line {first.line}"
            self.note(key.line, key.col, said, self.how_to_part(first.line, key.line), key.width)
        frame.key = None

    def how_to_part(self, first: int, second: int) -> str:
        """The way out for a key given twice: in a list, the entry that the second belongs to may have lost its dash."""
        in_list = len(self.stack) > 1 and not self.stack[-2].is_group
        if not in_list or second - first < 2:
            return "keep one of the two"
        return f"keep one of the two, or begin a list entry with '- ' in lines {first + 1} to {second}"

    def value(self, event: yaml.ScalarEvent, line: int, col: int) -> Plain:
        text: str = event.value
        if event.tag in (None, "!") and not event.implicit[0]:
            return text
        try:
            found = text if event.tag == "!" or event.style else resolve(text)
        except BadNumber as error:
            self.note(line, col, str(error), "", len(text))
            return None
        if event.tag not in (None, "!"):
            return self.tagged(event.tag, found, text, line, col)
        return found

    def tagged(self, tag: str, found: Plain, text: str, line: int, col: int) -> Plain:
        if tag == _CORE + "str":
            return text
        if tag not in _KNOWN_TAGS:
            self.note(line, col, f"the tag '{_tag_text(tag)}' is not known", "remove it")
        elif not isinstance(found, _KNOWN_TAGS[tag]) or isinstance(found, bool) != (tag == _CORE + "bool"):
            self.note(line, col, f"'{text[:40]}' does not fit its tag {_tag_text(tag)}", "remove the tag")
        return found


def _tag_text(tag: str) -> str:
    return ("!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag)[:60]


def _events(text: str, parser: Any) -> Iterator[yaml.Event]:
    loader = parser(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _last_long_quote(text: str, parser: Any) -> tuple[Any, Any] | None:
    """Begin and end of the last quoted text over several lines before the text stops making sense."""
    found = None
    loader = parser(text)
    try:
        while loader.check_token():
            token = loader.get_token()
            over_lines = token.start_mark.line != token.end_mark.line
            if over_lines and isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                found = token.start_mark, token.end_mark
    except yaml.YAMLError:
        pass
    finally:
        loader.dispose()
    return found


def read_yaml(source: Source, parser: Any = _PARSER) -> tuple[Node | None, tuple[Fault, ...]]:
    """The tree, and the faults found on the way; no tree when the text could not be read to its end."""
    faults = character_faults(source)
    if faults:
        return None, tuple(faults)
    builder = _Builder(source)
    try:
        for event in _events(source.text, parser):
            builder.event(event)
    except _Stop:
        return None, tuple(builder.faults)
    except yaml.MarkedYAMLError as error:
        quoted = _last_long_quote(source.text, parser)
        found = syntax_fault(source, error.problem, error.problem_mark, error.context_mark, quoted)
        return None, (*builder.faults, found)
    except yaml.YAMLError as error:
        return None, (*builder.faults, source.fault(1, 1, "", f"this is not YAML: {str(error)[:200]}"))
    if builder.root is None or builder.root == Scalar(builder.root.line, builder.root.col, None):
        builder.faults.append(Fault(source.file, 0, 0, "", "the file is empty"))
        return None, tuple(builder.faults)
    return builder.root, tuple(builder.faults)


def parse_yaml(text: str, filename: str) -> Node:
    """The tree of a YAML text; raises Faults."""
    node, faults = read_yaml(Source.of(text, filename))
    if faults or node is None:
        raise Faults(faults)
    return node


def read_spans(source: Source) -> Span:
    """Where everything is written; only for a text that `read_yaml` has read without a fault."""
    return _span(yaml.compose(source.text, _PARSER))


def _span(node: Any) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        return Span(start, end, "text" if node.style in ("|", ">") else "word")
    style: Any = "flow" if node.flow_style else "block"
    if isinstance(node, yaml.SequenceNode):
        rows = tuple(Part("", row.start_mark.index, row.start_mark.index, _span(row)) for row in node.value)
        return Span(start, end, style, True, rows)
    keys = ((key.value, key.start_mark.index, key.end_mark.index, _span(value)) for key, value in node.value)
    return Span(start, end, style, False, tuple(Part(*key) for key in keys))
