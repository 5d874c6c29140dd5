"""What scripted play may ask of a mission by name, where keys and mouse would be roundabout.

- {frame: 10, intent: warp, speed: 300}                     # 0 1 10 60 300 1800, or `next`
- {frame: 10, intent: act, action: drive}                   # as if its button were pressed; `mode: fly` likewise
- {frame: 10, intent: radar}                                # the radargram
- {frame: 10, intent: drive_to, at: [41, 30]}               # tiles
- {frame: 10, intent: fly_to, route: [[60, 40]], altitude_m: 10, return: true}
- {frame: 10, intent: command, do: turn_to, heading_deg: 90}   # any command by its name in replays
- {frame: 10, intent: point, at: [41, 30]}                  # the pointer rests on that place of the map; `click` too
- {frame: 10, intent: pass_time, minutes: 90}
- {frame: 10, intent: look_at, at: [41, 30], px_per_m: 3}   # or `centre`, `fit`
- {frame: 10, intent: confirm}                              # cancel, hazards, log, objectives, notebook, data ...
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.mission.session import WARPS, Warp
from game.sim import commands as c
from game.sim.command_codec import command_from_plain
from game.ui.desk import Mode, Point
from game.ui.input import Intent, PointerDown, PointerMove, PointerUp

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

Data = dict[str, object]


def intend(scene: "MissionScene", intent: Intent) -> None:
    """Carry an intent out; one that cannot be is said in a toast."""
    try:
        if intent.name in _INTENTS:
            _INTENTS[intent.name](scene, intent.data)
        else:
            raise ValueError(f"a mission knows no intent '{intent.name}'")
    except (KeyError, TypeError, ValueError) as wrong:
        what = f"it needs '{wrong.args[0]}'" if isinstance(wrong, KeyError) else str(wrong)
        scene.services.toasts.say(f"Intent {intent.name}: {what}", "fault", scene.services.time_s, 12.0)


def _place(scene: "MissionScene", data: Data) -> Point:
    x, y = _pair(data["at"])
    return scene.session.world.level.metres((x, y))


def _pair(value: object) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(isinstance(n, int | float) for n in value):
        raise ValueError("a place is two numbers in tiles, like [41, 30]")
    return (float(value[0]), float(value[1]))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _warp(scene: "MissionScene", data: Data) -> None:
    speed = data["speed"]
    if speed == "next":
        scene.set_warp(Warp.NEXT_EVENT)
    elif speed in [int(warp) for warp in WARPS]:
        scene.set_warp(Warp(int(_number(speed))))
    else:
        raise ValueError(f"a speed is one of {', '.join(str(int(warp)) for warp in WARPS[:-1])}, next")


def _drive_to(scene: "MissionScene", data: Data) -> None:
    scene.give(c.DriveTo(*_place(scene, data)))


def _fly_to(scene: "MissionScene", data: Data) -> None:
    route = data["route"]
    if not isinstance(route, list | tuple) or not route:
        raise ValueError("a route is a list of places")
    metres = scene.session.world.level.metres
    points = tuple(metres(_pair(place)) for place in route)
    scene.give(c.Fly(points, _number(data.get("altitude_m", 10)), bool(data.get("return", False))))


def _command(scene: "MissionScene", data: Data) -> None:
    scene.give(command_from_plain(dict(data)))


def _point(scene: "MissionScene", data: Data) -> None:
    x, y = scene.map.camera.to_screen(*_place(scene, data))
    pos = (round(x), round(y))
    scene.services.input.pointer = pos
    scene.handle(PointerMove(pos))
    if data.get("click"):
        scene.handle(PointerDown(pos))
        scene.handle(PointerUp(pos))


def _look_at(scene: "MissionScene", data: Data) -> None:
    scene.follower.on = False
    if "px_per_m" in data:
        scene.map.camera.zoom_to(_number(data["px_per_m"]), instantly=True)
    if "at" in data:
        scene.map.camera.centre_on(*_place(scene, data), instantly=True)


def _pass_time(scene: "MissionScene", data: Data) -> None:
    seconds = int(60.0 * _number(data.get("minutes", 0)) + _number(data.get("seconds", 0)))
    if not 0 <= seconds <= 10_000_000:
        raise ValueError("time goes forwards, by up to 10,000,000 s")
    scene.tell(scene.session.run_to(scene.session.world.tick + seconds))


def _set_mode(scene: "MissionScene", data: Data) -> None:
    scene.desk.mode = Mode(str(data["mode"]))


_INTENTS: dict[str, Callable[["MissionScene", Data], object]] = {
    "warp": _warp,
    "act": lambda scene, data: scene.act(str(data["action"])),
    "mode": _set_mode,
    "drive_to": _drive_to,
    "fly_to": _fly_to,
    "command": _command,
    "point": _point,
    "click": lambda scene, data: _point(scene, {**data, "click": True}),
    "look_at": _look_at,
    "pass_time": _pass_time,
    "hazards": lambda scene, data: scene.desk.toggle_hazards(),
    "centre": lambda scene, data: scene.centre(),
    "fit": lambda scene, data: scene.map.camera.fit(instantly=True),
    "zoom": lambda scene, data: scene.map.camera.zoom_at(scene.map.camera.clear.center, _number(data["steps"])),
    "confirm": lambda scene, data: scene.confirm(),
    "cancel": lambda scene, data: scene.cancel(),
    "log": lambda scene, data: scene.show("log"),
    "objectives": lambda scene, data: scene.show("objectives"),
    "notebook": lambda scene, data: scene.show("notebook"),
    "data": lambda scene, data: scene.show("data"),
    "uplink": lambda scene, data: scene.show("uplink"),
    "next_link": lambda scene, data: scene.to_next_link(),
    "help": lambda scene, data: scene.show("help"),
    "radar": lambda scene, data: scene.show("radar"),
    "gallery": lambda scene, data: scene.show("gallery"),
    "camera": lambda scene, data: scene.show("camera"),
    "menu": lambda scene, data: scene.show("menu"),
    "save": lambda scene, data: scene.show("save"),
    "load": lambda scene, data: scene.show("load"),
}
