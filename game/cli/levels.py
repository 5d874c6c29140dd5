"""From what a person types to the level file they mean."""

import re
from pathlib import Path

from game.cli.guard import Refused
from game.cli.suggest import did_you_mean

_ID = re.compile(r"^id\s*:\s*[\"']?([\w.-]+)", re.MULTILINE)
_HEAD_CHARACTERS = 4000


def find_level(word: str) -> Path:
    """The file a word names: a path, `jezero/01_first_light`, `01_first_light` or the level's id."""
    path = Path(word).expanduser()
    if path.is_file():
        return path
    names = level_names()
    if word in names:
        return names[word]
    if path.is_dir():
        raise Refused(f"{word} is a folder; a level is one .yaml file.")
    if path.suffix.lower() in {".yaml", ".yml"}:
        raise Refused(f"there is no file {word}.{did_you_mean(path.stem, names)}")
    listed = ", ".join(level_id(path) for path in level_files()) or "none"
    raise Refused(f"there is no level {word!r}.{did_you_mean(word, names)}\nThe levels are: {listed}.")


def level_files() -> list[Path]:
    """Every level file, the shipped ones first, in the order of their names."""
    from game import paths

    found: list[Path] = []
    for folder in (paths.levels_dir(), paths.user_levels_dir()):
        found.extend(sorted(path for path in folder.glob("**/*.yaml") if looks_like_level(path)))
    return found


def looks_like_level(path: Path) -> bool:
    """Campaign folders hold scripts too; a level says its `id:` near the top."""
    return level_id(path) != ""


def level_id(path: Path) -> str:
    match = _ID.search(head(path))
    return match.group(1) if match else ""


def level_names() -> dict[str, Path]:
    """Each name a level answers to; where two levels share one, the first keeps it."""
    names: dict[str, Path] = {}
    for path in level_files():
        names.setdefault(level_id(path), path)
        names.setdefault(f"{path.parent.name}/{path.stem}", path)
        names.setdefault(path.stem, path)
    return names


def head(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_HEAD_CHARACTERS)
    except OSError:
        return ""
