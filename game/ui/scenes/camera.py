"""The camera screen: look through the rover's cameras, pan, zoom, and take the picture."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.imaging.relief_ground import shared_ground
from game.imaging.staging import scene_of_world
from game.sim.events import PictureJudged
from game.ui.desk_camera import SUN_WARNING_DEG, CameraInHand
from game.ui.desk_gallery import metres
from game.ui.input import LEFT, Event, KeyDown, PointerDown, PointerMove, PointerUp, Wheel
from game.ui.scene import Transition
from game.ui.scenes.camera_panels import FIGURES_WIDTH, at, cameras_panel, figures_panel, shutter_panel, strip
from game.ui.scenes.menu import MenuScene
from game.ui.skin import Box
from game.ui.theme import GOOD, GROUND_SOLID, ON_GROUND, QUIET, STRONG, with_alpha
from game.ui.viewfinder import Viewfinder
from game.ui.views.hud_link import clock, due_tick, next_window
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

TURNS = {"forward": (0, 1), "backward": (0, -1), "turn_left": (-1, 0), "turn_right": (1, 0)}
TURN_SHARE_PER_S = 0.5
"""A held key turns by this share of the frame in a second."""
MOST_NAMED = 4
QUIET_NAME = (0xC4, 0xCB, 0xD3)
FORGET_S = 600
"""The ground is lit anew when the clock has passed another ten minutes."""


class CameraScene(MenuScene):
    """Over a mission, which waits but for the seconds that a picture takes."""

    room = (1000, 600)

    def __init__(self, mission: "MissionScene") -> None:
        super().__init__()
        self.mission = mission
        self.hand = CameraInHand(mission.desk, azimuth_deg=mission.desk.world.rover.heading_deg)
        self.finder: Viewfinder | None = None
        self._drag: tuple[int, int] | None = None
        self._scaled: tuple[pygame.Surface, pygame.Surface] | None = None

    def enter(self) -> None:
        hand, spot = self.hand, not self.services.private
        ground = shared_ground(hand.world.terrain)
        self.finder = Viewfinder(lambda: scene_of_world(hand.world, ground, own="rover"), spot)

    def leave(self) -> None:
        if self.finder is not None:
            self.finder.close()

    # --- panels -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        yield at(cameras_panel(self), 0.0, right=False, low=False)
        yield at(figures_panel(self), FIGURES_WIDTH, right=True, low=False)
        shutter = at(shutter_panel(self), 0.0, right=True, low=True)
        yield shutter
        yield strip(self, shutter)

    def show_gallery(self) -> None:
        from game.ui.scenes.gallery import GalleryScene

        self.push(GalleryScene(self.mission))

    def warning(self) -> str:
        if not self.hand.camera.contact and self.hand.sun_off_deg() < SUN_WARNING_DEG:
            return "Into the sun: a picture taken so counts for nothing."
        return self.hand.refusal()

    def in_frame(self) -> str:
        lines = []
        for item in self.hand.subjects()[:2]:
            why = self.mission.desk.sentence(item.why) if item.why is not None else "well lit"
            lines.append(f"{item.subject.name}, {metres(self.hand.range_m(item))}, {item.pixels:.0f} px: {why}")
        return " ".join(lines) or "Nothing that has a name."

    def taken_words(self) -> str:
        """Where operations are delayed: when the picture will be taken."""
        desk = self.mission.desk
        number = len(self.mission.session.world.ground.draft) + 1
        return f"Step {number} of the sequence, taken about sol {clock(due_tick(desk))}. Uplink: {next_window(desk)}."

    # --- the picture --------------------------------------------------------------------------------------------------

    def shoot(self) -> None:
        """Give the command, and let the seconds pass that it takes."""
        mission, hand = self.mission, self.hand
        if not mission.desk.give(hand.command()):
            self._say(mission.desk.refused, "caution")
            mission.desk.refused = ""
            return
        if mission.session.delayed:
            number = len(mission.session.world.ground.draft)
            when = f"taken about sol {clock(due_tick(mission.desk))}, once it has gone up"
            self._say(f"Step {number} of the sequence: {when}.", "good")
            self.refresh()
            return
        before = mission.session.view.tick
        until = mission.session.world.tick + int(hand.seconds()) + 2
        events = mission.session.run_to(until)
        mission.tell(events)
        told = [mission.readings.news.sentence(event) for event in events if isinstance(event, PictureJudged)]
        self._say(told[0] if told else f"Picture taken: {hand.mbit():.1f} Mbit wait for a relay pass.", "good")
        if self.finder is not None and mission.session.view.tick // FORGET_S != before // FORGET_S:
            self.finder.forget()
        self.refresh()

    def _say(self, words: str, kind: str) -> None:
        self.services.toasts.say(words, kind, self.services.time_s, 5.0, about="picture")

    def choose(self, name: str) -> None:
        self.hand.choose(name)
        self.refresh()

    def kind(self, *, stereo: bool = False, panorama: bool = False) -> None:
        self.hand.stereo, self.hand.panorama = stereo, panorama

    def resume(self, result: object) -> Transition | None:
        self.refresh()
        return None

    # --- input --------------------------------------------------------------------------------------------------------

    def handle(self, event: Event) -> Transition | None:
        if isinstance(event, KeyDown) and self._key(event):
            return self._taken()
        if self._pointer(event):
            return self._taken()
        return super().handle(event)

    def _key(self, event: KeyDown) -> bool:
        if any(event.does(f"mission.{name}") for name in TURNS):
            return True
        if event.does("mission.zoom_in") or event.does("mission.zoom_out"):
            self.hand.zoom(1 if event.does("mission.zoom_in") else -1)
            return True
        if event.does("mission.gallery") and not event.repeat:
            self.show_gallery()
            return True
        if event.does("mission.confirm") and not event.repeat and not self.root.mark.ring:
            self.shoot()
            return True
        return False

    def _pointer(self, event: Event) -> bool:
        if isinstance(event, Wheel) and not self.root.over(event.pos):
            self.hand.zoom(1 if event.turns > 0 else -1)
            return True
        if isinstance(event, PointerDown) and event.button == LEFT and not self.root.over(event.pos):
            self._drag = event.pos
            return True
        if isinstance(event, PointerMove) and self._drag is not None:
            per_px = self.hand.view().camera.fov_deg / max(1, self.services.size[0])
            dx, dy = event.pos[0] - self._drag[0], event.pos[1] - self._drag[1]
            self.hand.turn(-dx * per_px, dy * per_px)
            self._drag = event.pos
            return True
        if isinstance(event, PointerUp) and self._drag is not None:
            self._drag = None
            return True
        return False

    # --- frames -------------------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> Transition | None:
        step_deg = TURN_SHARE_PER_S * self.hand.frame.width_deg * dt_s
        for name, (right, up) in TURNS.items():
            if self.services.input.holds(f"mission.{name}"):
                self.hand.turn(right * step_deg, up * step_deg)
        self.mission.eyes.darkroom.tend()
        if self.finder is not None:
            mount = self.hand.name if self.hand.fixed else "mast"
            self.finder.look(mount, self.hand.view(), self.services.size, self.hand.lens())
        return self._taken()

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill(GROUND_SOLID[:3])
        picture = self.finder.picture if self.finder is not None else None
        if picture is not None:
            surface.blit(self._fitted(picture, surface.get_size()), (0, 0))
        else:
            share = 100.0 * (self.finder.progress if self.finder is not None else 0.0)
            words = f"The camera is being turned up: {share:.0f} %"
            self.kit.write_in(surface, words, STRONG, QUIET, surface.get_rect(), "centre")
        self._draw_frame(surface)
        self.root.draw(surface)

    def _fitted(self, picture: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
        if self._scaled is None or self._scaled[0] is not picture or self._scaled[1].get_size() != size:
            self._scaled = (picture, pygame.transform.smoothscale(picture.convert(), size))
        return self._scaled[1]

    def _draw_frame(self, surface: pygame.Surface) -> None:
        """The edges of the frame, the cross-hair, and what stands under it."""
        kit, window = self.kit, surface.get_rect()
        wide, high = (round(share * window.width) for share in self.hand.frame_share())
        rect = pygame.Rect(0, 0, wide, high)
        rect.center = window.center
        edge = with_alpha(ON_GROUND, 150)
        kit.box(surface, rect.clip(window), Box((0, 0, 0, 0), edge, 0, kit.theme.hairline))
        arm, gap = kit.px(26), kit.px(12)
        x, y = window.center
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            ends = (x + dx * gap, y + dy * gap), (x + dx * (gap + arm), y + dy * (gap + arm))
            pygame.draw.line(surface, ON_GROUND, *ends, max(1, kit.px(1.5)))
        self._name_targets(surface, rect)

    def _name_targets(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """What is under the cross-hair with its range, and quietly the other targets in the frame."""
        kit, hand, under = self.kit, self.hand, self.hand.under_cross()
        taken: list[pygame.Rect] = []
        panels = [item.widget.rect for item in self.root.placed]
        others = [item for item in hand.subjects() if item.subject.target >= 0 and item is not under]
        for item in ([under] if under is not None else []) + others[:MOST_NAMED]:
            words = f"{item.subject.name} · {metres(hand.range_m(item))}"
            tone = QUIET_NAME if item is not under else GOOD if item.why is None else ON_GROUND
            right, down = hand.place_of(item)
            per_px = rect.width / hand.frame.width_px
            x, y = round(rect.centerx + right * per_px), round(rect.centery + down * per_px)
            spot = pygame.Rect(x + kit.px(10), y - kit.px(34), kit.width(words, STRONG), kit.height(STRONG))
            if spot.collidelist(taken) < 0 and spot.collidelist(panels) < 0:
                taken.append(spot)
                kit.write(surface, words, STRONG, tone, spot.topleft, outlined=True)
