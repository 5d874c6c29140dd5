"""The tape over a stereo pair: the marked places, the line between them, and the figures with their uncertainty."""

from collections.abc import Callable

import pygame

from game.ui.desk_measure import Tape
from game.ui.input import Position
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import ACCENT, GROUND, HAIRLINE, ON_GROUND, OUTLINE, STRONG

ToScreen = Callable[[tuple[float, float]], Position]
HELP = "Click a place for its range, a second one for the distance between them."


def draw_tape(kit: Kit, surface: pygame.Surface, tape: Tape, to_screen: ToScreen, area: pygame.Rect) -> None:
    places = [to_screen((spot.x, spot.y)) for spot in tape.spots]
    thick = max(2, kit.px(2))
    if len(places) == 2:
        pygame.draw.line(surface, OUTLINE, places[0], places[1], thick + 2)
        pygame.draw.line(surface, kit.tone(ACCENT), places[0], places[1], thick)
    for place in places:
        pygame.draw.circle(surface, OUTLINE, place, kit.px(7), thick + 2)
        pygame.draw.circle(surface, ON_GROUND, place, kit.px(6), thick)
    for spot, place in zip(tape.spots, places, strict=True):
        _flag(kit, surface, tape.words_of(spot), (place[0] + kit.px(12), place[1] - kit.px(30)), area)
    words = tape.distance_words()
    if words:
        (ax, ay), (bx, by) = places
        _flag(kit, surface, f"{words} apart", ((ax + bx) // 2 + kit.px(8), (ay + by) // 2 + kit.px(8)), area, True)
    if not tape.spots:
        wide = kit.width(HELP, STRONG) + 2 * kit.px(9)
        _flag(kit, surface, HELP, (area.centerx - wide // 2, area.bottom - kit.px(40)), area)


def _flag(
    kit: Kit, surface: pygame.Surface, words: str, at: tuple[int, int], area: pygame.Rect, lit: bool = False
) -> None:
    rect = pygame.Rect(*at, kit.width(words, STRONG) + 2 * kit.px(9), kit.height(STRONG) + 2 * kit.px(4))
    kit.box(surface, rect.clamp(area), Box(GROUND, HAIRLINE, kit.px(4), kit.theme.hairline))
    kit.write_in(surface, words, STRONG, ACCENT if lit else ON_GROUND, rect.clamp(area), "centre")
