"""A level file as a Level: the one way in, for the game, its tools and its tests."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from game.content.catalog import Catalog, load_catalog
from game.content.dem import load_dem
from game.content.diagnose import Fault, Faults
from game.content.extend import whole_tree
from game.content.files import not_at
from game.content.level import Level
from game.content.links import linked
from game.content.nodes import Node, child
from game.content.references import reference_faults
from game.content.scattering import numbered
from game.content.source import Source, read_source
from game.content.translation import level_of, translated, with_texts
from game.content.upgrade import upgraded
from game.content.validate import check
from game.content.yaml_nodes import parse_yaml, read_yaml
from game.terrain.limits import MOST_CRATERS, crater_count


def load_level(path: Path, catalog: Catalog | None = None, language: str = "") -> Level:
    """Read a level; raises Faults with everything that is wrong in it.

    With a language, its texts take the place of the level's own where there are any: never a reason not to load.
    """
    source = read_source(Path(path))
    tree, level = _parse(source, catalog if catalog is not None else load_catalog())
    if language:
        other, _ = check(translated(tree, Path(path), language)[0], Level, source)
        level = _with_ground(tree, numbered(other), source) if other is not None else level
    return level.read_from(Path(path))


def check_translation(source: Source, _catalog: Catalog) -> None:
    """Hold a file of texts against its level; raises Faults."""
    level = level_of(Path(source.file))
    if level is not None:
        text = read_source(level)
        faults = with_texts(whole_tree(upgraded(parse_yaml(text.text, text.file)), text)[0], source)[1]
        if faults:
            raise Faults(faults)


def _as_part_of(file: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """What stands in another file may be right by itself: say which level it is read for."""
    for fault in faults:
        part = f"this line is read as part of {file}, which extends it"
        yield fault if fault.file == file else replace(fault, hint=f"{fault.hint}; {part}" if fault.hint else part)


def parse_level(source: Source, catalog: Catalog) -> Level:
    """The same for a text already read."""
    return _parse(source, catalog)[1]


def _parse(source: Source, catalog: Catalog) -> tuple[Node, Level]:
    node, faults = read_yaml(source)
    if node is None:
        raise Faults(faults)
    node, source, more = whole_tree(upgraded(node), source)
    faults = (*faults, *more)
    level, form = check(node, Level, source)
    form = not_at(form, faults)
    between = reference_faults(node, source, catalog, (*faults, *form))
    found = (*faults, *form, *not_at(between, (*faults, *form)))
    if level is None or found:
        raise Faults(linked(_as_part_of(source.file, found)))
    _refuse_crowds(node, level, source)
    return node, _with_ground(node, numbered(level), source)


def _refuse_crowds(node: Node, level: Level, source: Source) -> None:
    """A level may not ask for more craters than a machine can make in a second."""
    count = crater_count(level.terrain_spec())
    at = child(child(node, "terrain"), "craters")
    if count > MOST_CRATERS and at is not None:
        said = f"these figures give {count:.3g} craters on this map, more than {MOST_CRATERS:,}"
        hint = "a larger min_m, or a smaller per_km2, reference_m or map"
        raise Faults([source.fault(at.line, at.col, "terrain.craters", said, hint, at.width)])


def _with_ground(node: Node, level: Level, source: Source) -> Level:
    """The level with its elevation model, if it has one; what is wrong with the file is told where it is named."""
    if level.terrain.dem is None:
        return level
    at = child(child(child(node, "terrain"), "dem"), "file") or node
    try:
        return level.with_dem(load_dem(level.terrain.dem, Path(source.file)))
    except Faults as wrong:
        told = (f"{fault.file}: {fault.sentence}" for fault in wrong.faults)
        hint = wrong.faults[0].hint
        raise Faults(source.fault(at.line, at.col, "terrain.dem.file", said, hint, at.width) for said in told) from None
