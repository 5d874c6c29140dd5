"""From a fault to the entry of the reference that tells what may stand there: `explain targets.rock`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from game.content.diagnose import Fault
from game.content.manual import Word, words
from game.content.telemetry_names import find

_ROW = re.compile(r"\[[^\]]*\]")


def linked(faults: Iterable[Fault], root: str = "", more: tuple[Word, ...] = ()) -> Iterator[Fault]:
    """Faults with the words to look up; `root` is the word for the whole file, '' for a level."""
    for fault in faults:
        path = ".".join(filter(None, (root, fault.path)))
        yield fault if fault.see or not path else replace(fault, see=entry_for(path, more))


def entry_for(path: str, more: tuple[Word, ...] = ()) -> str:
    """The word of the manual nearest to a path, '' for none.

    >>> entry_for("targets[wildcat].rock"), entry_for("objectives[far].done_when.moxie.oxygen_g")
    ('targets.rock', 'moxie.oxygen_g')
    >>> entry_for("targets[1].rok"), entry_for("teh_title")
    ('targets', '')
    """
    bare = _ROW.sub("", path)
    parts = bare.split(".")
    known = _names() | {_ROW.sub("", word.name) for word in more}
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
