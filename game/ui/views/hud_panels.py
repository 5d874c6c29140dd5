"""The panels over the map that show figures: clock, objectives, vehicles. Widgets read the desk at every frame."""

from collections.abc import Callable

import pygame

from game.core import marstime
from game.sim.conditions import progress_frac
from game.sim.estimates.power import forecast
from game.sim.systems.comms import waiting_mbit
from game.sim.tasks import RESERVE_FRAC, charge_frac
from game.sim.world import FlightPhase, MoxiePhase, Status, TubeStatus, World
from game.ui.desk import Desk, doing
from game.ui.kit import Kit
from game.ui.theme import (
    ACCENT,
    CAUTION,
    FAULT_TEXT,
    FIGURE_LARGE,
    FIGURE_SMALL,
    GOOD,
    QUIET,
    SKY,
    SMALL,
    TEXT,
    Colour,
)
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.labels import Bar, Label, ValueRow, heading

BREATHING_G_PER_MIN = 840.0 / 1440.0
"""One person breathes 0.84 kg of oxygen a day (NASA baseline values for life support)."""
PHASE_WORDS = {
    FlightPhase.PARKED: "parked",
    FlightPhase.SPIN_UP: "spinning up",
    FlightPhase.CLIMB: "climbing",
    FlightPhase.CRUISE: "flying",
    FlightPhase.DESCENT: "landing",
    FlightPhase.LOST: "lost",
}


# --- clock and sky ----------------------------------------------------------------------------------------------------


def clock_panel(desk: Desk) -> Panel:
    """Sol and time in large figures, the sky in one quiet line."""
    time = Row(
        Label(lambda: f"Sol {marstime.sol(desk.world.tick)}", FIGURE_LARGE),
        Label(lambda: marstime.lmst_text(desk.world.tick), FIGURE_LARGE, ACCENT),
        Label(lambda: f"LMST · Ls {desk.world.weather.ls_deg:.0f}°", SMALL, QUIET, grow=1),
        gap=10,
    )
    return Panel(Column(time, Label(lambda: sky_line(desk.world), SMALL, QUIET), gap=2), pad=10)


def sky_line(world: World) -> str:
    """Air temperature, pressure, wind and dust in the order of a MEDA report."""
    sky = world.weather
    wind = f"wind {sky.wind_m_s:.0f} m/s {compass(sky.wind_from_deg)}"
    storm = " · dust storm" if sky.storm else ""
    return f"{sky.air_c:.0f} °C · {sky.pressure_pa:.0f} Pa · {wind} · τ {sky.tau:.2f}{storm}".replace("-", "−")


def compass(azimuth_deg: float) -> str:
    """The nearest of eight winds.

    >>> compass(112.0), compass(350.0)
    ('E', 'N')
    """
    return ("N", "NE", "E", "SE", "S", "SW", "W", "NW")[int((azimuth_deg + 22.5) // 45.0) % 8]


# --- objectives -------------------------------------------------------------------------------------------------------

_SIGNS: dict[Status, tuple[str, Colour]] = {Status.DONE: ("check", GOOD), Status.FAILED: ("cross", FAULT_TEXT)}


class ObjectiveLine(Widget):
    """All objectives in the rows there is room for, open ones first; the rest is counted at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.grow = 1
        self.hint = self._all

    def _all(self) -> str:
        lines = [f"{title} {note}".strip() for _, _, title, note in self._items()]
        return "\n".join(lines)

    def _items(self) -> list[tuple[str, Colour, str, str]]:
        """(sign, colour, title, progress), primary ones first, in the level's order."""
        world = self.desk.world
        found = []
        for spec, item in zip(world.level.objectives, world.objectives.items, strict=True):
            sign, colour = _SIGNS.get(item.status, ("right", ACCENT) if spec.primary else ("circle", QUIET))
            share = progress_frac(world, spec.done_when)
            note = f"{100.0 * share:.0f} %" if item.status is Status.OPEN and 0.0 < share < 1.0 else ""
            order = (item.status is not Status.OPEN, not spec.primary)
            found.append((order, (sign, colour, spec.title, note)))
        return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, 2 * kit.height(SMALL) + kit.px(3))

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        items = self._items()
        side, gap = kit.px(10), kit.px(14)
        x, y, row = self.rect.x, self.rect.y, 0
        for number, (sign, colour, title, note) in enumerate(items):
            words = f"{title} {note}".strip()
            room = self.rect.right - x
            width = side + kit.px(6) + kit.width(words, SMALL)
            left = len(items) - number
            reserve = kit.width(f"+{left}", SMALL) + gap if left > 1 and row == 1 else 0
            if width + reserve > room and x > self.rect.x:
                if row == 1:
                    kit.write(surface, f"+{left}", SMALL, QUIET, (x, y))
                    return
                row, x, y = 1, self.rect.x, y + kit.height(SMALL) + kit.px(3)
            high = kit.height(SMALL)
            kit.icon(surface, sign, colour, pygame.Rect(x, y + (high - side) // 2, side, side))
            text_colour = QUIET if colour is QUIET else (GOOD if colour is GOOD else TEXT)
            box = pygame.Rect(x + side + kit.px(6), y, max(0, self.rect.right - x - side - kit.px(6)), high)
            kit.write_in(surface, words, SMALL, text_colour, box)
            x += width + gap


def objectives_panel(desk: Desk) -> Panel:
    """What is asked for and how far it is."""
    return Panel(Column(heading("Objectives"), ObjectiveLine(desk), gap=3), pad=10)


# --- vehicles ---------------------------------------------------------------------------------------------------------


def vehicles_panel(desk: Desk) -> Panel:
    """The rover's, the helicopter's and MOXIE's figures."""
    parts: list[Widget] = [*_rover_rows(desk)]
    if desk.world.helicopter.present:
        parts += _helicopter_rows(desk)
    if desk.world.level.moxie.present:
        parts += _moxie_rows(desk)
    return Panel(Column(*parts, gap=4), pad=12)


def _rover_rows(desk: Desk) -> list[Widget]:
    world = desk.world
    return [
        Row(
            heading("Perseverance"),
            Label(lambda: doing(world, desk.strings), FIGURE_SMALL, ACCENT, align="right", grow=1),
        ),
        ValueRow("Battery", lambda: f"{100.0 * charge_frac(world):.0f}", "%", lambda: battery_tone(world)),
        Bar(lambda: charge_frac(world), lambda: battery_tone(world), lambda: RESERVE_FRAC),
        ValueRow(
            lambda: f"Source {world.power.source_w:.0f} W − load {world.power.load_w:.0f} W",
            _net(world),
            "",
            quiet=True,
        ),
        ValueRow("Sol ends at", SolForecast(desk), "%", quiet=True),
        ValueRow("Tilt / slip", lambda: f"{world.rover.tilt_deg:.1f}° / {100.0 * world.rover.slip_frac:.0f} %"),
        ValueRow("Odometry", lambda: f"{world.rover.odometry_m:,.0f}".replace(",", " "), "m"),
        ValueRow("Tubes", lambda: tubes_text(world)),
        ValueRow("Data on board", lambda: f"{waiting_mbit(world):.0f}", "Mbit", lambda: SKY),
    ]


def _net(world: World) -> Callable[[], str]:
    return lambda: f"{world.power.source_w - world.power.load_w:+.0f}".replace("-", "−")


def battery_tone(world: World) -> Colour:
    """The battery's colour; the figure beside it says the same."""
    share = charge_frac(world)
    return FAULT_TEXT if share < RESERVE_FRAC else CAUTION if share < 0.4 else ACCENT


def tubes_text(world: World) -> str:
    """Sealed samples of all sample tubes, then witness tubes."""
    sealed = (TubeStatus.SEALED, TubeStatus.STORED, TubeStatus.DEPOSITED)
    samples = [tube for tube in world.tubes if not tube.witness]
    witness = [tube for tube in world.tubes if tube.witness]
    counts = [sum(tube.status in sealed for tube in tubes) for tubes in (samples, witness)]
    return f"{counts[0]} / {len(samples)} + {counts[1]} / {len(witness)}"


class SolForecast:
    """Charge at the end of the sol if nothing more is commanded; worked out again every ten minutes of the mission."""

    EVERY_TICKS = 600

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._slot = -1
        self._text = ""

    def __call__(self) -> str:
        world = self.desk.world
        slot = world.tick // self.EVERY_TICKS
        if slot != self._slot:
            self._slot = slot
            self._text = f"{100.0 * forecast(world).end_frac:.0f}"
        return self._text


def _helicopter_rows(desk: Desk) -> list[Widget]:
    world = desk.world
    helicopter = world.helicopter
    return [
        Row(
            heading("Ingenuity"),
            Label(lambda: PHASE_WORDS[helicopter.phase], FIGURE_SMALL, SKY, align="right", grow=1),
        ),
        ValueRow("Charge", lambda: f"{100.0 * _helicopter_share(world):.0f}", "%"),
        Bar(lambda: _helicopter_share(world), SKY, lambda: 0.3),
        ValueRow("Flights", lambda: f"{helicopter.flights}", "", quiet=True),
        ValueRow("Height above ground", lambda: f"{helicopter.altitude_m:.0f}", "m", quiet=True),
    ]


def _helicopter_share(world: World) -> float:
    capacity_wh = world.helicopter.capacity_wh
    return world.helicopter.charge_wh / capacity_wh if capacity_wh else 0.0


def _moxie_rows(desk: Desk) -> list[Widget]:
    world = desk.world
    moxie = world.moxie
    return [
        Row(heading("MOXIE"), Label(lambda: moxie_state(world), FIGURE_SMALL, GOOD, align="right", grow=1)),
        ValueRow("Oxygen", lambda: f"{moxie.oxygen_g:.1f}", "g", lambda: GOOD),
        ValueRow("One person breathes for", lambda: f"{moxie.oxygen_g / BREATHING_G_PER_MIN:.0f}", "min", quiet=True),
    ]


def moxie_state(world: World) -> str:
    """Off, warming with the time left, or the rate of production."""
    moxie = world.moxie
    left_min = max(0, moxie.phase_ends_tick - world.tick) / 60.0
    if moxie.phase is MoxiePhase.WARMING:
        return f"warming, {left_min:.0f} min"
    return f"{moxie.rate_g_h:.1f} g/h, {left_min:.0f} min" if moxie.phase is MoxiePhase.PRODUCING else "off"
