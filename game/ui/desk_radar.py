"""The player's reading of a radargram: which part is looked at, the permittivity, the points of a mark. No pixels.

It ends in a command like everything else: `mark` gives `MarkHorizon`, the switch gives `SetRadar`.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from game.content.strings import Strings
from game.imaging.radargram import GAIN_DB_NS
from game.sim import commands as c
from game.sim.horizons import Read, horizons_of, read_mark
from game.sim.physics import radar as r
from game.sim.state.radar import FOLLOWED, HorizonMark, RadarState, Verdict
from game.sim.traverse import soundings
from game.sim.validate import validate
from game.terrain.subsurface_spec import Layer
from game.ui.desk import Desk

SPANS_M = (15.0, 120.0)
"""Least and most of the way on the screen at once."""
EPS_STEP = 0.1
EPS_SHOWN = (2.0, 16.0)
USUAL_EPS = 6.0
HYPERBOLA_M = 5.0
"""How far to each side the pointer's hyperbola is drawn."""


@dataclass(slots=True)
class RadarReading:
    """Where the player is in the radargram."""

    desk: Desk
    horizon: str = ""
    permittivity: float = USUAL_EPS
    gain_db_ns: float = GAIN_DB_NS
    points: list[tuple[float, float]] = field(default_factory=list)
    left_m: float = 0.0
    span_m: float = 60.0
    verdict: str = ""
    """What the last mark was told."""

    def __post_init__(self) -> None:
        self.horizon = self.horizon or self.horizons[0].id
        self.span_m = min(self.span_m, max(SPANS_M[0], self.radar.sounded_m))
        self.pan(math.inf)

    @property
    def radar(self) -> RadarState:
        return self.desk.world.radar

    @property
    def horizons(self) -> tuple[Layer, ...]:
        return horizons_of(self.desk.world.site)

    @property
    def strings(self) -> Strings:
        return self.desk.strings

    # --- looking ------------------------------------------------------------------------------------------------------

    def pan(self, by_m: float) -> None:
        """Along the way that was sounded."""
        most = max(0.0, self.radar.sounded_m - self.span_m)
        self.left_m = min(most, max(0.0, self.left_m + by_m))

    def zoom(self, at_m: float, turns: float) -> None:
        """Show less or more of the way, about a place."""
        wanted = min(SPANS_M[1], max(SPANS_M[0], self.span_m * 1.25**-turns))
        wanted = min(wanted, max(SPANS_M[0], self.radar.sounded_m))
        share = (at_m - self.left_m) / self.span_m
        self.span_m = wanted
        self.left_m = at_m - share * wanted
        self.pan(0.0)

    def hyperbola(self, along_m: float, time_ns: float) -> list[tuple[float, float]]:
        """What a boulder at that point would draw, were the permittivity right: fitting it finds the permittivity."""
        down_m = max(0.1, r.depth_m(time_ns, self.permittivity))
        steps = [HYPERBOLA_M * n / 12.0 for n in range(-12, 13)]
        return [(along_m + dx, time_ns * math.sqrt(1.0 + (dx / down_m) ** 2)) for dx in steps]

    # --- marking ------------------------------------------------------------------------------------------------------

    def choose(self, horizon: str) -> None:
        """Mark another horizon; the points begin anew."""
        if horizon != self.horizon:
            self.horizon, self.points, self.verdict = horizon, [], ""

    def add(self, along_m: float, time_ns: float) -> None:
        """A point of the mark, kept in order along the way."""
        if 0.0 <= along_m <= self.radar.sounded_m and 0.0 < time_ns <= r.WINDOW_NS:
            self.points.append((along_m, time_ns))

    def take_back(self) -> bool:
        """The last point; False when there was none."""
        had = bool(self.points)
        self.points = self.points[:-1]
        return had

    def clear(self) -> None:
        self.points, self.verdict = [], ""

    def command(self) -> c.MarkHorizon:
        return c.MarkHorizon(self.horizon, tuple(self.points), self.permittivity)

    def refusal(self) -> str:
        """Why the mark cannot be handed in yet."""
        return self.desk.sentence(validate(self.desk.world, self.command()))

    def mark(self) -> bool:
        """Hand the mark in and keep what was said of it; False when it was refused."""
        if not self.desk.give(self.command()):
            return False
        self.verdict = self.words(self.made(self.horizon, self.points))
        self.points = []
        return True

    def made(self, horizon: str, points: list[tuple[float, float]] | None = None) -> HorizonMark | None:
        """The mark of a horizon; with points, only that one."""
        found = next((mark for mark in self.radar.marks if mark.horizon == horizon), None)
        return None if found is None or (points is not None and found.points != points) else found

    # --- words --------------------------------------------------------------------------------------------------------

    def now(self) -> Read | None:
        """What the points say so far."""
        if not self.points:
            return None
        return read_mark(np.array([time for _, time in self.points]), self.permittivity)

    def points_words(self) -> str:
        """The mark in the making, in figures."""
        read = self.now()
        if read is None:
            return self.strings.text("radar.no_points")
        return self.strings.text(
            "radar.points", points=len(self.points), depth_m=read.depth_m, uncertainty_m=read.uncertainty_m
        )

    def words(self, mark: HorizonMark | None) -> str:
        """What is said of a mark: its depth with its uncertainty, and how it was judged."""
        if mark is None:
            return self.strings.text("radar.former_stays")
        said = self.strings.text(f"radar.verdict.{mark.verdict.value}")
        if mark.verdict not in FOLLOWED:
            return said
        figures = self.strings.text("radar.depth", depth_m=mark.depth_m, uncertainty_m=mark.uncertainty_m)
        return f"{figures} {said}"

    def verdict_words(self) -> str:
        """Of the last mark handed in, else of the one that stands."""
        mark = self.made(self.horizon)
        return self.verdict or (self.words(mark) if mark is not None else "")

    def is_good(self, horizon: str) -> bool:
        mark = self.made(horizon)
        return mark is not None and mark.verdict is Verdict.GOOD

    def sounded_words(self) -> str:
        """How much has been sounded."""
        count = soundings(self.radar, r.SPACING_M)
        return self.strings.text("radar.sounded", sounded_m=self.radar.sounded_m, soundings=count)

    def honesty(self) -> str:
        """What the mission has really found, and what this level makes up."""
        made_up = [layer.title for layer in self.horizons if layer.is_fiction]
        said = self.strings.text("radar.honesty")
        return f"{said} {self.strings.text('radar.fiction', layers=', '.join(made_up))}" if made_up else said

    def title(self, layer: Layer) -> str:
        """A horizon's name; what is made up says so, once."""
        word = self.strings.text("radar.fiction_name", layer="").strip()
        is_told = not layer.is_fiction or word in layer.title
        return layer.title if is_told else self.strings.text("radar.fiction_name", layer=layer.title)
