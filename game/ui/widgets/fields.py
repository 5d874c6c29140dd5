"""What can be set: switches, sliders and lines of text."""

from collections.abc import Callable

import pygame

from game.ui.input import LEFT, KeyDown, Pointer, PointerDown, PointerMove, PointerUp
from game.ui.kit import Kit
from game.ui.skin import CLEAR, Box
from game.ui.theme import ACCENT, BODY, FIELD, FIGURE, HAIRLINE_STRONG, QUIET, TEXT, TRACK, with_alpha
from game.ui.widgets.base import Mark, Said, Widget, said
from game.ui.widgets.buttons import Pressable

KNOB = 14
TRACK_WIDTH = 160
FIGURE_WIDTH = 64


class Toggle(Pressable):
    """A switch with its name at the left and its state, in a word as well, at the right."""

    def __init__(
        self, text: Said, value: Callable[[], bool], change: Callable[[bool], object], *, hint: Said = ""
    ) -> None:
        super().__init__(lambda: change(not value()), name=f"toggle {said(text)}", hint=hint)
        self.text = text
        self.value = value

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.height(BODY) + kit.px(11))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        lit = self.value()
        self.draw_ring(kit, surface, mark)
        wide, high = kit.px(34), kit.px(18)
        slot = pygame.Rect(self.rect.right - wide - kit.px(6), self.rect.centery - high // 2, wide, high)
        fill = with_alpha(ACCENT, 255) if lit else TRACK
        kit.box(surface, slot, Box(fill, HAIRLINE_STRONG, high // 2, kit.theme.hairline))
        side = high - 2 * kit.px(2)
        x = slot.right - kit.px(2) - side if lit else slot.x + kit.px(2)
        knob = pygame.Rect(x, slot.y + kit.px(2), side, side)
        kit.box(surface, knob, Box((0x14, 0x16, 0x1A, 255) if lit else with_alpha(TEXT, 255), radius=side // 2))
        word = pygame.Rect(slot.x - kit.px(10) - kit.px(30), self.rect.y, kit.px(30), self.rect.height)
        kit.write_in(surface, "on" if lit else "off", BODY, TEXT if lit else QUIET, word, "right")
        left = pygame.Rect(self.rect.x + kit.px(6), self.rect.y, word.x - self.rect.x - kit.px(16), self.rect.height)
        kit.write_in(surface, said(self.text), BODY, TEXT, left)


class Slider(Widget):
    """A number between two others: drag it, turn the wheel over it, or use the arrow keys."""

    focusable = True

    def __init__(
        self,
        text: Said,
        value: Callable[[], float],
        change: Callable[[float], object],
        *,
        low: float = 0.0,
        high: float = 1.0,
        step: float = 0.05,
        shown: Callable[[float], str] = lambda value: f"{value * 100:.0f} %",
    ) -> None:
        super().__init__()
        self.text = text
        self.value = value
        self.change = change
        self.low, self.high, self.step = low, high, step
        self.shown = shown
        self.name = f"slider {said(text)}"
        self._slot = pygame.Rect(0, 0, 0, 0)
        self._knob_px = KNOB

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.height(BODY) + kit.px(11))

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        wide = min(kit.px(TRACK_WIDTH), rect.width // 3)
        right = rect.right - kit.px(6) - kit.px(FIGURE_WIDTH) - kit.px(8)
        self._slot = pygame.Rect(right - wide, rect.centery - kit.px(3), wide, kit.px(5))
        self._knob_px = kit.px(KNOB)

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        share = (self.value() - self.low) / (self.high - self.low)
        if mark.ring and mark.focus is self:
            kit.box(surface, self.rect, Box(CLEAR, with_alpha(ACCENT, 255), kit.px(4), max(2, kit.px(1.5))))
        slot, radius = self._slot, self._slot.height // 2
        kit.box(surface, slot, Box(TRACK, radius=radius))
        x = slot.x + int(share * slot.width + 0.5)
        kit.box(
            surface, pygame.Rect(slot.x, slot.y, x - slot.x, slot.height), Box(with_alpha(ACCENT, 255), radius=radius)
        )
        knob = pygame.Rect(0, 0, self._knob_px, self._knob_px)
        knob.center = (x, slot.centery)
        lit = mark.hover is self or mark.pressed is self
        kit.box(surface, knob, Box(with_alpha(ACCENT if lit else TEXT, 255), radius=self._knob_px // 2))
        figure = pygame.Rect(
            self.rect.right - kit.px(6) - kit.px(FIGURE_WIDTH), self.rect.y, kit.px(FIGURE_WIDTH), self.rect.height
        )
        kit.write_in(surface, self.shown(self.value()), FIGURE, TEXT, figure, "right")
        left = pygame.Rect(self.rect.x + kit.px(6), self.rect.y, slot.x - self.rect.x - kit.px(20), self.rect.height)
        kit.write_in(surface, said(self.text), BODY, TEXT, left)

    def _set(self, value: float) -> None:
        steps = round((value - self.low) / self.step)
        wanted = min(self.high, max(self.low, self.low + steps * self.step))
        if wanted != self.value():
            self.change(wanted)

    def _set_at(self, x: int) -> None:
        share = (x - self._slot.x) / max(1, self._slot.width)
        self._set(self.low + share * (self.high - self.low))

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerDown) and event.button == LEFT:
            if self._slot.x - self._knob_px <= event.pos[0] <= self._slot.right + self._knob_px:
                self._set_at(event.pos[0])
            return True
        if isinstance(event, PointerMove) and LEFT in event.held:
            self._set_at(event.pos[0])
            return True
        if isinstance(event, PointerUp):
            kit.sound.play("tick")
            return True
        return False

    def on_key(self, kit: Kit, event: KeyDown) -> bool:
        way = 1 if event.does("menu.right") else -1 if event.does("menu.left") else 0
        if way:
            self._set(self.value() + way * self.step)
            kit.sound.play("tick")
        return bool(way)


class TextInput(Widget):
    """One line to type in. Enter accepts it; everything else typed goes into it while it has the focus."""

    focusable = True

    def __init__(
        self,
        text: str,
        change: Callable[[str], object],
        accept: Callable[[], object],
        *,
        most: int = 60,
        name: str = "text",
    ) -> None:
        super().__init__()
        self.text = text
        self.caret = len(text)
        self.change = change
        self.accept = accept
        self.most = most
        self.name = name

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.height(BODY) + kit.px(13))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        focused = mark.focus is self
        border = with_alpha(ACCENT, 255) if focused else HAIRLINE_STRONG
        kit.box(surface, self.rect, Box(FIELD, border, kit.px(4), kit.theme.hairline))
        inside = self.rect.inflate(-2 * kit.px(10), 0)
        before = kit.width(self.text[: self.caret], BODY)
        shift = max(0, before - inside.width + kit.px(2))
        line = kit.text.line(self.text, kit.cut(BODY), TEXT)
        y = inside.centery - line.get_height() // 2
        surface.blit(line, (inside.x, y), pygame.Rect(shift, 0, inside.width, line.get_height()))
        if focused and (kit.still or int(kit.time_s * 2) % 2 == 0):
            surface.fill(ACCENT, (inside.x + before - shift, y, max(1, kit.px(1.5)), line.get_height()))

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerDown):
            x = event.pos[0] - self.rect.x - kit.px(10)
            widths = [kit.width(self.text[:n], BODY) for n in range(len(self.text) + 1)]
            self.caret = min(range(len(widths)), key=lambda n: abs(widths[n] - x))
        return True

    def on_key(self, kit: Kit, event: KeyDown) -> bool:
        """Letters are taken before any action could read them as a command."""
        if event.scancode == pygame.KSCAN_RETURN and not event.repeat:
            self.accept()
        elif event.scancode == pygame.KSCAN_BACKSPACE:
            self._put(self.text[: max(0, self.caret - 1)], self.text[self.caret :])
        elif event.scancode == pygame.KSCAN_DELETE:
            self._put(self.text[: self.caret], self.text[self.caret + 1 :])
        elif event.scancode in (pygame.KSCAN_LEFT, pygame.KSCAN_RIGHT):
            way = 1 if event.scancode == pygame.KSCAN_RIGHT else -1
            self.caret = min(len(self.text), max(0, self.caret + way))
        elif event.scancode in (pygame.KSCAN_HOME, pygame.KSCAN_END):
            self.caret = 0 if event.scancode == pygame.KSCAN_HOME else len(self.text)
        elif event.letter and len(self.text) < self.most:
            self._put(self.text[: self.caret] + event.letter, self.text[self.caret :])
        else:
            return not event.does("menu.back", "menu.next", "menu.previous", "menu.up", "menu.down")
        return True

    def _put(self, before: str, after: str) -> None:
        self.caret = len(before)
        self.text = before + after
        self.change(self.text)
