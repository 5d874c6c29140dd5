"""A whole mission with no screen: by script, by replay, or by the autopilot."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.content.catalog import Catalog
from game.content.level import Level
from game.core import marstime
from game.mission.autopilot import fly_mission
from game.mission.files import FileFault
from game.mission.replay import play_replay, read_replay, refuse_other_level, to_go_on, write_replay
from game.mission.report import report
from game.mission.savefolder import write_save
from game.mission.script import ScriptEnd, run_script
from game.mission.script_file import Script
from game.mission.session import Session
from game.mission.start import start_session

DEFAULT_SOLS = 30
"""Without `--sols` a run ends after this many, so that it always ends."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What to run: exactly one of script, replay, autopilot."""

    level: Level
    catalog: Catalog
    script: Script | None = None
    replay: Path | None = None
    autopilot: bool = False
    seed: int | None = None
    sols: int | None = None
    save: Path | None = None
    record: Path | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """The mission at the end, its report, and the script's end when that came before its last step."""

    session: Session
    report: dict[str, Any]
    script_end: ScriptEnd | None = None


def run(options: RunOptions) -> RunResult:
    """Run a mission to its end, its script's end, or the limit of sols.

    Raises:
        FileFault: the replay cannot be used, or parted from what it recorded.
        OSError: the save or the record could not be written.
    """
    end = None
    if options.replay is not None:
        session = _run_replay(options, options.replay)
    else:
        session = start_session(options.level, options.catalog, options.seed)
        end = _play(options, session)
    _keep(options, session)
    return RunResult(session, report(session.world), end)


def _play(options: RunOptions, session: Session) -> ScriptEnd | None:
    until = session.world.tick + (options.sols or DEFAULT_SOLS) * marstime.SOL_S
    if options.script is None:
        fly_mission(session, until)
        return None
    end = run_script(session, options.script, until)
    if end is None and options.sols is not None:
        session.run_to(until)
    return end


def _keep(options: RunOptions, session: Session) -> None:
    if options.save is not None:
        write_save(options.save, session)
    if options.record is not None:
        write_replay(options.record, session.recording, session.world)


def _run_replay(options: RunOptions, path: Path) -> Session:
    replay = read_replay(path)
    if options.seed is not None and options.seed != replay.seed:
        raise FileFault(path, "seed", f"is {replay.seed}; a replay cannot be played with seed {options.seed}")
    refuse_other_level(path, replay, options.level)
    world, difference = play_replay(replay, options.level, options.catalog)
    if difference is not None:
        raise FileFault(path, f"tick {difference.tick}", difference.sentence())
    return Session(world, to_go_on(replay))
