"""A radargram with its axes: distance below, two-way time at the left, depth by the chosen permittivity at right."""

import math
from dataclasses import dataclass

import pygame

from game.sim.physics import radar as r
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import FIGURE_SMALL, HAIRLINE_STRONG, QUIET, TEXT, Colour

LEFT, RIGHT, TOP, FOOT = 46, 46, 22, 38
"""Room for the axes, at scale 1."""
STEPS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
TICK = 5


@dataclass(frozen=True, slots=True)
class View:
    """What part of a radargram is shown, and by which permittivity its depths are read."""

    left_m: float
    span_m: float
    window_ns: float
    permittivity: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A view laid out in a rectangle."""

    view: View
    inside: pygame.Rect

    def x(self, along_m: float) -> float:
        return self.inside.x + (along_m - self.view.left_m) / self.view.span_m * self.inside.width

    def y(self, time_ns: float) -> float:
        return self.inside.y + time_ns / self.view.window_ns * self.inside.height

    def along_m(self, x: float) -> float:
        return self.view.left_m + (x - self.inside.x) / self.inside.width * self.view.span_m

    def time_ns(self, y: float) -> float:
        return (y - self.inside.y) / self.inside.height * self.view.window_ns


def laid_out(kit: Kit, rect: pygame.Rect, view: View) -> Plot:
    """The plot inside a rectangle, with room for its axes."""
    inside = pygame.Rect(rect.x + kit.px(LEFT), rect.y + kit.px(TOP), 0, 0)
    inside.width = max(1, rect.right - kit.px(RIGHT) - inside.x)
    inside.height = max(1, rect.bottom - kit.px(FOOT) - inside.y)
    return Plot(view, inside)


def draw_axes(kit: Kit, surface: pygame.Surface, plot: Plot) -> None:
    """Three axes with their figures and units."""
    _frame(kit, surface, plot.inside)
    _time_axis(kit, surface, plot)
    _depth_axis(kit, surface, plot)
    _way_axis(kit, surface, plot)


def step_for(length: float, most: int) -> float:
    """A round step that gives at most so many ticks.

    >>> step_for(60.0, 8), step_for(400.0, 9), step_for(9.0, 10)
    (10.0, 50.0, 1.0)
    """
    return next((step for step in STEPS if length / step <= most), STEPS[-1])


def _frame(kit: Kit, surface: pygame.Surface, inside: pygame.Rect) -> None:
    kit.box(surface, inside.inflate(2, 2), Box((0, 0, 0, 0), HAIRLINE_STRONG, 0, kit.theme.hairline))


def _ticks(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, int(high / step + 1e-9) + 1)]


def _time_axis(kit: Kit, surface: pygame.Surface, plot: Plot) -> None:
    inside = plot.inside
    kit.write(surface, "ns", FIGURE_SMALL, QUIET, (inside.x - kit.px(LEFT) + kit.px(14), inside.y - kit.px(20)))
    for time_ns in _ticks(0.0, plot.view.window_ns, step_for(plot.view.window_ns, inside.height // kit.px(34))):
        y = round(plot.y(time_ns))
        surface.fill(TEXT, (inside.x - kit.px(TICK), y, kit.px(TICK), 1))
        _beside(kit, surface, f"{time_ns:.0f}", (inside.x - kit.px(TICK + 5), y), "right")


def _depth_axis(kit: Kit, surface: pygame.Surface, plot: Plot) -> None:
    inside, view = plot.inside, plot.view
    deepest_m = r.depth_m(view.window_ns, view.permittivity)
    kit.write(surface, "m", FIGURE_SMALL, QUIET, (inside.right + kit.px(TICK + 5), inside.y - kit.px(20)))
    for depth in _ticks(0.0, deepest_m, step_for(deepest_m, inside.height // kit.px(34))):
        y = round(plot.y(r.two_way_ns(depth, view.permittivity)))
        surface.fill(TEXT, (inside.right, y, kit.px(TICK), 1))
        _beside(kit, surface, f"{depth:.0f}", (inside.right + kit.px(TICK + 5), y), "left")


def _way_axis(kit: Kit, surface: pygame.Surface, plot: Plot) -> None:
    inside, view = plot.inside, plot.view
    step = step_for(view.span_m, inside.width // kit.px(64))
    for along_m in _ticks(view.left_m, view.left_m + view.span_m, step):
        x = round(plot.x(along_m))
        surface.fill(TEXT, (x, inside.bottom, 1, kit.px(TICK)))
        words = f"{along_m:.0f} m"
        wide = kit.width(words, FIGURE_SMALL)
        left = min(x - wide // 2, inside.right + kit.px(RIGHT) - wide)
        kit.write(surface, words, FIGURE_SMALL, QUIET, (left, inside.bottom + kit.px(TICK + 4)))


def _beside(kit: Kit, surface: pygame.Surface, words: str, at: tuple[int, int], align: str) -> None:
    """A figure whose middle stands beside a tick."""
    high = kit.height(FIGURE_SMALL)
    left = at[0] - kit.width(words, FIGURE_SMALL) if align == "right" else at[0]
    kit.write(surface, words, FIGURE_SMALL, QUIET, (left, at[1] - high // 2))


def draw_line(
    kit: Kit, surface: pygame.Surface, plot: Plot, points: list[tuple[float, float]], colour: Colour, width: float = 2.0
) -> None:
    """A line through points (metres along, nanoseconds), cut off at the plot's edge."""
    places = [(plot.x(along), plot.y(time)) for along, time in points]
    if len(places) < 2:
        return
    clip = surface.get_clip()
    surface.set_clip(plot.inside.clip(clip))
    pygame.draw.lines(surface, colour, False, places, max(1, kit.px(width)))
    surface.set_clip(clip)
