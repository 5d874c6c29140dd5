"""Keys: from the files to actions, with faults told by place and nothing of the player's lost."""

from pathlib import Path

import pygame
import pytest

from game import paths
from game.content.diagnose import Faults
from game.ui.bindings import default_chords, load_keymap, save_keys
from game.ui.input import Closed, Input, KeyDown, KeyUp, PointerDown, PointerMove, Resized, Wheel
from game.ui.keys import Chord, Keymap, group_of, key_name, parse_chord, scancodes

SHIPPED = paths.assets_dir() / "keys" / "default.yaml"


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "keys.yaml"
    path.write_text(text)
    return path


def down(key: str, mod: int = 0, unicode: str = "") -> pygame.event.Event:
    chord = parse_chord(key)
    return pygame.event.Event(
        pygame.KEYDOWN, key=getattr(pygame, f"K_{key}", 0), scancode=chord.scancode, mod=mod, unicode=unicode
    )


# --- files ------------------------------------------------------------------------------------------------------------


def test_the_shipped_keys_are_free_of_faults_and_of_doubles() -> None:
    keymap, faults = load_keymap(SHIPPED, None)
    assert faults == ()
    for action, chords in keymap.bindings.items():
        assert all(keymap.taken(chord, action) is None for chord in chords)
    assert {group_of(action) for action in keymap.bindings} == {"menu", "window", "mission", "editor"}


def test_every_key_name_has_a_scancode_and_back() -> None:
    assert all(scancodes()[key_name(code)] == code for code in scancodes().values())


def test_own_keys_change_only_what_they_name(tmp_path: Path) -> None:
    keymap, faults = load_keymap(SHIPPED, own(tmp_path, "format: 1\nmission:\n  drive: [y]\n"))
    default = load_keymap(SHIPPED, None)[0].bindings
    assert faults == ()
    assert keymap.bindings["mission.drive"] == (parse_chord("y"),)
    assert {a: c for a, c in keymap.bindings.items() if a != "mission.drive"} == {
        a: c for a, c in default.items() if a != "mission.drive"
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("format: 1\nmission:\n  driive: [y]\n", 3, "no such action"),
        ("format: 1\nmission:\n  drive: [spce]\n", 3, "'spce'"),
        ("format: 1\nmission:\n  drive: [hyper+y]\n", 3, "'hyper'"),
        ("format: 1\nmission:\n  drive: [true]\n", 3, "a key is a name"),
        ("format: 1\nmission:\n  drive: [f]\n", 3, "already means mission.fly"),
        ("format: 7\nmission:\n  drive: [y]\n", 1, "format 1"),
        ("format: 1\nmission: [y]\n", 2, "lines such as"),
        ("- y\n", 1, "groups of actions"),
        ("format: 1\nmission: {drive: [y\n", 2, ""),
        ("\x00", 1, ""),
    ],
)
def test_a_fault_in_own_keys_is_told_and_left_out(tmp_path: Path, text: str, line: int, words: str) -> None:
    keymap, faults = load_keymap(SHIPPED, own(tmp_path, text))
    assert faults
    assert any(words in fault.sentence for fault in faults)
    assert any(abs(fault.line - line) <= 1 for fault in faults)
    assert keymap.label("menu.back") == "Esc"


def test_a_fault_in_the_shipped_keys_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(Faults):
        load_keymap(own(tmp_path, "mission: {drive: [nokey]}"), None)


def test_changed_keys_are_kept_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys.yaml"
    keymap, _ = load_keymap(SHIPPED, None)
    keymap.bind("mission.drive", [parse_chord("ctrl+g"), parse_chord("1")])
    keymap.bind("mission.warp_1", [])
    save_keys(path, keymap, default_chords(SHIPPED))
    again, faults = load_keymap(SHIPPED, path)
    assert faults == ()
    assert again.bindings == keymap.bindings
    assert "menu" not in path.read_text()


def test_own_keys_with_faults_are_kept_aside_when_overwritten(tmp_path: Path) -> None:
    path = own(tmp_path, "mission: {drive: [nokey]}  # mine")
    save_keys(path, load_keymap(SHIPPED, None)[0], default_chords(SHIPPED))
    kept = [file for file in tmp_path.iterdir() if file != path]
    assert [file.read_text() for file in kept] == ["mission: {drive: [nokey]}  # mine"]


# --- from keys to actions ---------------------------------------------------------------------------------------------


def test_a_chord_with_shift_wins_over_the_plain_key() -> None:
    keymap = Keymap({"menu.next": (parse_chord("tab"),), "menu.previous": (parse_chord("shift+tab"),)})
    tab = parse_chord("tab").scancode
    assert keymap.actions(tab) == ("menu.next",)
    assert keymap.actions(tab, shift=True) == ("menu.previous",)


def test_plain_keys_work_with_shift_but_not_with_ctrl() -> None:
    keymap = Keymap({"mission.drive": (parse_chord("d"),)})
    code = parse_chord("d").scancode
    assert keymap.actions(code, shift=True) == ("mission.drive",)
    assert keymap.actions(code, ctrl=True) == ()


def test_one_key_may_mean_something_in_each_group() -> None:
    keymap, _ = load_keymap(SHIPPED, None)
    assert set(keymap.actions(parse_chord("space").scancode)) == {"menu.accept", "mission.pause"}


def test_labels_are_learned_from_the_keyboard() -> None:
    keymap = Keymap({"mission.centre": (parse_chord("q"),)})
    feed = Input(keymap)
    assert keymap.label("mission.centre") == "Q"
    q = parse_chord("q").scancode
    feed.translate(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_a, scancode=q, mod=0, unicode="a"))
    assert keymap.label("mission.centre") == "A"  # an AZERTY keyboard


@pytest.mark.parametrize(
    ("chord", "label"),
    [("ctrl+s", "Ctrl+S"), ("up", "↑"), ("kp_plus", "Pad plus"), ("f11", "F11"), ("return", "Enter"), ("minus", "-")],
)
def test_labels_read_well(chord: str, label: str) -> None:
    assert Keymap({}).chord_label(parse_chord(chord)) == label


def test_taken_looks_only_into_its_own_group() -> None:
    chord = Chord(parse_chord("d").scancode)
    keymap = Keymap({"mission.drive": (chord,), "menu.down": (chord,)})
    assert keymap.taken(chord, "mission.fly") == "mission.drive"
    assert keymap.taken(chord, "window.mute") is None


# --- from pygame's events to ours -------------------------------------------------------------------------------------


def test_held_actions_end_with_the_key_even_when_a_modifier_came_in_between() -> None:
    keymap, _ = load_keymap(SHIPPED, None)
    feed = Input(keymap)
    first = feed.translate(down("up"))
    assert isinstance(first, KeyDown)
    assert not first.repeat
    assert feed.holds("mission.forward")
    again = feed.translate(down("up", pygame.KMOD_LSHIFT))
    assert isinstance(again, KeyDown)
    assert again.repeat
    up = feed.translate(pygame.event.Event(pygame.KEYUP, key=0, scancode=parse_chord("up").scancode, mod=0))
    assert isinstance(up, KeyUp)
    assert not feed.holds("mission.forward")
    assert not feed.holds("mission.pan_north")


def test_losing_the_window_lets_go_of_everything() -> None:
    keymap, _ = load_keymap(SHIPPED, None)
    feed = Input(keymap)
    feed.translate(down("up"))
    feed.translate(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert not feed.holds("mission.forward")


def test_pointer_wheel_and_window_events() -> None:
    feed = Input()
    event = pygame.event.Event
    moved = feed.translate(event(pygame.MOUSEMOTION, pos=(5, 6), rel=(1, 2), buttons=(0, 0, 0)))
    assert moved == PointerMove((5, 6), (1, 2), ())
    assert feed.translate(event(pygame.MOUSEBUTTONDOWN, pos=(5, 6), button=3)) == PointerDown((5, 6), 3)
    held = feed.translate(event(pygame.MOUSEMOTION, pos=(7, 6), rel=(2, 0), buttons=(0, 0, 0)))
    assert held == PointerMove((7, 6), (2, 0), (3,))
    assert feed.translate(event(pygame.MOUSEBUTTONDOWN, pos=(5, 6), button=4)) is None  # the wheel's old form
    assert feed.translate(event(pygame.MOUSEWHEEL, x=0, y=-1)) == Wheel((7, 6), -1.0)
    assert feed.translate(event(pygame.VIDEORESIZE, w=800, h=600, size=(800, 600))) == Resized((800, 600))
    assert feed.translate(event(pygame.QUIT)) == Closed()
