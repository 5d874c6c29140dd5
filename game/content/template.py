"""A new level to begin with: commented, and working as it is."""

import re
from pathlib import Path

from game.content.schema_file import NAME

MOST_ID = 40


def id_for(name: str) -> str:
    """A level id from any name.

    >>> id_for("My crater!"), id_for("2nd try"), id_for("???")
    ('my_crater', 'level_2nd_try', 'my_level')
    """
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not plain:
        return "my_level"
    return (plain if plain[0].isalpha() else f"level_{plain}")[:MOST_ID].rstrip("_")


def new_level_text(name: str, file: str, schema: str = f"./{NAME}") -> str:
    """The text of a new level; `schema` is the way from it to the file that its editor checks it with."""
    title = " ".join(name.replace("_", " ").split())[:MOST_ID] or "My level"
    title = re.sub(r"[^\w .,!'-]", "", title).strip(" -.,!'") or "My level"
    template = (_templates() / "level.yaml").read_text("utf-8")
    return template.format(title=title[:1].upper() + title[1:], id=id_for(name), file=file, schema=schema)


def _templates() -> Path:
    from game.paths import assets_dir

    return assets_dir() / "templates"
