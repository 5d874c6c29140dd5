"""The sol at a glance: charge so far and to come, the sun's way, relay passes, and what was and is being done."""

import pygame

from game.core import marstime
from game.sim.estimates.relay import passes_on
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
LONG = ("asleep", "moxie")
"""Others go on meanwhile, and are drawn over them."""
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
        tick, bars = self.desk.now_tick, self.outlook.bars
        ends = tuple((bar.kind, self._x(bar.from_tick), self._x(bar.until_tick), bar.over) for bar in bars)
        agreed = self.desk.session.world.ground.bundle is not None
        return (self.outlook.sol, self._x(tick), len(self.outlook.past), ends, tuple(self.outlook.ahead[-1:]), agreed)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.px(62))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        world = self.desk.world
        taken = self._draw_hours(kit, surface)
        self._draw_passes(kit, surface, world, taken)
        self._draw_sun(kit, surface)
        self._draw_charge(kit, surface, world)
        for bar in sorted(self.outlook.bars, key=lambda bar: bar.kind not in LONG):
            self._draw_bar(kit, surface, world, bar)
        x = self._x(self.desk.now_tick)
        wide = max(1, kit.px(1.5))
        surface.fill(TEXT, (x - wide // 2, self.rect.y - kit.px(4), wide, self._floor(kit) - self.rect.y + kit.px(4)))

    # --- places -------------------------------------------------------------------------------------------------------

    def _x(self, tick: int) -> int:
        share = (tick - self.outlook.sol * marstime.SOL_S) / marstime.SOL_S
        return self.rect.x + int(self.rect.width * min(1.0, max(0.0, share)))

    def _floor(self, kit: Kit) -> int:
        return self.rect.bottom - kit.height(FIGURE_SMALL) - kit.px(1)

    def _y(self, kit: Kit, share: float) -> int:
        """A share of what stands between the floor and the row of bars."""
        floor, top = self._floor(kit), self.rect.y + kit.px(TOP_BAND) + kit.px(4)
        return floor - int((floor - top) * min(1.0, max(0.0, share)))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def _draw_hours(self, kit: Kit, surface: pygame.Surface) -> list[pygame.Rect]:
        """The clock along the floor; where its figures stand."""
        floor, high = self._floor(kit), kit.height(FIGURE_SMALL)
        surface.fill(mix(_DARK, TEXT, 0.16), (self.rect.x, floor, self.rect.width, 1))
        taken = []
        for hour in HOURS:
            text = f"{hour:02d}"
            x = self.rect.x + self.rect.width * hour // 24
            width = kit.width(text, FIGURE_SMALL)
            left = min(max(self.rect.x, x - width // 2), self.rect.right - width)
            surface.fill(mix(_DARK, TEXT, 0.3), (min(x, self.rect.right - 1), floor, 1, kit.px(3)))
            kit.write(surface, text, FIGURE_SMALL, QUIET, (left, floor + kit.px(2)))
            taken.append(pygame.Rect(left, floor, width, high))
        return taken

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
        """What was done is dim; what goes on reaches to its end. A flight is short: a dot."""
        left, right = self._x(bar.from_tick), self._x(bar.until_tick if bar.over else max(bar.until_tick, world.tick))
        rect = pygame.Rect(left, self.rect.y - kit.px(2), max(kit.px(3), right - left), kit.px(TOP_BAND))
        tone = TONES.get(bar.kind, ACCENT)
        if bar.kind == "flight":
            dot = pygame.Rect(0, 0, kit.px(9), kit.px(9))
            dot.center = (left, rect.centery)
            kit.box(surface, dot, Box(with_alpha(tone, 255), with_alpha(_DARK, 255), dot.width, kit.px(2)))
            return
        kit.box(surface, rect, Box(with_alpha(mix(_DARK, tone, 0.45) if bar.over else tone, 255), CLEAR, kit.px(3)))
        words = WORDS.get(bar.kind) or self.desk.strings.word(bar.kind)
        if rect.width > kit.width(words, TINY) + kit.px(8):
            kit.write_in(surface, words, TINY, TEXT if bar.over else ON_ACCENT, rect.inflate(-kit.px(8), 0))

    def _draw_passes(self, kit: Kit, surface: pygame.Surface, world: World, taken: list[pygame.Rect]) -> None:
        """A mark under the floor for each pass of an orbiter; its name and volume on the side where there is room."""
        side = kit.px(9)
        marks = []
        for one in passes_on(world.site, self.outlook.sol):
            tone = QUIET if one.missed or one.end_tick <= self.desk.now_tick else SKY
            mark = pygame.Rect(self._x(one.start_tick) - side // 2, self._floor(kit) + kit.px(3), side, side)
            marks.append((mark, f"{one.orbiter} {'missed' if one.missed else f'{one.mbit:.0f}'}", tone))
        bundle = self.desk.session.world.ground.bundle  # agreed on Earth, known on Earth
        if bundle is not None and marstime.sol(bundle.arrives_tick) == self.outlook.sol:
            mark = pygame.Rect(self._x(bundle.arrives_tick) - side // 2, self.rect.y - kit.px(2), side, side)
            kit.icon(surface, "down", ACCENT, mark)
        if self.desk.session.delayed and marstime.sol(world.tick) == self.outlook.sol:
            at = self._x(world.tick)
            for y in range(self.rect.y, self._floor(kit), kit.px(5)):
                surface.fill(CAUTION, (at, y, 1, kit.px(2)))
        taken = [*taken, *(mark for mark, _, _ in marks)]
        for mark, words, tone in marks:
            kit.icon(surface, "up", tone, mark)
            place = self._beside(kit, mark, words, [rect for rect in taken if rect is not mark])
            if place is not None:
                kit.write(surface, words, TINY, tone, place.topleft)
                taken.append(place)

    def _beside(self, kit: Kit, mark: pygame.Rect, words: str, taken: list[pygame.Rect]) -> pygame.Rect | None:
        """Right or left of a mark, where there is more room; None when neither side has enough."""
        gap = kit.px(4)
        right = min([rect.left for rect in taken if rect.left >= mark.right], default=self.rect.right)
        left = max([rect.right for rect in taken if rect.right <= mark.left], default=self.rect.left)
        place = pygame.Rect(mark.right + gap, self._floor(kit) + kit.px(1), kit.width(words, TINY), kit.height(TINY))
        if mark.left - left > right - mark.right:
            place.right = mark.left - gap
        return place if left + gap <= place.left and place.right + gap <= right else None


def _smooth_line(surface: pygame.Surface, tone: Colour, points: list[tuple[int, int]], wide: int) -> None:
    """A line with soft edges, some pixels high: hairlines one below the other."""
    if len(points) > 1:
        for step in range(max(2, wide)):
            pygame.draw.aalines(surface, tone, False, [(x, y + step) for x, y in points])


def timeline_panel(desk: Desk, outlook: Outlook) -> Panel:
    """The sol at the foot of the screen."""
    return Panel(Timeline(desk, outlook), pad=10)
