"""Text: what is cut short fits, what is wrapped loses nothing, what is cached stays bounded."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import paths
from game.ui import text as text_module
from game.ui.lru import Lru
from game.ui.text import ELLIPSIS, Cut, FontBook, Text
from game.ui.theme import BODY, FIGURE, HEADING, TEXT, TITLE, Style

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def text() -> Text:
    import pygame

    pygame.font.init()
    return Text(FontBook(paths.assets_dir() / "fonts"))


def body(text: Text) -> Cut:
    return text.cut(BODY, 1.0)


@given(words=st.lists(WORDS, max_size=12), room=st.integers(0, 400))
def test_shortened_text_fits_and_begins_the_same(text: Text, words: list[str], room: int) -> None:
    whole = " ".join(words)
    short = text.shorten(whole, body(text), room)
    assert text.width(short, body(text)) <= room or short == ""
    assert whole == short or whole.startswith(short.removesuffix(ELLIPSIS).rstrip())


@given(words=st.lists(WORDS, min_size=1, max_size=25), room=st.integers(40, 500))
def test_wrapped_lines_fit_and_lose_no_letter(text: Text, words: list[str], room: int) -> None:
    words = [word for word in words if word.strip("-") and not word.isspace()] or ["x"]
    whole = " ".join(words)
    lines = text.wrap(whole, body(text), room)
    assert all(text.width(line, body(text)) <= room for line in lines if len(line) > 1)
    assert "".join("".join(lines).split()) == "".join(whole.split())


def test_a_list_hangs_under_its_words(text: Text) -> None:
    lines = text.wrap("Do:\n- one two three four five six\n- seven\n\nThen rest.", body(text), 110)
    assert lines[0] == "Do:"
    assert [line[:1] for line in lines if line].count("•") == 2
    assert any(line.startswith("    ") for line in lines)


def test_an_empty_line_parts_paragraphs_and_a_single_break_does_not(text: Text) -> None:
    assert text.wrap("One\ntwo.\n\nThree.", body(text), 1000) == ("One two.", "", "Three.")


@pytest.mark.parametrize("style", [BODY, HEADING, FIGURE, TITLE])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.7])
def test_measured_width_is_rendered_width(text: Text, style: Style, scale: float) -> None:
    cut = text.cut(style, scale)
    for line in ("Jezero", "3.1 g", "Sol 14 09:00", "i"):
        assert text.line(line, cut, TEXT).get_width() == text.width(line, cut)


def test_digits_stand_under_digits(text: Text) -> None:
    cut = text.cut(FIGURE, 1.0)
    assert len({text.width(f"{n}.{n}", cut) for n in range(10)}) == 1


def test_a_missing_font_still_shows_text(tmp_path: Path) -> None:
    lost = Text(FontBook(tmp_path))
    assert lost.line("still here", lost.cut(BODY, 1.0), TEXT).get_width() > 20


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "CACHED_PIXELS", 20_000)
    small = Text(FontBook(paths.assets_dir() / "fonts"))
    for number in range(300):
        small.line(f"line {number}", small.cut(BODY, 1.0), TEXT)
    assert small._lines.total <= 20_000
    assert 1 < len(small._lines) < 300


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=60))
def test_lru_keeps_its_budget_and_the_newest(uses: list[tuple[int, int]]) -> None:
    cache: Lru[int, int] = Lru(25, lambda cost: cost)
    for key, cost in uses:
        cache.put(key, cost)
        assert cache.total <= 25
        assert key in cache
        assert cache.total == sum(value for _, value in cache.items())


def test_a_no_break_space_holds_a_figure_and_its_unit_together(text: Text) -> None:
    cut = text.cut(BODY, 1.0)
    figure = "4.4\u00a0±\u00a00.3\u00a0wt\u00a0%"
    for room_px in range(text.width(figure, cut), 400, 7):
        assert any(figure in line for line in text.wrap(f"SO₃ {figure} and more words after it", cut, room_px))
