"""A level file as a Level: the one way in, for the game, its tools and its tests."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from game.content.catalog import Catalog, load_catalog
from game.content.diagnose import Fault, Faults
from game.content.extend import whole_tree
from game.content.files import not_at
from game.content.level import Level
from game.content.references import reference_faults
from game.content.source import Source, read_source
from game.content.validate import check
from game.content.yaml_nodes import read_yaml


def load_level(path: Path, catalog: Catalog | None = None) -> Level:
    """Read a level; raises Faults with everything that is wrong in it."""
    return parse_level(read_source(Path(path)), catalog if catalog is not None else load_catalog())


def _as_part_of(file: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """What stands in another file may be right by itself: say which level it is read for."""
    for fault in faults:
        part = f"this line is read as part of {file}, which extends it"
        yield fault if fault.file == file else replace(fault, hint=f"{fault.hint}; {part}" if fault.hint else part)


def parse_level(source: Source, catalog: Catalog) -> Level:
    """The same for a text already read."""
    node, faults = read_yaml(source)
    if node is None:
        raise Faults(faults)
    node, source, more = whole_tree(node, source)
    faults = (*faults, *more)
    level, form = check(node, Level, source)
    form = not_at(form, faults)
    between = reference_faults(node, source, catalog, (*faults, *form))
    found = (*faults, *form, *not_at(between, (*faults, *form)))
    if level is None or found:
        raise Faults(_as_part_of(source.file, found))
    return level
