"""What is read over a mission, which waits meanwhile: the log, the objectives, the keys, the briefing."""

from collections.abc import Iterable

from game.content.strings import Strings
from game.core import marstime
from game.sim.conditions import progress_frac
from game.sim.events import Event
from game.sim.state.objectives import ObjectiveState, Status
from game.ui.bindings import spoken_action
from game.ui.desk import Desk
from game.ui.input import Event as InputEvent
from game.ui.input import KeyDown
from game.ui.levels import LevelEntry
from game.ui.scene import Transition
from game.ui.scenes.menu import MenuScene, centred, page
from game.ui.theme import (
    ACCENT,
    BODY,
    FAULT_TEXT,
    FIGURE,
    GOOD,
    GROUND_SOLID,
    HAIRLINE_STRONG,
    KEY,
    LEAD,
    QUIET,
    STRONG,
)
from game.ui.views.hud_log import News, look_of
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.labels import Bar, Label, Sign, heading
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

LOG_WIDTH, OBJECTIVES_WIDTH, HELP_WIDTH, BRIEFING_WIDTH = 720, 560, 860, 560
MOST_EVENTS = 300


class Overlay(MenuScene):
    """A page over the mission; its own key closes it as well as Esc."""

    overlay = True
    room = (700, 460)
    key = ""

    def handle(self, event: InputEvent) -> Transition | None:
        if self.key and isinstance(event, KeyDown) and event.does(self.key) and not event.repeat:
            self.back()
            return self._taken()
        return super().handle(event)

    def sheet(self, title: str, body: Widget, width: float) -> Placed:
        panel = page(title, self.back, body)
        panel.fill, panel.border = GROUND_SOLID, HAIRLINE_STRONG
        return centred(panel, width)


class LogOverlay(Overlay):
    """Every event with its whole sentence, the newest first."""

    key = "mission.log"

    def __init__(self, desk: Desk, news: News) -> None:
        super().__init__()
        self.desk = desk
        self.news = news

    def build(self) -> Iterable[Placed]:
        events = self.desk.session.events[-MOST_EVENTS:]
        if not events:
            yield self.sheet("Events", Label("Nothing has happened yet.", tone=QUIET), LOG_WIDTH)
            return
        rows: list[Widget] = []
        sol = -1
        for event in reversed(events):
            if marstime.sol(event.tick) != sol:
                sol = marstime.sol(event.tick)
                rows.append(heading(f"Sol {sol}"))
            rows.append(self._row(event))
        yield self.sheet("Events", ScrollArea(Column(*rows, gap=7), name="events"), LOG_WIDTH)

    def _row(self, event: Event) -> Widget:
        sign, colour, word = look_of(event)
        return Row(
            Label(marstime.lmst_text(event.tick), FIGURE, QUIET),
            Sized(Sign(sign, colour, side=7 if sign == "disc" else 11, hint=word), width=11, height=16),
            Label(self.news.sentence(event), BODY, colour, wrap=True, grow=1),
            gap=10,
            align="top",
        )


class ObjectivesOverlay(Overlay):
    """Every objective with its progress, its points and its deadline."""

    key = "mission.objectives"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def build(self) -> Iterable[Placed]:
        level = self.desk.world.level
        rows: list[Widget] = []
        for primary, title in ((True, "All of these must be met"), (False, "Optional")):
            listed = [(s, o) for s, o in self.desk.world.given_objectives() if s.primary is primary]
            if listed:
                rows += [heading(title), *(self._row(spec, state) for spec, state in listed), Space(2)]
        if level.lose:
            rows += [heading("The mission is lost when"), *(_rule(rule.title) for rule in level.lose)]
        yield self.sheet("Objectives", ScrollArea(Column(*rows, gap=9), name="objectives"), OBJECTIVES_WIDTH)

    def _row(self, spec, state: ObjectiveState) -> Widget:
        sign, colour = {Status.DONE: ("check", GOOD), Status.FAILED: ("cross", FAULT_TEXT)}.get(
            state.status, ("right", ACCENT) if spec.primary else ("circle", QUIET)
        )
        parts: list[Widget] = [Label(spec.title, STRONG if state.status is Status.OPEN else BODY, wrap=True)]
        note = _note(spec, state)
        if note:
            parts.append(Label(note, tone=QUIET))
        share = progress_frac(self.desk.world, spec.done_when)
        if state.status is Status.OPEN and 0.0 < share < 1.0:
            parts.append(Bar(lambda: share, ACCENT))
        return Row(
            Sign(sign, colour, side=12, hint=state.status.value),
            Column(*parts, gap=3, grow=1),
            Label(f"{spec.points}", FIGURE, QUIET, align="right"),
            gap=12,
        )


def _note(spec, state: ObjectiveState) -> str:
    if state.status is Status.DONE:
        return f"done on sol {marstime.sol(state.tick)}, {marstime.lmst_text(state.tick)}"
    if state.status is Status.FAILED:
        return "missed"
    return f"by the end of sol {spec.by_sol}" if spec.by_sol is not None else ""


def _rule(title: str) -> Widget:
    return Row(Sign("warning", QUIET, side=12), Label(title, BODY, QUIET, wrap=True, grow=1), gap=12)


HELP: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = (
    (
        ("Do", ("drive", "camera", "look", "gallery", "fly", "sample", "moxie", "radar", "sleep", "drop_tube", "stop")),
        ("Agree and take back", ("confirm", "cancel", "undo_waypoint")),
    ),
    (
        (
            "Time",
            (
                "pause",
                "warp_1",
                "warp_10",
                "warp_60",
                "warp_300",
                "warp_1800",
                "next_event",
                "next_link",
                "slower",
                "faster",
            ),
        ),
        ("Drive by hand", ("forward", "backward", "turn_left", "turn_right")),
    ),
    (
        ("Map", ("pan_north", "pan_south", "pan_west", "pan_east", "zoom_in", "zoom_out", "centre", "fit", "inset")),
        ("Mission", ("notebook", "objectives", "log", "weather", "data", "uplink", "save", "load", "reload", "help")),
    ),
)


class HelpOverlay(Overlay):
    """What the keys do, and the level's hints."""

    key = "mission.help"
    room = (880, 460)

    def __init__(self, entry: LevelEntry, strings: Strings, given: list[str]) -> None:
        super().__init__()
        self.entry = entry
        self.strings = strings
        self.given = given

    def build(self) -> Iterable[Placed]:
        columns = [Column(*self._groups(groups), gap=5, grow=1) for groups in HELP]
        parts: list[Widget] = [
            Label(self.strings.text("help.mouse"), BODY, QUIET, wrap=True),
            Row(*columns, gap=32, align="top"),
        ]
        hints = self.entry.level.hints if self.entry.level else ()
        for hint in hints:
            parts.append(Column(Label(hint.title, STRONG), Label(hint.text, BODY, QUIET, wrap=True), gap=3))
        if self.given:
            said = (Label(text, BODY, QUIET, wrap=True) for text in self.given)
            parts.append(Column(Label("Said in this mission", STRONG), *said, gap=3))
        yield self.sheet("Keys and hints", ScrollArea(Column(*parts, gap=14), name="help"), HELP_WIDTH)

    def _groups(self, groups: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterable[Widget]:
        for number, (title, names) in enumerate(groups):
            if number:
                yield Space(6)
            yield heading(title)
            yield from map(self._line, names)

    def _line(self, name: str) -> Widget:
        action = f"mission.{name}"
        chords = self.kit.keymap.bindings.get(action, ())
        keys = "  ".join(self.kit.keymap.chord_label(chord) for chord in chords[:2])
        words = self.strings.text(f"help.{name}") if self.strings.has(f"help.{name}") else spoken_action(action)
        return Row(Label(words, BODY, grow=1), Label(keys, KEY, QUIET, align="right"), gap=8)


class BriefingOverlay(Overlay):
    """The level's story again."""

    def __init__(self, entry: LevelEntry) -> None:
        super().__init__()
        self.entry = entry

    def build(self) -> Iterable[Placed]:
        level = self.entry.level
        text = (level.briefing or level.summary) if level else ""
        story = ScrollArea(Label(text, LEAD, wrap=True), name="story")
        yield self.sheet(self.entry.title, Sized(story, grow=1), BRIEFING_WIDTH)
