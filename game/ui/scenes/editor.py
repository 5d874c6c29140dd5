"""The level editor: the map in the middle, tools at the left, figures at the right, what is wrong at the foot."""

from collections.abc import Iterable
from pathlib import Path

import pygame

from game.content.diagnose import Faults
from game.content.level_things import at_path, map_size
from game.ui.editor_desk import MOVE, EditorDesk
from game.ui.editor_files import Opened, entry_of, open_draft, save
from game.ui.editor_ground import EditorGround
from game.ui.input import Event, Intent, KeyDown
from game.ui.jobs import Job
from game.ui.scene import Pop, Transition
from game.ui.scenes.dialog import Ask
from game.ui.scenes.editor_panels import faults_panel, figures_panel, tools_panel
from game.ui.scenes.editor_pointer import EditorPointer
from game.ui.scenes.menu import MenuScene, at_left, page
from game.ui.theme import BODY, FAULT_TEXT, QUIET
from game.ui.views.editor_marks import Shown, draw_things
from game.ui.widgets.base import Widget
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed

TOOLS_WIDTH, FIGURES_WIDTH, MESSAGE_WIDTH = 186, 300, 520
NOT_IN_SCRIPTS = "Nothing is saved in scripted play."
LEAVE, SAVE_AND_LEAVE = "leave", "save and leave"
HELP = (
    "Choose a tool at the left and click on the map to place something. Drag what stands there; pull the round handles "
    "of the chosen thing to change its size or its corners. Drag the ground to look round, turn the wheel to zoom.\n\n"
    "The figures at the right are those of the ground and of the chosen thing; the ground is made anew when they rest. "
    "Every change is one step of undo.\n\n"
    "Saving writes the level into your own levels folder. Your comments and the order of your lines stay as they are."
)


class EditorScene(MenuScene):
    """`path`: the level to edit, a copy of it if it came with the game; None: a new one."""

    room = (900, 560)

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self.path = path
        self.desk: EditorDesk | None = None
        self.fault = ""
        self._job: Job[Opened] | None = None

    def enter(self) -> None:
        self.ground = EditorGround(self.services)
        self.pointer = EditorPointer(self)
        self._job = self.services.jobs.start(lambda: open_draft(self.path))

    def leave(self) -> None:
        self.ground.close()

    # --- what is on the screen ----------------------------------------------------------------------------------------

    def build(self) -> Iterable[Placed]:
        if self.desk is None:
            words = Label(self.fault or "Reading the level ...", tone=FAULT_TEXT if self.fault else QUIET, wrap=True)
            yield at_left(page("Level editor", self.back, words), MESSAGE_WIDTH)
            return
        yield at_left(tools_panel(self, self.desk), TOOLS_WIDTH)
        figures = figures_panel(self.desk)
        yield Placed(figures, lambda kit, window: self._right(figures, window))
        foot = faults_panel(self.desk.reading, self.desk.draft.file)
        if foot is not None:
            yield Placed(foot, lambda kit, window: self._foot(foot, window))

    def _right(self, panel: Widget, window: pygame.Rect) -> pygame.Rect:
        margin, wide = self.kit.theme.margin, self.kit.px(FIGURES_WIDTH)
        high = min(window.height - 2 * margin, panel.measure(self.kit, wide)[1])
        return pygame.Rect(window.right - margin - wide, margin, wide, high)

    def _foot(self, panel: Widget, window: pygame.Rect) -> pygame.Rect:
        clear = self._clear(window.size)
        high = min(window.height // 3, panel.measure(self.kit, clear.width)[1])
        return pygame.Rect(clear.x, window.bottom - self.kit.theme.margin - high, clear.width, high)

    def _clear(self, size: tuple[int, int]) -> pygame.Rect:
        """Between the panels."""
        margin, gap = self.kit.theme.margin, self.kit.theme.gap
        left = margin + self.kit.px(TOOLS_WIDTH) + gap
        right = size[0] - margin - self.kit.px(FIGURES_WIDTH) - gap
        return pygame.Rect(left, margin, max(1, right - left), size[1] - 2 * margin)

    def layout(self, size: tuple[int, int]) -> None:
        super().layout(size)
        self.ground.layout(size, self._clear(size))

    def draw(self, surface: pygame.Surface) -> None:
        desk = self.desk
        if desk is None:
            super().draw(surface)
            return
        self.ground.draw(surface)
        heading_deg, avoid = at_path(desk.reading.whole, ("start", "heading_deg")), self.panels()
        pointed = self.pointer.resting if desk.tool != MOVE else None
        shown = Shown(
            desk.things,
            desk.chosen,
            float(heading_deg) if type(heading_deg) in (int, float) else 0.0,
            map_size(desk.reading.whole)[2],
            avoid,
            pointed,
            self.pointer.words() if pointed else "",
        )
        if self.ground.bare:
            self._draw_bare(surface, desk)
        draw_things(surface, self.kit, self.ground.camera, shown)
        self.root.draw(surface)

    def _draw_bare(self, surface: pygame.Surface, desk: EditorDesk) -> None:
        """No ground yet: say why."""
        faulty = desk.reading.level is None
        words = "The ground is shown as soon as the faults below are mended." if faulty else "Making the ground ..."
        top = self.ground.camera.clear.copy()
        top.height = self.kit.px(40)
        self.kit.write_in(surface, self.ground.fault or words, BODY, QUIET, top, "centre")

    def panels(self) -> tuple[pygame.Rect, ...]:
        return tuple(item.widget.rect for item in self.root.placed)

    # --- what happens -------------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> Transition | None:
        if self._job is not None and self._job.done:
            self._open(self._job)
        if self.desk is None:
            return super().update(dt_s)
        self.desk.update(dt_s)
        self.ground.map_is(*map_size(self.desk.reading.whole))
        if self.desk.reading.level is not None:
            self.ground.show(self.desk.reading.level)
        self.ground.update(dt_s)
        return self._taken()

    def _open(self, job: Job[Opened]) -> None:
        self._job = None
        if isinstance(job.error, Faults):
            self.fault = "\n\n".join(fault.headline() for fault in job.error.faults[:6])
        elif job.error is not None:
            raise job.error
        else:
            self.desk = EditorDesk(self.services, job.result, self.refresh)
        self.refresh()

    def handle(self, event: Event) -> Transition | None:
        if self.desk is not None and isinstance(event, Intent):
            self._intent(event, self.desk)
        if self.desk is not None and self.pointer.handle(event, self.desk):
            return self._taken()
        if self.desk is not None and isinstance(event, KeyDown) and not self.root.typing and self._zoom(event):
            return None
        return super().handle(event)

    def _intent(self, event: Intent, desk: EditorDesk) -> None:
        """For scripted play: `tool`, `place` and `choose` by name."""
        if event.name == "tool":
            desk.take(str(event.data.get("kind", MOVE)))
        elif event.name == "choose":
            desk.choose((str(event.data.get("kind", "")), str(event.data.get("id", ""))))

    def _zoom(self, event: KeyDown) -> bool:
        camera = self.ground.camera
        for action, steps in (("editor.zoom_in", 1.0), ("editor.zoom_out", -1.0)):
            if event.does(action):
                camera.zoom_at(camera.clear.center, steps)
                return True
        if event.does("editor.fit"):
            camera.fit()
        return event.does("editor.fit")

    def back(self) -> None:
        """Esc lays the tool down first, then what is chosen; then it leaves, and asks when something is not saved."""
        desk = self.desk
        if desk is not None and desk.tool != MOVE:
            desk.take(MOVE)
        elif desk is not None and desk.chosen is not None:
            desk.choose(None)
        elif desk is not None and desk.draft.changed and self.services.private and desk.draft.can_undo:
            answers = (("Stay", None), ("Leave", LEAVE), ("Save and leave", SAVE_AND_LEAVE))
            self.push(Ask("Leave the editor?", "What you changed has not been saved.", answers))
        else:
            self.go(Pop())

    def resume(self, result: object) -> Transition | None:
        self.refresh()
        if result == LEAVE or (result == SAVE_AND_LEAVE and self.save()):
            return Pop()
        return None

    def help(self) -> None:
        self.push(Ask("The level editor", HELP, (("Good", None),)))

    def save(self) -> bool:
        """Write the file; False, with the reason in a message, when it could not be."""
        desk = self.desk
        if desk is None or not self.services.private:
            self.services.toasts.say(NOT_IN_SCRIPTS, "note", self.services.time_s)
            return False
        try:
            save(desk.draft)
        except OSError as fault:
            words = f"{desk.draft.file.name} could not be saved: {fault.strerror or fault}"
            self.services.toasts.say(words, "fault", self.services.time_s, 10.0)
            return False
        self.services.toasts.say(f"Saved as {desk.draft.file}", "good", self.services.time_s)
        self.refresh()
        return True

    def play(self) -> None:
        """Begin the mission as it stands; it is saved first, so that the mission's own saves find it again."""
        from game.ui.scenes.briefing import mission_scene

        desk = self.desk
        if desk is None or desk.reading.level is None:
            return
        if not self.services.private or not desk.draft.changed or self.save():
            self.push(mission_scene(entry_of(desk.reading, desk.draft.file), None))
