"""The map's own instruments: scale bar, north arrow, crosshair, and arrows to what lies outside the window."""

import math
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import FIGURE_SMALL, ON_GROUND, OUTLINE, SMALL, TINY, Colour
from game.ui.views.camera import Camera, Metres
from game.ui.views.map_labels import Labels, Line

BAR_LEAST_PX = 70.0
BAR_STEPS = (1.0, 2.0, 5.0)
OVERSAMPLE = 4
ARROW_INSET = 22
SHADE = (*OUTLINE, 150)

Pixels = tuple[float, float]


def bar_length_m(px_per_m: float, least_px: float = BAR_LEAST_PX) -> float:
    """The shortest round length (1, 2 or 5 times a power of ten) that is at least so many pixels.

    >>> bar_length_m(2.0), bar_length_m(16.0), bar_length_m(0.3)
    (50.0, 5.0, 500.0)
    """
    power = 10.0 ** math.floor(math.log10(least_px / px_per_m))
    return next(step * power for step in (*BAR_STEPS, 10.0) if step * power * px_per_m >= least_px - 1e-9)


def draw_scale(surface: Canvas, kit: Kit, camera: Camera, labels: Labels) -> None:
    """North arrow, bar and figure in the lower left of the clear part."""
    length_m = bar_length_m(camera.px_per_m, kit.px(BAR_LEAST_PX))
    length = round(length_m * camera.px_per_m)
    text = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    figure = kit.text.line(text, kit.cut(FIGURE_SMALL), ON_GROUND, outlined=True)
    arrow = _north(kit.px(15))
    letter = kit.text.line("N", kit.cut(TINY), ON_GROUND, outlined=True)
    gap = kit.px(8)
    wide = arrow.get_width() + gap + length + gap + figure.get_width()
    left, low = camera.clear.left + kit.px(14), camera.clear.bottom - kit.px(14)
    rect = pygame.Rect(left, low - arrow.get_height(), wide, arrow.get_height())
    labels.block(rect)
    surface.blit(arrow, rect.topleft)
    surface.blit(letter, (rect.x + (arrow.get_width() - letter.get_width()) // 2, rect.y - letter.get_height() + 3))
    x, y = rect.x + arrow.get_width() + gap, rect.centery
    surface.blit(_bar(length, kit.px(5)), (x - 1, y - kit.px(5)))
    surface.blit(figure, (x + length + gap, y - figure.get_height() // 2))


@lru_cache(maxsize=32)
def _bar(length: int, high: int) -> pygame.Surface:
    """A line with upright ends and a dark edge."""
    bar = pygame.Surface((length + 2, high + 4), pygame.SRCALPHA)
    for grown, ink in ((1, SHADE), (0, (*ON_GROUND, 255))):
        for x, y, wide, tall in ((1, high, length, 2), (1, 1, 2, high), (length - 1, 1, 2, high)):
            bar.fill(ink, (x - grown, y - grown, wide + 2 * grown, tall + 2 * grown))
    return bar


@lru_cache(maxsize=16)
def _north(side: int) -> pygame.Surface:
    """A narrow dart, its eastern half darker, pointing up."""
    high, big = round(side * 1.5), OVERSAMPLE
    large = pygame.Surface(((side + 2) * big, (high + 2) * big), pygame.SRCALPHA)
    large.fill((*OUTLINE, 0))
    middle, top, foot = (side + 2) * big / 2, big, (high + 1) * big
    half, notch = side * big * 0.36, high * big * 0.24
    west = [(middle, top), (middle - half, foot), (middle, foot - notch)]
    east = [(middle, top), (middle + half, foot), (middle, foot - notch)]
    pygame.draw.polygon(large, (*ON_GROUND, 255), west)
    pygame.draw.polygon(large, (*OUTLINE, 190), east)
    pygame.draw.polygon(large, (*ON_GROUND, 255), [*west[:2], west[2], east[1]], big)
    return pygame.transform.smoothscale(large, (side + 2, high + 2))


def draw_crosshair(surface: Canvas, kit: Kit, at: Pixels, text: str, labels: Labels) -> None:
    """Four short strokes round a place, and what is known of it."""
    cross = _crosshair(kit.px(10))
    half = cross.get_width() // 2
    surface.blit(cross, (round(at[0]) - half, round(at[1]) - half))
    if text:
        labels.place(surface, at, kit.px(8), (Line(text, SMALL, ON_GROUND),), must=True)


@lru_cache(maxsize=8)
def _crosshair(arm: int) -> pygame.Surface:
    side, inner = 2 * arm + 3, arm // 2
    cross = pygame.Surface((side, side), pygame.SRCALPHA)
    middle, length = side // 2, arm - inner
    for grown, ink in ((1, (*OUTLINE, 110)), (0, (*ON_GROUND, 235))):
        for start in (middle - arm, middle + inner + 1):
            cross.fill(ink, (start - grown, middle - grown, length + 2 * grown, 1 + 2 * grown))
            cross.fill(ink, (middle - grown, start - grown, 1 + 2 * grown, length + 2 * grown))
    return cross


@dataclass(frozen=True, slots=True)
class Pointer:
    """An arrow at the edge of the clear part toward something out of view."""

    name: str
    x_m: float
    y_m: float
    colour: Colour


def draw_pointer(surface: Canvas, kit: Kit, camera: Camera, pointer: Pointer, from_m: Metres, labels: Labels) -> None:
    """The arrow, with the name and the distance when there is room."""
    frame = camera.clear.inflate(-2 * kit.px(ARROW_INSET), -2 * kit.px(ARROW_INSET))
    goal = camera.to_screen(pointer.x_m, pointer.y_m)
    turn = math.degrees(math.atan2(goal[0] - frame.centerx, frame.centery - goal[1]))
    picture = _arrow(kit.px(9), kit.tone(pointer.colour), round(turn / 5) % 72)
    rect = _free_beside(picture.get_rect(center=toward(frame, goal)), frame, labels)
    if rect is None:
        return
    surface.blit(picture, rect)
    labels.block(rect)
    away_m = math.dist(from_m, (pointer.x_m, pointer.y_m))
    figure = f" {away_m / 1000:.1f} km" if away_m >= 1000 else f" {away_m:.0f} m"
    text = pointer.name + (figure if away_m > 0 else "")
    labels.place(surface, rect.center, rect.width / 2, (Line(text, TINY, ON_GROUND),))


def _free_beside(rect: pygame.Rect, frame: pygame.Rect, labels: Labels) -> pygame.Rect | None:
    """The rect, or the nearest free place a little way along the frame."""
    for step in (0, 1, 2, 3):
        for dx, dy in ((0, -1), (-1, 0), (1, 0), (0, 1)):
            moved = rect.move(dx * step * rect.width, dy * step * rect.height)
            if (step == 0 or frame.collidepoint(moved.center)) and moved.collidelist(labels.taken) < 0:
                return moved
    return None


def toward(frame: pygame.Rect, goal: Pixels) -> Pixels:
    """Where the way from a frame's middle to a place outside leaves the frame.

    >>> toward(pygame.Rect(0, 0, 100, 100), (250.0, 50.0))
    (100.0, 50.0)
    """
    x, y = frame.center
    dx, dy = goal[0] - x, goal[1] - y
    share = min(
        frame.width / 2 / abs(dx) if dx else math.inf,
        frame.height / 2 / abs(dy) if dy else math.inf,
        1.0,
    )
    return (x + dx * share, y + dy * share)


@lru_cache(maxsize=300)
def _arrow(radius: int, colour: Colour, step: int) -> pygame.Surface:
    """A dart with a dark edge, turned clockwise by steps of 5 deg."""
    side = (2 * radius + 4) * OVERSAMPLE
    middle = side / 2
    large = pygame.Surface((side, side), pygame.SRCALPHA)
    large.fill((*OUTLINE, 0))
    turn = math.radians(step * 5)
    for reach, ink in ((radius + 1.5, SHADE), (radius - 0.5, (*colour, 255))):
        points = []
        for angle, share in ((0.0, 1.0), (2.45, 0.95), (math.pi, 0.35), (-2.45, 0.95)):
            far = reach * share * OVERSAMPLE
            points.append((middle + far * math.sin(turn + angle), middle - far * math.cos(turn + angle)))
        pygame.draw.polygon(large, ink, points)
    return pygame.transform.smoothscale(large, (2 * radius + 4, 2 * radius + 4))
