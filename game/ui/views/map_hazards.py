"""What the seen ground holds against landing and driving, laid over the map: slopes, rocks, bland sand.

Each hazard has its own colour and pattern, drawn at three by three points a tile: hatching for slopes too steep to
land on, filled for those too steep to drive, dots for rocks, level lines for sand and ripples.
"""

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.sim.physics.landing import LANDING_SLOPE_DEG
from game.sim.state.survey import KNOWN_ORBITAL
from game.sim.world import World
from game.terrain.terrain import Material
from game.ui.canvas import Canvas
from game.ui.kit import Kit
from game.ui.theme import CAUTION, FAULT, GROUND, HAIRLINE, HEADING, ON_GROUND, OUTLINE, QUIET, SKY, TINY, Colour
from game.ui.views.camera import Camera

POINTS = 3
DRIVING_SLOPE_DEG = 20.0
"""Loose ground steeper than this is hardly climbed (the rover's planner knows better for each kind of ground)."""
ROCK_M = 0.25
INK, FILL = 205, 120
LEGEND: tuple[tuple[str, Colour, str], ...] = (
    ("hatch", CAUTION, f"over {LANDING_SLOPE_DEG:.0f}°: no landing"),
    ("fill", FAULT, f"over {DRIVING_SLOPE_DEG:.0f}°: no driving"),
    ("dots", ON_GROUND, f"rocks over {100.0 * ROCK_M:.0f} cm"),
    ("lines", SKY, "sand: the camera is lost"),
)
_BLAND = (Material.SAND, Material.RIPPLE, Material.DUST)

Marks = NDArray[np.bool_]


class HazardLayer:
    """The overlay of one mission; made anew when more ground has been seen."""

    def __init__(self) -> None:
        self._version = -1
        self._sheet: pygame.Surface | None = None
        self._shown: tuple[object, pygame.Surface] | None = None

    def draw(self, surface: Canvas, camera: Camera, world: World) -> None:
        """The hazards in view, over the ground and under every mark."""
        if self._sheet is None or self._version != world.survey.version:
            self._sheet, self._version = make_sheet(world), world.survey.version
        x, y = camera.origin_px
        per_point = camera.px_per_m * camera.tile_m / POINTS
        window = surface.get_rect()
        left, top = max(0, int((window.left - x) / per_point)), max(0, int((window.top - y) / per_point))
        right = min(self._sheet.get_width(), int((window.right - x) / per_point) + 2)
        low = min(self._sheet.get_height(), int((window.bottom - y) / per_point) + 2)
        if right <= left or low <= top:
            return
        picture = self._scaled(pygame.Rect(left, top, right - left, low - top), per_point)
        surface.blit(picture, (round(x + left * per_point), round(y + top * per_point)))

    def _scaled(self, box: pygame.Rect, per_point: float) -> pygame.Surface:
        """A part of the sheet, kept while neither it nor the zoom changes."""
        assert self._sheet is not None
        key = (self._version, tuple(box), per_point)
        if self._shown is None or self._shown[0] != key:
            scale = pygame.transform.scale if per_point >= 1.0 else pygame.transform.smoothscale
            size = (round(box.width * per_point), round(box.height * per_point))
            self._shown = key, scale(self._sheet.subsurface(box), size)
        return self._shown[1]


def hazards_of(world: World) -> tuple[tuple[str, Colour, Marks], ...]:
    """Pattern, colour and tiles of each hazard of the true ground, in the order in which they are drawn."""
    terrain = world.terrain
    bland = np.isin(terrain.material, [int(material) for material in _BLAND])
    return (
        ("lines", SKY, bland),
        ("hatch", CAUTION, terrain.slope_deg > LANDING_SLOPE_DEG),
        ("fill", FAULT, terrain.slope_deg > DRIVING_SLOPE_DEG),
        ("dots", ON_GROUND, terrain.tallest_rock_m > ROCK_M),
    )


def hazard_shares(world: World) -> list[float]:
    """The share of the map under each hazard, in the order of LEGEND."""
    marked = {pattern: tiles for pattern, _colour, tiles in hazards_of(world)}
    return [float(marked[pattern].mean()) for pattern, _colour, _words in LEGEND]


def make_sheet(world: World) -> pygame.Surface:
    """The whole map's hazards, three by three points a tile; clear where nothing has been seen."""
    seen = world.survey.known != KNOWN_ORBITAL
    height, width = seen.shape
    sheet = pygame.Surface((width * POINTS, height * POINTS), pygame.SRCALPHA)
    sheet.fill((*OUTLINE, 0))
    for pattern, colour, marked in hazards_of(world):
        _ink(sheet, np.kron(marked & seen, np.ones((POINTS, POINTS), dtype=np.bool_)), pattern, colour)
    return sheet


def _ink(sheet: pygame.Surface, marked: Marks, pattern: str, colour: Colour) -> None:
    inked = (marked & _pattern(pattern, *marked.shape)).T
    pixels, alpha = pygame.surfarray.pixels3d(sheet), pygame.surfarray.pixels_alpha(sheet)
    pixels[inked] = colour
    alpha[inked] = FILL if pattern == "fill" else INK


def _pattern(pattern: str, high: int, wide: int) -> Marks:
    """Where a pattern leaves ink."""
    y, x = np.arange(high)[:, None], np.arange(wide)[None, :]
    match pattern:
        case "hatch":
            return (x + y) % (2 * POINTS) == 0
        case "dots":
            return (x % POINTS == POINTS // 2) & (y % POINTS == POINTS // 2)
        case "lines":
            return np.broadcast_to(y % (2 * POINTS) == POINTS // 2, (high, wide))
    return np.ones((high, wide), dtype=np.bool_)


# --- the legend -------------------------------------------------------------------------------------------------------
def draw_legend(surface: Canvas, kit: Kit, clear: pygame.Rect) -> pygame.Rect:
    """What the patterns mean, in the upper right corner of the clear part of the map."""
    swatch, pad, gap = kit.px(14), kit.px(9), kit.px(3)
    row = max(swatch, kit.height(TINY)) + gap
    wide = max(kit.width("Seen hazards", HEADING), *(kit.width(words, TINY) + swatch + pad for _, _, words in LEGEND))
    box = pygame.Rect(0, 0, wide + 2 * pad, len(LEGEND) * row + kit.height(HEADING) + 2 * pad)
    box.topright = (clear.right - pad, clear.top + pad)
    surface.blit(_pane(box.size, kit.px(6)), box)
    kit.write(surface, "Seen hazards", HEADING, QUIET, (box.x + pad, box.y + pad))
    y = box.y + pad + kit.height(HEADING) + gap
    for pattern, colour, words in LEGEND:
        surface.blit(swatch_of(pattern, colour, swatch), (box.x + pad, y))
        kit.write(surface, words, TINY, ON_GROUND, (box.x + pad + swatch + pad, y))
        y += row
    return box


@lru_cache(maxsize=8)
def _pane(size: tuple[int, int], radius: int) -> pygame.Surface:
    """The legend's dark glass."""
    ground = pygame.Surface(size, pygame.SRCALPHA)
    pygame.draw.rect(ground, GROUND, ground.get_rect(), border_radius=radius)
    pygame.draw.rect(ground, HAIRLINE, ground.get_rect(), 1, border_radius=radius)
    return ground


@lru_cache(maxsize=32)
def swatch_of(pattern: str, colour: Colour, side: int) -> pygame.Surface:
    """A few tiles of one hazard."""
    points = 3 * POINTS
    small = pygame.Surface((points, points), pygame.SRCALPHA)
    small.fill((*OUTLINE, 160))
    _ink(small, np.ones((points, points), dtype=np.bool_), pattern, colour)
    return pygame.transform.scale(small, (side, side))
