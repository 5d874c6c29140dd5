"""Every word of the level language has an example that works, and a slip of it that is told at its place."""

import re
from pathlib import Path

import pytest

from game.content.catalog import load_catalog
from game.content.diagnose import Faults
from game.content.load import load_level, parse_level
from game.content.manual import Word, explain, inside, meant, words
from game.content.reference import entry_text, reference_text
from game.content.source import Source
from game.content.template import new_level_text
from game.sim.setup import new_world, prepare_site
from game.sim.step import advance
from tests.content.pages import catalog

# Where the examples stand: a level that has all they speak of.
PAGE = """\
format: 2
id: example
title: Example
map: {{tiles: [64, 64]}}
start: {{at: [20, 40]}}
targets:
  - {{id: rochette, name: Rochette, at: [24, 40], rock: maaz_basalt}}
  - {{id: stones, name: Stone, rock: maaz_basalt, scatter: {{count: 3}}}}
  - {{id: wildcat, name: Wildcat, at: [30, 40], rock: maaz_basalt, later: true}}
variables: [{{id: visits}}]
objectives:
  - {{id: sample, title: Do it, done_when: {{sol: {{at_least: 9000}}}}}}
  - {{id: extra, title: More, later: true, primary: false, done_when: {{sol: {{at_least: 9000}}}}}}
story:
  - id: opening
    when:
      {condition}
    do:
      - {effect}
"""
WORDS = words()
CONDITIONS = [word for word in WORDS if word.chapter in ("condition", "telemetry", "event")]
EFFECTS = [word for word in WORDS if word.chapter == "effect"]


def page(condition: str = "sol: {at_least: 1}", effect: str = "message: Now.") -> Source:
    return Source.of(PAGE.format(condition=condition, effect=effect), "a.yaml")


def faults(source: Source) -> tuple:
    try:
        parse_level(source, catalog())
    except Faults as wrong:
        return wrong.faults
    return ()


def by_name(word: Word) -> str:
    return word.name


@pytest.mark.parametrize("word", CONDITIONS, ids=by_name)
def test_every_condition_works_as_shown(word: Word) -> None:
    assert faults(page(condition=word.example)) == ()


@pytest.mark.parametrize("word", CONDITIONS, ids=by_name)
def test_a_slip_in_a_condition_is_told_at_its_line(word: Word) -> None:
    """A misspelt word, and a value of the wrong kind."""
    line = page().text.split("\n").index("    when:") + 2
    misspelt = re.sub(r"([A-Za-z_.]+)(?=[:,}]|$)", r"\1zq", word.example, count=1)
    wrong_kind = re.sub(r"(true|[0-9.]+|\[.*\])(?=[},]|$)", "[]", word.example, count=1)
    slips = {misspelt, wrong_kind} - {word.example}
    assert slips
    for slip in slips:
        told = faults(page(condition=slip))
        assert told, slip
        assert {fault.line for fault in told} == {line}, (slip, told)


@pytest.mark.parametrize("word", EFFECTS, ids=by_name)
def test_every_effect_does_something_when_its_time_comes(word: Word) -> None:
    world = new_world(prepare_site(parse_level(page(effect=word.example), catalog()), catalog()))
    events = advance(world, world.tick + 500)
    assert world.story.triggers[0].fired == 1
    assert events or world.story.storms or world.survey.aerial_tiles or word.name == "set"


@pytest.mark.parametrize("word", EFFECTS, ids=by_name)
def test_a_slip_in_an_effect_is_told_at_its_line(word: Word) -> None:
    line = page().text.split("\n").index("    do:") + 2
    for slip in (f"x{word.example}", re.sub(r": .*", ": [5]", word.example), f"{word.name}:"):
        told = faults(page(effect=slip))
        assert told, slip
        assert {fault.line for fault in told} <= {line, line - 1}, (slip, told)


def test_words_are_found_by_name_and_near_it() -> None:
    found = explain("terrain.craters.per_km2")
    assert found is not None
    assert "20000" in found.takes
    assert explain("story.do.reveal.radius_m") is not None
    assert explain("moxie.oxygen_g") is not None
    assert explain("moxie.oxigen_g") is None
    assert meant("moxie.oxigen_g") == "moxie.oxygen_g"


def test_a_group_is_explained_with_the_keys_inside_it_and_a_last_name_leads_to_the_whole() -> None:
    group = explain("targets.scatter")
    assert group is not None
    names = [word.name for word in inside(group)]
    assert "targets[].scatter.count" in names
    assert all(name.rpartition(".")[0] == group.name for name in names)
    assert meant("scatter") == "targets.scatter"
    count = explain("targets.scatter.count")
    assert count is not None
    assert entry_text(count).endswith("; needed_")
    assert inside(count) == ()


def test_the_reference_names_every_word_once_and_explains_it() -> None:
    text = reference_text()
    for word in WORDS:
        assert word.sentence, word.name
        assert f"**{word.name}**" in text or f"### {word.name}\n" in text
    assert len({(word.chapter, word.name) for word in WORDS}) == len(WORDS)


@pytest.mark.parametrize("name", ["mine", "Räuber & Co: {x}", "2nd", "#"])
def test_a_new_level_is_sound_and_can_be_played(name: str, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(new_level_text(name, path.name), "utf-8")
    level = load_level(path, load_catalog())
    world = new_world(prepare_site(level, load_catalog()))
    advance(world, world.tick + 600)
