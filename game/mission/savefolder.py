"""The folder of saves: writing with rolling backups, autosaves, a list that survives any file, quarantine."""

import os
from dataclasses import dataclass
from pathlib import Path

from game.mission.files import FileFault, keep_aside, write_atomically
from game.mission.savegame import MAX_BYTES, SaveHeader, read_header, save_bytes
from game.mission.session import Session

SUFFIX = ".jezero"
BACKUPS = 3
AUTOSAVES = 3
CHECK_BYTES = 4 * 1024 * 1024
"""Files up to this size are checked to the last byte for the list; saves are far smaller."""
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class SaveEntry:
    """One file of the saves folder: its header, or the fault that keeps it from being one."""

    path: Path
    header: SaveHeader | None
    fault: FileFault | None


# --- writing ----------------------------------------------------------------------------------------------------------


def write_save(path: Path, session: Session) -> None:
    """Save a mission in progress. The file that stood there before becomes a backup. May raise OSError."""
    data = save_bytes(session)
    if os.path.isfile(path):
        _roll_backups(path)
    write_atomically(path, data)


def autosave(session: Session, folder: Path) -> Path:
    """Save into the oldest of the level's automatic slots; the last `AUTOSAVES` stay. May raise OSError."""
    slots = [folder / f"auto_{session.world.level.id}_{number + 1}{SUFFIX}" for number in range(AUTOSAVES)]
    path = min(slots, key=_written_ns)
    write_atomically(path, save_bytes(session))
    return path


def _written_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return -1


def backup_path(path: Path, age: int) -> Path:
    """Where the version before the `age`-th last writing is kept (1 = the one before the newest)."""
    return path.with_name(f"{path.name}.{age}")


def _roll_backups(path: Path) -> None:
    """Shift older versions up by one. The present file is linked, not moved, so it never goes missing; a damaged one
    goes into quarantine instead of pushing a good backup out.
    """
    if _entry(path).fault is not None:
        quarantine(path)
        return
    for age in range(BACKUPS - 1, 0, -1):
        if os.path.exists(backup_path(path, age)):
            os.replace(backup_path(path, age), backup_path(path, age + 1))
    try:
        os.link(path, backup_path(path, 1))
    except OSError:  # a file system without links
        write_atomically(backup_path(path, 1), path.read_bytes())


def quarantine(path: Path) -> Path:
    """Move a damaged save out of the way, into `damaged/` beside it; never overwrites. Returns where it is now."""
    folder = path.parent / "damaged"
    folder.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(folder / path.name):
        keep_aside(folder / path.name, "older")
    os.replace(path, folder / path.name)
    return folder / path.name


# --- listing ----------------------------------------------------------------------------------------------------------


def list_saves(folder: Path) -> list[SaveEntry]:
    """Every save in a folder, newest first; a damaged one carries its fault and is followed by its good backups.

    Survives any file: random bytes, huge ones, links in a circle, folders and devices with a save's name.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX))
    except OSError:
        return []
    paths = [folder / name for name in names if _is_file(folder / name)]
    entries: list[SaveEntry] = []
    for path in sorted(paths, key=lambda path: (-_written_ns(path), path.name))[:MOST_LISTED]:
        entries.append(_entry(path))
        if entries[-1].fault is not None:
            entries += good_backups(path)
    return entries


def good_backups(path: Path) -> list[SaveEntry]:
    """The backups of a save that can be loaded, newest first."""
    kept = (backup_path(path, age) for age in range(1, BACKUPS + 1))
    return [entry for place in kept if _is_file(place) and (entry := _entry(place)).fault is None]


def _is_file(path: Path) -> bool:
    """A file, or a link to where no file can be found: that one is told as a fault."""
    return os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))


def _entry(path: Path) -> SaveEntry:
    try:
        size = os.path.getsize(path) if os.path.exists(path) else 0
        if size > MAX_BYTES:
            raise FileFault(path, "", f"is larger than a save ever is ({MAX_BYTES // 1024} KiB)")
        return SaveEntry(path, read_header(path, whole=size <= CHECK_BYTES), None)
    except FileFault as fault:
        return SaveEntry(path, None, fault)
    except OSError as wrong:
        return SaveEntry(path, None, FileFault(path, "", f"cannot be read: {wrong.strerror or wrong}"))
