"""`run` and `replay`: whole missions with no screen."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.guard import BAD_REQUEST, FAULTY, say
from game.cli.levels import find_level, level_today
from game.cli.tables import print_rows

if TYPE_CHECKING:
    from game.mission.headless import RunOptions, RunResult
    from game.mission.replay import Replay

UNITS: dict[str, str] = {
    "rover.odometry_m": "{:.0f} m driven",
    "rover.charge_frac": "{:.0%} battery",
    "cache.sealed": "{:.0f} tubes sealed",
    "cache.families": "{:.0f} kinds of rock",
    "moxie.oxygen_g": "{:.1f} g of oxygen",
    "helicopter.flights": "{:.0f} flights",
    "helicopter.distance_m": "{:.0f} m flown",
    "downlink.images": "{:.0f} pictures on Earth",
    "downlink.analyses": "{:.0f} analyses on Earth",
    "downlink.mbit": "{:.0f} Mbit sent",
    "survey.aerial_frac": "{:.1%} of the map seen",
    "survey.surveyed_frac": "{:.1%} of the map surveyed",
    "nights_survived": "{:.0f} nights survived",
}


def add(commands: Any) -> None:
    run = commands.add_parser("run", help="play a level with no screen: by script, replay or autopilot")
    run.add_argument("level", metavar="LEVEL")
    driver = run.add_mutually_exclusive_group(required=True)
    driver.add_argument("--script", metavar="FILE", help="commands in YAML, one after another")
    driver.add_argument("--replay", metavar="FILE", help="what a recorded mission did")
    driver.add_argument("--autopilot", action="store_true", help="public commands and public knowledge only")
    run.add_argument("--seed", type=values.seed, help="another crater than the level's own")
    run.add_argument("--sols", type=values.whole_number(1, 2000), help="end after this many sols")
    run.add_argument("--save", metavar="FILE", help="save the mission when the run ends")
    run.add_argument("--record", metavar="FILE", help="keep the run as a replay")
    run.add_argument("--json", action="store_true", help="print one JSON object")
    run.set_defaults(main=run_run)
    replay = commands.add_parser("replay", help="look at a replay, or verify it tick by tick")
    replay.add_argument("file", metavar="FILE")
    replay.add_argument("--verify", action="store_true", help="fail with the first tick that differs")
    replay.add_argument("--level", metavar="LEVEL", help="the level file, where its id alone does not find it")
    replay.set_defaults(main=run_replay)


# --- run --------------------------------------------------------------------------------------------------------------


def run_run(arguments: argparse.Namespace) -> int:
    from game.mission.headless import run

    options = run_options(arguments)
    result = run(options)
    if arguments.json:
        print(json.dumps(result.report))
    else:
        print_report(result.report)
    if result.script_end is None:
        return 0
    say(script_sentence(options, result))
    return BAD_REQUEST


def run_options(arguments: argparse.Namespace) -> "RunOptions":
    from game.content.catalog import load_catalog
    from game.mission.headless import RunOptions
    from game.mission.script_file import load_script

    catalog = load_catalog()
    level = level_today(find_level(arguments.level), catalog)
    return RunOptions(
        level=level,
        catalog=catalog,
        script=load_script(Path(arguments.script), level, catalog) if arguments.script is not None else None,
        replay=file_or_none(arguments.replay),
        autopilot=arguments.autopilot,
        seed=arguments.seed,
        sols=arguments.sols,
        save=file_or_none(arguments.save),
        record=file_or_none(arguments.record),
    )


def file_or_none(word: str | None) -> Path | None:
    return Path(word) if word is not None else None


def script_sentence(options: "RunOptions", result: "RunResult") -> str:
    from game.content.strings import load_strings
    from game.mission.script import end_sentence

    assert options.script is not None, "only a script ends early"
    assert result.script_end is not None, "asked only when it did"
    return end_sentence(result.script_end, options.script, result.session, load_strings())


def print_report(report: dict[str, Any]) -> None:
    rows = [("outcome", " ".join(filter(None, (report["outcome"], report["cause"]))))]
    rows.append(("time", f"sol {report['sol']}, {report['lmst']} (tick {report['tick']})"))
    rows.append(("score", f"{report['score']} points, {report['stars']} of 3 stars"))
    for item in report["objectives"]:
        rows.append((item["id"], item["status"] + (f", {item['progress']:.0%}" if item["status"] == "open" else "")))
    rows += [("", UNITS[name].format(value)) for name, value in report["resources"].items()]
    rows.append(("digest", report["digest"]))
    print_rows(f"{report['level']}, seed {report['seed']}", rows)


# --- replay -----------------------------------------------------------------------------------------------------------


def run_replay(arguments: argparse.Namespace) -> int:
    from game.core import marstime
    from game.mission.replay import read_replay

    path = Path(arguments.file)
    replay = read_replay(path)
    if arguments.verify:
        return verify(path, replay, arguments.level)
    last = replay.checks[-1].tick
    rows = [
        ("recorded by", f"jezero {replay.game_version}"),
        ("commands", str(len(replay.commands))),
        ("digests", str(len(replay.checks))),
        ("last tick", f"{last}: sol {marstime.sol(last)}, {marstime.lmst_text(last)}" if last >= 0 else str(last)),
    ]
    print_rows(f"{replay.level}, seed {replay.seed}", rows)
    return 0


def verify(path: Path, replay: "Replay", level_word: str | None) -> int:
    """Play it again and hold every digest against the recorded one."""
    from game.content.catalog import load_catalog
    from game.content.load import load_level
    from game.mission.replay import play_replay, refuse_other_level

    catalog = load_catalog()
    level = load_level(find_level(level_word or replay.level), catalog)
    refuse_other_level(path, replay, level)
    world, difference = play_replay(replay, level, catalog)
    if difference is not None:
        say(f"jezero: {path}: tick {difference.tick} {difference.sentence()}.")
        return FAULTY
    print(f"verified: {len(replay.checks)} digests equal, the last at tick {world.tick}")
    return 0
