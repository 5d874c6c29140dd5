"""Plain words about values: what was found, what was meant, what the range is."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

SHOWN = 40
"""Characters of a wrong value that a sentence repeats."""


def shorten(text: str, length: int = SHOWN) -> str:
    """One line of at most `length` characters.

    >>> shorten("a" * 50, 5)
    'aaaa…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that was probably meant, or '' when none is close.

    >>> nearest("charge_fraction", ["charge_frac", "slip_limit_frac"])
    'charge_frac'
    """
    unique = list(dict.fromkeys(choices))
    folded = word.lower().replace("-", "_").replace(" ", "_")[:80]
    if folded in unique:
        return folded
    return next(iter(get_close_matches(folded, unique, 1, 0.6)), "")


def did_you_mean(word: str, choices: Iterable[str], what: str = "choose from") -> str:
    """A suggestion: the nearest choice, or all of them when none is near.

    >>> did_you_mean("hord", ["easy", "medium", "hard"])
    "did you mean 'hard'?"
    """
    listed = list(choices)
    close = nearest(word, listed)
    if close:
        return f"did you mean '{close}'?"
    return f"{what} {shorten(', '.join(listed), 300)}" if listed else ""


def article_value(value: object) -> str:
    """A value in words.

    >>> article_value("abc"), article_value(True), article_value({}), article_value(None)
    ("the text 'abc'", 'true', 'a group of keys', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {shorten(repr(value))}"
    if isinstance(value, str):
        return f"the text '{shorten(value)}'"
    return "a group of keys" if isinstance(value, Mapping) else "a list"


def span(low: float | None, high: float | None, unit: str = "") -> str:
    """A range in words.

    >>> span(0, 1), span(64, None, "tiles"), span(None, 4, "m")
    ('from 0 to 1', 'at least 64 tiles', 'at most 4 m')
    """
    tail = f" {unit}" if unit else ""
    if low is not None and low == high:
        return f"{number_text(low)}{tail}"
    if low is not None and high is not None:
        return f"from {number_text(low)} to {number_text(high)}{tail}"
    if low is not None:
        return f"at least {number_text(low)}{tail}"
    return f"at most {number_text(high or 0)}{tail}"


def number_text(value: float) -> str:
    """A number without a needless exponent or trailing zeros.

    >>> number_text(100000.0), number_text(0.25)
    ('100000', '0.25')
    """
    if isinstance(value, int):
        return str(value)
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:g}"
