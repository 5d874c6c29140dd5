"""What a save or a replay belongs to: a hash over what a mission can notice of its level."""

import hashlib
import json

from game.content.level import Level

_WORDS = {"title", "author", "difficulty", "minutes", "summary", "briefing", "debrief", "hints"}
"""Only for people: a typo put right there must not cost a player the save."""
_WAYS = {"extends", "without"}
"""How the level came about: what it came to is hashed."""
_SAID = ("message", "dialogue", "hint", "lose")
"""Effects of the story that are words: that something is said counts, not what."""


def level_hash(level: Level) -> str:
    """16 hex digits that change when anything that bears on a mission changes; comments and layout do not count."""
    plain = level.model_dump(mode="json", exclude=_WORDS | _WAYS)
    for trigger in plain["story"]:
        for effect in trigger["do"]:
            effect.update({said: bool(effect[said]) for said in _SAID})
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
