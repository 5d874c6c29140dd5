"""The station's page over the mission: air and sky now, the outlook with its odds, where the power goes, what oxygen is
worth."""

from collections.abc import Iterable, Sequence

from game.core import marstime
from game.core.units import wh_over
from game.sim.estimates.forecast import Outlook, Range, outlook, storm_reported
from game.sim.estimates.moxie import ASCENT_VEHICLE_G, breathing_min, runs_for_ascent
from game.sim.estimates.storms import weather_of
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.scenes.mission_overlays import Overlay
from game.ui.theme import BODY, CAUTION, FIGURE, QUIET, TEXT, Colour
from game.ui.views.hud_panels import compass
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.labels import Label, ValueRow, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

WIDTH = 880
LEFT_WIDTH, RIGHT_WIDTH, GAP = 252, 556, 32
COLUMNS = (104, 108, 100, 158, 54)
LIKELY_STORM_FRAC = 0.1
"""From here on the page warns."""


class WeatherOverlay(Overlay):
    """Weather, power and oxygen."""

    key = "mission.weather"
    room = (880, 460)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def build(self) -> Iterable[Placed]:
        world = self.desk.world
        left = Sized(Column(*_now(world), Space(6), *self._power(world), gap=4), width=LEFT_WIDTH)
        right = Sized(Column(*self._outlook(world), Space(6), *self._oxygen(world), gap=4), width=RIGHT_WIDTH)
        page = ScrollArea(Row(left, right, gap=GAP, align="top"), name="weather")
        yield self.sheet("Weather and power", page, WIDTH)

    def _outlook(self, world: World) -> Iterable[Widget]:
        yield heading("Outlook: 4 times out of 5 it comes so")
        seen = outlook(weather_of(world), world.site.seed, world.tick)
        yield _line(("", "dust τ", "air °C", "wind m/s", "storm"), QUIET)
        yield from (_line(_cells(world, ahead), TEXT, ahead.storm_frac >= LIKELY_STORM_FRAC) for ahead in seen)
        yield Space(2)
        if storm_reported(weather_of(world), world.site.seed, world.tick):
            yield Label(self.desk.strings.text("weather.reported"), BODY, CAUTION, wrap=True)
        yield Label(self.desk.strings.text("weather.about"), BODY, QUIET, wrap=True)

    def _power(self, world: World) -> Iterable[Widget]:
        power = world.power
        yield heading("Where the power goes")
        for name, watts in sorted(power.loads_w, key=lambda load: -load[1]):
            yield ValueRow(self.desk.load_name(name), f"{watts:.0f}", "W", quiet=True)
        yield ValueRow("All loads", f"{power.load_w:.0f}", "W")
        yield ValueRow("MMRTG gives", f"{power.source_w:.0f}", "W")
        sol_wh = wh_over(power.source_w, marstime.SOL_S)
        yield ValueRow("In a sol", f"{sol_wh:.0f}", "Wh", quiet=True)

    def _oxygen(self, world: World) -> Iterable[Widget]:
        if not world.level.moxie.present:
            return
        made_g = world.moxie.oxygen_g
        yield heading("Oxygen in proportion")
        yield ValueRow("Made by MOXIE", f"{made_g:.1f}", "g")
        yield ValueRow("One person breathes it in", f"{breathing_min(made_g):.0f}", "min")
        yield ValueRow("A rocket home burns", f"{ASCENT_VEHICLE_G / 1e6:.0f}", "t")
        if made_g > 0.0:
            yield ValueRow("As much as so far, times", millions(runs_for_ascent(made_g)))
        yield Label(self.desk.strings.text("weather.oxygen"), BODY, QUIET, wrap=True)


def _now(world: World) -> Iterable[Widget]:
    sky, meda = world.weather, world.meda
    rise, down = marstime.sunrise_sunset(marstime.sol(world.tick))
    yield heading("MEDA now")
    yield ValueRow("Air", _minus(f"{sky.air_c:.0f}"), "°C")
    yield ValueRow("Ground", _minus(f"{sky.ground_c:.0f}"), "°C")
    yield ValueRow("Pressure", f"{sky.pressure_pa:.0f}", "Pa")
    yield ValueRow("Density", f"{1000.0 * sky.density_kg_m3:.1f}", "g/m³")
    yield ValueRow(f"Wind from {compass(sky.wind_from_deg)}", f"{sky.wind_m_s:.1f}, gusts {sky.gust_m_s:.1f}", "m/s")
    yield ValueRow("Dust", f"τ {sky.tau:.2f}", "", CAUTION if sky.storm else TEXT)
    yield ValueRow("Sun", f"{marstime.lmst_text(rise)} to {marstime.lmst_text(down)}")
    felt = f"{meda.vortices}, {meda.dust_devils} dusty" if meda.vortices else "none yet"
    yield ValueRow("Whirlwinds felt", felt)
    if meda.vortices:
        yield ValueRow("Deepest dip", f"{meda.deepest_pa:.1f}", "Pa", quiet=True)


def _cells(world: World, ahead: Outlook) -> tuple[str, ...]:
    sol = marstime.sol(ahead.tick)
    day = "" if sol == marstime.sol(world.tick) else f"sol {sol} "
    storm = "-" if ahead.storm_frac < 0.005 else f"{100.0 * ahead.storm_frac:.0f} %"
    return (
        day + marstime.lmst_text(ahead.tick),
        _span(ahead.tau, "{:.2f}"),
        _span(ahead.air_c, "{:.0f}"),
        _span(ahead.wind_m_s, "{:.0f}") + f", gusts {ahead.gust_m_s:.0f}",
        storm,
    )


def _line(cells: Sequence[str], tone: Colour, beware: bool = False) -> Widget:
    """One line of the table, in columns of fixed widths."""
    first, *middle, last = cells
    labels = [Label(first, FIGURE, QUIET), *(Label(cell, FIGURE, tone) for cell in middle)]
    labels.append(Label(last, FIGURE, CAUTION if beware else tone, align="right"))
    return Row(*(Sized(label, width=wide, height=18) for label, wide in zip(labels, COLUMNS, strict=True)), gap=8)


def _span(of: Range, form: str) -> str:
    """Low to high, or one figure when there is nothing between.

    >>> _span(Range(0.4, 0.5, 0.6), "{:.1f}"), _span(Range(0.9, 0.9, 0.9), "{:.1f}")
    ('0.4 to 0.6', '0.9')
    """
    low, high = _minus(form.format(of.low)), _minus(form.format(of.high))
    return low if low == high else f"{low} to {high}"


def _minus(figure: str) -> str:
    return figure.replace("-", "−")


def millions(count: float) -> str:
    """A large number as people say it.

    >>> millions(4_545_454.0), millions(83_000.0)
    ('4.5 million', '83 thousand')
    """
    return f"{count / 1e6:.1f} million" if count >= 1e6 else f"{count / 1e3:.0f} thousand"
