"""The panels of the camera screen: cameras, figures and costs, the shutter, and the last pictures."""

from typing import TYPE_CHECKING

import pygame

from game.ui.desk_camera import NAMES, SUN_WARNING_DEG
from game.ui.desk_gallery import Stage, brief_counts, pictures, stage_of
from game.ui.kit import Kit
from game.ui.theme import CAUTION, ON_GROUND, QUIET, SMALL, Colour
from game.ui.views.gallery_cards import Thumb
from game.ui.views.hud_link import next_pass
from game.ui.widgets.base import Mark, Widget
from game.ui.widgets.boxes import Column, Panel, Row, Sized
from game.ui.widgets.buttons import Button, Pressable
from game.ui.widgets.labels import Label, ValueRow, heading
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.sim.state.comms import Product
    from game.ui.scenes.camera import CameraScene

FIGURES_WIDTH = 236
SHORT = {"front_hazcam": "Front Hazcam", "rear_hazcam": "Rear Hazcam", "supercam_rmi": "SuperCam"}
TOP_PX = 70
"""The figures stand under the row of cameras."""
THUMB_WIDTH, MOST_THUMBS = 104, 5
ONE_EYE = "This camera has one eye: stereo is taken with Mastcam-Z or Navcam."


def cameras_panel(scene: "CameraScene") -> Panel:
    hand = scene.hand
    catalog = hand.world.site.catalog.cameras

    def button(name: str) -> Button:
        return Button(
            SHORT.get(name, catalog[name].name),
            lambda: scene.choose(name),
            chosen=lambda: hand.name == name and not hand.panorama,
            refusal=lambda: hand.refuse(name) or None,
            hint=catalog[name].text,
            name=name,
        )

    back = Button("", scene.back, icon="back", hint="Back (Esc)", name="back")
    return Panel(Row(back, *map(button, NAMES), gap=5))


def figures_panel(scene: "CameraScene") -> Panel:
    hand = scene.hand
    delayed = scene.mission.session.delayed

    def sun_tone() -> Colour:
        return CAUTION if hand.sun_off_deg() < SUN_WARNING_DEG else ON_GROUND

    rows: list[Widget] = [
        heading("Frame"),
        ValueRow("Focal length", lambda: f"{hand.focal_mm:.0f}", "mm"),
        ValueRow("Field of view", hand.field_words),
        ValueRow("Pointing", lambda: f"{hand.pointing[0]:03.0f}° az, {hand.pointing[1]:+.0f}°"),
        ValueRow(hand.pixel_label, hand.pixel_scale),
        ValueRow("Sun from the axis", lambda: f"{hand.sun_off_deg():.0f}°", tone=sun_tone),
        heading("Costs"),
        ValueRow("Data", lambda: f"{hand.mbit():.1f}", "Mbit"),
        ValueRow("Time", lambda: f"{hand.seconds() / 60.0:.1f}", "min"),
        ValueRow("Energy", lambda: f"{hand.energy_wh():.2f}", "Wh"),
        *([Sized(Label(scene.taken_words, SMALL, QUIET, wrap=True, most=4), height=66)] if delayed else []),
        heading("In the frame"),
        Sized(Label(scene.in_frame, SMALL, wrap=True, most=4), height=70),
        Sized(Label(scene.warning, SMALL, CAUTION, wrap=True, most=3), height=52),
    ]
    return Panel(Column(*rows, gap=5))


def shutter_panel(scene: "CameraScene") -> Panel:
    hand = scene.hand
    return Panel(
        Row(
            Button("Single", scene.kind, chosen=lambda: not hand.stereo and not hand.panorama, name="single"),
            Button(
                "Stereo",
                lambda: scene.kind(stereo=True),
                chosen=lambda: hand.stereo and not hand.panorama,
                refusal=lambda: None if hand.camera.baseline_m > 0.0 else ONE_EYE,
                name="stereo",
            ),
            Button("Panorama", lambda: scene.kind(panorama=True), chosen=lambda: hand.panorama, name="panorama"),
            Button("Shoot", scene.shoot, icon="disc", refusal=lambda: hand.refusal() or None, name="shoot"),
            gap=5,
        )
    )


# --- the last pictures ------------------------------------------------------------------------------------------------


class Shown(Pressable):
    """A small copy that opens the gallery."""

    def __init__(self, scene: "CameraScene", product: "Product") -> None:
        super().__init__(scene.show_gallery, name=f"picture {product.number}", hint="To the gallery")
        there = stage_of(product) is not Stage.ABOARD
        self.thumb = Thumb(scene.mission.eyes.darkroom, product, there, "on board")

    def children(self) -> tuple[Widget, ...]:
        return (self.thumb,)

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return self.thumb.measure(kit, min(width, kit.px(THUMB_WIDTH)))

    def place(self, kit: Kit, rect: pygame.Rect) -> None:
        super().place(kit, rect)
        self.thumb.place(kit, rect)

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        self.thumb.draw(kit, surface, mark)
        self.draw_ring(kit, surface, mark)


def strip(scene: "CameraScene", shutter: Placed) -> Placed:
    """The newest pictures and the way to all of them, as many as there is room for beside the shutter."""
    found = pictures(scene.mission.desk.world)
    cells: list[Widget] = [Shown(scene, product) for product in found[: _room_for(scene, shutter)]]
    head = Row(
        heading(brief_counts(found) if found else "No picture yet"),
        Label(_pass_words(scene), SMALL, QUIET, grow=1, align="right"),
        Button("Gallery", scene.show_gallery, action="mission.gallery", name="gallery"),
        gap=12,
    )
    parts = [head, Row(*cells, gap=8, align="top")] if cells else [head]
    panel = Panel(Column(*parts, gap=8), pad=10)

    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        margin, right = kit.theme.margin, shutter.area(kit, window).left - kit.theme.gap
        wide = min(right - margin, kit.px(MOST_THUMBS * (THUMB_WIDTH + 8) + 12))
        high = panel.measure(kit, wide)[1]
        return pygame.Rect(margin, window.bottom - margin - high, wide, high)

    return Placed(panel, area)


def _room_for(scene: "CameraScene", shutter: Placed) -> int:
    kit, window = scene.kit, pygame.Rect(0, 0, *scene.services.size)
    wide = shutter.area(kit, window).left - kit.theme.gap - kit.theme.margin - 2 * kit.px(10)
    return max(0, min(MOST_THUMBS, (wide + kit.px(8)) // (kit.px(THUMB_WIDTH) + kit.px(8))))


def _pass_words(scene: "CameraScene") -> str:
    desk = scene.mission.desk
    return f"next pass {next_pass(desk.world, desk.now_tick)}"


def at(widget: Widget, width: float, *, right: bool, low: bool) -> Placed:
    """In a corner of the window, as large as it needs."""

    def area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
        margin = kit.theme.margin
        room = window.width - 2 * margin
        wide = kit.px(width) if width else widget.measure(kit, room)[0]
        high = widget.measure(kit, wide)[1]
        top = kit.px(TOP_PX) if right and not low else margin
        x = window.right - margin - wide if right else margin
        return pygame.Rect(x, window.bottom - margin - high if low else top, wide, high)

    return Placed(widget, area)
