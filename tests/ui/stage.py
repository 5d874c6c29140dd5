"""A stage for the screens: real services and the real loop without a window, a person or the player's files."""

from pathlib import Path

import pygame

from game import paths
from game.mission.settings import Settings
from game.ui.audio import Sound
from game.ui.bindings import load_keymap
from game.ui.display import Display
from game.ui.feed import Feed, Happening, Script
from game.ui.feed_file import key_presses
from game.ui.input import Input, Intent
from game.ui.jobs import Jobs
from game.ui.kit import Services
from game.ui.loop import FRAME_S, Loop
from game.ui.scene import Scene, SceneStack
from game.ui.text import FontBook, Text

SIZES = ((1024, 640), (1280, 720), (1920, 1080))
SCALES = (0.8, 1.0, 1.5, 2.0)


class Stage:
    """One screen (and what it opens) played frame by frame."""

    def __init__(
        self,
        scene: Scene,
        size: tuple[int, int] = (1280, 720),
        scale: float = 0.0,
        private: bool = False,
        backdrop: bool = False,
        inset: bool = False,
    ) -> None:
        pygame.display.init()
        pygame.font.init()
        display = Display(size, fullscreen=False)
        settings = Settings(ui_scale=scale, navcam_inset=inset)  # drawing it takes a part of every frame
        keymap, _ = load_keymap(paths.assets_dir() / "keys" / "default.yaml", None)
        self.services = Services(
            text=Text(FontBook(paths.assets_dir() / "fonts")),
            settings=settings,
            sound=Sound(settings),
            input=Input(keymap),
            jobs=Jobs(on_the_spot=True),
            size=display.size,
            cache=paths.cache_dir(),
            private=private,
        )
        if not backdrop:  # painting it takes seconds and shows nothing to a test
            self.services.backdrop.load = lambda *_args: None  # type: ignore[method-assign]
        self.stack = SceneStack(self.services, scene)
        self.loop = Loop(display, self.services, self.stack)

    @property
    def top(self) -> Scene:
        assert self.stack.top is not None
        return self.stack.top

    @property
    def surface(self) -> pygame.Surface:
        return self.loop.display.surface

    def frames(self, count: int = 1) -> "Stage":
        for _ in range(count):
            self.loop.step(FRAME_S)
        return self

    def feed(self, happenings: list[Happening]) -> "Stage":
        """Play happenings, their frames counted from now, and a few frames more."""
        shifted = [Happening(h.frame + self.loop.frame, h.what) for h in happenings]
        feed = Feed(shifted)
        self.loop.script = Script(feed, 1 << 30, None, frozenset())
        while self.loop.frame <= feed.last_frame and self.stack.top is not None:
            self.loop.step(FRAME_S)
        return self

    def press(self, *keys: str) -> "Stage":
        for key in keys:
            self.feed(key_presses(key, 0))
        return self

    def intent(self, name: str, **data: object) -> "Stage":
        return self.feed([Happening(0, Intent(name, dict(data)))])

    def click(self, pos: tuple[int, int]) -> "Stage":
        down = {"pos": pos, "button": 1}
        return self.feed(
            [
                Happening(0, pygame.event.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))),
                Happening(0, pygame.event.Event(pygame.MOUSEBUTTONDOWN, down)),
                Happening(1, pygame.event.Event(pygame.MOUSEBUTTONUP, down)),
            ]
        )

    def save(self, path: Path) -> None:
        pygame.image.save(self.surface, str(path))
