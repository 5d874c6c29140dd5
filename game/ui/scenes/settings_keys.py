"""The list of keys in the settings, and the catching of a new one."""

from collections.abc import Callable, Iterable

from game import paths
from game.ui.bindings import default_chords, save_keys, spoken_action
from game.ui.input import Event, KeyDown
from game.ui.keys import Chord, group_of, key_name
from game.ui.kit import Services
from game.ui.theme import QUIET, SMALL
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, heading

GROUPS = {"mission": "Mission", "editor": "Level editor", "window": "Everywhere", "menu": "Menus"}
MODIFIER_KEYS = {"lctrl", "rctrl", "lshift", "rshift", "lalt", "ralt", "lmeta", "rmeta", "lgui", "rgui", "capslock"}
KEEP = ("menu.accept", "menu.back", "menu.up", "menu.down")  # without these nobody finds the way back
PROMPT = "press a key, Esc keeps the old one"


class KeyRows:
    """`waiting` is the action whose new key is awaited."""

    def __init__(self, services: Services, changed: Callable[[], None]) -> None:
        self.services = services
        self.changed = changed
        self.default = default_chords(paths.assets_dir() / "keys" / "default.yaml")
        self.waiting: str | None = None

    def rows(self) -> Iterable[Widget]:
        yield Label(
            "Choose a line and press the new key. Keys are places on the keyboard, whatever is printed on them.",
            SMALL,
            QUIET,
            wrap=True,
        )
        for group, title in GROUPS.items():
            yield Space(4)
            yield heading(title)
            for action in self.services.keymap.bindings:
                if group_of(action) == group:
                    yield self._row(action)
        yield Space(8)
        yield Row(Button("All keys as they were", self._reset), Space(grow=1))

    def _row(self, action: str) -> Widget:
        key = Button(
            lambda: self._shown(action),
            lambda: self._wait(action),
            centred=True,
            name=f"key {action}",
            chosen=lambda: self.waiting == action,
        )
        return Row(Label(spoken_action(action), grow=1), Sized(key, width=250), gap=10)

    def _shown(self, action: str) -> str:
        if self.waiting == action:
            return PROMPT
        keymap = self.services.keymap
        return " or ".join(keymap.chord_label(chord) for chord in keymap.bindings[action]) or "no key"

    def _wait(self, action: str) -> None:
        self.waiting = action

    def take(self, event: Event) -> bool:
        """True when the event was the awaited key."""
        if self.waiting is None or not isinstance(event, KeyDown):
            return False
        if key_name(event.scancode) in MODIFIER_KEYS or event.repeat:
            return True
        action, self.waiting = self.waiting, None
        if key_name(event.scancode) != "escape":
            self._bind(action, Chord(event.scancode, event.ctrl, event.alt, event.shift))
        return True

    def _bind(self, action: str, chord: Chord) -> None:
        keymap = self.services.keymap
        other = keymap.taken(chord, action)
        label = keymap.chord_label(chord)
        if other is not None and len(keymap.bindings[other]) == 1 and other in KEEP:
            self._say(f"{label} stays with '{spoken_action(other)}': the menus need it.", "caution")
            return
        if other is not None:
            keymap.bind(other, (held for held in keymap.bindings[other] if held != chord))
            self._say(f"{label} no longer means '{spoken_action(other)}'.", "caution")
        rest = keymap.bindings[action][1:] if keymap.bindings[action] else ()
        keymap.bind(action, dict.fromkeys((chord, *rest)))
        self._keep()

    def _reset(self) -> None:
        for action, chords in self.default.items():
            self.services.keymap.bind(action, chords)
        self._keep()
        self._say("All keys are as the game ships them.", "good")

    def _keep(self) -> None:
        self.services.sound.play("click")
        self.changed()
        if not self.services.private:
            return
        try:
            save_keys(paths.user_keys_file(), self.services.keymap, self.default)
        except OSError as fault:
            self._say(f"The keys could not be saved: {fault}", "caution")

    def _say(self, text: str, kind: str) -> None:
        self.services.toasts.say(text, kind, self.services.time_s)
