"""Where the mission screen's panels stand: an even frame round the map, the same at every window size and UI scale."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pygame

from game.mission.session import Warp
from game.ui.desk import Desk, Mode
from game.ui.desk_choices import Choices
from game.ui.desk_inset import NavcamInset
from game.ui.desk_outlook import Outlook
from game.ui.kit import Kit
from game.ui.views.hud_controls import actions_panel, warp_panel
from game.ui.views.hud_glass import Glass, Layer
from game.ui.views.hud_inset import INSET_WIDTH, inset_panel
from game.ui.views.hud_log import News, log_panel
from game.ui.views.hud_mode import mode_panel
from game.ui.views.hud_panels import clock_panel, objectives_panel
from game.ui.views.hud_timeline import timeline_panel
from game.ui.views.hud_vehicles import vehicles_panel
from game.ui.widgets.base import Widget
from game.ui.widgets.root import Area, Placed

ACTIONS_WIDTH, VEHICLES_WIDTH, MODE_WIDTH, SAMPLE_WIDTH = 164, 240, 312, 372
CLOCK_WIDTH, WARP_WIDTH, LOG_WIDTH = 284, 310, 780
LOG_LINES, MOST_LOG_LINES = 2, 4
LINE_PER_PX = 110
"""A window higher than 720 shows another line of the log for each so many pixels (at UI scale 1)."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the panels ask the screen to do."""

    act: Callable[[str], None]
    warp: Callable[[Warp], None]
    confirm: Callable[[], None]
    cancel: Callable[[], None]
    show: Callable[[str], None]
    """Open something that is read: log, objectives."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the panels show, kept up to date by the screen."""

    desk: Desk
    choices: Choices
    outlook: Outlook
    news: News

    def update(self, now_s: float) -> None:
        """Once per frame."""
        self.choices.update()
        self.outlook.update(now_s)
        self.news.update(now_s)


@dataclass(frozen=True, slots=True)
class Frame:
    """Heights that the panels' places depend on, in pixels."""

    top: int
    timeline: int
    log: int
    aside: int = 0
    """The log stands so far right of the edge, for the live picture."""


class Hud:
    """The panels of one window size; built anew when that or the mode changes."""

    def __init__(
        self, readings: Readings, orders: Orders, kit: Kit, size: tuple[int, int], live: NavcamInset | None = None
    ) -> None:
        self.layer = Layer(size)
        desk = readings.desk
        self.clock, self.warp = (
            clock_panel(desk, lambda: orders.show("weather")),
            warp_panel(desk, readings.news, orders.warp),
        )
        self.goals = objectives_panel(desk, lambda: orders.show("objectives"))
        self.timeline = timeline_panel(desk, readings.outlook)
        self.log = log_panel(desk, readings.news, lambda: orders.show("log"), _log_lines(kit, size))
        self.actions = actions_panel(desk, readings.choices, orders.act, orders.show)
        self.vehicles = vehicles_panel(desk, readings.outlook)
        self.mode = mode_panel(desk, orders.confirm, orders.cancel)
        self.mode_width = SAMPLE_WIDTH if desk.mode is Mode.SAMPLE else MODE_WIDTH
        self.frame = self._frame(kit, size)
        self.inset = inset_panel(desk, live) if live is not None else None
        if self.inset is not None and self._has_room(kit, pygame.Rect(0, 0, *size), self.inset):
            self.frame = replace(self.frame, aside=kit.px(INSET_WIDTH) + kit.theme.gap)
        self.panes: dict[str, Glass] = {}

    def _frame(self, kit: Kit, size: tuple[int, int]) -> Frame:
        room = size[0] - 2 * kit.theme.margin
        tops = ((self.clock, CLOCK_WIDTH), (self.warp, WARP_WIDTH), (self.goals, CLOCK_WIDTH))
        top = max(panel.measure(kit, kit.px(width))[1] for panel, width in tops)
        log = self.log.measure(kit, min(room, kit.px(LOG_WIDTH)))[1]
        return Frame(top, self.timeline.measure(kit, room)[1], log)

    def placed(self) -> Iterator[Placed]:
        """All panels; later ones lie over earlier ones."""
        frame = self.frame
        yield self._pane("clock", self.clock, lambda kit, window: _top_left(kit, window, frame))
        yield self._pane("objectives", self.goals, lambda kit, window: _goals(kit, window, frame))
        yield self._pane("warp", self.warp, lambda kit, window: _top_right(kit, window, frame))
        yield self._pane("timeline", self.timeline, lambda kit, window: _foot(kit, window, frame))
        yield self._pane("log", self.log, lambda kit, window: _log(kit, window, frame))
        yield self._pane("actions", self.actions, self._side(self.actions, ACTIONS_WIDTH, right=False))
        yield self._pane("vehicles", self.vehicles, self._side(self.vehicles, VEHICLES_WIDTH, right=True))
        if self.inset is not None and frame.aside:
            inset = self.inset
            yield self._pane("inset", inset, lambda kit, window: _inset(kit, window, frame, inset))
        if self.mode is not None:
            yield self._pane("mode", self.mode, self._beside_actions(self.mode))

    def _has_room(self, kit: Kit, window: pygame.Rect, inset: Widget) -> bool:
        """Does the live picture fit under the actions and under what a mode shows beside them?"""
        top = _inset(kit, window, self.frame, inset).top - kit.theme.gap
        panels = [(self.actions, ACTIONS_WIDTH)] + ([(self.mode, self.mode_width)] if self.mode is not None else [])
        begin = kit.theme.margin + self.frame.top + kit.theme.gap
        return all(begin + panel.measure(kit, kit.px(width))[1] <= top for panel, width in panels)

    def _pane(self, name: str, panel: Widget, area: Area) -> Placed:
        pane = Glass(panel, self.layer, name)
        self.panes[name] = pane
        return Placed(pane, area)

    def _side(self, panel: Widget, width: float, *, right: bool) -> Area:
        """Under the top row at one side, as high as it needs or as there is room."""

        def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
            low = _low(kit, window, self.frame, above_log=not right)
            return _under_top(kit, window, self.frame, panel, kit.px(width), low, right=right)

        return area

    def _beside_actions(self, panel: Widget) -> Area:
        def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
            low = _low(kit, window, self.frame, above_log=True)
            rect = _under_top(kit, window, self.frame, panel, kit.px(self.mode_width), low, right=False)
            return rect.move(kit.px(ACTIONS_WIDTH) + kit.theme.gap, 0)

        return area

    def clear(self) -> pygame.Rect:
        """The part of the window between the panels, where the map is looked at."""
        rects = {name: pane.rect for name, pane in self.panes.items()}
        left = max(rects[name].right for name in ("actions", "inset") if name in rects)
        right = rects["vehicles"].left
        top, low = rects["clock"].bottom, rects["log"].top
        return pygame.Rect(left, top, max(1, right - left), max(1, low - top))

    def rects(self) -> tuple[pygame.Rect, ...]:
        """What the map's labels keep clear of."""
        return tuple(pane.rect for pane in self.panes.values())


def _log_lines(kit: Kit, size: tuple[int, int]) -> int:
    spare = int(size[1] / kit.theme.scale) - 720
    return max(LOG_LINES, min(MOST_LOG_LINES, LOG_LINES + spare // LINE_PER_PX))


def _top_left(kit: Kit, window: pygame.Rect, frame: Frame) -> pygame.Rect:
    return pygame.Rect(kit.theme.margin, kit.theme.margin, kit.px(CLOCK_WIDTH), frame.top)


def _top_right(kit: Kit, window: pygame.Rect, frame: Frame) -> pygame.Rect:
    width = kit.px(WARP_WIDTH)
    return pygame.Rect(window.right - kit.theme.margin - width, kit.theme.margin, width, frame.top)


def _goals(kit: Kit, window: pygame.Rect, frame: Frame) -> pygame.Rect:
    left = _top_left(kit, window, frame).right + kit.theme.gap
    right = _top_right(kit, window, frame).left - kit.theme.gap
    return pygame.Rect(left, kit.theme.margin, max(0, right - left), frame.top)


def _foot(kit: Kit, window: pygame.Rect, frame: Frame) -> pygame.Rect:
    margin = kit.theme.margin
    return pygame.Rect(margin, window.bottom - margin - frame.timeline, window.width - 2 * margin, frame.timeline)


def _log(kit: Kit, window: pygame.Rect, frame: Frame) -> pygame.Rect:
    foot = _foot(kit, window, frame)
    width = min(kit.px(LOG_WIDTH), foot.width - kit.px(VEHICLES_WIDTH) - kit.theme.gap - frame.aside)
    return pygame.Rect(foot.x + frame.aside, foot.top - kit.theme.gap - frame.log, width, frame.log)


def _inset(kit: Kit, window: pygame.Rect, frame: Frame, panel: Widget) -> pygame.Rect:
    """Beside the log, standing on the timeline."""
    wide, low = kit.px(INSET_WIDTH), _foot(kit, window, frame).top - kit.theme.gap
    high = panel.measure(kit, wide)[1]
    return pygame.Rect(kit.theme.margin, low - high, wide, high)


def _low(kit: Kit, window: pygame.Rect, frame: Frame, *, above_log: bool) -> int:
    """How far down a side panel may reach."""
    under = _log(kit, window, frame) if above_log else _foot(kit, window, frame)
    return under.top - kit.theme.gap


def _under_top(
    kit: Kit, window: pygame.Rect, frame: Frame, panel: Widget, width: int, low: int, *, right: bool
) -> pygame.Rect:
    top = kit.theme.margin + frame.top + kit.theme.gap
    high = min(panel.measure(kit, width)[1], max(0, low - top))
    left = window.right - kit.theme.margin - width if right else kit.theme.margin
    return pygame.Rect(left, top, width, high)
