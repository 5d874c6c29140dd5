"""Write 8-bit PNG pictures with the standard library only."""

import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOUR_TYPES = {
    1: 0,
    3: 2,
    4: 6,
}  # channels -> PNG colour type (grey, rgb, rgba); PNG specification, table 11.1
FILTER_UP = 2
COMPRESSION = 6


def encode_png(pixels: NDArray[np.uint8], text: Mapping[str, str] | None = None) -> bytes:
    """The PNG file of a picture [h, w], [h, w, 3] or [h, w, 4]; `text` becomes its metadata."""
    rows = _rows(pixels)
    height, width = pixels.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, 8, COLOUR_TYPES[_channels(pixels)], 0, 0, 0)
    chunks = [_chunk(b"IHDR", header)]
    chunks += [_text_chunk(key, value) for key, value in (text or {}).items()]
    chunks.append(_chunk(b"IDAT", zlib.compress(rows, COMPRESSION)))
    chunks.append(_chunk(b"IEND", b""))
    return SIGNATURE + b"".join(chunks)


def write_png(path: str | Path, pixels: NDArray[np.uint8], text: Mapping[str, str] | None = None) -> None:
    """Write a picture so that `path` holds either its old content or the whole new picture."""
    path = Path(path)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(encode_png(pixels, text))
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _channels(pixels: NDArray[np.uint8]) -> int:
    return 1 if pixels.ndim == 2 else int(pixels.shape[2])


def _rows(pixels: NDArray[np.uint8]) -> bytes:
    """Every row filtered by its upper neighbour, which suits shaded ground and halves the file."""
    if pixels.dtype != np.uint8 or pixels.ndim not in (2, 3) or _channels(pixels) not in COLOUR_TYPES:
        raise ValueError(f"a picture is uint8 [h, w], [h, w, 3] or [h, w, 4], not {pixels.dtype} {pixels.shape}")
    height, width = pixels.shape[:2]
    if not height or not width:
        raise ValueError("a picture needs at least one pixel")
    flat = np.ascontiguousarray(pixels).reshape(height, -1)
    rows = np.empty((height, flat.shape[1] + 1), dtype=np.uint8)
    rows[:, 0] = FILTER_UP
    rows[0, 1:] = flat[0]
    rows[1:, 1:] = flat[1:] - flat[:-1]
    return rows.tobytes()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _text_chunk(key: str, value: str) -> bytes:
    """A compressed-free iTXt chunk: any Unicode text, unlike tEXt."""
    name = key.encode("latin-1")
    if not 1 <= len(name) <= 79:
        raise ValueError(f"a PNG text key has 1 to 79 Latin letters, not {key!r}")
    return _chunk(b"iTXt", name + b"\0\0\0\0\0" + value.encode())
