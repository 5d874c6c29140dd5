"""Delayed operations on the screen: the last state heard, and no key, button or intent that gets past the uplink."""

import json
import re
from pathlib import Path

import pygame
import pytest

import game
from game.mission.session import Session, Warp
from game.sim import commands as c
from game.sim.ground import GROUND_COMMANDS
from game.sim.snapshot import dump
from game.ui.desk import Mode
from game.ui.kit import Kit
from game.ui.scene import Scene
from game.ui.scenes.mission import MissionScene
from game.ui.scenes.mission_data import DataOverlay
from game.ui.scenes.mission_intents import _INTENTS
from game.ui.scenes.mission_keys import DOERS
from game.ui.scenes.mission_uplink import UplinkOverlay
from game.ui.views.driving import WHEEL_KEYS
from game.ui.views.hud_link import link_line
from game.ui.widgets.base import Widget, said, walk
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label
from tests import small
from tests.ui.missions_on_show import entry, where
from tests.ui.missions_on_show import said as messages
from tests.ui.stage import SIZES, Stage
from tests.ui.test_layout import faults


def on_stage(session: Session | None = None, size: tuple[int, int] = (1280, 720)) -> tuple[Stage, MissionScene]:
    scene = MissionScene(entry("delayed"), session or small.session("delayed"))
    stage = Stage(scene, size)
    return stage.frames(3), scene


def on_mars(session: Session) -> str:
    plain = dump(session.world)
    del plain["ground"]
    return json.dumps(plain)


def untouched(tick: int) -> str:
    """Mars at a tick when nobody has done anything."""
    control = small.session("delayed")
    control.run_to(tick)
    return on_mars(control)


def words(widget: Widget) -> list[str]:
    return [said(part.text) for part in walk(widget) if isinstance(part, Label | Button)]


def all_words(scene: Scene) -> str:
    return "\n".join(word for item in scene.root.placed for word in words(item.widget))  # type: ignore[attr-defined]


# --- nothing gets past ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*DOERS, *WHEEL_KEYS])
def test_no_key_changes_mars(name: str) -> None:
    """Every key of the mission screen, and what it opens agreed to; then some minutes pass."""
    stage, scene = on_stage()
    keymap = stage.services.input.keymap
    chords = keymap.bindings.get(f"mission.{name}", ())
    if not chords:
        pytest.skip("no key")
    scene.set_warp(Warp.PAUSE)
    stage.press(chords[0].text)
    if stage.top is scene and scene.desk.mode is not Mode.NONE:
        stage.click(where(scene, 28, 48))
        stage.press("return")
    if stage.top is scene:
        scene.set_warp(Warp.PAUSE)
        scene.session.run_to(small.session("delayed").tick + 1800)
    assert on_mars(scene.session) == untouched(scene.session.tick)
    assert {type(item.command) for item in scene.session.recording.commands} <= {
        *GROUND_COMMANDS,
        c.DriveArc,
        c.AddKeepOut,
    }


INTENTS: dict[str, dict[str, object]] = {
    "warp": {"speed": 10},
    "act": {"action": "sleep"},
    "mode": {"mode": "fly"},
    "drive_to": {"at": [28, 48]},
    "fly_to": {"route": [[30, 45]], "altitude_m": 8},
    "command": {"do": "take_panorama"},
    "point": {"at": [28, 48]},
    "click": {"at": [28, 48]},
    "look_at": {"at": [28, 48], "px_per_m": 3},
    "pass_time": {"minutes": 5},
    "zoom": {"steps": 1},
}


@pytest.mark.parametrize("name", sorted(_INTENTS))
def test_no_intent_changes_mars(name: str) -> None:
    stage, scene = on_stage()
    stage.intent(name, **INTENTS.get(name, {}))
    stage.frames(3)
    assert on_mars(scene.session) == untouched(scene.session.tick)


@pytest.mark.parametrize("action", ["drive", "look", "fly", "sample", "moxie", "sleep", "stop"])
def test_no_action_changes_mars(action: str) -> None:
    stage, scene = on_stage()
    scene.set_warp(Warp.PAUSE)
    stage.intent("act", action=action)
    stage.intent("confirm")
    assert on_mars(scene.session) == untouched(scene.session.tick)


def test_stop_is_refused_with_the_reason() -> None:
    stage, _scene = on_stage()
    stage.press("backspace")
    assert "Nothing reaches the rover now" in messages(stage)


def test_driving_by_hand_is_refused_with_the_reason() -> None:
    stage, scene = on_stage()
    stage.press("up")
    assert "Nothing reaches the rover now" in messages(stage)
    assert scene.session.recording.commands == []


KNOWN_ON_EARTH = re.compile(
    r"session\.world\.(site|level|tick|ground)\b|session\.world,? meant\)|judged\(\S*session\.world\)"
)
"""The clock, the ground the level is made of, and what Earth itself has drawn up."""


def test_the_screen_never_looks_at_the_true_mission() -> None:
    """Before its end, of which the debrief tells. Everything else asks the session for its view."""
    found = []
    for path in sorted((Path(game.__file__).parent / "ui").rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "session.world" in KNOWN_ON_EARTH.sub("", line) and path.name != "mission_end.py":
                found.append(f"{path.name}:{number}: {line.strip()}")
    assert found == []


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_a_click_becomes_a_step_of_the_sequence() -> None:
    stage, scene = on_stage()
    stage.press("d")
    stage.click(where(scene, 28, 48))
    (step,) = scene.session.world.ground.draft
    assert isinstance(step, c.DriveTo)
    assert "Step 1 of the sequence" in messages(stage)


def test_the_screen_shows_the_last_state_heard_with_its_age() -> None:
    session = small.session("delayed")
    session.give(c.TakePanorama(), c.DriveTo(69.0, 81.0), c.SendUplink())
    session.run_to(session.tick + 6 * 3600)  # the drive is done, no pass has told of it
    _stage, scene = on_stage(session)
    assert scene.desk.world.rover.odometry_m == 0.0
    assert session.world.rover.odometry_m > 20.0
    assert link_line(scene.desk).startswith("State of sol 189 07:00")
    assert "old" in link_line(scene.desk)


def test_the_map_follows_the_news() -> None:
    session = small.session("delayed")
    session.give(c.TakePanorama(), c.DriveTo(69.0, 81.0), c.SendUplink())
    stage, scene = on_stage(session)
    hud = scene.hud
    stage.intent("pass_time", minutes=600)
    stage.frames(4)
    assert scene.hud is not hud
    assert scene.desk.world.rover.odometry_m > 20.0


def test_live_says_that_it_is_a_premise() -> None:
    scene = MissionScene(entry(), small.session())
    Stage(scene).frames(3)
    assert "premise" in all_words(scene)


# --- the pages --------------------------------------------------------------------------------------------------------


def busy_session() -> Session:
    """Something sent, something waiting, something agreed, something drawn up that cannot be."""
    session = small.session("delayed")
    session.give(c.TakePanorama(), c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0), c.Analyse("near", "mastcam_z"))
    session.give(c.SendUplink())
    session.run_to(session.tick + 9 * 3600)
    session.give(*(c.TakeImage("navcam", "", float(n), 0.0, 20.0) for n in range(9)), c.SendUplink())
    session.run_to(session.tick + 18 * 3600)
    session.give(c.Core("near"), c.DriveTo(69.0, 81.0), c.SleepUntil(28_000))
    return session


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "kind"), [("b", DataOverlay), ("p", UplinkOverlay)])
def test_the_pages_fit(size: tuple[int, int], key: str, kind: type[Scene]) -> None:
    stage, _scene = on_stage(busy_session(), size)
    stage.press(key)
    top = stage.top
    assert isinstance(top, kind)
    kit: Kit = top.kit  # type: ignore[attr-defined]
    window = pygame.Rect(0, 0, *size)
    placed = top.root.placed  # type: ignore[attr-defined]
    assert [fault for item in placed for fault in faults(item.widget, window, kit)] == []


@pytest.mark.parametrize("size", SIZES)
def test_the_panels_fit(size: tuple[int, int]) -> None:
    _stage, scene = on_stage(busy_session(), size)
    window = pygame.Rect(0, 0, *size)
    panels = [item.widget.rect for item in scene.root.placed]
    assert all(window.contains(rect) for rect in panels)
    assert [(a, b) for n, a in enumerate(panels) for b in panels[n + 1 :] if a.colliderect(b)] == []


def test_the_queue_can_be_tended() -> None:
    live = small.session()
    for azimuth in (0.0, 90.0, 180.0):
        live.give(c.TakeImage("navcam", "", azimuth, 0.0, 20.0))
        live.run_to(live.tick + 300)
    scene = MissionScene(entry(), live)
    stage = Stage(scene).frames(3)
    stage.press("b")
    for name in ("prioritise 3", "hold_product 1", "delete_product 2"):
        button = next(part for item in stage.top.root.placed for part in walk(item.widget) if part.name == name)  # type: ignore[attr-defined]
        stage.click(button.rect.center)
    one, two, three = live.world.comms.products
    assert (one.held, two.deleted_tick >= 0, three.priority > 0) == (True, True, True)
    assert "held on board" in all_words(stage.top)


def test_the_sequence_can_be_edited_and_sent() -> None:
    stage, scene = on_stage()
    scene.set_warp(Warp.PAUSE)
    for n in range(3):
        scene.give(c.TurnTo(float(n)))
    stage.press("p")

    def press(name: str) -> None:
        placed = stage.top.root.placed  # type: ignore[attr-defined]
        button = next(part for item in placed for part in walk(item.widget) if part.name == name)
        stage.click(button.rect.center)

    press("move_in_uplink 3")
    press("remove_from_uplink 1")
    assert scene.session.world.ground.draft == [c.TurnTo(2.0), c.TurnTo(1.0)]
    press("send_uplink")
    bundle = scene.session.world.ground.bundle
    assert bundle is not None
    assert "on board at 189 08:00" in all_words(stage.top)
    press("recall_uplink")
    assert scene.session.world.ground.bundle is None


def test_steps_that_cannot_be_are_marked_with_the_reason() -> None:
    stage, scene = on_stage()
    scene.session.give(c.Core("near"))
    stage.press("p")
    assert "is not abraded yet" in all_words(stage.top)


def test_the_clock_runs_to_the_next_link() -> None:
    stage, scene = on_stage()
    scene.set_warp(Warp.PAUSE)
    scene.give(c.TurnTo(30.0))
    scene.give(c.SendUplink())
    stage.press("u")
    bundle = scene.session.world.ground.bundle
    assert bundle is not None
    stage.frames(200)
    assert scene.session.tick == bundle.leaves_tick
    assert scene.session.warp is Warp.PAUSE
