"""F5 in a mission: its level is read again. What is wrong with it is shown over the map, and the old one goes on."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.content.catalog import load_catalog
from game.mission.reload import Reloaded, reloaded
from game.ui.jobs import Job
from game.ui.levels import LevelEntry, plain_faults, read_entry
from game.ui.scene import Replace, Transition
from game.ui.toasts import MOST

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

FAULT_S, TOLD_S = 30.0, 9.0
ABOUT = "reload"


@dataclass(frozen=True, slots=True)
class Read:
    """The level as it is now, and the mission on it; None when it has faults."""

    entry: LevelEntry
    mission: Reloaded | None


def ask(scene: "MissionScene") -> None:
    """Read the level beside the frames; time stands still for the moment that takes."""
    if scene.reloading is None and not scene.session.over:
        scene.reloading = scene.services.jobs.start(lambda: read(scene))


def read(scene: "MissionScene") -> Read:
    """The level and its mod, as they are on the disk now."""
    services, old = scene.services, scene.entry
    path = level_now(old)
    entry = read_entry(path, services.settings.language, old.campaign, services.today)
    if entry.level is None:
        return Read(entry, None)
    return Read(entry, reloaded(scene.session, entry.level, load_catalog()))


def level_now(entry: LevelEntry) -> Path:
    """Where the level is now: a zip that has changed is unpacked into another folder."""
    from game.content.level_files import level_id
    from game.mission.mods import all_mods, offered_levels

    if entry.level is None or not _is_unpacked(entry.path):
        return entry.path
    named = [path for mod, path in offered_levels(all_mods()) if level_id(path) == entry.level.id]
    return next((path for path in named if _is_unpacked(path)), entry.path)


def _is_unpacked(path: Path) -> bool:
    from game import paths

    return path.resolve().is_relative_to(paths.cache_dir().resolve())


def look(scene: "MissionScene") -> Transition | None:
    """Each frame: has it been read?"""
    job: Job[Read] | None = scene.reloading
    if job is None or not job.done:
        return None
    scene.reloading = None
    if job.error is not None:
        _say(scene, f"The level could not be read again: {job.error}", "fault", FAULT_S)
        return None
    found = job.result
    if found.mission is None:
        _tell_faults(scene, found.entry)
        return None
    return _go_on(scene, found.entry, found.mission)


def _tell_faults(scene: "MissionScene", entry: LevelEntry) -> None:
    """The first of them, each with its place and suggestion; the mission goes on with the level of before."""
    scene.services.toasts.clear()
    faults = [fault.replace(f"{entry.path.parent}{os.sep}", "") for fault in plain_faults(entry, hints=True)]
    shown = faults[: MOST - 1] if len(faults) < MOST else faults[: MOST - 2]
    for fault in shown:
        scene.services.toasts.say(fault, "fault", scene.services.time_s, FAULT_S)
    more = f"{len(faults) - len(shown)} more faults; `check` lists all. " if len(shown) < len(faults) else ""
    _say(
        scene, f"{more}The mission goes on with the level as it was. Mend the file and press F5 again.", "note", FAULT_S
    )
    scene.services.sound.play("refuse")


def _go_on(scene: "MissionScene", entry: LevelEntry, mission: Reloaded) -> Transition | None:
    scene.services.toasts.clear()
    if not mission.changed:
        _say(scene, "The level was read again: nothing in it has changed.", "note", TOLD_S)
        return None
    listed = ", ".join(mission.changed)
    if mission.anew:
        said = f"Read again: {listed}. The mission begins anew, because {mission.anew}."
    else:
        said = f"Read again: {listed}. The mission goes on where it was."
    _say(scene, said, "good", TOLD_S)
    scene.given_up = True  # no save of the mission that this one takes the place of
    from game.ui.scenes.mission import MissionScene

    fresh, camera = MissionScene(entry, mission.session), scene.map.camera
    fresh.first_look = None if mission.anew else (camera.x_m, camera.y_m, camera.px_per_m)
    return Replace(fresh)


def _say(scene: "MissionScene", words: str, kind: str, seconds: float) -> None:
    scene.services.toasts.say(words, kind, scene.services.time_s, seconds, about=ABOUT)
