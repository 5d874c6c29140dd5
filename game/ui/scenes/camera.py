"""The camera screen: look through the rover's cameras, pan, zoom, and take the picture."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.imaging.staging import scene_of_world
from game.sim.events import PictureJudged
from game.ui.desk_camera import NAMES, SUN_WARNING_DEG, CameraInHand
from game.ui.input import LEFT, Event, KeyDown, PointerDown, PointerMove, PointerUp, Wheel
from game.ui.scene import Transition
from game.ui.scenes.menu import MenuScene
from game.ui.skin import Box
from game.ui.theme import CAUTION, GOOD, GROUND_SOLID, ON_GROUND, QUIET, SMALL, STRONG, with_alpha
from game.ui.viewfinder import Viewfinder
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Sized
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, ValueRow, heading
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.ui.kit import Kit
    from game.ui.scenes.mission import MissionScene

FIGURES_WIDTH = 236
TURNS = {"forward": (0, 1), "backward": (0, -1), "turn_left": (-1, 0), "turn_right": (1, 0)}
TURN_SHARE_PER_S = 0.5
"""A held key turns by this share of the frame in a second."""
SHORT = {"front_hazcam": "Front Hazcam", "rear_hazcam": "Rear Hazcam", "supercam_rmi": "SuperCam"}
TOP_PX = 70
"""The figures stand under the row of cameras."""


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
        world = self.mission.desk.world
        spot = not self.services.private
        self.finder = Viewfinder(lambda: scene_of_world(world, own="rover"), spot)

    def leave(self) -> None:
        if self.finder is not None:
            self.finder.close()

    # --- panels -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        yield _at(self._cameras(), 0.0, right=False, low=False)
        yield _at(self._figures(), FIGURES_WIDTH, right=True, low=False)
        yield _at(self._shutter(), 0.0, right=True, low=True)

    def _cameras(self) -> Panel:
        catalog = self.mission.desk.world.site.catalog.cameras
        hand = self.hand

        def button(name: str) -> Button:
            return Button(
                SHORT.get(name, catalog[name].name),
                lambda: self._choose(name),
                chosen=lambda: hand.name == name and not hand.panorama,
                hint=catalog[name].text,
                name=name,
            )

        return Panel(
            Row(*map(button, NAMES), Button("", self.back, icon="back", hint="Back (Esc)", name="back"), gap=5)
        )

    def _figures(self) -> Panel:
        hand = self.hand
        rows: list[Widget] = [
            heading("Frame"),
            ValueRow("Focal length", lambda: f"{hand.focal_mm:.0f}", "mm"),
            ValueRow("Field of view", lambda: f"{hand.frame.width_deg:.1f}", "°"),
            ValueRow("Sun from the axis", lambda: f"{hand.sun_off_deg():.0f}", "°", tone=self._sun_tone),
            heading("Costs"),
            ValueRow("Data", lambda: f"{hand.mbit():.1f}", "Mbit"),
            ValueRow("Time", lambda: f"{hand.seconds() / 60.0:.1f}", "min"),
            ValueRow("Energy", lambda: f"{hand.energy_wh():.2f}", "Wh"),
            heading("In the frame"),
            Sized(Label(self._in_frame, SMALL, wrap=True, most=7), height=118),
            Sized(Label(self._warning, SMALL, CAUTION, wrap=True, most=3), height=52),
        ]
        return Panel(Column(*rows, gap=5))

    def _shutter(self) -> Panel:
        hand = self.hand

        def kind(stereo: bool, panorama: bool) -> None:
            hand.stereo, hand.panorama = stereo, panorama

        one_eye = "This camera has one eye: stereo is taken with Mastcam-Z or Navcam."
        return Panel(
            Row(
                Button(
                    "Single",
                    lambda: kind(False, False),
                    chosen=lambda: not hand.stereo and not hand.panorama,
                    name="single",
                ),
                Button(
                    "Stereo",
                    lambda: kind(True, False),
                    chosen=lambda: hand.stereo and not hand.panorama,
                    refusal=lambda: None if hand.camera.baseline_m > 0.0 else one_eye,
                    name="stereo",
                ),
                Button("Panorama", lambda: kind(False, True), chosen=lambda: hand.panorama, name="panorama"),
                Button("Shoot", self.shoot, icon="disc", refusal=lambda: hand.refusal() or None, name="shoot"),
                gap=5,
            )
        )

    def _sun_tone(self) -> tuple[int, int, int]:
        return CAUTION if self.hand.sun_off_deg() < SUN_WARNING_DEG else ON_GROUND

    def _warning(self) -> str:
        if self.hand.sun_off_deg() < SUN_WARNING_DEG:
            return "Into the sun: a picture taken so counts for nothing."
        return self.hand.refusal()

    def _in_frame(self) -> str:
        lines = []
        for item in self.hand.subjects()[:2]:
            why = self.mission.desk.sentence(item.why) if item.why is not None else "well lit"
            lines.append(f"{item.subject.name}, {self.hand.range_m(item):.0f} m, {item.pixels:.0f} px: {why}")
        return " ".join(lines) or "Nothing that has a name."

    # --- the picture --------------------------------------------------------------------------------------------------

    def shoot(self) -> None:
        """Give the command, and let the seconds pass that it takes."""
        mission, hand = self.mission, self.hand
        if not mission.desk.give(hand.command()):
            self._say(mission.desk.refused, "caution")
            mission.desk.refused = ""
            return
        if mission.session.delayed:
            self._say("Added to the sequence.", "good")
            return
        until = mission.session.world.tick + int(hand.seconds()) + 2
        events = mission.session.run_to(until)
        mission.tell(events)
        told = [mission.readings.news.sentence(event) for event in events if isinstance(event, PictureJudged)]
        self._say(told[0] if told else f"Picture taken: {hand.mbit():.1f} Mbit wait for a relay pass.", "good")
        self.refresh()

    def _say(self, words: str, kind: str) -> None:
        self.services.toasts.say(words, kind, self.services.time_s, 5.0, about="picture")

    def _choose(self, name: str) -> None:
        self.hand.choose(name)

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
        if self.finder is not None:
            mount = self.hand.name if self.hand.fixed else "mast"
            self.finder.look(mount, self.hand.view(), self.services.size)
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
        found = self.hand.subjects()
        if found:
            item = found[0]
            words = f"{item.subject.name} · {self.hand.range_m(item):.0f} m"
            tone = GOOD if item.why is None else ON_GROUND
            right, down = self.hand.place_of(item)
            per_px = wide / self.hand.frame.width_px
            at = (round(x + right * per_px) + kit.px(10), round(y + down * per_px) - kit.px(34))
            kit.write(surface, words, STRONG, tone, at, outlined=True)


def _at(widget: Widget, width: float, *, right: bool, low: bool) -> Placed:
    """In a corner of the window, as large as it needs."""

    def area(kit: "Kit", window: pygame.Rect) -> pygame.Rect:
        margin = kit.theme.margin
        room = window.width - 2 * margin
        wide = kit.px(width) if width else widget.measure(kit, room)[0]
        high = widget.measure(kit, wide)[1]
        top = kit.px(TOP_PX) if right and not low else margin
        x = window.right - margin - wide if right else margin
        return pygame.Rect(x, window.bottom - margin - high if low else top, wide, high)

    return Placed(widget, area)
