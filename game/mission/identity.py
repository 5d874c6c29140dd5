"""What a save or a replay belongs to: a hash over what a mission can notice of its level."""

import hashlib
import json
from typing import Any

from game.content.level import Level
from game.content.translation import TEXT_KEYS

_ABOUT = {"author", "difficulty", "minutes", "hints", "extends", "without"}
"""Only for people, or how the level came about."""
_SAID = ("message", "hint", "lose")
"""Effects of a story that are words."""


def level_hash(level: Level, *, as_written: bool = False) -> str:
    """16 hex digits that change when anything that bears on a mission changes; with `as_written` only by what the file
    says, not by the language's usual values for what it leaves out.

    Comments, layout and words for people do not count: a typo put right there must not cost a player the save.
    """
    plain = _without_words(level.model_dump(mode="json", exclude=_ABOUT, exclude_unset=as_written))
    _forget_places(plain.get("targets", []))
    if plain.pop("seed_from", "") == "date":
        del plain["seed"]  # each day's own; the save itself knows its seed
    plain["dem"] = level.dem_digest
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _forget_places(targets: list[dict[str, Any]]) -> None:
    """Where a rule has put its targets, and of which kind, is the ground's doing: the rule belongs to the level."""
    for target in targets:
        forgotten = ("scatter",) if target.get("scatter") is None else ("at", "rock")
        for key in forgotten:
            target.pop(key, None)


def _without_words(plain: Any) -> Any:
    """The same data without texts for people; of what a story says only whether it says something."""
    if isinstance(plain, list):
        return [_without_words(part) for part in plain]
    if not isinstance(plain, dict):
        return plain
    kept = {key: value for key, value in plain.items() if key in _SAID or key not in TEXT_KEYS}
    return {key: bool(value) if key in _SAID else _without_words(value) for key, value in kept.items()}
