"""From a level or a saved game to a session, beside the frames: the ground takes a moment to make."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.mission.session import Session
from game.ui.jobs import Job
from game.ui.levels import LevelEntry, read_entry
from game.ui.scene import Scene, Transition
from game.ui.scenes.menu import MenuScene, at_left, page
from game.ui.theme import FAULT_TEXT, LEAD, QUIET
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.mission.mods import Mod
    from game.mission.savegame import SaveHeader

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
    from game.content.catalog import load_catalog
    from game.mission.files import FileFault
    from game.mission.mods import all_mods, stamp_of, stamps_now
    from game.mission.save_level import changed_words, gone_words, note
    from game.mission.savegame import read_header, read_save

    header = read_header(path)
    mods = all_mods()
    entry = at_hand if fits(at_hand, header) else _played_on(header, mods)
    if entry is None or entry.level is None:
        raise FileFault(path, "level", *gone_words(header, mods))
    now = stamp_of(entry.path)
    if not fits(entry, header):
        raise FileFault(path, "level", *changed_words(header, now))
    return replace(entry, note=note(header, now, stamps_now())), read_save(path, entry.level, load_catalog())


def fits(entry: LevelEntry | None, header: "SaveHeader") -> bool:
    """True for the very level that a save was made on."""
    from game.mission.identity import level_hash

    level = entry.level if entry is not None else None
    return level is not None and level.id == header.level and level_hash(level) == header.level_hash


def _played_on(header: "SaveHeader", mods: "tuple[Mod, ...]") -> LevelEntry | None:
    """Several files may carry one id: the one the save was made on is meant, else the first, which will be refused."""
    from game.content.level_files import level_id
    from game.mission.mods import offered_levels

    named = [(mod, file) for mod, file in offered_levels(mods) if level_id(file) in ("", header.level)]
    read = [read_entry(file, campaign=mod.title) for mod, file in named]
    same = [entry for entry in read if entry.level is not None and entry.level.id == header.level]
    return next((entry for entry in same if fits(entry, header)), same[0] if same else None)


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
