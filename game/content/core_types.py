"""What an unquoted word means: YAML 1.2 core types, so `no`, `12:30` and dates stay texts."""

import re

from game.content.nodes import Plain

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
LONGEST_NUMBER = 40
_HUGE = 1e300


class BadNumber(ValueError):
    """A number that cannot be used; the message is a sentence."""


def resolve(word: str) -> Plain:
    """The value of an unquoted word; raises BadNumber.

    >>> [resolve(word) for word in ("014", "0o14", "1e3", "no", "12:30", "1_000", "2021-02-18", "~")]
    [14, 12, 1000.0, 'no', '12:30', '1_000', '2021-02-18', None]
    """
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    if word[0] not in "+-.0123456789":
        return word
    return _number(word)


def _number(word: str) -> Plain:
    if _NOT_FINITE.fullmatch(word):
        raise BadNumber(f"{word} is not a number the game can use")
    is_int, is_float = _INT.fullmatch(word), _FLOAT.fullmatch(word)
    base = 8 if _OCTAL.fullmatch(word) else 16 if _HEX.fullmatch(word) else 0
    if not (is_int or is_float or base):
        return word
    if len(word) > LONGEST_NUMBER:
        raise BadNumber(f"this number is {len(word)} characters long; at most {LONGEST_NUMBER}")
    if base:
        return int(word[2:], base)
    if is_int:
        return int(word)
    number = float(word)
    if not -_HUGE < number < _HUGE:
        raise BadNumber(f"{word} is too large a number")
    return number
