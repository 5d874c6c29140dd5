"""Sentences by key: asking never fails, and a broken file is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.diagnose import Faults
from game.content.source import Source
from game.content.strings import Strings, figures, languages, load_strings, read_strings


def faults_of(text: str) -> tuple:
    with pytest.raises(Faults) as caught:
        read_strings(Source.of(text, "en.yaml"))
    return caught.value.faults


def test_the_shipped_strings_load_and_every_one_formats() -> None:
    strings = load_strings()
    assert len(strings.sentences) > 100
    for key, sentence in strings.sentences.items():
        shown = strings.text(key, **dict.fromkeys(figures(sentence), 1.5))
        assert "⟨" not in shown, key
        assert shown.strip(), key


def test_figures_are_shown_as_asked() -> None:
    strings = Strings("en", {"a": "{d_m:.0f} m, {x:+.1f}, {name}, {{braces}}"})
    assert strings.text("a", d_m=12.6, x=2, name="Isis") == "13 m, +2.0, Isis, {braces}"


def test_what_is_missing_or_odd_is_shown_not_raised() -> None:
    strings = Strings("en", {"a": "{d_m:.0f} m", "word.rover": "the rover"})
    assert strings.text("a") == "{d_m} m"
    assert strings.text("a", d_m="far") == "far m"
    assert strings.text("a", d_m=None) == "None m"
    assert strings.text("b", d_m=3) == "⟨b⟩ d_m=3"
    assert (strings.word("rover"), strings.word("unheard")) == ("the rover", "unheard")
    assert strings.has("a")
    assert not strings.has("b")


def test_values_cannot_reach_into_objects() -> None:
    assert Strings("en", {"a": "{x.__class__}"}).text("a", x=3) == "{x.__class__}"


@given(
    st.dictionaries(st.sampled_from("abc"), st.one_of(st.none(), st.floats(), st.text(), st.binary(), st.booleans()))
)
def test_no_figures_can_raise(values: dict) -> None:
    assert Strings("en", {"k": "{a:.1f} {b:d} {c}"}).text("k", **values)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a.b: ok\na.c: 5", 2, "must be a text, found the number 5"),
        ("a.b: ok\na.c: {x: 1}", 2, "must be a text"),
        ("a.b: ok\na.b: again", 2, "given twice"),
        ('a.b: "{x"', 1, ""),
        ('a.b: "{x.y}"', 1, "not the name of a figure"),
        ('a.b: "{}"', 1, "not the name of a figure"),
        ('a.b: "{x!r}"', 1, "not the name of a figure"),
        ('a.b: "{x:.1q}"', 1, "not a way to show a figure"),
        ("[1]", 1, "key: sentence"),
    ],
)
def test_broken_files_are_told(text: str, line: int, words: str) -> None:
    (fault,) = faults_of(text)
    assert fault.line == line
    assert words in fault.sentence


def test_another_language_says_what_it_can_and_english_the_rest(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("word.a: stone\nword.b: sand\n", "utf-8")
    (tmp_path / "de.yaml").write_text("word.a: Stein\n", "utf-8")
    (tmp_path / "fr.yaml").write_text("word.a: [\n", "utf-8")
    assert languages([tmp_path]) == ("en", "de", "fr")
    german, french = load_strings("de", [tmp_path]), load_strings("fr", [tmp_path])
    assert (german.word("a"), german.word("b"), german.language) == ("Stein", "sand", "de")
    assert french.word("a") == "stone"
    assert load_strings("xx", [tmp_path]).word("a") == "stone"
