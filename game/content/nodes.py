"""A file's content as a tree that remembers where everything stands (lines and columns from 1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number, true/false or nothing."""

    line: int
    col: int
    value: Plain
    text: str = ""

    @property
    def width(self) -> int:
        return max(1, len(self.text)) if "\n" not in self.text else 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    line: int
    col: int
    items: "tuple[Node, ...]" = ()

    @property
    def width(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value`; the place is the key's."""

    line: int
    col: int
    key: str
    value: "Node"

    @property
    def width(self) -> int:
        return max(1, len(self.key))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of keys, each once, in the order of the file."""

    line: int
    col: int
    entries: tuple[Entry, ...] = ()

    @property
    def width(self) -> int:
        return 1

    def entry(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)

    def get(self, key: str) -> "Node | None":
        entry = self.entry(key)
        return entry.value if entry else None


Node = Scalar | Listing | Group


def relocated(node: Node, lines: int) -> Node:
    """The same tree, so many lines further down."""
    if isinstance(node, Scalar):
        return replace(node, line=node.line + lines)
    if isinstance(node, Listing):
        return Listing(node.line + lines, node.col, tuple(relocated(item, lines) for item in node.items))
    moved = (Entry(e.line + lines, e.col, e.key, relocated(e.value, lines)) for e in node.entries)
    return Group(node.line + lines, node.col, tuple(moved))


def plain(node: Node) -> object:
    """The tree as dict, tuple and plain values."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return tuple(plain(item) for item in node.items)
    return {entry.key: plain(entry.value) for entry in node.entries}


def items(node: Node | None) -> tuple[Node, ...]:
    """The entries of a list; nothing when it is none."""
    return node.items if isinstance(node, Listing) else ()


def entries(node: Node | None) -> tuple[Entry, ...]:
    """The keys of a group; nothing when it is none."""
    return node.entries if isinstance(node, Group) else ()


def child(node: Node | None, key: str) -> Node | None:
    """The value of a key, whatever the node is."""
    return node.get(key) if isinstance(node, Group) else None


def value(node: Node | None) -> Plain:
    """The value of a scalar, None for anything else."""
    return node.value if isinstance(node, Scalar) else None


def walk(node: Node) -> Iterator[Entry]:
    """Every key at every depth, in the order of the file."""
    for item in items(node):
        yield from walk(item)
    for entry in entries(node):
        yield entry
        yield from walk(entry.value)


def path_text(node: Node, loc: tuple[str | int, ...]) -> str:
    """A path for people: list entries by their id when they have one, else by number from 1.

    >>> row = Group(1, 1, (Entry(1, 1, "id", Scalar(1, 5, "rochette")),))
    >>> path_text(Group(1, 1, (Entry(1, 1, "targets", Listing(1, 1, (row,))),)), ("targets", 0, "rock"))
    'targets[rochette].rock'
    """
    parts: list[str] = []
    here: Node | None = node
    for step in loc:
        if isinstance(step, int):
            here = items(here)[step] if step < len(items(here)) else None
            name = value(child(here, "id"))
            parts.append(f"[{name}]" if isinstance(name, str) and name else f"[{step + 1}]")
        else:
            here = child(here, step)
            parts.append(f".{step}" if parts else step)
    return "".join(parts)
