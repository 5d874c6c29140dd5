"""A level's map as a picture of its own, for its author: every mark of the mission on it, and beside it a legend."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pygame

from game.core import marstime
from game.core.grid import distance_m
from game.mission.ways import Trip, WayTo, on_board
from game.sim.world import World
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import (
    BODY,
    CAUTION,
    DISPLAY,
    FAULT_TEXT,
    FIGURE_SMALL,
    HAIRLINE,
    HEADING,
    ON_GROUND,
    QUIET,
    SKY_TEXT,
    SMALL,
    STRONG,
    TEXT,
    TINY,
    Colour,
    Style,
)
from game.ui.views import map_things as things
from game.ui.views.camera import Camera
from game.ui.views.map_hazards import LEGEND, HazardLayer, hazard_shares, swatch_of
from game.ui.views.map_labels import Labels, Line
from game.ui.views.map_lines import draw_line, draw_spots
from game.ui.views.map_scale import draw_scale
from game.ui.views.map_zones import draw_zones, write_zone_names
from game.ui.views.page import page_kit, page_pixels

Pixels = npt.NDArray[np.uint8]
PAPER = (0x12, 0x16, 0x1C)
LEGEND_WIDE, LEGEND_HIGH = 356, 620
LEAST_SCALE, MOST_SCALE = 0.9, 2.0
HAZARDS_ALPHA = 120
SCALE_AT_PX = 900.0
"""A map so high has a legend at scale 1."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is laid on the map besides its marks."""

    ways: Sequence[WayTo] = ()
    trip: Trip | None = None
    hazards: bool = True


def preview_page(relief: Pixels, world: World, drawn: Drawn) -> Pixels:
    """The pixels [y, x, rgb]: the relief with its marks, the legend to its right."""
    high, wide = relief.shape[:2]
    scale = min(MOST_SCALE, max(LEAST_SCALE, high / SCALE_AT_PX))
    size = (wide + round(LEGEND_WIDE * scale), max(high, round(LEGEND_HIGH * scale)))
    kit = page_kit(size, scale)
    surface = pygame.Surface(size, depth=32)
    surface.fill(PAPER)
    ground = pygame.Rect(0, (size[1] - high) // 2, wide, high)
    surface.blit(pygame.surfarray.make_surface(relief.transpose(1, 0, 2)), ground)
    _draw_map(surface.subsurface(ground), kit, world, drawn)
    _Legend(kit, surface, pygame.Rect(wide, 0, size[0] - wide, size[1])).write(world, drawn)
    return page_pixels(surface)


# --- the map ----------------------------------------------------------------------------------------------------------


def _draw_map(surface: pygame.Surface, kit: Kit, world: World, drawn: Drawn) -> None:
    """Everything over the ground, in the order of the game's own map."""
    camera = _whole_map(surface, world)
    window = surface.get_rect()
    labels = Labels(kit, window.inflate(-2 * kit.px(6), -2 * kit.px(6)), window)
    draw_zones(surface, camera, world)
    if drawn.hazards:
        _draw_hazards(surface, camera, world)
    for points_m in (*(way.points_m for way in drawn.ways), *((drawn.trip.points_m,) if drawn.trip else ())):
        way = things.on_screen(camera, points_m)
        draw_line(surface, way, things.DRIVE)
        if drawn.trip is None:
            draw_spots(surface, way[1:-1], ON_GROUND, kit.px(3.5))
        labels.follow(way)
    targets = things.known_targets(world)
    spots = [things.draw_diamond(surface, kit, camera.to_screen(t.x_m, t.y_m), False, False) for t in targets]
    vehicles = [things.draw_rover(surface, kit, camera, world, 0.0, 0.0)]
    if world.helicopter.present:
        vehicles.append(things.draw_helicopter(surface, kit, camera, world, 0.0, 0.0))
    for rect in (*spots, *vehicles):
        labels.block(rect.inflate(-4, -4))
    draw_scale(surface, kit, camera, labels)
    for target, spot in zip(reversed(targets), reversed(spots), strict=True):
        line = Line(target.name, STRONG, ON_GROUND)
        labels.place(surface, camera.to_screen(target.x_m, target.y_m), spot.width / 2 - 3, (line,))
    for rect, name in zip(vehicles, ("Perseverance", "Ingenuity"), strict=False):
        labels.place(surface, rect.center, rect.width / 2 - 2, (Line(name, SMALL, TEXT),))
    write_zone_names(surface, kit, camera, world, labels)


def _draw_hazards(surface: pygame.Surface, camera: Camera, world: World) -> None:
    """Fainter than in play, where the player asks for them for a moment: here the ground comes first."""
    sheet = surface.copy()
    HazardLayer().draw(sheet, camera, world)
    sheet.set_alpha(HAZARDS_ALPHA)
    surface.blit(sheet, (0, 0))


def _whole_map(surface: pygame.Surface, world: World) -> Camera:
    """A camera under which the map is exactly the surface."""
    terrain = world.terrain
    camera = Camera(terrain.width_m, terrain.height_m, terrain.tile_m)
    camera.resize(surface.get_size())
    camera.px_per_m = surface.get_width() / terrain.width_m
    camera.x_m, camera.y_m = terrain.width_m / 2, terrain.height_m / 2
    return camera


# --- the legend -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Legend:
    """Writes from the top down, as far as there is room."""

    kit: Kit
    surface: pygame.Surface
    area: pygame.Rect
    y: int = field(init=False)

    def __post_init__(self) -> None:
        self.area = self.area.inflate(-2 * self.kit.px(18), -2 * self.kit.px(16))
        self.y = self.area.top

    def write(self, world: World, drawn: Drawn) -> None:
        level = world.level
        terrain = world.terrain
        self._line(level.title, DISPLAY, TEXT)
        self._line(f"{level.id} · seed {world.site.seed}", SMALL, QUIET)
        when = f"sol {marstime.sol(world.tick)}, {marstime.lmst_text(world.tick)}"
        self._line(f"{terrain.width_m:g} x {terrain.height_m:g} m · begins {when}", SMALL, QUIET)
        if drawn.trip is not None:
            self._trip(drawn.trip)
        self._targets(world, {way.target: way for way in drawn.ways})
        self._zones(world)
        if drawn.hazards:
            self._hazards(world)
        self._objectives(world)

    # --- parts --------------------------------------------------------------------------------------------------------

    def _trip(self, trip: Trip) -> None:
        self._heading("The autopilot's drive")
        stars = f", {trip.stars} of 3 stars" if trip.outcome == "won" else ""
        self._pair(f"{trip.outcome.capitalize()}{stars}", f"{trip.sols:.1f} sols", STRONG, TEXT)
        self._pair("Driven", f"{trip.odometry_m:.0f} m", BODY, TEXT)
        self._pair("Flights", f"{trip.flights}", BODY, TEXT)

    def _targets(self, world: World, ways: dict[str, WayTo]) -> None:
        """Each with its kind; with a way its metres, minutes and watt-hours, else how far it is."""
        targets = [target for target in world.level.targets if not on_board(world, target.id)]
        if not targets:
            return
        self._heading("Targets, by the planned way" if ways else "Targets, straight from the start")
        room = self._room() - self._needed_below(world)
        each = self.kit.height(STRONG) + self.kit.height(TINY) + self.kit.px(7)
        most = max(3, room // each)
        shown = targets if len(targets) <= most else targets[: most - 1]
        for target in shown:
            self._target(world, target.id, ways.get(target.id))
        if len(shown) < len(targets):
            self._line(f"and {len(targets) - len(shown)} more", SMALL, QUIET)

    def _target(self, world: World, name: str, way: WayTo | None) -> None:
        spec = world.level.target(name)
        assert spec is not None
        x_m, y_m = world.level.metres(spec.at)
        away = f"{distance_m(world.rover.x_m, world.rover.y_m, x_m, y_m):.0f} m"
        words = [world.site.catalog.rocks[spec.rock].name]
        words += [word for said, word in ((spec.hidden, "hidden"), (spec.later, "comes later")) if said]
        middle = self.y + self.kit.height(STRONG) // 2
        side = self.kit.px(15)
        things.draw_diamond(self.surface, self.kit, (self.area.left + side / 2, middle), False, False)
        if way is None:
            figures, colour = away, TEXT
        elif not way.points_m:
            figures, colour = "no way", FAULT_TEXT
        else:
            figures = f"{way.length_m:.0f} m · {way.minutes:.0f} min · {way.energy_wh:.0f} Wh"
            colour = CAUTION if way.refusal else TEXT
        self._pair(spec.name, figures, STRONG, colour, indent=side + self.kit.px(8))
        second = " · ".join(words)
        self._line(second, TINY, QUIET, indent=side + self.kit.px(8))
        if way is not None and way.refusal:
            self._line(way.refusal, TINY, colour, indent=side + self.kit.px(8))
        self.y += self.kit.px(5)

    def _zones(self, world: World) -> None:
        if not world.level.zones:
            return
        self._heading("Keep out")
        for zone in world.level.zones:
            self._line(zone.name, STRONG, FAULT_TEXT)
            if zone.reason:
                self._line(zone.reason, TINY, QUIET)

    def _hazards(self, world: World) -> None:
        self._heading("Ground")
        side = self.kit.px(14)
        for (pattern, colour, words), share in zip(LEGEND, hazard_shares(world), strict=True):
            self.surface.blit(swatch_of(pattern, colour, side), (self.area.left, self.y + self.kit.px(1)))
            self._pair(words, f"{100.0 * share:.1f} %", SMALL, TEXT, indent=side + self.kit.px(8))
            self.y += self.kit.px(3)

    def _objectives(self, world: World) -> None:
        """What is asked for, as far as there is room left."""
        row = self.kit.height(BODY) + self.kit.px(4)
        if self._room() < 3 * row:
            return
        stars = " / ".join(str(points) for points in world.level.score.stars)
        self._heading(f"Objectives, stars at {stars}")
        for objective in world.level.objectives:
            style, colour = (BODY, TEXT) if objective.primary else (BODY, QUIET)
            self._pair(objective.title, f"{objective.points}", style, colour)
            self.y += self.kit.px(3)

    def _needed_below(self, world: World) -> int:
        """Height of what comes after the targets."""
        head = self.kit.height(HEADING) + self.kit.px(26)
        zones = len(world.level.zones) * (self.kit.height(STRONG) + self.kit.height(TINY)) + head
        return (zones if world.level.zones else 0) + head + len(LEGEND) * (self.kit.height(SMALL) + self.kit.px(4))

    # --- lines --------------------------------------------------------------------------------------------------------

    def _room(self) -> int:
        return self.area.bottom - self.y

    def _heading(self, words: str) -> None:
        self.y += self.kit.px(14)
        rule = pygame.Rect(self.area.left, self.y - self.kit.px(5), self.area.width, 1)
        self.kit.box(self.surface, rule, Box(HAIRLINE, radius=0))
        self.y += self.kit.px(3)
        self._line(words, HEADING, SKY_TEXT)
        self.y += self.kit.px(4)

    def _line(self, words: str, style: Style, colour: Colour, indent: int = 0) -> None:
        room = self.area.width - indent
        for text in self.kit.text.wrap(words, self.kit.cut(style), room)[:2]:
            high = self.kit.height(style)
            if self._room() >= high:
                place = pygame.Rect(self.area.left + indent, self.y, room, high)
                self.kit.write_in(self.surface, text, style, colour, place)
                self.y += high

    def _pair(self, words: str, figures: str, style: Style, colour: Colour, indent: int = 0) -> None:
        """Words on the left, figures on the right."""
        high = self.kit.height(style)
        if self._room() < high:
            return
        taken = self.kit.width(figures, FIGURE_SMALL) + self.kit.px(8)
        left = pygame.Rect(self.area.left + indent, self.y, self.area.width - indent - taken, high)
        self.kit.write_in(self.surface, words, style, TEXT, left)
        right = pygame.Rect(self.area.right - taken, self.y, taken, high)
        self.kit.write_in(self.surface, figures, FIGURE_SMALL, colour, right, "right")
        self.y += high
