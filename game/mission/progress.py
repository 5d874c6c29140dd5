"""What the player reached in each level: the stars in the list of missions. Survives a damaged file."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from game.mission.files import FileFault, as_int, keep_aside, parse_json, read_bytes, write_atomically

FORMAT = 1
MOST_STARS = 3
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Best:
    """The best result in a level."""

    stars: int = 0
    score: int = 0
    won: bool = False


def progress_file(home: Path) -> Path:
    """Where it is kept below the player's folder."""
    return home / "progress.json"


def load_progress(path: Path) -> dict[str, Best]:
    """Level id -> best result. A file that is absent or damaged counts as nothing reached, an entry likewise."""
    return _read(path) or {}


def _read(path: Path) -> dict[str, Best] | None:
    """None when there is no usable file."""
    try:
        plain = parse_json(path, read_bytes(path, "a progress file", MOST_BYTES), "a progress file", FORMAT)
    except FileFault:
        return None
    levels = plain.get("levels")
    if not isinstance(levels, dict):
        return None
    return {level: best for level, entry in levels.items() if (best := _best(path, entry)) is not None}


def _best(path: Path, entry: object) -> Best | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("won"), bool):
        return None
    try:
        stars, score = as_int(path, entry, "stars"), as_int(path, entry, "score")
    except FileFault:
        return None
    return Best(max(0, min(MOST_STARS, stars)), score, entry["won"])


def better(old: Best, new: Best) -> Best:
    """The best of both, each figure for itself."""
    return Best(max(old.stars, new.stars), max(old.score, new.score), old.won or new.won)


def save_progress(path: Path, progress: Mapping[str, Best]) -> None:
    """Write it whole; a file that could not be read is kept aside as `progress.broken-N.json`. May raise OSError."""
    if os.path.exists(path) and _read(path) is None:
        keep_aside(path, "broken")
    levels = {level: asdict(best) for level, best in sorted(progress.items())}
    write_atomically(path, (json.dumps({"format": FORMAT, "levels": levels}, indent=2) + "\n").encode())


def note_result(path: Path, level: str, result: Best) -> Best:
    """Keep a result if it is better than what stood there; returns the best. May raise OSError."""
    progress = load_progress(path)
    best = better(progress.get(level, Best()), result)
    if best != progress.get(level):
        save_progress(path, {**progress, level: best})
    return best
