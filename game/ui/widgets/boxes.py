"""Rows, columns and panels: widgets placed side by side with exactly even gaps."""

from collections.abc import Sequence

import pygame

from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import GROUND, HAIRLINE, Rgba
from game.ui.widgets.base import Mark, Widget


class Space(Widget):
    """Nothing, of a length; or all that is spare."""

    def __init__(self, length: float = 0, grow: int = 0) -> None:
        super().__init__()
        self.length = length
        self.grow = grow

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        side = kit.px(self.length)
        return (min(side, width), side)


class Column(Widget):
    """Children below one another, each as wide as the column."""

    def __init__(self, *parts: Widget, gap: float = 10, grow: int = 0) -> None:
        super().__init__()
        self.parts = parts
        self.gap = gap
        self.grow = grow

    def children(self) -> tuple[Widget, ...]:
        return self.parts

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        sizes = [part.measure(kit, width) for part in self.parts]
        gaps = kit.px(self.gap) * max(0, len(sizes) - 1)
        return (max((w for w, _ in sizes), default=0), sum(h for _, h in sizes) + gaps)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        wanted = [part.measure(kit, rect.width)[1] for part in self.parts]
        y = rect.y
        gap = kit.px(self.gap)
        spare = rect.height - sum(wanted) - gap * max(0, len(wanted) - 1)
        for part, height in zip(self.parts, shared(wanted, [p.grow for p in self.parts], spare), strict=True):
            part.place(kit, pygame.Rect(rect.x, y, rect.width, height))
            y += height + gap


class Row(Widget):
    """Children beside one another; what is too wide shrinks only if it can `grow`."""

    def __init__(self, *parts: Widget, gap: float = 10, grow: int = 0, align: str = "middle") -> None:
        super().__init__()
        self.parts = parts
        self.gap = gap
        self.grow = grow
        self.align = align  # middle, top or fill

    def children(self) -> tuple[Widget, ...]:
        return self.parts

    def _widths(self, kit: Kit, width: int) -> list[int]:
        gaps = kit.px(self.gap) * max(0, len(self.parts) - 1)
        wanted = [part.measure(kit, width)[0] for part in self.parts]
        return shared(wanted, [part.grow for part in self.parts], width - gaps - sum(wanted))

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        gaps = kit.px(self.gap) * max(0, len(self.parts) - 1)
        widths = self._widths(kit, width) if self._tight(kit, width) else self._natural(kit, width)
        heights = [part.measure(kit, w)[1] for part, w in zip(self.parts, widths, strict=True)]
        return (sum(widths) + gaps, max(heights, default=0))

    def _natural(self, kit: Kit, width: int) -> list[int]:
        return [part.measure(kit, width)[0] for part in self.parts]

    def _tight(self, kit: Kit, width: int) -> bool:
        gaps = kit.px(self.gap) * max(0, len(self.parts) - 1)
        return any(part.grow for part in self.parts) or sum(self._natural(kit, width)) + gaps > width

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        x = rect.x
        for part, width in zip(self.parts, self._widths(kit, rect.width), strict=True):
            height = rect.height if self.align == "fill" else min(rect.height, part.measure(kit, width)[1])
            y = rect.y + ((rect.height - height) // 2 if self.align == "middle" else 0)
            part.place(kit, pygame.Rect(x, y, width, height))
            x += width + kit.px(self.gap)


def shared(wanted: Sequence[int], grow: Sequence[int], spare: int) -> list[int]:
    """The wanted lengths with the spare (or missing) length shared out by `grow`, to the last pixel.

    >>> shared([10, 20, 30], [0, 1, 2], 10)
    [10, 23, 37]
    >>> shared([10, 20, 30], [0, 1, 0], -5)
    [10, 15, 30]
    """
    total = sum(grow)
    lengths = list(wanted)
    if not total:
        return lengths
    given = so_far = 0
    for n, share in enumerate(grow):
        so_far += share
        part = spare * so_far // total - given
        given += part
        lengths[n] = max(0, lengths[n] + part)
    return lengths


class Sized(Widget):
    """A child held to a width or a height of its own."""

    def __init__(self, child: Widget, width: float | None = None, height: float | None = None, grow: int = 0) -> None:
        super().__init__()
        self.child = child
        self.width = width
        self.height = height
        self.grow = grow

    def children(self) -> tuple[Widget, ...]:
        return (self.child,)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        room = width if self.width is None else min(width, kit.px(self.width))
        wide, high = self.child.measure(kit, room)
        return (wide if self.width is None else room, high if self.height is None else kit.px(self.height))

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        self.child.place(kit, rect)


class Panel(Widget):
    """A calm dark ground with a hairline and round corners under one child."""

    def __init__(
        self,
        child: Widget,
        pad: float = 14,
        fill: Rgba = GROUND,
        border: Rgba = HAIRLINE,
        grow: int = 0,
    ) -> None:
        super().__init__()
        self.child = child
        self.pad = pad
        self.fill = fill
        self.border = border
        self.grow = grow

    def children(self) -> tuple[Widget, ...]:
        return (self.child,)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        edge = 2 * kit.px(self.pad)
        wide, high = self.child.measure(kit, max(0, width - edge))
        return (wide + edge, high + edge)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        edge = kit.px(self.pad)
        self.child.place(kit, self.rect.inflate(-2 * edge, -2 * edge))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.box(surface, self.rect, Box(self.fill, self.border, kit.theme.radius, kit.theme.hairline))
        self.child.draw(kit, surface, mark)
