"""What a level places on its map, as its editor shows it: everything, hidden or not, with handles on the chosen one."""

import math
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

import pygame

from game.content.level_things import Thing, Tile
from game.core.grid import distance_m
from game.ui.editor_ground import SUN
from game.ui.kit import Kit
from game.ui.theme import ACCENT, FAULT_TEXT, ON_GROUND, SKY, SMALL, STRONG, TEXT, Colour
from game.ui.views import map_things, sprites
from game.ui.views.camera import Camera, Metres, Pixels
from game.ui.views.map_labels import OFFSET, Labels, Line
from game.ui.views.map_lines import Pattern, draw_line, spot
from game.ui.views.map_scale import draw_crosshair, draw_scale
from game.ui.views.map_sun import shadow_px
from game.ui.views.map_zones import circle_m, draw_shape

RIM = Pattern(ON_GROUND, 1.2, dash=7.0, gap=6.0)
RIM_CHOSEN = Pattern(ACCENT, 1.6, dash=7.0, gap=5.0)
HANDLE_PX, REACH_PX = 5.0, 15.0
RING_PX = 20
RADIUS_HANDLE = -1
"""The handle of a circle's radius; those of a polygon count its corners."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the editor wants drawn."""

    things: tuple[Thing, ...]
    chosen: tuple[str, str] | None
    heading_deg: float
    tile_m: float
    avoid: tuple[pygame.Rect, ...] = ()
    pointed: Pixels | None = None
    pointed_words: str = ""


def metres(at: Tile, tile_m: float) -> Metres:
    """The middle of a tile."""
    return (at[0] + 0.5) * tile_m, (at[1] + 0.5) * tile_m


def tile_of(camera: Camera, pos: Pixels) -> Tile:
    """The place of the screen in tiles."""
    x_m, y_m = camera.to_world(pos)
    return x_m / camera.tile_m - 0.5, y_m / camera.tile_m - 0.5


def thing_at(camera: Camera, things: tuple[Thing, ...], pos: Pixels) -> Thing | None:
    """What the pointer is on: the nearest mark, else the smallest zone or crater it is inside of."""
    near = [(distance_m(*_spot(camera, thing), *pos), n) for n, thing in enumerate(things)]
    best = min(near, default=(math.inf, 0))
    if best[0] <= REACH_PX:
        return things[best[1]]
    over = [thing for thing in things if thing.radius_m > 0.0 and _inside(camera, thing, pos)]
    return min(over, key=lambda thing: thing.radius_m, default=None)


def handle_at(camera: Camera, thing: Thing, pos: Pixels) -> int | None:
    """The handle of a thing under the pointer."""
    found = [(distance_m(*at, *pos), number) for number, at in handles(camera, thing)]
    best = min(found, default=(math.inf, 0))
    return best[1] if best[0] <= REACH_PX else None


def handles(camera: Camera, thing: Thing) -> Iterator[tuple[int, Pixels]]:
    """Where a chosen thing is pulled at to change its size or shape."""
    if thing.radius_m > 0.0:
        x, y = _spot(camera, thing)
        yield RADIUS_HANDLE, (x + thing.radius_m * camera.px_per_m, y)
    for number, corner in enumerate(thing.corners):
        yield number, camera.to_screen(*metres(corner, camera.tile_m))


def _spot(camera: Camera, thing: Thing) -> Pixels:
    return camera.to_screen(*metres(thing.at, camera.tile_m))


def _inside(camera: Camera, thing: Thing, pos: Pixels) -> bool:
    return distance_m(*_spot(camera, thing), *pos) <= thing.radius_m * camera.px_per_m


def draw_things(surface: pygame.Surface, kit: Kit, camera: Camera, shown: Shown) -> None:
    """All of them, their names where there is room."""
    labels = Labels(kit, surface.get_rect().inflate(-2 * kit.px(6), -2 * kit.px(6)), camera.clear, list(shown.avoid))
    for thing in shown.things:
        _draw(surface, kit, camera, thing, shown)
    chosen = next((thing for thing in shown.things if thing.key == shown.chosen), None)
    if chosen is not None:
        for _, at in handles(camera, chosen):
            picture = spot(kit.px(HANDLE_PX), ACCENT)
            surface.blit(picture, picture.get_rect(center=(round(at[0]), round(at[1]))))
    draw_scale(surface, kit, _above(camera, kit, shown.avoid), labels)
    for thing in reversed(shown.things):
        at = _spot(camera, thing)
        if surface.get_rect().collidepoint(at) and not any(rect.collidepoint(at) for rect in shown.avoid):
            spot_px, radius = _beside(kit, thing, at)
            labels.place(surface, spot_px, radius, _lines(thing))
    if shown.pointed is not None:
        draw_crosshair(surface, kit, shown.pointed, shown.pointed_words, labels)


def _above(camera: Camera, kit: Kit, avoid: tuple[pygame.Rect, ...]) -> Camera:
    """The same view, its clear part ending above what lies at the foot of it."""
    foot = [rect.top for rect in avoid if rect.left >= camera.clear.left and rect.right <= camera.clear.right]
    shorter = copy(camera)
    shorter.clear = camera.clear.copy()
    shorter.clear.height = min([camera.clear.bottom, *(top - kit.theme.gap for top in foot)]) - camera.clear.top
    return shorter


def _beside(kit: Kit, thing: Thing, at: Pixels) -> tuple[Pixels, float]:
    """Names of areas stand in their middle, those of marks beside them."""
    if thing.kind in ("crater", "zone", "outcrop"):
        return (at[0] - kit.width(thing.name, STRONG) / 2 - OFFSET, at[1]), 0.0
    return at, float(kit.px(9))


def _lines(thing: Thing) -> tuple[Line, ...]:
    colours: dict[str, Colour] = {"zone": FAULT_TEXT, "helicopter": SKY}
    note = "hidden until seen" if thing.hidden else ""
    return Line(thing.name, STRONG, colours.get(thing.kind, ON_GROUND)), Line(note, SMALL, TEXT)


def _draw(surface: pygame.Surface, kit: Kit, camera: Camera, thing: Thing, shown: Shown) -> None:
    at, chosen, light = _spot(camera, thing), thing.key == shown.chosen, shadow_px(SUN, 1.0)
    if thing.kind == "zone":
        corners = [metres(corner, shown.tile_m) for corner in thing.corners]
        draw_shape(surface, camera, FAULT_TEXT, corners or circle_m(*metres(thing.at, shown.tile_m), thing.radius_m))
    elif thing.outline:
        points = [camera.to_screen(*metres(point, shown.tile_m)) for point in thing.outline]
        draw_line(surface, points, RIM_CHOSEN if chosen else RIM)
        picture = spot(kit.px(HANDLE_PX), ACCENT if chosen else ON_GROUND)
        surface.blit(picture, picture.get_rect(center=(round(at[0]), round(at[1]))))
    elif thing.kind in ("crater", "outcrop"):
        rim = circle_m(*metres(thing.at, shown.tile_m), thing.radius_m)
        points = [camera.to_screen(*point) for point in (*rim, rim[0])]
        draw_line(surface, points, RIM_CHOSEN if chosen else RIM)
    elif thing.kind == "target":
        map_things.draw_diamond(surface, kit, at, False, chosen)
    elif thing.kind == "helicopter":
        map_things.draw_airfield(surface, camera, metres(thing.at, shown.tile_m), kit.px(12))
        sprites.draw_helicopter(surface, at, camera.px_per_m, 0.0, light)
    else:
        sprites.draw_rover(surface, at, camera.px_per_m, shown.heading_deg, light)
    if chosen and thing.kind in ("helicopter", "start"):
        sprites.draw_ring(surface, at, kit.px(RING_PX), ACCENT if thing.kind == "start" else SKY)
