"""A replay proves what happened: it verifies, and any change in it is found at the first tick that differs."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.mission.files import FileFault
from game.mission.replay import (
    CHECK_EVERY_TICKS,
    Difference,
    Replay,
    play_replay,
    read_replay,
    refuse_other_level,
    to_go_on,
    write_replay,
)
from game.mission.session import Session
from game.sim import commands as c
from game.sim.snapshot import digest
from tests import mutate, small

HOURS = 7.3


def played(hours: float = HOURS) -> Session:
    session = small.session()
    start = session.world.tick
    log = tuple(item for item in small.busy_day(start) if item[0] <= start + hours * small.HOUR)
    small.play(session, log, start + int(hours * small.HOUR))
    return session


@cache
def recorded() -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        session = played()
        write_replay(Path(folder) / "day.json", session.recording, session.world)
        return (Path(folder) / "day.json").read_text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "day.json"
    file.write_text(recorded())
    return file


def verify(path: Path) -> Difference | None:
    replay = read_replay(path)
    refuse_other_level(path, replay, small.level())
    return play_replay(replay, small.level(), small.catalog())[1]


def test_a_replay_verifies(path: Path) -> None:
    assert verify(path) is None
    replay = read_replay(path)
    world, _difference = play_replay(replay, small.level(), small.catalog())
    assert digest(world) == digest(played().world) == replay.checks[-1].digest
    assert len(replay.checks) >= HOURS


def test_refused_commands_are_part_of_it(path: Path) -> None:
    given = [item.command for item in read_replay(path).commands]
    assert c.DropTube(1) in given
    assert given == [command for _tick, command in small.busy_day(0)][: len(given)]


def changed(path: Path, change: Any) -> Path:
    plain = json.loads(path.read_text())
    change(plain)
    path.write_text(json.dumps(plain))
    return path


def the_turn(plain: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in plain["commands"] if item["do"] == "turn_to")
    return found


def test_a_changed_command_is_found_at_the_next_check(path: Path) -> None:
    plain = json.loads(path.read_text())
    tick = the_turn(plain)["tick"]
    changed(path, lambda plain: the_turn(plain).update(heading_deg=201.0))
    difference = verify(path)
    assert difference is not None
    ticks = [check[0] for check in plain["checks"]]
    assert difference.tick == next(check for check in ticks if check > tick)
    assert difference.agreed_tick == max(check for check in ticks if check <= tick)
    assert difference.tick - tick <= CHECK_EVERY_TICKS
    assert difference.found != difference.expected
    assert str(difference.agreed_tick) in difference.sentence()


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["commands"].remove(the_turn(plain)),
        lambda plain: the_turn(plain).update(tick=the_turn(plain)["tick"] + 1),
        lambda plain: plain.update(seed=8),
        lambda plain: plain["checks"][2].__setitem__(1, "0" * 32),
        lambda plain: plain["checks"][-1].__setitem__(1, "0" * 32),
        lambda plain: plain["commands"].append({"tick": plain["checks"][-1][0], "do": "take_panorama"}),
    ],
    ids=["removed", "a second later", "seed", "digest", "last digest", "added at the end"],
)
def test_any_change_is_found(path: Path, change: Any) -> None:
    assert verify(changed(path, change)) is not None


def test_the_end_of_a_mission_is_its_last_tick(tmp_path: Path) -> None:
    session = small.session()
    session.world.power.charge_wh = 0.0
    session.run_to(session.world.tick + 7200)
    assert session.over
    write_replay(tmp_path / "lost.json", session.recording, session.world)
    assert read_replay(tmp_path / "lost.json").checks[-1].tick == session.world.tick


def test_a_replay_can_be_gone_on_from(path: Path, tmp_path: Path) -> None:
    replay = read_replay(path)
    world, _difference = play_replay(replay, small.level(), small.catalog())
    session = Session(world, to_go_on(replay))
    session.give(c.TurnTo(10.0))
    session.run_to(world.tick + 9000)
    write_replay(tmp_path / "longer.json", session.recording, session.world)
    assert verify(tmp_path / "longer.json") is None


def test_the_same_mission_is_the_same_file(tmp_path: Path) -> None:
    session = played()
    write_replay(tmp_path / "again.json", session.recording, session.world)
    assert (tmp_path / "again.json").read_text() == recorded()


# --- files ------------------------------------------------------------------------------------------------------------


def short(commands: int = 3, checks: int = 2) -> Any:
    plain = json.loads(recorded())
    plain["commands"] = plain["commands"][:commands]
    plain["checks"] = plain["checks"][:checks]
    return plain


def test_spoiled_replays_are_refused_or_found_out(tmp_path: Path) -> None:
    """Every leaf of a replay spoiled in every way: a sentence, a difference, or the same mission."""
    path = tmp_path / "spoiled.json"
    for number, (_at, _value, spoiled) in enumerate(mutate.mutants(short())):
        path.write_text(json.dumps(spoiled))
        try:
            replay = read_replay(path)
            refuse_other_level(path, replay, small.level())
        except FileFault as fault:
            told = str(fault)
        else:
            told = path.name
            if number % 10 == 0:
                play_replay(replay, small.level(), small.catalog())
        assert path.name in told
        assert "\n" not in told


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"{", b"null", b"[]", b"{}", b"[" * 99_999, b'{"format": 1}', b"1e999"]
)
def test_what_is_no_replay(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.json"
    path.write_bytes(content)
    with pytest.raises(FileFault, match=r"none\.json"):
        read_replay(path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda plain: plain["commands"][1].update(tick=5), "before the command above"),
        (lambda plain: plain["commands"][0].update(do="warp"), "there is no command 'warp'"),
        (lambda plain: plain["commands"].append(7), "must be a command"),
        (lambda plain: plain["checks"].reverse(), "not after the check above"),
        (lambda plain: plain["checks"].clear(), "no digest"),
        (lambda plain: plain.pop("seed"), "is missing"),
        (lambda plain: plain["checks"].pop(), "after the last check"),
    ],
)
def test_faults_are_named(path: Path, change: Any, says: str) -> None:
    def spoil(plain: dict[str, Any]) -> None:
        plain["checks"] = plain["checks"][:2]
        plain["commands"] = [item for item in plain["commands"] if item["tick"] <= plain["checks"][-1][0]]
        plain["commands"][-1]["tick"] = plain["checks"][-1][0]
        change(plain)

    with pytest.raises(FileFault, match=says):
        read_replay(changed(path, spoil))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda replay: setattr(replay, "level_hash", "0" * 16), "another version of the level small"),
        (lambda replay: (setattr(replay, "level_hash", "0" * 16), setattr(replay, "level", "big")), "on the level big"),
        (lambda replay: setattr(replay, "seed", -1), "out of range"),
        (lambda replay: replay.checks.append(type(replay.checks[0])(10**12, "")), "2000 sols"),
        (lambda replay: replay.commands.insert(0, type(replay.commands[0])(5, c.Stop())), "before the mission begins"),
    ],
)
def test_replays_of_something_else_are_refused(path: Path, change: Any, says: str) -> None:
    replay: Replay = read_replay(path)
    change(replay)
    with pytest.raises(FileFault, match=says):
        refuse_other_level(path, replay, small.level())
