"""Perseverance and Ingenuity from above as large drawings, for `sprites` to turn and scale.

Drawn looking north (up), in metres from the vehicle's middle. Proportions from the flight vehicles: rover 3.0 x 2.7 m,
wheels 0.53 m (NASA, Mars 2020 spacecraft page); rotors 1.21 m across, box 0.2 m (NASA, Ingenuity press kit). The small
rover and helicopter are bolder drawings for when the true ones would be a few pixels wide.
"""

import math
from collections.abc import Callable

import pygame

from game.ui.theme import Colour

LARGE = 512  # pixels of the large drawing's side
ROVER_SPAN_M = 3.6  # side of the rover's drawing in the world: its length and some air
HELI_SPAN_M = 1.5

DECK: Colour = (226, 222, 212)
DECK_SHADE: Colour = (190, 186, 178)
DECK_DARK: Colour = (120, 117, 112)
LINE: Colour = (58, 57, 58)
RUBBER: Colour = (46, 46, 50)
TREAD: Colour = (92, 92, 98)
METAL: Colour = (156, 152, 146)
GOLD: Colour = (196, 150, 76)
GENERATOR: Colour = (70, 70, 74)
LENS: Colour = (24, 26, 32)
PANEL: Colour = (42, 52, 84)
PANEL_LINE: Colour = (92, 108, 150)
BLADE: Colour = (36, 36, 40)


class _Sheet:
    """A large drawing in metres from its middle: x to the right, y ahead."""

    def __init__(self, span_m: float) -> None:
        self.surface = pygame.Surface((LARGE, LARGE), pygame.SRCALPHA)
        self.surface.fill((60, 58, 56, 0))
        self._scale = LARGE / span_m

    def at(self, x_m: float, y_m: float) -> tuple[float, float]:
        return (LARGE / 2 + x_m * self._scale, LARGE / 2 - y_m * self._scale)

    def px(self, length_m: float) -> int:
        return max(1, round(length_m * self._scale))

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        long: float,
        colour: Colour,
        round_m: float = 0.0,
        line: Colour | None = None,
    ) -> None:
        """A rectangle round its middle."""
        left, top = self.at(x - wide / 2, y + long / 2)
        rect = pygame.Rect(round(left), round(top), self.px(wide), self.px(long))
        radius = self.px(round_m) if round_m else 0
        pygame.draw.rect(self.surface, colour, rect, border_radius=radius)
        if line is not None:
            pygame.draw.rect(self.surface, line, rect, self.px(0.025), border_radius=radius)

    def disc(self, x: float, y: float, radius: float, colour: Colour, line: Colour | None = None) -> None:
        pygame.draw.circle(self.surface, colour, self.at(x, y), self.px(radius))
        if line is not None:
            pygame.draw.circle(self.surface, line, self.at(x, y), self.px(radius), self.px(0.025))

    def bar(self, a: tuple[float, float], b: tuple[float, float], wide: float, colour: Colour) -> None:
        """A straight rod with square ends."""
        length = math.hypot(b[0] - a[0], b[1] - a[1])
        nx, ny = (a[1] - b[1]) / length * wide / 2, (b[0] - a[0]) / length * wide / 2
        corners = ((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny))
        pygame.draw.polygon(self.surface, colour, [self.at(*corner) for corner in corners])

    def shape(self, points: tuple[tuple[float, float], ...], colour: Colour, line: Colour | None = None) -> None:
        corners = [self.at(*point) for point in points]
        pygame.draw.polygon(self.surface, colour, corners)
        if line is not None:
            pygame.draw.polygon(self.surface, line, corners, self.px(0.025))


def draw_rover() -> pygame.Surface:
    """Perseverance: six wheels on their rockers, white deck, generator behind, mast and arm in front."""
    sheet = _Sheet(ROVER_SPAN_M)
    for side in (-1, 1):
        _rocker(sheet, side)
    _generator(sheet)
    _deck(sheet)
    _arm(sheet)
    _mast(sheet)
    return sheet.surface


WHEEL_X_M = 1.13
WHEEL_YS_M = (1.12, 0.02, -1.08)


def _rocker(sheet: _Sheet, side: int) -> None:
    """One side: the rocker's bars and its three wheels."""
    x = side * WHEEL_X_M
    sheet.bar((side * 0.86, 1.0), (side * 0.82, -0.95), 0.09, METAL)
    for y in WHEEL_YS_M:
        sheet.bar((side * 0.84, y * 0.92), (x - side * 0.12, y), 0.08, DECK_DARK)
        sheet.box(x, y, 0.34, 0.56, RUBBER, 0.07)
        for step in range(-3, 4):
            sheet.bar((x - 0.14, y + step * 0.078), (x + 0.14, y + step * 0.078), 0.022, TREAD)


def _deck(sheet: _Sheet) -> None:
    sheet.box(0, -0.08, 1.46, 1.98, DECK_SHADE, 0.12, LINE)
    sheet.box(0, -0.06, 1.34, 1.84, DECK, 0.09)
    sheet.bar((-0.67, 0.42), (0.67, 0.42), 0.02, DECK_SHADE)
    sheet.bar((-0.67, -0.46), (0.67, -0.46), 0.02, DECK_SHADE)
    sheet.box(-0.36, 0.04, 0.42, 0.5, DECK_SHADE, 0.04)  # the bay of the sample tubes' carousel
    sheet.box(0.38, -0.08, 0.3, 0.46, DECK_DARK, 0.04)  # MOXIE's inlet and its filter
    sheet.box(0.38, -0.08, 0.2, 0.34, LINE, 0.03)
    hexagon = tuple(
        (-0.34 + 0.21 * math.cos(k * math.pi / 3), -0.66 + 0.21 * math.sin(k * math.pi / 3)) for k in range(6)
    )
    sheet.shape(hexagon, GOLD, LINE)  # high-gain antenna
    sheet.disc(0.42, -0.72, 0.12, DECK_SHADE, LINE)  # UHF antenna
    for x, y in ((-0.58, 0.62), (0.58, -0.34), (-0.58, -0.3)):
        sheet.disc(x, y, 0.035, DECK_DARK)


def _hexagon(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    turns = [k * math.pi / 3 for k in range(6)]
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def _generator(sheet: _Sheet) -> None:
    """The MMRTG: a dark drum with fins, leaning out behind."""
    for side in (-1, 1):
        for step in range(3):
            sheet.bar((side * (0.18 + 0.1 * step), -1.02), (side * (0.2 + 0.13 * step), -1.52), 0.035, METAL)
    sheet.box(0, -1.26, 0.44, 0.62, GENERATOR, 0.1, LINE)
    for step in range(-2, 3):
        sheet.bar((step * 0.085, -1.0), (step * 0.085, -1.54), 0.022, METAL)
    sheet.box(0, -1.56, 0.32, 0.07, DECK_SHADE, 0.03)


def _arm(sheet: _Sheet) -> None:
    """Folded in front, with the drill's turret at its end."""
    sheet.bar((-0.5, 0.9), (-0.46, 1.22), 0.13, METAL)
    sheet.bar((-0.48, 1.2), (0.3, 1.28), 0.11, DECK_SHADE)
    sheet.disc(-0.48, 1.2, 0.1, METAL, LINE)
    sheet.disc(0.34, 1.3, 0.2, DECK_DARK, LINE)
    sheet.disc(0.34, 1.3, 0.09, GOLD)
    sheet.box(0.34, 1.52, 0.08, 0.16, METAL)


def _mast(sheet: _Sheet) -> None:
    """The mast with its head: two Mastcam-Z eyes, SuperCam's window between and above."""
    sheet.disc(0.46, 0.68, 0.15, METAL, LINE)
    sheet.box(0.46, 0.76, 0.56, 0.27, DECK, 0.06, LINE)
    for x in (0.29, 0.63):
        sheet.disc(x, 0.82, 0.062, LENS)
    sheet.disc(0.46, 0.82, 0.085, LENS, METAL)


def draw_helicopter_body() -> pygame.Surface:
    """Ingenuity without its blades: legs, box, solar panel on top."""
    sheet = _Sheet(HELI_SPAN_M)
    for x, y in ((-0.3, 0.3), (0.3, 0.3), (-0.3, -0.3), (0.3, -0.3)):
        sheet.bar((0, 0), (x, y), 0.028, DECK_DARK)
        sheet.disc(x, y, 0.04, LINE)
    sheet.box(0, 0, 0.26, 0.26, GOLD, 0.03, LINE)
    sheet.box(0, 0, 0.2, 0.2, DECK_SHADE, 0.02)
    return sheet.surface


def draw_panel() -> pygame.Surface:
    """The solar panel, over the blades."""
    sheet = _Sheet(HELI_SPAN_M)
    sheet.disc(0, 0, 0.05, LINE)
    sheet.box(0, 0, 0.17, 0.34, PANEL, 0.02, LINE)
    for step in (-0.08, 0.0, 0.08):
        sheet.bar((-0.085, step), (0.085, step), 0.012, PANEL_LINE)
    return sheet.surface


def draw_blades() -> pygame.Surface:
    """One pair of standing blades across the drawing."""
    sheet = _Sheet(HELI_SPAN_M)
    for side in (-1, 1):
        root, tip = side * 0.05, side * 0.605
        sheet.shape(
            ((root, 0.012), (side * 0.2, 0.05), (tip, 0.022), (tip, -0.018), (side * 0.2, -0.022), (root, -0.012)),
            BLADE,
        )
    return sheet.surface


def draw_blur() -> pygame.Surface:
    """The disc of turning rotors: a veil with a darker edge."""
    surface = pygame.Surface((LARGE, LARGE), pygame.SRCALPHA)
    surface.fill((*BLADE, 0))
    radius = round(0.605 * LARGE / HELI_SPAN_M)
    pygame.draw.circle(surface, (*BLADE, 58), (LARGE // 2, LARGE // 2), radius)
    pygame.draw.circle(surface, (*BLADE, 110), (LARGE // 2, LARGE // 2), radius, max(1, LARGE // 100))
    return surface


def draw_small_rover() -> pygame.Surface:
    """For some thirty pixels: white deck, six dark wheels, generator behind, mast to the right in front."""
    sheet = _Sheet(ROVER_SPAN_M)
    for side in (-1, 1):
        for y in (1.1, 0.0, -1.1):
            sheet.box(side * 1.12, y, 0.56, 0.8, RUBBER, 0.14)
        sheet.bar((side * 0.9, 1.0), (side * 0.9, -1.0), 0.2, DECK_DARK)
    sheet.box(0, -1.3, 0.86, 0.7, GENERATOR, 0.12)
    sheet.bar((-0.5, 0.9), (-0.5, 1.34), 0.26, METAL)
    sheet.bar((-0.6, 1.34), (0.42, 1.4), 0.26, METAL)
    sheet.box(0, 0, 1.72, 2.1, LINE, 0.26)
    sheet.box(0, 0, 1.48, 1.86, (240, 237, 229), 0.2)
    sheet.box(0, -0.62, 0.84, 0.4, DECK_DARK, 0.08)
    sheet.disc(0.36, 0.48, 0.3, LENS)
    return sheet.surface


def draw_small_helicopter() -> pygame.Surface:
    """Its box and panel, large enough to see."""
    sheet = _Sheet(HELI_SPAN_M)
    for x, y in ((-0.34, 0.34), (0.34, 0.34), (-0.34, -0.34), (0.34, -0.34)):
        sheet.bar((0, 0), (x, y), 0.07, DECK_DARK)
    sheet.box(0, 0, 0.46, 0.46, LINE, 0.08)
    sheet.box(0, 0, 0.34, 0.34, DECK, 0.06)
    return sheet.surface


def draw_small_panel() -> pygame.Surface:
    sheet = _Sheet(HELI_SPAN_M)
    sheet.box(0, 0, 0.3, 0.4, (86, 180, 233), 0.05, LINE)
    return sheet.surface


def draw_small_blades() -> pygame.Surface:
    """One pair of blades, light so that they show on dark ground too."""
    sheet = _Sheet(HELI_SPAN_M)
    sheet.bar((-0.64, 0), (0.64, 0), 0.15, LINE)
    sheet.bar((-0.61, 0), (0.61, 0), 0.085, DECK)
    return sheet.surface


DRAWINGS: dict[str, Callable[[], pygame.Surface]] = {
    "rover": draw_rover,
    "helicopter": draw_helicopter_body,
    "panel": draw_panel,
    "blades": draw_blades,
    "blur": draw_blur,
    "small rover": draw_small_rover,
    "small helicopter": draw_small_helicopter,
    "small panel": draw_small_panel,
    "small blades": draw_small_blades,
}
