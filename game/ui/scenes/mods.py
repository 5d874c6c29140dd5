"""The player's mods: switched on and off, put in order, and what is wrong with each, in the words of `check`."""

import os
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from game import paths
from game.ui.jobs import Job
from game.ui.scene import Transition
from game.ui.scenes.menu import MenuScene, at_left, page, side_by_side
from game.ui.theme import CAUTION, DISPLAY, FAULT_TEXT, FIGURE_SMALL, LEAD_STRONG, QUIET
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button, Card
from game.ui.widgets.labels import Label, Sign, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.content.diagnose import Fault
    from game.mission.mods import Mod
    from game.mission.settings import Settings

LIST_WIDTH = 400
DETAILS_WIDTH = 480
MOST_FAULTS = 40
FAULTS_HEIGHT = 300
ALWAYS_ON = "The game's own missions, your single levels and mods named for this run are always on."


def read_mods(settings: "Settings", private: bool) -> "list[tuple[Mod, tuple[Fault, ...]]]":
    """Every mod with all that is wrong in it; the game's own is known to be sound."""
    from game.mission.checking import mod_report
    from game.mission.mods import all_mods

    mods = all_mods(settings, private)
    return [(mod, mod.faults if mod.fixed else mod_report(mod).faults) for mod in mods]


class ModsScene(MenuScene):
    """A list at the left, what is chosen at the right. Every change is kept at once."""

    room = (640, 400)

    def __init__(self) -> None:
        super().__init__()
        self.mods: list[tuple[Mod, tuple[Fault, ...]]] | None = None
        self.chosen = 0
        self._job: Job[list[tuple[Mod, tuple[Fault, ...]]]] | None = None

    def enter(self) -> None:
        settings, private = self.services.settings, self.services.private
        self._job = self.services.jobs.start(lambda: read_mods(settings, private))

    def update(self, dt_s: float) -> Transition | None:
        if self.mods is None and self._job is not None and self._job.done:
            self.mods = self._job.result if self._job.error is None else []
            own = [number for number, (mod, _) in enumerate(self.mods) if not mod.fixed]
            self.chosen = own[0] if own else 0
            self.refresh()
            self.root.focus_on(f"mod {self.chosen}")
        return super().update(dt_s)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        left = page("Mods", self.back, self._list(), *self._orders())
        if not self.mods:
            yield at_left(left, LIST_WIDTH)
            return
        yield from side_by_side(left, LIST_WIDTH, Panel(self._details(), pad=16), DETAILS_WIDTH, low=True)

    def _list(self) -> Widget:
        if self.mods is None:
            return Label("Looking for mods ...", tone=QUIET)
        where = Label(f"Put folders and .zip files into {paths.user_mods_dir()}", tone=QUIET, wrap=True)
        cards = [self._card(number, mod, faults) for number, (mod, faults) in enumerate(self.mods)]
        return Column(ScrollArea(Column(*cards, gap=6), name="mods", grow=1), where, gap=10)

    def _card(self, number: int, mod: "Mod", faults: "tuple[Fault, ...]") -> Card:
        return Card(
            _summary(mod, faults),
            choose=lambda: self._choose(number),
            open=lambda: self._switch(),
            chosen=lambda: self.chosen == number,
            name=f"mod {number}",
        )

    def _orders(self) -> Iterable[Widget]:
        mod = self._now()
        yield Button("Earlier", lambda: self._move(-1), refusal=lambda: self._move_refusal(-1))
        yield Button("Later", lambda: self._move(1), refusal=lambda: self._move_refusal(1))
        word = "Switch on" if mod is not None and mod.off else "Switch off"
        yield Button(word, self._switch, refusal=self._switch_refusal, name="switch")

    def _details(self) -> Widget:
        assert self.mods, "shown only when there are any"
        mod, faults = self.mods[self.chosen]
        facts = " · ".join(filter(None, (mod.version, f"by {mod.author}" if mod.author else "", _levels_words(mod))))
        parts: list[Widget] = [heading(_state_words(mod)), Label(mod.title, DISPLAY), Label(facts, FIGURE_SMALL, QUIET)]
        if mod.about:
            parts.append(Label(mod.about, wrap=True, most=5))
        if faults:
            parts.append(Label(str(mod.origin), FIGURE_SMALL, QUIET, wrap=True))
            told = [_fault(fault, mod) for fault in faults[:MOST_FAULTS]]
            parts.append(ScrollArea(Column(*told, gap=10), most=FAULTS_HEIGHT, name="faults"))
        else:
            parts.append(Label("Nothing is wrong with it.", tone=QUIET))
        return Column(*parts, gap=8)

    # --- what can be done ---------------------------------------------------------------------------------------------

    def _now(self) -> "Mod | None":
        return self.mods[self.chosen][0] if self.mods else None

    def _choose(self, number: int) -> None:
        if number != self.chosen:
            self.chosen = number
            self.refresh()

    def _switch_refusal(self) -> str | None:
        mod = self._now()
        return ALWAYS_ON if mod is None or mod.fixed else None

    def _switch(self) -> None:
        mod = self._now()
        if mod is None or self._switch_refusal() or self.mods is None:
            return
        self.mods[self.chosen] = (replace(mod, off=not mod.off), self.mods[self.chosen][1])
        self._keep()

    def _move_refusal(self, by: int) -> str | None:
        mod, there = self._now(), self.chosen + by
        if mod is None or mod.fixed or self.mods is None:
            return ALWAYS_ON
        if not 0 <= there < len(self.mods) or self.mods[there][0].fixed:
            return "It is the first of your mods." if by < 0 else "It is the last of your mods."
        return None

    def _move(self, by: int) -> None:
        if self._move_refusal(by) or self.mods is None:
            return
        self.mods.insert(self.chosen + by, self.mods.pop(self.chosen))
        self.chosen += by
        self._keep()

    def _keep(self) -> None:
        own = [mod for mod, _ in self.mods or () if not mod.fixed]
        order, off = tuple(mod.id for mod in own), tuple(mod.id for mod in own if mod.off)
        self.services.settings = replace(self.services.settings, mods_order=order, mods_off=off)
        self.refresh()


def _summary(mod: "Mod", faults: "tuple[Fault, ...]") -> Widget:
    words = Column(Label(mod.title, LEAD_STRONG), _state_line(mod, faults), gap=3, grow=1)
    if not faults:
        return Row(words, gap=10)
    return Row(Sign("warning", CAUTION, side=18, hint="faulty"), words, gap=10)


def _state_line(mod: "Mod", faults: "tuple[Fault, ...]") -> Label:
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        return Label(f"{count} · {'left out' if mod.faults else _levels_words(mod)}", tone=FAULT_TEXT)
    return Label(f"{'off' if mod.off else 'on'} · {_levels_words(mod)}", tone=QUIET)


def _state_words(mod: "Mod") -> str:
    if mod.faults:
        return "left out: it has a fault"
    return "always on" if mod.fixed else "switched off" if mod.off else "switched on"


def _levels_words(mod: "Mod") -> str:
    count = len(mod.levels)
    return "no missions" if not count else "1 mission" if count == 1 else f"{count} missions"


def _fault(fault: "Fault", mod: "Mod") -> Widget:
    """The line and the help of `check`, files named from the mod's folder; the excerpt needs a terminal's even
    letters."""
    headline = fault.headline().removeprefix(f"{mod.origin}{os.sep}").removeprefix(f"{mod.origin}/")
    more = [Label(fault.hint, tone=QUIET, wrap=True)] if fault.hint else []
    return Column(Label(headline, FIGURE_SMALL, FAULT_TEXT, wrap=True), *more, gap=2)
