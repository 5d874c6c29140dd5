"""What can be pressed: buttons, menu lines, cards, tabs and switches."""

from collections.abc import Callable, Sequence

import pygame

from game.ui.input import LEFT, KeyDown, Pointer, PointerDown, PointerUp
from game.ui.kit import Kit
from game.ui.skin import CLEAR, Box
from game.ui.theme import (
    ACCENT,
    BODY,
    FAINT,
    FIELD,
    FIELD_HOVER,
    FIELD_OFF,
    HAIRLINE,
    HAIRLINE_STRONG,
    KEY,
    MENU,
    MENU_STRONG,
    ON_ACCENT,
    ON_GROUND,
    QUIET,
    TEXT,
    Colour,
    Style,
    with_alpha,
)
from game.ui.widgets.base import Mark, Said, Widget, said
from game.ui.widgets.boxes import Row

Refusal = Callable[[], str | None]  # why it cannot be pressed now, in a sentence; None when it can


class Pressable(Widget):
    """Pressed by the mouse (on release, over it), by Enter or Space with the focus, or by its own key."""

    focusable = True

    def __init__(
        self,
        press: Callable[[], object],
        *,
        action: str = "",
        refusal: Refusal | None = None,
        chosen: Callable[[], bool] | None = None,
        hint: Said = "",
        name: str = "",
        grow: int = 0,
    ) -> None:
        super().__init__()
        self.press = press
        self.action = action
        self.refusal = refusal
        self.chosen = chosen
        self.words = hint
        self.hint = self._hint
        self.name = name
        self.grow = grow

    def _hint(self) -> str:
        return self.refused() or said(self.words)

    def refused(self) -> str | None:
        return self.refusal() if self.refusal is not None else None

    def is_chosen(self) -> bool:
        return self.chosen() if self.chosen is not None else False

    def activate(self, kit: Kit) -> None:
        """Press it; when that is refused, say why."""
        reason = self.refused()
        if reason:
            kit.sound.play("refuse")
            kit.services.toasts.say(reason, "caution", kit.time_s)
            return
        kit.sound.play("click")
        self.press()

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerUp) and event.button == LEFT and self.contains(event.pos):
            self.activate(kit)
            return True
        return isinstance(event, PointerDown) and event.button == LEFT

    def on_key(self, kit: Kit, event: KeyDown) -> bool:
        if event.does("menu.accept") and not event.repeat:
            self.activate(kit)
            return True
        return False

    def look(self, kit: Kit, mark: Mark) -> Box:
        """The ground of the thing in its present state."""
        fill, border = FIELD, HAIRLINE
        if self.is_chosen():
            fill, border = with_alpha(ACCENT, 255), CLEAR
        elif self.refused():
            fill = FIELD_OFF
        elif mark.hover is self:
            fill = FIELD_HOVER
        if mark.pressed is self and not self.is_chosen():
            border = HAIRLINE_STRONG
        return Box(fill, border, kit.px(4), kit.theme.hairline)

    def draw_ring(self, kit: Kit, surface: pygame.Surface, mark: Mark, tone: Colour | None = None) -> None:
        """Who has the keyboard, shown only when the keyboard is used."""
        if mark.ring and mark.focus is self:
            colour = tone or (TEXT if self.is_chosen() else ACCENT)
            kit.box(surface, self.rect, Box(CLEAR, with_alpha(colour, 255), kit.px(4), max(2, kit.px(1.5))))


class Button(Pressable):
    """A word, perhaps a sign before it, and its key at the right; grey with the reason when refused."""

    def __init__(
        self,
        text: Said,
        press: Callable[[], object],
        *,
        icon: str = "",
        centred: bool = False,
        style: Style = BODY,
        action: str = "",
        refusal: Refusal | None = None,
        chosen: Callable[[], bool] | None = None,
        hint: Said = "",
        name: str = "",
        grow: int = 0,
    ) -> None:
        super().__init__(
            press, action=action, refusal=refusal, chosen=chosen, hint=hint, name=name or said(text), grow=grow
        )
        self.text = text
        self.icon = icon
        self.centred = centred
        self.style = style

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        key = kit.keymap.label(self.action)
        wide = kit.width(said(self.text), self.style) + 2 * kit.px(10)
        if key and not self.centred:
            wide += kit.theme.gap + kit.width(key, KEY)
        if self.icon:
            wide += kit.px(13) + (kit.px(7) if said(self.text) else 0)
        return (min(width, wide), kit.height(self.style) + kit.px(11))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        kit.box(surface, self.rect, self.look(kit, mark))
        self.draw_ring(kit, surface, mark)
        colour = self._colour()
        inside = self.rect.inflate(-2 * kit.px(10), 0)
        if self.centred:
            self._draw_centred(kit, surface, colour, inside)
            return
        inside = self._draw_icon(kit, surface, colour, inside)
        key = kit.keymap.label(self.action)
        if key:
            key_colour = colour if self.is_chosen() or self.refused() else QUIET
            kit.write_in(surface, key, KEY, key_colour, inside, "right")
            inside.width -= kit.width(key, KEY) + kit.theme.gap
        kit.write_in(surface, said(self.text), self.style, colour, inside)

    def _colour(self) -> Colour:
        if self.is_chosen():
            return ON_ACCENT
        return FAINT if self.refused() else TEXT

    def _draw_icon(self, kit: Kit, surface: pygame.Surface, colour: Colour, inside: pygame.Rect) -> pygame.Rect:
        """Draw the sign at the left; what is left of the room."""
        if not self.icon:
            return inside
        side = kit.px(13)
        kit.icon(surface, self.icon, colour, pygame.Rect(inside.x, inside.centery - side // 2, side, side))
        step = side + kit.px(7)
        return pygame.Rect(inside.x + step, inside.y, inside.width - step, inside.height)

    def _draw_centred(self, kit: Kit, surface: pygame.Surface, colour: Colour, inside: pygame.Rect) -> None:
        text, side = said(self.text), kit.px(13) if self.icon else 0
        gap = kit.px(7) if side and text else 0
        wide = min(inside.width, kit.width(text, self.style) + side + gap)
        begin = pygame.Rect(inside.centerx - wide // 2, inside.y, wide, inside.height)
        kit.write_in(
            surface, text, self.style, colour, self._draw_icon(kit, surface, colour, begin) if text else inside
        )
        if side and not text:
            kit.icon(
                surface,
                self.icon,
                colour,
                pygame.Rect(inside.centerx - side // 2, inside.centery - side // 2, side, side),
            )


class MenuLine(Pressable):
    """A line of the title's menu: bare words on the picture. The one with the focus is orange and has a mark."""

    def __init__(self, text: Said, press: Callable[[], object], *, refusal: Refusal | None = None) -> None:
        super().__init__(press, refusal=refusal, name=said(text))
        self.text = text

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        wide = kit.width(said(self.text), MENU_STRONG) + 2 * kit.px(16)
        return (min(width, wide), kit.height(MENU) + kit.px(12))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        lit = mark.hover is self or (mark.focus is self and (mark.ring or mark.hover is None))
        if lit:
            side = kit.px(9)
            at = pygame.Rect(self.rect.x, self.rect.centery - side // 2, side, side)
            kit.icon(surface, "right", ACCENT, at)
        colour = ACCENT if lit else QUIET if self.refused() else ON_GROUND
        inside = pygame.Rect(self.rect)
        inside.x += kit.px(16)
        inside.width -= kit.px(16)
        style = MENU_STRONG if lit else MENU
        text = kit.text.shorten(said(self.text), kit.cut(style), inside.width)
        high = kit.height(style)
        edge = 1
        pos = (inside.x - edge, inside.y + (inside.height - high) // 2 - edge)
        kit.write(surface, text, style, colour, pos, outlined=True)


class Card(Pressable):
    """Anything that can be chosen as a whole, a level or a saved game: a click or the focus chooses it, a click on
    the chosen one or Enter opens it."""

    def __init__(
        self,
        child: Widget,
        *,
        choose: Callable[[], object],
        open: Callable[[], object],
        chosen: Callable[[], bool],
        name: str,
        pad: float = 10,
    ) -> None:
        super().__init__(open, chosen=chosen, name=name)
        self.child = child
        self.choose = choose
        self.pad = pad

    def on_focus(self, kit: Kit) -> None:
        self.choose()

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        if isinstance(event, PointerUp) and self.contains(event.pos) and not self.is_chosen():
            kit.sound.play("click")
            self.choose()
            return True
        return super().on_pointer(kit, event)

    def children(self) -> tuple[Widget, ...]:
        return (self.child,)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        edge = 2 * kit.px(self.pad)
        return (width, self.child.measure(kit, width - edge)[1] + edge)

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        edge = kit.px(self.pad)
        self.child.place(kit, self.rect.inflate(-2 * edge, -2 * edge))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        fill = FIELD_HOVER if mark.hover is self or self.is_chosen() else FIELD
        kit.box(surface, self.rect, Box(fill, HAIRLINE, kit.px(4), kit.theme.hairline))
        if self.is_chosen():  # a bar at the edge: chosen is seen without the colour
            bar = pygame.Rect(self.rect.x, self.rect.y, kit.px(4), self.rect.height)
            kit.box(surface, bar, Box(with_alpha(ACCENT, 255), radius=kit.px(2)))
        self.draw_ring(kit, surface, mark, ACCENT)
        self.child.draw(kit, surface, mark)


def tabs(names: Sequence[str], current: Callable[[], int], choose: Callable[[int], object], *, grow: int = 0) -> Row:
    """One of several, side by side."""

    def tab(number: int, name: str) -> Button:
        return Button(
            name,
            lambda: choose(number),
            chosen=lambda: current() == number,
            centred=True,
            name=f"tab {name}",
            grow=grow,
        )

    return Row(*(tab(number, name) for number, name in enumerate(names)), gap=6)
