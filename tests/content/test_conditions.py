"""The condition language."""

import re

import pytest
from pydantic import ValidationError

from game.content.condition_reader import parse_condition
from game.content.conditions import AllOf, AnyOf, Compare, Not, comparisons
from game.content.telemetry_names import TELEMETRY, find, references


@pytest.mark.parametrize(
    ("raw", "parsed"),
    [
        ({"moxie.oxygen_g": {"at_least": 5}}, Compare("moxie.oxygen_g", "at_least", 5.0)),
        ({"moxie.runs": 2}, Compare("moxie.runs", "equals", 2.0)),
        ({"target.a.sealed": True}, Compare("target.a.sealed", "equals", True)),
        ({"target.a.sealed": {"equals": False}}, Compare("target.a.sealed", "equals", False)),
        (
            {"lmst_h": {"above": 6, "below": 18}},
            AllOf((Compare("lmst_h", "above", 6.0), Compare("lmst_h", "below", 18.0))),
        ),
        ({"sol": 3, "moxie.runs": 1}, AllOf((Compare("sol", "equals", 3.0), Compare("moxie.runs", "equals", 1.0)))),
        ({"any": ({"sol": 3}, {"sol": 4})}, AnyOf((Compare("sol", "equals", 3.0), Compare("sol", "equals", 4.0)))),
        ({"all": ({"sol": 3},)}, AllOf((Compare("sol", "equals", 3.0),))),
        ({"not": {"helicopter.lost": True}}, Not(Compare("helicopter.lost", "equals", True))),
    ],
)
def test_what_is_written_is_what_is_meant(raw: object, parsed: object) -> None:
    assert parse_condition(raw) == parsed


@pytest.mark.parametrize(
    "raw",
    [
        {},
        (),
        5,
        None,
        "sol",
        {"all": ()},
        {"all": {"sol": 1}},
        {"any": (5,)},
        {"not": {}},
        {"sol": {}},
        {"sol": {"at_least": True}},
        {"sol": {"at_least": "5"}},
        {"sol": True},
        {"sol": None},
        {"sol": {"least": 5}},
        {"nowhere": 5},
        {"target.sealed": True},
        {"target.a.b.sealed": True},
        {"helicopter.lost": 1},
        {"helicopter.lost": {"at_least": 1}},
        {"rover.charge_frac": {"below": -0.1}},
    ],
)
def test_what_means_nothing_is_refused(raw: object) -> None:
    with pytest.raises(ValidationError):
        parse_condition(raw)


def test_all_faults_of_a_condition_are_found() -> None:
    raw = {"all": ({"nowhere": 1}, {"sol": {"least": 1}}, {"not": {"lmst_h": 25}}), "moxie.runs": "x"}
    with pytest.raises(ValidationError) as caught:
        parse_condition(raw)
    places = [error["loc"] for error in caught.value.errors()]
    assert places == [("all", 0, "nowhere"), ("all", 1, "sol", "least"), ("all", 2, "not", "lmst_h"), ("moxie.runs",)]


def test_comparisons_come_in_the_order_written() -> None:
    raw = {"sol": 1, "any": ({"moxie.runs": 2}, {"not": {"lmst_h": 3}}), "cache.sealed": 4}
    assert [part.value for part in comparisons(parse_condition(raw))] == [1.0, 2.0, 3.0, 4.0]


def test_every_declared_name_is_found_by_itself_only() -> None:
    for entry in TELEMETRY:
        written = re.sub("<[a-z]+>", "rochette", entry.name)
        assert find(written) is entry
        assert entry.name.endswith(">") or find(written + "x") is None
        assert find("x" + written) is None
        kinds = re.findall("<([a-z]+)>", entry.name)
        assert list(references(written)) == [(kind, "rochette") for kind in kinds]
        assert entry.sentence.endswith(".")
        assert entry.kind == "flag" or entry.unit
