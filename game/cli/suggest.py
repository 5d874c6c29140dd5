"""Did you mean ...?"""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing half-sentence that names the nearest known word, or nothing.

    >>> did_you_mean("chekc", ["check", "run"])
    ' Did you mean check?'
    >>> did_you_mean("xyz", ["check", "run"])
    ''
    """
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""
