"""Where the level of a save has gone, or what has changed about it: plain words about mods, for the load dialog."""

from collections.abc import Iterable, Iterator

from game.mission.mods import Mod, Stamp
from game.mission.savegame import SaveHeader

Words = tuple[str, str]
"""A sentence, and what to do."""


def gone_words(header: SaveHeader, mods: Iterable[Mod]) -> Words:
    """Why the level of a save is not there."""
    said, stamp = f"was saved on the level {header.level}", header.mod
    if stamp is None:
        return f"{said}, which is not there", "bring it back"
    said += f" of the mod {named(stamp)}"
    found = next((mod for mod in mods if mod.id == stamp.id), None)
    if found is None:
        return f"{said}, which is not there", "put the mod back into the folder of mods"
    if found.faults:
        return f"{said}, which has a fault: {found.faults[0].sentence}", "the screen Mods tells more"
    if found.off:
        return f"{said}, which is switched off", "switch it on in the screen Mods"
    return f"{said}, which holds no such level any more", f"bring back the version {stamp.version or 'of then'}"


def changed_words(header: SaveHeader, now: Stamp | None) -> Words:
    """A level of the same id is there, but not the one that was played."""
    said = f"was saved on another version of the level {header.level}"
    if header.mod is None or now is None:
        return said, "bring back that level file, or start anew"
    return f"{said}: {moved(header.mod, now)}", "bring back that version of the mod, or start anew"


def moved(then: Stamp, now: Stamp) -> str:
    """How a mod differs from the one of then.

    >>> moved(Stamp("a", "Ten sols", "1.0", "aa"), Stamp("a", "Ten sols", "1.1", "bb"))
    'the mod Ten sols was 1.0 then and is 1.1 now'
    """
    if then.id != now.id:
        return f"it belonged to the mod {named(then)} then and belongs to {named(now)} now"
    if then.version != now.version:
        return f"the mod {then.title} was {then.version} then and is {now.version} now"
    return f"files of the mod {named(then)} have been changed since"


def note(header: SaveHeader, now: Stamp | None, in_use: Iterable[Stamp] = ()) -> str:
    """A word to the player whose save fits although a mod is gone or has changed; '' when nothing has.

    `now` is the mod of the level, `in_use` all that are there.
    """
    told = [*_own_note(header, now), *_others_note(header, in_use)]
    return " ".join((*(f"{words[:1].upper()}{words[1:]}." for words in told), GOES_ON)) if told else ""


GOES_ON = "This level is as it was, so the mission goes on."


def _own_note(header: SaveHeader, now: Stamp | None) -> Iterator[str]:
    if header.mod is not None and now is not None and header.mod != now:
        yield moved(header.mod, now)


def _others_note(header: SaveHeader, in_use: Iterable[Stamp]) -> Iterator[str]:
    """Mods besides the level's own: each that is gone, each that has changed."""
    there = {stamp.id: stamp for stamp in in_use}
    others = [stamp for stamp in header.mods if header.mod is None or stamp.id != header.mod.id]
    gone = [named(stamp) for stamp in others if stamp.id not in there]
    if gone:
        listed, one = ", ".join(gone), len(gone) == 1
        yield (
            f"the mod {listed} was in use then and is not now"
            if one
            else (f"the mods {listed} were in use then and are not now")
        )
    for stamp in others:
        if stamp.id in there and there[stamp.id] != stamp:
            yield moved(stamp, there[stamp.id])


def named(stamp: Stamp) -> str:
    """Title and version."""
    return f"{stamp.title} {stamp.version}".rstrip()
