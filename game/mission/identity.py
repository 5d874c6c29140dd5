"""What a save or a replay belongs to: a hash over what a mission can notice of its level."""

import hashlib
import json

from game.content.level import Level

_WORDS = {"title", "author", "difficulty", "minutes", "summary", "briefing", "debrief", "hints"}
"""Only for people: a typo put right there must not cost a player the save."""


def level_hash(level: Level) -> str:
    """16 hex digits that change when anything that bears on a mission changes; comments and layout do not count."""
    plain = level.model_dump(mode="json", exclude=_WORDS)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
