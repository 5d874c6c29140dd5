"""What was commanded in a mission, tick by tick, with digests on the way: the proof that it happened like that.

A replay file is one JSON object: level id and content hash, seed, version of the game, commands with their ticks,
digests every simulated hour and at the end. It does not hold the world: playing the commands again makes it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from game.content.catalog import Catalog
from game.content.level import Level
from game.core import marstime
from game.mission.files import FileFault, as_int, as_list, as_text, read_json, write_atomically
from game.mission.identity import level_hash
from game.sim.command_codec import command_from_plain, command_to_plain
from game.sim.commands import Command
from game.sim.setup import first_tick, new_world, prepare_site
from game.sim.snapshot import digest
from game.sim.step import advance, apply
from game.sim.world import World
from game.version import VERSION

FORMAT = 1
CHECK_EVERY_TICKS = 3600
MAX_BYTES = 64 * 1024 * 1024
MOST_SOLS = 2000
"""No mission is longer; a file that says so would keep the machine busy for nothing."""


@dataclass(frozen=True, slots=True)
class ReplayCommand:
    """A command and the tick at which it was given."""

    tick: int
    command: Command


@dataclass(frozen=True, slots=True)
class ReplayCheck:
    """The world's digest at a tick, before that tick's commands; the last of a file is taken after them."""

    tick: int
    digest: str


@dataclass(slots=True)
class Replay:
    """A recorded mission; it grows while one is played."""

    level: str
    level_hash: str
    seed: int
    game_version: str = VERSION
    commands: list[ReplayCommand] = field(default_factory=list)
    checks: list[ReplayCheck] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a replay first parts from what it recorded. `agreed_tick`: the last tick known to be equal."""

    agreed_tick: int
    tick: int
    expected: str
    found: str

    def sentence(self) -> str:
        """What differs, for people."""
        return (
            f"is the first that differs: digest {self.found}, recorded {self.expected}. "
            f"All was equal at tick {self.agreed_tick}"
        )


# --- files ------------------------------------------------------------------------------------------------------------


def commands_to_plain(commands: Iterable[ReplayCommand]) -> list[dict[str, Any]]:
    """Commands with their ticks as JSON-ready data."""
    return [{"tick": item.tick, **command_to_plain(item.command)} for item in commands]


def commands_from_plain(path: Path, items: list[Any]) -> list[ReplayCommand]:
    """The commands that `commands_to_plain` wrote, in ascending order of their ticks; raises FileFault."""
    commands: list[ReplayCommand] = []
    for index, item in enumerate(items):
        place = f"commands[{index + 1}]"
        if not isinstance(item, dict):
            raise FileFault(path, place, "must be a command with its tick")
        tick = as_int(path, item, "tick", place)
        try:
            command = command_from_plain({key: value for key, value in item.items() if key != "tick"})
        except ValueError as wrong:
            raise FileFault(path, place, str(wrong)) from None
        if commands and tick < commands[-1].tick:
            raise FileFault(path, place, f"comes at tick {tick}, before the command above it")
        commands.append(ReplayCommand(tick, command))
    return commands


def checks_from_plain(path: Path, items: list[Any]) -> list[ReplayCheck]:
    """Digests with their ticks, in ascending order; raises FileFault."""
    checks: list[ReplayCheck] = []
    for index, item in enumerate(items):
        place = f"checks[{index + 1}]"
        if not (isinstance(item, list) and len(item) == 2 and type(item[0]) is int and isinstance(item[1], str)):
            raise FileFault(path, place, "must be a tick and a digest")
        if checks and item[0] <= checks[-1].tick:
            raise FileFault(path, place, f"comes at tick {item[0]}, not after the check above it")
        checks.append(ReplayCheck(item[0], item[1]))
    return checks


def write_replay(path: Path, replay: Replay, world: World) -> None:
    """Write the replay of a mission up to `world`'s present tick, atomically; one command or check per line."""
    final = ReplayCheck(world.tick, digest(world))
    checks = [check for check in replay.checks if check.tick < final.tick] + [final]
    head = {
        "format": FORMAT,
        "game": replay.game_version,
        "level": replay.level,
        "level_hash": replay.level_hash,
        "seed": replay.seed,
    }
    lists: dict[str, list[Any]] = {
        "commands": commands_to_plain(replay.commands),
        "checks": [[check.tick, check.digest] for check in checks],
    }
    parts = [f'"{key}": {json.dumps(value)}' for key, value in head.items()]
    for key, items in lists.items():
        rows = ",\n  ".join(json.dumps(item) for item in items)
        parts.append(f'"{key}": [\n  {rows}\n ]' if rows else f'"{key}": []')
    write_atomically(path, ("{\n " + ",\n ".join(parts) + "\n}\n").encode())


def read_replay(path: Path) -> Replay:
    """Read a replay file.

    Raises:
        FileFault: a sentence with the file, the place in it, and what to do.
    """
    plain = read_json(path, "a replay", FORMAT, MAX_BYTES)
    commands = commands_from_plain(path, as_list(path, plain, "commands"))
    checks = checks_from_plain(path, as_list(path, plain, "checks"))
    if not checks:
        raise FileFault(path, "checks", "has no digest to compare with")
    if commands and commands[-1].tick > checks[-1].tick:
        raise FileFault(path, f"commands[{len(commands)}]", f"comes after the last check, at tick {checks[-1].tick}")
    return Replay(
        level=as_text(path, plain, "level"),
        level_hash=as_text(path, plain, "level_hash"),
        seed=as_int(path, plain, "seed"),
        game_version=as_text(path, plain, "game"),
        commands=commands,
        checks=checks,
    )


def refuse_other_level(path: Path, replay: Replay, level: Level) -> None:
    """Raise a FileFault when a replay cannot have been recorded on this level."""
    if replay.level_hash != level_hash(level):
        what = f"another version of the level {level.id}" if replay.level == level.id else f"the level {replay.level}"
        hint = "play it on the level it was recorded on, or record it anew"
        raise FileFault(path, "level", f"was recorded on {what}", hint)
    start = first_tick(level)
    first = min([replay.checks[0].tick, *(item.tick for item in replay.commands[:1])])
    if first < start:
        raise FileFault(path, f"tick {first}", f"lies before the mission begins, at tick {start}")
    if replay.checks[-1].tick > start + MOST_SOLS * marstime.SOL_S:
        raise FileFault(path, f"tick {replay.checks[-1].tick}", f"lies more than {MOST_SOLS} sols after the start")
    if not 0 <= replay.seed < 2**63:
        raise FileFault(path, "seed", "is out of range")


# --- playing ----------------------------------------------------------------------------------------------------------


def play_replay(replay: Replay, level: Level, catalog: Catalog) -> tuple[World, Difference | None]:
    """Play the commands again. Returns the world reached, and the first difference if there is one."""
    world = new_world(prepare_site(level, catalog, replay.seed))
    agreed = world.tick
    pending = list(replay.commands)
    for check in replay.checks:
        pending = _play_commands(world, pending, check.tick + (check is replay.checks[-1]))
        advance(world, check.tick)
        found = digest(world)
        if found != check.digest or world.tick != check.tick:
            return world, Difference(agreed, check.tick, check.digest, found)
        agreed = check.tick
    return world, None


def _play_commands(world: World, pending: list[ReplayCommand], until_tick: int) -> list[ReplayCommand]:
    """Give every command due before `until_tick`; returns those left."""
    for index, item in enumerate(pending):
        if item.tick >= until_tick:
            return pending[index:]
        advance(world, item.tick)
        apply(world, (item.command,))
    return []


def to_go_on(replay: Replay) -> Replay:
    """A replay that has been played, as the recording of a mission that goes on from its end.

    Its last check was taken after that tick's commands, unlike those on the way.
    """
    return replace(replay, checks=replay.checks[:-1])
