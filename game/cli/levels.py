"""From what a person types to the level file they mean."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.guard import Refused
from game.cli.suggest import did_you_mean

if TYPE_CHECKING:
    from game.content.catalog import Catalog
    from game.content.level import Level


def level_today(path: Path, catalog: "Catalog | None" = None) -> "Level":
    """The level of a file; one of the day as it is today, in Universal Time."""
    from game.content.load import load_level
    from game.mission.daily import on_day

    return on_day(load_level(path, catalog), datetime.now(UTC).date())


def find_level(word: str) -> Path:
    """The file a word names: a path, `jezero/01_first_light`, `01_first_light` or the level's id."""
    path = Path(word).expanduser()
    if path.is_file():
        return path
    from game.content.level_files import level_id
    from game.mission.library import level_files, level_names

    names = level_names()
    if word in names:
        return names[word]
    if path.is_dir():
        raise Refused(f"{word} is a folder; a level is one .yaml file.")
    if path.suffix.lower() in {".yaml", ".yml"}:
        raise Refused(f"there is no file {word}.{did_you_mean(path.stem, names)}")
    listed = ", ".join(level_id(path) for path in level_files() if level_id(path)) or "none"
    raise Refused(f"there is no level {word!r}.{did_you_mean(word, names)}\nThe levels are: {listed}.")
