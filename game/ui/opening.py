"""From a level to a session, beside the frames: the ground takes a moment to make."""

from collections.abc import Callable

from game.mission.session import Session
from game.ui.jobs import Job
from game.ui.levels import LevelEntry
from game.ui.scene import Scene, Transition
from game.ui.scenes.menu import MenuScene, filling, page
from game.ui.theme import LEAD, QUIET
from game.ui.widgets.boxes import Sized
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed


def open_level(entry: LevelEntry, seed: int | None) -> Session:
    """A new mission on a level."""
    from game import paths
    from game.content.catalog import load_catalog
    from game.mission.start import start_session

    assert entry.level is not None, "only a level without faults can be begun"
    return start_session(entry.level, load_catalog(paths.assets_dir() / "catalog"), seed)


class OpeningScene(MenuScene):
    """Shown while a session is made; then it gives way to what `then` makes of it."""

    def __init__(self, make: Callable[[], Session], then: Callable[[Session], Scene]) -> None:
        super().__init__()
        self.make = make
        self.then = then
        self._job: Job[Session] | None = None

    def enter(self) -> None:
        self._job = self.services.jobs.start(self.make)

    def build(self) -> list[Placed]:
        words = Sized(Label("Making the ground ...", LEAD, QUIET), grow=1)
        return [Placed(page("One moment", self.back, words), filling())]

    def update(self, dt_s: float) -> Transition | None:
        if self._job is not None and self._job.done:
            self.replace(self.then(self._job.result))
        return super().update(dt_s)
