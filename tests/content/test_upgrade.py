"""Levels of an older format: read as they are, rewritten without losing the author's comments."""

from pathlib import Path

import pytest

from game.__main__ import main
from game.content.diagnose import Faults
from game.content.load import load_level, parse_level
from game.content.nodes import plain
from game.content.source import Source
from game.content.upgrade import CURRENT, STEPS, upgraded, upgraded_text
from game.content.yaml_nodes import parse_yaml
from tests.content.pages import catalog

OLD = """\
# My first level.
format: 1   # as the book says
id: old
title: Old
objectives:   # only one
  - {id: far, title: Drive far, points: 90, done_when: {rover.odometry_m: {at_least: 300}}}

# how many points for the stars
stars: [10, 50, 90]  # generous

hints: [{title: How?, text: Forward.}]
"""
BLOCK = OLD.replace("stars: [10, 50, 90]  # generous", "stars:\n  - 10\n  # a comment inside\n  - 50\n  - 90")


@pytest.mark.parametrize("text", [OLD, BLOCK, OLD.replace("stars:", "x-stars:").replace("x-stars: [10, 50, 90]", "")])
def test_an_old_level_is_read_as_it_is(text: str) -> None:
    level = parse_level(Source.of(text, "a.yaml"), catalog())
    assert level.format == CURRENT
    assert level.score.stars in ((10, 50, 90), (36, 63, 90))


@pytest.mark.parametrize("text", [OLD, BLOCK])
def test_rewriting_keeps_comments_and_order(text: str) -> None:
    new, steps = upgraded_text(Source.of(text, "a.yaml"))
    assert steps == (STEPS[1].sentence,)
    comments = [line.partition("#")[2] for line in text.split("\n") if "#" in line]
    assert [line.partition("#")[2] for line in new.split("\n") if "#" in line] == comments
    assert plain(parse_yaml(new, "a.yaml")) == plain(upgraded(parse_yaml(text, "a.yaml")))
    assert parse_level(Source.of(new, "a.yaml"), catalog()) == parse_level(Source.of(text, "a.yaml"), catalog())


def test_a_fault_in_an_old_level_is_told_at_its_place_in_the_file() -> None:
    with pytest.raises(Faults) as wrong:
        parse_level(Source.of(OLD.replace("50,", "fifty,"), "a.yaml"), catalog())
    (fault,) = wrong.value.faults
    assert (fault.line, fault.path) == (9, "score.stars[2]")


def test_a_layout_that_cannot_be_rewritten_is_left_alone() -> None:
    with pytest.raises(Faults):
        upgraded_text(Source.of("{format: 1, id: a, title: b, stars: [1, 2, 3]}", "a.yaml"))


def test_every_step_leads_to_today() -> None:
    assert sorted(STEPS) == list(range(1, CURRENT))


def test_the_command_shows_writes_and_keeps_the_old_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OLD, "utf-8")
    assert main(["upgrade", str(path), "--diff"]) == 0
    shown = capsys.readouterr().out
    assert "-stars: [10, 50, 90]" in shown
    assert "+  stars: [10, 50, 90]" in shown
    assert path.read_text("utf-8") == OLD
    assert main(["upgrade", str(path)]) == 0
    assert (tmp_path / "mine.yaml.old").read_text("utf-8") == OLD
    assert load_level(path, catalog()).score.stars == (10, 50, 90)
    assert main(["upgrade", str(path)]) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_format_from_the_future_is_told(tmp_path: Path) -> None:
    with pytest.raises(Faults) as wrong:
        parse_level(Source.of(OLD.replace("format: 1", "format: 3"), "a.yaml"), catalog())
    assert any(fault.path == "format" for fault in wrong.value.faults)
