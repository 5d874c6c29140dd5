"""The sequence that is drawn up on Earth: its steps, what Earth expects of them, and when it goes."""

from collections.abc import Callable, Iterable

from game.sim import commands as c
from game.sim.reasons import Reason
from game.ui.desk import Desk
from game.ui.scenes.mission_overlays import Overlay
from game.ui.theme import ACCENT, BODY, CAUTION, FIGURE, GOOD, QUIET, SMALL, STRONG
from game.ui.views.hud_link import age, clock, next_window, step_words
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, Sign, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

UPLINK_WIDTH = 680


class UplinkOverlay(Overlay):
    """What will be sent, what has been agreed, and what the rover still had to do when it was last heard."""

    key = "mission.uplink"

    def __init__(self, desk: Desk, next_link: Callable[[], None]) -> None:
        super().__init__()
        self.desk = desk
        self.next_link = next_link

    def build(self) -> Iterable[Placed]:
        desk = self.desk
        if not desk.session.delayed:
            text = desk.strings.text("uplink.live")
            yield self.sheet("Sequence", Label(text, BODY, QUIET, wrap=True), UPLINK_WIDTH)
            return
        parts: list[Widget] = [Label(desk.strings.text("uplink.says"), SMALL, QUIET, wrap=True), *self._draft()]
        parts += [*self._agreed(), *self._on_board()]
        body = Column(Sized(ScrollArea(Column(*parts, gap=7), name="uplink"), grow=1), self._foot(), gap=12)
        yield self.sheet("Sequence", body, UPLINK_WIDTH)

    # --- parts --------------------------------------------------------------------------------------------------------

    def _draft(self) -> Iterable[Widget]:
        draft = self.desk.session.world.ground.draft
        yield heading("Drawn up on Earth")
        if not draft:
            yield Label(self.desk.strings.text("uplink.nothing"), BODY, QUIET, wrap=True)
            return
        judged = self.desk.session.earthside.judged(self.desk.session.world)
        for number, (step, why) in enumerate(zip(draft, judged, strict=True), 1):
            yield self._step(number, step, why, last=len(draft))
        yield Label(f"Next uplink: {next_window(self.desk)}", STRONG, ACCENT)

    def _step(self, number: int, step: c.Command, why: Reason | None, *, last: int) -> Widget:
        words: list[Widget] = [Label(_capital(step_words(self.desk, step)), BODY)]
        if why is not None:
            words.append(Label(self.desk.sentence(why), SMALL, CAUTION, wrap=True))
        first, end = "It is the first step.", "It is the last step."
        return Row(
            Sized(Label(f"{number}", FIGURE, QUIET), width=24),
            Sign("warning" if why is not None else "check", CAUTION if why is not None else GOOD, side=11),
            Column(*words, gap=1, grow=1),
            self._button("up", c.MoveInUplink(number, number - 1), "Earlier", first if number == 1 else ""),
            self._button("down", c.MoveInUplink(number, number + 1), "Later", end if number == last else ""),
            self._button("cross", c.RemoveFromUplink(number), "Take out"),
            gap=8,
        )

    def _agreed(self) -> Iterable[Widget]:
        bundle = self.desk.session.world.ground.bundle
        if bundle is None:
            return
        by = self.desk.strings.word(bundle.by)
        gone = bundle.leaves_tick <= self.desk.now_tick
        state = "has left Earth" if gone else f"leaves Earth at {clock(bundle.leaves_tick)}"
        words = f"{len(bundle.steps)} steps, {state} by {by}, on board at {clock(bundle.arrives_tick)}"
        yield Space(4)
        yield heading("Agreed")
        yield Row(Label(words, BODY, wrap=True, grow=1), self._word_button("Recall", c.RecallUplink()), gap=10)

    def _on_board(self) -> Iterable[Widget]:
        sequencer = self.desk.world.sequencer
        yield Space(4)
        yield heading(f"On board, as heard {age(self.desk)} ago")
        if not sequencer.steps:
            yield Label("No steps were left.", BODY, QUIET)
        for step in sequencer.steps:
            yield Label(_capital(step_words(self.desk, step)), BODY, QUIET)
        if sequencer.held is not None:
            yield Label(f"It waits: {self.desk.sentence(sequencer.held)}", SMALL, CAUTION, wrap=True)

    def _foot(self) -> Widget:
        return Row(
            self._word_button("Clear", c.ClearUplink()),
            Space(grow=1),
            Button("To the next downlink", self._next_link, action="mission.next_link", name="next link"),
            self._word_button("Send the sequence", c.SendUplink()),
            gap=8,
        )

    # --- buttons ------------------------------------------------------------------------------------------------------

    def _button(self, icon: str, command: c.Command, hint: str, refusal: str = "") -> Button:
        name = f"{c.command_name(type(command))} {getattr(command, 'step', 0)}"
        return Button("", lambda: self._do(command), icon=icon, hint=hint, name=name, refusal=lambda: refusal or None)

    def _word_button(self, words: str, command: c.Command) -> Button:
        return Button(
            words,
            lambda: self._do(command),
            refusal=lambda: self.desk.sentence(self.desk.refusal(command)) or None,
            name=c.command_name(type(command)),
        )

    def _do(self, command: c.Command) -> None:
        if not self.desk.give(command):
            self.services.toasts.say(self.desk.refused, "caution", self.services.time_s, 6.0, about="refusal")
        self.refresh()

    def _next_link(self) -> None:
        self.next_link()
        self.back()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
