"""The small live picture of the Navcam in the lower left corner of the map."""

import pygame

from game.core import marstime
from game.imaging.camera import CAMERAS
from game.ui.desk import Desk
from game.ui.desk_inset import HIGH_PX, WIDE_PX, NavcamInset
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import FIGURE_SMALL, HAIRLINE, QUIET, SMALL
from game.ui.views.hud_glass import Drawn
from game.ui.widgets.base import Mark
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.labels import Label

INSET_WIDTH = 256
PLACEHOLDER = (0x15, 0x19, 0x20, 255)


class LivePicture(Drawn):
    """The newest picture there is."""

    def __init__(self, inset: NavcamInset) -> None:
        super().__init__()
        self.inset = inset

    def stamp(self, kit: Kit) -> object:
        return self.inset.count

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (width, width * HIGH_PX // WIDE_PX)

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        picture = self.inset.picture
        if picture is None:
            kit.box(surface, self.rect, Box(PLACEHOLDER, HAIRLINE, kit.px(3), kit.theme.hairline))
            kit.write_in(surface, "The camera is being turned up", SMALL, QUIET, self.rect, "centre")
            return
        surface.blit(pygame.transform.smoothscale(picture.convert(surface), self.rect.size), self.rect)


def inset_panel(desk: Desk, inset: NavcamInset) -> Panel:
    def name() -> str:
        if desk.session.delayed:
            return f"Navcam, sol {marstime.sol(desk.world.tick)} {marstime.lmst_text(desk.world.tick)[:5]}"
        return "Navcam, live"

    def aim() -> str:
        return f"az {inset.azimuth_deg % 360.0:03.0f}° · {CAMERAS['navcam'].fov_deg:.0f}°"

    caption = Row(Label(name, SMALL, QUIET, grow=1), Label(aim, FIGURE_SMALL, QUIET, align="right"), gap=8)
    return Panel(Column(LivePicture(inset), caption, gap=5), pad=7)
