"""The schema of the level language as a file, where a level's own editor finds it."""

from pathlib import Path

from game.content.catalog import load_catalog
from game.content.schema import schema_text
from game.content.schema_file import NAME, schema_near
from game.mission.files import write_atomically


def schema_for(folder: Path) -> str:
    """The way from a folder of levels to its schema; written into the folder when there is none. May raise OSError."""
    found = schema_near(folder)
    if found:
        return found
    write_schema(folder / NAME)
    return f"./{NAME}"


def write_schema(path: Path) -> None:
    """Today's schema. May raise OSError."""
    write_atomically(path, schema_text(load_catalog()).encode("utf-8"))
