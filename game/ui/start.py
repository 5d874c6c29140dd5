"""From the open window to the running game: services, keys, scripted input, the first screen."""

import sys
from pathlib import Path

import pygame

from game import paths
from game.content.diagnose import Faults
from game.mission.settings import Loaded, Settings, load_settings
from game.ui.audio import Sound
from game.ui.bindings import load_keymap
from game.ui.display import Display
from game.ui.feed import Feed, Script
from game.ui.feed_file import read_feed
from game.ui.input import Input
from game.ui.jobs import Jobs
from game.ui.kit import Services
from game.ui.loop import Loop
from game.ui.scene import SceneStack
from game.ui.scenes.title import TitleScene
from game.ui.text import FontBook, Text
from game.ui.window import BAD_REQUEST, PlayOptions


def run(options: PlayOptions, display: Display) -> int:
    """Play in an open window until it is closed; the exit code."""
    loaded = Loaded(Settings()) if options.scripted else load_settings(paths.settings_file())
    display.set_fullscreen(loaded.settings.fullscreen)
    services = _services(options, loaded.settings, display.size)
    loop = Loop(display, services, SceneStack(services, TitleScene()))
    try:
        _prepare(options, loop)
    except Faults as wrong:
        print(wrong.text(), file=sys.stderr)
        return BAD_REQUEST
    for fault in loaded.faults:
        loop.services.toasts.say(fault, "caution", 0.0, 12.0)
    loop.run()
    return 0


def _prepare(options: PlayOptions, loop: Loop) -> None:
    services = loop.services
    own = paths.user_keys_file() if services.private else None
    services.input.keymap, faults = load_keymap(paths.assets_dir() / "keys" / "default.yaml", own)
    for fault in faults:
        services.toasts.say(fault.headline(), "caution", 0.0, 12.0)
    if options.scripted:
        _script(options, loop)
    if options.edit:
        from game.ui.scenes.editor import EditorScene

        loop.stack.push(EditorScene(Path(options.level) if options.level is not None else None))
    elif options.level is not None:
        from game.ui.scenes.briefing import briefing_of_file

        loop.stack.push(briefing_of_file(Path(options.level), options.seed))


def _script(options: PlayOptions, loop: Loop) -> None:
    feed = read_feed(Path(options.input_file)) if options.input_file else Feed([])
    last = max([feed.last_frame, *options.screenshot_at])
    frames = options.frames if options.frames is not None else last + 1
    picture = Path(options.screenshot) if options.screenshot else None
    loop.script = Script(feed, frames, picture, frozenset(options.screenshot_at))


def _services(options: PlayOptions, settings: Settings, size: tuple[int, int]) -> Services:
    pygame.font.init()
    return Services(
        text=Text(FontBook(paths.assets_dir() / "fonts")),
        settings=settings,
        sound=Sound(settings),
        input=Input(),
        jobs=Jobs(on_the_spot=options.scripted),
        size=size,
        cache=paths.cache_dir(),
        private=not options.scripted,
    )
