"""The event log: newest first, faults in colour and with a sign, and why."""

import pygame

from game.core import marstime
from game.sim.events import Event, Severity
from game.sim.narrate import event_sentence
from game.ui.desk import Desk
from game.ui.kit import Kit
from game.ui.theme import ACCENT, BODY, FAULT_TEXT, FIGURE, GOOD, QUIET, TEXT, Colour
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Column, Panel
from game.ui.widgets.labels import heading

LOOKS: dict[Severity, tuple[str, Colour]] = {
    Severity.ACTIVITY: ("", QUIET),
    Severity.NOTICE: ("", TEXT),
    Severity.WARNING: ("warning", ACCENT),
    Severity.FATAL: ("fault", FAULT_TEXT),
}
GLAD = ("ObjectiveCompleted", "MissionWon", "TubeSealed")


class EventLines(Widget):
    """As many of the last events as there is room for; a long sentence takes two lines when it is the newest."""

    def __init__(self, desk: Desk, lines: int) -> None:
        super().__init__()
        self.desk = desk
        self.lines = lines
        self._sentences: dict[int, tuple[Event, str]] = {}

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, self.lines * kit.height(BODY) + (self.lines - 1) * kit.px(3))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        time_px = kit.width("00:00", FIGURE) + kit.px(10)
        y, step = self.rect.y, kit.height(BODY) + kit.px(3)
        for event in reversed(self.desk.session.events[-self.lines * 2 :]):
            room = self.rect.width - time_px
            lines = kit.text.wrap(self._sentence(event), kit.cut(BODY), room)
            most = max(1, (self.rect.bottom - y + kit.px(3)) // step)
            if y + kit.height(BODY) > self.rect.bottom:
                return
            kit.write(surface, marstime.lmst_text(event.tick), FIGURE, QUIET, (self.rect.x, y))
            sign, colour = LOOKS[event.severity]
            if type(event).__name__ in GLAD:
                sign, colour = "check", GOOD
            x = self.rect.x + time_px
            if sign:
                side = kit.px(11)
                kit.icon(surface, sign, colour, pygame.Rect(x, y + (kit.height(BODY) - side) // 2, side, side))
                x += side + kit.px(6)
            for line in lines[:most]:
                kit.write_in(surface, line, BODY, colour, pygame.Rect(x, y, self.rect.right - x, kit.height(BODY)))
                y += step

    def _sentence(self, event: Event) -> str:
        kept = self._sentences.get(id(event))
        if kept is None or kept[0] is not event:
            if len(self._sentences) > 200:
                self._sentences.clear()
            kept = (event, event_sentence(self.desk.world.site, self.desk.strings, event))
            self._sentences[id(event)] = kept
        return kept[1]


def log_panel(desk: Desk, lines: int = 3) -> Panel:
    """The last events."""
    return Panel(Column(heading("Events"), EventLines(desk, lines), gap=4), pad=10)
