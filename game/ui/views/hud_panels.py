"""The panels of the top row: the clock with the sky, and the objectives."""

from collections.abc import Callable

import pygame

from game.core import marstime
from game.sim.conditions import progress_frac
from game.sim.state.objectives import Status
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.input import LEFT, Pointer, PointerDown, PointerUp
from game.ui.kit import Kit
from game.ui.theme import ACCENT, CAUTION, FAULT_TEXT, FIGURE_LARGE, GOOD, HEADING, QUIET, SMALL, TEXT, Colour
from game.ui.views.hud_glass import Drawn
from game.ui.views.hud_link import link_line, link_tone
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.labels import Label

ROWS = 3
"""Of objectives; the heading takes the first one when two are enough."""


class ClockColumn(Column):
    """A click anywhere on it shows the whole weather."""

    def __init__(self, *parts: Widget, open_weather: Callable[[], None], gap: float) -> None:
        super().__init__(*parts, gap=gap)
        self.open_weather = open_weather

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerUp) and event.button == LEFT and self.contains(event.pos):
            self.open_weather()
        return isinstance(event, PointerDown) and event.button == LEFT


def clock_panel(desk: Desk, open_weather: Callable[[], None]) -> Panel:
    """Sol and time in large figures, the sky in one quiet line; a click shows the outlook."""
    time = Row(
        Label(lambda: f"Sol {marstime.sol(desk.now_tick)}", FIGURE_LARGE),
        Label(lambda: marstime.lmst_text(desk.now_tick), FIGURE_LARGE, ACCENT),
        Label(lambda: clock_note(desk), SMALL, lambda: CAUTION if desk.world.weather.storm else QUIET, grow=1),
        gap=10,
    )
    lines: list[Widget] = [time, Label(lambda: sky_line(desk.world), SMALL, QUIET)]
    if desk.session.delayed:
        lines.append(Label(lambda: link_line(desk), SMALL, lambda: link_tone(desk)))
    column = ClockColumn(*lines, open_weather=open_weather, gap=2)
    column.hint = desk.strings.text("hud.clock")
    return Panel(column, pad=10)


def clock_note(desk: Desk) -> str:
    """What stands beside the time: what time it is, or what to beware of."""
    return "dust storm" if desk.world.weather.storm else "LMST"


def sky_line(world: World) -> str:
    """Season, air temperature, pressure, wind and dust in the order of a MEDA report."""
    sky = world.weather
    wind = f"{sky.wind_m_s:.0f} m/s {compass(sky.wind_from_deg)}"
    air = f"{sky.air_c:.0f} °C · {sky.pressure_pa:.0f} Pa".replace("-", "−")
    return f"Ls {sky.ls_deg:.0f}° · {air} · {wind} · τ {sky.tau:.2f}"


def compass(azimuth_deg: float) -> str:
    """The nearest of eight winds.

    >>> compass(112.0), compass(350.0)
    ('E', 'N')
    """
    return ("N", "NE", "E", "SE", "S", "SW", "W", "NW")[int((azimuth_deg + 22.5) // 45.0) % 8]


# --- objectives -------------------------------------------------------------------------------------------------------

Item = tuple[str, Colour, str]
_SIGNS: dict[Status, tuple[str, Colour]] = {Status.DONE: ("check", GOOD), Status.FAILED: ("cross", FAULT_TEXT)}


def objective_items(world: World) -> list[Item]:
    """(sign, colour, words): open ones first, primary before optional, in the level's order."""
    found = []
    for spec, item in world.given_objectives():
        sign, colour = _SIGNS.get(item.status, ("right", ACCENT) if spec.primary else ("circle", QUIET))
        share = progress_frac(world, spec.done_when)
        note = f" {100.0 * share:.0f} %" if item.status is Status.OPEN and 0.0 < share < 1.0 else ""
        order = (item.status is not Status.OPEN, not spec.primary)
        found.append((order, (sign, colour, spec.title + note)))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


class ObjectiveLine(Drawn):
    """The objectives in rows, none cut short; those there is no room for are counted at the end. The heading gives way
    when its row is needed."""

    def __init__(self, desk: Desk, open_all: Callable[[], None]) -> None:
        super().__init__()
        self.desk = desk
        self.open_all = open_all

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerUp) and event.button == LEFT and self.contains(event.pos):
            self.open_all()
        return isinstance(event, PointerDown) and event.button == LEFT

    def stamp(self, kit: Kit) -> object:
        return objective_items(self.desk.world)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, ROWS * kit.height(SMALL) + (ROWS - 1) * kit.px(3))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        items = objective_items(self.desk.world)
        step = kit.height(SMALL) + kit.px(3)
        top, places = self.rect.y + step, self._flow(kit, items, ROWS - 1)
        if places and places[-1][2] < 0:
            top, places = self.rect.y, self._flow(kit, items, ROWS)
        else:
            kit.write(surface, "Objectives", HEADING, QUIET, (self.rect.x, self.rect.y + kit.px(1)))
        for x, row, number in places:
            at = (self.rect.x + x, top + row * step)
            if number < 0:
                kit.write(surface, f"+{-number}", SMALL, QUIET, at)
            else:
                self._draw_item(kit, surface, items[number], at)

    def _draw_item(self, kit: Kit, surface: pygame.Surface, item: Item, at: tuple[int, int]) -> None:
        sign, colour, words = item
        side, high = kit.px(10), kit.height(SMALL)
        kit.icon(surface, sign, colour, pygame.Rect(at[0], at[1] + (high - side) // 2, side, side))
        left = at[0] + side + kit.px(6)
        tone = colour if colour in (QUIET, GOOD) else TEXT
        kit.write_in(surface, words, SMALL, tone, pygame.Rect(left, at[1], self.rect.right - left, high))

    def _flow(self, kit: Kit, items: list[Item], rows: int) -> list[tuple[int, int, int]]:
        return flow([self._width(kit, item) for item in items], self.rect.width, rows, kit.px(16), kit.px(30))

    def _width(self, kit: Kit, item: Item) -> int:
        return kit.px(10) + kit.px(6) + kit.width(item[2], SMALL)


def flow(widths: list[int], room: int, rows: int, gap: int, count_px: int) -> list[tuple[int, int, int]]:
    """(x, row, index) of as many as fit into the rows, in order; index -n stands for `n more` at the end.

    >>> flow([40, 40, 40], 100, 2, 10, 15)
    [(0, 0, 0), (50, 0, 1), (0, 1, 2)]
    >>> flow([40, 40, 40, 40, 40], 100, 2, 10, 15)
    [(0, 0, 0), (50, 0, 1), (0, 1, 2), (50, 1, -2)]
    """
    for shown in range(len(widths), 0, -1):
        left = len(widths) - shown
        places = _rows([*widths[:shown], *([count_px] if left else [])], room, gap)
        if places[-1][1] < rows:
            return [(x, row, n if n < shown else -left) for n, (x, row) in enumerate(places)]
    return [(0, 0, -len(widths))] if widths else []


def _rows(widths: list[int], room: int, gap: int) -> list[tuple[int, int]]:
    """Where each stands when they are set line by line."""
    places, x, row = [], 0, 0
    for width in widths:
        if x and x + width > room:
            x, row = 0, row + 1
        places.append((x, row))
        x += width + gap
    return places


def objectives_panel(desk: Desk, open_all: Callable[[], None]) -> Panel:
    """What is asked for and how far it is; a click shows all of it."""
    return Panel(ObjectiveLine(desk, open_all), pad=10)
