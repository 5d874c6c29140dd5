"""What stands on the ground of the map: vehicles, plans, targets, scale.

`draw_marks` draws all of it over the picture `MapView.draw` made (which has the wheel tracks in it).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pygame

from game.core.grid import distance_m
from game.sim.state.helicopter import FlightPhase
from game.sim.state.samples import TubeStatus
from game.sim.world import World
from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import ACCENT, CAUTION, ON_GROUND, SKY, SKY_TEXT, SMALL, STRONG, TEXT, TINY
from game.ui.views import map_things as things
from game.ui.views import sprites
from game.ui.views.camera import Camera, Metres, Pixels
from game.ui.views.map_devils import draw_devils
from game.ui.views.map_hazards import HazardLayer, draw_legend
from game.ui.views.map_labels import Labels, Line
from game.ui.views.map_lines import draw_line, draw_spots
from game.ui.views.map_scale import Pointer, draw_crosshair, draw_pointer, draw_scale
from game.ui.views.map_zones import draw_zones, write_zone_names

DETAIL_WIDTH = 380
DETAIL_LINES = 5
HIGHLIGHT_RADII = (22, 30, 38)


@dataclass(frozen=True, slots=True)
class MapPreview:
    """A plan that is not agreed to yet. `label` is its price, `detail` a second line, `warning` what may go wrong; not
    `ok`: drawn as a warning."""

    points_m: tuple[Metres, ...]
    kind: Literal["drive", "flight"] = "drive"
    ok: bool = True
    label: str = ""
    detail: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class MarksShown:
    """What the mission screen wants to see on the map besides the world itself."""

    preview: MapPreview | None = None
    hover_m: Metres | None = None
    """Place under the pointer: gets a crosshair (None: no crosshair)."""
    hover_label: str = ""
    """One line beside the crosshair: the ground's figures."""
    selected: str = ""
    """"rover", "helicopter" or a target's id: gets a ring."""
    highlight_m: Metres | None = None
    """A place that the story points out."""
    avoid: tuple[pygame.Rect, ...] = ()
    """Panels: labels and arrows keep clear of them."""
    hazards: HazardLayer | None = None
    """Laid over the ground when the player asked for it."""
    part_tick: float = field(default=0.0, compare=False)
    """Session.part_tick, so that vehicles glide between two ticks; `moment` says when that shows."""
    time_s: float = 0.0
    """The clock of what turns and blows."""
    moment: object = None
    """What else of the world makes a difference: equal moments look equal."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map that can be pointed at. kind: rover, helicopter, target, tube; id: the target's id."""

    kind: str
    id: str
    name: str
    x_m: float
    y_m: float


def draw_marks(surface: Canvas, kit: Kit, camera: Camera, world: World, shown: MarksShown) -> None:
    """Draw every mark over the ground. Labels are written by rank: plan, pointer, targets, vehicles."""
    labels = Labels(kit, surface.get_rect().inflate(-2 * kit.px(6), -2 * kit.px(6)), camera.clear, list(shown.avoid))
    draw_zones(surface, camera, world)
    if shown.hazards is not None:
        shown.hazards.draw(surface, camera, world)
        labels.block(draw_legend(surface, kit, camera.clear))
    devils = draw_devils(surface, kit, camera, world, shown.part_tick)
    x_m, y_m, _ = things.helicopter_place(world.helicopter, shown.part_tick)
    for way in things.draw_ways(surface, camera, world, (x_m, y_m)):
        labels.follow(way)
    things.draw_airfields(surface, camera, world)
    things.draw_tubes(surface, kit, camera, world)
    if shown.preview is not None:
        labels.follow(_draw_plan(surface, camera, shown.preview))
    targets = things.known_targets(world)
    spots = {target.id: _draw_target(surface, kit, camera, target, shown, labels) for target in targets}
    _draw_vehicles(surface, kit, camera, world, shown, labels)
    if shown.highlight_m is not None:
        _draw_highlight(surface, kit, camera.to_screen(*shown.highlight_m))
    draw_scale(surface, kit, camera, labels)
    if shown.preview is not None:
        _write_price(surface, kit, camera, shown.preview, labels)
    if shown.hover_m is not None:
        draw_crosshair(surface, kit, camera.to_screen(*shown.hover_m), shown.hover_label, labels)
    _write_names(surface, camera, world, targets, spots, shown, labels)
    write_zone_names(surface, kit, camera, world, labels)
    _write_airfields(surface, camera, world, labels)
    for at, away_px, name in devils:
        labels.place(surface, at, away_px, (name,))
    for pointer in _pointers(camera, world, targets, shown.avoid):
        draw_pointer(surface, kit, camera, pointer, (world.rover.x_m, world.rover.y_m), labels)


def mark_at(camera: Camera, world: World, pos: tuple[int, int], reach_px: float = 14.0) -> Mark | None:
    """The mark under the pointer, the nearest if several are."""
    best, best_px = None, reach_px
    for mark in _marks(world):
        away_px = distance_m(*camera.to_screen(mark.x_m, mark.y_m), *pos)
        if away_px <= best_px:
            best, best_px = mark, away_px
    return best


def _marks(world: World) -> Iterator[Mark]:
    yield from (Mark("target", t.id, t.name, t.x_m, t.y_m) for t in things.known_targets(world))
    yield Mark("rover", "", "Perseverance", world.rover.x_m, world.rover.y_m)
    if world.helicopter.present:
        yield Mark("helicopter", "", "Ingenuity", world.helicopter.x_m, world.helicopter.y_m)
    for tube in world.tubes:
        if tube.status is TubeStatus.DEPOSITED:
            yield Mark("tube", str(tube.number), f"Tube {tube.number}", tube.x_m, tube.y_m)


def _draw_plan(surface: Canvas, camera: Camera, preview: MapPreview) -> list[Pixels]:
    points = things.on_screen(camera, preview.points_m)
    flight = preview.kind == "flight"
    good, colour = (things.FLIGHT, SKY) if flight else (things.DRIVE, ON_GROUND)
    draw_line(surface, points, good if preview.ok else things.UNSAFE)
    draw_spots(surface, points[:0:-1], colour if preview.ok else CAUTION, 5.0)
    return points


def _write_price(surface: Canvas, kit: Kit, camera: Camera, preview: MapPreview, labels: Labels) -> pygame.Rect | None:
    """The price beside the plan's end; a long second line is broken."""
    if not preview.points_m or not (preview.label or preview.detail):
        return None
    first = Line(preview.label, STRONG, ON_GROUND if preview.ok else CAUTION)
    room = kit.px(DETAIL_WIDTH)
    broken = kit.text.wrap(preview.label, kit.cut(STRONG), room) if preview.label else ()
    heads = [Line(text, first.style, first.colour) for text in broken[:DETAIL_LINES]]
    lines = [*heads]
    for words, colour in ((preview.detail, TEXT), (preview.warning, CAUTION)):
        wrapped = kit.text.wrap(words, kit.cut(SMALL), room) if words else ()
        lines += [Line(text, SMALL, colour) for text in wrapped[:DETAIL_LINES]]
    return labels.place(surface, camera.to_screen(*preview.points_m[-1]), kit.px(9), lines, must=True)


def _draw_target(
    surface: Canvas, kit: Kit, camera: Camera, target: things.Target, shown: MarksShown, labels: Labels
) -> pygame.Rect:
    at = camera.to_screen(target.x_m, target.y_m)
    rect = things.draw_diamond(surface, kit, at, target.done, shown.selected == target.id)
    labels.block(rect.inflate(-4, -4))
    return rect


def _draw_highlight(surface: Canvas, kit: Kit, at: Pixels) -> None:
    for radius in HIGHLIGHT_RADII:
        sprites.draw_ring(surface, at, kit.px(radius))


def _write_names(
    surface: Canvas,
    camera: Camera,
    world: World,
    targets: list[things.Target],
    spots: dict[str, pygame.Rect],
    shown: MarksShown,
    labels: Labels,
) -> None:
    """Names beside the targets in view, the nearest to the rover first."""
    for target in reversed(targets):
        rect, at = spots[target.id], camera.to_screen(target.x_m, target.y_m)
        if _in_sight(camera, shown.avoid, at):
            labels.place(surface, at, rect.width / 2 - 3, things.target_lines(world, target))
    helicopter = world.helicopter
    at = camera.to_screen(helicopter.x_m, helicopter.y_m)
    if helicopter.present and _in_sight(camera, shown.avoid, at):
        lost = helicopter.phase is FlightPhase.LOST
        line = Line("Ingenuity lost" if lost else "Ingenuity", SMALL, TEXT)
        side = sprites.helicopter_side_px(camera.px_per_m)
        labels.place(surface, at, side / 2 - 4, (line,))


def _write_airfields(surface: Canvas, camera: Camera, world: World, labels: Labels) -> None:
    """Names of the airfields in view, where there is room for them."""
    window = surface.get_rect()
    for airfield in world.helicopter.airfields:
        at = camera.to_screen(airfield.x_m, airfield.y_m)
        if window.collidepoint(at):
            labels.place(surface, at, things.FIELD_PX, (Line(airfield.name, TINY, SKY_TEXT),))


def _draw_vehicles(surface: Canvas, kit: Kit, camera: Camera, world: World, shown: MarksShown, labels: Labels) -> None:
    drawn = [("rover", things.draw_rover(surface, kit, camera, world, shown.part_tick, shown.time_s))]
    if world.helicopter.present:
        drawn.append(("helicopter", things.draw_helicopter(surface, kit, camera, world, shown.part_tick, shown.time_s)))
    for name, rect in drawn:
        labels.block(rect.inflate(-6, -6))
        if shown.selected == name:
            sprites.draw_ring(surface, rect.center, rect.width * 0.66 + 3, ACCENT if name == "rover" else SKY)


def _pointers(
    camera: Camera, world: World, targets: list[things.Target], avoid: tuple[pygame.Rect, ...]
) -> Iterator[Pointer]:
    """Arrows to what cannot be seen: vehicles, then targets, the nearest first."""
    rover, helicopter = world.rover, world.helicopter
    found = [Pointer("Perseverance", rover.x_m, rover.y_m, ACCENT)]
    if helicopter.present:
        found.append(Pointer("Ingenuity", helicopter.x_m, helicopter.y_m, SKY))
    found += [Pointer(target.name, target.x_m, target.y_m, ACCENT) for target in reversed(targets)]
    for pointer in found:
        if not _in_sight(camera, avoid, camera.to_screen(pointer.x_m, pointer.y_m)):
            yield pointer


def _in_sight(camera: Camera, avoid: tuple[pygame.Rect, ...], at: Pixels) -> bool:
    """Is a place of the screen in the window and not under a panel? What is gets a name, what is not an arrow."""
    window = pygame.Rect(0, 0, *camera.size)
    return bool(window.collidepoint(at)) and not any(rect.collidepoint(at) for rect in avoid)
