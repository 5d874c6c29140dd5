"""Every way to spoil one leaf of JSON-like data."""

import copy
from collections.abc import Iterator
from typing import Any

Place = tuple[str | int, ...]
WRONG: tuple[Any, ...] = (
    None,
    True,
    "",
    "x" * 50,
    "nan",
    [],
    [[]],
    {},
    {"do": "stop"},
    -1,
    0,
    1,
    3,
    10**9,
    -(10**9),
    10**19,
    10**400,
    0.5,
    -0.5,
    1e300,
    -1e300,
    float("nan"),
    float("inf"),
)


def leaves(plain: Any, most_items: int = 4, at: Place = ()) -> Iterator[Place]:
    """Places of all values, groups included; of a long list only the first few entries and the last."""
    if at:
        yield at
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from leaves(value, most_items, (*at, key))
    elif isinstance(plain, list):
        for index in sorted({*range(min(most_items, len(plain))), len(plain) - 1} - {-1}):
            yield from leaves(plain[index], most_items, (*at, index))


def get(plain: Any, at: Place) -> Any:
    for step in at:
        plain = plain[step]
    return plain


def mutants(plain: Any, wrong: tuple[Any, ...] = WRONG) -> Iterator[tuple[Place, Any, Any]]:
    """(place, value, copy of `plain` with that value there), and each place with its value taken away."""
    for at in leaves(plain):
        parent = get(plain, at[:-1])
        for value in (*wrong, *_near(get(plain, at))):
            yield at, value, _with(plain, at, value)
        if isinstance(parent, dict):
            changed = copy.deepcopy(plain)
            del get(changed, at[:-1])[at[-1]]
            yield at, "(removed)", changed


def _near(value: Any) -> tuple[Any, ...]:
    """Values a little off, of the right type."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return (value + 1, value - 1, -value, value * 2, value * 1000)
    if isinstance(value, str):
        return (value + "x", value[:-1], "near", "drive", "core", "lost", "cruise")
    if isinstance(value, list):
        return (value[:1], value + value, list(reversed(value)))
    return ()


def _with(plain: Any, at: Place, value: Any) -> Any:
    """A copy that shares everything off the path."""
    if not at:
        return value
    changed = copy.copy(plain)
    changed[at[0]] = _with(plain[at[0]], at[1:], value)
    return changed
