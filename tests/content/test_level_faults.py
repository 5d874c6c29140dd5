"""Slips in a level: each told at its place, in plain words, with the way out; all of them at once."""

import pytest

from game.content.diagnose import Faults
from tests.content.pages import EVERYTHING, SMALL, edited, faults_of, line_of

SLIPS = (
    ("minutes: 20.5", 'minutes: "20.5"', "must be a number, found the text '20.5'", "take the quotes away"),
    ("seed: 7", "seed: 7.5", "must be a whole number, found the number 7.5", ""),
    ("seed: 7", "seed: true", "must be a whole number, found true", ""),
    ("minutes: 20.5", "minutes: false", "must be a number, found false", ""),
    ("minutes: 20.5", "minutes: .nan", ".nan is not a number the game can use", ""),
    ("minutes: 20.5", "minutes:", "must be a number, found nothing", ""),
    ("difficulty: hard", "difficulty: hrad", "must be one of easy, medium, hard, found 'hrad'", "did you mean 'hard'?"),
    ("difficulty: hard", "dificulty: hard", "there is no key 'dificulty' here", "did you mean 'difficulty'?"),
    ("format: 2", "format: 3", "must be 2, found 3", ""),
    ("id: everything", "id: Every Thing", "'Every Thing' is not an id", "my_name"),
    ("author: tests", "author: 12", "must be a text, found the number 12", "put it in quotes"),
    ("lmst: 10:30", "lmst: 10.30", "must be a text, found the number 10.3", "quotes"),
    ("lmst: 10:30", "lmst: 25:00", "'25:00' is not a time of day", '"00:00" to "23:59"'),
    ("at: [30, 40.5]", "at: [30]", "must be a list of 2 values, found 1", ""),
    ("at: [30, 40.5]", "at: [30, 40, 50]", "must be a list of 2 values, found 3", ""),
    ("at: [30, 40.5]", "at: 30", "must be a list, found the number 30", "[40, 200]"),
    ("at: [30, 40.5]", "at: [-1, 40]", "must be from 0 to 2048, found -1", ""),
    ("at: [30, 40.5]", "at: [30, 96]", "y = 96 lies outside the map (96 tiles)", "from 0 to 95"),
    ("tiles: [128, 96]", "tiles: [128, 4096]", "must be from 64 to 2048, found 4096", ""),
    ("tile_m: 2.5", "tile_m: 9", "must be from 1 to 5 m, found 9", ""),
    ("preset: delta", "preset: detla", "found 'detla'", "did you mean 'delta'?"),
    ("20: 0.65, 80", "20: 6.5, 80", "faster than a plane slope can", ""),
    ("min_m: 8", "min_m: 80", "min_m (80) is larger than max_m (60)", ""),
    ("diameter_m: 90", "diametre_m: 90", "there is no key 'diametre_m' here", "did you mean 'diameter_m'?"),
    ("bedrock_frac: 0.2", "bedrock_frac: 0.9", "the shares add up to 1.15, more than the whole (1)", ""),
    ("sol: 21", "sol: 3", "this storm is over before the mission starts (sol 20)", ""),
    ("orbiter: MAVEN", "orbiter: maven2", "must be one of MRO", ""),
    ("sample_tubes: 10", "sample_tubes: 39", "must be from 0 to 38, found 39", ""),
    ("charge_frac: 0.7", "charge_frac: 70", "must be from 0.05 to 1 (a share), found 70", ""),
    ("moxie:\n  present: true", "moxie:\n  present: yes", "must be true or false, found the text 'yes'", "write true"),
    ("moxie:\n  present: true", "moxie: on", "must be a group of keys, found the text 'on'", "present"),
    ("rock: delta_mudstone", "rock: delta_mudston", "no rock called 'delta_mudston'", "did you mean 'delta_mudstone'?"),
    ("id: beta", "id: alpha", "the id 'alpha' is already used at line 114", "its own id"),
    ("by_sol: 22", "by_sol: 19", "sol 19 is before the mission starts (sol 20)", "at least 20"),
    (
        "target.alpha.reached: true",
        "target.alfa.reached: true",
        "no target called 'alfa'",
        "did you mean 'alpha' (line 114)?",
    ),
    ("target.alpha.reached: true", "target.alpha.reachd: true", "no telemetry", "did you mean 'target.alpha.reached'?"),
    ("survey.aerial_frac", "survey.arial_frac", "called 'survey.arial_frac'", "did you mean 'survey.aerial_frac'?"),
    ("{at_least: 0.3}", "{at_lest: 0.3}", "no comparison called 'at_lest'", "did you mean 'at_least'?"),
    ("{at_least: 0.3}", "{at_least: 30}", "always from 0 to 1 (share), never 30", ""),
    ("{at_least: 0.3}", "{at_least: much}", "compared with a number, found the text 'much'", ""),
    ("{at_least: 0.3}", "{}", "needs a comparison", "at_least"),
    ("target.beta.known: true", "target.beta.known: {at_least: 1}", "answered with true or false", "known: true"),
    ("not: {helicopter.lost: true}", "not: true", "must be a condition, found true", "moxie.oxygen_g"),
    ("cache.sealed: {at_least: 2}", "cache.sealed: {at_least: 12}", "carries only 10 such tubes", ""),
    ("stars: [100, 200, 300]", "stars: [100, 200, 301]", "301 points cannot be reached: the objectives give 300", ""),
    ("stars: [100, 200, 300]", "stars: [100, 50, 300]", "50 points for the next star are fewer than 100", ""),
    ("text: Drive.", "", "this key is missing", "text: "),
    ("sample_tubes: 10", "sample_tubes: 10\n  stored: [alfa]", "there is no target called 'alfa'", "'alpha'"),
    ("sample_tubes: 10", "sample_tubes: 10\n  stored: alpha", "must be a list", ""),
)


@pytest.mark.parametrize(("old", "new", "words", "hint"), SLIPS, ids=[new[:40] for _, new, _, _ in SLIPS])
def test_a_slip_is_told_once_at_its_line(old: str, new: str, words: str, hint: str) -> None:
    text = edited(old, new) if EVERYTHING.count(old) == 1 else EVERYTHING.replace(old, new, 1)
    found = faults_of(text)
    told = [fault for fault in found if words in fault.sentence and hint in fault.hint]
    assert told, [fault.headline() for fault in found]
    assert len(found) <= 2, [fault.headline() for fault in found]
    line = EVERYTHING[: EVERYTHING.index(old)].count("\n") + 1
    lines = range(line - 1, line + old.count("\n") + 2)
    assert any(fault.line in lines for fault in told)


def test_the_untouched_text_is_sound() -> None:
    assert faults_of(EVERYTHING) == ()
    assert faults_of(SMALL) == ()


def test_all_slips_are_told_at_once_in_the_order_of_the_file() -> None:
    text = EVERYTHING
    edits = [
        ("difficulty: hard", "difficulty: hrad"),
        ("seed: 7", "seed: 7\nseed: 8"),
        ("tile_m: 2.5", "tile_m: .inf"),
        ("rock: delta_sandstone", "rock: granite"),
        ("at: [70, 20]", "at: [70, 200]"),
        ("target.beta.known", "target.bita.known"),
        ("by_sol: 22", "by_sol: 2"),
        ("at_least: 0.3", "at_lest: 0.3"),
        ("stars: [100, 200, 300]", "stars: [100, 200, 3000]"),
        ("title: How?", "titel: How?"),
    ]
    for old, new in edits:
        text = edited(old, new, text)
    found = faults_of(text)
    lines = [line_of(new.split("\n")[-1], text) for _, new in edits]
    assert set(lines) <= {fault.line for fault in found}
    assert [fault.place for fault in found] == sorted(fault.place for fault in found)
    assert len(found) == len(edits) + 1, "the misspelt title is also missing"


def test_objectives_and_defeats_share_their_ids() -> None:
    (fault,) = faults_of(edited("id: out_of_power", "id: seal"))
    assert "already used" in fault.sentence
    assert fault.path == "lose[seal].id"


def test_without_a_helicopter_nothing_can_be_asked_of_it() -> None:
    (fault,) = faults_of(edited("helicopter:\n  present: true", "helicopter:\n  present: false"))
    assert fault.sentence == "this mission is without a helicopter"
    assert fault.line == line_of("not: {helicopter.lost", EVERYTHING)


def test_a_broken_list_of_targets_does_not_make_every_name_a_fault() -> None:
    found = faults_of(edited("targets:", "targest:"))
    assert [fault.sentence for fault in found] == ["there is no key 'targest' here"]


def test_a_fault_shows_its_line_with_a_caret() -> None:
    (fault,) = faults_of(edited("difficulty: hard", "difficulty: hrad"))
    assert fault.text().split("\n") == [
        "a.yaml:6:13: difficulty: must be one of easy, medium, hard, found 'hrad'",
        "    6 | difficulty: hrad",
        "      |             ^^^^",
        "      help: did you mean 'hard'?",
        "      see: python play.py explain difficulty",
    ]


def test_a_caret_in_a_very_long_line_is_seen() -> None:
    (fault,) = faults_of(
        SMALL.replace("title: Drive", "titel: Drive", 1).replace("{id: go,", "{" + " " * 500 + "id: go,")
    )[1:]
    excerpt, caret = fault.text().split("\n")[1:3]
    assert len(excerpt) < 120
    assert excerpt[caret.index("^") :].startswith("titel")


def test_colour_is_only_added_when_asked_for() -> None:
    faults = Faults(faults_of(edited("difficulty: hard", "difficulty: hrad")))
    assert "\x1b[" not in faults.text()
    assert "\x1b[31m" in faults.text(colour=True)


def test_missing_keys_are_told_where_they_belong() -> None:
    (fault,) = faults_of(edited("    rock: delta_sandstone\n", ""))
    assert (fault.path, fault.line) == (
        "targets[alpha].rock",
        line_of("at: [100, 60]\n    hidden", edited("    rock: delta_sandstone\n", "")),
    )
    assert fault.hint == "add it, for example `rock: maaz_basalt`"


def test_a_level_of_faults_only_is_told_within_bounds() -> None:
    text = SMALL + "".join(f"key{number}: 1\n" for number in range(5000))
    found = faults_of(text)
    assert 100 <= len(found) <= 200
    assert "more" in Faults(found).text().split("\n")[-1]


def test_values_that_are_no_level_at_all() -> None:
    for text in ("5", "[1, 2]", "hello", "~", "- format: 2"):
        assert faults_of(text), text


def test_no_more_cores_are_on_board_than_there_are_tubes() -> None:
    crowded = edited("sample_tubes: 10", "sample_tubes: 1\n  stored: [alpha, beta]")
    assert [fault.sentence for fault in faults_of(crowded) if "a core too many" in fault.sentence]
    assert faults_of(edited("sample_tubes: 10", "sample_tubes: 10\n  stored: [alpha]")) == ()


def test_a_field_of_craters_without_end_is_refused_at_its_line() -> None:
    """Forty million of them: the machine would be busy for minutes."""
    crowded = SMALL + "terrain:\n  craters: {per_km2: 20000, reference_m: 1000, min_m: 6}\n"
    (told,) = faults_of(crowded)
    assert told.line == line_of("craters:", crowded)
    assert "more than 200,000" in told.sentence
    assert "min_m" in told.hint
    assert faults_of(SMALL + "terrain:\n  craters: {per_km2: 20000, reference_m: 10}\n") == ()
