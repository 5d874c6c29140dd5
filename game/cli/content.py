"""`check` and `schema`: for people who write levels, and for their editors."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.guard import wants_colour
from game.cli.levels import find_level

if TYPE_CHECKING:
    from game.content.catalog import Catalog
    from game.content.check import Kind
    from game.content.source import Source


def add(commands: Any) -> None:
    check = commands.add_parser("check", help="read levels exactly as the game does and list every fault")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files, folders or level names; all levels without")
    check.add_argument("--json", action="store_true", help="print the faults for tools")
    check.set_defaults(main=run_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of a level, for editors")
    schema.set_defaults(main=run_schema)


def run_check(arguments: argparse.Namespace) -> int:
    from game.content.check import KINDS
    from game.content.check import run_check as check

    paths = [meant(word) for word in arguments.paths] or all_levels()
    status, text = check(paths, arguments.json, wants_colour(sys.stdout), (script_kind(), keys_kind(), *KINDS))
    print(text)
    return status


def meant(word: str) -> Path:
    path = Path(word).expanduser()
    return path if path.exists() else find_level(word)


def all_levels() -> list[Path]:
    from game import paths

    own = paths.user_levels_dir()
    return [paths.levels_dir(), *([own] if own.is_dir() else [])]


def script_kind() -> "Kind":
    from game.content.check import Kind

    return Kind("script", lambda keys: "steps" in keys, read_script_file)


def read_script_file(source: "Source", catalog: "Catalog") -> None:
    """A script is read beside the level it names; without one that is known, only its form is looked at."""
    from game.cli.levels import level_names
    from game.content.files import load_with_node
    from game.content.load import load_level
    from game.mission.script_file import parse_script
    from game.mission.script_steps import ScriptFile

    script, _ = load_with_node(source, ScriptFile)
    level = level_names().get(script.level)
    if level is not None:
        parse_script(source, load_level(level, catalog), catalog)


def keys_kind() -> "Kind":
    from game.content.check import Kind

    return Kind("keys", lambda keys: {"menu", "mission"} <= keys or "window" in keys, read_keys_file)


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

    print(schema_text(load_catalog()), end="")
    return 0
