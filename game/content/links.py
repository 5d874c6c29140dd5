"""From a fault to the entry of the reference that tells what may stand there: `explain targets.rock`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from game.content.diagnose import Fault
from game.content.manual import words
from game.content.telemetry_names import find

_ROW = re.compile(r"\[[^\]]*\]")


def linked(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Faults of a level with the words to look up."""
    for fault in faults:
        yield fault if fault.see or not fault.path else replace(fault, see=entry_for(fault.path))


def entry_for(path: str) -> str:
    """The word of the manual nearest to a path, '' for none.

    >>> entry_for("targets[wildcat].rock"), entry_for("objectives[far].done_when.moxie.oxygen_g")
    ('targets.rock', 'moxie.oxygen_g')
    >>> entry_for("targets[1].rok"), entry_for("teh_title")
    ('targets', '')
    """
    bare = _ROW.sub("", path)
    parts = bare.split(".")
    known = _names()
    if bare in known:
        return bare
    for first in range(1, len(parts)):
        name = ".".join(parts[first:])
        if find(name) is not None:
            return name
    return next((name for last in range(len(parts) - 1, 0, -1) if (name := ".".join(parts[:last])) in known), "")


@cache
def _names() -> frozenset[str]:
    return frozenset(_ROW.sub("", word.name) for word in words())
