"""Choose a mission: the levels there are, what they ask, how well they went before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from game import paths
from game.mission.daily import FROM_DATE, day_words, progress_key
from game.mission.progress import Best, load_progress, progress_file
from game.ui.input import Event, Intent
from game.ui.jobs import Job
from game.ui.levels import LevelEntry, plain_faults, read_all
from game.ui.previews import Previews
from game.ui.scene import Transition
from game.ui.scenes.menu import MenuScene, at_left, page, side_by_side
from game.ui.theme import CAUTION, DISPLAY, FAULT_TEXT, FIGURE_SMALL, LEAD_STRONG, QUIET
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button, Card
from game.ui.widgets.labels import Label, Sign, Stars, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea
from game.ui.widgets.site_map import SiteMap

if TYPE_CHECKING:
    from game.content.level import Level

LIST_WIDTH = 340
DETAILS_WIDTH = 520
MAP_HEIGHT = 260
DIFFICULTIES = {"easy": 1, "medium": 2, "hard": 3}


class LevelsScene(MenuScene):
    """Levels are read one per frame, so the list fills while one looks at it."""

    room = (640, 400)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[LevelEntry] = []
        self.chosen = 0
        self.progress: dict[str, Best] = {}
        self.finished = False
        self._job: Job[list[LevelEntry]] | None = None
        self._previews: Previews | None = None

    def enter(self) -> None:
        self._previews = Previews(self.services)
        self._read_progress()
        self._read_levels()

    def _read_levels(self) -> None:
        """Again when one comes back to the list: a level may have been edited."""
        self.finished = self.finished and bool(self.entries)
        settings, private, day = self.services.settings, self.services.private, self.services.today
        self._job = self.services.jobs.start(lambda: read_all(settings, private, day))

    def _read_progress(self) -> None:
        if self.services.private:
            self.progress = load_progress(progress_file(paths.user_data_dir()))

    def leave(self) -> None:
        if self._previews is not None:
            self._previews.drop()

    def resume(self, result: object) -> Transition | None:
        self._read_progress()
        self._read_levels()
        self.refresh()
        return None

    def update(self, dt_s: float) -> Transition | None:
        if self._job is not None and self._job.done:
            job, self._job, again = self._job, None, self.finished
            self.finished = True
            self.entries = job.result if job.error is None else []
            self.chosen = min(self.chosen, max(0, len(self.entries) - 1)) if again else self._last()
            self.refresh()
            self.root.focus_on(f"level {self.chosen}")
        return super().update(dt_s)

    def _last(self) -> int:
        """The level that was played last, if it is still there."""
        last = self.services.settings.last_level
        return next((n for n, entry in enumerate(self.entries) if entry.level and entry.level.id == last), 0)

    def handle(self, event: Event) -> Transition | None:
        if isinstance(event, Intent) and event.name == "open_level":
            wanted = str(event.data.get("level", ""))
            found = [n for n, entry in enumerate(self.entries) if entry.level and entry.level.id == wanted]
            if found:
                self._open(found[0])
        return super().handle(event)

    def build(self) -> Iterable[Placed]:
        new = Button("New level", lambda: self._edit(None), name="new level", hint="Begin a level of your own.")
        left = page("Missions", self.back, self._list(), new)
        if not self.entries:
            yield at_left(left, LIST_WIDTH)
            return
        yield from side_by_side(left, LIST_WIDTH, Panel(self._details(), pad=16), DETAILS_WIDTH, low=True)

    def _list(self) -> Widget:
        if not self.finished:
            return Label("Reading the levels ...", tone=QUIET)
        if not self.entries:
            return Label(f"There are no levels in {paths.levels_dir()}.", tone=QUIET, wrap=True)
        cards = [self._card(number, entry) for number, entry in enumerate(self.entries)]
        return ScrollArea(Column(*cards, gap=6), name="levels", grow=2)

    def _card(self, number: int, entry: LevelEntry) -> Card:
        return Card(
            _summary(entry, self._best(entry), self.services.today),
            choose=lambda: self._choose(number),
            open=lambda: self._open(number),
            chosen=lambda: self.chosen == number,
            name=f"level {number}",
        )

    def _best(self, entry: LevelEntry) -> Best | None:
        """Of a level of the day, today's."""
        return self.progress.get(progress_key(entry.level, entry.level.seed)) if entry.level is not None else None

    def _choose(self, number: int) -> None:
        if number != self.chosen:
            self.chosen = number
            self.refresh()

    def _open(self, number: int) -> None:
        from game.ui.scenes.briefing import BriefingScene

        self._choose(number)
        entry = self.entries[number]
        if entry.level is not None:
            self.services.settings = replace(self.services.settings, last_level=entry.level.id)
            self.push(BriefingScene(entry))

    def _edit(self, path: Path | None) -> None:
        from game.ui.scenes.editor import EditorScene

        self.push(EditorScene(path))

    def _details(self) -> Widget:
        entry = self.entries[self.chosen]
        if entry.level is None:
            return _broken(entry)
        level = entry.level
        by = f" · by {level.author}" if level.author else ""
        daily = level.seed_from == FROM_DATE
        which = f"{day_words(self.services.today)} (UTC)" if daily else f"seed {level.seed}"
        facts = f"about {level.minutes:g} min · {which}"
        go = Button("Briefing", lambda: self._open(self.chosen), icon="right", name="briefing")
        own = entry.path.is_relative_to(paths.user_levels_dir())
        edit = Button("Edit" if own else "Edit a copy", lambda: self._edit(entry.path), name="edit")
        words = (
            heading(f"{entry.campaign}{by}"),
            Label(level.title, DISPLAY),
            Label(level.summary, wrap=True, most=4),
            Row(Label(facts, FIGURE_SMALL, QUIET, grow=1), edit, go, gap=10),
        )
        preview = self._previews.of(entry) if self._previews is not None else None
        site = (SiteMap(level, preview.surface, preview.waiting, MAP_HEIGHT, grow=1),) if preview else ()
        return Column(*site, *words, gap=8)


def _summary(entry: LevelEntry, best: Best | None, today: date) -> Widget:
    if entry.level is None:
        words = Column(
            Label(entry.path.name, LEAD_STRONG),
            Label("cannot be played: see the fault", tone=FAULT_TEXT),
            gap=3,
            grow=1,
        )
        return Row(Sign("warning", CAUTION, side=18, hint="faulty"), words, gap=10)
    level = entry.level
    words = Column(
        Label(level.title, LEAD_STRONG),
        Row(_pips(level.difficulty), Label(_facts(level, today), tone=QUIET, grow=1), gap=8),
        gap=4,
        grow=1,
    )
    return Row(words, Stars(best.stars if best else 0), gap=10)


def _facts(level: "Level", today: date) -> str:
    """How hard and how long; of a level of the day the date, and the signs before it say how hard."""
    first = day_words(today, short=True) if level.seed_from == FROM_DATE else level.difficulty
    return f"{first} · {level.minutes:g} min"


def _pips(difficulty: str) -> Widget:
    filled = DIFFICULTIES[difficulty]
    return Row(*(Sign("disc" if n < filled else "circle", QUIET, side=8) for n in range(3)), gap=3)


def _broken(entry: LevelEntry) -> Widget:
    faults = (Label(fault, FIGURE_SMALL, FAULT_TEXT, wrap=True) for fault in plain_faults(entry))
    words = Column(
        heading("This level has faults"),
        Label(str(entry.path), FIGURE_SMALL, QUIET, wrap=True),
        *faults,
        Label("Mend the file and come back to this list: it is read anew.", tone=QUIET, wrap=True),
        gap=10,
    )
    return ScrollArea(words, most=320, name="faults")
