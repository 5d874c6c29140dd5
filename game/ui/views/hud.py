"""Where the mission screen's panels stand: an even frame round the map, the same at every window size and UI scale."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pygame

from game.mission.session import Warp
from game.ui.desk import Desk
from game.ui.kit import Kit
from game.ui.views.hud_controls import actions_panel, mode_panel, warp_panel
from game.ui.views.hud_log import log_panel
from game.ui.views.hud_panels import clock_panel, objectives_panel, vehicles_panel
from game.ui.views.hud_timeline import timeline_panel
from game.ui.widgets.boxes import Panel
from game.ui.widgets.root import Area, Placed

ACTIONS_WIDTH, VEHICLES_WIDTH, MODE_WIDTH = 150, 236, 280
CLOCK_WIDTH, WARP_WIDTH = 300, 366


@dataclass(frozen=True, slots=True)
class Orders:
    """What the panels ask the screen to do."""

    act: Callable[[str], None]
    warp: Callable[[Warp], None]
    confirm: Callable[[], None]
    cancel: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Frame:
    """Heights that the panels' places depend on."""

    top: int
    timeline: int
    log: int


def hud(desk: Desk, orders: Orders, kit: Kit, size: tuple[int, int]) -> Iterator[Placed]:
    """All panels; later ones lie over earlier ones."""
    clock, warp, goals = clock_panel(desk), warp_panel(desk, orders.warp), objectives_panel(desk)
    timeline, log = timeline_panel(desk), log_panel(desk)
    room = size[0] - 2 * kit.theme.margin
    tops = ((clock, CLOCK_WIDTH), (warp, WARP_WIDTH), (goals, CLOCK_WIDTH))
    top = max(panel.measure(kit, kit.px(width))[1] for panel, width in tops)
    frame = Frame(top, timeline.measure(kit, room)[1], log.measure(kit, room)[1])
    yield Placed(clock, _top(frame, 0, CLOCK_WIDTH))
    yield Placed(goals, _goals(frame))
    yield Placed(warp, _top_right(frame, WARP_WIDTH))
    yield Placed(timeline, _foot(frame.timeline, 0))
    yield Placed(log, _foot(frame.log, frame.timeline))
    actions, vehicles = actions_panel(desk, orders.act), vehicles_panel(desk)
    yield Placed(actions, _side(frame, actions, ACTIONS_WIDTH, right=False))
    yield Placed(vehicles, _side(frame, vehicles, VEHICLES_WIDTH, right=True))
    mode = mode_panel(desk, orders.confirm, orders.cancel)
    if mode is not None:
        yield Placed(mode, _beside_actions(frame, mode))


def clear_area(placed: tuple[Placed, ...], size: tuple[int, int]) -> pygame.Rect:
    """The part of the window between the panels, where the map is looked at."""
    names = [item.widget.rect for item in placed[:7]]
    clock, _goals_rect, _warp, _timeline, log, actions, vehicles = names
    left, right = actions.right, vehicles.left
    return pygame.Rect(left, clock.bottom, max(1, right - left), max(1, log.top - clock.bottom))


def _top(frame: Frame, left: float, width: float) -> Area:
    return lambda kit, window: pygame.Rect(kit.theme.margin + kit.px(left), kit.theme.margin, kit.px(width), frame.top)


def _top_right(frame: Frame, width: float) -> Area:
    return lambda kit, window: pygame.Rect(
        window.right - kit.theme.margin - kit.px(width), kit.theme.margin, kit.px(width), frame.top
    )


def _goals(frame: Frame) -> Area:
    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        left = kit.theme.margin + kit.px(CLOCK_WIDTH) + kit.theme.gap
        right = window.right - kit.theme.margin - kit.px(WARP_WIDTH) - kit.theme.gap
        return pygame.Rect(left, kit.theme.margin, max(0, right - left), frame.top)

    return area


def _foot(height: int, above: int) -> Area:
    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        margin = kit.theme.margin
        bottom = window.bottom - margin - (above + kit.theme.gap if above else 0)
        return pygame.Rect(margin, bottom - height, window.width - 2 * margin, height)

    return area


def _room_below(kit: Kit, window: pygame.Rect, frame: Frame, top: int) -> int:
    low = window.bottom - kit.theme.margin - frame.timeline - frame.log - 2 * kit.theme.gap
    return max(0, low - top)


def _side(frame: Frame, panel: Panel, width: float, *, right: bool) -> Area:
    """Under the top row at one side, as high as it needs or as there is room."""

    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        top = kit.theme.margin + frame.top + kit.theme.gap
        wide = kit.px(width)
        high = min(panel.measure(kit, wide)[1], _room_below(kit, window, frame, top))
        left = window.right - kit.theme.margin - wide if right else kit.theme.margin
        return pygame.Rect(left, top, wide, high)

    return area


def _beside_actions(frame: Frame, panel: Panel) -> Area:
    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        top = kit.theme.margin + frame.top + kit.theme.gap
        width = kit.px(MODE_WIDTH)
        high = min(panel.measure(kit, width)[1], _room_below(kit, window, frame, top))
        return pygame.Rect(kit.theme.margin + kit.px(ACTIONS_WIDTH) + kit.theme.gap, top, width, high)

    return area
