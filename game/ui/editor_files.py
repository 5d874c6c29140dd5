"""Where levels being edited come from and go to: the player's own folder, never a shipped file."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from game import paths
from game.content.catalog import Catalog, load_catalog
from game.content.draft import Draft, Reading, editable, read_draft
from game.content.edit_yaml import set_value, value_at
from game.content.schema_file import schema_named, with_schema
from game.content.source import read_source
from game.content.template import new_level_text
from game.mission.files import write_atomically
from game.mission.level_schema import schema_for
from game.ui.levels import LevelEntry

NEW_NAME = "My level"
LONGEST_ID, LONGEST_TITLE = 40, 60


@dataclass(slots=True)
class Opened:
    """A draft, the catalogue it is checked with, and how it reads now."""

    draft: Draft
    catalog: Catalog
    reading: Reading


def open_draft(path: Path | None) -> Opened:
    """The player's own level, a copy of any other, or a new one. Raises Faults."""
    catalog = load_catalog()
    if path is None:
        file = _free("my_level")
        draft = Draft(file, new_level_text(file.stem, file.name))
    elif _is_given(path):
        draft = _copy(path)
    else:
        source = read_source(path)
        draft = Draft(path, editable(source), source.text)
    return Opened(draft, catalog, read_draft(draft.text, str(draft.file), catalog))


def _is_given(path: Path) -> bool:
    """Did it come with the game or with a mod?"""
    folders = (paths.levels_dir(), paths.user_mods_dir(), paths.cache_dir(), *paths.named_mods())
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _copy(path: Path) -> Draft:
    text = with_schema(editable(read_source(path)))
    base, title = value_at(text, ("id",)), value_at(text, ("title",))
    file = _free(f"{str(base or path.stem)[: LONGEST_ID - 8]}_copy")
    text = set_value(text, ("id",), file.stem)
    return Draft(file, set_value(text, ("title",), f"{str(title or path.stem)[: LONGEST_TITLE - 7]}, copy"))


def _free(stem: str) -> Path:
    """A file of the player's folder that is not there yet."""
    folder, number = paths.user_levels_dir(), 1
    while (file := folder / f"{stem}{'' if number == 1 else f'_{number}'}.yaml").exists():
        number += 1
    return file


def save(draft: Draft) -> None:
    """Write it, whole or not at all. Raises OSError; what came with the game or a mod is never written over."""
    if _is_given(draft.file):
        raise PermissionError(1, "this level came with the game or a mod and stays as it is", str(draft.file))
    if schema_named(draft.text):
        schema_for(draft.file.parent)
    write_atomically(draft.file, draft.text.encode("utf-8"))
    draft.saved = draft.text


def entry_of(reading: Reading, file: Path) -> LevelEntry:
    """What the mission screens want to know of it."""
    digest = hashlib.sha256(reading.text.encode("utf-8")).hexdigest()[:16]
    return LevelEntry(file, file.parent.name, reading.level, digest=digest)
