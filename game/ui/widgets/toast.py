"""Draws the short messages that come and go."""

import pygame

from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import BODY, GROUND_SOLID, HAIRLINE_STRONG, TEXT
from game.ui.toasts import SIGNS, Toast, opacity, place

WIDEST = 560
ABOVE_EDGE = 84


def draw_toasts(kit: Kit, surface: pygame.Surface, low_px: int = 0) -> None:
    """The newest lowest, each over the one before; `low_px` from the lower edge when the screen keeps that free."""
    low = low_px or kit.px(ABOVE_EDGE)
    for toast in reversed(kit.services.toasts.shown):
        low += _draw(kit, surface, toast, low) + kit.px(8)


def _draw(kit: Kit, surface: pygame.Surface, toast: Toast, low: int) -> int:
    """Draw one; its height."""
    cut, pad, side = kit.cut(BODY), kit.px(11), kit.px(14)
    room = min(kit.px(WIDEST), surface.get_width() - 4 * kit.theme.margin)
    lines = kit.text.wrap(toast.text, cut, room - 2 * pad - side - kit.px(8))
    leading = kit.text.leading(cut)
    wide = max(kit.text.width(line, cut) for line in lines) + 2 * pad + side + kit.px(8)
    box = place(surface.get_size(), (wide, leading * len(lines) + 2 * pad - kit.px(4)), low)
    shown = opacity(toast, kit.time_s)
    target, origin = (surface, box.topleft) if shown >= 1 else (pygame.Surface(box.size, pygame.SRCALPHA), (0, 0))
    rect = pygame.Rect(origin, box.size)
    kit.box(target, rect, Box(GROUND_SOLID, HAIRLINE_STRONG, kit.theme.radius, kit.theme.hairline))
    icon, tone = SIGNS[toast.kind]
    kit.icon(target, icon, tone, pygame.Rect(rect.x + pad, rect.y + pad, side, side))
    for number, line in enumerate(lines):
        at = (rect.x + pad + side + kit.px(8), rect.y + pad - kit.px(2) + number * leading)
        kit.write(target, line, BODY, TEXT, at)
    if target is not surface:
        target.set_alpha(int(255 * shown))
        surface.blit(target, box)
    return box.height
