"""Two pictures against each other: side by side with one loupe for both, or one over the other with a wipe."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.imaging.record import setting_of
from game.sim.state.comms import Product
from game.ui.desk_gallery import Stage, stage_of, title_of
from game.ui.input import Position
from game.ui.scene import Transition
from game.ui.scenes.loupe_scene import LoupeScene, Shown
from game.ui.theme import ACCENT, BODY, GROUND_SOLID, LEAD, ON_GROUND, OUTLINE, QUIET, STRONG
from game.ui.views.hud_link import clock
from game.ui.views.loupe import Pane
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.ui.kit import Kit
    from game.ui.scenes.mission import MissionScene

HEAD_HEIGHT = 64
GRIP_PX = 14


class CompareScene(LoupeScene):
    """The loupe looks at the same share of both, so that the same cut stays before the eye."""

    room = (1010, 600)

    def __init__(self, mission: "MissionScene", first: int, second: int) -> None:
        super().__init__()
        self.mission = mission
        self.numbers = (first, second)
        self.wiping = False
        self.wipe = 0.5
        self.panes = (Pane(), Pane())
        self._on_grip = False

    def products(self) -> tuple[Product, Product]:
        products = self.mission.desk.world.comms.products
        return products[self.numbers[0] - 1], products[self.numbers[1] - 1]

    # --- panels -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        yield Placed(Panel(self._head(), pad=9), _head_area)

    def _head(self) -> Widget:
        first, second = self.products()
        return Row(
            Button("", self.back, icon="back", name="back", hint="Back (Esc)"),
            self._name("A", first),
            Button("Side by side", lambda: self._set(False), chosen=lambda: not self.wiping, name="side by side"),
            Button("Wipe", lambda: self._set(True), chosen=lambda: self.wiping, name="wipe"),
            Button("Swap", self.swap, name="swap"),
            self._name("B", second, "right"),
            gap=8,
        )

    def _name(self, letter: str, product: Product, align: str = "left") -> Widget:
        tau = setting_of(self.mission.desk.world, product).tau
        return Column(
            Label(f"{letter}: {title_of(self.mission.desk, product)}", STRONG, align=align),
            Label(f"sol {clock(product.taken_tick)}, tau {tau:.2f}", BODY, QUIET, align=align),
            gap=2,
            grow=1,
        )

    def _set(self, wiping: bool) -> None:
        self.wiping = wiping
        self.loupe.whole()

    def swap(self) -> None:
        self.numbers = (self.numbers[1], self.numbers[0])
        self.refresh()

    # --- places -------------------------------------------------------------------------------------------------------

    def areas(self) -> tuple[pygame.Rect, pygame.Rect]:
        """Of both pictures; the same for both under a wipe."""
        window = pygame.Rect(0, 0, *self.services.size)
        head, margin, gap = _head_area(self.kit, window), self.kit.theme.margin, self.kit.theme.gap
        top = head.bottom + gap
        whole = pygame.Rect(margin, top, window.width - 2 * margin, window.bottom - margin - top)
        if self.wiping:
            return whole, whole
        wide = (whole.width - gap) // 2
        return pygame.Rect(whole.x, top, wide, whole.height), pygame.Rect(whole.right - wide, top, wide, whole.height)

    def _grip_x(self) -> int:
        area = self.areas()[0]
        return area.x + round(self.wipe * area.width)

    def picture(self, product: Product) -> pygame.Surface | None:
        """The best there is of one."""
        stage, darkroom = stage_of(product), self.mission.eyes.darkroom
        if stage is Stage.ABOARD:
            return None
        made = darkroom.whole(product) if stage is Stage.WHOLE else None
        made = made if made is not None else darkroom.small(product)
        return made.surface if made is not None else None

    # --- input --------------------------------------------------------------------------------------------------------

    def middle(self) -> Position:
        return self.areas()[0].center

    def under(self, pos: Position) -> Shown | None:
        for area, product in zip(self.areas(), self.products(), strict=True):
            shown = self.picture(product)
            if area.collidepoint(pos) and shown is not None:
                return area, shown.get_size()
        return None

    def press(self, pos: Position) -> None:
        self._on_grip = self.wiping and abs(pos[0] - self._grip_x()) <= self.kit.px(GRIP_PX)

    def drag(self, pos: Position) -> None:
        if self.pressed is None:
            return
        found = self.under(self.pressed)
        if self._on_grip:
            area = self.areas()[0]
            self.wipe = max(0.02, min(0.98, (pos[0] - area.x) / area.width))
        elif found is not None:
            self.loupe.drag(pos[0] - self.pressed[0], pos[1] - self.pressed[1], *found)
        self.pressed = pos

    # --- frames -------------------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> Transition | None:
        self.mission.eyes.darkroom.tend()
        return self._taken()

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill(GROUND_SOLID[:3])
        if self.wiping:
            self._draw_wipe(surface)
        else:
            for number, area in enumerate(self.areas()):
                self._draw_one(surface, number, area)
        self.root.draw(surface)

    def _draw_one(self, surface: pygame.Surface, number: int, area: pygame.Rect) -> None:
        product = self.products()[number]
        shown = self.picture(product)
        if shown is not None:
            self.panes[number].draw(surface, area, shown, self.loupe)
            return
        words = "Nothing of it is on Earth yet." if stage_of(product) is Stage.ABOARD else "It is being drawn."
        self.kit.write_in(surface, words, LEAD, QUIET, area, "centre")

    def _draw_wipe(self, surface: pygame.Surface) -> None:
        area, x = self.areas()[0], self._grip_x()
        for number, (left, right) in enumerate(((area.x, x), (x, area.right))):
            surface.set_clip(pygame.Rect(left, area.y, right - left, area.height))
            self._draw_one(surface, number, area)
        surface.set_clip(None)
        thick = max(2, self.kit.px(2))
        pygame.draw.line(surface, OUTLINE, (x, area.y), (x, area.bottom), thick + 2)
        pygame.draw.line(surface, self.kit.tone(ACCENT), (x, area.y), (x, area.bottom), thick)
        pygame.draw.circle(surface, OUTLINE, (x, area.centery), self.kit.px(11))
        pygame.draw.circle(surface, self.kit.tone(ACCENT), (x, area.centery), self.kit.px(9))
        for letter, where in (("A", x - self.kit.px(30)), ("B", x + self.kit.px(20))):
            self.kit.write(surface, letter, STRONG, ON_GROUND, (where, area.y + self.kit.px(8)), outlined=True)


def _head_area(kit: "Kit", window: pygame.Rect) -> pygame.Rect:
    margin = kit.theme.margin
    return pygame.Rect(margin, margin, window.width - 2 * margin, kit.px(HEAD_HEIGHT))
