"""The words of the command line, without anything that takes time to import."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from game.cli import bench, content, estimate, language, look, mission, photo, solve, upgrade, window
from game.cli.guard import Refused
from game.cli.suggest import did_you_mean
from game.paths import MODS_VARIABLE

GROUPS = (window, mission, solve, content, language, upgrade, look, photo, estimate, bench)
EPILOG = """\
LEVEL is a file, or the name of a level: first_light, jezero/01_first_light.
With no words at all the game opens. `jezero COMMAND --help` explains one command.
"""


class Parser(argparse.ArgumentParser):
    """argparse that answers with a sentence instead of its usage text, and takes no word for another."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """What argparse does too, with a suggestion for a word it does not know."""
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices]
            raise argparse.ArgumentError(
                action, f"there is no {value!r} here.{did_you_mean(str(value), known)} Known: {', '.join(known)}"
            )

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{sentence(message)}\nTry: {self.prog} --help")


def sentence(message: str) -> str:
    """argparse's own words with a capital and a full stop.

    >>> sentence("argument --seed: 'x' is not a whole number")
    "--seed: 'x' is not a whole number."
    >>> sentence("the following arguments are required: LEVEL")
    'Missing: LEVEL.'
    """
    message = message.removeprefix("argument ").rstrip(".")
    message = message.replace("the following arguments are required:", "Missing:")
    message = message.replace("one of the arguments", "one of")
    return message[:1].upper() + message[1:] + "."


def build_parser() -> tuple[Parser, dict[str, argparse.ArgumentParser]]:
    from game.version import VERSION

    parser = Parser(
        prog="jezero",
        description="Jezero, a Mars rover mission simulation game.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"jezero {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    for group in GROUPS:
        group.add(commands)
    for command in commands.choices.values():
        add_mods(command)
    return parser, dict(commands.choices)


def add_mods(command: argparse.ArgumentParser) -> None:
    """`--mod` for every command that is given a level."""
    if any(action.dest in ("level", "paths") for action in command._actions):
        command.add_argument(
            "--mod",
            action="append",
            default=[],
            metavar="DIR",
            help="a mod to use: a folder or a .zip; may be repeated",
        )


@contextmanager
def with_mods(mods: list[str]) -> Iterator[None]:
    """The named mods are there while a command runs."""
    before = os.environ.get(MODS_VARIABLE)
    for mod in mods:
        if not os.path.exists(mod):
            raise Refused(f"--mod: there is no folder or file {mod}.")
    if mods:
        os.environ[MODS_VARIABLE] = os.pathsep.join([*map(os.path.abspath, mods), *filter(None, [before])])
    try:
        yield
    finally:
        if mods and before is None:
            os.environ.pop(MODS_VARIABLE, None)
        elif before is not None:
            os.environ[MODS_VARIABLE] = before


def dispatch(words: list[str]) -> int:
    """Find the command in the words and run it."""
    parser, commands = build_parser()
    words = words or ["play"]
    if not words[0].startswith("-") and words[0] not in commands:
        known = ", ".join(commands)
        raise Refused(
            f"there is no command {words[0]!r}.{did_you_mean(words[0], commands)}\nThe commands are: {known}."
        )
    arguments, surplus = parser.parse_known_args(words)
    if surplus:
        raise Refused(surplus_sentence(surplus[0], parser_in_charge(words, parser)))
    if not hasattr(arguments, "main"):
        parser.print_help()
        return 0
    with with_mods(getattr(arguments, "mod", [])):
        return int(arguments.main(arguments))


def parser_in_charge(words: list[str], parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser of the innermost command that the words name."""
    for word in words:
        nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        if not nested or word not in nested[0].choices:
            return parser
        parser = nested[0].choices[word]
    return parser


def surplus_sentence(word: str, parser: argparse.ArgumentParser) -> str:
    if not word.startswith("-"):
        return f"{word!r} is one word too many.\nTry: {parser.prog} --help"
    option = word.partition("=")[0]
    known = [name for action in parser._actions for name in action.option_strings]
    return f"there is no option {option} here.{did_you_mean(option, known)}\nTry: {parser.prog} --help"
