"""Saves: whole or not at all, whatever happens while writing and whatever lies in the folder when reading."""

import hashlib
import json
import os
import random
import signal
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.content.sections import Score
from game.mission import files, savefolder
from game.mission.files import FileFault
from game.mission.savefolder import AUTOSAVES, BACKUPS, autosave, backup_path, list_saves, quarantine, write_save
from game.mission.savegame import MAX_BYTES, read_header, read_save, save_bytes
from game.mission.session import Session
from game.sim.snapshot import digest
from game.sim.step import advance
from tests import mutate, small


def load(path: Path) -> Session:
    return read_save(path, small.level(), small.catalog(), small.site())


def session_at(hours: float) -> Session:
    session = small.session()
    start = session.world.tick
    log = tuple(item for item in small.busy_day(start) if item[0] <= start + hours * small.HOUR)
    small.play(session, log, start + int(hours * small.HOUR))
    return session


@cache
def content(hours: float) -> bytes:
    return save_bytes(session_at(hours))


def sealed(body: Any, header: dict[str, Any] | None = None) -> bytes:
    """A save with another body and a checksum that fits it: damage that no checksum finds."""
    head, _, old = content(1.0).partition(b"\n")
    body = old[:-1] if body is None else json.dumps(body).encode()
    plain = json.loads(head) | {"checksum": hashlib.blake2b(body, digest_size=16).hexdigest()} | (header or {})
    return json.dumps(plain).encode() + b"\n" + body + b"\n"


def body_of(hours: float) -> Any:
    return json.loads(content(hours).partition(b"\n")[2])


# --- writing and reading ----------------------------------------------------------------------------------------------


def test_there_and_back(tmp_path: Path) -> None:
    session = session_at(4.3)
    write_save(tmp_path / "one.jezero", session)
    loaded = load(tmp_path / "one.jezero")
    assert digest(loaded.world) == digest(session.world)
    assert loaded.recording == session.recording


def test_without_the_site_at_hand_the_ground_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    path.write_bytes(content(1.0))
    loaded = read_save(path, small.level(), small.catalog())
    assert digest(loaded.world) == digest(load(path).world)
    other = tmp_path / "other.jezero"
    write_save(other, small.session(seed=8))
    assert read_save(other, small.level(), small.catalog(), small.site()).world.site.seed == 8


def test_the_header_says_what_the_dialog_shows(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    path.write_bytes(content(1.0))
    header = read_header(path)
    assert (header.level, header.title, header.seed, header.sol) == ("small", "Small", 7, 14)
    assert header.lmst == "09:58"


def test_backups_roll(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    sessions = [small.session() for _ in range(6)]
    for minutes, session in enumerate(sessions):
        session.run_to(session.world.tick + 60 * minutes)
        write_save(path, session)
    ticks = [read_header(place).tick for place in (path, *(backup_path(path, age) for age in range(1, BACKUPS + 1)))]
    assert ticks == [session.world.tick for session in reversed(sessions)][: BACKUPS + 1]
    assert len(list(tmp_path.iterdir())) == BACKUPS + 1


def test_autosaves_keep_the_last_three(tmp_path: Path) -> None:
    session = small.session()
    ticks = []
    for number in range(5):
        session.run_to(session.world.tick + 100)
        path = autosave(session, tmp_path)
        os.utime(path, ns=(number, number))
        ticks.append(session.world.tick)
    entries = list_saves(tmp_path)
    assert [entry.header.tick for entry in entries if entry.header] == ticks[: -AUTOSAVES - 1 : -1]


def test_a_save_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jezero", tmp_path / "link.jezero"
    real.write_bytes(content(0.0))
    link.symlink_to(real)
    write_save(link, session_at(1.0))
    assert link.is_symlink()
    assert real.read_bytes() == content(1.0)


def test_what_cannot_be_written_is_an_oserror_with_the_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    target = tmp_path / "file" / "one.jezero"
    with pytest.raises(OSError, match="file") as told:
        write_save(target, small.session())
    assert told.value.filename == str(target)
    folder = tmp_path / "folder.jezero"
    folder.mkdir()
    with pytest.raises(OSError, match=r"folder\.jezero"):
        write_save(folder, small.session())
    assert not list(tmp_path.glob(".*.part"))


def test_what_a_killed_writer_left_is_swept_up(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".one.jezero.999-1.part", tmp_path / ".one.jezero.998-1.part"
    old.write_bytes(b"half")
    fresh.write_bytes(b"half")
    os.utime(old, (1, 1))
    write_save(tmp_path / "one.jezero", small.session())
    assert (old.exists(), fresh.exists()) == (False, True)


# --- killed while writing ---------------------------------------------------------------------------------------------

STEPS = ("open", "write", "fsync", "close", "replace", "link", "unlink", "mkdir", "rename")


class Killer:
    """Wraps the functions of `os`; at the `at`-th call the process is killed, before it or after it (half written)."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.at, self.after, self.calls = at, after, 0

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls != self.at:
                return real(*words, **named)
            try:
                if self.after and name == "write":
                    real(words[0], bytes(words[1])[: len(words[1]) // 2])
                elif self.after:
                    real(*words, **named)
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return call


def killed_at(step: int, *, after: bool, act: Callable[[], object]) -> bool:
    """Run `act` in a child that is killed at a step. False when it came to its end before."""
    child = os.fork()
    if child == 0:
        killer = Killer(step, after=after)
        for name in STEPS:
            setattr(os, name, killer.wrap(name, getattr(os, name)))
        try:
            act()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to be killed")
@pytest.mark.parametrize("after", [False, True], ids=["before the step", "after it"])
@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_killed_at_every_step_of_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: bool, links: bool
) -> None:
    """The old or the new save loads, and so do the backups, whichever moment the machine died at."""
    new = session_at(1.0)
    good = {digest(session_at(hours).world) for hours in (0.0, 0.5, 1.0)}
    if not links:
        monkeypatch.setattr(os, "link", refuse_link)
    step, killed = 0, True
    while killed:
        step += 1
        folder = tmp_path / str(step)
        path = folder / "one.jezero"
        folder.mkdir()
        path.write_bytes(content(0.5))
        for age in range(1, BACKUPS + 1):
            backup_path(path, age).write_bytes(content(0.0))
        killed = killed_at(step, after=after, act=lambda place=path: write_save(place, new))  # type: ignore[misc]
        assert digest(load(path).world) in good
        (entry,) = list_saves(folder)
        assert entry.fault is None
        kept = [place for age in range(1, BACKUPS + 1) if (place := backup_path(path, age)).exists()]
        assert len(kept) >= BACKUPS - 1
        assert all(digest(load(place).world) in good for place in kept)
    assert digest(load(path).world) == digest(new.world)
    assert step > 8


def refuse_link(*_words: object) -> None:
    raise OSError("no links here")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to be killed")
def test_killed_while_saving_automatically(tmp_path: Path) -> None:
    step, killed = 0, True
    while killed:
        step += 1
        folder = tmp_path / str(step)
        folder.mkdir()
        autosave(session_at(0.0), folder)
        killed = killed_at(step, after=True, act=lambda place=folder: autosave(session_at(0.5), place))  # type: ignore[misc]
        entries = list_saves(folder)
        assert entries
        assert all(load(entry.path) for entry in entries)


# --- whatever lies in the folder --------------------------------------------------------------------------------------


def hostile_folder(folder: Path) -> None:
    """Files that are no saves, under names of saves."""
    noise = random.Random(4)
    (folder / "noise.jezero").write_bytes(noise.randbytes(5000))
    (folder / "empty.jezero").write_bytes(b"")
    (folder / "line.jezero").write_bytes(b"\n")
    (folder / "text.jezero").write_text("dear diary\nit is cold")
    (folder / "cut.jezero").write_bytes(content(1.0)[:-500])
    (folder / "flipped.jezero").write_bytes(content(1.0)[:-500] + b"7" + content(1.0)[-499:])
    (folder / "nul.jezero").write_bytes(bytes(100_000))
    (folder / "deep.jezero").write_bytes(b"[" * 200_000 + b"\n{}\n")
    (folder / "digits.jezero").write_bytes(b'{"format": ' + b"9" * 400 + b"}\n{}\n")
    (folder / "nan.jezero").write_bytes(b'{"format": NaN}\n{}\n')
    (folder / "future.jezero").write_bytes(sealed(None, {"format": 2}))
    (folder / "wrong.jezero").write_bytes(sealed(None, {"seed": "seven"}))
    (folder / "true.jezero").write_bytes(sealed(None, {"format": True}))
    (folder / "folder.jezero").mkdir()
    (folder / "loop.jezero").symlink_to(folder / "pool.jezero")
    (folder / "pool.jezero").symlink_to(folder / "loop.jezero")
    (folder / "nowhere.jezero").symlink_to(folder / "gone")
    with (folder / "huge.jezero").open("wb") as huge:
        huge.truncate(MAX_BYTES * 20)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.jezero")
    (folder / "locked.jezero").write_bytes(content(1.0))
    (folder / "locked.jezero").chmod(0)
    (folder / "notes.txt").write_text("not a save")


def test_the_list_survives_any_file(tmp_path: Path) -> None:
    hostile_folder(tmp_path)
    (tmp_path / "good.jezero").write_bytes(content(1.0))
    entries = {entry.path.name: entry for entry in list_saves(tmp_path)}
    assert entries["good.jezero"].header is not None
    readable = {"good.jezero"} | ({"locked.jezero"} if os.access(tmp_path / "locked.jezero", os.R_OK) else set())
    assert {name for name, entry in entries.items() if entry.fault is None} == readable
    assert "folder.jezero" not in entries
    assert "notes.txt" not in entries
    for entry in entries.values():
        if entry.fault is not None:
            assert entry.path.name in str(entry.fault)
            assert "\n" not in str(entry.fault)
            assert len(str(entry.fault)) < 300 + len(str(entry.path))


@pytest.mark.parametrize("name", ["noise", "empty", "text", "cut", "flipped", "deep", "digits", "loop", "folder"])
def test_loading_what_is_no_save_is_a_sentence(tmp_path: Path, name: str) -> None:
    hostile_folder(tmp_path)
    with pytest.raises(FileFault, match=name):
        load(tmp_path / f"{name}.jezero")


def test_no_folder_no_saves(tmp_path: Path) -> None:
    assert list_saves(tmp_path / "nothing") == []
    (tmp_path / "file").write_text("x")
    assert list_saves(tmp_path / "file") == []


def test_a_damaged_save_is_followed_by_its_good_backups(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    path.write_bytes(content(1.0)[:-9])
    backup_path(path, 1).write_bytes(content(0.5))
    backup_path(path, 2).write_bytes(b"also damaged")
    damaged, backup = list_saves(tmp_path)
    assert damaged.fault is not None
    assert "backup" in str(damaged.fault)
    assert backup.path == backup_path(path, 1)
    assert digest(load(backup.path).world) == digest(session_at(0.5).world)


def test_saving_over_a_damaged_file_puts_it_in_quarantine_not_into_the_backups(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    backup_path(path, 1).write_bytes(content(0.0))
    for number in range(3):
        path.write_bytes(b"damaged %d" % number)
        write_save(path, session_at(0.5))
    assert backup_path(path, 1).read_bytes() == content(0.0)
    kept = {place.read_bytes() for place in (tmp_path / "damaged").iterdir()}
    assert kept == {b"damaged 0", b"damaged 1", b"damaged 2"}


def test_quarantine_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    for number in range(3):
        path.write_bytes(b"%d" % number)
        place = quarantine(path)
        assert place.read_bytes() == b"%d" % number
    assert len(list((tmp_path / "damaged").iterdir())) == 3


# --- whatever stands in the file --------------------------------------------------------------------------------------


def play_on_or_refuse(path: Path) -> None:
    """A sentence with the file's name, or a mission that runs ten minutes."""
    try:
        session = load(path)
    except FileFault as fault:
        told = str(fault)
    else:
        told = path.name
        advance(session.world, session.world.tick + 600)
    assert path.name in told
    assert "\n" not in told


def sweep(tmp_path: Path, hours: float, every: int) -> None:
    path = tmp_path / "one.jezero"
    for number, (at, value, spoiled) in enumerate(mutate.mutants(body_of(hours))):
        if number % every == 0:
            path.write_bytes(sealed(spoiled))
            try:
                play_on_or_refuse(path)
            except Exception as fault:
                raise AssertionError(f"{'.'.join(map(str, at))} = {value!r:.60}") from fault


def test_spoiled_bodies_are_refused_or_playable(tmp_path: Path) -> None:
    sweep(tmp_path, 4.3, every=101)


@pytest.mark.slow
@pytest.mark.parametrize("hours", [4.3, 12.0])
def test_spoiled_bodies_are_refused_or_playable_every_leaf(tmp_path: Path, hours: float) -> None:
    sweep(tmp_path, hours, every=1)


def test_spoiled_headers_are_refused_or_playable(tmp_path: Path) -> None:
    head = json.loads(content(1.0).partition(b"\n")[0])
    path = tmp_path / "one.jezero"
    for _at, _value, spoiled in mutate.mutants(head):
        path.write_bytes(json.dumps(spoiled).encode() + b"\n" + content(1.0).partition(b"\n")[2])
        play_on_or_refuse(path)
        list_saves(tmp_path)


@pytest.mark.parametrize(
    "body", [b"[]", b"7", b"{}", b'{"world": 1}', b"{", b"[" * 100_000, b'{"world": 1e999}', b"\xff"]
)
def test_bodies_that_are_no_missions(tmp_path: Path, body: bytes) -> None:
    head = json.loads(content(1.0).partition(b"\n")[0]) | {
        "checksum": hashlib.blake2b(body, digest_size=16).hexdigest()
    }
    path = tmp_path / "one.jezero"
    path.write_bytes(json.dumps(head).encode() + b"\n" + body + b"\n")
    with pytest.raises(FileFault, match=r"one\.jezero"):
        load(path)


def test_a_save_of_another_level_or_version_says_so(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    path.write_bytes(content(1.0))
    changed = small.level().model_copy(update={"score": Score(stars=(1, 2, 3))})
    with pytest.raises(FileFault, match="another version of the level small"):
        read_save(path, changed, small.catalog())
    renamed = changed.model_copy(update={"id": "other"})
    with pytest.raises(FileFault, match="saved on the level small"):
        read_save(path, renamed, small.catalog())
    reworded = small.level().model_copy(update={"briefing": "A typo put right."})
    assert read_save(path, reworded, small.catalog(), small.site())


def test_bits_that_flip_are_found(tmp_path: Path) -> None:
    path = tmp_path / "one.jezero"
    good = content(1.0)
    noise = random.Random(5)
    start = good.index(b"\n") + 1
    for _ in range(200):
        at = noise.randrange(start, len(good) - 1)
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << noise.randrange(8)]) + good[at + 1 :])
        with pytest.raises(FileFault, match="checksum"):
            load(path)


def test_reading_stays_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "huge.jezero"
    with path.open("wb") as huge:
        huge.truncate(MAX_BYTES + 1)
    with pytest.raises(FileFault, match="larger than a save"):
        load(path)
    assert savefolder.CHECK_BYTES < MAX_BYTES
    assert files.LONGEST_INT < 400
