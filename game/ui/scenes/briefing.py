"""What a mission asks, before it begins: the story, the objectives, the ground."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from game.ui.input import Event, Intent
from game.ui.jobs import Job
from game.ui.levels import LevelEntry, plain_faults, read_entry
from game.ui.previews import Previews
from game.ui.scene import Scene, Transition
from game.ui.scenes.menu import MenuScene, at_left, page, side_by_side
from game.ui.theme import ACCENT, BODY, FAULT_TEXT, FIGURE, FIGURE_SMALL, LEAD, QUIET
from game.ui.views.backdrop import level_picture
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, Sign, ValueRow, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea
from game.ui.widgets.site_map import SiteMap

if TYPE_CHECKING:
    from game.content.level import Level

STORY_WIDTH = 480
SIDE_WIDTH = 400
FAULTS_WIDTH = 720
MAP_HEIGHT = 220


class BriefingScene(MenuScene):
    """Begin starts the mission."""

    room = (640, 400)

    def __init__(self, entry: LevelEntry, seed: int | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.seed = seed
        self._previews: Previews | None = None

    def enter(self) -> None:
        self._previews = Previews(self.services)

    def update(self, dt_s: float) -> Transition | None:
        """The level's own ground comes up behind the words; scripted play has not the seconds for it."""
        level, services = self.entry.level, self.services
        if level is not None and not services.jobs.on_the_spot:
            seed = level.seed if self.seed is None else self.seed
            self.view = f"{self.entry.digest}_{seed}"
            paint = level_picture(level, seed)
            services.backdrop.load(services.jobs, services.cache, services.time_s, self.view, paint)
        return super().update(dt_s)

    def leave(self) -> None:
        if self._previews is not None:
            self._previews.drop()

    def build(self) -> Iterable[Placed]:
        level = self.entry.level
        if level is None:
            text = "\n\n".join(plain_faults(self.entry))
            faults = ScrollArea(Label(text, FIGURE_SMALL, FAULT_TEXT, wrap=True))
            yield at_left(page("This level has faults", self.back, faults), FAULTS_WIDTH)
            return
        story = ScrollArea(Label(level.briefing or level.summary, LEAD, wrap=True), name="story")
        begin = Button("Begin the mission", self._begin, icon="right", name="begin", chosen=lambda: True)
        left = page(level.title, self.back, story, begin)
        side = ScrollArea(Column(*self._side(level), gap=8), name="side")
        yield from side_by_side(left, STORY_WIDTH, Panel(side, pad=16), SIDE_WIDTH, low=False)

    def layout(self, size: tuple[int, int]) -> None:
        super().layout(size)
        if self.root.mark.focus is None:
            self.root.focus_quietly("begin")

    def _side(self, level: "Level") -> Iterable[Widget]:
        preview = self._previews.of(self.entry, self.seed) if self._previews is not None else None
        if preview is not None:
            yield SiteMap(level, preview.surface, preview.waiting, MAP_HEIGHT)
        yield heading("Objectives")
        for objective in level.objectives:
            yield _objective(objective.title, objective.primary, objective.points, objective.by_sol)
        yield Space(4)
        yield heading("Start")
        yield ValueRow("Clock", f"Sol {level.start.sol} {level.start.lmst}", quiet=True)
        yield ValueRow("Difficulty", level.difficulty, quiet=True)
        yield ValueRow("Operations", level.operations, quiet=True)
        yield ValueRow("Time it takes you", f"{level.minutes:g}", "min", quiet=True)
        yield ValueRow("Seed", f"{level.seed if self.seed is None else self.seed}", quiet=True)

    def handle(self, event: Event) -> Transition | None:
        if isinstance(event, Intent) and event.name == "begin":
            self._begin()
        return super().handle(event)

    def _begin(self) -> None:
        if self.entry.level is not None:
            self.replace(mission_scene(self.entry, self.seed))


def _objective(title: str, primary: bool, points: int, by_sol: int | None) -> Widget:
    notes = [] if primary else ["optional"]
    if by_sol is not None:
        notes.append(f"by the end of sol {by_sol}")
    words: list[Widget] = [Label(title, BODY, wrap=True)]
    if notes:
        words.append(Label(" · ".join(notes), tone=QUIET))
    return Row(
        Sign(
            "right" if primary else "circle",
            ACCENT if primary else QUIET,
            side=11,
            hint="must be met" if primary else "optional",
        ),
        Column(*words, gap=1, grow=1),
        Label(f"{points}", FIGURE, QUIET, align="right"),
        gap=10,
        align="middle",
    )


def mission_scene(entry: LevelEntry, seed: int | None) -> Scene:
    from game.ui.scenes.mission import MissionScene

    return MissionScene.begin(entry, seed)


class ReadingScene(MenuScene):
    """Shown while a named level is read; then it gives way to what is to follow."""

    def __init__(self, path: Path, then: Callable[[LevelEntry], Scene]) -> None:
        super().__init__()
        self.path = path
        self.then = then
        self._job: Job[LevelEntry] | None = None

    def enter(self) -> None:
        language, day = self.services.settings.language, self.services.today
        self._job = self.services.jobs.start(lambda: read_entry(self.path, language, day=day))

    def build(self) -> Iterable[Placed]:
        yield at_left(page("One moment", self.back, Label(f"Reading {self.path.name} ...", LEAD, QUIET)), STORY_WIDTH)

    def update(self, dt_s: float) -> Transition | None:
        if self._job is not None and self._job.done:
            self.replace(self.then(self._job.result))
        return super().update(dt_s)


def briefing_of_file(path: Path, seed: int | None) -> Scene:
    """The briefing of a level named on the command line."""
    return ReadingScene(path, lambda entry: BriefingScene(entry, seed))
