"""Screens on a stack. A screen says what comes next by returning a transition; nobody reaches into the stack."""

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from game.ui.input import Event
from game.ui.kit import Kit, Services
from game.ui.theme import DIM


@dataclass(frozen=True, slots=True)
class Push:
    """Show another screen on top; this one waits below."""

    scene: "Scene"


@dataclass(frozen=True, slots=True)
class Pop:
    """Go back; `result` is handed to the screen below."""

    result: object = None


@dataclass(frozen=True, slots=True)
class Replace:
    """Another screen instead of this one."""

    scene: "Scene"


@dataclass(frozen=True, slots=True)
class Reset:
    """Forget all screens and begin again with this one."""

    scene: "Scene"


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave the game."""


Transition = Push | Pop | Replace | Reset | Quit


class Scene:
    """One screen. The stack calls `enter` once, then `layout` whenever the window or the UI scale changed."""

    overlay = False  # drawn over the screen below, which is dimmed and stands still
    room: tuple[int, int] = (640, 400)  # the window this screen needs at UI scale 1
    messages_above_px: int = 0  # messages stand this far above the window's lower edge; 0: where they usually do

    services: Services
    kit: Kit

    def enter(self) -> None:
        """Called once, when the services are there."""

    def layout(self, size: tuple[int, int]) -> None:
        """Place everything in a window of this size."""

    def resume(self, result: object) -> Transition | None:
        """The screen above went back with this result."""
        return None

    def leave(self) -> None:
        """Called once, when the screen goes for good."""

    def handle(self, event: Event) -> Transition | None:
        return None

    def update(self, dt_s: float) -> Transition | None:
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw all of it; an overlay leaves the screen below visible round itself."""

    def freshen(self, surface: pygame.Surface) -> None:
        """Bring a surface up to date on which nothing but this screen has been drawn since it was last drawn there."""
        self.draw(surface)


class SceneStack:
    """Runs the top screen and draws what is visible of the others."""

    def __init__(self, services: Services, first: Scene) -> None:
        self.services = services
        self._scenes: list[Scene] = []
        self._dim: pygame.Surface | None = None
        self._drawn: Scene | None = None
        self.push(first)

    @property
    def top(self) -> Scene | None:
        """None when the game is over."""
        return self._scenes[-1] if self._scenes else None

    @property
    def depth(self) -> int:
        return len(self._scenes)

    def handle(self, event: Event) -> None:
        if self._scenes:
            self._apply(self._scenes[-1].handle(event))

    def update(self, dt_s: float) -> None:
        if self._scenes:
            self._apply(self._scenes[-1].update(dt_s))

    def relayout(self) -> None:
        """After the window or the UI scale changed."""
        self._drawn = None
        for scene in self._scenes:
            self._lay_out(scene)

    def draw(self, surface: pygame.Surface, kept: bool = False) -> None:
        """What is visible of the screens; `kept`: the surface still shows what was drawn last and nothing else."""
        if not self._scenes:
            return
        top = self._scenes[-1]
        if kept and top is self._drawn:
            top.freshen(surface)
            return
        self._draw_all(surface)
        self._drawn = None if top.overlay else top

    def _draw_all(self, surface: pygame.Surface) -> None:
        lowest = max((n for n, scene in enumerate(self._scenes) if not scene.overlay), default=0)
        for number, scene in enumerate(self._scenes[lowest:]):
            if number:
                surface.blit(self._dimmer(surface.get_size()), (0, 0))
            scene.draw(surface)

    def close(self) -> None:
        while self._scenes:
            self._scenes.pop().leave()

    def _dimmer(self, size: tuple[int, int]) -> pygame.Surface:
        if self._dim is None or self._dim.get_size() != size:
            self._dim = pygame.Surface(size)
            self._dim.fill(DIM[:3])
            self._dim.set_alpha(DIM[3])
        return self._dim

    def push(self, scene: Scene) -> None:
        """Show a screen on top."""
        scene.services = self.services
        self._scenes.append(scene)
        scene.kit = self.services.kit(scene.room)
        scene.enter()
        self._lay_out(scene)

    def _lay_out(self, scene: Scene) -> None:
        scene.kit = self.services.kit(scene.room)
        scene.layout(self.services.size)

    def _apply(self, transition: Transition | None) -> None:
        while transition is not None:
            transition = self._change(transition)

    def _change(self, transition: Transition) -> Transition | None:
        """Carry one transition out; the screen that resumes may ask for the next."""
        match transition:
            case Push(scene):
                self.push(scene)
            case Pop(result):
                self._scenes.pop().leave()
                return self._scenes[-1].resume(result) if self._scenes else None
            case Replace(scene):
                self._scenes.pop().leave()
                self.push(scene)
            case Reset(scene):
                self.close()
                self.push(scene)
            case Quit():
                self.close()
        return None


Maker = Callable[[], Scene]
