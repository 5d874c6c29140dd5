"""Dust devils on the map: a swirl of lifted dust with its shadow, where `dust_devils_at` says that one stands."""

import math
from functools import lru_cache

import pygame

from game.sim.physics import wind
from game.sim.physics.dust_devils import DustDevil, dust_devils_at
from game.sim.world import World
from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import ON_GROUND, SMALL
from game.ui.views.camera import Camera, Pixels
from game.ui.views.map_labels import Line
from game.ui.views.map_sun import NIGHT, shadow_px, sun_step

DUST = (226, 190, 146)
SHADE = (52, 34, 24)
LEAST_PX, MOST_PX = 16, 420
SKIRT = 1.9
"""The dust about the foot is so much wider than the wall of the vortex."""
SHADOW_FRAC = 0.12
"""Of the column's height that is dense enough to throw a shadow."""
TURN_S = 2.4
ARMS, TURNS = 24, 3
FADE_STEPS = 6


Named = tuple[Pixels, float, Line]
"""Where a name belongs, how far from there, and the name."""


def draw_devils(surface: Canvas, kit: Kit, camera: Camera, world: World, part_tick: float) -> list[Named]:
    """Those within the map; their names are for later, when more important ones have been written."""
    weather, ground = world.level.weather, world.terrain
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    named = []
    for devil in dust_devils_at(world.site.seed, world.tick, ground.width_m, ground.height_m, usual_m_s):
        x_m, y_m = devil.x_m + devil.drift_x_m_s * part_tick, devil.y_m + devil.drift_y_m_s * part_tick
        if 0.0 <= x_m < ground.width_m and 0.0 <= y_m < ground.height_m:
            named += _draw(surface, kit, camera, devil, camera.to_screen(x_m, y_m), world.tick)
    return named


def _draw(surface: Canvas, kit: Kit, camera: Camera, devil: DustDevil, at: Pixels, tick: int) -> list[Named]:
    side = min(MOST_PX, max(kit.px(LEAST_PX), round(devil.diameter_m * SKIRT * camera.px_per_m)))
    if not surface.get_rect().inflate(2 * side, 2 * side).collidepoint(at):
        return []
    shown = strength(devil.age_frac)
    _draw_shadow(surface, devil.height_m * SHADOW_FRAC * camera.px_per_m, at, tick, _blot(side, round(3 * shown)))
    turn = 0 if kit.still else int(kit.time_s / TURN_S * ARMS) % ARMS
    picture = _swirl(side, turn, round(FADE_STEPS * shown))
    surface.blit(picture, picture.get_rect(center=(round(at[0]), round(at[1]))))
    return [(at, side * 0.3, Line(f"Dust devil · {devil.diameter_m:.0f} m", SMALL, ON_GROUND))]


def _draw_shadow(surface: Canvas, height_px: float, at: Pixels, tick: int, blot: pygame.Surface) -> None:
    """The column's, longer the lower the sun; none at night."""
    step = sun_step(tick)
    if step == NIGHT:
        return
    fall_x, fall_y = shadow_px(step, height_px)
    for share in (0.35, 0.7, 1.0):
        surface.blit(blot, blot.get_rect(center=(at[0] + fall_x * share, at[1] + fall_y * share)))


def strength(age_frac: float) -> float:
    """How dense it is: it grows in the first fifth of its life and thins out in the last third.

    >>> strength(0.0), strength(0.5), strength(1.0)
    (0.0, 1.0, 0.0)
    """
    return max(0.0, min(1.0, 5.0 * age_frac, 3.0 * (1.0 - age_frac)))


@lru_cache(maxsize=192)
def _swirl(side: int, turn: int, step: int) -> pygame.Surface:
    """Dust seen from above: a soft disc and three arms that wind inwards, about a clear eye."""
    import numpy as np

    reach = np.linspace(-1.0, 1.0, side)
    x, y = np.meshgrid(reach, reach)
    away = np.sqrt(x * x + y * y)
    angle = np.arctan2(y, x) - 2.0 * math.pi * turn / ARMS
    arms = 0.5 + 0.5 * np.cos(TURNS * angle + 7.0 * away)
    body = np.clip(1.0 - away, 0.0, 1.0) ** 1.2
    wall = np.exp(-(((away - 1.0 / SKIRT * 0.55) / 0.17) ** 2))
    eye = np.clip(away / 0.14, 0.0, 1.0)
    alpha = 235.0 * step / FADE_STEPS * np.clip((0.25 + 0.75 * arms) * body * 0.9 + 0.5 * wall * body, 0.0, 1.0) * eye
    return _tinted(DUST, alpha)


@lru_cache(maxsize=48)
def _blot(side: int, step: int) -> pygame.Surface:
    """A soft shadow."""
    import numpy as np

    reach = np.linspace(-1.0, 1.0, side)
    x, y = np.meshgrid(reach, reach)
    return _tinted(SHADE, 22.0 * step * np.clip(1.0 - x * x - y * y, 0.0, 1.0))


def _tinted(colour: tuple[int, int, int], alpha) -> pygame.Surface:
    picture = pygame.Surface(alpha.shape[::-1], pygame.SRCALPHA)
    picture.fill((*colour, 0))
    pygame.surfarray.pixels_alpha(picture)[:] = alpha.T.astype("uint8")
    return picture
