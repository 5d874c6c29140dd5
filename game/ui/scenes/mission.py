"""The mission: the map fills the window, the panels float over it, time passes at the player's pace.

This screen only connects: keys and clicks become calls on the `Desk`, frames become `Session.update`, events become
sounds, toasts and lines in the log. What can be done and what it costs is the desk's business.
"""

from collections.abc import Iterable

import pygame

from game.mission.session import Session, Warp
from game.sim import commands as c
from game.sim.events import Event as SimEvent
from game.ui.desk import Desk, Mode
from game.ui.desk_choices import Choices, choice
from game.ui.desk_outlook import Outlook
from game.ui.desk_previews import Previews
from game.ui.desk_time import TimeControl
from game.ui.input import Event, FocusLost, Intent, KeyDown, KeyUp, PointerMove
from game.ui.jobs import Job
from game.ui.levels import LevelEntry
from game.ui.opening import OpeningScene, open_level
from game.ui.scene import Replace, Scene, Transition
from game.ui.scenes import mission_end, mission_files, mission_news, mission_reload
from game.ui.scenes.menu import MenuScene
from game.ui.scenes.mission_eyes import Eyes
from game.ui.scenes.mission_intents import intend
from game.ui.scenes.mission_keys import PANS, press
from game.ui.scenes.mission_picture import MissionPicture
from game.ui.scenes.mission_shows import say_drawn_up, show
from game.ui.scenes.mission_story import Highlight
from game.ui.views.camera import Look
from game.ui.views.driving import Wheelman
from game.ui.views.hud import Hud, Orders, Readings
from game.ui.views.hud_log import News
from game.ui.views.map_follow import Follower, uncover
from game.ui.views.map_hazards import HazardLayer
from game.ui.views.map_pointer import MapPointer
from game.ui.views.map_view import MapView
from game.ui.widgets.root import Placed

PAN_PX_PER_S = 700.0
KEEP_PX = 90
"""What is followed is kept this far from the edges of the clear part of the map."""
UNCOVER_PX = 30
PLACES = {"radar": "radar", "look": "camera"}  # actions that are done on a screen of their own


def no_clock() -> float:
    """In scripted play a frame does all its work, however long that takes: the same on every machine."""
    return 0.0


class MissionScene(MenuScene):
    """One mission being played; `entry` is where its level came from, to begin again."""

    room = (1010, 600)
    desk: Desk
    map: MapView
    eyes: Eyes

    def __init__(self, entry: LevelEntry, session: Session) -> None:
        super().__init__()
        self.entry = entry
        self.session = session
        self.follower = Follower()
        self.highlight: Highlight | None = None
        self.given_up = False
        self.reloading: Job[mission_reload.Read] | None = None
        self.first_look: Look | None = None
        self._built_for: tuple[Mode, int] | None = None
        self._ended_s = 0.0
        self._shown = session.view
        self._drawn_up = 0

    @staticmethod
    def begin(entry: LevelEntry, seed: int | None = None) -> Scene:
        """The screen shown while the ground is made; it gives way to the mission."""
        return OpeningScene(lambda: open_level(entry, seed), lambda opened: MissionScene(*opened))

    def enter(self) -> None:
        from game.content.strings import load_strings

        services = self.services
        self.desk = Desk(self.session, load_strings(services.settings.language))
        self.time = TimeControl(self.desk, services)
        self.previews = Previews(self.desk, services.jobs)
        self.readings = Readings(self.desk, Choices(self.desk), Outlook(self.desk), News(self.desk))
        self.map = MapView(services, self.session.view)
        self.hazards = HazardLayer()
        self.eyes = Eyes(self)
        self.pointer = MapPointer(self)
        self.wheel = Wheelman(self.desk)
        self.session.stop_warp_at = self.time.stop_at()
        services.sound.loop("wind")
        if self.entry.note:
            services.toasts.say(self.entry.note, "note", services.time_s, 12.0)
        if not self.session.events:
            self.set_warp(Warp.X1)

    def leave(self) -> None:
        self.map.close()
        self.eyes.close()
        self.services.sound.loop(None)
        if not self.given_up:
            mission_files.autosave(self.services, self.session)

    # --- layout -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        orders = Orders(self.act, self.set_warp, self.confirm, self.cancel, self.show)
        self.hud = Hud(self.readings, orders, self.kit, self.services.size, self.eyes.inset)
        return self.hud.placed()

    def layout(self, size: tuple[int, int]) -> None:
        self.picture = MissionPicture(self)
        self._built_for = (self.desk.mode, self.desk.chosen_target)
        super().layout(size)
        self.map.layout(size, self.hud.clear())
        if self.first_look is not None:
            self.map.camera.look(self.first_look)
            self.first_look = None
        self.messages_above_px = size[1] - self.hud.clear().bottom + self.kit.theme.gap

    # --- orders -------------------------------------------------------------------------------------------------------

    def act(self, action: str) -> None:
        """An entry of the list of actions."""
        if self.session.over:
            return
        now = choice(self.desk, action)
        if now.refusal and not self.desk.is_in(action):
            self.desk.refused = now.refusal
        elif action in PLACES:
            self.show(PLACES[action])
        else:
            self.desk.act(action)
        self.say_refusal()

    def give(self, command: c.Command) -> None:
        self.desk.give(command)
        self.say_refusal()

    def set_warp(self, warp: Warp) -> None:
        self.time.choose(warp)
        self.readings.news.go_on()

    def to_next_link(self) -> None:
        """Until something has come down or gone up."""
        self.set_warp(Warp.NEXT_LINK)

    def step_warp(self, by: int) -> None:
        """One speed up or down."""
        self.time.step(by)
        self.readings.news.go_on()

    def confirm(self) -> None:
        """Agree to what is being planned; a drive is agreed to where the pointer is."""
        if self.session.over:
            return
        self.desk.confirm()
        self.say_refusal()

    def cancel(self) -> None:
        """One step back: the last way-point, the mode, at last the menu."""
        if not self.desk.cancel():
            self.show("menu")

    def say_refusal(self) -> None:
        if self.desk.refused:
            self.services.sound.play("refuse")
            self.services.toasts.say(self.desk.refused, "caution", self.services.time_s, 6.0, about="refusal")
            self.desk.refused = ""

    def show(self, what: str) -> None:
        """Something over the mission: it waits meanwhile."""
        self.wheel.let_go()
        show(self, what)

    def resume(self, result: object) -> Transition | None:
        """Back from what was shown: do what was chosen there."""
        self.session.stop_warp_at = self.time.stop_at()
        self.hud.layer.forget()
        return mission_files.chosen(self, result)

    # --- input --------------------------------------------------------------------------------------------------------

    def handle(self, event: Event) -> Transition | None:
        hover = self.root.mark.hover
        self._handle(event)
        if not isinstance(event, PointerMove) or self.root.mark.hover is not hover:
            self.hud.layer.stir()
        return self._taken()

    def _handle(self, event: Event) -> None:
        if isinstance(event, KeyUp | FocusLost):
            self.wheel.release(event)
        if isinstance(event, Intent):
            intend(self, event)
        elif isinstance(event, KeyDown) and press(self, event):
            return
        elif not self.pointer.handle(event):
            self.root.handle(event)

    # --- frames -------------------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> Transition | None:
        now_s = self.services.time_s
        self._pan(dt_s)
        self.wheel.update()
        self.say_refusal()
        warp = self.session.warp
        self.tell(self.session.update(dt_s) if self.services.private else self.session.update(dt_s, no_clock))
        if self.session.warp is not warp:
            self.readings.news.halt(now_s)
            self.hud.layer.stir()
        self.readings.update(now_s)
        self._drawn_up = say_drawn_up(self, self._drawn_up)
        if self.session.view is not self._shown:
            self._shown = self.session.view
            self.refresh()
        if (self.desk.mode, self.desk.chosen_target) != self._built_for:
            self.refresh()
            self._uncover()
        self.follower.update(self.map.camera, self.kit.px(KEEP_PX), self.session.view)
        self.map.update(dt_s, self.session.view)
        self._pass_on(now_s)
        return self._end(dt_s) or mission_reload.look(self) or self._taken()

    def _pass_on(self, now_s: float) -> None:
        """The panels' turn to be drawn anew."""
        self.hud.layer.pass_on()
        self.eyes.update(now_s)
        if self.readings.news.lively(now_s):
            self.hud.panes["log"].fresh = False

    def _uncover(self) -> None:
        """Bring the vehicle that a mode is about out from under its panel."""
        pane, world = self.hud.panes.get("mode"), self.session.view
        if pane is not None:
            who = world.helicopter if self.desk.mode is Mode.FLY else world.rover
            uncover(self.map.camera, pane.rect, self.kit.px(UNCOVER_PX), who.x_m, who.y_m)

    def _pan(self, dt_s: float) -> None:
        step = self.kit.px(PAN_PX_PER_S) * dt_s
        for name, (dx, dy) in PANS.items():
            if self.services.input.holds(f"mission.{name}"):
                self.follower.on = False
                self.map.camera.pan(dx * step, dy * step)

    def tell(self, events: list[SimEvent]) -> None:
        """Make the player aware of what happened."""
        mission_news.tell(self, events)

    def _end(self, dt_s: float) -> Transition | None:
        """A moment after the mission has ended, the debrief."""
        if not self.session.over:
            return None
        self.desk.leave_mode()
        self._ended_s += dt_s
        if self._ended_s < mission_end.PAUSE_S:
            return None
        self.services.toasts.clear()
        return Replace(mission_end.debrief(self))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        if not self.services.private:
            self.map.finish()
        self.picture.draw(surface)

    def freshen(self, surface: pygame.Surface) -> None:
        if not self.services.private:
            self.map.finish()
        self.picture.freshen(surface)

    # --- views --------------------------------------------------------------------------------------------------------

    def centre(self) -> None:
        """Back to the rover, and follow it."""
        rover = self.session.view.rover
        self.follower.on = True
        self.map.camera.centre_on(rover.x_m, rover.y_m)

    def zoom(self, steps: float) -> None:
        """About the pointer, or about the middle when that is not on the map."""
        pos, camera = self.services.input.pointer, self.map.camera
        camera.zoom_at(pos if camera.on_map(pos) and not self.root.over(pos) else camera.clear.center, steps)
