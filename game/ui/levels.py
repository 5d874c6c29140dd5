"""The levels there are, as the list of missions shows them: a broken one is an entry like any other."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from game.mission.settings import Settings

if TYPE_CHECKING:  # pydantic is slow to import: only when a level is really read
    from game.content.level import Level


@dataclass(frozen=True, slots=True)
class LevelEntry:
    """One level file: the level, or what is wrong with it."""

    path: Path
    campaign: str
    level: "Level | None"
    faults: tuple[str, ...] = ()
    digest: str = ""
    note: str = ""
    """A word to whom begins on it."""

    @property
    def title(self) -> str:
        return self.level.title if self.level else self.path.name


def read_all(settings: Settings, private: bool, day: date) -> list[LevelEntry]:
    """Every level that is offered as it is on a day, mod by mod; without `private` no file of the player's is looked
    at."""
    from game.mission.mods import all_mods, offered_levels

    found = offered_levels(all_mods(settings, private))
    return [read_entry(path, settings.language, mod.title, day) for mod, path in found]


def read_entry(path: Path, language: str = "", campaign: str = "", day: date | None = None) -> LevelEntry:
    """The entry of a file; never an exception, whatever the file holds. Its texts in a language if it has them; a level
    of the day as it is on that day."""
    from game.content.diagnose import Faults
    from game.content.load import load_level
    from game.mission.daily import on_day

    campaign = campaign or path.parent.name
    try:
        level = load_level(path, language=language)
        return LevelEntry(path, campaign, on_day(level, day) if day is not None else level, digest=_digest(path))
    except Faults as wrong:
        return LevelEntry(path, campaign, None, tuple(fault.text() for fault in wrong.faults))
    except Exception as broken:  # one bad file must not close the list to all the others
        return LevelEntry(path, campaign, None, (f"{path}: cannot be read: {broken}",))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def plain_faults(entry: LevelEntry, hints: bool = False) -> list[str]:
    """The first line of each fault, with its suggestion if asked for; the excerpt with its caret needs a terminal's
    even letters.
    """
    return [_plain(fault.splitlines(), hints) for fault in entry.faults]


def _plain(lines: list[str], hints: bool) -> str:
    suggested = [line.strip().removeprefix("help: ") for line in lines if line.startswith("      help: ")]
    return "; ".join((lines[0], *suggested)) if hints else lines[0]
