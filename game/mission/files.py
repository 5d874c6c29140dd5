"""Reading and writing the player's files: atomically, within bounds, and with sentences when something is wrong."""

import json
import os
import threading
import time
from math import isinf
from pathlib import Path
from typing import Any

STALE_PART_S = 3600.0
"""A half-written file this old was left by a crash, not by a writer at work."""
LONGEST_INT = 20
"""Digits: enough for any 64-bit number; longer ones are an attack or damage."""


class FileFault(ValueError):
    """A file that cannot be used: which, where in it, why, and what to do."""

    def __init__(self, path: Path, place: str, sentence: str, hint: str = "") -> None:
        self.path, self.place, self.sentence, self.hint = path, place, sentence, hint
        where = f"{path}: {place}: " if place else f"{path}: "
        super().__init__(where + sentence + (f" ({hint})" if hint else ""))


# --- writing ----------------------------------------------------------------------------------------------------------


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` with `data` so that a crash at any moment leaves the old or the new file, whole.

    Written beside it, flushed to the disk, then renamed over it; the folder is flushed too where the system can.
    Raises OSError naming `path`.
    """
    target = Path(os.path.realpath(path))  # write through a link, do not replace it
    part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        try:
            _write_through(part, data)
            os.replace(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _flush_folder(target.parent)
    except OSError as wrong:
        raise OSError(wrong.errno, wrong.strerror or str(wrong), str(path)) from None


def _write_through(part: Path, data: bytes) -> None:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(target: Path) -> None:
    """Remove what a writer of the same file left behind when it was killed long ago."""
    now = time.time()
    for part in target.parent.glob(f".{_literal(target.name)}.*.part"):
        try:
            if now - part.stat().st_mtime > STALE_PART_S:
                part.unlink()
        except OSError:
            continue


def _literal(name: str) -> str:
    """A name as a glob pattern that matches only itself."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network folders cannot; the file itself is on the disk
    finally:
        os.close(descriptor)


def keep_aside(path: Path, word: str) -> Path:
    """Move a file out of the way under a name of its own, `settings.broken-1.json`; nothing is overwritten.

    May raise OSError.
    """
    number = 1
    while (place := path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")).exists():
        number += 1
    os.replace(path, place)
    return place


# --- reading ----------------------------------------------------------------------------------------------------------


def read_bytes(path: Path, what: str, most: int) -> bytes:
    """The bytes of a file of at most `most` bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise FileFault(path, "", "there is no such file", "check the name") from None
    except IsADirectoryError:
        raise FileFault(path, "", "is a folder, not a file") from None
    except (OSError, ValueError) as wrong:
        raise FileFault(path, "", f"cannot be read: {getattr(wrong, 'strerror', None) or wrong}") from None
    if len(data) > most:
        raise FileFault(path, "", f"is larger than {what} ever is ({most // 1024} KiB)")
    return data


def read_json(path: Path, what: str, file_format: int, most: int) -> dict[str, Any]:
    """A JSON object of the wanted format."""
    return parse_json(path, read_bytes(path, what, most), what, file_format)


def parse_json(path: Path, data: bytes, what: str, file_format: int) -> dict[str, Any]:
    """`read_json` for bytes that came from `path`."""
    plain = json_object(path, data, what)
    found = plain.get("format")
    if type(found) is not int or found != file_format:
        hint = "it may come from another version of the game"
        raise FileFault(path, "format", f"is {found!r:.40}, this game reads {what} of format {file_format}", hint)
    return plain


def json_object(path: Path, data: bytes, what: str, line: int = 1) -> dict[str, Any]:
    """A JSON object of finite numbers; `line` is the line of the file on which `data` begins."""
    try:
        plain = json.loads(data.decode("utf-8"), parse_constant=_no_constant, parse_int=_whole, parse_float=_finite)
    except UnicodeDecodeError:
        raise FileFault(path, "", f"is not {what}: it is not text", "choose another file") from None
    except json.JSONDecodeError as wrong:
        place = f"line {wrong.lineno + line - 1} column {wrong.colno}"
        raise FileFault(path, place, f"is not valid JSON: {wrong.msg}") from None
    except (ValueError, RecursionError):
        raise FileFault(path, "", f"is not {what}: it holds what no number is, or nests too deep") from None
    if not isinstance(plain, dict):
        raise FileFault(path, "", f"is not {what}")
    return plain


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_INT:
        raise ValueError("too long a number")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError("too large a number")
    return number


# --- values of an object ----------------------------------------------------------------------------------------------


def as_text(path: Path, plain: dict[str, Any], key: str) -> str:
    """The text under `key`."""
    value = plain.get(key)
    if not isinstance(value, str):
        raise FileFault(path, key, "must be a text" if key in plain else "is missing")
    return value


def as_int(path: Path, plain: dict[str, Any], key: str, place: str = "") -> int:
    """The whole number under `key`."""
    value = plain.get(key)
    where = f"{place}.{key}" if place else key
    if type(value) is not int:
        raise FileFault(path, where, "must be a whole number" if key in plain else "is missing")
    if not -(2**63) <= value < 2**63:
        raise FileFault(path, where, "is out of range")
    return value


def as_list(path: Path, plain: dict[str, Any], key: str) -> list[Any]:
    """The list under `key`."""
    value = plain.get(key)
    if not isinstance(value, list):
        raise FileFault(path, key, "must be a list" if key in plain else "is missing")
    return value
