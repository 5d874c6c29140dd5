"""The mission: the map fills the window, the panels float over it, time passes at the player's pace.

This screen only connects: keys and clicks become calls on the `Desk`, frames become `Session.update`, events become
sounds, toasts and lines in the log. What can be done and what it costs is the desk's business.
"""

from collections.abc import Iterable

import pygame

from game.mission.session import WARPS, Session, Warp
from game.sim import commands as c
from game.sim.events import Event as SimEvent
from game.sim.events import Severity
from game.sim.narrate import event_sentence
from game.ui.desk import Desk, Mode
from game.ui.input import (
    LEFT,
    MIDDLE,
    RIGHT,
    Event,
    FocusLost,
    Intent,
    KeyDown,
    KeyUp,
    PointerDown,
    PointerMove,
    PointerUp,
    Wheel,
)
from game.ui.levels import LevelEntry
from game.ui.opening import OpeningScene, open_level
from game.ui.scene import Push, Scene, Transition
from game.ui.scenes import mission_end, mission_files
from game.ui.scenes.menu import MenuScene
from game.ui.scenes.pause import PauseScene
from game.ui.views.driving import WHEEL_KEYS, Wheelman
from game.ui.views.hud import Orders, clear_area, hud
from game.ui.views.map_marks import MapPreview, MarksShown, draw_marks
from game.ui.views.map_view import MapView
from game.ui.views.pointing import ground_line
from game.ui.widgets.root import Placed

PAN_PX_PER_S = 700.0
PICK_PX = 16.0
DRAG_PX = 5
PANS = {"pan_north": (0, 1), "pan_south": (0, -1), "pan_west": (1, 0), "pan_east": (-1, 0)}
ACTIONS = ("drive", "look", "fly", "sample", "moxie", "sleep", "stop")
WARP_KEYS = dict(zip(("warp_1", "warp_10", "warp_60", "warp_300", "warp_1800", "next_event"), WARPS[1:], strict=True))
SOUNDS = {Severity.NOTICE: "chime", Severity.WARNING: "warn", Severity.FATAL: "warn"}


class MissionScene(MenuScene):
    """One mission being played; `entry` is where its level came from, to begin again."""

    room = (1010, 560)

    def __init__(self, entry: LevelEntry, session: Session) -> None:
        super().__init__()
        self.entry = entry
        self.session = session
        self.follow = True
        self._pressed: tuple[int, int] | None = None
        self._dragging = False
        self._mode: Mode | None = None
        self._ended_s = 0.0
        self._warp_before = Warp.X1

    @staticmethod
    def begin(entry: LevelEntry, seed: int | None = None) -> Scene:
        """The screen shown while the ground is made; it gives way to the mission."""
        return OpeningScene(lambda: open_level(entry, seed), lambda session: MissionScene(entry, session))

    def enter(self) -> None:
        world = self.session.world
        self.desk = Desk(self.session, mission_files.load_strings())
        self.map = MapView(self.services, world)
        self.map.layout(self.services.size)
        self.map.camera.centre_on(world.rover.x_m, world.rover.y_m, instantly=True)
        self.wheel = Wheelman(self.desk)

    def leave(self) -> None:
        if self.services.private and not self.session.over:
            mission_files.autosave(self.services, self.session)

    # --- layout -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        orders = Orders(self._act, self._warp, self._confirm, self._cancel)
        yield from hud(self.desk, orders, self.kit, self.services.size)

    def layout(self, size: tuple[int, int]) -> None:
        self._mode = self.desk.mode
        super().layout(size)
        self.map.layout(size, clear_area(self.root.placed, size))

    # --- orders -------------------------------------------------------------------------------------------------------

    def _act(self, action: str) -> None:
        self.desk.act(action)
        self._say_refusal()

    def _warp(self, warp: Warp) -> None:
        if warp is Warp.PAUSE and self.session.warp is Warp.PAUSE:
            warp = self._warp_before
        elif warp is Warp.PAUSE:
            self._warp_before = self.session.warp
        self.session.warp = warp

    def _step_warp(self, by: int) -> None:
        speeds = WARPS[:-1]
        here = speeds.index(self.session.warp) if self.session.warp in speeds else 0
        self._warp(speeds[max(0, min(len(speeds) - 1, here + by))])

    def _confirm(self) -> None:
        self.desk.confirm()
        self._say_refusal()

    def _cancel(self) -> None:
        if not self.desk.cancel():
            self.back()

    def back(self) -> None:
        """Esc outside any mode opens the menu."""
        clock = f"{self.entry.title}"
        self.push(PauseScene(clock, mission_files.clock_words(self.session)))

    def resume(self, result: object) -> Transition | None:
        """Back from the menu: do what was chosen there."""
        return mission_files.chosen(self, result)

    def _say_refusal(self) -> None:
        if self.desk.refused:
            self.services.sound.play("refuse")
            self.services.toasts.say(self.desk.refused, "caution", self.services.time_s, 6.0)

    # --- input --------------------------------------------------------------------------------------------------------

    def handle(self, event: Event) -> Transition | None:
        if isinstance(event, KeyDown) and not self.root.typing and self._key(event):
            return self._taken()
        if isinstance(event, KeyUp | FocusLost):
            self.wheel.release(event)
        if isinstance(event, Intent):
            self._intent(event)
        elif not self._pointer(event):
            self.root.handle(event)
        return self._taken()

    def _key(self, event: KeyDown) -> bool:
        """Keys of the mission; True when used. The menu's keys go on to the widgets only when a widget shows focus."""
        names = [action.removeprefix("mission.") for action in event.actions if action.startswith("mission.")]
        for name in names:
            if name in WHEEL_KEYS:
                self.wheel.press(name)
            elif event.repeat:
                continue
            elif name in ACTIONS:
                self._act(name)
            elif name in WARP_KEYS:
                self._warp(WARP_KEYS[name])
            elif name in _KEYS:
                _KEYS[name](self)
            elif name not in PANS:
                continue
            return True
        return False

    def _pointer(self, event: Event) -> bool:
        """Presses, drags and the wheel on the map; True when the map took it."""
        if isinstance(event, Wheel) and not self.root.over(event.pos):
            self.map.camera.zoom_at(event.pos, event.turns)
            return True
        if isinstance(event, PointerDown) and not self.root.over(event.pos):
            self._pressed, self._dragging = event.pos, event.button in (MIDDLE, RIGHT)
            return True
        if isinstance(event, PointerMove):
            return self._move(event)
        if isinstance(event, PointerUp) and self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            if not self._dragging and event.button == LEFT:
                self._click(pressed)
            elif event.button == RIGHT and pressed == event.pos:
                self._cancel()
            return True
        return False

    def _move(self, event: PointerMove) -> bool:
        if self._pressed is not None:
            far = max(abs(event.pos[0] - self._pressed[0]), abs(event.pos[1] - self._pressed[1])) > DRAG_PX
            self._dragging = self._dragging or far
            if self._dragging:
                self.follow = False
                self.map.camera.drag(*event.by)
            return True
        camera = self.map.camera
        self.desk.pick_m = max(3.0, PICK_PX / camera.px_per_m)
        on_map = camera.on_map(event.pos) and not self.root.over(event.pos)
        self.desk.pointed_m = camera.to_world(event.pos) if on_map else None
        return False

    def _click(self, pos: tuple[int, int]) -> None:
        if self.map.camera.on_map(pos):
            self.desk.click(self.map.camera.to_world(pos))
            self._say_refusal()
            if self.desk.mode is Mode.DRIVE and self.session.world.rover.task is not None:
                self.desk.choose(Mode.NONE)

    def _intent(self, intent: Intent) -> None:
        """Scripted play may ask by name: warp, act, drive_to, fly_to, centre, zoom."""
        mission_files.intend(self, intent)

    # --- frames -------------------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> Transition | None:
        if self.desk.mode is not self._mode:
            self.refresh()
        self._pan(dt_s)
        self.wheel.update()
        clock = (lambda: 0.0) if not self.services.private else None
        events = self.session.update(dt_s, clock) if clock else self.session.update(dt_s)
        for event in events:
            self._tell(event)
        rover = self.session.world.rover
        if self.follow and rover.task is not None and self.session.warp is not Warp.PAUSE:
            self._keep_in_view(rover.x_m, rover.y_m)
        self.map.update(dt_s, self.session.world)
        return self._end(dt_s) or self._taken()

    def _keep_in_view(self, x_m: float, y_m: float) -> None:
        """Follow the rover once it comes near the edge of the clear part of the map."""
        if not self.map.camera.shows(x_m, y_m, margin_px=self.kit.px(180)):
            self.map.camera.centre_on(x_m, y_m)

    def _pan(self, dt_s: float) -> None:
        step = PAN_PX_PER_S * dt_s
        for name, (dx, dy) in PANS.items():
            if self.services.input.holds(f"mission.{name}"):
                self.follow = False
                self.map.camera.pan(dx * step, dy * step)

    def _tell(self, event: SimEvent) -> None:
        """Sounds for what matters; what is grave also as a toast."""
        sound = SOUNDS.get(event.severity)
        if sound is not None:
            self.services.sound.play(sound)
        if event.severity >= Severity.WARNING:
            words = event_sentence(self.session.world.site, self.desk.strings, event)
            self.services.toasts.say(words, "caution", self.services.time_s, 7.0)

    def _end(self, dt_s: float) -> Transition | None:
        """A moment after the mission has ended, the debrief."""
        if not self.session.over:
            return None
        self._ended_s += dt_s
        if self._ended_s < mission_end.PAUSE_S:
            return None
        return Push(mission_end.debrief(self)) if self._ended_s < 1e6 else None

    def draw(self, surface: pygame.Surface) -> None:
        if not self.services.private:
            self.map.finish()
        self.map.draw(surface)
        draw_marks(surface, self.kit, self.map.camera, self.session.world, self._shown())
        self.root.draw(surface)

    def _shown(self) -> MarksShown:
        plan = self.desk.preview()
        preview = None
        if plan is not None:
            kind = "flight" if plan.kind == "flight" else "drive"
            label, detail = (plan.label, plan.detail) if plan.ok else (plan.refusal, plan.label)
            preview = MapPreview(plan.points_m, kind, plan.ok, label, detail)
        hover = self.desk.pointed_m
        return MarksShown(
            preview=preview,
            hover_m=hover,
            hover_label=ground_line(self.session.world, hover) if hover is not None and preview is None else "",
            avoid=tuple(item.widget.rect for item in self.root.placed),
            part_tick=self.session.part_tick,
        )

    # --- views --------------------------------------------------------------------------------------------------------

    def centre(self) -> None:
        """Back to the rover, and follow it."""
        rover = self.session.world.rover
        self.follow = True
        self.map.camera.centre_on(rover.x_m, rover.y_m)

    def drop_tube(self) -> None:
        """Lay the first stored tube down."""
        stored = [tube.number for tube in self.session.world.tubes if tube.status.value == "stored"]
        self.desk.give(c.DropTube(stored[0] if stored else 1))
        self._say_refusal()


_KEYS = {
    "pause": lambda scene: scene._warp(Warp.PAUSE),
    "faster": lambda scene: scene._step_warp(1),
    "slower": lambda scene: scene._step_warp(-1),
    "confirm": lambda scene: scene._confirm(),
    "cancel": lambda scene: scene._cancel(),
    "undo_waypoint": lambda scene: scene.desk.cancel(),
    "drop_tube": lambda scene: scene.drop_tube(),
    "zoom_in": lambda scene: scene.map.camera.zoom_at(scene.services.input.pointer, 1.0),
    "zoom_out": lambda scene: scene.map.camera.zoom_at(scene.services.input.pointer, -1.0),
    "centre": lambda scene: scene.centre(),
    "fit": lambda scene: scene.map.camera.fit(),
    "save": lambda scene: mission_files.quick_save(scene.services, scene.session),
    "load": lambda scene: mission_files.open_load(scene),
    "help": lambda scene: mission_files.show_help(scene),
    "objectives": lambda scene: mission_files.show_objectives(scene),
    "log": lambda scene: mission_files.show_log(scene),
}
