"""Which files of a folder are levels, told from their text: campaign folders hold scripts, texts and pictures too.

Imports nothing heavy: the first screens look for levels before any is read.
"""

import re
from pathlib import Path

from game.content.inside import ROOT_MARKS

SCRIPT = re.compile(r"^steps\s*:", re.MULTILINE)
LEVEL = re.compile(r"^(id|title|map|terrain|objectives)\s*:", re.MULTILINE)
ID = re.compile(r"^id\s*:\s*[\"']?([\w.-]+)", re.MULTILINE)
MOST_LEVELS = 500
LARGEST_BYTES = 1 << 20
HEAD_CHARACTERS = 4000


def levels_below(folder: Path) -> list[Path]:
    """Every level file below a folder, by name."""
    return [path for path in sorted(folder.glob("**/*.y*ml")) if looks_like_level(path)][:MOST_LEVELS]


def looks_like_level(path: Path) -> bool:
    """True for a file that means to be a level, broken or not."""
    if path.name in ROOT_MARKS:
        return False
    try:
        text = _beginning(path, LARGEST_BYTES)
    except OSError:
        return path.is_file()  # unreadable: listed, with that as its fault
    return bool(LEVEL.search(text)) and not SCRIPT.search(text)


def level_id(path: Path) -> str:
    """The id that a level says near its top, '' when it says none."""
    try:
        match = ID.search(_beginning(path, HEAD_CHARACTERS))
    except OSError:
        return ""
    return match.group(1) if match else ""


def _beginning(path: Path, most: int) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(most)
