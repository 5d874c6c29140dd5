"""`check`: every fault in files and folders, found by exactly the loaders the game uses."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.content.catalog import FILES, Catalog, load_catalog
from game.content.diagnose import Fault, Faults, file_fault
from game.content.files import load_with_node
from game.content.links import linked
from game.content.load import check_translation, parse_level
from game.content.manifest import CAMPAIGN, MOD, check_manifest
from game.content.nodes import entries
from game.content.source import Source, read_source
from game.content.strings import read_strings
from game.content.yaml_nodes import read_yaml

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 2000

Reader = Callable[[Source, Catalog], object]
"""Reads a file as the game does; raises Faults."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is told by its top keys, and what reads it."""

    name: str
    is_one: Callable[[frozenset[str]], bool]
    read: Reader
    named: tuple[str, ...] = ()
    """Names of files that are of this kind whatever they hold."""
    root: str = ""
    """The word of the reference for a whole file of this kind."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    files: tuple[tuple[str, str], ...]
    """Each file and its kind."""
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        return not self.faults

    def text(self, colour: bool = False) -> str:
        faulty = {fault.file for fault in self.faults}
        if not faulty:
            return f"{_count(len(self.files), 'file')} checked, nothing is wrong."
        read = max(len(faulty), len(self.files))
        summary = f"{_count(len(self.faults), 'fault')} in {_count(len(faulty), 'file')} of {read}."
        return "\n".join((*(Faults(self.of(file)).text(colour) for file in sorted(faulty)), "", summary))

    def of(self, file: str) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.file == file)

    def as_json(self) -> str:
        files = [{"file": file, "kind": kind} for file, kind in self.files]
        found = {"ok": self.ok, "files": files, "faults": Faults(self.faults).as_data()}
        return json.dumps(found, indent=2, ensure_ascii=False)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _read_part(source: Source, _catalog: Catalog) -> object:
    node, _ = read_yaml(source)
    keys = {entry.key for entry in entries(node)}
    model = next(model for name, model in FILES if name in keys)
    return load_with_node(source, model)


KINDS: tuple[Kind, ...] = (
    Kind("mod", lambda keys: False, check_manifest, (MOD,), "mod"),
    Kind("campaign", lambda keys: False, check_manifest, (CAMPAIGN,), "mod"),
    Kind("catalogue", lambda keys: any(name in keys for name, _ in FILES), _read_part),
    Kind("translation", lambda keys: keys == {"language", "texts"}, check_translation, root="texts"),
    Kind(
        "strings",
        lambda keys: bool(keys) and all("." in key for key in keys),
        lambda source, _: read_strings(source),
        root="strings",
    ),
    Kind("level", lambda keys: True, parse_level),
)
"""The first that fits; whoever knows more kinds (scripts, keys) puts them before these."""


def check_paths(paths: Iterable[Path], kinds: tuple[Kind, ...] = KINDS, catalog: Catalog | None = None) -> Report:
    """Check files, and all YAML files inside folders."""
    faults: list[Fault] = []
    files: list[tuple[str, str]] = []
    known = catalog if catalog is not None else load_catalog()
    for path in dict.fromkeys(paths):
        try:
            for file in _files(path):
                kind, found = _check_file(file, kinds, known)
                files.append((str(file), kind))
                faults += found
        except Faults as error:
            faults += error.faults
    return Report(tuple(dict.fromkeys(files)), Faults(faults).faults)


def _check_file(path: Path, kinds: tuple[Kind, ...], catalog: Catalog) -> tuple[str, tuple[Fault, ...]]:
    try:
        source = read_source(path)
    except Faults as error:
        return "unreadable", error.faults
    node, _ = read_yaml(source)
    keys = frozenset(entry.key for entry in entries(node))
    named = (kind for kind in kinds if path.name in kind.named)
    kind = next(named, None) or next(kind for kind in kinds if kind.is_one(keys))
    try:
        kind.read(source, catalog)
    except Faults as error:
        return kind.name, tuple(linked(error.faults, kind.root)) if kind.root else error.faults
    return kind.name, ()


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = sorted(_inside(path))
    if not found:
        raise file_fault(str(path), "this folder holds no .yaml file")
    yield from found


def _inside(folder: Path) -> Iterator[Path]:
    """YAML files below a folder, hidden ones left out, at most MOST_FILES."""
    count = 0
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            count += 1
            if count > MOST_FILES:
                raise file_fault(str(folder), f"this folder holds more than {MOST_FILES} files")
            yield path
