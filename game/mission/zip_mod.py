"""A mod in a zip file: unpacked once into the cache, under the file's own hash, after everything in it was looked at.

A zip comes from a stranger. Nothing is written outside its folder, no link is made, no more is unpacked than is allowed
(counted while unpacking, whatever the file claims), and only kinds of files that a mod is made of are taken.
"""

import hashlib
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from game.content.diagnose import Faults, file_fault
from game.content.manifest import manifest_file

MOST_ZIP_BYTES = 64 << 20
MOST_BYTES = 256 << 20
"""Of all files together once unpacked."""
MOST_FILES = 2000
MOST_DEPTH = 8
LONGEST_NAME = 200
KINDS = (".yaml", ".yml", ".npy", ".npz", ".png", ".tif", ".tiff", ".txt", ".md")
"""What a mod is made of. Other files stay in the zip."""
_CHUNK_BYTES = 1 << 20
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


def unpacked(path: Path, cache: Path) -> Path:
    """The folder with the mod of a zip file; raises Faults with the sentence for people."""
    name = str(path)
    folder = cache / "mods" / _hash_of(path)
    try:
        if not folder.is_dir():
            _unpack(path, folder)
    except OSError as wrong:
        raise file_fault(name, f"cannot be unpacked: {wrong.strerror or wrong}") from None
    except _BROKEN as wrong:
        raise file_fault(name, f"this zip file is damaged: {str(wrong)[:120]}", "download it again") from None
    return _root(folder)


def _hash_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_ZIP_BYTES + 1)
    except OSError as wrong:
        raise file_fault(str(path), f"cannot be read: {wrong.strerror or wrong}") from None
    if len(data) > MOST_ZIP_BYTES:
        raise file_fault(str(path), f"is larger than {MOST_ZIP_BYTES >> 20} MiB, the most the game reads")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _root(folder: Path) -> Path:
    """Where the mod begins: many a zip holds one folder with everything in it."""
    inner = [path for path in sorted(folder.iterdir()) if path.is_dir()]
    return inner[0] if manifest_file(folder) is None and len(inner) == 1 else folder


def _unpack(path: Path, folder: Path) -> None:
    """Into a folder beside it first: a half unpacked mod is never taken for a whole one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as archive:
        members = list(_members(path, archive))
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
        try:
            _write_all(path, archive, members, draft)
            os.replace(draft, folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            if not folder.is_dir():  # another process may have been quicker: then all is well
                raise


def _members(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files to unpack with their places; everything is judged before anything is written."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise file_fault(str(path), f"holds {len(entries)} files; the most the game unpacks is {MOST_FILES}")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        raise file_fault(
            str(path), f"would take {total >> 20} MiB; the most the game unpacks is {MOST_BYTES >> 20} MiB"
        )
    taken: dict[str, None] = {}
    for entry in entries:
        reason = _refusal(entry)
        place = PurePosixPath(entry.filename)
        if not reason and str(place).casefold() in taken:
            reason = "is there twice"
        if reason:
            raise file_fault(str(path), f"{_shown(entry.filename)} in this zip file {reason}; nothing was unpacked")
        taken[str(place).casefold()] = None
        if not entry.is_dir() and place.suffix.lower() in KINDS:
            yield entry, place


def _refusal(entry: zipfile.ZipInfo) -> str:
    """Why a file must not be unpacked, as the end of a sentence; '' when it may."""
    name = entry.filename
    parts = name.rstrip("/").split("/")
    if len(name) > LONGEST_NAME or len(parts) > MOST_DEPTH:
        return "has too long a name"
    if name.startswith("/") or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
        return "would be written outside the mod's folder"
    if not name.isprintable() or any(part != part.rstrip(" .") for part in parts):
        return "has a name that not every system can write"
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, not a file"
    return "is encrypted" if entry.flag_bits & _ENCRYPTED else ""


def _shown(name: str) -> str:
    return "'" + "".join(c if c.isprintable() else "·" for c in name[:80]) + "'"


def _write_all(
    path: Path, archive: zipfile.ZipFile, members: list[tuple[zipfile.ZipInfo, PurePosixPath]], draft: Path
) -> None:
    left = MOST_BYTES
    for entry, place in members:
        target = draft.joinpath(*place.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as packed, target.open("xb") as file:
            while chunk := packed.read(_CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise _too_much(path)
                file.write(chunk)


def _too_much(path: Path) -> Faults:
    return file_fault(str(path), f"holds more than it says: above {MOST_BYTES >> 20} MiB; nothing was unpacked")
