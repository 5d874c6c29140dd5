"""Landforms that a level may name: craters and ledges by their names, scarps and sand by their number."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

KINDS: tuple[tuple[str, str], ...] = (
    ("named_craters", "crater"),
    ("outcrops", "outcrop"),
    ("scarps", "scarp"),
    ("ripples", "ripples"),
)
"""Parts of the terrain that can be asked for, and the word for one of them."""


def landform_id(name: str, kind: str, number: int) -> str:
    """How conditions call a landform: its name in small letters, or its kind and number.

    >>> landform_id("South Séítah", "outcrop", 1), landform_id("", "scarp", 2)
    ('south_seitah', 'scarp_2')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") or f"{kind}_{number}"


def landform_ids(kind: str, names: Sequence[str]) -> Iterator[str]:
    """The ids of all landforms of a kind, in the order of the level."""
    return (landform_id(name, kind, number) for number, name in enumerate(names, 1))
