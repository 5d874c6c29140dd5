"""The science notebook over the mission: what has been measured at each target and what it means, and the cache."""

from collections.abc import Iterable

from game.ui.desk import Desk
from game.ui.scenes.mission_overlays import Overlay
from game.ui.scenes.notebook_cache import cache_page
from game.ui.scenes.notebook_target import target_page
from game.ui.theme import QUIET, SMALL
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

WIDTH, LIST_WIDTH, PAGE_HEIGHT = 1000, 190, 560
TARGETS, CACHE = "Targets", "Cache"


class NotebookOverlay(Overlay):
    """Two pages: the targets with their evidence, and the tubes with what they are worth."""

    key = "mission.notebook"
    room = (960, 600)

    def __init__(self, desk: Desk, target: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.page = TARGETS
        self.target = target or self._first()

    def _first(self) -> str:
        """The target last looked at, else the first that is known."""
        entries = self.desk.world.notebook.entries
        return entries[-1].target if entries else next(iter(self._known()), "")

    def _known(self) -> list[str]:
        pairs = zip(self.desk.world.level.targets, self.desk.world.targets, strict=True)
        return [spec.id for spec, state in pairs if state.known]

    def build(self) -> Iterable[Placed]:
        body = self._targets() if self.page == TARGETS else self._scrolled(*cache_page(self.desk))
        tabs = Row(self._tab(TARGETS), self._tab(CACHE), Space(grow=1), gap=6)
        yield self.sheet("Notebook", Column(tabs, Sized(body, height=PAGE_HEIGHT, grow=1), gap=12), WIDTH)

    def _tab(self, page: str) -> Button:
        def turn() -> None:
            self.page = page
            self.refresh()

        return Button(page, turn, chosen=lambda: self.page == page, name=f"page {page}")

    def _targets(self) -> Widget:
        known = self._known()
        if not known:
            return Label(self.desk.strings.text("reason.sample.no_target"), tone=QUIET, wrap=True)
        listed = Column(heading("Known targets"), *map(self._pick, known), gap=5)
        note = Label(self.desk.strings.text("notebook.no_life"), SMALL, QUIET, wrap=True)
        side = Column(listed, Space(6), note, gap=6)
        return Row(
            Sized(ScrollArea(side, name="known"), width=LIST_WIDTH),
            Sized(self._scrolled(*target_page(self.desk, self.target)), grow=1),
            gap=18,
            align="fill",
        )

    def _pick(self, target: str) -> Button:
        def open_it() -> None:
            self.target = target
            self.refresh()

        spec = self.desk.world.level.target(target)
        name = spec.name if spec else target
        return Button(name, open_it, chosen=lambda: self.target == target, name=f"target {target}")

    def _scrolled(self, *parts: Widget) -> Widget:
        return ScrollArea(Column(*parts, gap=10), name="page", grow=1)
