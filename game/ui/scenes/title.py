"""The first screen: the planet, the name, and where to go."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.ui.input import Event, Intent
from game.ui.jobs import Job
from game.ui.kit import Kit
from game.ui.scene import Push, Scene, Transition
from game.ui.scenes.load import LoadScene, newest_save
from game.ui.scenes.menu import MenuScene
from game.ui.theme import FIGURE_SMALL, LEAD, ON_GROUND, SMALL, TITLE
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Column
from game.ui.widgets.buttons import MenuLine
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.mission.savefolder import SaveEntry
    from game.ui.attract import Attract

NAME = "Jezero"
LINE = "A Perseverance mission"
PLACE = "Jezero crater · 18.4° N 77.5° E"
LEFT = 78
SHOW_FROM_S = 5.0  # the window has opened long ago: now there is time to import a mission
TITLE_AT = 0.165  # of the window's height
MENU_END = 0.89


class TitleScene(MenuScene):
    """Its words stand bare on the view."""

    room = (560, 500)

    def __init__(self) -> None:
        super().__init__()
        self._newest: SaveEntry | None = None
        self._job: Job[list[SaveEntry]] | None = None
        self._show: Attract | None = None
        self._importing: Job[type[Attract]] | None = None

    def enter(self) -> None:
        self._look_for_saves()

    def leave(self) -> None:
        self._stir()

    def _stir(self) -> None:
        if self._show is not None:
            self._show.stir()

    def _look_for_saves(self) -> None:
        if self.services.private:
            self._job = self.services.jobs.start(lambda: [save for save in [newest_save()] if save is not None])

    def build(self) -> Iterable[Placed]:
        yield Placed(_Name(), _name_area)
        yield Placed(_Place(), _place_area)
        menu = Column(*self._lines(), gap=4)
        yield Placed(menu, lambda kit, window: _menu_area(kit, window, menu))

    def layout(self, size: tuple[int, int]) -> None:
        super().layout(size)
        self.root.focus_quietly()

    def _lines(self) -> Iterable[MenuLine]:
        if self._newest is not None and self._newest.header is not None:
            header = self._newest.header
            yield MenuLine(f"Continue · Sol {header.sol}, {header.title}", self._continue)
        yield MenuLine("Missions", self._levels)
        yield MenuLine("Load a game", self._load)
        yield MenuLine("Mods", self._mods)
        yield MenuLine("Settings", self._settings)
        yield MenuLine("Leave", self.quit)

    def back(self) -> None:
        """Esc does not close the game: too easily pressed once too often."""

    def update(self, dt_s: float) -> Transition | None:
        if self._job is not None and self._job.done:
            job, self._job = self._job, None
            self._newest = job.result[0] if job.error is None and job.result else None
            self.root.mark.focus = None
            self.refresh()
        self._update_show(dt_s)
        return super().update(dt_s)

    def _update_show(self, dt_s: float) -> None:
        """What it needs is imported beside the frames, and not before the menu has stood a while."""
        if self._show is not None:
            self._show.update(dt_s, self.services.size)
        elif self._importing is None:
            if self.services.time_s >= SHOW_FROM_S:
                self._importing = self.services.jobs.start(_attract)
        elif self._importing.done and self._importing.error is None:
            self._show = self._importing.result(self.services)

    def draw(self, surface: pygame.Surface) -> None:
        if self._show is None or not self._show.on:
            super().draw(surface)
            return
        self.services.backdrop.draw(surface, self.services.time_s, self.kit.still, self.dimmed, self.view)
        self._show.draw(surface, self.kit)
        self.root.draw(surface)
        self._say(surface, self._show.words())

    def _say(self, surface: pygame.Surface, words: str) -> None:
        """Above the place, in the lower right corner."""
        right, bottom = surface.get_width() - self.kit.px(24), surface.get_height() - self.kit.px(40)
        at = (right - self.kit.width(words, SMALL), bottom - self.kit.height(SMALL))
        self.kit.write(surface, words, SMALL, ON_GROUND, at, outlined=True)

    def resume(self, result: object) -> Transition | None:
        """Back from another screen; from the load dialog with the save that was chosen."""
        self._stir()
        self._look_for_saves()
        if isinstance(result, Path):
            return Push(_restored(result))
        self.refresh()
        return None

    def handle(self, event: Event) -> Transition | None:
        self._stir()
        if isinstance(event, Intent):
            doors = {"levels": self._levels, "load": self._load, "mods": self._mods, "settings": self._settings}
            doors |= {"leave": self.quit}
            doors.get(event.name, lambda: None)()
        return super().handle(event)

    def _levels(self) -> None:
        from game.ui.scenes.levels import LevelsScene

        self.push(LevelsScene())

    def _load(self) -> None:
        self.push(LoadScene())

    def _continue(self) -> None:
        if self._newest is not None:
            self.push(_restored(self._newest.path))

    def _mods(self) -> None:
        from game.ui.scenes.mods import ModsScene

        self.push(ModsScene())

    def _settings(self) -> None:
        from game.ui.scenes.settings import SettingsScene

        self.push(SettingsScene())


def _attract() -> "type[Attract]":
    from game.ui.attract import Attract  # the mission's whole house

    return Attract


def _restored(path: Path) -> Scene:
    from game.ui.scenes.mission_files import scene_of_save  # the mission's whole house: not before it is wanted

    return scene_of_save(path)


class _Name(Widget):
    """The name in light capitals far apart, a line under it."""

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.write(surface, NAME.upper(), TITLE, ON_GROUND, self.rect.topleft)
        below = (self.rect.x + kit.px(4), self.rect.y + kit.height(TITLE) + kit.px(4))
        kit.write(surface, LINE, LEAD, ON_GROUND, (below[0] - 1, below[1] - 1), outlined=True)


class _Place(Widget):
    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.write(surface, PLACE, FIGURE_SMALL, ON_GROUND, (self.rect.x - 1, self.rect.y - 1), outlined=True)


def _left(kit: Kit, window: pygame.Rect) -> int:
    return min(kit.px(LEFT), window.width // 12)


def _name_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
    high = kit.height(TITLE) + kit.px(4) + kit.height(LEAD)
    return pygame.Rect(_left(kit, window), int(window.height * TITLE_AT), kit.width(NAME, TITLE), high)


def _place_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
    rect = pygame.Rect(0, 0, kit.width(PLACE, FIGURE_SMALL), kit.height(FIGURE_SMALL))
    rect.bottomright = (window.right - kit.px(24), window.bottom - kit.px(16))
    return rect


def _menu_area(kit: Kit, window: pygame.Rect, menu: Widget) -> pygame.Rect:
    wide, high = menu.measure(kit, window.width // 2)
    rect = pygame.Rect(_left(kit, window) - kit.px(16), 0, wide, high)
    rect.bottom = int(window.height * MENU_END)
    return rect
