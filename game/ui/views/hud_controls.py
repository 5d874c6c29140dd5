"""The panels over the map that take orders: the list of actions and the warp control."""

from collections.abc import Callable

import pygame

from game.mission.session import WARPS, Warp
from game.ui.desk import Desk
from game.ui.desk_choices import ACTIONS, Choices
from game.ui.kit import Kit
from game.ui.theme import ACCENT, FAINT, FIGURE_SMALL, HEADING, QUIET, TINY
from game.ui.views.hud_link import mode_note, next_window
from game.ui.views.hud_log import News
from game.ui.widgets.base import Mark
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, heading

KEYS = {"look": "camera"}
"""Actions whose button has another key than their own name: looking opens the cameras."""


class ActionButton(Button):
    """A button of the list: its key at the right, or in its place a quiet word on why it cannot be pressed."""

    def __init__(self, choices: Choices, action: str, act: Callable[[str], None], chosen: Callable[[], bool]) -> None:
        super().__init__(
            lambda: choices.get(action).label,
            lambda: act(action),
            action=f"mission.{KEYS.get(action, action)}",
            refusal=lambda: choices.get(action).refusal or None,
            chosen=chosen,
            hint=lambda: choices.get(action).note,
            name=action,
        )
        self.brief = lambda: choices.get(action).brief

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        brief = self.brief() if self.refused() and not self.is_chosen() else ""
        if not brief:
            super().draw(kit, surface, mark)
            return
        kit.box(surface, self.rect, self.look(kit, mark))
        self.draw_ring(kit, surface, mark)
        inside = self.rect.inflate(-2 * kit.px(10), 0)
        label = self.text() if callable(self.text) else self.text
        kit.write_in(surface, label, self.style, FAINT, inside)
        left = kit.width(label, self.style) + kit.px(8)
        rest = pygame.Rect(inside.x + left, inside.y, max(0, inside.width - left), inside.height)
        kit.write_in(surface, brief, TINY, FAINT, rest, "right")


def actions_panel(desk: Desk, choices: Choices, act: Callable[[str], None], show: Callable[[str], None]) -> Panel:
    """One button per action, greyed with its reason, with its key; where operations are delayed the sequence takes the
    place of the emergency stop, which there is not."""

    def button(action: str) -> ActionButton:
        return ActionButton(choices, action, act, lambda: desk.is_in(action))

    stop = Button(
        "Stop",
        lambda: act("stop"),
        action="mission.stop",
        refusal=lambda: None if desk.world.rover.task is not None else "Nothing goes on that could be stopped.",
        name="stop",
    )
    sequence = Button(
        lambda: f"Sequence: {len(desk.session.world.ground.draft)}",
        lambda: show("uplink"),
        action="mission.uplink",
        hint=lambda: f"Drawn up on Earth. Next uplink: {next_window(desk)}",
        name="sequence",
    )
    last = sequence if desk.session.delayed else stop
    return Panel(Column(heading("Do"), *map(button, ACTIONS), last, _records(show), gap=5), pad=10)


def _records(show: Callable[[str], None]) -> Row:
    """What is on board, and the pictures: two small buttons beside one another."""
    hints = {
        "data": "What is on board, and when it will be on Earth",
        "gallery": "Every picture, as far as it has come down",
    }

    def button(name: str) -> Button:
        words, action = name.capitalize(), f"mission.{name}"
        return Button(words, lambda: show(name), centred=True, action=action, hint=hints[name], name=name, grow=1)

    return Row(*map(button, hints), gap=5)


# --- time -------------------------------------------------------------------------------------------------------------

_KEYS: dict[Warp, str] = {
    Warp.PAUSE: "pause",
    Warp.X1: "warp_1",
    Warp.X10: "warp_10",
    Warp.X60: "warp_60",
    Warp.X300: "warp_300",
    Warp.X1800: "warp_1800",
    Warp.NEXT_EVENT: "next_event",
}


class WarpButton(Button):
    """One speed, set close: seven of them stand side by side."""

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        text = self.text() if callable(self.text) else self.text
        wide = kit.width(text, self.style) if text else kit.px(13)
        return (wide + 2 * kit.px(6), kit.height(self.style) + kit.px(11))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.box(surface, self.rect, self.look(kit, mark))
        self.draw_ring(kit, surface, mark)
        if self.icon:
            sign = pygame.Rect(0, 0, kit.px(13), kit.px(13))
            sign.center = self.rect.center
            kit.icon(surface, self.icon, self._colour(), sign)
        else:
            text = self.text() if callable(self.text) else self.text
            kit.write_in(surface, text, self.style, self._colour(), self.rect.inflate(-2 * kit.px(3), 0), "centre")


def warp_panel(desk: Desk, news: News, choose: Callable[[Warp], None]) -> Panel:
    """Pause, five speeds, and on to the next event."""
    buttons = Row(*[_warp_button(desk, warp, choose) for warp in WARPS], gap=4, align="middle")
    words = Label(lambda: _warp_words(desk, news), HEADING, lambda: ACCENT if news.halted else QUIET, grow=1)
    mode = Label(lambda: mode_note(desk), FIGURE_SMALL, QUIET, align="right")  # of one width whatever the figures
    return Panel(Column(Row(words, mode, gap=10), buttons, gap=6), pad=10)


def _warp_words(desk: Desk, news: News) -> str:
    """The panel's heading: how time passes."""
    if desk.session.over:
        return "The mission is over"
    if news.halted:
        return f"{'Stopped' if desk.session.warp is Warp.PAUSE else 'Slowed down'}: see the events"
    if desk.session.warp is Warp.NEXT_LINK:
        return "On to the next downlink"
    if desk.session.warp is Warp.NEXT_EVENT:
        return "On to the next event"
    if desk.session.warp is Warp.PAUSE:
        return "Time stands still"
    return "Time"


def _warp_button(desk: Desk, warp: Warp, choose: Callable[[Warp], None]) -> Button:
    icon = {Warp.PAUSE: "pause", Warp.NEXT_EVENT: "next"}.get(warp, "")
    hints = {Warp.PAUSE: "Pause", Warp.NEXT_EVENT: "On to the next event", Warp.X1: "Mars time"}
    hint = hints.get(warp, f"{int(warp)} times as fast")

    return WarpButton(
        "" if icon else f"×{int(warp)}",
        lambda: choose(warp),
        icon=icon,
        centred=True,
        action=f"mission.{_KEYS[warp]}",
        chosen=lambda: desk.session.warp is warp,
        hint=hint,
        name=f"warp {int(warp)}",
        grow=1,
    )
