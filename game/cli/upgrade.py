"""`upgrade`: bring levels written for an older version of the language to today's, keeping the author's comments."""

import argparse
import difflib
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    upgrade = commands.add_parser("upgrade", help="rewrite levels of an older format, comments and order kept")
    upgrade.add_argument("paths", nargs="+", type=Path, metavar="LEVEL.yaml")
    upgrade.add_argument("--diff", action="store_true", help="show what would change, and change nothing")
    upgrade.set_defaults(main=run)


def run(arguments: argparse.Namespace) -> int:
    from game.content.source import read_source
    from game.content.upgrade import upgraded_text

    for path in arguments.paths:
        source = read_source(path)
        text, steps = upgraded_text(source)
        if not steps:
            print(f"{path}: is up to date.")
        elif arguments.diff:
            old, new = (part.splitlines(keepends=True) for part in (source.text, text))
            print("".join(difflib.unified_diff(old, new, str(path), f"{path} (upgraded)")), end="")
        else:
            _write(path, text)
            print(f"{path}: upgraded; {'; '.join(steps)}. The old text is in {path.name}.old")
    return 0


def _write(path: Path, text: str) -> None:
    from game.mission.files import write_atomically

    backup = path.with_name(path.name + ".old")
    write_atomically(backup, path.read_bytes())
    write_atomically(path, text.encode("utf-8"))
