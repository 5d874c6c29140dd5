"""Zip files from strangers: nothing leaves its folder, nothing fills the disk, and every refusal is a sentence."""

import stat
import zipfile
from pathlib import Path

import pytest

from game.content.diagnose import Faults
from game.mission import zip_mod
from game.mission.mods import read_mod
from game.mission.zip_mod import unpacked
from tests.mission.mod_files import files, mod_zip


def archive_of(path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files().items():
            archive.writestr(name, text)
        for entry, data in entries:
            archive.writestr(entry, data)
    return path


def told(path: Path, cache: Path) -> str:
    with pytest.raises(Faults) as refused:
        unpacked(path, cache)
    return refused.value.faults[0].sentence


def everything_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


ESCAPES = (
    "../evil.yaml",
    "a/../../evil.yaml",
    "/tmp/evil.yaml",
    "..\\evil.yaml",
    "C:evil.yaml",
    "C:\\evil.yaml",
    "a//b.yaml",
    "./a.yaml",
    "a:stream.yaml",
)


@pytest.mark.parametrize("name", ESCAPES)
def test_no_file_is_written_outside(tmp_path: Path, name: str) -> None:
    path = archive_of(tmp_path / "in.zip", (name, b"id: evil"))
    said = told(path, tmp_path / "cache")
    assert "outside the mod's folder; nothing was unpacked" in said
    assert everything_below(tmp_path) == ["in.zip"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR):
        entry = zipfile.ZipInfo("link.yaml")
        entry.external_attr = (kind | 0o777) << 16
        path = archive_of(tmp_path / "in.zip", (entry, b"/etc/passwd"))
        assert "is a link or a device" in told(path, tmp_path / "cache")
    assert everything_below(tmp_path) == ["in.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("FIRST.yaml", "is there twice"),
        ("first.yaml", "is there twice"),
        ("a/" * 9 + "x.yaml", "too long a name"),
        ("x" * 300 + ".yaml", "too long a name"),
        ("a\x07.yaml", "not every system can write"),
        ("con /x.yaml", "not every system can write"),
    ],
)
def test_names_that_would_make_trouble(tmp_path: Path, name: str, sentence: str) -> None:
    assert sentence in told(archive_of(tmp_path / "in.zip", (name, b"")), tmp_path / "cache")


def test_a_bomb_is_seen_by_what_it_says_and_by_what_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_mod, "MOST_BYTES", 1 << 20)
    path = archive_of(tmp_path / "in.zip", ("zeros.yaml", bytes(3 << 20)))
    assert "would take 3 MiB; the most the game unpacks is 1 MiB" in told(path, tmp_path / "cache")
    packed = path.read_bytes()
    size = (3 << 20).to_bytes(4, "little")
    path.write_bytes(packed.replace(size, (9).to_bytes(4, "little")))
    said = told(path, tmp_path / "cache")
    assert "holds more than it says" in said or "is damaged" in said
    assert [name for name in everything_below(tmp_path / "cache") if "zeros" in name] == []


def test_too_many_files(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "in.zip", *((f"{n}.yaml", b"") for n in range(zip_mod.MOST_FILES)))
    assert "the most the game unpacks is 2000" in told(path, tmp_path / "cache")


def test_encrypted_and_damaged_files(tmp_path: Path) -> None:
    good = mod_zip(tmp_path / "good.zip").read_bytes()
    locked = bytearray(good)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    path = tmp_path / "in.zip"
    path.write_bytes(bytes(locked))
    assert "is encrypted" in told(path, tmp_path / "cache")
    for damaged in (b"", b"PK", b"no zip at all", good[:-30], good[: len(good) // 2]):
        path.write_bytes(damaged)
        assert "this zip file is damaged" in told(path, tmp_path / "cache")


def test_any_byte_may_be_wrong(tmp_path: Path) -> None:
    """Whatever a single byte becomes: a mod or a sentence, and never a file elsewhere."""
    good = mod_zip(tmp_path / "good.zip").read_bytes()
    path = tmp_path / "mods" / "in.zip"
    path.parent.mkdir()
    for place in range(0, len(good), 7):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        mod = read_mod(path)
        assert mod.levels or mod.faults
    assert {name.split("/")[0] for name in everything_below(tmp_path)} == {"good.zip", "mods"}


def test_only_what_a_mod_is_made_of_is_unpacked_and_only_once(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "in.zip", ("run.sh", b"rm"), ("a/b.npy", b"x"), ("notes.md", b"x"))
    folder = unpacked(path, tmp_path / "cache")
    assert everything_below(folder) == sorted((*files(), "a/b.npy", "notes.md"))
    written = (folder / "mod.yaml").stat().st_mtime_ns
    assert unpacked(path, tmp_path / "cache") == folder
    assert (folder / "mod.yaml").stat().st_mtime_ns == written
