"""The event log: newest first, faults in colour and with a sign; what stopped the clock stands out for a moment."""

from collections.abc import Callable

import pygame

from game.core import marstime
from game.sim.events import Event, MissionWon, ObjectiveCompleted, Severity, TubeSealed
from game.sim.narrate import event_sentence
from game.ui.desk import Desk
from game.ui.input import LEFT, Pointer, PointerDown, PointerUp
from game.ui.kit import Kit
from game.ui.skin import CLEAR, Box
from game.ui.theme import ACCENT, BODY, CAUTION, FAULT_TEXT, FIGURE, GOOD, QUIET, TEXT, Colour, with_alpha
from game.ui.views.hud_glass import Drawn
from game.ui.widgets.base import Mark
from game.ui.widgets.boxes import Column, Panel
from game.ui.widgets.labels import heading

LOOKS: dict[Severity, tuple[str, Colour, str]] = {
    Severity.ACTIVITY: ("", QUIET, "activity"),
    Severity.NOTICE: ("disc", TEXT, "notice"),
    Severity.WARNING: ("warning", CAUTION, "warning"),
    Severity.FATAL: ("fault", FAULT_TEXT, "end of the mission"),
}
GLAD = (ObjectiveCompleted, MissionWon, TubeSealed)
FLASH_S = 4.0
GLOW_ALPHA, GLOW_STEPS = 80, 10
KEPT_SENTENCES = 300
WHY = "why?"


def look_of(event: Event) -> tuple[str, Colour, str]:
    """Sign, colour and the word for an event's weight."""
    return ("check", GOOD, "done") if isinstance(event, GLAD) else LOOKS[event.severity]


class News:
    """What has stopped the clock, for as long as it is pointed out."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.event: Event | None = None
        self.until_s = -1.0
        self.halted = False
        self._halted_until_s = -1.0
        self._sentences: dict[int, tuple[Event, str]] = {}

    def stopped_by(self, event: Event, now_s: float) -> None:
        self.event, self.until_s = event, now_s + FLASH_S

    def halt(self, now_s: float) -> None:
        """The clock has just been slowed down by what happened."""
        self.halted, self._halted_until_s = True, now_s + FLASH_S

    def update(self, now_s: float) -> None:
        """Once per frame."""
        self.halted = self.halted and now_s < self._halted_until_s

    def go_on(self) -> None:
        """The player has chosen a speed: enough said."""
        self.halted = False

    def glow(self, event: Event, now_s: float) -> float:
        """1 when it has just happened, fading to 0."""
        if event is not self.event or now_s >= self.until_s:
            return 0.0
        return min(1.0, (self.until_s - now_s) / FLASH_S)

    def lively(self, now_s: float) -> bool:
        return self.event is not None and now_s < self.until_s + 0.2

    def sentence(self, event: Event) -> str:
        """The event in words, worked out once."""
        kept = self._sentences.get(id(event))
        if kept is None or kept[0] is not event:
            if len(self._sentences) > KEPT_SENTENCES:
                self._sentences.clear()
            kept = (event, event_sentence(self.desk.world.site, self.desk.strings, event))
            self._sentences[id(event)] = kept
        return kept[1]


class EventLines(Drawn):
    """As many of the last events as there is room for. The newest may take two lines; what is cut short asks `why?`
    and a click opens the whole log."""

    def __init__(self, desk: Desk, news: News, open_log: Callable[[], None], lines: int) -> None:
        super().__init__()
        self.desk = desk
        self.news = news
        self.open_log = open_log
        self.lines = lines

    def stamp(self, kit: Kit) -> object:
        events = self.desk.session.events
        return (len(events), events[-1] if events else None)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, self.lines * self._step(kit) - kit.px(3))

    def _step(self, kit: Kit) -> int:
        return kit.height(BODY) + kit.px(3)

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerUp) and event.button == LEFT and self.contains(event.pos):
            self.open_log()
        return isinstance(event, PointerDown) and event.button == LEFT

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        row = 0
        for number, event in enumerate(reversed(self.desk.session.events[-self.lines :])):
            most = min(self.lines - row, 2 if number == 0 else 1)
            if most <= 0:
                return
            row += self._draw_event(kit, surface, event, row, most)
        if not self.desk.session.events:
            kit.write(surface, "Nothing has happened yet.", BODY, QUIET, self.rect.topleft)

    def _draw_event(self, kit: Kit, surface: pygame.Surface, event: Event, row: int, most: int) -> int:
        """Draw one event from a row on; how many rows it took."""
        sign, colour, _word = look_of(event)
        high, step = kit.height(BODY), self._step(kit)
        y = self.rect.y + row * step
        left = self.rect.x + kit.width("00:00", FIGURE) + kit.px(10) + kit.px(11) + kit.px(7)
        whole = kit.text.wrap(self.news.sentence(event), kit.cut(BODY), self.rect.right - left)
        lines = self._fit(kit, whole, most, self.rect.right - left)
        if self.news.glow(event, kit.time_s) > 0.0 and colour is QUIET:
            colour = TEXT
        ground = pygame.Rect(self.rect.x, y, self.rect.width, len(lines) * step - kit.px(3))
        self._draw_glow(kit, surface, event, ground)
        kit.write(surface, marstime.lmst_text(event.tick), FIGURE, QUIET, (self.rect.x, y + _baseline(kit)))
        if sign:
            side = kit.px(7) if sign == "disc" else kit.px(11)
            at = left - kit.px(7) - kit.px(11) + (kit.px(11) - side) // 2
            kit.icon(surface, sign, colour, pygame.Rect(at, y + (high - side) // 2, side, side))
        for number, line in enumerate(lines):
            kit.write(surface, line, BODY, colour, (left, y + number * step))
        if lines != list(whole):
            width = kit.width(WHY, BODY)
            kit.write(surface, WHY, BODY, ACCENT, (self.rect.right - width, y + (len(lines) - 1) * step))
        return len(lines)

    def _draw_glow(self, kit: Kit, surface: pygame.Surface, event: Event, rect: pygame.Rect) -> None:
        """The ground of what has just stopped the clock."""
        glow = self.news.glow(event, kit.time_s)
        if glow > 0.0:
            look = Box(with_alpha(ACCENT, int(GLOW_ALPHA * glow * GLOW_STEPS) // GLOW_STEPS), CLEAR, kit.px(3))
            kit.box(surface, rect.inflate(kit.px(10), kit.px(3)), look)

    def _fit(self, kit: Kit, whole: tuple[str, ...], most: int, room: int) -> list[str]:
        if len(whole) <= most:
            return list(whole)
        room -= kit.width(WHY, BODY) + kit.theme.gap
        return [*whole[: most - 1], kit.text.shorten(" ".join(whole[most - 1 :]), kit.cut(BODY), room)]


def _baseline(kit: Kit) -> int:
    """So that figures stand on the same line as words."""
    return kit.text.ascent(kit.cut(BODY)) - kit.text.ascent(kit.cut(FIGURE))


def log_panel(desk: Desk, news: News, open_log: Callable[[], None], lines: int) -> Panel:
    """The last events."""
    return Panel(Column(heading("Events"), EventLines(desk, news, open_log, lines), gap=5), pad=10)
