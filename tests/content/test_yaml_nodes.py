"""The reader of YAML: types, places, what it refuses, and that nothing can hurt it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.content.diagnose import Faults
from game.content.nodes import Group, plain
from game.content.source import Source, decode_source
from game.content.yaml_nodes import parse_yaml, read_yaml
from tests.content.hostile import HOSTILE

ROOT = Path(__file__).parents[2]


def faults_of(text: str) -> tuple:
    with pytest.raises(Faults) as caught:
        parse_yaml(text, "a.yaml")
    return caught.value.faults


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("12:30", "12:30"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("1_000", "1_000"),
        ("2021-02-18", "2021-02-18"),
        ("0o14", 12),
        ("014", 14),
        ("0x1F", 31),
        ("+5", 5),
        ("-3.5e2", -350.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("~", None),
        ("", None),
        ("null", None),
        ("'5'", "5"),
        ("!!str 5", "5"),
        ("! 5", "5"),
        ("0b11", "0b11"),
        ("190:20:30", "190:20:30"),
        (".", "."),
        ("-", "-"),
        ("=", "="),
    ],
)
def test_words_mean_what_yaml_1_2_says(word: str, value: object) -> None:
    found = plain(parse_yaml(f"a: {word}\n" if word != "-" else "a: '-'", "a.yaml"))["a"]  # type: ignore[index]
    assert found == value
    assert type(found) is type(value)


def test_every_key_and_value_knows_its_place() -> None:
    node = parse_yaml("# comment\na: 1\nb:\n  - c: {d: e}\n", "a.yaml")
    assert isinstance(node, Group)
    rows = node.entries[1].value
    inner = rows.items[0].entries[0]
    assert (node.entries[1].line, node.entries[1].col) == (3, 1)
    assert (inner.line, inner.col) == (4, 5)
    assert (inner.value.entries[0].value.line, inner.value.entries[0].value.col) == (4, 12)


def test_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    source = decode_source(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\nc: [\r\n", "a.yaml")
    node, faults = read_yaml(source)
    assert node is None
    assert faults[0].line in (5, 6)
    assert plain(parse_yaml("\ufeffa: 1\r\nb: 2\r", "a.yaml")) == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "line", "col", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, 1, "given twice, first at line 1"),
        ("a: &x 1", 1, 4, "anchors"),
        ("a: *x", 1, 4, "aliases"),
        ("a: {<<: {b: 1}}", 1, 5, "<<"),
        ("a: !!python/name:os.system", 1, 4, "!!python/name:os.system"),
        ("a: !new 3", 1, 4, "!new"),
        ("a: !!int x", 1, 4, "does not fit"),
        ("a: 1\n---\nb: 2", 2, 1, "second document"),
        ("%TAG ! tag:x,2000:\n---\na: 1", 1, 1, "%TAG"),
        ("a:\n\tb: 1", 2, 1, "tab"),
        ("a: x\0y", 1, 5, "NUL"),
        ("a: " + "9" * 400, 1, 4, "400 characters"),
        ("a: .inf", 1, 4, ".inf"),
        ("a: .NaN", 1, 4, ".NaN"),
        ("a: 1e400", 1, 4, "too large"),
        ("? [a]\n: 1", 1, 3, "list stands here where a key should be"),
        ("? \n: 1", 1, 2, "key is missing"),
        ("a: [1, 2", 1, 4, "not closed"),
        ("a: {b: 1\nc: 2", 1, 4, "not closed"),
        ("a: 'x\nb: 1\n", 1, 4, "never ends"),
        ("a: 1\n b: 2", 2, 3, "':' cannot stand here"),
        ("a: 1\nb\nc: 2", 2, 1, "no ':'"),
        ("a: @x", 1, 4, "cannot begin"),
        ('a: "\\q"', 1, 5, "not known"),
        ("a:\n- 1\nb\n- c", 3, 1, "no ':'"),
    ],
)
def test_what_is_refused_is_told_at_its_place(text: str, line: int, col: int, words: str) -> None:
    first = faults_of(text)[0]
    assert words in first.sentence
    assert (first.line, first.col) == (line, col)


def test_all_slips_of_a_readable_text_are_told_at_once() -> None:
    found = faults_of("a: 1\na: 2\nb: .inf\nc: *x\nd: {e: !no 1, <<: 3}\n")
    assert [fault.line for fault in found] == [2, 3, 4, 5, 5]
    assert [fault.path for fault in found] == ["a", "b", "c", "d.e", "d.<<"]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a: 1\nb: \xff", 2, "not valid UTF-8"),
        (b"\xff\xfea\0", 0, "UTF-16"),
        (b"#" * ((1 << 20) + 1), 0, "1024 KiB"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, line: int, words: str) -> None:
    with pytest.raises(Faults) as caught:
        decode_source(data, "a.yaml")
    assert caught.value.faults[0].line == line
    assert words in caught.value.faults[0].sentence


def test_hostile_texts_cost_less_than_a_second_and_200_mib() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.content.hostile"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    cost = json.loads(done.stdout)
    assert cost["silent"] == []
    assert cost["peak_mib"] < 200
    assert cost["slowest_s"] < 1.0 * 5, "five times the promise: test machines are shared"


@pytest.mark.parametrize("name", [name for name in HOSTILE if "MB" not in name and "many" not in name])
def test_the_parser_without_libyaml_finds_the_same_faults(name: str) -> None:
    """Not every platform's PyYAML carries libyaml; a text must not be judged by that."""
    try:
        source = Source.of(HOSTILE[name]()[:20_000], "a.yaml")
    except Faults:
        return
    _, ours = read_yaml(source)
    _, theirs = read_yaml(source, yaml.SafeLoader)
    assert [fault.line for fault in ours] == [fault.line for fault in theirs]


@given(st.text(alphabet=st.one_of(st.sampled_from("[]{}:,-?&*!|>'\"%@`# \n\tab01."), st.characters()), max_size=200))
def test_any_text_gives_a_tree_or_faults(text: str) -> None:
    told = outcome(lambda: plain(parse_yaml(text, "a.yaml")))
    assert told is None or told.text()


@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_faults(data: bytes) -> None:
    told = outcome(lambda: read_yaml(decode_source(data, "a.yaml")))
    assert told is None or told.faults


def outcome(read: Callable[[], object]) -> Faults | None:
    try:
        read()
    except Faults as faults:
        return faults
    return None


scalars = st.one_of(st.integers(-(10**12), 10**12), st.booleans(), st.none(), st.text("abc: #'\"-", max_size=8))
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text("abc", min_size=1), inner)),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abcd", min_size=1, max_size=5), trees, min_size=1, max_size=4))
def test_what_pyyaml_writes_is_read_back(data: dict) -> None:
    text = yaml.safe_dump(data, default_flow_style=None)
    if "&" not in text:
        assert plain(parse_yaml(text, "a.yaml")) == _tuples(data)


def _tuples(data: object) -> object:
    if isinstance(data, list):
        return tuple(_tuples(item) for item in data)
    return {key: _tuples(value) for key, value in data.items()} if isinstance(data, dict) else data
