"""Saving and loading from within a mission."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from game import paths
from game.core import marstime
from game.mission import savefolder
from game.mission.session import Session
from game.ui.kit import Services
from game.ui.levels import LevelEntry
from game.ui.opening import OpeningScene, open_save
from game.ui.scene import Pop, Push, Replace, Scene, Transition
from game.ui.scenes import pause
from game.ui.scenes.dialog import Prompt

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

LONGEST_NAME = 60
NOT_IN_SCRIPTS = "Nothing is saved in scripted play."


def clock_words(session: Session) -> str:
    """When it is in the mission."""
    tick = session.world.tick
    return f"Sol {marstime.sol(tick)} {marstime.lmst_text(tick)}"


def scene_of_save(path: Path, at_hand: LevelEntry | None = None) -> Scene:
    """The screen shown while a saved game is read; it gives way to the mission, or says what is wrong."""
    from game.ui.scenes.mission import MissionScene

    return OpeningScene(lambda: open_save(path, at_hand), lambda opened: MissionScene(*opened))


# --- saving -----------------------------------------------------------------------------------------------------------


def save_path(name: str) -> Path:
    """The file for a save of this name: what no file system likes is replaced.

    >>> save_path("First light: sol 15").name
    'First light_ sol 15.jezero'
    """
    plain = re.sub(r"[^\w .()+-]", "_", name.strip())[:LONGEST_NAME].strip(" .") or "mission"
    return paths.saves_dir() / f"{plain}{savefolder.SUFFIX}"


def quick_save(services: Services, session: Session) -> None:
    """One save per level, the one before kept as its backup."""
    save_as(services, session, session.world.level.title)


def save_as(services: Services, session: Session, name: str) -> None:
    if not services.private:
        services.toasts.say(NOT_IN_SCRIPTS, "note", services.time_s)
        return
    path = save_path(name)
    try:
        savefolder.write_save(path, session)
    except OSError as fault:
        services.toasts.say(
            f"{path.name} could not be saved: {fault.strerror or fault}", "fault", services.time_s, 10.0
        )
        return
    services.toasts.say(f"Saved as {path.stem}", "good", services.time_s)


def autosave(services: Services, session: Session) -> None:
    """Quietly, unless it fails."""
    if not services.private or session.over:
        return
    try:
        savefolder.autosave(session, paths.saves_dir())
    except OSError as fault:
        words = f"The mission could not be saved by itself: {fault.strerror or fault}"
        services.toasts.say(words, "caution", services.time_s, 8.0)


# --- the menu ---------------------------------------------------------------------------------------------------------


def open_menu(scene: "MissionScene") -> None:
    """The pause menu; saving is greyed where it cannot be."""
    refusal = None if scene.services.private else lambda: NOT_IN_SCRIPTS
    scene.push(pause.PauseScene(scene.entry.title, clock_words(scene.session), refusal))


def open_load(scene: "MissionScene") -> None:
    from game.ui.scenes.load import LoadScene

    scene.push(LoadScene())


def chosen(scene: "MissionScene", result: object) -> Transition | None:
    """Do what was chosen in the menu, in the list of saves or in the question for a name."""
    from game.ui.scenes.mission import MissionScene
    from game.ui.scenes.mission_overlays import BriefingOverlay

    if isinstance(result, Path):
        return Replace(scene_of_save(result, scene.entry))
    if isinstance(result, str) and result.startswith(_NAMED):
        save_as(scene.services, scene.session, result.removeprefix(_NAMED))
    if result == pause.SAVE:
        return Push(NamePrompt(f"{scene.entry.title}, sol {marstime.sol(scene.session.world.tick)}"))
    if result == pause.LOAD:
        open_load(scene)
    if result == pause.BRIEFING:
        return Push(BriefingOverlay(scene.entry))
    if result == pause.AGAIN:
        scene.given_up = True
        return Replace(MissionScene.begin(scene.entry, scene.session.world.site.seed))
    return Pop() if result == pause.LEAVE else None


_NAMED = "save as "


class NamePrompt(Prompt):
    """Asks for a save's name. The answer is marked, so that a save called `leave` is not taken for an order."""

    def __init__(self, name: str) -> None:
        super().__init__("Save as", name, "Save")

    def _accept(self) -> None:
        self.go(Pop(f"{_NAMED}{self.text.strip()}"))
