"""`solve`: does the autopilot win a level, on how many seeds, in how many sols, and what stops it."""

import argparse
import json
import os
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import values
from game.cli.guard import FAULTY, Refused
from game.cli.levels import find_level, level_today

if TYPE_CHECKING:
    from game.mission.solve import Attempt, Summary, Task

MOST_WORKERS = 64
DEFAULT_SHARE = 0.9
"""A level that is won on fewer of its seeds than this is called faulty by the exit code."""
_RANGE = re.compile(r"([0-9]+)(?:\.\.([0-9]+))?")


def seeds(word: str) -> range:
    """One seed, or all from A to B.

    >>> seeds("3..5"), seeds("7")
    (range(3, 6), range(7, 8))
    """
    match = _RANGE.fullmatch(word.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"{word!r} is not a seed, nor a range of them such as 1..50")
    first, last = int(match[1]), int(match[2] or match[1])
    if last > values.MAX_SEED:
        raise argparse.ArgumentTypeError(f"the largest seed is {values.MAX_SEED}")
    if not first <= last < first + 10_000:
        raise argparse.ArgumentTypeError(f"{word!r} holds no seed or more than 10000")
    return range(first, last + 1)


def add(commands: Any) -> None:
    solve = commands.add_parser("solve", help="let the autopilot try a level: won? in how many sols? what stops it?")
    solve.add_argument("level", metavar="LEVEL")
    solve.add_argument("--seeds", type=seeds, metavar="A..B", help="other craters; the level's own seed without")
    solve.add_argument(
        "--workers", type=values.whole_number(1, MOST_WORKERS), metavar="N", help="processes; as many as cores without"
    )
    solve.add_argument("--sols", type=values.whole_number(1, 2000), default=30, help="give up after so many (30)")
    solve.add_argument(
        "--share",
        type=values.number(0, 1),
        default=DEFAULT_SHARE,
        help="exit code 1 when fewer of the seeds than this are won (0.9)",
    )
    solve.add_argument("--json", action="store_true", help="print one JSON object")
    solve.set_defaults(main=run_solve)


def run_solve(arguments: argparse.Namespace) -> int:
    from game.mission.solve import Task, summary

    path = find_level(arguments.level)
    level = level_today(path)
    tasks = [Task(path, seed, arguments.sols) for seed in arguments.seeds or (level.seed,)]
    found = sorted(_watched(tasks, arguments.workers or os.cpu_count() or 1), key=lambda run: run.seed)
    result = summary(found)
    if arguments.json:
        print(json.dumps(_plain(level.id, path, found, result), indent=2, ensure_ascii=False))
    else:
        _print(f"{level.title} ({level.id})", found, result)
    return 0 if result.won_frac >= arguments.share else FAULTY


def _watched(tasks: "list[Task]", workers: int) -> "list[Attempt]":
    """All attempts, behind a progress bar for people (none where nobody looks)."""
    from concurrent.futures.process import BrokenProcessPool

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from game.mission.solve import attempts

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    found: list[Attempt] = []
    console = Console(stderr=True)
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            bar = progress.add_task("solving", total=len(tasks))
            for run in attempts(tasks, workers):
                found.append(run)
                progress.update(bar, advance=1, description=f"{sum(run.won for run in found)} won")
    except BrokenProcessPool:
        raise Refused("one of the processes was ended by the system; try fewer --workers.") from None
    return found


def _plain(level: str, path: Path, found: "list[Attempt]", result: "Summary") -> dict[str, Any]:
    figures = asdict(result) | {"won_frac": round(result.won_frac, 4), "stopped_by": dict(result.stopped_by)}
    return {"level": level, "file": path.as_posix(), **figures, "runs": [asdict(run) for run in found]}


def _print(title: str, found: "list[Attempt]", result: "Summary") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name, side in (("seed", "right"), ("", "left"), ("sols", "right"), ("score", "right"), ("stars", "right")):
        table.add_column(name, justify=side)  # type: ignore[arg-type]
    table.add_column("not met")
    table.add_column("what stops it")
    for run in found:
        figures = (str(run.seed), run.outcome, f"{run.sols:.1f}", str(run.score), str(run.stars))
        table.add_row(*figures, ", ".join(run.left), run.stopped_by, style="" if run.won else "yellow")
    console = Console(highlight=False)
    console.print(table)
    console.print(_verdict(result))


def _verdict(result: "Summary") -> str:
    """The sentence under the table."""
    share = f"Won on {result.won} of {result.attempts} ({result.won_frac:.0%})."
    if result.par_sols is None:
        return f"{share} The autopilot found no way to win."
    return f"{share} Par: {result.par_sols:.1f} sols, {result.par_score} points."
