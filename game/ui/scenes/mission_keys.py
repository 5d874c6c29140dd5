"""What the keys do on the mission screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.mission.session import WARPS, Warp
from game.ui.desk_choices import ACTIONS
from game.ui.input import KeyDown
from game.ui.scenes import mission_reload
from game.ui.views.driving import WHEEL_KEYS

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

Doer = Callable[["MissionScene"], object]

PANS = {"pan_north": (0, -1), "pan_south": (0, 1), "pan_west": (-1, 0), "pan_east": (1, 0)}
"""Held keys that move the map; the screen asks each frame which are down."""
WARP_NAMES = ("warp_1", "warp_10", "warp_60", "warp_300", "warp_1800", "next_event")
SHOWN = ("save", "load", "help", "objectives", "log", "notebook", "weather", "data", "uplink", "camera", "gallery")
REPEATING = ("zoom_in", "zoom_out")


def _acts(action: str) -> Doer:
    return lambda scene: scene.act(action)


def _warps(warp: Warp) -> Doer:
    return lambda scene: scene.set_warp(warp)


def _shows(what: str) -> Doer:
    return lambda scene: scene.show(what)


def _look(scene: "MissionScene") -> None:
    """Look about on the map itself, without the cameras' screen."""
    if not scene.session.over:
        scene.desk.act("look")


def _drop_tube(scene: "MissionScene") -> None:
    """Lay a stored tube down here."""
    scene.desk.drop_tube()
    scene.say_refusal()


DOERS: dict[str, Doer] = {
    **{action: _acts(action) for action in (*ACTIONS, "stop", "keep_out")},
    **{name: _warps(warp) for name, warp in zip(WARP_NAMES, WARPS[1:], strict=True)},
    **{what: _shows(what) for what in SHOWN},
    "next_link": lambda scene: scene.to_next_link(),
    "pause": _warps(Warp.PAUSE),
    "faster": lambda scene: scene.step_warp(1),
    "slower": lambda scene: scene.step_warp(-1),
    "confirm": lambda scene: scene.confirm(),
    "cancel": lambda scene: scene.cancel(),
    "reload": mission_reload.ask,
    "undo_waypoint": lambda scene: scene.desk.take_back(),
    "drop_tube": _drop_tube,
    "look": _look,
    "inset": lambda scene: scene.eyes.toggle(),
    "hazards": lambda scene: scene.desk.toggle_hazards(),
    "zoom_in": lambda scene: scene.zoom(1.0),
    "zoom_out": lambda scene: scene.zoom(-1.0),
    "centre": lambda scene: scene.centre(),
    "fit": lambda scene: scene.map.camera.fit(),
}


def press(scene: "MissionScene", event: KeyDown) -> bool:
    """Do what a key means; True when it means something here."""
    names = [action.removeprefix("mission.") for action in event.actions if action.startswith("mission.")]
    used = [_named(scene, name, event.repeat) for name in names]
    return any(used)


def _named(scene: "MissionScene", name: str, repeat: bool) -> bool:
    if name in WHEEL_KEYS and not repeat:
        scene.wheel.press(name)
    doer = DOERS.get(name)
    if doer is not None and (not repeat or name in REPEATING):
        doer(scene)
    return doer is not None or name in WHEEL_KEYS or name in PANS
