"""Keep-out zones on the map: hatched, with a firm edge and their name, legible on any ground."""

import math
from functools import lru_cache

import pygame

from game.content.sections import Zone
from game.sim.world import World
from game.sim.zones import own_name
from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import CAUTION, FAULT_TEXT, OUTLINE, STRONG, Colour
from game.ui.views.camera import Camera, Metres, Pixels
from game.ui.views.map_labels import OFFSET, Labels, Line

CORNERS = 64
"""Of the polygon that stands for a circle."""
HATCH_PX, HATCH_WIDE_PX, HATCH_ALPHA, FILL_ALPHA = 10, 2, 150, 30
FIRM_PX = 2
LEAST_NAMED_PX = 18.0
"""A zone drawn smaller than this bears no name."""


def zone_shapes(world: World) -> list[tuple[str, Colour, list[Metres]]]:
    """Name, colour and corners in metres of every zone: the mission's, then the player's own."""
    shapes = [(zone.name, FAULT_TEXT, _corners(world, zone)) for zone in world.level.zones]
    for zone in world.rover.keep_out:
        shapes.append((own_name(zone), CAUTION, circle_m(zone.x_m, zone.y_m, zone.radius_m)))
    return shapes


def _corners(world: World, zone: Zone) -> list[Metres]:
    if zone.at is not None and zone.radius_m is not None:
        return circle_m(*world.level.metres(zone.at), zone.radius_m)
    return [world.level.metres(corner) for corner in zone.polygon]


def circle_m(x_m: float, y_m: float, radius_m: float) -> list[Metres]:
    """The corners that stand for a circle."""
    turns = (math.tau * k / CORNERS for k in range(CORNERS))
    return [(x_m + radius_m * math.cos(turn), y_m + radius_m * math.sin(turn)) for turn in turns]


def draw_zones(surface: Canvas, camera: Camera, world: World) -> None:
    """Hatching and edges, under everything else that stands on the ground."""
    for _name, colour, corners in zone_shapes(world):
        draw_shape(surface, camera, colour, corners)


def draw_shape(surface: Canvas, camera: Camera, colour: Colour, corners: list[Metres]) -> None:
    """One zone by its corners in metres."""
    points = [camera.to_screen(*corner) for corner in corners]
    seen = _bounds(points).clip(surface.get_rect())
    if seen.width > 0 and seen.height > 0:
        inside = tuple((round(x) - seen.x, round(y) - seen.y) for x, y in points)
        phase = (round(camera.origin_px[0]) - seen.x + round(camera.origin_px[1]) - seen.y) % HATCH_PX
        surface.blit(_hatched(inside, seen.size, colour, phase), seen)


def write_zone_names(surface: Canvas, kit: Kit, camera: Camera, world: World, labels: Labels) -> None:
    """The names, where there is room left."""
    for name, colour, corners in zone_shapes(world):
        box = _bounds([camera.to_screen(*corner) for corner in corners])
        if min(box.size) >= kit.px(LEAST_NAMED_PX) and surface.get_rect().collidepoint(box.center):
            left = box.centerx - kit.width(name, STRONG) / 2 - OFFSET
            labels.place(surface, (left, float(box.centery)), 0.0, [Line(name, STRONG, colour)])


def _bounds(points: list[Pixels]) -> pygame.Rect:
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    top, bottom = min(y for _x, y in points), max(y for _x, y in points)
    return pygame.Rect(math.floor(left), math.floor(top), math.ceil(right - left) + 2, math.ceil(bottom - top) + 2)


@lru_cache(maxsize=64)
def _hatched(points: tuple[tuple[int, int], ...], size: tuple[int, int], colour: Colour, phase: int) -> pygame.Surface:
    """A polygon filled with slanting lines that stay put on the ground while the map moves."""
    wide, high = size
    hatch = pygame.Surface(size, pygame.SRCALPHA)
    hatch.fill((*colour, FILL_ALPHA))
    for start in range(phase - HATCH_PX, wide + high, HATCH_PX):
        pygame.draw.line(hatch, (*colour, HATCH_ALPHA), (start, 0), (start - high, high), HATCH_WIDE_PX)
    mask = pygame.Surface(size, pygame.SRCALPHA)
    pygame.draw.polygon(mask, (255, 255, 255, 255), points)
    hatch.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    pygame.draw.polygon(hatch, (*OUTLINE, 150), points, FIRM_PX + 2)
    pygame.draw.polygon(hatch, (*colour, 235), points, FIRM_PX)
    return hatch
