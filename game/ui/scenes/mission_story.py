"""What the level's story shows: somebody speaks, a place is pointed out, the map looks elsewhere, hints are given."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.content.strings import Strings
from game.sim import events as e
from game.sim.world import World
from game.ui.input import Event as InputEvent
from game.ui.input import KeyDown, PointerDown
from game.ui.kit import Kit
from game.ui.scene import Pop, Transition
from game.ui.scenes.menu import MenuScene
from game.ui.theme import ACCENT, GROUND_SOLID, HAIRLINE_STRONG, HEADING, LEAD
from game.ui.views.portraits import portrait
from game.ui.widgets.boxes import Column, Panel, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, Picture
from game.ui.widgets.root import Placed

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

WIDTH, PORTRAIT = 620, 112
LOWEST_SHARE = 0.72
"""The talk stands with its foot at this share of the window's height: over the map, not over the log."""
HIGHLIGHT_S = 20.0
TOAST_S = 9.0

Line = tuple[str, str]
"""Who speaks, and what is said."""


class Talk(MenuScene):
    """Somebody of the team speaks, line after line; the mission waits."""

    overlay = True
    room = (660, 260)

    def __init__(self, lines: Sequence[Line], strings: Strings) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.strings = strings
        self.at = 0

    def build(self) -> Iterable[Placed]:
        speaker, text = self.lines[self.at]
        left = len(self.lines) - 1 - self.at
        words = Column(
            Label(self.strings.word(speaker), HEADING, ACCENT),
            Label(text, LEAD, wrap=True, grow=1),
            Row(
                Space(grow=1),
                Button(f"Go on ({left} more)" if left else "Go on", self.go_on, icon="right", name="go on"),
            ),
            gap=8,
            grow=1,
        )
        face = Picture(lambda: portrait(speaker, self.kit.px(PORTRAIT)), PORTRAIT, PORTRAIT)
        body = Row(Sized(face, width=PORTRAIT, height=PORTRAIT), words, gap=16, align="top")
        panel = Panel(body, pad=14, fill=GROUND_SOLID, border=HAIRLINE_STRONG)
        yield Placed(panel, lambda kit, window: _place(kit, window, panel))

    def enter(self) -> None:
        self.layout(self.services.size)
        self.root.focus_on("go on")

    def go_on(self) -> None:
        """The next line, or back to the mission."""
        self.at += 1
        if self.at >= len(self.lines):
            self.at = len(self.lines) - 1
            self.go(Pop())
        else:
            self.refresh()
            self.root.focus_on("go on")

    def handle(self, event: InputEvent) -> Transition | None:
        skips = isinstance(event, KeyDown) and event.does("mission.pause") and not event.repeat
        if skips or (isinstance(event, PointerDown) and not self.root.over(event.pos)):
            self.go_on()
            return self._taken()
        return super().handle(event)


def _place(kit: Kit, window: pygame.Rect, panel: Panel) -> pygame.Rect:
    wide = min(window.width - 2 * kit.theme.margin, kit.px(WIDTH))
    high = panel.measure(kit, wide)[1]
    foot = min(window.bottom - kit.theme.margin, round(window.height * LOWEST_SHARE))
    return pygame.Rect(window.centerx - wide // 2, foot - high, wide, high)


def show(scene: "MissionScene", events: Sequence[e.Event]) -> None:
    """Bring what the story did to the screen."""
    lines: list[Line] = []
    now_s = scene.services.time_s
    for event in events:
        match event:
            case e.DialogueTold():
                lines.append((event.speaker, event.text))
            case e.MessageTold() | e.HintGiven():
                scene.services.toasts.say(scene.readings.news.sentence(event), "note", now_s, TOAST_S)
            case e.CameraMoved():
                scene.follower.on = False
                scene.map.camera.centre_on(event.x_m, event.y_m)
            case e.PlaceHighlighted():
                scene.highlight = Highlight((event.x_m, event.y_m), now_s + HIGHLIGHT_S)
    if lines:
        scene.push(Talk(lines, scene.desk.strings))


class Highlight:
    """A place on the map that is pointed out for a while."""

    def __init__(self, at_m: tuple[float, float], until_s: float) -> None:
        self.at_m = at_m
        self.until_s = until_s

    def now(self, now_s: float) -> tuple[float, float] | None:
        return self.at_m if now_s < self.until_s else None


def hints_given(world: World) -> list[str]:
    """The story's hints so far."""
    pairs = zip(world.level.story, world.story.triggers, strict=True)
    return [effect.hint for spec, state in pairs if state.fired for effect in spec.do if effect.hint]
