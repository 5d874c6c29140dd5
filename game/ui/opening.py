"""From a level or a saved game to a session, beside the frames: the ground takes a moment to make."""

from collections.abc import Callable
from pathlib import Path

from game.mission.session import Session
from game.ui.jobs import Job
from game.ui.levels import LevelEntry, level_files, read_entry
from game.ui.scene import Scene, Transition
from game.ui.scenes.menu import MenuScene, at_left, page
from game.ui.theme import FAULT_TEXT, LEAD, QUIET
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed

WIDTH = 480
Opened = tuple[LevelEntry, Session]


def open_level(entry: LevelEntry, seed: int | None) -> Opened:
    """A new mission on a level."""
    from game.content.catalog import load_catalog
    from game.mission.start import start_session

    assert entry.level is not None, "only a level without faults can be begun"
    return entry, start_session(entry.level, load_catalog(), seed)


def open_save(path: Path, at_hand: LevelEntry | None = None) -> Opened:
    """The mission of a saved game, with the level it was played on: the one at hand, or one of the game's or the
    player's folder.

    Raises:
        FileFault: what is wrong with the file, or that its level is not there.
    """
    from game import paths
    from game.content.catalog import load_catalog
    from game.mission.files import FileFault
    from game.mission.identity import level_hash
    from game.mission.savegame import read_header, read_save

    header = read_header(path)

    def fits(entry: LevelEntry | None) -> bool:
        level = entry.level if entry is not None else None
        return level is not None and level.id == header.level and level_hash(level) == header.level_hash

    entry = at_hand
    if not fits(entry):
        read = [read_entry(file) for file in level_files(paths.levels_dir(), paths.user_levels_dir())]
        same = [found for found in read if found.level is not None and found.level.id == header.level]
        # Several files may carry one id: the one the save was made on is meant, else the first, which will be refused.
        entry = next((found for found in same if fits(found)), same[0] if same else None)
    if entry is None or entry.level is None:
        raise FileFault(path, "level", f"was saved on the level {header.level}, which is not there", "bring it back")
    return entry, read_save(path, entry.level, load_catalog())


class OpeningScene(MenuScene):
    """Shown while a session is made; then it gives way to what `then` makes of it."""

    def __init__(self, make: Callable[[], Opened], then: Callable[[Opened], Scene]) -> None:
        super().__init__()
        self.make = make
        self.then = then
        self._job: Job[Opened] | None = None
        self._fault = ""

    def enter(self) -> None:
        self._job = self.services.jobs.start(self.make)

    def build(self) -> list[Placed]:
        if self._fault:
            return [
                at_left(page("This cannot be played", self.back, Label(self._fault, tone=FAULT_TEXT, wrap=True)), WIDTH)
            ]
        return [at_left(page("One moment", self.back, Label("Making the ground ...", LEAD, QUIET)), WIDTH)]

    def update(self, dt_s: float) -> Transition | None:
        if self._job is not None and self._job.done:
            job, self._job = self._job, None
            if job.error is not None:
                self._fault = str(job.error)
                self.refresh()
            else:
                self.replace(self.then(job.result))
        return super().update(dt_s)
