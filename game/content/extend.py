"""`extends:`: a level that begins with another one and changes some of it.

The trees are merged, not the texts: every node keeps the place in the file it came from (see `Source.pages`), so a
fault is told where it was written, whichever of the files that is.
"""

from dataclasses import replace
from pathlib import Path

from game.content.diagnose import Fault, Faults
from game.content.inside import file_inside
from game.content.nodes import Entry, Group, Listing, Node, child, items, relocated, value
from game.content.source import PAGE_LINES, Source, read_source
from game.content.upgrade import upgraded
from game.content.words import did_you_mean
from game.content.yaml_nodes import read_yaml

MOST_FILES = 5
"""A level, the one it extends, and so on."""
OWN = ("id", "extends", "without")
"""What a level does not take over from the one it extends."""


def whole_tree(node: Node, source: Source) -> tuple[Node, Source, tuple[Fault, ...]]:
    """The tree with everything it extends, the source that knows all its files, and the faults on the way."""
    files, tree = [Path(source.file)], node
    pages: list[Source] = []
    faults: list[Fault] = []
    chain: list[Node] = [node]
    while (at := child(chain[-1], "extends")) is not None and not faults:
        book = replace(source, pages=tuple(pages))
        try:
            base = _base_file(at, files, book)
            page = read_source(base)
        except Faults as wrong:
            return node, book, (*faults, *_told_at(at, book, wrong))
        files.append(base)
        pages.append(page)
        found, more = read_yaml(page)
        faults += more
        if found is None:
            break
        chain.append(relocated(upgraded(found), PAGE_LINES * len(pages)))
    book = replace(source, pages=tuple(pages))
    tree = chain[-1]
    for changes in reversed(chain[:-1]):
        tree, more = _changed(tree, changes, book)
        faults += more
    return tree, book, tuple(faults)


# --- which file -------------------------------------------------------------------------------------------------------


def _base_file(at: Node, files: list[Path], source: Source) -> Path:
    """The file that `extends:` names: beside the level, or a shipped level by its campaign and name."""
    name = value(at)
    if not isinstance(name, str) or not name:
        raise _wrong(at, source, "must be the name of a level", "for example `extends: jezero/01_first_light`")
    found = file_inside(name, files[-1], ("", ".yaml")) or _shipped(name)
    if found is None:
        listed = [*_names(files[-1].resolve().parent), *_shipped_names()]
        raise _wrong(at, source, f"there is no level '{name}'", did_you_mean(name, listed))
    if found in [file.resolve() for file in files]:
        raise _wrong(at, source, f"'{name}' extends itself, directly or by way of others")
    if len(files) >= MOST_FILES:
        raise _wrong(at, source, f"levels extend one another more than {MOST_FILES - 1} times")
    return found


def _wrong(at: Node, source: Source, sentence: str, hint: str = "") -> Faults:
    return Faults([source.fault(at.line, at.col, "extends", sentence, hint, at.width)])


def _told_at(at: Node, source: Source, wrong: Faults) -> tuple[Fault, ...]:
    """Faults of a file that cannot be read at all are told where it was asked for."""
    whole = [fault for fault in wrong.faults if not fault.line]
    told = tuple(source.fault(at.line, at.col, "extends", f"{fault.file}: {fault.sentence}") for fault in whole)
    return tuple(fault for fault in wrong.faults if fault.line) + told


def _shipped(name: str) -> Path | None:
    from game.paths import levels_dir

    path = (levels_dir() / f"{name.removesuffix('.yaml')}.yaml").resolve()
    return path if path.is_file() and path.is_relative_to(levels_dir().resolve()) else None


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.yaml"))[:200]


def _shipped_names() -> list[str]:
    from game.paths import levels_dir

    return sorted(f"{path.parent.name}/{path.stem}" for path in levels_dir().glob("*/*.yaml"))


# --- merging ----------------------------------------------------------------------------------------------------------


def _changed(base: Node, changes: Node, source: Source) -> tuple[Node, tuple[Fault, ...]]:
    """The base with what `changes` says on top of it."""
    if not isinstance(base, Group) or not isinstance(changes, Group):
        return changes, ()
    kept: Node = Group(changes.line, changes.col, tuple(entry for entry in base.entries if entry.key not in OWN))
    faults: list[Fault] = []
    for path in items(changes.get("without")):
        name = value(path)
        thinner = _without(kept, name.split(".")) if isinstance(name, str) else None
        if thinner is None:
            said = f"there is nothing at '{name}' in the level that this one extends"
            faults.append(
                source.fault(path.line, path.col, "without", said, "for example `targets.wildcat`", path.width)
            )
        else:
            kept = thinner
    return merged(kept, changes), tuple(faults)


def merged(base: Node, top: Node) -> Node:
    """Groups are merged key by key, lists whose rows have ids row by row; anything else is replaced."""
    if isinstance(base, Group) and isinstance(top, Group):
        return _merged_groups(base, top)
    if isinstance(base, Listing) and isinstance(top, Listing) and top.items and _has_ids(base) and _has_ids(top):
        rows = {_id(row): row for row in base.items}
        for row in top.items:
            known = rows.get(_id(row))
            rows[_id(row)] = merged(known, row) if known is not None else row
        return Listing(top.line, top.col, tuple(rows.values()))
    return top


def _merged_groups(base: Group, top: Group) -> Group:
    entries = {entry.key: entry for entry in base.entries}
    for entry in top.entries:
        known = entries.get(entry.key)
        value_ = merged(known.value, entry.value) if known is not None else entry.value
        entries[entry.key] = Entry(entry.line, entry.col, entry.key, value_)
    return Group(top.line, top.col, tuple(entries.values()))


def _without(node: Node, path: list[str]) -> Node | None:
    """The tree without what stands at a path (keys and ids of rows); None when nothing stands there."""
    name, rest = path[0], path[1:]
    if isinstance(node, Listing):
        rows = {_id(row): row for row in node.items}
        if name not in rows:
            return None
        inner = _without(rows[name], rest) if rest else None
        if rest and inner is None:
            return None
        kept = [inner if row is rows[name] else row for row in node.items]
        return Listing(node.line, node.col, tuple(row for row in kept if row is not None))
    if not isinstance(node, Group) or node.entry(name) is None:
        return None
    if not rest:
        return Group(node.line, node.col, tuple(entry for entry in node.entries if entry.key != name))
    inner = _without(node.entry(name).value, rest)  # type: ignore[union-attr]
    if inner is None:
        return None
    return Group(
        node.line,
        node.col,
        tuple(replace(entry, value=inner) if entry.key == name else entry for entry in node.entries),
    )


def _has_ids(node: Listing) -> bool:
    return all(_id(row) for row in node.items)


def _id(row: Node) -> str:
    name = value(child(row, "id"))
    return name if isinstance(name, str) else ""
