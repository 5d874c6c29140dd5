"""Plain values as YAML on one line: `{name: Isis, at: [104, 150]}`."""

import json
import re
from collections.abc import Mapping

from game.content.core_types import BadNumber, resolve

_PLAIN = re.compile(r"[^\W\d_](?:[\w .'/()-]*[\w.)])?")


def flow_text(value: object) -> str:
    """A value of dict, list, tuple and scalars.

    >>> flow_text({"id": "a", "at": (3.0, 4.5), "name": "Yes: no", "on": True, "why": None, "word": "no"})
    '{id: a, at: [3, 4.5], name: "Yes: no", on: true, why: null, word: no}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{word(str(key))}: {flow_text(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow_text(part) for part in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return word(value) if isinstance(value, str) else str(value)


def word(text: str) -> str:
    """A text, in quotes where it needs them.

    >>> word("Old Harbour"), word("09:30"), word("true"), word("a, b"), word("")
    ('Old Harbour', '"09:30"', '"true"', '"a, b"', '""')
    """
    try:
        plain = bool(_PLAIN.fullmatch(text)) and resolve(text) == text
    except BadNumber:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)
