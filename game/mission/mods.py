"""Everything that brings levels: the game itself as the first mod, then the player's mods, then single levels.

A mod with a fault is an entry like any other, with its fault; it never keeps the others from being found.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from game import paths
from game.content.diagnose import Fault, Faults, file_fault
from game.content.inside import root_of
from game.content.level_files import levels_below
from game.content.links import linked
from game.content.manifest import MOD, Manifest, levels_inside, manifest_file, read_manifest
from game.mission.settings import Settings, load_settings
from game.mission.zip_mod import unpacked

MOST_MODS = 200
ZIP = ".zip"
OWN = "own"
"""Id of the player's single levels."""


@dataclass(frozen=True, slots=True)
class Mod:
    """A folder of levels: `origin` is what the player has (a folder, a zip file), `root` where its files are."""

    id: str
    title: str
    origin: Path
    root: Path
    levels: tuple[Path, ...] = ()
    faults: tuple[Fault, ...] = ()
    version: str = ""
    author: str = ""
    about: str = ""
    fixed: bool = False
    """The game's own, the player's single levels and those named on the command line are always on."""
    off: bool = False

    @property
    def offered(self) -> bool:
        return not self.faults and not self.off


# --- one --------------------------------------------------------------------------------------------------------------


def read_mod(origin: Path) -> Mod:
    """The mod of a folder or a zip file; never an exception, whatever is there."""
    root = origin
    try:
        if origin.suffix.lower() == ZIP and origin.is_file():
            root = unpacked(origin, paths.cache_dir())
        return _described(origin, root)
    except Faults as wrong:
        return Mod(origin.stem, origin.name, origin, root, faults=shown_as(linked(wrong.faults, "mod"), root, origin))
    except Exception as broken:  # one bad mod must not close the door to all others
        told = file_fault(str(origin), f"cannot be read: {broken}").faults
        return Mod(origin.stem, origin.name, origin, root, faults=told)


def _described(origin: Path, root: Path) -> Mod:
    if not root.is_dir():
        raise file_fault(str(origin), "this is no mod: neither a folder nor a .zip file")
    file = manifest_file(root)
    if file is None:
        raise file_fault(str(origin), f"there is no {MOD} in it", f"a {MOD} begins with `id:`, `title:` and `version:`")
    found = read_manifest(file)
    if not found.levels:
        raise file_fault(str(origin), "there is no level in it")
    return _named(found, origin, root)


def _named(found: Manifest, origin: Path, root: Path) -> Mod:
    said = found.said
    return Mod(said.id, said.title, origin, root, found.levels, (), found.version, found.author, said.about)


def shown_as(faults: Iterable[Fault], root: Path, origin: Path) -> tuple[Fault, ...]:
    """Faults in an unpacked zip, told as faults in the zip that the player knows."""
    return tuple(replace(fault, file=name_shown(fault.file, root, origin)) for fault in faults)


def name_shown(file: str, root: Path, origin: Path) -> str:
    """A file below `root` as the player finds it."""
    inside = (base for base in (root, root.resolve()) if root != origin and Path(file).is_relative_to(base))
    base = next(inside, None)
    return file if base is None else f"{origin}/{Path(file).relative_to(base).as_posix()}"


# --- all --------------------------------------------------------------------------------------------------------------


def all_mods(settings: Settings | None = None, private: bool = True) -> tuple[Mod, ...]:
    """The game's campaigns, mods named for this run, the player's mods in their order, the player's single levels.

    Without `private` no file of the player's is looked at.
    """
    fixed = [replace(mod, fixed=True) for mod in (*_shipped(), *map(read_mod, paths.named_mods()))]
    if not private:
        return tuple(_each_once(fixed))
    wanted = settings if settings is not None else load_settings(paths.settings_file()).settings
    own = [replace(mod, off=mod.id in wanted.mods_off) for mod in _in_order(_installed(), wanted.mods_order)]
    return tuple(_each_once((*fixed, *own, *_single_levels())))


def _shipped() -> Iterator[Mod]:
    """Each folder of the game's own levels."""
    folder = paths.levels_dir()
    for root in sorted(path for path in folder.glob("*") if path.is_dir()):
        described = manifest_file(root) is not None
        mod = read_mod(root) if described else Mod(root.name, root.name, root, root, tuple(levels_inside(root)))
        if mod.levels or mod.faults:
            yield mod


def _installed() -> list[Mod]:
    folder = paths.user_mods_dir()
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
    return [read_mod(path) for path in found if path.is_dir() or path.suffix.lower() == ZIP][:MOST_MODS]


def _in_order(mods: list[Mod], order: tuple[str, ...]) -> list[Mod]:
    """Those named in their order, then the others."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(mods, key=lambda mod: places.get(mod.id, len(places)))


def _each_once(mods: Iterable[Mod]) -> Iterator[Mod]:
    """A second mod of the same id is at fault."""
    seen: dict[str, Path] = {}
    for mod in mods:
        if mod.id in seen and not mod.faults:
            said = f"another mod has the same id '{mod.id}': {seen[mod.id]}"
            yield replace(mod, faults=file_fault(str(mod.origin), said, "remove one of the two").faults)
        else:
            seen.setdefault(mod.id, mod.origin)
            yield mod


def _single_levels() -> Iterator[Mod]:
    folder = paths.user_levels_dir()
    found = tuple(levels_below(folder))
    if found:
        yield Mod(OWN, "Your own levels", folder, folder, found, fixed=True)


def offered_levels(mods: Iterable[Mod]) -> list[tuple[Mod, Path]]:
    """Every level that can be chosen, mod by mod."""
    return [(mod, path) for mod in mods if mod.offered for path in mod.levels]


# --- what a save remembers --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which mod, and what it held: id, title, version, and a hash over its texts."""

    id: str
    title: str
    version: str
    digest: str


def stamp_of(level_file: Path) -> Stamp | None:
    """The stamp of the mod that a level file belongs to; None for the game's own and for single levels."""
    root = root_of(level_file)
    file = manifest_file(root)
    if file is None or root.is_relative_to(paths.levels_dir().resolve()):
        return None
    try:
        found = read_manifest(file)
    except Faults:
        return None
    return Stamp(found.said.id, found.said.title, found.version, _digest(root))


def stamps_now() -> tuple[Stamp, ...]:
    """Of every mod of the player's that is in use, in the order in which they are offered."""
    mine = (mod for mod in all_mods() if mod.offered and mod.id != OWN and mod.version)
    return tuple(Stamp(mod.id, mod.title, mod.version, _digest(mod.root)) for mod in mine)


def _digest(root: Path) -> str:
    """Over the names and texts of all its YAML files."""
    total = hashlib.blake2b(digest_size=8)
    for path in sorted(root.rglob("*.y*ml"))[: 4 * MOST_MODS]:
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    return total.hexdigest()
