"""Levels for the tests of their language: one text with everything in it, and ways to edit it."""

from functools import cache
from pathlib import Path

from game.content.catalog import Catalog, load_catalog
from game.content.diagnose import Fault, Faults
from game.content.level import Level
from game.content.load import parse_level
from game.content.source import Source

EVERYTHING = (Path(__file__).parent / "everything.yaml").read_text(encoding="utf-8")

SMALL = """\
format: 2
id: small
title: Small
objectives: [{id: go, title: Drive 100 m, points: 100, done_when: {rover.odometry_m: {at_least: 100}}}]
"""


@cache
def catalog() -> Catalog:
    return load_catalog()


def read(text: str) -> Level:
    return parse_level(Source.of(text, "a.yaml"), catalog())


def faults_of(text: str) -> tuple[Fault, ...]:
    """What is told of a text; nothing when all is well."""
    try:
        read(text)
    except Faults as faults:
        return faults.faults
    return ()


def edited(old: str, new: str, text: str = EVERYTHING) -> str:
    """The text with its only `old` replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def line_of(part: str, text: str) -> int:
    """The line (from 1) of the only `part`."""
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1
