"""What only shows something: text, figures with units, bars, signs, stars and pictures."""

from collections.abc import Callable

import pygame

from game.ui.kit import Kit
from game.ui.pictures import cover
from game.ui.skin import Box
from game.ui.theme import (
    ACCENT,
    BODY,
    FIGURE,
    HAIRLINE,
    HEADING,
    QUIET,
    TEXT,
    TRACK,
    Colour,
    Style,
    with_alpha,
)
from game.ui.widgets.base import Mark, Said, Widget, said

Tone = Colour | Callable[[], Colour]


def toned(tone: Tone) -> Colour:
    return tone() if callable(tone) else tone


class Label(Widget):
    """One line, cut short to its room; or, with `wrap`, as many as the text needs (or `most`)."""

    def __init__(
        self,
        text: Said,
        style: Style = BODY,
        tone: Tone = TEXT,
        *,
        wrap: bool = False,
        most: int = 0,
        align: str = "left",
        grow: int = 0,
    ) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.tone = tone
        self.wrap = wrap
        self.most = most
        self.align = align
        self.grow = grow

    def lines(self, kit: Kit, width: int) -> tuple[str, ...]:
        cut = kit.cut(self.style)
        lines = kit.text.wrap(said(self.text), cut, width)
        if not self.most or len(lines) <= self.most:
            return lines
        last = kit.text.shorten(" ".join(lines[self.most - 1 :]), cut, width)
        return (*lines[: self.most - 1], last)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        if not self.wrap:
            return (min(width, kit.width(said(self.text), self.style)), kit.height(self.style))
        lines = self.lines(kit, width)
        wide = max((kit.width(line, self.style) for line in lines), default=0)
        return (min(width, wide), self._depth(kit, lines))

    def _depth(self, kit: Kit, lines: tuple[str, ...]) -> int:
        if not lines:
            return 0
        return sum(self._step(kit, line) for line in lines[:-1]) + kit.height(self.style)

    def _step(self, kit: Kit, line: str) -> int:
        leading = kit.text.leading(kit.cut(self.style))
        return leading if line else leading // 2  # paragraphs stand half a line apart

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        colour = toned(self.tone)
        if not self.wrap:
            kit.write_in(surface, said(self.text), self.style, colour, self.rect, self.align)
            return
        y = self.rect.y
        for line in self.lines(kit, self.rect.width):
            if line:
                row = pygame.Rect(self.rect.x, y, self.rect.width, kit.height(self.style))
                kit.write_in(surface, line, self.style, colour, row, self.align)
            y += self._step(kit, line)


def heading(text: Said) -> Label:
    """Small capitals with wide tracking, over a group."""
    return Label(text, HEADING, QUIET)


class ValueRow(Widget):
    """A word on the left, its figure on the right in the mono face; the word gives way, never the figure."""

    def __init__(self, label: Said, value: Said, unit: str = "", tone: Tone = TEXT, quiet: bool = False) -> None:
        super().__init__()
        self.label = label
        self.value = value
        self.unit = unit
        self.tone = tone
        self.quiet = quiet

    def _figure(self) -> str:
        figure = said(self.value)
        return f"{figure} {self.unit}" if self.unit and figure else figure

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        wide = kit.width(said(self.label), BODY) + kit.theme.gap + kit.width(self._figure(), FIGURE)
        return (min(width, wide), kit.height(BODY))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        figure, cut = self._figure(), kit.cut(FIGURE)
        room = self.rect.width
        wide = min(room, kit.text.width(figure, cut))
        baseline = kit.text.ascent(kit.cut(BODY)) - kit.text.ascent(cut)
        right = pygame.Rect(self.rect.right - wide, self.rect.y + baseline, wide, kit.height(FIGURE))
        kit.write_in(surface, figure, FIGURE, toned(self.tone), right, "right")
        left = pygame.Rect(self.rect.x, self.rect.y, max(0, room - wide - kit.theme.gap), self.rect.height)
        kit.write_in(surface, said(self.label), BODY, QUIET if self.quiet else TEXT, left)


class Bar(Widget):
    """A share of something, 0 to 1, with an optional tick at a limit or a forecast."""

    def __init__(
        self, share: Callable[[], float], tone: Tone = ACCENT, tick: Callable[[], float] | None = None
    ) -> None:
        super().__init__()
        self.share = share
        self.tone = tone
        self.tick = tick

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.px(5))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        radius = self.rect.height // 2
        kit.box(surface, self.rect, Box(TRACK, radius=radius))
        filled = pygame.Rect(self.rect)
        filled.width = int(self.rect.width * min(1.0, max(0.0, self.share())) + 0.5)
        kit.box(surface, filled, Box(with_alpha(toned(self.tone), 255), radius=radius))
        if self.tick is not None:
            x = self.rect.x + int(min(1.0, max(0.0, self.tick())) * (self.rect.width - 2))
            surface.fill(TEXT, (x, self.rect.y - kit.px(2), max(1, kit.px(2)), self.rect.height + 2 * kit.px(2)))


class Sign(Widget):
    """A sign from `icons`, with its meaning in words as the hint."""

    def __init__(self, icon: Said, tone: Tone = TEXT, side: float = 13, hint: Said = "") -> None:
        super().__init__()
        self.icon = icon
        self.tone = tone
        self.side = side
        self.hint = hint

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (kit.px(self.side), kit.px(self.side))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        icon = said(self.icon)
        if icon:
            kit.icon(surface, icon, toned(self.tone), self.rect)


class Stars(Widget):
    """Stars won out of those there are: filled or hollow, so the colour is not needed."""

    def __init__(self, won: int, of: int = 3, side: float = 15) -> None:
        super().__init__()
        self.won = won
        self.of = of
        self.side = side
        self.hint = f"{won} of {of} stars"

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        side, gap = kit.px(self.side), kit.px(3)
        return (side * self.of + gap * (self.of - 1), side)

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        side, gap = kit.px(self.side), kit.px(3)
        for n in range(self.of):
            spot = pygame.Rect(self.rect.x + n * (side + gap), self.rect.y, side, side)
            kit.icon(surface, "star" if n < self.won else "star_empty", ACCENT if n < self.won else QUIET, spot)


class Picture(Widget):
    """A picture filling its frame (what does not fit is cut off evenly); a quiet word while it is not there."""

    def __init__(
        self,
        source: Callable[[], pygame.Surface | None],
        width: float,
        height: float,
        waiting: Said = "",
        grow: int = 0,
    ) -> None:
        super().__init__()
        self.source = source
        self.size = (width, height)
        self.waiting = waiting
        self.grow = grow
        self._fitted: tuple[pygame.Surface, tuple[int, int], pygame.Surface] | None = None

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (min(width, kit.px(self.size[0])), kit.px(self.size[1]))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        picture = self.source()
        kit.box(surface, self.rect, Box((0x15, 0x19, 0x20, 255), HAIRLINE, kit.px(4), kit.theme.hairline))
        if picture is None:
            inside = self.rect.inflate(-2 * kit.px(8), 0)
            kit.write_in(surface, said(self.waiting), BODY, QUIET, inside, "centre")
            return
        surface.blit(self._fit(picture), self.rect.inflate(-2, -2))

    def _fit(self, picture: pygame.Surface) -> pygame.Surface:
        size = (max(1, self.rect.width - 2), max(1, self.rect.height - 2))
        if self._fitted is None or self._fitted[0] is not picture or self._fitted[1] != size:
            self._fitted = (picture, size, cover(picture, size))
        return self._fitted[2]
