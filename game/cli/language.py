"""`new`, `explain` and `reference`: the level language for people who write levels."""

import argparse
import sys
from pathlib import Path
from typing import Any

from game.cli.guard import Refused


def add(commands: Any) -> None:
    new = commands.add_parser("new", help="write a new level to begin with: commented, and working as it is")
    new.add_argument("name", metavar="NAME", help="its name, or the file to write: mine.yaml")
    new.set_defaults(main=run_new)
    explain = commands.add_parser("explain", help="what a word of the level language means")
    explain.add_argument("word", metavar="WORD", help="terrain.craters.per_km2, moxie.oxygen_g, CoreTaken, reveal ...")
    explain.set_defaults(main=run_explain)
    reference = commands.add_parser("reference", help="the whole level language as one page")
    reference.add_argument("-o", "--output", type=Path, metavar="FILE.md", help="write it there instead of printing it")
    reference.set_defaults(main=run_reference)


def run_new(arguments: argparse.Namespace) -> int:
    from game.content.template import id_for, new_level_text
    from game.mission.level_schema import schema_for

    wanted = Path(arguments.name).expanduser()
    path = wanted if wanted.suffix.lower() in (".yaml", ".yml") else wanted.with_name(id_for(wanted.name) + ".yaml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_level_text(wanted.stem, path.name, schema_for(path.parent)))
    except FileExistsError:
        raise Refused(f"{path} is there already; choose another name.") from None
    except OSError as wrong:
        raise Refused(f"{path} cannot be written: {wrong.strerror}.") from None
    print(f"Written: {path}\nTry: python play.py play {path}")
    return 0


def run_explain(arguments: argparse.Namespace) -> int:
    from game.content.manual import explain, inside, meant
    from game.content.reference import entry_text
    from game.mission.script_words import script_words

    word = explain(arguments.word, script_words())
    if word is None:
        close = meant(arguments.word, script_words())
        more = f" Did you mean {close!r}?" if close else " `jezero reference` lists all of them."
        raise Refused(f"there is no word {arguments.word!r} in the level language.{more}")
    print(entry_text(word).rstrip())
    for key in inside(word, script_words()):
        print(f"  {entry_text(key).rstrip()}")
    return 0


def run_reference(arguments: argparse.Namespace) -> int:
    from game.content.reference import reference_text
    from game.mission.script_words import script_words

    text = reference_text(script_words())
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    try:
        arguments.output.write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise Refused(f"{arguments.output} cannot be written: {wrong.strerror}.") from None
    print(f"Written: {arguments.output}")
    return 0
