"""The vehicles on the map, turned, scaled and lit; everything made is kept.

True to size when the zoom is large, and never smaller than can be seen.
"""

import math
from functools import lru_cache

import pygame

from game.ui.canvas import Canvas
from game.ui.theme import ACCENT, Colour, Rgba
from game.ui.views.sprite_drawings import DRAWINGS, HELI_SPAN_M, LARGE, ROVER_SPAN_M

TURN_STEP_DEG = 5
ROVER_LEAST_PX, HELI_LEAST_PX = 36, 30  # of the whole drawing, which has some air around
SMALL_BELOW_PX = 46
ROVER_HEIGHT_M, HELI_HEIGHT_M = 0.9, 0.35  # of the bodies that throw the shadow
SHADOW: Colour = (14, 10, 12)
SHADOW_ALPHA = 112
SHADOW_MOST = 0.42  # of the drawing's side: longer ones would look like a second vehicle
FLYING_SHADOW_MOST_PX = 90.0
ROTOR_HZ = 3.1  # what the eye sees of 40 Hz
PUFFS, PUFF_S, PUFF_REACH_M = 7, 1.6, 2.6
DUST: Colour = (222, 186, 148)

Pixels = tuple[float, float]


def rover_side_px(px_per_m: float) -> int:
    return max(ROVER_LEAST_PX, round(ROVER_SPAN_M * px_per_m))


def helicopter_side_px(px_per_m: float) -> int:
    return max(HELI_LEAST_PX, round(HELI_SPAN_M * px_per_m))


def draw_rover(surface: Canvas, at: Pixels, px_per_m: float, heading_deg: float, light: Pixels) -> None:
    """The rover with its shadow; `light` is the way a shadow falls, in pixels per pixel of height."""
    side = rover_side_px(px_per_m)
    part = "small rover" if side < SMALL_BELOW_PX else "rover"
    height = ROVER_HEIGHT_M * side / ROVER_SPAN_M
    _blit_middle(surface, _long_shadow(part, side, _step(heading_deg), _reach(light, height, side)), at)
    _blit_middle(surface, _turned(part, side, _step(heading_deg)), at)


def draw_helicopter(
    surface: Canvas,
    at: Pixels,
    px_per_m: float,
    heading_deg: float,
    light: Pixels,
    altitude_m: float = 0.0,
    rotor: float | None = None,
) -> None:
    """Ingenuity; `rotor` is the blades' angle in whole turns while they turn, None when they stand."""
    side = helicopter_side_px(px_per_m)
    kind = "small " if side < SMALL_BELOW_PX else ""
    step = _step(heading_deg)
    _helicopter_shadow(surface, at, (kind, side, step), light, altitude_m * px_per_m, rotor is not None)
    _blit_middle(surface, _turned(f"{kind}helicopter", side, step), at)
    if rotor is not None:
        _blit_middle(surface, _turned("blur", side, 0), at)
    turn_deg = 45.0 if rotor is None else rotor * 360.0
    base_deg = heading_deg if rotor is None else 0.0
    _blit_middle(surface, _turned(f"{kind}blades", side, _step(base_deg + turn_deg)), at)
    _blit_middle(surface, _turned(f"{kind}blades", side, _step(base_deg - turn_deg)), at)
    _blit_middle(surface, _turned(f"{kind}panel", side, step), at)


def _helicopter_shadow(
    surface: Canvas, at: Pixels, form: tuple[str, int, int], light: Pixels, altitude_px: float, turning: bool
) -> None:
    """Standing it clings to the body; in the air it falls away from it, softer and fainter."""
    kind, side, step = form
    if altitude_px < 1.0:
        height = HELI_HEIGHT_M * side / HELI_SPAN_M
        picture = _long_shadow(f"{kind}helicopter", side, step, _reach(light, height, side))
        _blit_middle(surface, picture, at)
        return
    x, y = light[0] * altitude_px, light[1] * altitude_px
    shorter = min(1.0, FLYING_SHADOW_MOST_PX / max(1.0, math.hypot(x, y)))
    part = "blur" if turning else f"{kind}helicopter"
    _blit_middle(surface, _soft_shadow(part, side, step), (at[0] + x * shorter, at[1] + y * shorter))


def draw_puffs(surface: Canvas, at: Pixels, px_per_m: float, heading_deg: float, time_s: float) -> None:
    """Dust that the wheels throw up: little clouds that grow and fade behind the rover."""
    scale = rover_side_px(px_per_m) / ROVER_SPAN_M
    heading = math.radians(heading_deg)
    ahead, right = (math.sin(heading), -math.cos(heading)), (math.cos(heading), math.sin(heading))
    for number in range(PUFFS):
        turns = time_s / PUFF_S + number / PUFFS
        age, life = turns % 1.0, math.floor(turns)
        aside_m = (1.1 if number % 2 else -1.1) + 0.7 * math.sin(12.9 * number + 78.2 * life) * (0.3 + age)
        back_m = 1.0 + PUFF_REACH_M * age
        x = at[0] + (right[0] * aside_m - ahead[0] * back_m) * scale
        y = at[1] + (right[1] * aside_m - ahead[1] * back_m) * scale
        picture = _puff(max(2, round((0.35 + 0.75 * age) * scale)), round(8 * (1.0 - age) * min(1.0, 6 * age)) * 22)
        _blit_middle(surface, picture, (x, y))


def draw_ring(surface: Canvas, at: Pixels, radius_px: float, colour: Colour = ACCENT) -> None:
    """Round what is chosen: a thin ring with a dark edge."""
    _blit_middle(surface, ring(round(radius_px), colour), at)


# --- making -----------------------------------------------------------------------------------------------------------


def _step(heading_deg: float) -> int:
    return round(heading_deg / TURN_STEP_DEG) % (360 // TURN_STEP_DEG)


def _reach(light: Pixels, height_px: float, side: int) -> tuple[int, int]:
    """How far a shadow falls, in whole pixels."""
    x, y = light[0] * height_px, light[1] * height_px
    shorter = min(1.0, SHADOW_MOST * side / max(1e-6, math.hypot(x, y)))
    return round(x * shorter), round(y * shorter)


def _blit_middle(surface: Canvas, picture: pygame.Surface, at: Pixels) -> None:
    surface.blit(picture, (round(at[0] - picture.get_width() / 2), round(at[1] - picture.get_height() / 2)))


@lru_cache(maxsize=16)
def _large(part: str) -> pygame.Surface:
    return DRAWINGS[part]()


@lru_cache(maxsize=32)
def _large_for(part: str, side: int) -> pygame.Surface:
    """Eight times as large as wanted is enough to turn."""
    large = min(LARGE, 8 * side)
    return _large(part) if large == LARGE else pygame.transform.smoothscale(_large(part), (large, large))


@lru_cache(maxsize=600)
def _turned(part: str, side: int, step: int) -> pygame.Surface:
    """A part turned clockwise from north; its middle is the surface's middle."""
    large = _large_for(part, side)
    turned = pygame.transform.rotate(large, -step * TURN_STEP_DEG)
    scaled = max(1, round(side * turned.get_width() / large.get_width()))
    return pygame.transform.smoothscale(turned, (scaled, scaled))


@lru_cache(maxsize=200)
def _silhouette(part: str, side: int, step: int, alpha: int) -> pygame.Surface:
    picture = _turned(part, side, step)
    flat = pygame.mask.from_surface(picture, 30).to_surface(setcolor=(*SHADOW, alpha), unsetcolor=(*SHADOW, 0))
    width, height = flat.get_size()
    small = pygame.transform.smoothscale(flat, (max(1, width * 2 // 3), max(1, height * 2 // 3)))
    return pygame.transform.smoothscale(small, (width, height))


@lru_cache(maxsize=200)
def _long_shadow(part: str, side: int, step: int, reach: tuple[int, int]) -> pygame.Surface:
    """The outline drawn out along the way the shadow falls."""
    dark = _silhouette(part, side, step, SHADOW_ALPHA)
    across, down = abs(reach[0]), abs(reach[1])
    whole = pygame.Surface((dark.get_width() + 2 * across, dark.get_height() + 2 * down), pygame.SRCALPHA)
    whole.fill((*SHADOW, 0))
    steps = max(1, across, down)
    for k in range(steps + 1):
        place = (across + round(reach[0] * k / steps), down + round(reach[1] * k / steps))
        whole.blit(dark, place, special_flags=pygame.BLEND_RGBA_MAX)
    return whole


@lru_cache(maxsize=100)
def _soft_shadow(part: str, side: int, step: int) -> pygame.Surface:
    """Thrown from some height: blurred by shrinking and growing again."""
    dark = _silhouette(part, side, step, SHADOW_ALPHA - 20)
    width, height = (length + 16 for length in dark.get_size())
    padded = pygame.Surface((width, height), pygame.SRCALPHA)
    padded.fill((*SHADOW, 0))
    padded.blit(dark, (8, 8), special_flags=pygame.BLEND_RGBA_MAX)
    small = pygame.transform.smoothscale(padded, (max(2, width // 4), max(2, height // 4)))
    return pygame.transform.smoothscale(small, (width, height))


@lru_cache(maxsize=200)
def _puff(radius: int, alpha: int) -> pygame.Surface:
    """A round cloud, thin at its edge."""
    side = 2 * radius + 2
    cloud = pygame.Surface((side, side), pygame.SRCALPHA)
    cloud.fill((*DUST, 0))
    for ring_px in range(radius, 0, -1):
        share = 1.0 - ring_px / (radius + 1)
        pygame.draw.circle(cloud, (*DUST, round(alpha * share)), (side // 2, side // 2), ring_px)
    return cloud


@lru_cache(maxsize=64)
def ring(radius: int, colour: Colour, width: float = 2.0) -> pygame.Surface:
    """A smooth ring with a dark edge on both sides."""
    side = 2 * radius + 8
    large = pygame.Surface((side * 4, side * 4), pygame.SRCALPHA)
    large.fill((*SHADOW, 0))
    middle = (side * 2, side * 2)
    dark: Rgba = (*SHADOW, 120)
    pygame.draw.circle(large, dark, middle, round((radius + 1 + width / 2) * 4), round((width + 2) * 4))
    pygame.draw.circle(large, colour, middle, round((radius + width / 2) * 4), round(width * 4))
    return pygame.transform.smoothscale(large, (side, side))
