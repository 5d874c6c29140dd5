"""The keys files: the shipped one and the player's own changes on top of it."""

from dataclasses import dataclass, field
from pathlib import Path

from game.content.diagnose import Fault, Faults
from game.content.nodes import Group, Node, Scalar, entries, items
from game.content.source import Source, read_source
from game.content.yaml_nodes import read_yaml
from game.mission.files import keep_aside, write_atomically
from game.ui.keys import Chord, Keymap, changed, group_of, parse_chord

FORMAT = 1
Chords = dict[str, tuple[Chord, ...]]
MOST_CHORDS = 6
NAMES = ("moxie",)
HEADER = "# Your own keys: only what differs from the game's. Delete a line, or this file, to go back.\n"


@dataclass(slots=True)
class Reading:
    """One keys file being read: what was understood and what was not."""

    source: Source
    chords: Chords = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, node: Node, path: str, sentence: str, hint: str = "") -> None:
        self.faults.append(self.source.fault(node.line, node.col, path, sentence, hint, node.width))


def read_keys(source: Source, tree: Node, known: Chords | None = None) -> Reading:
    """The chords of a keys file. `known` are the actions there are, for a player's file; None for the shipped one."""
    reading = Reading(source)
    if not isinstance(tree, Group):
        reading.fault(tree, "", "a keys file holds groups of actions", "see assets/keys/default.yaml")
        return reading
    for group in tree.entries:
        if group.key == "format":
            _check_format(reading, group.value)
            continue
        if not isinstance(group.value, Group):
            reading.fault(group.value, group.key, "a group holds lines such as `drive: [d]`")
        for entry in entries(group.value):
            _read_action(reading, f"{group.key}.{entry.key}", entry.value, known)
    _check_doubles(reading, tree, known)
    return reading


def _check_format(reading: Reading, node: Node) -> None:
    if not isinstance(node, Scalar) or node.value != FORMAT:
        reading.fault(node, "format", f"this game reads keys files of format {FORMAT}")


def _read_action(reading: Reading, action: str, node: Node, known: Chords | None) -> None:
    if known is not None and action not in known:
        reading.fault(node, action, "there is no such action", _closest(action, known))
        return
    listed = items(node) if not isinstance(node, Scalar) else (node,)
    chords = []
    for item in listed[:MOST_CHORDS]:
        try:
            chords.append(parse_chord(_word(item)))
        except ValueError as wrong:
            reading.fault(item, action, str(wrong))
    reading.chords[action] = tuple(dict.fromkeys(chords))


def _word(node: Node) -> str:
    if not isinstance(node, Scalar) or isinstance(node.value, bool) or node.value is None:
        raise ValueError("a key is a name such as d, f1 or ctrl+s")
    return str(node.value)


def _closest(action: str, known: Chords) -> str:
    import difflib

    close = difflib.get_close_matches(action, known, 1)
    return f"did you mean '{close[0]}'?" if close else "see assets/keys/default.yaml for the names"


def _check_doubles(reading: Reading, tree: Group, known: Chords | None) -> None:
    """A chord twice in one group. In a player's file this is checked against the shipped keys as well."""
    whole = {**(known or {}), **reading.chords}
    for action, chords in list(reading.chords.items()):
        for chord in chords:
            twin = next(
                (o for o, c in whole.items() if o != action and group_of(o) == group_of(action) and chord in c), None
            )
            if twin is None or (twin in reading.chords and twin < action and _reported(reading, twin)):
                continue
            group, name = action.split(".", 1)
            holder = tree.get(group)
            node = holder.get(name) if isinstance(holder, Group) else None
            reading.fault(
                node or tree,
                action,
                f"the key '{chord.text}' already means {twin}",
                "choose another key for one of them",
            )


def _reported(reading: Reading, action: str) -> bool:
    return any(fault.path == action for fault in reading.faults)


def read_keys_file(path: Path, known: Chords | None = None) -> Reading:
    """`read_keys` of a file; what cannot be read at all is a fault like any other."""
    try:
        source = read_source(path)
    except Faults as wrong:
        return Reading(Source(str(path), ""), faults=list(wrong.faults))
    tree, faults = read_yaml(source)
    reading = read_keys(source, tree, known) if tree is not None else Reading(source)
    reading.faults = [*faults, *reading.faults]
    return reading


def load_keymap(shipped: Path, own: Path | None) -> tuple[Keymap, tuple[Fault, ...]]:
    """The keymap to play with. A fault in the shipped file is an error (raises `Faults`); what is wrong in the
    player's own file is told and left out."""
    basic = read_keys_file(shipped)
    if basic.faults:
        raise Faults(basic.faults)
    if own is None or not own.exists():
        return Keymap(dict(basic.chords)), ()
    mine = read_keys_file(own, basic.chords)
    wrong_actions = {fault.path for fault in mine.faults}
    good = {action: chords for action, chords in mine.chords.items() if action not in wrong_actions}
    return Keymap({**basic.chords, **good}), tuple(mine.faults)


def default_chords(shipped: Path) -> Chords:
    """The keys the game ships with."""
    return read_keys_file(shipped).chords


def save_keys(own: Path, keymap: Keymap, default: Chords) -> None:
    """Write the player's changes; a file of theirs that has faults is kept aside first. May raise OSError."""
    if own.exists() and read_keys_file(own, default).faults:
        keep_aside(own, "broken")
    write_atomically(own, keys_text(changed(keymap.bindings, default)).encode())


def keys_text(chords: Chords) -> str:
    """A keys file, by group.

    >>> print(keys_text({"menu.up": (parse_chord("w"), parse_chord("1"))}).split("\\n", 1)[1])
    format: 1
    menu:
      up: ["w", "1"]
    <BLANKLINE>
    """
    lines = [HEADER.rstrip(), f"format: {FORMAT}"]
    for group in dict.fromkeys(group_of(action) for action in chords):
        lines.append(f"{group}:")
        for action, held in chords.items():
            if group_of(action) == group:
                words = ", ".join(f'"{chord.text}"' for chord in held)
                lines.append(f"  {action.partition('.')[2]}: [{words}]")
    return "\n".join(lines) + "\n"


def spoken_action(action: str) -> str:
    """`mission.zoom_in` -> `Zoom in`."""
    words = action.partition(".")[2].replace("_", " ")
    return words.upper() if words in NAMES else words.capitalize()
