"""Colours, type and spacing: every figure of the look in one place.

All lengths are written for a UI scale of 1 and turned into pixels by `Theme.px`, so that one number moves
text, gaps and panels together.
"""

from dataclasses import dataclass
from enum import StrEnum

Colour = tuple[int, int, int]
Rgba = tuple[int, int, int, int]

GROUND: Rgba = (0x0E, 0x11, 0x16, 219)  # panels: 86 % opaque, so the ground shows through but text stays legible
GROUND_SOLID: Rgba = (0x12, 0x16, 0x1C, 247)  # dialogs and tooltips: they cover other text
FIELD: Rgba = (0x1B, 0x20, 0x29, 235)  # what can be pressed, on a panel
FIELD_HOVER: Rgba = (0x2A, 0x31, 0x3D, 245)
FIELD_OFF: Rgba = (0x16, 0x1A, 0x21, 200)
TRACK: Rgba = (0xFF, 0xFF, 0xFF, 34)  # the empty part of a bar
HAIRLINE: Rgba = (0xFF, 0xFF, 0xFF, 20)  # white at 8 %
HAIRLINE_STRONG: Rgba = (0xFF, 0xFF, 0xFF, 56)
DIM: Rgba = (0x06, 0x08, 0x0B, 150)  # over the scene below a dialog

TEXT: Colour = (0xDF, 0xE4, 0xEA)
QUIET: Colour = (0x8B, 0x96, 0xA3)
FAINT: Colour = (0x6E, 0x79, 0x86)  # only for what cannot be used now; 4.3:1 on GROUND
ON_ACCENT: Colour = (0x14, 0x16, 0x1A)
OUTLINE: Colour = (0x0A, 0x0A, 0x0C)
ON_GROUND: Colour = (0xF4, 0xF6, 0xF8)

ACCENT: Colour = (0xF2, 0x99, 0x4A)  # the rover, the chosen thing, time
SKY: Colour = (0x56, 0xB4, 0xE9)  # the helicopter, data
SKY_TEXT: Colour = (0x9A, 0xD4, 0xF5)  # the same meaning, light enough to read on the ground
GOOD: Colour = (0x7B, 0xD3, 0x89)  # done, oxygen
CAUTION: Colour = (0xF2, 0xC9, 0x4C)
FAULT: Colour = (0xE4, 0x57, 0x2E)
FAULT_TEXT: Colour = (0xFF, 0x8A, 0x66)  # the same meaning, light enough to read as small text

AIDS: dict[str, dict[Colour, Colour]] = {
    "red_green": {
        GOOD: (0xC8, 0xF0, 0xEB),
        CAUTION: (0xFA, 0xEB, 0x5A),
        FAULT: (0xD6, 0x3C, 0x78),
        FAULT_TEXT: (0xFF, 0x82, 0xAF),
    },
    "blue_yellow": {SKY: (0x96, 0x78, 0xFA), CAUTION: (0xFA, 0xF0, 0x96)},
}
"""By the setting `colour_aid`: what stands in for a meaning's colour, so that the meanings lie farther apart for such
eyes (held to by a test). Every meaning has a sign of its own besides."""


class Face(StrEnum):
    """A typeface by its job; `text.FontBook` knows the files."""

    LIGHT = "light"
    SANS = "sans"
    STRONG = "strong"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set. Size in pixels at UI scale 1, tracking in em."""

    face: Face
    size: float
    tracking_em: float = 0.0
    capitals: bool = False


TITLE = Style(Face.LIGHT, 82, 0.30)
DISPLAY = Style(Face.SANS, 26)
MENU = Style(Face.SANS, 20)
MENU_STRONG = Style(Face.STRONG, 20)
LEAD = Style(Face.SANS, 15)
LEAD_STRONG = Style(Face.STRONG, 15)
BODY = Style(Face.SANS, 13)
STRONG = Style(Face.STRONG, 13)
SMALL = Style(Face.SANS, 12)
TINY = Style(Face.SANS, 11)
HEADING = Style(Face.SANS, 11, 0.12, True)
FIGURE = Style(Face.MONO, 13)
FIGURE_SMALL = Style(Face.MONO, 11.5)
FIGURE_LARGE = Style(Face.MONO, 26)
KEY = Style(Face.MONO, 12)

SCALE_MIN = 0.8
SCALE_MAX = 2.0
SCALE_FLOOR = 0.5  # below this nothing is legible: a smaller window is simply cut off


@dataclass(frozen=True, slots=True)
class Theme:
    """The look at one UI scale."""

    scale: float = 1.0

    def px(self, length: float) -> int:
        """Pixels for a length of the design; never nothing for something."""
        pixels = int(length * self.scale + 0.5)
        return max(1, pixels) if length > 0 else pixels

    @property
    def margin(self) -> int:
        return self.px(12)

    @property
    def gap(self) -> int:
        return self.px(10)

    @property
    def tight(self) -> int:
        return self.px(4)

    @property
    def pad(self) -> int:
        return self.px(14)

    @property
    def radius(self) -> int:
        return self.px(6)

    @property
    def hairline(self) -> int:
        return max(1, int(self.scale))


def automatic_scale(size: tuple[int, int]) -> float:
    """The scale a window gets when the player chose none: half of what the window grew over 1280x720.

    >>> automatic_scale((1280, 720)), automatic_scale((1920, 1080)), automatic_scale((1024, 640))
    (1.0, 1.25, 1.0)
    """
    growth = min(size[0] / 1280, size[1] / 720)
    return min(SCALE_MAX, max(1.0, round((0.5 + 0.5 * growth) * 20) / 20))


def fitting_scale(wanted: float, size: tuple[int, int], room: tuple[int, int]) -> float:
    """The wanted scale, or the largest at which a layout that needs `room` (at scale 1) fits in the window.

    >>> fitting_scale(1.0, (1280, 720), (640, 400)), fitting_scale(2.0, (1024, 640), (640, 400))
    (1.0, 1.6)
    """
    most = min(size[0] / room[0], size[1] / room[1])
    return max(SCALE_FLOOR, min(wanted, most))


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """A colour `share` of the way from `a` to `b`."""
    r, g, blue = (int(x + (y - x) * share + 0.5) for x, y in zip(a, b, strict=True))
    return (r, g, blue)


def with_alpha(colour: Colour, alpha: int) -> Rgba:
    return (colour[0], colour[1], colour[2], alpha)
