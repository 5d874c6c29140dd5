"""Scripted input: a YAML list of keys, mouse moves and intents by frame, turned into real pygame events.

- {frame: 10, key: d}                          # pressed, let go one frame later (`hold: 30` holds it)
- {frame: 20, text: "my save"}                 # typed, one letter a frame
- {frame: 60, mouse: [640, 360]}               # moved there
- {frame: 61, mouse: [640, 360], button: 1}    # and clicked (`to: [700, 300]` drags)
- {frame: 70, mouse: [640, 360], wheel: 2}
- {frame: 80, intent: start_level, level: first_light}
- {frame: 90, resize: [1024, 640]}
"""

from pathlib import Path

import pygame

from game.content.diagnose import Fault, Faults
from game.content.nodes import Group, Listing, Node, Scalar, child, items, plain
from game.content.source import read_source
from game.content.yaml_nodes import read_yaml
from game.ui.feed import Feed, Happening, Raw
from game.ui.input import Intent
from game.ui.keys import Chord, key_name, parse_chord

MOST_ENTRIES = 10_000
LAST_FRAME = 1_000_000
KINDS = ("key", "text", "mouse", "intent", "resize")
ALLOWED = {
    "key": {"hold"},
    "text": set(),
    "mouse": {"button", "wheel", "to", "hold"},
    "resize": set(),
}
DRAG_FRAMES = 8
KMODS = {"ctrl": pygame.KMOD_LCTRL, "alt": pygame.KMOD_LALT, "shift": pygame.KMOD_LSHIFT}


def read_feed(path: Path) -> Feed:
    """The feed of a file; `Faults` tells everything wrong with it."""
    source = read_source(path)
    tree, unread = read_yaml(source)
    if tree is None or unread:
        raise Faults(unread)
    if not isinstance(tree, Listing):
        raise Faults([source.fault(tree.line, tree.col, "", "scripted input is a list, each line beginning with `- `")])
    happenings: list[Happening] = []
    faults: list[Fault] = []
    for number, entry in enumerate(tree.items[:MOST_ENTRIES], 1):
        try:
            happenings.extend(_entry(entry))
        except _Wrong as wrong:
            at = wrong.node or entry
            faults.append(source.fault(at.line, at.col, f"[{number}]", wrong.sentence, width=at.width))
    if faults:
        raise Faults(faults)
    return Feed(happenings)


class _Wrong(Exception):
    def __init__(self, sentence: str, node: Node | None = None) -> None:
        self.sentence = sentence
        self.node = node


def _entry(entry: Node) -> list[Happening]:
    if not isinstance(entry, Group):
        raise _Wrong("each entry is like {frame: 10, key: d}")
    frame = _whole(entry, "frame", 0, LAST_FRAME)
    kinds = [kind for kind in KINDS if entry.get(kind) is not None]
    if len(kinds) != 1:
        raise _Wrong(f"an entry has one of {', '.join(KINDS)}")
    kind = kinds[0]
    if kind == "intent":
        return [Happening(frame, _intent(entry))]
    for part in entry.entries:
        if part.key not in {"frame", kind} | ALLOWED[kind]:
            raise _Wrong(f"'{part.key}' does not go with '{kind}'", part.value)
    makers = {"key": _key, "text": _text, "mouse": _mouse, "resize": _resize}
    return makers[kind](entry, frame)


def _intent(entry: Group) -> Intent:
    name = child(entry, "intent")
    if not isinstance(name, Scalar) or not isinstance(name.value, str):
        raise _Wrong("an intent is a name", name)
    data = {part.key: plain(part.value) for part in entry.entries if part.key not in ("frame", "intent")}
    return Intent(name.value, data)


def _key(entry: Group, frame: int) -> list[Happening]:
    node = child(entry, "key")
    try:
        word = str(node.value) if isinstance(node, Scalar) else ""
        return key_presses(word, frame, _whole(entry, "hold", 1, LAST_FRAME, 1))
    except ValueError as wrong:
        raise _Wrong(str(wrong), node) from None


def key_presses(key: str, frame: int, frames: int = 1) -> list[Happening]:
    """A key named as in a keys file, pressed and let go. ValueError when there is no such key."""
    return _press(parse_chord(key), frame, frames)


def _press(chord: Chord, frame: int, frames: int, letter: str = "") -> list[Happening]:
    code = _keycode(chord.scancode)
    mod = sum(bit for name, bit in KMODS.items() if getattr(chord, name))
    held = {"key": code, "scancode": chord.scancode, "mod": mod}
    down = pygame.event.Event(pygame.KEYDOWN, {**held, "unicode": letter or _letter(chord)})
    return [Happening(frame, down), Happening(frame + frames, pygame.event.Event(pygame.KEYUP, held))]


def _keycode(scancode: int) -> int:
    name = key_name(scancode)
    return int(getattr(pygame, f"K_{name}", getattr(pygame, f"K_{name.upper()}", 0)))


def _letter(chord: Chord) -> str:
    name = key_name(chord.scancode)
    if name == "space":
        return " "
    return (name.upper() if chord.shift else name) if len(name) == 1 else ""


def _text(entry: Group, frame: int) -> list[Happening]:
    words = str(plain(child(entry, "text") or Scalar(0, 0, "")))
    happenings: list[Happening] = []
    for n, letter in enumerate(words):
        happenings += _press(Chord(0), frame + n, 1, letter)
    return happenings


def _mouse(entry: Group, frame: int) -> list[Happening]:
    x, y = _pair(entry, "mouse")
    found = [Happening(frame, _motion((x, y)))]
    if entry.get("wheel") is not None:
        turns = _whole(entry, "wheel", -100, 100)
        found.append(Happening(frame, pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=turns, precise_y=float(turns))))
    if entry.get("button") is not None or entry.get("to") is not None:
        button = _whole(entry, "button", 1, 3, 1)
        end = _pair(entry, "to") if entry.get("to") is not None else (x, y)
        frames = _whole(entry, "hold", 1, LAST_FRAME, DRAG_FRAMES if end != (x, y) else 1)
        found += _drag((x, y), end, button, frame, frames)
    return found


def _drag(start: tuple[int, int], end: tuple[int, int], button: int, frame: int, frames: int) -> list[Happening]:
    found = [Happening(frame, pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=button))]
    before = start
    for n in range(1, frames + 1):
        here = (start[0] + (end[0] - start[0]) * n // frames, start[1] + (end[1] - start[1]) * n // frames)
        if here != before:
            found.append(Happening(frame + n, _motion(here, before)))
        before = here
    return [*found, Happening(frame + frames, pygame.event.Event(pygame.MOUSEBUTTONUP, pos=end, button=button))]


def _motion(pos: tuple[int, int], before: tuple[int, int] | None = None) -> Raw:
    rel = (pos[0] - before[0], pos[1] - before[1]) if before else (0, 0)
    return pygame.event.Event(pygame.MOUSEMOTION, pos=pos, rel=rel, buttons=(0, 0, 0))


def _resize(entry: Group, frame: int) -> list[Happening]:
    w, h = _pair(entry, "resize")
    return [Happening(frame, pygame.event.Event(pygame.VIDEORESIZE, w=max(1, w), h=max(1, h), size=(w, h)))]


def _whole(entry: Group, key: str, low: int, high: int, default: int | None = None) -> int:
    node = entry.get(key)
    if node is None:
        if default is None:
            raise _Wrong(f"an entry needs a '{key}'")
        return default
    number = node.value if isinstance(node, Scalar) else None
    if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
        raise _Wrong(f"'{key}' is a whole number from {low} to {high}", node)
    return number


def _pair(entry: Group, key: str) -> tuple[int, int]:
    node = entry.get(key)
    numbers = [item.value for item in items(node) if isinstance(item, Scalar) and isinstance(item.value, int)]
    if len(numbers) != 2:
        raise _Wrong(f"'{key}' is two whole numbers, like [640, 360]", node)
    return numbers[0], numbers[1]
