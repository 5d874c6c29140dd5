"""Who speaks: a small bust for each member of the team, drawn large and brought down, so that edges are smooth."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.ui.theme import Colour

DRAWN_PX = 384
"""Side of the drawing before it is scaled down."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one person, and what is peculiar to them."""

    ground: Colour
    skin: Colour
    hair: Colour
    shirt: Colour
    style: str
    """How the hair is worn: short, long, bun, curls, bald, tail."""
    headset: bool = False
    glasses: bool = False
    beard: bool = False


LOOKS: dict[str, Look] = {
    "flight_director": Look((58, 44, 40), (196, 146, 112), (38, 30, 28), (54, 74, 104), "bun", headset=True),
    "geologist": Look((74, 50, 34), (232, 190, 160), (168, 96, 44), (146, 96, 54), "tail", glasses=True),
    "pilot": Look((30, 52, 70), (140, 96, 70), (24, 20, 20), (58, 128, 170), "short", headset=True),
    "engineer": Look((40, 46, 54), (222, 178, 148), (120, 120, 126), (92, 100, 112), "bald", glasses=True, beard=True),
    "astrobiologist": Look((34, 58, 48), (108, 72, 52), (28, 22, 22), (74, 140, 104), "curls"),
    "student": Look((66, 56, 30), (240, 202, 174), (226, 180, 92), (206, 150, 62), "long"),
}


def portrait(speaker: str, side: int) -> pygame.Surface:
    """The bust of a speaker in a square of `side` pixels; somebody unknown is the flight director."""
    return _portrait(speaker if speaker in LOOKS else "flight_director", max(8, side))


@lru_cache(maxsize=24)  # a memo of a pure function
def _portrait(speaker: str, side: int) -> pygame.Surface:
    large = pygame.Surface((DRAWN_PX, DRAWN_PX), pygame.SRCALPHA)
    look = LOOKS[speaker]
    _backdrop(large, look)
    _HAIR_BEHIND.get(look.style, _nothing)(large, look)
    _body(large, look)
    _head(large, look)
    _HAIR[look.style](large, look)
    if look.beard:
        _beard(large, look)
    _face(large, look)
    if look.headset:
        _headset(large)
    _round_corners(large)
    return pygame.transform.smoothscale(large, (side, side))


def _shade(colour: Colour, by: float) -> Colour:
    return tuple(max(0, min(255, round(part * by))) for part in colour)  # type: ignore[return-value]


def _nothing(_surface: pygame.Surface, _look: Look) -> None:
    pass


def _backdrop(surface: pygame.Surface, look: Look) -> None:
    """A dark wall with a soft light behind the head."""
    surface.fill(_shade(look.ground, 0.62))
    for step in range(24):
        radius = 250 - 8 * step
        pygame.draw.circle(surface, _shade(look.ground, 0.62 + 0.026 * step), (250, 120), radius)


def _body(surface: pygame.Surface, look: Look) -> None:
    pygame.draw.ellipse(surface, _shade(look.shirt, 0.72), (38, 292, 308, 240))
    pygame.draw.ellipse(surface, look.shirt, (48, 284, 300, 240))
    pygame.draw.rect(surface, _shade(look.skin, 0.78), (160, 226, 66, 84), border_radius=26)
    pygame.draw.polygon(surface, _shade(look.skin, 0.86), [(152, 292), (234, 292), (193, 336)])
    for side in (-1, 1):
        collar = [(193 + side * 44, 280), (193 + side * 4, 338), (193 + side * 62, 322)]
        pygame.draw.polygon(surface, _shade(look.shirt, 1.24), collar)


def _head(surface: pygame.Surface, look: Look) -> None:
    for ear in (112, 256):
        pygame.draw.ellipse(surface, _shade(look.skin, 0.82), (ear, 152, 22, 44))
    pygame.draw.ellipse(surface, _shade(look.skin, 0.84), (120, 74, 150, 190))
    pygame.draw.ellipse(surface, look.skin, (126, 72, 144, 184))
    pygame.draw.ellipse(surface, _shade(look.skin, 1.08), (178, 98, 78, 104))


def _face(surface: pygame.Surface, look: Look) -> None:
    dark = _shade(look.skin, 0.3)
    for x in (164, 230):
        pygame.draw.ellipse(surface, (240, 238, 232), (x - 15, 152, 30, 17))
        pygame.draw.circle(surface, dark, (x, 160), 8)
        pygame.draw.arc(surface, _shade(look.hair, 0.8), (x - 21, 128, 42, 30), 0.5, 2.65, 6)
    pygame.draw.line(surface, _shade(look.skin, 0.72), (198, 162), (204, 196), 5)
    pygame.draw.line(surface, _shade(look.skin, 0.72), (204, 196), (190, 199), 5)
    pygame.draw.arc(surface, _shade(look.skin, 0.46), (166, 196, 64, 34), 3.5, 5.9, 6)
    if look.glasses:
        for x in (164, 230):
            pygame.draw.circle(surface, (26, 28, 32), (x, 161), 27, 5)
        pygame.draw.line(surface, (26, 28, 32), (190, 157), (204, 157), 5)


def _beard(surface: pygame.Surface, look: Look) -> None:
    pygame.draw.ellipse(surface, look.hair, (138, 196, 120, 72))
    pygame.draw.ellipse(surface, look.skin, (146, 176, 104, 46))


def _cap(surface: pygame.Surface, colour: Colour, low: int) -> None:
    """Hair over the top of the head, down to a line."""
    layer = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    pygame.draw.ellipse(layer, colour, (114, 52, 166, 178))
    pygame.draw.ellipse(layer, (0, 0, 0, 0), (134, 104, 132, 168))
    layer.fill((0, 0, 0, 0), (0, low, DRAWN_PX, DRAWN_PX - low))
    surface.blit(layer, (0, 0))


def _short(surface: pygame.Surface, look: Look) -> None:
    _cap(surface, look.hair, 150)
    pygame.draw.ellipse(surface, _shade(look.hair, 1.35), (150, 60, 84, 34))


def _long(surface: pygame.Surface, look: Look) -> None:
    _cap(surface, look.hair, 190)
    pygame.draw.polygon(surface, _shade(look.hair, 1.08), [(132, 120), (196, 62), (262, 92), (220, 104), (176, 126)])


def _long_behind(surface: pygame.Surface, look: Look) -> None:
    pygame.draw.rect(surface, _shade(look.hair, 0.74), (104, 130, 182, 190), border_radius=60)


def _bun_behind(surface: pygame.Surface, look: Look) -> None:
    pygame.draw.circle(surface, _shade(look.hair, 1.1), (196, 48), 38)


def _tail_behind(surface: pygame.Surface, look: Look) -> None:
    pygame.draw.ellipse(surface, _shade(look.hair, 0.8), (252, 120, 56, 190))


def _curls(surface: pygame.Surface, look: Look) -> None:
    for x, y, radius in ((130, 110, 32), (152, 74, 36), (196, 58, 40), (240, 74, 36), (264, 110, 32), (276, 150, 26)):
        pygame.draw.circle(surface, look.hair, (x, y), radius)
    pygame.draw.circle(surface, look.hair, (116, 150), 26)
    pygame.draw.circle(surface, _shade(look.hair, 1.6), (184, 52), 16)


def _bald(surface: pygame.Surface, look: Look) -> None:
    for x in (114, 254):
        pygame.draw.ellipse(surface, look.hair, (x, 116, 26, 60))
    pygame.draw.ellipse(surface, _shade(look.skin, 1.16), (176, 80, 50, 22))


def _headset(surface: pygame.Surface) -> None:
    pygame.draw.arc(surface, (30, 33, 38), (104, 46, 186, 220), 0.1, 3.04, 13)
    for x in (98, 270):
        pygame.draw.rect(surface, (30, 33, 38), (x, 140, 28, 62), border_radius=12)
        pygame.draw.rect(surface, (78, 84, 94), (x + 5, 150, 18, 42), border_radius=8)
    pygame.draw.lines(surface, (30, 33, 38), False, [(112, 200), (128, 232), (168, 240)], 7)
    pygame.draw.circle(surface, (78, 84, 94), (170, 240), 9)


def _round_corners(surface: pygame.Surface) -> None:
    mask = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), border_radius=DRAWN_PX // 14)
    surface.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)


_Draw = Callable[[pygame.Surface, Look], None]
_HAIR: dict[str, _Draw] = {
    "short": _short,
    "long": _long,
    "bun": _short,
    "curls": _curls,
    "bald": _bald,
    "tail": _short,
}
_HAIR_BEHIND: dict[str, _Draw] = {"long": _long_behind, "bun": _bun_behind, "tail": _tail_behind}
