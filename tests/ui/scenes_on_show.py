"""Every screen that can be shown without a mission, ready to be put on the stage."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.ui.levels import LevelEntry, read_entry
from game.ui.results import Figure, MissionResult, ObjectiveResult
from game.ui.scene import Scene
from game.ui.scenes.briefing import BriefingScene
from game.ui.scenes.debrief import DebriefScene
from game.ui.scenes.dialog import Ask, Prompt
from game.ui.scenes.editor import EditorScene
from game.ui.scenes.levels import LevelsScene
from game.ui.scenes.load import LoadScene
from game.ui.scenes.mods import ModsScene
from game.ui.scenes.pause import PauseScene
from game.ui.scenes.settings import PARTS, SettingsScene
from game.ui.scenes.title import TitleScene

LEVEL = """\
format: 1
id: {id}
title: {title}
author: Jezero team
difficulty: {difficulty}
minutes: 12
seed: 20210218
summary: Drive past a crater and a ripple field to an outcrop, core one rock and bring the pictures home.
briefing: |
  Perseverance has stood on the crater floor for two weeks. Every system answers.

  - Scout the way with Ingenuity.
  - Core and seal one rock before the relay orbiter passes in the afternoon of the third sol of the drive.
map: {{tiles: [64, 64], tile_m: 2}}
objectives:
  - {{id: oxygen, title: Make 5 g of oxygen, points: 200, by_sol: 17, done_when: {{moxie.oxygen_g: {{at_least: 5}}}}}}
  - {{id: clean, title: Drive no more than 500 m, primary: false, done_when: {{rover.odometry_m: {{at_most: 500}}}}}}
"""
RESULT = MissionResult(
    level_id="first",
    title="First light",
    won=True,
    reason="Every objective was met.",
    clock="Sol 16, 17:42 LMST",
    seed=20210218,
    score=620,
    stars=2,
    star_points=(300, 450, 700),
    objectives=(
        ObjectiveResult("Make 5 g of oxygen", True, "done", 200, "sol 15, 14:10"),
        ObjectiveResult("Core and seal one rock", True, "open", 300),
        ObjectiveResult("Drive no more than 500 m", False, "failed", 100, "612 m"),
    ),
    figures=(Figure("Driven", "612", "m"), Figure("Oxygen", "5.4", "g"), Figure("Data sent", "412", "Mbit")),
    text="The first sealed tube of the mission.",
)


def levels_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three levels, one of them broken, where the game looks for its own."""
    campaign = folder / "jezero"
    campaign.mkdir()
    first = LEVEL.format(id="first", title="First light", difficulty="easy")
    (campaign / "1_first.yaml").write_text(first)
    second = LEVEL.format(id="second", title="The rock that crumbled in the long night", difficulty="hard")
    (campaign / "2_second.yaml").write_text(second)
    (campaign / "3_broken.yaml").write_text(first.replace("tile_m: 2", "tile_m: two").replace("easy", "eazy"))
    (campaign / "4_script.yaml").write_text("format: 1\nsteps:\n  - wait: 10\n")
    monkeypatch.setattr(paths, "levels_dir", lambda: folder)
    return campaign


def entry(number: int = 0) -> LevelEntry:
    files = sorted(paths.levels_dir().glob("*/*.yaml"))
    return read_entry(files[number])


def settings(part: int) -> Callable[[], Scene]:
    def make() -> Scene:
        scene = SettingsScene()
        scene.part = part
        return scene

    return make


SCREENS: dict[str, Callable[[], Scene]] = {
    "title": TitleScene,
    "levels": LevelsScene,
    "briefing": lambda: BriefingScene(entry()),
    "briefing of a broken level": lambda: BriefingScene(entry(2)),
    "load": LoadScene,
    "editor": lambda: EditorScene(entry().path),
    "editor of a broken level": lambda: EditorScene(entry(2).path),
    "mods": ModsScene,
    "debrief": lambda: DebriefScene(RESULT, TitleScene),
    **{f"settings {name}": settings(number) for number, name in enumerate(PARTS)},
}
OVERLAYS: dict[str, Callable[[], Scene]] = {
    "pause": lambda: PauseScene("First light", "Sol 14 09:12"),
    "ask": lambda: Ask("Leave the mission?", "It is saved first.", (("Cancel", None), ("Leave", "leave"))),
    "prompt": lambda: Prompt("Save as", "Sol 14", "Save"),
}
