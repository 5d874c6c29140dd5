"""Single edits to a level file, as a person's slip of the finger would make them; the same ones in every run."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

KEY = re.compile(r"([a-z_][a-z0-9_.]*):(?=\s|$)")
NUMBER = re.compile(r"(?<=[ \[])-?[0-9]+(\.[0-9]+)?(?=[,\]} ]|$)")
WORD = re.compile(r"(?<=: )[a-z][a-z_]+(?=[,}]|$)")


MOST_TRIES = 12


@dataclass(frozen=True)
class Mutation:
    """An edited text, the line (from 1) where it was edited, and what stood there."""

    kind: str
    line: int
    text: str
    was: str = ""


Edit = Callable[[random.Random, str], str | None]


def _replace(pattern: re.Pattern[str], change: Callable[[random.Random, str], str]) -> Edit:
    def edit(dice: random.Random, line: str) -> str | None:
        places = list(pattern.finditer(line))
        if not places:
            return None
        place = dice.choice(places)
        return line[: place.start()] + change(dice, place[0]) + line[place.end() :]

    return edit


def _misspell(dice: random.Random, word: str) -> str:
    letters = [i for i, letter in enumerate(word) if letter.isalpha()]
    at = dice.choice(letters)
    return dice.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "q" + word[at + 1 :]))


def _insert(what: str) -> Edit:
    def edit(dice: random.Random, line: str) -> str | None:
        at = dice.randrange(len(line) + 1)
        return line[:at] + what + line[at:]

    return edit


def _drop(what: str) -> Edit:
    return lambda dice, line: _replace(re.compile(re.escape(what)), lambda _d, _w: "")(dice, line)


def _dedent(dice: random.Random, line: str) -> str | None:
    return line[dice.randrange(1, 3) :] if line.startswith("  ") else None


EDITS: tuple[tuple[str, Edit], ...] = (
    ("misspelt key", _replace(KEY, lambda dice, key: _misspell(dice, key[:-1]) + ":")),
    ("misspelt word", _replace(WORD, _misspell)),
    ("text for number", _replace(NUMBER, lambda dice, _: dice.choice(("abc", '"5"', "[1]", "{a: 1}", "true")))),
    ("nothing for number", _replace(NUMBER, lambda _dice, _: "")),
    ("huge number", _replace(NUMBER, lambda dice, _: dice.choice(("1e9", "-1000000000", "9" * 400, ".inf", "1e400")))),
    ("number for word", _replace(WORD, lambda _dice, _: "17")),
    ("unknown id", _replace(WORD, lambda _dice, word: word + "_nowhere")),
    ("removed line", lambda _dice, _line: ""),
    ("duplicated line", lambda _dice, line: f"{line}\n{line}"),
    ("indented by one", lambda _dice, line: " " + line),
    ("indented by three", lambda _dice, line: "   " + line),
    ("dedented", _dedent),
    ("removed colon", _drop(":")),
    ("removed comma", _drop(",")),
    ("removed opening bracket", _drop("[")),
    ("removed closing bracket", _drop("]")),
    ("removed opening brace", _drop("{")),
    ("removed closing brace", _drop("}")),
    ("removed quote", _drop('"')),
    ("removed dash", _drop("- ")),
    ("stray tab", _insert("\t")),
    ("leading tab", lambda _dice, line: "\t" + line.lstrip()),
    ("stray quote", _insert('"')),
    ("stray colon", _insert(": ")),
    ("stray letter", _insert("z")),
    ("stray bracket", _insert("]")),
    ("stray NUL", _insert("\0")),
    ("alias", _replace(NUMBER, lambda _dice, _: "*some")),
    ("anchor", _replace(NUMBER, lambda _dice, number: f"&some {number}")),
    ("tag", _replace(NUMBER, lambda _dice, number: f"!!python/name:os.system {number}")),
)


def _edited(dice: random.Random, lines: list[str], edit: Edit) -> tuple[int, str | None]:
    """A line and what the edit makes of it; a rare kind of edit is tried on several lines."""
    written = [i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    number, changed = 0, None
    for _ in range(MOST_TRIES):
        number = dice.choice(written)
        changed = edit(dice, lines[number])
        if changed is not None:
            break
    return number, changed


def mutations(text: str, count: int, seed: int) -> Iterator[Mutation]:
    """`count` different edited texts; every kind of edit has its turn."""
    dice = random.Random(seed)
    lines = text.split("\n")
    seen = {text}
    made = 0
    for attempt in range(count * 20):
        kind, edit = EDITS[attempt % len(EDITS)]
        number, changed = _edited(dice, lines, edit)
        if changed is None:
            continue
        kept = [*lines[:number], *([changed] if kind != "removed line" else []), *lines[number + 1 :]]
        edited = "\n".join(kept)
        if edited not in seen:
            seen.add(edited)
            made += 1
            yield Mutation(kind, number + 1, edited, lines[number])
        if made == count:
            return
