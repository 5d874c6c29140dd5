"""After the mission: how it ended, what was done, the stars, and where to go from here."""

from collections.abc import Callable, Iterable

from game.mission.progress import Best, note_result, progress_file
from game.ui.results import MissionResult, ObjectiveResult
from game.ui.scene import Pop, Scene
from game.ui.scenes.menu import MenuScene, side_by_side
from game.ui.theme import (
    ACCENT,
    DISPLAY,
    FAULT_TEXT,
    FIGURE,
    GOOD,
    LEAD,
    QUIET,
    TEXT,
    Colour,
)
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, Sign, Stars, ValueRow, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

STORY_WIDTH = 560
FIGURES_WIDTH = 280
STATES: dict[str, tuple[str, Colour, str]] = {
    "done": ("check", GOOD, "done"),
    "failed": ("cross", FAULT_TEXT, "missed"),
    "open": ("circle", QUIET, "not done"),
}


class DebriefScene(MenuScene):
    """Goes on to the same mission again (made by `again`) or back to where missions are chosen."""

    room = (700, 420)

    def __init__(self, result: MissionResult, again: Callable[[], Scene]) -> None:
        super().__init__()
        self.result = result
        self.again = again

    def enter(self) -> None:
        self.services.sound.play("done" if self.result.won else "lost")
        if self.services.private:
            self._keep()

    def _keep(self) -> None:
        from game import paths

        best = Best(self.result.stars, self.result.score, self.result.won)
        try:
            note_result(progress_file(paths.user_data_dir()), self.result.level_id, best)
        except OSError as fault:
            self.services.toasts.say(f"The result could not be kept: {fault}", "caution", self.services.time_s)

    def build(self) -> Iterable[Placed]:
        story = ScrollArea(Column(*self._story(), gap=12), name="story", grow=1)
        left = Column(self._headline(), story, Row(Space(grow=1), *self._buttons(), gap=8), gap=18)
        figures = ScrollArea(Column(*self._figures(), gap=6), name="figures")
        yield from side_by_side(Panel(left, pad=20), STORY_WIDTH, Panel(figures, pad=16), FIGURES_WIDTH, low=False)

    def _headline(self) -> Widget:
        result = self.result
        word = "Mission accomplished" if result.won else "Mission lost"
        words = Column(
            heading(f"Debrief · {result.title}"),
            Label(word, DISPLAY, GOOD if result.won else FAULT_TEXT),
            gap=4,
            grow=1,
        )
        return Row(words, Stars(result.stars, side=26), gap=16)

    def _story(self) -> Iterable[Widget]:
        result = self.result
        yield Label(f"{result.clock}. {result.reason}", LEAD, wrap=True)
        if result.text:
            yield Label(result.text, tone=QUIET, wrap=True)
        yield heading("Objectives")
        for objective in result.objectives:
            yield _objective(objective)

    def _figures(self) -> Iterable[Widget]:
        result = self.result
        yield heading("Score")
        yield ValueRow("Points", f"{result.score}", tone=ACCENT)
        for number, points in enumerate(result.star_points, 1):
            yield ValueRow(f"{number} star{'s' if number > 1 else ''} from", f"{points}", quiet=True)
        yield Space(6)
        yield heading("Figures")
        for figure in result.figures:
            yield ValueRow(figure.label, figure.value, figure.unit)
        yield ValueRow("Seed", f"{result.seed}", quiet=True)

    def _buttons(self) -> Iterable[Button]:
        yield Button("Play it again", lambda: self.replace(self.again()), centred=True)
        yield Button("Missions", self.back, centred=True)

    def back(self) -> None:
        self.go(Pop())


def _objective(objective: ObjectiveResult) -> Widget:
    icon, tone, word = STATES[objective.state]
    points = f"{objective.points}" if objective.state == "done" else "0"
    kind = "" if objective.primary else "optional · "
    return Row(
        Sign(icon, tone, hint=word),
        Column(
            Label(objective.title, tone=TEXT),
            Label(f"{kind}{word}{' · ' if objective.note else ''}{objective.note}", tone=QUIET),
            gap=2,
            grow=1,
        ),
        Label(points, FIGURE, TEXT if objective.state == "done" else QUIET, align="right"),
        gap=12,
    )
