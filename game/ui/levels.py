"""The levels there are, as the list of missions shows them: a broken one is an entry like any other."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pydantic is slow to import: only when a level is really read
    from game.content.level import Level

SCRIPT = re.compile(r"^steps\s*:", re.MULTILINE)
LEVEL = re.compile(r"^(id|title|map|terrain|objectives)\s*:", re.MULTILINE)
MOST_LEVELS = 500
LARGEST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class LevelEntry:
    """One level file: the level, or what is wrong with it."""

    path: Path
    campaign: str
    level: "Level | None"
    faults: tuple[str, ...] = ()
    digest: str = ""

    @property
    def title(self) -> str:
        return self.level.title if self.level else self.path.name


def level_files(*folders: Path) -> list[Path]:
    """Every level file below the folders, by name. Scripts lie beside levels; they have `steps:`."""
    found: list[Path] = []
    for folder in folders:
        found.extend(path for path in sorted(folder.glob("**/*.y*ml")) if _looks_like_level(path))
    return found[:MOST_LEVELS]


def _looks_like_level(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(LARGEST_BYTES)
    except OSError:
        return path.is_file()  # unreadable: listed, with that as its fault
    return bool(LEVEL.search(text)) and not SCRIPT.search(text)


def read_entry(path: Path, language: str = "") -> LevelEntry:
    """The entry of a file; never an exception, whatever the file holds. Its texts in a language if it has them."""
    from game.content.diagnose import Faults
    from game.content.load import load_level

    campaign = path.parent.name
    try:
        return LevelEntry(path, campaign, load_level(path, language=language), digest=_digest(path))
    except Faults as wrong:
        return LevelEntry(path, campaign, None, tuple(fault.text() for fault in wrong.faults))
    except Exception as broken:  # one bad file must not close the list to all the others
        return LevelEntry(path, campaign, None, (f"{path}: cannot be read: {broken}",))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def plain_faults(entry: LevelEntry) -> list[str]:
    """The first line of each fault; the excerpt with its caret needs a terminal's even letters."""
    return [fault.splitlines()[0] for fault in entry.faults]
