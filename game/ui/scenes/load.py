"""Choose a saved game. Files that are not saves any more are listed as such, with what is wrong."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.ui.jobs import Job
from game.ui.scene import Pop, Transition
from game.ui.scenes.dialog import Ask
from game.ui.scenes.menu import MenuScene, at_left, page
from game.ui.theme import FAULT_TEXT, FIGURE, QUIET, STRONG, TEXT
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row
from game.ui.widgets.buttons import Button, Card
from game.ui.widgets.labels import Label, Sign
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.mission.savefolder import SaveEntry

WIDTH = 560
Open = Callable[["LoadScene", Path], None]


class LoadScene(MenuScene):
    """`opened` is told which file was chosen; without one the screen goes back with the path."""

    room = (560, 360)

    def __init__(self, opened: Open | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self.opened = opened
        self.folder = folder
        self.chosen = 0
        self._job: Job[list[SaveEntry]] | None = None
        self.saves: list[SaveEntry] | None = None

    def enter(self) -> None:
        self._read()

    def _read(self) -> None:
        folder = self.folder
        self.saves = None
        self._job = self.services.jobs.start(lambda: list_saves(folder))

    def update(self, dt_s: float) -> Transition | None:
        if self.saves is None and self._job is not None and self._job.done:
            self.saves = self._job.result if self._job.error is None else []
            self.chosen = min(self.chosen, max(0, len(self.saves) - 1))
            self.refresh()
            self.root.focus_on(f"save {self.chosen}")
        return super().update(dt_s)

    def build(self) -> Iterable[Placed]:
        remove = Button(
            "Remove", self._ask_remove, refusal=lambda: None if self._now() else "There is nothing to remove."
        )
        load = Button("Load", lambda: self._open(self.chosen), refusal=self._refusal)
        yield at_left(page("Load a game", self.back, self._list(), remove, load), WIDTH)

    def _list(self) -> Widget:
        if self.saves is None:
            return Label("Looking for saved games ...", tone=QUIET)
        if not self.saves:
            text = "There are no saved games yet. A mission is saved when you leave it, and with Save in its menu."
            return Label(text, tone=QUIET, wrap=True)
        cards = (self._card(number, entry) for number, entry in enumerate(self.saves))
        return ScrollArea(Column(*cards, gap=6), name="saves")

    def _card(self, number: int, entry: "SaveEntry") -> Card:
        return Card(
            _summary(entry),
            choose=lambda: self._choose(number),
            open=lambda: self._open(number),
            chosen=lambda: self.chosen == number,
            name=f"save {number}",
        )

    def _choose(self, number: int) -> None:
        self.chosen = number

    def _now(self) -> "SaveEntry | None":
        return self.saves[self.chosen] if self.saves else None

    def _refusal(self) -> str | None:
        entry = self._now()
        if entry is None:
            return "There is nothing to load."
        return str(entry.fault) if entry.fault else None

    def _open(self, number: int) -> None:
        self.chosen = number
        entry = self._now()
        reason = self._refusal()
        if entry is None or reason:
            self.services.toasts.say(reason or "", "caution", self.services.time_s, 8.0)
        elif self.opened is not None:
            self.opened(self, entry.path)
        else:
            self.go(Pop(entry.path))

    def _ask_remove(self) -> None:
        entry = self._now()
        if entry is not None:
            text = f"{entry.path.name} and its backups are moved to the folder 'removed' beside it."
            self.push(Ask("Remove this save?", text, (("Cancel", None), ("Remove", entry.path))))

    def resume(self, result: object) -> Transition | None:
        if isinstance(result, Path):
            fault = remove_save(result)
            if fault:
                self.services.toasts.say(fault, "caution", self.services.time_s)
            self._read()
        return None


def list_saves(folder: Path | None) -> "list[SaveEntry]":
    from game import paths
    from game.mission import savefolder

    return savefolder.list_saves(folder or paths.saves_dir())


def newest_save(folder: Path | None = None) -> "SaveEntry | None":
    """The save written last that can be loaded, as far as its own file shows."""
    return next((entry for entry in list_saves(folder) if entry.header is not None), None)


def remove_save(path: Path) -> str:
    """Move a save and its backups to `removed/`; a sentence when that fails. Nothing is deleted."""
    folder = path.parent / "removed"
    try:
        folder.mkdir(exist_ok=True)
        for file in path.parent.glob(f"{path.name}*"):
            place, number = folder / file.name, 1
            while place.exists():
                number += 1
                place = folder / f"{file.name}_{number}"
            file.replace(place)
    except OSError as fault:
        return f"{path.name} could not be removed: {fault.strerror}"
    return ""


def _summary(entry: "SaveEntry") -> Widget:
    if entry.header is None:
        words = Column(
            Label(entry.path.name, STRONG), Label(str(entry.fault), tone=FAULT_TEXT, wrap=True, most=3), gap=3, grow=1
        )
        return Row(Sign("warning", FAULT_TEXT, hint="damaged"), words, gap=10)
    header = entry.header
    of_mod = f" · {header.mod.title}" if header.mod is not None else ""
    words = Column(Label(header.title, STRONG), Label(f"{entry.path.stem}{of_mod}", tone=QUIET), gap=3, grow=1)
    return Row(
        words,
        Column(
            Label(f"Sol {header.sol} {header.lmst}", FIGURE, TEXT, align="right"),
            Label(_when(entry.path), tone=QUIET, align="right"),
            gap=3,
        ),
        gap=12,
    )


def _when(path: Path) -> str:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    except (OSError, ValueError, OverflowError):
        return ""
