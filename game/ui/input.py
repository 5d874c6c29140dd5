"""What the player does, as small values: the only place that reads pygame's events.

Everything is taken from events and nothing is polled, so a scripted game and a played one take the same road.
"""

from dataclasses import dataclass, field

import pygame

from game.ui.keys import Keymap

Position = tuple[int, int]
LEFT, MIDDLE, RIGHT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class KeyDown:
    """A key went down (or repeats while held); `actions` is what it means, `letter` what it would type."""

    scancode: int
    actions: tuple[str, ...] = ()
    repeat: bool = False
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    letter: str = ""

    def does(self, *actions: str) -> bool:
        return any(action in self.actions for action in actions)


@dataclass(frozen=True, slots=True)
class KeyUp:
    scancode: int
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointerMove:
    pos: Position
    by: Position = (0, 0)
    held: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PointerDown:
    pos: Position
    button: int = LEFT


@dataclass(frozen=True, slots=True)
class PointerUp:
    pos: Position
    button: int = LEFT


@dataclass(frozen=True, slots=True)
class Wheel:
    """Turned away from the player is positive: up the page, into the map."""

    pos: Position
    turns: float


@dataclass(frozen=True, slots=True)
class Resized:
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FocusLost:
    """The window no longer has the keyboard: whatever was held counts as let go."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The player closed the window."""


@dataclass(frozen=True, slots=True)
class Intent:
    """Something asked for by name by a scripted input, where keys and mouse would be roundabout."""

    name: str
    data: dict[str, object] = field(default_factory=dict)


Pointer = PointerMove | PointerDown | PointerUp
Event = KeyDown | KeyUp | PointerMove | PointerDown | PointerUp | Wheel | Resized | FocusLost | Closed | Intent

ACTIONLESS = Keymap({})


class Input:
    """Turns pygame's events into ours and remembers what is held and where the pointer is."""

    def __init__(self, keymap: Keymap = ACTIONLESS) -> None:
        self.keymap = keymap
        self.pointer: Position = (-1, -1)
        self._held: dict[int, tuple[str, ...]] = {}
        self._buttons: set[int] = set()

    def holds(self, action: str) -> bool:
        """Is a key of this action down right now?"""
        return any(action in actions for actions in self._held.values())

    def translate(self, raw: pygame.event.Event) -> Event | None:
        """Our event for pygame's, or None when it does not matter."""
        if raw.type == pygame.KEYDOWN:
            return self._key_down(raw)
        if raw.type == pygame.KEYUP:
            return KeyUp(raw.scancode, self._held.pop(raw.scancode, ()))
        if raw.type == pygame.QUIT:
            return Closed()
        if raw.type == pygame.VIDEORESIZE:
            return Resized((raw.w, raw.h))
        if raw.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
            return FocusLost()
        return self._pointer(raw)

    def _key_down(self, raw: pygame.event.Event) -> KeyDown:
        mod = raw.mod
        ctrl, alt = bool(mod & (pygame.KMOD_CTRL | pygame.KMOD_META)), bool(mod & pygame.KMOD_LALT)
        shift = bool(mod & pygame.KMOD_SHIFT)
        self.keymap.learn(raw.scancode, pygame.key.name(raw.key))
        actions = self.keymap.actions(raw.scancode, ctrl, alt, shift)
        repeat = raw.scancode in self._held
        self._held[raw.scancode] = actions
        letter = raw.unicode if raw.unicode.isprintable() and not ctrl else ""
        return KeyDown(raw.scancode, actions, repeat, ctrl, alt, shift, letter)

    def _pointer(self, raw: pygame.event.Event) -> Event | None:
        if raw.type == pygame.MOUSEMOTION:
            self.pointer = tuple(raw.pos)
            return PointerMove(self.pointer, tuple(raw.rel), tuple(sorted(self._buttons)))
        if raw.type == pygame.MOUSEWHEEL:
            return Wheel(self.pointer, float(getattr(raw, "precise_y", raw.y)))
        if raw.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP) and raw.button in (LEFT, MIDDLE, RIGHT):
            self.pointer = tuple(raw.pos)
            if raw.type == pygame.MOUSEBUTTONDOWN:
                self._buttons.add(raw.button)
                return PointerDown(self.pointer, raw.button)
            self._buttons.discard(raw.button)
            return PointerUp(self.pointer, raw.button)
        return None
