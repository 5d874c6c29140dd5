"""`play`: the game in its window, or in no window at all when frames and screenshots are asked for."""

import argparse
from typing import Any

from game.cli import values
from game.cli.guard import with_pygame

MAX_FRAME = 1_000_000


def add(commands: Any) -> None:
    play = commands.add_parser("play", help="open the game (this is what happens with no words at all)")
    play.add_argument("level", metavar="LEVEL", nargs="?", default=None, help="go straight to this level")
    play.add_argument("--seed", type=values.seed, default=None, help="another crater than the level's own")
    _scripted(play)
    play.set_defaults(main=run_play, edit=False)
    edit = commands.add_parser("edit", help="open a level in the level editor; a new one without a name")
    edit.add_argument(
        "level", metavar="LEVEL", nargs="?", default=None, help="edit this level, or a copy of a shipped one"
    )
    _scripted(edit)
    edit.set_defaults(main=run_play, edit=True, seed=None)


def _scripted(play: argparse.ArgumentParser) -> None:
    play.add_argument("--size", type=values.size_px, default=None, metavar="WxH", help="window size, as 1280x720")
    scripted = play.add_argument_group("without a person")
    scripted.add_argument("--input", metavar="FILE", help="keys, mouse and intents by frame")
    scripted.add_argument("--frames", type=values.whole_number(1, MAX_FRAME), help="end after this many frames")
    scripted.add_argument("--screenshot", metavar="OUT.png", help="save what a person would see")
    scripted.add_argument(
        "--screenshot-at", type=values.whole_number(0, MAX_FRAME), nargs="+", default=[], metavar="FRAME"
    )


def run_play(arguments: argparse.Namespace) -> int:
    from game.cli.levels import find_level

    level = None if arguments.level is None else str(find_level(arguments.level))
    with with_pygame("the window needs", "`jezero run` works without."):
        from game.ui.window import PlayOptions, play
    options = PlayOptions(
        level=level,
        edit=arguments.edit,
        seed=arguments.seed,
        size=arguments.size,
        input_file=arguments.input,
        frames=arguments.frames,
        screenshot=arguments.screenshot,
        screenshot_at=tuple(arguments.screenshot_at),
    )
    return play(options)
