"""Saves that survive anything: written whole or not at all, checked on reading, never in the way of the other saves.

A save is one line of header (JSON: format, level, hashes, checksum, what the load dialog shows) and one line of body
(JSON: the world's snapshot, the commands so far). The folder's side of it (lists, backups, quarantine) is `savefolder`.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from game.content.catalog import Catalog
from game.content.level import Level
from game.core import marstime
from game.mission.files import FileFault, as_int, as_list, as_text, json_object, parse_json, read_bytes
from game.mission.identity import level_hash
from game.mission.mods import MOST_MODS, Stamp, stamp_of, stamps_now
from game.mission.replay import Replay, checks_from_plain, commands_from_plain, commands_to_plain
from game.mission.session import Session
from game.sim.event_codec import event_from_plain, event_to_plain
from game.sim.events import Event
from game.sim.setup import prepare_site
from game.sim.snapshot import SnapshotError, dump, restore
from game.sim.world import Site
from game.version import VERSION

FORMAT = 1
MAX_BYTES = 64 * 1024 * 1024
HEADER_BYTES = 64 * 1024
_BACKUP = "load a backup, or another save"


@dataclass(frozen=True, slots=True)
class SaveHeader:
    """What the load dialog shows without reading the body."""

    path: Path
    level: str
    title: str
    level_hash: str
    seed: int
    sol: int
    lmst: str
    tick: int
    checksum: str
    game_version: str
    mod: Stamp | None = None
    """The mod that the level belongs to, as it was; None for a level of the game's own or a single one."""
    mods: tuple[Stamp, ...] = ()
    """All mods that were in use, that one among them."""


def save_bytes(session: Session) -> bytes:
    """A mission in progress as the content of a save file."""
    world, recording = session.world, session.recording
    body = json.dumps(
        {
            "world": dump(world),
            "commands": commands_to_plain(recording.commands),
            "checks": [[check.tick, check.digest] for check in recording.checks],
            "untold": [event_to_plain(event) for event in session.earthside.untold],
        },
        separators=(",", ":"),
        allow_nan=False,
    ).encode()
    header = {
        "format": FORMAT,
        "game": VERSION,
        "level": world.level.id,
        "title": world.level.title,
        "level_hash": level_hash(world.level),
        "seed": world.site.seed,
        "sol": marstime.sol(world.tick),
        "lmst": marstime.lmst_text(world.tick),
        "tick": world.tick,
        "checksum": checksum(body),
    }
    stamp = stamp_of(world.level.file) if world.level.file is not None else None
    if stamp is not None:
        header["mod"] = asdict(stamp)
    in_use = stamps_now()
    if in_use:
        header["mods"] = [asdict(one) for one in in_use]
    return json.dumps(header).encode() + b"\n" + body + b"\n"


def checksum(body: bytes) -> str:
    """32 hex digits over the body line."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


# --- reading ----------------------------------------------------------------------------------------------------------


def read_header(path: Path, *, whole: bool = True) -> SaveHeader:
    """The header of a save; `whole` also holds the checksum against the body. Raises FileFault."""
    return _split(path, whole=whole)[0]


def _split(path: Path, *, whole: bool = True) -> tuple[SaveHeader, bytes]:
    data = read_bytes(path, "a save", MAX_BYTES) if whole else _first_bytes(path)
    head, newline, body = data.partition(b"\n")
    if not newline or len(head) > HEADER_BYTES:
        raise FileFault(path, "line 1", "is not a save of this game", "choose another file")
    header = _header(path, parse_json(path, head, "a save", FORMAT))
    body = body.removesuffix(b"\n")
    if whole and checksum(body) != header.checksum:
        raise FileFault(path, "line 2", "is damaged: its checksum does not fit", _BACKUP)
    return header, body


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_BYTES + 1)
    except (OSError, ValueError) as wrong:
        raise FileFault(path, "", f"cannot be read: {getattr(wrong, 'strerror', None) or wrong}") from None


def _header(path: Path, plain: dict[str, Any]) -> SaveHeader:
    return SaveHeader(
        path=path,
        level=as_text(path, plain, "level"),
        title=as_text(path, plain, "title"),
        level_hash=as_text(path, plain, "level_hash"),
        seed=as_int(path, plain, "seed"),
        sol=as_int(path, plain, "sol"),
        lmst=as_text(path, plain, "lmst"),
        tick=as_int(path, plain, "tick"),
        checksum=as_text(path, plain, "checksum"),
        game_version=as_text(path, plain, "game"),
        mod=_stamp(path, plain.get("mod")),
        mods=_stamps(path, plain.get("mods")),
    )


def _stamp(path: Path, plain: object) -> Stamp | None:
    if not isinstance(plain, dict):
        return None
    return Stamp(*(as_text(path, plain, key) for key in ("id", "title", "version", "digest")))


def _stamps(path: Path, plain: object) -> tuple[Stamp, ...]:
    listed = plain[:MOST_MODS] if isinstance(plain, list) else []
    return tuple(stamp for one in listed if (stamp := _stamp(path, one)) is not None)


def read_save(path: Path, level: Level, catalog: Catalog, site: Site | None = None) -> Session:
    """The mission that was saved, on its level. `site` saves generating the ground again when it is at hand.

    Raises:
        FileFault: with the sentence for people; nothing is changed on the disk.
    """
    header, body = _split(path)
    if header.level_hash != level_hash(level):
        what = f"another version of the level {level.id}" if header.level == level.id else f"the level {header.level}"
        raise FileFault(path, "level", f"was saved on {what}", "bring back that level file, or start anew")
    if not 0 <= header.seed < 2**63:
        raise FileFault(path, "seed", "is out of range")
    content = json_object(path, body, "a save", line=2)
    recording = _recording(path, header, content)
    if site is None or site.seed != header.seed or site.level != level:
        site = prepare_site(level, catalog, header.seed)
    try:
        world = restore(site, content.get("world"))
    except SnapshotError as wrong:
        raise FileFault(path, "world", str(wrong), _BACKUP) from None
    session = Session(world, recording)
    session.earthside.untold = _untold(path, content)
    return session


def _untold(path: Path, content: dict[str, Any]) -> list[Event]:
    """What had happened and was not known on Earth yet."""
    try:
        return [event_from_plain(plain) for plain in as_list(path, content, "untold")]
    except ValueError as wrong:
        raise FileFault(path, "untold", str(wrong), _BACKUP) from None


def _recording(path: Path, header: SaveHeader, content: dict[str, Any]) -> Replay:
    return Replay(
        level=header.level,
        level_hash=header.level_hash,
        seed=header.seed,
        game_version=header.game_version,
        commands=commands_from_plain(path, as_list(path, content, "commands")),
        checks=checks_from_plain(path, as_list(path, content, "checks")),
    )
