"""`check` and `schema`: for people who write levels, and for their editors."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.guard import FAULTY, Refused, wants_colour
from game.cli.levels import find_level

if TYPE_CHECKING:
    from game.content.catalog import Catalog
    from game.content.check import Kind
    from game.content.source import Source


def add(commands: Any) -> None:
    check = commands.add_parser("check", help="read levels exactly as the game does and list every fault")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, zips, level names; everything without")
    check.add_argument("--json", action="store_true", help="print the faults for tools")
    check.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl+C")
    check.set_defaults(main=run_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of a level, for editors")
    schema.add_argument("-o", "--output", type=Path, metavar="FILE.json", help="write it there instead of printing it")
    schema.set_defaults(main=run_schema)


def run_check(arguments: argparse.Namespace) -> int:
    words, as_json = arguments.paths, arguments.json
    if not arguments.watch:
        return check_once(words, as_json)
    status = 0
    try:
        for changed in changes(lambda: wanted(words)):
            if changed and not as_json:
                print(f"\n{time.strftime('%H:%M:%S')} · {shown(changed)}")
            status = check_once(words, as_json)
            sys.stdout.flush()
    except KeyboardInterrupt:
        print()
    return status


def check_once(words: list[str], as_json: bool) -> int:
    from game.mission.checking import check_everything

    report = check_everything(wanted(words), (keys_kind(),))
    print(report.as_json() if as_json else report.text(wants_colour(sys.stdout)))
    return 0 if report.ok else FAULTY


LOOK_EVERY_S = 0.25
MOST_NAMED = 3
Stamps = dict[str, tuple[int, int]]


def changes(folders: Callable[[], list[Path]], wait: Callable[[float], object] = time.sleep) -> Iterator[list[str]]:
    """At once with nothing, then the files that have changed, come or gone. Nothing is told while they still change:
    an editor may save in several steps.
    """
    told = before = stamps(folders())
    yield []
    while True:
        wait(LOOK_EVERY_S)
        now = stamps(folders())
        if now == before and now != told:
            changed = [file for file in sorted({*now, *told}) if now.get(file) != told.get(file)]
            told = now
            yield changed
        before = now


def stamps(paths: list[Path]) -> Stamps:
    """Each file with when it was written and its size."""
    files = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    found: Stamps = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        if file.is_file():
            found[str(file)] = (status.st_mtime_ns, status.st_size)
    return found


def shown(changed: list[str]) -> str:
    """The files that have changed, in a line.

    >>> shown(["/a/one.yaml"]), shown(["/a/one.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"])
    ('one.yaml has changed', 'one.yaml, b.yaml, c.yaml and 2 more have changed')
    """
    names = [Path(file).name for file in changed[:MOST_NAMED]]
    more = f" and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
    return f"{', '.join(names)}{more} {'has' if len(changed) == 1 else 'have'} changed"


def wanted(words: list[str]) -> list[Path]:
    """What to check: the words' files, else everything the game reads."""
    from game import paths

    named = [*map(meant, words), *paths.named_mods()]
    if named:
        return named
    shipped = [paths.levels_dir(), *(paths.assets_dir() / part for part in ("catalog", "strings", "keys"))]
    own = [paths.user_levels_dir(), paths.user_mods_dir(), paths.user_keys_file()]
    zips = paths.user_mods_dir().glob("*.zip")
    return [path for path in (*shipped, *own, *zips) if path.exists() and not is_bare(path)]


def is_bare(path: Path) -> bool:
    """A folder of the player's without a text in it: nothing to check, and nothing wrong."""
    return path.is_dir() and next(path.rglob("*.y*ml"), None) is None


def meant(word: str) -> Path:
    path = Path(word).expanduser()
    return path if path.exists() else find_level(word)


def keys_kind() -> "Kind":
    from game.content.check import Kind

    return Kind("keys", lambda keys: {"menu", "mission"} <= keys or "window" in keys, read_keys_file, root="keys")


def read_keys_file(source: "Source", _catalog: "Catalog") -> None:
    """Key names are pygame's; without it the file is still read as YAML."""
    from game.content.diagnose import Faults
    from game.content.yaml_nodes import read_yaml

    node, faults = read_yaml(source)
    if node is not None:
        try:
            from game.ui.bindings import read_keys
        except ImportError:
            pass
        else:
            faults = (*faults, *read_keys(source, node).faults)
    if faults:
        raise Faults(faults)


def run_schema(arguments: argparse.Namespace) -> int:
    from game.content.catalog import load_catalog
    from game.content.schema import schema_text
    from game.mission.level_schema import write_schema

    if arguments.output is None:
        print(schema_text(load_catalog()), end="")
        return 0
    try:
        write_schema(arguments.output)
    except OSError as wrong:
        raise Refused(f"{arguments.output} cannot be written: {wrong.strerror}.") from None
    print(f"Written: {arguments.output}")
    return 0
