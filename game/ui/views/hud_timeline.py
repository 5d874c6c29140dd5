"""The sol at a glance: charge so far and to come, sunlight, relay passes, and what is going on."""

import pygame

from game.core import marstime
from game.sim.estimates.power import forecast
from game.sim.tasks import charge_frac
from game.sim.world import MoxiePhase, World
from game.ui.desk import Desk
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import ACCENT, CAUTION, FIGURE_SMALL, GOOD, HAIRLINE, QUIET, SKY, TEXT, TINY, Colour, with_alpha
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Panel

HOURS = (0, 6, 12, 18, 24)
SLOT_TICKS = 900
FORECAST_POINTS = 16


class Timeline(Widget):
    """One sol from midnight to midnight. The curve behind now is what was, ahead what will be if nothing changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.hint = "The sol: charge (orange; pale: forecast), sun (yellow), relay passes (blue), what is going on"
        self._past: dict[int, float] = {}
        self._sol = -1
        self._ahead: list[tuple[int, float]] = []
        self._slot = -1

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, kit.px(44))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        world = self.desk.world
        self._follow(world)
        self._draw_hours(kit, surface)
        self._draw_sun(kit, surface, world)
        self._draw_tasks(kit, surface, world)
        self._draw_charge(kit, surface, world)
        self._draw_passes(kit, surface, world)
        x = self._x(world.tick)
        pygame.draw.line(surface, TEXT, (x, self.rect.y - kit.px(3)), (x, self._floor(kit)), max(1, kit.px(1.5)))

    # --- figures ------------------------------------------------------------------------------------------------------

    def _follow(self, world: World) -> None:
        """Note the charge now and, each quarter of an hour, work the forecast out again."""
        sol = marstime.sol(world.tick)
        if sol != self._sol:
            self._sol, self._past, self._slot = sol, {}, -1
        slot = world.tick // SLOT_TICKS
        self._past.setdefault(slot, charge_frac(world))
        if slot != self._slot:
            self._slot = slot
            end = marstime.tick_at(sol + 1, 0)
            steps = [world.tick + (end - world.tick) * n // FORECAST_POINTS for n in range(1, FORECAST_POINTS + 1)]
            self._ahead = [(tick, forecast(world, until_tick=tick).end_frac) for tick in steps if tick > world.tick]

    def _x(self, tick: int) -> int:
        share = (tick - self._sol * marstime.SOL_S) / marstime.SOL_S
        return self.rect.x + int(self.rect.width * min(1.0, max(0.0, share)))

    def _floor(self, kit: Kit) -> int:
        return self.rect.bottom - kit.height(TINY) - kit.px(2)

    def _y(self, kit: Kit, share: float) -> int:
        floor = self._floor(kit)
        return floor - int((floor - self.rect.y) * share)

    # --- drawing ------------------------------------------------------------------------------------------------------

    def _draw_hours(self, kit: Kit, surface: pygame.Surface) -> None:
        floor = self._floor(kit)
        surface.fill((52, 57, 65), (self.rect.x, floor, self.rect.width, 1))
        for hour in HOURS:
            text = f"{hour:02d}"
            x = self.rect.x + self.rect.width * hour // 24
            width = kit.width(text, FIGURE_SMALL)
            left = min(max(self.rect.x, x - width // 2), self.rect.right - width)
            kit.write(surface, text, FIGURE_SMALL, QUIET, (left, floor + kit.px(2)))

    def _draw_sun(self, kit: Kit, surface: pygame.Surface, world: World) -> None:
        rise, set_ = marstime.sunrise_sunset(marstime.sol(world.tick))
        left, right = self._x(rise), self._x(set_)
        floor = self._floor(kit)
        kit.box(surface, pygame.Rect(left, floor - kit.px(2), right - left, kit.px(3)), Box((*CAUTION, 120)))

    def _draw_charge(self, kit: Kit, surface: pygame.Surface, world: World) -> None:
        now = (self._x(world.tick), self._y(kit, charge_frac(world)))
        past = [(self._x(slot * SLOT_TICKS), self._y(kit, share)) for slot, share in sorted(self._past.items())]
        if len(past) > 1:
            pygame.draw.lines(surface, ACCENT, False, [*past, now], max(2, kit.px(1.6)))
        ahead = [now, *((self._x(tick), self._y(kit, share)) for tick, share in self._ahead if tick > world.tick)]
        if len(ahead) > 1:
            pygame.draw.aalines(surface, tuple(channel * 6 // 10 for channel in ACCENT), False, ahead)

    def _draw_passes(self, kit: Kit, surface: pygame.Surface, world: World) -> None:
        last = -(10**6)
        passes = sorted(world.level.relay.passes, key=lambda relay: relay.lmst)
        for number, relay in enumerate(passes):
            second = marstime.parse_lmst(relay.lmst)
            x = self._x(self._sol * marstime.SOL_S + second)
            side = kit.px(9)
            coming = self._sol * marstime.SOL_S + second + relay.minutes * 60 > world.tick
            colour = SKY if coming else QUIET
            kit.icon(surface, "up", colour, pygame.Rect(x - side // 2, self.rect.y - kit.px(2), side, side))
            words = f"{relay.orbiter} {relay.mbit:.0f}"
            left = x + side // 2 + kit.px(4)
            width = kit.width(words, TINY)
            after = passes[number + 1 :]
            room = (
                self._x(self._sol * marstime.SOL_S + marstime.parse_lmst(after[0].lmst)) - side
                if after
                else self.rect.right
            )
            if left >= last and left + width <= room:
                kit.write(surface, words, TINY, colour, (left, self.rect.y - kit.px(4)))
                last = left + width

    def _draw_tasks(self, kit: Kit, surface: pygame.Surface, world: World) -> None:
        """Bars from now to the end of what is going on, as far as that is known."""
        for words, end, colour in running(self.desk):
            left, right = self._x(world.tick), self._x(end)
            top = self.rect.y + kit.px(10)
            rect = pygame.Rect(left, top, max(kit.px(3), right - left), kit.height(TINY) + kit.px(2))
            kit.box(surface, rect, Box(with_alpha(colour, 90), HAIRLINE, kit.px(3), 1))
            if rect.width > kit.width(words, TINY) + kit.px(10):
                kit.write_in(surface, words, TINY, TEXT, rect.inflate(-kit.px(10), 0))


def running(desk: Desk) -> list[tuple[str, int, Colour]]:
    """(word, end tick, colour) of what has a known end."""
    world = desk.world
    found: list[tuple[str, int, Colour]] = []
    if world.asleep:
        found.append(("asleep", world.power.asleep_until_tick, QUIET))
    task = world.rover.task
    if task is not None and task.ends_tick > world.tick:
        found.append((desk.strings.word(task.kind.value), task.ends_tick, ACCENT))
    if world.moxie.phase is not MoxiePhase.OFF:
        left_s = int(world.moxie.minutes * 60) if world.moxie.phase is MoxiePhase.WARMING else 0
        found.append(("MOXIE", world.moxie.phase_ends_tick + left_s, GOOD))
    return found


def timeline_panel(desk: Desk) -> Panel:
    """The sol at the foot of the screen."""
    return Panel(Timeline(desk), pad=10)
