"""The radargram over a mission, which waits meanwhile: read it, choose a permittivity, mark a horizon."""

from collections.abc import Iterable

from game.imaging.radargram import MOST_GAIN_DB_NS
from game.sim import commands as c
from game.sim.physics import radar as r
from game.terrain.subsurface_spec import Layer
from game.ui.desk import Desk
from game.ui.desk_radar import EPS_SHOWN, EPS_STEP, RadarReading
from game.ui.input import Event, PointerMove
from game.ui.scene import Transition
from game.ui.scenes.mission_overlays import Overlay
from game.ui.theme import BODY, CAUTION, GOOD, QUIET, SMALL, STRONG, TEXT
from game.ui.views.radar_chart import RadarChart
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.fields import Slider, Toggle
from game.ui.widgets.labels import Label, ValueRow, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

WIDTH, CONTROLS_WIDTH = 1240, 262


class RadarScene(Overlay):
    """Key and button `radar` open it."""

    key = "mission.radar"
    room = (980, 600)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reading = RadarReading(desk)
        self.chart = RadarChart(self.reading)

    def build(self) -> Iterable[Placed]:
        controls = ScrollArea(Column(*self._controls(), gap=8), name="radar controls")
        body = Row(self.chart, Sized(controls, width=CONTROLS_WIDTH), gap=16, align="fill")
        sheet = self.sheet(self.desk.strings.text("radar.title"), body, WIDTH)
        panel = sheet.widget
        yield Placed(panel, lambda kit, window: window.inflate(-2 * kit.theme.margin, -2 * kit.theme.margin))

    def _controls(self) -> Iterable[Widget]:
        reading, strings = self.reading, self.desk.strings
        yield Toggle("RIMFAX", lambda: reading.radar.on, self._switch, hint=strings.text("radar.switch"))
        yield Label(reading.sounded_words, SMALL, QUIET, wrap=True)
        yield heading(strings.text("radar.reading"))
        low, high = EPS_SHOWN
        yield Slider(
            strings.text("radar.permittivity"),
            lambda: reading.permittivity,
            self._set_permittivity,
            low=low,
            high=high,
            step=EPS_STEP,
            shown=lambda value: f"{value:.1f}",
        )
        yield ValueRow(
            strings.text("radar.speed"), lambda: f"{r.velocity_m_ns(reading.permittivity):.3f}", "m/ns", quiet=True
        )
        yield Slider(
            strings.text("radar.gain"),
            lambda: reading.gain_db_ns,
            self._set_gain,
            high=MOST_GAIN_DB_NS,
            step=0.01,
            shown=lambda value: f"{value:.2f}",
        )
        yield Label(strings.text("radar.help"), SMALL, QUIET, wrap=True)
        yield heading(strings.text("radar.horizon"))
        yield from map(self._horizon, reading.horizons)
        yield Label(
            reading.points_words, STRONG if reading.points else SMALL, TEXT if reading.points else QUIET, wrap=True
        )
        yield Row(
            Button(strings.text("radar.mark"), self._mark, centred=True, grow=1, refusal=self._refusal, name="mark"),
            Button(strings.text("radar.clear"), self._clear, centred=True, name="clear"),
            gap=8,
        )
        yield Label(reading.verdict_words, BODY, self._verdict_tone, wrap=True)
        yield Space(2)
        yield Label(reading.honesty(), SMALL, QUIET, wrap=True)

    def _horizon(self, layer: Layer) -> Widget:
        reading = self.reading
        return Button(
            reading.title(layer),
            lambda: self._choose(layer.id),
            icon="check" if reading.is_good(layer.id) else "",
            chosen=lambda: reading.horizon == layer.id,
            name=f"horizon {layer.id}",
        )

    def _verdict_tone(self):
        return GOOD if self.reading.is_good(self.reading.horizon) and not self.reading.verdict else CAUTION

    # --- what the controls do -----------------------------------------------------------------------------------------

    def _refusal(self) -> str | None:
        return self.reading.refusal() or None

    def _switch(self, on: bool) -> None:
        self.desk.give(c.SetRadar(on))
        self._say_refusal()

    def _set_permittivity(self, value: float) -> None:
        self.reading.permittivity = value

    def _set_gain(self, value: float) -> None:
        self.reading.gain_db_ns = value

    def _choose(self, horizon: str) -> None:
        self.reading.choose(horizon)
        self.refresh()

    def _clear(self) -> None:
        self.reading.clear()
        self.refresh()

    def _mark(self) -> None:
        self.reading.mark()
        self._say_refusal()
        self.refresh()

    def _say_refusal(self) -> None:
        if self.desk.refused:
            self.services.toasts.say(self.desk.refused, "caution", self.services.time_s, 6.0, about="refusal")
            self.desk.refused = ""

    def handle(self, event: Event) -> Transition | None:
        before = len(self.reading.points)
        if isinstance(event, PointerMove) and self.root.mark.pressed is None:
            self.chart.pointer = event.pos
        found = super().handle(event)
        if len(self.reading.points) != before:
            self.reading.verdict = ""
            self.refresh()
        return found
