"""Every event and every reason has a sentence with all its figures in it."""

import ast
import re
import string
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from game.content.sections import Weather
from game.content.strings import Strings, load_strings
from game.core import marstime
from game.sim import commands as c
from game.sim import events as e
from game.sim.estimates.moxie import run_warnings
from game.sim.estimates.quick_drive import Ground, quick_drive
from game.sim.narrate import command_words, duration_words, event_sentence, is_notable, reason_sentence
from game.sim.reasons import reason
from game.terrain.material import Material
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


def keys_refused_with() -> dict[str, str]:
    """Key -> where, of every reason that is named in a function that refuses."""
    found = {}
    for path in sorted(SIM.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and "refuse" in function.name:
                found |= dict.fromkeys(reasons_named_in(function), f"{path.name}:{function.name}")
    return found


def reasons_named_in(function: ast.FunctionDef) -> list[str]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    keys = [call.args[0] for call in calls if call.args and getattr(call.func, "id", "") == "reason"]
    either = [part for key in keys for part in ((key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,))]
    return [str(part.value) for part in either if isinstance(part, ast.Constant)]


NOTHING_TO_TRY = re.compile(r"nothing (to|in progress)|no oxygen|stays unseen|Nothing is in progress|obeys nothing")
"""Facts that leave nothing to do: there is no such thing on this mission, or it is done already."""
ADVICE = re.compile(
    r"(?:^|[.;:,] |, or |or |and )(Try|Wait|Let|Choose|Drive|Sleep|Wake|Do|Leave|Start|Scout|Move|Take|Study|Grind|Any|"
    r"Seal|Picture|Core|Make|Clear|Release|Give|Send|Put|Draw|Recall|Stop|Use|Fly|Come|Land|Look|Back|Turn|Get|Go|Cross|Sound|"
    r"Click|Switch|Delete|wait|try|fly|choose|it goes|directed)\b"
)


def test_every_refusal_says_what_to_try(strings: Strings) -> None:
    """Or why there is nothing to try."""
    silent = []
    for key, where in keys_refused_with().items():
        sentence = strings.sentences.get(f"reason.{key}", "")
        if sentence and not (ADVICE.search(sentence) or NOTHING_TO_TRY.search(sentence)):
            silent.append(f"{where}: {sentence}")
    assert silent == []
    assert len(keys_refused_with()) > 90


def test_what_breaks_a_limit_is_not_rounded_to_it(strings: Strings) -> None:
    """29.6 % is not "30 %, below the 30 %"."""
    low = reason("power.plan_low", lowest_pct=29.6, when="05:10", reserve_pct=30.0)
    assert "29.6 %" in reason_sentence(strings, low)
    tilt = reason("drive.tilt", tilt_deg=30.2, limit_deg=30.0)
    assert "30.2°" in reason_sentence(strings, tilt)
    slope = reason("flight.landing_slope_alone", slope_deg=10.3, limit_deg=10.0)
    assert "10.3°" in reason_sentence(strings, slope)


def test_new_cells_are_not_called_aged(strings: Strings) -> None:
    noon = marstime.tick_at(60, marstime.parse_lmst("12:00"))
    new, old = (run_warnings(Weather(), noon, 60.0, 6.0, cycles)[0] for cycles in (0.0, 12.0))
    assert (new.key, old.key) == ("moxie.cells", "moxie.aged")
    assert "12 ×" in reason_sentence(strings, old)


def test_slip_names_the_way_backwards_where_that_helps() -> None:
    noon = marstime.tick_at(200, marstime.parse_lmst("12:00"))
    told = {}
    for grade_deg in (18.0, 24.0):
        (slip, *_) = quick_drive(Weather(), 0, noon, 10.0, Ground(grade_deg, Material.SAND)).reasons
        assert slip.key == "drive.slip"
        told[grade_deg] = [more.key for more in slip.then]
    assert told == {18.0: ["advice.try_backwards"], 24.0: []}


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
