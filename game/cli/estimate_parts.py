"""What the answers of `estimate` share: the setting they are asked for, and the verdict with its reasons."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from game.cli.levels import find_level
from game.content.catalog import Catalog, load_catalog
from game.content.load import load_level
from game.content.sections import Relay, Weather
from game.content.strings import Strings, load_strings
from game.core import marstime
from game.sim.narrate import reason_sentence
from game.sim.reasons import Reason

Rows = list[tuple[str, str]]
SEED = 0
"""Without a level; only luck depends on it, and what is usual is told instead of luck."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, for both kinds of readers."""

    title: str
    figures: dict[str, Any]
    rows: Rows


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def strings() -> Strings:
    return load_strings()


def setting(word: str | None) -> tuple[Weather, int, Relay]:
    """Weather, seed and relay of a level, or the usual ones."""
    if word is None:
        return Weather(), SEED, Relay()
    level = load_level(find_level(word))
    return level.weather, level.seed, level.relay


def runs_before(word: str | None) -> int:
    """MOXIE runs before a level begins."""
    return 0 if word is None else load_level(find_level(word)).moxie.runs_before


def moment(arguments: argparse.Namespace) -> int:
    return marstime.tick_at(arguments.sol, arguments.lmst)


def when(tick: int) -> str:
    return f"sol {marstime.sol(tick)}, {marstime.lmst_text(tick)}"


def judged(reasons: Sequence[Reason]) -> dict[str, Any]:
    return {"feasible": not reasons, "reasons": sentences(reasons)}


def verdict(reasons: Sequence[Reason]) -> Rows:
    if not reasons:
        return [("possible", "yes")]
    return [("possible", "no"), *(("because", told) for told in sentences(reasons))]


def sentences(reasons: Sequence[Reason]) -> list[str]:
    return [reason_sentence(strings(), why) for why in reasons]


def listed(names: Iterable[str]) -> str:
    return f"Known: {', '.join(names)}."
