"""Pictures are written whole and read back the same."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.imaging.png import SIGNATURE, encode_png, write_png

Chunks = list[tuple[bytes, bytes]]


def chunks_of(data: bytes) -> Chunks:
    """Walk a PNG file, checking the length and the checksum of every chunk."""
    assert data.startswith(SIGNATURE)
    at, found = len(SIGNATURE), []
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert crc == zlib.crc32(kind + body)
        found.append((kind, body))
        at += 12 + length
    return found


def read_back(data: bytes) -> NDArray[np.uint8]:
    """A minimal reader: filters none, sub and up."""
    chunks = chunks_of(data)
    width, height, depth, colour = struct.unpack(">IIBB", chunks[0][1][:10])
    assert depth == 8
    channels = {0: 1, 2: 3, 6: 4}[colour]
    raw = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    rows = np.frombuffer(raw, dtype=np.uint8).reshape(height, width * channels + 1)
    out = np.zeros((height, width * channels), dtype=np.uint8)
    for y in range(height):
        assert rows[y, 0] in (0, 2)
        above = out[y - 1] if y and rows[y, 0] == 2 else 0
        out[y] = rows[y, 1:] + above
    return out.reshape((height, width) if channels == 1 else (height, width, channels))


@pytest.mark.parametrize("shape", [(5, 7), (1, 1, 3), (33, 20, 3), (4, 9, 4)])
def test_the_picture_reads_back_the_same(shape: tuple[int, ...]) -> None:
    pixels = (np.arange(int(np.prod(shape))) * 97 % 251).astype(np.uint8).reshape(shape)
    assert np.array_equal(read_back(encode_png(pixels)), pixels)


def test_a_view_with_strides_is_written_as_seen() -> None:
    pixels = np.arange(12 * 8 * 3, dtype=np.uint8).reshape(12, 8, 3)[::-1, ::2]
    assert np.array_equal(read_back(encode_png(pixels)), pixels)


def test_metadata_holds_any_language(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    write_png(path, np.zeros((2, 2, 3), dtype=np.uint8), {"Title": "Кратер Jezero · 18°", "Seed": "7"})
    texts = [body for kind, body in chunks_of(path.read_bytes()) if kind == b"iTXt"]
    assert texts[0] == b"Title\0\0\0\0\0" + "Кратер Jezero · 18°".encode()
    assert texts[1].startswith(b"Seed\0")


def test_a_failed_write_keeps_the_old_picture(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    write_png(path, np.full((3, 3, 3), 9, dtype=np.uint8))
    before = path.read_bytes()
    with pytest.raises(ValueError, match="Latin"):
        write_png(path, np.zeros((3, 3, 3), dtype=np.uint8), {"": "no key"})
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["map.png"]


@pytest.mark.parametrize("shape", [(0, 4, 3), (4, 4, 2), (4,)])
def test_what_is_not_a_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="picture"):
        encode_png(np.zeros(shape, dtype=np.uint8))
