"""The menu over a running mission, which waits while it is open."""

from collections.abc import Iterable

from game.ui.scene import Pop, Transition
from game.ui.scenes.dialog import Ask
from game.ui.scenes.menu import MenuScene, centred
from game.ui.theme import GROUND_SOLID, HAIRLINE_STRONG
from game.ui.widgets.boxes import Column, Panel
from game.ui.widgets.buttons import Button, Refusal
from game.ui.widgets.labels import Label, heading
from game.ui.widgets.root import Placed

WIDTH = 300
RESUME, SAVE, LOAD, BRIEFING, AGAIN, LEAVE = "resume", "save", "load", "briefing", "again", "leave"


class PauseScene(MenuScene):
    """Goes back to the mission with what was chosen; beginning again and leaving ask first."""

    overlay = True
    room = (400, 380)

    def __init__(self, title: str, clock: str, save_refusal: Refusal | None = None) -> None:
        super().__init__()
        self.title = title
        self.clock = clock
        self.save_refusal = save_refusal

    def build(self) -> Iterable[Placed]:
        body = Column(
            heading("Paused"),
            Label(f"{self.title} · {self.clock}", wrap=True),
            Button("Go on", lambda: self.go(Pop(RESUME))),
            Button("Briefing", lambda: self.go(Pop(BRIEFING))),
            Button("Save", lambda: self.go(Pop(SAVE)), refusal=self.save_refusal, action="mission.save"),
            Button("Load", lambda: self.go(Pop(LOAD)), action="mission.load"),
            Button("Settings", self._settings),
            Button("Begin again", lambda: self._sure("Begin again?", "What was not saved is lost.", AGAIN)),
            Button(
                "Leave the mission",
                lambda: self._sure("Leave the mission?", "It is saved first, so you can go on later.", LEAVE),
            ),
            gap=6,
        )
        yield centred(Panel(body, pad=16, fill=GROUND_SOLID, border=HAIRLINE_STRONG), WIDTH)

    def enter(self) -> None:
        self.layout(self.services.size)
        self.root.focus_on("Go on")

    def back(self) -> None:
        self.go(Pop(RESUME))

    def resume(self, result: object) -> Transition | None:
        """Back from a question: its answer is what to do."""
        return Pop(result) if result else None

    def _settings(self) -> None:
        from game.ui.scenes.settings import SettingsScene

        self.push(SettingsScene())

    def _sure(self, title: str, text: str, value: str) -> None:
        self.push(Ask(title, text, (("Cancel", None), (title.rstrip("?"), value))))
