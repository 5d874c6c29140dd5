"""From readings to beliefs: log-odds by rule, shares for people, and the standing on the CoLD scale.

A figure counts once, by its most exact reading: a second look replaces the first, it does not vote twice.
CoLD is the Confidence of Life Detection scale (Green 2021). Its first step is "a possible signal"; a rover can come
no further than to call that signal, well documented, a potential biosignature (as NASA did in September 2025). That
there was life is for no rover to say, and nothing here ever says it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from game.core import exact
from game.sim.science.rules import MOST_LOG_ODDS, PRIOR_LOG_ODDS, RULES, SIGNALS, Hypothesis
from game.sim.state.notebook import Entry, Measured

SIGNAL_FRAC = 0.08
"""From this belief on, features that life could have made count as a possible signal: game premise."""
POTENTIAL_FRAC, POTENTIAL_INSTRUMENTS = 0.6, 3
"""A potential biosignature wants this belief, and so many instruments that each saw a part of it: game premise."""
SEEN_MOVE = 0.5
"""A figure is a candidate signal when it moves the hypothesis by at least this."""


class Standing(IntEnum):
    """How far a find has come; words in the strings file under `standing.<name>`."""

    NOTHING = 0
    POSSIBLE_SIGNAL = 1
    """CoLD step 1."""
    POTENTIAL_BIOSIGNATURE = 2
    """Still CoLD step 1, seen by several instruments, an abiotic origin not excluded: the most a rover can reach."""


@dataclass(frozen=True, slots=True)
class Move:
    """What one look did to one hypothesis."""

    hypothesis: Hypothesis
    log_odds: float


Readings = Mapping[str, Measured]


def best_readings(entries: Iterable[Entry]) -> dict[str, Measured]:
    """The most exact reading of each figure, in the order of their first look."""
    best: dict[str, Measured] = {}
    for entry in entries:
        for reading in entry.readings:
            before = best.get(reading.figure)
            if before is None or reading.error < before.error:
                best[reading.figure] = reading
    return best


def log_odds(readings: Readings, hypothesis: Hypothesis) -> float:
    """Prior and rules together."""
    odds = PRIOR_LOG_ODDS[hypothesis]
    for rule in RULES:
        reading = readings.get(rule.figure)
        if rule.hypothesis is hypothesis and reading is not None:
            odds += rule.move(reading.value, reading.error)
    most = MOST_LOG_ODDS.get(hypothesis)
    return odds if most is None else min(most, odds)


def share(odds: float) -> float:
    """Log-odds as a share of 1.

    >>> share(0.0), round(share(2.2), 2), round(share(-3.9), 2)
    (0.5, 0.9, 0.02)
    """
    return 1.0 / (1.0 + exact.exp(-odds))


def belief(entries: Iterable[Entry], hypothesis: Hypothesis) -> float:
    """How likely the hypothesis looks after these looks at one target, 0 to 1."""
    return share(log_odds(best_readings(entries), hypothesis))


def moves(before: Sequence[Entry], entry: Entry) -> tuple[Move, ...]:
    """What a look added to those before it, hypothesis by hypothesis; those it did not touch are left out."""
    old, new = best_readings(before), best_readings((*before, entry))
    found = (Move(which, log_odds(new, which) - log_odds(old, which)) for which in Hypothesis)
    return tuple(move for move in found if abs(move.log_odds) >= 0.005)


def candidate_signals(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Figures that look like what life could leave; each has explanations without life."""
    readings = best_readings(entries)
    return tuple(figure for figure in SIGNALS if _points_to_signal(readings.get(figure)))


def _points_to_signal(reading: Measured | None) -> bool:
    return reading is not None and any(
        rule.move(reading.value, reading.error) >= SEEN_MOVE
        for rule in RULES
        if rule.figure == reading.figure and rule.hypothesis is Hypothesis.BIOSIGNATURE
    )


def standing(entries: Sequence[Entry], *, pictured: bool) -> Standing:
    """Where a target's evidence stands. Without a picture of the rock no find is well documented."""
    likely = belief(entries, Hypothesis.BIOSIGNATURE)
    signals = candidate_signals(entries)
    if likely < SIGNAL_FRAC or not signals:
        return Standing.NOTHING
    saw = {entry.instrument for entry in entries if _points(entry, signals)}
    if likely >= POTENTIAL_FRAC and len(saw) >= POTENTIAL_INSTRUMENTS and pictured:
        return Standing.POTENTIAL_BIOSIGNATURE
    return Standing.POSSIBLE_SIGNAL


def _points(entry: Entry, signals: tuple[str, ...]) -> bool:
    return any(reading.figure in signals and _points_to_signal(reading) for reading in entry.readings)


def cold_step(where: Standing) -> int:
    """The step on the CoLD scale: 0 or 1. The steps above ask for laboratories, and for others to try.

    >>> [cold_step(where) for where in Standing]
    [0, 1, 1]
    """
    return 0 if where is Standing.NOTHING else 1
