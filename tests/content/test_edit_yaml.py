"""Edits of a level's text: they mean what was asked and leave everything else as its author wrote it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.content.diagnose import Faults
from game.content.edit_yaml import add_row, remove, set_value, value_at
from game.content.flow_text import flow_text
from game.content.landform_names import landform_id
from game.content.level_dials import GROUND, PRESET, PRESETS, dialled
from game.content.level_things import KINDS, Thing, corner_moved, made_polygon, moved, placed, removed, sized, things_of
from game.content.nodes import plain
from game.content.source import Source
from game.content.spans import comments
from game.content.template import new_level_text
from game.content.yaml_nodes import parse_yaml, read_spans
from tests.content.pages import EVERYTHING, faults_of

LEVELS = sorted(path for path in paths.levels_dir().glob("*/*.yaml") if ".script" not in path.name)
TEXTS = {
    "everything": EVERYTHING,
    "template": new_level_text("My crater", "mine.yaml"),
    **{path.stem: path.read_text("utf-8") for path in LEVELS if "\nobjectives:" in path.read_text("utf-8")},
}
LAYOUT = """\
# A level.   # twice
id: a   # its id
targets:
# before the rows
- id: one     # the first
  name: "a # b"
  at:
    - 3  # east
    - 4  # south

- {id: two, at: [5, 6]}
# after the rows
notes: |
  # not a comment
  text

last: [1,
  2,  # two
  3]
"""


def tree(text: str) -> object:
    return plain(parse_yaml(text, "a.yaml"))


def said(text: str) -> list[str]:
    return [comment for _, comment in comments(text, read_spans(Source.of(text, "a.yaml")))]


def test_comments_are_told_from_texts() -> None:
    wanted = ["# A level.   # twice", "# its id", "# before the rows", "# the first", "# east", "# south"]
    assert said(LAYOUT) == [*wanted, "# after the rows", "# two"]


def test_only_the_value_changes() -> None:
    new = set_value(LAYOUT, ("targets", 0, "at"), (3, 40.5))
    assert new == LAYOUT.replace("- 4  # south", "- 40.5  # south")
    assert set_value(LAYOUT, ("targets", 0, "name"), "plain") == LAYOUT.replace('"a # b"', "plain")
    assert set_value(LAYOUT, ("notes",), "one line") == LAYOUT.replace("|\n  # not a comment\n  text", "one line")


def test_a_row_is_written_as_the_one_before_it() -> None:
    assert "\n- {id: two, at: [5, 6]}\n- {id: three, at: [7, 8]}\n# after" in add_row(
        LAYOUT, ("targets",), {"id": "three", "at": (7, 8)}
    )
    block = remove(LAYOUT, ("targets", 1))
    assert add_row(block, ("targets",), {"id": "three", "at": (7, 8)}) == block.replace(
        "    - 4  # south\n", "    - 4  # south\n- id: three\n  at: [7, 8]\n"
    )


def test_a_missing_section_comes_where_the_language_has_it() -> None:
    text = set_value(EVERYTHING, ("operations",), "delayed")
    keys = list(tree(text))  # type: ignore[call-overload]
    assert keys.index("operations") == keys.index("horizon") + 1  # the author put `horizon` last
    new = set_value(TEXTS["template"], ("terrain", "surface", "sand_frac"), 0.3)
    assert "    - {at: [34, 94], radius_m: 6}\n  surface: {sand_frac: 0.3}\n\nrover:" in new


def test_what_would_be_left_empty_goes_too() -> None:
    text = "id: a\n\n# soft\nzones:\n  - {id: z, at: [1, 2]}\n\nhints: []\n"
    assert remove(text, ("zones", 0)) == "id: a\n\n# soft\n\nhints: []\n"
    assert remove(text, ("zones", 0, "id")) == text.replace("id: z, ", "")


@pytest.mark.parametrize("path", [("last",), ("targets", 0, "at"), ("targets",)])
def test_an_edit_that_would_lose_a_comment_is_refused(path: tuple[str | int, ...]) -> None:
    with pytest.raises(Faults, match="cannot be edited"):
        set_value(LAYOUT, path, "gone")


@pytest.mark.parametrize("path", [("nothing",), ("targets", 9), ("id", "deeper")])
def test_what_is_not_there_cannot_be_removed(path: tuple[str | int, ...]) -> None:
    with pytest.raises(Faults, match="nothing to remove"):
        remove(LAYOUT, path)
    with pytest.raises(Faults):
        set_value(LAYOUT, ("id", "deeper"), 1)


def test_words_that_need_quotes_get_them() -> None:
    for word in ("", "no: yes", "#1", "true", "12", "a, b", "[", "é", "two\nlines", "it's", "- a", "~", "0x1", "&a"):
        for row in (f"key: {flow_text(word)}", f"key: [{flow_text(word)}]"):
            assert tree(row) in ({"key": word}, {"key": (word,)})


# --- random edits of whole levels -------------------------------------------------------------------------------------


def _any(chance: random.Random, text: str) -> Thing:
    whole = tree(text)
    return chance.choice(things_of(whole, whole))


def _place(chance: random.Random) -> tuple[float, float]:
    return chance.uniform(0.0, 60.0), chance.uniform(0.0, 60.0)


def move(chance: random.Random, text: str) -> str:
    return moved(text, _any(chance, text), _place(chance))


def place(chance: random.Random, text: str) -> str:
    kind = chance.choice(KINDS)
    return placed(text, tree(text), kind, _place(chance))[0]


def drop(chance: random.Random, text: str) -> str:
    """Only what nothing else in the level speaks of."""
    thing = _any(chance, text)
    asked = f".{landform_id(thing.name, thing.kind, 1)}." in text or f"zone: {thing.id}" in text
    return removed(text, thing) if thing.kind in ("crater", "zone") and not asked else text


def size(chance: random.Random, text: str) -> str:
    thing = _any(chance, text)
    if thing.kind in ("crater", "outcrop"):
        return sized(text, thing, chance.uniform(3.0, 30.0))
    if thing.kind != "zone":
        return text
    if thing.corners:
        return corner_moved(text, thing, 0, _place(chance))
    return chance.choice((sized(text, thing, chance.uniform(3.0, 30.0)), made_polygon(text, thing, 2.0)))


def dial(chance: random.Random, text: str) -> str:
    if chance.random() < 0.2:
        return set_value(text, PRESET, chance.choice(PRESETS))
    chosen = chance.choice(GROUND)
    value = chance.uniform(chosen.low, chosen.high)
    return dialled(text, chosen, value * 0.15 if chosen.unit == "%" else max(value, 70.0 if chosen.unit == "m" else 0))


EDITS: tuple[Callable[[random.Random, str], str], ...] = (move, place, drop, size, dial)


@pytest.mark.parametrize("name", TEXTS)
def test_random_edits_keep_comments_and_order_and_pass_check(name: str) -> None:
    chance, text = random.Random(name), TEXTS[name]
    assert faults_of(text) == ()
    for _ in range(12):
        before, keys = said(text), list(tree(text))  # type: ignore[call-overload]
        edit = chance.choice(EDITS)
        text = edit(chance, text)
        after = said(text)
        assert after == before or edit is drop
        assert set(after) <= set(before)
        kept = [key for key in tree(text) if key in keys]  # type: ignore[attr-defined]
        assert kept == [key for key in keys if key in kept]
    assert faults_of(text) == ()


@pytest.mark.parametrize("name", TEXTS)
def test_scalars_can_be_written_anew_as_it_is(name: str) -> None:
    text = TEXTS[name]
    for path in _paths(tree(text))[::15]:
        assert tree(set_value(text, path, value_at(text, path))) == tree(text)


def _paths(node: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(node, dict):
        return [path for key, part in node.items() for path in _paths(part, (*here, key))]
    if isinstance(node, tuple):
        return [path for number, part in enumerate(node) for path in _paths(part, (*here, number))]
    return [here]


def test_the_pad_under_a_vehicle_goes_along(tmp_path: Path) -> None:
    text = TEXTS["template"]
    whole = tree(text)
    start = next(thing for thing in things_of(whole, whole) if thing.kind == "start")
    new = moved(text, start, (20.0, 21.0))
    assert value_at(new, ("terrain", "pads", 0, "at")) == value_at(new, ("start", "at")) == (20, 21)
    assert value_at(new, ("terrain", "pads", 1, "at")) == (34, 94)
