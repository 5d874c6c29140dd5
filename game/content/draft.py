"""A level being written: its texts, one for every step that can be undone, and how each of them reads."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.content.catalog import Catalog
from game.content.diagnose import Fault, Faults
from game.content.extend import whole_tree
from game.content.level import Level
from game.content.load import parse_level
from game.content.nodes import plain
from game.content.source import Source
from game.content.upgrade import upgraded, upgraded_text
from game.content.yaml_nodes import parse_yaml

MOST_STEPS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How a text reads: the level, or what is wrong with it."""

    text: str
    own: Any
    """The tree of the text itself: dicts, tuples and scalars."""
    whole: Any
    """The same with what it extends."""
    level: Level | None
    faults: tuple[Fault, ...]


def read_draft(text: str, file: str, catalog: Catalog) -> Reading:
    """Read a text exactly as `check` reads the file; raises Faults only when it is no YAML."""
    source = Source.of(text, file)
    node = parse_yaml(text, file)
    whole = plain(whole_tree(upgraded(node), source)[0])
    try:
        return Reading(text, plain(node), whole, parse_level(source, catalog), ())
    except Faults as wrong:
        return Reading(text, plain(node), whole, None, wrong.faults)


def editable(source: Source) -> str:
    """The text of a level file as it is edited: in today's format. Raises Faults."""
    parse_yaml(source.text, source.file)
    return upgraded_text(source)[0]


@dataclass(slots=True)
class Draft:
    """The steps of an edit. `file` is what paths inside the level are read from, and the name in its faults."""

    file: Path
    text: str
    saved: str = ""
    """As it stands on the disk; "" for what has never been written."""
    _undone: list[str] = field(default_factory=list)
    _before: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return self.text != self.saved

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def change(self, text: str) -> None:
        """One step that can be undone; the same text again is none."""
        if text != self.text:
            self._before = [*self._before, self.text][-MOST_STEPS:]
            self._undone, self.text = [], text

    def undo(self) -> None:
        if self._before:
            self._undone.append(self.text)
            self.text = self._before.pop()

    def redo(self) -> None:
        if self._undone:
            self._before.append(self.text)
            self.text = self._undone.pop()
