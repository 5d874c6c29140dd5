"""Keys by their place on the keyboard: names, chords and which action they mean.

A scancode is the same place on every keyboard, so the driving keys keep their shape on AZERTY and Dvorak.
Names are those of the US keyboard; labels on screen are learned from the keys actually pressed.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pygame

MODIFIERS = ("ctrl", "alt", "shift")
_SPOKEN = {
    "return": "Enter",
    "escape": "Esc",
    "space": "Space",
    "backspace": "Backspace",
    "pageup": "Page up",
    "pagedown": "Page down",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "end": "End",
    "comma": ",",
    "period": ".",
    "minus": "-",
    "equals": "=",
    "slash": "/",
    "semicolon": ";",
    "apostrophe": "'",
    "grave": "`",
    "leftbracket": "[",
    "rightbracket": "]",
    "backslash": "\\",
}
_ALIASES = {"numlock", "print", "scrolllock", "scrollock", "break", "unknown"} | {f"kp{n}" for n in range(10)}


@functools.cache
def scancodes() -> dict[str, int]:
    """Key name -> scancode, from pygame's own table."""
    names = (name for name in dir(pygame) if name.startswith("KSCAN_"))
    return {name[6:].lower(): int(getattr(pygame, name)) for name in names if name[6:].lower() not in _ALIASES}


@functools.cache
def _names() -> dict[int, str]:
    return {code: name for name, code in scancodes().items()}


def key_name(scancode: int) -> str:
    """The name a keys file uses, or `key 123` for a key without one."""
    return _names().get(scancode, f"key {scancode}")


@dataclass(frozen=True, slots=True)
class Chord:
    """A key with the modifiers held. Shift counts only when asked for, so capitals still work."""

    scancode: int
    ctrl: bool = False
    alt: bool = False
    shift: bool = False

    def matches(self, scancode: int, ctrl: bool, alt: bool, shift: bool) -> bool:
        return scancode == self.scancode and ctrl == self.ctrl and alt == self.alt and (shift or not self.shift)

    @property
    def text(self) -> str:
        """As written in a keys file."""
        held = [word for word in MODIFIERS if getattr(self, word)]
        return "+".join([*held, key_name(self.scancode)])


def parse_chord(text: str) -> Chord:
    """The chord a keys file names. ValueError with a sentence when there is no such key.

    >>> parse_chord("ctrl+s").text
    'ctrl+s'
    """
    *held, name = text.strip().lower().split("+")
    unknown = [word for word in held if word not in MODIFIERS]
    if unknown:
        raise ValueError(f"'{unknown[0]}' is not a modifier; use ctrl, alt or shift")
    code = scancodes().get(name)
    if code is None:
        raise ValueError(f"there is no key called '{name}'{_did_you_mean(name)}")
    return Chord(code, "ctrl" in held, "alt" in held, "shift" in held)


def _did_you_mean(name: str) -> str:
    import difflib  # only when something is wrong: not worth its import at the start

    close = difflib.get_close_matches(name, scancodes(), 1)
    return f", did you mean '{close[0]}'?" if close else "; use a letter, a digit or a name such as space, return, f1"


@dataclass(slots=True)
class Keymap:
    """Which chords mean which action. Actions are named `group.action`; a key may serve once in each group."""

    bindings: dict[str, tuple[Chord, ...]]
    _labels: dict[int, str] = field(default_factory=dict)
    _by_code: dict[int, list[tuple[Chord, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index()

    def _index(self) -> None:
        self._by_code.clear()
        for action, chords in self.bindings.items():
            for chord in chords:
                self._by_code.setdefault(chord.scancode, []).append((chord, action))

    def actions(self, scancode: int, ctrl: bool = False, alt: bool = False, shift: bool = False) -> tuple[str, ...]:
        """What this key press means. A chord that asks for shift wins over the plain key in its group."""
        found = [pair for pair in self._by_code.get(scancode, ()) if pair[0].matches(scancode, ctrl, alt, shift)]
        shifted = {group_of(action) for chord, action in found if chord.shift}
        return tuple(action for chord, action in found if chord.shift or group_of(action) not in shifted)

    def bind(self, action: str, chords: Iterable[Chord]) -> None:
        self.bindings[action] = tuple(chords)
        self._index()

    def taken(self, chord: Chord, action: str) -> str | None:
        """The other action of the same group that this chord already means."""
        group = group_of(action)
        others = (name for name, chords in self.bindings.items() if chord in chords and name != action)
        return next((name for name in others if group_of(name) == group), None)

    def learn(self, scancode: int, label: str) -> None:
        """Remember what this keyboard prints on the key, seen when it was pressed."""
        if len(label) == 1 and label.isprintable() and not label.isspace():
            self._labels[scancode] = label.upper()

    def label(self, action: str) -> str:
        """The first chord of an action as a person reads it; empty when it has none."""
        chords = self.bindings.get(action, ())
        return self.chord_label(chords[0]) if chords else ""

    def chord_label(self, chord: Chord) -> str:
        name = key_name(chord.scancode)
        spoken = self._labels.get(chord.scancode) or _SPOKEN.get(name) or _titled(name)
        held = [word.capitalize() for word in MODIFIERS if getattr(chord, word)]
        return "+".join([*held, spoken])


def _titled(name: str) -> str:
    if name.startswith("kp_"):
        return f"Pad {_SPOKEN.get(name[3:], name[3:])}"
    return name.upper() if len(name) <= 3 else name.capitalize()


def group_of(action: str) -> str:
    return action.partition(".")[0]


def changed(
    bindings: Mapping[str, tuple[Chord, ...]], default: Mapping[str, tuple[Chord, ...]]
) -> dict[str, tuple[Chord, ...]]:
    """Only what differs from the default: what a player's own file needs to hold."""
    return {action: chords for action, chords in bindings.items() if default.get(action) != chords}
