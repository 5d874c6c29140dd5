"""Files that a level may name: inside its own folder or the mod that it belongs to, and nowhere else."""

from pathlib import Path

ROOT_MARKS = ("campaign.yaml", "mod.yaml")
"""The folder that holds one of these is the outermost that a level of it may read from."""


def root_of(level: Path) -> Path:
    """The folder of the mod that a level belongs to, else the level's own."""
    here = level.resolve()
    found = next((folder for folder in here.parents if any((folder / mark).is_file() for mark in ROOT_MARKS)), None)
    return found or here.parent


def file_inside(name: str, level: Path, endings: tuple[str, ...] = ("",)) -> Path | None:
    """The file of a name relative to a level; None when there is none, or when it lies (or leads by a link) outside."""
    root, folder = root_of(level), level.resolve().parent
    for ending in endings:
        try:
            path = (folder / f"{name}{ending}").resolve()
            if path.is_file() and path.is_relative_to(root):
                return path
        except (OSError, ValueError):
            continue
    return None
