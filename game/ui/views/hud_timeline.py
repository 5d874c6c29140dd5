"""The sol at a glance: charge so far and to come, the sun's way, relay passes, and what was and is being done."""

import pygame

from game.core import marstime
from game.sim.tasks import RESERVE_FRAC, charge_frac
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.desk_outlook import Bar, Outlook
from game.ui.kit import Kit
from game.ui.skin import CLEAR, Box
from game.ui.theme import (
    ACCENT,
    CAUTION,
    FIGURE_SMALL,
    GOOD,
    GROUND,
    ON_ACCENT,
    QUIET,
    SKY,
    TEXT,
    TINY,
    Colour,
    mix,
    with_alpha,
)
from game.ui.views.hud_glass import Drawn
from game.ui.widgets.base import Mark
from game.ui.widgets.boxes import Panel

HOURS = (0, 6, 12, 18, 24)
SUN_POINTS = 48
HIGHEST_SUN_DEG = 90.0
TOP_BAND = 15
"""Height of the row of bars and passes."""
TONES: dict[str, Colour] = {"asleep": (0x5A, 0x64, 0x72), "moxie": GOOD, "flight": SKY}
WORDS = {"asleep": "asleep", "moxie": "MOXIE", "flight": "flight"}
_DARK: Colour = GROUND[:3]


class Timeline(Drawn):
    """One sol from midnight to midnight. The curve behind now is what was, ahead what will be if nothing changes."""

    def __init__(self, desk: Desk, outlook: Outlook) -> None:
        super().__init__()
        self.desk = desk
        self.outlook = outlook
        self.hint = desk.strings.text("hud.timeline")
        self._sun: tuple[tuple[object, ...], list[tuple[int, int]]] = ((), [])

    def stamp(self, kit: Kit) -> object:
        tick, bars = self.desk.world.tick, self.outlook.bars
        ends = tuple((bar.kind, self._x(bar.from_tick), self._x(bar.until_tick), bar.over) for bar in bars)
        return (self.outlook.sol, self._x(tick), len(self.outlook.past), ends, tuple(self.outlook.ahead[-1:]))

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.px(60))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        world = self.desk.world
        self._draw_hours(kit, surface)
        self._draw_sun(kit, surface)
        self._draw_charge(kit, surface, world)
        for bar in self.outlook.bars:
            self._draw_bar(kit, surface, world, bar)
        self._draw_passes(kit, surface, world)
        x = self._x(world.tick)
        wide = max(1, kit.px(1.5))
        surface.fill(TEXT, (x - wide // 2, self.rect.y - kit.px(3), wide, self._floor(kit) - self.rect.y + kit.px(3)))

    # --- places -------------------------------------------------------------------------------------------------------

    def _x(self, tick: int) -> int:
        share = (tick - self.outlook.sol * marstime.SOL_S) / marstime.SOL_S
        return self.rect.x + int(self.rect.width * min(1.0, max(0.0, share)))

    def _floor(self, kit: Kit) -> int:
        return self.rect.bottom - kit.height(FIGURE_SMALL) - kit.px(1)

    def _y(self, kit: Kit, share: float) -> int:
        """A share of what stands between the floor and the row of bars."""
        floor, top = self._floor(kit), self.rect.y + kit.px(TOP_BAND) + kit.px(2)
        return floor - int((floor - top) * min(1.0, max(0.0, share)))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def _draw_hours(self, kit: Kit, surface: pygame.Surface) -> None:
        floor = self._floor(kit)
        surface.fill(mix(_DARK, TEXT, 0.16), (self.rect.x, floor, self.rect.width, 1))
        for hour in HOURS:
            text = f"{hour:02d}"
            x = self.rect.x + self.rect.width * hour // 24
            width = kit.width(text, FIGURE_SMALL)
            left = min(max(self.rect.x, x - width // 2), self.rect.right - width)
            surface.fill(mix(_DARK, TEXT, 0.3), (min(x, self.rect.right - 1), floor, 1, kit.px(3)))
            kit.write(surface, text, FIGURE_SMALL, QUIET, (left, floor + kit.px(2)))

    def _draw_sun(self, kit: Kit, surface: pygame.Surface) -> None:
        key = (self.outlook.sol, tuple(self.rect), kit.theme.scale)
        if key != self._sun[0]:
            self._sun = (key, self._sun_points(kit))
        if len(self._sun[1]) > 1:
            pygame.draw.aalines(surface, mix(_DARK, CAUTION, 0.55), False, self._sun[1])

    def _sun_points(self, kit: Kit) -> list[tuple[int, int]]:
        """The sun's height over the sol, while it is up."""
        rise, set_ = marstime.sunrise_sunset(self.outlook.sol)
        ticks = [rise + (set_ - rise) * n // SUN_POINTS for n in range(SUN_POINTS + 1)]
        heights = [marstime.sun_position(tick).elevation_deg for tick in ticks]
        return [(self._x(t), self._y(kit, max(0.0, h) / HIGHEST_SUN_DEG)) for t, h in zip(ticks, heights, strict=True)]

    def _draw_charge(self, kit: Kit, surface: pygame.Surface, world: World) -> None:
        reserve = self._y(kit, RESERVE_FRAC)
        for x in range(self.rect.x, self.rect.right, kit.px(8)):
            surface.fill(mix(_DARK, TEXT, 0.12), (x, reserve, kit.px(3), 1))
        now = (self._x(world.tick), self._y(kit, charge_frac(world)))
        ahead = [now, *((self._x(t), self._y(kit, share)) for t, share in self.outlook.ahead if t > world.tick)]
        past = [*((self._x(tick), self._y(kit, share)) for tick, share in self.outlook.past), now]
        _smooth_line(surface, mix(_DARK, ACCENT, 0.55), ahead, kit.px(1.6))
        _smooth_line(surface, ACCENT, past, kit.px(1.6))

    def _draw_bar(self, kit: Kit, surface: pygame.Surface, world: World, bar: Bar) -> None:
        """What was done is dim; what goes on reaches to its end."""
        left, right = self._x(bar.from_tick), self._x(max(bar.until_tick, world.tick))
        rect = pygame.Rect(left, self.rect.y - kit.px(2), max(kit.px(3), right - left), kit.px(TOP_BAND))
        tone = TONES.get(bar.kind, ACCENT)
        fill = with_alpha(tone, 95 if bar.over else 255)
        kit.box(surface, rect, Box(fill, CLEAR, kit.px(3)))
        words = WORDS.get(bar.kind) or self.desk.strings.word(bar.kind)
        if rect.width > kit.width(words, TINY) + kit.px(8):
            kit.write_in(surface, words, TINY, TEXT if bar.over else ON_ACCENT, rect.inflate(-kit.px(8), 0))

    def _draw_passes(self, kit: Kit, surface: pygame.Surface, world: World) -> None:
        """A mark for each pass of an orbiter; its name and volume where there is room for them."""
        begin = self.outlook.sol * marstime.SOL_S
        passes = sorted(world.level.relay.passes, key=lambda relay: marstime.parse_lmst(relay.lmst))
        places = [self._x(begin + marstime.parse_lmst(relay.lmst)) for relay in passes]
        side = kit.px(9)
        for number, (relay, x) in enumerate(zip(passes, places, strict=True)):
            over = begin + marstime.parse_lmst(relay.lmst) + relay.minutes * 60 <= world.tick
            tone = QUIET if over else SKY
            kit.icon(surface, "up", tone, pygame.Rect(x - side // 2, self.rect.y, side, side))
            words = f"{relay.orbiter} {relay.mbit:.0f}"
            left = x + side // 2 + kit.px(4)
            end = places[number + 1] - side if number + 1 < len(places) else self.rect.right
            if left + kit.width(words, TINY) <= end:
                kit.write(surface, words, TINY, tone, (left, self.rect.y - kit.px(2)))


def _smooth_line(surface: pygame.Surface, tone: Colour, points: list[tuple[int, int]], wide: int) -> None:
    """A line with soft edges, some pixels high: hairlines one below the other."""
    if len(points) > 1:
        for step in range(max(2, wide)):
            pygame.draw.aalines(surface, tone, False, [(x, y + step) for x, y in points])


def timeline_panel(desk: Desk, outlook: Outlook) -> Panel:
    """The sol at the foot of the screen."""
    return Panel(Timeline(desk, outlook), pad=10)
