"""The first line of a level that tells an editor where its schema is, and the schema's file beside or above it."""

import re
from pathlib import Path

NAME = "level.schema.json"
MOST_FOLDERS_UP = 3
"""A level of a campaign or mod lies at most this deep below the folder that holds the schema."""
_HEADER = re.compile(r"^# yaml-language-server: \$schema=(\S+)[ \t]*$", re.MULTILINE)


def header(schema: str = f"./{NAME}") -> str:
    """The line for yaml-language-server (VS Code's YAML extension, Neovim, Emacs); a path from the level's own file.

    >>> header("../level.schema.json")
    '# yaml-language-server: $schema=../level.schema.json'
    """
    return f"# yaml-language-server: $schema={schema}"


def schema_named(text: str) -> str:
    """The path that a level's header names, '' without a header.

    >>> schema_named(header() + chr(10) + "format: 2")
    './level.schema.json'
    """
    found = _HEADER.search(text)
    return found.group(1) if found else ""


def with_schema(text: str, schema: str = f"./{NAME}") -> str:
    """The text of a level whose header, if it has one, names another way to the schema.

    >>> with_schema("# yaml-language-server: $schema=../level.schema.json" + chr(10) + "id: a").splitlines()
    ['# yaml-language-server: $schema=./level.schema.json', 'id: a']
    """
    return _HEADER.sub(lambda _: header(schema), text, count=1)


def schema_near(folder: Path) -> str:
    """The way from a folder to the nearest schema in it or above it, '' when there is none."""
    here = folder.resolve()
    for up, place in enumerate((here, *here.parents)[: MOST_FOLDERS_UP + 1]):
        if (place / NAME).is_file():
            return f"{'../' * up or './'}{NAME}"
    return ""
