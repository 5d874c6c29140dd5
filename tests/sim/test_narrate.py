"""Every event and every reason has a sentence with all its figures in it."""

import ast
import re
import string
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from game.content.strings import Strings, load_strings
from game.sim import commands as c
from game.sim import events as e
from game.sim.narrate import command_words, duration_words, event_sentence, is_notable, reason_sentence
from game.sim.reasons import reason
from tests import small

SIM = Path(e.__file__).parent
UNFILLED = re.compile(r"[{}⟨⟩]")


@pytest.fixture(scope="module")
def strings() -> Strings:
    return load_strings()


def sample(kind: type[e.Event]) -> e.Event:
    """An event with a plausible value in each field."""
    values: dict[str, Any] = {}
    for spec in fields(kind):
        if spec.name == "command":
            values[spec.name] = c.TakePanorama()
        elif "Reason" in str(spec.type):
            values[spec.name] = reason("plan.stopped")
        else:
            values[spec.name] = {str: "near", int: 7, float: 0.5}[spec.type]
    return kind(**values)


@pytest.mark.parametrize("kind", e.ALL_EVENTS, ids=lambda kind: str(kind.__name__))
def test_every_event_has_a_sentence(strings: Strings, kind: type[e.Event]) -> None:
    sentence = event_sentence(small.site(), strings, sample(kind))
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert not UNFILLED.search(sentence), sentence


def test_all_events_is_the_whole_list() -> None:
    defined = {kind for kind in vars(e).values() if isinstance(kind, type) and issubclass(kind, e.Event)} - {e.Event}
    assert defined == set(e.ALL_EVENTS)
    assert len(e.ALL_EVENTS) == len(defined)


def reasons_in_code() -> dict[str, set[str]]:
    """Key -> figures of every `reason("key", figure=...)` in the simulation with a literal key and no **figures."""
    found: dict[str, set[str]] = {}
    for path in sorted(SIM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reason"):
                continue
            key = node.args[0] if node.args else None
            if isinstance(key, ast.Constant) and all(word.arg for word in node.keywords):
                found.setdefault(str(key.value), set()).update(str(word.arg) for word in node.keywords)
    return found


def test_every_reason_has_a_sentence_and_only_figures_it_is_given(strings: Strings) -> None:
    wrong = []
    for key, figures in reasons_in_code().items():
        sentence = strings.sentences.get(f"reason.{key}", "")
        asked = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        if not sentence or not asked <= figures:
            wrong.append((key, sorted(asked - figures)))
    assert wrong == []
    assert len(reasons_in_code()) > 40


def test_every_command_has_words(strings: Strings) -> None:
    for kind in c.COMMANDS:
        assert strings.has(f"command.{c.command_name(kind)}")
    assert command_words(strings, c.TakePanorama()) == "panorama"


def test_names_stand_in_for_ids(strings: Strings) -> None:
    site = small.site()
    assert "Near Rock" in event_sentence(site, strings, e.TargetAbraded(5, "near"))
    assert "Seal a rock" in event_sentence(site, strings, e.ObjectiveCompleted(5, "sample", 100))
    assert "The batteries ran flat" in event_sentence(site, strings, e.MissionLost(5, "flat"))
    assert "Seal a rock" in event_sentence(site, strings, e.MissionLost(5, "sample"))
    assert "PIXL" in event_sentence(site, strings, e.TargetAnalysed(5, 1, "near", "pixl", 40.0))


def test_a_refusal_is_told_with_its_figures(strings: Strings) -> None:
    why = reason("power.short", needed_wh=1020.0, available_wh=924.0, reserve_pct=25.0)
    told = event_sentence(small.site(), strings, e.CommandRefused(5, c.RunMoxie(60.0, 2.0), why))
    assert told.startswith("Not done: ")
    assert reason_sentence(strings, why) in told
    assert "1020 Wh" in told


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (119, "119 s"), (120, "2 min"), (3599, "1 h 00 min"), (5640, "1 h 34 min")]
)
def test_durations(seconds: int, words: str) -> None:
    assert duration_words(seconds) == words


def test_notable_is_notice_and_above() -> None:
    assert not is_notable(e.DriveStarted(5, 3.0))
    assert is_notable(e.DriveCompleted(5, 3.0, 60))
    assert not is_notable(e.DriveCompleted(5, 3.0, 60), e.Severity.WARNING)
