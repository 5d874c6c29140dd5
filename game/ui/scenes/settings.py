"""Sound, picture, keys and colours. Every change takes effect at once and is kept by the window's loop."""

from collections.abc import Iterable
from dataclasses import replace

from game.ui.input import Event
from game.ui.scene import Transition
from game.ui.scenes.menu import MenuScene, at_left, page
from game.ui.scenes.settings_colours import colour_rows
from game.ui.scenes.settings_keys import KeyRows
from game.ui.theme import AIDS, QUIET, SCALE_MAX, SCALE_MIN, SMALL
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.buttons import Button, tabs
from game.ui.widgets.fields import Slider, Toggle
from game.ui.widgets.labels import Label
from game.ui.widgets.root import Placed
from game.ui.widgets.scroll import ScrollArea

PARTS = ("Sound", "Display", "Keys", "Time", "Colours")
STOPS = (("activity", "any event"), ("notice", "a notice"), ("warning", "a warning"), ("fatal", "the end"))
EYES = (("none", "as drawn"), ("red_green", "red and green"), ("blue_yellow", "blue and yellow"))
WIDTH = 660
HEIGHT = 560


class SettingsScene(MenuScene):
    """One tab at a time."""

    room = (560, 360)

    def __init__(self) -> None:
        super().__init__()
        self.part = 0
        self.keys: KeyRows | None = None

    def enter(self) -> None:
        self.keys = KeyRows(self.services, self.refresh)

    def build(self) -> Iterable[Placed]:
        rows = (self._sound, self._display, self._keys, self._time, self._colours)[self.part]()
        content = ScrollArea(Column(*rows, gap=4), name=f"settings {self.part}")
        body = Column(
            tabs(PARTS, lambda: self.part, self._choose),
            Sized(content, grow=1),
            gap=14,
        )
        yield at_left(page("Settings", self.back, body), WIDTH, HEIGHT)

    def _choose(self, part: int) -> None:
        self.part = part
        if self.keys is not None:
            self.keys.waiting = None
        self.refresh()

    def _set(self, **changes: float | bool | str) -> None:
        self.services.settings = replace(self.services.settings, **changes)  # type: ignore[arg-type]

    def _sound(self) -> Iterable[Widget]:
        prefs = self.services
        yield Slider("Volume", lambda: prefs.settings.volume, lambda v: self._set(volume=v))
        yield Slider("Clicks and chimes", lambda: prefs.settings.effects, lambda v: self._set(effects=v))
        yield Slider("Wind", lambda: prefs.settings.ambience, lambda v: self._set(ambience=v))
        yield Row(Button("Try it", lambda: self.services.sound.play("notice")), Space(grow=1))
        if not self.services.sound.ready:
            yield Label("This computer offers no sound device, so the game is silent.", SMALL, QUIET, wrap=True)

    def _display(self) -> Iterable[Widget]:
        services = self.services
        yield Toggle("Fill the whole screen", lambda: services.settings.fullscreen, lambda on: self._set(fullscreen=on))
        yield Toggle(
            "Size of the interface as the window asks",
            lambda: services.settings.ui_scale == 0,
            lambda on: self._set(ui_scale=0.0 if on else services.wanted_scale()),
        )
        yield Slider(
            "Size of the interface",
            services.wanted_scale,
            lambda value: self._set(ui_scale=round(value, 2)),
            low=SCALE_MIN,
            high=SCALE_MAX,
            step=0.1,
        )
        yield Label(self._scale_note, SMALL, QUIET, wrap=True)
        yield self._switch("Less motion", "reduced_motion", "Stills drifting dust, eased camera moves and fades.")
        hint = "After twenty seconds without a key or a move of the pointer."
        yield self._switch("Play a mission behind the title", "title_demo", hint)
        hint = "Shown where the window has room for it."
        yield self._switch("Live Navcam picture beside the map", "navcam_inset", hint)
        from game.content.strings import languages

        known = languages()
        if len(known) > 1:
            yield Label("Language of what is told (menus are in English)", wrap=True)
            yield self._choice("language", tuple((name, name) for name in known))

    def _switch(self, words: str, setting: str, hint: str) -> Toggle:
        """On or off."""
        return Toggle(
            words,
            lambda: bool(getattr(self.services.settings, setting)),
            lambda on: self._set(**{setting: on}),
            hint=hint,
        )

    def _scale_note(self) -> str:
        wanted, shown = self.services.wanted_scale(), self.kit.theme.scale
        if shown < wanted:
            return f"This window has room for {shown * 100:.0f} % on this screen; a larger window shows more."
        return "Ctrl and + or - change it anywhere."

    def _keys(self) -> Iterable[Widget]:
        return self.keys.rows() if self.keys is not None else ()

    def _time(self) -> Iterable[Widget]:
        yield Label("While time runs fast, it slows down to ×1 at", wrap=True)
        yield self._choice("stop_warp_at", STOPS)
        yield Label("Graver events always slow it down too.", SMALL, QUIET, wrap=True)

    def _colours(self) -> Iterable[Widget]:
        yield Label("For eyes that hardly tell apart", wrap=True)
        yield self._choice("colour_aid", EYES)
        yield Space(8)
        yield from colour_rows(AIDS.get(self.services.settings.colour_aid, {}))

    def _choice(self, setting: str, options: tuple[tuple[str, str], ...]) -> Row:
        """One button for each value of a setting."""

        def button(value: str, text: str) -> Button:
            return Button(
                text,
                lambda: self._set(**{setting: value}),
                centred=True,
                chosen=lambda: getattr(self.services.settings, setting) == value,
                grow=1,
                name=f"{setting} {value}",
            )

        return Row(*[button(value, text) for value, text in options], gap=6)

    def handle(self, event: Event) -> Transition | None:
        if self.keys is not None and self.keys.take(event):
            return None
        return super().handle(event)
