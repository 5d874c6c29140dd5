"""What every screen is handed: the services of the running window, and the same at one UI scale.

`Services` lives as long as the window. A `Kit` is what widgets see: the services seen at the scale that fits
the screen they stand on.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pygame

from game.mission.settings import Settings
from game.ui.audio import Sound
from game.ui.canvas import Canvas
from game.ui.icons import Icons
from game.ui.input import Input
from game.ui.jobs import Jobs
from game.ui.keys import Keymap
from game.ui.skin import Box, Skin
from game.ui.text import Cut, Text
from game.ui.theme import AIDS, Colour, Style, Theme, automatic_scale, fitting_scale
from game.ui.toasts import Toasts
from game.ui.views.backdrop import Backdrop

SCRIPTED_DAY = date(2021, 2, 18)
"""The day of the landing."""


@dataclass(slots=True)
class Services:
    """Everything the screens share. `private` is False in scripted play: then no file of the player's is touched."""

    text: Text
    settings: Settings
    sound: Sound
    input: Input
    jobs: Jobs
    skin: Skin = field(default_factory=Skin)
    icons: Icons = field(default_factory=Icons)
    toasts: Toasts = field(default_factory=Toasts)
    backdrop: Backdrop = field(default_factory=Backdrop)
    time_s: float = 0.0  # since the window opened, on the clock of the loop
    size: tuple[int, int] = (1280, 720)
    cache: Path | None = None  # for pictures that can be computed again; None keeps nothing
    private: bool = True

    @property
    def keymap(self) -> Keymap:
        return self.input.keymap

    @property
    def today(self) -> date:
        """The day in Universal Time, for levels of the day; always the same one in scripted play."""
        return datetime.now(UTC).date() if self.private else SCRIPTED_DAY

    def wanted_scale(self) -> float:
        return self.settings.ui_scale or automatic_scale(self.size)

    def kit(self, room: tuple[int, int]) -> "Kit":
        """The kit for a screen that needs `room` at scale 1."""
        return Kit(self, Theme(fitting_scale(self.wanted_scale(), self.size, room)))


@dataclass(frozen=True, slots=True)
class Kit:
    """Services and theme, with the short cuts widgets use all the time."""

    services: Services
    theme: Theme

    def px(self, length: float) -> int:
        return self.theme.px(length)

    def cut(self, style: Style) -> Cut:
        return self.services.text.cut(style, self.theme.scale)

    @property
    def text(self) -> Text:
        return self.services.text

    @property
    def sound(self) -> Sound:
        return self.services.sound

    @property
    def keymap(self) -> Keymap:
        return self.services.keymap

    @property
    def time_s(self) -> float:
        return self.services.time_s

    @property
    def still(self) -> bool:
        """The player asked for less motion."""
        return self.services.settings.reduced_motion

    def tone(self, colour: Colour) -> Colour:
        """A meaning's colour for this player's eyes."""
        return AIDS.get(self.services.settings.colour_aid, {}).get(colour, colour)

    def width(self, text: str, style: Style) -> int:
        return self.text.width(text, self.cut(style))

    def height(self, style: Style) -> int:
        return self.text.height(self.cut(style))

    def write(
        self,
        surface: Canvas,
        text: str,
        style: Style,
        colour: Colour,
        pos: tuple[int, int],
        outlined: bool = False,
    ) -> int:
        """One line with its top left corner at `pos`; the width it took."""
        line = self.text.line(text, self.cut(style), self.tone(colour), outlined)
        surface.blit(line, pos)
        return line.get_width()

    def write_in(
        self,
        surface: pygame.Surface,
        text: str,
        style: Style,
        colour: Colour,
        rect: pygame.Rect,
        align: str = "left",
    ) -> None:
        """One line in the middle of a rect's height, cut short to its width: left, centre or right."""
        cut = self.cut(style)
        shown = self.text.shorten(text, cut, rect.width)
        if not shown:
            return
        line = self.text.line(shown, cut, self.tone(colour))
        spare = rect.width - line.get_width()
        x = rect.x + {"left": 0, "centre": spare // 2, "right": spare}[align]
        surface.blit(line, (x, rect.y + (rect.height - line.get_height()) // 2))

    def box(self, surface: pygame.Surface, rect: pygame.Rect, look: Box) -> None:
        if self.services.settings.colour_aid != "none":
            fill, edge = ((*self.tone(ink[:3]), ink[3]) for ink in (look.fill, look.border))
            look = replace(look, fill=fill, border=edge)
        self.services.skin.draw(surface, rect, look)

    def icon(self, surface: Canvas, name: str, colour: Colour, rect: pygame.Rect) -> None:
        """A sign in the middle of a rect, as large as its shorter side."""
        side = max(4, min(rect.width, rect.height))
        surface.blit(
            self.services.icons.get(name, side, self.tone(colour)), (rect.centerx - side // 2, rect.centery - side // 2)
        )
