"""One picture filling the window: as it came, as an anaglyph, by ranges; measured, sent first, deleted, exported."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game import paths
from game.imaging.products.measure import Measurable
from game.imaging.record import kinds_of
from game.sim import commands as c
from game.sim.downlink import expect
from game.sim.state.comms import Product
from game.ui.desk import Desk
from game.ui.desk_gallery import (
    Stage,
    origin_of,
    pictures,
    stage_of,
    stage_words,
)
from game.ui.desk_measure import Tape
from game.ui.input import KeyDown, Position
from game.ui.jobs import Job
from game.ui.scene import Pop, Transition
from game.ui.scenes.loupe_scene import LoupeScene, Shown
from game.ui.scenes.viewer_panels import NOT_YET, facts_area, head, head_area, known, tools, tools_area
from game.ui.theme import GROUND_SOLID, LEAD, ON_GROUND, QUIET, STRONG
from game.ui.views.loupe import Loupe, Pane
from game.ui.views.tape import draw_tape
from game.ui.widgets.boxes import Panel
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.ui.darkroom import Print
    from game.ui.scenes.mission import MissionScene

DRAG_PX = 4
ONE_EYE = "Distances are measured in stereo pairs: take one with Mastcam-Z or Navcam."


class ViewerScene(LoupeScene):
    """Goes back with the number of the picture that was looked at last."""

    room = (1010, 600)

    def __init__(self, mission: "MissionScene", number: int) -> None:
        super().__init__()
        self.mission = mission
        self.number = number
        self.kind = self.camera = ""
        self.pane = Pane()
        self.tape: Tape | None = None
        self.bare = False
        """All panels are put away."""
        self.said = expect(mission.desk.world)
        self._fresh = True
        """It has not been looked at yet."""
        self._dragged = False
        self._export: Job[Path] | None = None

    @property
    def desk(self) -> Desk:
        return self.mission.desk

    @property
    def product(self) -> Product:
        return self.desk.world.comms.products[self.number - 1]

    @property
    def whole(self) -> bool:
        return stage_of(self.product) is Stage.WHOLE

    def back(self) -> None:
        if self.tape is not None:
            self.measure()
        else:
            self.go(Pop(self.number))

    # --- panels -------------------------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        self.said = expect(self.desk.world)
        if self.bare:
            return
        yield Placed(Panel(head(self), pad=9), head_area)
        yield Placed(Panel(tools(self), pad=9), tools_area)
        yield Placed(Panel(known(self), pad=14), facts_area)

    # --- what is done -------------------------------------------------------------------------------------------------

    def _neighbour(self, by: int) -> int | None:
        numbers = [product.number for product in pictures(self.desk.world)]
        at = numbers.index(self.number) + by
        return numbers[at] if 0 <= at < len(numbers) else None

    def no_step(self, by: int) -> str | None:
        return None if self._neighbour(by) is not None else "That was the last one."

    def step(self, by: int) -> None:
        """To the picture taken after or before."""
        number = self._neighbour(by)
        if number is not None:
            self.number, self.kind, self.camera, self.tape = number, "", "", None
            self.loupe, self._fresh = Loupe(), True
            self.refresh()

    def refuse_tape(self) -> str | None:
        if "anaglyph" not in kinds_of(self.desk.world, self.product):
            return ONE_EYE
        return None if self.whole else NOT_YET

    def measure(self) -> None:
        """Take the tape in hand, or put it away."""
        self.tape = Tape() if self.tape is None else None
        self.loupe.whole()
        self.refresh()

    def give(self, command: c.Command) -> None:
        from game.ui.scenes.gallery import say_given

        say_given(self, self.desk, command)
        self.refresh()

    def ask_delete(self) -> None:
        from game.ui.scenes.gallery import ask_delete

        self.push(ask_delete(self.product))

    def resume(self, result: object) -> Transition | None:
        if result == "delete":
            self.give(c.DeleteProduct(self.number))
        return None

    # --- into a file --------------------------------------------------------------------------------------------------

    def refuse_export(self) -> str | None:
        if not self.whole:
            return NOT_YET
        return None if self._print() is not None else "It is still being drawn."

    def export(self) -> None:
        """The picture and its sidecar into the pictures folder, under a name that is free."""
        made = self._print()
        if made is not None and self._export is None:
            origin, mbit, title = origin_of(self.desk, self.product), self.product.mbit, self.desk.world.level.title
            self._export = self.mission.eyes.darkroom.export(made, origin, mbit, title, paths.pictures_dir())

    def _say_exported(self) -> None:
        if self._export is None or not self._export.done:
            return
        job, self._export = self._export, None
        words = f"Saved: {job.result}" if job.error is None else f"The picture could not be saved: {job.error}"
        kind = "good" if job.error is None else "caution"
        self.services.toasts.say(words, kind, self.services.time_s, 6.0, about="export")

    # --- input --------------------------------------------------------------------------------------------------------

    def middle(self) -> Position:
        return self.area().center

    def under(self, pos: Position) -> Shown | None:
        """The one picture there is, wherever the pointer is."""
        shown = self.shown()
        return (self.area(), shown.get_size()) if shown is not None else None

    def key(self, event: KeyDown) -> bool:
        if event.does("menu.page_down") or event.does("menu.page_up"):
            self.step(1 if event.does("menu.page_down") else -1)
        elif event.does("menu.next") and not self.root.mark.ring:
            self.bare = not self.bare
            self.refresh()
        else:
            return super().key(event)
        return True

    def press(self, pos: Position) -> None:
        self._dragged = False

    def drag(self, pos: Position) -> None:
        if self.pressed is None:
            return
        dx, dy = pos[0] - self.pressed[0], pos[1] - self.pressed[1]
        found = self.under(pos)
        if (self._dragged or abs(dx) + abs(dy) > DRAG_PX) and found is not None:
            self.loupe.drag(dx, dy, *found)
            self.pressed, self._dragged = pos, True

    def release(self, pos: Position) -> None:
        if not self._dragged:
            self._click(pos)

    def _click(self, pos: Position) -> None:
        """A place to measure."""
        found = self._measurable()
        if self.tape is None or found is None:
            return
        at = self.loupe.to_picture(pos, self.area(), found.left.shape[1::-1])
        if at is not None and not self.tape.mark(found, at):
            self.services.toasts.say(self.tape.refusal, "caution", self.services.time_s, 5.0, about="tape")

    # --- frames -------------------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> Transition | None:
        self.mission.eyes.darkroom.tend()
        self._say_exported()
        return self._taken()

    def area(self) -> pygame.Rect:
        """Where the picture stands: between the panels."""
        window = pygame.Rect(0, 0, *self.services.size)
        if self.bare:
            return window
        top_at, facts_at, low_at = (area(self.kit, window) for area in (head_area, facts_area, tools_area))
        gap = self.kit.theme.gap
        top, left = top_at.bottom + gap, top_at.x
        return pygame.Rect(left, top, facts_at.x - gap - left, low_at.y - gap - top)

    def _print(self) -> "Print | None":
        return self.mission.eyes.darkroom.whole(self.product, self.kind, self.camera) if self.whole else None

    def _measurable(self) -> Measurable | None:
        return self.mission.eyes.darkroom.measured(self.product)

    def shown(self) -> pygame.Surface | None:
        """The best there is: the whole picture, or the small copy as long as it is not there."""
        stage, darkroom = stage_of(self.product), self.mission.eyes.darkroom
        if stage is Stage.ABOARD:
            return None
        if self.tape is not None:
            found = self._measurable()
            return darkroom.surface(found.left) if found is not None else None
        made = self._print()
        if made is None and not (self.kind or self.camera):
            made = darkroom.small(self.product)
        return made.surface if made is not None else None

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill(GROUND_SOLID[:3])
        picture, area = self.shown(), self.area()
        if picture is not None:
            if self._fresh:
                self._fresh = False
                self.loupe.fill(area, picture.get_size())
            self.pane.draw(surface, area, picture, self.loupe)
        self._say_waiting(surface, area, picture is not None)
        found = self._measurable() if self.tape is not None else None
        if self.tape is not None and found is not None:
            size = found.left.shape[1::-1]
            draw_tape(self.kit, surface, self.tape, lambda at: self.loupe.to_screen(at, area, size), area)
        self.root.draw(surface)

    def _say_waiting(self, surface: pygame.Surface, area: pygame.Rect, shown: bool) -> None:
        """What the picture waits for, in words over it."""
        words = self._waiting()
        if not words:
            return
        if not shown:
            self.kit.write_in(surface, words, LEAD, QUIET, area, "centre")
            return
        at = (area.centerx - self.kit.width(words, STRONG) // 2, area.bottom - self.kit.px(34))
        self.kit.write(surface, words, STRONG, ON_GROUND, at, outlined=True)

    def _waiting(self) -> str:
        stage = stage_of(self.product)
        if stage is not Stage.WHOLE:
            comes = stage_words(self.product, self.said)
            return f"{comes[:1].upper()}{comes[1:]}." if stage is Stage.SMALL else f"Nothing is on Earth yet: {comes}."
        if self.tape is not None:
            return "The two eyes are being compared." if self._measurable() is None else ""
        if self.mission.eyes.darkroom.failed(self.product, self.kind, self.camera):
            return "This picture cannot be drawn."
        share = self.mission.eyes.darkroom.share()
        return f"The frame is being drawn: {100.0 * share:.0f} %" if self._print() is None else ""
