"""Scripted input: every line becomes real events at its frame, every wrong line a sentence with its place."""

from pathlib import Path

import pygame
import pytest

from game.content.diagnose import Faults
from game.ui.feed_file import read_feed
from game.ui.input import Intent

Fed = list[tuple[int, pygame.event.Event | Intent]]


def fed(tmp_path: Path, text: str) -> Fed:
    path = tmp_path / "input.yaml"
    path.write_text(text)
    feed = read_feed(path)
    return [(frame, what) for frame in range(feed.last_frame + 1) for what in feed.at(frame)]


def kinds(happenings: Fed) -> list[tuple[int, int]]:
    return [(frame, what.type) for frame, what in happenings if isinstance(what, pygame.event.Event)]


def test_a_key_goes_down_and_up_again(tmp_path: Path) -> None:
    happenings = fed(tmp_path, "- {frame: 3, key: D}\n- {frame: 10, key: ctrl+s, hold: 5}\n")
    assert kinds(happenings) == [(3, pygame.KEYDOWN), (4, pygame.KEYUP), (10, pygame.KEYDOWN), (15, pygame.KEYUP)]
    first = happenings[0][1]
    assert isinstance(first, pygame.event.Event)
    assert (first.scancode, first.key, first.unicode) == (pygame.KSCAN_D, pygame.K_d, "d")


def test_a_click_and_a_drag(tmp_path: Path) -> None:
    clicked = fed(tmp_path, "- {frame: 1, mouse: [10, 20], button: 1}\n")
    assert kinds(clicked) == [(1, pygame.MOUSEMOTION), (1, pygame.MOUSEBUTTONDOWN), (2, pygame.MOUSEBUTTONUP)]
    dragged = fed(tmp_path, "- {frame: 0, mouse: [0, 0], to: [80, 0], hold: 4}\n")
    moves = [e.rel for _, e in dragged if isinstance(e, pygame.event.Event) and e.type == pygame.MOUSEMOTION]
    assert moves == [(0, 0), (20, 0), (20, 0), (20, 0), (20, 0)]


def test_intents_carry_their_data_and_text_is_typed(tmp_path: Path) -> None:
    happenings = fed(tmp_path, '- {frame: 2, intent: drive_to, at: [4, 5]}\n- {frame: 5, text: "Hi 2"}\n')
    assert happenings[0] == (2, Intent("drive_to", {"at": (4, 5)}))
    typed = [e.unicode for _, e in happenings[1:] if isinstance(e, pygame.event.Event) and e.type == pygame.KEYDOWN]
    assert "".join(typed) == "Hi 2"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{key: d}", "needs a 'frame'"),
        ("{frame: -1, key: d}", "whole number from 0"),
        ("{frame: yes, key: d}", "whole number from 0"),
        ("{frame: 1, key: nokey}", "no key called 'nokey'"),
        ("{frame: 1}", "one of key"),
        ("{frame: 1, key: d, text: e}", "one of key"),
        ("{frame: 1, mouse: [1]}", "two whole numbers"),
        ("{frame: 1, mouse: [1, 2], button: 9}", "from 1 to 3"),
        ("{frame: 1, key: d, hols: 3}", "'hols' does not go"),
        ("{frame: 1, intent: 3}", "an intent is a name"),
        ("d", "like {frame: 10, key: d}"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(Faults) as told:
        fed(tmp_path, f"- {{frame: 0, key: a}}\n- {line}\n")
    assert [fault.line for fault in told.value.faults] == [2]
    assert words in told.value.faults[0].sentence


@pytest.mark.parametrize("text", ["", "a: 1", "- [", "\x00", "- {frame: 1, key: d", "&a [*a]"])
def test_a_file_that_is_no_list_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(Faults):
        fed(tmp_path, text)
