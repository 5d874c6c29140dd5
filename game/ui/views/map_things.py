"""What stands on the map, one by one: targets, tubes, the airfield, the two vehicles, their ways."""

import math
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.core.grid import distance_m, heading_vector
from game.sim.state.helicopter import FlightPhase, HelicopterState
from game.sim.state.rover import RoverState, TaskKind
from game.sim.state.samples import TubeStatus
from game.sim.state.survey import TargetState
from game.sim.world import World
from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import ACCENT, CAUTION, FAULT, GOOD, ON_GROUND, OUTLINE, SKY, SMALL, STRONG, TEXT, Colour
from game.ui.views import sprites
from game.ui.views.camera import Camera, Metres
from game.ui.views.map_labels import Line
from game.ui.views.map_lines import Pattern, Pixels, draw_line, draw_spots
from game.ui.views.map_sun import NIGHT, shadow_px, sun_step

OVERSAMPLE = 8
DIAMOND_PX = 9.5
FIELD_PX = 5.0
NIGHT_LIGHT = (0.25, 0.2)
FLYING = (FlightPhase.SPIN_UP, FlightPhase.CLIMB, FlightPhase.CRUISE, FlightPhase.DESCENT)
DRIVING = (TaskKind.DRIVE, TaskKind.ARC)
CREEP_M_S = 0.004

DRIVE = Pattern(ON_GROUND, 1.35, dash=8.0, gap=6.0)
UNSAFE = Pattern(CAUTION, 1.35, dash=5.0, gap=7.0)
FLIGHT = Pattern(SKY, 1.9, gap=8.5)
FLOWN = Pattern(SKY, 1.4, gap=8.0, alpha=190, rim=36)


@dataclass(frozen=True, slots=True)
class Target:
    """A known target as it is shown."""

    id: str
    name: str
    x_m: float
    y_m: float
    done: bool
    words: str


def known_targets(world: World) -> list[Target]:
    """Targets that are known, the farthest first, so that near ones are drawn over them."""
    found = []
    for spec, state in zip(world.level.targets, world.targets, strict=True):
        if state.known:
            x_m, y_m = world.level.metres(spec.at)
            found.append(Target(spec.id, spec.name, x_m, y_m, state.sealed > 0, _words(world, spec.rock, state)))
    rover = world.rover
    return sorted(found, key=lambda target: -distance_m(rover.x_m, rover.y_m, target.x_m, target.y_m))


def _words(world: World, rock: str, state: TargetState) -> str:
    """What is known of it, then what has been done with it last."""
    if not state.imaged and not state.analysed:
        return "cored" if state.cores else "not imaged"
    steps = (
        (state.sealed > 0, "sealed"),
        (state.cores > 0, "cored"),
        (bool(state.analysed), "analysed"),
        (state.abraded, "abraded"),
        (True, "imaged"),
    )
    return f"{world.site.catalog.rocks[rock].name} · {next(word for done, word in steps if done)}"


# --- targets and tubes ------------------------------------------------------------------------------------------------


def draw_diamond(surface: Canvas, kit: Kit, at: Pixels, done: bool, chosen: bool) -> pygame.Rect:
    """The mark of a target; a green one with a check is sealed."""
    size = kit.px(DIAMOND_PX * (1.2 if chosen else 1.0))
    picture = _diamond(size, kit.tone(GOOD if done else ACCENT))
    rect = picture.get_rect(center=(round(at[0]), round(at[1])))
    surface.blit(picture, rect)
    if done:
        kit.icon(surface, "check", OUTLINE, rect.inflate(-size, -size))
    if chosen:
        sprites.draw_ring(surface, at, size + kit.px(6), ON_GROUND)
    return rect


@lru_cache(maxsize=16)
def _diamond(radius: int, colour: Colour) -> pygame.Surface:
    side = 2 * radius + 5
    middle = side * OVERSAMPLE / 2
    large = pygame.Surface((side * OVERSAMPLE, side * OVERSAMPLE), pygame.SRCALPHA)
    large.fill((*OUTLINE, 0))
    for reach, ink in ((radius + 2.0, (*OUTLINE, 90)), (radius + 0.6, (*OUTLINE, 255)), (radius - 1.6, (*colour, 255))):
        far = reach * OVERSAMPLE
        corners = ((middle, middle - far), (middle + far, middle), (middle, middle + far), (middle - far, middle))
        pygame.draw.polygon(large, ink, corners)
    return pygame.transform.smoothscale(large, (side, side))


def target_lines(world: World, target: Target) -> tuple[Line, Line]:
    away_m = distance_m(world.rover.x_m, world.rover.y_m, target.x_m, target.y_m)
    return Line(target.name, STRONG, ON_GROUND), Line(f"{away_m:.0f} m · {target.words}", SMALL, TEXT)


def draw_tubes(surface: Canvas, kit: Kit, camera: Camera, world: World) -> None:
    """Tubes left on the ground."""
    picture = _tube(kit.px(13))
    for tube in world.tubes:
        if tube.status is TubeStatus.DEPOSITED:
            x, y = camera.to_screen(tube.x_m, tube.y_m)
            surface.blit(picture, picture.get_rect(center=(round(x), round(y))))


@lru_cache(maxsize=8)
def _tube(length: int) -> pygame.Surface:
    """A pale cylinder lying aslant."""
    side = length + 4
    large = pygame.Surface((side * OVERSAMPLE, side * OVERSAMPLE), pygame.SRCALPHA)
    large.fill((*OUTLINE, 0))
    for wide, long, ink in ((0.44, 1.0, OUTLINE), (0.26, 0.84, ON_GROUND)):
        box = pygame.Rect(0, 0, round(length * wide * OVERSAMPLE), round(length * long * OVERSAMPLE))
        box.center = large.get_rect().center
        pygame.draw.rect(large, ink, box, border_radius=box.width // 2)
    cap = pygame.Rect(0, 0, round(length * 0.26 * OVERSAMPLE), round(length * 0.24 * OVERSAMPLE))
    cap.midtop = (large.get_width() // 2, round(side * OVERSAMPLE * 0.5 - length * 0.42 * OVERSAMPLE))
    pygame.draw.rect(large, ACCENT, cap, border_radius=cap.width // 3)
    return pygame.transform.smoothscale(pygame.transform.rotate(large, -40), (side, side))


# --- ways -------------------------------------------------------------------------------------------------------------


def draw_ways(surface: Canvas, camera: Camera, world: World, helicopter_m: Metres) -> list[list[Pixels]]:
    """The flight path, the rest of the flight and the rest of the drive; returns the latter two."""
    rover, helicopter = world.rover, world.helicopter
    ways = []
    if len(helicopter.path_m) > 1:
        flown = [*helicopter.path_m, helicopter_m] if helicopter.phase in FLYING else helicopter.path_m
        draw_line(surface, on_screen(camera, flown), FLOWN)
    if helicopter.phase in FLYING and len(helicopter.route_m) > 1:
        rest = on_screen(camera, [helicopter_m, *helicopter.route_m[helicopter.leg + 1 :]])
        draw_line(surface, rest[::-1], FLIGHT)
        draw_spots(surface, rest[1:], SKY, 4.5)
        ways.append(rest)
    if rover.task is not None and rover.task.kind is TaskKind.DRIVE and rover.drive.route_m:
        rest = on_screen(camera, [(rover.x_m, rover.y_m), *rover.drive.route_m[rover.drive.leg :]])
        begun_px = draw_line(surface, rest[:0:-1], DRIVE)  # from the goal: the dashes stand still while the rover comes
        draw_line(surface, rest[1::-1], DRIVE, begun_px)
        draw_spots(surface, rest[:0:-1], ON_GROUND, 4.5)
        ways.append(rest)
    return ways


def on_screen(camera: Camera, points_m: list[Metres] | tuple[Metres, ...]) -> list[Pixels]:
    ox, oy = camera.origin_px
    zoom = camera.px_per_m
    return [(ox + x_m * zoom, oy + y_m * zoom) for x_m, y_m in points_m]


def draw_airfields(surface: Canvas, camera: Camera, world: World) -> None:
    """A disc on each place that has been found good for landing."""
    for field in world.helicopter.airfields:
        draw_airfield(surface, camera, (field.x_m, field.y_m), FIELD_PX)


def draw_airfield(surface: Canvas, camera: Camera, at_m: Metres, radius: float) -> None:
    picture = _airfield(radius)
    x, y = camera.to_screen(*at_m)
    surface.blit(picture, picture.get_rect(center=(round(x), round(y))))


@lru_cache(maxsize=16)
def _airfield(radius: float) -> pygame.Surface:
    """A blue disc, clear enough to show the ground."""
    side = 2 * math.ceil(radius + 2) + 1
    large = pygame.Surface((side * OVERSAMPLE, side * OVERSAMPLE), pygame.SRCALPHA)
    large.fill((*SKY, 0))
    middle = (side * OVERSAMPLE // 2, side * OVERSAMPLE // 2)
    for grown, ink in ((1.4, (*OUTLINE, 120)), (0.2, (*SKY, 255)), (-1.4, (*SKY, 150))):
        pygame.draw.circle(large, ink, middle, round((radius + grown) * OVERSAMPLE))
    return pygame.transform.smoothscale(large, (side, side))


# --- vehicles ---------------------------------------------------------------------------------------------------------


def light_of(world: World) -> Pixels:
    """The way a shadow falls, in pixels per pixel of height."""
    step = sun_step(world.tick)
    return NIGHT_LIGHT if step == NIGHT else shadow_px(step, 1.0)


def rover_place(world: World, part_tick: float) -> Metres:
    """Between two ticks the rover rolls on."""
    rover = world.rover
    dx, dy = heading_vector(rover.heading_deg)
    return rover.x_m + dx * rover.speed_m_s * part_tick, rover.y_m + dy * rover.speed_m_s * part_tick


def helicopter_place(helicopter: HelicopterState, part_tick: float) -> tuple[float, float, float]:
    """Between two ticks it flies on: x, y and altitude in metres."""
    x_m, y_m, altitude_m = helicopter.x_m, helicopter.y_m, helicopter.altitude_m
    if helicopter.phase is FlightPhase.CRUISE and helicopter.leg + 1 < len(helicopter.route_m):
        goal_x_m, goal_y_m = helicopter.route_m[helicopter.leg + 1]
        left_m = distance_m(x_m, y_m, goal_x_m, goal_y_m)
        share = min(1.0, helicopter.speed_m_s * part_tick / left_m) if left_m > 0.0 else 0.0
        return x_m + (goal_x_m - x_m) * share, y_m + (goal_y_m - y_m) * share, altitude_m
    if helicopter.phase is FlightPhase.CLIMB:
        altitude_m += part_tick
    elif helicopter.phase is FlightPhase.DESCENT:
        altitude_m -= part_tick
    return x_m, y_m, max(0.0, altitude_m)


def draw_rover(surface: Canvas, kit: Kit, camera: Camera, world: World, part_tick: float, time_s: float) -> pygame.Rect:
    """The rover, with dust behind it while it drives."""
    rover = world.rover
    at = camera.to_screen(*rover_place(world, part_tick))
    if raises_dust(rover) and not kit.still:
        sprites.draw_puffs(surface, at, camera.px_per_m, rover.heading_deg, time_s)
    sprites.draw_rover(surface, at, camera.px_per_m, rover.heading_deg, light_of(world))
    return _around(at, sprites.rover_side_px(camera.px_per_m) * 0.9)


def raises_dust(rover: RoverState) -> bool:
    """Do the wheels turn?"""
    return rover.task is not None and rover.task.kind in DRIVING and abs(rover.speed_m_s) > CREEP_M_S


def draw_helicopter(
    surface: Canvas, kit: Kit, camera: Camera, world: World, part_tick: float, time_s: float
) -> pygame.Rect:
    """Ingenuity on its airfield or in the air; a cross where it was lost."""
    helicopter = world.helicopter
    x_m, y_m, altitude_m = helicopter_place(helicopter, part_tick)
    at = camera.to_screen(x_m, y_m)
    side = sprites.helicopter_side_px(camera.px_per_m)
    flying = helicopter.phase in FLYING
    if not flying:
        draw_airfield(surface, camera, (x_m, y_m), round(side * 0.42))
    turns = (0.0 if kit.still else time_s * sprites.ROTOR_HZ) if flying else None
    light = light_of(world)
    sprites.draw_helicopter(surface, at, camera.px_per_m, helicopter.heading_deg, light, altitude_m, turns)
    rect = _around(at, side)
    if helicopter.phase is FlightPhase.LOST:
        kit.icon(surface, "cross", FAULT, rect)
    return rect


def _around(at: Pixels, side: float) -> pygame.Rect:
    return pygame.Rect(round(at[0] - side / 2), round(at[1] - side / 2), round(side), round(side))
