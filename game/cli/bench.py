"""`bench`: how fast this machine plays the game. The measuring itself stands in tests/bench.py."""

import argparse
from typing import Any

from game.cli.guard import Refused


def add(commands: Any) -> None:
    bench = commands.add_parser("bench", help="measure frames, ticks, terrain, saves and start-up here")
    bench.add_argument("parts", nargs="*", metavar="PART", help="frame tick terrain save start pictures; all without")
    bench.add_argument("--json", action="store_true", help="print the figures for tools")
    bench.set_defaults(main=run_bench)


def run_bench(arguments: argparse.Namespace) -> int:
    import subprocess
    import sys

    from game import paths

    root = paths.checkout_dir()
    if root is None:
        raise Refused("bench needs the source tree, and this is an installed game.")
    flags = ["--json"] if arguments.json else []
    return subprocess.call([sys.executable, str(root / "tests" / "bench.py"), *arguments.parts, *flags])
