"""Any file of the game that is one model: catalogue parts, scripts and the like."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from game.content.diagnose import Fault, Faults
from game.content.nodes import Node, child, items, value
from game.content.source import Source, read_source
from game.content.validate import Model, check
from game.content.yaml_nodes import read_yaml

Row = tuple[str, Node]
"""An entry of a list and its path."""


def load_part(path: Path, model: type[Model]) -> Model:
    """Read a file as a model; raises Faults with everything that is wrong in it."""
    return load_with_node(read_source(Path(path)), model)[0]


def load_with_node(source: Source, model: type[Model]) -> tuple[Model, Node]:
    """The same for a text already read, with the tree for checks that need places."""
    node, faults = read_yaml(source)
    if node is None:
        raise Faults(faults)
    found, more = check(node, model, source)
    if found is None or faults:
        raise Faults((*faults, *not_at(more, faults)))
    return found, node


def not_at(faults: Iterable[Fault], earlier: Iterable[Fault]) -> tuple[Fault, ...]:
    """Those whose place has not been told already: one cause, one sentence."""
    places = {fault.place for fault in earlier}
    return tuple(fault for fault in faults if fault.place not in places)


def rows(node: Node | None, name: str) -> Iterator[Row]:
    """Entries of a list with their paths, told by id when they have one."""
    for index, row in enumerate(items(node), 1):
        known = value(child(row, "id"))
        yield f"{name}[{known if isinstance(known, str) and known else index}]", row


def repeated_ids(found: Iterable[Row], source: Source) -> Iterator[Fault]:
    """A fault for every id that stands before in the same list."""
    seen: dict[str, int] = {}
    for path, row in found:
        node = child(row, "id")
        name = value(node)
        if node is None or not isinstance(name, str):
            continue
        if name in seen:
            said = f"the id '{name}' is already used at {source.line_words(seen[name])}"
            yield source.fault(node.line, node.col, f"{path}.id", said, "give each its own id", node.width)
        seen.setdefault(name, node.line)
