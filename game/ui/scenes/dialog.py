"""Small questions over the present screen: choose one of a few answers, or type a line."""

from collections.abc import Callable, Iterable

from game.ui.scene import Pop
from game.ui.scenes.menu import MenuScene, centred
from game.ui.theme import FAULT_TEXT, GROUND_SOLID, HAIRLINE_STRONG, LEAD_STRONG, QUIET
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.fields import TextInput
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

WIDTH = 440


class Ask(MenuScene):
    """A question; the screen below resumes with the answer's value, or with None after Esc."""

    overlay = True
    room = (480, 320)

    def __init__(self, title: str, text: str, answers: tuple[tuple[str, object], ...]) -> None:
        super().__init__()
        self.title = title
        self.text = text
        self.answers = answers

    def build(self) -> Iterable[Placed]:
        buttons = [Button(word, self._answer(value), centred=True) for word, value in self.answers]
        body: list[Widget] = [Label(self.title, LEAD_STRONG, wrap=True)]
        if self.text:
            body.append(ScrollArea(Label(self.text, tone=QUIET, wrap=True), most=260, grow=1))
        body.append(Row(Space(grow=1), *buttons, gap=8))
        yield centred(Panel(Column(*body, gap=12), pad=18, fill=GROUND_SOLID, border=HAIRLINE_STRONG), WIDTH)

    def _answer(self, value: object) -> Callable[[], None]:
        return lambda: self.go(Pop(value))

    def enter(self) -> None:
        self.layout(self.services.size)
        self.root.focus_on(self.answers[-1][0])


class Prompt(MenuScene):
    """A line to type; the screen below resumes with it, or with None after Esc. `fault` says why a text will not do."""

    overlay = True
    room = (480, 320)

    def __init__(self, title: str, text: str, accept: str, fault: Callable[[str], str] = lambda text: "") -> None:
        super().__init__()
        self.title = title
        self.text = text
        self.accept = accept
        self.fault = fault

    def build(self) -> Iterable[Placed]:
        def refusal() -> str | None:
            return self.fault(self.text) or (None if self.text.strip() else "Type a name first.")

        button = Button(self.accept, self._accept, refusal=refusal, centred=True)
        body = Column(
            Label(self.title, LEAD_STRONG, wrap=True),
            TextInput(self.text, self._typed, lambda: button.activate(self.kit)),
            Label(lambda: self.fault(self.text), tone=FAULT_TEXT),
            Row(Space(grow=1), Button("Cancel", self.back, centred=True), button, gap=8),
            gap=10,
        )
        yield centred(Panel(body, pad=18, fill=GROUND_SOLID, border=HAIRLINE_STRONG), WIDTH)

    def enter(self) -> None:
        self.layout(self.services.size)
        self.root.focus_on("text")

    def _typed(self, text: str) -> None:
        self.text = text

    def _accept(self) -> None:
        self.go(Pop(self.text.strip()))
